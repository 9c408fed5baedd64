//! What is asked of one property, where everything else is the same for all rows.

use crate::semantics::bound::{BinaryOperator, Expression, Name, Slot};

/// A property and what it is compared with, the same for all rows.
#[derive(Clone, Debug)]
pub struct PropertyRange {
    /// The node or relationship.
    pub slot: Slot,
    /// The property.
    pub key: Name,
    /// One or more of `=`, `<`, `<=`, `>`, `>=`, and what stands at its right.
    pub bounds: Vec<(BinaryOperator, Expression)>,
    /// The same as conditions.
    pub conditions: Vec<Expression>,
}
