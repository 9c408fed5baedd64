//! Equality (`=`) and comparison (`<`): three-valued, and only between values that compare.

use super::Value;
use std::cmp::Ordering;

/// What comparing two values gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// One is before, the same as, or after the other.
    Ordered(Ordering),
    /// Two numbers of which one is NaN: every comparison is false.
    Unordered,
    /// Values that do not compare, or null: every comparison is null.
    Unknown,
}

/// `left = right`: `None` is null.
pub fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::Integer(a), Value::Integer(b)) => Some(a == b),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            Some(compare_numbers(left, right) == Some(Ordering::Equal))
        }
        (Value::Boolean(a), Value::Boolean(b)) => Some(a == b),
        (Value::String(a), Value::String(b)) => Some(a == b),
        (Value::List(a), Value::List(b)) if a.len() == b.len() => all_equal(a.iter().zip(b.iter())),
        (Value::Map(a), Value::Map(b)) if a.keys().eq(b.keys()) => all_equal(a.values().zip(b.values())),
        (Value::Node(a), Value::Node(b)) => Some(a == b),
        (Value::Relationship(a), Value::Relationship(b)) => Some(a == b),
        (Value::Path(a), Value::Path(b)) => Some(a == b),
        (Value::Date(a), Value::Date(b)) => Some(a == b),
        (Value::LocalTime(a), Value::LocalTime(b)) => Some(a == b),
        (Value::Time(a), Value::Time(b)) => Some(a == b),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => Some(a == b),
        (Value::DateTime(a), Value::DateTime(b)) => Some(a == b),
        (Value::Duration(a), Value::Duration(b)) => Some(a == b),
        (Value::Point(a), Value::Point(b)) => Some(a == b),
        _ => Some(false),
    }
}

fn all_equal<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    let mut result = Some(true);
    for (left, right) in pairs {
        match equal(left, right) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

/// How `left` stands to `right` for `<`, `<=`, `>` and `>=`.
pub fn compare(left: &Value, right: &Value) -> Comparison {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            compare_numbers(left, right).map_or(Comparison::Unordered, Comparison::Ordered)
        }
        (Value::Boolean(a), Value::Boolean(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::String(a), Value::String(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::LocalTime(a), Value::LocalTime(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::DateTime(a), Value::DateTime(b)) => Comparison::Ordered(a.cmp(b)),
        (Value::List(a), Value::List(b)) => {
            for (left, right) in a.iter().zip(b.iter()) {
                match compare(left, right) {
                    Comparison::Ordered(Ordering::Equal) => {}
                    Comparison::Unknown if equal(left, right) == Some(true) => {}
                    decided => return decided,
                }
            }
            Comparison::Ordered(a.len().cmp(&b.len()))
        }
        _ => Comparison::Unknown,
    }
}

impl Comparison {
    /// Whether the order is one that `accepts` allows; `None` is null.
    pub fn is(self, accepts: impl Fn(Ordering) -> bool) -> Option<bool> {
        match self {
            Comparison::Ordered(order) => Some(accepts(order)),
            Comparison::Unordered => Some(false),
            Comparison::Unknown => None,
        }
    }
}

/// The order of two numbers, exact also between integers and floats; `None` for NaN and what is no number.
pub fn compare_numbers(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Integer(a), Value::Float(b)) => compare_integer_with_float(*a, *b),
        (Value::Float(a), Value::Integer(b)) => compare_integer_with_float(*b, *a).map(Ordering::reverse),
        _ => None,
    }
}

/// Exact where a float cannot hold the integer.
pub fn compare_integer_with_float(integer: i64, float: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if float.is_nan() {
        None
    } else if float >= LIMIT {
        Some(Ordering::Less)
    } else if float < -LIMIT {
        Some(Ordering::Greater)
    } else {
        let whole = float.trunc();
        Some(integer.cmp(&(whole as i64)).then_with(|| whole.partial_cmp(&float).unwrap_or(Ordering::Equal)))
    }
}

/// `element IN list`: `None` is null.
pub fn contains(list: &[Value], element: &Value) -> Option<bool> {
    let mut result = Some(false);
    for candidate in list {
        match equal(element, candidate) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => result = None,
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(values: &[Value]) -> Value {
        Value::list(values.to_vec())
    }

    #[test]
    fn equality_has_three_answers() {
        let (one, two) = (Value::Integer(1), Value::Integer(2));
        let cases = [
            (one.clone(), Value::Float(1.0), Some(true)),
            (one.clone(), Value::from("1"), Some(false)),
            (one.clone(), Value::Null, None),
            (Value::Float(f64::NAN), Value::Float(f64::NAN), Some(false)),
            (list(&[one.clone(), Value::Null]), list(&[one.clone(), two.clone()]), None),
            (list(&[one.clone(), Value::Null]), list(&[two.clone(), Value::Null]), Some(false)),
            (list(std::slice::from_ref(&one)), list(&[one.clone(), Value::Null]), Some(false)),
            (Value::map([("a", Value::Null)]), Value::map([("a", one.clone())]), None),
            (Value::map([("b", one.clone())]), Value::map([("a", one.clone())]), Some(false)),
        ];
        for (left, right, expected) in cases {
            assert_eq!(equal(&left, &right), expected, "{left:?} = {right:?}");
            assert_eq!(equal(&right, &left), expected, "{right:?} = {left:?}");
        }
    }

    #[test]
    fn numbers_compare_exactly() {
        let big = (1_i64 << 53) + 1;
        assert_eq!(compare_integer_with_float(big, (1_i64 << 53) as f64), Some(Ordering::Greater));
        assert_eq!(compare_integer_with_float(-1, -1.5), Some(Ordering::Greater));
        assert_eq!(compare_integer_with_float(1, 1.5), Some(Ordering::Less));
        assert_eq!(compare_integer_with_float(i64::MAX, f64::INFINITY), Some(Ordering::Less));
    }

    #[test]
    fn lists_compare_by_their_first_difference() {
        let (one, two, three) = (Value::Integer(1), Value::Integer(2), Value::Integer(3));
        let cases = [
            (list(&[one.clone(), two.clone()]), list(std::slice::from_ref(&one)), Some(true)),
            (list(&[one.clone(), Value::Null]), list(std::slice::from_ref(&one)), Some(true)),
            (list(&[one.clone(), two.clone()]), list(&[one.clone(), Value::Null]), None),
            (list(&[one.clone(), two.clone()]), list(&[three.clone(), Value::Null]), Some(false)),
            (Value::Float(f64::NAN), one.clone(), Some(false)),
            (Value::from("a"), one.clone(), None),
        ];
        for (left, right, expected) in cases {
            assert_eq!(compare(&left, &right).is(Ordering::is_ge), expected, "{left:?} >= {right:?}");
        }
    }
}
