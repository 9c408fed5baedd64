//! What can be asked of an index.

use crate::text::fold::fold;
use crate::value::Value;
use crate::value::equality::{compare, equal};
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
    /// Whether a value fits.
    pub fn fits(&self, value: &Value) -> bool {
        let is = |bound: &Value, accepts: fn(Ordering) -> bool| compare(value, bound).is(accepts) == Some(true);
        match (self, value) {
            (Lookup::Equal(sought), value) => equal(value, sought) == Some(true),
            (Lookup::Between(low, high), value) => {
                let above = match low {
                    Bound::Unbounded => !matches!(value, Value::Null),
                    Bound::Included(low) => is(low, Ordering::is_ge),
                    Bound::Excluded(low) => is(low, Ordering::is_gt),
                };
                let below = match high {
                    Bound::Unbounded => !matches!(value, Value::Null),
                    Bound::Included(high) => is(high, Ordering::is_le),
                    Bound::Excluded(high) => is(high, Ordering::is_lt),
                };
                above && below
            }
            (Lookup::Prefix(prefix), Value::String(text)) => text.starts_with(prefix),
            (Lookup::Folded(sought), Value::String(text)) => fold(text) == fold(sought),
            (Lookup::Prefix(_) | Lookup::Folded(_), _) => false,
        }
    }
}
