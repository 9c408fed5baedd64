//! Functions of points.

use super::{Evaluator, Outcome, wrong_type};
use crate::diagnostic::{Diagnostic, Kind};
use crate::value::point::CoordinateSystem;
use crate::value::{Point, Value};
use std::sync::Arc;

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("point", |values, _| point(&values[0])),
    ("point.distance", |values, _| match (&values[0], &values[1]) {
        (Value::Point(a), Value::Point(b)) => Ok(a.distance(b).map_or(Value::Null, Value::Float)),
        (Value::Point(_), other) | (other, _) => Err(wrong_type("point.distance", "two points", other)),
    }),
    ("point.withinBBox", |values, _| match (&values[0], &values[1], &values[2]) {
        (Value::Point(point), Value::Point(lower), Value::Point(upper)) => {
            Ok(point.is_within(lower, upper).map_or(Value::Null, Value::Boolean))
        }
        (Value::Point(_), Value::Point(_), other) | (Value::Point(_), other, _) | (other, ..) => {
            Err(wrong_type("point.withinBBox", "three points", other))
        }
    }),
];

fn point(value: &Value) -> Outcome {
    let Value::Map(entries) = value else {
        return match value {
            Value::Point(_) => Ok(value.clone()),
            other => Err(wrong_type("point", "a map", other)),
        };
    };
    if entries.values().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let coordinate = |names: [&str; 2]| names.iter().find_map(|name| entries.get(*name)).and_then(Value::as_number);
    let system = match (entries.get("crs"), entries.get("srid")) {
        (Some(Value::String(name)), _) if name.starts_with("wgs-84") => CoordinateSystem::Earth,
        (None, Some(Value::Integer(4326 | 4979))) => CoordinateSystem::Earth,
        (None, None) if entries.contains_key("longitude") || entries.contains_key("latitude") => {
            CoordinateSystem::Earth
        }
        _ => CoordinateSystem::Cartesian,
    };
    let coordinates = (coordinate(["x", "longitude"]), coordinate(["y", "latitude"]));
    let (Some(x), Some(y)) = coordinates else {
        return Err(Diagnostic::runtime(
            Kind::ArgumentError,
            "InvalidArgumentValue",
            "a point needs `x` and `y`, or `longitude` and `latitude`",
        ));
    };
    Ok(Value::Point(Arc::new(Point { system, x, y, z: coordinate(["z", "height"]) })))
}
