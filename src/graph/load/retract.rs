//! Taking back everything that one document said.

use super::{read, write};
use crate::facts::Label;
use crate::graph::{Direction, Graph, GraphRead, WriteError};
use crate::value::{NodeId, RelationshipId};
use std::collections::BTreeSet;

/// What went with a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retracted {
    /// Nodes that nobody else mentions, the document among them.
    pub nodes: usize,
    /// Relationships that nobody else states, mentions among them.
    pub relationships: usize,
    /// Nodes and relationships that others state too; they stay, with what the others say.
    pub kept: usize,
    /// Documents that only repeated this one and are gone with it; loaded again they speak for themselves.
    pub copies: Vec<String>,
}

/// Takes back everything that the document said.
pub fn retract(graph: &mut Graph, document: NodeId) -> Result<Retracted, WriteError> {
    let mut retracted = Retracted::default();
    let source = read::node_text(graph, document, "source");
    let mut things: BTreeSet<NodeId> = BTreeSet::new();
    for mention in read::neighbours(graph, document, Direction::Incoming, "MENTIONED_IN") {
        things.insert(mention.node);
        graph.delete_relationship(mention.relationship)?;
        retracted.relationships += 1;
    }
    for relationship in relationships_stated_by(graph, &things, &source) {
        let mut stated = write::stated_of_relationship(graph, relationship);
        stated.retain(|(document, _)| *document != source);
        if stated.is_empty() {
            graph.delete_relationship(relationship)?;
            retracted.relationships += 1;
        } else {
            write::write_stated(graph, relationship, &stated)?;
            retracted.kept += 1;
        }
    }
    for thing in things {
        let mentioned = !read::neighbours(graph, thing, Direction::Outgoing, "MENTIONED_IN").is_empty();
        // What a user has added to the node by hand keeps it.
        if mentioned || graph.degree(thing, Direction::Both, None) > 0 {
            write::recompute(graph, thing)?;
            retracted.kept += 1;
        } else {
            graph.delete_node(thing)?;
            retracted.nodes += 1;
        }
    }
    for copy in read::neighbours(graph, document, Direction::Incoming, "COPY_OF") {
        retracted.copies.push(read::node_text(graph, copy.node, "source"));
        retracted.relationships += graph.detach_delete_node(copy.node)?;
        retracted.nodes += 1;
    }
    retracted.relationships += graph.detach_delete_node(document)?;
    retracted.nodes += 1;
    Ok(retracted)
}

/// The relationships between the things that name the document. None joins two countries or topics, so the long lists of
/// their relationships need not be looked through.
fn relationships_stated_by(graph: &Graph, things: &BTreeSet<NodeId>, source: &str) -> BTreeSet<RelationshipId> {
    let mut found = BTreeSet::new();
    for &thing in things {
        if matches!(read::label(graph, thing), Some(Label::Country | Label::Topic)) {
            continue;
        }
        graph.neighbours(thing, Direction::Both, None, &mut |step| {
            if things.contains(&step.node)
                && read::relationship_texts(graph, step.relationship, "documents")
                    .iter()
                    .any(|document| document == source)
            {
                found.insert(step.relationship);
            }
        });
    }
    found
}
