//! The errors of execution, each in one sentence.

use crate::diagnostic::{Diagnostic, Kind, Phase};
use crate::graph::WriteError;

pub(super) fn missing_parameter<'a>(name: &str, given: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("the statement needs a value for the parameter ${name}");
    let mut error = Diagnostic::runtime(Kind::ParameterMissing, "MissingParameter", message);
    // Nothing has run: all parameters are looked for first.
    error.phase = Phase::Compile;
    let mut given: Vec<&str> = given.collect();
    given.sort_by(|left, right| strsim::jaro(right, name).total_cmp(&strsim::jaro(left, name)));
    match given.first() {
        Some(near) if strsim::jaro(near, name) > 0.8 => error.with_hint(format!("${near} was given")),
        _ => error,
    }
}

pub(super) fn over_budget(what: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::Timeout, "OverBudget", format!("the statement went over its budget of {what}"))
        .with_hint("narrow the pattern, add a LIMIT, or raise the budget")
}

pub(super) fn cancelled() -> Diagnostic {
    Diagnostic::runtime(Kind::Timeout, "Cancelled", "the statement was cancelled")
}

pub(super) fn internal(what: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::InternalError, "InternalError", what)
}

/// What the graph refused, as the conformance kit names it.
pub(super) fn refused(error: WriteError) -> Diagnostic {
    let message = error.to_string();
    match error {
        WriteError::StillConnected(..) => {
            Diagnostic::runtime(Kind::ConstraintVerificationFailed, "DeleteConnectedNode", message)
        }
        WriteError::NoNode(_) | WriteError::NoRelationship(_) => {
            Diagnostic::runtime(Kind::EntityNotFound, "DeletedEntityAccess", message)
        }
        WriteError::Full | WriteError::NameTaken(_) | WriteError::NoSuchName(_) => {
            Diagnostic::runtime(Kind::ArgumentError, "InvalidArgumentValue", message)
        }
    }
}

pub(super) fn type_error(message: impl Into<String>) -> Diagnostic {
    Diagnostic::runtime(Kind::TypeError, "InvalidArgumentType", message)
}
