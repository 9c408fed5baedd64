//! Running the second input for what it changes: for each row, or for each element of a list.

use super::{Eagerly, Rows, drain, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::error;
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::{Expression, Slot};
use crate::value::Value;

pub(super) struct ForeachRows<'p> {
    pub plan: &'p Plan,
    pub list: &'p Expression,
    pub slot: Slot,
    pub work: Eagerly<'p>,
}

impl Rows for ForeachRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        self.work.next(run, |batches| {
            for batch in &batches {
                for row in 0..batch.len() {
                    let outer = batch.row(row);
                    let elements = match run.evaluate(self.list, &outer)?.value(0) {
                        Value::Null => continue,
                        Value::List(list) => list,
                        other => {
                            let message = format!("FOREACH needs a LIST and not {}", other.type_name());
                            return Err(error::type_error(message).at(self.list.span));
                        }
                    };
                    let elements_column = Column::from_values(elements.iter().cloned());
                    let argument = outer.gather(&vec![0; elements.len()]).with(self.slot, elements_column);
                    let mut inner = open(&self.plan.inputs[1], &argument);
                    drain(&mut inner, run)?;
                }
            }
            Ok(batches)
        })
    }
}

pub(super) struct ForEachRow<'p> {
    pub plan: &'p Plan,
    pub work: Eagerly<'p>,
}

impl Rows for ForEachRow<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let plan = self.plan;
        self.work.next(run, |batches| {
            for batch in &batches {
                for row in 0..batch.len() {
                    let mut inner = open(&plan.inputs[1], &batch.row(row));
                    drain(&mut inner, run)?;
                }
            }
            Ok(batches)
        })
    }
}
