//! The shell on a terminal: line editing, history, completion, colours.

use super::completion::{self, Offer};
use super::session::{Flow, Session};
use super::vocabulary::Vocabulary;
use super::{highlight, is_whole, welcome};
use crate::console::{Failure, Outcome, message};
use etcetera::BaseStrategy;
use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};
use std::borrow::Cow;
use std::path::PathBuf;

/// Reads and runs until the user leaves.
pub fn run(session: &mut Session) -> Outcome {
    let colour = message::colour();
    let config = Config::builder()
        .history_ignore_space(true)
        .completion_type(CompletionType::List)
        .color_mode(if colour { ColorMode::Enabled } else { ColorMode::Disabled })
        .auto_add_history(true)
        .build();
    let mut editor: Editor<ShellHelper, DefaultHistory> =
        Editor::with_config(config).map_err(|error| Failure::query(format!("the terminal cannot be used: {error}")))?;
    editor.set_helper(Some(ShellHelper {
        vocabulary: Vocabulary::of(session),
        files: FilenameCompleter::new(),
        colour,
    }));
    let history = history_file();
    if let Some(file) = history.as_deref().filter(|file| file.exists())
        && let Err(error) = editor.load_history(file)
    {
        message::warning(format!("the history `{}` cannot be read: {error}", file.display()));
    }
    message::note(welcome::welcome(session));
    let mut seen = session.changes;
    loop {
        let prompt = if session.database.in_transaction() { "chancery*> " } else { "chancery> " };
        let flow = match editor.readline(prompt) {
            Ok(line) if line.trim().is_empty() => Ok(Flow::Continue),
            Ok(line) => session.run(&line),
            // Ctrl-C drops what is typed.
            Err(ReadlineError::Interrupted) => Ok(Flow::Continue),
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(Failure::data(format!("the terminal cannot be read: {error}"))),
        };
        match flow {
            Ok(Flow::Continue) => {}
            Ok(Flow::Quit) => break,
            Err(failure) => _ = failure.report(),
        }
        if session.changes != seen {
            seen = session.changes;
            if let Some(helper) = editor.helper_mut() {
                helper.vocabulary = Vocabulary::of(session);
            }
        }
    }
    if session.database.in_transaction() {
        message::warning("the open transaction was dropped");
    }
    if let Some(file) = history {
        let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = folder.map_err(ReadlineError::from).and_then(|()| editor.save_history(&file)) {
            message::warning(format!("the history `{}` cannot be kept: {error}", file.display()));
        }
    }
    Ok(())
}

/// Where the history is kept: the folder for state of the XDG base directories, or what the system has for it.
fn history_file() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(folder.join("chancery").join("history"))
}

struct ShellHelper {
    vocabulary: Vocabulary,
    files: FilenameCompleter,
    colour: bool,
}

impl Helper for ShellHelper {}

impl Completer for ShellHelper {
    type Candidate = Pair;

    fn complete(&self, line: &str, position: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        match completion::complete(&line[..position], &self.vocabulary) {
            Offer::Files => self.files.complete_path(line, position),
            Offer::Words(from, candidates) => {
                let pair = |word: completion::Candidate| Pair { display: word.shown, replacement: word.inserted };
                Ok((from, candidates.into_iter().map(pair).collect()))
            }
        }
    }
}

impl Hinter for ShellHelper {
    type Hint = String;

    /// On an empty further line, tells how to end the statement.
    fn hint(&self, line: &str, position: usize, _: &Context<'_>) -> Option<String> {
        let waits = position == line.len() && line.ends_with('\n') && !line.trim().is_empty();
        waits.then(|| "  ; runs the statement".to_owned())
    }
}

impl Highlighter for ShellHelper {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.colour { highlight::highlight(line).into() } else { line.into() }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        const DIM: anstyle::Style = anstyle::AnsiColor::BrightBlack.on_default();
        if self.colour { format!("{DIM}{hint}{DIM:#}").into() } else { hint.into() }
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.colour
    }
}

impl Validator for ShellHelper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let whole = context.input().trim().is_empty() || is_whole(context.input());
        Ok(if whole { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}
