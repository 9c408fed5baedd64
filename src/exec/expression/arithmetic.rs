//! Arithmetic over columns: loops for integers and floats, else value by value.

use super::zip_rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Column, Data};
use crate::semantics::bound::BinaryOperator;
use crate::value::{Value, operators};
use std::cell::Cell;

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

/// What a function gives for each row: a loop of its own for each function and for constants on either side.
fn each<T: Copy, U>(a: &Operand<'_, T>, b: &Operand<'_, T>, function: impl Fn(T, T) -> U) -> Vec<U> {
    match (a, b) {
        (Operand::Column(a), Operand::Column(b)) => a.iter().zip(*b).map(|(a, b)| function(*a, *b)).collect(),
        (Operand::Column(a), Operand::Constant(b)) => a.iter().map(|a| function(*a, *b)).collect(),
        (Operand::Constant(a), Operand::Column(b)) => b.iter().map(|b| function(*a, *b)).collect(),
        (Operand::Constant(a), Operand::Constant(b)) => vec![function(*a, *b)],
    }
}

/// As [`each`] for a function that says besides whether its result does not fit; `None` if one does not.
fn each_fitting<T: Copy>(
    a: &Operand<'_, T>,
    b: &Operand<'_, T>,
    function: impl Fn(T, T) -> (T, bool),
) -> Option<Vec<T>> {
    let is_beyond = Cell::new(false);
    let entries = each(a, b, |a, b| {
        let (result, beyond) = function(a, b);
        is_beyond.set(is_beyond.get() | beyond);
        result
    });
    (!is_beyond.get()).then_some(entries)
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
    let entries = match operator {
        BinaryOperator::Add => each(&a, &b, |a, b| a + b),
        BinaryOperator::Subtract => each(&a, &b, |a, b| a - b),
        BinaryOperator::Multiply => each(&a, &b, |a, b| a * b),
        BinaryOperator::Divide => each(&a, &b, |a, b| a / b),
        BinaryOperator::Modulo => each(&a, &b, |a, b| a % b),
        _ => each(&a, &b, f64::powf),
    };
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
    // Of no other divisors can a quotient be too large, or none.
    let divides = |b: i64| b > 0;
    let has_good_divisor = match b {
        Operand::Constant(divisor) => divides(divisor),
        Operand::Column(divisors) => divisors.iter().all(|divisor| divides(*divisor)),
    };
    let entries = match operator {
        BinaryOperator::Add => each_fitting(&a, &b, i64::overflowing_add)?,
        BinaryOperator::Subtract => each_fitting(&a, &b, i64::overflowing_sub)?,
        BinaryOperator::Multiply => each_fitting(&a, &b, i64::overflowing_mul)?,
        BinaryOperator::Divide if has_good_divisor => each(&a, &b, |a, b| a.wrapping_div(b)),
        BinaryOperator::Modulo if has_good_divisor => each(&a, &b, |a, b| a.wrapping_rem(b)),
        BinaryOperator::Divide => each(&a, &b, i64::checked_div).into_iter().collect::<Option<_>>()?,
        BinaryOperator::Modulo => each(&a, &b, i64::checked_rem).into_iter().collect::<Option<_>>()?,
        _ => return None,
    };
    Some(Column::new(Data::Integers(entries), left.nulls().union(right.nulls())))
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
    use BinaryOperator::{Add, Divide, Modulo, Multiply, Power, Subtract};

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

    #[test]
    fn numbers_are_reckoned_alike_as_columns_and_as_values() {
        let integers = [i64::MIN, i64::MIN + 1, -7, -1, 0, 1, 3, 100, i64::MAX].map(Value::Integer);
        let numbers: Vec<Value> = integers.into_iter().chain([-0.5, 0.0, 2.0].map(Value::Float)).collect();
        let functions = [operators::add, operators::subtract, operators::multiply];
        let functions = functions.into_iter().chain([operators::divide, operators::modulo, operators::power]);
        for (operator, function) in [Add, Subtract, Multiply, Divide, Modulo, Power].into_iter().zip(functions) {
            for (a, b) in numbers.iter().flat_map(|a| numbers.iter().map(move |b| (a, b))) {
                let column = |value: &Value| Column::from_values([value.clone(), value.clone()]);
                let constant = |value: &Value| Column::constant(value.clone(), 2);
                let expected = format!("{:?}", function(a, b).map_err(|error| error.message));
                for (left, right) in [(column(a), column(b)), (column(a), constant(b)), (constant(a), column(b))] {
                    let found = arithmetic(operator, &left, &right).map(|column| column.value(1));
                    assert_eq!(format!("{:?}", found.map_err(|error| error.message)), expected, "{a:?} {b:?}");
                }
            }
        }
    }
}
