//! Commands about the graph itself: indexes, constraints, transactions.

use super::Name;
use crate::span::Span;

/// `BEGIN`, `COMMIT`, `ROLLBACK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransactionCommand {
    /// Starts a transaction.
    Begin,
    /// Makes its changes permanent.
    Commit,
    /// Undoes them.
    Rollback,
}

/// Commands about indexes and constraints.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaCommand {
    /// Which.
    pub kind: SchemaCommandKind,
    /// All of it.
    pub span: Span,
}

/// The commands.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaCommandKind {
    /// `CREATE INDEX name IF NOT EXISTS FOR (n:Label) ON (n.key, …)`.
    CreateIndex {
        /// May be absent.
        name: Option<Name>,
        /// Whether an index that is there already is no error.
        if_not_exists: bool,
        /// What it is about.
        entity: SchemaEntity,
        /// At least one.
        keys: Vec<Name>,
    },
    /// `DROP INDEX name IF EXISTS`.
    DropIndex {
        /// Its name.
        name: Name,
        /// Whether a missing one is no error.
        if_exists: bool,
    },
    /// `CREATE CONSTRAINT name IF NOT EXISTS FOR (n:Label) REQUIRE n.key IS UNIQUE`.
    CreateConstraint {
        /// May be absent.
        name: Option<Name>,
        /// Whether one that is there already is no error.
        if_not_exists: bool,
        /// What it is about.
        entity: SchemaEntity,
        /// At least one.
        keys: Vec<Name>,
        /// The rule.
        rule: ConstraintRule,
    },
    /// `DROP CONSTRAINT name IF EXISTS`.
    DropConstraint {
        /// Its name.
        name: Name,
        /// Whether a missing one is no error.
        if_exists: bool,
    },
}

/// What an index or a constraint is about.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaEntity {
    /// Nodes with the label.
    Node(Name),
    /// Relationships of the type.
    Relationship(Name),
}

/// The rule of a constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConstraintRule {
    /// No two have the same values.
    Unique,
    /// Every one has a value.
    Exists,
    /// Both.
    Key,
}
