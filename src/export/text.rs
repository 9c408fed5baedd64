//! A value as text for people: what stands in a cell of a table.

use crate::graph::GraphRead;
use crate::value::literal::{name, quoted};
use crate::value::{NodeId, RelationshipId, Value, text};

/// How much of a node or relationship is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Labels and the property that names it.
    Brief,
    /// Labels and all properties.
    Full,
}

/// The value as text. A string stands as it is; inside lists, maps and nodes it is quoted.
pub fn cell(value: &Value, graph: &dyn GraphRead, detail: Detail) -> String {
    match value {
        Value::String(text) => text.to_string(),
        // A list of names reads better without brackets and quotes.
        Value::List(items) if detail == Detail::Brief && items.iter().all(|item| matches!(item, Value::String(_))) => {
            items.iter().map(|item| cell(item, graph, detail)).collect::<Vec<_>>().join(", ")
        }
        other => {
            let mut out = String::new();
            write_value(&mut out, other, graph, detail);
            out
        }
    }
}

/// The value as Cypher writes it: strings quoted, nodes as patterns.
fn write_value(out: &mut String, value: &Value, graph: &dyn GraphRead, detail: Detail) {
    match value {
        Value::Null => out.push_str("null"),
        Value::String(text) => out.push_str(&quoted(text)),
        Value::List(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                separate(out, place);
                write_value(out, item, graph, detail);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            write_map(out, entries.iter().map(|(key, value)| (&**key, value)), graph, detail);
        }
        Value::Node(node) => write_node(out, *node, graph, detail),
        Value::Relationship(relationship) => write_relationship(out, *relationship, graph, detail),
        Value::Path(path) => {
            for (place, node) in path.nodes.iter().enumerate() {
                if let Some(&relationship) = place.checked_sub(1).and_then(|before| path.relationships.get(before)) {
                    let forward = graph.endpoints(relationship).1 == *node;
                    out.push_str(if forward { "-" } else { "<-" });
                    write_relationship(out, relationship, graph, Detail::Brief);
                    out.push_str(if forward { "->" } else { "-" });
                }
                write_node(out, *node, graph, detail);
            }
        }
        plain => out.push_str(&text::to_string(plain).unwrap_or_default()),
    }
}

fn write_node(out: &mut String, node: NodeId, graph: &dyn GraphRead, detail: Detail) {
    out.push('(');
    let mut labels: Vec<&str> = graph.labels(node).iter().map(|&label| graph.symbols().label_name(label)).collect();
    labels.sort_unstable();
    if detail == Detail::Brief && labels.len() > 1 {
        // These two only gather labels that tell more.
        labels.retain(|label| !matches!(*label, "Actor" | "Event"));
    }
    for label in labels {
        out.push(':');
        out.push_str(&name(label));
    }
    let properties = graph.node_properties(node);
    let named = properties.iter().map(|(key, value)| (graph.symbols().key_name(*key), value));
    let shown: Vec<_> = match detail {
        Detail::Full => named.collect(),
        Detail::Brief => {
            let named: Vec<_> = named.collect();
            NAMING.iter().find_map(|key| named.iter().find(|(other, _)| other == key)).copied().into_iter().collect()
        }
    };
    if !shown.is_empty() {
        out.push(' ');
        write_map(out, shown.into_iter(), graph, detail);
    }
    out.push(')');
}

/// Properties that tell a node from its neighbours, the best first.
const NAMING: &[&str] = &["name", "title", "source", "start", "id"];

/// What to call a node in a picture or a list: its name, else its first label, else its number.
pub fn node_title(node: NodeId, graph: &dyn GraphRead) -> String {
    let symbols = graph.symbols();
    let named =
        NAMING.iter().filter_map(|key| symbols.find_key(key)).find_map(|key| match graph.node_property(node, key) {
            Value::String(text) if !text.is_empty() => Some(text.to_string()),
            _ => None,
        });
    named.unwrap_or_else(|| match graph.labels(node).first() {
        Some(&label) => symbols.label_name(label).to_owned(),
        None => format!("node {}", node.0),
    })
}

fn write_relationship(out: &mut String, relationship: RelationshipId, graph: &dyn GraphRead, detail: Detail) {
    out.push_str("[:");
    out.push_str(&name(graph.symbols().type_name(graph.relationship_type(relationship))));
    let properties = graph.relationship_properties(relationship);
    if detail == Detail::Full && !properties.is_empty() {
        out.push(' ');
        write_map(out, properties.iter().map(|(key, value)| (graph.symbols().key_name(*key), value)), graph, detail);
    }
    out.push(']');
}

fn write_map<'v>(
    out: &mut String,
    entries: impl Iterator<Item = (&'v str, &'v Value)>,
    graph: &dyn GraphRead,
    detail: Detail,
) {
    out.push('{');
    for (place, (key, value)) in entries.enumerate() {
        separate(out, place);
        out.push_str(&name(key));
        out.push_str(": ");
        write_value(out, value, graph, detail);
    }
    out.push('}');
}

fn separate(out: &mut String, place: usize) {
    if place > 0 {
        out.push_str(", ");
    }
}
