//! Requests and promises told by nouns: `made a request to X`, `gave an assurance that …`, `a proposal by Y that …`.

use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::build;
use super::requests::asks_of;
use super::speakers::{Told, speaker};

/// `ended with an appeal to both sides to lay down their arms`: what those ask of whom the clause tells.
pub(super) fn appeal(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let noun = matches!(phrase.word(at), "appeal" | "appeals" | "plea" | "call")
        && at.checked_sub(1).is_some_and(|before| {
            phrase.is("determiner", before) || phrase.actors(before).is_some_and(|owner| owner.possessive)
        });
    if !noun {
        return None;
    }
    let asked = phrase.object(at + 2).filter(|_| matches!(phrase.word(at + 1), "to" | "on" | "for"))?;
    // `his call on the President to deliver a letter`
    if phrase.word(at + 1) == "on" && !asks_of(reader, phrase, asked) {
        return None;
    }
    let to = (asked + 1..phrase.items.len().min(asked + 5)).find(|to| phrase.word(*to) == "to")?;
    let again = |verb: usize| matches!(phrase.word(verb), "renewed" | "repeated" | "reiterated");
    let verb = (phrase.clause_start(at)..at)
        .rev()
        .find(|verb| again(*verb) || phrase.is_verb(*verb) && !phrase.is("preposition", *verb))?;
    let mut speakers = members(phrase, phrase.subject(verb));
    if speakers.is_empty() {
        speakers.extend(reader.sides_of_gathering(phrase, verb).unwrap_or_default());
    }
    let (trigger, whom) = (at..to + 1, members(phrase, Some(asked)));
    build(reader, phrase, "request", verb, trigger, to + 1, speakers, whom)?;
    Some(1)
}

/// `raised proposals to …`, `made a request to …`, `put forward a proposal`: the form, and the items up to the noun.
pub(super) fn raised(phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let verb = matches!(
        phrase.word(at),
        "raised"
            | "made"
            | "submitted"
            | "tabled"
            | "presented"
            | "forwarded"
            | "issued"
            | "reiterated"
            | "renewed"
            | "repeated"
    ) || (phrase.word(at) == "put" && phrase.word(at + 1) == "forward");
    if !verb {
        return None;
    }
    let from = if phrase.word(at) == "put" { at + 2 } else { at + 1 };
    let noun = (from..from + 4).find(|noun| asks(phrase.word(*noun)) || phrase.word(*noun) == "call")?;
    // `made a courtesy call`, `made a telephone call`
    let calls = phrase.word(noun) == "call"
        && (phrase.word(noun + 1) != "for" || matches!(phrase.word(noun - 1), "courtesy" | "phone" | "telephone"));
    if calls {
        return None;
    }
    Some((Form::Past, noun + 1 - at))
}

/// `gave X an assurance that …`, `made an offer of ten ships to Y`, `gave his word that …`: who gives it promises.
pub(super) const GIVEN: Rule<Reads> =
    Rule::begun_by(&["gave", "gives", "given", "give", "made", "makes", "issued", "renewed", "repeated"], given);

fn given(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let gives = matches!(
        phrase.word(at),
        "gave" | "gives" | "given" | "give" | "made" | "makes" | "issued" | "renewed" | "repeated"
    );
    if !gives {
        return None;
    }
    let end = phrase.clause_end(at);
    let noun = (at + 1..end.min(at + 7)).find(|noun| promises(phrase.word(*noun)) || is_word(phrase, *noun))?;
    let apart = |between: usize| {
        phrase.is_verb(between) || phrase.is("preposition", between) || matches!(phrase.word(between), "no" | "the")
    };
    if (at + 1..noun).any(apart) {
        return None;
    }
    let whom = (at + 1..noun).find(|whom| phrase.actors(*whom).is_some_and(|actors| !actors.possessive));
    let whom = whom.or_else(|| phrase.actors_after(&["to"], noun + 1, end));
    let addressees = members(phrase, whom);
    let speakers = speaker(reader, phrase, at, &Told { own: None, others: addressees.clone() });
    let content = content_behind(phrase, noun);
    build(reader, phrase, "pledge", at, at..noun + 1, content, speakers, addressees)?;
    Some(noun + 1 - at)
}

/// `rejected a proposal by X that …`, `left with a promise from Y to …`: the one named behind the noun asks or promises.
pub(super) const OF_ANOTHER: Rule<Reads> = Rule::begun_by(
    &[
        "proposal",
        "proposals",
        "request",
        "requests",
        "appeal",
        "appeals",
        "plea",
        "call",
        "calls",
        "suggestion",
        "suggestions",
        "demand",
        "demands",
        "assurance",
        "assurances",
        "promise",
        "promises",
        "pledge",
        "pledges",
        "guarantee",
        "guarantees",
        "offer",
    ],
    of_another,
);

fn of_another(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let kind = match phrase.word(at) {
        noun if asks(noun) || noun == "plea" => "request",
        // `a call by Peru to`; not `a courtesy call by`
        "call" | "calls" if phrase.word(at + 1) == "by" && phrase.is("determiner", at.wrapping_sub(1)) => "request",
        "call" if answered(phrase, at).is_some() => "request",
        noun if promises(noun) => "pledge",
        _ => return None,
    };
    if let Some((speaker, answer)) = answered(phrase, at) {
        let by = phrase.actors_after(&["by"], answer + 1, phrase.items.len().min(answer + 5)).filter(|_| answer > at);
        let mut addressees = members(phrase, by.or_else(|| phrase.subject(at).filter(|_| answer < at)));
        addressees.retain(|one| !speaker.contains(one));
        build(reader, phrase, kind, at, at - 1..at + 1, content_behind(phrase, at), speaker, addressees)?;
        return Some(1);
    }
    let article = (at.saturating_sub(3)..at).any(|article| matches!(phrase.word(article), "a" | "an" | "another"));
    // `accepted the offer of Peru to host the meeting`
    let of = phrase.actors_after(&["of"], at + 1, at + 4).filter(|of| matches!(phrase.word(of + 1), "to" | "that"));
    if let Some(of) = of.filter(|_| (at.saturating_sub(4)..at).any(|verb| answers(phrase.word(verb)))) {
        let mut addressees = members(phrase, phrase.subject(at));
        let speakers = members(phrase, Some(of));
        addressees.retain(|one| !speakers.contains(one));
        build(reader, phrase, kind, at, at..of + 1, content_behind(phrase, of), speakers, addressees)?;
        return Some(of + 1 - at);
    }
    let by = phrase.actors_after(&["by", "from"], at + 1, phrase.items.len().min(at + 6)).filter(|by| {
        article && (at + 1..*by).all(|between| !phrase.is_verb(between) || phrase.is("preposition", between))
    })?;
    let speakers = members(phrase, Some(by));
    let mut addressees = members(phrase, phrase.subject(at));
    addressees.retain(|one| !speakers.contains(one));
    build(reader, phrase, kind, at, at..by + 1, content_behind(phrase, by), speakers, addressees)?;
    Some(by + 1 - at)
}

/// `rejected Peru's request to`, `agreed to its demand that`, `A Peruvian request for a loan was turned down`, `discussed a Peruvian
/// proposal to`: whose the noun is, and the verb that answers it.
fn answered(phrase: &Phrase, at: usize) -> Option<(Members, usize)> {
    let owner = phrase.items.get(at.checked_sub(1)?)?;
    let owner = match &owner.kind {
        ItemKind::Actors(owner) if owner.possessive && !owner.reference => owner.members.clone(),
        ItemKind::Adjective(country) => Members::from_slice(&[*country]),
        _ => return None,
    };
    if !matches!(phrase.word(at + 1), "to" | "that" | "for") {
        return None;
    }
    let before = (at.saturating_sub(6)..at).rev().find(|verb| answers(phrase.word(*verb)));
    let behind = || {
        let be = (at + 2..phrase.items.len().min(at + 10)).find(|be| phrase.is("be", *be))?;
        (be + 1..be + 3).find(|verb| answers(phrase.word(*verb)))
    };
    before.or_else(behind).map(|verb| (owner, verb))
}

fn answers(word: &str) -> bool {
    let stems = [
        "reject", "turned", "accept", "agreed", "consent", "grant", "refus", "declin", "dismiss", "welcom", "discuss",
        "dealt", "consider",
    ];
    stems.iter().any(|stem| word.starts_with(stem))
}

/// The item behind `that`, `to` or `of` after a noun, where what is asked or promised begins.
fn content_behind(phrase: &Phrase, noun: usize) -> usize {
    let opens = |at: &usize| matches!(phrase.word(*at), "that" | "to" | "of" | "for");
    (noun + 1..phrase.items.len().min(noun + 6)).find(opens).map_or(noun, |at| at + 1)
}

fn asks(word: &str) -> bool {
    matches!(
        word,
        "proposal"
            | "proposals"
            | "request"
            | "requests"
            | "appeal"
            | "appeals"
            | "suggestions"
            | "suggestion"
            | "demand"
            | "demands"
    )
}

fn promises(word: &str) -> bool {
    matches!(
        word,
        "assurance"
            | "assurances"
            | "promise"
            | "promises"
            | "pledge"
            | "pledges"
            | "guarantee"
            | "guarantees"
            | "offer"
    )
}

/// `gave his word`
fn is_word(phrase: &Phrase, at: usize) -> bool {
    phrase.word(at) == "word" && phrase.actors(at.wrapping_sub(1)).is_some_and(|owner| owner.possessive)
}
