//! The journeys that invitations propose: who is invited goes to the country of who invites.

use super::super::event::{Event, EventDate, EventIndex};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status::Status;
use crate::extract::dates::{Lead, Tense};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// The visit to which somebody is invited: proposed, with the invited one as traveller and the inviter as host.
pub(super) fn concern_visit(reader: &mut Reader<'_>, phrase: &Phrase, proposal: EventIndex, until: usize) {
    let row = phrase.row(0..phrase.items.len().min(until + 2));
    let travels = [" visit ", " trip ", " travel ", " tour ", " come "].iter().any(|word| row.contains(word))
        || leads_to_place(phrase, until)
        || takes_place_with_host(reader, phrase, proposal, until);
    if travels {
        travel_to_host(reader, phrase, proposal, Status::Proposed, until.saturating_sub(4));
    }
}

/// The visit of those whom a proposal invites to the country of those who invite, dated by what stands from an item on.
pub(super) fn travel_to_host(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    proposal: EventIndex,
    status: Status,
    from: usize,
) {
    let Some(event) = reader.events.get(proposal) else { return };
    let guests: Vec<EntityIndex> = reader_tied(event, LinkType::AddressedTo);
    let hosts: Vec<EntityIndex> = reader_tied(event, LinkType::Proposed);
    let Some(country) = hosts.iter().find_map(|host| reader.country_of(*host)) else { return };
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
            let mut visit = Event::new(Label::Visit, "unspecified", status, *first, "visit.invited");
            for guest in &guests {
                visit.tie(LinkType::Made, *guest, None);
            }
            visit.tie(LinkType::To, country, None);
            visit.date = day_of_journey(reader, phrase, from);
            if guests.is_empty() || guests.iter().any(|guest| reader.country_of(*guest) == Some(country)) {
                return;
            }
            reader.keep(visit)
        }
    };
    if let Some(event) = reader.events.get_mut(visit) {
        if event.status == Status::Proposed {
            event.status = status;
        }
        // `accepted an invitation to visit Peru`: nobody is named who invites.
        let named = |host: &EntityIndex| {
            let says = |at: &usize| phrase.actors(*at).is_some_and(|actors| actors.members.contains(host));
            let invites = |verb: usize| phrase.verb("Invite", verb).is_some();
            // `has been invited to Peru`: Peru is the goal.
            let first = (0..phrase.items.len()).find(says);
            first.is_some_and(|at| *host != country || (at + 1..phrase.items.len()).any(invites))
        };
        for host in hosts.into_iter().filter(named) {
            event.tie(LinkType::Hosted, host, Some("inviter"));
        }
    }
    if let Some(event) = reader.events.get_mut(proposal) {
        event.events.push((LinkType::Concerns, visit));
    }
}

/// `invited him to Oslo in March`: the day behind the place.
fn day_of_journey(reader: &Reader<'_>, phrase: &Phrase, from: usize) -> Option<EventDate> {
    let day = (from..phrase.clause_end(from)).find(|day| phrase.is_date(*day))?;
    let ItemKind::Date(index) = phrase.items.get(day)?.kind else { return None };
    let date = phrase.dates.get(index).filter(|date| matches!(date.lead, Lead::At | Lead::From))?;
    reader.event_date(phrase, day, date, Tense::Future)
}

/// `invited him to the celebrations in Nauru on 31 January`: a feast where the hosts are at home.
fn takes_place_with_host(reader: &Reader<'_>, phrase: &Phrase, proposal: EventIndex, until: usize) -> bool {
    let Some(event) = reader.events.get(proposal) else { return false };
    if !(0..phrase.items.len()).any(|at| phrase.is("feast", at)) {
        return false;
    }
    let homes: Vec<EntityIndex> = event.tied(LinkType::Proposed).filter_map(|host| reader.country_of(host)).collect();
    (1..phrase.items.len().min(until + 6)).any(|at| {
        let country = match &phrase.items[at].kind {
            ItemKind::Place(place) => reader.country_of(*place),
            ItemKind::Actors(actors) if !actors.possessive => actors.members.first().copied(),
            _ => None,
        };
        phrase.word(at - 1) == "in" && country.is_some_and(|country| homes.contains(&country))
    })
}

/// `invited him to Oslo`: a place after `to`.
fn leads_to_place(phrase: &Phrase, until: usize) -> bool {
    (1..until).any(|at| {
        let place = matches!(phrase.items[at].kind, ItemKind::Place(_));
        let country = phrase.actors(at).is_some_and(|actors| !actors.reference && !actors.possessive);
        let invites = || (at.saturating_sub(3)..at - 1).any(|verb| phrase.verb("Invite", verb).is_some());
        (place || country) && phrase.word(at - 1) == "to" && invites() || place && phrase.word(at - 1) == "to"
    })
}

fn reader_tied(event: &Event, link: LinkType) -> Vec<EntityIndex> {
    event.tied(link).collect()
}
