//! The arithmetic operators, each a match over pairs of types; null with anything is null.

use super::{Duration, LocalTime, Time, Value};
use crate::diagnostic::{Diagnostic, Kind};
use std::sync::Arc;

type Outcome = Result<Value, Diagnostic>;

/// `left + right`: numbers, texts, lists, and temporal values with durations.
pub fn add(left: &Value, right: &Value) -> Outcome {
    use Value::*;
    Ok(match (left, right) {
        (Null, _) | (_, Null) => Null,
        (Integer(a), Integer(b)) => Integer(a.checked_add(*b).ok_or_else(|| overflow("+", a, b))?),
        (Integer(a), Float(b)) => Float(*a as f64 + b),
        (Float(a), Integer(b)) => Float(a + *b as f64),
        (Float(a), Float(b)) => Float(a + b),
        (List(a), List(b)) => joined(a, b),
        (List(a), b) => joined(a, std::slice::from_ref(b)),
        (a, List(b)) => joined(std::slice::from_ref(a), b),
        (String(a), String(b)) => concatenated(a, b),
        (String(a), Integer(_) | Float(_) | Boolean(_)) => concatenated(a, &text_of(right)),
        (Integer(_) | Float(_) | Boolean(_), String(b)) => concatenated(&text_of(left), b),
        (Duration(a), Duration(b)) => a.plus(b).map(Value::from).ok_or_else(|| overflow("+", a, b))?,
        (temporal, Duration(duration)) | (Duration(duration), temporal) if is_moment(temporal) => {
            shifted(temporal, duration)?
        }
        _ => return Err(mismatch("+", left, right)),
    })
}

/// `left - right`: numbers, durations, and temporal values with durations.
pub fn subtract(left: &Value, right: &Value) -> Outcome {
    use Value::*;
    Ok(match (left, right) {
        (Null, _) | (_, Null) => Null,
        (Integer(a), Integer(b)) => Integer(a.checked_sub(*b).ok_or_else(|| overflow("-", a, b))?),
        (Integer(a), Float(b)) => Float(*a as f64 - b),
        (Float(a), Integer(b)) => Float(a - *b as f64),
        (Float(a), Float(b)) => Float(a - b),
        (Duration(a), Duration(b)) => {
            b.negated().and_then(|b| a.plus(&b)).map(Value::from).ok_or_else(|| overflow("-", a, b))?
        }
        (temporal, Duration(duration)) if is_moment(temporal) => {
            let opposite = duration.negated().ok_or_else(|| overflow("-", &text_of(temporal), duration))?;
            shifted(temporal, &opposite)?
        }
        _ => return Err(mismatch("-", left, right)),
    })
}

/// `left * right`: numbers, and durations with numbers.
pub fn multiply(left: &Value, right: &Value) -> Outcome {
    use Value::*;
    Ok(match (left, right) {
        (Null, _) | (_, Null) => Null,
        (Integer(a), Integer(b)) => Integer(a.checked_mul(*b).ok_or_else(|| overflow("*", a, b))?),
        (Integer(a), Float(b)) => Float(*a as f64 * b),
        (Float(a), Integer(b)) => Float(a * *b as f64),
        (Float(a), Float(b)) => Float(a * b),
        (Duration(a), Integer(b)) | (Integer(b), Duration(a)) => {
            a.times(*b).map(Value::from).ok_or_else(|| overflow("*", a, b))?
        }
        (Duration(a), Float(b)) | (Float(b), Duration(a)) => {
            a.scaled(*b).map(Value::from).ok_or_else(|| overflow("*", a, b))?
        }
        _ => return Err(mismatch("*", left, right)),
    })
}

/// `left / right`: numbers (whole for integers), and durations by numbers.
pub fn divide(left: &Value, right: &Value) -> Outcome {
    use Value::*;
    Ok(match (left, right) {
        (Null, _) | (_, Null) => Null,
        (Integer(_), Integer(0)) => return Err(division_by_zero()),
        (Integer(a), Integer(b)) => Integer(a.checked_div(*b).ok_or_else(|| overflow("/", a, b))?),
        (Integer(a), Float(b)) => Float(*a as f64 / b),
        (Float(a), Integer(b)) => Float(a / *b as f64),
        (Float(a), Float(b)) => Float(a / b),
        (Duration(_), Integer(0)) => return Err(division_by_zero()),
        (Duration(a), Integer(b)) => a.divided(*b as f64).map(Value::from).ok_or_else(|| overflow("/", a, b))?,
        (Duration(a), Float(b)) => a.divided(*b).map(Value::from).ok_or_else(|| overflow("/", a, b))?,
        _ => return Err(mismatch("/", left, right)),
    })
}

/// `left % right`: numbers; the sign is that of the left.
pub fn modulo(left: &Value, right: &Value) -> Outcome {
    use Value::*;
    Ok(match (left, right) {
        (Null, _) | (_, Null) => Null,
        (Integer(_), Integer(0)) => return Err(division_by_zero()),
        (Integer(a), Integer(b)) => Integer(a.wrapping_rem(*b)),
        (Integer(a), Float(b)) => Float(*a as f64 % b),
        (Float(a), Integer(b)) => Float(a % *b as f64),
        (Float(a), Float(b)) => Float(a % b),
        _ => return Err(mismatch("%", left, right)),
    })
}

/// `left ^ right`: always a float.
pub fn power(left: &Value, right: &Value) -> Outcome {
    match (left.as_number(), right.as_number()) {
        _ if left.is_null() || right.is_null() => Ok(Value::Null),
        (Some(a), Some(b)) => Ok(Value::Float(a.powf(b))),
        _ => Err(mismatch("^", left, right)),
    }
}

/// `-operand`: numbers and durations.
pub fn negate(operand: &Value) -> Outcome {
    match operand {
        Value::Null => Ok(Value::Null),
        Value::Integer(a) => a.checked_neg().map(Value::Integer).ok_or_else(|| overflow("-", &0, a)),
        Value::Float(a) => Ok(Value::Float(-a)),
        Value::Duration(a) => a.negated().map(Value::from).ok_or_else(|| overflow("-", &0, a)),
        _ => Err(one_mismatch("-", operand)),
    }
}

/// `+operand`: numbers and durations.
pub fn plus(operand: &Value) -> Outcome {
    match operand {
        Value::Null | Value::Integer(_) | Value::Float(_) | Value::Duration(_) => Ok(operand.clone()),
        _ => Err(one_mismatch("+", operand)),
    }
}

/// `left || right`: texts with texts, lists with lists.
pub fn concatenate(left: &Value, right: &Value) -> Outcome {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::String(a), Value::String(b)) => Ok(concatenated(a, b)),
        (Value::List(a), Value::List(b)) => Ok(joined(a, b)),
        _ => Err(mismatch("||", left, right)),
    }
}

fn joined(left: &[Value], right: &[Value]) -> Value {
    Value::list(left.iter().chain(right).cloned().collect())
}

fn concatenated(left: &str, right: &str) -> Value {
    let mut text = String::with_capacity(left.len() + right.len());
    text.push_str(left);
    text.push_str(right);
    Value::from(text)
}

fn text_of(value: &Value) -> String {
    super::text::to_string(value).unwrap_or_default()
}

fn is_moment(value: &Value) -> bool {
    matches!(
        value,
        Value::Date(_) | Value::LocalTime(_) | Value::Time(_) | Value::LocalDateTime(_) | Value::DateTime(_)
    )
}

/// The moment so much later: months and days by the calendar, then seconds. A date counts only whole days, a time of day
/// only seconds, and goes round at midnight.
fn shifted(temporal: &Value, duration: &Duration) -> Outcome {
    let (months, days, nanos) = (duration.months(), duration.days(), duration.nanos_of_time());
    let turned = |time: &LocalTime| LocalTime::wrapping(i128::from(time.nanos()) + nanos);
    let moved = match temporal {
        Value::Date(date) => date
            .plus_months(months)
            .and_then(|date| date.plus_days(days))
            .and_then(|date| date.plus_days(duration.whole_days_of_time()))
            .map(Value::Date),
        Value::LocalTime(time) => Some(Value::LocalTime(turned(time))),
        Value::Time(time) => Some(Value::Time(Time { local: turned(&time.local), offset: time.offset })),
        Value::LocalDateTime(moment) => moment
            .plus_months(months)
            .and_then(|moment| moment.plus_days(days))
            .and_then(|moment| moment.plus_nanos(nanos))
            .map(Value::LocalDateTime),
        Value::DateTime(moment) => moment
            .plus_months(months)
            .and_then(|moment| moment.plus_days(days))
            .and_then(|moment| moment.plus_nanos(nanos))
            .map(Value::from),
        _ => None,
    };
    moved.ok_or_else(|| {
        Diagnostic::runtime(
            Kind::ArithmeticError,
            "TemporalOverflow",
            format!("{} and {duration} together lie outside of the calendar", text_of(temporal)),
        )
    })
}

fn overflow(operator: &str, left: &impl std::fmt::Display, right: &impl std::fmt::Display) -> Diagnostic {
    Diagnostic::runtime(
        Kind::ArithmeticError,
        "IntegerOverflow",
        format!("the result of {left} {operator} {right} does not fit into 64 bits"),
    )
}

fn division_by_zero() -> Diagnostic {
    Diagnostic::runtime(Kind::ArithmeticError, "DivisionByZero", "an integer cannot be divided by zero")
}

fn mismatch(operator: &str, left: &Value, right: &Value) -> Diagnostic {
    let error = Diagnostic::runtime(
        Kind::TypeError,
        "InvalidArgumentType",
        format!("`{operator}` does not work on {} and {}", left.type_name(), right.type_name()),
    );
    let is_text = |value: &Value| matches!(value, Value::String(_));
    let is_time = |value: &Value| {
        use Value::*;
        matches!(value, Date(_) | Time(_) | LocalTime(_) | DateTime(_) | LocalDateTime(_))
    };
    match operator {
        "-" if is_time(left) && is_time(right) => error.with_hint("the time between two is `duration.between(a, b)`"),
        "+" | "-" if is_time(left) && !is_text(right) => error.with_hint("add a duration: `x + duration({days: 1})`"),
        "+" if is_text(left) || is_text(right) => error.with_hint("`toString(x)` gives the text of a value"),
        _ => error,
    }
}

fn one_mismatch(operator: &str, operand: &Value) -> Diagnostic {
    Diagnostic::runtime(
        Kind::TypeError,
        "InvalidArgumentType",
        format!("`{operator}` does not work on {}", operand.type_name()),
    )
}

/// Appends to a list without copying it where nobody else holds it: what `collect` and `reduce` do again and again.
pub fn appended(mut list: Arc<Vec<Value>>, element: Value) -> Value {
    Arc::make_mut(&mut list).push(element);
    Value::List(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::literal::literal;

    #[test]
    fn pairs_of_types() {
        let (one, two, half) = (Value::Integer(1), Value::Integer(2), Value::Float(0.5));
        let list = Value::list(vec![one.clone()]);
        type Operator = fn(&Value, &Value) -> Outcome;
        let cases: [(Operator, &Value, &Value, &str); 16] = [
            (add, &one, &two, "3"),
            (add, &one, &half, "1.5"),
            (add, &Value::from("a"), &one, "'a1'"),
            (add, &list, &two, "[1, 2]"),
            (add, &two, &list, "[2, 1]"),
            (add, &list, &list, "[1, 1]"),
            (add, &list, &Value::Null, "null"),
            (subtract, &one, &half, "0.5"),
            (multiply, &two, &half, "1.0"),
            (divide, &one, &two, "0"),
            (divide, &one, &half, "2.0"),
            (divide, &Value::Float(1.0), &Value::Integer(0), "Infinity"),
            (modulo, &Value::Integer(-5), &two, "-1"),
            (power, &two, &two, "4.0"),
            (concatenate, &list, &list, "[1, 1]"),
            (modulo, &Value::Integer(i64::MIN), &Value::Integer(-1), "0"),
        ];
        for (operator, left, right, expected) in cases {
            assert_eq!(literal(&operator(left, right).unwrap()), expected, "{left:?} {right:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let (least, greatest) = (Value::Integer(i64::MIN), Value::Integer(i64::MAX));
        let one = Value::Integer(1);
        for outcome in [
            add(&greatest, &one),
            subtract(&least, &one),
            multiply(&greatest, &greatest),
            divide(&least, &Value::Integer(-1)),
            negate(&least),
        ] {
            assert_eq!(outcome.unwrap_err().detail, "IntegerOverflow");
        }
        assert_eq!(divide(&one, &Value::Integer(0)).unwrap_err().detail, "DivisionByZero");
        assert_eq!(subtract(&Value::from("a"), &one).unwrap_err().detail, "InvalidArgumentType");
    }
}
