//! Meetings named by a noun: `held talks with`, `the summit of A and B`, `a phone call between`.

use super::super::event::Event;
use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::Status;
use super::candidates::{Candidate, add};
use super::hospitality::{hosts_and_guests, is_meal};
use super::met_again;
use super::noun_kinds::{Noun, is_between_states, kind, only_spoken_of};
use super::sessions::whose;
use super::slots::noun_slots;
use super::with_whom::{also_with, elsewhere, represented, with_whom};
use crate::facts::{Label, LinkType};

/// Why a noun of a meeting is passed over.
const OF_NO_STATES: &str = "not a meeting between states, or not one in particular";

/// Meetings named by a noun: `talks`, `a phone call`, `the summit`.
pub(super) fn noun_of_meeting(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let mut noun = Noun::at(phrase, at)?;
    let Noun { start, end, .. } = noun;
    if !is_between_states(reader, &noun) {
        reader.drop(phrase, start..at + 1, OF_NO_STATES);
        return Some(1);
    }
    // `held talks by videoconference`: only the way in which the talks were held.
    let way =
        start.checked_sub(1).is_some_and(|before| matches!(phrase.word(before), "by" | "via" | "through" | "over"));
    if way && noun.is_one_of(&["videoconference", "teleconference", "conference"]) && reader.meeting.is_some() {
        return Some(1);
    }
    noun.kind = kind(reader, &noun)?;
    if called_off(reader, &noun) {
        return Some(1);
    }
    if let Some(reason) = only_spoken_of(&noun) {
        reader.drop(phrase, start..at + 1, reason);
        return Some(1);
    }
    if counted_again(reader, &noun)
        || met_before(reader, phrase, start, at)
        || meets_there(reader, phrase, start, at, noun.kind)
        || beside(reader, phrase, start, at, noun.kind)
    {
        return Some(1);
    }
    let mut candidate = noun_slots(reader, &noun)?;
    if noun.word == "round" && noun.after.starts_with(" of ") {
        return None;
    }
    if noun.word == "session" && noun.after.starts_with(" with ") {
        candidate.kind = "talks";
    }
    whose(reader, phrase, start..at, &mut candidate);
    hosts_and_guests(reader, phrase, start, at, &mut candidate);
    represented(reader, phrase, start, &mut candidate);
    let of_many =
        |candidate: &Candidate| reader.parties_of(&[&candidate.subject[..], &candidate.object[..]].concat()).len() > 1;
    if noun.is_one_of(&["seminar", "workshop"]) && !of_many(&candidate) {
        reader.drop(phrase, start..at + 1, OF_NO_STATES);
        return Some(1);
    }
    let (first, preposition) = match with_whom(phrase, at + 1, end) {
        None if noun.word == "calls" => (phrase.actors_after(&["to"], at + 1, end), "to"),
        with => (with, "with"),
    };
    let mut others = also_with(phrase, first, end, preposition);
    // `held talks with A on Tuesday and B on Wednesday`
    others.extend(elsewhere(phrase, first).into_iter().filter(|other| !others.contains(other)).collect::<Vec<_>>());
    for other in others {
        let object = members(phrase, Some(other));
        add(reader, phrase, Candidate { object, trigger: other..other + 1, ..candidate.clone() });
    }
    // `held talks in Lima on Friday and in Oslo on Sunday`
    for place in met_again(phrase, at + 1, end) {
        add(reader, phrase, Candidate { trigger: place..place + 1, ..candidate.clone() });
    }
    let resumed = resumed(phrase, at, end).filter(|_| candidate.status == Status::Held);
    add(reader, phrase, candidate.clone());
    if let Some(verb) = resumed {
        add(reader, phrase, Candidate { status: Status::Planned, trigger: verb..verb + 1, ..candidate });
    }
    Some(1)
}

/// `The talks were broken off on Monday and are to be resumed on Friday`: where the second part of them is told.
fn resumed(phrase: &Phrase, at: usize, end: usize) -> Option<usize> {
    let far = phrase.items.len().min(at + 40);
    let verb = (end..far).find(|verb| matches!(phrase.word(*verb), "resume" | "resumed" | "continue" | "reconvene"))?;
    let and = (at + 1..verb).rev().find(|and| matches!(phrase.word(*and), "and" | "but"))?;
    let chain = matches!(phrase.word(and + 1), "are" | "is" | "will");
    let plain = (and + 1..verb).all(|at| phrase.is("auxiliary", at) || matches!(phrase.word(at), "to" | "due"));
    let dated = (verb + 1..verb + 5).any(|day| phrase.is_date(day));
    (chain && plain && dated).then_some(verb)
}

/// `there will be no summit`, `the talks will not take place`: the meeting of that kind that was planned is called off.
fn called_off(reader: &mut Reader<'_>, noun: &Noun<'_>) -> bool {
    let Noun { phrase, at, start, kind, .. } = *noun;
    let none = noun.modifiers == " no " && noun.preceded_by() == "be" && phrase.word(start.wrapping_sub(2)) == "will";
    if !none {
        return false;
    }
    let planned = |event: &Event| {
        event.label == Label::Meeting
            && event.kind == kind
            && matches!(event.status, Status::Planned | Status::Postponed)
    };
    let evidence = phrase.evidence(reader.text, start..at + 1);
    let known = reader.last_event(planned);
    let Some(event) = known.and_then(|known| reader.events.get_mut(known)) else { return false };
    event.status = Status::Cancelled;
    event.evidence.push(evidence);
    true
}

/// `met X in Oslo, their first meeting since May`: the one just told.
fn counted_again(reader: &mut Reader<'_>, noun: &Noun<'_>) -> bool {
    let Noun { phrase, at, start, .. } = *noun;
    let counts = noun.says(&["first", "second", "third", "fourth", "fifth", "latest"]);
    let told = phrase.word(start.wrapping_sub(1)) == "," && matches!(phrase.word(at + 1), "since" | "in" | "this");
    if !counts || !told {
        return false;
    }
    let evidence = phrase.evidence(reader.text, start..at + 1);
    let here = |event: &&mut Event| event.evidence.last().is_some_and(|told| told.sentence == evidence.sentence);
    let told = reader.meeting.and_then(|meeting| reader.events.get_mut(meeting)).filter(here);
    let Some(event) = told.filter(|event| event.tied(LinkType::Attended).count() > 1) else { return false };
    event.evidence.push(evidence);
    true
}

/// `received X. During the reception they discussed trade`: no meal; `called on X. During the call`: no telephone; `lunched with X.
/// The lunch lasted two hours`: the one just told.
fn met_before(reader: &mut Reader<'_>, phrase: &Phrase, start: usize, at: usize) -> bool {
    let definite = start + 1 == at && phrase.word(start) == "the";
    let meal = definite && is_meal(phrase, at);
    let evidence = phrase.evidence(reader.text, start..at + 1);
    let told = |event: &&mut Event| match phrase.word(at) {
        "reception" => event.rule == "meeting.receive",
        "call" => event.kind == "courtesy_call",
        _ => {
            let told = event.name.to_lowercase();
            meal && event.rule == "meeting.meet" && ["din", "lunch", "breakfast"].iter().any(|ate| told.contains(ate))
        }
    };
    let known = reader.meeting.filter(|_| definite).and_then(|meeting| reader.events.get_mut(meeting));
    let Some(event) = known.filter(told) else { return false };
    event.evidence.push(evidence);
    true
}

/// `when their presidents meet at a summit`: the noun says what kind of meeting the verb told.
fn meets_there(reader: &mut Reader<'_>, phrase: &Phrase, start: usize, at: usize, kind: &'static str) -> bool {
    let at_noun = start.checked_sub(1).is_some_and(|before| matches!(phrase.word(before), "at" | "for" | "during"));
    let named = matches!(kind, "summit" | "conference" | "dialogue");
    let clause = phrase.clause_start(start);
    let meets = (clause..start).rev().take(14).any(|verb| {
        ["Meet", "Receive", "Welcome"].iter().any(|class| phrase.verb(class, verb).is_some())
            && phrase.word(verb) != "meeting"
    });
    let evidence = phrase.evidence(reader.text, start..at + 1);
    let Some(event) = reader.meeting.and_then(|meeting| reader.events.get_mut(meeting)) else { return false };
    // `welcomed X to Oslo for talks`, and not `for the third session of the commission`.
    let received = event.rule == "meeting.receive" && matches!(kind, "talks" | "summit");
    let same = (received || event.rule == "meeting.meet")
        && event.evidence.last().is_some_and(|told| told.sentence == evidence.sentence);
    // `met for a second day of talks`, `met for the third round of consultations`
    let goes_on = start > 0 && phrase.word(start - 1) == "for";
    // `met over dinner`
    let meal = start > 0 && phrase.word(start - 1) == "over" && is_meal(phrase, at);
    if !((at_noun && (named || goes_on) || meal) && meets && same) {
        return false;
    }
    if named {
        event.kind = kind;
    }
    event.evidence.push(evidence);
    let of = (phrase.word(at + 1) == "of").then(|| phrase.actors_after(&["of"], at + 1, at + 5)).flatten();
    for body in members(phrase, of) {
        event.tie(LinkType::Attended, body, Some("participant"));
    }
    true
}

/// `met on the sidelines of the summit`: a gathering beside which others met; it is told where its body is named.
fn beside(reader: &mut Reader<'_>, phrase: &Phrase, start: usize, at: usize, kind: &'static str) -> bool {
    let margins = start >= 2
        && phrase.word(start - 1) == "of"
        && matches!(
            phrase.word(start - 2),
            "sidelines" | "sideline" | "margins" | "margin" | "fringes" | "fringe" | "framework"
        );
    let named = (start..at).any(|owner| phrase.actors(owner).is_some()) || phrase.word(at + 1) == "of";
    if !margins || !matches!(kind, "summit" | "conference") || named {
        return false;
    }
    let evidence = phrase.evidence(reader.text, start..at + 1);
    let known = reader.last_event(|event| event.label == Label::Meeting && event.kind == kind);
    match known.and_then(|known| reader.events.get_mut(known)) {
        Some(event) => event.evidence.push(evidence),
        None => reader.drop(phrase, start..at + 1, "only the occasion of another meeting"),
    }
    true
}
