//! The parts of temporal values and points by name: `moment.year`, `duration.minutesOfHour`, `point.x`.

use crate::value::point::CoordinateSystem;
use crate::value::{Date, DateTime, Duration, LocalTime, Offset, Point, Value};

/// The part of that name; `None` for a value without parts, `Null` for a part that it does not have.
pub fn component(value: &Value, name: &str) -> Option<Value> {
    let part = match value {
        Value::Date(date) => of_date(*date, name),
        Value::LocalTime(time) => of_time(*time, name),
        Value::Time(time) => of_time(time.local, name)
            .or_else(|| of_offset(time.offset, name))
            .or_else(|| (name == "timezone").then(|| Value::from(time.offset.to_string()))),
        Value::LocalDateTime(moment) => of_date(moment.date(), name).or_else(|| of_time(moment.time(), name)),
        Value::DateTime(moment) => of_moment(moment, name),
        Value::Duration(duration) => of_duration(duration, name),
        Value::Point(point) => of_point(point, name),
        _ => return None,
    };
    Some(part.unwrap_or(Value::Null))
}

fn of_date(date: Date, name: &str) -> Option<Value> {
    let (year, month, day) = date.calendar();
    Some(Value::Integer(match name {
        "year" => year,
        "quarter" => date.quarter().quarter,
        "month" => month,
        "week" => date.week().week,
        "weekYear" => date.week().year,
        "day" => day,
        "ordinalDay" => date.day_of_year(),
        "weekDay" | "dayOfWeek" => date.day_of_week(),
        "dayOfQuarter" => date.quarter().day,
        _ => return None,
    }))
}

fn of_time(time: LocalTime, name: &str) -> Option<Value> {
    Some(Value::Integer(match name {
        "hour" => time.hour(),
        "minute" => time.minute(),
        "second" => time.second(),
        "millisecond" => time.nanosecond() / 1_000_000,
        "microsecond" => time.nanosecond() / 1_000,
        "nanosecond" => time.nanosecond(),
        _ => return None,
    }))
}

fn of_offset(offset: Offset, name: &str) -> Option<Value> {
    Some(match name {
        "offset" => Value::from(offset.to_string()),
        "offsetMinutes" => Value::Integer(i64::from(offset.seconds() / 60)),
        "offsetSeconds" => Value::Integer(i64::from(offset.seconds())),
        _ => return None,
    })
}

fn of_moment(moment: &DateTime, name: &str) -> Option<Value> {
    let local = moment.local();
    of_date(local.date(), name)
        .or_else(|| of_time(local.time(), name))
        .or_else(|| of_offset(moment.offset(), name))
        .or_else(|| match name {
            "timezone" => Some(Value::from(moment.zone().to_string())),
            "epochSeconds" => Some(Value::Integer(moment.epoch_seconds())),
            "epochMillis" => i64::try_from(moment.epoch_nanos().div_euclid(1_000_000)).ok().map(Value::Integer),
            _ => None,
        })
}

fn of_duration(duration: &Duration, name: &str) -> Option<Value> {
    let (months, days, seconds) = (duration.months(), duration.days(), duration.seconds());
    let subsecond = duration.nanosecond();
    let nanos = duration.nanos_of_time();
    let whole = |amount: i128| i64::try_from(amount).ok();
    let amount = match name {
        "years" => Some(months / 12),
        "quarters" => Some(months / 3),
        "months" => Some(months),
        "weeks" => Some(days / 7),
        "days" => Some(days),
        "hours" => Some(seconds / 3_600),
        "minutes" => Some(seconds / 60),
        "seconds" => Some(seconds),
        "milliseconds" => whole(nanos.div_euclid(1_000_000)),
        "microseconds" => whole(nanos.div_euclid(1_000)),
        "nanoseconds" => whole(nanos),
        "quartersOfYear" => Some(months % 12 / 3),
        "monthsOfQuarter" => Some(months % 3),
        "monthsOfYear" => Some(months % 12),
        "daysOfWeek" => Some(days % 7),
        "minutesOfHour" => Some(seconds % 3_600 / 60),
        "secondsOfMinute" => Some(seconds % 60),
        "millisecondsOfSecond" => Some(subsecond / 1_000_000),
        "microsecondsOfSecond" => Some(subsecond / 1_000),
        "nanosecondsOfSecond" => Some(subsecond),
        _ => None,
    };
    amount.map(Value::Integer)
}

fn of_point(point: &Point, name: &str) -> Option<Value> {
    let on_earth = point.system == CoordinateSystem::Earth;
    Some(match name {
        "x" => Value::Float(point.x),
        "y" => Value::Float(point.y),
        "z" => Value::Float(point.z?),
        "longitude" if on_earth => Value::Float(point.x),
        "latitude" if on_earth => Value::Float(point.y),
        "height" if on_earth => Value::Float(point.z?),
        "crs" => Value::from(point.system_name()),
        "srid" => Value::Integer(i64::from(point.code())),
        _ => return None,
    })
}
