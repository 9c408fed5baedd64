//! The last day of a visit, told apart from it: the traveller leaves or goes home, stays until a day, or `the visit` lasts until
//! one.

use super::super::event::{Event, EventIndex};
use super::super::lasting::{self, Told, close, is_weekday};
use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::destinations::destinations;
use crate::extract::dates::{Lead, Precision, Tense};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Reads the last day of a visit that the words at an item tell.
pub(super) fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) {
    let told = departs(reader, phrase, at)
        .or_else(|| stays_until(reader, phrase, at))
        .or_else(|| visit_lasts(reader, phrase, at));
    match told {
        Some((visit, last)) => close(reader, visit, last),
        None => drop(lasting::read(reader, phrase, at, Label::Visit)),
    }
}

/// `returns home tomorrow`, `flew home on Sunday`, `left on Friday`, `goes on to Rome on Friday`, `is due back on Monday`.
fn departs(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(EventIndex, Told)> {
    let next = phrase.word(at + 1);
    // `flew on Monday`: no way.
    let way = matches!(next, "home" | "back" | "out" | "off" | "onward") || next == "on" && !phrase.is_date(at + 2);
    let due_back = phrase.word(at) == "due" && matches!(next, "back" | "home");
    let goes = phrase.verb("TravelTo", at).is_some() && way;
    let returns = matches!(phrase.word(at), "return" | "returns" | "returned") && phrase.is_verb(at);
    let leaves = phrase.verb("LeaveFor", at).is_some();
    // `before leaving on Tuesday`, `before his departure on Tuesday`: after what the sentence tells.
    let then = (at.saturating_sub(2)..at).find(|before| phrase.word(*before) == "before");
    let parts = then.is_some() && (phrase.word(at) == "departure" || phrase.word(at).ends_with("ing"));
    let noun = phrase.word(at) == "departure" && parts;
    if !(due_back || goes || returns || leaves || noun) || phrase.is("determiner", at.wrapping_sub(1)) && !noun {
        return None;
    }
    let subject =
        phrase.subject(at).or_else(|| (0..then.filter(|_| parts)?).rev().find_map(|verb| phrase.subject(verb)));
    let whose = (at.saturating_sub(1)..at).find(|owner| noun && phrase.actors(*owner).is_some());
    let who = members(phrase, whose.or(subject));
    let status = match parts {
        true => Status::Planned,
        false if due_back => Status::Planned,
        false => status::of_verb(phrase, at),
    };
    let last = reader.date_near(phrase, at, status).filter(|_| matches!(status, Status::Held | Status::Planned))?;
    let day = last.resolved.first_day().filter(|_| last.resolved.precision == Precision::Day)?;
    // `left on Friday for Oslo`: that is where the next visit is made.
    let end = phrase.clause_end(at);
    let goals = (at + 1..end).filter(|to| matches!(phrase.word(*to), "to" | "for"));
    let goals: Vec<EntityIndex> = goals
        .flat_map(|to| destinations(reader, phrase, to + 1, 3))
        .map(|place| reader.country_of(place).unwrap_or(place))
        .collect();
    let weekday = (at + 1..end).find(|place| phrase.is_date(*place)).is_some_and(|place| is_weekday(phrase, place));
    visit_of(reader, &who, &goals).map(|visit| (visit, Told { day, weekday: weekday && status == Status::Planned }))
}

/// `will stay until Friday`, `remains in Oslo until Friday`.
fn stays_until(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(EventIndex, Told)> {
    // `will be in the country until Friday`
    let will_be = phrase.word(at) == "be" && phrase.word(at.wrapping_sub(1)) == "will";
    if !will_be && !matches!(phrase.word(at), "stay" | "stays" | "remain" | "remains" | "staying" | "remaining") {
        return None;
    }
    let who = members(phrase, phrase.subject(at));
    let day = until(reader, phrase, at, phrase.clause_end(at))?;
    visit_of(reader, &who, &[]).map(|visit| (visit, day))
}

/// `The visit lasts until Friday`, `his stay will end on Friday`, `a visit that runs until Friday`.
fn visit_lasts(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(EventIndex, Told)> {
    phrase.noun("visit", at)?;
    let lasts = |verb: usize| matches!(phrase.word(verb), "last" | "lasts" | "run" | "runs" | "continues" | "continue");
    let ends = |verb: usize| matches!(phrase.word(verb), "end" | "ends" | "conclude" | "concludes" | "finishes");
    let verb = (at + 1..at + 6).find(|verb| lasts(*verb) || ends(*verb))?;
    let quiet = (at + 1..verb).all(|between| phrase.actors(between).is_none());
    let end = phrase.clause_end(verb);
    let day = if lasts(verb) { until(reader, phrase, verb, end) } else { on(reader, phrase, verb, end) };
    reader.visit.filter(|_| quiet).zip(day)
}

/// The day before which `until` stands.
fn until(reader: &Reader<'_>, phrase: &Phrase, from: usize, end: usize) -> Option<Told> {
    let place = (from..end).find(|place| phrase.date_at(*place).is_some_and(|date| date.lead == Lead::Until))?;
    reader
        .event_date(phrase, place, phrase.date_at(place)?, Tense::Future)?
        .resolved
        .first_day()
        .map(|day| Told { day, weekday: is_weekday(phrase, place) })
}

/// The first day behind a verb.
fn on(reader: &Reader<'_>, phrase: &Phrase, from: usize, end: usize) -> Option<Told> {
    let place = (from..end).find(|place| phrase.is_date(*place))?;
    reader
        .event_date(phrase, place, phrase.date_at(place)?, Tense::Future)?
        .resolved
        .first_day()
        .map(|day| Told { day, weekday: is_weekday(phrase, place) })
}

/// The visit last told that somebody makes, not to one of these countries.
fn visit_of(reader: &Reader<'_>, who: &[EntityIndex], goals: &[EntityIndex]) -> Option<EventIndex> {
    let own = |event: &Event| {
        event.label == Label::Visit
            && matches!(event.status, Status::Held | Status::Planned)
            && who.iter().all(|one| event.tied(LinkType::Made).any(|made| made == *one))
            && !event.tied(LinkType::To).any(|to| goals.contains(&to))
    };
    if who.is_empty() { None } else { reader.last_event(own) }
}
