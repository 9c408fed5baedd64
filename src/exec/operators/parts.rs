//! Long scans under what groups their rows: the nodes are gone through in parts, on all cores at once, and what the parts
//! give is put together in their order. So the answer does not depend on how many cores there are.

use super::aggregate::Groups;
use super::fan_out::Given;
use super::join::{self, Join};
use super::part_rows::{Divided, PartRows};
use super::shares::{Runs, cut, cut_by_weight};
use super::{Rows, drain, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::context::RunningStatement;
use crate::exec::run::Run;
use crate::graph::{Graph, GraphRead};
use crate::plan::{Operator, Plan};
use crate::semantics::bound::{Aggregate, AggregateFunction, Expression, ExpressionKind, Item, Slot};
use rayon::prelude::*;
use std::iter::successors;
use std::ops::Range;
use std::vec;

/// Rows that are gone through for a part, about: enough that starting on it costs nothing in comparison.
const PART: usize = if cfg!(test) { 1_000 } else { 1 << 15 };

/// More parts would only cost time, as how many rows are expected may be far too much.
const MOST_PARTS_A_CORE: usize = 32;

/// So many rows for each group, at least: else putting the groups together takes longer than finding them.
const ROWS_A_GROUP: usize = 64;

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
    let Some(start) = start_below(plan) else { return Ok(None) };
    let is_together = |one: &Aggregate| one.distinct && keys.is_empty() && one.function == AggregateFunction::Count;
    let apart: Vec<bool> = aggregates.iter().map(|one| can_be_put_together(one, start)).collect();
    // What parts may have in common can be counted once where all rows are one group.
    let together: Vec<bool> = aggregates.iter().zip(&apart).map(|(one, apart)| !apart && is_together(one)).collect();
    if !apart.iter().zip(&together).all(|(apart, together)| apart | together) {
        return Ok(None);
    }
    let most = rows_gone_through(plan, start, &run.graph()) / ROWS_A_GROUP;
    let add = |groups: &mut Groups<'p>, batch: Batch, run: &Run<'_>| {
        let before = groups.count();
        groups.add(&batch, run)?;
        run.hold(64 * (groups.count() - before))?;
        Ok(groups.count() <= most && groups.can_be_merged() && groups.are_sets(&together))
    };
    let Some(found) = fold(plan, run, || Groups::new(keys, aggregates), add)? else { return Ok(None) };
    let mut found = found.into_iter();
    let Some(mut all) = found.next() else { return Ok(None) };
    let is_whole = found.all(|groups| all.merge(groups));
    Ok(Some(all).filter(|_| is_whole))
}

/// What is made of all rows of a plan over a long scan, or of one that fans out: each core goes through parts of the scan that
/// follow one another and adds their rows to what it made of the parts before. In the order of the parts; `None` where this
/// does not pay, and as soon as `add` says that it is not to go on.
pub(super) fn fold<T: Send>(
    plan: &Plan,
    run: &Run<'_>,
    new: impl Fn() -> T + Sync + Send,
    add: impl Fn(&mut T, Batch, &Run<'_>) -> Result<bool, Diagnostic> + Sync + Send,
) -> Result<Option<Vec<T>>, Diagnostic> {
    let graph = run.graph();
    let Some(start) = start_below(plan) else { return Ok(None) };
    let rows = rows_gone_through(plan, start, &graph);
    if rows <= 2 * PART || !run.has_workers() {
        return Ok(None);
    }
    let (divided, count) = match start.operator {
        Operator::IndexSeek { .. } => {
            let rows = Batch::concatenate(&drain(&mut open(start, &Batch::new(1)), run)?);
            let count = rows.len();
            (Divided::Rows(Given { operator: start.number, rows }), count)
        }
        _ => (Divided::Nodes { scan: start.number }, scanned(start, &graph)),
    };
    if count < 2 {
        return Ok(None);
    }
    make_tables(plan, run)?;
    let Some(workers) = run.workers(&graph) else { return Ok(None) };
    let add_part = |mut made: T, places: &Range<usize>| {
        let run = workers.run(divided.part(places.clone()));
        let mut rows = open(plan, &Batch::new(1));
        while let Some(batch) = run.next(&mut rows).map_err(Some)? {
            if !add(&mut made, batch, &run).map_err(Some)? {
                return Err(None);
            }
        }
        Ok(made)
    };
    let parts = (rows / PART).min(MOST_PARTS_A_CORE * rayon::current_num_threads());
    let parts: Vec<Range<usize>> = match start.operator {
        Operator::IndexSeek { .. } => cut(count, count.div_ceil(parts)).collect(),
        _ => cut_by_weight(plan, start, count, parts, &graph),
    };
    let (runs, made) = (Runs::new(&new, &add_part), new());
    runs.go(&parts, made).map(Some).or_else(|error| error.map_or(Ok(None), Err))
}

/// The most rows that are expected of an operator from the start up to the plan.
fn rows_gone_through(plan: &Plan, start: &Plan, graph: &Graph) -> usize {
    match graph.snapshot() {
        None => 0,
        Some(_) => scanned(start, graph).max(most_rows(plan, start)),
    }
}

/// The most rows that are expected of an operator from the scan up to the plan.
fn most_rows(plan: &Plan, scan: &Plan) -> usize {
    let inputs = successors(Some(plan), |plan| plan.inputs.first().filter(|_| plan.number != scan.number));
    inputs.map(|plan| plan.estimate as usize).max().unwrap_or(0)
}

/// Rows that are expected of a part, about, where an operator goes through it by itself.
const PART_ROWS: usize = if cfg!(test) { 100 } else { 1 << 15 };

/// So many parts a core are under way before their rows go on.
const PARTS_A_CORE: usize = 16;

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
        let most = most_rows(self.plan, scan);
        let nodes = scanned(scan, graph);
        let count = (most / PART_ROWS).clamp(1, nodes.max(1));
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
    start_below(plan).filter(|start| !matches!(start.operator, Operator::IndexSeek { .. }))
}

/// As [`scan_below`], or the look-up in an index with which the plan begins.
fn start_below(plan: &Plan) -> Option<&Plan> {
    match &plan.operator {
        operator if start_slot(operator).is_some() => match plan.inputs.as_slice() {
            [Plan { operator: Operator::Argument { slots }, .. }] if slots.is_empty() => Some(plan),
            _ => None,
        },
        // Rows of different nodes differ already.
        Operator::Distinct { slots } => start_below(plan.inputs.first()?)
            .filter(|start| start_slot(&start.operator).is_some_and(|slot| slots.contains(&slot))),
        operator if goes_its_own_way(operator) => start_below(plan.inputs.first()?),
        _ => None,
    }
}

/// What is bound to a different node in each row of such an operator over one row.
pub(super) fn start_slot(operator: &Operator) -> Option<Slot> {
    match operator {
        Operator::LabelScan { slot, .. } | Operator::AllNodes { slot } | Operator::IndexSeek { slot, .. } => {
            Some(*slot)
        }
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
        (Operator::AllNodes { .. }, Some(_)) => graph.node_count(),
        (Operator::LabelScan { label, .. }, Some(_)) => {
            graph.symbols().find_label(label).map_or(0, |label| graph.label_count(label))
        }
        _ => 0,
    }
}

/// Whether an aggregate of all rows follows from those of parts.
fn can_be_put_together(aggregate: &Aggregate, start: &Plan) -> bool {
    use AggregateFunction::*;
    match aggregate.function {
        // The nodes of one part are not among those of another.
        Count if aggregate.distinct => match aggregate.arguments.as_slice() {
            [Expression { kind: ExpressionKind::Slot(slot), .. }] => start_slot(&start.operator) == Some(*slot),
            _ => false,
        },
        CountRows | Count | Sum | Average | Minimum | Maximum | Collect | PercentileContinuous | PercentileDiscrete => {
            !aggregate.distinct
        }
        _ => false,
    }
}
