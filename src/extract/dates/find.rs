//! Finding date expressions: one production a function, each tried at a word and answering how many words it took.

use super::words::{Word, words};
use super::{DateExpression, DateMention, Lead, Nearness, PartialDay, Unit};

type Found = Option<(DateExpression, usize)>;

/// All date expressions of a text, in order, not overlapping.
pub fn find_dates(text: &str) -> Vec<DateMention> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at].may_open() {
            at += 1;
            continue;
        }
        let rest = &words[at..];
        let before = at.checked_sub(1).and_then(|index| words.get(index));
        let hit = iso_day(rest)
            .or_else(|| slashed_day(rest))
            .or_else(|| weekday(rest, before))
            .or_else(|| days_before_month(rest, before))
            .or_else(|| month_before_days(rest))
            .or_else(|| month(rest, before))
            .or_else(|| relative(rest))
            .or_else(|| anaphoric(rest, before))
            .or_else(|| year(rest, before));
        match hit {
            Some((expression, length)) if length > 0 => {
                found.push(DateMention {
                    start: words[at].start,
                    end: words[at + length - 1].end,
                    expression,
                    lead: lead(&words[..at]),
                });
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

/// The length in days that a text states before a noun of travel or meeting: `three-day`, `a 2-day`, `five days`.
pub fn find_length_in_days(text: &str) -> Option<i32> {
    let words = words(text);
    words.windows(2).enumerate().find_map(|(at, pair)| {
        let number = pair[0].number().filter(|_| !matches!(pair[0].lower.as_ref(), "a" | "an"))?;
        let unit = if pair[1].lower == "-" { words.get(at + 2)? } else { &pair[1] };
        match unit.unit()? {
            Unit::Day => Some(number),
            Unit::Week if pair[1].lower == "-" => Some(number * 7),
            _ => None,
        }
    })
}

fn lead(before: &[Word]) -> Lead {
    let mut words =
        before.iter().rev().filter(|word| !word.one_of(&["the", "early", "late", "mid", "about", "end", "of"]));
    let first = words.next();
    if first.is_some_and(|word| word.is("for"))
        && words.next().is_some_and(|word| word.one_of(&["set", "scheduled", "planned", "slated", "fixed", "arranged"]))
    {
        return Lead::At;
    }
    match first {
        Some(word) if word.one_of(&["from", "starting", "beginning", "starts", "begins"]) => Lead::From,
        Some(word) if word.one_of(&["until", "till", "through", "ending", "to"]) => Lead::Until,
        Some(word) if word.one_of(&["by", "before", "toward", "towards", "within"]) => Lead::By,
        Some(word) if word.one_of(&["-", "–"]) => Lead::Since,
        Some(word) if word.one_of(&["since", "after", "over", "for", "as", "than", "between", "following"]) => {
            Lead::Since
        }
        _ => Lead::At,
    }
}

fn iso_day(words: &[Word]) -> Found {
    let [year, dash, month, other, day, ..] = words else { return None };
    if dash.lower != "-" || other.lower != "-" || day.spaced {
        return None;
    }
    let month = month.lower.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((DateExpression::Day(PartialDay { year: Some(year.year()?), month, day: day.day()? }), 5))
}

/// `06/08/2024` is read day first, as most of the world writes it, unless that is impossible.
fn slashed_day(words: &[Word]) -> Found {
    let [first, slash, second, other, year, ..] = words else { return None };
    if slash.lower != "/" || other.lower != "/" {
        return None;
    }
    let (first, second) = (first.day()?, second.day()?);
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    (month <= 12).then_some((DateExpression::Day(PartialDay { year: Some(year.year()?), month, day }), 5))
}

/// `Tuesday`, `last Tuesday`, `Tuesday, February 20`, `from Tuesday to Thursday`.
fn weekday(words: &[Word], before: Option<&Word>) -> Found {
    let (nearness, skipped) = nearness(words);
    let name = words.get(skipped)?;
    let day = name.weekday()?;
    let rest = words.get(skipped + 1..).unwrap_or_default();
    let comma = usize::from(rest.first().is_some_and(|word| word.is(",") || word.is("(")));
    let dated = rest.get(comma..).unwrap_or_default();
    let article = usize::from(comma > 0 && dated.first().is_some_and(|word| word.is("the")));
    let dated = dated.get(article..).unwrap_or_default();
    if let Some((expression, length)) = days_before_month(dated, None).or_else(|| month_before_days(dated)) {
        return Some((expression, skipped + 1 + comma + article + length));
    }
    let ranged = before.is_some_and(|word| word.one_of(&["from", "between"]));
    if let [dash, last, ..] = rest
        && (dash.one_of(&["to", "until", "till", "through", "-", "–"]) || (ranged && dash.is("and")))
        && let Some(last) = last.weekday()
    {
        return Some((DateExpression::Weekdays(day, last), skipped + 3));
    }
    Some((DateExpression::Weekday(day, nearness), skipped + 1))
}

fn nearness(words: &[Word]) -> (Nearness, usize) {
    match words.first() {
        Some(word) if word.one_of(&["last", "past", "previous"]) => (Nearness::Last, 1),
        Some(word) if word.one_of(&["next", "coming"]) => (Nearness::Next, 1),
        Some(word) if word.is("this") => (Nearness::This, 1),
        _ => (Nearness::Plain, 0),
    }
}

fn trailing_year(words: &[Word]) -> (Option<i16>, usize) {
    let skipped = usize::from(words.first().is_some_and(|word| word.one_of(&[",", "of"])));
    match words.get(skipped).and_then(Word::year) {
        Some(year) => (Some(year), skipped + 1),
        None => (None, 0),
    }
}

/// The month name at the start, with its point: the month and the number of words.
fn month_name(words: &[Word]) -> Option<(i8, usize)> {
    let month = words.first()?.month()?;
    let point = words.get(1).is_some_and(|word| word.is(".") && !word.spaced) && words[0].lower.len() <= 4;
    Some((month, 1 + usize::from(point)))
}

/// `18 October 2022`, `the 18th of October`, `15 to 16 February`, `30 April - 2 May 2021`.
fn days_before_month(words: &[Word], before: Option<&Word>) -> Found {
    if before.is_some_and(|word| word.one_of(&["$", "€", "£"])) {
        return None;
    }
    let first = words.first()?.day()?;
    let rest = &words[1..];
    if let [dash, last, ..] = rest
        && dash.is_dash()
        && let Some(last) = last.day()
    {
        let of = usize::from(rest.get(2).is_some_and(|word| word.is("of")));
        let (month, length) = month_name(rest.get(2 + of..)?)?;
        let (year, more) = trailing_year(rest.get(2 + of + length..).unwrap_or_default());
        let days = DateExpression::Days(PartialDay { year, month, day: first }, PartialDay { year, month, day: last });
        return Some((days, 3 + of + length + more));
    }
    let of = usize::from(rest.first().is_some_and(|word| word.is("of")));
    let (month, length) = month_name(rest.get(of..)?)?;
    let (year, more) = trailing_year(rest.get(of + length..).unwrap_or_default());
    let used = 1 + of + length + more;
    let tail = words.get(used..).unwrap_or_default();
    if let [dash, last, ..] = tail
        && dash.is_dash()
        && !dash.is("and")
        && last.day().is_some()
        && let Some((DateExpression::Day(last), length)) = days_before_month(&tail[1..], None)
    {
        let first = PartialDay { year: year.or(last.year), month, day: first };
        return Some((DateExpression::Days(first, last), used + 1 + length));
    }
    Some((DateExpression::Day(PartialDay { year, month, day: first }), used))
}

/// `Oct. 18`, `October 26 to 28, 2023`, `April 30 - May 2`.
fn month_before_days(words: &[Word]) -> Found {
    let (month, length) = month_name(words)?;
    let article = usize::from(words.get(length).is_some_and(|word| word.is("the")));
    let first = words.get(length + article)?.day()?;
    let used = length + article + 1;
    let rest = words.get(used..).unwrap_or_default();
    if rest.first().is_some_and(|word| word.is_dash()) {
        let tail = &rest[1..];
        if let Some(last) = tail.first().and_then(Word::day)
            && tail.get(1).is_none_or(|word| {
                word.unit().is_none() && !word.one_of(&["ministers", "countries", "other", "nations"])
            })
        {
            let (year, more) = trailing_year(&tail[1..]);
            let days =
                DateExpression::Days(PartialDay { year, month, day: first }, PartialDay { year, month, day: last });
            return Some((days, used + 2 + more));
        }
        if !rest[0].is("and")
            && let Some((DateExpression::Day(last), length)) = month_before_days(tail)
        {
            let first = PartialDay { year: last.year, month, day: first };
            return Some((DateExpression::Days(first, last), used + 1 + length));
        }
    }
    let (year, more) = trailing_year(rest);
    let first = PartialDay { year, month, day: first };
    if let Some(dash) = rest.get(more).filter(|dash| more > 0 && dash.is_dash() && !dash.is("and"))
        && dash.spaced
        && let Some((DateExpression::Day(last), length)) = month_before_days(&rest[more + 1..])
    {
        return Some((DateExpression::Days(first, last), used + more + 1 + length));
    }
    Some((DateExpression::Day(first), used + more))
}

/// `April 2023`, `last October`; a bare month name needs a word before it that speaks of time.
fn month(words: &[Word], before: Option<&Word>) -> Found {
    let (nearness, skipped) = nearness(words);
    let (month, length) = month_name(words.get(skipped..)?)?;
    let (year, more) = trailing_year(words.get(skipped + length..).unwrap_or_default());
    let introduced = before.is_some_and(|word| {
        word.one_of(&[
            "in", "since", "until", "till", "by", "of", "during", "early", "late", "mid", "from", "before", "after",
            "to", "for", "and", "-", "between", "through", "every",
        ])
    });
    let name = words.get(skipped)?;
    if year.is_none() && nearness == Nearness::Plain && !(introduced && name.lower.len() >= 3) {
        return None;
    }
    Some((DateExpression::Month(year, month, nearness), skipped + length + more))
}

fn year(words: &[Word], before: Option<&Word>) -> Found {
    let year = words.first()?.year()?;
    let introduced = before.is_some_and(|word| {
        word.one_of(&[
            "in", "since", "until", "till", "by", "of", "during", "early", "late", "mid", "from", "before", "after",
            "to", "year", "between", "(", "through", "toward", "towards", "and", "-", "–", "for",
        ])
    });
    let counts = words.get(1).is_some_and(|next| {
        next.one_of(&[
            "people",
            "troops",
            "soldiers",
            "km",
            "kilometres",
            "kilometers",
            "tonnes",
            "tons",
            "million",
            "billion",
            "%",
        ])
    });
    (introduced && !counts).then_some((DateExpression::Year(year), 1))
}

/// `yesterday`, `next week`, `later this month`, `three days ago`.
fn relative(words: &[Word]) -> Found {
    let first = words.first()?;
    let second = words.get(1);
    if first.one_of(&["today", "tonight"]) {
        return Some((DateExpression::Relative(Unit::Day, 0), 1));
    }
    if let [_, dash, rest, ..] = words
        && first.is("to")
        && dash.is("-")
    {
        let day = match rest.lower.as_ref() {
            "day" | "night" => 0,
            "morrow" => 1,
            _ => return None,
        };
        return Some((DateExpression::Relative(Unit::Day, day), 3));
    }
    if first.is("yesterday") {
        return Some((DateExpression::Relative(Unit::Day, -1), 1));
    }
    if first.is("tomorrow") {
        return Some((DateExpression::Relative(Unit::Day, 1), 1));
    }
    if first.is("this") && second.is_some_and(|word| word.one_of(&["morning", "afternoon", "evening"])) {
        return Some((DateExpression::Relative(Unit::Day, 0), 2));
    }
    if first.is("last") && second.is_some_and(|word| word.is("night")) {
        return Some((DateExpression::Relative(Unit::Day, -1), 2));
    }
    let (nearness, skipped) = nearness(words);
    if skipped > 0
        && let Some(word) = words.get(skipped)
        && let Some(unit) = word.unit().filter(|_| !word.lower.ends_with('s'))
    {
        let count = match nearness {
            Nearness::Last => -1,
            Nearness::Next => 1,
            Nearness::Plain | Nearness::This => 0,
        };
        let day = unit == Unit::Day;
        return (!day).then_some((DateExpression::Relative(unit, count), skipped + 1));
    }
    if let [number, unit, ago, ..] = words
        && ago.is("ago")
        && let (Some(number), Some(unit)) = (number.number(), unit.unit())
    {
        return Some((DateExpression::Relative(unit, -number), 3));
    }
    None
}

/// `the same day`, `a day earlier`, `the following day`, `a year before`.
fn anaphoric(words: &[Word], before: Option<&Word>) -> Found {
    let [first, second, third, ..] = words else { return None };
    if first.is("the") && third.unit() == Some(Unit::Day) && third.is("day") {
        let ahead = words.get(3);
        return match second.lower.as_ref() {
            "same" => Some((DateExpression::Anaphoric(Unit::Day, 0), 3)),
            "previous" | "preceding" => Some((DateExpression::Anaphoric(Unit::Day, -1), 3)),
            "following" | "next" => Some((DateExpression::Anaphoric(Unit::Day, 1), 3)),
            _ => None,
        }
        .filter(|_| ahead.is_none_or(|word| !word.is("of")));
    }
    if first.one_of(&["later", "earlier"]) && (second.is("that") || second.is("in") && third.is("the")) {
        let unit = words.get(if second.is("that") { 2 } else { 3 });
        let length = if second.is("that") { 3 } else { 4 };
        return unit
            .filter(|unit| unit.one_of(&["day", "evening", "afternoon", "morning", "night"]))
            .map(|_| (DateExpression::Anaphoric(Unit::Day, 0), length));
    }
    if before.is_some_and(|word| word.is("in"))
        && first.is("the")
        && second.one_of(&["evening", "afternoon", "morning"])
        && third.one_of(&["the", ",", "of", "he", "she", "they"])
    {
        return Some((DateExpression::Anaphoric(Unit::Day, 0), 2));
    }
    if first.is("the") && second.is("same") && third.one_of(&["evening", "afternoon", "morning", "night"]) {
        return Some((DateExpression::Anaphoric(Unit::Day, 0), 3));
    }
    if first.is("the") && second.is("day") && third.one_of(&["before", "after"]) {
        let ends =
            words.get(3).is_none_or(|word| word.one_of(&[",", ".", "for", "in", "and", "at", "on", "to", "with", ";"]));
        let count = if third.is("before") { -1 } else { 1 };
        return ends.then_some((DateExpression::Anaphoric(Unit::Day, count), 3));
    }
    let number = first.number()?;
    let unit = second.unit()?;
    if before.is_some_and(|word| word.one_of(&["-", "over", "past", "last"])) {
        return None;
    }
    let count = match third.lower.as_ref() {
        "earlier" | "before" => -number,
        "later" => number,
        _ => return None,
    };
    Some((DateExpression::Anaphoric(unit, count), 3))
}
