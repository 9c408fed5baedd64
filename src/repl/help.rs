//! `:help`: the commands, or all there is under one word.

use super::commands::{COMMANDS, find};
use super::session::Session;
use crate::console::{Failure, Outcome, output};
use crate::diagnostic::nearest;
use crate::functions::{self, FUNCTIONS};
use crate::syntax;

/// Prints the page about the word, or without one the list of commands.
///
/// # Errors
/// Nothing is known under the word.
pub fn print(session: &Session, word: &str) -> Outcome {
    let word = word.trim_start_matches(':');
    if word.is_empty() {
        let widest = COMMANDS.iter().map(|command| command.name.len() + command.usage.len()).max().unwrap_or(0) + 2;
        let mut page = String::from("A statement of Cypher ends with ; and may take several lines. Commands:\n\n");
        for command in COMMANDS {
            let usage = format!(":{} {}", command.name, command.usage);
            page.push_str(&format!("  {usage:widest$}  {}\n", command.description));
        }
        page.push_str("\n:help WORD tells about a command, named query, function or keyword, as in :help coalesce.\n");
        return output::print(page);
    }
    let mut pages = Vec::new();
    if let Some(command) = find(&word.to_ascii_lowercase()) {
        pages.push(format!(":{} {}\n{}\n", command.name, command.usage, command.description));
    }
    if let Ok(query) = session.library.find(word) {
        pages.push(query.help());
    }
    if let Some(function) = functions::lookup(word) {
        let (call, gives) = function.example;
        let example = if gives.is_empty() { call.to_owned() } else { format!("{call} gives {gives}") };
        pages.push(format!("{}\n{}\n{example}\n", function.signature(), function.description));
    }
    if let Some(keyword) = syntax::keyword(word) {
        pages.push(format!("{}: {}\n", keyword.text(), keyword.entry().meaning));
    }
    if pages.is_empty() {
        let known = COMMANDS
            .iter()
            .map(|command| command.name)
            .chain(session.library.queries().iter().map(|query| query.name.as_str()))
            .chain(FUNCTIONS.iter().map(|function| function.name))
            .chain(syntax::KEYWORDS.iter().map(|entry| entry.text));
        let failure = Failure::usage(format!("there is no help about `{word}`"));
        return Err(match nearest(word, known) {
            Some(near) => failure.with_hint(format!("did you mean `{near}`?")),
            None => failure.with_hint("`:help` lists the commands"),
        });
    }
    output::print(pages.join("\n"))
}
