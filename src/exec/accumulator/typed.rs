//! The fast ways: loops over typed columns, without a value for each row.

use super::{Accumulator, State, Sum, Sums, Total};
use crate::exec::batch::{Column, Data};
use crate::value::Value;
use crate::value::order::order;
use std::borrow::Cow;
use std::cmp::Ordering;

/// The group of each row; all rows belong to the first group where there is no list.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub argument: &'a Column,
    pub groups: Option<&'a [u32]>,
}

impl Rows<'_> {
    /// Calls `each` with the group and the entry of every row that is not null.
    fn each<T: Copy>(&self, entries: &[T], mut each: impl FnMut(usize, T)) {
        let nulls = self.argument.nulls();
        match (self.groups, nulls.is_none()) {
            (None, true) => entries.iter().for_each(|entry| each(0, *entry)),
            (Some(groups), true) => groups.iter().zip(entries).for_each(|(group, entry)| each(*group as usize, *entry)),
            (None, false) => nulls.each_present(entries.len(), |row| each(0, entries[row])),
            (Some(groups), false) => {
                nulls.each_present(entries.len(), |row| each(groups[row] as usize, entries[row]));
            }
        }
    }

    /// The entries with `neutral` in place of nulls, and how many are not null.
    fn present_or<'e, T: Copy>(&self, entries: &'e [T], neutral: T) -> (Cow<'e, [T]>, usize) {
        let nulls = self.argument.nulls();
        if nulls.is_none() {
            return (Cow::Borrowed(entries), entries.len());
        }
        let mut present = entries.to_vec();
        nulls.rows().for_each(|row| present[row] = neutral);
        (Cow::Owned(present), entries.len() - nulls.count())
    }

    /// As [`Rows::each`] for texts.
    fn each_text<'a>(&'a self, mut each: impl FnMut(usize, &'a str)) {
        for row in 0..self.argument.len() {
            if let Some(text) = self.argument.text(row) {
                each(self.groups.map_or(0, |groups| groups[row] as usize), text);
            }
        }
    }
}

impl Accumulator {
    /// Adds the rows if there is a fast way to do it, and says whether there was.
    pub(super) fn add_typed(&mut self, rows: Rows<'_>) -> bool {
        match &mut self.state {
            State::Counts(counts) => {
                count(counts, rows);
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
}

fn count(counts: &mut [i64], rows: Rows<'_>) {
    let nulls = rows.argument.nulls();
    match rows.groups {
        None => counts[0] += (rows.argument.len() - nulls.count()) as i64,
        Some(groups) if nulls.is_none() => groups.iter().for_each(|group| counts[*group as usize] += 1),
        Some(groups) => {
            let counted = groups.iter().enumerate().filter(|(row, _)| !nulls.get(*row));
            counted.for_each(|(_, group)| counts[*group as usize] += 1);
        }
    }
}

impl Sums {
    fn add_integers(&mut self, rows: Rows<'_>, entries: &[i64]) -> bool {
        if !self.only_integers {
            return false;
        }
        // Whether any sum could overflow is asked once for the batch; if it could, the careful way adds it.
        let largest = entries.iter().map(|entry| entry.unsigned_abs()).max().unwrap_or(0);
        let bound = self.bound.saturating_add(u128::from(largest) * entries.len() as u128);
        if bound > i64::MAX as u128 {
            return false;
        }
        self.bound = bound;
        let sums = &mut self.by_group;
        if let (None, Some(Sum { count, total: Total::Integer(total) })) = (rows.groups, sums.first_mut()) {
            let (entries, present) = rows.present_or(entries, 0);
            *count += present as i64;
            *total += entries.iter().sum::<i64>();
            return true;
        }
        rows.each(entries, |group, entry| {
            sums[group].count += 1;
            if let Total::Integer(total) = &mut sums[group].total {
                *total += entry;
            }
        });
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
    match (rows.argument.data(), rows.groups) {
        (Data::Integers(entries), None) => {
            let is_least = wanted.is_lt();
            let (entries, present) = rows.present_or(entries, if is_least { i64::MAX } else { i64::MIN });
            let entry = if is_least { entries.iter().min() } else { entries.iter().max() };
            if let (Some(entry), Some(best)) = (entry.filter(|_| present > 0), best.first_mut()) {
                keep_integer(best, wanted, *entry);
            }
        }
        (Data::Integers(entries), _) => rows.each(entries, |group, entry| {
            keep_integer(&mut best[group], wanted, entry);
        }),
        (Data::Dates(entries), _) => rows.each(entries, |group, entry| {
            replace(&mut best[group], wanted, Value::Date(entry), |known| match known {
                Value::Date(known) => Some(entry.cmp(known)),
                _ => None,
            });
        }),
        (Data::Strings(_) | Data::Codes { .. }, _) => rows.each_text(|group, text| {
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
