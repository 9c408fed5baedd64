//! The first three lines: what is open, what to ask first, how to go on.

use super::session::Session;
use crate::export::summary::Summary;
use crate::export::text::node_title;
use crate::graph::{Direction, GraphRead};
use std::cmp::Reverse;

/// The three lines.
pub fn welcome(session: &Session) -> String {
    let graph = session.database.graph();
    let first = match best_connected(graph, "Person").or_else(|| best_connected(graph, "Actor")) {
        Some(name) => format!(":ask met '{name}'   :ask not-held   MATCH (v:Visit) RETURN v.kind, v.start, v.status;"),
        None => "MATCH (n) RETURN labels(n), count(*);   :schema   :help".to_owned(),
    };
    format!(
        "Chancery {} on {}\nTry  {first}\n:help lists commands, Tab completes, ; ends a statement, Ctrl-D leaves",
        env!("CARGO_PKG_VERSION"),
        summary(session)
    )
}

/// What is open, in a line.
pub fn summary(session: &Session) -> String {
    let summary = Summary::counts(session.database.graph());
    format!("{}: {summary}", session.name)
}

/// The name of the node with the label that has the most relationships.
fn best_connected(graph: &dyn GraphRead, label: &str) -> Option<String> {
    /// Enough to find a good example, and at once on any graph.
    const LOOKED_AT: usize = 10_000;
    let label = graph.symbols().find_label(label)?;
    let best = graph
        .nodes_with_label(label)
        .take(LOOKED_AT)
        .max_by_key(|&node| (graph.degree(node, Direction::Both, None), Reverse(node)))?;
    let name = node_title(best, graph);
    (!name.contains('\'')).then_some(name)
}
