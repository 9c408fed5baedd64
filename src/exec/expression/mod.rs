//! Expressions over batches: whole columns at a time, with typed loops where the columns are typed and a general path that
//! holds all of Cypher's rules.

mod access;
mod arithmetic;
mod comparison;
mod conditional;
mod list;
mod logic;
mod part;
mod text_search;
mod types;

use super::batch::{Batch, Column};
use super::context::Context;
use super::functions;
use crate::diagnostic::{Diagnostic, Kind};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, UnaryOperator};
use crate::value::{Value, operators};
use std::sync::Arc;

pub use access::{properties_of, property_of};
use logic::selected_rows;

type Outcome = Result<Arc<Column>, Diagnostic>;

/// The value of the expression in each row of the batch.
///
/// # Errors
/// What the expression does wrong in any row, with the kind and detail that the conformance kit names and the place of
/// the innermost expression.
pub fn evaluate(expression: &Expression, batch: &Batch, context: &Context<'_>) -> Result<Column, Diagnostic> {
    shared(expression, batch, context).map(Arc::unwrap_or_clone)
}

/// As [`evaluate`]; the column of a variable is passed on and not copied.
///
/// # Errors
/// As [`evaluate`].
pub fn shared(expression: &Expression, batch: &Batch, context: &Context<'_>) -> Outcome {
    if batch.is_empty() {
        return Ok(Arc::new(Column::constant(Value::Null, 0)));
    }
    evaluate_kind(&expression.kind, batch, context).map_err(|error| error.at(expression.span))
}

fn evaluate_kind(kind: &ExpressionKind, batch: &Batch, context: &Context<'_>) -> Outcome {
    let rows = batch.len();
    let column = match kind {
        ExpressionKind::Literal(value) => Column::constant(value.clone(), rows),
        ExpressionKind::Parameter(name) => Column::constant(parameter(name, context)?, rows),
        ExpressionKind::Slot(slot) => {
            return Ok(match batch.column(*slot) {
                Some(column) => column.clone(),
                None => Arc::new(Column::constant(Value::Null, rows)),
            });
        }
        ExpressionKind::Property { of, key } => match days_between(of, key, batch, context)? {
            Some(days) => days,
            None => access::property(&*shared(of, batch, context)?, key, context)?,
        },
        ExpressionKind::Index { of, index } => {
            access::index(&*shared(of, batch, context)?, &*shared(index, batch, context)?, context)?
        }
        ExpressionKind::Slice { of, from, to } => {
            let of = shared(of, batch, context)?;
            let bound =
                |bound: &Option<Box<Expression>>| bound.as_ref().map(|bound| shared(bound, batch, context)).transpose();
            access::slice(&of, bound(from)?.as_deref(), bound(to)?.as_deref())?
        }
        ExpressionKind::Unary { operator, operand } => unary(*operator, &*shared(operand, batch, context)?)?,
        ExpressionKind::Binary { operator: operator @ (BinaryOperator::And | BinaryOperator::Or), left, right } => {
            logic::conjunction(*operator, left, right, batch, context)?
        }
        ExpressionKind::Binary {
            operator: operator @ (BinaryOperator::StartsWith | BinaryOperator::EndsWith | BinaryOperator::Contains),
            left,
            right,
        } => text_search::evaluate(*operator, left, right, batch, context)?,
        ExpressionKind::Binary { operator, left, right } => {
            binary(*operator, &*shared(left, batch, context)?, &*shared(right, batch, context)?)?
        }
        ExpressionKind::HasLabels { entity, labels } => {
            access::has_labels(&*shared(entity, batch, context)?, labels, context)?
        }
        ExpressionKind::HasType { value, expected, negated } => {
            let value = shared(value, batch, context)?;
            map_rows(&value, |value| Ok(Value::Boolean(types::has_type(&value, expected) != *negated)))?
        }
        ExpressionKind::List(elements) => {
            let columns = all(elements, batch, context)?;
            let list = |row: usize| Value::list(columns.iter().map(|column| column.value(row)).collect());
            if columns.iter().all(|column| column.as_constant().is_some()) {
                Column::constant(list(0), rows)
            } else {
                Column::from_values((0..rows).map(list))
            }
        }
        ExpressionKind::Map(entries) => {
            let mut columns = Vec::with_capacity(entries.len());
            for (key, value) in entries {
                columns.push((key, shared(value, batch, context)?));
            }
            let map = |row: usize| Value::map(columns.iter().map(|(key, column)| ((*key).clone(), column.value(row))));
            if columns.iter().all(|(_, column)| column.as_constant().is_some()) {
                Column::constant(map(0), rows)
            } else {
                Column::from_values((0..rows).map(map))
            }
        }
        ExpressionKind::MapProjection { of, items } => access::map_projection(of, items, batch, context)?,
        ExpressionKind::Case { subject, branches, otherwise } => {
            conditional::case(subject.as_deref(), branches, otherwise.as_deref(), batch, context)?
        }
        ExpressionKind::Function { name, arguments } if &**name == "coalesce" => {
            conditional::coalesce(arguments, batch, context)?
        }
        ExpressionKind::Function { name, arguments } => {
            functions::call(name, &all(arguments, batch, context)?, rows, context)?
        }
        ExpressionKind::ListComprehension { slot, list, filter, result } => {
            list::comprehension(*slot, list, filter.as_deref(), result.as_deref(), batch, context)?
        }
        ExpressionKind::Quantifier { quantifier, slot, list, condition } => {
            list::quantifier(*quantifier, *slot, list, condition, batch, context)?
        }
        ExpressionKind::Reduce { accumulator, initial, slot, list, step } => {
            list::reduce(*accumulator, initial, *slot, list, step, batch, context)?
        }
        ExpressionKind::Subquery(subquery) => context.statement.subquery(subquery, batch, context)?,
    };
    Ok(Arc::new(column))
}

/// `duration.inDays(from, to).days` of two columns of days.
fn days_between(
    of: &Expression,
    key: &str,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Option<Column>, Diagnostic> {
    let ExpressionKind::Function { name, arguments } = &of.kind else { return Ok(None) };
    if key != "days" || !name.eq_ignore_ascii_case("duration.inDays") {
        return Ok(None);
    }
    // Where these are no days they are evaluated once more for the function itself: properties cost little.
    let is_plain = |argument: &Expression| matches!(&argument.kind, ExpressionKind::Property { of, .. } if matches!(of.kind, ExpressionKind::Slot(_)));
    if !arguments.iter().all(is_plain) {
        return Ok(None);
    }
    Ok(match all(arguments, batch, context)?.as_slice() {
        [from, to] => functions::days_between(from, to),
        _ => None,
    })
}

fn all(expressions: &[Expression], batch: &Batch, context: &Context<'_>) -> Result<Vec<Arc<Column>>, Diagnostic> {
    expressions.iter().map(|expression| shared(expression, batch, context)).collect()
}

fn parameter(name: &str, context: &Context<'_>) -> Result<Value, Diagnostic> {
    context.parameters.get(name).cloned().ok_or_else(|| {
        Diagnostic::runtime(
            Kind::ParameterMissing,
            "MissingParameter",
            format!("the parameter `${name}` was not given"),
        )
    })
}

fn unary(operator: UnaryOperator, operand: &Column) -> Result<Column, Diagnostic> {
    match operator {
        UnaryOperator::Not => logic::not(operand),
        UnaryOperator::Negate => map_rows(operand, |value| operators::negate(&value)),
        UnaryOperator::Plus => map_rows(operand, |value| operators::plus(&value)),
        UnaryOperator::IsNull => Ok(comparison::is_null(operand, true)),
        UnaryOperator::IsNotNull => Ok(comparison::is_null(operand, false)),
    }
}

fn binary(operator: BinaryOperator, left: &Column, right: &Column) -> Result<Column, Diagnostic> {
    use BinaryOperator as B;
    match operator {
        B::And | B::Or => logic::combine(operator, left, right),
        B::Xor => logic::exclusive_or(left, right),
        B::Equal | B::NotEqual | B::Less | B::LessOrEqual | B::Greater | B::GreaterOrEqual => {
            Ok(comparison::compare(operator, left, right))
        }
        B::In => comparison::is_in(left, right),
        B::StartsWith | B::EndsWith | B::Contains => Ok(text_search::predicate(operator, left, right)),
        B::Matches => comparison::matches(left, right),
        B::Add | B::Subtract | B::Multiply | B::Divide | B::Modulo | B::Power => {
            arithmetic::arithmetic(operator, left, right)
        }
        B::Concatenate => zip_rows(left, right, |left, right| operators::concatenate(&left, &right)),
    }
}

/// Applies a function to every row; only once where the column is constant.
fn map_rows(
    column: &Column,
    mut function: impl FnMut(Value) -> Result<Value, Diagnostic>,
) -> Result<Column, Diagnostic> {
    if let Some(value) = column.as_constant() {
        return Ok(Column::constant(function(value.clone())?, column.len()));
    }
    let values: Result<Vec<Value>, Diagnostic> = column.values().map(function).collect();
    Ok(Column::from_values(values?))
}

/// Applies a function to the rows of two columns; only once where both are constant.
fn zip_rows(
    left: &Column,
    right: &Column,
    mut function: impl FnMut(Value, Value) -> Result<Value, Diagnostic>,
) -> Result<Column, Diagnostic> {
    if let (Some(a), Some(b)) = (left.as_constant(), right.as_constant()) {
        return Ok(Column::constant(function(a.clone(), b.clone())?, left.len()));
    }
    let values: Result<Vec<Value>, Diagnostic> =
        (0..left.len()).map(|row| function(left.value(row), right.value(row))).collect();
    Ok(Column::from_values(values?))
}

fn type_error(message: impl Into<String>) -> Diagnostic {
    Diagnostic::runtime(Kind::TypeError, "InvalidArgumentType", message)
}

fn deleted(what: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::EntityNotFound, "DeletedEntityAccess", format!("the {what} has been deleted"))
}
