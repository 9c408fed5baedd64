//! A value as plain JSON: numbers are numbers, dates are ISO text, a node is what graph JSON says of it.

use crate::graph::{GraphRead, KeyId};
use crate::value::{NodeId, RelationshipId, Value, text};
use serde_json::{Map, Value as Json, json};

/// The value as JSON. What JSON has no number for (`NaN`, infinities) becomes text.
pub fn plain(value: &Value, graph: &dyn GraphRead) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(boolean) => Json::Bool(*boolean),
        Value::Integer(integer) => Json::from(*integer),
        Value::Float(float) => {
            serde_json::Number::from_f64(*float).map_or_else(|| Json::String(text::float(*float)), Json::Number)
        }
        Value::String(text) => Json::String(text.to_string()),
        Value::List(items) => items.iter().map(|item| plain(item, graph)).collect(),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.to_string(), plain(value, graph))).collect())
        }
        Value::Node(id) => node(*id, graph),
        Value::Relationship(id) => relationship(*id, graph),
        Value::Path(path) => json!({
            "nodes": path.nodes.iter().map(|id| node(*id, graph)).collect::<Vec<_>>(),
            "relationships": path.relationships.iter().map(|id| relationship(*id, graph)).collect::<Vec<_>>(),
        }),
        Value::Date(_)
        | Value::LocalTime(_)
        | Value::Time(_)
        | Value::LocalDateTime(_)
        | Value::DateTime(_)
        | Value::Duration(_)
        | Value::Point(_) => Json::String(text::to_string(value).unwrap_or_default()),
    }
}

/// A node as graph JSON writes it.
pub fn node(id: NodeId, graph: &dyn GraphRead) -> Json {
    let symbols = graph.symbols();
    let mut labels: Vec<&str> = graph.labels(id).into_iter().map(|label| symbols.label_name(label)).collect();
    labels.sort_unstable();
    json!({ "id": id.0, "labels": labels, "properties": properties(graph.node_properties(id), graph) })
}

/// A relationship as graph JSON writes it.
pub fn relationship(id: RelationshipId, graph: &dyn GraphRead) -> Json {
    let (start, end) = graph.endpoints(id);
    json!({
        "id": id.0,
        "type": graph.symbols().type_name(graph.relationship_type(id)),
        "start": start.0,
        "end": end.0,
        "properties": properties(graph.relationship_properties(id), graph),
    })
}

fn properties(properties: Vec<(KeyId, Value)>, graph: &dyn GraphRead) -> Map<String, Json> {
    let named = properties.iter().map(|(key, value)| (graph.symbols().key_name(*key).to_owned(), plain(value, graph)));
    named.collect()
}
