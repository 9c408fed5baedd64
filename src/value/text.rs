//! `toString`: values as the text that reads back to them.

use super::Value;

/// A float with a point or an exponent, in the fewest digits that read back to it.
pub fn float(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
    } else if number != 0.0 && !(1e-3..1e7).contains(&number.abs()) {
        let text = format!("{number:E}");
        match text.split_once('E') {
            Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
            _ => text,
        }
    } else {
        format!("{number:?}")
    }
}

/// The text of a number, truth value, text, temporal value or point; `None` for what `toString` refuses.
pub fn to_string(value: &Value) -> Option<String> {
    Some(match value {
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::String(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::LocalTime(time) => time.to_string(),
        Value::Time(time) => time.to_string(),
        Value::LocalDateTime(moment) => moment.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::Point(point) => point.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => {
            return None;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn floats_always_show_that_they_are() {
        for (number, text) in [
            (1.0, "1.0"),
            (-0.5, "-0.5"),
            (-0.0, "-0.0"),
            (1e7, "1.0E7"),
            (1.5e-9, "1.5E-9"),
            (1e300, "1.0E300"),
            (9_999_999.0, "9999999.0"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(float(number), text);
        }
    }
}
