//! What an aggregate is asked of: a column, and what all its integers come to, found out once for all aggregates.

use crate::exec::batch::{Column, Data, Nulls};
use std::cell::OnceCell;
use std::sync::Arc;

/// One argument of one or several aggregates, for the rows of a batch.
pub struct Argument {
    /// Its values.
    pub column: Arc<Column>,
    integers: OnceCell<Option<Integers>>,
}

/// What the integers of a column come to, nulls left out.
#[derive(Debug, PartialEq, Eq)]
pub struct Integers {
    /// How many there are.
    pub count: usize,
    /// The least, if there is one.
    pub least: i64,
    /// The greatest, if there is one.
    pub greatest: i64,
    /// Their sum, where neither it nor any sum of some of them is beyond [`Integers::bound`].
    pub total: i64,
    /// No sum of some of them is further from 0.
    pub bound: u128,
}

impl Argument {
    /// An argument with these values.
    pub fn new(column: Arc<Column>) -> Self {
        Self { column, integers: OnceCell::new() }
    }

    /// What its integers come to, if it is a column of them.
    pub fn integers(&self) -> Option<&Integers> {
        let found = self.integers.get_or_init(|| match self.column.data() {
            Data::Integers(entries) => Some(Integers::of(entries, self.column.nulls())),
            _ => None,
        });
        found.as_ref()
    }
}

impl Integers {
    fn of(entries: &[i64], nulls: &Nulls) -> Self {
        let (mut least, mut greatest, mut total) = (i64::MAX, i64::MIN, 0i64);
        let mut count = 0;
        for (number, entries) in entries.chunks(64).enumerate() {
            let nulls = nulls.word(number);
            if nulls == 0 {
                count += entries.len();
                for &entry in entries {
                    (least, greatest) = (least.min(entry), greatest.max(entry));
                    total = total.wrapping_add(entry);
                }
                continue;
            }
            for (bit, &entry) in entries.iter().enumerate() {
                // Chosen without a branch, as nulls come in no order.
                let is_there = nulls >> bit & 1 == 0;
                count += usize::from(is_there);
                least = least.min(if is_there { entry } else { i64::MAX });
                greatest = greatest.max(if is_there { entry } else { i64::MIN });
                total = total.wrapping_add(if is_there { entry } else { 0 });
            }
        }
        let furthest = if count == 0 { 0 } else { least.unsigned_abs().max(greatest.unsigned_abs()) };
        Self { count, least, greatest, total, bound: u128::from(furthest) * count as u128 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_are_left_out_and_sums_are_bounded() {
        let entries: Vec<i64> = (0..200).map(|row| row * 7 % 100 - 50).collect();
        for step in [1, 2, 3, 64, 70, 500] {
            let mut nulls = Nulls::none();
            (0..200).filter(|row| row % step == step - 1).for_each(|row| nulls.set(row));
            let there: Vec<i64> = (0..200).filter(|row| !nulls.get(*row)).map(|row| entries[row]).collect();
            let found = Integers::of(&entries, &nulls);
            assert_eq!((found.count, found.total), (there.len(), there.iter().sum()), "{step}");
            if let (Some(least), Some(greatest)) = (there.iter().min(), there.iter().max()) {
                assert_eq!((found.least, found.greatest), (*least, *greatest), "{step}");
                assert!(there.iter().map(|entry| u128::from(entry.unsigned_abs())).sum::<u128>() <= found.bound);
            }
        }
        let found = Integers::of(&[i64::MIN, i64::MIN], &Nulls::none());
        assert_eq!(found.bound, 1 << 64);
    }
}
