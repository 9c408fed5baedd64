//! Receptions: guests who are received, and ambassadors who present their letters.

use super::super::event::Event;
use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, members, members_together};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status;
use super::candidates::{Candidate, add};
use super::with_whom::{also_with, elsewhere};
use super::{facing, names_office};
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// `X received Y`, `Y was received by X`, `X welcomed Y at …`, `X hosted Y`.
pub(super) fn receive(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase.verb("Receive", at).or_else(|| phrase.verb("Welcome", at))?;
    // `Receiving X in Oslo, Y said`
    let opens = at <= 1 && phrase.subject(at).is_some_and(|subject| subject > at);
    // `held talks with Y, a day after receiving X`
    let after = matches!(phrase.word(at.wrapping_sub(1)), "after" | "before") && phrase.whom(at + length).is_some();
    if form == Form::Ing && !phrase.is("be", at.wrapping_sub(1)) && !opens && !after {
        return None;
    }
    // `his host X`: a noun.
    let before = at.checked_sub(1).map_or("", |before| phrase.word(before));
    if form == Form::Base && matches!(before, "his" | "her" | "their" | "its" | "the" | "a" | "my" | "our") {
        return None;
    }
    let end = phrase.clause_end(at);
    // `X, received by Y in Oslo, said`
    let participle = form == Form::Past && phrase.word(at + length) == "by" && phrase.word(at.wrapping_sub(1)) == ",";
    let passive = participle || phrase.is_passive(at, form);
    let (host, guest) = if passive {
        (phrase.actors_after(&["by"], at + length, end), phrase.subject(at))
    } else {
        let object = phrase.whom(at + length).or_else(|| phrase.object_past_place(at + length));
        (phrase.subject(at), object)
    };
    let listed = guest.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.listed);
    let together = phrase.words(at..end).any(|word| word == "together") || phrase.verb("Cohost", at).is_some();
    // `The King and the Queen were received by X`: both at once.
    let each = listed && !together && !passive;
    let people = guest.filter(|_| names_office(reader, phrase, guest) && names_office(reader, phrase, host));
    // `was received by X and separately by Y`
    let further = also_with(phrase, host.filter(|_| passive), end, "by");
    // `will receive X on Monday and Y on Tuesday`
    let others = elsewhere(phrase, guest.filter(|guest| !passive && *guest > at));
    let who = |at| if passive { members_together(phrase, at) } else { members(phrase, at) };
    let (host, mut guest) = (members(phrase, host), who(guest));
    if passive {
        guest = facing(reader, phrase, at, guest, &host);
    }
    let mut welcomes = phrase.verb("Welcome", at).is_some();
    welcomes &= !guest.iter().any(|guest| reader.is_person(*guest)) || host.is_empty();
    // `Danish Minister Receives Ambassador of Peru`, a title: people of two countries.
    let unnamed = !phrase.narrates
        && phrase.verb("Welcome", at).is_none()
        && people.is_some()
        && reader.parties_of(&[&host[..], &guest[..]].concat()).len() > 1;
    let named = guest.iter().chain(&host).any(|member| reader.is_person(*member));
    if guest.is_empty() || host.is_empty() || welcomes || !(named || unnamed) {
        return None;
    }
    if !unnamed
        && guest.iter().all(|guest| reader.is_country(*guest))
        && host.iter().all(|host| reader.is_country(*host))
    {
        return None;
    }
    // `was welcomed at the airport by X`: on arrival, and not to talk.
    let airport = |item: usize| ends_with_airport(reader, phrase, item);
    // `At the airport he was greeted by X`
    let before = || passive && (phrase.clause_start(at)..at).any(airport);
    if (at + length..end).any(|item| phrase.word(item) == "arrival" || airport(item)) || before() {
        reader.drop(phrase, at..at + length, "a welcome on arrival");
        welcome(reader, &guest, &host);
        return Some(length);
    }
    // `Norway will host X for an official visit`: the visit is read.
    let visits = (at + length..end).any(|noun| {
        phrase.noun("visit", noun).is_some()
            && matches!(
                phrase.word(super::super::noun_phrase::noun_phrase_start(phrase, noun).wrapping_sub(1)),
                "for" | "on"
            )
    });
    if visits && host.iter().all(|host| reader.is_country(*host)) {
        reader.drop(phrase, at..at + length, "a country receives a visitor");
        return Some(length);
    }
    // `Welcoming his guest, X said`: at the meeting just told.
    let both =
        |event: &Event| host.iter().chain(&guest).all(|one| event.tied(LinkType::Attended).any(|there| there == *one));
    let told = reader
        .meeting
        .filter(|_| form == Form::Ing && opens)
        .filter(|meeting| reader.events.get(*meeting).is_some_and(both));
    if let Some(event) = told.and_then(|meeting| reader.events.get_mut(meeting)) {
        event.evidence.push(phrase.evidence(reader.text, at..at + length));
        return Some(length);
    }
    let candidate = Candidate {
        kind: if guest.len() > 1 && !each { "talks" } else { "courtesy_call" },
        status: status::of_verb(phrase, at),
        subject: host,
        object: guest,
        subject_role: "host",
        object_role: "participant",
        each,
        trigger: at..at + length,
        rule: "meeting.receive",
        explicit: true,
        definite: false,
    };
    for other in further {
        let subject = members(phrase, Some(other));
        if subject.iter().all(|host| reader.is_person(*host)) {
            add(reader, phrase, Candidate { subject, trigger: other..other + 1, ..candidate.clone() });
        }
    }
    for other in others {
        let object = members(phrase, Some(other));
        if object.iter().all(|guest| reader.is_person(*guest)) {
            add(reader, phrase, Candidate { object, trigger: other..other + 1, ..candidate.clone() });
        }
    }
    add(reader, phrase, candidate);
    Some(length)
}

/// Whether a word or the name of a place ends with `airport`.
pub(in super::super) fn ends_with_airport(reader: &Reader<'_>, phrase: &Phrase, item: usize) -> bool {
    let last = phrase.items.get(item).and_then(|item| item.tokens.end.checked_sub(1));
    last.is_some_and(|last| reader.text.folded(last) == "airport")
}

/// Who welcomes the guests of the visit last spoken of is its host.
fn welcome(reader: &mut Reader<'_>, guests: &[EntityIndex], hosts: &[EntityIndex]) {
    let Some(visit) = reader.visit.and_then(|visit| reader.events.get_mut(visit)) else { return };
    if visit.tied(LinkType::Made).any(|traveller| guests.contains(&traveller)) {
        hosts.iter().for_each(|host| visit.tie(LinkType::Hosted, *host, Some("host")));
    }
}

/// `Ambassador X presented his credentials to President Y`, `Y received the credentials of X`.
pub(super) fn credentials(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let accepts = matches!(phrase.word(at), "accept" | "accepts" | "accepted").then_some((Form::Past, 1));
    let receives = phrase.verb("Receive", at).or(accepts);
    let (form, length) = phrase.verb("Credentials", at).or(receives)?;
    let end = phrase.clause_end(at);
    let paper =
        (at..end.min(at + 8)).find(|at| matches!(phrase.word(*at), "credentials" | "credential" | "credence"))?;
    let receives = receives.is_some() && !phrase.is_passive(at, form);
    let other = phrase.actors_after(if receives { &["of", "from"] } else { &["to"] }, paper, end);
    // `A and B presented their credentials in separate ceremonies`
    let presenters = members(phrase, phrase.subject(at));
    if !receives && presenters.len() > 1 && phrase.words(at..end).any(|word| word == "separate") {
        let host = members(phrase, other);
        let candidate = |presenter: EntityIndex| Candidate {
            kind: "ceremony",
            status: status::of_verb(phrase, at),
            subject: host.clone(),
            object: Members::from_slice(&[presenter]),
            subject_role: "host",
            object_role: "participant",
            each: false,
            trigger: at..paper + 1,
            rule: "meeting.credentials",
            explicit: true,
            definite: false,
        };
        presenters.iter().for_each(|presenter| add(reader, phrase, candidate(*presenter)));
        return Some(length);
    }
    // `received Ambassador X, who presented a copy of his credentials`: what took place when he was received.
    if !receives
        && other.is_none()
        && let Some(meeting) = reader.meeting
        && let Some(event) = reader.events.get_mut(meeting).filter(|event| event.rule == "meeting.receive")
        && presenters.iter().all(|presenter| event.tied(LinkType::Attended).any(|guest| guest == *presenter))
        && event.evidence.last().is_some_and(|told| told.sentence as usize == phrase.sentence)
    {
        return Some(length);
    }
    let (own_role, other_role) = if receives { ("host", "participant") } else { ("participant", "host") };
    let first = Candidate {
        kind: "ceremony",
        status: status::of_verb(phrase, at),
        subject: members(phrase, phrase.subject(at)),
        // `of three new ambassadors`: who they are is told later.
        object: members(phrase, other.filter(|at| phrase.actors(*at).is_some_and(|of| !(of.reference && of.plural)))),
        subject_role: own_role,
        object_role: other_role,
        each: receives,
        trigger: at..paper + 1,
        rule: "meeting.credentials",
        explicit: true,
        definite: false,
    };
    // `the credentials of Ambassador X and of Ambassador Y`
    let others = ["of", "from"].iter().flat_map(|word| also_with(phrase, other.filter(|_| receives), end, word));
    for other in others {
        let object = members(phrase, Some(other));
        add(reader, phrase, Candidate { object, trigger: other..other + 1, ..first.clone() });
    }
    add(reader, phrase, first);
    Some(length)
}
