//! Finding what a person means by a name or a number, and saying in words what a node or relationship is.

use super::conflicts::caption as node_caption;
use super::read;
use super::resolve::plain;
use crate::graph::{Direction, GraphRead};
use crate::value::{NodeId, RelationshipId};

/// A node or a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A node.
    Node(NodeId),
    /// A relationship.
    Relationship(RelationshipId),
}

/// What is meant: `n17` is node 17, `r204` relationship 204, anything else a name (case and diacritics do not matter).
pub fn find(graph: &dyn GraphRead, words: &str) -> Vec<Subject> {
    let number = |prefix: char| words.strip_prefix(prefix).and_then(|rest| rest.parse::<u32>().ok());
    if let Some(node) = number('n').map(NodeId).filter(|node| graph.has_node(*node)) {
        return vec![Subject::Node(node)];
    }
    if let Some(relationship) = number('r').map(RelationshipId).filter(|id| graph.has_relationship(*id)) {
        return vec![Subject::Relationship(relationship)];
    }
    let wanted = plain(words);
    let named = |key: &str| -> Vec<Subject> {
        let called = |node: &NodeId| names(graph, *node, key).iter().any(|name| plain(name) == wanted);
        graph.nodes().filter(called).map(Subject::Node).collect()
    };
    let by_name = [named("name"), named("source"), named("title")].concat();
    if by_name.is_empty() { [named("acronym"), named("aliases")].concat() } else { by_name }
}

fn names(graph: &dyn GraphRead, node: NodeId, key: &str) -> Vec<String> {
    graph.symbols().find_key(key).map_or_else(Vec::new, |key| graph.node_property(node, key).texts())
}

/// The relationships of a node that facts made, mentions apart.
pub fn relationships(graph: &dyn GraphRead, node: NodeId) -> Vec<RelationshipId> {
    let mentioned_in = graph.symbols().find_type("MENTIONED_IN");
    let mut found = Vec::new();
    graph.neighbours(node, Direction::Both, None, &mut |step| {
        if Some(graph.relationship_type(step.relationship)) != mentioned_in {
            found.push(step.relationship);
        }
    });
    found.sort();
    found
}

/// In words: a node by its label and name, a relationship by its ends.
pub fn caption(graph: &dyn GraphRead, subject: Subject) -> String {
    let of_node = |node: NodeId| {
        let other = || graph.labels(node).first().map_or("", |label| graph.symbols().label_name(*label)).to_owned();
        let label = read::label(graph, node).map_or_else(other, |label| label.name().to_owned());
        format!("{label} {}", node_caption(graph, node))
    };
    match subject {
        Subject::Node(node) => of_node(node),
        Subject::Relationship(relationship) => {
            let (start, end) = graph.endpoints(relationship);
            let kind = graph.symbols().type_name(graph.relationship_type(relationship));
            let said = ["role", "title"].map(|key| read::relationship_text(graph, relationship, key)).join("");
            let said = if said.is_empty() { said } else { format!(" ({said})") };
            format!("{} -{kind}{said}-> {}", of_node(start), of_node(end))
        }
    }
}
