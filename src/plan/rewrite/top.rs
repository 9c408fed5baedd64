//! `ORDER BY` and `LIMIT`: the first rows are kept in a heap instead of sorting all.

use super::for_each;
use crate::plan::{Counts, Operator, Plan, Planned};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        let Operator::Limit { count: limit } = &plan.operator else { return };
        let (skip, sort) = match &plan.inputs[0] {
            Plan { operator: Operator::Skip { count }, inputs, .. } => (Some(count.clone()), &inputs[0]),
            other => (None, other),
        };
        let Operator::Sort { keys } = &sort.operator else { return };
        let operator = Operator::Top { keys: keys.clone(), skip, limit: limit.clone() };
        let inputs = sort.inputs.clone();
        *plan = Plan { operator, inputs, estimate: plan.estimate, live: None, number: 0 };
    });
}
