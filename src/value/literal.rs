//! Values as Cypher writes them: `'text'`, `[1, 2]`, `{a: 1}`, `(:Label {a: 1})`, `[:TYPE]`, `<(:A)-[:T]->(:B)>`.

use super::entities::{Entities, NoEntities};
use super::{NodeId, Path, RelationshipId, Value};
use std::fmt::Write;
use std::sync::Arc;

/// A value that holds no node or relationship (they are shown by identifier).
pub fn literal(value: &Value) -> String {
    literal_with(value, &NoEntities)
}

/// A value with the nodes and relationships that it names.
pub fn literal_with(value: &Value, entities: &dyn Entities) -> String {
    let mut out = String::new();
    write_value(&mut out, value, entities);
    out
}

/// A text in quotes, with what needs it escaped.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// A name as it stands in a query: in backticks where it is no plain identifier.
pub fn name(name: &str) -> String {
    let mut characters = name.chars();
    let plain = characters.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && characters.all(|c| c.is_alphanumeric() || c == '_');
    if plain { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}

fn write_value(out: &mut String, value: &Value, entities: &dyn Entities) {
    match value {
        Value::Null => out.push_str("null"),
        Value::String(text) => out.push_str(&quoted(text)),
        Value::List(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_value(out, value, entities);
            }
            out.push(']');
        }
        Value::Map(entries) => write_map(out, entries.iter(), entities),
        Value::Node(node) => write_node(out, *node, entities),
        Value::Relationship(relationship) => write_relationship(out, *relationship, entities),
        Value::Path(path) => write_path(out, path, entities),
        Value::Date(_)
        | Value::LocalTime(_)
        | Value::Time(_)
        | Value::LocalDateTime(_)
        | Value::DateTime(_)
        | Value::Duration(_) => out.push_str(&quoted(&super::text::to_string(value).unwrap_or_default())),
        Value::Boolean(_) | Value::Integer(_) | Value::Float(_) | Value::Point(_) => {
            out.push_str(&super::text::to_string(value).unwrap_or_default());
        }
    }
}

fn write_map<'a>(out: &mut String, entries: impl Iterator<Item = (&'a Arc<str>, &'a Value)>, entities: &dyn Entities) {
    out.push('{');
    for (index, (key, value)) in entries.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(&name(key));
        out.push_str(": ");
        write_value(out, value, entities);
    }
    out.push('}');
}

fn write_node(out: &mut String, node: NodeId, entities: &dyn Entities) {
    out.push('(');
    match entities.node(node) {
        Some(view) => {
            for label in &view.labels {
                let _ = write!(out, ":{}", name(label));
            }
            if !view.properties.is_empty() {
                if !view.labels.is_empty() {
                    out.push(' ');
                }
                write_map(out, view.properties.iter().map(|(key, value)| (key, value)), entities);
            }
        }
        None => {
            let _ = write!(out, "#{}", node.0);
        }
    }
    out.push(')');
}

fn write_relationship(out: &mut String, relationship: RelationshipId, entities: &dyn Entities) {
    match entities.relationship(relationship) {
        Some(view) => {
            let _ = write!(out, "[:{}", name(&view.kind));
            if !view.properties.is_empty() {
                out.push(' ');
                write_map(out, view.properties.iter().map(|(key, value)| (key, value)), entities);
            }
            out.push(']');
        }
        None => {
            let _ = write!(out, "[#{}]", relationship.0);
        }
    }
}

fn write_path(out: &mut String, path: &Path, entities: &dyn Entities) {
    out.push('<');
    for (index, node) in path.nodes.iter().enumerate() {
        if let Some(relationship) = index.checked_sub(1).and_then(|step| path.relationships.get(step)) {
            let backwards = entities.relationship(*relationship).is_some_and(|view| view.start == *node)
                && path.nodes.get(index - 1) != Some(node);
            out.push_str(if backwards { "<-" } else { "-" });
            write_relationship(out, *relationship, entities);
            out.push_str(if backwards { "-" } else { "->" });
        }
        write_node(out, *node, entities);
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_they_are_written() {
        let map = Value::map([("a b", Value::Integer(1)), ("c", Value::list(vec![Value::Null, Value::from("it's")]))]);
        assert_eq!(literal(&map), "{`a b`: 1, c: [null, 'it\\'s']}");
        assert_eq!(literal(&Value::Float(2.0)), "2.0");
    }
}
