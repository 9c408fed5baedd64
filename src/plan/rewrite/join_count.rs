//! Joins whose rows are only counted, or of which only is asked whether there are any: they are not put together.

use super::degree::{counts_steps, summed, than_none};
use super::join_between::added_slots;
use super::{for_each, runs_once};
use crate::plan::{Counts, JoinRange, Operator, Plan, Planned};
use crate::semantics::bound::{Aggregate, BinaryOperator, Expression, Item, Slot, SlotInfo, SlotKind};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        if let Some(counted) = exists(plan, &mut slots).or_else(|| counted(plan, &mut slots)) {
            *plan = counted;
        }
    });
    planned.slots = slots;
}

/// The rows for which a join has partners, or has none, by how many they are.
fn exists(plan: &Plan, slots: &mut Vec<SlotInfo>) -> Option<Plan> {
    let Operator::SemiApply { negated, .. } = plan.operator else { return None };
    let (keys, range, join) = only_joined(&plan.inputs[1])?;
    if !matches!(join.inputs[0].operator, Operator::Argument { .. }) {
        return None;
    }
    let number = fresh(slots);
    let count = join_count((keys, range), number, &plan.inputs[0], &join.inputs[1]);
    let operator = if negated { BinaryOperator::Equal } else { BinaryOperator::Greater };
    Some(than_none(count, number, operator, Default::default()).expecting(plan.estimate))
}

/// The aggregate that sums how many partners there are.
fn counted(plan: &Plan, slots: &mut Vec<SlotInfo>) -> Option<Plan> {
    let Operator::Aggregate { keys: grouped_by, aggregates } = &plan.operator else { return None };
    let (keys, range, join) = only_joined(&plan.inputs[0])?;
    let (probe, build) = (&join.inputs[0], &join.inputs[1]);
    // The partners in `build` are counted for each row of `probe`.
    let counts = |probe: &Plan, build: &Plan| {
        let new = added_slots(build, probe);
        let reads_new = |key: &Item| key.expression.reads().iter().any(|slot| new.contains(slot));
        let are_counts = aggregates.iter().all(|aggregate| counts_steps(aggregate, &new, false));
        !aggregates.is_empty() && are_counts && !grouped_by.iter().any(reads_new)
    };
    let number = Slot(slots.len() as u32);
    let count = if counts(probe, build) {
        join_count((keys, range), number, probe, build)
    } else if range.is_none() && runs_once(probe) && counts(build, probe) {
        let turned: Vec<_> = keys.iter().map(|(left, right)| (right.clone(), left.clone())).collect();
        join_count((&turned, None), number, build, probe)
    } else {
        return None;
    };
    fresh(slots);
    let aggregates: Vec<Aggregate> = aggregates.iter().map(|aggregate| summed(aggregate, number)).collect();
    // Rows without a partner make no group.
    let input = match grouped_by.is_empty() {
        true => count,
        false => than_none(count, number, BinaryOperator::Greater, Default::default()),
    };
    let operator = Operator::Aggregate { keys: grouped_by.clone(), aggregates };
    Some(Plan::over(operator, input).expecting(plan.estimate))
}

fn fresh(slots: &mut Vec<SlotInfo>) -> Slot {
    slots.push(SlotInfo { name: None, kind: SlotKind::Value });
    Slot(slots.len() as u32 - 1)
}

fn join_count((keys, range): (&[Key], Option<&JoinRange>), slot: Slot, probe: &Plan, build: &Plan) -> Plan {
    let operator = Operator::JoinCount { keys: keys.to_vec(), range: range.cloned(), slot };
    let mut plan = Plan::over(operator, probe.clone());
    plan.estimate = probe.estimate;
    plan.inputs.push(build.clone());
    plan
}

/// What is computed on either side of a join.
type Key = (Expression, Expression);

/// The keys and the range of a join, and the join.
fn only_joined(plan: &Plan) -> Option<(&[Key], Option<&JoinRange>, &Plan)> {
    let Operator::HashJoin { keys, range } = &plan.operator else { return None };
    Some((keys, range.as_ref(), plan))
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::planned_after;
    use crate::plan::{Operator, Plan};

    /// Whether the plan of the query, or one of its subqueries, counts what a join gives.
    fn counts(query: &str) -> bool {
        fn any(plan: &Plan) -> bool {
            matches!(plan.operator, Operator::JoinCount { .. }) || plan.inputs.iter().any(any)
        }
        let planned = planned_after(&["semi_apply", "many_rows", "hash_join", "step_join", "join_count"], query);
        any(&planned.root) || planned.subqueries.iter().any(|subquery| any(&subquery.plan))
    }

    #[test]
    fn joins_that_are_only_counted_are_not_put_together() {
        for query in [
            "MATCH (a:Visit), (b:Agreement) WHERE a.date = b.date RETURN count(*) AS n",
            "MATCH (a:Visit), (b:Agreement) WHERE a.date = b.date RETURN a.kind, count(*) AS n",
            "MATCH (a:Visit), (b:Agreement) WHERE a.date = b.date RETURN b.kind, count(*) AS n",
            "MATCH (a:Visit) WHERE NOT EXISTS { MATCH (b:Agreement) WHERE a.date = b.date AND b.kind = 'pact' } RETURN a",
            "MATCH (v:Visit)-[:TO]->(c:Country)<-[:FROM]-(w:Visit) WHERE w.start >= v.start AND w.start < v.end \
             RETURN c, count(*) AS n",
            "MATCH (a:Visit) RETURN a, COUNT { MATCH (b:Agreement) WHERE b.date = a.date } AS n",
        ] {
            assert!(counts(query), "{query}");
        }
        for query in [
            "MATCH (a:Visit), (b:Agreement) WHERE a.date = b.date RETURN a.kind, b.kind, count(*) AS n",
            "MATCH (a:Visit), (b:Agreement) WHERE a.date = b.date AND a.value < b.value RETURN count(*) AS n",
            "MATCH (a:Visit), (b:Agreement) WHERE a.date = b.date RETURN sum(b.value) AS n",
        ] {
            assert!(!counts(query), "{query}");
        }
    }
}
