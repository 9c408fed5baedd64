//! One Cypher statement that makes the graph anew.

use super::Options;
use crate::export::text::{Detail, cell};
use crate::graph::GraphRead;
use crate::value::Value;
use std::io::{self, Write};

/// Writes the statement; an empty graph is none.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options) -> io::Result<()> {
    if graph.node_count() == 0 {
        return Ok(());
    }
    out.write_all(b"CREATE")?;
    for (place, node) in graph.nodes().enumerate() {
        let pattern = cell(&Value::Node(node), graph, Detail::Full);
        write!(out, "{}(n{}{}", if place == 0 { "\n  " } else { ",\n  " }, node.0, &pattern[1..])?;
    }
    for relationship in graph.relationships() {
        let (start, end) = graph.endpoints(relationship);
        let pattern = cell(&Value::Relationship(relationship), graph, Detail::Full);
        write!(out, ",\n  (n{})-{pattern}->(n{})", start.0, end.0)?;
    }
    out.write_all(b";\n")
}
