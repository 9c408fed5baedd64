//! One relationship further, counted by the node where the walks begin and the node where they end.

use super::Rows;
use super::filter::true_rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::context::RunningStatement;
use crate::exec::run::Run;
use crate::exec::tally::Tally;
use crate::exec::walk::{Types, Walked, Walker};
use crate::graph::snapshot::Csr;
use crate::plan::{CountEnds, Most, Side};
use crate::value::NodeId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;

pub(super) struct CountEndsRows<'p> {
    count: &'p CountEnds,
    input: Option<Box<dyn Rows + 'p>>,
    /// The node whose walks are under way.
    run: Option<NodeId>,
    tally: Tally,
    found: Found,
    greatest: Option<Greatest>,
}

/// Nodes of walks that are all counted.
#[derive(Default)]
struct Found {
    runs: Vec<NodeId>,
    ends: Vec<NodeId>,
    counts: Vec<i64>,
}

/// So many steps, about, are taken between two looks at the clock.
const STEPS: usize = 1 << 16;

impl<'p> CountEndsRows<'p> {
    pub fn new(count: &'p CountEnds, input: Box<dyn Rows + 'p>) -> Self {
        Self { count, input: Some(input), run: None, tally: Tally::default(), found: Found::default(), greatest: None }
    }

    /// Counts the ends of the walks that go on from the rows.
    fn add(&mut self, batch: &Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
        let CountEnds { run: of, step, .. } = self.count;
        let (Some(runs), Some(froms)) = (batch.column(*of), batch.column(step.from)) else { return Ok(()) };
        let graph = run.graph();
        let types = Types::resolve(step.types.as_ref(), &graph);
        let walker = Walker::new(&graph, step.direction, &types);
        let walked = Walked::new(batch, &step.different);
        match walker.only_rows().filter(|_| walked.is_empty()) {
            Some(csr) => self.add_lists(csr, (runs, froms), run),
            None => {
                let (mut ends, mut steps) = (Vec::new(), 0);
                for row in 0..batch.len() {
                    let (Some(now), Some(from)) = (runs.node(row), froms.node(row)) else { continue };
                    self.go_on(now);
                    ends.clear();
                    walker.append(from, None, &walked.of(row), &mut ends, None);
                    self.add_ends(now, &ends);
                    steps += ends.len();
                    if steps > STEPS {
                        run.check()?;
                        steps = 0;
                    }
                }
                Ok(())
            }
        }
    }

    /// As [`CountEndsRows::add`], where the ends from each node stand in one list. All lists are looked up before the
    /// first is read, and many are read before the first is counted: so many of them are on their way from memory at once.
    fn add_lists(&mut self, csr: &Csr, (runs, froms): (&Column, &Column), run: &Run<'_>) -> Result<(), Diagnostic> {
        let range = |row| froms.node(row).map_or(0..0, |from| csr.range(from));
        let ranges: Vec<Range<usize>> = (0..froms.len()).map(range).collect();
        let (mut ends, mut row) = (Vec::new(), 0);
        while row < ranges.len() {
            run.check()?;
            ends.clear();
            let first = row;
            while row < ranges.len() && ends.len() < STEPS {
                ends.extend_from_slice(&csr.neighbours()[ranges[row].clone()]);
                row += 1;
            }
            let mut ends = ends.as_slice();
            for (row, range) in ranges[first..row].iter().enumerate() {
                let Some((list, rest)) = ends.split_at_checked(range.len()) else { break };
                ends = rest;
                if let Some(now) = runs.node(first + row) {
                    self.go_on(now);
                    self.tally.add(on_side(self.count.beside, list, now));
                }
            }
        }
        Ok(())
    }

    fn add_ends(&mut self, now: NodeId, ends: &[NodeId]) {
        let is_beside = |end: &NodeId| match self.count.beside {
            None => true,
            Some(Side::Before) => *end < now,
            Some(Side::After) => *end > now,
        };
        ends.iter().filter(|end| is_beside(end)).for_each(|end| self.tally.add(&[end.0]));
    }

    /// The next walks begin at this node.
    fn go_on(&mut self, now: NodeId) {
        if self.run != Some(now) {
            self.end_run();
            self.run = Some(now);
        }
    }

    /// All walks of the node under way are counted.
    fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let least = self.greatest.as_ref().map_or(0, Greatest::least);
        let Found { runs, ends, counts } = &mut self.found;
        self.tally.take(|end, count| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            if count >= least {
                ends.push(end);
                counts.push(count);
            }
        });
        runs.resize(ends.len(), run);
    }

    /// What was found so far and is asked for.
    fn output(&mut self, run: &Run<'_>) -> Result<Batch, Diagnostic> {
        let Found { runs, ends, counts } = std::mem::take(&mut self.found);
        let CountEnds { run: of, step, conditions, counts: slots, .. } = self.count;
        let mut batch = Batch::new(runs.len());
        batch.set(*of, Column::from_nodes(runs));
        batch.set(step.to, Column::from_nodes(ends));
        let counts = Arc::new(Column::from_integers(counts));
        slots.iter().for_each(|slot| batch.set(*slot, counts.clone()));
        for condition in conditions {
            let rows = true_rows(&*run.evaluate(condition, &batch)?, condition)?;
            if rows.len() < batch.len() {
                batch = batch.gather(&rows);
            }
        }
        if let (Some(greatest), Some(counts)) = (&mut self.greatest, slots.first().and_then(|slot| batch.column(*slot)))
            && let Some(counts) = counts.integers()
        {
            counts.iter().for_each(|count| greatest.note(*count));
            let least = greatest.least();
            let rows: Vec<u32> = (0..batch.len() as u32).filter(|row| counts[*row as usize] >= least).collect();
            if rows.len() < batch.len() {
                batch = batch.gather(&rows);
            }
        }
        Ok(batch)
    }
}

impl Rows for CountEndsRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let (None, Some(most)) = (&self.greatest, &self.count.most) {
            self.greatest = Some(Greatest::new(most, run)?);
        }
        while let Some(input) = &mut self.input {
            match run.next(input)? {
                Some(batch) => self.add(&batch, run)?,
                None => {
                    self.end_run();
                    self.input = None;
                }
            }
            let output = self.output(run)?;
            if !output.is_empty() {
                return Ok(Some(output));
            }
        }
        Ok(None)
    }
}

/// The part of an ascending list on that side of a node; all of it if no side is asked for.
#[inline]
fn on_side(side: Option<Side>, list: &[u32], node: NodeId) -> &[u32] {
    match side {
        None => list,
        Some(Side::Before) => &list[..list.partition_point(|end| *end < node.0)],
        Some(Side::After) => &list[list.partition_point(|end| *end <= node.0)..],
    }
}

/// The greatest numbers so far, as many as are wanted.
struct Greatest {
    wanted: usize,
    numbers: BinaryHeap<Reverse<i64>>,
}

impl Greatest {
    fn new(most: &Most, run: &Run<'_>) -> Result<Self, Diagnostic> {
        let skip = most.skip.as_ref().map_or(Ok(0), |skip| run.count(skip, "SKIP"))?;
        let wanted = run.count(&most.limit, "LIMIT")?.saturating_add(skip);
        Ok(Self { wanted, numbers: BinaryHeap::new() })
    }

    /// What is less than this is not among the greatest.
    fn least(&self) -> i64 {
        match self.numbers.peek() {
            Some(Reverse(least)) if self.numbers.len() >= self.wanted => *least,
            _ => 0,
        }
    }

    fn note(&mut self, number: i64) {
        self.numbers.push(Reverse(number));
        if self.numbers.len() > self.wanted {
            self.numbers.pop();
        }
    }
}
