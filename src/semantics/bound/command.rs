//! Commands about the database.

use super::Name;
use crate::span::Span;

/// A command.
#[derive(Clone, Debug)]
pub enum Command {
    /// `CREATE INDEX`.
    CreateIndex {
        /// Its name; made from label and keys if absent.
        name: Option<Name>,
        /// What it holds.
        index: IndexDescription,
        /// An index that is there already is no error.
        if_not_exists: bool,
        /// The command.
        span: Span,
    },
    /// `DROP INDEX name`.
    DropIndex {
        /// Its name.
        name: Name,
        /// A missing index is no error.
        if_exists: bool,
        /// The command.
        span: Span,
    },
    /// `CREATE CONSTRAINT`.
    CreateConstraint {
        /// Its name; made from label and keys if absent.
        name: Option<Name>,
        /// What it demands.
        constraint: ConstraintDescription,
        /// A constraint that is there already is no error.
        if_not_exists: bool,
        /// The command.
        span: Span,
    },
    /// `DROP CONSTRAINT name`.
    DropConstraint {
        /// Its name.
        name: Name,
        /// A missing constraint is no error.
        if_exists: bool,
        /// The command.
        span: Span,
    },
    /// `BEGIN`.
    Begin,
    /// `COMMIT`.
    Commit,
    /// `ROLLBACK`.
    Rollback,
}

/// Nodes of a label, or relationships of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entities {
    /// `(n:Label)`.
    Nodes(Name),
    /// `()-[r:TYPE]-()`.
    Relationships(Name),
}

/// An index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexDescription {
    /// Of what.
    pub entities: Entities,
    /// The property keys.
    pub keys: Vec<Name>,
    /// For which look-ups.
    pub kind: IndexKind,
}

/// For which look-ups an index serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IndexKind {
    /// Equality, range and prefix.
    Range,
    /// Text without regard to case and diacritics.
    Folded,
}

/// A constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstraintDescription {
    /// On what.
    pub entities: Entities,
    /// The property keys.
    pub keys: Vec<Name>,
    /// What is demanded.
    pub demand: Demand,
}

/// What a constraint demands of the properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Demand {
    /// `IS UNIQUE`.
    Unique,
    /// `IS NOT NULL`.
    Exists,
    /// `IS NODE KEY`: both.
    Key,
}
