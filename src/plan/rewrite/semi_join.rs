//! `EXISTS { ... }` as a condition on one node: where all nodes for which it holds are found with less work than it takes to
//! ask each row, they are found once and the rows joined with them.

use super::degree::than_none;
use super::once::is_steady;
use super::property_range::compared;
use super::semi_apply::{exists, without_keep};
use super::{for_each, labels, runs_once};
use crate::plan::{Counts, Operator, Plan, Planned, PlannedSubquery};
use crate::semantics::bound::{BinaryOperator, Expression, Slot, SlotInfo, SlotKind};

/// Finding all costs a table beside.
const WORTH: f64 = 2.0;

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    // The nodes are found once, so nothing may change meanwhile.
    if planned.writes {
        return;
    }
    let subqueries = planned.subqueries.clone();
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| join(plan, &subqueries, &mut slots));
    planned.slots = slots;
}

fn join(plan: &mut Plan, subqueries: &[PlannedSubquery], slots: &mut Vec<SlotInfo>) {
    let Operator::Filter { conditions } = &mut plan.operator else { return };
    let Some(input) = plan.inputs.first().filter(|input| runs_once(input)) else { return };
    let rows = input.estimate;
    let found = |condition: &Expression| {
        let (subquery, negated) = exists(condition)?;
        let PlannedSubquery { plan, of_all, once: false, .. } = subqueries.get(subquery.number)? else { return None };
        let (node, all) = of_all.as_ref()?;
        let is_worth = WORTH * work(all) < rows * work(plan) && is_steady(all) && !is_counted(plan);
        is_worth.then(|| (*node, negated, without_keep(all.clone())))
    };
    let (joined, rest): (Vec<_>, Vec<_>) =
        std::mem::take(conditions).into_iter().partition(|condition| found(condition).is_some());
    *conditions = rest;
    let (estimate, is_empty) = (plan.estimate, conditions.is_empty());
    if let Some(input) = plan.inputs.pop_if(|_| is_empty) {
        *plan = input;
    }
    for (node, negated, all) in joined.iter().filter_map(found) {
        slots.push(SlotInfo { name: None, kind: SlotKind::Value });
        let number = Slot(slots.len() as u32 - 1);
        let key = Expression::slot(node, Default::default());
        let rows = std::mem::replace(plan, Plan::leaf(Operator::Eager));
        let once = Plan::over(Operator::Distinct { slots: vec![node] }, all);
        let count = Operator::JoinCount { keys: vec![(key.clone(), key)], range: None, slot: number };
        let estimate_below = rows.estimate;
        let counted = Plan::over_both(count, rows, once).expecting(estimate_below);
        let operator = if negated { BinaryOperator::Equal } else { BinaryOperator::Greater };
        *plan = than_none(counted, number, operator, Default::default()).expecting(estimate);
    }
}

/// Whether the plan is one step of which nothing is asked but what the number of its relationships tells.
fn is_counted(plan: &Plan) -> bool {
    match (&plan.operator, plan.inputs.first()) {
        (Operator::Expand(_), Some(below)) => matches!(below.operator, Operator::Argument { .. }),
        (Operator::Keep { .. }, Some(below)) => is_counted(below),
        (Operator::Filter { conditions }, Some(below)) => {
            let Operator::Expand(step) = &below.operator else { return false };
            let is_of_step = |condition: &Expression| {
                let of_relationship = compared(condition).is_some_and(|(slot, ..)| slot == step.relationship);
                labels::asked(condition).is_some() || of_relationship
            };
            conditions.iter().all(is_of_step) && is_counted(below)
        }
        _ => false,
    }
}

/// How many rows all operators of a plan are expected to give.
fn work(plan: &Plan) -> f64 {
    plan.estimate + plan.inputs.iter().map(work).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown_after;

    fn plan(query: &str) -> String {
        shown_after(&["once", "semi_join", "semi_apply"], query)
    }

    #[test]
    fn what_few_nodes_fulfil_is_found_once() {
        for not in ["", "NOT "] {
            let shown = plan(&format!(
                "MATCH (v:Visit) WHERE {not}EXISTS {{ (v)-[:TO]->(:Country {{id: 4}}) }} AND v.kind = 'state' RETURN v"
            ));
            assert!(shown.contains("JoinCount v") && !shown.contains("SemiApply"), "{shown}");
            assert!(shown.contains("Filter v.kind = 'state'"), "{shown}");
        }
    }

    #[test]
    fn what_reads_more_or_is_cheaper_asked_is_asked_of_each_row() {
        for condition in [
            "EXISTS { (v)-[:TO]->(c:Country {id: 4}) WHERE c.name = w.name }",
            "EXISTS { MATCH (c:Country {id: 4}) WHERE c.name = v.name }",
            "EXISTS { MATCH (v)-[:TO]->(c:Country {id: 4}) WHERE c.size > rand() }",
            "EXISTS { (v)-[r:TO]->(:Country) WHERE r.since = 3 }",
            "v.id = 3 AND EXISTS { (v)-[:TO]->(:Country) }",
        ] {
            let shown = plan(&format!("MATCH (v:Visit), (w:Visit {{id: 1}}) WHERE {condition} RETURN v, w"));
            assert!(!shown.contains("JoinCount"), "{condition}\n{shown}");
        }
    }
}
