//! Nodes and relationships as they are shown: the graph as printing of values asks for it.

use super::{GraphRead, KeyId, Symbols};
use crate::value::entities::{Entities, NodeView, RelationshipView};
use crate::value::{NodeId, RelationshipId, Value};
use std::sync::Arc;

/// A graph seen by those who print values.
pub struct GraphEntities<'a>(pub &'a dyn GraphRead);

impl Entities for GraphEntities<'_> {
    fn node(&self, node: NodeId) -> Option<NodeView> {
        let symbols = self.0.symbols();
        self.0.has_node(node).then(|| {
            let mut labels: Vec<Arc<str>> =
                self.0.labels(node).iter().map(|label| symbols.label_name(*label).into()).collect();
            labels.sort_unstable();
            NodeView { labels, properties: named(self.0.node_properties(node), symbols) }
        })
    }

    fn relationship(&self, relationship: RelationshipId) -> Option<RelationshipView> {
        let symbols = self.0.symbols();
        // Of one that the statement deleted the graph remembers type and ends.
        let kind = symbols.type_name(self.0.relationship_type(relationship));
        (self.0.has_relationship(relationship) || !kind.is_empty()).then(|| {
            let (start, end) = self.0.endpoints(relationship);
            let properties = named(self.0.relationship_properties(relationship), symbols);
            RelationshipView { kind: kind.into(), start, end, properties }
        })
    }
}

fn named(properties: Vec<(KeyId, Value)>, symbols: &Symbols) -> Vec<(Arc<str>, Value)> {
    properties.into_iter().map(|(key, value)| (symbols.key_name(key).into(), value)).collect()
}
