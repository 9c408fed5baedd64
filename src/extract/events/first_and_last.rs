//! The first and the last day of one event, told apart: `opened on Monday … closed last night`, `ended a visit. He had arrived on Friday`.

use jiff::civil::Date;

use super::event::{Event, EventDate};
use super::phrase::Phrase;
use super::reader::Reader;
use super::status::Status;
use crate::extract::dates::{DateExpression, Lead, Precision, Tense, find_length_in_days};

/// Days that an event lasts at most.
pub(super) const LONGEST: i64 = 30;

/// How many items behind its noun the days of an event are told.
const REACH: usize = 40;

/// The days from the first to the last of an event whose date and another date that is told of it are different, where one
/// of them is that of its end.
pub(super) fn join(known: &Event, date: Option<&EventDate>, ends: bool) -> Option<EventDate> {
    let day = |date: &EventDate| date.resolved.first_day().filter(|_| date.resolved.end.is_none());
    let (known_date, date) = (known.date.as_ref()?, date?);
    let (one, other) = (day(known_date)?, day(date)?);
    let (first, last) = match (known.ends, ends) {
        (true, false) => (other, one),
        (false, true) => (one, other),
        _ => return None,
    };
    let begins = if known.ends { date } else { known_date };
    spanning(first, last).then(|| with_end(begins, last))
}

fn spanning(first: Date, last: Date) -> bool {
    first < last && last.duration_since(first).as_hours() <= 24 * LONGEST
}

/// A date that goes on to a last day.
pub(super) fn with_end(date: &EventDate, last: Date) -> EventDate {
    let mut date = date.clone();
    date.resolved.end = Some(last.to_string());
    date
}

/// `The conference, which X opened on Monday, closed last night`, `talks began on Friday and ended today`, `a visit that he
/// had been paying since 3 May`: the days that one sentence tells of the noun of an event.
pub(super) fn days_told(reader: &Reader<'_>, phrase: &Phrase, noun: usize, status: Status) -> Option<EventDate> {
    if phrase.dates.len() < 2 || status != Status::Held {
        return None;
    }
    ["visit", "meeting"].iter().find_map(|class| phrase.noun(class, noun))?;
    let end = phrase.items.len().min(noun + REACH);
    let told = |from: usize, until: usize| {
        let place = (from..until).find(|place| phrase.is_date(*place))?;
        let date = phrase.date_at(place).filter(|date| matches!(date.lead, Lead::At | Lead::From))?;
        reader.event_date(phrase, place, date, Tense::Past).filter(|date| date.resolved.precision == Precision::Day)
    };
    let another = |at: usize| ["visit", "meeting"].iter().any(|class| phrase.noun(class, at).is_some());
    let own = |verb: &usize| (noun + 1..*verb).all(|at| !another(at));
    let opens = (noun + 1..end).find(|verb| is_one_of(phrase, *verb, &OPENED)).filter(own)?;
    let closes = (opens + 1..end).find(|verb| is_one_of(phrase, *verb, &ENDED)).filter(own);
    let first = told(opens, closes.unwrap_or(end))?;
    // `ended yesterday a visit which began on Monday`, `left on Friday after a visit that had begun on Monday`
    let ended = |verb: usize| is_one_of(phrase, verb, &ENDED) || phrase.verb("LeaveFor", verb).is_some();
    let before = || {
        let which = (noun + 1..opens).any(|at| matches!(phrase.word(at), "which" | "that"));
        told((1..noun).find(|verb| ended(*verb)).filter(|_| which)?, noun)
    };
    // `closed last night`, `has just ended`
    let last = closes.map_or_else(before, |closes| told(closes, end))?.resolved.first_day()?;
    first.resolved.first_day().filter(|first| spanning(*first, last))?;
    Some(with_end(&first, last))
}

/// `paying since 3 May`, `has been in Oslo since Monday`: the first day of what goes on or has just ended.
pub(super) fn since(reader: &Reader<'_>, phrase: &Phrase, noun: usize) -> Option<EventDate> {
    phrase.dates.iter().find(|date| date.lead == Lead::Since)?;
    let end = phrase.items.len().min(noun + REACH);
    let place = (noun + 1..end).find(|place| phrase.is_date(*place) && phrase.word(place - 1) == "since")?;
    let stays = |at: usize| phrase.word(at) == "been" && phrase.is("auxiliary", at - 1);
    (noun.saturating_sub(4)..place).rev().take(8).find(|at| *at > 0 && stays(*at))?;
    let date = phrase.date_at(place)?;
    let day = matches!(date.expression, DateExpression::Day(_) | DateExpression::Weekday(..));
    reader.event_date(phrase, place, date, Tense::Past).filter(|_| day)
}

fn is_one_of(phrase: &Phrase, at: usize, words: &[&str]) -> bool {
    words.contains(&phrase.word(at)) && !phrase.is("determiner", at - 1)
}

/// Verbs that tell the first day.
const OPENED: [&str; 5] = ["opened", "began", "begun", "started", "convened"];

/// Verbs that tell the last day.
const ENDED: [&str; 9] =
    ["ended", "concluded", "finished", "completed", "ends", "concludes", "closed", "ending", "closes"];

/// `ended a three-day visit`, `her three-day visit ended`: the date beside it is that of its end. `noun` is where the noun
/// phrase begins.
pub(super) fn ends(phrase: &Phrase, noun: usize) -> bool {
    let wound_up = |at: usize| {
        let stems: &[&str] = match phrase.word(at) {
            "up" => &["wrapp", "wound", "wind"],
            "off" => &["round"],
            _ => return false,
        };
        stems.iter().any(|stem| phrase.word(at.wrapping_sub(1)).starts_with(stem))
    };
    // `signed on Sunday after three days of talks`
    let after = (noun.saturating_sub(2)..noun).any(|before| {
        let leads = matches!(phrase.word(before), "after" | "following")
            // `returned on Friday from a two-day visit`
            || phrase.word(before) == "from" && !(0..before).any(|verb| phrase.verb("ArriveIn", verb).is_some());
        leads && find_length_in_days(&phrase.row(before + 1..phrase.items.len().min(before + 6))).is_some()
    });
    let near = noun.saturating_sub(3)..noun;
    let before = near.into_iter().any(|at| match phrase.word(at) {
        "end" | "conclusion" | "close" => phrase.word(at + 1) == "of",
        "up" | "off" => wound_up(at),
        word => ENDED.contains(&word),
    });
    let head = (noun..phrase.items.len().min(noun + 6))
        .find(|at| ["visit", "meeting"].iter().any(|class| phrase.noun(class, *at).is_some()));
    let behind = head.is_some_and(|head| {
        let verb = (head + 1..phrase.items.len().min(head + 12))
            .find(|at| phrase.is_verb(*at) && !phrase.is("preposition", *at) || wound_up(*at + 1));
        verb.is_some_and(|verb| {
            matches!(phrase.word(verb), "ended" | "concluded" | "finished" | "ends" | "concludes" | "closed" | "closes")
                && !phrase.is("auxiliary", verb - 1)
                || wound_up(verb + 1)
                || phrase.word(verb) == "came" && phrase.row(verb..phrase.items.len()).starts_with(" came to an end ")
        })
    });
    after || before || behind
}
