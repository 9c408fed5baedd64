//! From the syntax tree to a query whose every name is settled.
//!
//! [`bind`] resolves variables to slots, tells grouping keys from aggregates, and raises every error that can be known
//! before running, named as the openCypher conformance kit names it. It needs no graph: [`Bound::warnings`] compares the
//! names that a statement mentions with those that a graph has, when there is one.

mod aggregation;
mod binder;
pub mod bound;
mod call;
mod clause;
mod command;
mod create;
mod expression;
mod form;
mod function;
mod labels;
mod letters;
mod order;
mod pattern;
mod procedure;
mod projection;
mod query;
mod scope;
mod subquery;
mod type_name;
mod types;
mod update;
mod warning;

pub use letters::Lettered;
pub use procedure::{Field, FieldType, NoProcedures, ProcedureSignature, Procedures};
pub use warning::{KnownNames, Mention, MentionKind};

use crate::diagnostic::Diagnostic;
use crate::syntax::tree;

/// A bound statement and the names that it expects the graph to have.
#[derive(Clone, Debug)]
pub struct Bound {
    /// What planning works on.
    pub statement: bound::Statement,
    /// Labels, types and keys that the statement looks for, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Variables that stand in patterns without a label or type, with the kind of name that they may be meant as.
    pub bare: Vec<Mention>,
    /// Comparisons of a property with a text or a parameter, in the order of the text.
    pub lettered: Vec<Lettered>,
}

/// Binds a statement. Procedures are looked up in `procedures`.
///
/// # Errors
/// The first thing in the text that makes the statement meaningless.
pub fn bind(statement: &tree::Statement, procedures: &dyn Procedures) -> Result<Bound, Diagnostic> {
    binder::Binder::new(procedures).statement(statement)
}

#[cfg(test)]
mod tests;
