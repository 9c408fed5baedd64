//! Subqueries in expressions that read nothing of the rows around them and give the same each time: they are run once.

use super::intersect::varies;
use super::runs_once;
use crate::plan::{Counts, Lookup, Operator, Plan, Planned};
use crate::semantics::bound::{Expression, ExpressionKind};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    // What is written between two rows may change what a subquery gives.
    if planned.writes {
        return;
    }
    for subquery in &mut planned.subqueries {
        subquery.once = runs_once(&subquery.plan) && is_steady(&subquery.plan);
    }
}

/// Whether the plan gives the same rows whenever it is run.
pub(super) fn is_steady(plan: &Plan) -> bool {
    let is_steady_operator = match &plan.operator {
        Operator::Argument { .. }
        | Operator::AllNodes { .. }
        | Operator::LabelScan { .. }
        | Operator::Expand(_)
        | Operator::Keep { .. }
        | Operator::Distinct { .. } => true,
        Operator::IndexSeek { lookup, .. } => are_steady(lookup_values(lookup)),
        Operator::Filter { conditions } => are_steady(conditions),
        Operator::Project { items } => are_steady(items.iter().map(|item| &item.expression)),
        Operator::Aggregate { keys, aggregates } => {
            let arguments = aggregates.iter().flat_map(|aggregate| &aggregate.arguments);
            are_steady(keys.iter().map(|key| &key.expression).chain(arguments))
        }
        Operator::Sort { keys } => are_steady(keys.iter().map(|key| &key.expression)),
        Operator::Skip { count } | Operator::Limit { count } => are_steady([count]),
        _ => false,
    };
    is_steady_operator && plan.inputs.iter().all(is_steady)
}

fn are_steady<'a>(expressions: impl IntoIterator<Item = &'a Expression>) -> bool {
    let differs = |inner: &Expression| varies(inner) || matches!(inner.kind, ExpressionKind::Subquery(_));
    expressions.into_iter().all(|expression| !expression.any(&differs))
}

fn lookup_values(lookup: &Lookup) -> Vec<&Expression> {
    lookup.expressions().collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::planned_after;

    #[test]
    fn only_what_reads_no_row_and_never_varies_is_run_once() {
        for (query, once) in [
            ("MATCH (a:Visit) RETURN COUNT { MATCH (c:Country) WHERE c.id < 9 } AS n", true),
            ("MATCH (a:Visit) WHERE EXISTS { MATCH (c:Country {id: 4})-[:PARTY_TO]->() } RETURN a", true),
            ("MATCH (a:Visit) RETURN COLLECT { MATCH (c:Country) RETURN c.id AS id ORDER BY id LIMIT 3 } AS ids", true),
            ("MATCH (a:Visit) RETURN COUNT { MATCH (c:Country) WHERE c.id < a.id } AS n", false),
            ("MATCH (a:Visit) RETURN COUNT { MATCH (c:Country) WHERE rand() < 0.5 } AS n", false),
            ("MATCH (a:Visit) CREATE (:Country) RETURN COUNT { MATCH (c:Country) } AS n", false),
        ] {
            let planned = planned_after(&["once", "semi_apply", "many_rows"], query);
            assert_eq!(planned.subqueries[0].once, once, "{query}");
        }
    }
}
