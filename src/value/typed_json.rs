//! Values as typed JSON, `{"$type": …, "_value": …}` at every depth: what `serve --stdio` speaks.

use super::entities::{Entities, node_element_id, relationship_element_id};
use super::temporal::parse;
use super::{Path, Point, Value, text};
use crate::diagnostic::{Diagnostic, Kind};
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

/// A value as typed JSON, with the nodes and relationships that it names.
pub fn to_json(value: &Value, entities: &dyn Entities) -> Json {
    let (kind, content) = match value {
        Value::Null => ("Null", Json::Null),
        Value::Boolean(flag) => ("Boolean", json!(flag)),
        Value::Integer(number) => ("Integer", json!(number.to_string())),
        Value::Float(number) => ("Float", json!(text::float(*number))),
        Value::String(text) => ("String", json!(&**text)),
        Value::List(values) => ("List", values.iter().map(|value| to_json(value, entities)).collect()),
        Value::Map(entries) => ("Map", object(entries.iter(), entities)),
        Value::Node(node) => {
            let view = entities.node(*node).unwrap_or_default();
            let labels: Vec<&str> = view.labels.iter().map(|label| &**label).collect();
            let content = json!({
                "_element_id": node_element_id(*node),
                "_labels": labels,
                "_properties": object(view.properties.iter().map(|(key, value)| (key, value)), entities),
            });
            ("Node", content)
        }
        Value::Relationship(relationship) => match entities.relationship(*relationship) {
            Some(view) => {
                let content = json!({
                    "_element_id": relationship_element_id(*relationship),
                    "_start_node_element_id": node_element_id(view.start),
                    "_end_node_element_id": node_element_id(view.end),
                    "_type": &*view.kind,
                    "_properties": object(view.properties.iter().map(|(key, value)| (key, value)), entities),
                });
                ("Relationship", content)
            }
            None => ("Unsupported", json!("a relationship that has been deleted")),
        },
        Value::Path(path) => ("Path", steps(path).iter().map(|step| to_json(step, entities)).collect()),
        Value::Date(date) => ("Date", json!(date.to_string())),
        Value::LocalTime(time) => ("LocalTime", json!(time.to_string())),
        Value::Time(time) => ("Time", json!(time.to_string())),
        Value::LocalDateTime(moment) => ("LocalDateTime", json!(moment.to_string())),
        Value::DateTime(moment) => {
            let kind = match moment.zone() {
                super::Zone::Offset(_) => "OffsetDateTime",
                super::Zone::Named(_) => "ZonedDateTime",
            };
            (kind, json!(moment.to_string()))
        }
        Value::Duration(duration) => ("Duration", json!(duration.to_string())),
        Value::Point(point) => ("Point", json!(point_text(point))),
    };
    json!({"$type": kind, "_value": content})
}

fn object<'a>(entries: impl Iterator<Item = (&'a Arc<str>, &'a Value)>, entities: &dyn Entities) -> Json {
    let entries: Map<String, Json> = entries.map(|(key, value)| (key.to_string(), to_json(value, entities))).collect();
    Json::Object(entries)
}

/// Node, relationship, node, …
fn steps(path: &Path) -> Vec<Value> {
    let mut steps = Vec::with_capacity(path.nodes.len() + path.relationships.len());
    for (index, node) in path.nodes.iter().enumerate() {
        steps.push(Value::Node(*node));
        steps.extend(path.relationships.get(index).map(|relationship| Value::Relationship(*relationship)));
    }
    steps
}

fn point_text(point: &Point) -> String {
    match point.z {
        None => format!("SRID={};POINT ({:?} {:?})", point.code(), point.x, point.y),
        Some(z) => format!("SRID={};POINT Z ({:?} {:?} {z:?})", point.code(), point.x, point.y),
    }
}

/// A value from typed JSON. Nodes, relationships and paths belong to a graph and are refused.
///
/// # Errors
/// `ProtocolError` where the JSON is not of the form.
pub fn from_json(json: &Json) -> Result<Value, Diagnostic> {
    let kind = json.get("$type").and_then(Json::as_str);
    let (Some(kind), Some(content)) = (kind, json.get("_value")) else {
        return Err(malformed("a value is an object with `$type` and `_value`"));
    };
    let as_text = || content.as_str().ok_or_else(|| malformed(format!("a `{kind}` is written as a text")));
    Ok(match kind {
        "Null" => Value::Null,
        "Boolean" => Value::Boolean(content.as_bool().ok_or_else(|| malformed("a `Boolean` is `true` or `false`"))?),
        "Integer" => {
            let text = as_text()?;
            Value::Integer(text.parse().map_err(|_| malformed(format!("`{text}` is no 64-bit integer")))?)
        }
        "Float" => float(as_text()?)?,
        "String" => Value::from(as_text()?),
        "List" => {
            let values = content.as_array().ok_or_else(|| malformed("a `List` is an array"))?;
            Value::list(values.iter().map(from_json).collect::<Result<_, _>>()?)
        }
        "Map" => {
            let entries = content.as_object().ok_or_else(|| malformed("a `Map` is an object"))?;
            let entries: Result<Vec<_>, _> =
                entries.iter().map(|(key, value)| Ok((key.as_str(), from_json(value)?))).collect();
            Value::map(entries?)
        }
        "Date" => Value::Date(parse::date(as_text()?)?),
        "LocalTime" => Value::LocalTime(parse::local_time(as_text()?)?),
        "Time" => Value::Time(parse::time(as_text()?)?),
        "LocalDateTime" => Value::LocalDateTime(parse::local_date_time(as_text()?)?),
        "OffsetDateTime" | "ZonedDateTime" => Value::from(parse::date_time(as_text()?)?),
        "Duration" => Value::from(parse::duration(as_text()?)?),
        "Point" => Value::Point(Arc::new(point(as_text()?)?)),
        other => return Err(malformed(format!("a value of type `{other}` cannot be given"))),
    })
}

fn float(text: &str) -> Result<Value, Diagnostic> {
    let number = match text {
        "NaN" | "Nan" | "-NaN" => f64::NAN,
        "Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ => text.parse().map_err(|_| malformed(format!("`{text}` is no number")))?,
    };
    Ok(Value::Float(number))
}

fn point(text: &str) -> Result<Point, Diagnostic> {
    let parse = || {
        let (code, rest) = text.strip_prefix("SRID=")?.split_once(";POINT")?;
        let numbers = rest.trim_start_matches([' ', 'Z']).strip_prefix('(')?.strip_suffix(')')?;
        let coordinates: Vec<f64> = numbers.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        Point::from_code(code.parse().ok()?, &coordinates)
    };
    parse().ok_or_else(|| malformed(format!("`{text}` is no point; write `SRID=7203;POINT (1.2 3.4)`")))
}

fn malformed(message: impl Into<String>) -> Diagnostic {
    Diagnostic::runtime(Kind::ProtocolError, "InvalidValue", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::entities::NoEntities;
    use crate::value::order::equivalent;

    #[test]
    fn values_come_back_as_they_went() {
        let texts = [
            ("Date", "2015-03-26"),
            ("LocalTime", "12:50:35.556"),
            ("Time", "12:50:35.556+01:00"),
            ("ZonedDateTime", "2015-11-21T21:40:32.142+01:00[Europe/Stockholm]"),
            ("OffsetDateTime", "2015-11-21T21:40:32.142Z"),
            ("LocalDateTime", "2015-07-04T19:32:24"),
            ("Duration", "P14DT16H12M"),
            ("Point", "SRID=7203;POINT (1.2 3.4)"),
            ("Point", "SRID=9157;POINT Z (1.0 2.0 3.0)"),
            ("Integer", "-42"),
            ("Float", "NaN"),
            ("Float", "-0.0"),
            ("Float", "3.2E9"),
            ("String", "it's"),
        ];
        for (kind, text) in texts {
            let json = json!({"$type": kind, "_value": text});
            assert_eq!(to_json(&from_json(&json).unwrap(), &NoEntities), json);
        }
        let nested = Value::map([("a", Value::list(vec![Value::Null, Value::Boolean(true)]))]);
        assert!(equivalent(&from_json(&to_json(&nested, &NoEntities)).unwrap(), &nested));
    }

    #[test]
    fn malformed_values_are_refused() {
        for json in [
            json!(1),
            json!({"$type": "Integer", "_value": 1}),
            json!({"$type": "Integer", "_value": "1.5"}),
            json!({"$type": "Date", "_value": "2015-13-01"}),
            json!({"$type": "Node", "_value": {}}),
            json!({"$type": "Point", "_value": "SRID=7203;POINT (1.2)"}),
        ] {
            assert!(from_json(&json).is_err(), "{json}");
        }
    }
}
