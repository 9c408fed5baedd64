//! The words that completion knows.

use super::session::Session;
use crate::graph::{Graph, GraphRead};
use crate::value::Value;
use std::collections::BTreeSet;

/// The words of a graph and the named queries.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Labels that some node has.
    pub labels: Vec<String>,
    /// Relationship types that some relationship has.
    pub types: Vec<String>,
    /// Property keys.
    pub keys: Vec<String>,
    /// Names of actors.
    pub names: Vec<String>,
    /// Named queries, with whether each of their arguments is a name.
    pub queries: Vec<String>,
}

/// The most names that completion keeps.
const MOST_NAMES: usize = 50_000;

impl Vocabulary {
    /// Of the open graph as it is now.
    pub fn of(session: &Session) -> Self {
        let graph = session.database.graph();
        let symbols = graph.symbols();
        let sorted = |words: BTreeSet<&str>| words.into_iter().map(str::to_owned).collect();
        Self {
            labels: sorted(
                symbols.labels().filter(|(id, _)| graph.label_count(*id) > 0).map(|(_, name)| name).collect(),
            ),
            types: sorted(symbols.types().filter(|(id, _)| graph.type_count(*id) > 0).map(|(_, name)| name).collect()),
            keys: sorted(symbols.keys().map(|(_, name)| name).collect()),
            names: names(graph),
            queries: session.library.queries().iter().map(|query| query.name.clone()).collect(),
        }
    }
}

fn names(graph: &Graph) -> Vec<String> {
    let (Some(actor), Some(name)) = (graph.symbols().find_label("Actor"), graph.symbols().find_key("name")) else {
        return Vec::new();
    };
    let names: BTreeSet<String> = graph
        .nodes_with_label(actor)
        .take(MOST_NAMES)
        .filter_map(|node| match graph.node_property(node, name) {
            Value::String(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    names.into_iter().collect()
}
