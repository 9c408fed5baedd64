//! The code behind the functions of the table `crate::functions`, by group; a test holds that every name has its code.

mod conversion;
mod entity;
mod evidence;
#[cfg(test)]
mod examples;
mod list;
mod mathematical;
mod other;
mod partial_date;
mod spatial;
mod temporal;
mod text;

pub(super) use temporal::days_between;

use super::batch::Column;
use super::context::Context;
use crate::diagnostic::{Diagnostic, Kind};
use crate::functions::lookup;
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

/// What a function gives.
type Outcome = Result<Value, Diagnostic>;

/// The code of one function: as many arguments as its signature takes.
type Evaluator = fn(&[Value], &Context<'_>) -> Outcome;

/// The functions that are asked also when an argument is null; for the others the answer is null then.
const SEE_NULL: &[&str] = &["coalesce", "exists", "nullIf", "valueType"];

struct Code {
    evaluator: Evaluator,
    sees_null: bool,
    deterministic: bool,
}

static CODES: LazyLock<FxHashMap<&'static str, Code>> = LazyLock::new(|| {
    let groups = [
        conversion::EVALUATORS,
        entity::EVALUATORS,
        evidence::EVALUATORS,
        list::EVALUATORS,
        mathematical::EVALUATORS,
        other::EVALUATORS,
        partial_date::EVALUATORS,
        spatial::EVALUATORS,
        temporal::EVALUATORS,
        text::EVALUATORS,
    ];
    let entries = groups.into_iter().flatten().map(|(name, evaluator)| {
        let deterministic = lookup(name).is_some_and(|function| function.deterministic);
        (*name, Code { evaluator: *evaluator, sees_null: SEE_NULL.contains(name), deterministic })
    });
    entries.collect()
});

/// Calls a function, which has its name from the table, for every row.
///
/// # Errors
/// What the function refuses.
pub fn call(name: &str, arguments: &[Arc<Column>], rows: usize, context: &Context<'_>) -> Result<Column, Diagnostic> {
    let code =
        CODES.get(name).or_else(|| lookup(name).and_then(|function| CODES.get(function.name))).ok_or_else(|| {
            Diagnostic::runtime(Kind::SyntaxError, "UnknownFunction", format!("there is no function `{name}`"))
        })?;
    let mut values = Vec::with_capacity(arguments.len());
    let mut call_row = |row: usize| {
        values.clear();
        values.extend(arguments.iter().map(|argument| argument.value(row)));
        if !code.sees_null && values.iter().any(Value::is_null) {
            return Ok(Value::Null);
        }
        (code.evaluator)(&values, context)
    };
    if code.deterministic && rows > 0 && arguments.iter().all(|argument| argument.as_constant().is_some()) {
        return Ok(Column::constant(call_row(0)?, rows));
    }
    if let [argument] = arguments
        && let Some(column) = text::by_text(name, argument).or_else(|| entity::identifiers(name, argument))
    {
        return Ok(column);
    }
    if let [from, to] = arguments
        && let Some(column) = temporal::between_columns(name, from, to)
    {
        return Ok(column);
    }
    let values: Result<Vec<Value>, Diagnostic> = (0..rows).map(call_row).collect();
    Ok(Column::from_values(values?))
}

/// An argument of a type that the function never takes.
fn wrong_type(function: &str, expected: &str, given: &Value) -> Diagnostic {
    Diagnostic::runtime(
        Kind::TypeError,
        "InvalidArgumentType",
        format!("`{function}` needs {expected}, not {}", given.type_name()),
    )
}

/// An argument whose type was not known before: the kit's word for it is another one.
fn wrong_value(function: &str, expected: &str, given: &Value) -> Diagnostic {
    Diagnostic::runtime(
        Kind::TypeError,
        "InvalidArgumentValue",
        format!("`{function}` needs {expected}, not {}", given.type_name()),
    )
}

fn integer(function: &str, value: &Value) -> Result<i64, Diagnostic> {
    match value {
        Value::Integer(number) => Ok(*number),
        other => Err(wrong_type(function, "an integer", other)),
    }
}

fn text_argument<'a>(function: &str, value: &'a Value) -> Result<&'a str, Diagnostic> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(wrong_type(function, "a text", other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::FUNCTIONS;

    #[test]
    fn every_function_of_the_table_has_its_code() {
        for function in FUNCTIONS.iter().filter(|function| !function.is_aggregate() && function.name != "coalesce") {
            assert!(CODES.contains_key(function.name), "`{}` has no code", function.name);
        }
        for name in CODES.keys() {
            assert!(lookup(name).is_some_and(|function| function.name == *name), "`{name}` is not in the table");
        }
    }
}
