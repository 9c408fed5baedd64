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
        self.0.has_relationship(relationship).then(|| {
            let symbols = self.0.symbols();
            let (start, end) = self.0.endpoints(relationship);
            RelationshipView {
                kind: symbols.type_name(self.0.relationship_type(relationship)).into(),
                start,
                end,
                properties: named(self.0.relationship_properties(relationship), symbols),
            }
        })
    }
}

fn named(properties: Vec<(KeyId, Value)>, symbols: &Symbols) -> Vec<(Arc<str>, Value)> {
    properties.into_iter().map(|(key, value)| (symbols.key_name(key).into(), value)).collect()
}
