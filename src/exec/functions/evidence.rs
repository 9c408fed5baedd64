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
    let place = |document: Value, stated: bool| {
        let part = |name: &str| if stated { property(name) } else { Value::Null };
        Value::map([
            ("document", document),
            ("sentence", part("sentence")),
            ("start", part("start")),
            ("end", part("end")),
        ])
    };
    if symbols.type_name(graph.relationship_type(relationship)) == "MENTIONED_IN" {
        let (_, document) = graph.endpoints(relationship);
        let source = symbols.find_key("source").map_or(Value::Null, |key| graph.node_property(document, key));
        return vec![place(source, true)];
    }
    match property("documents") {
        Value::List(documents) => {
            let stated = documents.len() == 1;
            documents.iter().map(|document| place(document.clone(), stated)).collect()
        }
        Value::Null => Vec::new(),
        document => vec![place(document, true)],
    }
}
