//! Values as typed JSON, `{"$type": …, "_value": …}` at every depth: what `serve --stdio` speaks. Plain JSON is read too.

use super::entities::{Entities, node_element_id, relationship_element_id};
use super::temporal::parse;
use super::{Path, Point, Value, text};
use crate::diagnostic::{Diagnostic, Kind};
use serde_json::{Map, Value as Json};
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

/// Writes a value as typed JSON, with the nodes and relationships that it names.
///
/// # Errors
/// Only those of `out`.
pub fn write(value: &Value, entities: &dyn Entities, out: &mut Vec<u8>) -> io::Result<()> {
    match value {
        Value::Null => write_null(out),
        Value::Boolean(flag) => write!(out, "{{\"$type\":\"Boolean\",\"_value\":{flag}}}")?,
        Value::Integer(number) => write_integer(*number, out)?,
        Value::Float(number) => write_plain("Float", text::float(*number), out)?,
        Value::String(text) => write_text(text, out)?,
        Value::List(values) => {
            out.extend_from_slice(b"{\"$type\":\"List\",\"_value\":");
            write_list(values, entities, out)?;
            out.push(b'}');
        }
        Value::Map(entries) => {
            out.extend_from_slice(b"{\"$type\":\"Map\",\"_value\":");
            write_entries(entries.iter(), entities, out)?;
            out.push(b'}');
        }
        Value::Node(node) => {
            let view = entities.node(*node).unwrap_or_default();
            let labels: Vec<&str> = view.labels.iter().map(|label| &**label).collect();
            write!(
                out,
                "{{\"$type\":\"Node\",\"_value\":{{\"_element_id\":\"{}\",\"_labels\":",
                node_element_id(*node)
            )?;
            serde_json::to_writer(&mut *out, &labels)?;
            out.extend_from_slice(b",\"_properties\":");
            write_entries(view.properties.iter().map(|(key, value)| (key, value)), entities, out)?;
            out.extend_from_slice(b"}}");
        }
        Value::Relationship(relationship) => match entities.relationship(*relationship) {
            Some(view) => {
                write!(
                    out,
                    "{{\"$type\":\"Relationship\",\"_value\":{{\"_element_id\":\"{}\",\
                     \"_start_node_element_id\":\"{}\",\"_end_node_element_id\":\"{}\",\"_type\":",
                    relationship_element_id(*relationship),
                    node_element_id(view.start),
                    node_element_id(view.end)
                )?;
                serde_json::to_writer(&mut *out, &*view.kind)?;
                out.extend_from_slice(b",\"_properties\":");
                write_entries(view.properties.iter().map(|(key, value)| (key, value)), entities, out)?;
                out.extend_from_slice(b"}}");
            }
            None => write_plain("Unsupported", "a relationship that has been deleted", out)?,
        },
        Value::Path(path) => {
            out.extend_from_slice(b"{\"$type\":\"Path\",\"_value\":");
            write_list(&steps(path), entities, out)?;
            out.push(b'}');
        }
        Value::Date(_)
        | Value::LocalTime(_)
        | Value::Time(_)
        | Value::LocalDateTime(_)
        | Value::DateTime(_)
        | Value::Duration(_)
        | Value::Point(_) => {
            if let Some((kind, text)) = typed_text(value) {
                write_plain(kind, text, out)?;
            }
        }
    }
    Ok(())
}

/// The type and the text of a temporal value or a point; `None` for all others.
pub fn typed_text(value: &Value) -> Option<(&'static str, String)> {
    Some(match value {
        Value::Date(date) => ("Date", date.to_string()),
        Value::LocalTime(time) => ("LocalTime", time.to_string()),
        Value::Time(time) => ("Time", time.to_string()),
        Value::LocalDateTime(moment) => ("LocalDateTime", moment.to_string()),
        Value::DateTime(moment) => match moment.zone() {
            super::Zone::Offset(_) => ("OffsetDateTime", moment.to_string()),
            super::Zone::Named(_) => ("ZonedDateTime", moment.to_string()),
        },
        Value::Duration(duration) => ("Duration", duration.to_string()),
        Value::Point(point) => ("Point", point_text(point)),
        _ => return None,
    })
}

/// The absent value.
pub fn write_null(out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"$type\":\"Null\",\"_value\":null}");
}

/// An integer, without a [`Value`] around it.
///
/// # Errors
/// Only those of `out`.
pub fn write_integer(number: i64, out: &mut Vec<u8>) -> io::Result<()> {
    write_plain("Integer", number, out)
}

/// A text, without a [`Value`] around it.
///
/// # Errors
/// Only those of `out`.
pub fn write_text(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(b"{\"$type\":\"String\",\"_value\":");
    serde_json::to_writer(&mut *out, text)?;
    out.push(b'}');
    Ok(())
}

/// A value whose text needs no escapes.
///
/// # Errors
/// Only those of `out`.
pub fn write_plain(kind: &str, text: impl fmt::Display, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(b"{\"$type\":\"");
    out.extend_from_slice(kind.as_bytes());
    out.extend_from_slice(b"\",\"_value\":\"");
    write!(out, "{text}")?;
    out.extend_from_slice(b"\"}");
    Ok(())
}

fn write_list(values: &[Value], entities: &dyn Entities, out: &mut Vec<u8>) -> io::Result<()> {
    out.push(b'[');
    for (place, value) in values.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write(value, entities, out)?;
    }
    out.push(b']');
    Ok(())
}

fn write_entries<'a>(
    entries: impl Iterator<Item = (&'a Arc<str>, &'a Value)>,
    entities: &dyn Entities,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    out.push(b'{');
    for (place, (key, value)) in entries.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        serde_json::to_writer(&mut *out, &**key)?;
        out.push(b':');
        write(value, entities, out)?;
    }
    out.push(b'}');
    Ok(())
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

/// A value from typed JSON; what is no object with `$type` is read as plain JSON: numbers, texts, truth values, null, lists
/// and maps, typed and plain ones mixed at any depth. Nodes, relationships and paths belong to a graph and are refused.
///
/// # Errors
/// `ProtocolError` where the JSON is not of the form.
pub fn from_json(json: &Json) -> Result<Value, Diagnostic> {
    let Some(kind) = json.get("$type") else { return plain(json) };
    let (Some(kind), Some(content)) = (kind.as_str(), json.get("_value")) else {
        return Err(malformed("a typed value is an object with `$type`, a text, and `_value`"));
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
        "List" => list(content.as_array().ok_or_else(|| malformed("a `List` is an array"))?)?,
        "Map" => map(content.as_object().ok_or_else(|| malformed("a `Map` is an object"))?)?,
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

/// A value from JSON without types.
fn plain(json: &Json) -> Result<Value, Diagnostic> {
    Ok(match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Value::Integer(integer),
            (None, Some(float)) if number.is_f64() => Value::Float(float),
            _ => return Err(malformed(format!("`{number}` is no 64-bit integer"))),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(values) => list(values)?,
        Json::Object(entries) => map(entries)?,
    })
}

fn list(values: &[Json]) -> Result<Value, Diagnostic> {
    Ok(Value::list(values.iter().map(from_json).collect::<Result<_, _>>()?))
}

fn map(entries: &Map<String, Json>) -> Result<Value, Diagnostic> {
    let entries: Result<Vec<_>, _> = entries.iter().map(|(key, value)| Ok((key.as_str(), from_json(value)?))).collect();
    Ok(Value::map(entries?))
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
    use serde_json::json;

    fn written(value: &Value) -> Json {
        let mut out = Vec::new();
        write(value, &NoEntities, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

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
            ("String", "it's \"quoted\"\\ \n\u{1} Hà Nội"),
        ];
        for (kind, text) in texts {
            let json = json!({"$type": kind, "_value": text});
            assert_eq!(written(&from_json(&json).unwrap()), json);
        }
        let nested = Value::map([("a\"b", Value::list(vec![Value::Null, Value::Boolean(true)]))]);
        assert!(equivalent(&from_json(&written(&nested)).unwrap(), &nested));
    }

    #[test]
    fn plain_values_are_read_as_json_means_them() {
        let given = json!({"n": null, "b": true, "i": -7, "f": 2.0, "s": "x", "l": [1, {"$type": "Date", "_value": "2015-03-26"}]});
        let read = from_json(&given).unwrap();
        let date = Value::Date(parse::date("2015-03-26").unwrap());
        let expected = Value::map([
            ("n", Value::Null),
            ("b", Value::Boolean(true)),
            ("i", Value::Integer(-7)),
            ("f", Value::Float(2.0)),
            ("s", Value::from("x")),
            ("l", Value::list(vec![Value::Integer(1), date])),
        ]);
        assert!(equivalent(&read, &expected), "{read:?}");
        let Value::Map(entries) = read else { panic!("no map") };
        assert!(matches!(entries["f"], Value::Float(_)), "2.0 stays a FLOAT");
    }

    #[test]
    fn malformed_values_are_refused() {
        for json in [
            json!(u64::MAX),
            json!({"$type": 1, "_value": 1}),
            json!({"$type": "Integer"}),
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
