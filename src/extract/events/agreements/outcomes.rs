//! Commitments told as what came of talks: `ended with an agreement to …`, `They will be sent home, it was agreed.`

use super::super::event::Event;
use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::commitments::{keep_commitment, name_of, sentence_part_end};
use super::keep;
use crate::extract::dates::Tense;
use crate::facts::{Label, LinkType};

/// `ended their talks with an agreement to reopen the border`, `The talks led to a decision to wait`, `Another outcome was the
/// decision to meet`: a noun that says what those who talked will do.
pub(super) fn agreement_to(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let to = at + 1;
    let article = at.checked_sub(1).filter(|article| matches!(phrase.word(*article), "an" | "a" | "the" | "in"))?;
    let with = article.checked_sub(1).filter(|_| phrase.word(article) != "in").unwrap_or(article);
    let does = phrase.is_plain_word(to + 1);
    if !matches!(phrase.word(at), "agreement" | "decision") || phrase.word(to) != "to" || !does {
        return None;
    }
    let start = phrase.clause_start(at);
    let verb = (start..article).find(|verb| match phrase.word(with) {
        "with" => phrase.verb("Hold", *verb).is_some(),
        "in" => phrase.verb("Hold", *verb).is_some() || phrase.word(*verb) == "resulted",
        "to" => *verb + 1 == with && matches!(phrase.word(*verb), "led" | "leads"),
        word => *verb == with && (word == "produced" || phrase.is("be", *verb) && is_outcome(phrase, start..*verb)),
    })?;
    let status = status::of_verb(phrase, verb);
    let mut parties = reader.parties_of(&members(phrase, phrase.subject(verb)));
    if parties.len() < 2 {
        let named = (start..verb).flat_map(|at| members(phrase, Some(at))).collect::<Vec<_>>();
        parties = reader.parties_of(&named);
    }
    if parties.len() < 2 && parties.iter().all(|party| reader.is_country(*party)) {
        parties = reader.sides_of_gathering(phrase, verb).unwrap_or_else(|| reader.parties_in_focus(phrase));
    }
    if parties.len() < 2 && !reader.sides_of_body(&parties) || status != Status::Held {
        return None;
    }
    let end = sentence_part_end(phrase, at);
    let index = keep_commitment(reader, phrase, verb, to, at..(to + 4).min(end), &parties, status);
    if let Some(event) = reader.events.get_mut(index) {
        let meeting = event.events.iter().find(|(link, _)| *link == LinkType::ReachedAt).map(|(_, meeting)| *meeting);
        let last = meeting.and_then(|meeting| reader.events.get(meeting)).and_then(|meeting| meeting.date.clone());
        if let Some(event) = reader.events.get_mut(index).filter(|event| event.date.is_none()) {
            event.date = last;
        }
    }
    Some(1)
}

/// `Another outcome of the talks`, `The main result`
fn is_outcome(phrase: &Phrase, mut range: std::ops::Range<usize>) -> bool {
    range.any(|at| matches!(phrase.word(at), "outcome" | "outcomes" | "result" | "results" | "fruit"))
}

/// `They will be sent home by May, it was agreed.`, `The road will be built, the two sides agreed on Friday.`: what stands
/// before is agreed on by those named, else by those in focus.
pub(super) fn agreed_before(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let comma = (1..at).rev().take(6).find(|comma| phrase.word(*comma) == ",")?;
    let dated = at + 1 + usize::from(phrase.word(at + 1) == "on" && phrase.is_date(at + 2));
    let behind = if phrase.is_date(dated) { dated + 1 } else { at + 1 };
    let ends = matches!(phrase.word(behind), "" | "." | "," | "during" | "at" | "in");
    let will = (0..comma).any(|will| matches!(phrase.word(will), "will" | "would" | "is" | "are" | "shall"));
    let own = phrase.actors(comma + 1).or_else(|| phrase.actors(comma + 2)).filter(|own| own.plural);
    let direct = own.is_some() && matches!(at - comma, 2 | 3) && phrase.word(at) == "agreed";
    let it = at == comma + 3
        && phrase.is("be", at - 1)
        && reader.text.folded_slice(phrase.items.get(comma + 1)?.tokens.clone()) == "it";
    if !ends || !will || !(it || direct) {
        return None;
    }
    let named = own.map(|own| own.members.clone()).unwrap_or_default();
    let mut parties = reader.parties_of(&named);
    if parties.len() < 2 {
        parties = reader.parties_in_focus(phrase);
    }
    if parties.len() < 2 {
        parties = reader.parties_of(&(0..comma).flat_map(|at| members(phrase, Some(at))).collect::<Vec<_>>());
    }
    if parties.len() < 2 {
        return None;
    }
    let evidence = phrase.evidence(reader.text, 0..at + 1);
    let mut event = Event::new(Label::Agreement, "commitment", Status::Held, evidence, "agreement.commitment");
    event.name = name_of(reader, phrase, 0, comma);
    for party in &parties {
        event.tie(LinkType::PartyTo, *party, None);
    }
    let index = keep(reader, phrase, at, at, event);
    // The days in it are those of what was agreed.
    let date = phrase.date_at(dated).and_then(|day| reader.event_date(phrase, dated, day, Tense::Past));
    if let Some(event) = reader.events.get_mut(index) {
        event.date = date;
    }
    Some(1)
}
