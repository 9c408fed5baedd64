//! Arrivals told by a welcome: `was met at Oslo airport by X`, `was given a warm welcome in Oslo`; and those of which the goal is
//! known without being told: `arrived on Wednesday`.

use super::super::meetings::ends_with_airport;
use super::super::noun_phrase::members;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status;
use super::destinations::{destinations, is_way_of_travelling};
use super::journey::{Journey, journey};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

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

/// `X arrived on Wednesday and returns to Oslo today`: where his visit of which was told leads, else where the report is written.
pub(super) fn unsaid_goal(reader: &Reader<'_>, phrase: &Phrase, at: usize, from: usize) -> Option<Vec<EntityIndex>> {
    if !matches!(phrase.word(at), "arrived" | "arrives") {
        return None;
    }
    let passes = |next: &usize| {
        let word = phrase.word(*next);
        phrase.is_date(*next) || phrase.is("adverb", *next) || word == "on" || is_way_of_travelling(word)
    };
    let next = (from..phrase.items.len()).find(|next| !passes(next)).unwrap_or(phrase.items.len());
    let ends = matches!(phrase.word(next), "" | "." | "," | ";" | "and" | "with" | "for" | "accompanied")
        && phrase.items.get(next).is_none_or(|item| matches!(item.kind, ItemKind::Word | ItemKind::Mark));
    let dated = (from..next).any(|day| phrase.is_date(day));
    let subject = members(phrase, phrase.subject(at));
    let [traveller] = subject[..] else { return None };
    let own = reader.country_of(traveller).filter(|_| ends && dated && reader.is_person(traveller))?;
    // `X, who arrived on Monday, left Peru on Wednesday`
    let left = (next..phrase.items.len().min(next + 5))
        .find(|left| matches!(phrase.word(*left), "left" | "leave" | "leaves") && phrase.subject(*left).is_some())
        .map(|left| destinations(reader, phrase, left + 1, 2));
    if let Some(places) = left.filter(|places| !places.is_empty()) {
        return Some(places);
    }
    let visit = reader
        .last_event(|event| event.label == Label::Visit && event.tied(LinkType::Made).any(|made| made == traveller));
    if let Some(visit) = visit.and_then(|visit| reader.events.get(visit)) {
        return Some(visit.tied(LinkType::To).collect()).filter(|to: &Vec<_>| !to.is_empty());
    }
    let written = reader.scene.and_then(|scene| reader.country_of(scene)).or(reader.mentions.home);
    written.filter(|country| *country != own).map(|country| vec![country])
}
