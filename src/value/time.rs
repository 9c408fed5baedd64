//! A time of day with an offset from UTC.

use super::local_time::{LocalTime, NANOS_PER_SECOND};
use super::zone::Offset;
use std::cmp::Ordering;
use std::fmt;

/// What a clock with that offset shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// What the clock shows.
    pub local: LocalTime,
    /// How far it is ahead of UTC.
    pub offset: Offset,
}

impl Time {
    /// Nanoseconds since midnight UTC; negative or beyond the day where the offset reaches over midnight.
    pub fn utc_nanos(self) -> i64 {
        self.local.nanos() - i64::from(self.offset.seconds()) * NANOS_PER_SECOND
    }

    /// The same moment by a clock with another offset.
    pub fn with_offset(self, offset: Offset) -> Time {
        let nanos = self.utc_nanos() + i64::from(offset.seconds()) * NANOS_PER_SECOND;
        Time { local: LocalTime::wrapping(i128::from(nanos)), offset }
    }
}

impl Ord for Time {
    /// By moment, then by offset.
    fn cmp(&self, other: &Self) -> Ordering {
        self.utc_nanos().cmp(&other.utc_nanos()).then(self.offset.cmp(&other.offset))
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, self.offset)
    }
}
