//! Equal rows once.

use super::{Rows, gather};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::group::Seen;
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::Slot;

pub(super) struct Distinct<'p> {
    plan: &'p Plan,
    slots: &'p [Slot],
    input: Box<dyn Rows + 'p>,
    seen: Seen,
}

impl<'p> Distinct<'p> {
    pub fn new(plan: &'p Plan, slots: &'p [Slot], input: Box<dyn Rows + 'p>) -> Self {
        Self { plan, slots, input, seen: Seen::new() }
    }
}

impl Rows for Distinct<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let keys: Vec<_> = self.slots.iter().filter_map(|slot| batch.column(*slot).cloned()).collect();
        let rows = self.seen.firsts(&keys, batch.len());
        run.hold(32 * rows.len())?;
        Ok(Some(gather(self.plan, &batch, &rows)))
    }
}
