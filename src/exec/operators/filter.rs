//! Rows for which all conditions are true.

use super::{Rows, gather};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::error;
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::{Expression, Slot};
use crate::value::Value;

pub(super) struct Filter<'p> {
    pub plan: &'p Plan,
    pub conditions: &'p [Expression],
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for Filter<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        while let Some(mut batch) = run.next(&mut self.input)? {
            for (number, condition) in self.conditions.iter().enumerate() {
                if batch.is_empty() {
                    break;
                }
                let rows = true_rows(&*run.evaluate(condition, &batch)?, condition)?;
                let is_last = number + 1 == self.conditions.len();
                if rows.len() < batch.len() {
                    batch = if is_last { gather(self.plan, &batch, &rows) } else { batch.gather(&rows) };
                }
            }
            if !batch.is_empty() {
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }
}

/// The rows in which a condition is true; null is not true.
pub(super) fn true_rows(column: &Column, condition: &Expression) -> Result<Vec<u32>, Diagnostic> {
    if let Some(rows) = column.true_rows() {
        return Ok(rows);
    }
    let length = column.len();
    let mut rows = Vec::new();
    for row in 0..length {
        match column.value(row) {
            Value::Boolean(true) => rows.push(row as u32),
            Value::Boolean(false) | Value::Null => {}
            other => {
                let message = format!("a condition must be a BOOLEAN and not {}", other.type_name());
                return Err(error::type_error(message).at(condition.span));
            }
        }
    }
    Ok(rows)
}

/// Those of the candidates for one row of a batch for which the condition is true when what belongs to each stands in the
/// slot.
pub(super) fn fulfilling<T: Clone>(
    run: &Run<'_>,
    (batch, row): (&Batch, usize),
    candidates: Vec<T>,
    (slot, column): (Slot, Column),
    condition: &Expression,
) -> Result<Vec<T>, Diagnostic> {
    if candidates.is_empty() {
        return Ok(candidates);
    }
    let rows = vec![row as u32; candidates.len()];
    let asked = batch.gather_slots(&rows, &condition.reads()).with(slot, column);
    let rows = true_rows(&*run.evaluate(condition, &asked)?, condition)?;
    Ok(rows.into_iter().map(|row| candidates[row as usize].clone()).collect())
}
