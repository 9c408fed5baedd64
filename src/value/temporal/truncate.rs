//! Cutting temporal values to a unit: `date.truncate('week', d, {dayOfWeek: 2})`.

use super::construct::Fields;
use super::{Clock, Parts, TemporalType, invalid};
use crate::diagnostic::{Diagnostic, Kind};
use crate::value::date::{QuarterDay, WeekDate};
use crate::value::local_time::NANOS_PER_SECOND;
use crate::value::{Date, LocalTime, Value};

/// The start of the unit that holds `input`, with the components of `fields` (a map or null) set after.
pub fn truncate(
    kind: TemporalType,
    unit: &str,
    input: &Value,
    fields: &Value,
    clock: &Clock,
) -> Result<Value, Diagnostic> {
    if input.is_null() {
        return Ok(Value::Null);
    }
    let Some(mut parts) = Parts::of(input) else {
        return Err(Diagnostic::runtime(
            Kind::TypeError,
            "InvalidArgumentType",
            format!("{} cannot be truncated", input.type_name()),
        ));
    };
    let unit_of_date = DATE_UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
    let unit_of_time = TIME_UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
    if let Some((_, start)) = unit_of_date {
        parts.date = match parts.date {
            Some(date) => Some(start(date).ok_or_else(super::outside_of_calendar)?),
            None if unit.eq_ignore_ascii_case("day") => None,
            None => return Err(not_applicable(unit, input)),
        };
        parts.time = Some(LocalTime::MIDNIGHT);
    } else if let Some((_, nanos)) = unit_of_time.filter(|_| kind.has_time()) {
        let time = parts.time.unwrap_or(LocalTime::MIDNIGHT).nanos();
        parts.time = LocalTime::from_nanos(time - time % nanos);
    } else {
        let of_date = DATE_UNITS.iter().map(|(name, _)| *name).filter(|name| kind.has_date() || *name == "day");
        let of_time = TIME_UNITS.iter().map(|(name, _)| *name).filter(|_| kind.has_time());
        let known: Vec<&str> = of_date.chain(of_time).collect();
        return Err(invalid(format!("a {} cannot be truncated to `{unit}`", kind.name()))
            .with_hint(format!("the units are {}", known.join(", "))));
    }
    if !kind.has_date() && unit_of_date.is_some_and(|(name, _)| *name != "day") {
        return Err(not_applicable(unit, input));
    }
    if let Value::Map(entries) = fields {
        let fields = Fields::read(kind, entries)?;
        if kind.has_date() {
            parts.date = Some(fields.date(parts.date)?);
        }
        if kind.has_time() {
            let subsecond = parts.time.map_or(0, LocalTime::nanosecond);
            parts.time = Some(fields.time(parts.time, subsecond)?);
        }
        if let Some(zone) = fields.zone {
            parts.zone = Some(zone);
            parts.offset = None;
        }
    }
    parts.assemble(kind, None, clock)
}

fn not_applicable(unit: &str, input: &Value) -> Diagnostic {
    invalid(format!("{} cannot be truncated to `{unit}`", input.type_name()))
}

type Start = fn(Date) -> Option<Date>;

const DATE_UNITS: &[(&str, Start)] = &[
    ("millennium", |date| first_of_years(date, 1_000)),
    ("century", |date| first_of_years(date, 100)),
    ("decade", |date| first_of_years(date, 10)),
    ("year", |date| first_of_years(date, 1)),
    ("weekYear", |date| Date::from_week(WeekDate { year: date.week().year, week: 1, day: 1 })),
    ("quarter", |date| Date::from_quarter(date.year(), QuarterDay { quarter: date.quarter().quarter, day: 1 })),
    ("month", |date| Date::from_calendar(date.year(), date.calendar().1, 1)),
    ("week", |date| date.plus_days(1 - date.day_of_week())),
    ("day", Some),
];

const TIME_UNITS: &[(&str, i64)] = &[
    ("hour", 3_600 * NANOS_PER_SECOND),
    ("minute", 60 * NANOS_PER_SECOND),
    ("second", NANOS_PER_SECOND),
    ("millisecond", 1_000_000),
    ("microsecond", 1_000),
];

fn first_of_years(date: Date, years: i64) -> Option<Date> {
    Date::from_calendar(date.year().div_euclid(years) * years, 1, 1)
}
