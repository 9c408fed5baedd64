//! Finding nodes or relationships by a declared index through all of its properties at once.

use super::counts::{Counts, Declared};
use super::pattern::{Edge, EdgeKind, Pattern, type_names};
use super::start::lookup_of;
use super::{Lookup, Operator, Plan};
use crate::semantics::bound::{Expression, Name, Slot};

/// What an index covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Covered {
    /// The nodes with a label.
    Nodes(Name),
    /// The relationships of a type.
    Relationships(Name),
}

/// The nodes or relationships whose properties equal these values.
#[derive(Clone, Debug)]
pub struct EqualSeek {
    /// The node or relationship.
    pub slot: Slot,
    /// Among which.
    pub covered: Covered,
    /// The properties of the index, in its order.
    pub keys: Vec<Name>,
    /// For each of them what it must equal.
    pub values: Vec<Expression>,
}

impl EqualSeek {
    /// The seek of one relationship of the pattern that finds the fewest, and how many those are.
    pub(super) fn of_relationship(
        edge: &Edge,
        pattern: &Pattern,
        bound: &[Slot],
        counts: &dyn Counts,
    ) -> Option<(EqualSeek, f64)> {
        let EdgeKind::One(relationship) = &edge.kind else { return None };
        let names = relationship.types.as_ref().map(type_names)?;
        let [kind] = names.as_slice() else { return None };
        let declared = counts.relationship_indexes(kind);
        best(relationship.slot, &Covered::Relationships(kind.clone()), declared, pattern, bound)
    }

    /// The seek of a node with the label that finds the fewest, and how many those are.
    pub(super) fn of_node(
        slot: Slot,
        label: &Name,
        pattern: &Pattern,
        bound: &[Slot],
        counts: &dyn Counts,
    ) -> Option<(EqualSeek, f64)> {
        best(slot, &Covered::Nodes(label.clone()), counts.composite_indexes(label), pattern, bound)
    }

    /// The operator. The conditions that it answers are asked again of the few that it finds.
    pub(super) fn plan(self, input: Plan, found: f64) -> Plan {
        let rows = input.estimate * found;
        Plan::over(Operator::EqualSeek(self), input).expecting(rows)
    }
}

fn best(
    slot: Slot,
    covered: &Covered,
    declared: Vec<Declared>,
    pattern: &Pattern,
    bound: &[Slot],
) -> Option<(EqualSeek, f64)> {
    let value_of = |key: &Name| {
        let mut conditions = pattern.conditions.iter().filter(|condition| {
            condition.reads.contains(&slot) && condition.reads.iter().all(|read| *read == slot || bound.contains(read))
        });
        conditions.find_map(|condition| match lookup_of(&condition.expression, slot)? {
            (asked, Lookup::Equal(value), _) if asked == *key => Some(value),
            _ => None,
        })
    };
    let seek = |Declared { keys, rows }: Declared| {
        let values = keys.iter().map(value_of).collect::<Option<Vec<Expression>>>()?;
        Some((EqualSeek { slot, covered: covered.clone(), keys, values }, rows))
    };
    // Of two that find as many, the one that asks more.
    let fewest = |left: &(EqualSeek, f64), right: &(EqualSeek, f64)| {
        left.1.total_cmp(&right.1).then_with(|| right.0.keys.len().cmp(&left.0.keys.len()))
    };
    declared.into_iter().filter_map(seek).min_by(fewest)
}
