//! A date and time of day without a time zone.

use super::date::Date;
use super::local_time::{LocalTime, NANOS_PER_SECOND, SECONDS_PER_DAY};
use std::fmt;

/// A moment by the clock and calendar of some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalDateTime {
    /// Seconds since 1970-01-01T00:00, as if that place had the offset zero.
    seconds: i64,
    /// 0 to 999,999,999.
    nanos: u32,
}

impl LocalDateTime {
    /// That time on that day.
    pub fn new(date: Date, time: LocalTime) -> LocalDateTime {
        LocalDateTime {
            seconds: date.epoch_days() * SECONDS_PER_DAY + time.nanos() / NANOS_PER_SECOND,
            nanos: time.nanosecond() as u32,
        }
    }

    /// From seconds since 1970-01-01T00:00 and nanoseconds, which may be any number; `None` outside of the calendar.
    pub fn from_epoch(seconds: i64, nanos: i128) -> Option<LocalDateTime> {
        let carried = i64::try_from(nanos.div_euclid(i128::from(NANOS_PER_SECOND))).ok()?;
        let seconds = seconds.checked_add(carried)?;
        Date::from_epoch_days(seconds.div_euclid(SECONDS_PER_DAY))?;
        Some(LocalDateTime { seconds, nanos: nanos.rem_euclid(i128::from(NANOS_PER_SECOND)) as u32 })
    }

    /// Seconds since 1970-01-01T00:00.
    pub fn epoch_seconds(self) -> i64 {
        self.seconds
    }

    /// Nanosecond of the second.
    pub fn nanosecond(self) -> i64 {
        i64::from(self.nanos)
    }

    /// Nanoseconds since 1970-01-01T00:00.
    pub fn epoch_nanos(self) -> i128 {
        i128::from(self.seconds) * i128::from(NANOS_PER_SECOND) + i128::from(self.nanos)
    }

    /// The day.
    pub fn date(self) -> Date {
        // The constructors keep the day within the calendar.
        Date::from_epoch_days(self.seconds.div_euclid(SECONDS_PER_DAY)).unwrap_or(Date::EPOCH)
    }

    /// The time of day.
    pub fn time(self) -> LocalTime {
        let nanos = self.seconds.rem_euclid(SECONDS_PER_DAY) * NANOS_PER_SECOND + i64::from(self.nanos);
        LocalTime::from_nanos(nanos).unwrap_or(LocalTime::MIDNIGHT)
    }

    /// So many nanoseconds later.
    pub fn plus_nanos(self, nanos: i128) -> Option<LocalDateTime> {
        Self::from_epoch(self.seconds, i128::from(self.nanos) + nanos)
    }

    /// So many months later; a day that the month lacks becomes its last.
    pub fn plus_months(self, months: i64) -> Option<LocalDateTime> {
        Some(Self::new(self.date().plus_months(months)?, self.time()))
    }

    /// So many days later.
    pub fn plus_days(self, days: i64) -> Option<LocalDateTime> {
        Some(Self::new(self.date().plus_days(days)?, self.time()))
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date(), self.time())
    }
}
