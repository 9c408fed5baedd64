//! What printing needs to know of nodes and relationships, so that values need not know the graph.

use super::{NodeId, RelationshipId, Value};
use std::sync::Arc;

/// A node as it is shown.
#[derive(Clone, Debug, Default)]
pub struct NodeView {
    /// Its labels.
    pub labels: Vec<Arc<str>>,
    /// Its properties, by key.
    pub properties: Vec<(Arc<str>, Value)>,
}

/// A relationship as it is shown.
#[derive(Clone, Debug)]
pub struct RelationshipView {
    /// Its type.
    pub kind: Arc<str>,
    /// Where it starts.
    pub start: NodeId,
    /// Where it ends.
    pub end: NodeId,
    /// Its properties, by key.
    pub properties: Vec<(Arc<str>, Value)>,
}

/// Whoever holds the nodes and relationships that values name; `None` for those that are gone.
pub trait Entities {
    /// The node.
    fn node(&self, node: NodeId) -> Option<NodeView>;
    /// The relationship.
    fn relationship(&self, relationship: RelationshipId) -> Option<RelationshipView>;
}

/// Knows no node and no relationship.
pub struct NoEntities;

impl Entities for NoEntities {
    fn node(&self, _: NodeId) -> Option<NodeView> {
        None
    }

    fn relationship(&self, _: RelationshipId) -> Option<RelationshipView> {
        None
    }
}

/// The identifier of a node as text.
pub fn node_element_id(node: NodeId) -> String {
    format!("n{}", node.0)
}

/// The identifier of a relationship as text.
pub fn relationship_element_id(relationship: RelationshipId) -> String {
    format!("r{}", relationship.0)
}
