//! `COUNT { ... }`, `COLLECT { ... }`, pattern comprehensions and what `EXISTS { ... }` is no condition of its own: run for
//! many rows at a time instead of once for each. Counts are counted by row, so that a last step need not be taken.

use super::runs_once;
use super::semi_apply::without_keep;
use crate::plan::{Counts, ManyRows, Operator, Plan, Planned, is_batched};
use crate::semantics::bound::{Aggregate, AggregateFunction, Expression, Item, Slot, SlotInfo, SlotKind, SubqueryForm};
use crate::span::Span;

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let slots = &mut planned.slots;
    let mut fresh = || {
        slots.push(SlotInfo { name: None, kind: SlotKind::Value });
        Slot(slots.len() as u32 - 1)
    };
    for subquery in &mut planned.subqueries {
        let inner = without_keep(subquery.plan.clone());
        // What reads nothing of the rows around it may have better ways to be run once.
        if subquery.once
            || runs_once(&inner)
            || !is_batched(&inner)
            || subquery.form == SubqueryForm::Exists && walks_far(&inner)
        {
            continue;
        }
        let row = fresh();
        let count = (subquery.form == SubqueryForm::Count).then(&mut fresh);
        subquery.many = Some(ManyRows { row, count });
        subquery.plan = match count {
            Some(count) => counted_by(row, count, inner),
            None => inner,
        };
    }
}

/// How many rows there are for each row around them, of which each brings its number.
fn counted_by(row: Slot, count: Slot, rows: Plan) -> Plan {
    let span = Span::default();
    let keys = vec![Item { slot: row, expression: Expression::slot(row, span) }];
    let function = AggregateFunction::CountRows;
    let aggregates = vec![Aggregate { slot: count, function, distinct: false, arguments: Vec::new(), span }];
    Plan::over(Operator::Aggregate { keys, aggregates }, rows)
}

/// Whether there may be many walks, of which one is enough: for one row the first that is found ends the search.
fn walks_far(plan: &Plan) -> bool {
    matches!(plan.operator, Operator::ExpandVariable(_) | Operator::ExpandQuantified(_))
        || plan.inputs.iter().any(walks_far)
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::planned_after;

    /// Whether the subquery of the query is run for many rows at a time, and counts by itself.
    fn many(query: &str) -> (bool, bool) {
        let planned = planned_after(&["many_rows"], query);
        let many = planned.subqueries[0].many;
        (many.is_some(), many.is_some_and(|many| many.count.is_some()))
    }

    #[test]
    fn what_treats_each_row_by_itself_is_run_for_many() {
        assert_eq!(many("MATCH (a:Visit) RETURN COUNT { (a)-[:TO]->(:Country) } AS n"), (true, true));
        assert_eq!(many("MATCH (a:Visit) RETURN [(a)-[:TO]->(c) | c.name] AS names"), (true, false));
        assert_eq!(many("MATCH (a:Visit) RETURN EXISTS { (a)-[:TO]->(:Country) } AS e"), (true, false));
    }

    #[test]
    fn what_does_not_is_run_row_by_row() {
        let limited = "MATCH (a:Visit) RETURN COLLECT { MATCH (a)-[:TO]->(c) RETURN c.name LIMIT 1 } AS names";
        assert_eq!(many(limited), (false, false));
        assert_eq!(many("MATCH (a:Visit) RETURN COUNT { MATCH (c:Country) } AS n"), (false, false), "it is run once");
        assert_eq!(many("MATCH (a:Visit) RETURN EXISTS { (a)-[*]->(:Country) } AS e"), (false, false), "stops early");
    }
}
