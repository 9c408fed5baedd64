//! Arithmetic over columns: loops for integers and floats, else value by value.

use super::zip_rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Column, Data};
use crate::semantics::bound::BinaryOperator;
use crate::value::{Value, operators};

/// `+`, `-`, `*`, `/`, `%`, `^`.
pub fn arithmetic(operator: BinaryOperator, left: &Column, right: &Column) -> Result<Column, Diagnostic> {
    if let Some(column) = floats(operator, left, right).or_else(|| integers(operator, left, right)) {
        return Ok(column);
    }
    let function = match operator {
        BinaryOperator::Add => operators::add,
        BinaryOperator::Subtract => operators::subtract,
        BinaryOperator::Multiply => operators::multiply,
        BinaryOperator::Divide => operators::divide,
        BinaryOperator::Modulo => operators::modulo,
        _ => operators::power,
    };
    zip_rows(left, right, |left, right| function(&left, &right))
}

/// One operand of a loop.
enum Operand<'a, T> {
    Column(&'a [T]),
    Constant(T),
}

impl<T: Copy> Operand<'_, T> {
    fn get(&self, row: usize) -> T {
        match self {
            Operand::Column(entries) => entries[row],
            Operand::Constant(value) => *value,
        }
    }
}

fn float_operand(column: &Column) -> Option<Operand<'_, f64>> {
    match column.data() {
        Data::Floats(entries) => Some(Operand::Column(entries)),
        Data::Constant { value: Value::Float(number), .. } => Some(Operand::Constant(*number)),
        Data::Constant { value: Value::Integer(number), .. } => Some(Operand::Constant(*number as f64)),
        _ => None,
    }
}

/// A loop over floats, of which at least one side is a column.
fn floats(operator: BinaryOperator, left: &Column, right: &Column) -> Option<Column> {
    if left.floats().is_none() && right.floats().is_none() {
        return None;
    }
    let (a, b) = (float_operand(left)?, float_operand(right)?);
    let function: fn(f64, f64) -> f64 = match operator {
        BinaryOperator::Add => |a, b| a + b,
        BinaryOperator::Subtract => |a, b| a - b,
        BinaryOperator::Multiply => |a, b| a * b,
        BinaryOperator::Divide => |a, b| a / b,
        BinaryOperator::Modulo => |a, b| a % b,
        _ => f64::powf,
    };
    let entries = (0..left.len()).map(|row| function(a.get(row), b.get(row))).collect();
    Some(Column::new(Data::Floats(entries), left.nulls().union(right.nulls())))
}

fn integer_operand(column: &Column) -> Option<Operand<'_, i64>> {
    match column.data() {
        Data::Integers(entries) => Some(Operand::Column(entries)),
        Data::Constant { value: Value::Integer(number), .. } => Some(Operand::Constant(*number)),
        _ => None,
    }
}

/// A loop over integers; `None` also where a result does not fit, which the general path then reports for the rows that
/// count.
fn integers(operator: BinaryOperator, left: &Column, right: &Column) -> Option<Column> {
    if left.integers().is_none() && right.integers().is_none() {
        return None;
    }
    let (a, b) = (integer_operand(left)?, integer_operand(right)?);
    let function: fn(i64, i64) -> Option<i64> = match operator {
        BinaryOperator::Add => i64::checked_add,
        BinaryOperator::Subtract => i64::checked_sub,
        BinaryOperator::Multiply => i64::checked_mul,
        BinaryOperator::Divide => i64::checked_div,
        BinaryOperator::Modulo => i64::checked_rem,
        _ => return None,
    };
    let entries: Option<Vec<i64>> = (0..left.len()).map(|row| function(a.get(row), b.get(row))).collect();
    Some(Column::new(Data::Integers(entries?), left.nulls().union(right.nulls())))
}
