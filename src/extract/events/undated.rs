//! Meetings without a day of their own: dated by a paper that was signed there, or by the first sentence that tells a day.

use super::event::{Event, EventDate};
use super::merge::REACH;
use super::same_event::stands_for;
use super::status::Status;
use crate::extract::dates::Precision;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};
use crate::facts::{Label, LinkType};

/// How many sentences behind the first day a meeting still is of that day.
const NEAR: u32 = 6;

/// A meeting without a day, or only of a week, of those who signed a paper on one: `signed on Tuesday a treaty. After a
/// meeting with Y, X said …`.
pub(super) fn date_by_signing(mentions: &Mentions, events: &mut [Event]) {
    let person =
        |entity: EntityIndex| matches!(mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Person { .. }));
    for index in 0..events.len() {
        let meeting = &events[index];
        let open = meeting.date.as_ref().is_none_or(|date| date.resolved.precision == Precision::Week);
        let actors: Vec<EntityIndex> = meeting.tied(LinkType::Attended).collect();
        let two = actors.len() == 2 && actors.iter().all(|actor| person(*actor));
        if meeting.label != Label::Meeting
            || meeting.status != Status::Held
            || !open
            || !two
            || meeting.kind.ends_with("call")
        {
            continue;
        }
        let mut days = events.iter().take(index + REACH).skip(index.saturating_sub(REACH)).filter_map(|paper| {
            let signed = paper.label == Label::Agreement && paper.status == Status::Held;
            let both = signed && actors.iter().all(|actor| paper.tied(LinkType::Signed).any(|signer| signer == *actor));
            let date = paper.date.as_ref().filter(|date| both && date.resolved.precision == Precision::Day)?;
            Some((date, paper.tied(LinkType::HeldIn).next()))
        });
        let Some((first, place)) = days.next() else { continue };
        let (first, one) = (first.clone(), days.all(|(day, _)| day.resolved == first.resolved));
        let within = meeting.date.as_ref().is_none_or(|week| {
            let end = week.resolved.end.as_deref().unwrap_or_default();
            *week.resolved.start <= *first.resolved.start && *first.resolved.start <= *end
        });
        if one && within {
            events[index].date = Some(EventDate { text: String::new(), ..first });
            let placed = events[index].tied(LinkType::HeldIn).any(|place| mentions.is_city(place));
            if let Some(place) = place.filter(|place| !placed && mentions.is_city(*place)) {
                events[index].tie(LinkType::HeldIn, place, None);
            }
        }
    }
}

/// `Peru and Chile signed a pact on Friday. At a meeting in Lima the ministers …`: where what was agreed is the first thing
/// that is told with its day, a meeting of the parties told soon behind it is of that day.
pub(super) fn date_by_lead(mentions: &Mentions, events: &mut [Event]) {
    let sentence = |event: &Event| event.evidence.first().map_or(u32::MAX, |evidence| evidence.sentence);
    let dated = |event: &&Event| {
        let day = event.date.as_ref().filter(|date| date.resolved.precision == Precision::Day);
        event.status == Status::Held && !event.headline && day.is_some_and(|day| !day.text.is_empty())
    };
    let Some(first) = events.iter().filter(dated).map(sentence).min() else { return };
    let agreed = |event: &&Event| event.label == Label::Agreement && sentence(event) == first;
    let Some(lead) = events.iter().filter(dated).find(agreed) else { return };
    let day = lead.date.clone().map(|date| EventDate { text: String::new(), ..date });
    let parties: Vec<EntityIndex> = lead.tied(LinkType::PartyTo).collect();
    let among =
        |actor: EntityIndex, others: &[EntityIndex]| others.iter().any(|other| stands_for(mentions, *other, actor));
    for meeting in
        events.iter_mut().filter(|event| event.label == Label::Meeting && !event.background && event.date.is_none())
    {
        let near = (first..=first.saturating_add(NEAR)).contains(&sentence(meeting));
        let actors: Vec<EntityIndex> = meeting.tied(LinkType::Attended).collect();
        let same =
            actors.iter().all(|actor| among(*actor, &parties)) || parties.iter().all(|party| among(*party, &actors));
        if near && meeting.status == Status::Held && same {
            meeting.date.clone_from(&day);
        }
    }
}
