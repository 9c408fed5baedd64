//! Long scans under what groups their rows: the nodes are gone through in parts, on all cores at once, and what the parts
//! give is put together in their order. So the answer does not depend on how many cores there are.

use super::aggregate::Groups;
use super::join::{self, Join};
use super::part_rows::PartRows;
use super::{Rows, drain, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::context::RunningStatement;
use crate::exec::run::{Run, Worker};
use crate::graph::{Graph, GraphRead};
use crate::plan::{Operator, Plan};
use crate::semantics::bound::{Aggregate, AggregateFunction, Expression, ExpressionKind, Item};
use rayon::prelude::*;
use std::ops::Range;
use std::vec;

/// Nodes in a part: enough that starting on it costs nothing in comparison.
const PART: usize = if cfg!(test) { 1_000 } else { 1 << 16 };

/// So many rows for each group, at least: else putting the groups together takes longer than finding them.
const ROWS_A_GROUP: usize = 16;

/// What one worker goes through of a plan.
#[derive(Clone, Debug)]
pub(in crate::exec) enum Part {
    /// Only the nodes at these places of a scan, which is named by [`Plan::number`].
    Nodes { scan: usize, places: Range<usize> },
    /// These rows in place of what an operator gives, which is named by [`Plan::number`].
    Rows { operator: usize, rows: Batch },
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
    if nodes <= 2 * PART || !aggregates.iter().all(|one| can_be_put_together(one, scan)) || !run.has_workers() {
        return Ok(None);
    }
    make_tables(plan, run)?;
    let Some(workers) = run.workers(&graph) else { return Ok(None) };
    let parts: Vec<Range<usize>> = cut(nodes, PART).collect();
    let groups_of =
        |places: Range<usize>| groups_of(plan, keys, aggregates, workers, Part::Nodes { scan: scan.number, places });
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

/// The places of so many nodes, in parts of `size`.
fn cut(nodes: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..nodes.div_ceil(size)).map(move |number| number * size..nodes.min((number + 1) * size))
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

/// Rows that are expected of a part, about, where an operator goes through it by itself.
const PART_ROWS: usize = if cfg!(test) { 100 } else { 1 << 16 };

/// So many parts a core are under way before their rows go on.
const PARTS_A_CORE: usize = 4;

/// An operator that is done with each node of the scan below it before it goes on to the next: on parts of the scan it
/// gives, one part after the other, what it gives on the whole.
pub(super) struct InParts<'p> {
    plan: &'p Plan,
    /// The operator on the whole; absent once it works in parts.
    whole: Option<Box<dyn Rows + 'p>>,
    /// What the scan has not come to yet; absent before the first rows.
    left: Option<vec::IntoIter<Range<usize>>>,
    ready: vec::IntoIter<Batch>,
}

impl<'p> InParts<'p> {
    pub fn new(plan: &'p Plan, whole: Box<dyn Rows + 'p>) -> Self {
        Self { plan, whole: Some(whole), left: None, ready: Vec::new().into_iter() }
    }

    /// The parts; one or none where cutting does not pay.
    fn parts(&self, graph: &Graph, scan: &Plan) -> Vec<Range<usize>> {
        let (mut most, mut plan) = (self.plan.estimate, &self.plan.inputs[0]);
        while plan.number != scan.number {
            most = most.max(plan.estimate);
            plan = &plan.inputs[0];
        }
        let nodes = scanned(scan, graph);
        let count = (most as usize / PART_ROWS).clamp(1, nodes.max(1));
        cut(nodes, nodes.div_ceil(count).max(1)).collect()
    }
}

impl Rows for InParts<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let graph = run.graph();
        let workers = run.workers(&graph);
        if let (None, Some(scan), Some(_)) = (&self.left, scan_below(&self.plan.inputs[0]), workers) {
            let parts = self.parts(&graph, scan);
            if parts.len() > 1 {
                make_tables(self.plan, run)?;
                self.whole = None;
            }
            self.left = Some(parts.into_iter());
        }
        let (Some(workers), Some(scan), Some(left), None) =
            (workers, scan_below(&self.plan.inputs[0]), &mut self.left, &mut self.whole)
        else {
            return self.whole.as_mut().map_or(Ok(None), |whole| whole.next(run));
        };
        loop {
            if let Some(batch) = self.ready.next() {
                return Ok(Some(batch));
            }
            let wave: Vec<Range<usize>> = left.by_ref().take(PARTS_A_CORE * rayon::current_num_threads()).collect();
            if wave.is_empty() {
                return Ok(None);
            }
            run.check()?;
            let rows_of = |places: &Range<usize>| {
                let run = workers.run(Part::Nodes { scan: scan.number, places: places.clone() });
                drain(&mut open(self.plan, &Batch::new(1)), &run)
            };
            let found: Result<Vec<Vec<Batch>>, Diagnostic> = wave.par_iter().map(rows_of).collect();
            self.ready = found?.into_iter().flatten().collect::<Vec<_>>().into_iter();
        }
    }
}

/// Makes the tables of the joins on the way to the scan, once for all parts.
pub(super) fn make_tables(plan: &Plan, run: &Run<'_>) -> Result<(), Diagnostic> {
    let join = Join::of(plan);
    if let Some(join) = join.filter(|_| run.table(plan).is_none()) {
        let table = join::table(join, PartRows::boxed(&plan.inputs[1], &Batch::new(1)), run)?;
        run.keep_table(plan, table);
    }
    let inputs = if join.is_some() { &plan.inputs[..1] } else { &plan.inputs[..] };
    inputs.iter().try_for_each(|input| make_tables(input, run))
}

/// The scan that the plan goes through once, if each of its nodes goes its own way above it.
pub(super) fn scan_below(plan: &Plan) -> Option<&Plan> {
    match &plan.operator {
        Operator::LabelScan { .. } | Operator::AllNodes { .. } => match plan.inputs.as_slice() {
            [Plan { operator: Operator::Argument { slots }, .. }] if slots.is_empty() => Some(plan),
            _ => None,
        },
        operator if goes_its_own_way(operator) => scan_below(plan.inputs.first()?),
        _ => None,
    }
}

/// Whether the operator gives for each row of its main input what it would give if there were no others.
pub(super) fn goes_its_own_way(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Filter { .. }
            | Operator::Range(_)
            | Operator::Project { .. }
            | Operator::Keep { .. }
            | Operator::Degree { .. }
            | Operator::Expand(_)
            | Operator::Intersect(_)
            | Operator::HashJoin { .. }
            | Operator::JoinCount { .. }
            | Operator::Apply { row: Some(_), .. }
            | Operator::SemiApply { row: Some(_), .. }
    )
}

/// How many nodes the scan finds; none in a graph that is not at rest.
pub(super) fn scanned(scan: &Plan, graph: &Graph) -> usize {
    match (&scan.operator, graph.snapshot()) {
        (_, None) => 0,
        (Operator::LabelScan { label, .. }, _) => {
            graph.symbols().find_label(label).map_or(0, |label| graph.label_count(label))
        }
        _ => graph.node_count(),
    }
}

/// Whether an aggregate of all rows follows from those of parts.
fn can_be_put_together(aggregate: &Aggregate, scan: &Plan) -> bool {
    use AggregateFunction::*;
    match aggregate.function {
        // The nodes of one part are not among those of another.
        Count if aggregate.distinct => matches!(
            (&scan.operator, aggregate.arguments.as_slice()),
            (
                Operator::LabelScan { slot: scanned, .. } | Operator::AllNodes { slot: scanned },
                [Expression { kind: ExpressionKind::Slot(slot), .. }],
            ) if scanned == slot
        ),
        CountRows | Count | Sum | Average | Minimum | Maximum | Collect | PercentileContinuous | PercentileDiscrete => {
            !aggregate.distinct
        }
        _ => false,
    }
}
