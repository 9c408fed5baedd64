//! Groups of one row each: where a node that is scanned once is among the keys, nothing need be grouped.

use super::for_each;
use super::runs::{starts, tells};
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, Expression, ExpressionKind, Item, Name, Slot, UnaryOperator,
};
use crate::value::Value;

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // While a statement writes, what holds of the whole graph may cease to hold.
    let writes = planned.writes;
    for_each(planned, &mut |plan| {
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let Some((node, label)) = scanned(&plan.inputs[0]) else { return };
        let is_node = |key: &Item| matches!(key.expression.kind, ExpressionKind::Slot(slot) if slot == node);
        let is_unique = |key: &Item| is_node(key) || !writes && tells(key, node, label.as_ref(), counts);
        if !keys.iter().any(is_unique) {
            return;
        }
        let degrees = degrees(&plan.inputs[0]);
        let values: Option<Vec<Item>> = aggregates
            .iter()
            .map(|aggregate| Some(Item { slot: aggregate.slot, expression: of_one_row(aggregate, &degrees)? }))
            .collect();
        let Some(values) = values else { return };
        let items: Vec<Item> = keys.iter().cloned().chain(values).collect();
        let slots = items.iter().map(|item| item.slot).collect();
        let input = plan.inputs.remove(0);
        let rows = input.estimate;
        let project = Plan::over(Operator::Project { items }, input).expecting(rows);
        *plan = Plan::over(Operator::Keep { slots }, project).expecting(rows);
    });
}

/// The node that the plan scans, and its label, if every node has at most one row.
fn scanned(plan: &Plan) -> Option<(Slot, Option<Name>)> {
    match &plan.operator {
        Operator::Filter { .. } | Operator::Project { .. } | Operator::Degree { .. } => scanned(plan.inputs.first()?),
        Operator::LabelScan { slot, label } | Operator::IndexSeek { slot, label, .. } if starts(plan) => {
            Some((*slot, Some(label.clone())))
        }
        Operator::AllNodes { slot } if starts(plan) => Some((*slot, None)),
        _ => None,
    }
}

/// The slots that hold degrees, which are never null and always integers.
fn degrees(plan: &Plan) -> Vec<Slot> {
    let mut slots: Vec<Slot> = plan.inputs.iter().flat_map(degrees).collect();
    if let Operator::Degree(degree) = &plan.operator {
        slots.push(degree.slot);
    }
    slots
}

/// What an aggregate gives for one row; `None` where that takes more than to look at its argument.
fn of_one_row(aggregate: &Aggregate, degrees: &[Slot]) -> Option<Expression> {
    let span = aggregate.span;
    let number = |number: i64| Expression::new(ExpressionKind::Literal(Value::Integer(number)), span);
    let or_if_null = |argument: &Expression, null: Expression, otherwise: Expression| {
        let operand = Box::new(argument.clone());
        let is_null = Expression::new(ExpressionKind::Unary { operator: UnaryOperator::IsNull, operand }, span);
        let branches = vec![(is_null, null)];
        Expression::new(ExpressionKind::Case { subject: None, branches, otherwise: Some(Box::new(otherwise)) }, span)
    };
    match (aggregate.function, aggregate.arguments.as_slice()) {
        (AggregateFunction::CountRows, _) => Some(number(1)),
        (AggregateFunction::Count, [argument]) => Some(or_if_null(argument, number(0), number(1))),
        (AggregateFunction::Minimum | AggregateFunction::Maximum, [argument]) => Some(argument.clone()),
        (AggregateFunction::Sum, [argument]) => match argument.kind {
            ExpressionKind::Slot(slot) if degrees.contains(&slot) => Some(argument.clone()),
            _ => None,
        },
        (AggregateFunction::Collect, [argument]) => {
            let list = |elements| Expression::new(ExpressionKind::List(elements), span);
            Some(or_if_null(argument, list(Vec::new()), list(vec![argument.clone()])))
        }
        _ => None,
    }
}
