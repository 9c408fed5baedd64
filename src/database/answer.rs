//! What a statement answers: columns of batches, what it changed, and what is worth a word.

use crate::exec::Statistics;
use crate::exec::batch::{Batch, Column};
use crate::semantics::bound::Slot;
use crate::span::Span;
use crate::value::Value;
use std::sync::Arc;

/// The answer to one statement. Rows stay in columns: a row is a view, made when asked for.
///
/// Nodes and relationships are identifiers; ask the database's graph for what they hold, before the next statement.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The names of the columns, in order; empty for a statement that returns nothing.
    pub columns: Vec<Arc<str>>,
    /// The rows. In these batches slot `n` is column `n`.
    pub batches: Vec<Batch>,
    /// What the statement changed.
    pub statistics: Statistics,
    /// What is worth a word though it is no error.
    pub warnings: Vec<Warning>,
    /// The plan, for `EXPLAIN` and `PROFILE`.
    pub plan: Option<PlanDescription>,
}

impl Answer {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.batches.iter().map(Batch::len).sum()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.batches.iter().all(Batch::is_empty)
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let width = self.columns.len();
        self.batches.iter().flat_map(move |batch| (0..batch.len()).map(move |row| Row { batch, row, width }))
    }
}

/// A view of one row of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    batch: &'a Batch,
    row: usize,
    width: usize,
}

impl<'a> Row<'a> {
    /// The value in a column; `Null` for a column that is not there.
    pub fn value(&self, column: usize) -> Value {
        self.batch.value(Slot(column as u32), self.row)
    }

    /// The text in a column without a copy, if it is one.
    pub fn text(&self, column: usize) -> Option<&'a str> {
        self.column(column)?.text(self.row)
    }

    /// The column that holds this row, and the row's place in it.
    pub fn column(&self, column: usize) -> Option<&'a Column> {
        self.batch.column(Slot(column as u32)).map(|column| &**column)
    }

    /// The row's place in its columns.
    pub fn position(&self) -> usize {
        self.row
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The values in column order.
    pub fn values(&self) -> impl Iterator<Item = Value> + use<'a> {
        let row = *self;
        (0..row.width).map(move |column| row.value(column))
    }
}

/// A remark that is no error: a label that the graph does not have, a pattern that joins nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// Where in the statement.
    pub span: Option<Span>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// An operator of a plan with those that feed it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanDescription {
    /// The operator's name.
    pub operator: String,
    /// What it works on, in words of the query.
    pub details: String,
    /// How many rows it was expected to produce.
    pub estimated_rows: Option<f64>,
    /// How many rows it produced, for `PROFILE`.
    pub rows: Option<u64>,
    /// The operators that feed it.
    pub inputs: Vec<PlanDescription>,
}

impl std::fmt::Display for PlanDescription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.write(f, 0)
    }
}

impl PlanDescription {
    fn write(&self, f: &mut std::fmt::Formatter<'_>, depth: usize) -> std::fmt::Result {
        write!(f, "{:indent$}{}", "", self.operator, indent = 2 * depth)?;
        if !self.details.is_empty() {
            write!(f, " {}", self.details)?;
        }
        if let Some(estimated) = self.estimated_rows {
            write!(f, "  ~{estimated:.0}")?;
        }
        if let Some(rows) = self.rows {
            write!(f, "  rows {rows}")?;
        }
        writeln!(f)?;
        self.inputs.iter().try_for_each(|input| input.write(f, depth + 1))
    }
}
