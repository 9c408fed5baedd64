//! `CALL { ... }` run for many rows at a time: where each row goes its own way in it, and where it only aggregates, which
//! is then grouped by the rows around it.

use super::{for_each, runs_once};
use crate::plan::{Counts, Operator, Plan, Planned, is_batched};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, Expression, ExpressionKind, Item, Slot, SlotInfo, SlotKind, UnaryOperator,
};
use crate::value::Value;

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        let Operator::Apply { row: row @ None, .. } = &mut plan.operator else { return };
        let mut fresh = || {
            slots.push(SlotInfo { name: None, kind: SlotKind::Value });
            Slot(slots.len() as u32 - 1)
        };
        // What reads nothing of the rows around it may have better ways to be run once.
        if runs_once(&plan.inputs[1]) {
            return;
        }
        let inner = without_keeps(plan.inputs[1].clone());
        if is_batched(&inner) {
            *row = Some(fresh());
            plan.inputs[1] = inner;
            return;
        }
        let Some(grouped) = Grouped::of(&inner) else { return };
        let row = fresh();
        let keys = vec![Item { slot: row, expression: Expression::slot(row, Default::default()) }];
        // Rows for which there is nothing to aggregate have no group: what each aggregate is of nothing comes afterwards.
        let (mut aggregates, mut of_nothing) = (grouped.aggregates.to_vec(), Vec::new());
        for aggregate in &mut aggregates {
            let found = std::mem::replace(&mut aggregate.slot, fresh());
            of_nothing.push(Item { slot: found, expression: or_of_nothing(aggregate) });
        }
        let introduces = aggregates.iter().map(|aggregate| aggregate.slot).collect();
        let groups = Plan::over(Operator::Aggregate { keys, aggregates }, grouped.rows.clone());
        let outer = plan.inputs[0].clone();
        let rows = outer.estimate;
        let operator = Operator::Apply { introduces, optional: true, row: Some(row) };
        let applied = Plan::over_both(operator, outer, groups).expecting(rows);
        let mut all = Plan::over(Operator::Project { items: of_nothing }, applied);
        for items in grouped.projections.iter().rev() {
            all = Plan::over(Operator::Project { items: items.to_vec() }, all);
        }
        *plan = all;
    });
    planned.slots = slots;
}

/// The same rows with all slots: each has a number of its own, so that none is taken for another.
fn without_keeps(mut plan: Plan) -> Plan {
    match (&plan.operator, plan.inputs.is_empty()) {
        (Operator::Keep { .. }, false) => without_keeps(plan.inputs.swap_remove(0)),
        (_, false) => {
            plan.inputs = plan
                .inputs
                .into_iter()
                .enumerate()
                .map(|(number, input)| match number {
                    0 => without_keeps(input),
                    _ => input,
                })
                .collect();
            plan
        }
        _ => plan,
    }
}

/// What stands under the apply: columns computed from aggregates over all rows.
struct Grouped<'a> {
    /// What is computed, the last first.
    projections: Vec<&'a [Item]>,
    aggregates: &'a [Aggregate],
    rows: &'a Plan,
}

impl<'a> Grouped<'a> {
    fn of(mut plan: &'a Plan) -> Option<Grouped<'a>> {
        let mut projections = Vec::new();
        loop {
            match &plan.operator {
                Operator::Project { items } => projections.push(items.as_slice()),
                Operator::Aggregate { keys, aggregates } if keys.is_empty() => {
                    let rows = plan.inputs.first()?;
                    return is_batched(rows).then_some(Grouped { projections, aggregates, rows });
                }
                _ => return None,
            }
            plan = plan.inputs.first()?;
        }
    }
}

/// The aggregate, or where there was no group what it is of no rows.
fn or_of_nothing(aggregate: &Aggregate) -> Expression {
    use AggregateFunction::*;
    let span = aggregate.span;
    let found = Expression::slot(aggregate.slot, span);
    let nothing = match aggregate.function {
        CountRows | Count | Sum => Value::Integer(0),
        StandardDeviation | StandardDeviationPopulation => Value::Float(0.0),
        Collect => Value::list(Vec::new()),
        _ => return found,
    };
    let operand = Box::new(found.clone());
    let is_null = Expression::new(ExpressionKind::Unary { operator: UnaryOperator::IsNull, operand }, span);
    let branches = vec![(is_null, Expression::new(ExpressionKind::Literal(nothing), span))];
    Expression::new(ExpressionKind::Case { subject: None, branches, otherwise: Some(Box::new(found)) }, span)
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn aggregates_are_grouped_by_the_rows_around_them() {
        let plan = shown(
            "grouped_apply",
            "MATCH (a:Visit) CALL (a) { MATCH (a)-[:TO]->(c) RETURN count(c) AS n, max(c.name) AS last } RETURN n, last",
        );
        assert!(plan.contains("OptionalApply"), "rows without a group go on\n{plan}");
        assert!(plan.contains("Aggregate count(c), max(c.name) BY"), "{plan}");
        assert!(!plan.contains("BY all"), "{plan}");
    }

    #[test]
    fn what_limits_its_rows_is_run_row_by_row() {
        let query = "MATCH (a:Visit) CALL (a) { MATCH (a)-[:TO]->(c) RETURN c LIMIT 1 } RETURN c";
        assert_eq!(shown("grouped_apply", query), shown("top", query));
    }
}
