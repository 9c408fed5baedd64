//! Graph JSON, the plain interchange form: `{"nodes":[{"id","labels","properties"}],"relationships":[{"id","type",
//! "start","end","properties"}]}`.
//!
//! What is declared follows, if anything is: `"indexes":[{"name","label" or "type","properties"}]` and
//! `"constraints":[{"name","label" or "type","properties","demand"}]`.
//!
//! Reading takes identifiers as numbers or strings. Writing gives the same bytes for the same graph: one entity a
//! line, ascending by identifier, keys by name. What JSON has no word for is written as the line protocol writes it:
//! `{"$type":"Date","_value":"2015-03-26"}`.

use super::{Constraint, Covered, Demand, Graph, GraphRead, Index, Schema, Symbols};
use crate::value::{NodeId, Value, typed_json};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};
use std::sync::Arc;

/// Why a text is not a graph.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or not of this shape; the message names line and column.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// Two nodes with one identifier.
    #[error("two nodes have the id {0}")]
    Twice(String),
    /// A relationship that leads to no node.
    #[error("relationship {relationship} has no node {node} to {end} at")]
    NoNode {
        /// The relationship's identifier.
        relationship: String,
        /// The identifier that is missing.
        node: String,
        /// `start` or `end`.
        end: &'static str,
    },
    /// A property that is no value of a property.
    #[error("property `{key}` of {entity}: {reason}")]
    Property {
        /// The key.
        key: String,
        /// The node or relationship.
        entity: String,
        /// What is wrong with the value.
        reason: String,
    },
    /// A declaration that covers nothing, or demands something unknown.
    #[error("the declaration `{name}`: {reason}")]
    Declaration {
        /// Its name.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// More than the graph can hold.
    #[error("{0}")]
    Write(#[from] super::WriteError),
}

#[derive(Deserialize)]
struct Document {
    nodes: Vec<Node>,
    #[serde(default)]
    relationships: Vec<Relationship>,
    #[serde(default)]
    indexes: Vec<Declared>,
    #[serde(default)]
    constraints: Vec<Declared>,
}

/// An index, or a constraint, which has a demand.
#[derive(Deserialize)]
struct Declared {
    name: String,
    label: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    properties: Vec<String>,
    demand: Option<String>,
}

#[derive(Deserialize)]
struct Node {
    id: Json,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    properties: Map<String, Json>,
}

#[derive(Deserialize)]
struct Relationship {
    #[serde(default)]
    id: Json,
    #[serde(rename = "type")]
    kind: String,
    start: Json,
    end: Json,
    #[serde(default)]
    properties: Map<String, Json>,
}

/// Reads a graph from graph JSON.
pub fn read(text: &str) -> Result<Graph, JsonError> {
    let document: Document = serde_json::from_str(text)?;
    let mut graph = Graph::default();
    let mut ids: FxHashMap<String, NodeId> = FxHashMap::default();
    for node in &document.nodes {
        let labels = node.labels.iter().map(|label| graph.symbols_mut().label(label)).collect();
        let properties = properties(&mut graph, &node.properties, || format!("node {}", node.id))?;
        let id = graph.create_node(labels, properties)?;
        if ids.insert(identifier(&node.id), id).is_some() {
            return Err(JsonError::Twice(identifier(&node.id)));
        }
    }
    for relationship in &document.relationships {
        let find = |node: &Json, end| {
            ids.get(&identifier(node)).copied().ok_or_else(|| JsonError::NoNode {
                relationship: identifier(&relationship.id),
                node: identifier(node),
                end,
            })
        };
        let (start, end) = (find(&relationship.start, "start")?, find(&relationship.end, "end")?);
        let entity = || format!("relationship {}", relationship.id);
        let properties = properties(&mut graph, &relationship.properties, entity)?;
        let kind = graph.symbols_mut().relationship_type(&relationship.kind);
        graph.create_relationship(kind, start, end, properties)?;
    }
    for declared in &document.indexes {
        let (on, keys) = declared.covered(&mut graph)?;
        graph.create_index(Index { name: declared.name.as_str().into(), on, keys })?;
    }
    for declared in &document.constraints {
        let (on, keys) = declared.covered(&mut graph)?;
        let demand = DEMANDS.iter().find(|(_, word)| declared.demand.as_deref() == Some(word));
        let (demand, _) = demand.ok_or_else(|| declared.error("a demand is `unique` or `exists`"))?;
        graph.create_constraint(Constraint { name: declared.name.as_str().into(), on, keys, demand: *demand })?;
    }
    graph.take_changes();
    Ok(graph)
}

const DEMANDS: [(Demand, &str); 2] = [(Demand::Unique, "unique"), (Demand::Exists, "exists")];

impl Declared {
    fn covered(&self, graph: &mut Graph) -> Result<(Covered, Vec<super::KeyId>), JsonError> {
        let symbols = graph.symbols_mut();
        let on = match (&self.label, &self.kind) {
            (Some(label), None) => Covered::Nodes(symbols.label(label)),
            (None, Some(kind)) => Covered::Relationships(symbols.relationship_type(kind)),
            _ => return Err(self.error("it needs either a label or a type")),
        };
        match self.properties.is_empty() {
            true => Err(self.error("it names no property")),
            false => Ok((on, self.properties.iter().map(|key| symbols.key(key)).collect())),
        }
    }

    fn error(&self, reason: &'static str) -> JsonError {
        JsonError::Declaration { name: self.name.clone(), reason }
    }
}

fn identifier(id: &Json) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn properties(
    graph: &mut Graph,
    properties: &Map<String, Json>,
    entity: impl Fn() -> String,
) -> Result<Vec<(super::KeyId, Value)>, JsonError> {
    let mut read = Vec::with_capacity(properties.len());
    for (key, json) in properties {
        let error = |reason| JsonError::Property { key: key.clone(), entity: entity(), reason };
        read.push((graph.symbols_mut().key(key), value(json).map_err(error)?));
    }
    Ok(read)
}

/// Reads a property value.
pub fn value(json: &Json) -> Result<Value, String> {
    Ok(match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Value::Integer(integer),
            (None, Some(float)) if number.is_f64() => Value::Float(float),
            _ => return Err(format!("the integer {number} does not fit into 64 bits")),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::List(Arc::new(items.iter().map(value).collect::<Result<_, _>>()?)),
        Json::Object(map) => {
            match (map.get("$type").and_then(Json::as_str), map.get("_value").and_then(Json::as_str)) {
                (Some(kind), Some(text)) => typed(kind, text)?,
                _ => return Err("a property cannot hold a map".to_owned()),
            }
        }
    })
}

fn typed(kind: &str, text: &str) -> Result<Value, String> {
    match kind {
        "Float" => text.parse().map(Value::Float).map_err(|_| format!("`{text}` is not a number")),
        _ => typed_json::from_json(&json!({"$type": kind, "_value": text})).map_err(|error| error.to_string()),
    }
}

/// Writes the graph as graph JSON.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write) -> io::Result<()> {
    write_with(graph, &Schema::default(), out)
}

/// As [`write`], with what is declared.
pub fn write_with(graph: &dyn GraphRead, schema: &Schema, out: &mut dyn Write) -> io::Result<()> {
    let symbols = graph.symbols();
    let map = |properties: Vec<(super::KeyId, Value)>| -> Map<String, Json> {
        properties.iter().map(|(key, value)| (symbols.key_name(*key).to_owned(), to_json(value))).collect()
    };
    out.write_all(b"{\"nodes\":[")?;
    for (number, node) in graph.nodes().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        let mut labels: Vec<&str> = graph.labels(node).iter().map(|label| symbols.label_name(*label)).collect();
        labels.sort_unstable();
        let properties = map(graph.node_properties(node));
        write!(out, "{{\"id\":{},\"labels\":{},\"properties\":{}}}", node.0, json!(labels), json!(properties))?;
    }
    out.write_all(b"\n],\"relationships\":[")?;
    for (number, relationship) in graph.relationships().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        let (start, end) = graph.endpoints(relationship);
        write!(
            out,
            "{{\"id\":{},\"type\":{},\"start\":{},\"end\":{},\"properties\":{}}}",
            relationship.0,
            json!(symbols.type_name(graph.relationship_type(relationship))),
            start.0,
            end.0,
            json!(map(graph.relationship_properties(relationship)))
        )?;
    }
    out.write_all(b"\n]")?;
    let indexes: Vec<Json> =
        schema.indexes.iter().map(|index| declared(symbols, &index.name, index.on, &index.keys)).collect();
    let constraints = schema.constraints.iter().map(|constraint| {
        let mut json = declared(symbols, &constraint.name, constraint.on, &constraint.keys);
        let demand = DEMANDS.iter().find(|(demand, _)| *demand == constraint.demand);
        json["demand"] = json!(demand.map(|(_, word)| word));
        json
    });
    for (what, declared) in [("indexes", indexes), ("constraints", constraints.collect())] {
        if !declared.is_empty() {
            let lines: Vec<String> = declared.iter().map(Json::to_string).collect();
            write!(out, ",\"{what}\":[\n{}\n]", lines.join(",\n"))?;
        }
    }
    out.write_all(b"}\n")
}

fn declared(symbols: &Symbols, name: &str, on: Covered, keys: &[super::KeyId]) -> Json {
    let keys: Vec<&str> = keys.iter().map(|key| symbols.key_name(*key)).collect();
    match on {
        Covered::Nodes(label) => json!({"name": name, "label": symbols.label_name(label), "properties": keys}),
        Covered::Relationships(kind) => json!({"name": name, "type": symbols.type_name(kind), "properties": keys}),
    }
}

/// The JSON of a property value.
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::Boolean(flag) => json!(flag),
        Value::Integer(integer) => json!(integer),
        Value::Float(float) if float.is_finite() => json!(float),
        Value::Float(float) => json!({"$type": "Float", "_value": float.to_string()}),
        Value::String(text) => json!(&**text),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Date(_)
        | Value::LocalTime(_)
        | Value::Time(_)
        | Value::LocalDateTime(_)
        | Value::DateTime(_)
        | Value::Duration(_)
        | Value::Point(_) => {
            typed_json::typed_text(value).map_or(Json::Null, |(kind, text)| json!({"$type": kind, "_value": text}))
        }
        // No property holds any of these.
        Value::Null | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => Json::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{"nodes":[
{"id":0,"labels":["Actor","Person"],"properties":{"aliases":["B. T. Sơn"],"height":1.5,"name":"Bùi Thanh Sơn"}},
{"id":1,"labels":[],"properties":{}}
],"relationships":[
{"id":0,"type":"KNOWS","start":0,"end":1,"properties":{"since":2000}}
]}
"#;

    fn written(graph: &Graph) -> String {
        let mut out = Vec::new();
        write(graph, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(written(&read(SMALL).unwrap()), SMALL);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (text, message) in [
            ("{", "EOF while parsing an object at line 1 column 1"),
            (r#"{"nodes":[{"id":1},{"id":"1"}]}"#, "two nodes have the id 1"),
            (
                r#"{"nodes":[],"relationships":[{"id":7,"type":"T","start":"a","end":"b"}]}"#,
                "relationship 7 has no node a to start at",
            ),
            (r#"{"nodes":[{"id":1,"properties":{"k":{}}}]}"#, "property `k` of node 1: a property cannot hold a map"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), message);
        }
    }
}
