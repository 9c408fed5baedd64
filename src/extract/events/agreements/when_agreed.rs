//! Sentences that tell of what was concluded before when and where that was, or when it takes effect: `The signing took place on
//! Friday`, `The decision was taken during talks in Oslo`, `The accord will come into force in May`.

use super::super::event::{Event, EventDate, EventIndex};
use super::super::event_places::place_near;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status::Status;
use crate::extract::dates::Precision;
use crate::facts::{Label, LinkType};

/// Sentences after which `the signing` and `the agreement` no longer mean what was told.
const NEAR: u32 = 6;

/// `The signing took place`, `The decision was taken`, `The agreement was reached`, `The announcement came`.
pub(super) const TOLD: Rule<Reads> = Rule::begun_by(
    &[
        "signing",
        "signature",
        "decision",
        "agreement",
        "accord",
        "understanding",
        "deal",
        "announcement",
        "breakthrough",
    ],
    told,
);

fn told(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let noun = phrase.word(at);
    let happened: &[&str] = match noun {
        "signing" | "signature" => {
            &["took place", "was held", "will take", "will be held", "is to take", "is to be held"]
        }
        "decision" => &["was taken", "was made", "was reached", "was agreed", "came"],
        "announcement" | "breakthrough" => &["was made", "came"],
        "agreement" | "accord" | "understanding" | "deal" => &["was reached", "was concluded", "was announced", "came"],
        _ => return None,
    };
    if !matches!(phrase.word(at.checked_sub(1)?), "the" | "this") || at > 2 {
        return None;
    }
    let end = phrase.clause_end(at).min(at + 8);
    let predicate = |verb: usize| phrase.is("auxiliary", verb) || matches!(phrase.word(verb), "took" | "came");
    let verb = (at + 1..end).find(|verb| predicate(*verb))?;
    let row = phrase.row(verb..(verb + 4).min(phrase.items.len()));
    if !happened.iter().any(|words| row.trim_start().starts_with(words)) {
        return None;
    }
    let status = if matches!(phrase.word(verb), "will" | "is") { Status::Planned } else { Status::Held };
    let signing = matches!(noun, "signing" | "signature");
    let sentence = u32::try_from(phrase.sentence).unwrap_or(u32::MAX);
    let known = reader.last_event(|event| {
        let near = event.evidence.last().is_some_and(|told| sentence.saturating_sub(told.sentence) <= NEAR);
        let fits = if signing { is_paper(event) } else { event.label == Label::Agreement };
        near && fits && event.status == status
    })?;
    let exact = |date: &EventDate| status == Status::Planned || date.resolved.precision == Precision::Day;
    let date = reader.date_near(phrase, verb, status).filter(exact);
    let place = place_near(reader, phrase, verb..verb + 1);
    let evidence = phrase.evidence(reader.text, at..(verb + 2).min(phrase.items.len()));
    let event = reader.events.get_mut(known).filter(|_| date.is_some() || place.is_some())?;
    event.evidence.push(evidence);
    // `signed on 15 September. The deal was reached in April`: it keeps the day of signing.
    let open = event.date.as_ref().is_none_or(|known| known.resolved.precision != Precision::Day);
    event.date = date.filter(|_| open).or(event.date.take());
    place.into_iter().for_each(|place| event.tie(LinkType::HeldIn, place, None));
    Some(1)
}

fn is_paper(event: &Event) -> bool {
    event.label == Label::Agreement && !matches!(event.kind, "commitment" | "target" | "mechanism")
}

/// The paper told before that `the treaty`, `the agreement` means.
pub(super) fn known_paper(reader: &Reader<'_>, phrase: &Phrase, noun: usize) -> Option<EventIndex> {
    let sentence = u32::try_from(phrase.sentence).unwrap_or(u32::MAX);
    if !matches!(phrase.word(noun.checked_sub(1)?), "the" | "this" | "both" | "these") {
        return None;
    }
    let kind = phrase.noun("instrument", noun)?;
    reader.last_event(|event| {
        let near = event.evidence.last().is_some_and(|told| sentence.saturating_sub(told.sentence) <= NEAR);
        near && is_paper(event) && (event.kind == kind || kind == "agreement" && event.kind != "declaration")
    })
}
