//! `AND`, `OR`, `XOR`, `NOT`: truth with a third value, null.

use super::{shared, type_error};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column, Data, Nulls};
use crate::exec::context::Context;
use crate::semantics::bound::{BinaryOperator, Expression};
use crate::value::Value;

/// The truth value of a row, `None` for null.
///
/// # Errors
/// The entry is neither a truth value nor null.
pub fn truth(column: &Column, row: usize) -> Result<Option<bool>, Diagnostic> {
    if column.is_null(row) {
        return Ok(None);
    }
    if let Some(booleans) = column.booleans() {
        return Ok(Some(booleans[row]));
    }
    match column.value(row) {
        Value::Boolean(flag) => Ok(Some(flag)),
        Value::Null => Ok(None),
        other => Err(type_error(format!("a condition must be true or false, not {}", other.type_name()))),
    }
}

/// The rows in which the condition is true.
///
/// # Errors
/// An entry is neither a truth value nor null.
pub fn selected_rows(condition: &Column) -> Result<Vec<u32>, Diagnostic> {
    if let Some(rows) = condition.true_rows() {
        return Ok(rows);
    }
    if let Some(Value::Boolean(flag)) = condition.as_constant() {
        return Ok(if *flag { (0..condition.len() as u32).collect() } else { Vec::new() });
    }
    let mut rows = Vec::new();
    for row in 0..condition.len() {
        if truth(condition, row)? == Some(true) {
            rows.push(row as u32);
        }
    }
    Ok(rows)
}

/// A column of truth values, of which some are null.
pub fn truths(values: impl Iterator<Item = Option<bool>>) -> Column {
    let mut nulls = Nulls::none();
    let booleans: Vec<bool> = values
        .enumerate()
        .map(|(row, value)| {
            if value.is_none() {
                nulls.set(row);
            }
            value.unwrap_or(false)
        })
        .collect();
    Column::new(Data::Booleans(booleans), nulls)
}

/// `left AND right`, `left OR right`. The right side counts only in rows that the left side does not decide: what goes
/// wrong elsewhere does not matter, and what is costly is spared.
pub fn conjunction(
    operator: BinaryOperator,
    left: &Expression,
    right: &Expression,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    let decisive = operator == BinaryOperator::Or;
    let left = shared(left, batch, context)?;
    let mut open = Vec::new();
    for row in 0..left.len() {
        if truth(&left, row)? != Some(decisive) {
            open.push(row as u32);
        }
    }
    if open.is_empty() {
        return Ok(Column::constant(Value::Boolean(decisive), batch.len()));
    }
    if open.len() == batch.len() {
        return combine(operator, &left, &*shared(right, batch, context)?);
    }
    let open_rows = batch.gather_slots(&open, &right.reads());
    let right = shared(right, &open_rows, context)?;
    let mut result: Vec<Option<bool>> = vec![Some(decisive); batch.len()];
    for (position, row) in open.iter().enumerate() {
        result[*row as usize] = join(decisive, truth(&left, *row as usize)?, truth(&right, position)?);
    }
    Ok(truths(result.into_iter()))
}

/// The decisive value wins, then null, then the other value.
fn join(decisive: bool, left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(left), _) if left == decisive => Some(decisive),
        (_, Some(right)) if right == decisive => Some(decisive),
        (Some(_), Some(_)) => Some(!decisive),
        _ => None,
    }
}

/// `AND` or `OR` of two columns.
pub fn combine(operator: BinaryOperator, left: &Column, right: &Column) -> Result<Column, Diagnostic> {
    let decisive = operator == BinaryOperator::Or;
    if let (Some(a), Some(b)) = (left.booleans(), right.booleans())
        && left.nulls().is_none()
        && right.nulls().is_none()
    {
        let pairs = a.iter().zip(b);
        return Ok(Column::from_booleans(if decisive {
            pairs.map(|(a, b)| *a | *b).collect()
        } else {
            pairs.map(|(a, b)| *a & *b).collect()
        }));
    }
    by_row(left, right, |left, right| join(decisive, left, right))
}

/// `left XOR right`.
pub fn exclusive_or(left: &Column, right: &Column) -> Result<Column, Diagnostic> {
    by_row(left, right, |left, right| Some(left? != right?))
}

/// `NOT operand`.
pub fn not(operand: &Column) -> Result<Column, Diagnostic> {
    by_row(operand, operand, |operand, _| Some(!operand?))
}

fn by_row(
    left: &Column,
    right: &Column,
    operator: impl Fn(Option<bool>, Option<bool>) -> Option<bool>,
) -> Result<Column, Diagnostic> {
    if left.as_constant().is_some() && right.as_constant().is_some() && !left.is_empty() {
        return Ok(Column::constant(operator(truth(left, 0)?, truth(right, 0)?).into(), left.len()));
    }
    let mut result = Vec::with_capacity(left.len());
    for row in 0..left.len() {
        result.push(operator(truth(left, row)?, truth(right, row)?));
    }
    Ok(truths(result.into_iter()))
}
