//! Counting all nodes that a scan finds, or all relationships that lead one way from the nodes of a label: the graph knows
//! how many there are.

use super::for_each;
use super::runs::starts;
use crate::graph::Direction;
use crate::plan::{Counts, Expand, KnownCount, Operator, Plan, Planned};
use crate::semantics::bound::{Aggregate, AggregateFunction, ExpressionKind, Slot};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let Some((scan, step)) = scan_and_step(&plan.inputs[0]) else { return };
        let is_known = |aggregate: &Aggregate| match step {
            Some(step) => super::degree::counts_steps(aggregate, &[step.relationship, step.to], false),
            None => counts_nodes(aggregate, scanned(scan)),
        };
        if keys.is_empty() && aggregates.iter().all(is_known) {
            let slots = aggregates.iter().map(|aggregate| aggregate.slot).collect();
            let count = KnownCount { step: step.cloned(), slots };
            *plan = Plan::over(Operator::KnownCount(count), scan.clone()).expecting(1.0);
        }
    });
}

/// A scan that goes through its nodes once, and the step over it, if there is nothing else.
fn scan_and_step(plan: &Plan) -> Option<(&Plan, Option<&Expand>)> {
    match &plan.operator {
        Operator::IndexSeek { .. } if starts(plan) => Some((plan, None)),
        Operator::LabelScan { .. } | Operator::AllNodes { .. } if starts(plan) => Some((plan, None)),
        // A loop is one relationship, though it has both ends at a node.
        Operator::Expand(step) if !step.into && step.direction != Direction::Both && step.different.is_empty() => {
            let scan = &plan.inputs[0];
            let is_whole = matches!(scan.operator, Operator::LabelScan { .. } | Operator::AllNodes { .. });
            (is_whole && starts(scan)).then_some((scan, Some(step)))
        }
        _ => None,
    }
}

fn scanned(scan: &Plan) -> Option<Slot> {
    match &scan.operator {
        Operator::LabelScan { slot, .. } | Operator::AllNodes { slot } | Operator::IndexSeek { slot, .. } => {
            Some(*slot)
        }
        _ => None,
    }
}

/// Whether the aggregate counts the nodes of a scan, of which none comes twice.
fn counts_nodes(aggregate: &Aggregate, scanned: Option<Slot>) -> bool {
    match (aggregate.function, aggregate.arguments.as_slice()) {
        (AggregateFunction::CountRows, _) => true,
        (AggregateFunction::Count, [argument]) => {
            matches!(argument.kind, ExpressionKind::Slot(slot) if Some(slot) == scanned)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn only_all_of_something_is_known() {
        for (query, is_known) in [
            ("MATCH (n) RETURN count(*) AS c", true),
            ("MATCH (n:Person) RETURN count(n) AS c, count(DISTINCT n) AS d", true),
            ("MATCH (n:Person) WHERE n.id > 3 RETURN count(*) AS c", false),
            ("MATCH (n:Person) RETURN count(n.name) AS c", false),
            ("MATCH (n:Person) RETURN n.name, count(*) AS c", false),
            ("MATCH ()-[r:MET]->() RETURN count(r) AS c", true),
            ("MATCH (n:Person)<-[:MET]-() RETURN count(*) AS c", true),
            ("MATCH (n:Person)-[:MET]-() RETURN count(*) AS c", false),
            ("MATCH (n:Person)-[r:MET]->(m) RETURN count(DISTINCT m) AS c", false),
            ("MATCH (n:Person), (m) RETURN count(*) AS c", false),
        ] {
            let plan = shown("known_count", query);
            assert_eq!(plan.contains("KnownCount"), is_known, "{plan}");
        }
        // What only one rewrite later is no condition any more is one here.
        let plan = shown("answered", "MATCH (n:Person) WHERE n.id > 3 RETURN count(*) AS c");
        assert!(!plan.contains("Filter"), "{plan}");
    }
}
