//! Whether what a rule found is a meeting of its own or one that the text already spoke of: `the talks`, `at the summit`.

use super::super::event::{Event, EventIndex, Tie};
use super::super::first_and_last::join;
use super::super::focus::is_body;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::same_event::{same_family, stands_for};
use super::super::status::Status;
use super::attendance;
use super::candidates::Candidate;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Keeps the meeting, adds it to the one that it refers to, or drops it; answers the one that is spoken of now.
pub(super) fn settle(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    candidate: &Candidate,
    mut event: Event,
) -> Option<EventIndex> {
    let actors: Vec<EntityIndex> = event.tied(LinkType::Attended).collect();
    let refers = referred_to(reader, phrase, candidate, &actors);
    let definite = candidate.definite || is_the_session(phrase, candidate);
    if names_who_met(reader, phrase, candidate, &actors) && !(definite && refers.is_some()) {
        return Some(reader.keep(event));
    }
    // `met in Oslo on Friday. The meeting had been postponed twice`: what became of earlier plans.
    let undone = matches!(candidate.status, Status::Cancelled | Status::Postponed) && event.date.is_none();
    let met = reader.meeting.and_then(|meeting| reader.events.get(meeting));
    if undone && candidate.definite && actors.is_empty() && met.is_some_and(has_taken_place) {
        reader.drop(phrase, candidate.trigger.clone(), "what became of earlier plans");
        return None;
    }
    // `the talks`, `at the meeting`: the meeting in focus is meant, if it is of that kind.
    if let Some(index) = refers {
        add_to_known(reader, index, phrase, candidate, event);
        return Some(index);
    }
    // `after the talks`, of those who just agreed.
    let pair = reader.focus.pair.clone();
    if candidate.definite && actors.is_empty() && pair.len() == 2 && pair.iter().all(|one| reader.is_person(*one)) {
        pair.into_iter().for_each(|person| event.tie(LinkType::Attended, person, Some("participant")));
        return Some(reader.keep(event));
    }
    // `has accepted the credentials of three ambassadors`, who are named later
    let awaited = candidate.rule == "meeting.credentials" && actors.len() == 1;
    if !awaited && !is_particular(phrase, candidate, &event) {
        reader.drop(phrase, candidate.trigger.clone(), "a meeting with fewer than two sides known");
        return None;
    }
    if actors.is_empty() && sides_are_known(phrase, candidate) {
        let sides = reader.focus.parties(reader.mentions);
        let two = sides.len() == 2 && sides.iter().all(|side| reader.is_country(*side)) && reader.tells_only_of(&sides);
        sides.iter().filter(|_| two).for_each(|side| event.tie(LinkType::Attended, *side, Some("participant")));
    }
    Some(reader.keep(event))
}

/// `X presided over the session, with Y beside him`: that of which the text just told.
fn is_the_session(phrase: &Phrase, candidate: &Candidate) -> bool {
    let (start, noun) = (candidate.trigger.start, candidate.trigger.end - 1);
    let the = (start.saturating_sub(1)..noun).find(|at| phrase.word(*at) == "the" && at + 1 == noun);
    phrase.word(noun) == "session" && the.is_some_and(|the| phrase.word(the.wrapping_sub(1)) == "over")
}

/// The word before a meeting.
fn before<'p>(phrase: &'p Phrase<'_>, candidate: &Candidate) -> &'p str {
    candidate.trigger.start.checked_sub(1).map_or("", |before| phrase.word(before))
}

/// Whether two sides are known, or a body, or a visitor and somebody of the country visited.
fn names_who_met(reader: &Reader<'_>, phrase: &Phrase, candidate: &Candidate, actors: &[EntityIndex]) -> bool {
    let unknown = actors.iter().filter(|actor| reader.party_of(**actor).is_none()).count();
    if reader.parties_of(actors).len() + unknown >= 2 {
        return true;
    }
    let body = actors.iter().any(|actor| !reader.is_person(*actor) && reader.country_of(*actor).is_none());
    let mut words = reader.text.single_words(phrase.tokens(candidate.trigger.clone()));
    let mut open = || words.any(|word| matches!(word, "international" | "world" | "global" | "regional"));
    let gathers = body && matches!(candidate.kind, "conference" | "summit" | "dialogue" | "talks" | "video_call")
        || candidate.kind == "conference" && !actors.is_empty() && open();
    // A visitor meets people of the country visited, even where their country was guessed wrongly.
    let guest = || {
        let visits = |event: &Event| {
            event.label == Label::Visit && event.tied(LinkType::Made).any(|made| Some(&made) == actors.first())
        };
        reader.last_event(visits).is_some()
    };
    gathers || candidate.subject.len() == 1 && actors.len() > 1 && candidate.rule != "meeting.noun" && guest()
}

/// The meeting that a candidate may mean: the last one of its kind, or the one in focus.
fn referred_to(
    reader: &Reader<'_>,
    phrase: &Phrase,
    candidate: &Candidate,
    actors: &[EntityIndex],
) -> Option<EventIndex> {
    let trigger = phrase.tokens(candidate.trigger.clone());
    let indefinite = matches!(before(phrase, candidate), "a" | "an" | "another")
        || reader.text.single_words(trigger).any(|word| matches!(word, "a" | "an" | "another" | "no"));
    if indefinite {
        return None;
    }
    // `the summit` is the last summit, `the talks` whatever was last.
    let named = matches!(candidate.kind, "summit" | "conference" | "dialogue" | "ceremony");
    let of_kind = |event: &Event| event.label == Label::Meeting && event.kind == candidate.kind;
    reader
        .last_event(|event| named && of_kind(event))
        .or_else(|| attendance::spoken_of(reader, phrase, candidate.trigger.end))
        // `The audience was attended by X`, some sentences later.
        .or_else(|| reader.last_event(|event| candidate.definite && of_kind(event)))
        .filter(|index| refers_to(reader, phrase, *index, candidate, actors))
}

/// Adds what is told now to the meeting that the text spoke of before.
fn add_to_known(reader: &mut Reader<'_>, index: EventIndex, phrase: &Phrase, candidate: &Candidate, event: Event) {
    let persons = event.tied(LinkType::Attended).count() > 1
        && event.tied(LinkType::Attended).all(|actor| reader.is_person(actor));
    let unnamed = reader
        .events
        .get(index)
        .is_some_and(|known| known.tied(LinkType::Attended).all(|actor| !reader.is_person(actor)));
    let Some(known) = reader.events.get_mut(index) else { return };
    if persons && unnamed {
        // Now it is said who they were.
        known.ties.retain(|tie| tie.link != LinkType::Attended || is_body(reader.mentions, tie.entity));
    }
    known.evidence.extend(event.evidence);
    let beside = matches!(before(phrase, candidate), "before" | "after" | "following");
    if known.kind == "talks" && candidate.kind == "summit" && !beside {
        known.kind = "summit";
    }
    // Two cities are two meetings: the second is that of what is told besides.
    let placed = known.tied(LinkType::HeldIn).any(|place| reader.mentions.is_city(place));
    let elsewhere = |tie: &Tie| tie.link == LinkType::HeldIn && placed && reader.mentions.is_city(tie.entity);
    // `Subjects raised at the NATO meeting came up in the talks`: the body met elsewhere.
    let complete = known.tied(LinkType::Attended).count() > 1;
    let of_another = |tie: &Tie| complete && candidate.definite && is_body(reader.mentions, tie.entity);
    for tie in event.ties.into_iter().filter(|tie| !elsewhere(tie) && !of_another(tie)) {
        known.tie(tie.link, tie.entity, tie.role);
    }
    if let Some(both) = join(known, event.date.as_ref(), event.ends) {
        known.date = Some(both);
    } else if known.date.is_none() {
        known.date = event.date;
    }
    if matches!(event.status, Status::Cancelled | Status::Postponed) {
        known.status = event.status;
    }
}

/// `The talks on water, planned for May`, `the first round was held in Lima`: of the two sides spoken of.
fn sides_are_known(phrase: &Phrase, candidate: &Candidate) -> bool {
    let noun = phrase.word(candidate.trigger.end - 1);
    let determined = candidate.trigger.clone().any(|at| phrase.word(at) == "the");
    candidate.rule == "meeting.noun"
        && determined
        && matches!(noun, "talks" | "negotiations" | "round" | "consultations")
        && phrase.word(candidate.trigger.end) != "of"
}

/// Whether the text tells when or where: then it speaks of one meeting in particular, even where it does not name both
/// sides.
fn is_particular(phrase: &Phrase, candidate: &Candidate, event: &Event) -> bool {
    let several = phrase.word(candidate.trigger.end - 1).ends_with("ings");
    let placed = event.tied(LinkType::HeldIn).next().is_some();
    let awaited = candidate.explicit && candidate.status != Status::Held;
    // `The summit in Lusaka was opened by President X`
    let opened = matches!(candidate.kind, "summit" | "conference") && event.tied(LinkType::Attended).next().is_some();
    !several
        && (placed && opened
            || event.date.is_some() && (!candidate.definite || placed)
            || placed && (awaited || !candidate.definite))
}

fn has_taken_place(event: &Event) -> bool {
    event.status == Status::Held && event.explicit && event.date.is_some() && !event.headline
}

/// Whether a candidate may mean a meeting that the text already spoke of.
fn refers_to(
    reader: &Reader<'_>,
    phrase: &Phrase,
    index: EventIndex,
    candidate: &Candidate,
    actors: &[EntityIndex],
) -> bool {
    let Some(known) = reader.events.get(index) else { return false };
    let there =
        |actor: &EntityIndex| known.tied(LinkType::Attended).any(|other| stands_for(reader.mentions, other, *actor));
    // `Presidents A and B will meet. Ministers C and D chaired the consultations`: two of other countries speak of other talks.
    let countries = |actors: &mut dyn Iterator<Item = EntityIndex>| {
        let mut countries: Vec<_> = actors.filter_map(|actor| reader.country_of(actor)).collect();
        countries.sort_unstable();
        countries.dedup();
        countries
    };
    let (met, own) = (countries(&mut known.tied(LinkType::Attended)), countries(&mut actors.iter().copied()));
    let talks = matches!(candidate.kind, "talks" | "dialogue");
    let others = talks && met.len() == 2 && own.len() == 2 && met != own;
    let fits = !actors.is_empty() && actors.iter().all(there) || candidate.definite && !others;
    let status = known.status == candidate.status
        || candidate.status == Status::Held
        // What took place on its day was not called off.
        || matches!(candidate.status, Status::Cancelled | Status::Postponed) && !has_taken_place(known);
    // A conference that the text introduces is not the talks before it.
    let definite = candidate.definite || is_the_session(phrase, candidate);
    let apart = candidate.kind == "conference" && known.kind != "conference" && !definite;
    same_family(known.kind, candidate.kind) && fits && status && !apart
}
