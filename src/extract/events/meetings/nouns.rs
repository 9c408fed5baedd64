//! Meetings named by a noun: `held talks with`, `the summit of A and B`, `a phone call between`.

use super::super::event::Event;
use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::phrase::{ItemKind, Phrase, remote};
use super::super::reader::Reader;
use super::candidates::{Candidate, add};
use super::hospitality::hosts_and_guests;
use super::met_again;
use super::sessions::{counted_of_commission, of_commission, whose};
use super::slots::noun_slots;
use super::with_whom::{also_with, represented, with_whom};
use crate::facts::{Label, LinkType};

/// Meetings named by a noun: `talks`, `a phone call`, `the summit`.
pub(super) fn noun_of_meeting(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let word = phrase.word(at);
    let mut kind = phrase.noun("meeting", at)?;
    // `a breakfast meeting`, `a conference call`: the second noun is the meeting.
    let second = phrase.noun("meeting", at + 1);
    let describes = kind == "other" || word == "tete-a-tete";
    if describes && second.is_some() || word == "conference" && second == Some("phone_call") {
        return None;
    }
    // `After a tete-a-tete, the two were joined by …`: the beginning of what is told.
    if word == "tete-a-tete" && !(at + 1..at + 4).any(|with| matches!(phrase.word(with), "with" | "between")) {
        return None;
    }
    let start = noun_phrase_start(phrase, at);
    let modifiers = phrase.row(start..at);
    let says = |words: &[&str]| super::super::phrase::says(&modifiers, words);
    let end = phrase.clause_end(at);
    let after = phrase.row(at + 1..(at + 4).min(phrase.items.len()));
    // `the peace conference is due to open in Oslo on Friday`: one that has a place and a day.
    let called = phrase.word(at.wrapping_sub(1)) == "peace"
        && (at + 1..end).any(|day| phrase.is_date(day))
        && (at + 1..end).any(|place| matches!(phrase.items[place].kind, ItemKind::Place(_)));
    if matches!(phrase.word(at.wrapping_sub(1)), "press" | "news" | "cabinet" | "party" | "hotel" | "peace")
        && kind == "conference"
        && !called
        || says(&["press", "news", "domestic", "annual general", "regular"])
        || says(&["cabinet"]) && !says(&["joint"])
        || says(&["business"])
            && !says(&["bilateral", "joint"])
            && word != "seminar"
            && !of_two_countries(phrase, start, at)
        || says(&["further", "future", "continued", "closer"])
            && !(matches!(word, "meeting" | "summit" | "round") || says(&["round"]))
        || word == "exchange" && !after.starts_with(" of views ")
        || word == "meetings"
            && (says(&["high-level", "regular", "level", "related"])
                || modifiers.trim().is_empty() && !with_persons(reader, phrase, at))
        || matches!(word, "assembly" | "session" | "congress" | "convention")
            && !says(&["summit", "plenary", "joint", "ministerial", "commission", "working", "bilateral", "closed"])
            && !(of_commission(reader, phrase, at) || counted_of_commission(reader, phrase, start, at))
            && modifiers.trim() != "the"
            && !(word == "session" && after.starts_with(" with "))
    {
        reader.drop(phrase, start..at + 1, "not a meeting between states, or not one in particular");
        return Some(1);
    }
    // `held talks by videoconference`: only the way in which the talks were held.
    let way =
        start.checked_sub(1).is_some_and(|before| matches!(phrase.word(before), "by" | "via" | "through" | "over"));
    if way && matches!(word, "videoconference" | "teleconference" | "conference") && reader.meeting.is_some() {
        return Some(1);
    }
    let from_afar = remote(phrase, at + 1..end);
    let conference = matches!(word, "call" | "calls") && says(&["conference"]);
    let phone = conference || says(&["phone", "telephone", "telephonic"]) || from_afar == Some("phone_call");
    let video = says(&["video", "virtual", "online"]) || from_afar == Some("video_call");
    let on_person = || {
        let host = members(phrase, phrase.actors_after(&["on", "upon"], at + 1, (at + 6).min(end)));
        (after.starts_with(" on ") || after.starts_with(" upon ")) && host.iter().any(|host| reader.is_person(*host))
    };
    if word == "call"
        && (says(&["courtesy", "farewell", "introductory", "protocol"]) || !phone && !video && on_person())
    {
        kind = "courtesy_call";
    } else if video && kind != "ceremony" {
        kind = "video_call";
    } else if phone || says(&["phone"]) {
        kind = "phone_call";
    } else if word == "talk" && !says(&["face-to-face", "private"]) && !had_a_talk(phrase, start, at) {
        return None;
    } else if says(&["signing", "credentials"])
        || word == "signing" && (takes_place(&after) || start > 0 && phrase.verb("Attend", start - 1).is_some())
    {
        kind = "ceremony";
    } else if word == "signing" {
        return None;
    } else if kind == "talks"
        && (says(&["ministerial"]) || says(&["ministers"]) && says(&["trilateral", "regional"]))
        && word == "meeting"
        || matches!(word, "session" | "meeting")
            && (of_commission(reader, phrase, at) || counted_of_commission(reader, phrase, start, at))
    {
        kind = "conference";
    } else if (word == "session" || kind == "other") && says(&["working", "bilateral", "closed"])
        || matches!(word, "lunch" | "breakfast") && after.starts_with(" with ")
    {
        kind = "talks";
    } else if kind == "talks" && says(&["summit"]) || of_heads(reader, phrase, at) {
        kind = "summit";
    }
    // `will hold consultations once a year`
    let yearly = [" every year ", " once a year ", " twice a year ", " each year ", " annually ", " regularly "];
    let rest = phrase.row(at + 1..end);
    // `agreed to hold yearly consultations`
    let every_year = says(&["yearly", "annual"]) && word.ends_with('s') && !(at..end).any(|at| phrase.is_date(at));
    let to_hold = start > 1 && phrase.row(start - 2..start) == " to hold ";
    // `signed a plan of consultations`
    let planned = word == "consultations"
        && start > 1
        && phrase.word(start - 1) == "of"
        && phrase.noun("instrument", start - 2).is_some();
    if (every_year && to_hold || planned) && kind == "talks" {
        reader.drop(phrase, start..at + 1, "regular meetings, not one in particular");
        return Some(1);
    }
    if !rest.contains(" the first ")
        && !says(&["this", "last", "next"])
        && yearly.iter().any(|words| rest.contains(words))
        && kind == "talks"
    {
        reader.drop(phrase, start..at + 1, "regular meetings, not one in particular");
        return Some(1);
    }
    let partner = [" with ", " to ", " between ", " from "].iter().any(|words| phrase.row(at + 1..end).contains(words));
    if word == "calls" && !(partner && (phone || video)) {
        return None;
    }
    if word == "call"
        && kind == "phone_call"
        && !phone
        && !after.starts_with(" with ")
        && !after.starts_with(" between ")
        && !says(&["the", "a"])
    {
        return None;
    }
    if word == "call"
        && kind == "phone_call"
        && (after.starts_with(" for ") || after.starts_with(" to ") || after.starts_with(" on "))
        // `had a call on Friday with X`
        && !(phrase.is_date(at + 2) && phrase.word(at + 3) == "with")
        && !phone
    {
        return None;
    }
    if kind == "dialogue"
        && !(says(&[
            "strategic",
            "trilateral",
            "security",
            "defence",
            "defense",
            "annual",
            "level",
            "high-level",
            "human",
            "political",
            "economic",
            "round",
            "ministers",
        ]) || phrase.row(start..at).trim().chars().any(|c| c.is_ascii_digit()))
        && !after.starts_with(" between ")
    {
        return None;
    }
    if modifiers.starts_with(" no ") {
        reader.drop(phrase, start..at + 1, "denied: no such meeting");
        return Some(1);
    }
    // `no truth in reports of a meeting`: nobody says that it took place.
    let rumour = start >= 2
        && matches!(phrase.word(start - 1), "of" | "about")
        && matches!(phrase.word(start - 2), "reports" | "rumours" | "rumors" | "speculation" | "talk" | "claims");
    if rumour {
        reader.drop(phrase, start..at + 1, "only rumoured");
        return Some(1);
    }
    // `met in Oslo to prepare the Milan summit`: where and when it is held is not told.
    let prepared = (start.saturating_sub(4)..start).any(|verb| matches!(phrase.word(verb), "prepare" | "preparing"))
        && (start.saturating_sub(4)..start).all(|mark| phrase.word(mark) != ",");
    if prepared && !(at + 1..end).any(|day| phrase.is_date(day)) {
        reader.drop(phrase, start..at + 1, "only prepared");
        return Some(1);
    }
    if phrase.row(at + 1..phrase.items.len().min(at + 16)).contains(" attended by nobody ") {
        reader.drop(phrase, start..at + 1, "nobody came");
        return Some(1);
    }
    // `said that talks with X would be useful`: whatever talks.
    let open = start == at && matches!(word, "talks" | "negotiations" | "dialogue" | "consultations");
    let useful = |would: usize| {
        phrase.word(would) == "would"
            && phrase.word(would + 1) == "be"
            && !phrase.is_past(would + 2)
            && !matches!(phrase.word(would + 2), "held" | "resumed" | "in" | "on" | "at" | "under" | "going")
    };
    if open && (at + 1..(at + 8).min(phrase.items.len())).any(useful) {
        reader.drop(phrase, start..at + 1, "talks in general, not those of one day");
        return Some(1);
    }
    // `will not meet X during the conference`: told of nobody's being there.
    let denied = matches!(phrase.word(start.wrapping_sub(1)), "during" | "at")
        && (phrase.clause_start(start)..start)
            .any(|not| phrase.word(not) == "not" && phrase.is("auxiliary", not.wrapping_sub(1)));
    if denied && matches!(kind, "conference" | "summit") {
        reader.drop(phrase, start..at + 1, "only the occasion of another meeting");
        return Some(1);
    }
    // `urged that negotiations be concluded`: the request is read, no meeting.
    let request = (0..start).find(|before| phrase.verb("Request", *before).is_some());
    let that = request.is_some_and(|verb| phrase.word(verb + 1) == "that");
    // `asked him to speed up talks on a treaty`
    let carry_on = !partner
        && request.is_some_and(|verb| {
            let to = (verb + 1..at).rev().find(|to| phrase.word(*to) == "to");
            to.is_some_and(|to| at - to <= 4 && phrase.actors(to + 1).is_none() && !phrase.is("determiner", to + 1))
        });
    // `suggested that the talks be held in Oslo`
    let settled = [" be held in ", " take place in ", " be resumed in "].iter().any(|words| after.starts_with(words));
    let asked = (that || carry_on) && !settled;
    if asked && matches!(word, "negotiations" | "talks" | "dialogue" | "consultations") {
        reader.drop(phrase, start..at + 1, "only asked for");
        return Some(1);
    }
    // `met X in Oslo, their first meeting since May`: the one just told.
    let counts = says(&["first", "second", "third", "fourth", "fifth", "latest"]);
    if counts && phrase.word(start.wrapping_sub(1)) == "," && matches!(phrase.word(at + 1), "since" | "in" | "this") {
        let evidence = phrase.evidence(reader.text, start..at + 1);
        let here = |event: &&mut Event| event.evidence.last().is_some_and(|told| told.sentence == evidence.sentence);
        let told = reader.meeting.and_then(|meeting| reader.events.get_mut(meeting)).filter(here);
        if let Some(event) = told.filter(|event| event.tied(LinkType::Attended).count() > 1) {
            event.evidence.push(evidence);
            return Some(1);
        }
    }
    if met_before(reader, phrase, start, at)
        || meets_there(reader, phrase, start, at, kind)
        || beside(reader, phrase, start, at, kind)
    {
        return Some(1);
    }
    let mut candidate = noun_slots(reader, phrase, at, start, end, kind)?;
    if word == "round" && after.starts_with(" of ") {
        return None;
    }
    if word == "session" && after.starts_with(" with ") {
        candidate.kind = "talks";
    }
    whose(reader, phrase, start..at, &mut candidate);
    hosts_and_guests(reader, phrase, start, at, &mut candidate);
    represented(reader, phrase, start, &mut candidate);
    let of_many =
        |candidate: &Candidate| reader.parties_of(&[&candidate.subject[..], &candidate.object[..]].concat()).len() > 1;
    if matches!(word, "seminar" | "workshop") && !of_many(&candidate) {
        reader.drop(phrase, start..at + 1, "not a meeting between states, or not one in particular");
        return Some(1);
    }
    let (first, preposition) = match with_whom(phrase, at + 1, end) {
        None if word == "calls" => (phrase.actors_after(&["to"], at + 1, end), "to"),
        with => (with, "with"),
    };
    for other in also_with(phrase, first, end, preposition) {
        let object = members(phrase, Some(other));
        add(reader, phrase, Candidate { object, trigger: other..other + 1, ..candidate.clone() });
    }
    // `held talks in Lima on Friday and in Oslo on Sunday`
    for place in met_again(phrase, at + 1, end) {
        add(reader, phrase, Candidate { trigger: place..place + 1, ..candidate.clone() });
    }
    add(reader, phrase, candidate);
    Some(1)
}

/// `a Danish-Peruvian business forum`, `the Chile-Peru Business Forum`: one of two countries.
fn of_two_countries(phrase: &Phrase, start: usize, at: usize) -> bool {
    (start..at).any(|pair| phrase.actors(pair).is_some_and(|actors| actors.members.len() > 1))
}

/// `held meetings with President X`: with somebody in particular.
fn with_persons(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    // `had meetings in Lima on Friday with X`, and not `beside the meetings in Lima X met with Y`
    let Some(with) = (at + 1..at + 9).find(|with| phrase.word(*with) == "with") else { return false };
    if (at + 1..with).any(|between| phrase.is_verb(between) || phrase.actors(between).is_some()) {
        return false;
    }
    let with = with_whom(phrase, at + 1, phrase.clause_end(at));
    members(phrase, with.or(phrase.object(at + 2))).iter().any(|one| reader.is_person(*one))
}

/// `the Conference of Heads of Government`, which is a summit.
fn of_heads(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let behind = reader.text.folded_slice(phrase.tokens(at + 1..(at + 4).min(phrase.items.len())));
    matches!(phrase.word(at), "conference" | "meeting")
        && ["of heads of", "of the heads of", "of african heads of"].iter().any(|words| behind.starts_with(words))
}

/// `had a long talk with X`, `came for a talk with X`: no talk that was given.
fn had_a_talk(phrase: &Phrase, start: usize, at: usize) -> bool {
    let had = (start.saturating_sub(2)..start)
        .any(|verb| matches!(phrase.word(verb), "had" | "have" | "has" | "held" | "for" | "after"));
    had && (at + 1..phrase.items.len().min(at + 9)).any(|with| phrase.word(with) == "with")
}

/// `the signing took place`, `the signing was witnessed by`.
fn takes_place(after: &str) -> bool {
    [" took place ", " was witnessed ", " was attended ", " was presided "].iter().any(|words| after.starts_with(words))
}

/// `received X. During the reception they discussed trade`: no meal.
fn met_before(reader: &mut Reader<'_>, phrase: &Phrase, start: usize, at: usize) -> bool {
    let definite = phrase.word(at) == "reception" && start + 1 == at && phrase.word(start) == "the";
    let evidence = phrase.evidence(reader.text, start..at + 1);
    let known = reader.meeting.and_then(|meeting| reader.events.get_mut(meeting));
    let Some(event) = known.filter(|event| definite && event.rule == "meeting.receive") else { return false };
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
    if !(at_noun && (named || goes_on) && meets && same) {
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
