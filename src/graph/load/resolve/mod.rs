//! Which node of the graph a thing of a document is, if it is there already.
//!
//! Candidates are found by keys (folded names; participants with a date), never by comparing all pairs. Each kind of
//! thing has a file with two functions: `keys`, under which it is filed and looked for, and `same`, which says why two
//! things are one, or nothing.

mod actors;
mod agreement;
mod meeting;
mod name;
mod named;
mod person;
mod proposal;
mod view;
mod visit;

use super::read;
use crate::facts::Label;
use crate::graph::{Graph, GraphRead};
use crate::value::NodeId;
pub use actors::Actors;
pub use name::plain;
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};
pub use view::View;

/// Why two things are one.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// One phrase for the log.
    pub reason: String,
    /// The higher the better among several candidates.
    pub score: u32,
    /// Whether the match counts only where no other candidate is as good.
    pub only_if_alone: bool,
}

impl Match {
    fn sure(score: u32, reason: impl Into<String>) -> Option<Match> {
        Some(Match { reason: reason.into(), score, only_if_alone: false })
    }

    fn if_alone(score: u32, reason: impl Into<String>) -> Option<Match> {
        Some(Match { reason: reason.into(), score, only_if_alone: true })
    }
}

/// A hashed key.
type Key = u64;

fn key(parts: impl Hash) -> Key {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// Keys under which a thing is filed, and under which others are looked for.
#[derive(Default)]
struct Keys {
    filed: Vec<Key>,
    sought: Vec<Key>,
}

impl Keys {
    /// Filed here, and others sought here.
    fn add(&mut self, parts: impl Hash) {
        let key = key(parts);
        self.filed.push(key);
        self.sought.push(key);
    }

    /// As [`Keys::add`], where the last part is known.
    fn add_some(&mut self, parts: impl Hash, last: Option<impl Hash>) {
        if let Some(last) = last {
            self.add((parts, last));
        }
    }

    /// Only filed here.
    fn file(&mut self, parts: impl Hash) {
        self.filed.push(key(parts));
    }

    /// Only sought here.
    fn seek(&mut self, parts: impl Hash) {
        self.sought.push(key(parts));
    }

    /// A time of two precisions: a thing dated to the day is found by the day, and meets things dated only to the month
    /// (or year) without meeting all others of that month.
    fn add_time(&mut self, precise: bool, parts: impl Hash) {
        let (fine, coarse) = (key((&parts, "to the day")), key((&parts, "to the month")));
        self.filed.push(if precise { fine } else { coarse });
        self.sought.push(coarse);
        if !precise {
            self.sought.push(fine);
        }
    }
}

/// Every node of the graph under its keys.
#[derive(Debug, Default)]
pub struct Resolver {
    filed: FxHashMap<Key, SmallVec<[NodeId; 2]>>,
    /// What is known of actors and places apart from their names.
    pub actors: Actors,
}

impl Resolver {
    /// Files everything that the graph has.
    pub fn new(graph: &Graph) -> Self {
        let mut resolver = Resolver { filed: FxHashMap::default(), actors: Actors::new(graph) };
        for label in Label::ALL {
            for node in read::nodes(graph, label.name()) {
                if let Some(view) = View::of_node(graph, node, &resolver.actors) {
                    resolver.file(node, &view);
                }
            }
        }
        resolver
    }

    /// Files a node under the keys of a view of it.
    pub fn file(&mut self, node: NodeId, view: &View) {
        for key in sorted(keys(view, &self.actors).filed) {
            let filed = self.filed.entry(key).or_default();
            if !filed.contains(&node) {
                filed.push(node);
            }
        }
    }

    /// The node that the thing is, other than those refused; nothing where it is new or where several are as likely.
    pub fn find(&self, graph: &Graph, view: &View, refused: &dyn Fn(NodeId) -> bool) -> Option<(NodeId, Match)> {
        let mut candidates: Vec<NodeId> = Vec::new();
        for key in sorted(keys(view, &self.actors).sought) {
            candidates.extend(self.filed.get(&key).into_iter().flatten());
        }
        candidates.sort();
        candidates.dedup();
        let mut best: Option<(NodeId, Match)> = None;
        let mut alone = true;
        for node in candidates {
            if !graph.has_node(node) || refused(node) {
                continue;
            }
            let Some(candidate) = View::of_node(graph, node, &self.actors) else { continue };
            let Some(found) = same(view, &candidate, &self.actors) else { continue };
            match &best {
                Some((_, held)) if held.score > found.score => {}
                Some((_, held)) if held.score == found.score => alone = false,
                _ => {
                    alone = true;
                    best = Some((node, found));
                }
            }
        }
        best.filter(|(_, found)| alone || !found.only_if_alone)
    }
}

fn keys(view: &View, actors: &Actors) -> Keys {
    let mut keys = Keys::default();
    match view.label {
        Label::Person => person::keys(view, &mut keys),
        Label::Country | Label::Organization | Label::Place | Label::Topic => named::keys(view, &mut keys),
        Label::Meeting => meeting::keys(view, actors, &mut keys),
        Label::Visit => visit::keys(view, actors, &mut keys),
        Label::Agreement => agreement::keys(view, actors, &mut keys),
        Label::Proposal => proposal::keys(view, &mut keys),
    }
    keys
}

fn sorted(mut keys: Vec<Key>) -> Vec<Key> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Why the two are one, or nothing.
pub fn same(a: &View, b: &View, actors: &Actors) -> Option<Match> {
    if a.label != b.label {
        return None;
    }
    match a.label {
        Label::Person => person::same(a, b),
        Label::Country | Label::Organization | Label::Place | Label::Topic => named::same(a, b),
        Label::Meeting => meeting::same(a, b, actors),
        Label::Visit => visit::same(a, b, actors),
        Label::Agreement => agreement::same(a, b, actors),
        Label::Proposal => proposal::same(a, b, actors),
    }
}
