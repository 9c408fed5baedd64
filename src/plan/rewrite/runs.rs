//! Groups by a node that is scanned, or by a property that tells it from all others: the rows of one such node come one
//! after the other, so that no group need be remembered for long.

use super::for_each;
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{ExpressionKind, Item, Name, Slot};

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // While a statement writes, what holds of the whole graph may cease to hold.
    if planned.writes {
        return;
    }
    for_each(planned, &mut |plan| {
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let Some((run, label)) = scanned(&plan.inputs[0]) else { return };
        if keys.len() > 1 && keys.iter().any(|key| tells(key, run, label.as_ref(), counts)) {
            let (mut keys, aggregates) = (keys.clone(), aggregates.clone());
            // The node itself first: what follows it is told apart within its rows.
            keys.sort_by_key(|key| !matches!(key.expression.kind, ExpressionKind::Slot(slot) if slot == run));
            plan.operator = Operator::AggregateRuns { run, keys, aggregates };
        }
    });
}

/// The node that the plan scans for one row, and its label, if all operators above keep the order of the rows.
pub(super) fn scanned(plan: &Plan) -> Option<(Slot, Option<Name>)> {
    match &plan.operator {
        Operator::Expand(_) | Operator::Intersect(_) | Operator::Filter { .. } | Operator::Project { .. } => {
            scanned(plan.inputs.first()?)
        }
        Operator::LabelScan { slot, label } | Operator::IndexSeek { slot, label, .. } if starts(plan) => {
            Some((*slot, Some(label.clone())))
        }
        Operator::AllNodes { slot } if starts(plan) => Some((*slot, None)),
        _ => None,
    }
}

pub(super) fn starts(plan: &Plan) -> bool {
    // An argument without slots is one row.
    matches!(plan.inputs.as_slice(), [Plan { operator: Operator::Argument { slots }, .. }] if slots.is_empty())
}

/// Whether the key differs between any two nodes of the label.
pub(super) fn tells(key: &Item, node: Slot, label: Option<&Name>, counts: &dyn Counts) -> bool {
    match &key.expression.kind {
        ExpressionKind::Slot(slot) => *slot == node,
        ExpressionKind::Property { of, key } => {
            matches!(of.kind, ExpressionKind::Slot(slot) if slot == node)
                && label.is_some_and(|label| counts.is_unique(label, key))
        }
        _ => false,
    }
}
