//! Facts into the graph: what many documents say becomes one graph in which each statement knows its documents.
//!
//! ```text
//! Facts ─ account (as one document says it) ─ curation ─ resolve (which node is it?) ─ merge ─ changes
//! ```
//!
//! Loading is idempotent and deterministic: a document that is there already changes nothing, a corrected one replaces only
//! its own statements, and the same documents in the same order give the same bytes. The graph itself keeps each document's
//! own statement (on its first `MENTIONED_IN` relationship), so that a document can be retracted and contradictions stay visible.

pub mod account;
pub mod conflicts;
mod copies;
pub mod curation;
mod date;
pub mod documents;
pub mod evidence;
pub mod lookup;
mod merge;
mod read;
mod resolve;
mod retract;
pub mod schema;
pub mod whole;
mod write;

use crate::facts::{Facts, Label, LinkType};
use crate::graph::{Graph, WriteError};
use crate::value::NodeId;
use account::{Account, Statement, text};
use curation::Curation;
use documents::{Documents, Known};
use resolve::{Resolver, View};
pub use retract::Retracted;
use rustc_hash::FxHashSet;
use write::Links;

/// Loads one document into a graph: see [`Loader`], which to keep when there are several.
pub fn load(graph: &mut Graph, facts: &Facts) -> Result<Loaded, WriteError> {
    let mut loader = Loader::new(graph, Curation::default());
    let loaded = loader.load(graph, facts)?;
    loader.finish(graph)?;
    Ok(loaded)
}

/// Loads documents one after the other, keeping what it needs to recognise things again.
#[derive(Debug)]
pub struct Loader {
    resolver: Resolver,
    documents: Documents,
    links: Links,
    curation: Curation,
}

/// What became of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// In short.
    pub outcome: Outcome,
    /// Nodes that were not there before, the document among them.
    pub nodes: usize,
    /// Relationships that were not there before.
    pub relationships: usize,
    /// Things that were recognised as nodes of other documents, each with its reason.
    pub merges: Vec<Merge>,
    /// What the curation file changed.
    pub curated: Vec<String>,
}

/// How a document was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was new.
    Added,
    /// It was there with other content, whose statements are gone now.
    Replaced,
    /// It was there with the same content: nothing changed.
    Unchanged,
    /// The same content is there under another name: nothing changed.
    SameAs(String),
    /// Almost the same text is there under another name and says the same: only noted as a copy.
    CopyOf(String),
}

/// A thing of the document that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// What kind of thing.
    pub label: Label,
    /// As the document calls it.
    pub said: String,
    /// As the graph calls it.
    pub held: String,
    /// Why they are one.
    pub reason: String,
}

impl Loader {
    /// Reads what the graph knows.
    pub fn new(graph: &Graph, curation: Curation) -> Self {
        Loader { resolver: Resolver::new(graph), documents: Documents::new(graph), links: Links::new(graph), curation }
    }

    /// Loads one document. On an error the graph is as it was before the document.
    pub fn load(&mut self, graph: &mut Graph, facts: &Facts) -> Result<Loaded, WriteError> {
        self.load_account(graph, Account::from(facts))
    }

    /// Loads what one document says.
    pub fn load_account(&mut self, graph: &mut Graph, mut account: Account) -> Result<Loaded, WriteError> {
        let curated = self.curation.apply(&mut account);
        if !self.curation.sha256.is_empty() {
            account.document.insert("curation".to_owned(), self.curation.sha256.clone().into());
        }
        let mut loaded = Loaded { outcome: Outcome::Added, nodes: 0, relationships: 0, merges: Vec::new(), curated };
        match self.documents.know(graph, &account.document) {
            Known::Same => {
                loaded.outcome = Outcome::Unchanged;
                return Ok(loaded);
            }
            Known::SameAs(source) => {
                loaded.outcome = Outcome::SameAs(source);
                return Ok(loaded);
            }
            Known::Other(document) => {
                loaded.outcome = Outcome::Replaced;
                self.retract(graph, document)?;
            }
            Known::Not => {}
        }
        let mark = graph.mark();
        self.write(graph, &account, &mut loaded).inspect_err(|_| graph.undo_to(mark))?;
        Ok(loaded)
    }

    /// The curation that it applies.
    pub fn curation_mut(&mut self) -> &mut Curation {
        &mut self.curation
    }

    /// Writes what was held back to be written once (long lists of documents). Call it before every commit.
    pub fn finish(&mut self, graph: &mut Graph) -> Result<(), WriteError> {
        self.links.flush(graph)
    }

    /// Takes back everything that the document said. What other documents say too stays.
    pub fn retract(&mut self, graph: &mut Graph, document: NodeId) -> Result<Retracted, WriteError> {
        self.links.flush(graph)?;
        let mark = graph.mark();
        let retracted = retract::retract(graph, document).inspect_err(|_| graph.undo_to(mark))?;
        self.links.forget_deleted(graph);
        Ok(retracted)
    }

    fn write(&mut self, graph: &mut Graph, account: &Account, loaded: &mut Loaded) -> Result<(), WriteError> {
        let document = self.documents.create(graph, &account.document)?;
        loaded.nodes += 1;
        if let Some(original) = self.documents.original(graph, account, document) {
            let copy_of = graph.symbols_mut().relationship_type("COPY_OF");
            graph.create_relationship(copy_of, document, original, vec![])?;
            loaded.relationships += 1;
            loaded.outcome = Outcome::CopyOf(read::node_text(graph, original, "source"));
            return Ok(());
        }
        let around = account.around();
        let mut nodes: Vec<Option<NodeId>> = vec![None; account.things.len()];
        let mut taken: FxHashSet<NodeId> = FxHashSet::default();
        for label in ORDER {
            for (thing, said) in account.things.iter().enumerate().filter(|(_, said)| said.label == *label) {
                let view = View::of_thing(graph, account, (thing, &around[thing]), &nodes, &self.resolver.actors);
                let parted = |node: NodeId| self.curation.parts(&view.names, graph, node);
                let found = self
                    .resolver
                    .find(graph, &view, &|node| (is_event(*label) && taken.contains(&node)) || parted(node));
                let is_new = found.is_none();
                let (node, reason) = match found {
                    Some((node, found)) => {
                        loaded.merges.push(Merge {
                            label: *label,
                            said: write::caption(&said.statement.properties),
                            held: write::caption(&read::node_properties(graph, node)),
                            reason: found.reason.clone(),
                        });
                        (node, found.reason)
                    }
                    None => {
                        loaded.nodes += 1;
                        (write::create_node(graph, said)?, String::new())
                    }
                };
                match label {
                    Label::Country => self.resolver.actors.add_country(node),
                    Label::Person => self.resolver.actors.see(node, text(&account.document, "published")),
                    Label::Place => self.resolver.actors.add_place(node, said.statement.text("kind")),
                    _ => {}
                }
                nodes[thing] = Some(node);
                taken.insert(node);
                loaded.relationships += write::mention(graph, node, document, said, &reason)?;
                let calls_it_otherwise = !is_new && view.has_other_names(&read::node_properties(graph, node));
                if !is_new {
                    write::merge_node(graph, node, said, text(&account.document, "published"))?;
                }
                // Filed again only under new names: known actors come up in every other document.
                if is_new || is_event(*label) || calls_it_otherwise {
                    self.resolver.file(node, &view);
                }
            }
        }
        for link in &account.links {
            let (Some(start), Some(end)) =
                (nodes.get(link.start).copied().flatten(), nodes.get(link.end).copied().flatten())
            else {
                continue;
            };
            let mut said = write::link_properties(link);
            if link.kind == LinkType::Holds {
                write::observe(account, &around[link.start], link.start, &mut said);
            }
            let new = self.links.write(graph, link.kind, start, end, text(&account.document, "source"), said)?;
            loaded.relationships += usize::from(new);
            self.resolver.actors.learn(link.kind, start, end, link.statement.text("office"));
        }
        // Filed again with what the relationships added: who took part, and where.
        for (thing, node) in nodes.iter().enumerate().filter_map(|(thing, node)| Some((thing, (*node)?))) {
            if is_event(account.things[thing].label)
                && let Some(view) = View::of_node(graph, node, &self.resolver.actors)
            {
                self.resolver.file(node, &view);
            }
        }
        Ok(())
    }
}

/// Things are resolved in this order: each kind is told apart by those before it.
const ORDER: &[Label] = &[
    Label::Country,
    Label::Topic,
    Label::Organization,
    Label::Person,
    Label::Place,
    Label::Visit,
    Label::Meeting,
    Label::Agreement,
    Label::Proposal,
];

fn is_event(label: Label) -> bool {
    matches!(label, Label::Visit | Label::Meeting | Label::Agreement | Label::Proposal)
}

impl Statement {
    /// The statement as it is kept on the first mention.
    fn write(&self) -> String {
        serde_json::Value::Object(self.properties.clone()).to_string()
    }
}

#[cfg(test)]
mod tests;
