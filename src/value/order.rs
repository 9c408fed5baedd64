//! The global order of `ORDER BY`, `min` and `max`, and the equivalence of `DISTINCT` and grouping that goes with it:
//! total, with null as an ordinary value, and numbers equal whatever their type.

use super::Value;
use super::equality::compare_numbers;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// Where the type stands in the global order, ascending.
fn rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Relationship(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::Point(_) => 5,
        Value::DateTime(_) => 6,
        Value::LocalDateTime(_) => 7,
        Value::Date(_) => 8,
        Value::Time(_) => 9,
        Value::LocalTime(_) => 10,
        Value::Duration(_) => 11,
        Value::String(_) => 12,
        Value::Boolean(_) => 13,
        Value::Integer(_) | Value::Float(_) => 14,
        Value::Null => 15,
    }
}

/// The global order, ascending: null is last, NaN the last of the numbers.
pub fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            compare_numbers(left, right).unwrap_or_else(|| is_nan(left).cmp(&is_nan(right)))
        }
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        (Value::Node(a), Value::Node(b)) => a.cmp(b),
        (Value::Relationship(a), Value::Relationship(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::LocalTime(a), Value::LocalTime(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::LocalDateTime(a), Value::LocalDateTime(b)) => a.cmp(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.cmp(b),
        (Value::Duration(a), Value::Duration(b)) => a.order(b),
        (Value::Point(a), Value::Point(b)) => a.order(b),
        (Value::List(a), Value::List(b)) => in_turn(a.iter().zip(b.iter())).then(a.len().cmp(&b.len())),
        (Value::Map(a), Value::Map(b)) => a.keys().cmp(b.keys()).then_with(|| in_turn(a.values().zip(b.values()))),
        (Value::Path(a), Value::Path(b)) => a.nodes.cmp(&b.nodes).then_with(|| a.relationships.cmp(&b.relationships)),
        _ => rank(left).cmp(&rank(right)),
    }
}

fn in_turn<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Ordering {
    pairs.map(|(left, right)| order(left, right)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn is_nan(value: &Value) -> bool {
    matches!(value, Value::Float(number) if number.is_nan())
}

/// Whether two values are the same to `DISTINCT` and grouping.
pub fn equivalent(left: &Value, right: &Value) -> bool {
    order(left, right).is_eq()
}

/// Feeds a hasher so that equivalent values hash alike.
pub fn hash<H: Hasher>(value: &Value, state: &mut H) {
    rank(value).hash(state);
    match value {
        Value::Null => {}
        Value::Boolean(flag) => flag.hash(state),
        Value::Integer(number) => number.hash(state),
        Value::Float(number) => hash_float(*number, state),
        Value::String(text) => text.hash(state),
        Value::List(values) => {
            values.len().hash(state);
            values.iter().for_each(|value| hash(value, state));
        }
        Value::Map(entries) => {
            entries.len().hash(state);
            for (key, value) in entries.iter() {
                key.hash(state);
                hash(value, state);
            }
        }
        Value::Node(node) => node.hash(state),
        Value::Relationship(relationship) => relationship.hash(state),
        Value::Path(path) => (&path.nodes, &path.relationships).hash(state),
        Value::Date(date) => date.hash(state),
        Value::LocalTime(time) => time.hash(state),
        Value::Time(time) => time.hash(state),
        Value::LocalDateTime(moment) => moment.hash(state),
        Value::DateTime(moment) => moment.hash(state),
        Value::Duration(duration) => duration.hash(state),
        Value::Point(point) => point.hash(state),
    }
}

/// A whole float hashes as the integer it is equal to.
fn hash_float<H: Hasher>(number: f64, state: &mut H) {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if number.trunc() == number && (-LIMIT..LIMIT).contains(&number) {
        (number as i64).hash(state);
    } else if number.is_nan() {
        f64::NAN.to_bits().hash(state);
    } else {
        number.to_bits().hash(state);
    }
}

/// A value as a key of maps and sets: equal when equivalent, in the global order.
#[derive(Clone, Debug)]
pub struct Key(pub Value);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        equivalent(&self.0, &other.0)
    }
}

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        order(&self.0, &other.0)
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.0, state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Date, NodeId};
    use std::collections::HashSet;

    #[test]
    fn types_stand_in_the_order_of_the_language() {
        let ascending = [
            Value::map([("a", Value::Integer(1))]),
            Value::Node(NodeId(1)),
            Value::list(vec![Value::Integer(1)]),
            Value::list(vec![Value::Integer(1), Value::Null]),
            Value::list(vec![Value::Null]),
            Value::Date(Date::EPOCH),
            Value::from("a"),
            Value::from("b"),
            Value::Boolean(false),
            Value::Boolean(true),
            Value::Float(f64::NEG_INFINITY),
            Value::Integer(1),
            Value::Float(1.5),
            Value::Float(f64::NAN),
            Value::Null,
        ];
        for (i, left) in ascending.iter().enumerate() {
            for (j, right) in ascending.iter().enumerate() {
                assert_eq!(order(left, right), i.cmp(&j), "{left:?} and {right:?}");
            }
        }
    }

    #[test]
    fn equivalent_values_are_one_key() {
        let values = [
            Value::Integer(1),
            Value::Float(1.0),
            Value::Null,
            Value::Null,
            Value::Float(f64::NAN),
            Value::Float(-f64::NAN),
            Value::Float(0.0),
            Value::Float(-0.0),
            Value::list(vec![Value::Integer(2)]),
            Value::list(vec![Value::Float(2.0)]),
        ];
        let keys: HashSet<Key> = values.into_iter().map(Key).collect();
        assert_eq!(keys.len(), 5);
    }
}
