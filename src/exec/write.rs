//! Changing the graph: what the writing operators have in common.

use super::batch::Batch;
use super::error;
use super::run::Run;
use crate::diagnostic::{Diagnostic, Kind};
use crate::graph::{GraphRead, KeyId, LabelId, TypeId};
use crate::semantics::bound::{
    Create, CreateItem, CreatedType, Expression, Name, NamedPath, Properties, SetItem, Slot,
};
use crate::value::{NodeId, RelationshipId, Value};

/// A node or relationship.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entity {
    Node(NodeId),
    Relationship(RelationshipId),
}

/// The entity in a value; none for null.
pub(super) fn entity(value: &Value, what: &str) -> Result<Option<Entity>, Diagnostic> {
    match value {
        Value::Null => Ok(None),
        Value::Node(node) => Ok(Some(Entity::Node(*node))),
        Value::Relationship(relationship) => Ok(Some(Entity::Relationship(*relationship))),
        other => Err(error::type_error(format!("{what} needs a NODE or RELATIONSHIP and not {}", other.type_name()))),
    }
}

/// Creates everything for each row of a batch and binds it.
pub(super) fn create(create: &Create, batch: &mut Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
    for item in &create.items {
        let (slot, column) = match item {
            CreateItem::Node { slot, labels, properties, span } => {
                let properties = evaluated(properties, batch, run)?;
                let column = create_nodes(labels, properties, run).map_err(|error| error.at(*span))?;
                (*slot, column)
            }
            CreateItem::Relationship { slot, kind, start, end, properties, span } => {
                let properties = evaluated(properties, batch, run)?;
                let kinds = types_of_rows(kind, batch, run).map_err(|error| error.at(*span))?;
                let column = create_relationships(&kinds, (*start, *end), properties, batch, run)
                    .map_err(|error| error.at(*span))?;
                (*slot, column)
            }
        };
        batch.set(slot, column);
    }
    for NamedPath { slot, elements } in &create.paths {
        let graph = run.graph();
        let paths = (0..batch.len()).map(|row| {
            let start = elements.first().and_then(|slot| batch.column(*slot)).and_then(|column| column.node(row));
            let relationships = elements
                .iter()
                .skip(1)
                .step_by(2)
                .filter_map(|slot| batch.column(*slot).and_then(|column| column.relationship(row)))
                .collect();
            start.map_or(Value::Null, |start| super::operators::path(&graph, start, relationships))
        });
        let column = super::batch::Column::from_values(paths);
        batch.set(*slot, column);
    }
    set(&create.computed, batch, run)
}

fn create_nodes(
    labels: &[Name],
    properties: Vec<Vec<(Name, Value)>>,
    run: &Run<'_>,
) -> Result<super::batch::Column, Diagnostic> {
    let mut graph = run.graph_mut()?;
    let labels: Vec<LabelId> = labels.iter().map(|label| graph.symbols_mut().label(label)).collect();
    let mut nodes = Vec::with_capacity(properties.len());
    for properties in properties {
        let count = properties.len() as u64;
        let properties = properties.into_iter().map(|(key, value)| (graph.symbols_mut().key(&key), value)).collect();
        nodes.push(graph.create_node(labels.clone(), properties).map_err(error::refused)?);
        run.count_changes(|statistics| {
            statistics.nodes_created += 1;
            statistics.labels_added += labels.len() as u64;
            statistics.properties_set += count;
        });
    }
    Ok(super::batch::Column::from_nodes(nodes))
}

/// The type for each row; the last one counts for all rows after it too.
fn types_of_rows(kind: &CreatedType, batch: &Batch, run: &Run<'_>) -> Result<Vec<Name>, Diagnostic> {
    let value = match kind {
        CreatedType::Name(name) => return Ok(vec![name.clone()]),
        CreatedType::Computed(value) => value,
    };
    let column = run.evaluate(value, batch)?;
    let one = |row| match names_of(&column.value(row), value)?.as_slice() {
        [name] => Ok(name.clone()),
        names => Err(error::type_error(format!("a relationship has one type, not {}", names.len())).at(value.span)),
    };
    (0..batch.len()).map(one).collect()
}

fn create_relationships(
    kinds: &[Name],
    (start, end): (Slot, Slot),
    properties: Vec<Vec<(Name, Value)>>,
    batch: &Batch,
    run: &Run<'_>,
) -> Result<super::batch::Column, Diagnostic> {
    let mut graph = run.graph_mut()?;
    let kinds: Vec<TypeId> = kinds.iter().map(|kind| graph.symbols_mut().relationship_type(kind)).collect();
    let mut relationships = Vec::with_capacity(properties.len());
    for (row, properties) in properties.into_iter().enumerate() {
        let node = |slot| {
            batch.column(slot).and_then(|column| column.node(row)).ok_or_else(|| {
                Diagnostic::runtime(
                    Kind::SemanticError,
                    "InvalidArgumentType",
                    "a relationship cannot be created from or to null",
                )
            })
        };
        let (start, end) = (node(start)?, node(end)?);
        let Some(&kind) = kinds.get(row).or(kinds.last()) else { break };
        let count = properties.len() as u64;
        let properties = properties.into_iter().map(|(key, value)| (graph.symbols_mut().key(&key), value)).collect();
        relationships.push(graph.create_relationship(kind, start, end, properties).map_err(error::refused)?);
        run.count_changes(|statistics| {
            statistics.relationships_created += 1;
            statistics.properties_set += count;
        });
    }
    Ok(super::batch::Column::from_relationships(relationships))
}

/// The properties of each row, without nulls.
fn evaluated(properties: &Properties, batch: &Batch, run: &Run<'_>) -> Result<Vec<Vec<(Name, Value)>>, Diagnostic> {
    let mut rows: Vec<Vec<(Name, Value)>> = vec![Vec::new(); batch.len()];
    match properties {
        Properties::Entries(entries) => {
            for (key, value) in entries {
                let column = run.evaluate(value, batch)?;
                for (row, properties) in rows.iter_mut().enumerate() {
                    properties.push((key.clone(), column.value(row)));
                }
            }
        }
        Properties::Map(map) => {
            let column = run.evaluate(map, batch)?;
            for (row, properties) in rows.iter_mut().enumerate() {
                properties.extend(map_of(&column.value(row), run)?);
            }
        }
    }
    for properties in &mut rows {
        // Of a key that is given twice the last counts.
        let mut kept: Vec<(Name, Value)> = Vec::with_capacity(properties.len());
        for (key, value) in properties.drain(..) {
            kept.retain(|(known, _)| *known != key);
            check_storable(&key, &value)?;
            if !value.is_null() {
                kept.push((key, value));
            }
        }
        *properties = kept;
    }
    Ok(rows)
}

fn check_storable(key: &str, value: &Value) -> Result<(), Diagnostic> {
    if value.is_null() || value.is_storable() {
        return Ok(());
    }
    let message = format!("a {} cannot be the value of the property `{key}`", value.type_name());
    Err(Diagnostic::runtime(Kind::TypeError, "InvalidPropertyType", message)
        .with_hint("properties hold numbers, texts, booleans, temporal values, points, and lists of these"))
}

/// The entries of a map, or the properties of a node or relationship.
fn map_of(value: &Value, run: &Run<'_>) -> Result<Vec<(Name, Value)>, Diagnostic> {
    let graph = run.graph();
    let named = |(key, value): (KeyId, Value)| (Name::from(graph.symbols().key_name(key)), value);
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Map(map) => Ok(map.iter().map(|(key, value)| (key.clone(), value.clone())).collect()),
        Value::Node(node) => Ok(graph.node_properties(*node).into_iter().map(named).collect()),
        Value::Relationship(r) => Ok(graph.relationship_properties(*r).into_iter().map(named).collect()),
        other => Err(error::type_error(format!("properties come from a MAP and not from {}", other.type_name()))),
    }
}

/// Applies assignments, row by row: a later row sees what an earlier one changed.
pub(super) fn set(items: &[SetItem], batch: &Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
    for row in 0..batch.len() {
        let row = if batch.len() == 1 { batch.clone() } else { batch.row(row) };
        let evaluate = |expression: &Expression| Ok::<_, Diagnostic>(run.evaluate(expression, &row)?.value(0));
        for item in items {
            match item {
                SetItem::Property { entity: of, key, value } => {
                    if let Some(entity) = entity(&evaluate(of)?, "SET")? {
                        set_property(entity, key, evaluate(value)?, run).map_err(|error| error.at(value.span))?;
                    }
                }
                SetItem::DynamicProperty { entity: of, key, value } => {
                    if let Some(entity) = entity(&evaluate(of)?, "SET")? {
                        let name = key_of(&evaluate(key)?).map_err(|error| error.at(key.span))?;
                        set_property(entity, &name, evaluate(value)?, run).map_err(|error| error.at(value.span))?;
                    }
                }
                SetItem::Replace { entity: of, value } => {
                    if let Some(entity) = entity(&evaluate(of)?, "SET")? {
                        let map = map_of(&evaluate(value)?, run).map_err(|error| error.at(value.span))?;
                        replace_properties(entity, map, run).map_err(|error| error.at(value.span))?;
                    }
                }
                SetItem::Add { entity: of, value } => {
                    if let Some(entity) = entity(&evaluate(of)?, "SET")? {
                        for (key, value) in map_of(&evaluate(value)?, run)? {
                            set_property(entity, &key, value, run)?;
                        }
                    }
                }
                SetItem::Labels { entity: of, labels, computed } => {
                    if let Some(entity) = entity(&evaluate(of)?, "SET")? {
                        set_labels(entity, labels, true, run)?;
                        for labels in computed {
                            set_labels(entity, &names_of(&evaluate(labels)?, labels)?, true, run)?;
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

pub(super) fn key_of(value: &Value) -> Result<Name, Diagnostic> {
    match value {
        Value::String(key) => Ok(key.clone()),
        other => Err(error::type_error(format!("a property key is a STRING and not {}", other.type_name()))),
    }
}

/// Sets one property; null removes it.
pub(super) fn set_property(entity: Entity, key: &str, value: Value, run: &Run<'_>) -> Result<(), Diagnostic> {
    check_storable(key, &value)?;
    let mut graph = run.graph_mut()?;
    let key = match (value.is_null(), graph.symbols().find_key(key)) {
        (true, None) => return Ok(()),
        (_, Some(key)) => key,
        (false, None) => graph.symbols_mut().key(key),
    };
    let is_null = value.is_null();
    let before = match entity {
        Entity::Node(node) => {
            let before = graph.node_property(node, key);
            graph.set_node_property(node, key, value).map_err(error::refused)?;
            before
        }
        Entity::Relationship(relationship) => {
            let before = graph.relationship_property(relationship, key);
            graph.set_relationship_property(relationship, key, value).map_err(error::refused)?;
            before
        }
    };
    if !(is_null && before.is_null()) {
        run.count_changes(|statistics| statistics.properties_set += 1);
    }
    Ok(())
}

fn replace_properties(entity: Entity, map: Vec<(Name, Value)>, run: &Run<'_>) -> Result<(), Diagnostic> {
    let old: Vec<Name> = {
        let graph = run.graph();
        let old = match entity {
            Entity::Node(node) => graph.node_properties(node),
            Entity::Relationship(relationship) => graph.relationship_properties(relationship),
        };
        old.into_iter().map(|(key, _)| graph.symbols().key_name(key).into()).collect()
    };
    for key in old.iter().filter(|key| !map.iter().any(|(new, _)| new == *key)) {
        set_property(entity, key, Value::Null, run)?;
    }
    map.into_iter().try_for_each(|(key, value)| set_property(entity, &key, value, run))
}

/// The labels that a value names: a text, or a list of texts.
pub(super) fn names_of(value: &Value, expression: &Expression) -> Result<Vec<Name>, Diagnostic> {
    let name = |value: &Value| match value {
        Value::String(name) => Ok(name.clone()),
        other => {
            Err(error::type_error(format!("a label or type is named by a STRING and not by {}", other.type_name()))
                .at(expression.span))
        }
    };
    match value {
        Value::List(names) => names.iter().map(name).collect(),
        one => Ok(vec![name(one)?]),
    }
}

/// Adds labels to a node, or removes them.
pub(super) fn set_labels(entity: Entity, labels: &[Name], add: bool, run: &Run<'_>) -> Result<(), Diagnostic> {
    let Entity::Node(node) = entity else { return Err(error::type_error("only a NODE has labels")) };
    let mut graph = run.graph_mut()?;
    for label in labels {
        if add {
            let label = graph.symbols_mut().label(label);
            if graph.add_label(node, label).map_err(error::refused)? {
                run.count_changes(|statistics| statistics.labels_added += 1);
            }
        } else if let Some(label) = graph.symbols().find_label(label)
            && graph.remove_label(node, label).map_err(error::refused)?
        {
            run.count_changes(|statistics| statistics.labels_removed += 1);
        }
    }
    Ok(())
}
