//! The last step before counting walks by the node where they begin and the node where they end: its ends are counted as
//! they come, and no row is made for a walk.

use super::for_each;
use super::identifier::side;
use super::intersect::varies;
use super::late_properties::holder;
use super::runs::scanned;
use crate::plan::{CountEnds, Counts, Expand, Most, Operator, Plan, Planned, Side};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, Expression, ExpressionKind, Item, Slot, SlotInfo, SlotKind, SortItem,
};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| match &plan.operator {
        Operator::AggregateRuns { .. } => count(plan, &slots),
        Operator::Aggregate { .. } => count_different(plan, &mut slots),
        Operator::Top { .. } => keep_most(plan, &slots),
        _ => {}
    });
    planned.slots = slots;
}

fn count(plan: &mut Plan, slots: &[SlotInfo]) {
    let Operator::AggregateRuns { run, keys, aggregates } = &plan.operator else { return };
    let [Item { expression: first, .. }, Item { expression: second, .. }] = keys.as_slice() else { return };
    let (ExpressionKind::Slot(first), ExpressionKind::Slot(to)) = (&first.kind, &second.kind) else { return };
    let Some(LastStep { step, beside, conditions, input }) = LastStep::of(&plan.inputs[0], *run, slots) else { return };
    let new = [step.relationship, step.to];
    let is_counted = |aggregate: &Aggregate| super::degree::counts_steps(aggregate, &new, false);
    if first != run || *to != step.to || !aggregates.iter().all(is_counted) {
        return;
    }
    let renamed: Vec<Item> = (keys.iter())
        .filter(|key| !matches!(key.expression.kind, ExpressionKind::Slot(slot) if slot == key.slot))
        .cloned()
        .collect();
    let counts = aggregates.iter().map(|aggregate| aggregate.slot).collect();
    let count = CountEnds { run: *run, step: step.clone(), beside, conditions, counts, most: None };
    let counted = Plan::over(Operator::CountEnds(count), input.clone()).expecting(plan.estimate);
    *plan = match renamed.is_empty() {
        true => counted,
        false => Plan::over(Operator::Project { items: renamed }, counted),
    };
}

/// Groups by the scanned node of which the different ends are asked: each end that is counted is another one.
fn count_different(plan: &mut Plan, slots: &mut Vec<SlotInfo>) {
    let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
    let Some((run, _)) = scanned(&plan.inputs[0]) else { return };
    let Some(LastStep { step, beside, conditions, input }) = LastStep::of(&plan.inputs[0], run, slots) else { return };
    let new = [step.relationship, step.to];
    let is_run = |key: &Item| matches!(key.expression.kind, ExpressionKind::Slot(slot) if slot == run);
    let counts_ends = |aggregate: &Aggregate| {
        let is_end = |argument: &Expression| matches!(argument.kind, ExpressionKind::Slot(slot) if slot == step.to);
        aggregate.function == AggregateFunction::Count && aggregate.distinct && aggregate.arguments.iter().all(is_end)
    };
    let counts_steps = |aggregate: &Aggregate| super::degree::counts_steps(aggregate, &new, false);
    if !keys.iter().any(is_run)
        || keys.iter().any(|key| key.expression.reads() != [run])
        || !aggregates.iter().any(counts_ends)
        || !aggregates.iter().all(|aggregate| counts_ends(aggregate) || counts_steps(aggregate))
    {
        return;
    }
    slots.push(SlotInfo { name: None, kind: SlotKind::Value });
    let number = Slot(slots.len() as u32 - 1);
    let counted = |aggregate: &Aggregate| match counts_ends(aggregate) {
        true => Aggregate {
            function: AggregateFunction::CountRows,
            arguments: Vec::new(),
            distinct: false,
            ..aggregate.clone()
        },
        false => super::degree::summed(aggregate, number),
    };
    let (keys, aggregates) = (keys.clone(), aggregates.iter().map(counted).collect());
    let count = CountEnds { run, step: step.clone(), beside, conditions, counts: vec![number], most: None };
    let counted = Plan::over(Operator::CountEnds(count), input.clone()).expecting(plan.inputs[0].estimate);
    *plan = Plan::over(Operator::Aggregate { keys, aggregates }, counted).expecting(plan.estimate);
}

/// A last step and what is asked of its ends.
struct LastStep<'a> {
    step: &'a Expand,
    beside: Option<Side>,
    conditions: Vec<Expression>,
    input: &'a Plan,
}

impl<'a> LastStep<'a> {
    /// `None` unless nothing is asked of the walks but where they begin and end.
    fn of(plan: &'a Plan, run: Slot, slots: &[SlotInfo]) -> Option<LastStep<'a>> {
        let (conditions, below) = match &plan.operator {
            Operator::Filter { conditions } => (conditions.as_slice(), &plan.inputs[0]),
            _ => (&[][..], plan),
        };
        let Operator::Expand(step @ Expand { fitting: None, .. }) = &below.operator else { return None };
        let is_of_ends = |condition: &Expression| {
            let has_subquery = condition.any(&|inner| matches!(inner.kind, ExpressionKind::Subquery(_)));
            let reads_ends = condition.reads().iter().all(|slot| [run, step.to].contains(slot));
            reads_ends && !has_subquery && !condition.any(&varies)
        };
        if step.into || step.to == run || !conditions.iter().all(is_of_ends) {
            return None;
        }
        let side_of = |condition: &Expression| side(condition, step.to, slots).filter(|(_, other)| *other == run);
        let beside = conditions.iter().find_map(side_of).map(|(side, _)| side);
        let is_left = |condition: &&Expression| beside.is_none() || side_of(condition).map(|(side, _)| side) != beside;
        let conditions = conditions.iter().filter(is_left).cloned().collect();
        Some(LastStep { step, beside, conditions, input: &below.inputs[0] })
    }
}

/// Where the rows with the greatest numbers are asked for, few ends need go on.
fn keep_most(plan: &mut Plan, slots: &[SlotInfo]) {
    let Operator::Top { keys, skip, limit } = &plan.operator else { return };
    let Some(SortItem { expression: Expression { kind: ExpressionKind::Slot(slot), .. }, descending: true }) =
        keys.first()
    else {
        return;
    };
    let (slot, most) = (*slot, Most { skip: skip.clone(), limit: limit.clone() });
    // What is not computed for a row cannot fail for it.
    if keys.iter().all(|key| cannot_fail(&key.expression, slots))
        && let Some(count) = counting(&mut plan.inputs[0], slot, slots)
    {
        count.most = Some(most);
    }
}

fn cannot_fail(expression: &Expression, slots: &[SlotInfo]) -> bool {
    let is_node = |slot: Slot| slots.get(slot.index()).is_some_and(|info| info.kind == SlotKind::Node);
    matches!(expression.kind, ExpressionKind::Slot(_)) || holder(expression).is_some_and(is_node)
}

/// The operator that gives the slot its number, if every row of it goes on.
fn counting<'a>(plan: &'a mut Plan, slot: Slot, slots: &[SlotInfo]) -> Option<&'a mut CountEnds> {
    match &mut plan.operator {
        Operator::CountEnds(count) => count.counts.contains(&slot).then_some(count),
        Operator::Keep { .. } => counting(&mut plan.inputs[0], slot, slots),
        Operator::Project { items } if items.iter().all(|item| cannot_fail(&item.expression, slots)) => {
            let slot = match items.iter().find(|item| item.slot == slot).map(|item| &item.expression.kind) {
                Some(ExpressionKind::Slot(renamed)) => *renamed,
                Some(_) => return None,
                None => slot,
            };
            counting(&mut plan.inputs[0], slot, slots)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown_after;

    const REWRITES: [&str; 5] = ["identity", "other_ends", "runs", "top", "count_ends"];

    #[test]
    fn walks_between_two_nodes_are_counted_by_their_ends() {
        let plan = shown_after(
            &REWRITES,
            "MATCH (a:Person)-[:ATTENDED]->(m:Meeting)<-[:ATTENDED]-(b:Person) WHERE a.id < b.id AND b.name <> 'x' \
             RETURN a.id, b.id AS other, count(*) AS c ORDER BY c DESC, other LIMIT 3",
        );
        assert!(plan.contains("CountEnds (m)<-[#3:ATTENDED]-(a) AND id(a) < id(b)"), "{plan}");
        assert!(plan.contains(" BY b, a, most 3\n"), "{plan}");
    }

    #[test]
    fn different_ends_are_counted_for_each_node() {
        let walk = "MATCH (a:Person)-[:ATTENDED]->(m:Meeting)<-[:ATTENDED]-(b)";
        for (returned, is_counted) in [
            ("WITH a, count(DISTINCT b) AS n, count(*) AS c RETURN a.name, n, c", true),
            ("WITH b, a.name AS name, b.name AS other, count(DISTINCT a) AS n RETURN name, other, n", false),
            ("RETURN a.name, count(DISTINCT b) AS n", false),
            ("WITH a, count(DISTINCT m) AS n RETURN a.name, n", false),
            ("WITH a, count(DISTINCT b) AS n, collect(m) AS ms RETURN a.name, n, ms", false),
        ] {
            let plan = shown_after(&REWRITES, &format!("{walk} {returned}"));
            assert_eq!(plan.contains("CountEnds"), is_counted, "{plan}");
        }
    }

    #[test]
    fn what_is_asked_of_the_walk_or_may_fail_is_asked_of_every_row() {
        let walk = "MATCH (a:Person)-[q:ATTENDED]->(m:Meeting)<-[r:ATTENDED]-(b:Person)";
        for query in [
            "WHERE m.day < a.day + b.day RETURN a, b, count(*) AS c",
            "WHERE q.role = r.role RETURN a, b, count(*) AS c",
            "WHERE rand() < a.share + b.share RETURN a, b, count(*) AS c",
            "RETURN a, b, count(DISTINCT m) AS c",
            "RETURN a, b, count(m.title) AS c",
        ] {
            let plan = shown_after(&REWRITES, &format!("{walk} {query}"));
            assert!(!plan.contains("CountEnds"), "{plan}");
        }
        for order in ["ORDER BY c LIMIT 3", "ORDER BY c DESC, 1 / (c - 1) LIMIT 3", "ORDER BY c DESC"] {
            let plan = shown_after(&REWRITES, &format!("{walk} RETURN a, b, count(*) AS c {order}"));
            assert!(plan.contains("CountEnds") && !plan.contains("most"), "{plan}");
        }
    }
}
