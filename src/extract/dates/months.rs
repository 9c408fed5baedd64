//! Months and seasons, and the days of a month: `18 October 2022`, `from April 30 to May 2`, `last summer`.

use super::find::{Found, is_between, nearness, trailing_year};
use super::words::Word;
use super::{DateExpression, Nearness, PartialDay, Unit, Year};

/// The month name at the start, with its point: the month and the number of words.
fn month_name(words: &[Word]) -> Option<(i8, usize)> {
    let month = words.first()?.month()?;
    let point = words.get(1).is_some_and(|word| word.is(".") && !word.spaced) && words[0].lower.len() <= 4;
    Some((month, 1 + usize::from(point)))
}

/// `18 October 2022`, `the 18th of October`, `15 to 16 February`, `30 April - 2 May 2021`.
pub(super) fn days_before_month(words: &[Word], before: Option<&Word>) -> Found {
    if before.is_some_and(|word| word.one_of(&["$", "€", "£"])) {
        return None;
    }
    let first = words.first()?.day()?;
    let rest = &words[1..];
    // `on 22, 23 and 24 September`, `from the 3rd to the 5th of February`
    let is = |at: usize, name: &str| rest.get(at).is_some_and(|word| word.is(name));
    let mut joint = 0;
    while is(joint, ",") && rest.get(joint + 1).is_some_and(|word| word.day().is_some()) {
        joint += 2;
    }
    let last = joint + 1 + usize::from(is(joint + 1, "the"));
    if rest.get(joint).is_some_and(Word::is_dash)
        && let Some(day) = rest.get(last).and_then(Word::day)
    {
        let of = last + 1 + usize::from(is(last + 1, "of"));
        let (month, length) = month_name(rest.get(of..)?)?;
        let (year, more) = trailing_year(rest.get(of + length..).unwrap_or_default());
        let days = DateExpression::Days(PartialDay { year, month, day: first }, PartialDay { year, month, day });
        return Some((days, 1 + of + length + more));
    }
    let of = usize::from(rest.first().is_some_and(|word| word.is("of")));
    let (month, length) = month_name(rest.get(of..)?)?;
    let (year, more) = trailing_year(rest.get(of + length..).unwrap_or_default());
    let used = 1 + of + length + more;
    let tail = words.get(used..).unwrap_or_default();
    if let [dash, last, ..] = tail
        && dash.is_dash()
        && (!dash.is("and") || is_between(before))
        && last.day().is_some()
        && let Some((DateExpression::Day(last), length)) = days_before_month(&tail[1..], None)
    {
        let first = PartialDay { year: year.or(last.year), month, day: first };
        return Some((DateExpression::Days(first, last), used + 1 + length));
    }
    Some((DateExpression::Day(PartialDay { year, month, day: first }), used))
}

/// `the third of October`, `the twenty-first of May 1961`: a day in letters.
pub(super) fn day_in_letters(words: &[Word]) -> Found {
    let tens = match words {
        [article, tens, dash, ..] if article.is("the") && dash.is("-") => {
            tens.number().filter(|tens| tens % 10 == 0)?
        }
        [article, ..] if article.is("the") => 0,
        _ => return None,
    };
    let at = if tens > 0 { 3 } else { 1 };
    let day = tens.checked_add(words.get(at)?.ordinal()?)?;
    let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    let (month, length) = month_name(words.get(at + 2..).filter(|_| words[at + 1].is("of"))?)?;
    let (year, more) = trailing_year(words.get(at + 2 + length..).unwrap_or_default());
    Some((DateExpression::Day(PartialDay { year, month, day }), at + 2 + length + more))
}

/// `Oct. 18`, `October 26 to 28, 2023`, `April 30 - May 2`.
pub(super) fn month_before_days(words: &[Word], before: Option<&Word>) -> Found {
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
        if (!rest[0].is("and") || is_between(before))
            && let Some((DateExpression::Day(last), length)) = month_before_days(tail, None)
        {
            let first = PartialDay { year: last.year, month, day: first };
            return Some((DateExpression::Days(first, last), used + 1 + length));
        }
    }
    let (year, more) = trailing_year(rest);
    let first = PartialDay { year, month, day: first };
    if let Some(dash) = rest.get(more).filter(|dash| more > 0 && dash.is_dash() && !dash.is("and"))
        && dash.spaced
        && let Some((DateExpression::Day(last), length)) = month_before_days(&rest[more + 1..], None)
    {
        return Some((DateExpression::Days(first, last), used + more + 1 + length));
    }
    Some((DateExpression::Day(first), used + more))
}

/// `April 2023`, `last October`; a bare month name needs a word before it that speaks of time.
pub(super) fn month(words: &[Word], before: Option<&Word>) -> Found {
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

/// `the last week of May`: no certain days, but the month.
pub(super) fn week_of_month(words: &[Word]) -> Found {
    let [article, which, week, of, rest @ ..] = words else { return None };
    let counted = which.one_of(&["first", "second", "third", "fourth", "last", "final"]);
    if !(article.is("the") && counted && week.is("week") && of.is("of")) {
        return None;
    }
    let (month, length) = month_name(rest)?;
    let (year, more) = trailing_year(rest.get(length..).unwrap_or_default());
    Some((DateExpression::Month(year, month, Nearness::Plain), 4 + length + more))
}

/// `last summer`, `in the spring`.
pub(super) fn season(words: &[Word], before: Option<&Word>) -> Found {
    let (nearness, skipped) = nearness(words);
    let article = usize::from(skipped == 0 && words.first().is_some_and(|word| word.is("the")));
    let month = match words.get(skipped + article)?.lower.as_ref() {
        "spring" => 4,
        "summer" => 7,
        "autumn" | "fall" => 10,
        "winter" => 1,
        _ => return None,
    };
    let length = skipped + article + 1;
    if let (Some(year), more) = trailing_year(words.get(length..).unwrap_or_default()) {
        return match year {
            Year::Written(year) => Some((DateExpression::Year(year), length + more)),
            Year::Away(years) => Some((DateExpression::Relative(Unit::Year, years.into()), length + more)),
        };
    }
    let introduced = article > 0
        && before.is_some_and(|word| word.one_of(&["in", "during", "for"]))
        && words.get(length).is_none_or(|word| word.one_of(&[",", ".", ";", "for", "by", "and", "with", "to"]));
    (skipped > 0 || introduced).then_some((DateExpression::Season(month, nearness), length))
}
