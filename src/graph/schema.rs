//! Declared indexes and constraints: names and what they stand on. The lookups are `lookup`, the checks `transaction`.

use super::symbols::{KeyId, LabelId, TypeId};
use std::sync::Arc;

/// The nodes of a label, or the relationships of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Covered {
    /// Nodes with the label.
    Nodes(LabelId),
    /// Relationships of the type.
    Relationships(TypeId),
}

/// A declared index on nodes or relationships by one property or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Unique among indexes and constraints.
    pub name: Arc<str>,
    /// What it covers.
    pub on: Covered,
    /// The properties it orders them by; at least one, none twice.
    pub keys: Vec<KeyId>,
}

/// What a constraint demands of each node or relationship that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// No two have the same values; those that lack one of the properties are free.
    Unique,
    /// Every one has the properties.
    Exists,
}

impl Demand {
    /// The number it has in files.
    pub fn number(self) -> u8 {
        match self {
            Demand::Unique => 1,
            Demand::Exists => 2,
        }
    }

    /// From that number.
    pub fn from_number(number: u8) -> Option<Demand> {
        [Demand::Unique, Demand::Exists].into_iter().find(|demand| demand.number() == number)
    }
}

/// A declared constraint on nodes or relationships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Unique among indexes and constraints.
    pub name: Arc<str>,
    /// What it covers.
    pub on: Covered,
    /// The properties it speaks of; at least one, none twice.
    pub keys: Vec<KeyId>,
    /// What it demands.
    pub demand: Demand,
}

/// Everything declared on a graph, in order of declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Declared indexes.
    pub indexes: Vec<Index>,
    /// Declared constraints.
    pub constraints: Vec<Constraint>,
}

impl Schema {
    /// What is to be found by value: all indexes, and all that must be unique. What stands on several properties helps to
    /// find by each of them, too.
    pub fn indexed(&self) -> impl Iterator<Item = (Covered, &[KeyId])> {
        let unique = self.constraints.iter().filter(|constraint| constraint.demand == Demand::Unique);
        let indexes = self.indexes.iter().map(|index| (index.on, index.keys.as_slice()));
        indexes.chain(unique.map(|constraint| (constraint.on, constraint.keys.as_slice())))
    }

    /// Whether an index or a constraint has that name.
    pub fn has_name(&self, name: &str) -> bool {
        self.indexes.iter().any(|index| &*index.name == name)
            || self.constraints.iter().any(|constraint| &*constraint.name == name)
    }
}
