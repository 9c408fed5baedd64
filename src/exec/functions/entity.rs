//! Functions of nodes, relationships, paths and maps.

use super::{Evaluator, Outcome, text_argument, wrong_value};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::{Column, Data};
use crate::exec::context::Context;
use crate::graph::GraphRead;
use crate::value::entities::{node_element_id, relationship_element_id};
use crate::value::{NodeId, Path, RelationshipId, Value};
use std::sync::Arc;

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("elementId", |values, _| match &values[0] {
        Value::Node(node) => Ok(Value::from(node_element_id(*node))),
        Value::Relationship(relationship) => Ok(Value::from(relationship_element_id(*relationship))),
        other => Err(wrong_value("elementId", "a node or relationship", other)),
    }),
    ("id", |values, _| match &values[0] {
        Value::Node(node) => Ok(Value::Integer(i64::from(node.0))),
        Value::Relationship(relationship) => Ok(Value::Integer(i64::from(relationship.0))),
        other => Err(wrong_value("id", "a node or relationship", other)),
    }),
    ("startNode", |values, context| end_of("startNode", &values[0], context, |(start, _)| start)),
    ("endNode", |values, context| end_of("endNode", &values[0], context, |(_, end)| end)),
    ("exists", |values, _| Ok(Value::Boolean(!values[0].is_null()))),
    ("keys", |values, context| keys(&values[0], context)),
    ("hasAllLabels", |values, context| {
        let (known, named) = (names(&values[0], context)?, asked(&values[1])?);
        Ok(Value::Boolean(named.iter().all(|name| known.contains(name))))
    }),
    ("hasAnyLabel", |values, context| {
        let (known, named) = (names(&values[0], context)?, asked(&values[1])?);
        Ok(Value::Boolean(named.iter().any(|name| known.contains(name))))
    }),
    ("labels", |values, context| labels(&values[0], context)),
    ("length", |values, _| Ok(Value::Integer(path("length", &values[0])?.relationships.len() as i64))),
    ("nodes", |values, _| Ok(Value::list(path("nodes", &values[0])?.nodes.iter().copied().map(Value::Node).collect()))),
    ("relationships", |values, _| {
        let relationships = &path("relationships", &values[0])?.relationships;
        Ok(Value::list(relationships.iter().copied().map(Value::Relationship).collect()))
    }),
    ("properties", |values, context| properties(&values[0], context)),
    ("type", |values, context| relationship_type(&values[0], context)),
];

/// `id` of a column of nodes or relationships, without a value for each row; `None` for other functions and columns.
pub(super) fn identifiers(function: &str, column: &Column) -> Option<Column> {
    let identifiers = match column.data() {
        Data::Nodes(nodes) if function == "id" => nodes.iter().map(|node| i64::from(node.0)).collect(),
        Data::Relationships(relationships) if function == "id" => {
            relationships.iter().map(|relationship| i64::from(relationship.0)).collect()
        }
        _ => return None,
    };
    Some(Column::new(Data::Integers(identifiers), column.nulls().clone()))
}

fn deleted(what: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::EntityNotFound, "DeletedEntityAccess", format!("the {what} has been deleted"))
}

fn existing_node(node: NodeId, context: &Context<'_>) -> Result<NodeId, Diagnostic> {
    if context.graph.has_node(node) { Ok(node) } else { Err(deleted("node")) }
}

fn existing_relationship(id: RelationshipId, context: &Context<'_>) -> Result<RelationshipId, Diagnostic> {
    if context.graph.has_relationship(id) { Ok(id) } else { Err(deleted("relationship")) }
}

fn path<'a>(function: &str, value: &'a Value) -> Result<&'a Arc<Path>, Diagnostic> {
    match value {
        Value::Path(path) => Ok(path),
        other => Err(wrong_value(function, "a path", other)),
    }
}

fn end_of(function: &str, value: &Value, context: &Context<'_>, pick: fn((NodeId, NodeId)) -> NodeId) -> Outcome {
    match value {
        // The graph remembers the ends of what the statement deleted.
        Value::Relationship(relationship) => Ok(Value::Node(pick(context.graph.endpoints(*relationship)))),
        other => Err(wrong_value(function, "a relationship", other)),
    }
}

fn relationship_type(value: &Value, context: &Context<'_>) -> Outcome {
    match value {
        // The graph remembers the type of what the statement deleted.
        Value::Relationship(relationship) => {
            let kind = context.graph.relationship_type(*relationship);
            Ok(Value::from(context.graph.symbols().type_name(kind)))
        }
        other => Err(wrong_value("type", "a relationship", other)),
    }
}

fn labels(value: &Value, context: &Context<'_>) -> Outcome {
    match value {
        Value::Node(node) => {
            let symbols = context.graph.symbols();
            let labels = context.graph.labels(existing_node(*node, context)?);
            Ok(Value::list(labels.iter().map(|label| Value::from(symbols.label_name(*label))).collect()))
        }
        other => Err(wrong_value("labels", "a node", other)),
    }
}

/// The labels of a node, or the type of a relationship.
fn names<'c>(value: &Value, context: &Context<'c>) -> Result<Vec<&'c str>, Diagnostic> {
    let symbols = context.graph.symbols();
    match value {
        Value::Node(node) => {
            let labels = context.graph.labels(existing_node(*node, context)?);
            Ok(labels.into_iter().map(|label| symbols.label_name(label)).collect())
        }
        Value::Relationship(relationship) => {
            let relationship = existing_relationship(*relationship, context)?;
            Ok(vec![symbols.type_name(context.graph.relationship_type(relationship))])
        }
        other => Err(wrong_value("hasAllLabels", "a node or relationship", other)),
    }
}

/// The names in a text or a list of texts.
fn asked(value: &Value) -> Result<Vec<&str>, Diagnostic> {
    match value {
        Value::List(names) => names.iter().map(|name| text_argument("hasAllLabels", name)).collect(),
        one => Ok(vec![text_argument("hasAllLabels", one)?]),
    }
}

fn keys(value: &Value, context: &Context<'_>) -> Outcome {
    let symbols = context.graph.symbols();
    let keys = match value {
        Value::Map(entries) => {
            return Ok(Value::list(entries.keys().map(|key| Value::String(key.clone())).collect()));
        }
        Value::Node(node) => context.graph.node_properties(existing_node(*node, context)?),
        Value::Relationship(relationship) => {
            context.graph.relationship_properties(existing_relationship(*relationship, context)?)
        }
        other => return Err(wrong_value("keys", "a node, relationship or map", other)),
    };
    Ok(Value::list(keys.iter().map(|(key, _)| Value::from(symbols.key_name(*key))).collect()))
}

fn properties(value: &Value, context: &Context<'_>) -> Outcome {
    let symbols = context.graph.symbols();
    let properties = match value {
        Value::Map(_) => return Ok(value.clone()),
        Value::Node(node) => context.graph.node_properties(existing_node(*node, context)?),
        Value::Relationship(relationship) => {
            context.graph.relationship_properties(existing_relationship(*relationship, context)?)
        }
        other => return Err(wrong_value("properties", "a node, relationship or map", other)),
    };
    Ok(Value::map(properties.into_iter().map(|(key, value)| (symbols.key_name(key), value))))
}
