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
        while let Some(batch) = run.next(&mut self.input)? {
            let rows = fulfilling_all(run, &batch, self.conditions)?;
            if !rows.is_empty() {
                return Ok(Some(gather(self.plan, &batch, &rows)));
            }
        }
        Ok(None)
    }
}

/// The rows for which all conditions are true, each condition asked of what the ones before it leave.
pub(super) fn fulfilling_all(run: &Run<'_>, batch: &Batch, conditions: &[Expression]) -> Result<Vec<u32>, Diagnostic> {
    let Some((first, others)) = conditions.split_first() else { return Ok((0..batch.len() as u32).collect()) };
    let mut rows = true_rows(&*run.evaluate(first, batch)?, first)?;
    for condition in others {
        if rows.is_empty() {
            break;
        }
        if rows.len() == batch.len() {
            rows = true_rows(&*run.evaluate(condition, batch)?, condition)?;
            continue;
        }
        let asked = batch.gather_slots(&rows, &condition.reads());
        let found = true_rows(&*run.evaluate(condition, &asked)?, condition)?;
        rows = found.into_iter().map(|place| rows[place as usize]).collect();
    }
    Ok(rows)
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
