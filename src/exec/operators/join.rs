//! Rows of two inputs whose keys are equal: the second is kept by key, the first probes.

use super::{Rows, UnderWay, drain, is_live};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, Data};
use crate::exec::group::Grouper;
use crate::exec::run::Run;
use crate::plan::{JoinRange, Plan};
use crate::semantics::bound::Expression;
use std::ops::Range;
use std::sync::Arc;

pub(super) struct HashJoin<'p> {
    probe: UnderWay<'p>,
    build: Option<Box<dyn Rows + 'p>>,
    table: Table<'p>,
    /// For the batch of the first input that is under way.
    found: Found,
}

impl<'p> HashJoin<'p> {
    pub fn new(
        plan: &'p Plan,
        keys: &'p [(Expression, Expression)],
        range: Option<&'p JoinRange>,
        probe: Box<dyn Rows + 'p>,
        build: Box<dyn Rows + 'p>,
    ) -> Self {
        let table =
            Table { plan, keys, range, rows: Batch::new(0), known: Grouper::new(), members: Members::default() };
        Self { probe: UnderWay::new(probe), build: Some(build), table, found: Found::default() }
    }
}

impl Rows for HashJoin<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let Some(mut build) = self.build.take() {
            let rows = Batch::concatenate(&drain(&mut build, run)?);
            self.table.fill(rows, run)?;
        }
        let (table, found) = (&mut self.table, &mut self.found);
        self.probe.next(run, |batch, row| {
            if row == 0 {
                *found = table.find(batch, run)?;
            }
            table.joined(batch, row, found, run)
        })
    }
}

/// The rows of the second input.
struct Table<'p> {
    plan: &'p Plan,
    keys: &'p [(Expression, Expression)],
    range: Option<&'p JoinRange>,
    rows: Batch,
    known: Grouper,
    members: Members,
}

/// The rows of each key: those of key `k` are `rows[starts[k]..starts[k + 1]]`.
#[derive(Default)]
struct Members {
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// For each of `rows` what the range asks for, ascending within a key; absent where it has no simple order.
    values: Option<(Kind, Vec<i64>)>,
}

/// What each row of a batch is joined with.
#[derive(Default)]
struct Found {
    /// Positions in [`Members::rows`].
    members: Vec<Range<usize>>,
    /// Whether the conditions of the range have still to be asked.
    is_open: bool,
}

/// Values whose order is that of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Integers,
    Dates,
}

/// The entries as integers in the same order, where they are of a kind that has such; nulls mean nothing.
fn ordered(column: &Column) -> Option<(Kind, Vec<i64>)> {
    match column.data() {
        Data::Integers(entries) => Some((Kind::Integers, entries.clone())),
        Data::Dates(entries) => Some((Kind::Dates, entries.iter().map(|date| date.epoch_days()).collect())),
        _ => None,
    }
}

fn is_null(keys: &[Arc<Column>], row: usize) -> bool {
    keys.iter().any(|key| key.is_null(row))
}

impl Table<'_> {
    fn fill(&mut self, rows: Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
        self.rows = rows;
        let length = self.rows.len();
        let keys: Result<Vec<_>, _> = self.keys.iter().map(|(_, key)| run.evaluate(key, &self.rows)).collect();
        let keys = keys?;
        // Where the property cannot be asked, the conditions say so for the rows that come to them.
        let asked = self.range.and_then(|range| run.evaluate(&range.of, &self.rows).ok());
        let values = asked.as_ref().and_then(|column| ordered(column));
        let is_out =
            |row: usize| is_null(&keys, row) || values.is_some() && asked.as_ref().is_some_and(|c| c.is_null(row));
        run.hold(16 * length)?;
        let groups = self.known.groups(&keys, length);
        // By counting: how many rows each key has, then where they start, then the rows in their order.
        let mut starts = vec![0; self.known.count() as usize + 1];
        let kept: Vec<u32> = (0..length as u32).filter(|row| !is_out(*row as usize)).collect();
        for row in &kept {
            starts[groups[*row as usize] as usize + 1] += 1;
        }
        for key in 1..starts.len() {
            starts[key] += starts[key - 1];
        }
        let mut next = starts.clone();
        let mut members = vec![0; kept.len()];
        for row in kept {
            let place = &mut next[groups[row as usize] as usize];
            members[*place as usize] = row;
            *place += 1;
        }
        let values = values.map(|(kind, values)| {
            for range in starts.windows(2) {
                members[range[0] as usize..range[1] as usize].sort_by_key(|row| values[*row as usize]);
            }
            (kind, members.iter().map(|row| values[*row as usize]).collect())
        });
        self.members = Members { starts, rows: members, values };
        Ok(())
    }

    /// What the rows of a batch are joined with.
    fn find(&mut self, batch: &Batch, run: &Run<'_>) -> Result<Found, Diagnostic> {
        let keys: Result<Vec<_>, _> = self.keys.iter().map(|(key, _)| run.evaluate(key, batch)).collect();
        let keys = keys?;
        if !keys.is_empty() && !batch.is_empty() && !self.known.knows(&keys) {
            self.known.generalise();
        }
        let starts = &self.members.starts;
        let members = (0..batch.len()).map(|row| match self.known.find(&keys, row) {
            Some(key) if !is_null(&keys, row) => starts[key as usize] as usize..starts[key as usize + 1] as usize,
            _ => 0..0,
        });
        let mut found = Found { members: members.collect(), is_open: self.range.is_some() };
        self.narrow(&mut found, batch, run);
        Ok(found)
    }

    /// Leaves only what lies in the range, where that is told by order; what cannot be computed is left to the conditions.
    fn narrow(&self, found: &mut Found, batch: &Batch, run: &Run<'_>) {
        let (Some(range), Some((kind, values))) = (self.range, &self.members.values) else { return };
        // Only rows that have partners are asked for their bounds.
        let rows: Vec<u32> = (0..batch.len() as u32).filter(|row| !found.members[*row as usize].is_empty()).collect();
        let joined = batch.gather(&rows);
        let bound = |end: &Option<(Expression, bool)>| match end {
            None => Some(None),
            Some((bound, inclusive)) => {
                let column = run.evaluate(bound, &joined).ok()?;
                let (_, values) = ordered(&column).filter(|(other, _)| other == kind)?;
                Some(Some((column, values, *inclusive)))
            }
        };
        let (Some(from), Some(to)) = (bound(&range.from), bound(&range.to)) else { return };
        for (place, row) in rows.iter().enumerate() {
            let members = &mut found.members[*row as usize];
            let among = &values[members.clone()];
            let mut start = 0;
            let mut end = among.len();
            if let Some((column, bounds, inclusive)) = &from {
                let bound = bounds[place];
                start = among.partition_point(|value| *value < bound || !inclusive && *value == bound);
                end = if column.is_null(place) { start } else { end };
            }
            if let Some((column, bounds, inclusive)) = &to {
                let bound = bounds[place];
                end = end.min(among.partition_point(|value| *value < bound || *inclusive && *value == bound));
                end = if column.is_null(place) { start } else { end };
            }
            *members = members.start + start..members.start + end.max(start);
        }
        found.is_open = false;
    }

    /// Joined rows from a row of the batch on until there are enough, and the next row.
    fn joined(
        &self,
        batch: &Batch,
        mut row: usize,
        found: &Found,
        run: &Run<'_>,
    ) -> Result<(Batch, usize), Diagnostic> {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        while row < batch.len() && left.len() < BATCH_ROWS {
            right.extend_from_slice(&self.members.rows[found.members[row].clone()]);
            left.resize(right.len(), row as u32);
            row += 1;
        }
        if !found.is_open {
            return Ok((self.output(super::gather(self.plan, batch, &left), &right, false), row));
        }
        let mut output = self.output(batch.gather(&left), &right, true);
        for condition in self.range.iter().flat_map(|range| &range.conditions) {
            let rows = super::filter::true_rows(&*run.evaluate(condition, &output)?, condition)?;
            output = output.gather(&rows);
        }
        let rows: Vec<u32> = (0..output.len() as u32).collect();
        Ok((super::gather(self.plan, &output, &rows), row))
    }

    /// Adds the columns of the second input.
    fn output(&self, mut output: Batch, right: &[u32], all: bool) -> Batch {
        for slot in self.rows.slots().filter(|slot| all || is_live(self.plan, *slot)) {
            if let Some(column) = self.rows.column(slot)
                && output.column(slot).is_none()
            {
                output.set(slot, column.gather(right));
            }
        }
        output
    }
}
