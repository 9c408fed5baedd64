//! Arithmetic over columns: loops for integers and floats, else value by value.

use super::zip_rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Column, Data};
use crate::semantics::bound::BinaryOperator;
use crate::value::{Value, operators};

/// `+`, `-`, `*`, `/`, `%`, `^`.
pub fn arithmetic(operator: BinaryOperator, left: &Column, right: &Column) -> Result<Column, Diagnostic> {
    let typed = floats(operator, left, right).or_else(|| integers(operator, left, right));
    if let Some(column) = typed.or_else(|| dates(operator, left, right)) {
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

/// A loop over days that are moved by the same number of days; `None` also where one leaves the calendar.
fn dates(operator: BinaryOperator, left: &Column, right: &Column) -> Option<Column> {
    let (column, duration) = match (left.as_constant(), right.as_constant()) {
        (_, Some(Value::Duration(duration))) => (left, duration),
        (Some(Value::Duration(duration)), _) if operator == BinaryOperator::Add => (right, duration),
        _ => return None,
    };
    let days = match operator {
        BinaryOperator::Add => duration.days(),
        BinaryOperator::Subtract => duration.days().checked_neg()?,
        _ => return None,
    };
    if duration.months() != 0 || duration.nanos_of_time() != 0 {
        return None;
    }
    let entries: Option<Vec<_>> = column.dates()?.iter().map(|date| date.plus_days(days)).collect();
    Some(Column::new(Data::Dates(entries?), column.nulls().clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::batch::Nulls;
    use crate::value::{Date, Duration};

    #[test]
    fn days_are_moved_alike_as_columns_and_as_values() {
        let days = [0, -3, 18_262].map(Date::from_near_days);
        let mut nulls = Nulls::none();
        nulls.set(1);
        let column = Column::new(Data::Dates(days.to_vec()), nulls);
        let durations = [Duration::new(0, 90, 0, 0), Duration::new(1, -1, 0, 0), Duration::new(0, 1, 90_000, 5)];
        for duration in durations.into_iter().flatten() {
            let constant = Column::constant(Value::Duration(duration.into()), 3);
            let sums = arithmetic(BinaryOperator::Add, &column, &constant).unwrap();
            let differences = arithmetic(BinaryOperator::Subtract, &column, &constant).unwrap();
            for row in 0..3 {
                let (day, moved) = (column.value(row), constant.value(row));
                let same = |found: Value, wanted: Value| assert_eq!(format!("{found:?}"), format!("{wanted:?}"));
                same(sums.value(row), operators::add(&day, &moved).unwrap());
                same(differences.value(row), operators::subtract(&day, &moved).unwrap());
            }
        }
    }
}
