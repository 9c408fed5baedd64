//! Proposals: requests, pledges of one side, invitations; with speaker and addressee.

mod content;
mod invitations;
mod journeys;
mod nouns;
mod pledges;
mod requests;
mod speakers;

use std::sync::LazyLock;

pub(super) use requests::asks_of;

use super::event::{Event, EventIndex};
use super::lexicon::Form;
use super::noun_phrase::Members;
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::rule::{Reads, Rule, Rules};
use super::status::{self, Status};
use super::wording::shorten;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// What is asked, promised and to what is invited.
const RULES: [Rule<Reads>; 8] = [
    Rule::begun_by(&["Invite", "invitation", "accepted", "come", "attend", "go"], invitations::invitation),
    requests::REQUEST,
    Rule::begun_by(&["told", "tells", "warned", "warns"], requests::told_to),
    Rule::begun_by(&["appeal", "appeals", "plea", "call"], nouns::appeal),
    nouns::GIVEN,
    nouns::OF_ANOTHER,
    Rule::begun_by(&["Say", "Pledge"], pledges::pledge),
    Rule::begun_by(&["should", "must", "ought", "had", "has", "have"], requests::should),
];

/// The same by the words that begin them.
static BY_WORD: LazyLock<Rules<Reads>> = LazyLock::new(|| Rules::new(const { &RULES }));

/// Reads the proposals of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    reader.at_each(phrase, |reader, at| reader.first_of(&BY_WORD, phrase, at));
}

/// A noun where a verb might stand: `a request`, `his offer`, `in demand`.
fn is_noun(phrase: &Phrase, at: usize, form: Form) -> bool {
    let Some(before) = at.checked_sub(1) else { return form != Form::Past && form != Form::Ing };
    // `the proposed federation`, `a statement calling for …`
    if matches!(phrase.word(before), "such" | "no")
        // `A and B each offered`
        || form == Form::Past
            && phrase.is("determiner", before)
            && !matches!(phrase.word(before), "each" | "both" | "all")
            && phrase.actors(before).is_none()
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
            || matches!(phrase.items[before].kind, ItemKind::Adjective(_))
            || phrase.word(before).ends_with("al"))
}

/// `urged Peru to guarantee …`, `was told to propose …`, `whether Peru had asked …`: nobody asked or promised that.
fn is_asked_for(phrase: &Phrase, at: usize) -> bool {
    let asks = |verb: &usize| {
        ["Request", "Invite"].iter().any(|class| phrase.verb(class, *verb).is_some())
            || matches!(phrase.word(*verb), "told" | "instructed" | "ordered" | "authorised" | "authorized")
    };
    let to = (at.saturating_sub(2)..at).rev().find(|to| phrase.word(*to) == "to");
    let governed = to.is_some_and(|to| {
        let verb = (to.saturating_sub(4)..to).rev().find(asks);
        let object =
            |at: usize| phrase.actors(at).is_some() || phrase.is("determiner", at) || phrase.is("preposition", at);
        verb.is_some_and(|verb| (verb + 1..to).all(object))
    });
    governed || is_in_what_is_asked(phrase, at) || (phrase.clause_start(at)..at).any(|w| phrase.word(w) == "whether")
}

/// `suggested that the Government of Korea continue to offer loans`: nobody has offered them.
fn is_in_what_is_asked(phrase: &Phrase, at: usize) -> bool {
    let that = (1..at).rev().find(|that| phrase.word(*that) == "that" && phrase.verb("Request", that - 1).is_some());
    let told = |at: usize| phrase.is_past(at) && phrase.is_verb(at) || phrase.is("auxiliary", at);
    that.is_some_and(|that| (that + 1..at).all(|between| !told(between) && phrase.word(between) != ";"))
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
    if is_asked_for(phrase, at) {
        reader.drop(phrase, trigger, "part of what was asked, or of a question");
        return None;
    }
    // `has been invited to the congress`: whoever invites.
    let invited = kind == "invitation" && phrase.is_passive(at, Form::Past) && !addressees.is_empty();
    if speakers.is_empty() && !invited {
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
    event.name = shorten(reader.text.slice(phrase.tokens(content::of(phrase, content))));
    for speaker in &speakers {
        event.tie(LinkType::Proposed, *speaker, None);
    }
    let mut addressed: Vec<EntityIndex> = addressees.into_iter().filter(|entity| !speakers.contains(entity)).collect();
    let own: Vec<_> = reader.parties_of(&speakers);
    // `promised that his country would …`: nobody promises to himself.
    if kind == "pledge" {
        addressed.retain(|entity| !own.contains(entity));
    }
    let raised = raised_at(reader, &own);
    // `accepted an invitation from X. The two ministers …`: these two.
    if let ([one], [other]) = (&speakers[..], &addressed[..])
        && reader.is_person(*one)
        && reader.is_person(*other)
    {
        reader.focus.acted_together(&[*one, *other]);
    }
    // `invited the observers`: nobody who is named.
    if addressed.is_empty() && phrase.verb("Invite", at).is_none() {
        let other = |parties: &[EntityIndex]| parties.iter().copied().filter(|party| !own.contains(party)).collect();
        addressed = raised.map(|meeting| other(&present(reader, meeting))).unwrap_or_default();
        if addressed.is_empty() {
            addressed = other(&reader.focus.parties(reader.mentions));
        }
    }
    for entity in addressed {
        event.tie(LinkType::AddressedTo, entity, None);
    }
    event.events.extend(raised.map(|meeting| (LinkType::RaisedAt, meeting)));
    Some(reader.keep(event))
}

/// The meeting told last, if it took place and those of a side were there.
fn raised_at(reader: &Reader<'_>, side: &[EntityIndex]) -> Option<EventIndex> {
    let held = |meeting: &EventIndex| reader.events.get(*meeting).is_some_and(|event| event.status == Status::Held);
    let last = || reader.last_event(|event| event.label == Label::Meeting && event.status == Status::Held);
    let meeting = reader.meeting.filter(held).or_else(last)?;
    present(reader, meeting).iter().any(|party| side.contains(party)).then_some(meeting)
}

/// The countries and bodies of those at a meeting.
fn present(reader: &Reader<'_>, meeting: EventIndex) -> Vec<EntityIndex> {
    let there: Vec<EntityIndex> =
        reader.events.get(meeting).map(|event| event.tied(LinkType::Attended).collect()).unwrap_or_default();
    reader.parties_of(&there)
}
