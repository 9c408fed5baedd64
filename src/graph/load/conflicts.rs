//! Where the sources contradict each other. Nothing is decided here: both statements stay in the graph.

use super::account::text;
use super::date::{Fit, Period};
use super::merge::Stated;
use super::resolve::{Actors, View};
use super::{read, write};
use crate::facts::{Label, SINGULAR_OFFICES};
use crate::graph::{Direction, Graph, GraphRead};
use crate::text::fold::fold;
use crate::value::NodeId;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Told of a property and of its values, each with the documents that give it.
type Report<'a> = dyn FnMut(&str, BTreeMap<String, BTreeSet<String>>) + 'a;

/// What two events must share to be compared: the kind, who took part and where.
type Alike = (String, BTreeSet<NodeId>, BTreeSet<NodeId>);

/// One contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What the statements are about, for a person to read.
    pub about: String,
    /// The node, or the nodes that may be one.
    pub nodes: Vec<NodeId>,
    /// The property or relationship in question: `start`, `status`, `HELD_IN`, `HOLDS`, …
    pub what: String,
    /// Each value with the documents that state it.
    pub statements: Vec<(String, BTreeSet<String>)>,
}

/// Days by which two reports of one event may differ before they are taken for two events.
const NEAR: i32 = 3;

/// All contradictions, in the order of nodes.
pub fn conflicts(graph: &Graph) -> Vec<Conflict> {
    let actors = Actors::new(graph);
    let mut found = Vec::new();
    for label in [Label::Meeting, Label::Visit, Label::Agreement] {
        for node in read::nodes(graph, label.name()) {
            within(graph, node, label, &mut found);
        }
    }
    between_events(graph, &actors, &mut found);
    between_holders(graph, &mut found);
    found
}

fn within(graph: &Graph, node: NodeId, label: Label, found: &mut Vec<Conflict>) {
    let stated: Vec<(String, Stated)> = write::statements_about(graph, node)
        .into_iter()
        .map(|(document, stated)| (read::node_text(graph, document, "source"), stated))
        .collect();
    if stated.len() < 2 {
        return;
    }
    let about = caption(graph, node);
    let mut report = |what: &str, values: BTreeMap<String, BTreeSet<String>>| {
        let statements = values.into_iter().collect();
        found.push(Conflict { about: about.clone(), nodes: vec![node], what: what.to_owned(), statements });
    };
    let period = |stated: &Stated| {
        let of = |key| text(&stated.properties, key);
        Period::read(of("start"), of("end"), of("precision"))
    };
    let contradicts = |key: &str, a: &Stated, b: &Stated| {
        let (ours, theirs) = (text(&a.properties, key), text(&b.properties, key));
        let both = !ours.is_empty() && !theirs.is_empty() && ours != theirs;
        both && match key {
            "start" if label == Label::Meeting || label == Label::Agreement => {
                period(a).fit(&period(b)) == Fit::Contradicts
            }
            "start" | "end" => period(a).start.precision() == 4 && period(b).start.precision() == 4,
            "status" => happened(ours) && came_to_nothing(theirs) || came_to_nothing(ours) && happened(theirs),
            "kind" => !is_vague(ours) && !is_vague(theirs),
            "amount" => digits(ours) != digits(theirs),
            _ => true,
        }
    };
    for key in ["start", "end", "status", "kind", "amount", "deadline", "mode"] {
        if key == "end" && label != Label::Visit {
            continue;
        }
        let at_odds =
            stated.iter().enumerate().any(|(at, (_, a))| stated[at + 1..].iter().any(|(_, b)| contradicts(key, a, b)));
        if at_odds {
            let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (source, said) in stated.iter().filter(|(_, said)| !text(&said.properties, key).is_empty()) {
                values.entry(text(&said.properties, key).to_owned()).or_default().insert(source.clone());
            }
            report(key, values);
        }
    }
    if label == Label::Meeting {
        places_apart(graph, node, &mut report);
    }
}

/// Places of one meeting that no document names together.
fn places_apart(graph: &Graph, node: NodeId, report: &mut Report) {
    let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for step in read::neighbours(graph, node, Direction::Outgoing, "HELD_IN") {
        if read::label(graph, step.node) == Some(Label::Place) && read::node_text(graph, step.node, "kind") == "city" {
            let documents = read::relationship_texts(graph, step.relationship, "documents");
            values.entry(read::node_text(graph, step.node, "name")).or_default().extend(documents);
        }
    }
    let sets: Vec<&BTreeSet<String>> = values.values().collect();
    let apart = sets.iter().enumerate().any(|(at, a)| sets[at + 1..].iter().any(|b| a.is_disjoint(b)));
    if apart {
        report("HELD_IN", values);
    }
}

fn digits(amount: &str) -> String {
    amount.chars().filter(char::is_ascii_digit).collect()
}

fn happened(status: &str) -> bool {
    matches!(status, "held" | "reached" | "in_force")
}

fn came_to_nothing(status: &str) -> bool {
    matches!(status, "cancelled" | "postponed" | "failed")
}

fn is_vague(kind: &str) -> bool {
    matches!(kind, "talks" | "other" | "unspecified" | "commitment" | "agreement" | "")
}

/// Two events of one kind with the same participants, in different documents, a few days apart or on one day in different
/// places: two events, or one that the sources date or place differently.
fn between_events(graph: &Graph, actors: &Actors, found: &mut Vec<Conflict>) {
    for label in [Label::Meeting, Label::Visit] {
        let mut alike: BTreeMap<Alike, Vec<(Date, NodeId)>> = BTreeMap::new();
        for node in read::nodes(graph, label.name()) {
            let Some(view) = View::of_node(graph, node, actors) else { continue };
            let Some((from, to)) = view.period().days() else { continue };
            let people: BTreeSet<NodeId> = view.actors.iter().copied().collect();
            let enough = if label == Label::Meeting { people.len() >= 2 } else { !people.is_empty() };
            if enough && (label == Label::Visit || from == to) {
                let destination = match label {
                    Label::Visit => actors.stand_for(&view.places),
                    _ => BTreeSet::new(),
                };
                let kind = if label == Label::Meeting { view.text("kind").to_owned() } else { String::new() };
                alike.entry((kind, people, destination)).or_default().push((from, node));
            }
        }
        for events in alike.values_mut() {
            events.sort();
            for pair in events.windows(2) {
                let ((from, a), (to, b)) = (pair[0], pair[1]);
                let days = from.until(to).map_or(i32::MAX, |span| span.get_days());
                let (ours, theirs) = (sources(graph, a), sources(graph, b));
                if days > NEAR || !ours.is_disjoint(&theirs) {
                    continue;
                }
                let what = if days == 0 { "HELD_IN" } else { "start" };
                let value = |node: NodeId| match days {
                    0 => read::neighbours(graph, node, Direction::Outgoing, "HELD_IN")
                        .iter()
                        .map(|step| read::node_text(graph, step.node, "name"))
                        .collect::<Vec<_>>()
                        .join(", "),
                    _ => read::node_text(graph, node, "start"),
                };
                found.push(Conflict {
                    about: format!("{}: one event or two", caption(graph, a)),
                    nodes: vec![a, b],
                    what: what.to_owned(),
                    statements: vec![(value(a), ours), (value(b), theirs)],
                });
            }
        }
    }
}

/// Two persons seen in one office at overlapping times.
fn between_holders(graph: &Graph, found: &mut Vec<Conflict>) {
    let Some(holds) = graph.symbols().find_type("HOLDS") else { return };
    type Seen = (String, String, NodeId, BTreeSet<String>);
    let mut holders: BTreeMap<(NodeId, String), Vec<Seen>> = BTreeMap::new();
    for relationship in graph.relationships().filter(|relationship| graph.relationship_type(*relationship) == holds) {
        let said = read::relationship_properties(graph, relationship);
        let (first, last) = (text(&said, "observed_first"), text(&said, "observed_last"));
        let former = said.get("former").and_then(serde_json::Value::as_bool) == Some(true);
        if former || first.len() != 10 || last.len() != 10 || !SINGULAR_OFFICES.contains(&text(&said, "office")) {
            continue;
        }
        let (person, of) = graph.endpoints(relationship);
        let documents = read::relationship_texts(graph, relationship, "documents").into_iter().collect();
        let seen = (first.to_owned(), last.to_owned(), person, documents);
        holders.entry((of, text(&said, "office").to_owned())).or_default().push(seen);
    }
    for ((of, office), mut seen) in holders {
        seen.sort();
        for pair in seen.windows(2) {
            let ((_, last, a, ours), (first, _, b, theirs)) = (&pair[0], &pair[1]);
            if a != b && first < last {
                found.push(Conflict {
                    about: format!("{} of {}", office.replace('_', " "), read::node_text(graph, of, "name")),
                    nodes: vec![*a, *b],
                    what: "HOLDS".to_owned(),
                    statements: vec![
                        (read::node_text(graph, *a, "name"), ours.clone()),
                        (read::node_text(graph, *b, "name"), theirs.clone()),
                    ],
                });
            }
        }
    }
}

fn sources(graph: &Graph, node: NodeId) -> BTreeSet<String> {
    read::neighbours(graph, node, Direction::Outgoing, "MENTIONED_IN")
        .iter()
        .map(|mention| read::node_text(graph, mention.node, "source"))
        .collect()
}

/// What a person would call the node: its name, and of an event what the name leaves out of kind, participants and date.
pub fn caption(graph: &dyn GraphRead, node: NodeId) -> String {
    let Some(label) = read::label(graph, node) else { return write::caption(&read::node_properties(graph, node)) };
    let properties = read::node_properties(graph, node);
    let mut words = Vec::new();
    // What a meeting is called is often only the verb that tells of it.
    let enough = if label == Label::Meeting { 4 } else { 1 };
    let name = text(&properties, "name");
    let named = name.split_whitespace().count() >= enough;
    words.push(if named { name.to_owned() } else { text(&properties, "kind").replace('_', " ") });
    if matches!(label, Label::Meeting | Label::Visit) {
        let around = |direction, kind| -> Vec<String> {
            let steps = read::neighbours(graph, node, direction, kind);
            steps.iter().map(|step| read::node_text(graph, step.node, "name")).filter(|name| !name.is_empty()).collect()
        };
        // A name may have its diacritics in one article only.
        let told = if named { fold(name) } else { String::new() };
        let mut add = |before: &str, names: Vec<String>| {
            let is_told = names.iter().any(|one| told.contains(&fold(one)));
            if !names.is_empty() && !is_told {
                words.push(format!("{before} {}", names.join(", ")));
            }
        };
        let people = [around(Direction::Incoming, "ATTENDED"), around(Direction::Incoming, "MADE")].concat();
        add(if label == Label::Visit && !named { "visit of" } else { "of" }, people);
        add("to", around(Direction::Outgoing, "TO"));
    }
    for key in ["start", "status"] {
        if !text(&properties, key).is_empty() && label != Label::Person {
            words.push(format!("({})", text(&properties, key)));
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}
