//! Walks of any number of steps of which only the ends are asked, each once: breadth first, every node once.

use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{Aggregate, AggregateFunction};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    visit(&mut planned.root, false);
    planned.subqueries.iter_mut().for_each(|subquery| visit(&mut subquery.plan, false));
}

/// `once`: whether it makes no difference above how often a row comes.
fn visit(plan: &mut Plan, once: bool) {
    let passes = match &mut plan.operator {
        Operator::Distinct { .. } => true,
        Operator::Aggregate { aggregates, .. } | Operator::AggregateRuns { aggregates, .. } => {
            aggregates.iter().all(ignores_repetition)
        }
        Operator::Filter { .. }
        | Operator::Project { .. }
        | Operator::Keep { .. }
        | Operator::Expand(_)
        | Operator::Sort { .. }
        | Operator::SemiApply { .. } => once,
        Operator::ExpandVariable(expand) => {
            let is_list_dead = plan.live.as_ref().is_some_and(|live| !live.contains(&expand.relationships));
            expand.reach = once
                && is_list_dead
                && !expand.into
                && expand.length.minimum <= 1
                && expand.condition.is_none()
                && expand.different.is_empty();
            once
        }
        _ => false,
    };
    let inside = matches!(plan.operator, Operator::SemiApply { .. });
    for (number, input) in plan.inputs.iter_mut().enumerate() {
        visit(input, if inside && number == 1 { true } else { passes });
    }
}

fn ignores_repetition(aggregate: &Aggregate) -> bool {
    aggregate.distinct || matches!(aggregate.function, AggregateFunction::Minimum | AggregateFunction::Maximum)
}
