//! Summits and conferences of many: who came is told over several sentences, between other meetings.

use super::event::{Event, EventIndex};
use super::noun_phrase::{Members, members};
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::status::Status;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Paragraphs after which who `came` is no longer said of a gathering.
const NEAR: usize = 2;

/// Whether a meeting is one of many: by its kind, or by those who are there.
pub(super) fn is_gathering(reader: &Reader<'_>, event: &Event) -> bool {
    let many = || {
        let actors: Vec<EntityIndex> = event.tied(LinkType::Attended).collect();
        reader.parties_of(&actors).len() > 2
    };
    event.label == Label::Meeting
        && event.status != Status::Cancelled
        && (matches!(event.kind, "summit" | "conference") || many())
}

/// The gathering that somebody attends of whom the meeting last spoken of is not: neither of its two sides is theirs.
/// Nobody looks on at a call.
pub(super) fn attended_by(reader: &Reader<'_>, meeting: EventIndex, present: &[EntityIndex]) -> Option<EventIndex> {
    let event = reader.events.get(meeting)?;
    if event.kind == "phone_call" {
        return reader.gathering;
    }
    let Some(gathering) = reader.gathering.filter(|gathering| *gathering != meeting) else { return Some(meeting) };
    if is_gathering(reader, event) && event.status == Status::Held {
        // One of long ago, told beside that which the text is about.
        return Some(gathering);
    }
    let actors: Vec<EntityIndex> = event.tied(LinkType::Attended).collect();
    let sides = reader.parties_of(&actors);
    let strangers = reader.parties_of(present).iter().all(|party| !sides.contains(party));
    let same_sentence = |event: &Event, other: &Event| {
        let sentence = |event: &Event| event.evidence.last().map(|evidence| evidence.sentence);
        sentence(event) > sentence(other)
    };
    let later = reader.events.get(gathering).is_some_and(|known| same_sentence(event, known));
    Some(if strangers && later && !actors.is_empty() { gathering } else { meeting })
}

/// `X came on Saturday`, `X was among the observers`, `Y sent ministers`, `X told the leaders`: who is there, and as what.
pub(super) fn came(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(EventIndex, Members, &'static str)> {
    let gathering = reader.gathering?;
    let near = is_near(reader, gathering, phrase.sentence);
    if let Some(sent) = sent_person(reader, phrase, at).filter(|_| near) {
        return Some((gathering, sent, "participant"));
    }
    let role = if near && is_host(reader, phrase, at) {
        "host"
    } else if among_those_present(phrase, at)
        || sent_delegates(phrase, at)
        || near
            && (arrived(phrase, at)
                || told_all(phrase, at)
                || spoke_for(reader, phrase, at)
                || takes_floor(phrase, at)
                || spoke_too(phrase, at))
    {
        "participant"
    } else {
        return None;
    };
    let subject = phrase.subject(at)?;
    let mut people = members(phrase, Some(subject));
    let sends = sent_delegates(phrase, at);
    people.retain(|member| if sends { reader.is_country(*member) } else { reader.is_person(*member) });
    (!people.is_empty()).then_some((gathering, people, role))
}

/// `Belize sent its deputy prime minister, X`, and not to somewhere.
fn sent_person(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Members> {
    let sends = matches!(phrase.word(at), "sent" | "sends" | "dispatched");
    let country = members(phrase, phrase.subject(at).filter(|_| sends)).iter().any(|one| reader.is_country(*one));
    let object = phrase.object(at + 1).filter(|_| country)?;
    let mut people = members(phrase, Some(object));
    people.retain(|one| reader.is_person(*one));
    (!people.is_empty() && closes(phrase, object + 1) && phrase.word(object + 2) != "to").then_some(people)
}

/// `X spoke for Montserrat`, `X represented Chad`
fn spoke_for(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let used = match (phrase.word(at), phrase.word(at + 1)) {
        ("spoke" | "signed" | "stood" | "came", "for") => 2,
        ("represented", _) => 1,
        _ => return false,
    };
    let passive = at.checked_sub(1).is_some_and(|be| phrase.is("be", be));
    let whom = members(phrase, Some(at + used));
    !passive && whom.len() == 1 && whom.iter().all(|one| reader.is_country(*one))
}

fn is_near(reader: &Reader<'_>, event: EventIndex, sentence: usize) -> bool {
    let block = |sentence: usize| reader.text.sentences.get(sentence).map(|sentence| sentence.block);
    let told = reader.events.get(event).and_then(|event| event.evidence.last());
    let told = told.and_then(|evidence| block(evidence.sentence as usize));
    matches!((told, block(sentence)), (Some(told), Some(now)) if now <= told + NEAR)
}

/// `was the host`
fn is_host(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let words = || phrase.items.get(at + 1).map(|item| reader.text.folded_slice(item.tokens.clone()));
    phrase.is("be", at) && words().is_some_and(|words| matches!(&*words, "the host" | "host"))
}

/// `was among the observers`, `were among those present`
pub(super) fn among_those_present(phrase: &Phrase, at: usize) -> bool {
    let among = at + 1 + usize::from(phrase.is("adverb", at + 1));
    phrase.is("be", at)
        && phrase.word(among) == "among"
        && (among + 1..among + 5).any(|group| {
            matches!(
                phrase.word(group),
                "observers"
                    | "participants"
                    | "guests"
                    | "present"
                    | "attending"
                    | "speakers"
                    | "delegates"
                    | "signatories"
                    | "room"
                    | "hall"
                    | "audience"
                    | "witnesses"
                    | "onlookers"
                    | "dignitaries"
            )
        })
}

/// `sent ministers`, `sent a delegation`, and not to somewhere else.
fn sent_delegates(phrase: &Phrase, at: usize) -> bool {
    let sent = matches!(phrase.word(at), "sent" | "sends" | "dispatched");
    let delegates = |at: usize| {
        matches!(
            phrase.word(at),
            "ministers"
                | "observers"
                | "observer"
                | "delegation"
                | "delegations"
                | "representatives"
                | "envoys"
                | "officials"
        )
    };
    let Some(noun) = (at + 1..at + 5).find(|noun| delegates(*noun)).filter(|_| sent) else { return false };
    (at + 1..noun).all(|between| phrase.actors(between).is_none()) && closes(phrase, noun + 1)
}

/// `came on Saturday`, `flew in a day later`, `arrived late`: without a destination.
fn arrived(phrase: &Phrase, at: usize) -> bool {
    let next = match (phrase.word(at), phrase.word(at + 1)) {
        ("came" | "arrived", _) => at + 1,
        ("flew" | "turned", "in" | "up") => at + 2,
        _ => return false,
    };
    let alone = phrase.is_date(next)
        || matches!(phrase.word(next), "on" | "a")
            && (next + 1..next + 4).any(|at| phrase.is_date(at) || phrase.word(at) == "later")
        || phrase.word(next) == "as"
        || closes(phrase, next);
    let end = phrase.clause_end(at);
    alone && (next..end).all(|at| !matches!(phrase.items[at].kind, ItemKind::Place(_))) && phrase.word(end) != "to"
}

/// `told the leaders`, `assured the conference`
fn told_all(phrase: &Phrase, at: usize) -> bool {
    let tells =
        matches!(phrase.word(at), "told" | "assured" | "urged" | "warned" | "informed" | "reminded" | "addressed");
    tells
        && phrase.word(at + 1) == "the"
        && matches!(
            phrase.word(at + 2),
            "leaders" | "summit" | "conference" | "delegates" | "ministers" | "forum" | "gathering" | "participants"
        )
        || tells && phrase.actors(at + 1).is_some_and(|actors| actors.reference && actors.plural)
}

/// `Addressing the summit, X said`, `Speaking at the opening session, X said`
fn takes_floor(phrase: &Phrase, at: usize) -> bool {
    let used = match (phrase.word(at), phrase.word(at + 1)) {
        ("addressing" | "opening" | "closing" | "chairing", _) => 1,
        ("speaking", "at" | "in" | "to" | "during" | "before") => 2,
        _ => return false,
    };
    let noun = (at + used + 1..at + used + 4).find(|noun| phrase.noun("meeting", *noun).is_some());
    let behind = || noun.is_some_and(|noun| (noun + 1..noun + 8).any(|comma| phrase.word(comma) == ","));
    at == 0 && phrase.word(at + used) == "the" && behind()
}

/// `X and Y also spoke`, `X also addressed the conference`
fn spoke_too(phrase: &Phrase, at: usize) -> bool {
    let also = at.checked_sub(1).is_some_and(|also| phrase.word(also) == "also");
    also && phrase.word(at) == "spoke"
        && (closes(phrase, at + 1) || phrase.word(at + 1) == "at" && phrase.word(at + 2) == "the")
}

/// Whether a clause ends at an item.
fn closes(phrase: &Phrase, at: usize) -> bool {
    matches!(phrase.word(at), "" | "." | "," | ";" | "and" | "while" | "but") && phrase.actors(at).is_none()
}
