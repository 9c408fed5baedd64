//! Counting the rows of a last step without taking it: the number of neighbours is known.

use super::for_each;
use crate::plan::{Counts, Expand, Operator, Plan, Planned};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, BinaryOperator, Expression, ExpressionKind, Slot, SlotInfo, SlotKind,
};
use crate::value::Value;

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let (expand, optional) = match &plan.inputs[0] {
            Plan { operator: Operator::Expand(expand), .. } => (expand, false),
            Plan { operator: Operator::Apply { optional: true, .. }, inputs, .. } => match &inputs[1] {
                Plan { operator: Operator::Expand(expand), inputs, .. }
                    if matches!(inputs[0].operator, Operator::Argument { .. }) =>
                {
                    (expand, true)
                }
                _ => return,
            },
            _ => return,
        };
        let new = [expand.relationship, expand.to];
        let reads_new = |expression: &Expression| expression.reads().iter().any(|slot| new.contains(slot));
        if expand.into
            || expand.label.is_some()
            || !expand.different.is_empty()
            || keys.iter().any(|key| reads_new(&key.expression))
            || !aggregates.iter().all(|aggregate| counts_steps(aggregate, &new, optional))
        {
            return;
        }
        slots.push(SlotInfo { name: None, kind: SlotKind::Value });
        let number = Slot(slots.len() as u32 - 1);
        let aggregates = aggregates.iter().map(|aggregate| summed(aggregate, number)).collect();
        let degree = degree(expand, number, plan.inputs[0].inputs[0].clone());
        let is_grouped = !keys.is_empty();
        let input = if is_grouped && !optional { positive(degree, number, aggregates_span(plan)) } else { degree };
        let operator = Operator::Aggregate { keys: keys.clone(), aggregates };
        *plan = Plan::over(operator, input).expecting(plan.estimate);
    });
    planned.slots = slots;
}

/// Whether the aggregate counts steps: all of them, or those that reach something, which every step does.
fn counts_steps(aggregate: &Aggregate, new: &[Slot], optional: bool) -> bool {
    match (aggregate.function, aggregate.arguments.as_slice()) {
        (AggregateFunction::CountRows, _) => !optional,
        (AggregateFunction::Count, [argument]) => {
            !aggregate.distinct && matches!(argument.kind, ExpressionKind::Slot(slot) if new.contains(&slot))
        }
        _ => false,
    }
}

fn summed(aggregate: &Aggregate, number: Slot) -> Aggregate {
    let arguments = vec![Expression::slot(number, aggregate.span)];
    Aggregate { function: AggregateFunction::Sum, arguments, distinct: false, ..aggregate.clone() }
}

fn degree(expand: &Expand, slot: Slot, input: Plan) -> Plan {
    let (from, direction, types) = (expand.from, expand.direction, expand.types.clone());
    Plan::over(Operator::Degree { from, direction, types, slot }, input)
}

/// Rows without a step make no group.
fn positive(input: Plan, number: Slot, span: crate::span::Span) -> Plan {
    let left = Box::new(Expression::slot(number, span));
    let right = Box::new(Expression::new(ExpressionKind::Literal(Value::Integer(0)), span));
    let kind = ExpressionKind::Binary { operator: BinaryOperator::Greater, left, right };
    Plan::over(Operator::Filter { conditions: vec![Expression::new(kind, span)] }, input)
}

fn aggregates_span(plan: &Plan) -> crate::span::Span {
    match &plan.operator {
        Operator::Aggregate { aggregates, .. } => {
            aggregates.first().map(|aggregate| aggregate.span).unwrap_or_default()
        }
        _ => crate::span::Span::default(),
    }
}
