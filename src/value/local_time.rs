//! A time of day without a time zone.

use std::fmt;

/// Nanoseconds in a second.
pub const NANOS_PER_SECOND: i64 = 1_000_000_000;
/// Seconds in a day.
pub const SECONDS_PER_DAY: i64 = 86_400;
/// Nanoseconds in a day.
pub const NANOS_PER_DAY: i64 = SECONDS_PER_DAY * NANOS_PER_SECOND;

/// Nanoseconds since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalTime {
    nanos: i64,
}

impl LocalTime {
    /// 00:00.
    pub const MIDNIGHT: LocalTime = LocalTime { nanos: 0 };

    /// From hour, minute, second and nanosecond of the second; `None` where one is out of range.
    pub fn new(hour: i64, minute: i64, second: i64, nanosecond: i64) -> Option<LocalTime> {
        let fits = (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..60).contains(&second)
            && (0..NANOS_PER_SECOND).contains(&nanosecond);
        fits.then(|| LocalTime { nanos: ((hour * 60 + minute) * 60 + second) * NANOS_PER_SECOND + nanosecond })
    }

    /// From nanoseconds since midnight; `None` beyond the day.
    pub fn from_nanos(nanos: i64) -> Option<LocalTime> {
        (0..NANOS_PER_DAY).contains(&nanos).then_some(LocalTime { nanos })
    }

    /// The time of day that so many nanoseconds from midnight come to, in either direction.
    pub fn wrapping(nanos: i128) -> LocalTime {
        LocalTime { nanos: nanos.rem_euclid(i128::from(NANOS_PER_DAY)) as i64 }
    }

    /// Nanoseconds since midnight.
    pub fn nanos(self) -> i64 {
        self.nanos
    }

    /// 0 to 23.
    pub fn hour(self) -> i64 {
        self.nanos / (3_600 * NANOS_PER_SECOND)
    }

    /// 0 to 59.
    pub fn minute(self) -> i64 {
        self.nanos / (60 * NANOS_PER_SECOND) % 60
    }

    /// 0 to 59.
    pub fn second(self) -> i64 {
        self.nanos / NANOS_PER_SECOND % 60
    }

    /// Nanosecond of the second.
    pub fn nanosecond(self) -> i64 {
        self.nanos % NANOS_PER_SECOND
    }
}

impl fmt::Display for LocalTime {
    /// `HH:MM`, seconds only when there are some, a fraction of 3, 6 or 9 digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())?;
        let (second, nanosecond) = (self.second(), self.nanosecond());
        if second == 0 && nanosecond == 0 {
            return Ok(());
        }
        write!(f, ":{second:02}")?;
        match nanosecond {
            0 => Ok(()),
            _ if nanosecond % 1_000_000 == 0 => write!(f, ".{:03}", nanosecond / 1_000_000),
            _ if nanosecond % 1_000 == 0 => write!(f, ".{:06}", nanosecond / 1_000),
            _ => write!(f, ".{nanosecond:09}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_as_few_digits_as_suffice() {
        let cases = [
            ((9, 5, 0, 0), "09:05"),
            ((9, 5, 7, 0), "09:05:07"),
            ((9, 5, 0, 1), "09:05:00.000000001"),
            ((9, 5, 0, 120_000_000), "09:05:00.120"),
            ((9, 5, 0, 120_000), "09:05:00.000120"),
        ];
        for ((hour, minute, second, nanosecond), text) in cases {
            assert_eq!(LocalTime::new(hour, minute, second, nanosecond).unwrap().to_string(), text);
        }
        assert_eq!(LocalTime::new(24, 0, 0, 0), None);
    }
}
