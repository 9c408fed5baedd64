//! Bodies of two states that are to meet, without a word for a meeting: `agreed to convene the Joint Commission in Lima`,
//! `the next Joint Committee will be held in Rabat`.

use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, members, noun_phrase_start};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status::{self, Status};
use super::candidates::{Candidate, add};
use super::sessions::{is_counted, names_body, names_joint_body, states_of_commission};

/// How far behind its verb a body is named.
const NEAR: usize = 8;

/// `to convene the Joint Commission`, `the fifth Joint Committee will be held`.
pub(super) const RULE: Rule<Reads> = Rule::begun_by(&["Hold", "Cohost"], convened);

fn convened(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let holds = matches!(phrase.word(at), "hold" | "held" | "convene" | "convened" | "host" | "hosted");
    let (form, length) = phrase.verb("Hold", at).or_else(|| phrase.verb("Cohost", at)).filter(|_| holds)?;
    let passive = phrase.is_passive(at, form);
    let (start, body) =
        if passive { before_verb(reader, phrase, at)? } else { behind_verb(reader, phrase, at + length)? };
    let status = status::of_verb(phrase, at);
    // `held the meeting of the commission`, `has held the council in contempt`: what lies ahead is a sitting.
    if !matches!(status, Status::Planned | Status::Proposed | Status::Postponed | Status::Cancelled) {
        return None;
    }
    let words = reader.text.folded_slice(phrase.tokens(start..body + 1));
    let pair = (start..=body).any(|of| phrase.actors(of).is_some_and(|actors| actors.members.len() > 1));
    if !(pair || is_counted(phrase, start..body) || names_joint_body(&words) || words.contains('-')) {
        return None;
    }
    let subject = members(phrase, phrase.subject(at).filter(|_| !passive && form == Form::Base));
    let agreed = Members::from_vec(reader.parties_of(&subject));
    let sides = states_of_commission(reader, phrase)
        .or_else(|| Some(agreed).filter(|sides| sides.len() > 1))
        .unwrap_or_else(|| reader.focus.parties(reader.mentions));
    if sides.len() < 2 || !sides.iter().all(|side| reader.is_country(*side)) {
        return None;
    }
    let candidate = Candidate {
        kind: "conference",
        status,
        subject: Members::new(),
        object: sides,
        subject_role: "participant",
        object_role: "participant",
        each: false,
        trigger: at.min(start)..at.max(body) + 1,
        rule: "meeting.noun",
        explicit: true,
        definite: false,
    };
    add(reader, phrase, candidate);
    Some(length)
}

/// `the next Joint Commission` before `will be held`: where it begins, and its noun.
fn before_verb(reader: &Reader<'_>, phrase: &Phrase, verb: usize) -> Option<(usize, usize)> {
    let noun =
        phrase.noun_before(verb).or_else(|| phrase.subject(verb)).filter(|noun| is_body(reader, phrase, *noun))?;
    let start = noun_phrase_start(phrase, noun);
    (phrase.word(start.wrapping_sub(1)) != "of" && sits(phrase, noun)).then_some((start, noun))
}

/// `the fifth Joint Commission`, `the Danish-Peruvian Coordination Council` behind a verb.
fn behind_verb(reader: &Reader<'_>, phrase: &Phrase, from: usize) -> Option<(usize, usize)> {
    let end = phrase.items.len().min(from + NEAR);
    let passes = |at: usize| match phrase.items[at].kind {
        ItemKind::Word => !phrase.is("preposition", at) && !phrase.is_verb(at) && phrase.noun("meeting", at).is_none(),
        ItemKind::Adjective(_) | ItemKind::Actors(_) => true,
        _ => false,
    };
    let body = (from..end).find(|at| is_body(reader, phrase, *at))?;
    (sits(phrase, body) && (from..body).all(passes)).then_some((from, body))
}

/// `the Joint Commission meeting` has a noun of its own.
fn sits(phrase: &Phrase, body: usize) -> bool {
    phrase.noun("meeting", body + 1).is_none() && phrase.noun("meeting", body + 2).is_none()
}

/// The noun of a body, or its name.
fn is_body(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let Some(item) = phrase.items.get(at) else { return false };
    match &item.kind {
        ItemKind::Word => matches!(&*item.word, "commission" | "committee" | "council" | "mechanism"),
        ItemKind::Actors(actors) => matches!(actors.members[..], [one] if !reader.is_person(one)
            && !reader.is_country(one)
            && names_body(&reader.text.folded_slice(item.tokens.clone()))),
        _ => false,
    }
}
