//! Time zones: offsets from UTC, and names with their history from the time zone database that is built in.

use super::date::Date;
use super::local_date_time::LocalDateTime;
use super::local_time::LocalTime;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// How far a clock is ahead of UTC: within ±18 hours, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Offset {
    seconds: i32,
}

impl Offset {
    /// The offset zero.
    pub const UTC: Offset = Offset { seconds: 0 };

    /// From seconds; `None` beyond 18 hours.
    pub fn from_seconds(seconds: i32) -> Option<Offset> {
        (seconds.abs() <= 18 * 3_600).then_some(Offset { seconds })
    }

    /// In seconds.
    pub fn seconds(self) -> i32 {
        self.seconds
    }
}

impl fmt::Display for Offset {
    /// `Z`, `+HH:MM` or `+HH:MM:SS`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.seconds == 0 {
            return f.write_str("Z");
        }
        let sign = if self.seconds < 0 { '-' } else { '+' };
        let seconds = self.seconds.abs();
        write!(f, "{sign}{:02}:{:02}", seconds / 3_600, seconds / 60 % 60)?;
        if seconds % 60 != 0 { write!(f, ":{:02}", seconds % 60) } else { Ok(()) }
    }
}

/// An offset, or a place whose offset changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Always the same.
    Offset(Offset),
    /// By the rules of the place; the name as the database writes it.
    Named(Arc<str>),
}

impl Zone {
    /// UTC.
    pub const UTC: Zone = Zone::Offset(Offset::UTC);

    /// The zone of that name (`Europe/Stockholm`), whatever its case.
    pub fn named(name: &str) -> Option<Zone> {
        let zone = database(name)?;
        match zone.iana_name() {
            Some(canonical) => Some(Zone::Named(canonical.into())),
            None => Some(Zone::UTC),
        }
    }

    /// The offset at a moment, in seconds since 1970 UTC.
    pub fn offset_at(&self, epoch_seconds: i64) -> Offset {
        match self {
            Zone::Offset(offset) => *offset,
            Zone::Named(name) => match (database(name), jiff::Timestamp::from_second(within_years(epoch_seconds))) {
                (Some(zone), Ok(moment)) => Offset { seconds: zone.to_offset(moment).seconds() },
                _ => Offset::UTC,
            },
        }
    }

    /// The offset of a clock in this zone that shows the local time. In a gap it is the one before the gap (so that the
    /// moment shifts forward by the gap), in an overlap the earlier one, or `preferred` where that is possible.
    pub fn offset_of(&self, local: LocalDateTime, preferred: Option<Offset>) -> Offset {
        match self {
            Zone::Offset(offset) => *offset,
            Zone::Named(_) => {
                // The offsets a day before and after are the only ones that can apply.
                let seconds = local.epoch_seconds();
                let before = self.offset_at(seconds.saturating_sub(86_400));
                let after = self.offset_at(seconds.saturating_add(86_400));
                let middle = self.offset_at(seconds - i64::from(before.seconds));
                let candidates = [preferred.unwrap_or(before), before, middle, after];
                candidates.into_iter().find(|offset| self.is_offset_of(local, *offset)).unwrap_or(before)
            }
        }
    }

    /// Whether a clock in this zone that shows the local time may have that offset.
    pub fn is_offset_of(&self, local: LocalDateTime, offset: Offset) -> bool {
        self.offset_at(local.epoch_seconds() - i64::from(offset.seconds)) == offset
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Offset(offset) => offset.fmt(f),
            Zone::Named(name) => f.write_str(name),
        }
    }
}

static DATABASE: LazyLock<jiff::tz::TimeZoneDatabase> = LazyLock::new(jiff::tz::TimeZoneDatabase::bundled);

fn database(name: &str) -> Option<jiff::tz::TimeZone> {
    DATABASE.get(name).ok()
}

/// The same moment of the year in a year that the database covers: rules repeat with the calendar every 400 years.
fn within_years(epoch_seconds: i64) -> i64 {
    const CYCLE: i64 = 146_097 * 86_400;
    let first = LocalDateTime::new(Date::from_calendar(-9000, 1, 1).unwrap_or(Date::EPOCH), LocalTime::MIDNIGHT);
    let last = LocalDateTime::new(Date::from_calendar(9000, 1, 1).unwrap_or(Date::EPOCH), LocalTime::MIDNIGHT);
    if epoch_seconds > last.epoch_seconds() {
        last.epoch_seconds() - CYCLE + (epoch_seconds - last.epoch_seconds()).rem_euclid(CYCLE)
    } else {
        epoch_seconds.max(first.epoch_seconds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(year: i64, month: i64, day: i64, hour: i64) -> LocalDateTime {
        LocalDateTime::new(Date::from_calendar(year, month, day).unwrap(), LocalTime::new(hour, 0, 0, 0).unwrap())
    }

    #[test]
    fn offsets_follow_the_history_of_the_place() {
        let cases = [
            ("Europe/Stockholm", local(1818, 7, 21, 21), "+00:53:28"),
            ("Europe/Stockholm", local(2015, 7, 21, 21), "+02:00"),
            ("Europe/Stockholm", local(2015, 1, 21, 21), "+01:00"),
            ("europe/stockholm", local(123_456_789, 7, 21, 21), "+02:00"),
            ("Asia/Seoul", local(2022, 2, 10, 9), "+09:00"),
            ("Asia/Ho_Chi_Minh", local(2022, 2, 10, 9), "+07:00"),
            ("Australia/Eucla", local(2015, 7, 21, 21), "+08:45"),
        ];
        for (name, local, offset) in cases {
            assert_eq!(Zone::named(name).unwrap().offset_of(local, None).to_string(), offset, "{name} {local}");
        }
        assert_eq!(Zone::named("Europe/Nowhere"), None);
    }

    #[test]
    fn gaps_and_overlaps_take_the_earlier_offset() {
        let stockholm = Zone::named("Europe/Stockholm").unwrap();
        assert_eq!(stockholm.offset_of(local(2017, 10, 29, 2), None).to_string(), "+02:00");
        assert_eq!(stockholm.offset_of(local(2017, 10, 29, 2), Offset::from_seconds(3_600)).to_string(), "+01:00");
        assert_eq!(stockholm.offset_of(local(2017, 3, 26, 2), None).to_string(), "+01:00");
        assert_eq!(stockholm.offset_of(local(2017, 10, 29, 4), None).to_string(), "+01:00");
    }
}
