//! Aggregates of properties over all nodes with a label: what the columns of the graph come to is known.

use super::for_each;
use super::runs::starts;
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{Aggregate, AggregateFunction, ExpressionKind, Slot};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let Some(node) = scanned(&plan.inputs[0]) else { return };
        if keys.is_empty() && aggregates.iter().all(|aggregate| is_known(aggregate, node)) {
            plan.operator = Operator::KnownTotals { aggregates: aggregates.clone() };
        }
    });
}

/// The node that the plan scans, each once, if there is nothing else.
fn scanned(plan: &Plan) -> Option<Slot> {
    match &plan.operator {
        Operator::LabelScan { slot, .. } if starts(plan) => Some(*slot),
        _ => None,
    }
}

/// Whether the aggregate may follow from a column of a property of the node, or from the number of nodes.
fn is_known(aggregate: &Aggregate, node: Slot) -> bool {
    use AggregateFunction::*;
    let argument = aggregate.arguments.first().map(|argument| &argument.kind);
    let is_node = |kind: &ExpressionKind| matches!(kind, ExpressionKind::Slot(slot) if *slot == node);
    match (aggregate.function, argument) {
        (CountRows, None) => true,
        (Count, Some(kind)) if is_node(kind) => true,
        (Count | Sum | Average | Minimum | Maximum, Some(ExpressionKind::Property { of, .. })) => {
            !aggregate.distinct && is_node(&of.kind)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn only_properties_of_all_nodes_of_a_label_are_known() {
        for (query, is_known) in [
            ("MATCH (n:Visit) RETURN min(n.date) AS a, count(n.date) AS b, count(*) AS c, avg(n.length) AS d", true),
            ("MATCH (n:Visit) RETURN sum(n.length + 1) AS a", false),
            ("MATCH (n:Visit) RETURN sum(DISTINCT n.length) AS a", false),
            ("MATCH (n:Visit) RETURN collect(n.length) AS a", false),
            ("MATCH (n:Visit) RETURN n.kind, sum(n.length) AS a", false),
            ("MATCH (n:Visit) WHERE n.length > 3 RETURN sum(n.length) AS a", false),
            ("MATCH (n) RETURN sum(n.length) AS a", false),
            ("MATCH (n:Visit)-[r:TO]->() RETURN sum(r.length) AS a", false),
        ] {
            let plan = shown("known_totals", query);
            assert_eq!(plan.contains("KnownTotals"), is_known, "{plan}");
        }
    }
}
