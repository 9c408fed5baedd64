//! Reading a live graph: the layer first, then the snapshot below.

use super::{Live, Place, get};
use crate::graph::{Direction, GraphRead, KeyId, LabelId, Neighbour, Symbols, TypeId};
use crate::value::{NodeId, RelationshipId, Value};
use petgraph::visit::EdgeRef;
use smallvec::SmallVec;
use std::collections::BTreeSet;

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
