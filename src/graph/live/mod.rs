//! The graph while it changes: petgraph's `StableDiGraph`, as a layer over the snapshot that was opened, if any.
//!
//! The layer holds what is new and each node of the snapshot that was changed or gained a relationship; all else is
//! read through it, so that a small change to a large graph costs little. Relationships of the snapshot keep their
//! ends for as long as they are; their properties are in the layer once one was set.
//!
//! petgraph hands the index of a removed node to the next new one, but an identifier must stay with its node for as
//! long as a session may hold it. So identifiers count upward, and `node_places` says where petgraph keeps each.

mod apply;
mod index;
mod read;

use super::symbols::{KeyId, LabelId, Symbols, TypeId};
use super::{Covered, GraphRead, Lookup, Schema, Snapshot};
use crate::value::{NodeId, RelationshipId, Value};
use index::Indexes;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
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
    /// Of the nodes in the layer, and of the relationships that have their properties there.
    indexes: Indexes,
    /// How many nodes of the snapshot had the label and are in the layer or deleted.
    hidden_by_label: FxHashMap<LabelId, usize>,
    /// Relationships added less those deleted.
    type_changes: FxHashMap<TypeId, isize>,
    /// Type and ends of what the last transaction deleted: `type(r)` may still be asked, and the answer shows them.
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

    /// Keeps an index of all that is declared, and of nothing that is so no longer.
    pub fn declare(&mut self, schema: &Schema) {
        let several = schema.indexed().filter(|(_, keys)| keys.len() > 1);
        let each = several.flat_map(|(on, keys)| keys.chunks(1).map(move |key| (on, key)));
        let wanted: Vec<(Covered, &[KeyId])> = schema.indexed().chain(each).collect();
        let Live { indexes, symbols, .. } = self;
        indexes.retain(|on, keys| {
            let by_itself = matches!((on, keys), (Covered::Nodes(_), [key]) if index::is_always_indexed(*key, symbols));
            by_itself || wanted.contains(&(on, keys))
        });
        for (on, keys) in wanted {
            if self.indexes.has(on, keys) {
                continue;
            }
            let mut fresh = Indexes::default();
            fresh.declare(on, keys);
            match on {
                Covered::Nodes(label) => self.layer_with_label(label).for_each(|node| {
                    if let Some(record) = self.node(node) {
                        fresh.add(on, node.0, &record.properties, None);
                    }
                }),
                Covered::Relationships(kind) => self.layer_of_type(kind).for_each(|(relationship, properties)| {
                    fresh.add(on, relationship.0, properties, None);
                }),
            }
            self.indexes.append(fresh);
        }
    }

    /// The nodes with the label whose property is what is sought, by the indexes of the snapshot below and of the layer;
    /// `None` where no index can tell.
    pub fn find(&self, label: LabelId, key: KeyId, lookup: &Lookup<'_>) -> Option<Vec<NodeId>> {
        let mut found = match &self.base {
            Some(base) => base.find(label, key, lookup)?,
            None => Vec::new(),
        };
        found.retain(|node| matches!(self.place(*node), Place::Base));
        match self.indexes.find(Covered::Nodes(label), key, lookup) {
            Some(layer) => found.extend(layer.into_iter().map(NodeId)),
            None => {
                found.extend(self.layer_with_label(label).filter(|node| lookup.fits(&self.node_property(*node, key))))
            }
        }
        Some(found)
    }

    /// As [`Live::find`], by several properties that equal these values.
    pub fn find_equal(&self, label: LabelId, keys: &[KeyId], values: &[Value]) -> Option<Vec<NodeId>> {
        let layer = self.indexes.find_equal(Covered::Nodes(label), keys, values)?;
        let mut found = match &self.base {
            Some(base) => base.find_equal(label, keys, values)?,
            None => Vec::new(),
        };
        found.retain(|node| matches!(self.place(*node), Place::Base));
        found.extend(layer.into_iter().map(NodeId));
        Some(found)
    }

    /// The relationships of the type whose properties equal these values; `None` where no index can tell.
    pub fn find_relationships(&self, kind: TypeId, keys: &[KeyId], values: &[Value]) -> Option<Vec<RelationshipId>> {
        let layer = self.indexes.find_equal(Covered::Relationships(kind), keys, values)?;
        let mut found = match &self.base {
            Some(base) => base.find_relationships(kind, keys, values)?,
            None => Vec::new(),
        };
        found.retain(|relationship| !self.changed_relationships.contains_key(relationship));
        found.extend(layer.into_iter().map(RelationshipId));
        Some(found)
    }

    /// The relationships of the type that have their properties in the layer.
    fn layer_of_type(&self, kind: TypeId) -> impl Iterator<Item = (RelationshipId, &Properties)> {
        let new = self.layer.edge_weights().filter(move |record| record.kind == kind);
        let changed = self.changed_relationships.iter().filter_map(|(id, own)| Some((*id, own.as_ref()?)));
        let changed = changed.filter(move |(id, _)| self.relationship_type(*id) == kind);
        new.map(|record| (record.id, &record.properties)).chain(changed)
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
            self.enter(node, *label, &properties);
        }
        let place = self.layer.add_node(NodeRecord { id: node, labels, properties });
        match node.0.checked_sub(self.base_nodes()) {
            Some(number) => put(&mut self.node_places, number, place),
            None => drop(self.changed_nodes.insert(node, Some(place))),
        }
        place
    }

    /// Adds a node of the layer to the indexes of a label.
    fn enter(&mut self, node: NodeId, label: LabelId, properties: &Properties) {
        let on = Covered::Nodes(label);
        self.indexes.expect(on, properties, &self.symbols);
        self.indexes.add(on, node.0, properties, None);
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
}

fn get(properties: &Properties, key: KeyId) -> Value {
    properties.binary_search_by_key(&key, |(key, _)| *key).map_or(Value::Null, |at| properties[at].1.clone())
}

fn sorted(properties: &[(KeyId, Value)]) -> Properties {
    let mut properties: Properties =
        properties.iter().filter(|(_, value)| !matches!(value, Value::Null)).cloned().collect();
    properties.sort_by_key(|(key, _)| *key);
    properties.dedup_by_key(|(key, _)| *key);
    properties
}

/// Writes the place of an identifier that is the next new one or a deleted one that comes back.
fn put<T>(places: &mut Vec<T>, id: u32, place: T) {
    match places.get_mut(id as usize) {
        Some(slot) => *slot = place,
        None => places.push(place),
    }
}
