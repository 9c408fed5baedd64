//! Writing: a graph that applies changes at once, remembers how to undo them, and hands them out to be journalled.
//!
//! Reads see every change as soon as it is made. Nothing is lasting until the store has journalled what
//! [`Graph::take_changes`] returns; [`Graph::undo_to`] brings back any earlier [`Mark`].

mod reading;

use super::bytes::Damage;
use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use super::{Change, Constraint, Direction, GraphRead, Index, Live, Schema, Snapshot};
use crate::value::{NodeId, RelationshipId, Value};
use std::sync::Arc;

/// The property graph, in whichever form it has, and the transaction that runs on it.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    live: Live,
    /// The snapshot below the live form, as long as there are no changes to it.
    at_rest: Option<Arc<Snapshot>>,
    /// Whether changes to the snapshot were committed.
    is_layered: bool,
    schema: Schema,
    /// Changes since the last commit, each with what undoes it.
    log: Vec<(Change, Undo)>,
}

#[derive(Clone, Debug)]
enum Undo {
    Changes(Vec<Change>),
    Schema(Schema),
}

/// A point in the running transaction to which it can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(usize);

/// Why a change was refused; the graph is as it was before it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The node was deleted, or never was.
    #[error("node {} does not exist any more", .0.0)]
    NoNode(NodeId),
    /// The relationship was deleted, or never was.
    #[error("relationship {} does not exist any more", .0.0)]
    NoRelationship(RelationshipId),
    /// Deleting the node would leave relationships without an end.
    #[error("node {} still has {} relationship{}; delete what is attached first or use DETACH DELETE", .0.0, .1, if *.1 == 1 { "" } else { "s" })]
    StillConnected(NodeId, usize),
    /// All 2^32 - 1 identifiers are used up.
    #[error("the graph is full: no identifiers are left")]
    Full,
    /// An index or constraint of that name is there already.
    #[error("an index or constraint named `{0}` exists already")]
    NameTaken(Arc<str>),
    /// There is no index or constraint of that name.
    #[error("there is no index or constraint named `{0}`")]
    NoSuchName(Arc<str>),
}

impl From<Snapshot> for Graph {
    fn from(snapshot: Snapshot) -> Graph {
        let (schema, snapshot) = (snapshot.schema().clone(), Arc::new(snapshot));
        let mut live = Live::over(snapshot.clone());
        live.declare(&schema);
        Graph { live, at_rest: Some(snapshot), schema, ..Graph::default() }
    }
}

impl Graph {
    /// The graph as a snapshot, as long as nothing was changed since it was opened or laid out anew: its columns and
    /// sparse rows are all there is to the graph.
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.at_rest.as_deref()
    }

    /// The damage found so far in the file that the graph is read from: answers given since may lack rows, so none may
    /// be handed out. A graph that was never in a file has none.
    pub fn damage(&self) -> Option<&Damage> {
        self.live.base().and_then(|base| base.damage())
    }

    /// Reads and checks everything in the file that the graph is read from; then see [`Graph::damage`].
    pub fn verify(&self) {
        if let Some(base) = self.live.base() {
            base.verify();
        }
    }

    /// The names of labels, types and property keys, to give numbers to new ones. Names outlive a rollback.
    pub fn symbols_mut(&mut self) -> &mut Symbols {
        self.live.symbols_mut()
    }

    /// Declared indexes and constraints.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Adds a node. Null properties are left out.
    pub fn create_node(&mut self, labels: Vec<LabelId>, properties: Vec<(KeyId, Value)>) -> Result<NodeId, WriteError> {
        let node = NodeId(self.node_bound());
        if node.0 == u32::MAX {
            return Err(WriteError::Full);
        }
        self.change(Change::CreateNode { node, labels, properties }, WriteError::NoNode(node))?;
        Ok(node)
    }

    /// Adds a relationship. Null properties are left out.
    pub fn create_relationship(
        &mut self,
        kind: TypeId,
        start: NodeId,
        end: NodeId,
        properties: Vec<(KeyId, Value)>,
    ) -> Result<RelationshipId, WriteError> {
        let relationship = RelationshipId(self.relationship_bound());
        if relationship.0 == u32::MAX {
            return Err(WriteError::Full);
        }
        let missing = WriteError::NoNode(if self.has_node(start) { end } else { start });
        self.change(Change::CreateRelationship { relationship, kind, start, end, properties }, missing)?;
        Ok(relationship)
    }

    /// Removes a node that has no relationships left; [`WriteError::StillConnected`] otherwise.
    pub fn delete_node(&mut self, node: NodeId) -> Result<(), WriteError> {
        let degree = self.degree(node, Direction::Both, None);
        if degree > 0 {
            return Err(WriteError::StillConnected(node, degree));
        }
        self.change(Change::DeleteNode(node), WriteError::NoNode(node))
    }

    /// Removes a node and first its relationships; returns how many those were.
    pub fn detach_delete_node(&mut self, node: NodeId) -> Result<usize, WriteError> {
        let mut attached = Vec::new();
        self.neighbours(node, Direction::Both, None, &mut |neighbour| attached.push(neighbour.relationship));
        for relationship in &attached {
            self.delete_relationship(*relationship)?;
        }
        self.delete_node(node)?;
        Ok(attached.len())
    }

    /// Removes a relationship.
    pub fn delete_relationship(&mut self, relationship: RelationshipId) -> Result<(), WriteError> {
        self.change(Change::DeleteRelationship(relationship), WriteError::NoRelationship(relationship))
    }

    /// Sets a property of a node; `Null` removes it.
    pub fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> Result<(), WriteError> {
        self.change(Change::SetNodeProperty(node, key, value), WriteError::NoNode(node))
    }

    /// Sets a property of a relationship; `Null` removes it.
    pub fn set_relationship_property(
        &mut self,
        relationship: RelationshipId,
        key: KeyId,
        value: Value,
    ) -> Result<(), WriteError> {
        let missing = WriteError::NoRelationship(relationship);
        self.change(Change::SetRelationshipProperty(relationship, key, value), missing)
    }

    /// Gives a node a label; returns whether it was new to the node.
    pub fn add_label(&mut self, node: NodeId, label: LabelId) -> Result<bool, WriteError> {
        let new = !self.has_label(node, label);
        self.change(Change::AddLabel(node, label), WriteError::NoNode(node))?;
        Ok(new)
    }

    /// Takes a label from a node; returns whether the node had it.
    pub fn remove_label(&mut self, node: NodeId, label: LabelId) -> Result<bool, WriteError> {
        let had = self.has_label(node, label);
        self.change(Change::RemoveLabel(node, label), WriteError::NoNode(node))?;
        Ok(had)
    }

    /// Declares an index.
    pub fn create_index(&mut self, index: Index) -> Result<(), WriteError> {
        self.declare(Change::CreateIndex(index))
    }

    /// Gives up the index of that name.
    pub fn drop_index(&mut self, name: &str) -> Result<(), WriteError> {
        self.declare(Change::DropIndex(name.into()))
    }

    /// Declares a constraint. That the graph fulfils it is for the caller to see to.
    pub fn create_constraint(&mut self, constraint: Constraint) -> Result<(), WriteError> {
        self.declare(Change::CreateConstraint(constraint))
    }

    /// Gives up the constraint of that name.
    pub fn drop_constraint(&mut self, name: &str) -> Result<(), WriteError> {
        self.declare(Change::DropConstraint(name.into()))
    }

    /// Applies a change that was journalled or read from a file; part of the running transaction like any other.
    pub fn replay(&mut self, change: Change) -> Result<(), WriteError> {
        match &change {
            Change::CreateIndex(_) | Change::DropIndex(_) | Change::CreateConstraint(_) | Change::DropConstraint(_) => {
                self.declare(change)
            }
            Change::CreateNode { node, .. }
            | Change::DeleteNode(node)
            | Change::SetNodeProperty(node, ..)
            | Change::AddLabel(node, _)
            | Change::RemoveLabel(node, _)
            | Change::CreateRelationship { start: node, .. } => {
                let node = *node;
                self.change(change, WriteError::NoNode(node))
            }
            Change::DeleteRelationship(relationship) | Change::SetRelationshipProperty(relationship, ..) => {
                let relationship = *relationship;
                self.change(change, WriteError::NoRelationship(relationship))
            }
        }
    }

    /// Where the running transaction stands.
    pub fn mark(&self) -> Mark {
        Mark(self.log.len())
    }

    /// Whether anything was changed since the last commit.
    pub fn is_changed(&self) -> bool {
        !self.log.is_empty()
    }

    /// Takes back everything done since the mark.
    pub fn undo_to(&mut self, mark: Mark) {
        while self.log.len() > mark.0 {
            match self.log.pop() {
                Some((_, Undo::Changes(changes))) => {
                    for change in &changes {
                        self.live.undo(change);
                    }
                }
                Some((_, Undo::Schema(schema))) => {
                    self.schema = schema;
                    self.live.declare(&self.schema);
                }
                None => break,
            }
        }
        if self.log.is_empty() {
            self.live.forget_deleted();
            self.come_to_rest();
        }
    }

    /// Takes back everything since the last commit.
    pub fn rollback(&mut self) {
        self.undo_to(Mark(0));
    }

    /// Ends the transaction: the changes since the last commit, in order, can no longer be undone.
    pub fn take_changes(&mut self) -> Vec<Change> {
        self.is_layered |= !self.log.is_empty();
        std::mem::take(&mut self.log).into_iter().map(|(change, _)| change).collect()
    }

    /// The changes since the last commit, in order.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &Change> {
        self.log.iter().map(|(change, _)| change)
    }

    /// Drops a layer whose changes were all taken back.
    fn come_to_rest(&mut self) {
        if let (false, None, Some(base)) = (self.is_layered, &self.at_rest, self.live.base()) {
            let (base, symbols) = (base.clone(), self.live.symbols().clone());
            self.live = Live::over(base.clone());
            *self.live.symbols_mut() = symbols;
            self.live.declare(&self.schema);
            self.at_rest = Some(base);
        }
    }

    fn change(&mut self, change: Change, refused: WriteError) -> Result<(), WriteError> {
        if self.log.is_empty() {
            // Until then the answer of the last statement may still name what it deleted.
            self.live.forget_deleted();
        }
        let undo = self.live.apply(&change).ok_or(refused)?;
        self.at_rest = None;
        if !undo.is_empty() {
            self.log.push((change, Undo::Changes(undo)));
        }
        Ok(())
    }

    fn declare(&mut self, change: Change) -> Result<(), WriteError> {
        let before = self.schema.clone();
        match &change {
            Change::CreateIndex(Index { name, .. }) | Change::CreateConstraint(Constraint { name, .. })
                if self.schema.has_name(name) =>
            {
                return Err(WriteError::NameTaken(name.clone()));
            }
            Change::CreateIndex(index) => self.schema.indexes.push(index.clone()),
            Change::CreateConstraint(constraint) => self.schema.constraints.push(constraint.clone()),
            Change::DropIndex(name) => self.schema.indexes.retain(|index| index.name != *name),
            Change::DropConstraint(name) => self.schema.constraints.retain(|constraint| constraint.name != *name),
            _ => return Ok(()),
        }
        if self.schema == before
            && let Change::DropIndex(name) | Change::DropConstraint(name) = change
        {
            return Err(WriteError::NoSuchName(name));
        }
        self.live.declare(&self.schema);
        self.log.push((change, Undo::Schema(before)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> (Graph, NodeId, NodeId, RelationshipId) {
        let mut graph = Graph::default();
        let person = graph.symbols_mut().label("Person");
        let knows = graph.symbols_mut().relationship_type("KNOWS");
        let a = graph.create_node(vec![person], vec![]).unwrap();
        let b = graph.create_node(vec![person], vec![]).unwrap();
        let r = graph.create_relationship(knows, a, b, vec![]).unwrap();
        graph.take_changes();
        (graph, a, b, r)
    }

    #[test]
    fn identifiers_are_not_used_again() {
        let (mut graph, a, b, r) = pair();
        graph.detach_delete_node(a).unwrap();
        assert!(!graph.has_node(a) && !graph.has_relationship(r));
        let c = graph.create_node(vec![], vec![]).unwrap();
        assert!(c > b);
        assert_eq!(graph.symbols().type_name(graph.relationship_type(r)), "KNOWS");
    }

    #[test]
    fn rollback_brings_everything_back() {
        let (mut graph, a, b, r) = pair();
        let key = graph.symbols_mut().key("name");
        let label = graph.symbols_mut().label("Actor");
        graph.set_node_property(b, key, "Ada".into()).unwrap();
        graph.add_label(b, label).unwrap();
        let mark = graph.mark();
        graph.detach_delete_node(b).unwrap();
        graph.create_node(vec![label], vec![]).unwrap();
        graph.undo_to(mark);
        assert!(graph.has_label(b, label) && graph.has_relationship(r));
        assert!(matches!(graph.node_property(b, key), Value::String(name) if &*name == "Ada"));
        graph.rollback();
        assert_eq!((graph.node_count(), graph.label_count(label)), (2, 0));
        assert_eq!(graph.endpoints(r), (a, b));
        assert!(graph.node_properties(b).is_empty() && !graph.is_changed());
    }

    #[test]
    fn a_connected_node_is_not_deleted() {
        let (mut graph, a, ..) = pair();
        assert_eq!(graph.delete_node(a), Err(WriteError::StillConnected(a, 1)));
        assert!(graph.has_node(a));
    }
}
