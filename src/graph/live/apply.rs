//! Changes to a live graph, each with the changes that undo it.

use super::{Live, Place, Properties, RelationshipRecord, put, sorted};
use crate::graph::{Change, Covered, Direction, GraphRead, KeyId, LabelId, TypeId};
use crate::value::{NodeId, RelationshipId, Value};
use petgraph::stable_graph::{EdgeIndex, NodeIndex};
use smallvec::SmallVec;

impl Live {
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
                let before = self.set_node_property(*node, *key, value)?;
                vec![Change::SetNodeProperty(*node, *key, before)]
            }
            Change::SetRelationshipProperty(relationship, key, value) => {
                let before = self.set_relationship_property(*relationship, *key, value)?;
                vec![Change::SetRelationshipProperty(*relationship, *key, before)]
            }
            Change::AddLabel(node, label) => {
                let place = self.touch(*node)?;
                let record = self.layer.node_weight_mut(place)?;
                let Err(position) = record.labels.binary_search(label) else { return Some(Vec::new()) };
                record.labels.insert(position, *label);
                let properties = record.properties.clone();
                self.layer_by_label.entry(*label).or_default().insert(*node);
                self.enter(*node, *label, &properties);
                vec![Change::RemoveLabel(*node, *label)]
            }
            Change::RemoveLabel(node, label) => {
                let place = self.touch(*node)?;
                let record = self.layer.node_weight_mut(place)?;
                let Ok(position) = record.labels.binary_search(label) else { return Some(Vec::new()) };
                record.labels.remove(position);
                let properties = record.properties.clone();
                self.leave(*node, *label, &properties);
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

    /// Forgets what was kept of the relationships that the last transaction deleted.
    pub fn forget_deleted(&mut self) {
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
        let properties = sorted(properties);
        self.indexes.add(Covered::Relationships(kind), relationship.0, &properties, None);
        match relationship.0.checked_sub(self.base_relationships()) {
            Some(number) => {
                let (from, to) = (self.touch(start)?, self.touch(end)?);
                let record = RelationshipRecord { id: relationship, kind, properties };
                let place = self.layer.add_edge(from, to, record);
                put(&mut self.relationship_places, number, place);
            }
            // One of the snapshot comes back; its ends and type are still there.
            None => drop(self.changed_relationships.insert(relationship, Some(properties))),
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
                    self.leave(node, *label, &record.properties);
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
        self.own_properties(relationship)?;
        let properties = match self.edge(relationship) {
            Some(place) => {
                let number = relationship.0 - self.base_relationships();
                self.relationship_places[number as usize] = EdgeIndex::end();
                self.layer.remove_edge(place)?.properties
            }
            None => self.changed_relationships.insert(relationship, None).flatten()?,
        };
        self.indexes.remove(Covered::Relationships(kind), relationship.0, &properties, None);
        self.relationship_count -= 1;
        *self.type_changes.entry(kind).or_default() -= 1;
        self.deleted.insert(relationship, (kind, start, end));
        Some(Change::CreateRelationship { relationship, kind, start, end, properties })
    }

    /// Takes a node of the layer out of what is kept by label.
    fn leave(&mut self, node: NodeId, label: LabelId, properties: &Properties) {
        if let Some(nodes) = self.layer_by_label.get_mut(&label) {
            nodes.remove(&node);
        }
        self.indexes.remove(Covered::Nodes(label), node.0, properties, None);
    }

    /// Sets or, for null, removes; returns what was there.
    fn set_node_property(&mut self, node: NodeId, key: KeyId, value: &Value) -> Option<Value> {
        let place = self.touch(node)?;
        let Live { layer, indexes, symbols, .. } = self;
        let record = layer.node_weight_mut(place)?;
        for label in &record.labels {
            indexes.remove(Covered::Nodes(*label), node.0, &record.properties, Some(key));
        }
        let before = set(&mut record.properties, key, value);
        for label in &record.labels {
            let on = Covered::Nodes(*label);
            indexes.expect(on, &record.properties, symbols);
            indexes.add(on, node.0, &record.properties, Some(key));
        }
        Some(before)
    }

    /// As [`Live::set_node_property`]; a relationship of the snapshot gets properties of its own.
    fn set_relationship_property(&mut self, relationship: RelationshipId, key: KeyId, value: &Value) -> Option<Value> {
        self.has_relationship(relationship).then_some(())?;
        let on = Covered::Relationships(self.relationship_type(relationship));
        self.own_properties(relationship)?;
        let Live { layer, indexes, changed_relationships, relationship_places, base, .. } = self;
        let first = base.as_ref().map_or(0, |base| base.relationship_bound());
        let properties = match relationship.0.checked_sub(first) {
            Some(number) => &mut layer.edge_weight_mut(*relationship_places.get(number as usize)?)?.properties,
            None => changed_relationships.get_mut(&relationship)?.as_mut()?,
        };
        indexes.remove(on, relationship.0, properties, Some(key));
        let before = set(properties, key, value);
        indexes.add(on, relationship.0, properties, Some(key));
        Some(before)
    }

    /// Brings the properties of a relationship of the snapshot into the layer.
    fn own_properties(&mut self, relationship: RelationshipId) -> Option<()> {
        if self.edge(relationship).is_some() || self.changed_relationships.contains_key(&relationship) {
            return Some(());
        }
        let base = self.base_with(relationship)?.clone();
        let own = sorted(&base.relationship_properties(relationship));
        let on = Covered::Relationships(base.relationship_type(relationship));
        self.indexes.add(on, relationship.0, &own, None);
        self.changed_relationships.insert(relationship, Some(own));
        Some(())
    }
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
