//! Stations that a tour or a site names: `on the last leg of his tour`, `visited a school in Oslo`, `a tour that took her to Oslo`.

use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::destinations::destinations;
use super::journey::{Journey, journey};

/// `met X in Oslo on the last leg of his tour of the north`: the place of a meeting is a station.
pub(super) fn leg_of_tour(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let leg = matches!(phrase.word(at), "leg" | "stage" | "stop" | "station" | "lap")
        && matches!(phrase.word(at + 1), "of" | "on" | "in");
    if !leg {
        return None;
    }
    let tour = (at + 2..phrase.items.len().min(at + 9)).find(|noun| phrase.noun("visit", *noun).is_some())?;
    if let Some(station) = named_station(reader, phrase, at, tour) {
        return Some(station);
    }
    let place = (0..at).rev().take(12).find(|place| {
        matches!(phrase.items[*place].kind, ItemKind::Place(_)) && phrase.word(place.wrapping_sub(1)) == "in"
    })?;
    let verb = (0..place).rev().find(|verb| phrase.is_verb(*verb) && phrase.subject(*verb).is_some())?;
    let named =
        (0..place).any(|verb| ["ArriveIn", "TravelTo", "Visit"].iter().any(|class| phrase.verb(class, verb).is_some()));
    let travellers = members(phrase, phrase.subject(verb));
    let people = travellers.iter().all(|traveller| reader.is_person(*traveller));
    let places = destinations(reader, phrase, place, 1);
    let clear = !named && people && !travellers.is_empty();
    clear.then(|| journey(travellers, places, status::of_verb(phrase, verb), place..tour + 1, "visit.tour"))
}

/// `Peru is the first leg of X's tour of Asia`, `Lima was the last stop on a tour by X`.
fn named_station(reader: &Reader<'_>, phrase: &Phrase, leg: usize, tour: usize) -> Option<Journey> {
    let be = (leg.saturating_sub(4)..leg).rev().find(|be| phrase.is("be", *be))?;
    let subject = be.checked_sub(1)?;
    let places = destinations(reader, phrase, subject, 1);
    let behind = phrase.actors_after(&["of", "by"], tour + 1, phrase.clause_end(tour));
    let owner = (leg..tour).find(|at| phrase.actors(*at).is_some_and(|actors| actors.possessive)).or(behind);
    let travellers = members(phrase, owner);
    let people = !travellers.is_empty() && travellers.iter().all(|traveller| reader.is_person(*traveller));
    let told = people && !places.is_empty() && phrase.actors(subject).is_none_or(|actors| !actors.possessive);
    told.then(|| journey(travellers, places, status::of_verb(phrase, be), subject..tour + 1, "visit.tour"))
}

/// `visited a school in Norway`: abroad, so the country is visited; embassies are no travel.
pub(super) fn visited_site(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let (_, length) = phrase.verb("Visit", at)?;
    let noun = at.checked_sub(1).is_some_and(|before| {
        phrase.is("determiner", before)
            || phrase.is("preposition", before)
            || phrase.actors(before).is_some_and(|actors| actors.possessive)
    });
    let first = at + length;
    let site = phrase.is("determiner", first) || phrase.items.get(first)?.kind == ItemKind::Word;
    if noun || !site || phrase.is("preposition", first) {
        return None;
    }
    let end = phrase.clause_end(at).min(first + 12);
    let place = (first + 1..end).find(|next| matches!(phrase.word(*next), "in" | "near" | "outside"))? + 1;
    let own = (first..place - 1).all(|between| {
        !phrase.is("auxiliary", between)
            && !phrase.is("clause", between)
            && phrase.items[between].kind != ItemKind::Mark
            && phrase.actors(between).is_none_or(|actors| actors.possessive)
            && !matches!(phrase.word(between), "embassy" | "consulate" | "mission" | "pavilion" | "and")
    });
    let places = destinations(reader, phrase, place, 2);
    if !own || places.is_empty() {
        return None;
    }
    let travellers = members(phrase, phrase.subject(at));
    Some(journey(travellers, places, status::of_verb(phrase, at), at..place + 1, "visit.site"))
}

/// `a tour that took her to Oslo and Rome`, `a trip that will also take him to Oslo`.
pub(super) fn tour_through(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let takes =
        matches!(phrase.word(at), "take" | "takes" | "took" | "taken" | "taking" | "bring" | "brings" | "brought");
    // `a trip that also took in Oslo`
    let takes_in = takes && phrase.word(at + 1) == "in";
    let includes = takes_in || matches!(phrase.word(at), "includes" | "including" | "covers" | "covering");
    if !(takes || includes) {
        return None;
    }
    // `His mission began in Oslo and took him to Rome`
    let journey_noun = |noun: &usize| phrase.noun("visit", *noun).is_some() || phrase.word(*noun) == "mission";
    let who = phrase.actors(at + 1).filter(|who| who.reference && !who.possessive);
    let carried = takes && who.is_some() && phrase.word(at + 2) == "to";
    let noun = (0..at).rev().take(if carried { 20 } else { 8 }).find(journey_noun)?;
    let plain = carried
        || (noun + 1..at).all(|between| {
            phrase.is("auxiliary", between)
            || phrase.is("adverb", between)
            || matches!(phrase.word(between), "that" | "which" | "," | "of")
            // `a tour of East Africa that will take him to Kenya`
            || phrase.items[between].kind != ItemKind::Word && phrase.word(noun + 1) == "of"
        });
    let to =
        if includes { at + usize::from(takes_in) } else { (at + 1..at + 4).find(|to| phrase.word(*to) == "to")? };
    let places = destinations(reader, phrase, to + 1, 16);
    if !plain || places.is_empty() {
        return None;
    }
    // `X's tour of Asia, which will also take her to Oslo`: whose tour it is.
    let own = noun_phrase_start(phrase, noun).saturating_sub(1)..noun;
    let owns = |at: &usize| phrase.actors(*at).is_some_and(|actors| actors.possessive && !actors.reference);
    let taken = own.into_iter().find(owns).or_else(|| (at + 1..to).find(|taken| phrase.actors(*taken).is_some()));
    let mut travellers = members(phrase, taken);
    travellers.retain(|traveller| !reader.is_country(*traveller));
    if travellers.is_empty() {
        let verb = (0..noun).rev().find(|verb| phrase.is("be", *verb) || phrase.is_verb(*verb))?;
        travellers = members(phrase, phrase.subject(verb));
    }
    // `arrived in Oslo, the first stop of a tour that includes Rome`: the others are to come.
    let first = |word: &str| matches!(word, "first" | "start" | "outset" | "beginning");
    let to_come = includes && phrase.words(0..noun).any(first);
    let status = if to_come { Status::Planned } else { status::of_verb(phrase, at) };
    let through = journey(travellers, places, status, at..to + 2, "visit.tour");
    // The day of another station is not that of these.
    let dated = (noun..phrase.clause_end(at)).any(|day| phrase.is_date(day));
    Some(Journey { dated, ..through })
}
