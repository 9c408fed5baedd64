//! How many rows of the second input each row of the first would be joined with.

use super::{Join, JoinTable, shared_table};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, Data};
use crate::exec::operators::Rows;
use crate::exec::operators::filter::fulfilling_all;
use crate::exec::run::Run;
use crate::plan::JoinRange;
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
        let counts = self.table.counts(self.join, &batch, run)?;
        Ok(Some(batch.with(self.slot, Column::from_integers(counts))))
    }
}

impl JoinTable {
    /// How many rows have keys that equal those of each row of the batch, and lie in the range.
    fn counts(&self, join: Join<'_>, batch: &Batch, run: &Run<'_>) -> Result<Vec<i64>, Diagnostic> {
        let keys = Self::probes(join, batch, run)?;
        let own = self.keys.columns();
        let found = self.find(join, &keys, batch, run);
        if keys.iter().chain(own).all(|column| is_exact(column)) && !found.is_open {
            return Ok(found.members.iter().map(|members| members.len() as i64).collect());
        }
        let mut counts = Vec::with_capacity(batch.len());
        for (row, members) in found.members.into_iter().enumerate() {
            let is_equal = |member: &u32| {
                let mut pairs = keys.iter().zip(own);
                pairs.all(|(key, own)| equal(&key.value(row), &own.value(*member as usize)) == Some(true))
            };
            let members: Vec<u32> = self.members[members].iter().copied().filter(is_equal).collect();
            counts.push(match join.range.filter(|_| found.is_open) {
                Some(range) => self.lying_in(join, range, batch, row, &members, run)? as i64,
                None => members.len() as i64,
            });
        }
        Ok(counts)
    }

    /// For how many of these rows the conditions of the range are true, joined with a row of the batch.
    fn lying_in(
        &self,
        join: Join<'_>,
        range: &JoinRange,
        batch: &Batch,
        row: usize,
        members: &[u32],
        run: &Run<'_>,
    ) -> Result<usize, Diagnostic> {
        let mut count = 0;
        for members in members.chunks(BATCH_ROWS) {
            let joined = self.output(join, batch.gather(&vec![row as u32; members.len()]), members, true);
            count += fulfilling_all(run, &joined, &range.conditions)?.len();
        }
        Ok(count)
    }
}

/// Whether what is the same to the table is equal as well: not so where there are lists with nulls, or numbers that are none.
fn is_exact(column: &Column) -> bool {
    !matches!(column.data(), Data::Floats(_) | Data::Values(_) | Data::Constant { .. })
}
