//! A date and time of day in a time zone: a moment, and how the clock and calendar there show it.

use super::date::Date;
use super::local_date_time::LocalDateTime;
use super::local_time::{LocalTime, NANOS_PER_SECOND};
use super::zone::{Offset, Zone};
use std::cmp::Ordering;
use std::fmt;

/// A moment in a time zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    local: LocalDateTime,
    offset: Offset,
    zone: Zone,
}

impl DateTime {
    /// What clock and calendar of the zone show; `preferred` decides where a clock shows the same time twice.
    /// In a gap the moment is as far after the gap as the clock was into it; `None` outside of the calendar.
    pub fn from_local(local: LocalDateTime, zone: Zone, preferred: Option<Offset>) -> Option<DateTime> {
        let offset = zone.offset_of(local, preferred);
        if zone.is_offset_of(local, offset) {
            return Some(DateTime { local, offset, zone });
        }
        Self::from_epoch(local.epoch_seconds() - i64::from(offset.seconds()), local.nanosecond(), zone)
    }

    /// The moment so many seconds and nanoseconds (any number) after 1970-01-01T00:00Z; `None` outside of the calendar.
    pub fn from_epoch(seconds: i64, nanos: i64, zone: Zone) -> Option<DateTime> {
        let utc = LocalDateTime::from_epoch(seconds, i128::from(nanos))?;
        let offset = zone.offset_at(utc.epoch_seconds());
        let local = utc.plus_nanos(i128::from(offset.seconds()) * i128::from(NANOS_PER_SECOND))?;
        Some(DateTime { local, offset, zone })
    }

    /// 1970-01-01T00:00Z.
    pub fn unix_epoch() -> DateTime {
        let local = LocalDateTime::new(Date::EPOCH, LocalTime::MIDNIGHT);
        DateTime { local, offset: Offset::UTC, zone: Zone::UTC }
    }

    /// The same moment in another zone.
    pub fn in_zone(&self, zone: Zone) -> Option<DateTime> {
        Self::from_epoch(self.epoch_seconds(), self.local.nanosecond(), zone)
    }

    /// What clock and calendar show.
    pub fn local(&self) -> LocalDateTime {
        self.local
    }

    /// How far the clock is ahead of UTC.
    pub fn offset(&self) -> Offset {
        self.offset
    }

    /// The time zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Seconds since 1970-01-01T00:00Z.
    pub fn epoch_seconds(&self) -> i64 {
        self.local.epoch_seconds() - i64::from(self.offset.seconds())
    }

    /// Nanoseconds since 1970-01-01T00:00Z.
    pub fn epoch_nanos(&self) -> i128 {
        self.local.epoch_nanos() - i128::from(self.offset.seconds()) * i128::from(NANOS_PER_SECOND)
    }

    /// So many nanoseconds later.
    pub fn plus_nanos(&self, nanos: i128) -> Option<DateTime> {
        let moment = self.epoch_nanos().checked_add(nanos)?;
        let seconds = i64::try_from(moment.div_euclid(i128::from(NANOS_PER_SECOND))).ok()?;
        Self::from_epoch(seconds, moment.rem_euclid(i128::from(NANOS_PER_SECOND)) as i64, self.zone.clone())
    }

    /// So many months later by the calendar, at the same time of day.
    pub fn plus_months(&self, months: i64) -> Option<DateTime> {
        Self::from_local(self.local.plus_months(months)?, self.zone.clone(), Some(self.offset))
    }

    /// So many days later by the calendar, at the same time of day.
    pub fn plus_days(&self, days: i64) -> Option<DateTime> {
        Self::from_local(self.local.plus_days(days)?, self.zone.clone(), Some(self.offset))
    }
}

impl Ord for DateTime {
    /// By moment, then by offset and zone.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.epoch_nanos(), self.offset, &self.zone).cmp(&(other.epoch_nanos(), other.offset, &other.zone))
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for DateTime {
    /// Date, `T`, time, offset, and the name of the zone in brackets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, self.offset)?;
        match &self.zone {
            Zone::Offset(_) => Ok(()),
            Zone::Named(name) => write!(f, "[{name}]"),
        }
    }
}
