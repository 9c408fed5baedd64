//! What went wrong in a query: kind, phase, place and remedy. Rendering with line and caret is `render`.

use crate::span::Span;

/// The kinds of error that a query can end in, named as the openCypher conformance kit names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are the documentation: each is the kit's own word.
pub enum Kind {
    SyntaxError,
    SemanticError,
    ParameterMissing,
    ConstraintVerificationFailed,
    ConstraintValidationFailed,
    EntityNotFound,
    PropertyNotFound,
    LabelNotFound,
    TypeError,
    ArgumentError,
    ArithmeticError,
    ProcedureError,
    ProtocolError,
    InternalError,
    Unsupported,
    Timeout,
}

/// When the error was found: before the first row was read, or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Nothing has been executed.
    Compile,
    /// Found while running; the graph is as it was before the statement.
    Runtime,
}

/// One error in a query, ready to be shown to a person or sent over the protocol.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The family of the error.
    pub kind: Kind,
    /// When it was found.
    pub phase: Phase,
    /// The conformance kit's word for the detail (`UndefinedVariable`), or one of our own.
    pub detail: &'static str,
    /// One sentence, lower case, no full stop: what is wrong.
    pub message: String,
    /// Where in the query text; absent for what has no place (a missing parameter file).
    pub span: Option<Span>,
    /// What to do about it ("did you mean `Meeting`?").
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error found before execution.
    pub fn compile(kind: Kind, detail: &'static str, message: impl Into<String>, span: Span) -> Self {
        Self { kind, phase: Phase::Compile, detail, message: message.into(), span: Some(span), hint: None }
    }

    /// An error found while running.
    pub fn runtime(kind: Kind, detail: &'static str, message: impl Into<String>) -> Self {
        Self { kind, phase: Phase::Runtime, detail, message: message.into(), span: None, hint: None }
    }

    /// The same error with a remedy.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same error with a place, unless it already has one: the innermost place is the best.
    pub fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for Diagnostic {}

mod nearest;
mod render;

pub use nearest::nearest;
pub use render::{Severity, render};
