//! What can be done with temporal values: read them from text and components, take them apart, cut them to a unit,
//! measure the time between them.

pub mod between;
pub mod clock;
pub mod component;
pub mod construct;
pub mod parse;
pub mod truncate;

use super::DateTime;
use super::{Date, LocalDateTime, LocalTime, Offset, Time, Value, Zone};
use crate::diagnostic::{Diagnostic, Kind};
pub use clock::Clock;

/// The types of dates and times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TemporalType {
    Date,
    LocalTime,
    Time,
    LocalDateTime,
    DateTime,
}

impl TemporalType {
    /// The name of its constructor.
    pub fn name(self) -> &'static str {
        match self {
            TemporalType::Date => "date",
            TemporalType::LocalTime => "localtime",
            TemporalType::Time => "time",
            TemporalType::LocalDateTime => "localdatetime",
            TemporalType::DateTime => "datetime",
        }
    }

    fn has_date(self) -> bool {
        matches!(self, TemporalType::Date | TemporalType::LocalDateTime | TemporalType::DateTime)
    }

    fn has_time(self) -> bool {
        self != TemporalType::Date
    }

    fn has_zone(self) -> bool {
        matches!(self, TemporalType::Time | TemporalType::DateTime)
    }
}

/// A date or time taken apart; what its type lacks is absent.
#[derive(Clone, Debug, Default)]
struct Parts {
    date: Option<Date>,
    time: Option<LocalTime>,
    zone: Option<Zone>,
    /// Decides between the two moments that a clock shows twice.
    offset: Option<Offset>,
}

impl Parts {
    /// `None` for what is no date or time.
    fn of(value: &Value) -> Option<Parts> {
        Some(match value {
            Value::Date(date) => Parts { date: Some(*date), ..Parts::default() },
            Value::LocalTime(time) => Parts { time: Some(*time), ..Parts::default() },
            Value::Time(time) => Parts {
                time: Some(time.local),
                zone: Some(Zone::Offset(time.offset)),
                offset: Some(time.offset),
                date: None,
            },
            Value::LocalDateTime(moment) => {
                Parts { date: Some(moment.date()), time: Some(moment.time()), ..Parts::default() }
            }
            Value::DateTime(moment) => Parts {
                date: Some(moment.local().date()),
                time: Some(moment.local().time()),
                zone: Some(moment.zone().clone()),
                offset: Some(moment.offset()),
            },
            _ => return None,
        })
    }

    /// Put together as a type; a time zone that is absent is UTC. `convert` is the zone to show the moment in.
    fn assemble(self, kind: TemporalType, convert: Option<Zone>, clock: &Clock) -> Result<Value, Diagnostic> {
        let date = || self.date.ok_or_else(|| missing(kind, "a date"));
        let time = || self.time.ok_or_else(|| missing(kind, "a time of day"));
        let zone = self.zone.clone().unwrap_or(Zone::UTC);
        Ok(match kind {
            TemporalType::Date => Value::Date(date()?),
            TemporalType::LocalTime => Value::LocalTime(time()?),
            TemporalType::Time => {
                // A place has an offset only at a moment: on the day at hand, else now.
                let offset_of = |zone: &Zone| match self.date.zip(self.time) {
                    Some((date, time)) => zone.offset_of(LocalDateTime::new(date, time), self.offset),
                    None => zone.offset_at(clock.statement().epoch_seconds()),
                };
                let shown = Time { local: time()?, offset: offset_of(&zone) };
                Value::Time(convert.map_or(shown, |zone| shown.with_offset(offset_of(&zone))))
            }
            TemporalType::LocalDateTime => Value::LocalDateTime(LocalDateTime::new(date()?, time()?)),
            TemporalType::DateTime => {
                let local = LocalDateTime::new(date()?, time()?);
                let shown = DateTime::from_local(local, zone, self.offset);
                let moment = match convert {
                    Some(zone) => shown.and_then(|moment| moment.in_zone(zone)),
                    None => shown,
                };
                Value::from(moment.ok_or_else(outside_of_calendar)?)
            }
        })
    }
}

fn missing(kind: TemporalType, what: &str) -> Diagnostic {
    invalid(format!("a {} needs {what}", kind.name()))
}

fn invalid(message: impl Into<String>) -> Diagnostic {
    Diagnostic::runtime(Kind::ArgumentError, "InvalidArgumentValue", message)
}

fn outside_of_calendar() -> Diagnostic {
    invalid("the moment lies outside of the calendar, which goes from year -999999999 to 999999999")
}
