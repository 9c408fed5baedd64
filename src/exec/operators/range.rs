//! Rows in which a property lies between constants, told by the numbers that the graph keeps.

use super::filter::fulfilling_all;
use super::{Rows, gather};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::property;
use crate::exec::run::Run;
use crate::plan::{Plan, PropertyRange};
use crate::semantics::bound::BinaryOperator;
use crate::value::Value;

/// So many rows are worth a look at how the graph keeps them.
const WORTH: usize = if cfg!(test) { 1 } else { 16 };

pub(super) struct RangeRows<'p> {
    pub plan: &'p Plan,
    pub range: &'p PropertyRange,
    pub input: Box<dyn Rows + 'p>,
}

impl RangeRows<'_> {
    fn fulfilling(&self, run: &Run<'_>, batch: &Batch) -> Result<Vec<u32>, Diagnostic> {
        if let Some(column) = batch.column(self.range.slot)
            && batch.len() >= WORTH
        {
            let one = Batch::new(1);
            let bounds: Result<Vec<(BinaryOperator, Value)>, Diagnostic> = (self.range.bounds.iter())
                .map(|(operator, bound)| Ok((*operator, run.evaluate(bound, &one)?.value(0))))
                .collect();
            if let Some(rows) = property::rows_between(&run.graph(), column, &self.range.key, &bounds?) {
                return Ok(rows);
            }
        }
        fulfilling_all(run, batch, &self.range.conditions)
    }
}

impl Rows for RangeRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        while let Some(batch) = run.next(&mut self.input)? {
            let rows = self.fulfilling(run, &batch)?;
            if !rows.is_empty() {
                return Ok(Some(gather(self.plan, &batch, &rows)));
            }
        }
        Ok(None)
    }
}
