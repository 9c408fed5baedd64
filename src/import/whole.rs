//! Files that hold a whole graph, read twice: first for the nodes, then for the relationships, which may lead to nodes that
//! come later. No more than the columns is held in memory.

use super::entity::{Entity, Take};
use super::nodes::take_bad;
use super::{Import, ImportError, Report, graphml, json_lines};
use crate::graph::snapshot::build::{ALWAYS_INDEXED, SnapshotWriter};
use crate::graph::snapshot::rows::Rows;
use crate::graph::{KeyId, LabelId, Symbols, TypeId};
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::io::{Seek, Write};
use std::path::Path;

/// Reads a file.
pub type Read = fn(&Path, &dyn Fn(u64), &mut Take<'_>) -> Result<(), ImportError>;

/// Every form of whole graphs: its extension and how it is read.
const FORMS: &[(&str, Read)] = &[("jsonl", json_lines::read), ("ndjson", json_lines::read), ("graphml", graphml::read)];

/// How the file is read, by its extension; `None` for other files.
pub fn form(path: &Path) -> Option<Read> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    FORMS.iter().find(|(known, _)| *known == extension).map(|(_, read)| *read)
}

fn reader(path: &Path) -> Result<Read, ImportError> {
    form(path).ok_or_else(|| {
        let known: Vec<String> = FORMS.iter().map(|(known, _)| format!(".{known}")).collect();
        let reason = format!("its name ends in none of {}; CSV goes to --nodes and --relationships", known.join(", "));
        ImportError::Row { file: path.to_owned(), line: 1, reason }
    })
}

/// Nodes with the same labels, by the order of which they came.
#[derive(Debug, Default)]
struct Group {
    rows: Rows,
    members: Vec<u32>,
}

/// Relationships of one type.
#[derive(Debug, Default)]
struct OfType {
    rows: Rows,
    starts: Vec<u32>,
    ends: Vec<u32>,
}

/// Reads all files into the graph file.
pub fn import<W: Write + Seek>(
    import: &Import<'_>,
    symbols: &mut Symbols,
    writer: &mut SnapshotWriter<W>,
    report: &mut Report,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), ImportError> {
    let mut ids: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut groups: BTreeMap<Vec<LabelId>, Group> = BTreeMap::new();
    for path in import.graphs {
        reader(path)?(path, progress, &mut |line, entity| {
            let error = |reason| ImportError::Row { file: path.to_owned(), line, reason };
            match entity {
                Err(reason) => take_bad(vec![error(reason)], import, report),
                Ok(Entity::Relationship { .. }) => Ok(()),
                Ok(Entity::Node { id, .. }) if ids.contains_key(id.as_str()) => {
                    take_bad(vec![error(format!("the identifier `{id}` is used twice"))], import, report)
                }
                Ok(Entity::Node { id, labels, properties }) => {
                    let mut labels: Vec<LabelId> = labels.iter().map(|label| symbols.label(label)).collect();
                    labels.sort_unstable();
                    labels.dedup();
                    let number = ids.len() as u32;
                    ids.insert(id.into(), number);
                    let properties = keyed(symbols, properties);
                    let group = groups.entry(labels).or_default();
                    group.rows.push(properties, |key| ALWAYS_INDEXED.contains(&symbols.key_name(key)));
                    group.members.push(number);
                    Ok(())
                }
            }
        })?;
    }
    writer.set_symbols(symbols.clone());
    let mut numbers = vec![0; ids.len()];
    for (labels, Group { rows, members }) in groups {
        report.nodes += members.len() as u64;
        let first = writer.nodes(labels, members.len(), rows.into_columns()).map_err(ImportError::Write)?;
        (first..).zip(members).for_each(|(node, member)| numbers[member as usize] = node);
    }
    let mut types: BTreeMap<TypeId, OfType> = BTreeMap::new();
    for path in import.graphs {
        reader(path)?(path, progress, &mut |line, entity| {
            // What is wrong with an entry in itself was told with the nodes.
            let Ok(Entity::Relationship { kind, start, end, properties }) = entity else { return Ok(()) };
            let node = |id: &str| ids.get(id).map(|number| numbers[*number as usize]);
            let (Some(from), Some(to)) = (node(&start), node(&end)) else {
                let (id, side) = if node(&start).is_none() { (start, "start") } else { (end, "end") };
                let reason = format!("there is no node `{id}` to {side} at");
                return take_bad(vec![ImportError::Row { file: path.to_owned(), line, reason }], import, report);
            };
            let properties = keyed(symbols, properties);
            let of_type = types.entry(symbols.relationship_type(&kind)).or_default();
            of_type.rows.push(properties, |_| true);
            of_type.starts.push(from);
            of_type.ends.push(to);
            Ok(())
        })?;
    }
    writer.set_symbols(symbols.clone());
    for (kind, OfType { rows, starts, ends }) in types {
        report.relationships += starts.len() as u64;
        writer.relationships(kind, starts, ends, rows.into_columns()).map_err(ImportError::Write)?;
    }
    Ok(())
}

fn keyed(symbols: &mut Symbols, properties: Vec<(String, Value)>) -> Vec<(KeyId, Value)> {
    properties.into_iter().map(|(key, value)| (symbols.key(&key), value)).collect()
}
