//! The tree: a statement as written, with the place of every part. What it means is for `semantics` to say.

mod clause;
mod command;
mod expression;
mod pattern;
mod type_name;

pub use clause::*;
pub use command::*;
pub use expression::*;
pub use pattern::*;
pub use type_name::*;

use crate::span::Span;

/// A name as written, without its backquotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands, backquotes included.
    pub span: Span,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Reads or writes the graph.
    Query {
        /// Whether the plan is asked for.
        mode: Mode,
        /// What to do.
        query: Query,
    },
    /// Creates, drops or lists indexes and constraints.
    Schema(SchemaCommand),
    /// Starts or ends a transaction.
    Transaction(TransactionCommand),
}

/// What is wanted of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Its rows.
    Run,
    /// Its plan, without running it.
    Explain,
    /// Its plan with the rows that went through each step.
    Profile,
}

/// One query, or several joined by `UNION`.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The first.
    pub first: SingleQuery,
    /// The others, each with the union that joins it to those before.
    pub unions: Vec<(Union, SingleQuery)>,
    /// All of it.
    pub span: Span,
}

/// `UNION` or `UNION ALL`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Union {
    /// Whether duplicates stay.
    pub all: bool,
    /// The words.
    pub span: Span,
}

/// Clauses in order.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleQuery {
    /// At least one.
    pub clauses: Vec<Clause>,
    /// From the first clause to the end of the last.
    pub span: Span,
}
