//! Graph JSON, one node or relationship a line.

use super::Options;
use crate::export::json;
use crate::graph::GraphRead;
use std::io::{self, Write};

/// Writes the graph.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options) -> io::Result<()> {
    out.write_all(b"{\"nodes\":[")?;
    for (place, node) in graph.nodes().enumerate() {
        write!(out, "{}{}", if place == 0 { "\n" } else { ",\n" }, json::node(node, graph))?;
    }
    out.write_all(b"\n],\"relationships\":[")?;
    for (place, relationship) in graph.relationships().enumerate() {
        write!(out, "{}{}", if place == 0 { "\n" } else { ",\n" }, json::relationship(relationship, graph))?;
    }
    out.write_all(b"\n]}\n")
}
