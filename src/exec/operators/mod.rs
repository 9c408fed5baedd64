//! The operators at work: each pulls batches from its inputs and gives batches.

mod aggregate;
mod apply;
mod basic;
mod call;
mod count_ends;
mod create;
mod degree;
mod delete;
mod distinct;
mod expand;
mod expand_quantified;
mod expand_variable;
mod fan_out;
mod filter;
mod foreach;
mod intersect;
mod join;
mod known_count;
mod known_totals;
mod load_csv;
mod merge;
mod one_shortest;
mod part_rows;
mod parts;
mod path;
pub(super) use join::JoinTable;
pub(super) use parts::Part;
pub(super) use path::path;
mod range;
pub(super) use range::{bounds, rows_within};
mod scan;
mod scan_range;
mod set;
mod shares;
mod shortest;
mod sort;
mod union;
mod unwind;

use super::batch::Batch;
use super::context::RunningStatement;
use super::run::Run;
use crate::diagnostic::Diagnostic;
use crate::plan::{Operator, Plan};
use crate::semantics::bound::Slot;
use aggregate::AggregateRows;
use part_rows::PartRows;
use scan_range::ScanRange;
use std::sync::Arc;

/// An operator under way.
pub(super) trait Rows {
    /// The next batch; perhaps empty. `None` when there are no more.
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic>;
}

/// Opens a plan; its arguments read the rows of `argument`.
pub(super) fn open<'p>(plan: &'p Plan, argument: &Batch) -> Box<dyn Rows + 'p> {
    open_with(plan, argument, open)
}

/// As [`open`], for an operator that takes all rows: these may be found on all cores before the first goes on.
fn open_all<'p>(plan: &'p Plan, argument: &Batch) -> Box<dyn Rows + 'p> {
    match plan.operator {
        Operator::Filter { .. }
        | Operator::Range(_)
        | Operator::Project { .. }
        | Operator::Keep { .. }
        | Operator::Distinct { .. }
        | Operator::Intersect(_) => open_with(plan, argument, PartRows::boxed),
        _ => open(plan, argument),
    }
}

/// Opens a plan, and its inputs by `open_input`.
fn open_with<'p>(
    plan: &'p Plan,
    argument: &Batch,
    open_input: fn(&'p Plan, &Batch) -> Box<dyn Rows + 'p>,
) -> Box<dyn Rows + 'p> {
    let input = |number: usize| open_input(&plan.inputs[number], argument);
    // For operators that take all rows of their input.
    let all = |number: usize| PartRows::boxed(&plan.inputs[number], argument);
    let rows: Box<dyn Rows + 'p> = match &plan.operator {
        Operator::Argument { .. } => Box::new(basic::Argument(Some(argument.clone()))),
        Operator::AllNodes { .. }
        | Operator::LabelScan { .. }
        | Operator::IndexSeek { .. }
        | Operator::EqualSeek(_)
        | Operator::NodeById { .. } => Box::new(scan::Scan::new(plan, input(0))),
        Operator::Expand(expand) => Box::new(expand::ExpandRows::new(plan, expand, input(0))),
        Operator::Intersect(intersect) => Box::new(intersect::IntersectRows::new(plan, intersect, input(0))),
        Operator::ExpandVariable(expand) => Box::new(expand_variable::ExpandVariableRows::new(plan, expand, input(0))),
        Operator::ExpandQuantified(expand) => {
            Box::new(expand_quantified::ExpandQuantifiedRows::new(plan, expand, input(0)))
        }
        Operator::Ends(ends) => Box::new(expand::EndsRows { plan, ends, input: input(0) }),
        Operator::Degree(degree) => Box::new(degree::DegreeRows { plan, degree, input: input(0) }),
        Operator::ShortestPath(shortest) => Box::new(shortest::ShortestRows { plan, shortest, input: input(0) }),
        Operator::SelectPaths { .. } => Box::new(shortest::SelectRows { plan, input: Some(input(0)) }),
        Operator::Path { .. } => Box::new(path::PathRows { plan, input: input(0) }),
        Operator::Filter { conditions } => Box::new(filter::Filter { plan, conditions, input: input(0) }),
        Operator::Range(range) => match ScanRange::new(plan, range, argument) {
            Some(rows) => Box::new(rows),
            None => Box::new(range::RangeRows { plan, range, input: input(0) }),
        },
        Operator::Project { items } => Box::new(basic::Project { items, input: input(0) }),
        Operator::Keep { slots } => Box::new(basic::Keep { slots, input: input(0) }),
        Operator::Aggregate { keys, aggregates } => {
            Box::new(AggregateRows { plan: &plan.inputs[0], keys, aggregates, input: Some(all(0)) })
        }
        Operator::KnownTotals { aggregates } => {
            let rows = AggregateRows { plan: &plan.inputs[0], keys: &[], aggregates, input: Some(all(0)) };
            Box::new(known_totals::KnownTotalsRows { plan, aggregates, otherwise: rows, is_done: false })
        }
        Operator::AggregateRuns { run, keys, aggregates } => {
            let rows = aggregate::AggregateRuns::new(*run, keys, aggregates, input(0));
            Box::new(parts::InParts::new(plan, Box::new(rows)))
        }
        Operator::KnownCount(count) => Box::new(known_count::KnownCountRows { plan, count: Some(count) }),
        Operator::CountEnds(count) => {
            let rows = count_ends::CountEndsRows::new(count, input(0));
            Box::new(parts::InParts::new(plan, Box::new(rows)))
        }
        Operator::Distinct { slots } => Box::new(distinct::Distinct::new(plan, slots, input(0))),
        Operator::Sort { keys } => Box::new(sort::Sort::new(keys, all(0))),
        Operator::Top { keys, skip, limit } => {
            Box::new(sort::Top { plan: &plan.inputs[0], keys, skip: skip.as_ref(), limit, input: Some(all(0)) })
        }
        Operator::Skip { count } => Box::new(basic::Skip { count, left: None, input: input(0) }),
        Operator::Limit { count } => Box::new(basic::Limit { count, left: None, input: input(0) }),
        Operator::Unwind { list, slot, place } => Box::new(unwind::Unwind::new(plan, list, *slot, *place, input(0))),
        Operator::Apply { introduces, optional, row } => match row {
            Some(row) => {
                Box::new(apply::BatchedApply { plan, introduces, optional: *optional, row: *row, input: input(0) })
            }
            None => Box::new(apply::Apply::new(plan, introduces, *optional, input(0))),
        },
        Operator::SemiApply { negated, row } => {
            Box::new(apply::SemiApply { plan, negated: *negated, row: *row, input: input(0) })
        }
        Operator::ForEachRow => Box::new(foreach::ForEachRow { plan, work: Eagerly::new(input(0)) }),
        // What the second input gives is the same for all rows of the first.
        Operator::HashJoin { keys, range } => {
            let join = join::Join { plan, keys, range: range.as_ref() };
            Box::new(join::HashJoin::new(join, input(0), PartRows::boxed(&plan.inputs[1], &Batch::new(1))))
        }
        Operator::JoinCount { keys, range, slot } => {
            let join = join::Join { plan, keys, range: range.as_ref() };
            let build = Some(PartRows::boxed(&plan.inputs[1], &Batch::new(1)));
            Box::new(join::JoinCount { join, slot: *slot, probe: input(0), build, table: Arc::default() })
        }
        Operator::Union { outputs, columns } => {
            let inputs = (0..plan.inputs.len()).map(input).collect();
            Box::new(union::Union { inputs, outputs, columns, current: 0 })
        }
        Operator::Eager => Box::new(basic::Eager { input: Some(input(0)), ready: Vec::new().into_iter() }),
        Operator::Create(create) => Box::new(create::CreateRows { create, work: Eagerly::new(input(0)) }),
        Operator::Merge { .. } => Box::new(merge::MergeRows { plan, work: Eagerly::new(input(0)) }),
        Operator::Set { items } => Box::new(set::SetRows { items, work: Eagerly::new(input(0)) }),
        Operator::Remove { items } => Box::new(set::RemoveRows { items, work: Eagerly::new(input(0)) }),
        Operator::Delete(delete) => Box::new(delete::DeleteRows { delete, work: Eagerly::new(input(0)) }),
        Operator::Foreach { list, slot } => {
            Box::new(foreach::ForeachRows { plan, list, slot: *slot, work: Eagerly::new(input(0)) })
        }
        Operator::Call { .. } => Box::new(call::CallRows { plan, input: input(0) }),
        Operator::LoadCsv { .. } => Box::new(load_csv::LoadCsvRows { plan, input: input(0) }),
        Operator::Finish => Box::new(basic::Finish { input: input(0) }),
    };
    Box::new(Counted { plan, rows })
}

/// Counts rows when profiling, and gives those that a worker was given in place of the operator's.
struct Counted<'p> {
    plan: &'p Plan,
    rows: Box<dyn Rows + 'p>,
}

impl Rows for Counted<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let Some(given) = run.given(self.plan) {
            return Ok(given);
        }
        let batch = self.rows.next(run)?;
        if run.profiles() {
            run.count_rows(self.plan, batch.as_ref().map_or(0, Batch::len));
        }
        Ok(batch)
    }
}

/// All batches that are left, those without rows dropped.
pub(super) fn drain(rows: &mut Box<dyn Rows + '_>, run: &Run<'_>) -> Result<Vec<Batch>, Diagnostic> {
    Ok(drain_some(rows, run, usize::MAX)?.unwrap_or_default())
}

/// As [`drain`]; `None` as soon as there are more than `most` rows.
fn drain_some(rows: &mut Box<dyn Rows + '_>, run: &Run<'_>, most: usize) -> Result<Option<Vec<Batch>>, Diagnostic> {
    let (mut batches, mut count) = (Vec::new(), 0);
    while let Some(batch) = run.next(rows)? {
        count += batch.len();
        if count > most {
            return Ok(None);
        }
        if !batch.is_empty() {
            run.hold(batch.bytes())?;
            batches.push(batch);
        }
    }
    Ok(Some(batches))
}

/// Input rows under way, for operators that give any number of rows for each: where one batch ends the next goes on.
pub(super) struct UnderWay<'p> {
    input: Box<dyn Rows + 'p>,
    batch: Option<(Batch, usize)>,
}

impl<'p> UnderWay<'p> {
    fn new(input: Box<dyn Rows + 'p>) -> Self {
        Self { input, batch: None }
    }

    /// The next rows. `step` goes on from a row of a batch until it has rows enough; it gives them and the row after.
    fn next(
        &mut self,
        run: &Run<'_>,
        mut step: impl FnMut(&Batch, usize) -> Result<(Batch, usize), Diagnostic>,
    ) -> Result<Option<Batch>, Diagnostic> {
        loop {
            let (batch, row) = match self.batch.take() {
                Some(under_way) => under_way,
                None => match run.next(&mut self.input)? {
                    Some(batch) => (batch, 0),
                    None => return Ok(None),
                },
            };
            run.check()?;
            let (output, next) = step(&batch, row)?;
            if next < batch.len() {
                self.batch = Some((batch, next));
            }
            if !output.is_empty() {
                return Ok(Some(output));
            }
        }
    }
}

/// The rows of these numbers with the slots that are still needed.
pub(super) fn gather(plan: &Plan, batch: &Batch, rows: &[u32]) -> Batch {
    let are_all = rows.len() == batch.len() && rows.iter().enumerate().all(|(place, row)| place == *row as usize);
    match &plan.live {
        Some(live) if are_all => batch.keep(live),
        Some(live) => batch.gather_slots(rows, live),
        None if are_all => batch.clone(),
        None => batch.gather(rows),
    }
}

/// Whether anything above the operator reads the slot.
pub(super) fn is_live(plan: &Plan, slot: Slot) -> bool {
    plan.live.as_ref().is_none_or(|live| live.contains(&slot))
}

/// A writing operator's input: all rows are there before the first change, and all changes are made before the first
/// row goes on. So no clause sees what a later one changes, and every clause sees all that earlier ones changed.
pub(super) struct Eagerly<'p> {
    input: Option<Box<dyn Rows + 'p>>,
    ready: std::vec::IntoIter<Batch>,
}

impl<'p> Eagerly<'p> {
    fn new(input: Box<dyn Rows + 'p>) -> Self {
        Self { input: Some(input), ready: Vec::new().into_iter() }
    }

    /// The next batch; the first time `work` makes all of them from those of the input.
    fn next(
        &mut self,
        run: &Run<'_>,
        work: impl FnOnce(Vec<Batch>) -> Result<Vec<Batch>, Diagnostic>,
    ) -> Result<Option<Batch>, Diagnostic> {
        if let Some(mut input) = self.input.take() {
            self.ready = work(drain(&mut input, run)?)?.into_iter();
        }
        Ok(self.ready.next())
    }
}
