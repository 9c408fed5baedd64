//! Conditions that compare nodes, as they are or by identifier.

use crate::plan::Side;
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, Slot, SlotInfo, SlotKind};
use crate::span::Span;

/// `id(node)`.
pub(super) fn identifier(node: Slot, span: Span) -> Expression {
    let arguments = vec![Expression::slot(node, span)];
    Expression::new(ExpressionKind::Function { name: "id".into(), arguments }, span)
}

/// The node, if the expression is `id(node)`.
fn identified(expression: &Expression, slots: &[SlotInfo]) -> Option<Slot> {
    match &expression.kind {
        ExpressionKind::Function { name, arguments } if name.eq_ignore_ascii_case("id") => match arguments.as_slice() {
            [Expression { kind: ExpressionKind::Slot(slot), .. }] if is_node(*slot, slots) => Some(*slot),
            _ => None,
        },
        _ => None,
    }
}

fn is_node(slot: Slot, slots: &[SlotInfo]) -> bool {
    slots.get(slot.index()).is_some_and(|info| info.kind == SlotKind::Node)
}

/// The side of `other` on which `node` is, if that is what the condition says: `id(node) < id(other)` and so on.
pub(super) fn side(condition: &Expression, node: Slot, slots: &[SlotInfo]) -> Option<(Side, Slot)> {
    let ExpressionKind::Binary { operator, left, right } = &condition.kind else { return None };
    let side = match operator {
        BinaryOperator::Less => Side::Before,
        BinaryOperator::Greater => Side::After,
        _ => return None,
    };
    let (left, right) = (identified(left, slots)?, identified(right, slots)?);
    match (left == node, right == node) {
        (true, false) => Some((side, right)),
        (false, true) => Some((if side == Side::Before { Side::After } else { Side::Before }, left)),
        _ => None,
    }
}

/// The node that `node` is not, if the condition says so: `node <> other`, or one of their identifiers is less.
pub(super) fn other_node(condition: &Expression, node: Slot, slots: &[SlotInfo]) -> Option<Slot> {
    let ExpressionKind::Binary { operator: BinaryOperator::NotEqual, left, right } = &condition.kind else {
        return side(condition, node, slots).map(|(_, other)| other);
    };
    let (ExpressionKind::Slot(left), ExpressionKind::Slot(right)) = (&left.kind, &right.kind) else { return None };
    let other = if *left == node { *right } else { *left };
    ((*left == node || *right == node) && other != node && is_node(other, slots)).then_some(other)
}
