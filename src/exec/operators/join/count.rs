//! How many rows of the second input each row of the first would be joined with.

use super::{Join, JoinTable, shared_table};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::exec::operators::Rows;
use crate::exec::operators::filter::fulfilling_all;
use crate::exec::run::Run;
use crate::plan::JoinRange;
use crate::semantics::bound::Slot;
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
        let found = self.find(join, batch, run)?;
        let mut counts = vec![0; batch.len()];
        for (place, row) in found.rows.iter().enumerate() {
            let members = self.members(&found, place);
            counts[*row as usize] = match join.range.filter(|_| found.is_open) {
                Some(range) => self.lying_in(join, range, batch, *row, &members, run)? as i64,
                None => members.len() as i64,
            };
        }
        Ok(counts)
    }

    /// For how many of these rows the conditions of the range are true, joined with a row of the batch.
    fn lying_in(
        &self,
        join: Join<'_>,
        range: &JoinRange,
        batch: &Batch,
        row: u32,
        members: &[u32],
        run: &Run<'_>,
    ) -> Result<usize, Diagnostic> {
        let mut count = 0;
        for members in members.chunks(BATCH_ROWS) {
            let joined = self.output(join, batch.gather(&vec![row; members.len()]), members, true);
            count += fulfilling_all(run, &joined, &range.conditions)?.len();
        }
        Ok(count)
    }
}
