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

/// The rows of a batch in which the property lies so.
pub(in crate::exec) fn rows_within(
    range: &PropertyRange,
    batch: &Batch,
    run: &Run<'_>,
) -> Result<Vec<u32>, Diagnostic> {
    if let Some(column) = batch.column(range.slot)
        && batch.len() >= WORTH
        && let Some(rows) = property::rows_between(&run.graph(), column, &range.key, &bounds(range, run)?)
    {
        return Ok(rows);
    }
    fulfilling_all(run, batch, &range.conditions)
}

/// The constants that the property is compared with.
pub(in crate::exec) fn bounds(
    range: &PropertyRange,
    run: &Run<'_>,
) -> Result<Vec<(BinaryOperator, Value)>, Diagnostic> {
    let one = Batch::new(1);
    range.bounds.iter().map(|(operator, bound)| Ok((*operator, run.evaluate(bound, &one)?.value(0)))).collect()
}

impl Rows for RangeRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        while let Some(batch) = run.next(&mut self.input)? {
            let rows = rows_within(self.range, &batch, run)?;
            if !rows.is_empty() {
                return Ok(Some(gather(self.plan, &batch, &rows)));
            }
        }
        Ok(None)
    }
}
