//! A length of time in months, days and seconds, which do not convert into each other.

use super::local_time::{NANOS_PER_SECOND, SECONDS_PER_DAY};
use std::cmp::Ordering;
use std::fmt;

/// Months, days, seconds and nanoseconds, each with its own sign; nanoseconds are 0 to 999,999,999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    months: i64,
    days: i64,
    seconds: i64,
    nanos: u32,
}

/// Seconds of a month on average: a year of 365.2425 days by twelve.
pub const SECONDS_PER_MONTH: i64 = 2_629_746;

impl Duration {
    /// From its parts; nanoseconds may be any number. `None` where seconds overflow.
    pub fn new(months: i64, days: i64, seconds: i64, nanos: i128) -> Option<Duration> {
        let carried = i64::try_from(nanos.div_euclid(i128::from(NANOS_PER_SECOND))).ok()?;
        let seconds = seconds.checked_add(carried)?;
        Some(Duration { months, days, seconds, nanos: nanos.rem_euclid(i128::from(NANOS_PER_SECOND)) as u32 })
    }

    /// From parts that may have fractions: what is left of a month becomes days of the average month, what is left of a
    /// day becomes seconds. `None` where a part is not finite or overflows.
    pub fn from_fractions(months: f64, days: f64, seconds: f64, nanos: f64) -> Option<Duration> {
        let mut parts = DurationParts::default();
        for number in [months, days, seconds, nanos] {
            if !number.is_finite() || number.abs() >= 9.2e18 {
                return None;
            }
        }
        parts.add_months(months.trunc() as i64, months.fract(), 1)?;
        parts.add_days(days.trunc() as i64, days.fract(), 1)?;
        parts.add_seconds(seconds.trunc() as i64, seconds.fract(), 1)?;
        parts.add_nanos(nanos.trunc() as i128);
        parts.finish()
    }

    /// Whole months.
    pub fn months(&self) -> i64 {
        self.months
    }

    /// Whole days beyond the months.
    pub fn days(&self) -> i64 {
        self.days
    }

    /// Seconds beyond the days, rounded down.
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// Nanoseconds beyond the seconds: 0 to 999,999,999.
    pub fn nanosecond(&self) -> i64 {
        i64::from(self.nanos)
    }

    /// Nanoseconds beyond the days.
    pub fn nanos_of_time(&self) -> i128 {
        i128::from(self.seconds) * i128::from(NANOS_PER_SECOND) + i128::from(self.nanos)
    }

    /// Whole days in the seconds, towards zero.
    pub fn whole_days_of_time(&self) -> i64 {
        let nanos_per_day = i128::from(SECONDS_PER_DAY) * i128::from(NANOS_PER_SECOND);
        (self.nanos_of_time() / nanos_per_day) as i64
    }

    /// The sum, part by part.
    pub fn plus(&self, other: &Duration) -> Option<Duration> {
        Duration::new(
            self.months.checked_add(other.months)?,
            self.days.checked_add(other.days)?,
            self.seconds.checked_add(other.seconds)?,
            i128::from(self.nanos) + i128::from(other.nanos),
        )
    }

    /// The opposite, part by part.
    pub fn negated(&self) -> Option<Duration> {
        Duration::new(
            self.months.checked_neg()?,
            self.days.checked_neg()?,
            self.seconds.checked_neg()?,
            -i128::from(self.nanos),
        )
    }

    /// The product with an integer, part by part.
    pub fn times(&self, factor: i64) -> Option<Duration> {
        let nanos = self.nanos_of_time().checked_mul(i128::from(factor))?;
        Duration::new(self.months.checked_mul(factor)?, self.days.checked_mul(factor)?, 0, nanos)
    }

    /// The product with a factor; fractions go down to the next smaller part.
    pub fn scaled(&self, factor: f64) -> Option<Duration> {
        Self::from_fractions(
            self.months as f64 * factor,
            self.days as f64 * factor,
            self.seconds as f64 * factor,
            f64::from(self.nanos) * factor,
        )
    }

    /// The quotient; fractions go down to the next smaller part.
    pub fn divided(&self, divisor: f64) -> Option<Duration> {
        Self::from_fractions(
            self.months as f64 / divisor,
            self.days as f64 / divisor,
            self.seconds as f64 / divisor,
            f64::from(self.nanos) / divisor,
        )
    }

    /// For the global order only, since durations do not compare: the length with months of average length.
    fn average_nanos(&self) -> i128 {
        let seconds = i128::from(self.months) * i128::from(SECONDS_PER_MONTH)
            + i128::from(self.days) * i128::from(SECONDS_PER_DAY)
            + i128::from(self.seconds);
        seconds * i128::from(NANOS_PER_SECOND) + i128::from(self.nanos)
    }

    /// The global order: by average length, then by months, days and seconds.
    pub fn order(&self, other: &Duration) -> Ordering {
        (self.average_nanos(), self.months, self.days, self.seconds).cmp(&(
            other.average_nanos(),
            other.months,
            other.days,
            other.seconds,
        ))
    }
}

/// A duration in the making, from amounts of units with fractions.
#[derive(Clone, Copy, Debug, Default)]
pub struct DurationParts {
    months: i64,
    days: i64,
    /// What is left of months and days.
    day_nanos: i128,
    nanos: i128,
}

const NANOS_PER_MONTH: f64 = SECONDS_PER_MONTH as f64 * NANOS_PER_SECOND as f64;
const NANOS_PER_DAY: f64 = SECONDS_PER_DAY as f64 * NANOS_PER_SECOND as f64;

impl DurationParts {
    /// Adds a whole number and a fraction of units of so many months.
    pub fn add_months(&mut self, whole: i64, fraction: f64, months: i64) -> Option<()> {
        let of_unit = fraction * months as f64;
        let total = whole.checked_mul(months)?.checked_add(of_unit.trunc() as i64)?;
        self.months = self.months.checked_add(total)?;
        self.day_nanos += (of_unit.fract() * NANOS_PER_MONTH).round() as i128;
        Some(())
    }

    /// Adds a whole number and a fraction of units of so many days.
    pub fn add_days(&mut self, whole: i64, fraction: f64, days: i64) -> Option<()> {
        let of_unit = fraction * days as f64;
        let total = whole.checked_mul(days)?.checked_add(of_unit.trunc() as i64)?;
        self.days = self.days.checked_add(total)?;
        self.day_nanos += (of_unit.fract() * NANOS_PER_DAY).round() as i128;
        Some(())
    }

    /// Adds a whole number and a fraction of units of so many seconds.
    pub fn add_seconds(&mut self, whole: i64, fraction: f64, seconds: i64) -> Option<()> {
        let nanos = i128::from(seconds) * i128::from(NANOS_PER_SECOND);
        self.nanos += i128::from(whole.checked_mul(seconds)?) * i128::from(NANOS_PER_SECOND);
        self.nanos += (fraction * nanos as f64).round() as i128;
        Some(())
    }

    /// Adds a whole number and a fraction of units of so many nanoseconds.
    pub fn add_subseconds(&mut self, whole: i64, fraction: f64, nanos: i64) {
        self.nanos += i128::from(whole) * i128::from(nanos) + (fraction * nanos as f64).trunc() as i128;
    }

    /// Adds nanoseconds.
    pub fn add_nanos(&mut self, nanos: i128) {
        self.nanos += nanos;
    }

    /// The duration; `None` where a part does not fit.
    pub fn finish(self) -> Option<Duration> {
        let nanos_per_day = i128::from(SECONDS_PER_DAY) * i128::from(NANOS_PER_SECOND);
        let day_nanos = i128::from(self.days) * nanos_per_day + self.day_nanos;
        let days = i64::try_from(day_nanos / nanos_per_day).ok()?;
        Duration::new(self.months, days, 0, self.nanos + day_nanos % nanos_per_day)
    }
}

impl fmt::Display for Duration {
    /// `P1Y2M3DT4H5M6.7S`: months as years and months, seconds as hours, minutes and seconds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Duration::default() {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        write_part(f, self.months / 12, 'Y')?;
        write_part(f, self.months % 12, 'M')?;
        write_part(f, self.days, 'D')?;
        if self.seconds == 0 && self.nanos == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        // Seconds are rounded down; printed, seconds and fraction have one sign.
        let (seconds, nanos) = match self.nanos {
            0 => (self.seconds, 0),
            nanos if self.seconds < 0 => (self.seconds + 1, NANOS_PER_SECOND - i64::from(nanos)),
            nanos => (self.seconds, i64::from(nanos)),
        };
        write_part(f, seconds / 3_600, 'H')?;
        write_part(f, seconds / 60 % 60, 'M')?;
        let seconds = seconds % 60;
        if nanos == 0 {
            return write_part(f, seconds, 'S');
        }
        let sign = if self.seconds < 0 { "-" } else { "" };
        let fraction = format!("{nanos:09}");
        write!(f, "{sign}{}.{}S", seconds.abs(), fraction.trim_end_matches('0'))
    }
}

fn write_part(f: &mut fmt::Formatter<'_>, amount: i64, unit: char) -> fmt::Result {
    if amount == 0 { Ok(()) } else { write!(f, "{amount}{unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_keeps_its_sign() {
        let cases = [
            ((0, 0, 0, 0), "PT0S"),
            ((149, 14, 58_390, 1), "P12Y5M14DT16H13M10.000000001S"),
            ((0, 1, 0, -1_000_000), "P1DT-0.001S"),
            ((0, 0, -60, -1_000_000), "PT-1M-0.001S"),
            ((0, 0, -86_400, 100_000_000), "PT-23H-59M-59.9S"),
            ((-20, 0, 0, 0), "P-1Y-8M"),
            ((0, 0, 70, 0), "PT1M10S"),
        ];
        for ((months, days, seconds, nanos), text) in cases {
            assert_eq!(Duration::new(months, days, seconds, nanos).unwrap().to_string(), text);
        }
    }

    #[test]
    fn fractions_go_down_to_the_next_part() {
        let cases = [
            ((0.75, 0.0, 0.0, 0.0), "P22DT19H51M49.5S"),
            ((5.0, 1.5, 0.0, 0.0), "P5M1DT12H"),
            ((0.0, 0.0, 90.0, 0.0), "PT1M30S"),
            ((0.0, 0.0, 0.1, 1.9), "PT0.100000001S"),
        ];
        for ((months, days, seconds, nanos), text) in cases {
            assert_eq!(Duration::from_fractions(months, days, seconds, nanos).unwrap().to_string(), text);
        }
        assert_eq!(Duration::from_fractions(f64::NAN, 0.0, 0.0, 0.0), None);
        let half = Duration::new(149, 14, 58_390, 1).unwrap().scaled(0.5).unwrap();
        assert_eq!(half.to_string(), "P6Y2M22DT13H21M8S");
    }
}
