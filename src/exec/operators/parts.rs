//! Groups over a long scan: its nodes are gone through in parts, on all cores at once, and what the parts give is put
//! together in their order. So the answer does not depend on how many cores there are.

use super::aggregate::Groups;
use super::open;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::run::{Run, Worker};
use crate::graph::{Graph, GraphRead};
use crate::plan::{Operator, Plan};
use crate::semantics::bound::{Aggregate, AggregateFunction, Item};
use rayon::prelude::*;
use std::ops::Range;

/// Nodes in a part: enough that starting on it costs nothing in comparison.
const PART: usize = if cfg!(test) { 1_000 } else { 1 << 16 };

/// So many rows for each group, at least: else putting the groups together takes longer than finding them.
const ROWS_A_GROUP: usize = 16;

/// Only the nodes at these places of a scan.
#[derive(Clone, Debug)]
pub(in crate::exec) struct Part {
    /// The scan, by [`Plan::number`].
    pub scan: usize,
    /// The places.
    pub nodes: Range<usize>,
}

/// The groups of all rows of the plan; `None` where going through it in parts does not pay or is not sure to give the same.
pub(super) fn aggregate<'p>(
    plan: &'p Plan,
    keys: &'p [Item],
    aggregates: &'p [Aggregate],
    run: &Run<'_>,
) -> Result<Option<Groups<'p>>, Diagnostic> {
    let graph = run.graph();
    let Some(scan) = scan_below(plan) else { return Ok(None) };
    let nodes = scanned(scan, &graph);
    let Some(workers) = run.workers(&graph).filter(|_| nodes > 2 * PART && aggregates.iter().all(can_be_put_together))
    else {
        return Ok(None);
    };
    let parts: Vec<Range<usize>> =
        (0..nodes.div_ceil(PART)).map(|number| number * PART..nodes.min((number + 1) * PART)).collect();
    let groups_of = |nodes: Range<usize>| groups_of(plan, keys, aggregates, workers, Part { scan: scan.number, nodes });
    let Some((first, rest)) = parts.split_first() else { return Ok(None) };
    let mut all = groups_of(first.clone())?;
    if all.count() * ROWS_A_GROUP > PART {
        return Ok(None);
    }
    let found: Vec<Result<Groups<'_>, Diagnostic>> = rest.par_iter().map(|part| groups_of(part.clone())).collect();
    for groups in found {
        if !all.merge(groups?) {
            return Ok(None);
        }
    }
    Ok(Some(all))
}

fn groups_of<'p>(
    plan: &'p Plan,
    keys: &'p [Item],
    aggregates: &'p [Aggregate],
    workers: Worker<'_>,
    part: Part,
) -> Result<Groups<'p>, Diagnostic> {
    let run = workers.run(part);
    let mut rows = open(plan, &Batch::new(1));
    let mut groups = Groups::new(keys, aggregates);
    while let Some(batch) = run.next(&mut rows)? {
        let before = groups.count();
        groups.add(&batch, &run)?;
        run.hold(64 * (groups.count() - before))?;
    }
    Ok(groups)
}

/// The scan that the plan goes through once, if each of its nodes goes its own way above it.
fn scan_below(plan: &Plan) -> Option<&Plan> {
    match &plan.operator {
        Operator::LabelScan { .. } | Operator::AllNodes { .. } => match plan.inputs.as_slice() {
            [Plan { operator: Operator::Argument { slots }, .. }] if slots.is_empty() => Some(plan),
            _ => None,
        },
        Operator::Filter { .. }
        | Operator::Project { .. }
        | Operator::Keep { .. }
        | Operator::Degree { .. }
        | Operator::Expand(_)
        | Operator::Intersect(_)
        | Operator::Apply { row: Some(_), .. }
        | Operator::SemiApply { row: Some(_), .. } => scan_below(plan.inputs.first()?),
        _ => None,
    }
}

fn scanned(scan: &Plan, graph: &Graph) -> usize {
    match (&scan.operator, graph.snapshot()) {
        (_, None) => 0,
        (Operator::LabelScan { label, .. }, _) => {
            graph.symbols().find_label(label).map_or(0, |label| graph.label_count(label))
        }
        _ => graph.node_count(),
    }
}

/// Whether an aggregate of all rows follows from those of parts.
fn can_be_put_together(aggregate: &Aggregate) -> bool {
    use AggregateFunction::*;
    !aggregate.distinct && matches!(aggregate.function, CountRows | Count | Sum | Average | Minimum | Maximum | Collect)
}
