//! Signing, adopting, setting up: verbs that bring an instrument about.

use super::super::lexicon::{self, Form};
use super::super::meeting_candidates::members;
use super::super::meeting_nouns::noun_phrase_start;
use super::super::nouns;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::instruments::{instrument_after, is_instrument, keep_instrument};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// `X and Y signed a treaty`, `a treaty was signed by X and Y`, `X set up a committee with Y`.
pub(super) fn conclusion(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = ["Sign", "SetUp", "Upgrade"].iter().find_map(|class| phrase.verb(class, at))?;
    let signs = phrase.verb("SignOnly", at).is_some();
    if signs && phrase.word(at + length) == "for" {
        return signed_for(reader, phrase, at);
    }
    let passive = phrase.is_passive(at, form);
    let end = phrase.clause_end(at);
    let headline = !passive && form == Form::Past && at + 1 >= phrase.items.len();
    let (noun, subject) = if passive || headline {
        let clause = phrase.clause_start(at);
        let noun = (clause..at)
            .find(|noun| nouns::kind("instrument", phrase.word(*noun)).is_some() && is_instrument(phrase, *noun, at))?;
        (noun, phrase.actors_after(&["by"], at + length, end))
    } else {
        let noun = instrument_after(phrase, at, phrase.items.len())?;
        (noun, phrase.subject(at))
    };
    let article = phrase.row(noun_phrase_start(phrase, noun)..noun);
    if article.starts_with(" no ") || article.starts_with(" any ") {
        reader.drop(phrase, at.min(noun)..at.max(noun) + 1, "no agreement, it says");
        return Some(length);
    }
    if passive && phrase.word(noun) == "agreements" && article.trim() == "the" {
        reader.drop(phrase, noun..at + 1, "refers to what was agreed before");
        return Some(length);
    }
    if phrase.is("determiner", at.wrapping_sub(1)) || (form == Form::Ing && phrase.word(at + length) == "ceremony") {
        return None;
    }
    // `exchanged views on the agreement` concludes nothing; a mediator is no party.
    let apart = (noun > at + 4 || passive) && phrase.word(at).starts_with("exchang");
    if apart || article.contains(" coalition ") {
        return None;
    }
    let mut subject = subject;
    if phrase.word(at).starts_with("broker") {
        subject = None;
    }
    // `Having signed the accord, X and Y …`: the subject follows.
    if subject.is_none() && (phrase.word(at.wrapping_sub(1)) == "having" || (form == Form::Ing && at < 3)) {
        subject = (noun + 1..phrase.items.len())
            .filter(|verb| lexicon::is_verb(phrase.word(*verb)) || phrase.is("auxiliary", *verb))
            .filter_map(|verb| phrase.subject(verb))
            .find(|subject| phrase.word(subject.wrapping_sub(1)) == ",");
    }
    let after_noun = phrase.items.len();
    let between = phrase.actors_after(&["between", "among"], noun + 1, after_noun.min(noun + 8));
    let with = phrase.actors_after(&["with"], noun + 1, after_noun.min(noun + 14));
    let start = noun_phrase_start(phrase, noun);
    let pair = (start..noun).find(|before| phrase.actors(*before).is_some_and(|actors| actors.members.len() > 1));
    let signatories: Vec<EntityIndex> = members(phrase, subject).to_vec();
    let mut actors = signatories.clone();
    if let Some(group) = between.or(pair) {
        actors.extend(members(phrase, Some(group)));
    } else {
        actors.extend(members(phrase, with));
    }
    let mut parties = reader.parties_of(&actors);
    let joint = subject
        .and_then(|at| phrase.actors(at))
        .is_none_or(|actors| actors.plural || actors.members.iter().any(|member| reader.is_person(*member)));
    if parties.len() < 2 && (joint || passive) {
        let focus = reader.focus.parties(reader.mentions);
        if parties.iter().all(|party| focus.contains(party)) {
            parties = focus.to_vec();
        }
    }
    let mut status = status::of_verb(phrase, at);
    if form == Form::Ing && status == Status::Held {
        status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    }
    if status == Status::Held {
        let before = phrase.row(phrase.clause_start(at)..at.max(noun));
        let asked = (0..at.min(noun)).any(|verb| phrase.verb("Request", verb).is_some());
        if [" failed ", " refused ", " declined "].iter().any(|word| before.contains(word)) {
            status = Status::Denied;
        } else if asked {
            status = Status::Proposed;
        }
    }
    if parties.len() < 2 {
        reader.drop(
            phrase,
            at.min(noun)..at.max(noun) + 1,
            "an instrument of one side, or of sides that are not named",
        );
        return Some(length);
    }
    let trigger = at.min(noun)..at.max(noun) + 1;
    let index = keep_instrument(reader, phrase, noun, &parties, status, trigger, "agreement.instrument");
    if signs && status == Status::Held {
        let persons: Vec<_> = signatories.into_iter().filter(|entity| reader.is_person(*entity)).collect();
        if let Some(event) = reader.events.get_mut(index) {
            for person in persons {
                event.tie(LinkType::Signed, person, None);
            }
        }
    }
    // Further instruments of the same verb, each with an article of its own.
    let mut next = noun + 1;
    while !passive && next < phrase.items.len() && phrase.word(next) != "." {
        if phrase.is("determiner", next.wrapping_sub(1))
            || matches!(phrase.word(noun_phrase_start(phrase, next)), "a" | "an" | "another")
        {
            let own = nouns::kind("instrument", phrase.word(next)).is_some() && is_instrument(phrase, next, at);
            let listed = matches!(phrase.word(noun_phrase_start(phrase, next).wrapping_sub(1)), "," | "and");
            if own && listed {
                keep_instrument(reader, phrase, next, &parties, status, next..next + 1, "agreement.listed_instrument");
            }
        }
        next += 1;
    }
    Some(if noun > at { noun + 1 - at } else { length })
}

/// `Minister X signed for Norway`: a signatory of the agreement last spoken of.
fn signed_for(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let persons: Vec<_> =
        members(phrase, phrase.subject(at)).into_iter().filter(|entity| reader.is_person(*entity)).collect();
    let known =
        reader.events.iter_mut().rev().find(|event| event.label == Label::Agreement && event.status == Status::Held)?;
    for person in persons {
        known.tie(LinkType::Signed, person, None);
    }
    Some(2)
}

/// `witnessed the signing of a memorandum`, `is to end with the signing of a treaty`.
pub(super) fn signing(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if !matches!(phrase.word(at), "signing" | "conclusion" | "signature") || phrase.word(at + 1) != "of" {
        return None;
    }
    let noun = (at + 2..phrase.items.len().min(at + 9)).find(|noun| {
        nouns::kind("instrument", phrase.word(*noun))
            .is_some_and(|kind| !matches!(kind, "mechanism" | "other" | "plan" | "partnership"))
    })?;
    let between = phrase.actors_after(&["between", "by"], noun + 1, phrase.items.len());
    let mut parties = reader.parties_of(&members(phrase, between));
    if parties.len() < 2 {
        parties = reader.focus.parties(reader.mentions).to_vec();
    }
    if parties.len() < 2 {
        return None;
    }
    let status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    keep_instrument(reader, phrase, noun, &parties, status, at..noun + 1, "agreement.signing");
    Some(noun + 1 - at)
}
