//! Calls: by telephone or video, in person on somebody in office, and of ambassadors who are called in.

use super::super::lexicon::Form;
use super::super::noun_phrase::{members, members_together, noun_phrase_start};
use super::super::noun_status;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status;
use super::super::visits::other_country;
use super::candidates::{Candidate, add};
use super::with_whom::also_with;
use crate::facts::LinkType;

/// `X phoned Y`, `X spoke to Y by phone`, `X called Y on Monday`.
pub(super) fn phone(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    // `paid his respects to X`
    if phrase.word(at) == "respects" && phrase.word(at + 1) == "to" {
        return courtesy_call(reader, phrase, at, 1);
    }
    // `paid a courtesy visit to President X`
    if matches!(phrase.word(at), "visit" | "visits")
        && phrase.word(at.wrapping_sub(1)) == "courtesy"
        && phrase.word(at + 1) == "to"
    {
        return courtesy_call(reader, phrase, at, 1);
    }
    if !["Phone", "Speak", "Call"].iter().any(|class| phrase.verb(class, at).is_some()) {
        return None;
    }
    let end = phrase.clause_end(at);
    let says = |words: &[&str]| phrase.words(at..end).any(|word| words.contains(&word));
    let by_phone = || says(&["phone", "telephone", "telephonically", "telephonic"]);
    let by_video = || says(&["video", "videoconference", "videolink", "video-link"]);
    let (form, length, kind) = if let Some((form, length)) = phrase.verb("Phone", at) {
        let noun = form != Form::Ing
            && at.checked_sub(1).is_some_and(|before| {
                phrase.is("determiner", before) || phrase.is("preposition", before) && phrase.word(before) != "to"
            });
        let object = phrase.whom(at + length).is_some_and(|object| {
            (at + length..object).all(|between| phrase.is("determiner", between) || phrase.word(between) == "new")
        });
        if noun || !object {
            return None;
        }
        (form, length, "phone_call")
    } else if let Some((form, length)) = phrase.verb("Speak", at) {
        let kind = if by_video() {
            "video_call"
        } else if by_phone() || continues_call(reader, phrase, at, length) {
            "phone_call"
        } else {
            "talks"
        };
        // `leaves for Athens to talk to his counterpart`
        let errand =
            phrase.word(at) == "talk" && phrase.word(at.wrapping_sub(1)) == "to" && phrase.word(at + length) == "to";
        let together = errand || phrase.leads_to("with", at + length) || spoke_together(phrase, at, length);
        // `spoke on Friday to President X about the crisis`, and not to reporters.
        let to = phrase.leads_to("to", at + length) && {
            let to = (at + length..end).find(|to| phrase.word(*to) == "to").unwrap_or(at);
            let next = to + 1 + usize::from(phrase.is("determiner", to + 1));
            let whom = members(phrase, Some(next));
            let speaker = members(phrase, phrase.subject(at));
            whom.len() == 1
                && whom.iter().chain(&speaker).all(|one| reader.is_person(*one))
                && reader.parties_of(&[&whom[..], &speaker[..]].concat()).len() > 1
        };
        let reports = kind == "talks" && !together && !to;
        // `has talks with X on Friday`
        let noun = matches!(phrase.word(at), "talks" | "chats")
            || matches!(phrase.word(at), "talk" | "chat")
                && !phrase.is("auxiliary", at.wrapping_sub(1))
                && phrase.word(at.wrapping_sub(1)) != "to";
        if reports || noun || phrase.is("determiner", at.wrapping_sub(1)) {
            return None;
        }
        (form, length, kind)
    } else {
        let (form, length) = phrase.verb("Call", at)?;
        let before = phrase.antecedent(at).is_some_and(|(word, _)| matches!(word, "on" | "upon"));
        if matches!(phrase.word(at + length), "on" | "upon") || before {
            return courtesy_call(reader, phrase, at, length);
        }
        let called = phrase.object(at + length)?;
        let person = members(phrase, Some(called)).iter().any(|member| reader.is_person(*member));
        let told =
            by_phone() || matches!(phrase.word(called + 1), "to" | "on" | "" | "," | "." | "and" | "after" | "about");
        if form == Form::Base && phrase.is("determiner", at.wrapping_sub(1)) || !person || !told {
            return None;
        }
        (form, length, "phone_call")
    };
    let passive = phrase.is_passive(at, form);
    let subject = members(phrase, phrase.subject(at));
    let object = phrase.whom(at + length).or_else(|| phrase.actors_after(&["with", "to", "by"], at + length, end));
    let first = Candidate {
        kind,
        status: status::of_verb(phrase, at),
        subject,
        object: members(phrase, object),
        subject_role: "participant",
        object_role: "participant",
        each: !passive && object.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.listed),
        trigger: at..object.map_or(at + length, |object| object + 1).max(at + length),
        rule: "meeting.phone",
        explicit: true,
        definite: false,
    };
    let preposition = if phrase.word(at + length) == "to" { "to" } else { "with" };
    for other in also_with(phrase, object, end, preposition) {
        let object = members(phrase, Some(other));
        add(reader, phrase, Candidate { object, trigger: other..other + 1, ..first.clone() });
    }
    add(reader, phrase, first);
    Some(length)
}

/// `She also spoke to X`: as to the one before, by telephone.
fn continues_call(reader: &Reader<'_>, phrase: &Phrase, at: usize, length: usize) -> bool {
    let last = reader.meeting.and_then(|meeting| reader.events.get(meeting));
    let called = last.is_some_and(|event| event.kind == "phone_call");
    let person = phrase.object(at + length + 1).is_some() && matches!(phrase.word(at + length), "to" | "with");
    let also = at.checked_sub(1).is_some_and(|before| matches!(phrase.word(before), "also" | "then" | "later"));
    called && also && person
}

/// `The two leaders spoke on Sunday`: to each other.
fn spoke_together(phrase: &Phrase, at: usize, length: usize) -> bool {
    let several = phrase
        .subject(at)
        .and_then(|subject| phrase.actors(subject))
        .is_some_and(|actors| actors.members.len() == 2 || actors.reference && actors.plural);
    let next = at + length;
    several && (phrase.is_date(next) || phrase.word(next) == "on" && phrase.is_date(next + 1))
}

/// `X called on President Y` without a request after it.
fn courtesy_call(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, length: usize) -> Option<usize> {
    let remote = at > 0 && matches!(phrase.word(at - 1), "telephone" | "phone" | "video");
    if remote || phrase.is_date(at + length + 1) {
        return None;
    }
    // `President X, on whom he called`
    let before = || phrase.antecedent(at).filter(|(word, _)| matches!(*word, "on" | "upon")).map(|(_, host)| host);
    let host = before().or_else(|| phrase.object(at + length + 1))?;
    let asks = super::super::proposals::asks_of(reader, phrase, host);
    let host_members = members(phrase, Some(host));
    if asks || !host_members.iter().any(|member| reader.is_person(*member)) {
        return None;
    }
    // `is to pay a courtesy call on X`
    let paid = (at.saturating_sub(5)..at).rev().find(|verb| phrase.verb("PayVisit", *verb).is_some());
    // `is due to wind up his visit with a courtesy call on X`
    let courtesy = phrase.word(at.wrapping_sub(1)) == "courtesy";
    let paid = paid.or_else(|| super::super::verb_chain::governor(phrase, at.saturating_sub(1)).filter(|_| courtesy));
    // `After paying a courtesy call on Y, X …`
    let paying = paid.filter(|verb| phrase.word(*verb).ends_with("ing"));
    let who = paying.and_then(|verb| phrase.subject(verb)).or_else(|| phrase.subject(at));
    let caller = who.or_else(|| phrase.label(at)).or_else(|| phrase.label(at.saturating_sub(1)));
    let mut subject = members_together(phrase, caller);
    let mut status = status::of_verb(phrase, paid.unwrap_or(at));
    // `A planned call on X fell through`: of the visitor.
    let start = noun_phrase_start(phrase, at);
    let noun = paid.is_none() && phrase.word(at) == "call" && start < at && phrase.word(start).len() < 3;
    if noun && subject.is_empty() {
        status = noun_status::of_noun(phrase, start, at, None);
        let land = host_members.first().and_then(|host| reader.country_of(*host));
        let visit = reader.visit.and_then(|visit| reader.events.get(visit));
        let there = visit.filter(|visit| visit.tied(LinkType::To).any(|to| Some(to) == land));
        subject = there.into_iter().flat_map(|visit| visit.tied(LinkType::Made)).collect();
    }
    let first = Candidate {
        kind: "courtesy_call",
        status,
        subject,
        object: host_members,
        subject_role: "participant",
        object_role: "host",
        each: true,
        trigger: at..host.max(at + length) + 1,
        rule: "meeting.call_on",
        explicit: true,
        definite: false,
    };
    for other in also_with(phrase, Some(host), phrase.clause_end(at), "on") {
        let object = members(phrase, Some(other));
        add(reader, phrase, Candidate { object, trigger: other..other + 1, ..first.clone() });
    }
    add(reader, phrase, first);
    Some(length + 1)
}

/// `X summoned the Y ambassador`.
pub(super) fn summon(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase.verb("Summon", at)?;
    let (host, guest) = if phrase.is_passive(at, form) {
        // `was summoned to the Danish foreign ministry`
        let end = phrase.clause_end(at);
        let host = phrase.actors_after(&["by"], at, end);
        (host.or_else(|| phrase.actors_after(&["to"], at + length, end)), phrase.subject(at))
    } else {
        (phrase.subject(at), phrase.object(at + length))
    };
    let guest = members(phrase, guest);
    if guest.is_empty() {
        return None;
    }
    let mut hosts = members(phrase, host);
    // `was summoned to the ministry`: that of the country where he serves.
    if hosts.is_empty() {
        hosts.extend(other_country(reader, phrase, &guest));
    }
    add(
        reader,
        phrase,
        Candidate {
            kind: "other",
            status: status::of_verb(phrase, at),
            subject: hosts,
            object: guest,
            subject_role: "participant",
            object_role: "participant",
            each: false,
            trigger: at..at + length,
            rule: "meeting.summon",
            explicit: true,
            definite: false,
        },
    );
    Some(length)
}
