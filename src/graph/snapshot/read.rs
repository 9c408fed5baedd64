//! The reading interface over the graph at rest.

use super::{Csr, Snapshot};
use crate::graph::{Direction, GraphRead, KeyId, LabelId, Neighbour, Symbols, TypeId};
use crate::value::{NodeId, RelationshipId, Value};
use smallvec::SmallVec;

impl GraphRead for Snapshot {
    fn symbols(&self) -> &Symbols {
        &self.directory.symbols
    }

    fn node_bound(&self) -> u32 {
        self.directory.node_count()
    }

    fn relationship_bound(&self) -> u32 {
        self.directory.relationship_count()
    }

    fn node_count(&self) -> usize {
        self.directory.node_count() as usize
    }

    fn relationship_count(&self) -> usize {
        self.directory.relationship_count() as usize
    }

    fn has_node(&self, node: NodeId) -> bool {
        node.0 < self.node_bound()
    }

    fn has_relationship(&self, relationship: RelationshipId) -> bool {
        relationship.0 < self.relationship_bound()
    }

    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new((0..self.node_bound()).map(NodeId))
    }

    fn relationships(&self) -> Box<dyn Iterator<Item = RelationshipId> + '_> {
        Box::new((0..self.relationship_bound()).map(RelationshipId))
    }

    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new(self.label_ranges(label).flatten().map(NodeId))
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.label_ranges(label).map(|range| range.len()).sum()
    }

    fn type_count(&self, kind: TypeId) -> usize {
        self.type_range(kind).len()
    }

    fn labels(&self, node: NodeId) -> SmallVec<[LabelId; 4]> {
        self.group_of(node).map(|(_, group)| group.labels.as_slice().into()).unwrap_or_default()
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.group_of(node).is_some_and(|(_, group)| group.labels.contains(&label))
    }

    fn relationship_type(&self, relationship: RelationshipId) -> TypeId {
        self.type_of(relationship).map_or(TypeId(u32::MAX), |number| self.directory.types[number].kind)
    }

    fn endpoints(&self, relationship: RelationshipId) -> (NodeId, NodeId) {
        let none = (NodeId(u32::MAX), NodeId(u32::MAX));
        let Some(number) = self.type_of(relationship) else { return none };
        let csr = self.outgoing(number);
        let position = (relationship.0 - self.directory.types[number].place.first_relationship) as usize;
        csr.neighbours().get(position).map_or(none, |end| (csr.node_at(position), NodeId(*end)))
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        let value = self.node_column(node, key).and_then(|(column, row)| self.sound(column.value(&*self.source, row)));
        value.unwrap_or(Value::Null)
    }

    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value {
        let column = self.relationship_column(relationship, key);
        column.and_then(|(column, row)| self.sound(column.value(&*self.source, row))).unwrap_or(Value::Null)
    }

    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        let Some((number, group)) = self.group_of(node) else { return Vec::new() };
        let row = (node.0 - group.first) as usize;
        self.row(&group.columns, &self.node_columns[number], group.rows as usize, row)
    }

    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)> {
        let Some(number) = self.type_of(relationship) else { return Vec::new() };
        let kind = &self.directory.types[number];
        let row = (relationship.0 - kind.place.first_relationship) as usize;
        self.row(&kind.columns, &self.relationship_columns[number], kind.place.count as usize, row)
    }

    fn neighbours(&self, node: NodeId, direction: Direction, kind: Option<TypeId>, each: &mut dyn FnMut(Neighbour)) {
        let types = match kind.map(|kind| self.type_number(kind)) {
            None => 0..self.directory.types.len(),
            Some(Some(number)) => number..number + 1,
            Some(None) => 0..0,
        };
        for number in types {
            let mut walk = |csr: &Csr, loops: bool| {
                let range = csr.range(node);
                for (position, neighbour) in range.clone().zip(&csr.neighbours()[range]) {
                    if loops || *neighbour != node.0 {
                        each(Neighbour { node: NodeId(*neighbour), relationship: csr.relationship(position) });
                    }
                }
            };
            if direction != Direction::Incoming {
                walk(self.outgoing(number), true);
            }
            if direction != Direction::Outgoing {
                walk(self.incoming(number), direction == Direction::Incoming);
            }
        }
    }

    fn degree(&self, node: NodeId, direction: Direction, kind: Option<TypeId>) -> usize {
        if direction == Direction::Both {
            let mut degree = 0;
            self.neighbours(node, direction, kind, &mut |_| degree += 1);
            return degree;
        }
        let degree = |number| match direction {
            Direction::Outgoing => self.outgoing(number).degree(node),
            _ => self.incoming(number).degree(node),
        };
        match kind {
            Some(kind) => self.type_number(kind).map_or(0, degree),
            None => (0..self.directory.types.len()).map(degree).sum(),
        }
    }
}
