//! The graph while it changes: petgraph's `StableDiGraph`, as a layer over the snapshot that was opened, if any.
//!
//! The layer holds what is new and each node of the snapshot that was changed or gained a relationship; all else is
//! read through it, so that a small change to a large graph costs little. Relationships of the snapshot keep their
//! ends for as long as they are; their properties are in the layer once one was set.
//!
//! petgraph hands the index of a removed node to the next new one, but an identifier must stay with its node for as
//! long as a session may hold it. So identifiers count upward, and `node_places` says where petgraph keeps each.

use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use super::{Change, Direction, GraphRead, Lookup, Neighbour, Snapshot};
use crate::value::{NodeId, RelationshipId, Value};
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    base: Option<Arc<Snapshot>>,
    layer: StableDiGraph<NodeRecord, RelationshipRecord>,
    /// Where the layer keeps the nodes that the snapshot does not have, by identifier less those of the snapshot; the
    /// end index stands for a deleted node.
    node_places: Vec<NodeIndex>,
    /// As `node_places`, for relationships.
    relationship_places: Vec<EdgeIndex>,
    /// Nodes of the snapshot that are in the layer, or deleted (`None`).
    changed_nodes: FxHashMap<NodeId, Option<NodeIndex>>,
    /// Relationships of the snapshot that have properties of their own, or are deleted (`None`).
    changed_relationships: FxHashMap<RelationshipId, Option<Properties>>,
    node_count: usize,
    relationship_count: usize,
    /// The nodes in the layer.
    layer_by_label: FxHashMap<LabelId, BTreeSet<NodeId>>,
    /// How many nodes of the snapshot had the label and are in the layer or deleted.
    hidden_by_label: FxHashMap<LabelId, usize>,
    /// Relationships added less those deleted.
    type_changes: FxHashMap<TypeId, isize>,
    /// Type and ends of what the running transaction deleted: `type(r)` may still be asked.
    deleted: FxHashMap<RelationshipId, (TypeId, NodeId, NodeId)>,
}

/// Where the record of a node is.
enum Place {
    Layer(NodeIndex),
    Base,
    Nowhere,
}

impl Live {
    /// A layer without changes over a snapshot.
    pub fn over(base: Arc<Snapshot>) -> Live {
        Live {
            symbols: base.symbols().clone(),
            node_count: base.node_count(),
            relationship_count: base.relationship_count(),
            base: Some(base),
            ..Live::default()
        }
    }

    /// The snapshot below, if any.
    pub fn base(&self) -> Option<&Arc<Snapshot>> {
        self.base.as_ref()
    }

    /// Names of labels, types and keys, to give numbers to new ones.
    pub fn symbols_mut(&mut self) -> &mut Symbols {
        &mut self.symbols
    }

    /// The nodes in the layer that have the label, ascending.
    fn layer_with_label(&self, label: LabelId) -> impl Iterator<Item = NodeId> + '_ {
        self.layer_by_label.get(&label).into_iter().flatten().copied()
    }

    /// The nodes with the label whose property is what is sought, by the indexes of the snapshot below and a look at each
    /// node of the layer; `None` where no index can tell.
    pub fn find(&self, label: LabelId, key: KeyId, lookup: &Lookup<'_>) -> Option<Vec<NodeId>> {
        let mut found = self.base.as_ref()?.find(label, key, lookup)?;
        found.retain(|node| matches!(self.place(*node), Place::Base));
        for node in self.layer_with_label(label) {
            if lookup.fits(&self.node_property(node, key)) {
                found.push(node);
            }
        }
        Some(found)
    }

    fn base_nodes(&self) -> u32 {
        self.base.as_ref().map_or(0, |base| base.node_bound())
    }

    fn base_relationships(&self) -> u32 {
        self.base.as_ref().map_or(0, |base| base.relationship_bound())
    }

    fn place(&self, node: NodeId) -> Place {
        let place = match node.0.checked_sub(self.base_nodes()) {
            Some(number) => self.node_places.get(number as usize).copied().filter(|place| *place != NodeIndex::end()),
            None => match self.changed_nodes.get(&node) {
                Some(place) => *place,
                None => return Place::Base,
            },
        };
        place.map_or(Place::Nowhere, Place::Layer)
    }

    /// The snapshot, where the node is read from it.
    fn below(&self, node: NodeId) -> Option<&Snapshot> {
        self.base.as_deref().filter(|_| matches!(self.place(node), Place::Base))
    }

    fn node(&self, node: NodeId) -> Option<&NodeRecord> {
        match self.place(node) {
            Place::Layer(place) => self.layer.node_weight(place),
            Place::Base | Place::Nowhere => None,
        }
    }

    /// Brings the node into the layer.
    fn touch(&mut self, node: NodeId) -> Option<NodeIndex> {
        match self.place(node) {
            Place::Layer(place) => Some(place),
            Place::Nowhere => None,
            Place::Base => {
                let base = self.base.clone()?;
                let (labels, properties) = (base.labels(node), base.node_properties(node));
                self.hide(&labels);
                Some(self.insert(node, labels, sorted(&properties)))
            }
        }
    }

    fn hide(&mut self, labels: &[LabelId]) {
        for label in labels {
            *self.hidden_by_label.entry(*label).or_default() += 1;
        }
    }

    fn insert(&mut self, node: NodeId, labels: SmallVec<[LabelId; 4]>, properties: Properties) -> NodeIndex {
        for label in &labels {
            self.layer_by_label.entry(*label).or_default().insert(node);
        }
        let place = self.layer.add_node(NodeRecord { id: node, labels, properties });
        match node.0.checked_sub(self.base_nodes()) {
            Some(number) => put(&mut self.node_places, number, place),
            None => drop(self.changed_nodes.insert(node, Some(place))),
        }
        place
    }

    fn node_mut(&mut self, node: NodeId) -> Option<&mut NodeRecord> {
        let place = self.touch(node)?;
        self.layer.node_weight_mut(place)
    }

    /// Where the layer keeps the relationship, if it is there and not of the snapshot.
    fn edge(&self, relationship: RelationshipId) -> Option<EdgeIndex> {
        let number = relationship.0.checked_sub(self.base_relationships())?;
        self.relationship_places.get(number as usize).copied().filter(|place| *place != EdgeIndex::end())
    }

    /// The snapshot, where the relationship is of the snapshot and not deleted.
    fn base_with(&self, relationship: RelationshipId) -> Option<&Arc<Snapshot>> {
        let base = self.base.as_ref().filter(|base| base.has_relationship(relationship))?;
        (!matches!(self.changed_relationships.get(&relationship), Some(None))).then_some(base)
    }

    /// The properties of a relationship, to be changed.
    fn relationship_mut(&mut self, relationship: RelationshipId) -> Option<&mut Properties> {
        if let Some(place) = self.edge(relationship) {
            return self.layer.edge_weight_mut(place).map(|record| &mut record.properties);
        }
        let base = self.base_with(relationship)?.clone();
        let own = || Some(sorted(&base.relationship_properties(relationship)));
        self.changed_relationships.entry(relationship).or_insert_with(own).as_mut()
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
                let before = set(self.relationship_mut(*relationship)?, *key, value);
                vec![Change::SetRelationshipProperty(*relationship, *key, before)]
            }
            Change::AddLabel(node, label) => {
                let labels = &mut self.node_mut(*node)?.labels;
                let Err(position) = labels.binary_search(label) else { return Some(Vec::new()) };
                labels.insert(position, *label);
                self.layer_by_label.entry(*label).or_default().insert(*node);
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
            Change::DeleteNode(node) => {
                let number = node.0.saturating_sub(self.base_nodes());
                self.node_places.truncate(number as usize);
            }
            Change::DeleteRelationship(relationship) => {
                let number = relationship.0.saturating_sub(self.base_relationships());
                self.relationship_places.truncate(number as usize);
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
        if self.has_node(node) || node.0 > self.node_bound() {
            return None;
        }
        let mut labels: SmallVec<[LabelId; 4]> = labels.into();
        labels.sort_unstable();
        labels.dedup();
        self.insert(node, labels, sorted(properties));
        self.node_count += 1;
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
        if self.has_relationship(relationship) || relationship.0 > self.relationship_bound() {
            return None;
        }
        if !self.has_node(start) || !self.has_node(end) {
            return None;
        }
        match relationship.0.checked_sub(self.base_relationships()) {
            Some(number) => {
                let (from, to) = (self.touch(start)?, self.touch(end)?);
                let record = RelationshipRecord { id: relationship, kind, properties: sorted(properties) };
                let place = self.layer.add_edge(from, to, record);
                put(&mut self.relationship_places, number, place);
            }
            // One of the snapshot comes back; its ends and type are still there.
            None => drop(self.changed_relationships.insert(relationship, Some(sorted(properties)))),
        }
        self.relationship_count += 1;
        *self.type_changes.entry(kind).or_default() += 1;
        self.deleted.remove(&relationship);
        Some(())
    }

    fn delete_node(&mut self, node: NodeId) -> Option<Change> {
        if !self.has_node(node) || self.degree(node, Direction::Both, None) > 0 {
            return None;
        }
        let (labels, properties) = match self.place(node) {
            Place::Layer(place) => {
                let record = self.layer.remove_node(place)?;
                for label in &record.labels {
                    self.forget_label(node, *label);
                }
                (record.labels, record.properties)
            }
            Place::Base | Place::Nowhere => {
                let base = self.base.clone()?;
                let labels = base.labels(node);
                self.hide(&labels);
                (labels, sorted(&base.node_properties(node)))
            }
        };
        match node.0.checked_sub(self.base_nodes()) {
            Some(number) => self.node_places[number as usize] = NodeIndex::end(),
            None => drop(self.changed_nodes.insert(node, None)),
        }
        self.node_count -= 1;
        Some(Change::CreateNode { node, labels: labels.to_vec(), properties })
    }

    fn delete_relationship(&mut self, relationship: RelationshipId) -> Option<Change> {
        if !self.has_relationship(relationship) {
            return None;
        }
        let ((start, end), kind) = (self.endpoints(relationship), self.relationship_type(relationship));
        let properties = match self.edge(relationship) {
            Some(place) => {
                let number = relationship.0 - self.base_relationships();
                self.relationship_places[number as usize] = EdgeIndex::end();
                self.layer.remove_edge(place)?.properties
            }
            None => {
                let properties = self.relationship_mut(relationship).map(std::mem::take)?;
                self.changed_relationships.insert(relationship, None);
                properties
            }
        };
        self.relationship_count -= 1;
        *self.type_changes.entry(kind).or_default() -= 1;
        self.deleted.insert(relationship, (kind, start, end));
        Some(Change::CreateRelationship { relationship, kind, start, end, properties })
    }

    fn forget_label(&mut self, node: NodeId, label: LabelId) {
        if let Some(nodes) = self.layer_by_label.get_mut(&label) {
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
        self.base_nodes() + self.node_places.len() as u32
    }

    fn relationship_bound(&self) -> u32 {
        self.base_relationships() + self.relationship_places.len() as u32
    }

    fn node_count(&self) -> usize {
        self.node_count
    }

    fn relationship_count(&self) -> usize {
        self.relationship_count
    }

    fn has_node(&self, node: NodeId) -> bool {
        !matches!(self.place(node), Place::Nowhere)
    }

    fn has_relationship(&self, relationship: RelationshipId) -> bool {
        self.edge(relationship).is_some() || self.base_with(relationship).is_some()
    }

    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new((0..self.node_bound()).map(NodeId).filter(|node| self.has_node(*node)))
    }

    fn relationships(&self) -> Box<dyn Iterator<Item = RelationshipId> + '_> {
        let bound = self.relationship_bound();
        Box::new((0..bound).map(RelationshipId).filter(|relationship| self.has_relationship(*relationship)))
    }

    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_> {
        let below = self.base.iter().flat_map(move |base| base.nodes_with_label(label));
        let mut below = below.filter(|node| matches!(self.place(*node), Place::Base)).peekable();
        let mut layer = self.layer_with_label(label).peekable();
        Box::new(std::iter::from_fn(move || match (below.peek(), layer.peek()) {
            (Some(a), Some(b)) if a < b => below.next(),
            (_, Some(_)) => layer.next(),
            (_, None) => below.next(),
        }))
    }

    fn label_count(&self, label: LabelId) -> usize {
        let below = self.base.as_ref().map_or(0, |base| base.label_count(label));
        let hidden = self.hidden_by_label.get(&label).copied().unwrap_or(0);
        below - hidden + self.layer_by_label.get(&label).map_or(0, BTreeSet::len)
    }

    fn type_count(&self, kind: TypeId) -> usize {
        let below = self.base.as_ref().map_or(0, |base| base.type_count(kind));
        below.saturating_add_signed(self.type_changes.get(&kind).copied().unwrap_or(0))
    }

    fn labels(&self, node: NodeId) -> SmallVec<[LabelId; 4]> {
        match self.below(node) {
            Some(base) => base.labels(node),
            None => self.node(node).map(|record| record.labels.clone()).unwrap_or_default(),
        }
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        match self.below(node) {
            Some(base) => base.has_label(node, label),
            None => self.node(node).is_some_and(|record| record.labels.contains(&label)),
        }
    }

    fn relationship_type(&self, relationship: RelationshipId) -> TypeId {
        let record = self.edge(relationship).and_then(|place| self.layer.edge_weight(place));
        match (record, self.base_with(relationship)) {
            (Some(record), _) => record.kind,
            (None, Some(base)) => base.relationship_type(relationship),
            (None, None) => self.deleted.get(&relationship).map_or(TypeId(u32::MAX), |(kind, ..)| *kind),
        }
    }

    fn endpoints(&self, relationship: RelationshipId) -> (NodeId, NodeId) {
        let none = NodeId(u32::MAX);
        let id = |place| self.layer.node_weight(place).map_or(none, |record| record.id);
        let ends = self.edge(relationship).and_then(|place| self.layer.edge_endpoints(place));
        match (ends, self.base_with(relationship)) {
            (Some((start, end)), _) => (id(start), id(end)),
            (None, Some(base)) => base.endpoints(relationship),
            (None, None) => self.deleted.get(&relationship).map_or((none, none), |(_, start, end)| (*start, *end)),
        }
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        match self.below(node) {
            Some(base) => base.node_property(node, key),
            None => self.node(node).map_or(Value::Null, |record| get(&record.properties, key)),
        }
    }

    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value {
        let record = self.edge(relationship).and_then(|place| self.layer.edge_weight(place));
        match (record, self.changed_relationships.get(&relationship)) {
            (Some(record), _) => get(&record.properties, key),
            (None, Some(own)) => own.as_ref().map_or(Value::Null, |own| get(own, key)),
            (None, None) => {
                self.base_with(relationship).map_or(Value::Null, |base| base.relationship_property(relationship, key))
            }
        }
    }

    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        match self.below(node) {
            Some(base) => base.node_properties(node),
            None => {
                let properties = self.node(node).map(|record| record.properties.clone());
                self.symbols.by_key_name(properties.unwrap_or_default())
            }
        }
    }

    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)> {
        let record = self.edge(relationship).and_then(|place| self.layer.edge_weight(place));
        let properties = match (record, self.changed_relationships.get(&relationship)) {
            (Some(record), _) => record.properties.clone(),
            (None, Some(own)) => own.clone().unwrap_or_default(),
            (None, None) => match self.base_with(relationship) {
                Some(base) => base.relationship_properties(relationship),
                None => Vec::new(),
            },
        };
        self.symbols.by_key_name(properties)
    }

    fn neighbours(&self, node: NodeId, direction: Direction, kind: Option<TypeId>, each: &mut dyn FnMut(Neighbour)) {
        if let Some(base) = self.base.as_ref().filter(|base| base.has_node(node)) {
            base.neighbours(node, direction, kind, &mut |neighbour| {
                if !matches!(self.changed_relationships.get(&neighbour.relationship), Some(None)) {
                    each(neighbour);
                }
            });
        }
        let Place::Layer(place) = self.place(node) else { return };
        let mut walk = |direction: petgraph::Direction, loops: bool| {
            for edge in self.layer.edges_directed(place, direction) {
                let record = edge.weight();
                let other = if direction == petgraph::Outgoing { edge.target() } else { edge.source() };
                if kind.is_some_and(|kind| kind != record.kind) || (!loops && other == place) {
                    continue;
                }
                if let Some(other) = self.layer.node_weight(other) {
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
