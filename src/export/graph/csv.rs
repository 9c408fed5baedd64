//! One table: a row for each relationship with both its ends, then a row for each node without any.

use super::{Options, caption};
use crate::export::answer::csv::{BYTE_ORDER_MARK, as_io, cell, csv_writer, guarded};
use crate::graph::{Direction, GraphRead, KeyId};
use crate::value::NodeId;
use std::collections::BTreeMap;
use std::io::{self, Write};

const BEFORE: &[&str] = &["from", "from_labels", "relationship", "to", "to_labels", "date"];

/// Writes the table; the properties of the relationships are its last columns.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, options: &Options<'_>) -> io::Result<()> {
    let keys = relationship_keys(graph);
    if options.excel {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    }
    let text = |text: String| if options.excel { guarded(&text).into_owned() } else { text };
    let mut out = csv_writer(out, options.excel);
    out.write_record(BEFORE.iter().copied().chain(keys.keys().copied())).map_err(as_io)?;
    for relationship in graph.relationships() {
        let (start, end) = graph.endpoints(relationship);
        let fixed = [
            caption::node_title(start, graph),
            labels(start, graph),
            graph.symbols().type_name(graph.relationship_type(relationship)).to_owned(),
            caption::node_title(end, graph),
            labels(end, graph),
            caption::relationship_date(relationship, graph),
        ];
        let properties =
            keys.values().map(|&key| cell(&graph.relationship_property(relationship, key), graph, options.excel));
        out.write_record(fixed.into_iter().map(text).chain(properties)).map_err(as_io)?;
    }
    for node in graph.nodes().filter(|&node| graph.degree(node, Direction::Both, None) == 0) {
        let date = caption::date(&graph.node_properties(node), graph);
        let fixed =
            [caption::node_title(node, graph), labels(node, graph), String::new(), String::new(), String::new(), date];
        let properties = keys.values().map(|_| String::new());
        out.write_record(fixed.into_iter().map(text).chain(properties)).map_err(as_io)?;
    }
    out.flush()
}

fn relationship_keys(graph: &dyn GraphRead) -> BTreeMap<&str, KeyId> {
    let mut keys = BTreeMap::new();
    for relationship in graph.relationships() {
        for (key, _) in graph.relationship_properties(relationship) {
            keys.insert(graph.symbols().key_name(key), key);
        }
    }
    keys
}

/// The labels of a node, apart by `;`.
pub fn labels(node: NodeId, graph: &dyn GraphRead) -> String {
    let mut names: Vec<&str> = graph.labels(node).iter().map(|&label| graph.symbols().label_name(label)).collect();
    names.sort_unstable();
    names.join(";")
}
