//! Dates in running text: found by [`find`], understood as a [`DateExpression`], and fixed by [`resolve`] from the
//! day of publication. What nothing fixes stays partial or absent: the day of processing never enters.

mod feasts;
mod find;
mod months;
mod resolve;
#[cfg(test)]
mod tests;
mod told;
mod words;

pub use find::{find_dates, find_length_in_days};
pub use resolve::{Calendar, Precision, Resolved, Tense, anchor_date, iso, resolve};
pub use words::words_of_time;

/// A date expression and where it stands: byte offsets into the text that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    /// What it says.
    pub expression: DateExpression,
    /// How it is joined to its sentence.
    pub lead: Lead,
}

/// The preposition before a date decides whether it can date an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// `on`, `in`, `during`, nothing: the time of the event.
    At,
    /// `from`, `starting`, `beginning`: its first day.
    From,
    /// `until`, `through`: its last day.
    Until,
    /// `by`, `before`, `toward`: a deadline.
    By,
    /// `since`, `after`, `as of`, `over`: the time of something else.
    Since,
}

/// The year of a day or month, where words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// `2022`.
    Written(i16),
    /// `last year`, `this year`: so many years from that of publication.
    Away(i16),
}

/// A month and day, with or without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDay {
    /// The year if it is told.
    pub year: Option<Year>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

/// `last`, `this` and `next` before a weekday, month or unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Nearness {
    Plain,
    Last,
    This,
    Next,
}

impl Nearness {
    /// How many units from that of publication.
    fn steps(self) -> i16 {
        match self {
            Nearness::Last => -1,
            Nearness::Next => 1,
            Nearness::Plain | Nearness::This => 0,
        }
    }
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// What a date expression says, before anything outside it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateExpression {
    /// `Oct. 18`, `18 October 2022`.
    Day(PartialDay),
    /// `Feb. 9-11`, `from 15 to 16 February`.
    Days(PartialDay, PartialDay),
    /// `April 2023`, `last October`, `July last year`.
    Month(Option<Year>, i8, Nearness),
    /// `next spring`: the month in its middle.
    Season(i8, Nearness),
    /// `in 1979`.
    Year(i16),
    /// `Wednesday`, `next Friday` (1 is Monday).
    Weekday(i8, Nearness),
    /// `from Tuesday to Thursday`.
    Weekdays(i8, i8),
    /// `Tuesday of last week`: so many weeks from that of publication.
    DayOfWeek(i8, i32),
    /// `the 12th`, `the 27th of last month`: so many months from that of publication, if that is told.
    DayOfMonth(i8, Option<i32>),
    /// `Easter Monday`: so many days from Easter Sunday.
    Easter(i32),
    /// `the second day of his visit`, the last day where there is no number.
    DayOfStay(Option<i32>),
    /// `the thirtieth year since`, `a day after`: when something happened that is told behind, counted from the day that the
    /// sentence names, years else from that of publication.
    Counted(Unit, i32),
    /// `yesterday`, `next week`: so many units from the day of publication.
    Relative(Unit, i32),
    /// `the same day`, `a year earlier`: so many units from the event last spoken of.
    Anaphoric(Unit, i32),
    /// `earlier in the day`, `in the afternoon`: the day that the article tells of.
    DayOfNews,
}

impl DateExpression {
    /// Whether it can be a time to come, so that a present tense beside it speaks of the future: `leaves on Saturday`.
    /// The weekday of publication itself (1 is Monday) means that day.
    pub fn can_lie_ahead(&self, published: Option<i8>) -> bool {
        match self {
            DateExpression::Weekday(day, nearness) => *nearness != Nearness::Last && Some(*day) != published,
            DateExpression::Weekdays(..) => true,
            DateExpression::Day(day) | DateExpression::Days(day, _) => {
                matches!(day.year, None | Some(Year::Away(0..)))
            }
            DateExpression::Relative(_, count) => *count > 0,
            DateExpression::DayOfWeek(_, weeks) => *weeks >= 0,
            DateExpression::DayOfMonth(_, months) => months.is_none_or(|months| months > 0),
            DateExpression::Month(year, _, nearness) => {
                *nearness == Nearness::Next || matches!(year, Some(Year::Away(1..)))
            }
            DateExpression::Season(_, nearness) => *nearness == Nearness::Next,
            DateExpression::Year(_)
            | DateExpression::Anaphoric(..)
            | DateExpression::DayOfNews
            | DateExpression::Easter(_)
            | DateExpression::Counted(..)
            | DateExpression::DayOfStay(_) => false,
        }
    }
}
