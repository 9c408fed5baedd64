//! What is known of actors and places apart from their names.

use super::super::date::PartialDate;
use super::super::read;
use crate::facts::{Label, LinkType};
use crate::graph::{Graph, GraphRead};
use crate::value::NodeId;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::collections::BTreeSet;

/// What is known of actors and places apart from their names; kept beside the graph because well-known actors have too
/// many relationships to look through each time.
#[derive(Debug, Default)]
pub struct Actors {
    countries: FxHashMap<NodeId, SmallVec<[NodeId; 2]>>,
    offices: FxHashMap<NodeId, BTreeSet<String>>,
    seen: FxHashMap<NodeId, (Date, Date)>,
    is_country: FxHashSet<NodeId>,
    is_venue: FxHashSet<NodeId>,
}

impl Actors {
    /// Everything the graph knows of them.
    pub fn new(graph: &Graph) -> Self {
        let mut actors = Actors::default();
        for node in read::nodes(graph, Label::Country.name()) {
            actors.is_country.insert(node);
        }
        for node in read::nodes(graph, Label::Place.name()) {
            actors.add_place(node, &read::node_text(graph, node, "kind"));
        }
        for relationship in graph.relationships() {
            let kind = LinkType::named(graph.symbols().type_name(graph.relationship_type(relationship)));
            if let Some(kind @ (LinkType::Represents | LinkType::Holds | LinkType::Of | LinkType::In)) = kind {
                let (start, end) = graph.endpoints(relationship);
                actors.learn(kind, start, end, &read::relationship_text(graph, relationship, "office"));
                for key in ["observed_first", "observed_last"] {
                    actors.see(start, &read::relationship_text(graph, relationship, key));
                }
            }
        }
        actors
    }

    /// Notes a country.
    pub fn add_country(&mut self, node: NodeId) {
        self.is_country.insert(node);
    }

    /// Notes a place and the kind of place that it is.
    pub fn add_place(&mut self, node: NodeId, kind: &str) {
        if kind == "venue" {
            self.is_venue.insert(node);
        }
    }

    /// Whether the node is a house, a hotel or another place within a town.
    pub fn is_venue(&self, node: NodeId) -> bool {
        self.is_venue.contains(&node)
    }

    /// Notes a day, as the schema writes it, on which a person was seen; nothing where the year is not known.
    pub fn see(&mut self, person: NodeId, day: &str) {
        if let Some((first, last)) = PartialDate::read(day).days() {
            let seen = self.seen.entry(person).or_insert((first, last));
            *seen = (seen.0.min(first), seen.1.max(last));
        }
    }

    /// Notes what a relationship says of its start.
    pub fn learn(&mut self, kind: LinkType, start: NodeId, end: NodeId, office: &str) {
        if !matches!(kind, LinkType::Represents | LinkType::Holds | LinkType::Of | LinkType::In) {
            return;
        }
        if self.is_country(end) {
            let countries = self.countries.entry(start).or_default();
            if !countries.contains(&end) {
                countries.push(end);
            }
        }
        if kind == LinkType::Holds && !office.is_empty() {
            self.offices.entry(start).or_default().insert(office.to_owned());
        }
    }

    /// Whether the node is a country.
    pub fn is_country(&self, node: NodeId) -> bool {
        self.is_country.contains(&node)
    }

    /// The codes of the offices of a person.
    pub fn offices(&self, person: NodeId) -> BTreeSet<String> {
        self.offices.get(&person).cloned().unwrap_or_default()
    }

    /// The first and the last day on which a person was seen in office or written about.
    pub fn seen(&self, person: NodeId) -> Option<(Date, Date)> {
        self.seen.get(&person).copied()
    }

    /// The countries that the actor stands for; itself for a country.
    pub fn countries(&self, node: NodeId) -> SmallVec<[NodeId; 2]> {
        if self.is_country(node) {
            return SmallVec::from_slice(&[node]);
        }
        self.countries.get(&node).cloned().unwrap_or_default()
    }

    /// The countries that the actors stand for, or the actor itself where it stands for none.
    pub fn stand_for(&self, nodes: &[NodeId]) -> BTreeSet<NodeId> {
        let mut stand_for = BTreeSet::new();
        for &node in nodes {
            let countries = self.countries(node);
            if countries.is_empty() {
                stand_for.insert(node);
            } else {
                stand_for.extend(countries);
            }
        }
        stand_for
    }

    /// Whether two actors can be one party: the same node, or a country and who acts for it.
    pub fn fit(&self, a: NodeId, b: NodeId) -> bool {
        a == b
            || (self.is_country(a) && self.countries(b).contains(&a))
            || (self.is_country(b) && self.countries(a).contains(&b))
    }

    /// How many of the actors of both sides can be paired, equal ones first.
    pub fn shared(&self, a: &[NodeId], b: &[NodeId]) -> usize {
        let equal = a.iter().filter(|node| b.contains(node)).count();
        let mut rest: Vec<NodeId> = b.iter().copied().filter(|node| !a.contains(node)).collect();
        let mut shared = equal;
        for &left in a.iter().filter(|node| !b.contains(node)) {
            if let Some(place) = rest.iter().position(|&right| self.fit(left, right)) {
                rest.swap_remove(place);
                shared += 1;
            }
        }
        shared
    }
}
