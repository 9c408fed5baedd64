//! The shell: statements that end with `;`, and commands that begin with `:`.
//!
//! On a terminal it edits lines, completes and colours; on a pipe it reads statements and writes answers, nothing else.

mod commands;
mod completion;
mod help;
mod highlight;
mod interrupt;
mod session;
mod terminal;
mod vocabulary;
mod welcome;
mod words;

use crate::console::{Failure, Outcome, opening::Opened};
use crate::syntax;
use session::{Flow, Session};
use std::io::{self, BufRead, IsTerminal};

/// Runs the shell until its input ends.
///
/// # Errors
/// The input cannot be read; or, on a pipe, a statement failed.
pub fn run(opened: Opened) -> Outcome {
    let mut session = Session::new(opened)?;
    let outcome = if io::stdin().is_terminal() {
        terminal::run(&mut session)
    } else {
        run_piped(&mut session, io::stdin().lock())
    };
    outcome.and(session.close())
}

/// Runs what comes in by a pipe. An error does not stop it, but is told in the end by the exit code.
fn run_piped(session: &mut Session, mut input: impl BufRead) -> Outcome {
    let mut failures = 0;
    let mut pending = String::new();
    loop {
        let mut line = Vec::new();
        let read = input
            .read_until(b'\n', &mut line)
            .map_err(|error| Failure::data(format!("standard input cannot be read: {error}")))?;
        let line = String::from_utf8(line)
            .map_err(|_| Failure::data("standard input is not UTF-8 text").with_hint("save the statements as UTF-8"))?;
        pending.push_str(&line);
        let ended = read == 0;
        if !ended && !is_whole(&pending) {
            continue;
        }
        match session.run(&std::mem::take(&mut pending)) {
            Ok(Flow::Continue) => {}
            Ok(Flow::Quit) => break,
            Err(failure) if failure.is_broken_pipe() => return Err(failure),
            Err(failure) => {
                failure.report();
                failures += 1;
            }
        }
        if ended {
            break;
        }
    }
    match failures {
        0 => Ok(()),
        count => Err(Failure::query(format!("{} failed", crate::console::output::counted(count, "statement")))),
    }
}

/// Whether the input can be run: a command of one line, or statements up to `;`.
fn is_whole(input: &str) -> bool {
    let input = input.trim();
    input.starts_with(':') || commands::is_bare_word(input) || syntax::is_complete(input)
}
