//! Proposals: requests, pledges of one side, invitations; with speaker and addressee.

use super::event::{Event, EventIndex};
use super::lexicon::Form;
use super::meeting_candidates::{Members, members};
use super::phrase::Phrase;
use super::reader::Reader;
use super::status::{self, Status};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Reads the proposals of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let mut at = 0;
    while at < phrase.items.len() {
        let used = invitation(reader, phrase, at)
            .or_else(|| request(reader, phrase, at))
            .or_else(|| pledge(reader, phrase, at))
            .or_else(|| should(reader, phrase, at));
        at += used.unwrap_or(1).max(1);
    }
}

/// A noun where a verb might stand: `a request`, `his offer`, `in demand`.
fn is_noun(phrase: &Phrase, at: usize, form: Form) -> bool {
    let Some(before) = at.checked_sub(1) else { return form != Form::Past && form != Form::Ing };
    // `the proposed federation`, `a statement calling for …`
    if phrase.word(before) == "such"
        || form == Form::Past && phrase.is("determiner", before) && phrase.actors(before).is_none()
    {
        return true;
    }
    if form == Form::Ing {
        let free = matches!(phrase.word(before), "," | "and" | "by" | "while" | "also")
            || phrase.is("auxiliary", before)
            || phrase.actors(before).is_some();
        return !free;
    }
    matches!(form, Form::Base | Form::Third)
        && (phrase.is("determiner", before)
            || (phrase.is("preposition", before) && phrase.word(before) != "to")
            || phrase.actors(before).is_some_and(|actors| actors.possessive)
            || phrase.word(before).ends_with("al"))
}

/// Who speaks: the subject, or whoever spoke last.
fn speaker(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Members {
    match phrase.subject(at) {
        Some(subject) => members(phrase, Some(subject)),
        None => reader.focus.speaker.into_iter().collect(),
    }
}

fn request(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let raised = raised(phrase, at);
    let (form, length) = raised.or_else(|| phrase.verb("Request", at))?;
    if raised.is_none() && is_noun(phrase, at, form) {
        return None;
    }
    let next = phrase.word(at + length);
    if matches!(next, "about" | "if" | "whether" | "how" | "why" | "what" | "when" | "by") {
        return None;
    }
    // `asked not to be named`; `seek to resume`
    let after = phrase.row(at + length..(at + length + 4).min(phrase.items.len()));
    if after.starts_with(" not to be ")
        || after.contains(" anonymity ")
        || (phrase.word(at).starts_with("se") && next == "to")
        || (phrase.word(at) == "sought" && next == "to")
    {
        return None;
    }
    let word = phrase.word(at);
    let purpose = phrase.word(at.wrapping_sub(1)) == "to" && matches!(word, "seek" | "demand" | "solicit");
    let calls = length == 2 && word.starts_with("call") && matches!(next, "" | "the" | "all");
    if governed_by_agreement(phrase, at) || purpose || phrase.word(at.wrapping_sub(1)) == "courtesy" {
        return None;
    }
    if length == 2 && matches!(phrase.word(at + 1), "on" | "upon") && calls {
        // `called on President X` is a visit to him, unless something is asked.
        let object = phrase.object(at + length)?;
        if !matches!(phrase.word(object + 1), "to" | "for" | "not" | ",") {
            return None;
        }
    }
    let end = phrase.clause_end(at);
    let passive = phrase.is_passive(at, form);
    let object = phrase
        .object(at + length)
        .or_else(|| phrase.actors_after(&["to", "from", "of", "with", "on"], at + length, (at + length + 6).min(end)));
    let (speakers, addressees) = if passive {
        (members(phrase, phrase.actors_after(&["by"], at + length, end)), members(phrase, phrase.subject(at)))
    } else {
        let owner =
            (at + length..(at + length + 3).min(phrase.items.len())).find(|next| phrase.actors(*next).is_some());
        let that = matches!(next, "that")
            .then(|| (at + length + 1..end).find(|next| phrase.actors(*next).is_some()))
            .flatten();
        (speaker(reader, phrase, at), members(phrase, object.or(that).or(owner)))
    };
    if passive && speakers.is_empty() {
        return None;
    }
    // `proposed talks`, `suggested a meeting` stay requests; a bare noun after `seek` does not.
    build(
        reader,
        phrase,
        "request",
        at,
        at..(at + length + 4).min(end.max(at + length)),
        at + length,
        speakers,
        addressees,
    )?;
    Some(length)
}

/// `raised proposals to …`, `made a request to …`, `put forward a proposal`.
fn raised(phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let verb = matches!(
        phrase.word(at),
        "raised" | "made" | "submitted" | "tabled" | "presented" | "forwarded" | "issued" | "reiterated" | "renewed"
    ) || (phrase.word(at) == "put" && phrase.word(at + 1) == "forward");
    if !verb {
        return None;
    }
    let from = if phrase.word(at) == "put" { at + 2 } else { at + 1 };
    let noun = (from..from + 4).find(|noun| {
        matches!(
            phrase.word(*noun),
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
                | "call"
        )
    })?;
    Some((Form::Past, noun + 1 - at))
}

fn governed_by_agreement(phrase: &Phrase, at: usize) -> bool {
    let start = status::chain_start(phrase, at);
    (start..at).any(|before| phrase.verb("Agree", before).is_some())
}

fn pledge(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let committed = commitment_noun(phrase, at);
    let (form, length) = committed.or_else(|| phrase.verb("Pledge", at))?;
    if committed.is_none() && is_noun(phrase, at, form) || phrase.is_passive(at, form) {
        return None;
    }
    if phrase.word(at).starts_with("undert") && phrase.word(at + length) != "to" {
        return None;
    }
    if matches!(phrase.word(at), "offers" | "offer" | "offering")
        && !matches!(phrase.word(at + 1), "to" | "")
        && form != Form::Past
    {
        return None;
    }
    let speakers = speaker(reader, phrase, at);
    let parties = reader.parties_of(&speakers);
    if parties.len() > 1 {
        // Both sides commit themselves: an agreement, read by its own rule.
        return None;
    }
    let end = phrase.clause_end(at);
    let object = phrase.object(at + length);
    build(
        reader,
        phrase,
        "pledge",
        at,
        at..(at + length + 5).min(end.max(at + length)),
        at + length,
        speakers,
        members(phrase, object),
    )?;
    Some(length)
}

/// `affirmed commitments to …`, `expressed his commitment to …`.
fn commitment_noun(phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let (form, _) = phrase.verb("Say", at)?;
    let noun = (at + 1..at + 4).find(|noun| matches!(phrase.word(*noun), "commitment" | "commitments"))?;
    let between = (at + 1..noun).all(|at| {
        phrase.is("determiner", at)
            || phrase.actors(at).is_some_and(|actors| actors.possessive)
            || phrase.word(at).ends_with("ong")
            || phrase.word(at) == "firm"
    });
    (between && phrase.word(noun + 1) == "to").then_some((form, noun + 1 - at))
}

/// `He said the two sides should …`, `Y should …, he said`.
fn should(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if phrase.word(at) != "should" {
        return None;
    }
    let subject =
        (0..at).rev().take(8).find(|before| phrase.actors(*before).is_some_and(|actors| !actors.possessive))?;
    let addressed = phrase.actors(subject)?.members.clone();
    let direct = (subject + 1..at).all(|between| phrase.is("adverb", between) || phrase.items[between].word == ",");
    if !direct || addressed.iter().all(|member| reader.is_person(*member)) && !phrase.actors(subject)?.plural {
        return None;
    }
    // A verb that asks already covers what follows it.
    if (0..subject).any(|before| phrase.verb("Request", before).is_some() || phrase.verb("Agree", before).is_some()) {
        return None;
    }
    let says = (0..phrase.items.len()).find(|verb| phrase.is("Say", *verb) && (*verb < subject || *verb > at));
    let speakers: Members = match says {
        Some(verb) if verb < subject => members(phrase, phrase.subject(verb)),
        Some(verb) => match phrase.actors(verb - 1).or_else(|| phrase.actors(verb + 1)) {
            Some(actors) => actors.members.clone(),
            None => Members::new(),
        },
        None => return None,
    };
    let speakers = if speakers.is_empty() { reader.focus.speaker.into_iter().collect() } else { speakers };
    let end = phrase.clause_end(at);
    build(reader, phrase, "request", at, subject..(at + 3).min(phrase.items.len()), at + 1, speakers, addressed)?;
    Some(end.saturating_sub(at).max(1))
}

/// `X invited Y to visit …`, `extended an invitation to Y`, `his invitation to make a trip`.
fn invitation(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let word = phrase.word(at);
    if let Some((form, length)) = phrase.verb("Invite", at) {
        let passive = phrase.is_passive(at, form);
        if !passive && phrase.word(at + length) == "by" {
            return None;
        }
        let end = phrase.items.len();
        let object = if passive {
            phrase.subject(at)
        } else {
            phrase
                .object(at + length)
                .or_else(|| (at + length..(at + length + 2).min(end)).find(|next| phrase.actors(*next).is_some()))
        };
        let from = object.filter(|_| !passive).map_or(at + length, |object| object + 1);
        let purpose = (from..(from + 6).min(end)).find(|next| matches!(phrase.word(*next), "to" | "for"))?;
        let speakers = if passive {
            members(phrase, phrase.actors_after(&["by"], at + length, end))
        } else {
            speaker(reader, phrase, at)
        };
        let until = (purpose + 4).min(end);
        let mut guests = members(phrase, object);
        // `met Z and invited her`: the person last named in the sentence.
        if guests.is_empty() && matches!(phrase.word(at + length), "him" | "her") {
            let named =
                (0..at).rev().filter_map(|before| phrase.actors(before)).flat_map(|actors| actors.members.iter());
            guests.extend(named.copied().find(|guest| reader.is_person(*guest) && !speakers.contains(guest)));
        }
        let index = build(reader, phrase, "invitation", at, at..until, purpose + 1, speakers, guests)?;
        concern_visit(reader, phrase, index, until);
        return Some(length);
    }
    if word != "invitation" {
        return None;
    }
    let before = at.checked_sub(1)?;
    let end = phrase.items.len();
    let extends = (at.saturating_sub(5)..at).find(|verb| {
        matches!(
            phrase.word(*verb),
            "extended"
                | "extends"
                | "extending"
                | "issued"
                | "conveyed"
                | "handed"
                | "sent"
                | "delivered"
                | "renewed"
                | "reiterated"
                | "gave"
        )
    });
    if let Some(verb) = extends {
        let object = phrase.object(verb + 1).or_else(|| phrase.actors_after(&["to", "for"], at + 1, end));
        let speakers = speaker(reader, phrase, verb);
        let until = (at + 5).min(end);
        let index = build(reader, phrase, "invitation", at, verb..until, at + 1, speakers, members(phrase, object))?;
        concern_visit(reader, phrase, index, until);
        return Some(1);
    }
    // `thanked X for his invitation to …`: X invites, the subject is invited. `at the invitation of` is no event.
    let thanked = (at.saturating_sub(6)..at).find(|verb| {
        matches!(phrase.word(*verb), "thanked" | "thanking" | "accepted" | "accepts" | "accepting" | "welcomed")
    });
    let owner = phrase.actors(before).filter(|actors| actors.possessive);
    if let (Some(verb), Some(_)) = (thanked, owner)
        && phrase.word(at + 1) == "to"
    {
        let invited = speaker(reader, phrase, verb);
        let thanked_person =
            (verb + 1..before).find(|next| phrase.actors(*next).is_some_and(|actors| !actors.possessive));
        let inviter = match thanked_person {
            Some(person) => members(phrase, Some(person)),
            None => members(phrase, Some(before)),
        };
        let until = (at + 6).min(end);
        let index = build(reader, phrase, "invitation", at, before..until, at + 2, inviter, invited)?;
        concern_visit(reader, phrase, index, until);
        return Some(1);
    }
    None
}

/// The visit to which somebody is invited: proposed, with the invited one as traveller and the inviter as host.
fn concern_visit(reader: &mut Reader<'_>, phrase: &Phrase, proposal: EventIndex, until: usize) {
    let Some(event) = reader.events.get(proposal) else { return };
    let guests: Vec<EntityIndex> = reader_tied(event, LinkType::AddressedTo);
    let hosts: Vec<EntityIndex> = reader_tied(event, LinkType::Proposed);
    let row = phrase.row(0..until);
    let travels = [" visit ", " trip ", " travel ", " tour "].iter().any(|word| row.contains(word));
    let Some(country) = hosts.iter().find_map(|host| reader.country_of(*host)).filter(|_| travels) else { return };
    let evidence = event.evidence.clone();
    let fits = |known: &Event| {
        known.label == Label::Visit
            && known.tied(LinkType::To).any(|to| to == country)
            && known.tied(LinkType::Made).any(|made| guests.contains(&made))
            && matches!(known.status, Status::Proposed | Status::Planned)
    };
    let visit = match reader.last_event(fits) {
        Some(index) => index,
        None => {
            let Some(first) = evidence.first() else { return };
            let mut visit = Event::new(Label::Visit, "unspecified", Status::Proposed, *first, "visit.invited");
            for guest in &guests {
                visit.tie(LinkType::Made, *guest, None);
            }
            visit.tie(LinkType::To, country, None);
            if guests.is_empty() || guests.iter().any(|guest| reader.country_of(*guest) == Some(country)) {
                return;
            }
            reader.keep(visit)
        }
    };
    if let Some(event) = reader.events.get_mut(visit) {
        for host in hosts {
            event.tie(LinkType::Hosted, host, Some("inviter"));
        }
    }
    if let Some(event) = reader.events.get_mut(proposal) {
        event.events.push((LinkType::Concerns, visit));
    }
}

fn reader_tied(event: &Event, link: LinkType) -> Vec<EntityIndex> {
    event.tied(link).collect()
}

#[allow(clippy::too_many_arguments)]
fn build(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    kind: &'static str,
    at: usize,
    trigger: std::ops::Range<usize>,
    content: usize,
    speakers: Members,
    addressees: Members,
) -> Option<EventIndex> {
    let status = status::of_verb(phrase, at);
    if status == Status::Denied || status::is_denied_report(phrase, at) {
        reader.drop(phrase, trigger, "denied: nothing was asked or promised");
        return None;
    }
    if speakers.is_empty() {
        reader.drop(phrase, trigger, "a request or pledge whose speaker is not named");
        return None;
    }
    let rule = match kind {
        "request" => "proposal.request",
        "pledge" => "proposal.pledge",
        _ => "proposal.invitation",
    };
    let evidence = phrase.evidence(reader.text, trigger);
    let mut event = Event::new(Label::Proposal, kind, Status::Held, evidence, rule);
    let end = (content..phrase.items.len())
        .find(|next| matches!(phrase.word(*next), "." | ";"))
        .unwrap_or(phrase.items.len());
    let words: Vec<&str> =
        reader.text.slice(phrase.tokens(content..end.max(content + 1))).split_whitespace().take(20).collect();
    event.name = words.join(" ").trim_end_matches(['.', ',', ';']).to_owned();
    for speaker in &speakers {
        event.tie(LinkType::Proposed, *speaker, None);
    }
    let mut addressed: Vec<EntityIndex> = addressees.into_iter().filter(|entity| !speakers.contains(entity)).collect();
    let own: Vec<_> = reader.parties_of(&speakers);
    // `promised that his country would …`: nobody promises to himself.
    if kind == "pledge" {
        addressed.retain(|entity| !own.contains(entity));
    }
    if addressed.is_empty() {
        addressed = reader.focus.parties(reader.mentions).into_iter().filter(|party| !own.contains(party)).collect();
    }
    for entity in addressed {
        event.tie(LinkType::AddressedTo, entity, None);
    }
    if let Some(meeting) = reader.meeting
        && let Some(known) = reader.events.get(meeting)
        && known.status == Status::Held
    {
        let there: Vec<EntityIndex> = known.tied(LinkType::Attended).collect();
        let parties = reader.parties_of(&there);
        if reader.parties_of(&speakers).iter().any(|party| parties.contains(party)) {
            event.events.push((LinkType::RaisedAt, meeting));
        }
    }
    Some(reader.keep(event))
}
