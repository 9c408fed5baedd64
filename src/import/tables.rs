//! The way back: a graph as tables that `import` reads, one for each label set and one for each relationship type.

use crate::graph::{GraphRead, KeyId, LabelId, json};
use crate::value::{self, NodeId, RelationshipId, Value};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

/// Between the items of a list, and between labels.
const LIST_DELIMITER: &str = ";";

/// Writes the tables into a folder, which is made if it is not there; returns how many.
pub fn write(graph: &dyn GraphRead, folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let symbols = graph.symbols();
    let mut tables = 0;
    let mut groups: BTreeMap<Vec<LabelId>, Vec<NodeId>> = BTreeMap::new();
    for node in graph.nodes() {
        groups.entry(graph.labels(node).to_vec()).or_default().push(node);
    }
    for (number, (labels, nodes)) in groups.into_iter().enumerate() {
        let labels: Vec<&str> = labels.iter().map(|label| symbols.label_name(*label)).collect();
        let path = folder.join(format!("nodes-{number}-{}.csv", file_name(&labels.join("-"))));
        // What import would take for more than one label, or for none, is written as a list in JSON.
        let is_plain =
            labels.iter().all(|label| !label.is_empty() && !label.contains([';', ':']) && label.trim() == *label);
        let (head, labels) = match is_plain {
            true => (":LABEL", labels.join(LIST_DELIMITER)),
            false => (":LABEL(json)", serde_json::to_string(&labels)?),
        };
        let rows = || nodes.iter().map(|node| (vec![node.0.to_string(), labels.clone()], graph.node_properties(*node)));
        write_table(graph, &path, &[":ID", head], rows)?;
        tables += 1;
    }
    let mut types: BTreeMap<_, Vec<RelationshipId>> = BTreeMap::new();
    for relationship in graph.relationships() {
        types.entry(graph.relationship_type(relationship)).or_default().push(relationship);
    }
    for (number, (kind, relationships)) in types.into_iter().enumerate() {
        let name = symbols.type_name(kind);
        let path = folder.join(format!("relationships-{number}-{}.csv", file_name(name)));
        let rows = || {
            relationships.iter().map(|relationship| {
                let (start, end) = graph.endpoints(*relationship);
                let fixed = vec![start.0.to_string(), end.0.to_string(), name.to_owned()];
                (fixed, graph.relationship_properties(*relationship))
            })
        };
        write_table(graph, &path, &[":START_ID", ":END_ID", ":TYPE"], rows)?;
        tables += 1;
    }
    Ok(tables)
}

/// Only what every file system takes.
fn file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).take(60).collect()
}

type Row = (Vec<String>, Vec<(KeyId, Value)>);

fn write_table<I: Iterator<Item = Row>>(
    graph: &dyn GraphRead,
    path: &Path,
    fixed: &[&str],
    rows: impl Fn() -> I,
) -> io::Result<()> {
    // By name of the key, so that the same graph gives the same tables.
    let mut columns: BTreeMap<&str, (KeyId, &'static str)> = BTreeMap::new();
    for (key, value) in rows().flat_map(|(_, properties)| properties) {
        let kind = kind(&value);
        let column = columns.entry(graph.symbols().key_name(key)).or_insert((key, kind));
        if column.1 != kind {
            column.1 = JSON;
        }
    }
    let mut out = csv::Writer::from_writer(BufWriter::new(File::create(path)?));
    let heads = columns.iter().map(|(name, (_, kind))| format!("{name}:{kind}"));
    out.write_record(fixed.iter().map(|head| (*head).to_owned()).chain(heads))?;
    for (mut cells, properties) in rows() {
        for (column, kind) in columns.values() {
            let value = properties.iter().find(|(key, _)| key == column).map(|(_, value)| value);
            cells.push(match value {
                Some(value) if *kind == JSON => json::to_json(value).to_string(),
                Some(value) => text(value),
                None => String::new(),
            });
        }
        out.write_record(&cells)?;
    }
    out.flush()
}

/// The type of a column of values that no other type holds: of several types, empty, or lists that hold the delimiter.
const JSON: &str = "json";

/// The type of a column that holds the value.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Integer(_) => "int",
        Value::Float(_) => "float",
        Value::Boolean(_) => "boolean",
        Value::String(text) if !text.is_empty() => "string",
        Value::Date(_) => "date",
        Value::LocalTime(_) => "localtime",
        Value::Time(_) => "time",
        Value::LocalDateTime(_) => "localdatetime",
        Value::DateTime(_) => "datetime",
        Value::Duration(_) => "duration",
        Value::List(items) => {
            let same = |first: &Value| {
                items.iter().all(|item| kind(item) == kind(first) && !text(item).contains(LIST_DELIMITER))
            };
            match items.first().filter(|first| same(first)).map(kind) {
                Some("int") => "int[]",
                Some("float") => "float[]",
                Some("boolean") => "boolean[]",
                Some("string") => "string[]",
                Some("date") => "date[]",
                _ => JSON,
            }
        }
        _ => JSON,
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Float(float) => float.to_string(),
        Value::List(items) => items.iter().map(text).collect::<Vec<_>>().join(LIST_DELIMITER),
        value => value::text::to_string(value).unwrap_or_default(),
    }
}
