//! The rows of a plan over a long scan, or of one that fans out, for an operator that takes all of them: the nodes, or the
//! rows from which it fans out, are gone through in parts, on all cores at once, and the rows of the parts go on in their
//! order. So the answer does not depend on how many cores there are.

use super::fan_out::{self, Given};
use super::parts::{Part, make_tables, scan_below, scanned};
use super::{Rows, drain, open, open_all};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::error;
use crate::exec::run::Run;
use crate::plan::Plan;
use rayon::prelude::*;
use std::collections::VecDeque;
use std::ops::Range;

/// A shorter scan is not worth several cores.
const LONG: usize = if cfg!(test) { 500 } else { 1 << 14 };

/// Nodes in a part of the first round; how many later ones have depends on how many rows come of them.
const FIRST_PART: usize = LONG / 16;

/// Of so many parts of the rows from which a plan fans out the first round has its own.
const FIRST_PARTS: usize = 64;

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
    divided: Divided,
    /// How many nodes or rows are divided.
    count: usize,
    /// The first of the next part.
    next: usize,
    a_part: usize,
    /// No part is smaller, but the last.
    least: usize,
    ready: VecDeque<Batch>,
}

/// What parts are made of.
pub(super) enum Divided {
    /// The nodes of a scan, by [`Plan::number`].
    Nodes {
        scan: usize,
    },
    Rows(Given),
}

impl Divided {
    /// What a worker goes through that is given these places.
    pub fn part(&self, places: Range<usize>) -> Part {
        match self {
            Divided::Nodes { scan } => Part::Nodes { scan: *scan, places },
            Divided::Rows(given) => given.part(places.start, places.end),
        }
    }
}

impl<'p> PartRows<'p> {
    /// As [`open`], for an operator that takes all rows.
    pub fn boxed(plan: &'p Plan, argument: &Batch) -> Box<dyn Rows + 'p> {
        match scan_below(plan).is_some() || fan_out::fans_out(plan) {
            true => Box::new(PartRows { plan, state: State::New(argument.clone()) }),
            false => open_all(plan, argument),
        }
    }
}

impl Rows for PartRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let State::New(argument) = &self.state {
            self.state = match round(self.plan, run)? {
                Some(round) => State::Parts(round),
                None => State::Whole(open_all(self.plan, argument)),
            };
        }
        match &mut self.state {
            State::Whole(rows) => rows.next(run),
            State::New(_) => Ok(None),
            State::Parts(round) => {
                while round.ready.is_empty() && round.next < round.count {
                    round.find(self.plan, run)?;
                }
                Ok(round.ready.pop_front())
            }
        }
    }
}

/// The rounds to come, where there is much to do and there are cores.
fn round(plan: &Plan, run: &Run<'_>) -> Result<Option<Round>, Diagnostic> {
    if !run.has_workers() {
        return Ok(None);
    }
    let graph = run.graph();
    if let Some(scan) = scan_below(plan) {
        let nodes = scanned(scan, &graph);
        if nodes >= LONG {
            make_tables(plan, run)?;
            return Ok(Some(Round::new(Divided::Nodes { scan: scan.number }, nodes, FIRST_PART, FIRST_PART / 4)));
        }
    }
    if !fan_out::fans_out(plan) {
        return Ok(None);
    }
    make_tables(plan, run)?;
    let Some(worker) = run.workers(&graph) else { return Ok(None) };
    let given = fan_out::find(plan, worker, run)?;
    Ok(given.map(|(given, is_divided)| {
        let rows = given.rows.len();
        let a_part = if is_divided { rows.div_ceil(FIRST_PARTS) } else { rows };
        Round::new(Divided::Rows(given), rows, a_part, 1)
    }))
}

impl Round {
    fn new(divided: Divided, count: usize, a_part: usize, least: usize) -> Self {
        Self { divided, count, next: 0, a_part, least, ready: VecDeque::new() }
    }

    /// Finds the rows of the next parts.
    fn find(&mut self, plan: &Plan, run: &Run<'_>) -> Result<(), Diagnostic> {
        let graph = run.graph();
        let Some(workers) = run.workers(&graph) else { return Err(error::internal("there are no workers any more")) };
        let parts_a_round = PARTS_A_CORE * rayon::current_num_threads();
        let first = self.next;
        let starts = (0..parts_a_round).map(|number| first + number * self.a_part);
        let parts: Vec<Part> = starts
            .take_while(|start| *start < self.count)
            .map(|start| self.divided.part(start..self.count.min(start + self.a_part)))
            .collect();
        let rows_of = |part| drain(&mut open(plan, &Batch::new(1)), &workers.run(part));
        let found: Vec<Result<Vec<Batch>, Diagnostic>> = match parts.len() {
            1 => parts.into_iter().map(rows_of).collect(),
            _ => parts.into_par_iter().map(rows_of).collect(),
        };
        for batches in found {
            self.ready.extend(batches?);
        }
        self.next = self.count.min(first + parts_a_round * self.a_part);
        let rows: usize = self.ready.iter().map(Batch::len).sum();
        let done = self.next - first;
        // Few that are left are divided more finely, so that all cores have some.
        let left = (self.count - self.next).div_ceil(parts_a_round);
        self.a_part = (ROWS_OF_ROUND / parts_a_round * done / rows.max(done)).min(left).max(self.least);
        Ok(())
    }
}
