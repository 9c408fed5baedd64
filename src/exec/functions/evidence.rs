//! `evidence(x)`: the places in documents that state a node or relationship.

use super::{Evaluator, wrong_type};
use crate::exec::context::Context;
use crate::graph::{Direction, GraphRead};
use crate::value::{NodeId, RelationshipId, Value};

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[("evidence", |values, context| match &values[0] {
    Value::Node(node) => Ok(Value::list(of_node(*node, context))),
    Value::Relationship(relationship) => Ok(Value::list(of_relationship(*relationship, context))),
    other => Err(wrong_type("evidence", "a node or relationship", other)),
})];

/// One place for each mention of the node.
fn of_node(node: NodeId, context: &Context<'_>) -> Vec<Value> {
    let graph = context.graph;
    let Some(kind) = graph.symbols().find_type("MENTIONED_IN") else { return Vec::new() };
    let mut mentions = Vec::new();
    graph.neighbours(node, Direction::Outgoing, Some(kind), &mut |mention| mentions.push(mention.relationship));
    mentions.into_iter().flat_map(|mention| of_relationship(mention, context)).collect()
}

/// The place of the relationship in each of its documents; only the first has a sentence of its own.
fn of_relationship(relationship: RelationshipId, context: &Context<'_>) -> Vec<Value> {
    let graph = context.graph;
    let symbols = graph.symbols();
    let property =
        |name: &str| symbols.find_key(name).map_or(Value::Null, |key| graph.relationship_property(relationship, key));
    if symbols.type_name(graph.relationship_type(relationship)) == "MENTIONED_IN" {
        let (_, document) = graph.endpoints(relationship);
        return vec![stated(node_property(document, "source", context), Some(document), property, context)];
    }
    match property("documents") {
        Value::List(documents) => match &documents[..] {
            [document] => {
                vec![stated(document.clone(), mentioning(relationship, document, context), property, context)]
            }
            documents => {
                documents.iter().map(|document| place(document.clone(), |_| Value::Null, Value::Null)).collect()
            }
        },
        Value::Null => Vec::new(),
        document => {
            let node = mentioning(relationship, &document, context);
            vec![stated(document, node, property, context)]
        }
    }
}

fn place(document: Value, property: impl Fn(&str) -> Value, text: Value) -> Value {
    Value::map([
        ("document", document),
        ("sentence", property("sentence")),
        ("start", property("start")),
        ("end", property("end")),
        ("text", text),
    ])
}

/// The place with its words, as far as the graph keeps the text of the document.
fn stated(source: Value, document: Option<NodeId>, property: impl Fn(&str) -> Value, context: &Context<'_>) -> Value {
    let text = document.map_or(Value::Null, |document| node_property(document, "text", context));
    let words = match (&text, property("start"), property("end")) {
        (Value::String(text), Value::Integer(start), Value::Integer(end)) if 0 <= start && start <= end => {
            let words: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            Value::from(words.as_str())
        }
        _ => Value::Null,
    };
    place(source, property, words)
}

/// The document with that source, among those that mention an end of the relationship.
fn mentioning(relationship: RelationshipId, source: &Value, context: &Context<'_>) -> Option<NodeId> {
    let graph = context.graph;
    let kind = graph.symbols().find_type("MENTIONED_IN")?;
    let (start, end) = graph.endpoints(relationship);
    let mut documents = Vec::new();
    for node in [start, end] {
        graph.neighbours(node, Direction::Outgoing, Some(kind), &mut |mention| documents.push(mention.node));
    }
    let Value::String(source) = source else { return None };
    let is_source = |value: Value| matches!(value, Value::String(other) if other == *source);
    documents.into_iter().find(|document| is_source(node_property(*document, "source", context)))
}

fn node_property(node: NodeId, name: &str, context: &Context<'_>) -> Value {
    let key = context.graph.symbols().find_key(name);
    key.map_or(Value::Null, |key| context.graph.node_property(node, key))
}
