//! Finding date expressions: one production a function, each tried at a word and answering how many words it took.

use super::feasts::feast;
use super::months::{day_in_letters, days_before_month, month, month_before_days, season, week_of_month};
use super::told::{anaphoric, counted, day_of_month, day_of_stay, edge_of_month, part_of_year, relative};
use super::words::{Word, may_open, tells_a_time, words};
use super::{DateExpression, DateMention, Lead, Nearness, PartialDay, Unit, Year};

pub(super) type Found = Option<(DateExpression, usize)>;

/// All date expressions of a text, in order, not overlapping.
pub fn find_dates(text: &str) -> Vec<DateMention> {
    let lower = text.to_ascii_lowercase();
    if !tells_a_time(&lower) {
        debug_assert!(expressions(text, &lower).is_empty(), "a date without a word of time in `{text}`");
        return Vec::new();
    }
    expressions(text, &lower)
}

fn expressions(text: &str, lower: &str) -> Vec<DateMention> {
    let words = words(text, lower);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        if !may_open(rest) {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|index| words.get(index));
        let hit = iso_day(rest)
            .or_else(|| slashed_day(rest))
            .or_else(|| feast(rest))
            .or_else(|| week_of_month(rest))
            .or_else(|| weekday(rest, before))
            .or_else(|| days_before_month(rest, before))
            .or_else(|| day_in_letters(rest))
            .or_else(|| month_before_days(rest, before))
            .or_else(|| month(rest, before))
            .or_else(|| season(rest, before))
            .or_else(|| relative(rest, before))
            .or_else(|| edge_of_month(rest))
            .or_else(|| part_of_year(rest))
            .or_else(|| day_of_month(rest, before))
            .or_else(|| day_of_stay(rest, before))
            .or_else(|| anaphoric(rest, before))
            .or_else(|| counted(rest, before))
            .or_else(|| year(rest, before))
            .or_else(|| further_year(rest, before, found.last()));
        match hit {
            Some((expression, length)) if length > 0 => {
                found.push(DateMention {
                    start: words[at].start,
                    end: words[at + length - 1].end,
                    expression,
                    lead: match expression {
                        // `between 3 and 5 May`: the days themselves.
                        DateExpression::Days(..) | DateExpression::Weekdays(..) if is_between(before) => Lead::From,
                        // `over the weekend`
                        DateExpression::Weekdays(6, 7) if before.is_some_and(|word| word.is("over")) => Lead::At,
                        // `after Monday's meeting`: of the meeting.
                        _ if is_possessive(words.get(at + length..).unwrap_or_default()) => Lead::At,
                        _ => lead(&words[..at]),
                    },
                });
                share_year(&mut found, &words[at - usize::from(at > 0)]);
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

/// `on 4 March and 9 May 2016`: the year behind the last day is that of the first as well.
fn share_year(found: &mut [DateMention], between: &Word) {
    let [.., first, last] = found else { return };
    let DateExpression::Day(PartialDay { year: Some(year), month, .. }) = last.expression else { return };
    if let DateExpression::Day(day) = &mut first.expression
        && day.year.is_none()
        && day.month <= month
        && between.one_of(&["and", ","])
        && first.end + 1 >= between.start
    {
        day.year = Some(year);
    }
}

/// Words before `for` that give an event its day.
const FIXES: &[&str] = &[
    "set",
    "scheduled",
    "planned",
    "slated",
    "fixed",
    "arranged",
    "prepared",
    "announced",
    "expected",
    "convened",
    "called",
    "due",
    "billed",
    "pencilled",
    "invited",
    "rescheduled",
];

/// The length in days that a text states before a noun of travel or meeting: `three-day`, `a 2-day`, `five days`.
pub fn find_length_in_days(text: &str) -> Option<i32> {
    let lower = text.to_ascii_lowercase();
    if !lower.contains("day") && !lower.contains("week") {
        return None;
    }
    if ["week-long", "weeklong"].iter().any(|length| lower.contains(length)) {
        return Some(7);
    }
    let words = words(text, &lower);
    let long = |pair: &[Word]| {
        let whole = |word: &str, days| (pair[0].lower == word && pair[1].lower == "-").then_some(days);
        whole("week", 7).or_else(|| (pair[0].lower == "weeklong").then_some(7))
    };
    words.windows(2).enumerate().find_map(|(at, pair)| {
        if let Some(days) = long(pair).filter(|_| words.get(at + 2).is_none_or(|next| next.lower == "long")) {
            return Some(days);
        }
        let number = pair[0].number().filter(|_| !matches!(pair[0].lower.as_ref(), "a" | "an"))?;
        let dashed = usize::from(pair[1].is("-"));
        let unit = words.get(at + 1 + dashed)?;
        // `in ten days' time`, `three days ago`
        let when = words.get(at + 2 + dashed).is_some_and(|word| {
            let time = word.one_of(&["'", "’"]) && words.get(at + 3 + dashed).is_some_and(|word| word.is("time"));
            time || word.one_of(&["ago", "hence", "later", "earlier"])
        });
        if when {
            return None;
        }
        match unit.unit()? {
            Unit::Day => Some(number),
            Unit::Week if pair[1].lower == "-" => Some(number * 7),
            _ => None,
        }
    })
}

fn is_possessive(after: &[Word]) -> bool {
    matches!(after, [mark, s, ..] if mark.one_of(&["'", "’"]) && s.is("s") && !s.spaced)
}

pub(super) fn is_between(before: Option<&Word>) -> bool {
    before.is_some_and(|word| word.is("between"))
}

fn lead(before: &[Word]) -> Lead {
    // `in mid-January`
    let halves = matches!(before, [.., half, dash] if dash.is("-") && half.one_of(&["mid", "early", "late"]));
    let before = if halves { &before[..before.len() - 1] } else { before };
    let mut ends = before.len();
    // `at the beginning of next month`, `before the second half of May`
    while let Some(word) = ends.checked_sub(1).and_then(|last| before.get(last)) {
        let of = before.get(ends).is_some_and(|next| next.one_of(&["of", "half", "quarter"]));
        let plain = word.one_of(&["the", "early", "late", "mid", "about", "end", "of"]);
        let part = of && word.one_of(&["beginning", "start", "middle", "half", "quarter", "first", "second"]);
        if !(plain || part) {
            break;
        }
        ends -= 1;
    }
    let mut words = before[..ends].iter().rev();
    let first = words.next();
    // `towards the end of May`: then, and not before it.
    let end = before.iter().rev().take(3).any(|word| word.is("end"));
    if end && first.is_some_and(|word| word.one_of(&["toward", "towards"])) {
        return Lead::At;
    }
    if first.is_some_and(|word| word.is("for")) && words.next().is_some_and(|word| word.one_of(FIXES)) {
        return Lead::At;
    }
    // `is planned in Oslo for August`
    let placed = before.iter().rev().take(5).any(|word| word.one_of(&["planned", "scheduled", "set"]));
    if first.is_some_and(|word| word.is("for")) && placed {
        return Lead::At;
    }
    match first {
        Some(word) if word.one_of(&["from", "starting", "beginning", "starts", "begins"]) => Lead::From,
        Some(word) if word.one_of(&["until", "till", "through", "ending", "to"]) => Lead::Until,
        Some(word) if word.one_of(&["by", "before", "toward", "towards", "within"]) => Lead::By,
        // `OSLO, May 14 (Agency) -- Yesterday`: the dash behind the place of writing leads to no range.
        Some(word) if word.one_of(&["-", "–"]) => match before {
            [.., first, last] if last.spaced || first.is("-") => Lead::At,
            _ => Lead::Since,
        },
        // `as early as Friday`
        Some(word) if word.is("as") && matches!(before, [.., early, _] if early.is("early")) => Lead::At,
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
    Some((DateExpression::Day(PartialDay { year: Some(Year::Written(year.year()?)), month, day: day.day()? }), 5))
}

/// `06/08/2024` and `06.08.2024` are read day first, as most of the world writes it, unless that is impossible.
fn slashed_day(words: &[Word]) -> Found {
    let [first, slash, second, other, year, ..] = words else { return None };
    let glued = [slash, second, other, year].iter().all(|word| !word.spaced);
    if slash.lower != other.lower || !(slash.is("/") || slash.is(".") && glued) {
        return None;
    }
    let (first, second) = (first.day()?, second.day()?);
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    (month <= 12)
        .then_some((DateExpression::Day(PartialDay { year: Some(Year::Written(year.year()?)), month, day }), 5))
}

/// `Tuesday`, `last Tuesday`, `Tuesday, February 20`, `from Tuesday to Thursday`, `on Tuesday and Wednesday`.
fn weekday(words: &[Word], before: Option<&Word>) -> Found {
    let (nearness, skipped) = nearness(words);
    let name = words.get(skipped)?;
    let day = name.weekday()?;
    let rest = words.get(skipped + 1..).unwrap_or_default();
    let comma = usize::from(rest.first().is_some_and(|word| word.is(",") || word.is("(")));
    let dated = rest.get(comma..).unwrap_or_default();
    let article = usize::from(comma > 0 && dated.first().is_some_and(|word| word.is("the")));
    let dated = dated.get(article..).unwrap_or_default();
    if let Some((expression, length)) = days_before_month(dated, None).or_else(|| month_before_days(dated, None)) {
        return Some((expression, skipped + 1 + comma + article + length));
    }
    let ranged = before.is_some_and(|word| word.one_of(&["from", "between"]));
    if let [dash, last, ..] = rest
        && let Some(last) = last.weekday()
        && (dash.one_of(&["to", "until", "till", "through", "-", "–"])
            || dash.is("and") && (ranged || (last - day).rem_euclid(7) == 1))
    {
        return Some((DateExpression::Weekdays(day, last), skipped + 3));
    }
    // `Tuesday of last week`, `Tuesday next week`
    let of = usize::from(rest.first().is_some_and(|word| word.is("of")));
    if skipped == 0
        && let (near, 1) = self::nearness(rest.get(of..).unwrap_or_default())
        && rest.get(of + 1).is_some_and(|word| word.is("week"))
    {
        return Some((DateExpression::DayOfWeek(day, near.steps().into()), of + 3));
    }
    // `Friday week`
    if rest.first().is_some_and(|word| word.is("week")) {
        return Some((DateExpression::DayOfWeek(day, 1), skipped + 2));
    }
    let part = usize::from(rest.first().is_some_and(Word::is_part_of_day));
    Some((DateExpression::Weekday(day, nearness), skipped + 1 + part))
}

pub(super) fn nearness(words: &[Word]) -> (Nearness, usize) {
    match words.first() {
        Some(word) if word.one_of(&["last", "past", "previous"]) => (Nearness::Last, 1),
        Some(word) if word.one_of(&["next", "coming"]) => (Nearness::Next, 1),
        Some(word) if word.is("this") => (Nearness::This, 1),
        _ => (Nearness::Plain, 0),
    }
}

/// `2022`, `of 2022`, `last year`, `of this year`.
pub(super) fn trailing_year(words: &[Word]) -> (Option<Year>, usize) {
    let skipped = usize::from(words.first().is_some_and(|word| word.one_of(&[",", "of"])));
    let rest = words.get(skipped..).unwrap_or_default();
    // `24 January B.E. 2567`: the Buddhist era, 543 years ahead.
    if let [b, first, e, second, year, ..] = rest
        && b.is("b")
        && e.is("e")
        && first.is(".")
        && second.is(".")
        && let Some(year) = year.lower.parse::<i16>().ok().filter(|year| (2400..2700).contains(year))
    {
        return (Some(Year::Written(year - 543)), skipped + 5);
    }
    if let Some(year) = rest.first().and_then(Word::year) {
        return (Some(Year::Written(year)), skipped + 1);
    }
    match (nearness(rest), rest.get(1)) {
        ((Nearness::Plain, _), _) => (None, 0),
        ((near, 1), Some(year)) if year.is("year") && !words[0].is(",") => {
            (Some(Year::Away(near.steps())), skipped + 2)
        }
        _ => (None, 0),
    }
}

/// `in 2003, 2008 and 2013`: the years behind the first.
fn further_year(words: &[Word], before: Option<&Word>, last: Option<&DateMention>) -> Found {
    let comma = before.filter(|word| word.is(","))?;
    let listed = last.is_some_and(|last| {
        matches!(last.expression, DateExpression::Year(_)) && last.lead == Lead::At && last.end == comma.start
    });
    Some((DateExpression::Year(words.first()?.year()?), 1)).filter(|_| listed)
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
