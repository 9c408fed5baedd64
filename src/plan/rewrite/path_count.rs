//! Shortest paths of which only length and number are asked are counted and never put together.

use super::for_each;
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, Expression, ExpressionKind, Item, Slot, SlotInfo, SlotKind,
};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let Plan { operator: Operator::Path { slot: path, walked, .. }, inputs, .. } = &plan.inputs[0] else { return };
        let Plan { operator: Operator::ShortestPath(shortest), inputs: ends, .. } = &inputs[0] else { return };
        let hidden = [*path, shortest.relationships];
        let reads_hidden = |expression: &Expression| expression.reads().iter().any(|slot| hidden.contains(slot));
        if walked.as_slice() != [shortest.relationships]
            || !shortest.groups
            || !shortest.path_conditions.is_empty()
            || shortest.count != 1
            || !keys.iter().all(|key| is_length(&key.expression, *path) || !reads_hidden(&key.expression))
            || !aggregates.iter().all(|aggregate| counts_paths(aggregate, *path))
        {
            return;
        }
        slots.push(SlotInfo { name: None, kind: SlotKind::Value });
        let number = Slot(slots.len() as u32 - 1);
        let mut counted = shortest.clone();
        counted.paths = Some(number);
        let keys = keys
            .iter()
            .map(|key| match is_length(&key.expression, *path) {
                true => {
                    Item { slot: key.slot, expression: Expression::slot(shortest.relationships, key.expression.span) }
                }
                false => key.clone(),
            })
            .collect();
        let aggregates = aggregates
            .iter()
            .map(|aggregate| Aggregate {
                function: AggregateFunction::Sum,
                arguments: vec![Expression::slot(number, aggregate.span)],
                ..aggregate.clone()
            })
            .collect();
        let counted = Plan::over(Operator::ShortestPath(counted), ends[0].clone());
        *plan = Plan::over(Operator::Aggregate { keys, aggregates }, counted).expecting(plan.estimate);
    });
    planned.slots = slots;
}

fn is_length(expression: &Expression, path: Slot) -> bool {
    match &expression.kind {
        ExpressionKind::Function { name, arguments } => {
            let is_path = |argument: &Expression| matches!(argument.kind, ExpressionKind::Slot(slot) if slot == path);
            name.eq_ignore_ascii_case("length") && matches!(arguments.as_slice(), [argument] if is_path(argument))
        }
        _ => false,
    }
}

fn counts_paths(aggregate: &Aggregate, path: Slot) -> bool {
    match (aggregate.function, aggregate.arguments.as_slice()) {
        (AggregateFunction::CountRows, _) => true,
        (AggregateFunction::Count, [argument]) => {
            !aggregate.distinct && matches!(argument.kind, ExpressionKind::Slot(slot) if slot == path)
        }
        _ => false,
    }
}
