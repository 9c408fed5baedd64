//! How many rows of the second input each row of the first would be joined with.

use super::{Join, JoinTable, shared_table};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column, Data};
use crate::exec::operators::Rows;
use crate::exec::run::Run;
use crate::semantics::bound::Slot;
use crate::value::equality::equal;
use std::sync::Arc;

pub(in crate::exec::operators) struct JoinCount<'p> {
    pub join: Join<'p>,
    pub slot: Slot,
    pub probe: Box<dyn Rows + 'p>,
    pub build: Option<Box<dyn Rows + 'p>>,
    pub table: Arc<JoinTable>,
}

impl Rows for JoinCount<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let Some(build) = self.build.take() {
            self.table = shared_table(self.join, build, run)?;
        }
        let Some(batch) = run.next(&mut self.probe)? else { return Ok(None) };
        let keys: Result<Vec<_>, _> = self.join.keys.iter().map(|(key, _)| run.evaluate(key, &batch)).collect();
        let counts = self.table.counts(&keys?, batch.len());
        Ok(Some(batch.with(self.slot, Column::from_integers(counts))))
    }
}

impl JoinTable {
    /// How many rows have keys that equal those of each of so many rows.
    fn counts(&self, keys: &[Arc<Column>], length: usize) -> Vec<i64> {
        let own = self.keys.columns();
        let are_exact = keys.iter().chain(own).all(|column| is_exact(column));
        let found = self.keys.find(keys, length).into_iter().enumerate();
        let count = |(row, number): (usize, Option<u32>)| {
            let Some(number) = number else { return 0 };
            let members =
                &self.members[self.starts[number as usize] as usize..self.starts[number as usize + 1] as usize];
            let is_equal = |member: &&u32| {
                let mut pairs = keys.iter().zip(own);
                pairs.all(|(key, own)| equal(&key.value(row), &own.value(**member as usize)) == Some(true))
            };
            match are_exact {
                true => members.len() as i64,
                false => members.iter().filter(is_equal).count() as i64,
            }
        };
        found.map(count).collect()
    }
}

/// Whether what is the same to the table is equal as well: not so where there are lists with nulls, or numbers that are none.
fn is_exact(column: &Column) -> bool {
    !matches!(column.data(), Data::Floats(_) | Data::Values(_) | Data::Constant { .. })
}
