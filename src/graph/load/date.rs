//! How far two partial dates agree.

use jiff::civil::Date;

/// What two statements of a time have to say to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// They cannot both be right.
    Contradicts,
    /// One of them says nothing.
    Unknown,
    /// Both can be right.
    Possible,
    /// Both name the same day.
    Same,
}

/// A time as stated: `2022-02-09`, `2023-04`, `2022` or, without a year, `XXXX-10-18`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartialDate {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Reads EDTF text; what cannot be read is unknown.
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix("--").map_or_else(|| text.to_owned(), |rest| format!("XXXX-{rest}"));
        let mut parts = text.splitn(3, '-');
        let year = parts.next().filter(|part| part.len() == 4).and_then(|part| part.parse().ok());
        let month = parts.next().and_then(|part| part.parse().ok()).filter(|month| (1..=12).contains(month));
        let day = parts.next().and_then(|part| part.get(..2)).and_then(|part| part.parse().ok());
        Self { year, month, day }
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.year.is_none() && self.month.is_none()
    }

    /// How much is known: a day in a year is more than a day without one, that more than a month, that than a year.
    pub fn precision(&self) -> u8 {
        match (self.year, self.month, self.day) {
            (Some(_), Some(_), Some(_)) => 4,
            (None, Some(_), Some(_)) => 3,
            (Some(_), Some(_), None) => 2,
            (Some(_), None, _) => 1,
            _ => 0,
        }
    }

    /// `MM-DD` where the day is known, for lookup.
    pub fn day_of_year(&self) -> Option<(i8, i8)> {
        Some((self.month?, self.day?))
    }

    /// Year and month where both are known, for lookup.
    pub fn month_of_year(&self) -> Option<(i16, i8)> {
        Some((self.year?, self.month?))
    }

    /// First and last day that it can mean, where the year is known.
    pub fn days(&self) -> Option<(Date, Date)> {
        let year = self.year?;
        let first = Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let last = match (self.month, self.day) {
            (Some(_), Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            _ => first.last_of_year(),
        };
        Some((first, last))
    }

    /// How far this date and the other agree.
    pub fn fit(&self, other: &PartialDate) -> Fit {
        if self.is_unknown() || other.is_unknown() {
            return Fit::Unknown;
        }
        let differ = |a: Option<i16>, b: Option<i16>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let wide = |part: Option<i8>| part.map(i16::from);
        if differ(self.year, other.year)
            || differ(wide(self.month), wide(other.month))
            || differ(wide(self.day), wide(other.day))
        {
            Fit::Contradicts
        } else if self == other && self.precision() == 4 {
            Fit::Same
        } else {
            Fit::Possible
        }
    }
}

/// A stretch of time as stated by `start`, `end` and `precision`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first part.
    pub start: PartialDate,
    /// Its last part, the first where no other is stated.
    pub end: PartialDate,
    exact: bool,
}

impl Period {
    /// From the properties of an event.
    pub fn read(start: &str, end: &str, precision: &str) -> Self {
        let start = PartialDate::read(start);
        let end = if end.is_empty() { start } else { PartialDate::read(end) };
        Self { start, end, exact: precision != "week" }
    }

    /// First and last day, where the year is known.
    pub fn days(&self) -> Option<(Date, Date)> {
        Some((self.start.days()?.0, self.end.days()?.1))
    }

    /// How far this time and the other agree: the same day, or times that touch.
    pub fn fit(&self, other: &Period) -> Fit {
        if self.start.is_unknown() || other.start.is_unknown() {
            return Fit::Unknown;
        }
        match (self.days(), other.days()) {
            (Some((from, to)), Some((other_from, other_to))) => {
                if from > other_to || other_from > to {
                    Fit::Contradicts
                } else if from == to && other_from == other_to && self.exact && other.exact {
                    Fit::Same
                } else {
                    Fit::Possible
                }
            }
            _ => match (self.start.fit(&other.start), self.end.fit(&other.end)) {
                (Fit::Contradicts, Fit::Contradicts) => Fit::Contradicts,
                _ => Fit::Possible,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_fit_where_both_can_be_right() {
        for (a, b, fit) in [
            ("2022-10-18", "2022-10-18", Fit::Same),
            ("XXXX-10-18", "2022-10-18", Fit::Possible),
            ("--10-18", "2022-10-18", Fit::Possible),
            ("2022", "2022-10-18", Fit::Possible),
            ("2022-10", "2022-11-01", Fit::Contradicts),
            ("2022-10-17", "2022-10-18", Fit::Contradicts),
            ("", "2022-10-18", Fit::Unknown),
            ("soon", "2022-10-18", Fit::Unknown),
        ] {
            assert_eq!(PartialDate::read(a).fit(&PartialDate::read(b)), fit, "{a} and {b}");
        }
    }

    #[test]
    fn periods_fit_where_they_touch() {
        let visit = Period::read("2022-02-09", "2022-02-11", "day");
        assert_eq!(visit.fit(&Period::read("2022-02-10", "", "day")), Fit::Possible);
        assert_eq!(visit.fit(&Period::read("2022-02", "", "month")), Fit::Possible);
        assert_eq!(visit.fit(&Period::read("2022-02-12", "", "day")), Fit::Contradicts);
        assert_eq!(visit.fit(&Period::read("XXXX-02-09", "XXXX-02-11", "day")), Fit::Possible);
    }
}
