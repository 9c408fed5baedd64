//! Comparisons, `IN`, `IS NULL` and regular expressions.

use super::logic::truths;
use super::{map_rows, type_error, zip_rows};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::{Column, Data, Nulls};
use crate::semantics::bound::BinaryOperator;
use crate::value::order::Key;
use crate::value::{Value, equality};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// `IS NULL` (or `IS NOT NULL`).
pub fn is_null(column: &Column, expected: bool) -> Column {
    if column.nulls().is_none() || column.as_constant().is_some() {
        let null = !column.is_empty() && column.is_null(0);
        return Column::constant(Value::Boolean(null == expected), column.len());
    }
    Column::from_booleans((0..column.len()).map(|row| column.is_null(row) == expected).collect())
}

/// `=`, `<>`, `<`, `<=`, `>`, `>=`.
pub fn compare(operator: BinaryOperator, left: &Column, right: &Column) -> Column {
    if let Some(column) = compare_typed(operator, left, right) {
        return column;
    }
    let decide = |left: &Value, right: &Value| match operator {
        BinaryOperator::Equal => equality::equal(left, right),
        BinaryOperator::NotEqual => equality::equal(left, right).map(|equal| !equal),
        _ => equality::compare(left, right).is(|order| accepts(operator, order)),
    };
    if let (Some(a), Some(b)) = (left.as_constant(), right.as_constant()) {
        return Column::constant(decide(a, b).into(), left.len());
    }
    truths((0..left.len()).map(|row| decide(&left.value(row), &right.value(row))))
}

fn accepts(operator: BinaryOperator, order: Ordering) -> bool {
    match operator {
        BinaryOperator::Equal => order.is_eq(),
        BinaryOperator::NotEqual => order.is_ne(),
        BinaryOperator::Less => order.is_lt(),
        BinaryOperator::LessOrEqual => order.is_le(),
        BinaryOperator::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// The loops over typed columns; `None` where there is none for these two.
fn compare_typed(operator: BinaryOperator, left: &Column, right: &Column) -> Option<Column> {
    if right.as_constant().is_none() && left.as_constant().is_some() {
        return compare_typed(operator.mirrored(), right, left);
    }
    let nulls = || left.nulls().union(right.nulls());
    let booleans = match (left.data(), right.data()) {
        (_, Data::Constant { value: Value::Null, .. }) => return None,
        (Data::Integers(a), Data::Integers(b)) => pairs(operator, a, b),
        (Data::Integers(a), Data::Constant { value: Value::Integer(b), .. }) => with_same(operator, a, *b),
        (Data::Integers(a), Data::Constant { value: Value::Float(b), .. }) if !b.is_nan() => {
            with_one(operator, a, |a| equality::compare_integer_with_float(*a, *b).unwrap_or(Ordering::Less))
        }
        (Data::Floats(a), Data::Floats(b)) => floats(operator, a.iter().zip(b).map(|(a, b)| a.partial_cmp(b))),
        (Data::Floats(a), Data::Constant { value: Value::Float(b), .. }) => {
            floats(operator, a.iter().map(|a| a.partial_cmp(b)))
        }
        (Data::Floats(a), Data::Constant { value: Value::Integer(b), .. }) => {
            floats(operator, a.iter().map(|a| equality::compare_integer_with_float(*b, *a).map(Ordering::reverse)))
        }
        (Data::Dates(a), Data::Dates(b)) => pairs(operator, a, b),
        (Data::Dates(a), Data::Constant { value: Value::Date(b), .. }) => with_same(operator, a, *b),
        (Data::Nodes(a), Data::Nodes(b)) if is_equality(operator) => pairs(operator, a, b),
        (Data::Relationships(a), Data::Relationships(b)) if is_equality(operator) => pairs(operator, a, b),
        (Data::Codes { codes, words }, Data::Constant { value: Value::String(text), .. }) => {
            if is_equality(operator) {
                // One look into the dictionary instead of a comparison for each row.
                let code = words.code(text);
                let equal = operator == BinaryOperator::Equal;
                codes.iter().map(|candidate| (Some(*candidate) == code) == equal).collect()
            } else {
                // Codes compare as their words do: below `from` are the words before the text.
                let (from, is_there) = (words.first_code_from(text), words.code(text).is_some());
                let order = |code: &u32| match code.cmp(&from) {
                    Ordering::Equal if !is_there => Ordering::Greater,
                    order => order,
                };
                with_one(operator, codes, order)
            }
        }
        // Codes of one dictionary compare as their words do.
        (Data::Codes { codes: a, words }, Data::Codes { codes: b, words: others }) if words.is_same(others) => {
            pairs(operator, a, b)
        }
        _ if left.is_text() && right.is_text() => (0..left.len())
            .map(|row| accepts(operator, left.text(row).unwrap_or("").cmp(right.text(row).unwrap_or(""))))
            .collect(),
        _ => return None,
    };
    Some(Column::new(Data::Booleans(booleans), nulls()))
}

fn is_equality(operator: BinaryOperator) -> bool {
    matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual)
}

/// A loop for each operator, so that none asks in every row which one it is.
fn each<T: Ord + Copy>(operator: BinaryOperator, pairs: impl Iterator<Item = (T, T)>) -> Vec<bool> {
    match operator {
        BinaryOperator::Equal => pairs.map(|(a, b)| a == b).collect(),
        BinaryOperator::NotEqual => pairs.map(|(a, b)| a != b).collect(),
        BinaryOperator::Less => pairs.map(|(a, b)| a < b).collect(),
        BinaryOperator::LessOrEqual => pairs.map(|(a, b)| a <= b).collect(),
        BinaryOperator::Greater => pairs.map(|(a, b)| a > b).collect(),
        _ => pairs.map(|(a, b)| a >= b).collect(),
    }
}

fn pairs<T: Ord + Copy>(operator: BinaryOperator, left: &[T], right: &[T]) -> Vec<bool> {
    each(operator, left.iter().copied().zip(right.iter().copied()))
}

fn with_same<T: Ord + Copy>(operator: BinaryOperator, left: &[T], right: T) -> Vec<bool> {
    each(operator, left.iter().map(|a| (*a, right)))
}

fn with_one<T>(operator: BinaryOperator, left: &[T], order: impl Fn(&T) -> Ordering) -> Vec<bool> {
    left.iter().map(|a| accepts(operator, order(a))).collect()
}

/// Without an order (NaN) only `<>` is true.
fn floats(operator: BinaryOperator, orders: impl Iterator<Item = Option<Ordering>>) -> Vec<bool> {
    orders.map(|order| order.map_or(operator == BinaryOperator::NotEqual, |order| accepts(operator, order))).collect()
}

/// `left IN right`.
pub fn is_in(left: &Column, right: &Column) -> Result<Column, Diagnostic> {
    match right.as_constant() {
        Some(Value::List(list)) if list.len() > 8 && list.iter().all(is_simple) => {
            let known: FxHashSet<Key> = list.iter().cloned().map(Key).collect();
            map_rows(left, |value| {
                Ok(match value {
                    Value::Null => Value::Null,
                    value if is_simple(&value) => Value::Boolean(known.contains(&Key(value))),
                    value => equality::contains(list, &value).into(),
                })
            })
        }
        Some(Value::List(list)) => map_rows(left, |value| Ok(equality::contains(list, &value).into())),
        _ => zip_rows(left, right, |element, list| match list {
            Value::Null => Ok(Value::Null),
            Value::List(list) => Ok(equality::contains(&list, &element).into()),
            other => Err(type_error(format!("`IN` needs a list, not {}", other.type_name()))),
        }),
    }
}

/// Whether equality and equivalence are the same for it.
fn is_simple(value: &Value) -> bool {
    match value {
        Value::Integer(_) | Value::String(_) | Value::Boolean(_) | Value::Date(_) | Value::Node(_) => true,
        Value::Float(number) => !number.is_nan(),
        _ => false,
    }
}

/// `text =~ pattern`: the whole text must match.
pub fn matches(left: &Column, right: &Column) -> Result<Column, Diagnostic> {
    let mut compiled: Option<(String, regex::Regex)> = None;
    let mut nulls = Nulls::none();
    let mut booleans = Vec::with_capacity(left.len());
    for row in 0..left.len() {
        let (Some(text), Some(pattern)) = (left.text(row), right.text(row)) else {
            nulls.set(row);
            booleans.push(false);
            continue;
        };
        if compiled.as_ref().is_none_or(|(known, _)| known != pattern) {
            let regex = regex::Regex::new(&format!("^(?:{pattern})$")).map_err(|error| {
                // The library draws a picture first; its last line says what is wrong.
                let text = error.to_string();
                let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
                Diagnostic::runtime(
                    Kind::ArgumentError,
                    "InvalidRegularExpression",
                    format!("`{pattern}` is no regular expression: {reason}"),
                )
            })?;
            compiled = Some((pattern.to_owned(), regex));
        }
        booleans.push(compiled.as_ref().is_some_and(|(_, regex)| regex.is_match(text)));
    }
    Ok(Column::new(Data::Booleans(booleans), nulls))
}
