//! Batches: some 2,000 rows as columns by slot.
//!
//! A batch is dense: every row counts, and every column in it has as many entries as the batch has rows. Operators
//! that drop or repeat rows gather the columns that are still needed; columns are shared, so that passing one on is
//! free. Expressions read whole columns ([`Column::integers`] and its siblings give the typed slice where there is one,
//! [`Column::value`] any entry as a general value) and make new ones ([`ColumnBuilder`]).

mod builder;
mod column;
mod nulls;
mod strings;

pub use builder::ColumnBuilder;
pub use column::{Column, Data};
pub use nulls::Nulls;
pub use strings::{Dictionary, Strings};

use crate::semantics::bound::Slot;
use crate::value::Value;
use std::sync::Arc;

/// How many rows a batch has at most, where the operator can choose.
pub const BATCH_ROWS: usize = 2048;

/// Rows as columns by slot. A slot without a column is not bound (or not needed any more).
#[derive(Clone, Debug, Default)]
pub struct Batch {
    length: usize,
    columns: Vec<Option<Arc<Column>>>,
}

impl Batch {
    /// So many rows without any column.
    pub fn new(length: usize) -> Self {
        Self { length, columns: Vec::new() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The column of a slot, if it is bound.
    pub fn column(&self, slot: Slot) -> Option<&Arc<Column>> {
        self.columns.get(slot.index())?.as_ref()
    }

    /// Binds a slot. The column must have as many entries as the batch has rows.
    pub fn set(&mut self, slot: Slot, column: impl Into<Arc<Column>>) {
        let column = column.into();
        debug_assert_eq!(column.len(), self.length, "column of slot {} has another length than the batch", slot.0);
        if self.columns.len() <= slot.index() {
            self.columns.resize(slot.index() + 1, None);
        }
        self.columns[slot.index()] = Some(column);
    }

    /// Unbinds a slot.
    pub fn unset(&mut self, slot: Slot) {
        if let Some(column) = self.columns.get_mut(slot.index()) {
            *column = None;
        }
    }

    /// The same with the slot bound.
    pub fn with(mut self, slot: Slot, column: impl Into<Arc<Column>>) -> Self {
        self.set(slot, column);
        self
    }

    /// The value of a slot in a row, `Null` where the slot is not bound.
    pub fn value(&self, slot: Slot, row: usize) -> Value {
        self.column(slot).map_or(Value::Null, |column| column.value(row))
    }

    /// The columns of the first `width` slots; `None` for a slot that is not bound.
    pub fn columns(&self, width: usize) -> Vec<Option<&Column>> {
        (0..width).map(|slot| self.columns.get(slot)?.as_deref()).collect()
    }

    /// The slots that are bound.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.columns.iter().enumerate().filter(|(_, column)| column.is_some()).map(|(number, _)| Slot(number as u32))
    }

    /// The rows of these numbers, in this order; a number may occur any number of times.
    pub fn gather(&self, rows: &[u32]) -> Batch {
        let columns =
            self.columns.iter().map(|column| column.as_ref().map(|column| Arc::new(column.gather(rows)))).collect();
        Batch { length: rows.len(), columns }
    }

    /// As [`Batch::gather`], but only of the slots that `keep` names.
    pub fn gather_slots(&self, rows: &[u32], keep: &[Slot]) -> Batch {
        let mut batch = Batch::new(rows.len());
        for &slot in keep {
            if let Some(column) = self.column(slot) {
                batch.set(slot, column.gather(rows));
            }
        }
        batch
    }

    /// The same rows with only the slots that `keep` names.
    pub fn keep(&self, keep: &[Slot]) -> Batch {
        let mut batch = Batch::new(self.length);
        for &slot in keep {
            if let Some(column) = self.column(slot) {
                batch.set(slot, column.clone());
            }
        }
        batch
    }

    /// One row as a batch of its own.
    pub fn row(&self, row: usize) -> Batch {
        self.gather(&[row as u32])
    }

    /// The batches one after the other. A slot that only some have is null in the others.
    pub fn concatenate(batches: &[Batch]) -> Batch {
        if let [batch] = batches {
            return batch.clone();
        }
        let length = batches.iter().map(Batch::len).sum();
        let width = batches.iter().map(|batch| batch.columns.len()).max().unwrap_or(0);
        let mut all = Batch::new(length);
        for number in 0..width {
            let slot = Slot(number as u32);
            if batches.iter().all(|batch| batch.column(slot).is_none()) {
                continue;
            }
            let mut builder = ColumnBuilder::with_capacity(length);
            for batch in batches {
                match batch.column(slot) {
                    Some(column) => builder.append(column),
                    None => builder.push_nulls(batch.len()),
                }
            }
            all.set(slot, builder.finish());
        }
        all
    }

    /// About how many bytes the columns take.
    pub fn bytes(&self) -> usize {
        self.columns.iter().flatten().map(|column| column.bytes()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integers(values: &[i64]) -> Column {
        Column::from_integers(values.to_vec())
    }

    #[test]
    fn gathering_repeats_and_drops_rows() {
        let batch = Batch::new(3).with(Slot(2), integers(&[10, 20, 30]));
        let gathered = batch.gather(&[2, 0, 2]);
        assert_eq!(gathered.len(), 3);
        assert_eq!(gathered.column(Slot(2)).unwrap().integers(), Some(&[30, 10, 30][..]));
        assert!(gathered.column(Slot(0)).is_none());
    }

    #[test]
    fn concatenating_fills_missing_slots_with_null() {
        let all = Batch::concatenate(&[Batch::new(1).with(Slot(0), integers(&[1])), Batch::new(2)]);
        assert_eq!(all.len(), 3);
        let column = all.column(Slot(0)).unwrap();
        assert!(!column.is_null(0) && column.is_null(1) && column.is_null(2));
    }

    #[test]
    fn a_builder_widens_when_types_mix() {
        let mut builder = ColumnBuilder::new();
        builder.push(Value::Null);
        builder.push(Value::Integer(1));
        builder.push(Value::from("a"));
        let column = builder.finish();
        assert_eq!(column.len(), 3);
        assert!(column.is_null(0));
        assert!(matches!(column.value(1), Value::Integer(1)));
        assert!(matches!(column.value(2), Value::String(text) if &*text == "a"));
    }

    #[test]
    fn strings_are_read_by_row_however_they_are_kept() {
        let mut builder = ColumnBuilder::new();
        builder.push(Value::from("Seoul"));
        builder.push(Value::Null);
        builder.push(Value::from("Hà Nội"));
        let column = builder.finish();
        assert_eq!((column.text(0), column.text(1), column.text(2)), (Some("Seoul"), None, Some("Hà Nội")));
        let words = Dictionary::new([Arc::from("x"), Arc::from("y")].into());
        let column = Column::from_codes(vec![1, 0, 1], words);
        assert_eq!((column.text(0), column.text(1)), (Some("y"), Some("x")));
    }
}
