//! Temporal values from components, from text, and from each other: `date({year: 2022, week: 6})`,
//! `datetime({date: d, time: t, timezone: 'Asia/Seoul'})`.

use super::{Clock, Parts, TemporalType, invalid, outside_of_calendar, parse};
use crate::diagnostic::{Diagnostic, Kind};
use crate::value::date::{QuarterDay, WeekDate};
use crate::value::duration::DurationParts;
use crate::value::{Date, DateTime, LocalTime, Value, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

type Entries = BTreeMap<Arc<str>, Value>;

/// A date or time from a text, a map of components or another temporal value; null for null.
pub fn construct(kind: TemporalType, input: &Value, clock: &Clock) -> Result<Value, Diagnostic> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(match kind {
            TemporalType::Date => Value::Date(parse::date(text)?),
            TemporalType::LocalTime => Value::LocalTime(parse::local_time(text)?),
            TemporalType::Time => Value::Time(parse::time(text)?),
            TemporalType::LocalDateTime => Value::LocalDateTime(parse::local_date_time(text)?),
            TemporalType::DateTime => Value::from(parse::date_time(text)?),
        }),
        Value::Map(entries) => from_components(kind, entries, clock),
        _ => match Parts::of(input) {
            Some(mut parts) => {
                if kind.has_time() && kind.has_date() && parts.date.is_some() {
                    parts.time.get_or_insert(LocalTime::MIDNIGHT);
                }
                parts.assemble(kind, None, clock)
            }
            None => Err(Diagnostic::runtime(
                Kind::TypeError,
                "InvalidArgumentType",
                format!("a {} cannot be made from {}", kind.name(), input.type_name()),
            )),
        },
    }
}

fn from_components(kind: TemporalType, entries: &Entries, clock: &Clock) -> Result<Value, Diagnostic> {
    if entries.values().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let fields = Fields::read(kind, entries)?;
    if let Some(moment) = fields.of_epoch(entries)? {
        return Ok(Value::from(moment));
    }
    let select = |name: &str| match entries.get(name) {
        Some(value) => match Parts::of(value) {
            Some(parts) if name != "time" || parts.time.is_some() => Ok(Some(parts)),
            Some(_) => Err(invalid(format!("`{name}` needs a value with a time of day, not {}", value.type_name()))),
            None => Err(invalid(format!("`{name}` needs a temporal value, not {}", value.type_name()))),
        },
        None => Ok(None),
    };
    let (both, date, time) = (select("datetime")?, select("date")?, select("time")?);
    let date_source = date.as_ref().or(both.as_ref());
    let time_source = time.as_ref().or(both.as_ref());
    let mut parts = Parts {
        zone: time_source.and_then(|source| source.zone.clone()),
        offset: time_source.and_then(|source| source.offset),
        ..Parts::default()
    };
    if kind.has_date() {
        parts.date = Some(fields.date(date_source.and_then(|source| source.date))?);
    } else {
        parts.date = time_source.and_then(|source| source.date);
    }
    if kind.has_time() {
        parts.time = Some(fields.time(time_source.and_then(|source| source.time), 0)?);
    }
    // A moment that had a zone is shown in the new one; a clock without a zone is put into it.
    let convert = if parts.zone.is_some() {
        fields.zone
    } else {
        parts.zone = fields.zone;
        None
    };
    parts.assemble(kind, convert, clock)
}

/// The components of a map that are no temporal values themselves.
#[derive(Default)]
pub(super) struct Fields<'a> {
    numbers: BTreeMap<&'a str, i64>,
    /// `timezone`.
    pub(super) zone: Option<Zone>,
}

const DATE_FIELDS: &[&str] = &["year", "quarter", "month", "week", "dayOfWeek", "day", "ordinalDay", "dayOfQuarter"];
const TIME_FIELDS: &[&str] = &["hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];
/// What may stand beside `epochSeconds` or `epochMillis`.
const FIELDS_BESIDE_EPOCH: &[&str] = &["millisecond", "microsecond", "nanosecond", "timezone"];

impl<'a> Fields<'a> {
    /// Numbers and time zone of the map; an entry that the type does not have is an error.
    pub(super) fn read(kind: TemporalType, entries: &'a Entries) -> Result<Self, Diagnostic> {
        let mut fields = Fields::default();
        for (name, value) in entries {
            let epoch = kind == TemporalType::DateTime && matches!(&**name, "epochSeconds" | "epochMillis");
            let number = (kind.has_date() && DATE_FIELDS.contains(&&**name))
                || (kind.has_time() && TIME_FIELDS.contains(&&**name))
                || epoch;
            let selects = match &**name {
                "date" => kind.has_date(),
                "time" => kind.has_time(),
                "datetime" => kind.has_date() && kind.has_time(),
                _ => false,
            };
            match (&**name, value) {
                (_, Value::Integer(amount)) if number => {
                    fields.numbers.insert(name, *amount);
                }
                (_, value) if number => {
                    return Err(invalid(format!("`{name}` needs an integer, not {}", value.type_name())));
                }
                ("timezone", Value::String(text)) if kind.has_zone() => fields.zone = Some(parse::zone(text)?),
                ("timezone", value) if kind.has_zone() => {
                    return Err(invalid(format!("`timezone` needs a text, not {}", value.type_name())));
                }
                _ if selects => {}
                _ => return Err(invalid(format!("a {} has no component `{name}`", kind.name()))),
            }
        }
        Ok(fields)
    }

    fn get(&self, name: &str) -> Option<i64> {
        self.numbers.get(name).copied()
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.numbers.contains_key(name))
    }

    /// The moment that is counted from the start of 1970, where `entries` count one.
    fn of_epoch(&self, entries: &Entries) -> Result<Option<DateTime>, Diagnostic> {
        let (counted, seconds, nanos) = match (self.get("epochSeconds"), self.get("epochMillis")) {
            (Some(seconds), _) => ("epochSeconds", seconds, 0),
            (None, Some(millis)) => ("epochMillis", millis.div_euclid(1_000), millis.rem_euclid(1_000) * 1_000_000),
            (None, None) => return Ok(None),
        };
        let fits = |name: &str| name == counted || FIELDS_BESIDE_EPOCH.contains(&name);
        if let Some(other) = entries.keys().find(|name| !fits(name)) {
            return Err(invalid(format!("`{other}` cannot stand beside `{counted}`")));
        }
        let zone = self.zone.clone().unwrap_or(Zone::UTC);
        DateTime::from_epoch(seconds, nanos + self.subsecond()?, zone).map(Some).ok_or_else(outside_of_calendar)
    }

    /// The date of the components; those that are absent come from `base`, or are the first.
    pub(super) fn date(&self, base: Option<Date>) -> Result<Date, Diagnostic> {
        let year = self.get("year");
        let known_year =
            || year.or(base.map(Date::year)).ok_or_else(|| invalid("a date needs a `year`, or a `date` to start from"));
        let date = if self.has_any(&["week", "dayOfWeek"]) {
            let of_base = base.map(Date::week);
            Date::from_week(WeekDate {
                year: year.or(of_base.map(|week| week.year)).map_or_else(known_year, Ok)?,
                week: self.get("week").or(of_base.map(|week| week.week)).unwrap_or(1),
                day: self.get("dayOfWeek").or(of_base.map(|week| week.day)).unwrap_or(1),
            })
        } else if let Some(day) = self.get("ordinalDay") {
            Date::from_ordinal(known_year()?, day)
        } else if self.has_any(&["quarter", "dayOfQuarter"]) {
            let of_base = base.map(Date::quarter);
            let quarter = self.get("quarter").or(of_base.map(|quarter| quarter.quarter)).unwrap_or(1);
            match (self.get("dayOfQuarter"), base) {
                (None, Some(base)) if (1..=4).contains(&quarter) => {
                    let (from_year, month, day) = base.calendar();
                    let month = (month - 1) % 3 + quarter * 3 - 2;
                    at_most(year.unwrap_or(from_year), month, day)
                }
                (day, _) => Date::from_quarter(known_year()?, QuarterDay { quarter, day: day.unwrap_or(1) }),
            }
        } else {
            let of_base = base.map(Date::calendar);
            let month = self.get("month").or(of_base.map(|(_, month, _)| month)).unwrap_or(1);
            match (self.get("day"), of_base) {
                (None, Some((_, _, day))) => at_most(known_year()?, month, day),
                (day, _) => Date::from_calendar(known_year()?, month, day.unwrap_or(1)),
            }
        };
        date.ok_or_else(|| {
            let given: Vec<String> = self.numbers.iter().map(|(name, number)| format!("{name}: {number}")).collect();
            invalid(format!("there is no date with {}", given.join(", ")))
        })
    }

    /// The time of day of the components; those that are absent come from `base`, or are zero. Parts of a second are
    /// added to `subsecond` nanoseconds.
    pub(super) fn time(&self, base: Option<LocalTime>, subsecond: i64) -> Result<LocalTime, Diagnostic> {
        let pick = |name: &str, of_base: fn(LocalTime) -> i64| self.get(name).or(base.map(of_base)).unwrap_or(0);
        let nanos = if self.has_any(&["millisecond", "microsecond", "nanosecond"]) {
            self.subsecond()?.checked_add(subsecond)
        } else {
            base.map(LocalTime::nanosecond).or(Some(0))
        };
        let time = nanos.and_then(|nanos| {
            LocalTime::new(
                pick("hour", LocalTime::hour),
                pick("minute", LocalTime::minute),
                pick("second", LocalTime::second),
                nanos,
            )
        });
        time.ok_or_else(|| {
            let given: Vec<String> = self.numbers.iter().map(|(name, number)| format!("{name}: {number}")).collect();
            invalid(format!("there is no time of day with {}", given.join(", ")))
        })
    }

    /// Milliseconds, microseconds and nanoseconds together; each counts from the next larger one that is given.
    fn subsecond(&self) -> Result<i64, Diagnostic> {
        let (millis, micros, nanos) = (self.get("millisecond"), self.get("microsecond"), self.get("nanosecond"));
        let micros_limit = if millis.is_some() { 999 } else { 999_999 };
        let nanos_limit = match (millis, micros) {
            (_, Some(_)) => 999,
            (Some(_), None) => 999_999,
            (None, None) => 999_999_999,
        };
        let mut total = 0;
        for (name, amount, limit, factor) in [
            ("millisecond", millis, 999, 1_000_000),
            ("microsecond", micros, micros_limit, 1_000),
            ("nanosecond", nanos, nanos_limit, 1),
        ] {
            let amount = amount.unwrap_or(0);
            if !(0..=limit).contains(&amount) {
                return Err(invalid(format!("`{name}` is 0 to {limit} here, not {amount}")));
            }
            total += amount * factor;
        }
        Ok(total)
    }
}

/// The day, or the last of the month where it has fewer.
fn at_most(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::from_calendar(year, month, 1)?;
    Date::from_calendar(year, month, day.min(crate::value::date::days_in_month(year, month)))
}

/// A duration from a text, a map of components or another duration; null for null.
pub fn duration(input: &Value) -> Result<Value, Diagnostic> {
    match input {
        Value::Null | Value::Duration(_) => Ok(input.clone()),
        Value::String(text) => Ok(Value::from(parse::duration(text)?)),
        Value::Map(entries) => {
            if entries.values().any(Value::is_null) {
                return Ok(Value::Null);
            }
            let mut parts = DurationParts::default();
            for (name, value) in entries.iter() {
                let (whole, fraction) = match value {
                    Value::Integer(amount) => (*amount, 0.0),
                    Value::Float(amount) if amount.is_finite() && amount.abs() < 9.2e18 => {
                        (amount.trunc() as i64, amount.fract())
                    }
                    _ => return Err(invalid(format!("`{name}` needs a number, not {}", value.type_name()))),
                };
                let added = match &**name {
                    "years" => parts.add_months(whole, fraction, 12),
                    "quarters" => parts.add_months(whole, fraction, 3),
                    "months" => parts.add_months(whole, fraction, 1),
                    "weeks" => parts.add_days(whole, fraction, 7),
                    "days" => parts.add_days(whole, fraction, 1),
                    "hours" => parts.add_seconds(whole, fraction, 3_600),
                    "minutes" => parts.add_seconds(whole, fraction, 60),
                    "seconds" => parts.add_seconds(whole, fraction, 1),
                    "milliseconds" => {
                        let _: () = parts.add_subseconds(whole, fraction, 1_000_000);
                        Some(())
                    }
                    "microseconds" => {
                        let _: () = parts.add_subseconds(whole, fraction, 1_000);
                        Some(())
                    }
                    "nanoseconds" => {
                        let _: () = parts.add_subseconds(whole, fraction, 1);
                        Some(())
                    }
                    _ => return Err(invalid(format!("a duration has no component `{name}`"))),
                };
                added.ok_or_else(too_long)?;
            }
            parts.finish().map(Value::from).ok_or_else(too_long)
        }
        _ => Err(Diagnostic::runtime(
            Kind::TypeError,
            "InvalidArgumentType",
            format!("a duration cannot be made from {}", input.type_name()),
        )),
    }
}

fn too_long() -> Diagnostic {
    invalid("the duration does not fit into 64 bits")
}
