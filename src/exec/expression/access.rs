//! Reaching into values: properties, elements, slices, labels, map projections.

use super::logic::truths;
use super::{deleted, map_rows, part, shared, type_error, zip_rows};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::{Batch, Column, ColumnBuilder, Data};
use crate::exec::context::Context;
use crate::exec::property as at_rest;
use crate::graph::GraphRead;
use crate::semantics::bound::{Expression, LabelExpression, MapProjectionItem};
use crate::value::temporal::component;
use crate::value::{NodeId, RelationshipId, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// `of.key`.
pub fn property(of: &Column, key: &str, context: &Context<'_>) -> Result<Column, Diagnostic> {
    let graph = context.graph;
    let id = graph.symbols().find_key(key);
    match of.data() {
        Data::Dates(dates) if let Some(parts) = part::of_dates(dates, key) => {
            Ok(Column::new(Data::Integers(parts), of.nulls().clone()))
        }
        Data::Durations(durations) if let Some(parts) = part::of_durations(durations, key) => {
            Ok(Column::new(Data::Integers(parts), of.nulls().clone()))
        }
        Data::Nodes(nodes) => {
            if let Some(column) = id.and_then(|id| at_rest::of_nodes(graph, nodes, of.nulls(), id)) {
                return Ok(column);
            }
            let mut builder = ColumnBuilder::with_capacity(nodes.len());
            for (row, node) in nodes.iter().enumerate() {
                let value = match id {
                    Some(id) if !of.is_null(row) => graph.node_property(*node, id),
                    _ => Value::Null,
                };
                if value.is_null() && !of.is_null(row) && !graph.has_node(*node) {
                    return Err(deleted("node"));
                }
                builder.push(value);
            }
            Ok(builder.finish())
        }
        Data::Relationships(relationships) => {
            if let Some(column) = id.and_then(|id| at_rest::of_relationships(graph, relationships, of.nulls(), id)) {
                return Ok(column);
            }
            let mut builder = ColumnBuilder::with_capacity(relationships.len());
            for (row, relationship) in relationships.iter().enumerate() {
                let value = match id {
                    Some(id) if !of.is_null(row) => graph.relationship_property(*relationship, id),
                    _ => Value::Null,
                };
                if value.is_null() && !of.is_null(row) && !graph.has_relationship(*relationship) {
                    return Err(deleted("relationship"));
                }
                builder.push(value);
            }
            Ok(builder.finish())
        }
        _ => map_rows(of, |value| property_of(&value, key, context)),
    }
}

/// The property, key or component of one value.
pub fn property_of(value: &Value, key: &str, context: &Context<'_>) -> Result<Value, Diagnostic> {
    let graph = context.graph;
    let id = || graph.symbols().find_key(key);
    match value {
        Value::Null => Ok(Value::Null),
        Value::Map(entries) => Ok(entries.get(key).cloned().unwrap_or(Value::Null)),
        Value::Node(node) if !graph.has_node(*node) => Err(deleted("node")),
        Value::Node(node) => Ok(id().map_or(Value::Null, |id| graph.node_property(*node, id))),
        Value::Relationship(relationship) if !graph.has_relationship(*relationship) => Err(deleted("relationship")),
        Value::Relationship(relationship) => {
            Ok(id().map_or(Value::Null, |id| graph.relationship_property(*relationship, id)))
        }
        _ => component::component(value, key).ok_or_else(|| {
            let message = format!("{} has no properties, so no `{key}`", value.type_name());
            let error = Diagnostic::runtime(Kind::TypeError, "PropertyAccessOnNonMap", message);
            match (value, key) {
                (Value::String(_), "year" | "month" | "day" | "week" | "quarter") => {
                    error.with_hint("a text is read with `date(x)`, a partial date with `earliest(x)` or `latest(x)`")
                }
                _ => error,
            }
        }),
    }
}

/// `of[index]`.
pub fn index(of: &Column, index: &Column, context: &Context<'_>) -> Result<Column, Diagnostic> {
    zip_rows(of, index, |of, index| match (&of, &index) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::List(list), Value::Integer(position)) => Ok(element(list, *position)),
        (Value::List(_), _) => Err(Diagnostic::runtime(
            Kind::TypeError,
            "ListElementAccessByNonInteger",
            format!("an element of a list is named by an integer, not by {}", index.type_name()),
        )),
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::String(key)) => property_of(&of, key, context),
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), _) => Err(Diagnostic::runtime(
            Kind::TypeError,
            "MapElementAccessByNonString",
            format!("a key is a text, not {}", index.type_name()),
        )),
        (_, Value::String(key)) => property_of(&of, key, context),
        _ => Err(type_error(format!("{} has no elements", of.type_name()))),
    })
}

/// Negative positions count from the end; null where there is none.
fn element(list: &[Value], position: i64) -> Value {
    let position = if position < 0 { position.checked_add_unsigned(list.len() as u64) } else { Some(position) };
    position
        .and_then(|position| usize::try_from(position).ok())
        .and_then(|position| list.get(position))
        .cloned()
        .unwrap_or(Value::Null)
}

/// `of[from..to]`; a bound that is absent is the end of the list, one that is null makes null.
pub fn slice(of: &Column, from: Option<&Column>, to: Option<&Column>) -> Result<Column, Diagnostic> {
    let mut builder = ColumnBuilder::with_capacity(of.len());
    for row in 0..of.len() {
        let list = match of.value(row) {
            Value::List(list) => list,
            Value::Null => {
                builder.push(Value::Null);
                continue;
            }
            other => return Err(type_error(format!("a slice is taken of a list, not of {}", other.type_name()))),
        };
        let bound = |column: Option<&Column>, otherwise: usize| match column.map(|column| column.value(row)) {
            None => Ok(Some(otherwise)),
            Some(Value::Null) => Ok(None),
            Some(Value::Integer(position)) => {
                let length = list.len() as i64;
                let position = if position < 0 { position.saturating_add(length) } else { position };
                Ok(Some(position.clamp(0, length) as usize))
            }
            Some(other) => Err(type_error(format!("the bound of a slice is an integer, not {}", other.type_name()))),
        };
        builder.push(match (bound(from, 0)?, bound(to, list.len())?) {
            (Some(from), Some(to)) => Value::list(list.get(from..to.max(from)).unwrap_or_default().to_vec()),
            _ => Value::Null,
        });
    }
    Ok(builder.finish())
}

/// `entity:Label`.
pub fn has_labels(of: &Column, labels: &LabelExpression, context: &Context<'_>) -> Result<Column, Diagnostic> {
    let graph = context.graph;
    if let (Data::Nodes(nodes), LabelExpression::Name(name)) = (of.data(), labels)
        && of.nulls().is_none()
    {
        let label = graph.symbols().find_label(name);
        let has = |node: &NodeId| label.is_some_and(|label| graph.has_label(*node, label));
        let answers: Vec<bool> = nodes.iter().map(has).collect();
        // A node that is gone has no labels, and must not be asked for them.
        if answers.iter().zip(nodes).all(|(has, node)| *has || graph.has_node(*node)) {
            return Ok(Column::from_booleans(answers));
        }
    }
    let mut answers = Vec::with_capacity(of.len());
    for row in 0..of.len() {
        answers.push(match of.value(row) {
            Value::Null => None,
            Value::Node(node) if graph.has_node(node) => {
                let some = matches!(labels, LabelExpression::Name(_)) || !graph.labels(node).is_empty();
                let mut has =
                    |name: &str| graph.symbols().find_label(name).is_some_and(|label| graph.has_label(node, label));
                Some(labels.holds(some, &mut has))
            }
            Value::Relationship(relationship) if graph.has_relationship(relationship) => {
                let kind = graph.symbols().type_name(graph.relationship_type(relationship));
                Some(labels.holds(true, &mut |name| name == kind))
            }
            Value::Node(_) => return Err(deleted("node")),
            Value::Relationship(_) => return Err(deleted("relationship")),
            other => return Err(type_error(format!("{} has no labels", other.type_name()))),
        });
    }
    Ok(truths(answers.into_iter()))
}

/// `of {.key, .*, other: value}`.
pub fn map_projection(
    of: &Expression,
    items: &[MapProjectionItem],
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    let of = shared(of, batch, context)?;
    let mut entries = Vec::with_capacity(items.len());
    for item in items {
        entries.push(match item {
            MapProjectionItem::Entry(_, value) => Some(shared(value, batch, context)?),
            MapProjectionItem::Property(key) => Some(Arc::new(property(&of, key, context)?)),
            MapProjectionItem::All => None,
        });
    }
    let mut builder = ColumnBuilder::with_capacity(batch.len());
    for row in 0..batch.len() {
        let value = of.value(row);
        if value.is_null() {
            builder.push(Value::Null);
            continue;
        }
        let mut map: BTreeMap<Arc<str>, Value> = BTreeMap::new();
        for (item, column) in items.iter().zip(&entries) {
            match (item, column) {
                (MapProjectionItem::Entry(key, _) | MapProjectionItem::Property(key), Some(column)) => {
                    map.insert(key.clone(), column.value(row));
                }
                _ => map.extend(properties_of(&value, context)?),
            }
        }
        builder.push(Value::Map(Arc::new(map)));
    }
    Ok(builder.finish())
}

/// All properties of a node, relationship or map.
///
/// # Errors
/// It is deleted, or none of these.
pub fn properties_of(value: &Value, context: &Context<'_>) -> Result<BTreeMap<Arc<str>, Value>, Diagnostic> {
    match value {
        Value::Map(entries) => Ok((**entries).clone()),
        Value::Node(node) => node_properties(*node, context),
        Value::Relationship(relationship) => relationship_properties(*relationship, context),
        other => Err(type_error(format!("{} has no properties", other.type_name()))),
    }
}

fn node_properties(node: NodeId, context: &Context<'_>) -> Result<BTreeMap<Arc<str>, Value>, Diagnostic> {
    let graph = context.graph;
    if !graph.has_node(node) {
        return Err(deleted("node"));
    }
    let named = |(key, value)| (graph.symbols().key_name(key).into(), value);
    Ok(graph.node_properties(node).into_iter().map(named).collect())
}

fn relationship_properties(
    relationship: RelationshipId,
    context: &Context<'_>,
) -> Result<BTreeMap<Arc<str>, Value>, Diagnostic> {
    let graph = context.graph;
    if !graph.has_relationship(relationship) {
        return Err(deleted("relationship"));
    }
    let named = |(key, value)| (graph.symbols().key_name(key).into(), value);
    Ok(graph.relationship_properties(relationship).into_iter().map(named).collect())
}
