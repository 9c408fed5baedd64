//! The fast ways: loops over typed columns, without a value for each row.

use super::argument::Argument;
use super::{Accumulator, State, Sums, Total};
use crate::exec::batch::{Column, Data};
use crate::graph::snapshot::Totals;
use crate::value::Value;
use crate::value::order::order;
use std::cmp::Ordering;

/// The group of each row.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub argument: &'a Column,
    pub groups: &'a [u32],
}

impl Rows<'_> {
    /// Calls `each` with the group and the entry of every row that is not null.
    fn each<T: Copy>(&self, entries: &[T], mut each: impl FnMut(usize, T)) {
        let (nulls, groups) = (self.argument.nulls(), self.groups);
        match nulls.is_none() {
            true => groups.iter().zip(entries).for_each(|(group, entry)| each(*group as usize, *entry)),
            false => nulls.each_present(entries.len(), |row| each(groups[row] as usize, entries[row])),
        }
    }

    /// As [`Rows::each`] for texts.
    fn each_text<'a>(&'a self, mut each: impl FnMut(usize, &'a str)) {
        for row in 0..self.argument.len() {
            if let Some(text) = self.argument.text(row) {
                each(self.groups[row] as usize, text);
            }
        }
    }
}

impl Accumulator {
    /// Adds the rows if there is a fast way to do it, and says whether there was.
    pub(super) fn add_typed(&mut self, rows: Rows<'_>) -> bool {
        match &mut self.state {
            State::Counts(counts) => {
                let nulls = rows.argument.nulls();
                let present = rows.groups.iter().enumerate().filter(|(row, _)| !nulls.get(*row));
                match nulls.is_none() {
                    true => rows.groups.iter().for_each(|group| counts[*group as usize] += 1),
                    false => present.for_each(|(_, group)| counts[*group as usize] += 1),
                }
                true
            }
            State::Sums(sums) => match rows.argument.data() {
                Data::Integers(entries) => sums.add_integers(rows, entries),
                Data::Floats(entries) => sums.add_floats(rows, entries),
                _ => false,
            },
            State::Extremes(best, wanted) => find_extremes(best, *wanted, rows),
            _ => false,
        }
    }

    /// Adds integers of the first group that come to this, and says whether it could.
    pub fn add_known(&mut self, totals: Totals) -> bool {
        self.grow(1);
        self.add_all(&Argument::known(totals))
    }

    /// As [`Accumulator::add_typed`] where all rows belong to the first group.
    pub(super) fn add_all(&mut self, argument: &Argument) -> bool {
        let column = &argument.column;
        match &mut self.state {
            State::Counts(counts) => {
                counts[0] += (column.len() - column.nulls().count()) as i64;
                return true;
            }
            State::Sums(sums) => {
                if let Some(integers) = argument.integers() {
                    return sums.add_all(integers);
                }
            }
            State::Extremes(best, wanted) => {
                if let Some(integers) = argument.integers() {
                    if integers.count > 0 {
                        let entry = if wanted.is_lt() { integers.least } else { integers.greatest };
                        keep_integer(&mut best[0], *wanted, entry);
                    }
                    return true;
                }
            }
            _ => return false,
        }
        self.add_typed(Rows { argument: column, groups: &vec![0; column.len()] })
    }
}

impl Sums {
    /// Whether so much more cannot make any sum too large; if it could, the careful way adds it.
    fn has_room(&mut self, more: u128) -> bool {
        let bound = self.bound.saturating_add(more);
        let has_room = self.only_integers && bound <= i64::MAX as u128;
        if has_room {
            self.bound = bound;
        }
        has_room
    }

    fn add_integers(&mut self, rows: Rows<'_>, entries: &[i64]) -> bool {
        // Asked once for the batch.
        let largest = entries.iter().map(|entry| entry.unsigned_abs()).max().unwrap_or(0);
        if !self.has_room(u128::from(largest) * entries.len() as u128) {
            return false;
        }
        let sums = &mut self.by_group;
        rows.each(entries, |group, entry| {
            sums[group].count += 1;
            if let Total::Integer(total) = &mut sums[group].total {
                *total += entry;
            }
        });
        true
    }

    fn add_all(&mut self, integers: &Totals) -> bool {
        if !self.has_room(integers.bound) {
            return false;
        }
        let sum = &mut self.by_group[0];
        sum.count += integers.count as i64;
        if let Total::Integer(total) = &mut sum.total {
            *total += integers.total;
        }
        true
    }

    fn add_floats(&mut self, rows: Rows<'_>, entries: &[f64]) -> bool {
        if !self.only_numbers {
            return false;
        }
        self.only_integers = false;
        let sums = &mut self.by_group;
        rows.each(entries, |group, entry| {
            let sum = &mut sums[group];
            sum.count += 1;
            match &mut sum.total {
                Total::Integer(total) => sum.total = Total::Float(*total as f64 + entry),
                Total::Wide(total) => sum.total = Total::Float(**total as f64 + entry),
                Total::Float(total) => *total += entry,
                Total::Duration(_) => {}
            }
        });
        true
    }
}

/// Keeps the least or the greatest entry of each group; entries are compared as they are, with a best one of another type as
/// values. Says whether the column is of a type for which this is done.
fn find_extremes(best: &mut [Option<Value>], wanted: Ordering, rows: Rows<'_>) -> bool {
    match rows.argument.data() {
        Data::Integers(entries) => rows.each(entries, |group, entry| {
            keep_integer(&mut best[group], wanted, entry);
        }),
        Data::Dates(entries) => rows.each(entries, |group, entry| {
            replace(&mut best[group], wanted, Value::Date(entry), |known| match known {
                Value::Date(known) => Some(entry.cmp(known)),
                _ => None,
            });
        }),
        Data::Strings(_) | Data::Codes { .. } => rows.each_text(|group, text| {
            let best = &mut best[group];
            let order = match best {
                None => wanted,
                Some(Value::String(known)) => text.cmp(known),
                Some(known) => order(&Value::from(text), known),
            };
            if order == wanted {
                *best = Some(Value::from(text));
            }
        }),
        _ => return false,
    }
    true
}

fn keep_integer(best: &mut Option<Value>, wanted: Ordering, entry: i64) {
    match best {
        Some(Value::Integer(known)) => {
            if entry.cmp(known) == wanted {
                *known = entry;
            }
        }
        other => replace(other, wanted, Value::Integer(entry), |_| None),
    }
}

fn replace(best: &mut Option<Value>, wanted: Ordering, entry: Value, compare: impl Fn(&Value) -> Option<Ordering>) {
    let is_better = match best {
        None => true,
        Some(known) => compare(known).unwrap_or_else(|| order(&entry, known)) == wanted,
    };
    if is_better {
        *best = Some(entry);
    }
}
