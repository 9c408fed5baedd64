//! From one type to another.

use super::{Evaluator, Outcome, wrong_type, wrong_value};
use crate::value::{Value, text};

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("toBoolean", |values, _| to_boolean(&values[0]).ok_or_else(|| refused("toBoolean", &values[0]))),
    ("toBooleanOrNull", |values, _| Ok(to_boolean(&values[0]).unwrap_or(Value::Null))),
    ("toBooleanList", |values, _| each("toBooleanList", &values[0], to_boolean)),
    ("toFloat", |values, _| to_float(&values[0]).ok_or_else(|| refused("toFloat", &values[0]))),
    ("toFloatOrNull", |values, _| Ok(to_float(&values[0]).unwrap_or(Value::Null))),
    ("toFloatList", |values, _| each("toFloatList", &values[0], to_float)),
    ("toInteger", |values, _| to_integer(&values[0]).ok_or_else(|| refused("toInteger", &values[0]))),
    ("toIntegerOrNull", |values, _| Ok(to_integer(&values[0]).unwrap_or(Value::Null))),
    ("toIntegerList", |values, _| each("toIntegerList", &values[0], to_integer)),
    ("toString", |values, _| to_text(&values[0]).ok_or_else(|| refused("toString", &values[0]))),
    ("toStringOrNull", |values, _| Ok(to_text(&values[0]).unwrap_or(Value::Null))),
    ("toStringList", |values, _| each("toStringList", &values[0], to_text)),
    ("valueType", |values, _| Ok(Value::from(value_type(&values[0])))),
];

fn refused(function: &str, value: &Value) -> crate::diagnostic::Diagnostic {
    let expected = match function {
        "toBoolean" => "a text, an integer or a boolean",
        "toFloat" => "a number or a text",
        "toInteger" => "a number, a text or a boolean",
        _ => "a number, a text, a boolean, a temporal value or a point",
    };
    wrong_value(function, expected, value)
}

fn each(function: &str, list: &Value, convert: fn(&Value) -> Option<Value>) -> Outcome {
    match list {
        Value::List(values) => {
            Ok(Value::list(values.iter().map(|value| convert(value).unwrap_or(Value::Null)).collect()))
        }
        other => Err(wrong_type(function, "a list", other)),
    }
}

/// `None` for a type that has no truth values; null for a text that is none.
fn to_boolean(value: &Value) -> Option<Value> {
    match value {
        Value::Null | Value::Boolean(_) => Some(value.clone()),
        Value::Integer(number) => Some(Value::Boolean(*number != 0)),
        Value::String(text) => Some(match text.trim() {
            text if text.eq_ignore_ascii_case("true") => Value::Boolean(true),
            text if text.eq_ignore_ascii_case("false") => Value::Boolean(false),
            _ => Value::Null,
        }),
        _ => None,
    }
}

fn to_float(value: &Value) -> Option<Value> {
    match value {
        Value::Null | Value::Float(_) => Some(value.clone()),
        Value::Integer(number) => Some(Value::Float(*number as f64)),
        Value::String(text) => Some(read_float(text.trim()).map_or(Value::Null, Value::Float)),
        _ => None,
    }
}

/// A decimal number; also the names that `toString` gives to what is none.
fn read_float(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ if text.contains(|c: char| c.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

fn to_integer(value: &Value) -> Option<Value> {
    let truncated = |number: f64| {
        let fits = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&number);
        if fits { Value::Integer(number.trunc() as i64) } else { Value::Null }
    };
    match value {
        Value::Null | Value::Integer(_) => Some(value.clone()),
        Value::Float(number) => Some(truncated(*number)),
        Value::Boolean(flag) => Some(Value::Integer(i64::from(*flag))),
        Value::String(text) => Some(match text.trim().parse() {
            Ok(number) => Value::Integer(number),
            Err(_) => read_float(text.trim()).map_or(Value::Null, truncated),
        }),
        _ => None,
    }
}

fn to_text(value: &Value) -> Option<Value> {
    match value {
        Value::Null | Value::String(_) => Some(value.clone()),
        _ => text::to_string(value).map(Value::from),
    }
}

fn value_type(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::List(values) => {
            let mut types: Vec<String> = values.iter().map(value_type).collect();
            types.sort_unstable();
            types.dedup();
            let element = if types.is_empty() { "NOTHING".to_owned() } else { types.join(" | ") };
            format!("LIST<{element}> NOT NULL")
        }
        other => format!("{} NOT NULL", other.type_name()),
    }
}
