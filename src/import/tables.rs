//! The way back: a graph as tables that `import` reads, one for each label set and one for each relationship type.

use crate::graph::{GraphRead, KeyId, LabelId};
use crate::value::{NodeId, RelationshipId, Value};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

/// Between the items of a list, and between labels.
const LIST_DELIMITER: &str = ";";

/// What was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many tables.
    pub tables: usize,
    /// Values that this form cannot hold and that were left out: points, empty texts and lists, texts with `;` within
    /// lists, and values of another type than the first of their column.
    pub left_out: u64,
}

/// Writes the tables into a folder, which is made if it is not there.
pub fn write(graph: &dyn GraphRead, folder: &Path) -> io::Result<Written> {
    fs::create_dir_all(folder)?;
    let symbols = graph.symbols();
    let mut written = Written::default();
    let mut groups: BTreeMap<Vec<LabelId>, Vec<NodeId>> = BTreeMap::new();
    for node in graph.nodes() {
        groups.entry(graph.labels(node).to_vec()).or_default().push(node);
    }
    for (number, (labels, nodes)) in groups.into_iter().enumerate() {
        let labels: Vec<&str> = labels.iter().map(|label| symbols.label_name(*label)).collect();
        let path = folder.join(format!("nodes-{number}-{}.csv", file_name(&labels.join("-"))));
        let labels = labels.join(LIST_DELIMITER);
        let rows = || nodes.iter().map(|node| (vec![node.0.to_string(), labels.clone()], graph.node_properties(*node)));
        write_table(graph, &path, &[":ID", ":LABEL"], rows, &mut written)?;
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
        write_table(graph, &path, &[":START_ID", ":END_ID", ":TYPE"], rows, &mut written)?;
    }
    Ok(written)
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
    written: &mut Written,
) -> io::Result<()> {
    // By name of the key, so that the same graph gives the same tables.
    let mut columns: BTreeMap<&str, (KeyId, &'static str, bool)> = BTreeMap::new();
    for (key, value) in rows().flat_map(|(_, properties)| properties) {
        if let Some((kind, list)) = kind(&value) {
            columns.entry(graph.symbols().key_name(key)).or_insert((key, kind, list));
        }
    }
    let mut out = csv::Writer::from_writer(BufWriter::new(File::create(path)?));
    let heads = columns.iter().map(|(name, (_, kind, list))| format!("{name}:{kind}{}", if *list { "[]" } else { "" }));
    out.write_record(fixed.iter().map(|head| (*head).to_owned()).chain(heads))?;
    for (mut cells, properties) in rows() {
        for (column, of_kind, of_list) in columns.values() {
            let value = properties.iter().find(|(key, _)| key == column).map(|(_, value)| value);
            cells.push(match value {
                Some(value) if kind(value) == Some((of_kind, *of_list)) => text(value),
                _ => String::new(),
            });
        }
        let held = cells[fixed.len()..].iter().filter(|cell| !cell.is_empty()).count();
        written.left_out += (properties.len() - held) as u64;
        out.write_record(&cells)?;
    }
    written.tables += 1;
    out.flush()
}

/// The type of a column that can hold the value, and whether of lists; `None` where there is none.
fn kind(value: &Value) -> Option<(&'static str, bool)> {
    Some(match value {
        Value::Integer(_) => ("int", false),
        Value::Float(_) => ("float", false),
        Value::Boolean(_) => ("boolean", false),
        Value::String(text) if !text.is_empty() => ("string", false),
        Value::Date(_) => ("date", false),
        Value::LocalTime(_) => ("localtime", false),
        Value::Time(_) => ("time", false),
        Value::LocalDateTime(_) => ("localdatetime", false),
        Value::DateTime(_) => ("datetime", false),
        Value::Duration(_) => ("duration", false),
        Value::List(items) => {
            let (first, _) = items.first().and_then(kind)?;
            let fits = |item: &Value| kind(item) == Some((first, false)) && !text(item).contains(LIST_DELIMITER);
            if !items.iter().all(fits) {
                return None;
            }
            (first, true)
        }
        _ => return None,
    })
}

fn text(value: &Value) -> String {
    match value {
        Value::Integer(integer) => integer.to_string(),
        Value::Float(float) => float.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::String(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::LocalTime(time) => time.to_string(),
        Value::Time(time) => time.to_string(),
        Value::LocalDateTime(moment) => moment.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::List(items) => items.iter().map(text).collect::<Vec<_>>().join(LIST_DELIMITER),
        _ => String::new(),
    }
}
