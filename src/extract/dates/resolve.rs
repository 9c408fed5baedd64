//! From a date expression to a date in EDTF, by the day of publication and the tense of the event.

use std::ops::Range;

use jiff::civil::{Date, Weekday};
use jiff::fmt::temporal::DateTimePrinter;
use jiff::{Span, ToSpan};

use super::{DateExpression, Nearness, PartialDay, Unit, Year};

/// Whether the event lies behind or ahead of the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tense {
    Past,
    Future,
    /// `was to have come on Monday`: the nearest such day.
    Either,
}

/// How exact a date is; `Week` means the seven days from `start` to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Precision {
    Day,
    Week,
    Month,
    Year,
}

impl Precision {
    /// The word of the schema.
    pub fn name(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// What is known about time around an expression.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// The printed day of publication.
    pub anchor: Option<Date>,
    /// The start of the event last spoken of, for `the same day`.
    pub focus: Option<&'a str>,
    /// The last day on which something happened of which the article tells.
    pub news: Option<Date>,
    /// The first day of the visit or conference last spoken of and the last, if that is known.
    pub stay: Option<(Date, Option<Date>)>,
    /// Whether the event lies behind or ahead.
    pub tense: Tense,
}

/// A date as the graph keeps it: EDTF text, `XXXX` for an open year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// `2022-02-09`, `2023-04`, `1979` or `XXXX-10-18`.
    pub start: String,
    /// The last day, where the expression states one.
    pub end: Option<String>,
    /// How exact both are.
    pub precision: Precision,
}

impl Resolved {
    fn day(date: Date) -> Self {
        Self { start: iso(date), end: None, precision: Precision::Day }
    }

    fn days(first: Date, last: Date, precision: Precision) -> Self {
        Self { start: iso(first), end: Some(iso(last)), precision }
    }

    fn month(year: i16, month: i8) -> Self {
        let first = Date::new(year, month, 1).map(iso).unwrap_or_default();
        Self { start: first.get(..7).unwrap_or_default().to_owned(), end: None, precision: Precision::Month }
    }

    fn year(year: i16) -> Self {
        Self { start: format!("{year:04}"), end: None, precision: Precision::Year }
    }

    /// The first day, if the date is known to the day or the week.
    pub fn first_known_day(&self) -> Option<Date> {
        matches!(self.precision, Precision::Day | Precision::Week).then(|| anchor_date(&self.start)).flatten()
    }

    /// The first day, if the date is known to the day.
    pub fn first_day(&self) -> Option<Date> {
        (self.precision == Precision::Day).then(|| anchor_date(&self.start)).flatten()
    }
}

impl Resolved {
    /// The last day that it may mean, where its year is known.
    pub fn last_possible_day(&self) -> Option<Date> {
        let last = self.end.as_deref().unwrap_or(&self.start);
        match self.precision {
            Precision::Day | Precision::Week => anchor_date(last),
            Precision::Month => first_day_of(last).map(Date::last_of_month),
            Precision::Year => first_day_of(last).map(Date::last_of_year),
        }
    }
}

/// The ISO text of a date.
pub fn iso(date: Date) -> String {
    DateTimePrinter::new().date_to_string(&date)
}

/// A full date from its ISO text; `None` for a partial one.
pub fn anchor_date(text: &str) -> Option<Date> {
    text.get(..10).and_then(first_day_of)
}

/// The first day of a date, a month or a year from its ISO text.
fn first_day_of(text: &str) -> Option<Date> {
    let text = text.as_bytes();
    let number = |digits: Range<usize>| match text.get(digits) {
        Some(digits) => digits
            .iter()
            .try_fold(0, |number: i16, digit| digit.is_ascii_digit().then(|| 10 * number + i16::from(digit - b'0'))),
        None => Some(1),
    };
    let dashed = [4, 7].iter().all(|dash| text.get(*dash).is_none_or(|mark| *mark == b'-'));
    let (month, day) = (i8::try_from(number(5..7)?).ok()?, i8::try_from(number(8..10)?).ok()?);
    Date::new(number(0..4)?, month, day).ok().filter(|_| dashed)
}

/// Fixes an expression in time. `None` where nothing in the text fixes it.
pub fn resolve(expression: &DateExpression, calendar: &Calendar<'_>) -> Option<Resolved> {
    match *expression {
        DateExpression::Day(day) => match dated(day, calendar) {
            Some(date) => Some(Resolved::day(date)),
            None if day.year.is_none() && is_possible(day) => {
                Some(Resolved { start: open_year(day), end: None, precision: Precision::Day })
            }
            None => None,
        },
        DateExpression::Days(first, last) => days(first, last, calendar),
        DateExpression::Month(Some(year), month, _) => Some(Resolved::month(year_of(year, calendar)?, month)),
        DateExpression::Month(None, month, nearness) => {
            Some(Resolved::month(year_of_month(month, nearness, calendar)?, month))
        }
        DateExpression::Season(month, nearness) => Some(Resolved::year(year_of_month(month, nearness, calendar)?)),
        DateExpression::Year(year) => Some(Resolved::year(year)),
        DateExpression::Weekday(weekday, nearness) => weekday_near(weekday, nearness, calendar).map(Resolved::day),
        DateExpression::Weekdays(first, last) => {
            let first = weekday_near(first, Nearness::Plain, calendar)?;
            let length = (last - first.weekday().to_monday_one_offset()).rem_euclid(7);
            Some(Resolved::days(first, moved(first, i32::from(length).days())?, Precision::Day))
        }
        DateExpression::DayOfWeek(weekday, weeks) => {
            let monday = away(calendar.anchor?, Unit::Week, weeks)?.start.parse::<Date>().ok()?;
            moved(monday, (i32::from(weekday) - 1).days()).map(Resolved::day)
        }
        DateExpression::DayOfMonth(day, months) => day_of_month(day, months, calendar).map(Resolved::day),
        DateExpression::Easter(days) => easter_near(days, calendar).map(Resolved::day),
        DateExpression::DayOfStay(day) => {
            let (first, last) = calendar.stay?;
            day.map_or(last, |day| moved(first, (day - 1).days())).map(Resolved::day)
        }
        DateExpression::Counted(Unit::Year, years) => {
            let named = calendar.focus.and_then(|focus| focus.get(..4)?.parse().ok());
            let year: i16 = named.or(calendar.anchor.map(Date::year))?;
            year.checked_add(i16::try_from(years).ok()?).map(Resolved::year)
        }
        DateExpression::Counted(unit, count) => away(calendar.focus.and_then(anchor_date)?, unit, count),
        DateExpression::Relative(unit, count) => away(calendar.anchor?, unit, count),
        DateExpression::Anaphoric(Unit::Year, count) => {
            // `a year before`, of something in March: the March of the year before.
            let (year, month) = calendar.focus?.split_at_checked(4)?;
            let year = year.parse::<i16>().ok()?.checked_add(i16::try_from(count).ok()?)?;
            match month.get(1..3).and_then(|month| month.parse().ok()) {
                Some(month) if month_only(calendar.focus) && count < 0 => Some(Resolved::month(year, month)),
                _ => Some(Resolved::year(year)),
            }
        }
        DateExpression::Anaphoric(unit, count) => {
            let focus = calendar.focus.and_then(anchor_date).or(calendar.anchor.filter(|_| count == 0))?;
            away(focus, unit, count)
        }
        // Where nothing was dated before: of the day of writing.
        DateExpression::DayOfNews => calendar.news.or(calendar.anchor).map(Resolved::day),
    }
}

fn month_only(focus: Option<&str>) -> bool {
    focus.is_some_and(|focus| focus.len() == 7)
}

fn away(from: Date, unit: Unit, count: i32) -> Option<Resolved> {
    match unit {
        Unit::Day => moved(from, count.days()).map(Resolved::day),
        Unit::Week => {
            let monday = moved(from, (1 - i32::from(from.weekday().to_monday_one_offset())).days())?;
            let monday = moved(monday, count.weeks())?;
            Some(Resolved::days(monday, moved(monday, 6.days())?, Precision::Week))
        }
        Unit::Month => {
            moved(from.first_of_month(), count.months()).map(|date| Resolved::month(date.year(), date.month()))
        }
        Unit::Year => Some(Resolved::year(from.year().checked_add(i16::try_from(count).ok()?)?)),
    }
}

/// A day whose month is counted from that of publication, or else the nearest month that fits the tense.
fn day_of_month(day: i8, months: Option<i32>, calendar: &Calendar<'_>) -> Option<Date> {
    let anchor = calendar.anchor?;
    let months = months.unwrap_or(match calendar.tense {
        Tense::Past if day > anchor.day() => -1,
        Tense::Future if day < anchor.day() => 1,
        _ => 0,
    });
    let month = moved(anchor.first_of_month(), months.months())?;
    Date::new(month.year(), month.month(), day).ok()
}

/// The day so many days from the Easter that fits the tense.
fn easter_near(days: i32, calendar: &Calendar<'_>) -> Option<Date> {
    let anchor = calendar.anchor?;
    let in_year = |year: i16| moved(easter(year)?, days.days());
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    match calendar.tense {
        Tense::Past => years.into_iter().rev().filter_map(in_year).find(|day| *day <= anchor),
        _ => years.into_iter().filter_map(in_year).find(|day| *day >= anchor),
    }
}

/// Easter Sunday of the western churches. Source: the anonymous Gregorian algorithm (Nature, 20 April 1876).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

fn year_of(year: Year, calendar: &Calendar<'_>) -> Option<i16> {
    match year {
        Year::Written(year) => Some(year),
        Year::Away(years) => calendar.anchor?.year().checked_add(years),
    }
}

/// The year of a month that is named without one.
fn year_of_month(month: i8, nearness: Nearness, calendar: &Calendar<'_>) -> Option<i16> {
    let anchor = calendar.anchor?;
    let behind = match nearness {
        Nearness::Last => true,
        Nearness::Next => false,
        Nearness::This => return Some(anchor.year()),
        Nearness::Plain if calendar.tense == Tense::Either => (month - anchor.month()).rem_euclid(12) > 6,
        Nearness::Plain => calendar.tense == Tense::Past,
    };
    let strictly = i8::from(nearness != Nearness::Plain);
    Some(match behind {
        true if month + strictly > anchor.month() => anchor.year() - 1,
        false if month - strictly < anchor.month() => anchor.year() + 1,
        _ => anchor.year(),
    })
}

fn moved(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

fn is_possible(day: PartialDay) -> bool {
    Date::new(2000, day.month, day.day).is_ok()
}

fn open_year(day: PartialDay) -> String {
    format!("XXXX-{:02}-{:02}", day.month, day.day)
}

/// The date of a month and day: in its written year, or in the year nearest to publication that fits the tense.
fn dated(day: PartialDay, calendar: &Calendar<'_>) -> Option<Date> {
    if let Some(year) = day.year {
        return Date::new(year_of(year, calendar)?, day.month, day.day).ok();
    }
    let anchor = calendar.anchor?;
    let in_year = |year: i16| Date::new(year, day.month, day.day).ok();
    // A day's difference of time zone between the place of the event and that of the paper is allowed for.
    match calendar.tense {
        Tense::Past => [anchor.year() + 1, anchor.year(), anchor.year() - 1]
            .into_iter()
            .filter_map(in_year)
            .find(|date| Some(*date) <= moved(anchor, 1.day())),
        Tense::Either => [anchor.year(), anchor.year() - 1, anchor.year() + 1]
            .into_iter()
            .filter_map(in_year)
            .min_by_key(|date| date.duration_since(anchor).abs().as_secs()),
        Tense::Future => [anchor.year() - 1, anchor.year(), anchor.year() + 1]
            .into_iter()
            .filter_map(in_year)
            .find(|date| Some(*date) >= moved(anchor, (-1).day())),
    }
    .or_else(|| in_year(anchor.year()))
}

fn days(first: PartialDay, last: PartialDay, calendar: &Calendar<'_>) -> Option<Resolved> {
    if !is_possible(first) || !is_possible(last) {
        return None;
    }
    match dated(first, calendar) {
        Some(start) => {
            let turns = (last.month, last.day) < (first.month, first.day);
            let year = match last.year {
                Some(year) => year_of(year, calendar)?,
                None => start.year() + i16::from(turns),
            };
            let end = Date::new(year, last.month, last.day).ok()?;
            Some(Resolved::days(start, end, Precision::Day))
        }
        None => Some(Resolved { start: open_year(first), end: Some(open_year(last)), precision: Precision::Day }),
    }
}

/// The last such day on or before publication for what is past, the next on or after it for what is planned.
fn weekday_near(weekday: i8, nearness: Nearness, calendar: &Calendar<'_>) -> Option<Date> {
    let anchor = calendar.anchor?;
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    let today = anchor.weekday().to_monday_one_offset();
    let back = i32::from((today - wanted.to_monday_one_offset()).rem_euclid(7));
    let ahead = i32::from((wanted.to_monday_one_offset() - today).rem_euclid(7));
    let shift = match nearness {
        Nearness::Last => -(if back == 0 { 7 } else { back }),
        Nearness::Next => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        // `will come this Monday`: the one ahead.
        Nearness::This if calendar.tense == Tense::Future => ahead,
        Nearness::This => i32::from(wanted.to_monday_one_offset()) - i32::from(today),
        Nearness::Plain if calendar.tense == Tense::Past || calendar.tense == Tense::Either && back < ahead => -back,
        Nearness::Plain => ahead,
    };
    moved(anchor, shift.days())
}
