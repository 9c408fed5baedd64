//! One Cypher statement that makes the graph anew.

use super::Options;
use crate::graph::{GraphRead, KeyId};
use crate::value::literal::{name, quoted};
use crate::value::{Value, text};
use std::io::{self, Write};

/// Writes the statement; an empty graph is none.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    if graph.node_count() == 0 {
        return Ok(());
    }
    let symbols = graph.symbols();
    out.write_all(b"CREATE")?;
    for (place, node) in graph.nodes().enumerate() {
        let labels: String =
            graph.labels(node).iter().map(|&label| format!(":{}", name(symbols.label_name(label)))).collect();
        let properties = properties(graph.node_properties(node), graph);
        write!(out, "{}  (n{}{labels}{properties})", if place == 0 { "\n" } else { ",\n" }, node.0)?;
    }
    for relationship in graph.relationships() {
        let (start, end) = graph.endpoints(relationship);
        let kind = name(symbols.type_name(graph.relationship_type(relationship)));
        let properties = properties(graph.relationship_properties(relationship), graph);
        write!(out, ",\n  (n{})-[:{kind}{properties}]->(n{})", start.0, end.0)?;
    }
    out.write_all(b";\n")
}

/// ` {key: value}`, empty for none.
fn properties(properties: Vec<(KeyId, Value)>, graph: &dyn GraphRead) -> String {
    if properties.is_empty() {
        return String::new();
    }
    let entries: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("{}: {}", name(graph.symbols().key_name(*key)), expression(value)))
        .collect();
    format!(" {{{}}}", entries.join(", "))
}

/// An expression that evaluates to the property value.
fn expression(value: &Value) -> String {
    let call = |function: &str| format!("{function}({})", quoted(&text::to_string(value).unwrap_or_default()));
    match value {
        Value::String(text) => quoted(text),
        Value::List(items) => format!("[{}]", items.iter().map(expression).collect::<Vec<_>>().join(", ")),
        Value::Float(float) if float.is_nan() => "0.0 / 0.0".to_owned(),
        Value::Float(float) if float.is_infinite() => if *float > 0.0 { "1.0 / 0.0" } else { "-1.0 / 0.0" }.to_owned(),
        Value::Date(_) => call("date"),
        Value::LocalTime(_) => call("localtime"),
        Value::Time(_) => call("time"),
        Value::LocalDateTime(_) => call("localdatetime"),
        Value::DateTime(_) => call("datetime"),
        Value::Duration(_) => call("duration"),
        plain => text::to_string(plain).unwrap_or_else(|| "null".to_owned()),
    }
}
