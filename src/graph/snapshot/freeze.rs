//! From any form of the graph to a snapshot of it.

use super::build::{HEADER_BYTES, SnapshotWriter};
use super::cells::Cells;
use crate::graph::{GraphRead, KeyId, LabelId, Schema};
use crate::value::{NodeId, RelationshipId, Value};
use std::collections::BTreeMap;
use std::io::{self, Seek, Write};

/// Writes a snapshot of the graph. Nodes and relationships are numbered anew, deleted ones leave no holes.
///
/// The same graph gives the same bytes: label sets stand in order of their labels' numbers, nodes and relationships in
/// their order in the graph.
///
/// `replaced` is the header of the snapshot that this one will take the place of, if any.
pub fn freeze<W: Write + Seek>(
    graph: &dyn GraphRead,
    schema: &Schema,
    replaced: &[u8],
    out: W,
) -> io::Result<(W, [u8; HEADER_BYTES])> {
    let mut writer = SnapshotWriter::new(out, graph.symbols().clone(), schema.clone())?;
    writer.set_replaced(replaced);
    let mut groups: BTreeMap<Vec<LabelId>, Vec<NodeId>> = BTreeMap::new();
    for node in graph.nodes() {
        groups.entry(graph.labels(node).to_vec()).or_default().push(node);
    }
    let mut numbers = vec![u32::MAX; graph.node_bound() as usize];
    for (labels, nodes) in groups {
        let mut columns: BTreeMap<KeyId, Cells> = BTreeMap::new();
        for (row, node) in nodes.iter().enumerate() {
            let readable = |key| writer.is_indexed(&labels, key);
            push_row(&mut columns, row, graph.node_properties(*node), readable);
        }
        let first = writer.nodes(labels, nodes.len(), filled(columns, nodes.len()))?;
        for (row, node) in nodes.iter().enumerate() {
            numbers[node.0 as usize] = first + row as u32;
        }
    }
    let mut types: BTreeMap<_, Vec<RelationshipId>> = BTreeMap::new();
    for relationship in graph.relationships() {
        types.entry(graph.relationship_type(relationship)).or_default().push(relationship);
    }
    for (kind, relationships) in types {
        let mut columns: BTreeMap<KeyId, Cells> = BTreeMap::new();
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (row, relationship) in relationships.iter().enumerate() {
            let (start, end) = graph.endpoints(*relationship);
            starts.push(numbers[start.0 as usize]);
            ends.push(numbers[end.0 as usize]);
            push_row(&mut columns, row, graph.relationship_properties(*relationship), |_| true);
        }
        writer.relationships(kind, starts, ends, filled(columns, relationships.len()))?;
    }
    writer.finish()
}

fn push_row(
    columns: &mut BTreeMap<KeyId, Cells>,
    row: usize,
    properties: Vec<(KeyId, Value)>,
    readable: impl Fn(KeyId) -> bool,
) {
    for (key, value) in properties {
        let cells = columns.entry(key).or_insert_with(|| Cells::new(readable(key)));
        cells.fill(row);
        cells.push(&value);
    }
}

fn filled(columns: BTreeMap<KeyId, Cells>, rows: usize) -> Vec<(KeyId, Cells)> {
    let fill = |(key, mut cells): (KeyId, Cells)| {
        cells.fill(rows);
        (key, cells)
    };
    columns.into_iter().map(fill).collect()
}
