//! The labels that nodes in the rows of a plan surely have, as its scans and filters say.

use crate::plan::seek::{Covered, EqualSeek};
use crate::plan::{Operator, Plan};
use crate::semantics::bound::{Expression, ExpressionKind, LabelExpression, Name, Slot};

/// Slots and the labels that their nodes have, or are null.
pub(super) fn known(plan: &Plan) -> Vec<(Slot, Name)> {
    let mut labels = plan.inputs.first().map(known).unwrap_or_default();
    match &plan.operator {
        Operator::LabelScan { slot, label } | Operator::IndexSeek { slot, label, .. } => {
            labels.push((*slot, label.clone()));
        }
        Operator::EqualSeek(EqualSeek { slot, covered: Covered::Nodes(label), .. }) => {
            labels.push((*slot, label.clone()));
        }
        Operator::Filter { conditions } => labels.extend(conditions.iter().filter_map(asked)),
        Operator::Apply { introduces, .. } => {
            // What the second input asks of an outer node need not hold where it has no row.
            labels.extend(
                plan.inputs
                    .get(1)
                    .map(known)
                    .unwrap_or_default()
                    .into_iter()
                    .filter(|(slot, _)| introduces.contains(slot)),
            );
        }
        Operator::HashJoin { .. } => labels.extend(plan.inputs.get(1).map(known).unwrap_or_default()),
        // These pass on other rows than those of their input.
        Operator::Union { .. } => labels.clear(),
        _ => {}
    }
    labels
}

/// The slot and the label, if the condition asks for a single one.
pub(super) fn asked(condition: &Expression) -> Option<(Slot, Name)> {
    match &condition.kind {
        ExpressionKind::HasLabels { entity, labels: LabelExpression::Name(label) } => match entity.kind {
            ExpressionKind::Slot(slot) => Some((slot, label.clone())),
            _ => None,
        },
        _ => None,
    }
}
