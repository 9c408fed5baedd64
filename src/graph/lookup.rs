//! What can be asked of an index.

use crate::text::fold::fold;
use crate::value::Value;
use std::cmp::Ordering;
use std::ops::Bound;

/// A condition on one property that an index can answer.
#[derive(Clone, Copy, Debug)]
pub enum Lookup<'a> {
    /// Equal to the value, as Cypher's `=` has it: `1 = 1.0`, and nothing equals null.
    Equal(&'a Value),
    /// Between the bounds, as Cypher's `<` and `<=` have it: only values of the bounds' type.
    Between(Bound<&'a Value>, Bound<&'a Value>),
    /// Text that starts so.
    Prefix(&'a str),
    /// Text that is the same when case and diacritics are ignored.
    Folded(&'a str),
}

impl Lookup<'_> {
    /// Whether a value fits; `None` for values that an index does not compare.
    pub fn fits(&self, value: &Value) -> Option<bool> {
        Some(match (self, value) {
            (_, Value::Null) => false,
            (Lookup::Equal(sought), value) => compare(value, sought)? == Some(Ordering::Equal),
            (Lookup::Between(low, high), value) => {
                let above = match low {
                    Bound::Unbounded => true,
                    Bound::Included(low) => compare(value, low)?.is_some_and(Ordering::is_ge),
                    Bound::Excluded(low) => compare(value, low)?.is_some_and(Ordering::is_gt),
                };
                let below = match high {
                    Bound::Unbounded => true,
                    Bound::Included(high) => compare(value, high)?.is_some_and(Ordering::is_le),
                    Bound::Excluded(high) => compare(value, high)?.is_some_and(Ordering::is_lt),
                };
                above && below
            }
            (Lookup::Prefix(prefix), Value::String(text)) => text.starts_with(prefix),
            (Lookup::Folded(sought), Value::String(text)) => fold(text) == fold(sought),
            (Lookup::Prefix(_) | Lookup::Folded(_), _) => false,
        })
    }
}

/// How two values compare: `Some(None)` for values of types that never do, `None` where this does not know.
fn compare(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    Some(match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Integer(a), Value::Float(b)) => compare_integer_with_float(*a, *b),
        (Value::Float(a), Value::Integer(b)) => compare_integer_with_float(*b, *a).map(Ordering::reverse),
        (Value::String(a), Value::String(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
        (
            Value::Boolean(_) | Value::Integer(_) | Value::Float(_) | Value::String(_),
            Value::Integer(_) | Value::Float(_) | Value::String(_),
        ) => None,
        _ => return None,
    })
}

/// Exact, unlike a comparison after rounding the integer; `None` for NaN.
pub fn compare_integer_with_float(integer: i64, float: f64) -> Option<Ordering> {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if float.is_nan() {
        return None;
    }
    if float >= BEYOND {
        return Some(Ordering::Less);
    }
    if float < -BEYOND {
        return Some(Ordering::Greater);
    }
    let whole = float.floor();
    Some(integer.cmp(&(whole as i64)).then(if float > whole { Ordering::Less } else { Ordering::Equal }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_compare_with_floats_exactly() {
        let large = (1i64 << 53) + 1;
        for (integer, float, order) in [
            (1, 1.0, Ordering::Equal),
            (1, 1.5, Ordering::Less),
            (-1, -1.5, Ordering::Greater),
            (large, (1i64 << 53) as f64, Ordering::Greater),
            (i64::MAX, f64::INFINITY, Ordering::Less),
            (i64::MAX, 9_223_372_036_854_775_808.0, Ordering::Less),
            (i64::MIN, -9_223_372_036_854_775_808.0, Ordering::Equal),
            (i64::MIN, f64::NEG_INFINITY, Ordering::Greater),
        ] {
            assert_eq!(compare_integer_with_float(integer, float), Some(order), "{integer} {float}");
        }
    }
}
