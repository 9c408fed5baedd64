//! One change to the graph as plain data: what the store journals and what is undone on rollback.

use super::schema::{Constraint, Index};
use super::symbols::{KeyId, LabelId, TypeId};
use crate::value::{NodeId, RelationshipId, Value};

/// One change to the graph, plain data: applied to the live form, journalled by the store, undone on rollback.
#[derive(Clone, Debug)]
pub enum Change {
    /// A new node; the identifier is the next free one.
    CreateNode {
        /// Its identifier.
        node: NodeId,
        /// Its labels.
        labels: Vec<LabelId>,
        /// Its properties, without nulls.
        properties: Vec<(KeyId, Value)>,
    },
    /// A new relationship between existing nodes.
    CreateRelationship {
        /// Its identifier.
        relationship: RelationshipId,
        /// Its type.
        kind: TypeId,
        /// Start node.
        start: NodeId,
        /// End node.
        end: NodeId,
        /// Its properties, without nulls.
        properties: Vec<(KeyId, Value)>,
    },
    /// The node goes; its relationships must be gone already.
    DeleteNode(NodeId),
    /// The relationship goes.
    DeleteRelationship(RelationshipId),
    /// The property gets the value; `Null` removes it.
    SetNodeProperty(NodeId, KeyId, Value),
    /// The property gets the value; `Null` removes it.
    SetRelationshipProperty(RelationshipId, KeyId, Value),
    /// The node gets the label.
    AddLabel(NodeId, LabelId),
    /// The node loses the label.
    RemoveLabel(NodeId, LabelId),
    /// An index is declared.
    CreateIndex(Index),
    /// The index of that name is given up.
    DropIndex(std::sync::Arc<str>),
    /// A constraint is declared; it holds for the graph as it is.
    CreateConstraint(Constraint),
    /// The constraint of that name is given up.
    DropConstraint(std::sync::Arc<str>),
}
