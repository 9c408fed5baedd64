//! The kept rows of a join by key, sorted for a range.

use super::Join;
use super::keys::Keys;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, Data};
use crate::exec::operators::filter::true_rows;
use crate::exec::operators::{gather, is_live};
use crate::exec::run::Run;
use crate::semantics::bound::Expression;
use std::ops::Range;
use std::sync::Arc;

/// The rows of the second input: those of key `k` are `members[starts[k]..starts[k + 1]]`.
#[derive(Default)]
pub(in crate::exec) struct JoinTable {
    rows: Batch,
    pub(super) keys: Keys,
    starts: Vec<u32>,
    pub(super) members: Vec<u32>,
    /// For each of the members what the range asks for, ascending within a key; absent where it has no simple order.
    values: Option<(Kind, Vec<i64>)>,
}

/// What each row of a batch is joined with.
#[derive(Default)]
pub(super) struct Found {
    /// Positions in [`JoinTable::members`].
    pub(super) members: Vec<Range<usize>>,
    /// Whether the conditions of the range have still to be asked.
    pub(super) is_open: bool,
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

impl JoinTable {
    /// Keeps rows by key.
    pub(super) fn fill(join: Join<'_>, rows: Batch, run: &Run<'_>) -> Result<JoinTable, Diagnostic> {
        let length = rows.len();
        run.hold(32 * length)?;
        let keys: Result<Vec<_>, _> = join.keys.iter().map(|(_, key)| run.evaluate(key, &rows)).collect();
        let (keys, mut numbers) = Keys::new(keys?, length);
        // Where the property cannot be asked, the conditions say so for the rows that come to them.
        let asked = join.range.and_then(|range| run.evaluate(&range.of, &rows).ok());
        let values = asked.as_ref().and_then(|column| ordered(column));
        if let Some(column) = asked.filter(|column| values.is_some() && !column.nulls().is_none()) {
            (0..length).filter(|row| column.is_null(*row)).for_each(|row| numbers[row] = None);
        }
        // By counting: how many rows each key has, then where they start, then the rows in their order.
        let mut starts = vec![0; keys.count() + 1];
        for number in numbers.iter().flatten() {
            starts[*number as usize + 1] += 1;
        }
        for key in 1..starts.len() {
            starts[key] += starts[key - 1];
        }
        let kept = starts.last().map_or(0, |kept| *kept as usize);
        let mut next = starts.clone();
        let mut place = |number: u32| {
            let place = &mut next[number as usize];
            *place += 1;
            *place as usize - 1
        };
        let places = numbers.into_iter().enumerate().filter_map(|(row, number)| Some((row, place(number?))));
        let mut members = vec![0; kept];
        let values = match values {
            None => {
                places.for_each(|(row, place)| members[place] = row as u32);
                None
            }
            Some((kind, values)) => {
                let mut sorted = vec![(0, 0); kept];
                places.for_each(|(row, place)| sorted[place] = (values[row], row as u32));
                for range in starts.windows(2) {
                    sorted[range[0] as usize..range[1] as usize].sort_unstable();
                }
                members = sorted.iter().map(|(_, row)| *row).collect();
                Some((kind, sorted.into_iter().map(|(value, _)| value).collect()))
            }
        };
        Ok(JoinTable { rows, keys, starts, members, values })
    }

    /// The keys of the rows of a batch.
    pub(super) fn probes(join: Join<'_>, batch: &Batch, run: &Run<'_>) -> Result<Vec<Arc<Column>>, Diagnostic> {
        join.keys.iter().map(|(key, _)| run.evaluate(key, batch)).collect()
    }

    /// What the rows of a batch with these keys are joined with.
    pub(super) fn find(&self, join: Join<'_>, keys: &[Arc<Column>], batch: &Batch, run: &Run<'_>) -> Found {
        let members = |number: Option<u32>| match number.map(|number| number as usize) {
            Some(key) => self.starts[key] as usize..self.starts[key + 1] as usize,
            None => 0..0,
        };
        let numbers = self.keys.find(keys, batch.len());
        let members = numbers.into_iter().map(members).collect();
        let mut found = Found { members, is_open: join.range.is_some() };
        self.narrow(join, &mut found, batch, run);
        found
    }

    /// Leaves only what lies in the range, where that is told by order; what cannot be computed is left to the conditions.
    fn narrow(&self, join: Join<'_>, found: &mut Found, batch: &Batch, run: &Run<'_>) {
        let (Some(range), Some((kind, values))) = (join.range, &self.values) else { return };
        // Only rows that have partners are asked for their bounds.
        let rows: Vec<u32> = (0..batch.len() as u32).filter(|row| !found.members[*row as usize].is_empty()).collect();
        let bound = |end: &Option<(Expression, bool)>| match end {
            None => Some(None),
            Some((bound, inclusive)) => {
                let asked = batch.gather_slots(&rows, &bound.reads());
                let column = run.evaluate(bound, &asked).ok()?;
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
    pub(super) fn joined(
        &self,
        join: Join<'_>,
        batch: &Batch,
        mut row: usize,
        found: &Found,
        run: &Run<'_>,
    ) -> Result<(Batch, usize), Diagnostic> {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        while row < batch.len() && left.len() < BATCH_ROWS {
            right.extend_from_slice(&self.members[found.members[row].clone()]);
            left.resize(right.len(), row as u32);
            row += 1;
        }
        if !found.is_open {
            return Ok((self.output(join, gather(join.plan, batch, &left), &right, false), row));
        }
        let mut output = self.output(join, batch.gather(&left), &right, true);
        for condition in join.range.iter().flat_map(|range| &range.conditions) {
            let rows = true_rows(&*run.evaluate(condition, &output)?, condition)?;
            output = output.gather(&rows);
        }
        let rows: Vec<u32> = (0..output.len() as u32).collect();
        Ok((gather(join.plan, &output, &rows), row))
    }

    /// Adds the columns of the second input.
    pub(super) fn output(&self, join: Join<'_>, mut output: Batch, right: &[u32], all: bool) -> Batch {
        for slot in self.rows.slots().filter(|slot| all || is_live(join.plan, *slot)) {
            if let Some(column) = self.rows.column(slot)
                && output.column(slot).is_none()
            {
                output.set(slot, column.gather(right));
            }
        }
        output
    }
}
