//! What an aggregate is asked of: a column, and what all its integers come to, found out once for all aggregates.

use crate::exec::batch::{Column, Data};
use crate::graph::snapshot::Totals;
use std::cell::OnceCell;
use std::sync::Arc;

/// One argument of one or several aggregates, for the rows of a batch.
pub struct Argument {
    /// Its values.
    pub column: Arc<Column>,
    integers: OnceCell<Option<Totals>>,
}

impl Argument {
    /// An argument with these values.
    pub fn new(column: Arc<Column>) -> Self {
        Self { column, integers: OnceCell::new() }
    }

    /// An argument whose integers come to this.
    pub fn known(totals: Totals) -> Self {
        Self { column: Arc::new(Column::from_integers(Vec::new())), integers: OnceCell::from(Some(totals)) }
    }

    /// What its integers come to, if it is a column of them.
    pub fn integers(&self) -> Option<&Totals> {
        let found = self.integers.get_or_init(|| match self.column.data() {
            Data::Integers(entries) => Some(Totals::of(entries, |number| self.column.nulls().word(number))),
            _ => None,
        });
        found.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::batch::Nulls;

    fn of(entries: &[i64], nulls: &Nulls) -> Totals {
        Totals::of(entries, |number| nulls.word(number))
    }

    #[test]
    fn nulls_are_left_out_and_sums_are_bounded() {
        let entries: Vec<i64> = (0..200).map(|row| row * 7 % 100 - 50).collect();
        for step in [1, 2, 3, 64, 70, 500] {
            let mut nulls = Nulls::none();
            (0..200).filter(|row| row % step == step - 1).for_each(|row| nulls.set(row));
            let there: Vec<i64> = (0..200).filter(|row| !nulls.get(*row)).map(|row| entries[row]).collect();
            let found = of(&entries, &nulls);
            assert_eq!((found.count, found.total), (there.len(), there.iter().sum()), "{step}");
            if let (Some(least), Some(greatest)) = (there.iter().min(), there.iter().max()) {
                assert_eq!((found.least, found.greatest), (*least, *greatest), "{step}");
                assert!(there.iter().map(|entry| u128::from(entry.unsigned_abs())).sum::<u128>() <= found.bound);
            }
        }
        let found = of(&[i64::MIN, i64::MIN], &Nulls::none());
        assert_eq!(found.bound, 1 << 64);
    }
}
