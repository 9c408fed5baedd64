//! Equal rows once.

use super::Rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::group::Grouper;
use crate::exec::run::Run;
use crate::semantics::bound::Slot;

pub(super) struct Distinct<'p> {
    slots: &'p [Slot],
    input: Box<dyn Rows + 'p>,
    seen: Grouper,
}

impl<'p> Distinct<'p> {
    pub fn new(slots: &'p [Slot], input: Box<dyn Rows + 'p>) -> Self {
        Self { slots, input, seen: Grouper::new() }
    }
}

impl Rows for Distinct<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let keys: Vec<_> = self.slots.iter().filter_map(|slot| batch.column(*slot).cloned()).collect();
        let mut before = self.seen.count();
        let groups = self.seen.groups(&keys, batch.len());
        let mut rows = Vec::new();
        for (row, group) in groups.into_iter().enumerate() {
            if group >= before {
                before = group + 1;
                rows.push(row as u32);
            }
        }
        run.hold(32 * rows.len())?;
        Ok(Some(batch.gather_slots(&rows, self.slots)))
    }
}
