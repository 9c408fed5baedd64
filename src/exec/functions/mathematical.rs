//! Functions of numbers and angles.

use super::{Evaluator, Outcome, integer, text_argument, wrong_type};
use crate::diagnostic::{Diagnostic, Kind};
use crate::value::Value;

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("abs", |values, _| match &values[0] {
        Value::Integer(number) => number.checked_abs().map(Value::Integer).ok_or_else(|| {
            Diagnostic::runtime(
                Kind::ArithmeticError,
                "IntegerOverflow",
                format!("abs({number}) does not fit into 64 bits"),
            )
        }),
        Value::Float(number) => Ok(Value::Float(number.abs())),
        other => Err(wrong_type("abs", "a number", other)),
    }),
    ("ceil", |values, _| of_float("ceil", &values[0], f64::ceil)),
    ("floor", |values, _| of_float("floor", &values[0], f64::floor)),
    ("round", |values, _| round(values)),
    ("sign", |values, _| match &values[0] {
        Value::Integer(number) => Ok(Value::Integer(number.signum())),
        Value::Float(number) if *number > 0.0 => Ok(Value::Integer(1)),
        Value::Float(number) if *number < 0.0 => Ok(Value::Integer(-1)),
        Value::Float(_) => Ok(Value::Integer(0)),
        other => Err(wrong_type("sign", "a number", other)),
    }),
    ("sqrt", |values, _| of_float("sqrt", &values[0], f64::sqrt)),
    ("exp", |values, _| of_float("exp", &values[0], f64::exp)),
    ("log", |values, _| of_float("log", &values[0], f64::ln)),
    ("log10", |values, _| of_float("log10", &values[0], f64::log10)),
    ("isNaN", |values, _| Ok(Value::Boolean(number("isNaN", &values[0])?.is_nan()))),
    ("e", |_, _| Ok(Value::Float(std::f64::consts::E))),
    ("pi", |_, _| Ok(Value::Float(std::f64::consts::PI))),
    ("rand", |_, _| Ok(Value::Float(fastrand::f64()))),
    ("acos", |values, _| of_float("acos", &values[0], f64::acos)),
    ("asin", |values, _| of_float("asin", &values[0], f64::asin)),
    ("atan", |values, _| of_float("atan", &values[0], f64::atan)),
    ("atan2", |values, _| Ok(Value::Float(number("atan2", &values[0])?.atan2(number("atan2", &values[1])?)))),
    ("cos", |values, _| of_float("cos", &values[0], f64::cos)),
    ("cosh", |values, _| of_float("cosh", &values[0], f64::cosh)),
    ("cot", |values, _| of_float("cot", &values[0], |angle| 1.0 / angle.tan())),
    ("coth", |values, _| of_float("coth", &values[0], |angle| 1.0 / angle.tanh())),
    ("degrees", |values, _| of_float("degrees", &values[0], f64::to_degrees)),
    ("haversin", |values, _| of_float("haversin", &values[0], |angle| (1.0 - angle.cos()) / 2.0)),
    ("radians", |values, _| of_float("radians", &values[0], f64::to_radians)),
    ("sin", |values, _| of_float("sin", &values[0], f64::sin)),
    ("sinh", |values, _| of_float("sinh", &values[0], f64::sinh)),
    ("tan", |values, _| of_float("tan", &values[0], f64::tan)),
    ("tanh", |values, _| of_float("tanh", &values[0], f64::tanh)),
];

fn number(function: &str, value: &Value) -> Result<f64, Diagnostic> {
    value.as_number().ok_or_else(|| wrong_type(function, "a number", value))
}

fn of_float(name: &str, value: &Value, function: fn(f64) -> f64) -> Outcome {
    Ok(Value::Float(function(number(name, value)?)))
}

/// Ties go up; a mode says otherwise.
fn round(values: &[Value]) -> Outcome {
    let number = number("round", &values[0])?;
    let precision = values.get(1).map_or(Ok(0), |precision| integer("round", precision))?;
    let mode = values.get(2).map_or(Ok("HALF_UP"), |mode| text_argument("round", mode))?;
    if !(0..=300).contains(&precision) {
        return Err(Diagnostic::runtime(
            Kind::ArgumentError,
            "NumberOutOfRange",
            format!("the precision of `round` is 0 to 300, not {precision}"),
        ));
    }
    if !number.is_finite() {
        return Ok(Value::Float(number));
    }
    let scale = 10_f64.powi(precision as i32);
    let scaled = number * scale;
    if !scaled.is_finite() || scaled.abs() >= 4_503_599_627_370_496.0 {
        return Ok(Value::Float(number));
    }
    let (down, up) = (scaled.floor(), scaled.ceil());
    // With decimals a tie is meant as it is written: 1.005 is one, though its double lies a little below.
    let distance = scaled - down;
    let tie = (distance - 0.5).abs() < 1e-9 * scaled.abs().max(1.0) && precision > 0 || distance == 0.5;
    let nearest = if distance < 0.5 { down } else { up };
    let away = if number < 0.0 { down } else { up };
    let towards = if number < 0.0 { up } else { down };
    let rounded = match mode.to_ascii_uppercase().as_str() {
        "UP" => away,
        "DOWN" => towards,
        "CEILING" => up,
        "FLOOR" => down,
        // Without a precision `round` gives the greater of two that are as near.
        "HALF_UP" if tie && values.len() < 2 => up,
        "HALF_UP" if tie => away,
        "HALF_DOWN" if tie => towards,
        "HALF_EVEN" if tie => {
            if down % 2.0 == 0.0 {
                down
            } else {
                up
            }
        }
        "HALF_UP" | "HALF_DOWN" | "HALF_EVEN" => nearest,
        other => {
            return Err(Diagnostic::runtime(
                Kind::ArgumentError,
                "InvalidArgumentValue",
                format!("`{other}` is no way to round"),
            )
            .with_hint("the modes are UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN and HALF_EVEN"));
        }
    };
    Ok(Value::Float(rounded / scale))
}
