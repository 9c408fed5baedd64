//! Functions of texts. Characters are Unicode scalar values.

use super::{Evaluator, Outcome, integer, text_argument, wrong_type};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::{Column, ColumnBuilder};
use crate::text::fold::fold;
use crate::value::Value;
use unicode_normalization::UnicodeNormalization;

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("btrim", |values, _| trimmed("btrim", values, true, true)),
    ("trim", |values, _| trimmed("trim", values, true, true)),
    ("ltrim", |values, _| trimmed("ltrim", values, true, false)),
    ("rtrim", |values, _| trimmed("rtrim", values, false, true)),
    ("char_length", |values, _| Ok(Value::Integer(text_argument("char_length", &values[0])?.chars().count() as i64))),
    ("fold", |values, _| Ok(Value::from(fold(text_argument("fold", &values[0])?)))),
    ("isNormalized", |values, _| match &values[0] {
        Value::String(text) => Ok(Value::Boolean(**text == *in_normal_form(text, values.get(1))?)),
        _ => Ok(Value::Null),
    }),
    ("left", |values, _| {
        let count = count("left", &values[1])?;
        Ok(Value::from(text_argument("left", &values[0])?.chars().take(count).collect::<String>()))
    }),
    ("right", |values, _| {
        let count = count("right", &values[1])?;
        let text = text_argument("right", &values[0])?;
        let skipped = text.chars().count().saturating_sub(count);
        Ok(Value::from(text.chars().skip(skipped).collect::<String>()))
    }),
    ("substring", |values, _| {
        let text = text_argument("substring", &values[0])?;
        let start = count("substring", &values[1])?;
        let length = values.get(2).map_or(Ok(usize::MAX), |length| count("substring", length))?;
        Ok(Value::from(text.chars().skip(start).take(length).collect::<String>()))
    }),
    ("normalize", |values, _| Ok(Value::from(in_normal_form(text_argument("normalize", &values[0])?, values.get(1))?))),
    ("replace", |values, _| {
        let text = text_argument("replace", &values[0])?;
        let search = text_argument("replace", &values[1])?;
        Ok(Value::from(text.replace(search, text_argument("replace", &values[2])?)))
    }),
    ("split", |values, _| split(values)),
    ("toLower", |values, _| Ok(Value::from(text_argument("toLower", &values[0])?.to_lowercase()))),
    ("toUpper", |values, _| Ok(Value::from(text_argument("toUpper", &values[0])?.to_uppercase()))),
];

/// The case of a whole text changed.
type Fold = fn(&str) -> String;

/// The case of one ASCII byte changed.
type AsciiFold = fn(&u8) -> u8;

/// A column of texts in upper or lower case or folded, without a value for each row; `None` for other functions and columns.
pub(super) fn by_text(function: &str, column: &Column) -> Option<Column> {
    let (all, ascii): (Fold, AsciiFold) = match function {
        "toLower" => (str::to_lowercase, u8::to_ascii_lowercase),
        "toUpper" => (str::to_uppercase, u8::to_ascii_uppercase),
        "fold" => (fold, u8::to_ascii_lowercase),
        _ => return None,
    };
    if !column.is_text() {
        return None;
    }
    let mut builder = ColumnBuilder::with_capacity(column.len());
    let mut turned = String::new();
    for row in 0..column.len() {
        match column.text(row) {
            None => builder.push_nulls(1),
            Some(text) if text.is_ascii() => {
                turned.clear();
                turned.extend(text.as_bytes().iter().map(|byte| char::from(ascii(byte))));
                builder.push_text(&turned);
            }
            Some(text) => builder.push_text(&all(text)),
        }
    }
    Some(builder.finish())
}

/// A number of characters.
fn count(function: &str, value: &Value) -> Result<usize, Diagnostic> {
    let number = integer(function, value)?;
    usize::try_from(number).map_err(|_| {
        Diagnostic::runtime(
            Kind::ArgumentError,
            "NumberOutOfRange",
            format!("`{function}` counts characters from 0, so {number} is no place"),
        )
    })
}

fn trimmed(function: &str, values: &[Value], start: bool, end: bool) -> Outcome {
    let mut text = text_argument(function, &values[0])?;
    let characters = values.get(1).map(|characters| text_argument(function, characters)).transpose()?;
    let drop = |c: char| characters.map_or(c.is_whitespace(), |characters| characters.contains(c));
    if start {
        text = text.trim_start_matches(drop);
    }
    if end {
        text = text.trim_end_matches(drop);
    }
    Ok(Value::from(text))
}

/// A text in the normal form of that name, NFC where none is given.
fn in_normal_form(text: &str, form: Option<&Value>) -> Result<String, Diagnostic> {
    let form = form.map_or(Ok("NFC"), |form| text_argument("normalize", form))?;
    Ok(match form.to_ascii_uppercase().as_str() {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => {
            let message = format!("`{form}` is no normal form");
            return Err(Diagnostic::runtime(Kind::ArgumentError, "InvalidArgumentValue", message)
                .with_hint("the forms are NFC, NFD, NFKC and NFKD"));
        }
    })
}

fn split(values: &[Value]) -> Outcome {
    let text = text_argument("split", &values[0])?;
    let delimiters: Vec<&str> = match &values[1] {
        Value::String(delimiter) => vec![delimiter],
        Value::List(list) => list.iter().map(|one| text_argument("split", one)).collect::<Result<_, _>>()?,
        other => return Err(wrong_type("split", "a text or a list of texts to split at", other)),
    };
    if delimiters.iter().any(|delimiter| delimiter.is_empty()) {
        return Ok(Value::list(text.chars().map(|c| Value::from(c.to_string())).collect()));
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((place, delimiter)) = delimiters
        .iter()
        .filter_map(|delimiter| rest.find(delimiter).map(|place| (place, delimiter)))
        .min_by_key(|(place, delimiter)| (*place, std::cmp::Reverse(delimiter.len())))
    {
        parts.push(Value::from(&rest[..place]));
        rest = &rest[place + delimiter.len()..];
    }
    parts.push(Value::from(rest));
    Ok(Value::list(parts))
}
