//! At whose invitation a visit is made.

use super::super::event::{Event, EventIndex};
use super::super::noun_phrase::{Members, members};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// `accepted an invitation from X to visit`, `conveyed the invitation of X to Y to pay a visit`: who is to travel, and
/// whether it will be.
fn by_invitation(phrase: &Phrase, at: usize) -> Option<(Members, Status)> {
    // `handed over the invitation when he visited Oslo`: another visit than the one that is proposed.
    let apart = |word: &str| matches!(word, "when" | "while" | "where");
    let near = (at.saturating_sub(30)..at).rev().take_while(|before| !apart(phrase.word(*before)));
    let invitation = near.into_iter().find(|noun| phrase.word(*noun) == "invitation")?;
    let verb =
        (invitation.saturating_sub(7)..invitation).rev().find_map(|verb| Some((verb, Given::of(phrase.word(verb))?)));
    let (verb, given) = verb?;
    let (mut guests, mut status) = match given {
        Given::Accepted => (members(phrase, phrase.subject(verb)), Status::Planned),
        Given::Declined => (members(phrase, phrase.subject(verb)), Status::Denied),
        Given::Received => (members(phrase, phrase.subject(verb)), Status::Proposed),
        Given::Extended => {
            let after = phrase.actors_after(&["to", "for"], invitation + 1, at);
            let before = phrase
                .object(verb + 1)
                .filter(|object| *object < invitation)
                .or_else(|| phrase.actors_after(&["to"], verb + 1, invitation));
            (members(phrase, before.or(after)), Status::Proposed)
        }
    };
    if status == Status::Planned {
        status = match status::of_verb(phrase, verb) {
            Status::Held => Status::Planned,
            Status::Planned | Status::Proposed => Status::Proposed,
            other => other,
        };
    }
    guests.dedup();
    Some((guests, status))
}

/// A verb of giving an invitation to whom it is meant for.
pub(in super::super) fn extends(verb: &str) -> bool {
    const VERBS: [&str; 28] = [
        "extended",
        "extends",
        "extending",
        "issued",
        "conveyed",
        "conveys",
        "handed",
        "sent",
        "delivered",
        "repeated",
        "repeats",
        "renewed",
        "renews",
        "reiterated",
        "reiterates",
        "gave",
        "transmitted",
        "presented",
        "passed",
        "brought",
        "made",
        "reaffirmed",
        "offered",
        "addressed",
        "carried",
        "carries",
        "carrying",
        "bore",
    ];
    VERBS.contains(&verb)
}

/// Who is invited to visit places, and whether the visit will be; nobody accepts an invitation to his own country.
pub(super) fn invited(
    reader: &Reader<'_>,
    phrase: &Phrase,
    at: usize,
    places: &[EntityIndex],
) -> Option<(Members, Status)> {
    let (mut guests, status) = by_invitation(phrase, at)?;
    let to = places.first().map(|place| reader.country_of(*place).unwrap_or(*place));
    let named = guests.len();
    guests.retain(|guest| to.is_none() || reader.country_of(*guest) != to);
    if guests.is_empty() && named > 0 {
        let held = |event: &Event| event.label == Label::Meeting && event.status == Status::Held;
        guests = guest_met(reader, reader.last_event(held), places);
    }
    Some((guests, status))
}

/// Somebody at a meeting who is not from where the places are.
pub(in super::super) fn guest_met(reader: &Reader<'_>, meeting: Option<EventIndex>, places: &[EntityIndex]) -> Members {
    let to = places.first().map(|place| reader.country_of(*place).unwrap_or(*place));
    let foreign =
        |one: &EntityIndex| reader.is_person(*one) && reader.country_of(*one).is_some_and(|home| Some(home) != to);
    let meeting = meeting.and_then(|meeting| reader.events.get(meeting));
    meeting.and_then(|meeting| meeting.tied(LinkType::Attended).find(foreign)).into_iter().collect()
}

/// What is done with an invitation.
enum Given {
    Extended,
    Received,
    Accepted,
    Declined,
}

impl Given {
    fn of(word: &str) -> Option<Given> {
        Some(match word {
            "accepted" | "accepts" | "accept" | "accepting" => Given::Accepted,
            "declined" | "declines" | "rejected" | "refused" => Given::Declined,
            "received" | "receives" | "got" => Given::Received,
            word if extends(word) => Given::Extended,
            _ => return None,
        })
    }
}

/// `at the invitation of X`, `invited by X`, `X had invited him`: X is the inviter of the visit in focus.
pub(super) fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let Some(visit) = reader.visit else { return };
    for at in 0..phrase.items.len() {
        let word = phrase.word(at);
        let inviter = if word == "invitation" && matches!(phrase.word(at + 1), "of" | "from") {
            phrase.actors_between(at + 1, phrase.items.len()).first().map(|(_, at)| *at)
        } else if word == "invited" && phrase.word(at + 1) == "by" || word == "hosted" && phrase.word(at + 1) == "by" {
            phrase.actors_between(at + 1, phrase.items.len()).first().map(|(_, at)| *at)
        } else if word == "invited"
            && phrase.is("auxiliary", at.wrapping_sub(1))
            && !phrase.is("be", at.wrapping_sub(1))
        {
            phrase.subject(at)
        } else if word == "invitation"
            && at > 0
            && phrase.actors(at - 1).is_some_and(|actors| actors.possessive)
            && (matches!(phrase.word(at.wrapping_sub(2)), "at" | "on" | "upon" | "following")
                || accepted(reader, phrase, at))
        {
            Some(at - 1)
        } else {
            None
        };
        let Some(inviter) = inviter else { continue };
        let hosts = members(phrase, Some(inviter));
        if let Some(event) = reader.events.get_mut(visit) {
            let travellers: Vec<_> = event.tied(LinkType::Made).collect();
            for host in hosts.iter().filter(|host| !travellers.contains(host)) {
                event.tie(LinkType::Hosted, *host, Some("inviter"));
            }
            // `X arrived at the invitation of Y. The two leaders …`
            reader.focus_on(visit);
        }
    }
}

/// `accepted X's invitation to pay a visit to Oslo`: of the visit that the sentence told.
fn accepted(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let accepts = (at.saturating_sub(5)..at).any(|verb| phrase.word(verb).starts_with("accept"));
    let told = reader.visit.and_then(|visit| reader.events.get(visit)).and_then(|event| event.evidence.last());
    accepts && told.map(|told| told.sentence) == u32::try_from(phrase.sentence).ok()
}
