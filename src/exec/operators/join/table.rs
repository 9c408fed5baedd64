//! The kept rows of a join by key, sorted for a range.

use super::Join;
use super::keys::Keys;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, Data};
use crate::exec::operators::filter::true_rows;
use crate::exec::operators::{gather, is_live};
use crate::exec::run::Run;
use crate::semantics::bound::Expression;
use crate::value::Value;
use crate::value::equality::equal;
use std::borrow::Cow;
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

/// What rows of a batch are joined with.
#[derive(Default)]
pub(super) struct Found {
    /// The rows that may be joined with any, ascending.
    pub(super) rows: Vec<u32>,
    /// For each of them positions in [`JoinTable::members`].
    pub(super) members: Vec<Range<u32>>,
    /// The keys of all rows, where what is the same need not be equal: then each pair has still to be asked.
    unequal: Option<Vec<Arc<Column>>>,
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
            numbers.retain(|(row, _)| !column.is_null(*row as usize));
        }
        // By counting: how many rows each key has, then where they end, and from there back where each row goes.
        let mut starts = vec![0; keys.count() + 1];
        for (_, number) in &numbers {
            starts[*number as usize] += 1;
        }
        let mut kept = 0;
        for end in &mut starts {
            kept += *end;
            *end = kept;
        }
        let places = numbers.into_iter().rev().map(|(row, number)| {
            let place = &mut starts[number as usize];
            *place -= 1;
            (row, *place as usize)
        });
        let mut members = vec![0; kept as usize];
        let values = match values {
            None => {
                places.for_each(|(row, place)| members[place] = row);
                None
            }
            Some((kind, values)) => {
                let mut sorted = vec![(0, 0); kept as usize];
                places.for_each(|(row, place)| sorted[place] = (values[row as usize], row));
                for range in starts.windows(2) {
                    sorted[range[0] as usize..range[1] as usize].sort_unstable();
                }
                members = sorted.iter().map(|(_, row)| *row).collect();
                Some((kind, sorted.into_iter().map(|(value, _)| value).collect()))
            }
        };
        Ok(JoinTable { rows, keys, starts, members, values })
    }

    /// What the rows of a batch are joined with.
    pub(super) fn find(&self, join: Join<'_>, batch: &Batch, run: &Run<'_>) -> Result<Found, Diagnostic> {
        let keys: Result<Vec<_>, _> = join.keys.iter().map(|(key, _)| run.evaluate(key, batch)).collect();
        let keys = keys?;
        let mut found = Found { is_open: join.range.is_some(), ..Found::default() };
        for (row, key) in self.keys.find(&keys, batch.len()) {
            let members = self.starts[key as usize]..self.starts[key as usize + 1];
            if !members.is_empty() {
                found.rows.push(row);
                found.members.push(members);
            }
        }
        self.narrow(join, &mut found, batch, run);
        // What is the same as something exact is exact too.
        let are_exact = keys.iter().all(|column| is_exact(column));
        found.unequal = (!are_exact).then_some(keys);
        Ok(found)
    }

    /// The kept rows among those of a place in [`Found::rows`] whose keys are equal to its keys.
    pub(super) fn members(&self, found: &Found, place: usize) -> Cow<'_, [u32]> {
        let members = &found.members[place];
        let members = &self.members[members.start as usize..members.end as usize];
        let Some(keys) = &found.unequal else { return Cow::Borrowed(members) };
        let row = found.rows[place] as usize;
        let is_equal = |member: &u32| {
            let mut pairs = keys.iter().zip(self.keys.columns());
            pairs.all(|(key, own)| equal(&key.value(row), &own.value(*member as usize)) == Some(true))
        };
        members.iter().copied().filter(is_equal).collect()
    }

    /// Leaves only what lies in the range, where that is told by order; what cannot be computed is left to the conditions.
    fn narrow(&self, join: Join<'_>, found: &mut Found, batch: &Batch, run: &Run<'_>) {
        let (Some(range), Some((kind, values))) = (join.range, &self.values) else { return };
        // Only rows that have partners are asked for their bounds.
        let rows = &found.rows;
        let bound = |end: &Option<(Expression, bool)>| match end {
            None => Some(None),
            Some((bound, inclusive)) => {
                let asked = batch.gather_slots(rows, &bound.reads());
                let column = run.evaluate(bound, &asked).ok()?;
                let (_, values) = ordered(&column).filter(|(other, _)| other == kind)?;
                Some(Some((column, values, *inclusive)))
            }
        };
        let (Some(from), Some(to)) = (bound(&range.from), bound(&range.to)) else { return };
        for (place, members) in found.members.iter_mut().enumerate() {
            let among = &values[members.start as usize..members.end as usize];
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
            *members = members.start + start as u32..members.start + end.max(start) as u32;
        }
        found.is_open = false;
    }

    /// Joined rows from a row of the batch on until there are enough, and the next row.
    pub(super) fn joined(
        &self,
        join: Join<'_>,
        batch: &Batch,
        row: usize,
        found: &Found,
        run: &Run<'_>,
    ) -> Result<(Batch, usize), Diagnostic> {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let mut place = found.rows.partition_point(|known| (*known as usize) < row);
        while place < found.rows.len() && left.len() < BATCH_ROWS {
            right.extend_from_slice(&self.members(found, place));
            left.resize(right.len(), found.rows[place]);
            place += 1;
        }
        let row = found.rows.get(place).map_or(batch.len(), |row| *row as usize);
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

/// Whether whatever is the same as an entry is equal to it as well: not so of lists with nulls, and of numbers that are none.
fn is_exact(column: &Column) -> bool {
    let is_exact = |value: &Value| matches!(value, Value::Null) || equal(value, value) == Some(true);
    match column.data() {
        Data::Floats(entries) => !entries.iter().any(|entry| entry.is_nan()),
        Data::Constant { value, .. } => is_exact(value),
        Data::Values(entries) => entries.iter().all(is_exact),
        _ => true,
    }
}
