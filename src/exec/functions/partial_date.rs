//! Functions of partial dates: of dates, EDTF texts, and of nodes, relationships and maps with `start` and `end`.

use super::{Evaluator, Outcome, wrong_type};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::context::Context;
use crate::exec::expression::property_of;
use crate::value::partial_date::{PartialDate, Precision};
use crate::value::{Date, Value};

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("earliest", |values, context| day(read("earliest", &values[0], context)?, PartialDate::earliest)),
    ("latest", |values, context| day(read("latest", &values[0], context)?, PartialDate::latest)),
    ("precision", |values, context| {
        Ok(read("precision", &values[0], context)?.map_or(Value::Null, |date| Value::from(date.precision().name())))
    }),
    ("possibly_after", |values, context| pair("possibly_after", values, context, |a, b| b.possibly_before(a))),
    ("possibly_before", |values, context| pair("possibly_before", values, context, PartialDate::possibly_before)),
    ("possibly_during", |values, context| pair("possibly_during", values, context, PartialDate::possibly_during)),
    ("surely_after", |values, context| pair("surely_after", values, context, |a, b| b.surely_before(a))),
    ("surely_before", |values, context| pair("surely_before", values, context, PartialDate::surely_before)),
    ("surely_during", |values, context| pair("surely_during", values, context, PartialDate::surely_during)),
];

fn day(date: Option<PartialDate>, pick: fn(&PartialDate) -> Option<Date>) -> Outcome {
    Ok(date.and_then(|date| pick(&date)).map_or(Value::Null, Value::Date))
}

fn pair(
    function: &str,
    values: &[Value],
    context: &Context<'_>,
    holds: fn(&PartialDate, &PartialDate) -> bool,
) -> Outcome {
    let (left, right) = (read(function, &values[0], context)?, read(function, &values[1], context)?);
    Ok(left.zip(right).map(|(left, right)| holds(&left, &right)).into())
}

/// `None` for what has no date.
fn read(function: &str, value: &Value, context: &Context<'_>) -> Result<Option<PartialDate>, Diagnostic> {
    Ok(match value {
        Value::Null => None,
        Value::Date(date) => Some(PartialDate::day(*date)),
        Value::LocalDateTime(moment) => Some(PartialDate::day(moment.date())),
        Value::DateTime(moment) => Some(PartialDate::day(moment.local().date())),
        Value::String(text) => Some(PartialDate::parse(text).ok_or_else(|| {
            Diagnostic::runtime(Kind::ArgumentError, "InvalidArgumentValue", format!("`{text}` is no partial date"))
                .with_hint("write it like '2023-04', '2022-02-09/2022-02-11' or 'XXXX-10-18'")
        })?),
        Value::Node(_) | Value::Relationship(_) | Value::Map(_) => {
            let part = |name: &str| {
                property_of(value, name, context).and_then(|part| match part {
                    Value::Null | Value::String(_) | Value::Date(_) => read(function, &part, context),
                    other => Err(wrong_type(function, "a date in `start` and `end`", &other)),
                })
            };
            let (start, end) = (part("start")?, part("end")?);
            let precision = match property_of(value, "precision", context)? {
                Value::String(name) => Precision::of_name(&name),
                _ => None,
            };
            match (start, end) {
                (Some(start), Some(end)) => Some(PartialDate::interval(&start, &end)),
                (Some(start), None) => Some(precision.map_or(start, |precision| start.widened(precision))),
                (None, end) => end,
            }
        }
        other => return Err(wrong_type(function, "a date, an EDTF text, or something with `start` and `end`", other)),
    })
}
