//! A scan of which only the nodes are wanted whose property lies between constants: told by the numbers that the graph keeps,
//! before there are rows.

use super::range::{RangeRows, bounds};
use super::scan::{pieces, scanned_ranges};
use super::{Rows, is_live, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::exec::property;
use crate::exec::run::Run;
use crate::plan::{Operator, Plan, PropertyRange};
use crate::semantics::bound::BinaryOperator;
use crate::value::{NodeId, Value};
use std::ops::Range;

/// So many nodes are asked at a time.
const CHUNK: usize = if cfg!(test) { 100 } else { 4 * BATCH_ROWS };

/// After so many nodes rows go on, however few there are.
const MOST: usize = 8 * CHUNK;

pub(super) struct ScanRange<'p> {
    plan: &'p Plan,
    range: &'p PropertyRange,
    scan: &'p Plan,
    state: State<'p>,
}

enum State<'p> {
    /// Not begun, with the argument of the plan.
    New(Batch),
    /// As any range over any rows.
    Rows(RangeRows<'p>),
    /// The nodes that are left, and what their property is compared with.
    Nodes(Vec<Range<u32>>, Vec<(BinaryOperator, Value)>),
}

impl<'p> ScanRange<'p> {
    /// `None` where the plan is no range over a scan that is gone through once, for one row without slots.
    pub fn new(plan: &'p Plan, range: &'p PropertyRange, argument: &Batch) -> Option<Self> {
        let scan = plan.inputs.first()?;
        let (Operator::LabelScan { slot, .. } | Operator::AllNodes { slot }) = &scan.operator else { return None };
        let is_once = argument.len() == 1 && argument.slots().next().is_none();
        let is_once = is_once
            && matches!(scan.inputs.as_slice(), [Plan { operator: Operator::Argument { slots }, .. }] if slots.is_empty());
        (is_once && *slot == range.slot).then(|| Self { plan, range, scan, state: State::New(argument.clone()) })
    }

    fn begin(&self, argument: &Batch, run: &Run<'_>) -> Result<State<'p>, Diagnostic> {
        let bounds = bounds(self.range, run)?;
        let graph = run.graph();
        // Who profiles wants to know how many nodes the scan gives.
        if let Some(ranges) =
            scanned_ranges(&self.scan.operator, &graph).filter(|_| !run.profiles() && !run.is_given(self.scan))
            && ranges.iter().all(|range| property::is_told(&graph, range, &self.range.key, &bounds))
        {
            return Ok(State::Nodes(
                match run.part_of(self.scan) {
                    Some(places) => pieces(&ranges, places.clone()).collect(),
                    None => ranges,
                },
                bounds,
            ));
        }
        let input = open(self.scan, argument);
        Ok(State::Rows(RangeRows { plan: self.plan, range: self.range, input }))
    }
}

/// The next nodes that fit, of those that are left.
fn next_nodes(
    left: &mut Vec<Range<u32>>,
    key: &str,
    bounds: &[(BinaryOperator, Value)],
    run: &Run<'_>,
) -> Result<Option<Vec<NodeId>>, Diagnostic> {
    let graph = run.graph();
    let (mut nodes, mut asked) = (Vec::with_capacity(CHUNK), 0);
    while let Some(range) = left.first_mut() {
        let chunk = range.start..range.end.min(range.start + CHUNK as u32);
        range.start = chunk.end;
        if range.start >= range.end {
            left.remove(0);
        }
        asked += chunk.len();
        property::each_between(&graph, chunk, key, bounds, &mut |run| nodes.extend(run.map(NodeId)));
        if nodes.len() >= BATCH_ROWS || asked >= MOST && !nodes.is_empty() {
            return Ok(Some(nodes));
        }
    }
    Ok(Some(nodes).filter(|nodes| !nodes.is_empty()))
}

impl Rows for ScanRange<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let State::New(argument) = &self.state {
            self.state = self.begin(argument, run)?;
        }
        match &mut self.state {
            State::New(_) => Ok(None),
            State::Rows(rows) => rows.next(run),
            State::Nodes(left, bounds) => {
                let nodes = next_nodes(left, &self.range.key, bounds, run)?;
                let is_read = is_live(self.plan, self.range.slot);
                Ok(nodes.map(|nodes| match is_read {
                    true => Batch::new(nodes.len()).with(self.range.slot, Column::from_nodes(nodes)),
                    false => Batch::new(nodes.len()),
                }))
            }
        }
    }
}
