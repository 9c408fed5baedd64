//! Instruments that are not signed yet: initialled ones, those for which somebody arrives, those within reach.

use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::super::verb_chain::{chain_start, governor};
use super::instruments::keep_instrument;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// `The treaty was initialled last month`, where the text tells that it is still to be signed: one paper, and not signed yet.
pub(super) fn is_signed_later(reader: &Reader<'_>, phrase: &Phrase, at: usize, parties: &[EntityIndex]) -> bool {
    if !phrase.word(at).starts_with("initial") {
        return false;
    }
    let later = (at + 1..phrase.items.len()).any(|verb| {
        phrase.verb("SignOnly", verb).is_some_and(|(form, _)| phrase.is_passive(verb, form))
            && status::of_verb(phrase, verb) == Status::Planned
    });
    let awaited = || {
        reader.last_event(|event| {
            let near = event.evidence.last().is_some_and(|told| told.sentence as usize + 2 >= phrase.sentence);
            event.label == Label::Agreement
                && event.status == Status::Planned
                && near
                && parties.iter().all(|party| event.tied(LinkType::PartyTo).any(|known| known == *party))
        })
    };
    // `They already initialled a pact`: another one than what is awaited.
    let another = matches!(phrase.word(at + 1), "a" | "an");
    later || !another && awaited().is_some()
}

/// `arrived in Oslo to sign`, `left for Oslo to sign`: what a journey that is told without its end is for.
pub(super) fn is_purpose_of_arrival(phrase: &Phrase, verb: usize) -> bool {
    let opens = |at: &usize| !phrase.is_date(*at) && !matches!(phrase.word(*at), "on" | "in");
    let start = (chain_start(phrase, verb)..verb).find(opens).unwrap_or(verb);
    let arrives = |verb: usize| ["ArriveIn", "LeaveFor"].iter().any(|class| phrase.verb(class, verb).is_some());
    phrase.word(start) == "to" && governor(phrase, start).is_some_and(arrives)
}

/// `are close to a deal on fishing`, `were nearing an agreement`: not reached yet.
pub(super) fn within_reach(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let to = matches!(phrase.word(at), "close" | "closer") && phrase.word(at + 1) == "to";
    let article = at + 1 + usize::from(to);
    if !(to || phrase.word(at).starts_with("near")) || !matches!(phrase.word(article), "a" | "an") {
        return None;
    }
    let paper =
        |noun: &usize| phrase.noun("instrument", *noun).is_some_and(|kind| matches!(kind, "agreement" | "treaty"));
    let noun = (article + 1..phrase.items.len().min(article + 4)).find(paper)?;
    let be = (at.saturating_sub(4)..at).rev().find(|be| phrase.is("be", *be))?;
    if (be..at).any(|not| matches!(phrase.word(not), "not" | "never" | "no")) {
        return None;
    }
    let between = phrase.actors_after(&["between", "with"], noun + 1, phrase.items.len().min(noun + 8));
    let mut actors = members(phrase, phrase.subject(be));
    actors.extend(members(phrase, between));
    let mut parties = reader.parties_of(&actors);
    if parties.len() < 2 {
        let focus = reader.parties_in_focus(phrase);
        parties = focus.into_iter().filter(|_| parties.is_empty()).collect();
    }
    if parties.len() < 2 {
        return None;
    }
    let index = keep_instrument(reader, phrase, noun, &parties, Status::Planned, at..noun + 1, "agreement.negotiated");
    if let Some(event) = reader.events.get_mut(index) {
        event.date = None;
    }
    Some(noun + 1 - at)
}
