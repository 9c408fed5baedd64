//! A node between two that are bound already: instead of walking to all neighbours of the one and asking each for the
//! other, the neighbours that both have are found at once, and remembered for each pair.

use super::for_each;
use crate::plan::{Counts, Operator, Plan, Planned};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        let Operator::Expand(second) = &plan.operator else { return };
        // What is asked of the node between in the meantime can be asked afterwards.
        let (filter, below) = match &plan.inputs[0] {
            Plan { operator: Operator::Filter { conditions }, inputs, .. } => (Some(conditions), &inputs[0]),
            other => (None, other),
        };
        let Operator::Expand(first) = &below.operator else { return };
        let is_between = second.into && !first.into && second.from == first.to && second.to != first.to;
        if !is_between || first.label.is_some() || second.label.is_some() {
            return;
        }
        let operator = Operator::Intersect { first: first.clone(), second: second.clone() };
        let intersect = Plan::over(operator, below.inputs[0].clone()).expecting(plan.estimate);
        *plan = match filter {
            Some(conditions) => {
                Plan::over(Operator::Filter { conditions: conditions.clone() }, intersect).expecting(plan.estimate)
            }
            None => intersect,
        };
    });
}
