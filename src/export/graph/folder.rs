//! The two tables that `import` reads back: nodes and relationships, with typed headers.
//!
//! An empty cell is no value, so an empty string does not come back; nor do lists of mixed types.

use super::Options;
use super::csv::labels;
use crate::export::answer::csv::{as_io, cell, csv_writer};
use crate::graph::{GraphRead, KeyId};
use crate::value::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A table of the folder.
pub struct Table {
    /// The name of its file.
    pub file: &'static str,
    /// Writes it.
    pub write: fn(&dyn GraphRead, &mut dyn Write, &Options<'_>) -> io::Result<()>,
}

/// Both tables.
pub const TABLES: &[Table] =
    &[Table { file: "nodes.csv", write: write_nodes }, Table { file: "relationships.csv", write: write_relationships }];

fn write_nodes(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    let columns = columns(graph, graph.nodes().map(|node| graph.node_properties(node)));
    let mut out = csv_writer(out, false);
    let heads = [":ID", ":LABEL"].into_iter().map(str::to_owned).chain(columns.iter().map(Column::head));
    out.write_record(heads).map_err(as_io)?;
    for node in graph.nodes() {
        let fixed = [node.0.to_string(), labels(node, graph)];
        let cells = columns.iter().map(|column| column.cell(&graph.node_property(node, column.key), graph));
        out.write_record(fixed.into_iter().chain(cells)).map_err(as_io)?;
    }
    out.flush()
}

fn write_relationships(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    let all = graph.relationships().map(|relationship| graph.relationship_properties(relationship));
    let columns = columns(graph, all);
    let mut out = csv_writer(out, false);
    let heads =
        [":START_ID", ":END_ID", ":TYPE"].into_iter().map(str::to_owned).chain(columns.iter().map(Column::head));
    out.write_record(heads).map_err(as_io)?;
    for relationship in graph.relationships() {
        let (start, end) = graph.endpoints(relationship);
        let kind = graph.symbols().type_name(graph.relationship_type(relationship)).to_owned();
        let fixed = [start.0.to_string(), end.0.to_string(), kind];
        let value = |column: &Column| column.cell(&graph.relationship_property(relationship, column.key), graph);
        out.write_record(fixed.into_iter().chain(columns.iter().map(value))).map_err(as_io)?;
    }
    out.flush()
}

struct Column {
    name: String,
    key: KeyId,
    kind: &'static str,
    list: bool,
}

impl Column {
    fn head(&self) -> String {
        format!("{}:{}{}", self.name, self.kind, if self.list { "[]" } else { "" })
    }

    fn cell(&self, value: &Value, graph: &dyn GraphRead) -> String {
        match value {
            Value::List(items) => items.iter().map(|item| cell(item, graph, false)).collect::<Vec<_>>().join(";"),
            other => cell(other, graph, false),
        }
    }
}

/// The properties that occur, by name; one whose values differ in type is text.
fn columns(graph: &dyn GraphRead, properties: impl Iterator<Item = Vec<(KeyId, Value)>>) -> Vec<Column> {
    let mut found: BTreeMap<&str, (KeyId, &'static str, bool)> = BTreeMap::new();
    for (key, value) in properties.flatten() {
        let (kind, list) = match &value {
            Value::List(items) => {
                let mut kinds = items.iter().map(kind_of);
                let first = kinds.next().unwrap_or("string");
                (if kinds.all(|kind| kind == first) { first } else { "string" }, true)
            }
            other => (kind_of(other), false),
        };
        let known = found.entry(graph.symbols().key_name(key)).or_insert((key, kind, list));
        if known.1 != kind {
            known.1 = "string";
        }
        known.2 |= list;
    }
    let column = |(name, (key, kind, list)): (&str, _)| Column { name: name.to_owned(), key, kind, list };
    found.into_iter().map(column).collect()
}

/// The name of the value's type in headers.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Boolean(_) => "boolean",
        Value::Integer(_) => "int",
        Value::Float(_) => "float",
        Value::Date(_) => "date",
        Value::LocalTime(_) => "localtime",
        Value::Time(_) => "time",
        Value::LocalDateTime(_) => "localdatetime",
        Value::DateTime(_) => "datetime",
        Value::Duration(_) => "duration",
        _ => "string",
    }
}
