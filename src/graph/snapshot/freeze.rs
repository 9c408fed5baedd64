//! From any form of the graph to a snapshot of it.

use super::build::{HEADER_BYTES, SnapshotWriter};
use super::rows::Rows;
use crate::graph::{GraphRead, LabelId, Schema};
use crate::value::{NodeId, RelationshipId};
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
        let mut rows = Rows::default();
        for node in &nodes {
            rows.push(graph.node_properties(*node), |key| writer.is_indexed(&labels, key));
        }
        let first = writer.nodes(labels, rows.len(), rows.into_columns())?;
        for (row, node) in nodes.iter().enumerate() {
            numbers[node.0 as usize] = first + row as u32;
        }
    }
    let mut types: BTreeMap<_, Vec<RelationshipId>> = BTreeMap::new();
    for relationship in graph.relationships() {
        types.entry(graph.relationship_type(relationship)).or_default().push(relationship);
    }
    for (kind, relationships) in types {
        let mut rows = Rows::default();
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for relationship in &relationships {
            let (start, end) = graph.endpoints(*relationship);
            starts.push(numbers[start.0 as usize]);
            ends.push(numbers[end.0 as usize]);
            rows.push(graph.relationship_properties(*relationship), |_| true);
        }
        writer.relationships(kind, starts, ends, rows.into_columns())?;
    }
    writer.finish()
}
