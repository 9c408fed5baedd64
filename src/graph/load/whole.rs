//! A graph into a graph: exactly into an empty one, else document by document like any other facts.

use super::account::{Account, Link, Properties, Statement, Thing, text};
use super::{read, write};
use crate::facts::{Evidence, Label, LinkType};
use crate::graph::{Constraint, Covered, Direction, Graph, GraphRead, Index, KeyId, WriteError};
use crate::value::NodeId;
use rustc_hash::FxHashMap;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Copies everything.
pub fn copy(from: &Graph, to: &mut Graph) -> Result<(), WriteError> {
    let mut nodes: FxHashMap<NodeId, NodeId> = FxHashMap::default();
    for node in from.nodes() {
        let labels =
            from.labels(node).iter().map(|label| to.symbols_mut().label(from.symbols().label_name(*label))).collect();
        let properties = from.node_properties(node);
        let properties = properties
            .into_iter()
            .map(|(key, value)| (to.symbols_mut().key(from.symbols().key_name(key)), value))
            .collect();
        nodes.insert(node, to.create_node(labels, properties)?);
    }
    for relationship in from.relationships() {
        let (start, end) = from.endpoints(relationship);
        let (Some(&start), Some(&end)) = (nodes.get(&start), nodes.get(&end)) else { continue };
        let kind = to.symbols_mut().relationship_type(from.symbols().type_name(from.relationship_type(relationship)));
        let properties = from.relationship_properties(relationship);
        let properties = properties
            .into_iter()
            .map(|(key, value)| (to.symbols_mut().key(from.symbols().key_name(key)), value))
            .collect();
        to.create_relationship(kind, start, end, properties)?;
    }
    copy_schema(from, to)
}

/// Copies what is declared.
fn copy_schema(from: &Graph, to: &mut Graph) -> Result<(), WriteError> {
    let same = |to: &mut Graph, on: Covered, keys: &[KeyId]| {
        let (symbols, known) = (to.symbols_mut(), from.symbols());
        let on = match on {
            Covered::Nodes(label) => Covered::Nodes(symbols.label(known.label_name(label))),
            Covered::Relationships(kind) => Covered::Relationships(symbols.relationship_type(known.type_name(kind))),
        };
        (on, keys.iter().map(|key| symbols.key(known.key_name(*key))).collect::<Vec<KeyId>>())
    };
    for index in &from.schema().indexes {
        let (on, keys) = same(to, index.on, &index.keys);
        to.create_index(Index { name: index.name.clone(), on, keys })?;
    }
    for constraint in &from.schema().constraints {
        let (on, keys) = same(to, constraint.on, &constraint.keys);
        to.create_constraint(Constraint { name: constraint.name.clone(), on, keys, demand: constraint.demand })?;
    }
    Ok(())
}

/// What each document of the graph says.
pub fn accounts(graph: &Graph) -> Vec<Account> {
    let documents = read::nodes(graph, "Document");
    documents.into_iter().map(|document| account(graph, document)).collect()
}

/// How many nodes no document speaks of.
pub fn unsourced(graph: &Graph) -> usize {
    let sourced = |node: NodeId| {
        let is_document = graph.labels(node).iter().any(|label| graph.symbols().label_name(*label) == "Document");
        is_document || !read::neighbours(graph, node, Direction::Outgoing, "MENTIONED_IN").is_empty()
    };
    graph.nodes().filter(|node| !sourced(*node)).count()
}

fn account(graph: &Graph, document: NodeId) -> Account {
    let mut properties = read::node_properties(graph, document);
    properties.remove("fingerprint");
    let source = text(&properties, "source").to_owned();
    let mut account = Account { document: properties, things: Vec::new(), links: Vec::new() };
    let mut places: BTreeMap<NodeId, usize> = BTreeMap::new();
    for mention in read::neighbours(graph, document, Direction::Incoming, "MENTIONED_IN") {
        let Some(label) = read::label(graph, mention.node) else { continue };
        let said = read::relationship_properties(graph, mention.relationship);
        let place = *places.entry(mention.node).or_insert_with(|| {
            let statement =
                Statement { properties: read::node_properties(graph, mention.node), ..Statement::default() };
            account.things.push(Thing { label, statement, evidence: Vec::new() });
            account.things.len() - 1
        });
        let thing = &mut account.things[place];
        if let Ok(Json::Object(stated)) = serde_json::from_str(text(&said, "statement")) {
            thing.statement = statement(stated, &said);
        }
        thing.evidence.extend(evidence(&said));
    }
    for (&node, &start) in &places {
        if matches!(read::label(graph, node), Some(Label::Country | Label::Topic)) {
            continue;
        }
        let mut steps = Vec::new();
        graph.neighbours(node, Direction::Both, None, &mut |step| steps.push(step));
        for step in steps {
            let Some(&end) = places.get(&step.node) else { continue };
            let Some(kind) = LinkType::named(graph.symbols().type_name(graph.relationship_type(step.relationship)))
            else {
                continue;
            };
            // Seen from its start, or from its end where the start is a country or topic, which were left out above.
            let (from, _) = graph.endpoints(step.relationship);
            let from_start = from == node;
            if !from_start && !matches!(read::label(graph, from), Some(Label::Country | Label::Topic)) {
                continue;
            }
            let stated = write::stated_of_relationship(graph, step.relationship);
            let said = match stated.into_iter().find(|(document, _)| *document == source) {
                Some((_, said)) => said,
                None if !read::relationship_properties(graph, step.relationship).contains_key("documents") => {
                    read::relationship_properties(graph, step.relationship)
                }
                None => continue,
            };
            let (start, end) = if from_start { (start, end) } else { (end, start) };
            let evidence = evidence(&said);
            let mut properties = said.clone();
            for key in ["sentence", "start", "end"] {
                properties.remove(key);
            }
            account.links.push(Link { kind, start, end, statement: statement(properties, &said), evidence });
        }
    }
    account
}

fn statement(mut properties: Properties, said: &Properties) -> Statement {
    for key in ["rule", "confidence", "statement", "merged"] {
        properties.remove(key);
    }
    let confidence = said.get("confidence").and_then(Json::as_f64).unwrap_or(1.0);
    Statement { properties, rule: text(said, "rule").to_owned(), confidence }
}

fn evidence(said: &Properties) -> Option<Evidence> {
    let number = |key: &str| said.get(key).and_then(Json::as_u64).and_then(|number| u32::try_from(number).ok());
    Some(Evidence { sentence: number("sentence")?, start: number("start")?, end: number("end")? })
}
