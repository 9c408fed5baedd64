//! Counting the rows of a last step without taking it: the number of neighbours is known.

use super::for_each;
use super::identifier::other_node;
use crate::plan::{Counts, Degree, Expand, Operator, Plan, Planned};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, BinaryOperator, Expression, ExpressionKind, Slot, SlotInfo, SlotKind,
};
use crate::value::Value;

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        exists_by_degree(plan, &mut slots);
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let Some(step) = LastStep::of(&plan.inputs[0], &slots) else { return };
        let LastStep { expand, other_than, optional, input } = step;
        let new = [expand.relationship, expand.to];
        let reads_new = |expression: &Expression| expression.reads().iter().any(|slot| new.contains(slot));
        if expand.into
            || keys.iter().any(|key| reads_new(&key.expression))
            || !aggregates.iter().all(|aggregate| counts_steps(aggregate, &new, optional))
        {
            return;
        }
        slots.push(SlotInfo { name: None, kind: SlotKind::Value });
        let number = Slot(slots.len() as u32 - 1);
        let aggregates: Vec<Aggregate> = aggregates.iter().map(|aggregate| summed(aggregate, number)).collect();
        let degree = Plan::over(Operator::Degree(degree(expand, other_than, number)), input.clone());
        let is_grouped = !keys.is_empty();
        let span = aggregates.first().map(|aggregate| aggregate.span).unwrap_or_default();
        // Rows without a step make no group.
        let input = match is_grouped && !optional {
            true => than_none(degree, number, BinaryOperator::Greater, span),
            false => degree,
        };
        let operator = Operator::Aggregate { keys: keys.clone(), aggregates };
        *plan = Plan::over(operator, input).expecting(plan.estimate);
    });
    planned.slots = slots;
}

/// Whether there is a step at all is told by the number of neighbours too.
fn exists_by_degree(plan: &mut Plan, slots: &mut Vec<SlotInfo>) {
    let Operator::SemiApply { negated, .. } = plan.operator else { return };
    let [input, Plan { operator: Operator::Expand(expand), inputs, .. }] = plan.inputs.as_slice() else { return };
    if expand.into || !matches!(inputs.as_slice(), [Plan { operator: Operator::Argument { .. }, .. }]) {
        return;
    }
    slots.push(SlotInfo { name: None, kind: SlotKind::Value });
    let number = Slot(slots.len() as u32 - 1);
    let step = Plan::over(Operator::Degree(degree(expand, Vec::new(), number)), input.clone());
    let operator = if negated { BinaryOperator::Equal } else { BinaryOperator::Greater };
    *plan = than_none(step, number, operator, Default::default()).expecting(plan.estimate);
}

/// A step of which only the number of its ends is asked.
struct LastStep<'a> {
    expand: &'a Expand,
    /// Nodes that the ends are not.
    other_than: Vec<Slot>,
    /// Whether rows without a step go on.
    optional: bool,
    input: &'a Plan,
}

impl<'a> LastStep<'a> {
    fn of(plan: &'a Plan, slots: &[SlotInfo]) -> Option<LastStep<'a>> {
        match &plan.operator {
            Operator::Expand(expand) => {
                Some(LastStep { expand, other_than: Vec::new(), optional: false, input: &plan.inputs[0] })
            }
            Operator::Filter { conditions } => {
                let Operator::Expand(expand) = &plan.inputs[0].operator else { return None };
                let is_different = |condition: &Expression| match condition.kind {
                    ExpressionKind::Binary { operator: BinaryOperator::NotEqual, .. } => {
                        other_node(condition, expand.to, slots)
                    }
                    _ => None,
                };
                let others: Option<Vec<Slot>> = conditions.iter().map(is_different).collect();
                if expand.fitting.is_some() {
                    return None;
                }
                Some(LastStep { expand, other_than: others?, optional: false, input: &plan.inputs[0].inputs[0] })
            }
            Operator::Apply { optional: true, .. } => match &plan.inputs[1].operator {
                Operator::Expand(expand) if matches!(plan.inputs[1].inputs[0].operator, Operator::Argument { .. }) => {
                    Some(LastStep { expand, other_than: Vec::new(), optional: true, input: &plan.inputs[0] })
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether the aggregate counts steps: all of them, or those that reach something, which every step does.
pub(super) fn counts_steps(aggregate: &Aggregate, new: &[Slot], optional: bool) -> bool {
    match (aggregate.function, aggregate.arguments.as_slice()) {
        (AggregateFunction::CountRows, _) => !optional,
        (AggregateFunction::Count, [argument]) => {
            !aggregate.distinct && matches!(argument.kind, ExpressionKind::Slot(slot) if new.contains(&slot))
        }
        _ => false,
    }
}

pub(super) fn summed(aggregate: &Aggregate, number: Slot) -> Aggregate {
    let arguments = vec![Expression::slot(number, aggregate.span)];
    Aggregate { function: AggregateFunction::Sum, arguments, distinct: false, ..aggregate.clone() }
}

fn degree(expand: &Expand, other_than: Vec<Slot>, slot: Slot) -> Degree {
    let Expand { from, direction, types, different, fitting, .. } = expand.clone();
    Degree { from, direction, types, different, fitting, other_than, slot }
}

/// The rows whose number compares so with 0.
pub(super) fn than_none(input: Plan, number: Slot, operator: BinaryOperator, span: crate::span::Span) -> Plan {
    let left = Box::new(Expression::slot(number, span));
    let right = Box::new(Expression::new(ExpressionKind::Literal(Value::Integer(0)), span));
    let kind = ExpressionKind::Binary { operator, left, right };
    Plan::over(Operator::Filter { conditions: vec![Expression::new(kind, span)] }, input)
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown_after;

    #[test]
    fn whether_there_is_a_step_is_told_by_the_degree() {
        let plan = |query| shown_after(&["semi_apply", "degree"], query);
        let shown = plan("MATCH (a:Visit) WHERE NOT EXISTS { (a)-[:TO]->() } RETURN a");
        assert!(shown.contains("Degree (a)-") && !shown.contains("SemiApply"), "{shown}");
        let shown = plan("MATCH (a:Visit) WHERE EXISTS { (a)-[:TO]->(c) WHERE c.name = 'x' } RETURN a");
        assert!(shown.contains("SemiApply"), "{shown}");
    }
}
