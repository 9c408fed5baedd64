//! Arrivals told by a welcome: `was met at Oslo airport by X`, `was given a warm welcome in Oslo`.

use super::super::meeting_candidates::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::receptions::ends_with_airport;
use super::super::status;
use super::destinations::destinations;
use super::journey::Journey;
use super::stations::journey;

/// The journey of whom the welcome at an item was.
pub(super) fn arrival(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    match phrase.word(at) {
        "welcome" => given_welcome(reader, phrase, at),
        _ => met_at_airport(reader, phrase, at),
    }
}

/// `was welcomed at Oslo airport by X`, `was greeted at the airport in Oslo`.
fn met_at_airport(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let (form, length) = ["Receive", "Welcome", "Meet"].iter().find_map(|class| phrase.verb(class, at))?;
    if !phrase.is_passive(at, form) {
        return None;
    }
    let end = phrase.clause_end(at);
    let airport = (at + length..end).find(|item| ends_with_airport(reader, phrase, *item))?;
    let inside = (airport + 1..end.min(airport + 3)).find(|inside| phrase.word(*inside) == "in");
    let behind = inside.map(|inside| destinations(reader, phrase, inside + 1, 1)).unwrap_or_default();
    let before = || destinations(reader, phrase, airport - usize::from(!phrase.word(airport).is_empty()), 1);
    let places = if behind.is_empty() { before() } else { behind };
    let travellers = members(phrase, phrase.subject(at));
    (!places.is_empty())
        .then(|| journey(travellers, places, status::of_verb(phrase, at), at..airport + 1, "visit.stay"))
}

/// `was given a warm welcome in Oslo`, `received a red-carpet welcome in Oslo`.
fn given_welcome(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let places = destinations(reader, phrase, at + 2, 2);
    let article = (at.saturating_sub(5)..at).rev().find(|article| phrase.is("determiner", *article))?;
    let verb = article.checked_sub(1)?;
    let received = matches!(phrase.word(verb), "received" | "got" | "enjoyed")
        || matches!(phrase.word(verb), "given" | "accorded") && verb > 0 && phrase.is("be", verb - 1);
    let told = received && matches!(phrase.word(at + 1), "in" | "at") && !places.is_empty();
    told.then(|| {
        let travellers = members(phrase, phrase.subject(verb));
        journey(travellers, places, status::of_verb(phrase, verb), verb..at + 3, "visit.stay")
    })
}
