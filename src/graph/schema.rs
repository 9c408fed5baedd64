//! Declared indexes and constraints: names and what they stand on. The lookups are `lookup`, the checks `transaction`.

use super::symbols::{KeyId, LabelId};
use std::sync::Arc;

/// A declared index on the nodes of one label by one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Unique among indexes and constraints.
    pub name: Arc<str>,
    /// The nodes it covers.
    pub label: LabelId,
    /// The property it orders them by.
    pub key: KeyId,
}

/// What a constraint demands of each node with its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// No two nodes have the same value; nodes without the property are free.
    Unique,
    /// Every node has the property.
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

/// A declared constraint on the nodes of one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Unique among indexes and constraints.
    pub name: Arc<str>,
    /// The nodes it covers.
    pub label: LabelId,
    /// The property it speaks of.
    pub key: KeyId,
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
    /// Whether an index or a constraint has that name.
    pub fn has_name(&self, name: &str) -> bool {
        self.indexes.iter().any(|index| &*index.name == name)
            || self.constraints.iter().any(|constraint| &*constraint.name == name)
    }
}
