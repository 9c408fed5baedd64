//! A day of the proleptic Gregorian calendar.
//!
//! Own calendar arithmetic, since libraries end at the year 9999 and the language goes to ±999,999,999.

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    days: i64,
}

/// The last year of the calendar; the first is its negative.
pub const MAX_YEAR: i64 = 999_999_999;

/// The days from 1 March to the end of the year.
const MARCH_TO_DECEMBER: u32 = 306;

/// The days from the first of March of the year 0 to 1970.
const DAYS_BEFORE_1970: i64 = 719_468;

/// The days of 400 years.
const DAYS_OF_CYCLE: u32 = 146_097;

/// Four times as many still are a `u32`.
const NEAR_DAYS: i64 = 1 << 30;

/// A quarter and the day in it, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuarterDay {
    /// 1 to 4.
    pub quarter: i64,
    /// 1 to 92.
    pub day: i64,
}

/// A day by ISO 8601 week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekDate {
    /// The year that the week belongs to.
    pub year: i64,
    /// 1 to 53.
    pub week: i64,
    /// 1 (Monday) to 7.
    pub day: i64,
}

impl Date {
    /// 1970-01-01.
    pub const EPOCH: Date = Date { days: 0 };

    /// From year, month (1 to 12) and day (from 1); `None` where there is no such day.
    pub fn from_calendar(year: i64, month: i64, day: i64) -> Option<Date> {
        if year.abs() > MAX_YEAR || !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        // Years from March, so that the leap day is the last of its year; 400 years are 146,097 days.
        let from_march = if month <= 2 { year - 1 } else { year };
        let cycle = from_march.div_euclid(400);
        let year_of_cycle = from_march.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
        Some(Date { days: cycle * 146_097 + day_of_cycle - 719_468 })
    }

    /// From year, ISO week (1 to 53) and day of the week (1 is Monday).
    pub fn from_week(week_date: WeekDate) -> Option<Date> {
        let WeekDate { year, week, day } = week_date;
        if !(1..=7).contains(&day) || week < 1 || week > weeks_in_year(year)? {
            return None;
        }
        Self::from_epoch_days(first_monday(year)? + (week - 1) * 7 + day - 1)
    }

    /// From year and day of the year (from 1).
    pub fn from_ordinal(year: i64, day: i64) -> Option<Date> {
        if day < 1 || day > days_in_year(year) {
            return None;
        }
        Self::from_epoch_days(Self::from_calendar(year, 1, 1)?.days + day - 1)
    }

    /// From year, quarter (1 to 4) and day of the quarter (from 1).
    pub fn from_quarter(year: i64, quarter_day: QuarterDay) -> Option<Date> {
        let QuarterDay { quarter, day } = quarter_day;
        if !(1..=4).contains(&quarter) {
            return None;
        }
        let first = Self::from_calendar(year, quarter * 3 - 2, 1)?;
        let last = Self::from_calendar(year, quarter * 3, days_in_month(year, quarter * 3))?;
        let date = Date { days: first.days.checked_add(day)? - 1 };
        (date >= first && date <= last).then_some(date)
    }

    /// From days since 1970-01-01; `None` outside of the calendar.
    pub fn from_epoch_days(days: i64) -> Option<Date> {
        const FIRST: i64 = -365_243_219_162;
        const LAST: i64 = 365_241_780_471;
        (FIRST..=LAST).contains(&days).then_some(Date { days })
    }

    /// From days since 1970-01-01, of which all are within the calendar.
    pub fn from_near_days(days: i32) -> Date {
        Date { days: i64::from(days) }
    }

    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i64 {
        self.days
    }

    /// Year, month and day.
    #[inline]
    pub fn calendar(self) -> (i64, i64, i64) {
        let shifted = self.march_days();
        // Small numbers are divided faster.
        let (cycles, days) = match self.is_near() {
            true => (0, shifted as u32),
            false => (shifted.div_euclid(DAYS_OF_CYCLE.into()), shifted.rem_euclid(DAYS_OF_CYCLE.into()) as u32),
        };
        let (year, month, day) = near_calendar(days);
        (cycles * 400 + i64::from(year), i64::from(month), i64::from(day))
    }

    /// The year.
    #[inline]
    pub fn year(self) -> i64 {
        self.calendar().0
    }

    /// The days since the first of March of the year 0: for [`near_calendar`], where they are near.
    #[inline]
    pub fn march_days(self) -> i64 {
        self.days + DAYS_BEFORE_1970
    }

    /// Whether [`near_calendar`] goes so far: from the year 0 for some three million years.
    #[inline]
    pub fn is_near(self) -> bool {
        (0..NEAR_DAYS).contains(&self.march_days())
    }

    /// 1 (Monday) to 7.
    pub fn day_of_week(self) -> i64 {
        (self.days + 3).rem_euclid(7) + 1
    }

    /// From 1.
    pub fn day_of_year(self) -> i64 {
        let (year, month, day) = self.calendar();
        (1..month).map(|month| days_in_month(year, month)).sum::<i64>() + day
    }

    /// The ISO week it lies in.
    pub fn week(self) -> WeekDate {
        let day = self.day_of_week();
        // The Thursday of a week decides which year the week belongs to.
        let thursday = Date { days: self.days - day + 4 };
        WeekDate { year: thursday.year(), week: (thursday.day_of_year() - 1) / 7 + 1, day }
    }

    /// The quarter it lies in.
    pub fn quarter(self) -> QuarterDay {
        let (year, month, day) = self.calendar();
        let quarter = (month - 1) / 3 + 1;
        let before: i64 = (quarter * 3 - 2..month).map(|month| days_in_month(year, month)).sum();
        QuarterDay { quarter, day: before + day }
    }

    /// So many days later.
    pub fn plus_days(self, days: i64) -> Option<Date> {
        Self::from_epoch_days(self.days.checked_add(days)?)
    }

    /// So many months later; a day that the month lacks becomes its last.
    pub fn plus_months(self, months: i64) -> Option<Date> {
        let (year, month, day) = self.calendar();
        let total = (year * 12 + month - 1).checked_add(months)?;
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
        Self::from_calendar(year, month, day.min(days_in_month(year, month)))
    }
}

/// Year, month and day, so many days after the first of March of the year 0, of days that are near. Divisions by what is no
/// power of two are multiplications, after Neri and Schneider, Euclidean affine functions and their application to calendar
/// algorithms (Software: Practice and Experience 53, 2023).
#[inline]
pub fn near_calendar(days: u32) -> (u32, u32, u32) {
    let quarters = 4 * days + 3;
    let (century, day_of_century) = (quarters / DAYS_OF_CYCLE, quarters % DAYS_OF_CYCLE / 4);
    // The upper half of the product is the year, the lower half how much of that year has passed.
    let years = 2_939_745 * u64::from(4 * day_of_century + 3);
    let (year, day_of_year) = ((years >> 32) as u32, years as u32 / 2_939_745 / 4);
    let months = 2_141 * day_of_year + 197_913;
    let is_next_year = u32::from(day_of_year >= MARCH_TO_DECEMBER);
    (100 * century + year + is_next_year, (months >> 16) - 12 * is_next_year, (months & 0xffff) / 2_141 + 1)
}

/// How many days the month has.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How many days the year has.
pub fn days_in_year(year: i64) -> i64 {
    if is_leap(year) { 366 } else { 365 }
}

/// How many ISO weeks the year has; `None` outside of the calendar.
pub fn weeks_in_year(year: i64) -> Option<i64> {
    Some(Date::from_calendar(year, 12, 28)?.week().week)
}

fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Day number of the Monday of week 1, which holds January 4.
fn first_monday(year: i64) -> Option<i64> {
    let fourth = Date::from_calendar(year, 1, 4)?;
    Some(fourth.days - fourth.day_of_week() + 1)
}

impl fmt::Display for Date {
    /// `YYYY-MM-DD`; a year beyond four digits with its sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.calendar();
        match year {
            0..=9999 => write!(f, "{year:04}-{month:02}-{day:02}"),
            10_000.. => write!(f, "+{year}-{month:02}-{day:02}"),
            _ => write!(f, "-{:04}-{month:02}-{day:02}", -year),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_round_trips() {
        let mut expected = Date::from_calendar(1799, 12, 31).unwrap();
        for year in 1800..2200 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = Date::from_calendar(year, month, day).unwrap();
                    assert_eq!(date.days, expected.days + 1);
                    assert_eq!(date.calendar(), (year, month, day));
                    assert_eq!(date.year(), year);
                    assert_eq!(Date::from_week(date.week()), Some(date));
                    assert_eq!(Date::from_ordinal(year, date.day_of_year()), Some(date));
                    assert_eq!(Date::from_quarter(year, date.quarter()), Some(date));
                    expected = date;
                }
            }
        }
    }

    #[test]
    fn the_calendar_ends_where_it_says() {
        let last = Date::from_calendar(MAX_YEAR, 12, 31).unwrap();
        let first = Date::from_calendar(-MAX_YEAR, 1, 1).unwrap();
        assert_eq!(Date::from_epoch_days(last.days), Some(last));
        assert_eq!(Date::from_epoch_days(first.days), Some(first));
        assert_eq!(last.plus_days(1), None);
        assert_eq!(first.plus_days(-1), None);
        assert_eq!((first.calendar(), last.calendar()), ((-MAX_YEAR, 1, 1), (MAX_YEAR, 12, 31)));
        assert_eq!(last.to_string(), "+999999999-12-31");
        assert_eq!(first.to_string(), "-999999999-01-01");
    }

    #[test]
    fn days_that_are_not_there_are_refused() {
        assert_eq!(Date::from_calendar(2023, 2, 29), None);
        assert_eq!(Date::from_ordinal(2023, 366), None);
        assert_eq!(Date::from_week(WeekDate { year: 2023, week: 53, day: 1 }), None);
        assert_eq!(Date::from_quarter(2023, QuarterDay { quarter: 1, day: 91 }), None);
        assert_eq!(Date::from_calendar(2024, 1, 31).unwrap().plus_months(1), Date::from_calendar(2024, 2, 29));
    }
}
