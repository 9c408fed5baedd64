//! The time between two temporal values. What one of them lacks (date, time zone) it takes from the other; a missing time
//! of day is midnight.

use super::{Parts, outside_of_calendar};
use crate::diagnostic::{Diagnostic, Kind};
use crate::value::local_time::SECONDS_PER_DAY;
use crate::value::{Date, DateTime, Duration, LocalDateTime, LocalTime, Value, Zone};

/// What to measure in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Months, then days, then seconds.
    Mixed,
    /// Whole months.
    Months,
    /// Whole days.
    Days,
    /// Seconds.
    Seconds,
}

/// The duration from one value to the other; null where either is.
pub fn between(from: &Value, to: &Value, measure: Measure) -> Result<Value, Diagnostic> {
    match (from, to) {
        (Value::Null, _) | (_, Value::Null) => return Ok(Value::Null),
        (Value::Date(from), Value::Date(to)) => return between_days(*from, *to, measure).map(Value::from),
        _ => {}
    }
    let (Some(from_parts), Some(to_parts)) = (Parts::of(from), Parts::of(to)) else {
        return Err(Diagnostic::runtime(
            Kind::TypeError,
            "InvalidArgumentType",
            format!("there is no duration between {} and {}", from.type_name(), to.type_name()),
        ));
    };
    let calendar = from_parts.date.is_some() && to_parts.date.is_some();
    let zone = from_parts.zone.clone().or_else(|| to_parts.zone.clone());
    let start = Moment::new(&from_parts, &to_parts, zone.as_ref())?;
    let end = Moment::new(&to_parts, &from_parts, zone.as_ref())?;
    let duration = match measure {
        Measure::Seconds => Duration::new(0, 0, 0, end.nanos() - start.nanos()),
        Measure::Months if calendar => Duration::new(start.months_until(&end), 0, 0, 0),
        Measure::Days if calendar => Duration::new(0, start.days_until(&end), 0, 0),
        Measure::Months | Measure::Days => Some(Duration::default()),
        Measure::Mixed if calendar => {
            let months = start.months_until(&end);
            let start = start.plus_months(months).ok_or_else(outside_of_calendar)?;
            let days = start.days_until(&end);
            let start = start.plus_days(days).ok_or_else(outside_of_calendar)?;
            Duration::new(months, days, 0, end.nanos() - start.nanos())
        }
        Measure::Mixed => Duration::new(0, 0, 0, end.nanos() - start.nanos()),
    };
    duration.map(Value::from).ok_or_else(outside_of_calendar)
}

/// The duration from one day to another.
pub fn between_days(from: Date, to: Date, measure: Measure) -> Result<Duration, Diagnostic> {
    let days = to.epoch_days() - from.epoch_days();
    let duration = match measure {
        Measure::Seconds => Duration::new(0, 0, days * SECONDS_PER_DAY, 0),
        Measure::Months => Duration::new(months_until(from, to), 0, 0, 0),
        Measure::Days => Duration::new(0, days, 0, 0),
        Measure::Mixed => {
            let months = months_until(from, to);
            let start = from.plus_months(months).ok_or_else(outside_of_calendar)?;
            Duration::new(months, to.epoch_days() - start.epoch_days(), 0, 0)
        }
    };
    duration.ok_or_else(outside_of_calendar)
}

/// Whole months from one day to another: a month is over when its day is reached.
fn months_until(from: Date, to: Date) -> i64 {
    // Months as units of 32 days.
    let packed = |date: Date| {
        let (year, month, day) = date.calendar();
        (year * 12 + month) * 32 + day
    };
    (packed(to) - packed(from)) / 32
}

/// A moment with a time zone, or one by some clock.
enum Moment {
    Zoned(DateTime),
    Local(LocalDateTime),
}

impl Moment {
    /// `zone` is that of the start, so that both are seen by one calendar.
    fn new(parts: &Parts, other: &Parts, zone: Option<&Zone>) -> Result<Moment, Diagnostic> {
        let date = parts.date.or(other.date).unwrap_or(Date::EPOCH);
        let local = LocalDateTime::new(date, parts.time.unwrap_or(LocalTime::MIDNIGHT));
        let Some(zone) = zone else { return Ok(Moment::Local(local)) };
        let own = parts.zone.as_ref().unwrap_or(zone);
        DateTime::from_local(local, own.clone(), parts.offset)
            .and_then(|moment| if own == zone { Some(moment) } else { moment.in_zone(zone.clone()) })
            .map(Moment::Zoned)
            .ok_or_else(outside_of_calendar)
    }

    fn local(&self) -> LocalDateTime {
        match self {
            Moment::Zoned(moment) => moment.local(),
            Moment::Local(local) => *local,
        }
    }

    fn nanos(&self) -> i128 {
        match self {
            Moment::Zoned(moment) => moment.epoch_nanos(),
            Moment::Local(local) => local.epoch_nanos(),
        }
    }

    fn plus_months(&self, months: i64) -> Option<Moment> {
        match self {
            Moment::Zoned(moment) => moment.plus_months(months).map(Moment::Zoned),
            Moment::Local(local) => local.plus_months(months).map(Moment::Local),
        }
    }

    fn plus_days(&self, days: i64) -> Option<Moment> {
        match self {
            Moment::Zoned(moment) => moment.plus_days(days).map(Moment::Zoned),
            Moment::Local(local) => local.plus_days(days).map(Moment::Local),
        }
    }

    /// The last day on the way to `end` that is over at this time of day.
    fn last_whole_day(&self, end: &Moment) -> Date {
        let (start, end) = (self.local(), end.local());
        let short = match end.date().cmp(&start.date()) {
            std::cmp::Ordering::Greater if end.time() < start.time() => -1,
            std::cmp::Ordering::Less if end.time() > start.time() => 1,
            _ => 0,
        };
        end.date().plus_days(short).unwrap_or(end.date())
    }

    fn days_until(&self, end: &Moment) -> i64 {
        self.last_whole_day(end).epoch_days() - self.local().date().epoch_days()
    }

    fn months_until(&self, end: &Moment) -> i64 {
        months_until(self.local().date(), self.last_whole_day(end))
    }
}
