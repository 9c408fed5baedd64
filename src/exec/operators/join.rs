//! Rows of two inputs whose keys are equal: the second is kept by key, the first probes.

use super::{Rows, drain, is_live};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::group::Grouper;
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::Expression;
use std::sync::Arc;

pub(super) struct HashJoin<'p> {
    plan: &'p Plan,
    keys: &'p [(Expression, Expression)],
    probe: Box<dyn Rows + 'p>,
    build: Option<Box<dyn Rows + 'p>>,
    rows: Batch,
    known: Grouper,
    /// The rows of each key.
    members: Vec<Vec<u32>>,
}

impl<'p> HashJoin<'p> {
    pub fn new(
        plan: &'p Plan,
        keys: &'p [(Expression, Expression)],
        probe: Box<dyn Rows + 'p>,
        build: Box<dyn Rows + 'p>,
    ) -> Self {
        let build = Some(build);
        Self { plan, keys, probe, build, rows: Batch::new(0), known: Grouper::new(), members: Vec::new() }
    }

    fn is_null(keys: &[Arc<Column>], row: usize) -> bool {
        keys.iter().any(|key| key.is_null(row))
    }
}

impl Rows for HashJoin<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let Some(mut build) = self.build.take() {
            self.rows = Batch::concatenate(&drain(&mut build, run)?);
            let keys: Result<Vec<_>, _> = self.keys.iter().map(|(_, key)| run.evaluate(key, &self.rows)).collect();
            let keys = keys?;
            for (row, group) in self.known.groups(&keys, self.rows.len()).into_iter().enumerate() {
                if self.members.len() <= group as usize {
                    self.members.resize(group as usize + 1, Vec::new());
                }
                if !Self::is_null(&keys, row) {
                    self.members[group as usize].push(row as u32);
                }
            }
        }
        let Some(batch) = run.next(&mut self.probe)? else { return Ok(None) };
        let keys: Result<Vec<_>, _> = self.keys.iter().map(|(key, _)| run.evaluate(key, &batch)).collect();
        let keys = keys?;
        if !keys.is_empty() && !batch.is_empty() && !self.known.knows(&keys) {
            self.known.generalise();
        }
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in 0..batch.len() {
            if let Some(group) = self.known.find(&keys, row).filter(|_| !Self::is_null(&keys, row)) {
                for &member in &self.members[group as usize] {
                    left.push(row as u32);
                    right.push(member);
                }
            }
        }
        let mut output = super::gather(self.plan, &batch, &left);
        for slot in self.rows.slots().filter(|slot| is_live(self.plan, *slot)) {
            if let Some(column) = self.rows.column(slot)
                && batch.column(slot).is_none()
            {
                output.set(slot, column.gather(&right));
            }
        }
        Ok(Some(output))
    }
}
