//! A node between two that are bound already: instead of walking to all neighbours of the one and asking each for the
//! other, the neighbours that both have are found at once, and remembered for each pair. What is asked of the node alone
//! is asked once.

use super::for_each;
use crate::functions;
use crate::plan::{Counts, Expand, Intersect, Operator, Plan, Planned};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, Slot};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        if let Some((first, second, between, below)) = two_steps(plan) {
            let intersect =
                Intersect { first: first.clone(), second: second.clone(), conditions: Vec::new(), laid_out: false };
            let intersect = Plan::over(Operator::Intersect(intersect), below.clone()).expecting(plan.estimate);
            // What is asked of the node between in the meantime can be asked afterwards.
            *plan = match between.is_empty() {
                true => intersect,
                false => {
                    let conditions = between.to_vec();
                    Plan::over(Operator::Filter { conditions }, intersect).expecting(plan.estimate)
                }
            };
        }
        move_conditions(plan);
    });
}

/// Lets the neighbours of a node that is the same in many rows be laid out.
pub(super) fn lay_out(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        if let Operator::Intersect(intersect) = &mut plan.operator {
            intersect.laid_out = true;
        }
    });
}

/// Two steps over one node between two others: the steps, the conditions between them, and what is below.
pub(super) fn two_steps(plan: &Plan) -> Option<(&Expand, &Expand, &[Expression], &Plan)> {
    let Operator::Expand(second) = &plan.operator else { return None };
    let (between, below) = match &plan.inputs[0] {
        Plan { operator: Operator::Filter { conditions }, inputs, .. } => (conditions.as_slice(), &inputs[0]),
        other => (&[][..], other),
    };
    let Operator::Expand(first) = &below.operator else { return None };
    let is_between = first.fitting.is_none()
        && second.fitting.is_none()
        && second.into
        && !first.into
        && second.from == first.to
        && second.to != first.to;
    is_between.then(|| (first, second, between, &below.inputs[0]))
}

/// Conditions on the node between alone go into the intersection below.
fn move_conditions(plan: &mut Plan) {
    let Operator::Filter { conditions } = &mut plan.operator else { return };
    let Some(Operator::Intersect(intersect)) = plan.inputs.first_mut().map(|input| &mut input.operator) else { return };
    let between = intersect.first.to;
    let (inside, rest): (Vec<_>, Vec<_>) =
        conditions.drain(..).partition(|condition| condition.reads() == [between] && is_of_node(condition, between));
    intersect.conditions.extend(inside);
    *conditions = rest;
    if conditions.is_empty()
        && let Some(input) = plan.inputs.pop()
    {
        *plan = input;
    }
}

/// Whether the condition compares properties of the node with what is the same for all rows: it cannot fail for one node
/// and not for another, and gives the same as often as it is asked.
fn is_of_node(condition: &Expression, node: Slot) -> bool {
    use BinaryOperator::*;
    let is_operand = |operand: &Expression| match &operand.kind {
        ExpressionKind::Property { of, .. } => matches!(of.kind, ExpressionKind::Slot(slot) if slot == node),
        _ => crate::plan::is_constant(operand) && !operand.any(&varies),
    };
    match &condition.kind {
        ExpressionKind::HasLabels { entity, .. } => matches!(entity.kind, ExpressionKind::Slot(slot) if slot == node),
        ExpressionKind::Binary {
            operator:
                Equal | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual | StartsWith | EndsWith | Contains,
            left,
            right,
        } => is_operand(left) && is_operand(right),
        _ => false,
    }
}

/// Whether the call may give something else each time.
pub(super) fn varies(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Function { name, .. } => {
            !functions::lookup(name).is_some_and(|function| function.deterministic)
        }
        _ => false,
    }
}
