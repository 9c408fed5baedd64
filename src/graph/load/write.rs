//! Nodes, mentions and relationships as they are written.

use super::account::{Account, Link, Properties, Thing, text, to_value};
use super::merge::{self, Stated};
use super::read;
use crate::facts::{Label, LinkType};
use crate::graph::{Direction, Graph, GraphRead, KeyId, WriteError};
use crate::value::{NodeId, RelationshipId, Value};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;
use smallvec::SmallVec;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a person would call the thing.
pub fn caption(properties: &Properties) -> String {
    let words = ["name", "title", "kind", "status", "start"].map(|key| text(properties, key));
    match words {
        [name, ..] if !name.is_empty() => name.to_owned(),
        _ => words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
    }
}

fn keyed(graph: &mut Graph, properties: &Properties) -> Vec<(KeyId, Value)> {
    properties.iter().map(|(key, value)| (graph.symbols_mut().key(key), to_value(value))).collect()
}

/// Adds the node of a thing, with the labels of the schema.
pub fn create_node(graph: &mut Graph, said: &Thing) -> Result<NodeId, WriteError> {
    let mut labels = vec![graph.symbols_mut().label(said.label.name())];
    match said.label {
        Label::Person | Label::Country | Label::Organization => labels.push(graph.symbols_mut().label("Actor")),
        Label::Meeting | Label::Visit => labels.push(graph.symbols_mut().label("Event")),
        Label::Place | Label::Agreement | Label::Proposal | Label::Topic => {}
    }
    let stated = Stated { properties: said.statement.properties.clone(), published: String::new() };
    let properties = keyed(graph, &merge::node(said.label, &[stated]));
    graph.create_node(labels, properties)
}

/// Adds the mentions of a thing; the first one carries what the document states. Returns how many.
pub fn mention(
    graph: &mut Graph,
    node: NodeId,
    document: NodeId,
    said: &Thing,
    reason: &str,
) -> Result<usize, WriteError> {
    let mentioned_in = graph.symbols_mut().relationship_type("MENTIONED_IN");
    let places: BTreeSet<_> = said.evidence.iter().map(|place| (place.start, place.end, place.sentence)).collect();
    let places: Vec<_> = if places.is_empty() { vec![None] } else { places.into_iter().map(Some).collect() };
    for (number, place) in places.iter().enumerate() {
        let mut properties = Properties::new();
        if let Some((start, end, sentence)) = place {
            properties.insert("sentence".into(), (*sentence).into());
            properties.insert("start".into(), (*start).into());
            properties.insert("end".into(), (*end).into());
        }
        if number == 0 {
            properties.insert("statement".into(), said.statement.write().into());
            properties.insert("rule".into(), said.statement.rule.clone().into());
            properties.insert("confidence".into(), said.statement.confidence.into());
            if !reason.is_empty() {
                properties.insert("merged".into(), reason.into());
            }
        }
        let properties = keyed(graph, &properties);
        graph.create_relationship(mentioned_in, node, document, properties)?;
    }
    Ok(places.len())
}

/// Brings the properties of a node up to date with one more statement of it.
///
/// An event is merged from all its statements. An actor, place or topic may have very many; there the merged properties
/// stand for those before, which comes to the same because each of its rules picks the greatest or unites.
pub fn merge_node(graph: &mut Graph, node: NodeId, said: &Thing, published: &str) -> Result<(), WriteError> {
    match said.label {
        Label::Meeting | Label::Visit | Label::Agreement | Label::Proposal => recompute(graph, node),
        label => {
            let stated = [
                Stated { properties: read::node_properties(graph, node), published: String::new() },
                Stated { properties: said.statement.properties.clone(), published: published.to_owned() },
            ];
            set_properties(graph, node, &merge::node(label, &stated))
        }
    }
}

/// Merges the properties of a node anew from the statements of all documents.
pub fn recompute(graph: &mut Graph, node: NodeId) -> Result<(), WriteError> {
    let Some(label) = read::label(graph, node) else { return Ok(()) };
    let stated = statements_about(graph, node);
    if stated.is_empty() {
        return Ok(());
    }
    let merged = merge::node(label, &stated.into_iter().map(|(_, stated)| stated).collect::<Vec<_>>());
    for key in read::node_properties(graph, node).keys().filter(|key| !merged.contains_key(*key)) {
        let key = graph.symbols_mut().key(key);
        graph.set_node_property(node, key, Value::Null)?;
    }
    set_properties(graph, node, &merged)
}

/// What each document states of the node, by document.
pub fn statements_about(graph: &dyn GraphRead, node: NodeId) -> Vec<(NodeId, Stated)> {
    read::neighbours(graph, node, Direction::Outgoing, "MENTIONED_IN")
        .into_iter()
        .filter_map(|mention| {
            let properties = parse(&read::relationship_text(graph, mention.relationship, "statement"))?;
            let published = read::node_text(graph, mention.node, "published");
            Some((mention.node, Stated { properties, published }))
        })
        .collect()
}

/// What the document states, of each thing that it mentions.
pub fn statements_of(graph: &dyn GraphRead, document: NodeId) -> Vec<(Label, Properties)> {
    read::neighbours(graph, document, Direction::Incoming, "MENTIONED_IN")
        .into_iter()
        .filter_map(|mention| {
            let properties = parse(&read::relationship_text(graph, mention.relationship, "statement"))?;
            Some((read::label(graph, mention.node)?, properties))
        })
        .collect()
}

fn parse(statement: &str) -> Option<Properties> {
    match serde_json::from_str(statement).ok()? {
        Json::Object(properties) => Some(properties),
        _ => None,
    }
}

fn set_properties(graph: &mut Graph, node: NodeId, properties: &Properties) -> Result<(), WriteError> {
    let held = read::node_properties(graph, node);
    for (key, value) in properties.iter().filter(|(key, value)| held.get(*key) != Some(*value)) {
        let key = graph.symbols_mut().key(key);
        graph.set_node_property(node, key, to_value(value))?;
    }
    Ok(())
}

/// What a document says of a relationship, with its place and rule.
pub fn link_properties(link: &Link) -> Properties {
    let mut said = link.statement.properties.clone();
    said.insert("rule".into(), link.statement.rule.clone().into());
    said.insert("confidence".into(), link.statement.confidence.into());
    if let Some(place) = link.evidence {
        said.insert("sentence".into(), place.sentence.into());
        said.insert("start".into(), place.start.into());
        said.insert("end".into(), place.end.into());
    }
    said
}

/// When the document saw the person in office: at the events it took part in, else on the day of publication.
pub fn observe(account: &Account, around: &[usize], person: usize, said: &mut Properties) {
    if said.get("former").and_then(Json::as_bool) == Some(true) || said.contains_key("observed_first") {
        return;
    }
    let takes_part = [LinkType::Attended, LinkType::Made, LinkType::Signed];
    let mut dates: Vec<&str> = around
        .iter()
        .filter_map(|link| account.links.get(*link))
        .filter(|link| link.start == person && takes_part.contains(&link.kind))
        .filter_map(|link| account.things.get(link.end))
        .filter(|event| matches!(event.statement.text("status"), "held" | "reached" | "in_force"))
        .map(|event| event.statement.text("start"))
        .filter(|date| date.len() >= 4 && !date.starts_with(['X', '-']))
        .collect();
    if dates.is_empty() {
        dates.push(text(&account.document, "published"));
    }
    if let (Some(first), Some(last)) = (dates.iter().min(), dates.iter().max())
        && !first.is_empty()
    {
        said.insert("observed_first".into(), (*first).into());
        said.insert("observed_last".into(), (*last).into());
    }
}

/// The relationships between actors, which many documents state, by their ends; and what is still to be written on them.
#[derive(Debug, Default)]
pub struct Links {
    standing: FxHashMap<(LinkType, NodeId, NodeId), SmallVec<[RelationshipId; 1]>>,
    pending: FxHashMap<RelationshipId, Vec<(String, Properties)>>,
}

fn is_standing(kind: LinkType) -> bool {
    matches!(kind, LinkType::Holds | LinkType::Represents | LinkType::Of | LinkType::In)
}

impl Links {
    /// Those that the graph has.
    pub fn new(graph: &Graph) -> Self {
        let mut links = Links::default();
        for relationship in graph.relationships() {
            let name = graph.symbols().type_name(graph.relationship_type(relationship));
            if let Some(kind) = LinkType::named(name).filter(|kind| is_standing(*kind)) {
                let (start, end) = graph.endpoints(relationship);
                links.standing.entry((kind, start, end)).or_default().push(relationship);
            }
        }
        links
    }

    /// Writes what a document says of a relationship; returns whether the relationship is new.
    pub fn write(
        &mut self,
        graph: &mut Graph,
        kind: LinkType,
        start: NodeId,
        end: NodeId,
        source: &str,
        said: Properties,
    ) -> Result<bool, WriteError> {
        let distinction = merge::distinction(kind, &said);
        let held = self.find(graph, kind, start, end).into_iter().find(|relationship| {
            merge::distinction(kind, &read::relationship_properties(graph, *relationship)) == distinction
        });
        if let Some(relationship) = held {
            self.pending.entry(relationship).or_default().push((source.to_owned(), said));
            return Ok(false);
        }
        let name = graph.symbols_mut().relationship_type(kind.name());
        let mut properties = keyed(graph, &said);
        properties.push((graph.symbols_mut().key("documents"), texts([source])));
        let relationship = graph.create_relationship(name, start, end, properties)?;
        if is_standing(kind) {
            self.standing.entry((kind, start, end)).or_default().push(relationship);
        }
        Ok(true)
    }

    fn find(&self, graph: &Graph, kind: LinkType, start: NodeId, end: NodeId) -> Vec<RelationshipId> {
        if is_standing(kind) {
            let held = self.standing.get(&(kind, start, end)).into_iter().flatten().copied();
            return held.filter(|relationship| graph.has_relationship(*relationship)).collect();
        }
        // One end of the others is an event, which has few relationships.
        let (from, direction, other) = match kind {
            LinkType::Attended
            | LinkType::Made
            | LinkType::Hosted
            | LinkType::PartyTo
            | LinkType::Signed
            | LinkType::Proposed => (end, Direction::Incoming, start),
            _ => (start, Direction::Outgoing, end),
        };
        let steps = read::neighbours(graph, from, direction, kind.name());
        steps.into_iter().filter(|step| step.node == other).map(|step| step.relationship).collect()
    }

    /// Writes what was held back.
    pub fn flush(&mut self, graph: &mut Graph) -> Result<(), WriteError> {
        let mut pending: Vec<_> = std::mem::take(&mut self.pending).into_iter().collect();
        pending.sort_by_key(|(relationship, _)| *relationship);
        for (relationship, said) in pending {
            append_stated(graph, relationship, said)?;
        }
        Ok(())
    }

    /// Forgets relationships that are gone.
    pub fn forget_deleted(&mut self, graph: &Graph) {
        for held in self.standing.values_mut() {
            held.retain(|relationship| graph.has_relationship(*relationship));
        }
        self.standing.retain(|_, held| !held.is_empty());
    }
}

/// What each document says of the relationship, by document.
pub fn stated_of_relationship(graph: &dyn GraphRead, relationship: RelationshipId) -> Vec<(String, Properties)> {
    let documents = read::relationship_texts(graph, relationship, "documents");
    let statements = read::relationship_texts(graph, relationship, "statements");
    if documents.len() == 1 || statements.len() != documents.len() {
        let mut own = read::relationship_properties(graph, relationship);
        own.remove("documents");
        own.remove("statements");
        return documents.into_iter().map(|document| (document, own.clone())).collect();
    }
    documents.into_iter().zip(statements.iter().map(|statement| parse(statement).unwrap_or_default())).collect()
}

/// Writes the merged properties of a relationship, and what each document says of it where there are several.
pub fn write_stated(
    graph: &mut Graph,
    relationship: RelationshipId,
    stated: &[(String, Properties)],
) -> Result<(), WriteError> {
    let merged = merge::relationship(&stated.iter().map(|(_, said)| said.clone()).collect::<Vec<_>>());
    let mut properties = keyed(graph, &merged);
    properties.push((graph.symbols_mut().key("documents"), texts(stated.iter().map(|(source, _)| source.as_str()))));
    let statements = (stated.len() > 1)
        .then(|| stated.iter().map(|(_, said)| Json::Object(said.clone()).to_string()).collect::<Vec<_>>());
    let statements = statements.map_or(Value::Null, |statements| texts(statements.iter().map(String::as_str)));
    properties.push((graph.symbols_mut().key("statements"), statements));
    let kept: BTreeSet<KeyId> = properties.iter().map(|(key, _)| *key).collect();
    for (key, _) in graph.relationship_properties(relationship) {
        if !kept.contains(&key) {
            graph.set_relationship_property(relationship, key, Value::Null)?;
        }
    }
    for (key, value) in properties {
        graph.set_relationship_property(relationship, key, value)?;
    }
    Ok(())
}

/// Adds what more documents say of a relationship. The merged properties stand for the statements before, which need not
/// be read again: there may be very many.
fn append_stated(
    graph: &mut Graph,
    relationship: RelationshipId,
    said: Vec<(String, Properties)>,
) -> Result<(), WriteError> {
    let mut documents = read::relationship_texts(graph, relationship, "documents");
    let mut statements = read::relationship_texts(graph, relationship, "statements");
    let mut merged = read::relationship_properties(graph, relationship);
    merged.remove("documents");
    merged.remove("statements");
    if statements.len() != documents.len() {
        statements = vec![Json::Object(merged.clone()).to_string(); documents.len()];
    }
    // One document may say it twice: the two are merged into one statement first.
    let mut by_document: Vec<(String, Properties)> = Vec::new();
    for (source, said) in said {
        match by_document.iter_mut().find(|(held, _)| *held == source) {
            Some((_, held)) => *held = merge::relationship(&[held.clone(), said]),
            None => by_document.push((source, said)),
        }
    }
    for (source, said) in by_document {
        merged = merge::relationship(&[merged, said.clone()]);
        match documents.iter().rposition(|document| *document == source) {
            Some(place) => {
                let held = parse(&statements[place]).unwrap_or_default();
                statements[place] = Json::Object(merge::relationship(&[held, said])).to_string();
            }
            None => {
                documents.push(source);
                statements.push(Json::Object(said).to_string());
            }
        }
    }
    let mut properties = keyed(graph, &merged);
    properties.push((graph.symbols_mut().key("documents"), texts(documents.iter().map(String::as_str))));
    if documents.len() > 1 {
        properties.push((graph.symbols_mut().key("statements"), texts(statements.iter().map(String::as_str))));
    }
    for (key, value) in properties {
        graph.set_relationship_property(relationship, key, value)?;
    }
    Ok(())
}

fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Value {
    Value::List(Arc::new(texts.into_iter().map(Value::from).collect()))
}
