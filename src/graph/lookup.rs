//! What can be asked of an index.

use crate::value::Value;
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
