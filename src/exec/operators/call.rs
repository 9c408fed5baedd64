//! Calling a procedure for each row.

use super::apply::with_nulls;
use super::{Rows, gather};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, ColumnBuilder};
use crate::exec::run::Run;
use crate::plan::{Operator, Plan};
use crate::semantics::bound::Slot;

pub(super) struct CallRows<'p> {
    pub plan: &'p Plan,
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for CallRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let Operator::Call { procedure, arguments, yields, optional } = &self.plan.operator else { return Ok(None) };
        let arguments: Result<Vec<_>, _> = arguments.iter().map(|argument| run.evaluate(argument, &batch)).collect();
        let arguments = arguments?;
        let mut rows: Vec<u32> = Vec::new();
        let mut missing: Vec<u32> = Vec::new();
        let mut outputs: Vec<ColumnBuilder> = yields.iter().map(|_| ColumnBuilder::new()).collect();
        for row in 0..batch.len() {
            let values: Vec<_> = arguments.iter().map(|argument| argument.value(row)).collect();
            let given = run.call(procedure, &values)?;
            if given.length == 0 {
                missing.push(row as u32);
            }
            rows.extend(std::iter::repeat_n(row as u32, given.length));
            for (output, (position, _)) in outputs.iter_mut().zip(yields) {
                match given.columns.get(*position) {
                    Some(column) => output.append(column),
                    None => output.push_nulls(given.length),
                }
            }
        }
        let mut output = gather(self.plan, &batch, &rows);
        for ((_, slot), values) in yields.iter().zip(outputs) {
            output.set(*slot, values.finish());
        }
        if *optional && !missing.is_empty() {
            let slots: Vec<Slot> = yields.iter().map(|(_, slot)| *slot).collect();
            let missing = with_nulls(gather(self.plan, &batch, &missing), &slots);
            output = Batch::concatenate(&[output, missing]);
        }
        Ok(Some(output))
    }
}
