//! A step of which a property equals one of what was found before, or lies between two: where the step leads to many more
//! nodes than there are relationships to walk, these are kept by where they begin and by that property, and joined by hash.

use super::join_between::{bound, find_range, property_of};
use super::other_ends::still_different;
use super::{for_each, labels, runs_once};
use crate::graph::Direction;
use crate::plan::{Counts, Expand, Operator, Plan, Planned, simple_types};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, Slot, SlotInfo, SlotKind};
use crate::span::Span;

/// Walking so many times as many relationships as there are is worth a table of them.
const WORTH: f64 = 4.0;

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // The table of a join is made once, so nothing may change meanwhile.
    if planned.writes {
        return;
    }
    let slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        if let Some(join) = joined(plan, &slots, counts) {
            *plan = join;
            find_range(plan);
        }
    });
    planned.slots = slots;
}

/// The join, and the filter over it, that stand for a filter over a step.
fn joined(plan: &Plan, slots: &[SlotInfo], counts: &dyn Counts) -> Option<Plan> {
    let Operator::Filter { conditions } = &plan.operator else { return None };
    let walked = &plan.inputs[0];
    let Operator::Expand(step) = &walked.operator else { return None };
    let below = &walked.inputs[0];
    let all = relationships(step, counts);
    if step.into || !runs_once(below) || walked.estimate < WORTH * (below.estimate + all) {
        return None;
    }
    let new = [step.relationship, step.to];
    let key = |condition: &Expression| key(condition, &new, step.from);
    let mut keys: Vec<_> = conditions.iter().filter_map(key).collect();
    if keys.is_empty() && !lies_between(conditions, &new) {
        return None;
    }
    let span = Span::default();
    let slot = |slot: Slot| Expression::slot(slot, span);
    keys.insert(0, (slot(step.from), slot(step.from)));

    let is_of_step = |condition: &Expression| condition.reads().iter().all(|slot| new.contains(slot));
    let others = conditions.iter().filter(|condition| key(condition).is_none()).cloned();
    let (asked, mut later): (Vec<_>, Vec<_>) = others.partition(is_of_step);
    for other in still_different(step, conditions, below, slots) {
        if slots.get(other.index()).is_none_or(|info| info.kind != SlotKind::Relationship) {
            return None;
        }
        let (left, right) = (Box::new(slot(step.relationship)), Box::new(slot(other)));
        later.push(Expression::new(ExpressionKind::Binary { operator: BinaryOperator::NotEqual, left, right }, span));
    }
    let labelled = labels::known(below).into_iter().filter(|(node, _)| *node == step.from).map(|(_, label)| label);
    let start = match labelled.min_by(|left, right| counts.label(left).total_cmp(&counts.label(right))) {
        Some(label) => Operator::LabelScan { slot: step.from, label },
        None => Operator::AllNodes { slot: step.from },
    };
    let start = Plan::over(start, Plan::leaf(Operator::Argument { slots: Vec::new() })).expecting(counts.nodes());
    let step = Expand { different: Vec::new(), ..step.clone() };
    let mut build = Plan::over(Operator::Expand(step), start).expecting(all);
    if !asked.is_empty() {
        build = Plan::over(Operator::Filter { conditions: asked }, build).expecting(all);
    }
    let operator = Operator::HashJoin { keys, range: None };
    let inputs = vec![below.clone(), build];
    let join = Plan { operator, inputs, estimate: plan.estimate, live: None, number: 0 };
    Some(match later.is_empty() {
        true => join,
        false => Plan::over(Operator::Filter { conditions: later }, join).expecting(plan.estimate),
    })
}

/// Whether a property of what is new lies between what was found before: one bound alone leaves too many.
fn lies_between(conditions: &[Expression], new: &[Slot]) -> bool {
    use BinaryOperator::{Greater, GreaterOrEqual};
    let bounds: Vec<_> = conditions
        .iter()
        .filter_map(|condition| {
            let (of, operator, other) = bound(condition, new)?;
            // What compares with constants is asked of the step alone.
            (!other.reads().is_empty()).then(|| (property_of(of), matches!(operator, Greater | GreaterOrEqual)))
        })
        .collect();
    bounds.iter().any(|(of, is_lower)| *is_lower && bounds.contains(&(of.clone(), false)))
}

/// How many relationships there are to walk.
fn relationships(step: &Expand, counts: &dyn Counts) -> f64 {
    let ways = if step.direction == Direction::Both { 2.0 } else { 1.0 };
    let of_types =
        |types: Vec<_>| types.iter().map(|name: &crate::semantics::bound::Name| counts.relationship_type(name)).sum();
    let all = step.types.as_ref().and_then(simple_types).map(of_types);
    ways * all.unwrap_or_else(|| counts.relationships())
}

/// The sides of an equality between a property of what was found before and one of the step.
fn key(condition: &Expression, new: &[Slot], from: Slot) -> Option<(Expression, Expression)> {
    let ExpressionKind::Binary { operator: BinaryOperator::Equal, left, right } = &condition.kind else { return None };
    let is_new = |side: &Expression| property_of(side).map(|(slot, _)| new.contains(&slot));
    let is_from = |side: &Expression| property_of(side).is_some_and(|(slot, _)| slot == from);
    match (is_new(left)?, is_new(right)?) {
        (false, true) if !is_from(left) => Some(((**left).clone(), (**right).clone())),
        (true, false) if !is_from(right) => Some(((**right).clone(), (**left).clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn steps_that_lead_to_many_nodes_are_joined_by_an_equality() {
        let plan = shown(
            "step_join",
            "MATCH (v:Visit)-[:TO]->(c:Country)<-[:TO]-(w:Visit) \
             WHERE v.start = w.start AND w.end > v.end AND v.kind = 'state' RETURN v, w",
        );
        assert!(plan.contains("HashJoin c, ") && plan.contains(", w.end > v.end"), "{plan}");
        assert!(!plan.contains("Filter v.start = w.start"), "{plan}");
        assert_eq!(plan.matches("Filter").count(), 3, "what is asked of the step is asked below the join\n{plan}");
    }

    #[test]
    fn steps_that_lead_to_many_nodes_are_joined_by_a_range() {
        let plan = shown(
            "step_join",
            "MATCH (v:Visit)-[:TO]->(c:Country)<-[:TO]-(w:Visit) WHERE w.start >= v.start AND v.end + 30 > w.start RETURN v, w",
        );
        assert!(plan.contains("HashJoin c, w.start >= v.start, v.end + 30 > w.start"), "{plan}");
    }

    #[test]
    fn others_are_walked() {
        for query in [
            "MATCH (v:Visit)-[:TO]->(c:Country)<-[:TO]-(w:Visit) WHERE v.start < w.start RETURN v, w",
            "MATCH (v:Visit {id: 1})-[:TO]->(c:Country)<-[:TO]-(w:Visit) WHERE v.start = w.start RETURN v, w",
            "MATCH (v:Visit)-[:TO]->(c:Country) WHERE c.name = v.name RETURN v, c",
            "MATCH (c:Country) CALL (c) { MATCH (v:Visit)-[:TO]->(c)<-[:TO]-(w:Visit) WHERE v.start = w.start \
             RETURN v, w LIMIT 1 } RETURN v, w",
        ] {
            let plan = shown("step_join", query);
            assert!(!plan.contains("HashJoin"), "{query}\n{plan}");
        }
    }
}
