//! Functions of lists, and those that take lists and texts alike.

use super::{Evaluator, Outcome, wrong_type};
use crate::diagnostic::{Diagnostic, Kind};
use crate::value::Value;

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("head", |values, _| Ok(list("head", &values[0])?.first().cloned().unwrap_or(Value::Null))),
    ("last", |values, _| Ok(list("last", &values[0])?.last().cloned().unwrap_or(Value::Null))),
    ("tail", |values, _| Ok(Value::list(list("tail", &values[0])?.get(1..).unwrap_or_default().to_vec()))),
    ("isEmpty", |values, _| match &values[0] {
        Value::List(list) => Ok(Value::Boolean(list.is_empty())),
        Value::Map(map) => Ok(Value::Boolean(map.is_empty())),
        Value::String(text) => Ok(Value::Boolean(text.is_empty())),
        other => Err(wrong_type("isEmpty", "a list, map or text", other)),
    }),
    ("range", |values, _| range(values)),
    ("reverse", |values, _| match &values[0] {
        Value::List(list) => Ok(Value::list(list.iter().rev().cloned().collect())),
        Value::String(text) => Ok(Value::from(text.chars().rev().collect::<String>())),
        other => Err(wrong_type("reverse", "a list or text", other)),
    }),
    ("size", |values, _| match &values[0] {
        Value::List(list) => Ok(Value::Integer(list.len() as i64)),
        Value::String(text) => Ok(Value::Integer(text.chars().count() as i64)),
        other => Err(wrong_type("size", "a list or text", other)),
    }),
];

fn list<'a>(function: &str, value: &'a Value) -> Result<&'a [Value], Diagnostic> {
    match value {
        Value::List(list) => Ok(list),
        other => Err(wrong_type(function, "a list", other)),
    }
}

/// More elements than this are a mistake, or at least no list.
const LONGEST: i128 = 100_000_000;

fn range(values: &[Value]) -> Outcome {
    let bound = |value: &Value| match value {
        Value::Integer(number) => Ok(*number),
        other => Err(Diagnostic::runtime(
            Kind::ArgumentError,
            "InvalidArgumentType",
            format!("`range` needs integers, not {}", other.type_name()),
        )),
    };
    let (start, end) = (bound(&values[0])?, bound(&values[1])?);
    let step = values.get(2).map_or(Ok(1), bound)?;
    if step == 0 {
        return Err(out_of_range("the step of `range` must not be 0"));
    }
    // Wide enough for the distance between the ends, and for each element, whatever they are.
    let (start, end, step) = (i128::from(start), i128::from(end), i128::from(step));
    let count = (end - start) / step + 1;
    let wrong_way = (end > start && step < 0) || (end < start && step > 0);
    if wrong_way || count <= 0 {
        return Ok(Value::list(Vec::new()));
    }
    if count > LONGEST {
        return Err(out_of_range("the range has more than 100,000,000 elements"));
    }
    Ok(Value::list((0..count).map(|index| Value::Integer((start + index * step) as i64)).collect()))
}

fn out_of_range(message: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::ArgumentError, "NumberOutOfRange", message)
}
