//! The property graph: one reading interface over two forms.
//!
//! While it changes, the graph is `live` (petgraph's `StableDiGraph`); at rest it is a `snapshot` (one CSR for each
//! relationship type and direction, typed columns, label ranges, indexes). Both answer [`GraphRead`]; all writes go
//! through [`Graph`], which applies [`Change`]s that the store journals and that can be undone.

pub mod bytes;
pub mod change;
pub mod codec;
pub mod entities;
pub mod json;
pub mod live;
pub mod load;
pub mod lookup;
pub mod schema;
pub mod snapshot;
pub mod symbols;
pub mod transaction;
pub mod walk;

use crate::value::{NodeId, RelationshipId, Value};
pub use change::Change;
pub use live::Live;
pub use lookup::Lookup;
pub use schema::{Constraint, Covered, Demand, Index, Schema};
pub use snapshot::Snapshot;
pub use symbols::{KeyId, LabelId, Symbols, TypeId};
pub use transaction::{Graph, Mark, WriteError};
pub use walk::Walk;

/// Which end of a relationship one stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the start node.
    Outgoing,
    /// From the end node.
    Incoming,
    /// From either; a loop is seen once.
    Both,
}

impl Direction {
    /// The same as seen from the other end.
    pub fn opposite(self) -> Direction {
        match self {
            Direction::Outgoing => Direction::Incoming,
            Direction::Incoming => Direction::Outgoing,
            Direction::Both => Direction::Both,
        }
    }
}

/// One step from a node: the relationship and the node at its other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The node at the other end.
    pub node: NodeId,
    /// The relationship walked.
    pub relationship: RelationshipId,
}

/// Reading, the same for both forms. Identifiers are dense enough to index arrays of `*_bound()` length.
pub trait GraphRead {
    /// Names of labels, types and property keys.
    fn symbols(&self) -> &Symbols;
    /// All node identifiers are below this.
    fn node_bound(&self) -> u32;
    /// All relationship identifiers are below this.
    fn relationship_bound(&self) -> u32;
    /// How many nodes there are.
    fn node_count(&self) -> usize;
    /// How many relationships there are.
    fn relationship_count(&self) -> usize;
    /// Whether the node is there (identifiers below the bound may be holes).
    fn has_node(&self, node: NodeId) -> bool;
    /// Whether the relationship is there.
    fn has_relationship(&self, relationship: RelationshipId) -> bool;
    /// All nodes, ascending.
    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_>;
    /// All relationships, ascending.
    fn relationships(&self) -> Box<dyn Iterator<Item = RelationshipId> + '_>;
    /// Nodes with the label, ascending.
    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_>;
    /// How many nodes have the label.
    fn label_count(&self, label: LabelId) -> usize;
    /// How many relationships are of the type.
    fn type_count(&self, kind: TypeId) -> usize;
    /// The labels of a node, ascending by identifier.
    fn labels(&self, node: NodeId) -> smallvec::SmallVec<[LabelId; 4]>;
    /// Whether the node has the label.
    fn has_label(&self, node: NodeId, label: LabelId) -> bool;
    /// The type of a relationship.
    fn relationship_type(&self, relationship: RelationshipId) -> TypeId;
    /// Start and end node.
    fn endpoints(&self, relationship: RelationshipId) -> (NodeId, NodeId);
    /// The value, `Null` where there is none.
    fn node_property(&self, node: NodeId, key: KeyId) -> Value;
    /// The value, `Null` where there is none.
    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value;
    /// The keys and values that are there, ascending by key name.
    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)>;
    /// The keys and values that are there, ascending by key name.
    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)>;
    /// Calls `each` with every neighbour along relationships of `kind` (of any type for `None`).
    fn neighbours(&self, node: NodeId, direction: Direction, kind: Option<TypeId>, each: &mut dyn FnMut(Neighbour));
    /// How many neighbours that would be.
    fn degree(&self, node: NodeId, direction: Direction, kind: Option<TypeId>) -> usize;
}
