//! Properties that sorting does not look at are read for the sorted rows: fewer columns are put in order, and nothing is
//! read for rows that a limit drops.

use super::for_each;
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{Expression, ExpressionKind, Item, Slot, SlotKind, SortItem};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    // Only of what is there can properties be read without fail: not of anything, nor of what may have been deleted.
    if planned.writes {
        return;
    }
    let slots = planned.slots.clone();
    let is_entity = |slot: &Slot| {
        matches!(slots.get(slot.index()).map(|info| info.kind), Some(SlotKind::Node | SlotKind::Relationship))
    };
    for_each(planned, &mut |plan| {
        let (Operator::Sort { keys } | Operator::Top { keys, .. }) = &plan.operator else { return };
        let read: Vec<Slot> = keys.iter().flat_map(|SortItem { expression, .. }| expression.reads()).collect();
        let Some(Plan { operator: Operator::Project { items }, .. }) = plan.inputs.first_mut() else { return };
        let (later, now): (Vec<Item>, Vec<Item>) = items.drain(..).partition(|item| {
            !read.contains(&item.slot) && holder(&item.expression).is_some_and(|slot| is_entity(&slot))
        });
        *items = now;
        if items.is_empty()
            && let Some(input) = plan.inputs[0].inputs.pop()
        {
            plan.inputs[0] = input;
        }
        if !later.is_empty() {
            let sorted = std::mem::replace(plan, Plan::leaf(Operator::Eager));
            *plan = Plan::over(Operator::Project { items: later }, sorted);
        }
    });
}

/// The variable, if the expression is a property of one.
pub(super) fn holder(expression: &Expression) -> Option<Slot> {
    match &expression.kind {
        ExpressionKind::Property { of, .. } => match of.kind {
            ExpressionKind::Slot(slot) => Some(slot),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn only_sort_keys_are_read_before_sorting() {
        let plan =
            shown("late_properties", "MATCH (m:Meeting) RETURN m.id AS id, m.title AS title, 1 + 1 AS n ORDER BY id");
        let (above, below) = plan.split_once("Sort id").unwrap();
        assert!(above.contains("Project m.title AS title\n"), "{plan}");
        assert!(below.contains("Project m.id AS id, 1 + 1 AS n\n"), "{plan}");
    }
}
