//! One page that shows the graph as a picture to move about in and as a table. It holds its data, style and program,
//! and asks nothing of the network.

use super::caption::Tooltips;
use super::kind::{self, KINDS, Standing};
use super::{Options, caption, csv};
use crate::graph::GraphRead;
use serde_json::json;
use std::io::{self, Write};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const PROGRAM: &str = include_str!("page.js");

/// Writes the page.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, options: &Options<'_>) -> io::Result<()> {
    let mut tooltips = Tooltips::new(options.whole);
    let nodes: Vec<_> = graph
        .nodes()
        .map(|node| {
            json!({
                "id": node.0,
                "title": caption::node_title(node, graph),
                "labels": csv::labels(node, graph),
                "kind": kind::of(node, graph).label,
                "date": caption::date(&graph.node_properties(node), graph),
                "standing": standing(kind::standing(node, graph)),
                "details": tooltips.node(node),
            })
        })
        .collect();
    let edges: Vec<_> = graph
        .relationships()
        .map(|relationship| {
            let (start, end) = graph.endpoints(relationship);
            json!({
                "from": start.0,
                "to": end.0,
                "type": graph.symbols().type_name(graph.relationship_type(relationship)),
                "title": caption::relationship_title(relationship, graph),
                "date": caption::relationship_date(relationship, graph),
                "details": tooltips.relationship(relationship),
            })
        })
        .collect();
    let kinds: Vec<_> = KINDS.iter().map(|kind| json!({ "label": kind.label, "fill": kind.fill })).collect();
    let data = json!({ "nodes": nodes, "edges": edges, "kinds": kinds }).to_string();
    let title = escaped(&options.title);
    // Each part is put in its place once, from left to right, so that no text of the graph is taken for a place.
    let mut rest = PAGE;
    let parts = [
        ("{title}", title.as_str()),
        ("{style}", STYLE),
        ("{heading}", &title),
        ("{data}", &inert(&data)),
        ("{program}", PROGRAM),
    ];
    for (place, text) in parts {
        let (before, after) = rest.split_once(place).unwrap_or((rest, ""));
        write!(out, "{before}{text}")?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Happened => "happened",
        Standing::Open => "open",
        Standing::Dropped => "dropped",
    }
}

/// Text that HTML shows as it is.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// JSON that can neither end the element that it stands in nor open a comment there.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
