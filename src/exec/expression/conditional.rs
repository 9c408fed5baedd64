//! `CASE` and `coalesce`: a branch is evaluated only in the rows that take it.

use super::logic::truth;
use super::{comparison, shared};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::context::Context;
use crate::semantics::bound::{BinaryOperator, Expression};
use crate::value::Value;

/// The rows that no branch has taken yet, and what the others have got.
struct Pending<'a> {
    batch: &'a Batch,
    values: Vec<Value>,
    rows: Vec<u32>,
}

impl<'a> Pending<'a> {
    fn new(batch: &'a Batch) -> Self {
        Pending { batch, values: vec![Value::Null; batch.len()], rows: (0..batch.len() as u32).collect() }
    }

    /// Those rows, with what the expression reads of them.
    fn remaining(&self, expression: &Expression) -> Batch {
        if self.rows.len() == self.batch.len() {
            self.batch.clone()
        } else {
            self.batch.gather_slots(&self.rows, &expression.reads())
        }
    }

    fn finish(self) -> Column {
        Column::from_values(self.values)
    }
}

/// `CASE [subject] WHEN condition THEN result … ELSE otherwise END`.
pub fn case(
    subject: Option<&Expression>,
    branches: &[(Expression, Expression)],
    otherwise: Option<&Expression>,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    let subject = subject.map(|subject| shared(subject, batch, context)).transpose()?;
    let mut pending = Pending::new(batch);
    for (condition, result) in branches {
        if pending.rows.is_empty() {
            break;
        }
        let remaining = pending.remaining(condition);
        let mut decided = shared(condition, &remaining, context)?;
        if let Some(subject) = &subject {
            decided = comparison::compare(BinaryOperator::Equal, &subject.gather(&pending.rows), &decided).into();
        }
        let (mut taken, mut left) = (Vec::new(), Vec::new());
        for (position, row) in pending.rows.iter().enumerate() {
            if truth(&decided, position)? == Some(true) {
                taken.push(*row);
            } else {
                left.push(*row);
            }
        }
        assign(&mut pending.values, &taken, result, batch, context)?;
        pending.rows = left;
    }
    if let Some(otherwise) = otherwise {
        let rows = std::mem::take(&mut pending.rows);
        assign(&mut pending.values, &rows, otherwise, batch, context)?;
    }
    Ok(pending.finish())
}

fn assign(
    values: &mut [Value],
    rows: &[u32],
    result: &Expression,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<(), Diagnostic> {
    if rows.is_empty() {
        return Ok(());
    }
    let column = if rows.len() == batch.len() {
        shared(result, batch, context)?
    } else {
        shared(result, &batch.gather_slots(rows, &result.reads()), context)?
    };
    for (position, row) in rows.iter().enumerate() {
        values[*row as usize] = column.value(position);
    }
    Ok(())
}

/// The first argument that is not null.
pub fn coalesce(arguments: &[Expression], batch: &Batch, context: &Context<'_>) -> Result<Column, Diagnostic> {
    let mut pending = Pending::new(batch);
    for argument in arguments {
        if pending.rows.is_empty() {
            break;
        }
        let column = shared(argument, &pending.remaining(argument), context)?;
        if pending.rows.len() == batch.len() && column.nulls().is_none() {
            return Ok((*column).clone());
        }
        let mut left = Vec::new();
        for (position, row) in pending.rows.iter().enumerate() {
            match column.value(position) {
                Value::Null => left.push(*row),
                value => pending.values[*row as usize] = value,
            }
        }
        pending.rows = left;
    }
    Ok(pending.finish())
}
