//! What is compared when two things may be one: the same picture of a node and of a thing in a document.

use super::super::account::{Account, Properties, text};
use super::super::date::Period;
use super::super::read;
use super::{Actors, name};
use crate::facts::{Label, LinkType};
use crate::graph::{Direction, Graph, GraphRead};
use crate::value::NodeId;
use jiff::civil::Date;

use smallvec::SmallVec;
use std::collections::BTreeSet;

/// A node, or a thing in a document, as it is compared.
#[derive(Clone, Debug)]
pub struct View {
    /// The schema's label.
    pub label: Label,
    /// Its properties.
    pub properties: Properties,
    /// Name and aliases as written.
    pub names: Vec<String>,
    /// The countries it belongs to or stands for.
    pub countries: SmallVec<[NodeId; 2]>,
    /// Codes of the offices of a person.
    pub offices: BTreeSet<String>,
    /// Participants, travellers, parties or proposers.
    pub actors: SmallVec<[NodeId; 4]>,
    /// Where it was held or led to; for a proposal, whom it addresses.
    pub places: SmallVec<[NodeId; 4]>,
    /// Words of the names of the countries among the actors.
    pub party_words: BTreeSet<String>,
    /// When the documents that state it were published, the earliest and the latest; of a person that is known, when it was seen.
    pub published: Option<(Date, Date)>,
}

impl View {
    /// The picture of a thing of a document, whose things before it have been resolved to `nodes`.
    pub fn of_thing(
        graph: &Graph,
        account: &Account,
        (thing, around): (usize, &[usize]),
        nodes: &[Option<NodeId>],
        actors: &Actors,
    ) -> View {
        let said = &account.things[thing];
        let mut view = View::new(said.label, said.statement.properties.clone());
        view.published = text(&account.document, "published").parse().ok().map(|date: Date| (date, date));
        for link in around.iter().filter_map(|link| account.links.get(*link)) {
            let (start, end) = (nodes.get(link.start).copied().flatten(), nodes.get(link.end).copied().flatten());
            if link.start == thing
                && let Some(end) = end
            {
                view.learn(link.kind, true, end, actors);
                if link.kind == LinkType::Holds && !link.statement.text("office").is_empty() {
                    view.offices.insert(link.statement.text("office").to_owned());
                }
            } else if link.end == thing
                && let Some(start) = start
            {
                view.learn(link.kind, false, start, actors);
            }
        }
        view.finish(graph, actors)
    }

    /// The picture of a node of the graph.
    pub fn of_node(graph: &Graph, node: NodeId, actors: &Actors) -> Option<View> {
        let label = read::label(graph, node)?;
        let mut view = View::new(label, read::node_properties(graph, node));
        if matches!(label, Label::Person | Label::Country | Label::Organization | Label::Place | Label::Topic) {
            view.countries = actors.countries(node);
            view.offices = actors.offices(node);
            view.published = actors.seen(node);
            return Some(view);
        }
        let mut around = Vec::new();
        graph.neighbours(node, Direction::Outgoing, None, &mut |step| around.push((true, step)));
        graph.neighbours(node, Direction::Incoming, None, &mut |step| around.push((false, step)));
        around.sort_by_key(|(_, step)| step.relationship);
        for (outgoing, step) in around {
            let name = graph.symbols().type_name(graph.relationship_type(step.relationship));
            match LinkType::named(name) {
                Some(kind) => view.learn(kind, outgoing, step.node, actors),
                None if name == "MENTIONED_IN" => {
                    if let Ok(date) = read::node_text(graph, step.node, "published").parse::<Date>() {
                        let (from, to) = view.published.unwrap_or((date, date));
                        view.published = Some((from.min(date), to.max(date)));
                    }
                }
                None => {}
            }
        }
        Some(view.finish(graph, actors))
    }

    fn new(label: Label, properties: Properties) -> View {
        let mut names: Vec<String> = Vec::new();
        names.extend(properties.get("name").and_then(|name| name.as_str()).map(str::to_owned));
        for alias in properties.get("aliases").and_then(|aliases| aliases.as_array()).into_iter().flatten() {
            if let Some(alias) = alias.as_str().filter(|alias| !names.iter().any(|name| name == alias)) {
                names.push(alias.to_owned());
            }
        }
        View {
            label,
            properties,
            names,
            countries: SmallVec::new(),
            offices: BTreeSet::new(),
            actors: SmallVec::new(),
            places: SmallVec::new(),
            party_words: BTreeSet::new(),
            published: None,
        }
    }

    fn learn(&mut self, kind: LinkType, outgoing: bool, other: NodeId, actors: &Actors) {
        let into = match (kind, outgoing) {
            (LinkType::Represents | LinkType::Holds | LinkType::Of | LinkType::In, true) => {
                for country in actors.countries(other) {
                    if !self.countries.contains(&country) {
                        self.countries.push(country);
                    }
                }
                return;
            }
            (LinkType::Attended | LinkType::Made | LinkType::PartyTo | LinkType::Proposed, false) => &mut self.actors,
            (LinkType::HeldIn | LinkType::To | LinkType::AddressedTo, true) => &mut self.places,
            _ => return,
        };
        if !into.contains(&other) {
            into.push(other);
        }
    }

    fn finish(mut self, graph: &Graph, actors: &Actors) -> View {
        if self.label == Label::Agreement {
            for &country in self.actors.iter().filter(|node| actors.is_country(**node)) {
                if let Some(named) = View::of_node(graph, country, actors) {
                    self.party_words.extend(named.names.iter().flat_map(|name| name::content(name)));
                }
            }
        }
        self
    }

    /// Whether it has a name that the node of these properties does not have.
    pub fn has_other_names(&self, node: &Properties) -> bool {
        let aliases = node.get("aliases").and_then(|aliases| aliases.as_array());
        let held = |name: &str| {
            text(node, "name") == name
                || aliases.is_some_and(|all| all.iter().any(|alias| alias.as_str() == Some(name)))
        };
        self.names.iter().any(|name| !held(name))
    }

    /// The text of a property, empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        text(&self.properties, key)
    }

    /// The name, empty where there is none.
    pub fn name(&self) -> &str {
        self.text("name")
    }

    /// When it was or is to be.
    pub fn period(&self) -> Period {
        Period::read(self.text("start"), self.text("end"), self.text("precision"))
    }

    /// Whether both belong to countries and share none.
    pub fn of_other_country(&self, other: &View) -> bool {
        !self.countries.is_empty() && !other.countries.is_empty() && !self.of_same_country(other)
    }

    /// Whether they share a country.
    pub fn of_same_country(&self, other: &View) -> bool {
        self.countries.iter().any(|country| other.countries.contains(country))
    }

    /// The weeks, counted from 1970, in which its documents were published, each with the one after: what was published at
    /// most seven days apart shares one of them.
    pub fn weeks_of_publication(&self) -> Vec<i32> {
        let week = |date: Date| days_between(Date::constant(1970, 1, 1), date).div_euclid(7);
        let Some((from, to)) = self.published else { return Vec::new() };
        let mut weeks = vec![week(from), week(from) + 1, week(to), week(to) + 1];
        weeks.dedup();
        weeks
    }

    /// Days between the publication of the documents of the two, where known; 0 where the stretches touch.
    pub fn days_between_publications(&self, other: &View) -> Option<i32> {
        let ((from, to), (other_from, other_to)) = (self.published?, other.published?);
        Some(days_between(to, other_from).max(days_between(other_to, from)).max(0))
    }
}

/// Days from the first date to the second, negative where that lies before.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
