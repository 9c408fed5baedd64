//! DOT for Graphviz: shape and colour by label, a cluster for each country, dashes for what is only planned, dates and
//! roles on the edges, and the evidence in tooltips.

use super::caption::Tooltips;
use super::kind::{self, Standing};
use super::{Options, caption};
use crate::graph::{Direction, GraphRead};
use crate::value::{NodeId, RelationshipId};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Characters in a line of a label, and in all of its lines; the tooltip has the whole.
const LINE: usize = 24;
const LABEL: usize = 72;

/// Writes the picture.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, options: &Options<'_>) -> io::Result<()> {
    writeln!(out, "digraph chancery {{")?;
    writeln!(
        out,
        "  graph [label={}, labelloc=t, fontname=\"Helvetica\", fontsize=20, rankdir=LR,",
        quoted(&options.title)
    )?;
    writeln!(out, "    splines=true, overlap=prism, outputorder=edgesfirst, nodesep=0.25, ranksep=0.9];")?;
    writeln!(
        out,
        "  node [fontname=\"Helvetica\", fontsize=11, style=filled, color=\"#555555\", margin=\"0.08,0.04\"];"
    )?;
    writeln!(
        out,
        "  edge [fontname=\"Helvetica\", fontsize=8, color=\"#777777\", fontcolor=\"#444444\", arrowsize=0.6];"
    )?;
    let mut tooltips = Tooltips::new(options.whole);
    let clusters = clusters(graph);
    let clustered: BTreeSet<NodeId> = clusters.values().flatten().copied().collect();
    for (country, members) in &clusters {
        writeln!(out, "  subgraph cluster_{} {{", country.0)?;
        writeln!(out, "    label={}; style=\"rounded,filled\";", quoted(&caption::node_title(*country, graph)))?;
        writeln!(out, "    color=\"#dddddd\"; fillcolor=\"#fafafa\"; fontname=\"Helvetica\"; fontsize=13;")?;
        for &member in members {
            write_node(graph, out, &mut tooltips, member, "    ")?;
        }
        writeln!(out, "  }}")?;
    }
    for node in graph.nodes().filter(|node| !clustered.contains(node)) {
        write_node(graph, out, &mut tooltips, node, "  ")?;
    }
    for relationship in graph.relationships() {
        write_edge(graph, out, &mut tooltips, relationship)?;
    }
    writeln!(out, "}}")
}

/// Each country with the nodes that belong to it and to no other: its people, organizations and places.
fn clusters(graph: &dyn GraphRead) -> BTreeMap<NodeId, Vec<NodeId>> {
    let symbols = graph.symbols();
    let Some(country) = symbols.find_label("Country") else { return BTreeMap::new() };
    let mut clusters: BTreeMap<NodeId, Vec<NodeId>> =
        graph.nodes_with_label(country).map(|country| (country, vec![country])).collect();
    let belonging: Vec<_> =
        ["REPRESENTS", "HOLDS", "OF", "IN"].into_iter().filter_map(|kind| symbols.find_type(kind)).collect();
    for node in graph.nodes().filter(|&node| !graph.has_label(node, country)) {
        let mut homes = BTreeSet::new();
        for &kind in &belonging {
            graph.neighbours(node, Direction::Outgoing, Some(kind), &mut |next| {
                if clusters.contains_key(&next.node) {
                    homes.insert(next.node);
                }
            });
        }
        if homes.len() == 1 {
            for home in homes {
                clusters.entry(home).or_default().push(node);
            }
        }
    }
    clusters.retain(|_, members| members.len() > 1);
    clusters
}

fn write_node(
    graph: &dyn GraphRead,
    out: &mut dyn Write,
    tooltips: &mut Tooltips<'_>,
    node: NodeId,
    indent: &str,
) -> io::Result<()> {
    let kind = kind::of(node, graph);
    let properties = graph.node_properties(node);
    let mut label = caption::wrapped(&caption::shortened(&caption::node_title(node, graph), LABEL), LINE);
    let dated = caption::date(&properties, graph);
    if !dated.is_empty() {
        label = format!("{label}\n{dated}");
    }
    let look = match kind::standing(node, graph) {
        Standing::Happened => "",
        Standing::Open => ", style=\"filled,dashed\"",
        Standing::Dropped => ", style=\"filled,dotted\", fontcolor=\"#888888\"",
    };
    let margin = if kind.margin.is_empty() { String::new() } else { format!(", margin=\"{}\"", kind.margin) };
    writeln!(
        out,
        "{indent}n{} [label={}, shape={}{margin}, fillcolor=\"{}\", tooltip={}{look}];",
        node.0,
        quoted(&label),
        kind.shape,
        kind.fill,
        quoted(&tooltips.node(node))
    )
}

fn write_edge(
    graph: &dyn GraphRead,
    out: &mut dyn Write,
    tooltips: &mut Tooltips<'_>,
    relationship: RelationshipId,
) -> io::Result<()> {
    let (start, end) = graph.endpoints(relationship);
    let mut label = caption::wrapped(&caption::relationship_title(relationship, graph), LINE);
    let date = caption::relationship_date(relationship, graph);
    if !date.is_empty() {
        label = format!("{label}\n{date}");
    }
    let look = match (kind::standing(start, graph), kind::standing(end, graph)) {
        (Standing::Happened, Standing::Happened) => "",
        (Standing::Dropped, _) | (_, Standing::Dropped) => ", style=dotted",
        _ => ", style=dashed",
    };
    let tooltip = quoted(&tooltips.relationship(relationship));
    writeln!(
        out,
        "  n{} -> n{} [label={}, tooltip={tooltip}, labeltooltip={tooltip}{look}];",
        start.0,
        end.0,
        quoted(&label)
    )
}

/// A quoted DOT string that Graphviz shows as the text, whatever it holds. Graphviz reads backslash escapes and HTML
/// entities in strings; and its SVG would be no XML with control characters in it.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            other => out.push(super::xml::allowed(other)),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_in_a_name_escapes_its_quotes() {
        assert_eq!(quoted("a\"b\\N&lt;\n\u{0}"), "\"a\\\"b\\\\N&amp;lt;\\n\u{fffd}\"");
    }
}
