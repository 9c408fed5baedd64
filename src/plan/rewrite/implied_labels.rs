//! A label that every node at that end of a relationship type has need not be asked of a node that was reached so.

use crate::graph::Direction;
use crate::plan::{Counts, Operator, Plan, Planned, simple_types};
use crate::semantics::bound::{Expression, ExpressionKind, LabelExpression, Name, Slot};

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // While a statement writes, what holds of the whole graph may cease to hold.
    if planned.writes {
        return;
    }
    visit(&mut planned.root, counts);
    planned.subqueries.iter_mut().for_each(|subquery| {
        visit(&mut subquery.plan, counts);
    });
}

/// Ends of relationship types that the slots of a plan's rows are known to be.
type Known = Vec<(Slot, Name, Direction)>;

fn visit(plan: &mut Plan, counts: &dyn Counts) -> Known {
    let mut known: Vec<Known> = plan.inputs.iter_mut().map(|input| visit(input, counts)).collect();
    let mut known = if known.is_empty() { Known::new() } else { known.swap_remove(0) };
    match &mut plan.operator {
        Operator::Expand(expand) => {
            if let Some([kind]) = expand.types.as_ref().and_then(simple_types).as_deref() {
                let (near, far) = match expand.direction {
                    Direction::Outgoing => (Direction::Outgoing, Direction::Incoming),
                    Direction::Incoming => (Direction::Incoming, Direction::Outgoing),
                    Direction::Both => return known,
                };
                known.push((expand.from, kind.clone(), near));
                known.push((expand.to, kind.clone(), far));
            }
        }
        Operator::Filter { conditions } => {
            conditions.retain(|condition| !is_implied(condition, &known, counts));
            if conditions.is_empty()
                && let Some(input) = plan.inputs.pop()
            {
                *plan = input;
            }
        }
        // These pass on other rows than those of their input.
        Operator::Union { .. } | Operator::Aggregate { .. } => known.clear(),
        _ => {}
    }
    known
}

fn is_implied(condition: &Expression, known: &Known, counts: &dyn Counts) -> bool {
    let ExpressionKind::HasLabels { entity, labels: LabelExpression::Name(label) } = &condition.kind else {
        return false;
    };
    let ExpressionKind::Slot(slot) = entity.kind else { return false };
    known.iter().any(|(node, kind, end)| *node == slot && counts.always_at(kind, *end, label))
}
