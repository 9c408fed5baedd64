//! Dates as texts give them, in EDTF notation: `2022-02-09`, `2023-04`, `2023`, `202X`, `XXXX-10-18`, `2022-02-09/2022-02-11`.
//!
//! A partial date names the days that may be meant. What is asked of two of them has two answers: whether it holds whatever
//! the open parts are (surely), and whether it can hold (possibly).

use super::date::{Date, QuarterDay, WeekDate, days_in_month};

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Precision {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Interval,
}

const PRECISIONS: &[(Precision, &str)] = &[
    (Precision::Day, "day"),
    (Precision::Week, "week"),
    (Precision::Month, "month"),
    (Precision::Quarter, "quarter"),
    (Precision::Year, "year"),
    (Precision::Decade, "decade"),
    (Precision::Century, "century"),
    (Precision::Interval, "interval"),
];

impl Precision {
    /// Its word in the schema.
    pub fn name(self) -> &'static str {
        PRECISIONS.iter().find(|(precision, _)| *precision == self).map_or("", |(_, name)| name)
    }

    /// The precision of that word.
    pub fn of_name(name: &str) -> Option<Precision> {
        PRECISIONS.iter().find(|(_, known)| *known == name).map(|(precision, _)| *precision)
    }
}

/// The days that a bound may lie on; an end that is absent is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    earliest: Option<Date>,
    latest: Option<Date>,
}

const OPEN: Window = Window { earliest: None, latest: None };

/// A day or a time of days, known in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    start: Window,
    end: Window,
    precision: Precision,
    /// Month, and day where it is known, of a date whose year is open.
    yearly: Option<(i64, Option<i64>)>,
}

impl PartialDate {
    /// A day that is known.
    pub fn day(date: Date) -> PartialDate {
        Self::within(date, date, Precision::Day)
    }

    fn within(earliest: Date, latest: Date, precision: Precision) -> PartialDate {
        let window = Window { earliest: Some(earliest), latest: Some(latest) };
        PartialDate { start: window, end: window, precision, yearly: None }
    }

    /// What begins on one date and ends on another.
    pub fn interval(start: &PartialDate, end: &PartialDate) -> PartialDate {
        let same = start == end && start.precision == Precision::Day;
        let precision = if same { Precision::Day } else { Precision::Interval };
        PartialDate { start: start.start, end: end.end, precision, yearly: None }
    }

    /// The first day that may be meant.
    pub fn earliest(&self) -> Option<Date> {
        self.start.earliest
    }

    /// The last day that may be meant.
    pub fn latest(&self) -> Option<Date> {
        self.end.latest
    }

    /// How exactly it is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// A date that is known only to the week, month or year that holds it.
    pub fn widened(&self, precision: Precision) -> PartialDate {
        let Some(day) = self.earliest().filter(|_| precision > self.precision) else { return *self };
        let (year, month, _) = day.calendar();
        let bounds = match precision {
            Precision::Week => {
                day.plus_days(1 - day.day_of_week()).and_then(|monday| Some((monday, monday.plus_days(6)?)))
            }
            Precision::Month => month_of(year, month),
            Precision::Year => years(year, year),
            _ => None,
        };
        bounds.map_or(*self, |(earliest, latest)| Self::within(earliest, latest, precision))
    }

    /// Whether it ends before the other begins, whatever the open parts are.
    pub fn surely_before(&self, other: &PartialDate) -> bool {
        self.end.latest.zip(other.start.earliest).is_some_and(|(end, start)| end < start)
    }

    /// Whether it can end before the other begins.
    pub fn possibly_before(&self, other: &PartialDate) -> bool {
        self.end.earliest.zip(other.start.latest).is_none_or(|(end, start)| end < start)
    }

    /// Whether it lies within the other's days, whatever its open parts are.
    pub fn surely_during(&self, other: &PartialDate) -> bool {
        let begins = self.start.earliest.zip(other.start.earliest).map(|(own, first)| own >= first);
        let ends = self.end.latest.zip(other.end.latest).map(|(own, last)| own <= last);
        begins == Some(true) && ends == Some(true)
    }

    /// Whether it can lie within the other's days.
    pub fn possibly_during(&self, other: &PartialDate) -> bool {
        match (self.yearly, other.earliest().zip(other.latest())) {
            (Some((month, day)), Some((first, last))) => (first.year()..=last.year()).take(400).any(|year| {
                let bounds = match day {
                    Some(day) => Date::from_calendar(year, month, day).map(|date| (date, date)),
                    None => month_of(year, month),
                };
                bounds.is_some_and(|(begin, end)| end >= first && begin <= last)
            }),
            _ => {
                let begins = self.start.latest.zip(other.start.earliest).is_none_or(|(own, first)| own >= first);
                let ends = self.end.earliest.zip(other.end.latest).is_none_or(|(own, last)| own <= last);
                begins && ends
            }
        }
    }

    /// Reads EDTF; marks of doubt (`~`, `?`, `%`) are passed over. `None` for what is no date.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let text = text.trim();
        match text.split_once('/') {
            None => single(text),
            Some((start, end)) => {
                let bound = |text: &str| if matches!(text, "" | "..") { Some(None) } else { single(text).map(Some) };
                let (start, end) = (bound(start)?, bound(end)?);
                if start.is_none() && end.is_none() {
                    return None;
                }
                // An open start is not after the end, an open end not before the start.
                let latest = end.and_then(|end| end.end.latest);
                let earliest = start.and_then(|start| start.start.earliest);
                Some(PartialDate {
                    start: start.map_or(Window { earliest: None, latest }, |start| start.start),
                    end: end.map_or(Window { earliest, latest: None }, |end| end.end),
                    precision: Precision::Interval,
                    yearly: None,
                })
            }
        }
    }
}

fn single(text: &str) -> Option<PartialDate> {
    let text = text.trim_end_matches(['~', '?', '%']);
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let mut fields = digits.split('-');
    let (year, month, day) = (fields.next()?, fields.next(), fields.next());
    if fields.next().is_some() || year.len() != 4 {
        return None;
    }
    if year.eq_ignore_ascii_case("XXXX") {
        let month = two_digits(month?)??;
        let day = day.map_or(Some(None), two_digits)?;
        let known = (1..=12).contains(&month) && day.is_none_or(|day| (1..=days_in_month(2000, month)).contains(&day));
        let precision = if day.is_some() { Precision::Day } else { Precision::Month };
        return known.then_some(PartialDate { start: OPEN, end: OPEN, precision, yearly: Some((month, day)) });
    }
    let open = year.chars().rev().take_while(|c| c.eq_ignore_ascii_case(&'X')).count();
    let (known, span) = (&year[..4 - open], 10_i64.pow(open as u32));
    let first: i64 = known.bytes().all(|digit| digit.is_ascii_digit()).then(|| known.parse().ok())??;
    let sign = if negative { -1 } else { 1 };
    let (low, high) = (sign * first * span, sign * (first * span + span - 1));
    let whole = |bounds: Option<(Date, Date)>, precision| {
        bounds.map(|(earliest, latest)| PartialDate::within(earliest, latest, precision))
    };
    if open > 0 || month.is_none() {
        let precision = match open {
            0 => Precision::Year,
            1 => Precision::Decade,
            _ => Precision::Century,
        };
        return whole(years(low.min(high), low.max(high)), precision);
    }
    let month = month?;
    if let Some(week) = month.strip_prefix(['W', 'w']) {
        let monday = Date::from_week(WeekDate { year: low, week: two_digits(week)??, day: 1 })?;
        return match day {
            Some(day) => Some(PartialDate::day(
                monday.plus_days(day.parse::<i64>().ok().filter(|day| (1..=7).contains(day))? - 1)?,
            )),
            None => whole(Some((monday, monday.plus_days(6)?)), Precision::Week),
        };
    }
    match (two_digits(month)?, day.map_or(Some(None), two_digits)?) {
        (None, _) => whole(years(low, low), Precision::Year),
        // Seasons of the north and quarters have numbers of their own in EDTF.
        (Some(season @ 21..=24), None) => {
            let begin = Date::from_calendar(low, (season - 20) * 3, 1)?;
            whole(Some((begin, begin.plus_months(3)?.plus_days(-1)?)), Precision::Quarter)
        }
        (Some(quarter @ 33..=36), None) => {
            let begin = Date::from_quarter(low, QuarterDay { quarter: quarter - 32, day: 1 })?;
            whole(Some((begin, begin.plus_months(3)?.plus_days(-1)?)), Precision::Quarter)
        }
        (Some(month), None) => whole(month_of(low, month), Precision::Month),
        (Some(month), Some(day)) => Date::from_calendar(low, month, day).map(PartialDate::day),
    }
}

/// A number of two digits; inside, `None` for `XX`. Outside, `None` for anything else.
fn two_digits(text: &str) -> Option<Option<i64>> {
    if text.eq_ignore_ascii_case("XX") {
        return Some(None);
    }
    let plain = text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit());
    if plain { text.parse().ok().map(Some) } else { None }
}

fn month_of(year: i64, month: i64) -> Option<(Date, Date)> {
    let first = Date::from_calendar(year, month, 1)?;
    Some((first, Date::from_calendar(year, month, days_in_month(year, month))?))
}

fn years(first: i64, last: i64) -> Option<(Date, Date)> {
    Some((Date::from_calendar(first, 1, 1)?, Date::from_calendar(last, 12, 31)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap_or_else(|| panic!("`{text}` is a partial date"))
    }

    #[test]
    fn every_form_names_its_days() {
        for (text, earliest, latest, precision) in [
            ("2022-02-09", "2022-02-09", "2022-02-09", "day"),
            ("2023-04", "2023-04-01", "2023-04-30", "month"),
            ("2023-04-XX", "2023-04-01", "2023-04-30", "month"),
            ("2023", "2023-01-01", "2023-12-31", "year"),
            ("202X", "2020-01-01", "2029-12-31", "decade"),
            ("19XX", "1900-01-01", "1999-12-31", "century"),
            ("2022-W06", "2022-02-07", "2022-02-13", "week"),
            ("2022-33", "2022-01-01", "2022-03-31", "quarter"),
            ("2022-24", "2022-12-01", "2023-02-28", "quarter"),
            ("2022-02-09/2022-02-11", "2022-02-09", "2022-02-11", "interval"),
            ("2022-02/2023", "2022-02-01", "2023-12-31", "interval"),
            ("2023-04~", "2023-04-01", "2023-04-30", "month"),
        ] {
            let date = read(text);
            let days = (date.earliest().unwrap().to_string(), date.latest().unwrap().to_string());
            assert_eq!(days, (earliest.to_owned(), latest.to_owned()), "{text}");
            assert_eq!(date.precision().name(), precision, "{text}");
        }
        assert_eq!((read("XXXX-10-18").earliest(), read("../2023").earliest()), (None, None));
        for text in
            ["", "/", "23", "2023-13", "2023-02-30", "XXXX", "XXXX-13-01", "2023-04-1", "2023-1-01", "soon", "é023"]
        {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sure_and_possible_differ_where_parts_are_open() {
        // left, right: surely before, possibly before, surely during, possibly during
        for (left, right, expected) in [
            ("2022", "2023-04", [true, true, false, false]),
            ("2023-04", "2023-04-10", [false, true, false, true]),
            ("2023-04-10", "2023-04", [false, true, true, true]),
            ("2023-04-10", "2023-04-10", [false, false, true, true]),
            ("2023-05", "2023-04", [false, false, false, false]),
            ("XXXX-10-18", "2022", [false, true, false, true]),
            ("XXXX-10-18", "2022-04", [false, true, false, false]),
            ("2022-02-09/2022-02-11", "2022-02", [false, true, true, true]),
            ("2022-02-09/2022-02-11", "2022-02-12", [true, true, false, false]),
            ("../2022", "2023", [true, true, false, false]),
        ] {
            let (a, b) = (read(left), read(right));
            let found = [a.surely_before(&b), a.possibly_before(&b), a.surely_during(&b), a.possibly_during(&b)];
            assert_eq!(found, expected, "{left} and {right}");
        }
    }

    #[test]
    fn what_is_sure_is_possible() {
        let texts =
            ["2022", "2022-02", "2022-02-09", "XXXX-10-18", "2022-02-09/2022-02-11", "../2022", "2023-04/..", "202X"];
        for left in texts {
            for right in texts {
                let (a, b) = (read(left), read(right));
                assert!(!a.surely_before(&b) || a.possibly_before(&b), "{left} before {right}");
                assert!(!a.surely_during(&b) || a.possibly_during(&b), "{left} during {right}");
            }
        }
    }
}
