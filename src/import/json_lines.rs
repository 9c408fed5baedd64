//! JSON Lines: each line is a node `{"id","labels","properties"}` or a relationship `{"type","start","end","properties"}`
//! with values as in graph JSON. What Neo4j exports is read too: its `"type"` is `node` or `relationship`, the type of a
//! relationship its `"label"`, and its ends are objects with an `"id"`.

use super::ImportError;
use super::entity::{Entity, Lines, Take};
use crate::graph::json;
use crate::value::Value;
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use std::path::Path;

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    id: Json,
    #[serde(default)]
    labels: Vec<String>,
    label: Option<String>,
    start: Option<Json>,
    end: Option<Json>,
    #[serde(default)]
    properties: Map<String, Json>,
}

/// Reads the file; `progress` hears of the bytes.
pub fn read(path: &Path, progress: &dyn Fn(u64), take: &mut Take<'_>) -> Result<(), ImportError> {
    let mut lines = Lines::open(path)?;
    let mut bytes = Vec::new();
    loop {
        let line = lines.line();
        if !lines.next(&mut bytes)? {
            return Ok(());
        }
        progress(bytes.len() as u64);
        if !bytes.trim_ascii().is_empty() {
            take(line, entity(bytes.trim_ascii()))?;
        }
    }
}

fn entity(line: &[u8]) -> Result<Entity, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| match error.column() {
        0 => error.to_string(),
        // The message counts lines within this one.
        column => format!("{}, at column {column}", error.to_string().split(" at line ").next().unwrap_or_default()),
    })?;
    let value = |(key, json): (String, Json)| {
        let value = json::value(&json).map_err(|reason| format!("`{key}`: {reason}"))?;
        Ok((key, value))
    };
    let properties: Result<Vec<(String, Value)>, String> = line.properties.into_iter().map(value).collect();
    let properties = properties?;
    match (line.start, line.end) {
        (Some(start), Some(end)) => {
            let kind = line.label.or(line.kind).ok_or("the relationship has no `type`")?;
            Ok(Entity::Relationship { kind, start: identifier(&start)?, end: identifier(&end)?, properties })
        }
        (None, None) => Ok(Entity::Node { id: identifier(&line.id)?, labels: line.labels, properties }),
        _ => Err("a relationship needs both `start` and `end`".to_owned()),
    }
}

fn identifier(json: &Json) -> Result<String, String> {
    match json {
        Json::String(text) => Ok(text.clone()),
        Json::Number(number) => Ok(number.to_string()),
        Json::Object(end) if end.contains_key("id") => identifier(&end["id"]),
        _ => Err("an `id` is missing, or no string or number".to_owned()),
    }
}
