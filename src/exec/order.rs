//! The order of rows by sort keys.

use super::batch::{Batch, Column, Data};
use super::run::Run;
use crate::diagnostic::Diagnostic;
use crate::semantics::bound::{Slot, SortItem};
use crate::value;
use std::cmp::Ordering;
use std::sync::Arc;

/// The sort keys of a batch, computed.
pub(super) struct Keys {
    columns: Vec<(Arc<Column>, bool)>,
}

impl Keys {
    pub fn evaluate(keys: &[SortItem], batch: &Batch, run: &Run<'_>) -> Result<Self, Diagnostic> {
        let columns = keys
            .iter()
            .map(|key| Ok((run.evaluate(&key.expression, batch)?, key.descending)))
            .collect::<Result<_, Diagnostic>>()?;
        Ok(Self { columns })
    }

    /// The sort keys of batches one after the other.
    pub fn of_all(keys: &[SortItem], batches: &[Batch], run: &Run<'_>) -> Result<Self, Diagnostic> {
        let slots = 0..keys.len() as u32;
        let computed: Result<Vec<Batch>, Diagnostic> = batches
            .iter()
            .map(|batch| {
                let computed = Self::evaluate(keys, batch, run)?.columns.into_iter().zip(slots.clone());
                Ok(computed.fold(Batch::new(batch.len()), |batch, ((column, _), slot)| batch.with(Slot(slot), column)))
            })
            .collect();
        let all = Batch::concatenate(&computed?);
        let column = |slot| all.column(Slot(slot)).cloned().unwrap_or_else(|| Arc::new(Column::from_values([])));
        let columns = slots.clone().zip(keys).map(|(slot, key)| (column(slot), key.descending)).collect();
        Ok(Self { columns })
    }

    /// Which of two rows comes first. Nulls come last, in descending order first.
    pub fn compare(&self, left: u32, right: u32) -> Ordering {
        let (left, right) = (left as usize, right as usize);
        for (column, descending) in &self.columns {
            let order = compare(column, left, right);
            if order.is_ne() {
                return if *descending { order.reverse() } else { order };
            }
        }
        Ordering::Equal
    }

    /// The row numbers in order; equal rows stay as they come.
    pub fn sorted(&self, length: usize) -> Vec<u32> {
        let mut rows: Vec<u32> = (0..length as u32).collect();
        rows.sort_by(|left, right| self.compare(*left, *right));
        rows
    }
}

fn compare(column: &Column, left: usize, right: usize) -> Ordering {
    match (column.is_null(left), column.is_null(right)) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    if let Some(entries) = column.integers() {
        return entries[left].cmp(&entries[right]);
    }
    if let Some(entries) = column.dates() {
        return entries[left].cmp(&entries[right]);
    }
    if let Data::Codes { codes, .. } = column.data() {
        return codes[left].cmp(&codes[right]);
    }
    if column.is_text() {
        return column.text(left).cmp(&column.text(right));
    }
    value::order::order(&column.value(left), &column.value(right))
}
