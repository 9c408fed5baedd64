//! Graph JSON, which the graph itself defines.

use super::Options;
use crate::graph::{self, GraphRead};
use std::io::{self, Write};

/// Writes the graph.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    graph::json::write(graph, out)
}
