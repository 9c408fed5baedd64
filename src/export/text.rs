//! A value as text for people: what stands in a cell of a table.

use crate::graph::GraphRead;
use crate::value::{NodeId, RelationshipId, Value};
use std::fmt::Write;

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
        Value::Boolean(boolean) => _ = write!(out, "{boolean}"),
        Value::Integer(integer) => _ = write!(out, "{integer}"),
        Value::Float(float) => out.push_str(&float_text(*float)),
        Value::String(text) => write_quoted(out, text),
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
        Value::Date(_)
        | Value::LocalTime(_)
        | Value::Time(_)
        | Value::LocalDateTime(_)
        | Value::DateTime(_)
        | Value::Duration(_)
        | Value::Point(_) => out.push_str(&crate::value::text::to_string(value).unwrap_or_default()),
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
    }
}

fn write_node(out: &mut String, node: NodeId, graph: &dyn GraphRead, detail: Detail) {
    out.push('(');
    for label in graph.labels(node) {
        out.push(':');
        write_name(out, graph.symbols().label_name(label));
    }
    let properties = graph.node_properties(node);
    let named = properties.iter().map(|(key, value)| (graph.symbols().key_name(*key), value));
    let shown: Vec<_> = match detail {
        Detail::Full => named.collect(),
        Detail::Brief => {
            let named: Vec<_> = named.collect();
            NAMING.iter().find_map(|key| named.iter().find(|(name, _)| name == key)).copied().into_iter().collect()
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
    write_name(out, graph.symbols().type_name(graph.relationship_type(relationship)));
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
        write_name(out, key);
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

/// A label, type or key as Cypher reads it back: in backquotes where it is no plain identifier.
pub fn write_name(out: &mut String, name: &str) {
    let plain = name.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && name.chars().all(|next| next.is_alphanumeric() || next == '_');
    if plain {
        out.push_str(name);
    } else {
        _ = write!(out, "`{}`", name.replace('`', "``"));
    }
}

/// A string literal that Cypher reads back to the same text.
pub fn write_quoted(out: &mut String, text: &str) {
    out.push('\'');
    for character in text.chars() {
        match character {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => _ = write!(out, "\\u{:04X}", control as u32),
            other => out.push(other),
        }
    }
    out.push('\'');
}

/// The shortest text that reads back to the same double and still reads as a float.
pub fn float_text(float: f64) -> String {
    if float.is_nan() {
        "NaN".to_owned()
    } else if float.is_infinite() {
        if float > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
    } else {
        format!("{float:?}")
    }
}
