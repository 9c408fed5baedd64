//! How nodes of each label look in pictures: one table for Graphviz, the page and their legends.

use crate::graph::GraphRead;
use crate::value::{NodeId, Value};

/// The look of a label.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The label.
    pub label: &'static str,
    /// The Graphviz shape.
    pub shape: &'static str,
    /// Graphviz's space beside and above the text, in inches, where a shape is drawn into the room of its text.
    pub margin: &'static str,
    /// The fill colour: light, so that dark text on it can be read.
    pub fill: &'static str,
}

/// The labels of the schema in the order in which a node with several is looked up, then all others.
pub const KINDS: &[Kind] = &[
    Kind { label: "Person", shape: "ellipse", margin: "", fill: "#cfe3ff" },
    Kind { label: "Country", shape: "hexagon", margin: "", fill: "#ffd9a8" },
    Kind { label: "Organization", shape: "box", margin: "", fill: "#dcd0ff" },
    Kind { label: "Place", shape: "house", margin: "", fill: "#ffeeb0" },
    Kind { label: "Meeting", shape: "octagon", margin: "", fill: "#c9f0d0" },
    Kind { label: "Visit", shape: "cds", margin: "0.2,0.08", fill: "#bdebea" },
    Kind { label: "Agreement", shape: "note", margin: "", fill: "#ffc9d3" },
    Kind { label: "Proposal", shape: "tab", margin: "", fill: "#f5d4f0" },
    Kind { label: "Topic", shape: "plaintext", margin: "", fill: "#eeeeee" },
    Kind { label: "Document", shape: "folder", margin: "", fill: "#e2e2e2" },
    OTHER,
];

const OTHER: Kind = Kind { label: "", shape: "ellipse", margin: "", fill: "#f4f4f4" };

/// The look of a node.
pub fn of(node: NodeId, graph: &dyn GraphRead) -> &'static Kind {
    let symbols = graph.symbols();
    let labels = graph.labels(node);
    let known = |kind: &&Kind| labels.iter().any(|&label| symbols.label_name(label) == kind.label);
    KINDS.iter().find(known).unwrap_or(&OTHER)
}

/// How sure an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It happened, or nothing says otherwise.
    Happened,
    /// Planned, proposed or postponed.
    Open,
    /// Cancelled or failed.
    Dropped,
}

/// The standing of a node, by its `status`.
pub fn standing(node: NodeId, graph: &dyn GraphRead) -> Standing {
    let Some(key) = graph.symbols().find_key("status") else { return Standing::Happened };
    match graph.node_property(node, key) {
        Value::String(status) => match &*status {
            "planned" | "proposed" | "postponed" => Standing::Open,
            "cancelled" | "failed" => Standing::Dropped,
            _ => Standing::Happened,
        },
        _ => Standing::Happened,
    }
}
