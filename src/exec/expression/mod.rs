//! Expressions over batches.

use super::batch::{Batch, Column};
use super::context::Context;
use crate::diagnostic::{Diagnostic, Kind};
use crate::semantics::bound::{Expression, ExpressionKind};

/// The values of an expression for the rows of a batch.
///
/// # Errors
/// Whatever goes wrong in one of the rows.
pub fn evaluate(expression: &Expression, batch: &Batch, context: &Context<'_>) -> Result<Column, Diagnostic> {
    match &expression.kind {
        ExpressionKind::Literal(value) => Ok(Column::constant(value.clone(), batch.len())),
        ExpressionKind::Parameter(name) => {
            let value = context.parameters.get(&**name).cloned().unwrap_or(crate::value::Value::Null);
            Ok(Column::constant(value, batch.len()))
        }
        ExpressionKind::Slot(slot) => Ok(batch
            .column(*slot)
            .map_or_else(|| Column::constant(crate::value::Value::Null, batch.len()), |column| (**column).clone())),
        _ => Err(Diagnostic::runtime(Kind::Unsupported, "NotYet", "this expression is not supported yet")
            .at(expression.span)),
    }
}
