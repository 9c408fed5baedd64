//! What planning asks about the graph: counts by name. Estimates only; no answer depends on them.

use crate::graph::{Graph, GraphRead};

/// Counts by name.
pub trait Counts {
    /// How many nodes.
    fn nodes(&self) -> f64;
    /// How many relationships.
    fn relationships(&self) -> f64;
    /// How many nodes with the label.
    fn label(&self, name: &str) -> f64;
    /// How many relationships of the type.
    fn relationship_type(&self, name: &str) -> f64;
    /// Whether nodes of the label can be looked up by the key.
    fn has_index(&self, label: &str, key: &str) -> bool;
}

impl Counts for Graph {
    fn nodes(&self) -> f64 {
        self.node_count() as f64
    }

    fn relationships(&self) -> f64 {
        self.relationship_count() as f64
    }

    fn label(&self, name: &str) -> f64 {
        self.symbols().find_label(name).map_or(0.0, |label| self.label_count(label) as f64)
    }

    fn relationship_type(&self, name: &str) -> f64 {
        self.symbols().find_type(name).map_or(0.0, |kind| self.type_count(kind) as f64)
    }

    fn has_index(&self, label: &str, key: &str) -> bool {
        let symbols = self.symbols();
        let (Some(label), Some(key)) = (symbols.find_label(label), symbols.find_key(key)) else { return false };
        self.schema().indexes.iter().any(|index| index.label == label && index.key == key)
    }
}

/// A graph of which nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct NoCounts;

impl Counts for NoCounts {
    fn nodes(&self) -> f64 {
        1000.0
    }

    fn relationships(&self) -> f64 {
        5000.0
    }

    fn label(&self, _name: &str) -> f64 {
        200.0
    }

    fn relationship_type(&self, _name: &str) -> f64 {
        1000.0
    }

    fn has_index(&self, _label: &str, _key: &str) -> bool {
        false
    }
}
