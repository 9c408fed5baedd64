//! What planning asks about the graph: counts by name. Estimates only; no answer depends on them.

use crate::graph::snapshot::Values;
use crate::graph::{self, Direction, Graph, GraphRead, KeyId};
use crate::semantics::bound::Name;
use crate::value::NodeId;

/// A declared index by which things are found whose properties all equal given values.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// Its properties, in order.
    pub keys: Vec<Name>,
    /// How many probably have the same values.
    pub rows: f64,
}

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
    /// How many different values the property has among the nodes of the label; `None` where that is not known.
    fn distinct(&self, _label: &str, _key: &str) -> Option<f64> {
        None
    }
    /// How many different values the property has at most among the nodes of the label, if these are texts by code, integers or
    /// days, of which no two that differ are the same to grouping. Finding out may take going through them once.
    fn values_at_most(&self, label: &str, key: &str) -> Option<f64> {
        self.distinct(label, key)
    }
    /// Whether the nodes at that end of every relationship of the type have the label.
    fn always_at(&self, relationship_type: &str, end: Direction, label: &str) -> bool;
    /// How many paths there are over one node that lead from it along the first type one way and along the second type the
    /// other way, each type with its direction; `None` where that is not known exactly.
    fn paths_over(&self, first: (&str, Direction), second: (&str, Direction)) -> Option<f64>;
    /// The declared indexes of a relationship type.
    fn relationship_indexes(&self, _relationship_type: &str) -> Vec<Declared> {
        Vec::new()
    }
    /// The declared indexes of a label on more than one property.
    fn composite_indexes(&self, _label: &str) -> Vec<Declared> {
        Vec::new()
    }
    /// Whether every node with the label has the property and no two have the same value.
    fn is_unique(&self, label: &str, key: &str) -> bool;
    /// Whether the property is unique so, and greater for one node than for another if the identifier is.
    fn ascends(&self, label: &str, key: &str) -> bool;
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
        self.is_indexed(label, key)
    }

    fn distinct(&self, label: &str, key: &str) -> Option<f64> {
        let symbols = self.symbols();
        let distinct = self.snapshot()?.distinct(symbols.find_label(label)?, symbols.find_key(key)?)?;
        Some(distinct.max(1) as f64)
    }

    fn values_at_most(&self, label: &str, key: &str) -> Option<f64> {
        let (snapshot, symbols) = (self.snapshot()?, self.symbols());
        let (label, key) = (symbols.find_label(label)?, symbols.find_key(key)?);
        let columns = snapshot.label_ranges(label).filter_map(|range| snapshot.node_column(NodeId(range.start), key));
        let most = columns.map(|(column, _)| match &column.values {
            Values::Dictionary { strings, .. } => Some(strings.len() as f64),
            _ => {
                let totals = snapshot.sound(column.totals())??;
                Some(totals.greatest.abs_diff(totals.least) as f64 + 1.0)
            }
        });
        most.sum()
    }

    fn always_at(&self, relationship_type: &str, end: Direction, label: &str) -> bool {
        let symbols = self.symbols();
        let names = (self.snapshot(), symbols.find_type(relationship_type), symbols.find_label(label));
        let (Some(snapshot), Some(kind), Some(label)) = names else { return false };
        snapshot.type_count_at(kind, end, label) == self.type_count(kind)
    }

    fn paths_over(&self, first: (&str, Direction), second: (&str, Direction)) -> Option<f64> {
        let snapshot = self.snapshot()?;
        let rows = |(name, direction)| snapshot.csr(self.symbols().find_type(name)?, direction);
        let (first, second) = (rows(first)?, rows(second)?);
        let starts = first.first_node().0..first.first_node().0 + first.offsets().len() as u32;
        let paths = |node| first.degree(NodeId(node)) as f64 * second.degree(NodeId(node)) as f64;
        Some(starts.map(paths).sum())
    }

    fn relationship_indexes(&self, relationship_type: &str) -> Vec<Declared> {
        let Some(kind) = self.symbols().find_type(relationship_type) else { return Vec::new() };
        let distinct = |key| self.snapshot()?.distinct_of_type(kind, key);
        declared(self, graph::Covered::Relationships(kind), self.type_count(kind), distinct)
    }

    fn composite_indexes(&self, label: &str) -> Vec<Declared> {
        let Some(label) = self.symbols().find_label(label) else { return Vec::new() };
        let distinct = |key| self.snapshot()?.distinct(label, key);
        let mut declared = declared(self, graph::Covered::Nodes(label), self.label_count(label), distinct);
        declared.retain(|index| index.keys.len() > 1);
        declared
    }

    fn is_unique(&self, label: &str, key: &str) -> bool {
        let symbols = self.symbols();
        let names = (self.snapshot(), symbols.find_label(label), symbols.find_key(key));
        let (Some(snapshot), Some(label), Some(key)) = names else { return false };
        snapshot.is_unique(label, key)
    }

    fn ascends(&self, label: &str, key: &str) -> bool {
        let symbols = self.symbols();
        let names = (self.snapshot(), symbols.find_label(label), symbols.find_key(key));
        let (Some(snapshot), Some(label), Some(key)) = names else { return false };
        snapshot.ascends(label, key)
    }
}

/// What is declared on so many nodes or relationships, of which `distinct` may know how many values a property has.
fn declared(
    graph: &Graph,
    covered: graph::Covered,
    count: usize,
    distinct: impl Fn(KeyId) -> Option<usize>,
) -> Vec<Declared> {
    let indexes = graph.schema().indexed().filter(|(on, _)| *on == covered);
    indexes
        .map(|(_, keys)| {
            // Each property is taken for independent of the others; where nothing is known, an index finds few.
            let shares = keys.iter().map(|key| distinct(*key).map(|distinct| 1.0 / distinct.max(1) as f64));
            let share = shares.collect::<Option<Vec<f64>>>().map(|shares| shares.into_iter().product::<f64>());
            let rows = share.map_or(2.0, |share| count as f64 * share).clamp(1.0, (count as f64).max(1.0));
            Declared { keys: keys.iter().map(|key| graph.symbols().key_name(*key).into()).collect(), rows }
        })
        .collect()
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

    fn always_at(&self, _relationship_type: &str, _end: Direction, _label: &str) -> bool {
        false
    }

    fn paths_over(&self, _first: (&str, Direction), _second: (&str, Direction)) -> Option<f64> {
        None
    }

    fn is_unique(&self, _label: &str, _key: &str) -> bool {
        false
    }

    fn ascends(&self, _label: &str, _key: &str) -> bool {
        false
    }
}
