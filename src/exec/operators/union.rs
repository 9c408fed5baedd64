//! The rows of several inputs one after the other.

use super::Rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::run::Run;
use crate::semantics::bound::Slot;

pub(super) struct Union<'p> {
    pub inputs: Vec<Box<dyn Rows + 'p>>,
    pub outputs: &'p [Vec<Slot>],
    pub columns: &'p [Slot],
    pub current: usize,
}

impl Rows for Union<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        while let Some(input) = self.inputs.get_mut(self.current) {
            if let Some(batch) = run.next(input)? {
                let mut renamed = Batch::new(batch.len());
                for (slot, column) in self.outputs[self.current].iter().zip(self.columns) {
                    if let Some(values) = batch.column(*slot) {
                        renamed.set(*column, values.clone());
                    }
                }
                return Ok(Some(renamed));
            }
            self.current += 1;
        }
        Ok(None)
    }
}
