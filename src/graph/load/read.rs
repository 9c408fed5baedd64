//! Reading the graph by the names of the schema.

use super::account::{Properties, to_json};
use crate::facts::Label;
use crate::graph::{Direction, GraphRead, Neighbour};
use crate::value::{NodeId, RelationshipId, Value};

/// The text of a node's property, empty where there is none.
pub fn node_text(graph: &dyn GraphRead, node: NodeId, key: &str) -> String {
    match graph.symbols().find_key(key).map(|key| graph.node_property(node, key)) {
        Some(Value::String(text)) => text.to_string(),
        _ => String::new(),
    }
}

/// The text of a relationship's property, empty where there is none.
pub fn relationship_text(graph: &dyn GraphRead, relationship: RelationshipId, key: &str) -> String {
    match relationship_value(graph, relationship, key) {
        Value::String(text) => text.to_string(),
        _ => String::new(),
    }
}

/// A relationship's property.
pub fn relationship_value(graph: &dyn GraphRead, relationship: RelationshipId, key: &str) -> Value {
    graph.symbols().find_key(key).map_or(Value::Null, |key| graph.relationship_property(relationship, key))
}

/// A relationship's list of texts.
pub fn relationship_texts(graph: &dyn GraphRead, relationship: RelationshipId, key: &str) -> Vec<String> {
    relationship_value(graph, relationship, key).texts()
}

/// A node's properties as facts say them.
pub fn node_properties(graph: &dyn GraphRead, node: NodeId) -> Properties {
    graph
        .node_properties(node)
        .iter()
        .filter_map(|(key, value)| Some((graph.symbols().key_name(*key).to_owned(), to_json(value)?)))
        .collect()
}

/// A relationship's properties as facts say them.
pub fn relationship_properties(graph: &dyn GraphRead, relationship: RelationshipId) -> Properties {
    graph
        .relationship_properties(relationship)
        .iter()
        .filter_map(|(key, value)| Some((graph.symbols().key_name(*key).to_owned(), to_json(value)?)))
        .collect()
}

/// The neighbours along one type; none where the graph has no such type.
pub fn neighbours(graph: &dyn GraphRead, node: NodeId, direction: Direction, kind: &str) -> Vec<Neighbour> {
    let mut found = Vec::new();
    if let Some(kind) = graph.symbols().find_type(kind) {
        graph.neighbours(node, direction, Some(kind), &mut |neighbour| found.push(neighbour));
        found.sort_by_key(|neighbour| neighbour.relationship);
    }
    found
}

/// The schema's label of a node.
pub fn label(graph: &dyn GraphRead, node: NodeId) -> Option<Label> {
    graph.labels(node).iter().find_map(|label| Label::named(graph.symbols().label_name(*label)))
}

/// All nodes of a label, ascending.
pub fn nodes(graph: &dyn GraphRead, label: &str) -> Vec<NodeId> {
    graph.symbols().find_label(label).map_or_else(Vec::new, |label| graph.nodes_with_label(label).collect())
}
