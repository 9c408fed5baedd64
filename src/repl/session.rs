//! What the shell works on, and how it runs what is typed.

use super::commands;
use super::interrupt::Interrupt;
use crate::console::opening::{self, Opened};
use crate::console::{Failure, Outcome, message, output};
use crate::database::{Answer, Database, Parameters};
use crate::named::Library;
use crate::syntax;
use std::io::IsTerminal;
use std::time::Instant;

/// Whether the shell goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Reads the next input.
    Continue,
    /// Ends.
    Quit,
}

/// The state of a shell.
pub struct Session {
    /// The open graph.
    pub database: Database,
    /// What to call it.
    pub name: String,
    /// The named queries.
    pub library: Library,
    /// Parameters for the statements to come.
    pub parameters: Parameters,
    /// How answers are written.
    pub output: output::Choice,
    /// The last answer, for `:save`.
    pub last: Option<Answer>,
    /// Counts what may have changed the words to complete.
    pub changes: u64,
    interrupt: Interrupt,
}

impl Session {
    /// A session on an open graph.
    pub fn new(opened: Opened) -> Result<Self, Failure> {
        let interrupt = Interrupt::install()?;
        interrupt.aim_at(&opened.database);
        Ok(Self {
            database: opened.database,
            name: opened.name,
            library: opening::library()?,
            parameters: Parameters::new(),
            output: output::Choice::default(),
            last: None,
            changes: 0,
            interrupt,
        })
    }

    /// Takes another graph in the place of the open one, which is closed.
    pub fn take(&mut self, opened: Opened) -> Outcome {
        self.interrupt.aim_at(&opened.database);
        let before = std::mem::replace(&mut self.database, opened.database);
        self.name = opened.name;
        self.last = None;
        self.changes += 1;
        opening::close(before)
    }

    /// Ends the session.
    pub fn close(self) -> Outcome {
        opening::close(self.database)
    }

    /// Runs a command, or statements.
    pub fn run(&mut self, input: &str) -> Result<Flow, Failure> {
        let trimmed = input.trim();
        if let Some(command) = trimmed.strip_prefix(':') {
            return commands::run(self, command.trim_end_matches(';'));
        }
        if commands::is_bare_word(trimmed) {
            return commands::run(self, trimmed.trim_end_matches(';'));
        }
        // Ctrl-C between two statements stops the second.
        let running = self.interrupt.while_running();
        for span in syntax::split(input) {
            self.run_statement(span.of(input))?;
        }
        drop(running);
        Ok(Flow::Continue)
    }

    fn run_statement(&mut self, statement: &str) -> Outcome {
        let parameters = self.parameters.clone();
        self.answer(statement, &parameters, None)
    }

    /// Runs one statement and writes its answer.
    pub fn answer(&mut self, statement: &str, parameters: &Parameters, origin: Option<&str>) -> Outcome {
        let began = Instant::now();
        let running = self.interrupt.while_running();
        let answer = self.database.run(statement, parameters);
        drop(running);
        let took = began.elapsed();
        let mut answer = answer.map_err(|error| Failure::in_query(&error, statement, origin))?;
        self.changes += u64::from(!answer.statistics.is_empty());
        self.output.write(&answer, self.database.graph())?;
        if answer.is_empty() && !answer.columns.is_empty() {
            let running = self.interrupt.while_running();
            answer.warnings.extend(self.database.why_empty(statement, parameters));
            drop(running);
        }
        output::tell(&answer, statement, origin);
        if std::io::stdout().is_terminal() && !answer.columns.is_empty() {
            let rows = output::counted(answer.len() as u64, "row");
            message::note(format!("{rows} in {:.1} ms", took.as_secs_f64() * 1000.0));
        }
        self.last = Some(answer);
        Ok(())
    }
}
