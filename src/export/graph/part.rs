//! Some nodes and relationships of a graph, seen as a graph: a view, not a copy.

use crate::graph::{Direction, GraphRead, KeyId, LabelId, Neighbour, Symbols, TypeId};
use crate::value::{NodeId, RelationshipId, Value};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A part of a graph. A relationship is in it only with both its ends.
pub struct Part<'g> {
    whole: &'g dyn GraphRead,
    nodes: BTreeSet<NodeId>,
    relationships: BTreeSet<RelationshipId>,
}

impl<'g> Part<'g> {
    /// Nothing of the graph, to be added to.
    pub fn none(whole: &'g dyn GraphRead) -> Self {
        Self { whole, nodes: BTreeSet::new(), relationships: BTreeSet::new() }
    }

    /// All of the graph, to be taken from.
    pub fn all(whole: &'g dyn GraphRead) -> Self {
        Self { whole, nodes: whole.nodes().collect(), relationships: whole.relationships().collect() }
    }

    /// Adds every node and relationship in the value, however deep; relationships bring their ends.
    pub fn add(&mut self, value: &Value) {
        match value {
            Value::Node(node) => {
                self.nodes.insert(*node);
            }
            Value::Relationship(relationship) => self.add_relationship(*relationship),
            Value::Path(path) => {
                self.nodes.extend(&path.nodes);
                path.relationships.iter().for_each(|relationship| self.add_relationship(*relationship));
            }
            Value::List(items) => items.iter().for_each(|item| self.add(item)),
            Value::Map(entries) => entries.values().for_each(|item| self.add(item)),
            _ => {}
        }
    }

    fn add_relationship(&mut self, relationship: RelationshipId) {
        let (start, end) = self.whole.endpoints(relationship);
        self.nodes.extend([start, end]);
        self.relationships.insert(relationship);
    }

    /// Adds the relationships that the whole graph has between the nodes of this part.
    pub fn connect(&mut self) {
        let (whole, nodes, relationships) = (self.whole, &self.nodes, &mut self.relationships);
        for &node in nodes {
            whole.neighbours(node, Direction::Outgoing, None, &mut |next| {
                if nodes.contains(&next.node) {
                    relationships.insert(next.relationship);
                }
            });
        }
    }

    /// Takes out the nodes with the label, and gives how many they were.
    pub fn without_label(&mut self, label: &str) -> usize {
        let Some(label) = self.whole.symbols().find_label(label) else { return 0 };
        let whole = self.whole;
        self.keep(|node| !whole.has_label(node, label))
    }

    /// Keeps the `limit` most connected nodes, and gives how many others there were.
    pub fn keep_most_connected(&mut self, limit: usize) -> usize {
        if self.nodes.len() <= limit {
            return 0;
        }
        let mut ranked: Vec<_> =
            self.nodes.iter().map(|&node| (Reverse(self.degree(node, Direction::Both, None)), node)).collect();
        ranked.sort_unstable();
        let kept: BTreeSet<NodeId> = ranked.into_iter().take(limit).map(|(_, node)| node).collect();
        self.keep(|node| kept.contains(&node))
    }

    fn keep(&mut self, wanted: impl Fn(NodeId) -> bool) -> usize {
        let before = self.nodes.len();
        self.nodes.retain(|&node| wanted(node));
        let (whole, nodes) = (self.whole, &self.nodes);
        self.relationships.retain(|&relationship| {
            let (start, end) = whole.endpoints(relationship);
            nodes.contains(&start) && nodes.contains(&end)
        });
        before - self.nodes.len()
    }
}

impl GraphRead for Part<'_> {
    fn symbols(&self) -> &Symbols {
        self.whole.symbols()
    }
    fn node_bound(&self) -> u32 {
        self.whole.node_bound()
    }
    fn relationship_bound(&self) -> u32 {
        self.whole.relationship_bound()
    }
    fn node_count(&self) -> usize {
        self.nodes.len()
    }
    fn relationship_count(&self) -> usize {
        self.relationships.len()
    }
    fn has_node(&self, node: NodeId) -> bool {
        self.nodes.contains(&node)
    }
    fn has_relationship(&self, relationship: RelationshipId) -> bool {
        self.relationships.contains(&relationship)
    }
    fn nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new(self.nodes.iter().copied())
    }
    fn relationships(&self) -> Box<dyn Iterator<Item = RelationshipId> + '_> {
        Box::new(self.relationships.iter().copied())
    }
    fn nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_> {
        Box::new(self.nodes().filter(move |&node| self.whole.has_label(node, label)))
    }
    fn label_count(&self, label: LabelId) -> usize {
        self.nodes_with_label(label).count()
    }
    fn type_count(&self, kind: TypeId) -> usize {
        self.relationships.iter().filter(|&&relationship| self.whole.relationship_type(relationship) == kind).count()
    }
    fn labels(&self, node: NodeId) -> smallvec::SmallVec<[LabelId; 4]> {
        self.whole.labels(node)
    }
    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.whole.has_label(node, label)
    }
    fn relationship_type(&self, relationship: RelationshipId) -> TypeId {
        self.whole.relationship_type(relationship)
    }
    fn endpoints(&self, relationship: RelationshipId) -> (NodeId, NodeId) {
        self.whole.endpoints(relationship)
    }
    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.whole.node_property(node, key)
    }
    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value {
        self.whole.relationship_property(relationship, key)
    }
    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        self.whole.node_properties(node)
    }
    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)> {
        self.whole.relationship_properties(relationship)
    }
    fn neighbours(&self, node: NodeId, direction: Direction, kind: Option<TypeId>, each: &mut dyn FnMut(Neighbour)) {
        self.whole.neighbours(node, direction, kind, &mut |next| {
            if self.relationships.contains(&next.relationship) {
                each(next);
            }
        });
    }
    fn degree(&self, node: NodeId, direction: Direction, kind: Option<TypeId>) -> usize {
        let mut degree = 0;
        self.neighbours(node, direction, kind, &mut |_| degree += 1);
        degree
    }
}
