//! The documents of a graph: which are there already, in which version, and which are copies of one another.

use super::account::{Account, Properties, text, to_value};
use super::copies::{Copies, Sketch};
use super::{read, write};
use crate::facts::Label;
use crate::graph::{Direction, Graph, GraphRead, WriteError};
use crate::value::NodeId;
use rustc_hash::FxHashMap;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Documents by name and by content.
#[derive(Debug, Default)]
pub struct Documents {
    by_source: FxHashMap<String, NodeId>,
    by_content: FxHashMap<String, NodeId>,
    copies: Copies,
}

/// Whether a document is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Neither its name nor its content.
    Not,
    /// The same content under the same name, loaded under the same curation.
    Same,
    /// The same content under this name.
    SameAs(String),
    /// Other content, or content loaded under another curation, under the same name.
    Other(NodeId),
}

impl Documents {
    /// The documents that the graph has.
    pub fn new(graph: &Graph) -> Self {
        let mut documents = Documents::default();
        for node in read::nodes(graph, "Document") {
            let sketch = Sketch::read(&read::node_text(graph, node, "fingerprint"));
            let properties = (read::node_text(graph, node, "source"), read::node_text(graph, node, "sha256"));
            documents.file(graph, node, properties, sketch);
        }
        documents
    }

    fn file(&mut self, graph: &Graph, node: NodeId, (source, content): (String, String), sketch: Option<Sketch>) {
        self.by_source.insert(source, node);
        if !content.is_empty() {
            self.by_content.insert(content, node);
        }
        let is_copy = !read::neighbours(graph, node, Direction::Outgoing, "COPY_OF").is_empty();
        if let Some(sketch) = sketch.filter(|_| !is_copy) {
            self.copies.add(node, sketch);
        }
    }

    /// Whether the graph has the document.
    pub fn know(&self, graph: &Graph, document: &Properties) -> Known {
        let (source, content) = (text(document, "source"), text(document, "sha256"));
        let there = |node: &&NodeId| graph.has_node(**node);
        let by_content = self.by_content.get(content).filter(there);
        match self.by_source.get(source).filter(there) {
            Some(node) => {
                let held = read::node_properties(graph, *node);
                let same = |key: &str| text(&held, key) == text(document, key);
                if same("sha256") && same("curation") { Known::Same } else { Known::Other(*node) }
            }
            None => by_content.map_or(Known::Not, |node| Known::SameAs(read::node_text(graph, *node, "source"))),
        }
    }

    /// Adds the document's node.
    pub fn create(&mut self, graph: &mut Graph, document: &Properties) -> Result<NodeId, WriteError> {
        let sketch = Sketch::of(text(document, "text"));
        let label = graph.symbols_mut().label("Document");
        let mut properties: Vec<_> =
            document.iter().map(|(key, value)| (graph.symbols_mut().key(key), to_value(value))).collect();
        if let Some(sketch) = &sketch {
            properties.push((graph.symbols_mut().key("fingerprint"), sketch.write().as_str().into()));
        }
        let node = graph.create_node(vec![label], properties)?;
        self.by_source.insert(text(document, "source").to_owned(), node);
        if !text(document, "sha256").is_empty() {
            self.by_content.insert(text(document, "sha256").to_owned(), node);
        }
        Ok(node)
    }

    /// The document that this one only repeats: almost the same text, and nothing stated that is not stated there.
    /// Where there is none, the document is filed as a possible original itself.
    pub fn original(&mut self, graph: &Graph, account: &Account, document: NodeId) -> Option<NodeId> {
        let sketch = Sketch::of(text(&account.document, "text"))?;
        let original = self.copies.original(&sketch, &|node| graph.has_node(node)).filter(|original| {
            let stated: BTreeSet<String> = write::statements_of(graph, *original)
                .into_iter()
                .map(|(label, properties)| essence(label, &properties))
                .collect();
            // A place or an organization may differ with the byline; what is told may not.
            let tells = |label| {
                matches!(label, Label::Person | Label::Meeting | Label::Visit | Label::Agreement | Label::Proposal)
            };
            let mut told = account.things.iter().filter(|thing| tells(thing.label));
            told.all(|thing| stated.contains(&essence(thing.label, &thing.statement.properties)))
        });
        if original.is_none() {
            self.copies.add(document, sketch);
        }
        original
    }
}

/// The document of that name.
pub fn named(graph: &Graph, source: &str) -> Option<NodeId> {
    read::nodes(graph, "Document").into_iter().find(|node| read::node_text(graph, *node, "source") == source)
}

/// The name of a document nearest to the words, if one is near.
pub fn nearest(graph: &Graph, source: &str) -> Option<String> {
    let all = read::nodes(graph, "Document").into_iter().map(|node| read::node_text(graph, node, "source"));
    all.map(|held| (strsim::osa_distance(&held, source), held))
        .filter(|(distance, held)| *distance <= 1 + held.chars().count() / 3 || held.contains(source))
        .min()
        .map(|(_, held)| held)
}

/// What a statement says, without how it says it.
fn essence(label: Label, properties: &Properties) -> String {
    let said: Vec<String> = ["name", "iso3", "kind", "status", "start", "end", "amount", "deadline"]
        .iter()
        .map(|key| properties.get(*key).map_or_else(String::new, Json::to_string))
        .collect();
    format!("{} {}", label.name(), said.join("|"))
}
