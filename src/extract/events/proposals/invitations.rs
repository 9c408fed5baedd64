//! Invitations to visit or attend, and the visits that they propose.

use super::super::event::{Event, EventIndex};
use super::super::noun_phrase::members;
use super::super::phrase::ItemKind;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::super::visits;
use super::build;
use super::journeys::{concern_visit, travel_to_host};
use super::speakers::{Told, addressed, host_country, is_reference, named, settle, speaker};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// `X invited Y to visit …`, `extended an invitation to Y`, `his invitation to make a trip`.
pub(super) fn invitation(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let word = phrase.word(at);
    let comes = || matches!(word, "come" | "attend" | "go") && promises_to_come(phrase, at);
    if word == "accepted" || comes() {
        accepted(reader, phrase, at);
    }
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
        // `President X was invited too.`
        let too = passive && matches!(phrase.word(at + length), "too" | "as" | "also" | ".");
        let purpose = (from..(from + 6).min(end)).find(|next| matches!(phrase.word(*next), "to" | "for"));
        let purpose = purpose.or_else(|| too.then_some(at))?;
        let until = (purpose + 4).min(end);
        let own = host_country(reader, phrase, purpose);
        let mut speakers = if passive {
            members(phrase, phrase.actors_after(&["by"], at + length, end))
        } else {
            speaker(reader, phrase, at, &Told { own, others: named(phrase, object) })
        };
        let mut guests = addressed(reader, phrase, object, &speakers);
        // `met Z and invited her`: the person last named in the sentence.
        if guests.is_empty() && matches!(phrase.word(at + length), "him" | "her") {
            let named =
                (0..at).rev().filter_map(|before| phrase.actors(before)).flat_map(|actors| actors.members.iter());
            guests.extend(named.copied().find(|guest| reader.is_person(*guest) && !speakers.contains(guest)));
        }
        // `has been invited to Lima`: by those who live there.
        if passive && speakers.is_empty() {
            speakers.extend(own);
        }
        // `visited Norway in May. He has been invited to come again`: by those whom he visited.
        if passive && speakers.is_empty() && (from..until).any(|again| matches!(phrase.word(again), "again" | "back")) {
            let visit = reader.visit.and_then(|visit| reader.events.get(visit));
            let own = visit.filter(|visit| visit.tied(LinkType::Made).any(|made| guests.contains(&made)));
            speakers.extend(own.into_iter().flat_map(|visit| visit.tied(LinkType::To)));
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
    // `conveyed to X the greetings of Y and an invitation`
    let along = phrase.word(before.wrapping_sub(1)) == "and";
    let extends = (at.saturating_sub(if along { 12 } else { 5 })..at).find(|verb| visits::extends(phrase.word(*verb)));
    let inviter = matches!(phrase.word(at + 1), "of" | "from" | "by")
        .then(|| phrase.actors_after(&["of", "from", "by"], at + 1, (at + 6).min(end)))
        .flatten();
    // `accepted an invitation from X`: X invites the subject.
    let taken = (at.saturating_sub(5)..at).rev().find(|verb| {
        matches!(
            phrase.word(*verb),
            "accepted"
                | "accepts"
                | "received"
                | "declined"
                | "rejected"
                | "turned"
                | "refused"
                | "has"
                | "have"
                | "had"
        )
    });
    // `accepted an invitation to visit Norway from X`
    let behind = taken.and_then(|_| phrase.actors_after(&["from"], at + 1, phrase.clause_end(at)));
    if let (Some(verb), Some(inviter)) = (taken, inviter.or(behind)) {
        let invited = speaker(reader, phrase, verb, &Told::default());
        let own = host_country(reader, phrase, at + 1);
        let told = Told { own, others: invited.clone() };
        let speakers = match members(phrase, Some(inviter)) {
            meant if is_reference(phrase, inviter) => settle(reader, meant, &told, |_| true),
            named => named,
        };
        let until = (inviter + 6).min(end);
        let content = if behind == Some(inviter) && phrase.word(at + 1) == "to" { at + 2 } else { inviter + 1 };
        let index = build(reader, phrase, "invitation", at, at..until, content, speakers, invited)?;
        if phrase.word(verb).starts_with("acc") || phrase.word(verb) == "received" {
            concern_visit(reader, phrase, index, until);
        }
        let concerned = |(link, event): &(LinkType, EventIndex)| (*link == LinkType::Concerns).then_some(*event);
        let visit = reader.events.get(index).and_then(|event| event.events.iter().find_map(concerned));
        if phrase.word(verb).starts_with("acc")
            && let Some(visit) = visit.and_then(|visit| reader.events.get_mut(visit))
            && visit.status == Status::Proposed
        {
            visit.status = Status::Planned;
        }
        return Some(1);
    }
    // `accepted an invitation to visit Norway`: of the one met, or of the country.
    // `the invitation extended to him by X to visit Norway`
    let extended = matches!(phrase.word(at + 1), "extended" | "issued" | "made" | "conveyed");
    let takes = |verb: &usize| phrase.word(*verb).starts_with("accept") || extended && phrase.word(*verb) == "received";
    let open = taken.filter(|verb| takes(verb) && matches!(phrase.word(before), "an" | "the"));
    if let Some(verb) = open.filter(|_| phrase.word(at + 1) == "to" || extended) {
        let invited = speaker(reader, phrase, verb, &Told::default());
        let until = (at + 9).min(phrase.clause_end(at).max(at + 6)).min(end);
        // `…, extended to him by X`
        let by = phrase.actors_after(&["by"], at + 1, end).filter(|by| {
            (at + 1..*by).any(|verb| matches!(phrase.word(verb), "extended" | "issued" | "made" | "conveyed"))
        });
        let there = (at + 2..until).find_map(|next| match &phrase.items[next].kind {
            ItemKind::Actors(actors) => actors.members.first().copied().filter(|member| reader.is_country(*member)),
            ItemKind::Place(place) => reader.country_of(*place),
            _ => None,
        });
        let host = |there: EntityIndex| {
            let met = reader.focus.participants.iter().copied();
            let mut met = met.filter(|one| reader.is_person(*one) && reader.country_of(*one) == Some(there));
            met.next().unwrap_or(there)
        };
        let named = members(phrase, by);
        let inviter = if named.is_empty() { there.map(host).into_iter().collect() } else { named };
        if inviter.is_empty() || invited.is_empty() {
            return None;
        }
        let index = build(reader, phrase, "invitation", at, verb..until, at + 2, inviter, invited)?;
        // `… to make a visit to Norway`: the noun has its own rule.
        if !extended {
            travel_to_host(reader, phrase, index, Status::Planned, at + 2);
        }
        return Some(1);
    }
    if let Some(verb) = extends {
        // `conveyed to X an invitation from Y`, `renewed her invitation to X`
        let object = phrase
            .object(verb + 1)
            .or_else(|| phrase.actors_after(&["to"], verb + 1, at))
            .or_else(|| phrase.actors_after(&["to", "for"], at + 1, end));
        let speakers = match inviter {
            Some(inviter) => members(phrase, Some(inviter)),
            // `renewed President X's invitation`
            None => match phrase.actors(before).filter(|owner| owner.possessive && !owner.reference) {
                Some(owner) => owner.members.clone(),
                None => {
                    let own = host_country(reader, phrase, at + 1);
                    speaker(reader, phrase, verb, &Told { own, others: named(phrase, object) })
                }
            },
        };
        let until = (at + 5).min(end);
        let mut guests = members(phrase, object);
        // `called on X and conveyed an invitation`: the one met.
        if object.is_none() {
            let own = host_country(reader, phrase, at + 1);
            let home: Vec<EntityIndex> = own.into_iter().chain(reader.parties_of(&speakers)).collect();
            guests = visits::guest_met(reader, reader.meeting, &home);
        }
        let index = build(reader, phrase, "invitation", at, verb..until, at + 1, speakers, guests)?;
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
        let invited = speaker(reader, phrase, verb, &Told::default());
        let thanked_person =
            (verb + 1..before).find(|next| phrase.actors(*next).is_some_and(|actors| !actors.possessive));
        let inviter = match thanked_person {
            Some(person) => members(phrase, Some(person)),
            None => members(phrase, Some(before)),
        };
        let until = (at + 6).min(end);
        let index = build(reader, phrase, "invitation", at, before..until, at + 2, inviter, invited)?;
        concern_visit(reader, phrase, index, until);
        // `accepted X's invitation to Oslo`
        let place =
            matches!(phrase.items.get(at + 2).map(|item| &item.kind), Some(ItemKind::Place(_) | ItemKind::Actors(_)));
        if place && phrase.word(verb).starts_with("accept") {
            travel_to_host(reader, phrase, index, Status::Planned, at + 2);
        }
        return Some(1);
    }
    None
}

/// `invited X to Oslo, and he is likely to come in May`, `was invited, and agreed to attend`.
fn promises_to_come(phrase: &Phrase, at: usize) -> bool {
    let and = (at.saturating_sub(8)..at).rev().find(|and| phrase.word(*and) == "and");
    let invited = and.is_some_and(|and| (0..and).any(|verb| phrase.verb("Invite", verb).is_some()));
    invited && status::of_verb(phrase, at) == Status::Planned
}

/// `The invitation was accepted`, `and he has accepted`: the visit last proposed lies ahead now.
fn accepted(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) {
    let passive = phrase.is("be", at.wrapping_sub(1))
        && (0..at).rev().take(8).any(|before| matches!(phrase.word(before), "invitation" | "which" | "it"));
    let bare = matches!(phrase.word(at + 1), "" | "." | "," | "for" | "with" | "gladly" | "it")
        || matches!(phrase.word(at + 1), "the" | "this" | "his" | "her") && phrase.word(at + 2) == "invitation";
    let active = bare && phrase.is("auxiliary", at.wrapping_sub(1)) && !phrase.is("be", at - 1)
        || bare && phrase.actors(at.wrapping_sub(1)).is_some();
    if !(passive || active || phrase.word(at) != "accepted") || status::of_verb(phrase, at) == Status::Denied {
        return;
    }
    let proposed = |event: &Event| event.label == Label::Visit && event.status == Status::Proposed;
    let evidence = phrase.evidence(reader.text, at..at + 1);
    // The invitation of this sentence or of the one before.
    let sentence = u32::try_from(phrase.sentence).unwrap_or(u32::MAX);
    let near = |event: &Event| event.evidence.last().is_some_and(|told| sentence.saturating_sub(told.sentence) <= 2);
    let visit = reader.last_event(|event| proposed(event) && near(event));
    let invites = |event: &Event| event.label == Label::Proposal && event.kind == "invitation" && near(event);
    if let Some(invitation) = reader.last_event(invites).filter(|_| visit.is_none()) {
        // `invited him to the celebrations in March, and he accepted`
        travel_to_host(reader, phrase, invitation, Status::Planned, 0);
        return;
    }
    if let Some(event) = reader.last_event(proposed).and_then(|visit| reader.events.get_mut(visit)) {
        event.status = Status::Planned;
        event.evidence.push(evidence);
    }
}
