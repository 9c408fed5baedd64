//! A property that several conditions compare is read once: before the first of them, and goes on with the rows that are
//! left.

use super::for_each;
use super::late_properties::holder;
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{Expression, ExpressionKind, Item, Name, Slot, SlotInfo, SlotKind};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    // Only of what is there can properties be read without fail: not of what may have been deleted.
    if planned.writes {
        return;
    }
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        let Operator::Filter { conditions } = &mut plan.operator else { return };
        let read: Vec<(Slot, Name)> = conditions.iter().flat_map(|condition| compared(condition, &slots)).collect();
        let mut items: Vec<Item> = Vec::new();
        for (place, property) in read.iter().enumerate() {
            if read[..place].contains(property) || !read[place + 1..].contains(property) {
                continue;
            }
            slots.push(SlotInfo { name: None, kind: SlotKind::Value });
            let slot = Slot(slots.len() as u32 - 1);
            for side in conditions.iter_mut().flat_map(sides_mut).filter(|side| is(side, property)) {
                let expression = std::mem::replace(side, Expression::slot(slot, side.span));
                if items.last().is_none_or(|item| item.slot != slot) {
                    items.push(Item { slot, expression });
                }
            }
        }
        if !items.is_empty()
            && let Some(input) = plan.inputs.pop()
        {
            plan.inputs.push(Plan::over(Operator::Project { items }, input));
        }
    });
    planned.slots = slots;
}

/// The properties that a comparison compares.
fn compared(condition: &Expression, slots: &[SlotInfo]) -> Vec<(Slot, Name)> {
    let ExpressionKind::Binary { left, right, .. } = &condition.kind else { return Vec::new() };
    let property = |side: &Expression| match &side.kind {
        ExpressionKind::Property { key, .. } => Some((holder(side)?, key.clone())),
        _ => None,
    };
    let is_entity = |(slot, _): &(Slot, Name)| {
        matches!(slots.get(slot.index()).map(|info| info.kind), Some(SlotKind::Node | SlotKind::Relationship))
    };
    [&**left, &**right].into_iter().filter_map(property).filter(is_entity).collect()
}

fn sides_mut(condition: &mut Expression) -> Vec<&mut Expression> {
    match &mut condition.kind {
        ExpressionKind::Binary { left, right, .. } => vec![left, right],
        _ => Vec::new(),
    }
}

fn is(side: &Expression, (slot, key): &(Slot, Name)) -> bool {
    matches!(&side.kind, ExpressionKind::Property { key: other, .. } if other == key) && holder(side) == Some(*slot)
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn what_several_conditions_compare_is_read_once() {
        let plan = shown(
            "shared_properties",
            "MATCH (m:Meeting) WHERE m.start >= m.from AND m.start < m.to AND m.kind = 'talks' RETURN m.title",
        );
        assert_eq!(plan.matches("Project m.start AS #").count(), 1, "{plan}");
        assert_eq!(plan.matches("m.kind AS").count(), 0, "{plan}");
    }
}
