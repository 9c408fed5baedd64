//! What a graph holds, for comparing before and after; and values between the kit's form and the engine's.

use super::shown::Shown;
use chancery::database::Database;
use chancery::graph::GraphRead;
use chancery::value::{NodeId, RelationshipId, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything in a graph, as the kit counts it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    nodes: BTreeSet<String>,
    relationships: BTreeSet<String>,
    labels: BTreeSet<String>,
    properties: BTreeSet<String>,
}

impl State {
    pub fn of(database: &Database) -> State {
        let graph = database.graph();
        let mut state = State::default();
        let symbols = graph.symbols();
        for node in graph.nodes() {
            state.nodes.insert(format!("{node:?}"));
            state.labels.extend(graph.labels(node).iter().map(|label| symbols.label_name(*label).to_string()));
            for (key, value) in graph.node_properties(node) {
                let value = shown(&value, database).key(false);
                state.properties.insert(format!("{node:?} {} {value}", symbols.key_name(key)));
            }
        }
        for relationship in graph.relationships() {
            state.relationships.insert(format!("{relationship:?}"));
            for (key, value) in graph.relationship_properties(relationship) {
                let value = shown(&value, database).key(false);
                state.properties.insert(format!("{relationship:?} {} {value}", symbols.key_name(key)));
            }
        }
        state
    }

    /// Checks the differences to an earlier state against a table such as `| +nodes | 1 |`; what it does not name is zero.
    pub fn since(&self, before: &State, expected: &[Vec<String>]) -> Result<(), String> {
        let kinds = [
            ("nodes", &self.nodes, &before.nodes),
            ("relationships", &self.relationships, &before.relationships),
            ("labels", &self.labels, &before.labels),
            ("properties", &self.properties, &before.properties),
        ];
        for (kind, now, before) in kinds {
            for (sign, count) in [('+', now.difference(before).count()), ('-', before.difference(now).count())] {
                let name = format!("{sign}{kind}");
                let wanted = expected.iter().find(|row| row[0] == name).map_or("0", |row| row[1].as_str());
                if wanted != count.to_string() {
                    return Err(format!("side effect {name} is {count} instead of {wanted}"));
                }
            }
        }
        Ok(())
    }
}

/// A value of the engine as the kit would write it.
pub fn shown(value: &Value, database: &Database) -> Shown {
    match value {
        Value::Null => Shown::Null,
        Value::Boolean(value) => Shown::Boolean(*value),
        Value::Integer(value) => Shown::Integer(*value),
        Value::Float(value) => Shown::Float(*value),
        Value::String(value) => Shown::Text(value.to_string()),
        Value::List(items) => Shown::List(items.iter().map(|item| shown(item, database)).collect()),
        Value::Map(entries) => {
            Shown::Map(entries.iter().map(|(key, value)| (key.to_string(), shown(value, database))).collect())
        }
        Value::Node(node) => shown_node(*node, database),
        Value::Relationship(relationship) => shown_relationship(*relationship, database),
        Value::Path(path) => {
            let nodes = path.nodes.iter().map(|node| shown_node(*node, database)).collect();
            let steps = path.relationships.iter().zip(&path.nodes).map(|(relationship, from)| {
                let forward = database.graph().endpoints(*relationship).0 == *from;
                (forward, shown_relationship(*relationship, database))
            });
            Shown::Path(nodes, steps.collect())
        }
        temporal => Shown::Text(chancery::value::text::to_string(temporal).unwrap_or_default()),
    }
}

fn shown_node(node: NodeId, database: &Database) -> Shown {
    let graph = database.graph();
    let labels = graph.labels(node).iter().map(|label| graph.symbols().label_name(*label).to_string()).collect();
    Shown::Node(labels, properties(graph.node_properties(node), database))
}

fn shown_relationship(relationship: RelationshipId, database: &Database) -> Shown {
    let graph = database.graph();
    let kind = graph.symbols().type_name(graph.relationship_type(relationship)).to_string();
    Shown::Relationship(kind, properties(graph.relationship_properties(relationship), database))
}

fn properties(all: Vec<(chancery::graph::KeyId, Value)>, database: &Database) -> BTreeMap<String, Shown> {
    let symbols = database.graph().symbols();
    all.into_iter().map(|(key, value)| (symbols.key_name(key).to_string(), shown(&value, database))).collect()
}

/// A value that the kit wrote, for a parameter or a procedure.
pub fn value(shown: &Shown) -> Value {
    match shown {
        Shown::Boolean(value) => Value::Boolean(*value),
        Shown::Integer(value) => Value::Integer(*value),
        Shown::Float(value) => Value::Float(*value),
        Shown::Text(value) => Value::String(value.as_str().into()),
        Shown::List(items) => Value::List(Arc::new(items.iter().map(value).collect())),
        Shown::Map(entries) => {
            Value::Map(Arc::new(entries.iter().map(|(key, entry)| (key.as_str().into(), value(entry))).collect()))
        }
        _ => Value::Null,
    }
}
