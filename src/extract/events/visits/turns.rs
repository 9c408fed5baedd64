//! Turns of phrase for being somewhere or going there without a verb of travelling: `is on his way to Oslo`, `set foot on
//! Chilean soil`, `Oslo played host to X`, `is in town`, `here at the invitation of Y`.

use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::present;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::destinations::destinations;
use super::journey::{Journey, journey};
use crate::extract::dates::Lead;
use crate::facts::LinkType;

/// The journey that a turn of phrase tells whose telling word stands at an item.
pub(super) fn turn_of_phrase(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    match phrase.word(at) {
        "way" | "bound" | "route" | "off" => on_the_way(reader, phrase, at),
        "visited" => was_visited(reader, phrase, at),
        "shuttled" => shuttled(reader, phrase, at),
        "repaid" | "repays" | "repay" | "returned" | "returns" | "return" => repaid(reader, phrase, at),
        "departure" => delayed_departure(reader, phrase, at),
        "foot" => set_foot(reader, phrase, at),
        "host" => played_host(reader, phrase, at),
        "call" => call_on_country(reader, phrase, at),
        "town" | "here" => present(reader, phrase, at),
        _ => sent(reader, phrase, at),
    }
}

/// `is on her way to Oslo`, `is bound for Oslo`, `is en route to Oslo`.
fn on_the_way(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let leads = matches!(
        (phrase.word(at), phrase.word(at + 1)),
        ("way" | "route", "to" | "for") | ("bound", "for") | ("off", "to")
    );
    let be = (at.saturating_sub(4)..at).rev().find(|be| phrase.is("be", *be)).filter(|_| leads)?;
    let between = (be + 1..at).all(|between| {
        matches!(phrase.word(between), "on" | "en" | "the")
            || phrase.is("adverb", between)
            || phrase.is("determiner", between)
            || phrase.actors(between).is_some_and(|owner| owner.possessive)
    });
    let places = destinations(reader, phrase, at + 2, 4);
    let travellers = members(phrase, phrase.subject(be).filter(|_| between));
    // `is off to Oslo on Monday`
    let ahead = phrase.narrates && present::names_day_to_come(phrase, be) && matches!(phrase.word(be), "is" | "are");
    let status = if ahead { Status::Planned } else { status::of_verb(phrase, be) };
    (!places.is_empty()).then(|| journey(travellers, places, status, be..at + 3, "visit.stay"))
}

/// `Oslo was visited on Friday by X`.
fn was_visited(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    phrase.verb("Visit", at).filter(|(form, _)| phrase.is_passive(at, *form))?;
    let end = phrase.clause_end(at);
    let guest = phrase.actors_after(&["by"], at + 1, end)?;
    let start = phrase.clause_start(at);
    let place = (start..at).find(|place| phrase.preposition_of(*place).is_empty())?;
    let places = destinations(reader, phrase, place, 4);
    let travellers = members(phrase, Some(guest));
    (!places.is_empty()).then(|| journey(travellers, places, status::of_verb(phrase, at), at..guest + 1, "visit.verb"))
}

/// `X visited Peru in May; Y repaid the visit on Friday`: Y went to the country of X.
fn repaid(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let visit = phrase.is("determiner", at + 1) || phrase.actors(at + 1).is_some_and(|owner| owner.possessive);
    if !visit || !matches!(phrase.word(at + 2), "visit" | "visits") {
        return None;
    }
    let told = reader.visit.and_then(|visit| reader.events.get(visit))?;
    let home = told.tied(LinkType::Made).find_map(|guest| reader.country_of(guest))?;
    let travellers = members(phrase, phrase.subject(at));
    let another = !travellers.is_empty() && told.tied(LinkType::Made).all(|made| !travellers.contains(&made));
    another.then(|| journey(travellers, vec![home], status::of_verb(phrase, at), at..at + 3, "visit.verb"))
}

/// `has put off his departure for Oslo until Friday`: he goes then.
fn delayed_departure(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let verb = (at.saturating_sub(4)..at).find(|verb| phrase.verb("Postpone", *verb).is_some())?;
    let places = destinations(reader, phrase, at + 2, 4);
    let travellers = members(phrase, phrase.subject(verb));
    let end = phrase.clause_end(at);
    let until = (at + 2..end).any(|day| phrase.date_at(day).is_some_and(|date| date.lead == Lead::Until));
    let told = phrase.word(at + 1) == "for" && !places.is_empty() && until;
    told.then(|| journey(travellers, places, Status::Postponed, verb..at + 3, "visit.verb"))
}

/// `shuttled between Oslo and Rome`.
fn shuttled(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let between = (at + 1..at + 4).find(|between| phrase.word(*between) == "between")?;
    let places = destinations(reader, phrase, between + 1, 6);
    let travellers = members(phrase, phrase.subject(at));
    (places.len() > 1).then(|| journey(travellers, places, status::of_verb(phrase, at), at..between + 2, "visit.tour"))
}

/// `set foot on Chilean soil`, `set foot in Oslo`.
fn set_foot(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let verb = at.checked_sub(1).filter(|verb| matches!(phrase.word(*verb), "set" | "sets" | "setting"))?;
    let places = destinations(reader, phrase, at + 2, 4);
    let leads = matches!(phrase.word(at + 1), "on" | "in") && !places.is_empty();
    let travellers = members(phrase, phrase.subject(verb));
    leads.then(|| journey(travellers, places, status::of_verb(phrase, verb), verb..at + 3, "visit.stay"))
}

/// `The Norwegian capital played host to X`.
fn played_host(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let verb =
        at.checked_sub(1).filter(|verb| matches!(phrase.word(*verb), "played" | "plays" | "play" | "playing"))?;
    let guest = phrase.actors_after(&["to"], at + 1, phrase.items.len().min(at + 4))?;
    let places = destinations(reader, phrase, phrase.clause_start(verb), 6);
    let travellers = members(phrase, Some(guest));
    (!places.is_empty())
        .then(|| journey(travellers, places, status::of_verb(phrase, verb), verb..guest + 1, "visit.stay"))
}

/// `paid his first call on Norway`: a country is not called on.
fn call_on_country(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let verb =
        (at.saturating_sub(5)..at).find(|verb| matches!(phrase.word(*verb), "paid" | "pays" | "pay" | "paying"))?;
    let places = destinations(reader, phrase, at + 2, 2);
    let country = phrase.word(at + 1) == "on" && places.iter().any(|place| reader.is_country(*place));
    let travellers = members(phrase, phrase.subject(verb));
    country.then(|| journey(travellers, places, status::of_verb(phrase, verb), verb..at + 3, "visit.verb"))
}

/// `is in town`, `Minister X, here at the invitation of Y, …`: in the place of the report.
fn present(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let place = reader.scene.or(reader.mentions.home)?;
    let be =
        at.checked_sub(2).filter(|be| phrase.word(at) == "town" && phrase.word(be + 1) == "in" && phrase.is("be", *be));
    let aside = || {
        let named = at.checked_sub(2).filter(|_| phrase.word(at) == "here" && phrase.word(at - 1) == ",");
        let reason = phrase.row(at + 1..at + 4).starts_with(" at the invitation ");
        let reason = reason || matches!(phrase.word(at + 1), "on" | "for") && phrase.word(at + 2) != ",";
        named.filter(|named| reason && phrase.actors(*named).is_some_and(|actors| !actors.possessive))
    };
    let (travellers, status, start) = match be {
        Some(be) => (members(phrase, phrase.subject(be)), status::of_verb(phrase, be), be),
        None => (members(phrase, aside()), Status::Held, at),
    };
    let people = !travellers.is_empty() && travellers.iter().all(|one| reader.is_person(*one));
    people.then(|| journey(travellers, vec![place], status, start..at + 1, "visit.here"))
}

/// `sent his foreign minister, X, to Oslo`, `X was dispatched to Oslo`.
fn sent(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let (form, length) = phrase.verb("SendTo", at)?;
    let to = (at + length..phrase.items.len().min(at + 8)).find(|to| phrase.word(*to) == "to")?;
    let traveller = if phrase.is_passive(at, form) {
        phrase.subject(at)
    } else {
        phrase.object(at + length).filter(|object| *object < to)
    };
    let places = destinations(reader, phrase, to + 1, 4);
    let mut travellers = members(phrase, traveller);
    // `will send a trade mission to Oslo`
    let mission = to.checked_sub(1).is_some_and(|noun| phrase.is("delegation", noun));
    let sender = members(phrase, phrase.subject(at));
    let sends =
        mission && travellers.is_empty() && sender.len() == 1 && sender.iter().all(|one| reader.is_country(*one));
    if sends {
        travellers = sender;
    }
    let clear = (at + length..to).all(|between| {
        Some(between) == traveller
            || !phrase.is_verb(between)
                && phrase.actors(between).is_none_or(|actors| actors.possessive || actors.reference)
    });
    let people = sends || !travellers.is_empty() && travellers.iter().all(|one| reader.is_person(*one));
    (clear && people && !places.is_empty())
        .then(|| journey(travellers, places, status::of_verb(phrase, at), at..to + 2, "visit.verb"))
}
