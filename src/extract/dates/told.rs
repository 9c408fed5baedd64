//! Days told by other days: by that of publication (`yesterday`, `next week`) or by an event (`the same day`, `a year earlier`).

use super::find::{Found, nearness, trailing_year};
use super::words::Word;
use super::{DateExpression, PartialDay, Unit};

/// `yesterday`, `next week`, `later this month`, `three days ago`, `in ten days' time`.
pub(super) fn relative(words: &[Word], before: Option<&Word>) -> Found {
    let first = words.first()?;
    let second = words.get(1);
    // `the day before yesterday`
    if let [_, day, side, from, ..] = words
        && first.is("the")
        && day.is("day")
    {
        match (side.lower.as_ref(), from.lower.as_ref()) {
            ("before", "yesterday") => return Some((DateExpression::Relative(Unit::Day, -2), 4)),
            ("after", "tomorrow") => return Some((DateExpression::Relative(Unit::Day, 2), 4)),
            _ => {}
        }
    }
    // `the week after next`
    if let [_, unit, after, next, ..] = words
        && let Some(unit) = unit.unit().filter(|_| first.is("the") && after.is("after") && next.is("next"))
    {
        return Some((DateExpression::Relative(unit, 2), 4));
    }
    // `earlier in the week`
    if let [_, inside, article, unit, ..] = words
        && first.one_of(&["earlier", "later"])
        && inside.is("in")
        && article.is("the")
        && let Some(unit @ (Unit::Week | Unit::Month | Unit::Year)) = unit.unit()
    {
        return Some((DateExpression::Relative(unit, 0), 4));
    }
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
        // `tomorrow week`
        let week = second.is_some_and(|word| word.is("week"));
        return Some((DateExpression::Relative(Unit::Day, if week { 8 } else { 1 }), 1 + usize::from(week)));
    }
    // `at the end of the month`, `towards the end of the year`
    let of = before.is_some_and(|word| word.is("of"));
    if let Some(unit @ (Unit::Month | Unit::Year)) = second.filter(|_| first.is("the") && of).and_then(Word::unit)
        && words.get(2).is_none_or(|word| !word.capital && word.year().is_none())
    {
        return Some((DateExpression::Relative(unit, 0), 2));
    }
    if first.is("this") && second.is_some_and(Word::is_part_of_day) {
        return Some((DateExpression::Relative(Unit::Day, 0), 2));
    }
    // `over the weekend`, `this weekend`: Saturday and Sunday.
    if first.one_of(&["the", "this", "last", "next", "coming", "all"]) && second.is_some_and(|word| word.is("weekend"))
    {
        return Some((DateExpression::Weekdays(6, 7), 2));
    }
    if first.is("last") && second.is_some_and(|word| word.is("night")) {
        return Some((DateExpression::Relative(Unit::Day, -1), 2));
    }
    let (nearness, skipped) = nearness(words);
    if skipped > 0
        && let Some(word) = words.get(skipped)
        && let Some(unit) = word.unit().filter(|_| !word.lower.ends_with('s'))
    {
        let day = unit == Unit::Day;
        return (!day).then_some((DateExpression::Relative(unit, nearness.steps().into()), skipped + 1));
    }
    let [number, unit, rest @ ..] = words else { return None };
    let number = number.number()?;
    let (number, unit) = match unit.unit() {
        Some(unit) => (number, unit),
        None => (unit.is("fortnight") || unit.is("fortnights")).then_some((2 * number, Unit::Week))?,
    };
    let ahead = |at: usize, names: &[&str]| rest.get(at).is_some_and(|word| word.one_of(names));
    // `a week from today`, `two weeks ago today`: a day.
    let today = unit == Unit::Week && ahead(1, &["today"]);
    let (unit, number) = if today { (Unit::Day, 7 * number) } else { (unit, number) };
    if ahead(0, &["ago"]) {
        // `two weeks ago`: so many days.
        let (unit, number) = if unit == Unit::Week { (Unit::Day, 7 * number) } else { (unit, number) };
        return Some((DateExpression::Relative(unit, -number), 3 + usize::from(today)));
    }
    if ahead(0, &["hence"]) || ahead(0, &["from"]) && ahead(1, &["now", "today"]) {
        return Some((DateExpression::Relative(unit, number), 3 + usize::from(!ahead(0, &["hence"]))));
    }
    let marked = usize::from(ahead(0, &["'", "’"]));
    let owned = marked + usize::from(marked > 0 && ahead(1, &["s"]));
    let inside = before.is_some_and(|word| word.is("in"));
    let time = inside && owned > 0 && ahead(owned, &["time"]);
    // `will come in two weeks`
    let alone =
        inside && unit != Unit::Year && rest.first().is_none_or(|word| word.one_of(&[".", ",", "for", "at", "to"]));
    let length = if time { 3 + owned } else { 2 };
    (time || alone).then_some((DateExpression::Relative(unit, number), length))
}

/// `the 12th`, `the 27th of last month`, `the 3rd instant`.
pub(super) fn day_of_month(words: &[Word], before: Option<&Word>) -> Found {
    let [article, number, rest @ ..] = words else { return None };
    let day =
        number.day().filter(|_| article.is("the") && number.lower.ends_with(|c: char| c.is_ascii_alphabetic()))?;
    let is = |at: usize, names: &[&str]| rest.get(at).is_some_and(|word| word.one_of(names));
    if is(0, &["of"]) && is(2, &["month"]) {
        let (near, known) = nearness(&rest[1..]);
        let of = is(1, &["the"]) || known > 0;
        return of.then_some((DateExpression::DayOfMonth(day, Some(near.steps().into())), 5));
    }
    for (name, months) in [("inst", 0), ("instant", 0), ("ult", -1), ("ultimo", -1), ("prox", 1), ("proximo", 1)] {
        if is(0, &[name]) {
            return Some((DateExpression::DayOfMonth(day, Some(months)), 3));
        }
    }
    let ends = rest.is_empty() || is(0, &[",", ".", ";", ")", "at", "in", "for", "with", "to", "by", "after"]);
    let on = before.is_some_and(|word| word.one_of(&["on", "until", "till"]));
    // `On the 13th he received X`
    let opens = before.is_some_and(|word| word.capital)
        && rest.first().is_some_and(|word| word.capital || word.one_of(&OPENS_CLAUSE));
    let ends = ends || opens;
    (on && ends).then_some((DateExpression::DayOfMonth(day, None), 2))
}

/// `the last day of June`, `the first day of May 2003`.
pub(super) fn edge_of_month(words: &[Word]) -> Found {
    let [article, edge, day, of, month, rest @ ..] = words else { return None };
    let month = month.month().filter(|_| article.is("the") && day.is("day") && of.is("of"))?;
    let (year, length) = trailing_year(rest);
    let last = match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = match edge.lower.as_ref() {
        "first" | "opening" => 1,
        "last" | "final" => last,
        _ => return None,
    };
    Some((DateExpression::Day(PartialDay { year, month, day }), 5 + length))
}

/// `the second half of the year`: the year of publication.
pub(super) fn part_of_year(words: &[Word]) -> Found {
    let [article, which, part, of, the, year, ..] = words else { return None };
    let told = which.ordinal().is_some() || which.one_of(&["opening", "last", "final", "latter"]);
    let parts = part.one_of(&["half", "quarter", "third", "part", "months"]);
    let this = the.one_of(&["the", "this"]) && year.is("year");
    (article.is("the") && told && parts && of.is("of") && this).then_some((DateExpression::Relative(Unit::Year, 0), 6))
}

/// `the thirtieth year since`, `the 25th anniversary of`, `a day after`: how long before or after what the sentence dates
/// something happened that is told behind.
pub(super) fn counted(words: &[Word], before: Option<&Word>) -> Found {
    if let [number, unit, joint, next, ..] = words
        && let (Some(number), Some(unit)) = (number.number(), unit.unit())
        && !before.is_some_and(|word| word.one_of(&["-", "over", "past", "last", "than", "within"]))
    {
        let count = match joint.lower.as_ref() {
            "after" => -number,
            "before" if next.one_of(&["he", "she", "they"]) || is_of_what_follows(words, before) => number,
            _ => return None,
        };
        return Some((DateExpression::Counted(unit, count), 2));
    }
    let article = usize::from(words.first()?.is("the"));
    let rest = words.get(article..).unwrap_or_default();
    let (years, length) = match rest {
        [tens, dash, ones, ..] if dash.is("-") => (tens.number()?.checked_add(ones.ordinal()?)?, 3),
        [ordinal, ..] => (ordinal.ordinal()?, 1),
        [] => return None,
    };
    let [unit, joint, ..] = rest.get(length..)? else { return None };
    let counts = unit.is("year") && joint.is("since") || unit.is("anniversary") && joint.one_of(&["of", "since"]);
    counts.then_some((DateExpression::Counted(Unit::Year, -years), article + length + 1))
}

/// `on 9 May, three days before the summit`: the day of the summit.
fn is_of_what_follows(words: &[Word], before: Option<&Word>) -> bool {
    let named = words.get(3).is_some_and(|next| next.one_of(&["the", "a", "an", "his", "her", "their", "its"]));
    named && before.is_some_and(|word| word.is(","))
}

/// What has days that are counted.
const STAYS: [&str; 11] =
    ["visit", "trip", "tour", "stay", "journey", "talks", "summit", "conference", "meeting", "negotiations", "session"];

/// `the second day of his visit`, `the third and last day of the talks`, `day two of her tour`.
pub(super) fn day_of_stay(words: &[Word], before: Option<&Word>) -> Found {
    if !before.is_some_and(|word| word.one_of(&["on", "-", "–"])) {
        return None;
    }
    let day = words.iter().take(5).position(|word| word.is("day"))?;
    let counted = words.get(day + 1).and_then(Word::number);
    let length = day + 1 + usize::from(counted.is_some());
    let of = words.get(length).is_some_and(|word| word.is("of"));
    let stay = words.iter().skip(length + 1).take(6).any(|word| word.one_of(&STAYS));
    // `held talks on the opening day.`
    let alone = day > 0 && words.get(length).is_none_or(|word| word.one_of(&[".", ",", ";"]));
    if !(of && stay || alone) || day > 0 && !words.first()?.one_of(&["the", "his", "her", "their"]) {
        return None;
    }
    let number = words.get(1..day).unwrap_or_default().iter();
    let number = number.filter_map(|word| word.ordinal().or_else(|| word.is("opening").then_some(1))).next();
    let last = words
        .get(1..day)
        .is_some_and(|between| between.iter().any(|word| word.one_of(&["last", "final", "closing", "concluding"])));
    let number = counted.or(number);
    (number.is_some() || last).then_some((DateExpression::DayOfStay(number), length))
}

/// `the same day`, `that evening`, `earlier in the day`, `a day earlier`, `the following morning`, `a year before`.
pub(super) fn anaphoric(words: &[Word], before: Option<&Word>) -> Found {
    day_told_by_another(words, before).or_else(|| hours_apart(words)).or_else(|| {
        let [first, second, third, ..] = words else { return None };
        let (number, unit) = (first.number()?, second.unit()?);
        if before.is_some_and(|word| word.one_of(&["-", "over", "past", "last"])) {
            return None;
        }
        let count = match third.lower.as_ref() {
            "before" if is_of_what_follows(words, before) => return None,
            "earlier" | "before" => -number,
            "later" | "afterwards" | "afterward" => number,
            _ => return None,
        };
        Some((DateExpression::Anaphoric(unit, count), 3))
    })
}

/// Words with which a clause begins behind the day that opens it.
const OPENS_CLAUSE: [&str; 8] = ["he", "she", "they", "the", "both", "his", "her", "it"];

/// `hours later`, `two hours earlier`, `a few hours later`: on the day of what was told.
fn hours_apart(words: &[Word]) -> Found {
    let hours = words.iter().take(3).position(|word| word.is("hours"))?;
    let counted = words.get(..hours)?.iter().all(|word| word.number().is_some() || word.is("few"));
    let apart = words.get(hours + 1).is_some_and(|word| word.one_of(&["later", "earlier", "afterwards"]));
    (counted && apart).then_some((DateExpression::Anaphoric(Unit::Day, 0), hours + 2))
}

fn day_told_by_another(words: &[Word], before: Option<&Word>) -> Found {
    let [first, second, ..] = words else { return None };
    let third = words.get(2);
    let part = |word: Option<&Word>| word.is_some_and(|word| word.is("day") || word.is_part_of_day());
    let told = |days: i32, length: usize| Some((DateExpression::Anaphoric(Unit::Day, days), length));
    let after = |length: usize, marks: &[&str]| words.get(length).is_none_or(|word| word.one_of(marks));
    if first.one_of(&["the", "that"]) && part(third) && words.get(3).is_none_or(|ahead| !ahead.is("of")) {
        let days = match second.lower.as_ref() {
            "same" | "very" => 0,
            "previous" | "preceding" => -1,
            "following" | "next" => 1,
            _ => return None,
        };
        return told(days, 3);
    }
    if first.one_of(&["later", "earlier"]) && second.is("that") && part(third) {
        return told(0, 3);
    }
    // `on the eve of his visit`
    if first.is("the") && second.is("eve") && words.iter().skip(3).take(4).any(|word| word.one_of(&STAYS)) {
        return told(-1, 2);
    }
    // `the following year`, `that same week`
    if first.one_of(&["the", "that"])
        && let Some(unit @ (Unit::Year | Unit::Week | Unit::Month)) = third.and_then(Word::unit)
    {
        let count = match second.lower.as_ref() {
            "same" => 0,
            "previous" | "preceding" => -1,
            "following" => 1,
            "next" if unit == Unit::Year => 1,
            _ => return None,
        };
        return Some((DateExpression::Anaphoric(unit, count), 3));
    }
    if first.one_of(&["later", "earlier"]) && second.is("in") && third.is_some_and(|word| word.is("the")) {
        return part(words.get(3)).then_some((DateExpression::DayOfNews, 4));
    }
    // `on that day`, `that evening`: no `that day labourers strike`.
    // `That day she met X`: it opens the sentence.
    let opens =
        |next: usize| first.capital && words.get(next).is_some_and(|word| word.capital || word.one_of(&OPENS_CLAUSE));
    if first.is("that")
        && (second.is_part_of_day()
            || second.is("day") && before.is_some_and(|word| word.one_of(&["on", "later", "earlier"])))
        || first.is("that")
            && second.is("day")
            && (opens(2) || after(2, &[",", ".", ";", "in", "at", "to", "with", "for", "and"]))
    {
        return told(0, 2);
    }
    // `in the evening of 14 May`
    let dated = third.is_some_and(|word| word.is("of"))
        && words.get(3).is_some_and(|day| day.day().is_some() || day.month().is_some() || day.weekday().is_some());
    if before.is_some_and(|word| word.is("in"))
        && first.is("the")
        && second.is_part_of_day()
        && !dated
        && (after(
            2,
            &["the", ",", ".", ";", "of", "he", "she", "they", "a", "an", "his", "her", "their", "and", "both", "two"],
        ) || third.is_some_and(|word| word.capital))
    {
        return told(0, 2);
    }
    let beside = first.is("the") && third.is_some_and(|word| word.one_of(&["before", "after"]));
    // `The day before he had met X.`
    let had = || after(3, &["he", "she", "they"]) && after(4, &["had"]);
    let alone = || after(3, &[",", ".", "for", "in", "and", "at", "on", "to", "with", ";"]);
    if beside && part(Some(second)) && (alone() || had() || opens(3)) {
        return told(if third.is_some_and(|word| word.is("before")) { -1 } else { 1 }, 3);
    }
    None
}
