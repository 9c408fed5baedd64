//! A script of Cypher statements that makes the graph anew.
//!
//! Nodes and relationships come in statements of some hundred rows, so that a script may be long. Until its end the nodes
//! carry a label and a property by which relationships find them.

use super::Options;
use crate::graph::{Constraint, Covered, Demand, Graph, GraphRead, KeyId};
use crate::value::literal::{name, quoted};
use crate::value::{Value, text};
use std::io::{self, Write};

/// Rows of a statement.
const ROWS: usize = 500;

/// Writes the script; an empty graph has none.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    script(graph, out)
}

/// Writes the script, and after it what is declared.
pub fn write_whole(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    script(graph, out)?;
    declarations(graph, out)
}

fn script(graph: &dyn GraphRead, out: &mut dyn Write) -> io::Result<()> {
    if graph.node_count() == 0 {
        return Ok(());
    }
    let symbols = graph.symbols();
    let mark = unused(|name| symbols.find_label(name).is_some() || symbols.find_key(name).is_some());
    writeln!(out, "CREATE INDEX {mark} FOR (n:{mark}) ON (n.{mark});")?;
    let nodes = graph.nodes().map(|node| {
        let labels: String =
            graph.labels(node).iter().map(|&label| format!(":{}", name(symbols.label_name(label)))).collect();
        let properties = map(graph.node_properties(node), graph);
        (labels, format!("{{number: {}, properties: {properties}}}", node.0))
    });
    each_statement(nodes, |labels, rows| {
        writeln!(
            out,
            "UNWIND [\n{rows}\n] AS row CREATE (n:{mark}{labels}) SET n += row.properties, n.{mark} = row.number;"
        )
    })?;
    let relationships = graph.relationships().map(|relationship| {
        let (start, end) = graph.endpoints(relationship);
        let properties = map(graph.relationship_properties(relationship), graph);
        let kind = name(symbols.type_name(graph.relationship_type(relationship)));
        (kind.to_string(), format!("{{start: {}, end: {}, properties: {properties}}}", start.0, end.0))
    });
    each_statement(relationships, |kind, rows| {
        writeln!(
            out,
            "UNWIND [\n{rows}\n] AS row MATCH (a:{mark} {{{mark}: row.start}}), (b:{mark} {{{mark}: row.end}}) \
             CREATE (a)-[r:{kind}]->(b) SET r += row.properties;"
        )
    })?;
    writeln!(out, "MATCH (n:{mark}) REMOVE n:{mark}, n.{mark};\nDROP INDEX {mark};")
}

/// A name that the graph does not have.
fn unused(is_used: impl Fn(&str) -> bool) -> String {
    let mut name = "_written".to_owned();
    while is_used(&name) {
        name.push('_');
    }
    name
}

/// Hands out the rows of one statement: of consecutive rows that have the same head, as many as a statement takes.
fn each_statement(
    rows: impl Iterator<Item = (String, String)>,
    mut write: impl FnMut(&str, &str) -> io::Result<()>,
) -> io::Result<()> {
    let (mut head, mut held): (String, Vec<String>) = (String::new(), Vec::new());
    for (next, row) in rows {
        if !held.is_empty() && (next != head || held.len() == ROWS) {
            write(&head, &held.join(",\n"))?;
            held.clear();
        }
        head = next;
        held.push(row);
    }
    if held.is_empty() { Ok(()) } else { write(&head, &held.join(",\n")) }
}

/// Writes the statements that declare the indexes and constraints of the graph.
pub fn declarations(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let symbols = graph.symbols();
    let pattern = |on: Covered| match on {
        Covered::Nodes(label) => format!("(n:{})", name(symbols.label_name(label))),
        Covered::Relationships(kind) => format!("()-[n:{}]-()", name(symbols.type_name(kind))),
    };
    let keys = |keys: &[KeyId]| {
        let keys: Vec<String> = keys.iter().map(|key| format!("n.{}", name(symbols.key_name(*key)))).collect();
        keys.join(", ")
    };
    for index in &graph.schema().indexes {
        writeln!(out, "CREATE INDEX {} FOR {} ON ({});", name(&index.name), pattern(index.on), keys(&index.keys))?;
    }
    for constraint in &graph.schema().constraints {
        let Constraint { name: called, on, keys: of, demand } = constraint;
        let demand = match demand {
            Demand::Unique => "UNIQUE",
            Demand::Exists => "NOT NULL",
        };
        writeln!(out, "CREATE CONSTRAINT {} FOR {} REQUIRE ({}) IS {demand};", name(called), pattern(*on), keys(of))?;
    }
    Ok(())
}

/// `{key: value}`.
fn map(properties: Vec<(KeyId, Value)>, graph: &dyn GraphRead) -> String {
    let entries: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("{}: {}", name(graph.symbols().key_name(*key)), expression(value)))
        .collect();
    format!("{{{}}}", entries.join(", "))
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
