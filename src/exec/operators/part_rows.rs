//! The rows of a plan over a long scan, for an operator that takes all of them: the nodes are gone through in parts, on all
//! cores at once, and the rows of the parts go on in their order. So the answer does not depend on how many cores there are.

use super::parts::{Part, make_tables, scan_below, scanned};
use super::{Rows, drain, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::error;
use crate::exec::run::Run;
use crate::plan::Plan;
use rayon::prelude::*;
use std::collections::VecDeque;

/// A shorter scan is not worth several cores.
const LONG: usize = if cfg!(test) { 500 } else { 1 << 14 };

/// Nodes in a part of the first round; how many later ones have depends on how many rows come of them.
const FIRST_PART: usize = LONG / 16;

/// Parts of a round for each core, so that no core waits long for the others.
const PARTS_A_CORE: usize = 4;

/// About so many rows of a round wait until they are taken.
const ROWS_OF_ROUND: usize = 1 << 19;

pub(super) struct PartRows<'p> {
    plan: &'p Plan,
    state: State<'p>,
}

enum State<'p> {
    /// Not begun, with the argument of the plan.
    New(Batch),
    /// Not in parts.
    Whole(Box<dyn Rows + 'p>),
    Parts(Round),
}

struct Round {
    /// The scan, by [`Plan::number`].
    scan: usize,
    nodes: usize,
    /// The first node of the next part.
    next: usize,
    nodes_a_part: usize,
    ready: VecDeque<Batch>,
}

impl<'p> PartRows<'p> {
    /// As [`open`], for an operator that takes all rows.
    pub fn boxed(plan: &'p Plan, argument: &Batch) -> Box<dyn Rows + 'p> {
        match scan_below(plan) {
            Some(_) => Box::new(PartRows { plan, state: State::New(argument.clone()) }),
            None => open(plan, argument),
        }
    }
}

impl Rows for PartRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let State::New(argument) = &self.state {
            self.state = match round(self.plan, run)? {
                Some(round) => State::Parts(round),
                None => State::Whole(open(self.plan, argument)),
            };
        }
        match &mut self.state {
            State::Whole(rows) => rows.next(run),
            State::New(_) => Ok(None),
            State::Parts(round) => {
                while round.ready.is_empty() && round.next < round.nodes {
                    round.find(self.plan, run)?;
                }
                Ok(round.ready.pop_front())
            }
        }
    }
}

/// The rounds to come, where the scan is long and there are cores.
fn round(plan: &Plan, run: &Run<'_>) -> Result<Option<Round>, Diagnostic> {
    let Some(scan) = scan_below(plan) else { return Ok(None) };
    let nodes = scanned(scan, &run.graph());
    if nodes < LONG || !run.has_workers() {
        return Ok(None);
    }
    make_tables(plan, run)?;
    let (next, nodes_a_part, ready) = (0, FIRST_PART, VecDeque::new());
    Ok(Some(Round { scan: scan.number, nodes, next, nodes_a_part, ready }))
}

impl Round {
    /// Finds the rows of the next parts.
    fn find(&mut self, plan: &Plan, run: &Run<'_>) -> Result<(), Diagnostic> {
        let graph = run.graph();
        let Some(workers) = run.workers(&graph) else { return Err(error::internal("there are no workers any more")) };
        let count = PARTS_A_CORE * rayon::current_num_threads();
        let first = self.next;
        let starts = (0..count).map(|number| first + number * self.nodes_a_part);
        let parts: Vec<Part> = starts
            .take_while(|start| *start < self.nodes)
            .map(|start| Part { scan: self.scan, nodes: start..self.nodes.min(start + self.nodes_a_part) })
            .collect();
        let found: Vec<Result<Vec<Batch>, Diagnostic>> =
            parts.into_par_iter().map(|part| drain(&mut open(plan, &Batch::new(1)), &workers.run(part))).collect();
        for batches in found {
            self.ready.extend(batches?);
        }
        self.next = self.nodes.min(first + count * self.nodes_a_part);
        let rows: usize = self.ready.iter().map(Batch::len).sum();
        let nodes = self.next - first;
        // Few parts that are left are made smaller, so that all cores have some.
        let left = (self.nodes - self.next).div_ceil(count);
        self.nodes_a_part = (ROWS_OF_ROUND / count * nodes / rows.max(nodes)).min(left).max(FIRST_PART / 4);
        Ok(())
    }
}
