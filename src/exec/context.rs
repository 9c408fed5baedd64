//! What evaluating an expression needs beside its batch.

use super::batch::{Batch, Column};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::semantics::bound::Subquery;
use crate::value::Value;
use std::collections::BTreeMap;

/// The graph and the surroundings of a running statement.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The graph as it is now.
    pub graph: &'a Graph,
    /// Parameters by name without `$`.
    pub parameters: &'a BTreeMap<String, Value>,
    /// When the statement started: what `datetime()` and its siblings say.
    pub started: jiff::Timestamp,
    /// Who runs subqueries, and who says whether to stop.
    pub statement: &'a dyn RunningStatement,
}

/// What an expression may ask of the statement that it is part of.
pub trait RunningStatement {
    /// Runs a subquery for each row of the batch, which has the slots that the subquery imports: truth values, counts or lists.
    ///
    /// # Errors
    /// Whatever goes wrong in it.
    fn subquery(&self, subquery: &Subquery, batch: &Batch, context: &Context<'_>) -> Result<Column, Diagnostic>;

    /// To be asked from time to time in long work.
    ///
    /// # Errors
    /// The statement was cancelled or is over its budget.
    fn check(&self) -> Result<(), Diagnostic>;
}
