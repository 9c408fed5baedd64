//! How a command can end other than well, and the exit code of each way.

use super::message;
use crate::diagnostic::{Diagnostic, Severity, render};
use crate::named::NamedError;
use std::io;
use std::process::ExitCode;

/// Why a command did not do all it was asked.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    /// One sentence, lower case, no full stop; may be followed by lines that show the place.
    message: String,
    hint: Option<String>,
}

#[derive(Debug)]
enum Kind {
    /// The query is wrong or failed while running, or the answer could not be written.
    Query,
    /// The same, and the message is ready to be shown as it is.
    Shown,
    /// The command line is wrong.
    Usage,
    /// An input file is missing, damaged or not what it should be.
    Data,
    /// The command line asked for help, or is wrong in a way that the parser describes itself.
    CommandLine(clap::Error),
    /// The reader of our output has gone: a normal end.
    BrokenPipe,
}

impl Failure {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// The query, or the work asked for, failed (exit code 1).
    pub fn query(message: impl Into<String>) -> Self {
        Self::new(Kind::Query, message)
    }

    /// The command line asks for something that cannot be (exit code 2).
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// A file that was given as input is missing or bad (exit code 3).
    pub fn data(message: impl Into<String>) -> Self {
        Self::new(Kind::Data, message)
    }

    /// The same failure with what to do about it.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// An error in a statement, shown with its line; `origin` names the file that the statement comes from.
    pub fn in_query(diagnostic: &Diagnostic, query: &str, origin: Option<&str>) -> Self {
        let show = |diagnostic: &Diagnostic| render(diagnostic, Severity::Error, query, origin, message::colour());
        let mut shown = vec![match (diagnostic.detail, &diagnostic.hint) {
            ("MissingParameter", None) => show(
                &diagnostic.clone().with_hint("give it with `-p name=value`, in the shell with `:param name value`"),
            ),
            _ => show(diagnostic),
        }];
        // Reading the text goes on after an error; the database stops at the first.
        if let Err(errors) = crate::syntax::parse(query) {
            shown.extend(errors.iter().filter(|error| *error != diagnostic).map(show));
        }
        Self::new(Kind::Shown, shown.join("\n\n"))
    }

    /// Whether the reader of our output has gone.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self.kind, Kind::BrokenPipe)
    }

    /// Tells the user on standard error and gives the exit code: the one place that decides it.
    pub fn report(self) -> ExitCode {
        let code = match &self.kind {
            Kind::BrokenPipe => return ExitCode::SUCCESS,
            Kind::CommandLine(error) => {
                // Nothing is left to tell when neither stream can be written.
                let _ = error.print();
                return ExitCode::from(error.exit_code() as u8);
            }
            Kind::Query | Kind::Shown => 1,
            Kind::Usage => 2,
            Kind::Data => 3,
        };
        match self.kind {
            Kind::Shown => message::note(&self.message),
            _ => message::error(&self.message),
        }
        if let Some(hint) = &self.hint {
            message::help(hint);
        }
        ExitCode::from(code)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Self::new(Kind::CommandLine(error), "")
    }
}

/// Errors of writing an answer; errors of reading input are made with [`Failure::data`] where the file is known.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::new(Kind::BrokenPipe, ""),
            _ => Self::query(format!("the answer could not be written: {error}")),
        }
    }
}

impl From<NamedError> for Failure {
    fn from(error: NamedError) -> Self {
        let failure = match &error {
            NamedError::File { .. } => Failure::data(error.to_string()),
            error if error.is_usage() => Failure::usage(error.to_string()),
            error => Failure::query(error.to_string()),
        };
        match error.hint() {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        }
    }
}
