//! `EXISTS { ... }` as a condition of its own: a filter that stops at the first row, for many outer rows at a time.

use super::for_each;
use crate::plan::{Counts, Operator, Plan, Planned, is_batched};
use crate::semantics::bound::Slot;
use crate::semantics::bound::{Expression, ExpressionKind, SlotInfo, SlotKind, Subquery, SubqueryForm, UnaryOperator};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let subqueries = planned.subqueries.clone();
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        let Operator::Filter { conditions } = &mut plan.operator else { return };
        let is_lifted =
            |condition: &Expression| exists(condition).is_some_and(|(subquery, _)| !subqueries[subquery.number].once);
        let (lifted, rest): (Vec<_>, Vec<_>) = conditions.drain(..).partition(is_lifted);
        *conditions = rest;
        let estimate = plan.estimate;
        for (subquery, negated) in lifted.iter().filter_map(exists) {
            let inner = without_keep(subqueries[subquery.number].plan.clone());
            let row = is_batched(&inner).then(|| {
                slots.push(SlotInfo { name: None, kind: SlotKind::Value });
                Slot(slots.len() as u32 - 1)
            });
            let input = std::mem::replace(plan, Plan::leaf(Operator::Eager));
            *plan = Plan::over_both(Operator::SemiApply { negated, row }, input, inner).expecting(estimate);
        }
        remove_empty_filters(plan);
    });
    planned.slots = slots;
}

/// The subquery of `EXISTS` or `NOT EXISTS`, and whether it is negated.
pub(super) fn exists(condition: &Expression) -> Option<(&Subquery, bool)> {
    match &condition.kind {
        ExpressionKind::Subquery(subquery) if subquery.form == SubqueryForm::Exists => Some((subquery, false)),
        ExpressionKind::Unary { operator: UnaryOperator::Not, operand } => {
            exists(operand).map(|(subquery, negated)| (subquery, !negated))
        }
        _ => None,
    }
}

/// Only whether there are rows matters: what they hold does not.
pub(super) fn without_keep(mut plan: Plan) -> Plan {
    while matches!(plan.operator, Operator::Keep { .. }) {
        match plan.inputs.pop() {
            Some(input) => plan = input,
            None => break,
        }
    }
    plan
}

fn remove_empty_filters(plan: &mut Plan) {
    if matches!(&plan.operator, Operator::Filter { conditions } if conditions.is_empty())
        && let Some(input) = plan.inputs.pop()
    {
        *plan = input;
    }
    if let Some(input) = plan.inputs.first_mut()
        && matches!(plan.operator, Operator::SemiApply { .. })
    {
        remove_empty_filters(input);
    }
}
