//! The bound query: what semantics hands to planning.
//!
//! Plain data. Every variable is a [`Slot`], a number unique in the whole statement: a variable that `WITH a` passes on
//! keeps its slot, `WITH a AS b` and `WITH a.x AS a` make a new one, and a subquery sees the slots of what it imports.
//! Aggregates stand apart from grouping keys, scopes are settled, every compile-time error has been raised.
//! Labels, types and keys are names still, so that a plan can be made without a graph; they are looked up when
//! execution starts. Spans point into the text of the statement.

mod change;
mod clause;
mod command;
mod expression;
mod pattern;
mod projection;
mod walk;

pub use change::*;
pub use clause::*;
pub use command::*;
pub use expression::*;
pub use pattern::*;
pub use projection::*;

use crate::span::Span;
use std::sync::Arc;

/// The name of a label, relationship type, property key, function, procedure or column.
pub type Name = Arc<str>;

/// The number of a variable, unique in the statement: an index into [`Statement::slots`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub u32);

impl Slot {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a variable's values before running; any of them may also be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotKind {
    /// Nodes.
    Node,
    /// Relationships.
    Relationship,
    /// Lists of relationships, bound by a variable-length pattern.
    Relationships,
    /// Lists, bound by a variable inside a quantified path pattern and seen from outside.
    Group,
    /// Paths.
    Path,
    /// Anything.
    Value,
}

/// One variable.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotInfo {
    /// The name the user gave it; absent for what the user left anonymous and for helpers made by semantics.
    pub name: Option<Name>,
    /// What it holds.
    pub kind: SlotKind,
}

/// Whether to run the statement or to show its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Run it.
    Run,
    /// Show the plan and do not run.
    Explain,
    /// Run it and show the plan with the rows that each operator produced.
    Profile,
}

/// One whole statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Run, explain or profile.
    pub mode: Mode,
    /// What it does.
    pub body: Body,
    /// Every variable of the statement, by slot.
    pub slots: Vec<SlotInfo>,
    /// The parameters that the statement names, without `$`, each once.
    pub parameters: Vec<Name>,
    /// How many expression subqueries there are: every [`Subquery::number`] is below this.
    pub subqueries: usize,
}

/// A query, or a command about the database.
#[derive(Clone, Debug)]
pub enum Body {
    /// Reads and writes the graph.
    Query(Query),
    /// Indexes, constraints, listings, transactions.
    Command(Command),
}

/// One query, or several joined by `UNION`.
#[derive(Clone, Debug)]
pub struct Query {
    /// The queries that are joined, at least one.
    pub branches: Vec<Branch>,
    /// With several branches: whether equal rows are kept (`UNION ALL`).
    pub all: bool,
    /// The columns of the answer, in order; empty for a query that returns nothing. With one branch the slots are that
    /// branch's `output`; with several they are slots of their own.
    pub columns: Vec<OutputColumn>,
    /// Where the query stands.
    pub span: Span,
}

/// One column of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputColumn {
    /// The alias, or the source text verbatim.
    pub name: Name,
    /// Its variable.
    pub slot: Slot,
}

/// Clauses in order, without `UNION`.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The clauses; `RETURN` is the last [`Projection`].
    pub clauses: Vec<Clause>,
    /// The slots that answer [`Query::columns`], in their order.
    pub output: Vec<Slot>,
}
