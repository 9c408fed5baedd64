//! A condition that a look-up in an index answers is not asked again of the nodes that were found.

use super::for_each;
use crate::plan::start::lookup_of;
use crate::plan::{Counts, Lookup, Operator, Plan, Planned};
use crate::semantics::bound::{Expression, Name, Slot};
use crate::span::Span;
use std::mem::discriminant;

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        let Operator::Filter { conditions } = &mut plan.operator else { return };
        let Some(Plan { operator: Operator::IndexSeek { slot, key, lookup, .. }, .. }) = plan.inputs.first() else {
            return;
        };
        conditions.retain(|condition| !is_answered(condition, *slot, key, lookup));
        if conditions.is_empty()
            && let Some(input) = plan.inputs.pop()
        {
            *plan = input;
        }
    });
}

/// Whether the look-up was made of this condition: of the same values, at the same places of the text.
fn is_answered(condition: &Expression, node: Slot, key: &Name, lookup: &Lookup) -> bool {
    let places = |lookup: &Lookup| lookup.expressions().map(|value| value.span).collect::<Vec<Span>>();
    lookup_of(condition, node).is_some_and(|(asked, other, _)| {
        let asked_at = places(&other);
        asked == *key
            && discriminant(&other) == discriminant(lookup)
            && asked_at == places(lookup)
            && !asked_at.contains(&Span::default())
    })
}
