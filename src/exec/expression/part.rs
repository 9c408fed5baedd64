//! The parts of days and lengths of time that are asked most, for whole columns.

use crate::value::date::near_calendar;
use crate::value::{Date, Duration};

/// A part of each day; `None` for parts that are asked seldom.
pub fn of_dates(dates: &[Date], key: &str) -> Option<Vec<i64>> {
    Some(match key {
        "year" => by_calendar(dates, |(year, ..)| year.into(), |(year, ..)| year),
        "month" => by_calendar(dates, |(_, month, _)| month.into(), |(_, month, _)| month),
        "day" => by_calendar(dates, |(.., day)| day.into(), |(.., day)| day),
        "quarter" => dates.iter().map(|date| date.quarter().quarter).collect(),
        "week" => dates.iter().map(|date| date.week().week).collect(),
        "weekDay" | "dayOfWeek" => dates.iter().map(|date| date.day_of_week()).collect(),
        "ordinalDay" => dates.iter().map(|date| date.day_of_year()).collect(),
        _ => return None,
    })
}

/// A part of year, month and day of each date, in small numbers and in large ones. Where all days are near, the loop has no
/// branch.
fn by_calendar(
    dates: &[Date],
    near: impl Fn((u32, u32, u32)) -> i64,
    far: impl Fn((i64, i64, i64)) -> i64,
) -> Vec<i64> {
    match dates.iter().fold(true, |are_near, date| are_near & date.is_near()) {
        true => dates.iter().map(|date| near(near_calendar(date.march_days() as u32))).collect(),
        false => dates.iter().map(|date| far(date.calendar())).collect(),
    }
}

/// A part of each length of time; `None` for parts that are asked seldom.
pub fn of_durations(durations: &[Duration], key: &str) -> Option<Vec<i64>> {
    let of = |part: fn(&Duration) -> i64| durations.iter().map(part).collect();
    Some(match key {
        "years" => of(|duration| duration.months() / 12),
        "months" => of(Duration::months),
        "weeks" => of(|duration| duration.days() / 7),
        "days" => of(Duration::days),
        "hours" => of(|duration| duration.seconds() / 3_600),
        "minutes" => of(|duration| duration.seconds() / 60),
        "seconds" => of(Duration::seconds),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;
    use crate::value::temporal::component::component;

    fn as_floats(parts: Option<Vec<i64>>) -> Option<Vec<f64>> {
        parts.map(|parts| parts.into_iter().map(|part| part as f64).collect())
    }

    #[test]
    fn parts_of_columns_are_those_of_values() {
        let days = [0, -1, 59, 60, 11_016, 19_782, -719_468, 2_000_000_000, -800_000_000];
        for count in [6, days.len()] {
            let dates: Vec<Date> = days.iter().take(count).filter_map(|days| Date::from_epoch_days(*days)).collect();
            for key in ["year", "month", "day", "quarter", "week", "weekDay", "dayOfWeek", "ordinalDay"] {
                let one = |date: &Date| component(&Value::Date(*date), key).and_then(|part| part.as_number());
                let expected: Option<Vec<f64>> = dates.iter().map(one).collect();
                assert_eq!(as_floats(of_dates(&dates, key)), expected, "{key}");
            }
        }
        let durations: Vec<Duration> = [(0, 0, 0), (25, -9, 90_061), (-25, 9, -90_061)]
            .iter()
            .filter_map(|(m, d, s)| Duration::new(*m, *d, *s, 5))
            .collect();
        for key in ["years", "months", "weeks", "days", "hours", "minutes", "seconds"] {
            let one = |duration: &Duration| component(&Value::from(*duration), key).and_then(|part| part.as_number());
            let expected: Option<Vec<f64>> = durations.iter().map(one).collect();
            assert_eq!(as_floats(of_durations(&durations, key)), expected, "{key}");
        }
    }
}
