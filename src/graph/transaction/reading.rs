//! Reading the graph in whichever form it has: at rest the snapshot, else the live form.

use super::Graph;
use crate::graph::snapshot::build::ALWAYS_INDEXED;
use crate::graph::{Covered, Direction, GraphRead, KeyId, LabelId, Lookup, Neighbour, Symbols, TypeId};
use crate::value::{NodeId, RelationshipId, Value};
use smallvec::SmallVec;

impl Graph {
    /// The nodes with the label whose property is what is sought; `None` where no index can tell, and a scan must.
    pub fn find(&self, label: LabelId, key: KeyId, lookup: &Lookup<'_>) -> Option<Vec<NodeId>> {
        match &self.at_rest {
            Some(snapshot) => snapshot.find(label, key, lookup),
            None => self.live.find(label, key, lookup),
        }
    }

    /// Whether nodes with the label are indexed by the property: it was declared, or its key always is.
    pub fn is_indexed(&self, label: LabelId, key: KeyId) -> bool {
        let is_there = || match self.live.base() {
            Some(base) => base.is_indexed(label, key),
            None => ALWAYS_INDEXED.contains(&self.symbols().key_name(key)),
        };
        self.schema.indexed().any(|(on, keys)| on == Covered::Nodes(label) && keys.contains(&key)) || is_there()
    }

    /// The nodes with the label whose properties equal these values; `None` where no index by exactly these keys is
    /// declared.
    pub fn find_equal(&self, label: LabelId, keys: &[KeyId], values: &[Value]) -> Option<Vec<NodeId>> {
        self.schema.indexed().find(|declared| *declared == (Covered::Nodes(label), keys))?;
        match &self.at_rest {
            Some(snapshot) => snapshot.find_equal(label, keys, values),
            None => self.live.find_equal(label, keys, values),
        }
    }

    /// The relationships of the type whose properties equal these values; `None` where no index by exactly these keys is
    /// declared.
    pub fn find_relationships(&self, kind: TypeId, keys: &[KeyId], values: &[Value]) -> Option<Vec<RelationshipId>> {
        self.schema.indexed().find(|declared| *declared == (Covered::Relationships(kind), keys))?;
        match &self.at_rest {
            Some(snapshot) => snapshot.find_relationships(kind, keys, values),
            None => self.live.find_relationships(kind, keys, values),
        }
    }

    /// Whether any node or relationship has, under the key, a text that fulfils the condition.
    pub fn any_text(&self, key: KeyId, holds: &dyn Fn(&str) -> bool) -> bool {
        if let Some(snapshot) = &self.at_rest {
            return snapshot.any_text(key, holds);
        }
        let fits = |value: Value| matches!(value, Value::String(text) if holds(&text));
        self.nodes().any(|node| fits(self.node_property(node, key)))
            || self.relationships().any(|relationship| fits(self.relationship_property(relationship, key)))
    }
}

/// Hands each question to the form that the graph has now.
macro_rules! read_through {
    ($($name:ident(&self $(, $argument:ident: $kind:ty)*) -> $answer:ty;)*) => {
        $(fn $name(&self $(, $argument: $kind)*) -> $answer {
            match &self.at_rest {
                Some(snapshot) => snapshot.$name($($argument),*),
                None => self.live.$name($($argument),*),
            }
        })*
    };
}

impl GraphRead for Graph {
    fn symbols(&self) -> &Symbols {
        self.live.symbols()
    }

    read_through! {
        node_bound(&self) -> u32;
        relationship_bound(&self) -> u32;
        node_count(&self) -> usize;
        relationship_count(&self) -> usize;
        has_node(&self, node: NodeId) -> bool;
        has_relationship(&self, relationship: RelationshipId) -> bool;
        nodes(&self) -> Box<dyn Iterator<Item = NodeId> + '_>;
        relationships(&self) -> Box<dyn Iterator<Item = RelationshipId> + '_>;
        nodes_with_label(&self, label: LabelId) -> Box<dyn Iterator<Item = NodeId> + '_>;
        label_count(&self, label: LabelId) -> usize;
        type_count(&self, kind: TypeId) -> usize;
        labels(&self, node: NodeId) -> SmallVec<[LabelId; 4]>;
        has_label(&self, node: NodeId, label: LabelId) -> bool;
        relationship_type(&self, relationship: RelationshipId) -> TypeId;
        endpoints(&self, relationship: RelationshipId) -> (NodeId, NodeId);
        node_property(&self, node: NodeId, key: KeyId) -> Value;
        relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value;
        node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)>;
        relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)>;
        neighbours(
            &self, node: NodeId, direction: Direction, kind: Option<TypeId>, each: &mut dyn FnMut(Neighbour)
        ) -> ();
        degree(&self, node: NodeId, direction: Direction, kind: Option<TypeId>) -> usize;
    }
}
