//! The graph while it changes: petgraph's `StableDiGraph` behind identifiers that are never used twice.
//!
//! petgraph hands the index of a removed node to the next new one, but an identifier must stay with its node for as
//! long as a session may hold it. So identifiers count upward, and `node_places` says where petgraph keeps each.

use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use super::{Change, Direction, GraphRead, Neighbour};
use crate::value::{NodeId, RelationshipId, Value};
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::BTreeSet;

/// Property keys and values, ascending by key number, without nulls.
type Properties = Vec<(KeyId, Value)>;

#[derive(Clone, Debug)]
struct NodeRecord {
    id: NodeId,
    /// Ascending.
    labels: SmallVec<[LabelId; 4]>,
    properties: Properties,
}

#[derive(Clone, Debug)]
struct RelationshipRecord {
    id: RelationshipId,
    kind: TypeId,
    properties: Properties,
}

/// The changing form of the graph.
#[derive(Clone, Debug, Default)]
pub struct Live {
    symbols: Symbols,
    graph: StableDiGraph<NodeRecord, RelationshipRecord>,
    /// By node identifier; the end index stands for a deleted node.
    node_places: Vec<NodeIndex>,
    /// By relationship identifier; the end index stands for a deleted relationship.
    relationship_places: Vec<EdgeIndex>,
    nodes_by_label: FxHashMap<LabelId, BTreeSet<NodeId>>,
    type_counts: FxHashMap<TypeId, usize>,
    /// Type and ends of what the running transaction deleted: `type(r)` may still be asked.
    deleted: FxHashMap<RelationshipId, (TypeId, NodeId, NodeId)>,
}

impl Live {
    /// Names of labels, types and keys, to give numbers to new ones.
    pub fn symbols_mut(&mut self) -> &mut Symbols {
        &mut self.symbols
    }

    fn node(&self, node: NodeId) -> Option<&NodeRecord> {
        self.graph.node_weight(*self.node_places.get(node.0 as usize)?)
    }

    fn node_mut(&mut self, node: NodeId) -> Option<&mut NodeRecord> {
        self.graph.node_weight_mut(*self.node_places.get(node.0 as usize)?)
    }

    fn relationship(&self, relationship: RelationshipId) -> Option<&RelationshipRecord> {
        self.graph.edge_weight(*self.relationship_places.get(relationship.0 as usize)?)
    }

    /// Applies a change and returns the changes that undo it, in the order to apply them.
    ///
    /// `None`, and nothing is changed, where the change does not fit the graph: an identifier that is in use or not
    /// there, or a node that still has relationships. Declarations are none of its business and fit as they are.
    pub fn apply(&mut self, change: &Change) -> Option<Vec<Change>> {
        Some(match change {
            Change::CreateNode { node, labels, properties } => {
                self.create_node(*node, labels, properties)?;
                vec![Change::DeleteNode(*node)]
            }
            Change::CreateRelationship { relationship, kind, start, end, properties } => {
                self.create_relationship(*relationship, *kind, *start, *end, properties)?;
                vec![Change::DeleteRelationship(*relationship)]
            }
            Change::DeleteNode(node) => vec![self.delete_node(*node)?],
            Change::DeleteRelationship(relationship) => vec![self.delete_relationship(*relationship)?],
            Change::SetNodeProperty(node, key, value) => {
                let before = set(&mut self.node_mut(*node)?.properties, *key, value);
                vec![Change::SetNodeProperty(*node, *key, before)]
            }
            Change::SetRelationshipProperty(relationship, key, value) => {
                let place = *self.relationship_places.get(relationship.0 as usize)?;
                let before = set(&mut self.graph.edge_weight_mut(place)?.properties, *key, value);
                vec![Change::SetRelationshipProperty(*relationship, *key, before)]
            }
            Change::AddLabel(node, label) => {
                let labels = &mut self.node_mut(*node)?.labels;
                let Err(position) = labels.binary_search(label) else { return Some(Vec::new()) };
                labels.insert(position, *label);
                self.nodes_by_label.entry(*label).or_default().insert(*node);
                vec![Change::RemoveLabel(*node, *label)]
            }
            Change::RemoveLabel(node, label) => {
                let labels = &mut self.node_mut(*node)?.labels;
                let Ok(position) = labels.binary_search(label) else { return Some(Vec::new()) };
                labels.remove(position);
                self.forget_label(*node, *label);
                vec![Change::AddLabel(*node, *label)]
            }
            Change::CreateIndex(_) | Change::DropIndex(_) | Change::CreateConstraint(_) | Change::DropConstraint(_) => {
                Vec::new()
            }
        })
    }

    /// Applies a change that [`Live::apply`] gave to undo another. The identifier of a creation undone is free again, so
    /// that the identifiers of what is committed have no gaps that a journal would not show.
    pub fn undo(&mut self, change: &Change) {
        self.apply(change);
        match change {
            Change::DeleteNode(node) => self.node_places.truncate(node.0 as usize),
            Change::DeleteRelationship(relationship) => {
                self.relationship_places.truncate(relationship.0 as usize);
                self.deleted.remove(relationship);
            }
            _ => {}
        }
    }

    /// Forgets what was kept of relationships deleted by the transaction that ends now.
    pub fn end_transaction(&mut self) {
        self.deleted.clear();
    }

    fn create_node(&mut self, node: NodeId, labels: &[LabelId], properties: &[(KeyId, Value)]) -> Option<()> {
        let places = &mut self.node_places;
        let known = places.get(node.0 as usize).is_some_and(|place| *place != NodeIndex::end());
        if known || node.0 as usize > places.len() {
            return None;
        }
        let mut labels: SmallVec<[LabelId; 4]> = labels.into();
        labels.sort_unstable();
        labels.dedup();
        for label in &labels {
            self.nodes_by_label.entry(*label).or_default().insert(node);
        }
        let place = self.graph.add_node(NodeRecord { id: node, labels, properties: sorted(properties) });
        put(places, node.0, place);
        Some(())
    }

    fn create_relationship(
        &mut self,
        relationship: RelationshipId,
        kind: TypeId,
        start: NodeId,
        end: NodeId,
        properties: &[(KeyId, Value)],
    ) -> Option<()> {
        let known =
            self.relationship_places.get(relationship.0 as usize).is_some_and(|place| *place != EdgeIndex::end());
        if known || relationship.0 as usize > self.relationship_places.len() {
            return None;
        }
        self.node(start)?;
        self.node(end)?;
        let (from, to) = (self.node_places[start.0 as usize], self.node_places[end.0 as usize]);
        let record = RelationshipRecord { id: relationship, kind, properties: sorted(properties) };
        let place = self.graph.add_edge(from, to, record);
        put(&mut self.relationship_places, relationship.0, place);
        *self.type_counts.entry(kind).or_default() += 1;
        self.deleted.remove(&relationship);
        Some(())
    }

    fn delete_node(&mut self, node: NodeId) -> Option<Change> {
        self.node(node)?;
        if self.degree(node, Direction::Both, None) > 0 {
            return None;
        }
        let place = std::mem::replace(&mut self.node_places[node.0 as usize], NodeIndex::end());
        let record = self.graph.remove_node(place)?;
        for label in &record.labels {
            self.forget_label(node, *label);
        }
        Some(Change::CreateNode { node, labels: record.labels.to_vec(), properties: record.properties })
    }

    fn delete_relationship(&mut self, relationship: RelationshipId) -> Option<Change> {
        self.relationship(relationship)?;
        let (start, end) = self.endpoints(relationship);
        let place = std::mem::replace(&mut self.relationship_places[relationship.0 as usize], EdgeIndex::end());
        let RelationshipRecord { kind, properties, .. } = self.graph.remove_edge(place)?;
        if let Some(count) = self.type_counts.get_mut(&kind) {
            *count -= 1;
        }
        self.deleted.insert(relationship, (kind, start, end));
        Some(Change::CreateRelationship { relationship, kind, start, end, properties })
    }

    fn forget_label(&mut self, node: NodeId, label: LabelId) {
        if let Some(nodes) = self.nodes_by_label.get_mut(&label) {
            nodes.remove(&node);
        }
    }
}

/// Writes the place of an identifier that is the next new one or a deleted one that comes back.
fn put<T>(places: &mut Vec<T>, id: u32, place: T) {
    match places.get_mut(id as usize) {
        Some(slot) => *slot = place,
        None => places.push(place),
    }
}

fn sorted(properties: &[(KeyId, Value)]) -> Properties {
    let mut properties: Properties =
        properties.iter().filter(|(_, value)| !matches!(value, Value::Null)).cloned().collect();
    properties.sort_by_key(|(key, _)| *key);
    properties.dedup_by_key(|(key, _)| *key);
    properties
}

/// Sets or, for null, removes; returns what was there.
fn set(properties: &mut Properties, key: KeyId, value: &Value) -> Value {
    match (properties.binary_search_by_key(&key, |(key, _)| *key), value) {
        (Ok(at), Value::Null) => properties.remove(at).1,
        (Ok(at), value) => std::mem::replace(&mut properties[at].1, value.clone()),
        (Err(_), Value::Null) => Value::Null,
        (Err(at), value) => {
            properties.insert(at, (key, value.clone()));
            Value::Null
        }
    }
}

fn get(properties: &Properties, key: KeyId) -> Value {
    properties.binary_search_by_key(&key, |(key, _)| *key).map_or(Value::Null, |at| properties[at].1.clone())
}

impl GraphRead for Live {
    fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    fn node_bound(&self) -> u32 {
        self.node_places.len() as u32
    }

    fn relationship_bound(&self) -> u32 {
        self.relationship_places.len() as u32
    }

    fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    fn relationship_count(&self) -> usize {
        self.graph.edge_count()
    }

    fn has_node(&self, node: NodeId) -> bool {
        self.node(node).is_some()
    }

    fn has_relationship(&self, relationship: RelationshipId) -> bool {
        self.relationship(relationship).is_some()
    }

    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_> {
        let here = |(id, place): (usize, &NodeIndex)| (*place != NodeIndex::end()).then_some(NodeId(id as u32));
        Box::new(self.node_places.iter().enumerate().filter_map(here))
    }

    fn relationships(&self) -> Box<dyn Iterator<Item = RelationshipId> + '_> {
        let here = |(id, place): (usize, &EdgeIndex)| (*place != EdgeIndex::end()).then_some(RelationshipId(id as u32));
        Box::new(self.relationship_places.iter().enumerate().filter_map(here))
    }

    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new(self.nodes_by_label.get(&label).into_iter().flatten().copied())
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.nodes_by_label.get(&label).map_or(0, BTreeSet::len)
    }

    fn type_count(&self, kind: TypeId) -> usize {
        self.type_counts.get(&kind).copied().unwrap_or(0)
    }

    fn labels(&self, node: NodeId) -> SmallVec<[LabelId; 4]> {
        self.node(node).map(|record| record.labels.clone()).unwrap_or_default()
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.node(node).is_some_and(|record| record.labels.contains(&label))
    }

    fn relationship_type(&self, relationship: RelationshipId) -> TypeId {
        let deleted = || self.deleted.get(&relationship).map_or(TypeId(u32::MAX), |(kind, ..)| *kind);
        self.relationship(relationship).map_or_else(deleted, |record| record.kind)
    }

    fn endpoints(&self, relationship: RelationshipId) -> (NodeId, NodeId) {
        let none = NodeId(u32::MAX);
        let place = self.relationship_places.get(relationship.0 as usize).copied().unwrap_or(EdgeIndex::end());
        let id = |place| self.graph.node_weight(place).map_or(none, |record| record.id);
        match self.graph.edge_endpoints(place) {
            Some((start, end)) => (id(start), id(end)),
            None => self.deleted.get(&relationship).map_or((none, none), |(_, start, end)| (*start, *end)),
        }
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.node(node).map_or(Value::Null, |record| get(&record.properties, key))
    }

    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value {
        self.relationship(relationship).map_or(Value::Null, |record| get(&record.properties, key))
    }

    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        let properties = self.node(node).map(|record| record.properties.clone());
        self.symbols.by_key_name(properties.unwrap_or_default())
    }

    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)> {
        let properties = self.relationship(relationship).map(|record| record.properties.clone());
        self.symbols.by_key_name(properties.unwrap_or_default())
    }

    fn neighbours(&self, node: NodeId, direction: Direction, kind: Option<TypeId>, each: &mut dyn FnMut(Neighbour)) {
        let Some(&place) = self.node_places.get(node.0 as usize) else { return };
        let mut walk = |direction: petgraph::Direction, loops: bool| {
            for edge in self.graph.edges_directed(place, direction) {
                let record = edge.weight();
                let other = if direction == petgraph::Outgoing { edge.target() } else { edge.source() };
                if kind.is_some_and(|kind| kind != record.kind) || (!loops && other == place) {
                    continue;
                }
                if let Some(other) = self.graph.node_weight(other) {
                    each(Neighbour { node: other.id, relationship: record.id });
                }
            }
        };
        match direction {
            Direction::Outgoing => walk(petgraph::Outgoing, true),
            Direction::Incoming => walk(petgraph::Incoming, true),
            Direction::Both => {
                walk(petgraph::Outgoing, true);
                walk(petgraph::Incoming, false);
            }
        }
    }

    fn degree(&self, node: NodeId, direction: Direction, kind: Option<TypeId>) -> usize {
        let mut degree = 0;
        self.neighbours(node, direction, kind, &mut |_| degree += 1);
        degree
    }
}
