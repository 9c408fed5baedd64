//! One event, spoken of several times in an article: captions, repeated sentences, `the talks`.

use super::ceremonies;
use super::event::{Event, EventDate, EventIndex};
use super::first_and_last::join;
use super::same_event::{both_ahead, dates_agree, same, stands_for};
use super::status::Status;
use super::two_sides;
use super::undated;
use crate::extract::dates::Precision;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};
use crate::facts::{Label, LinkType};

/// How many events back the same event is looked for.
pub(super) const REACH: usize = 400;

/// Merges events that are the same, drops what a closer statement makes superfluous, and mends the links between events.
pub fn merge(mentions: &Mentions, events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let mut place: Vec<EventIndex> = Vec::with_capacity(events.len());
    for event in events {
        let first = kept.len().saturating_sub(REACH);
        let known = |index: &usize| same(mentions, &kept[*index], &event);
        // `agreed to take them back under an accord. The accord was signed by X`: rather the paper than what was agreed.
        let paper = |index: &usize| kept[*index].kind != "commitment" && known(index);
        match (first..kept.len()).find(paper).or_else(|| (first..kept.len()).find(known)) {
            Some(index) => {
                absorb(mentions, &mut kept[index], event);
                place.push(index);
            }
            None => {
                place.push(kept.len());
                kept.push(event);
            }
        }
    }
    for (index, event) in kept.iter_mut().enumerate() {
        for (_, other) in &mut event.events {
            *other = place.get(*other).copied().unwrap_or(index);
        }
        event.events.retain(|(_, other)| *other != index);
        event.events.sort_by_key(|(link, other)| (*link, *other));
        event.events.dedup();
        event.evidence.sort();
        event.evidence.dedup();
        without_countries_of_persons(mentions, event);
    }
    undated::date_by_signing(mentions, &mut kept);
    undated::date_by_lead(mentions, &mut kept);
    stretch(&mut kept);
    ceremonies::complete(mentions, &mut kept);
    two_sides::complete(mentions, &mut kept);
    for ceremony in kept.iter_mut().filter(|event| event.kind == "ceremony") {
        without_countries_of_persons(mentions, ceremony);
    }
    tie_to_visits(mentions, &mut kept);
    date_by_meeting(&mut kept);
    inherit_dates(&mut kept);
    kept
}

fn absorb(mentions: &Mentions, known: &mut Event, event: Event) {
    let after_headline = known.headline && !event.headline;
    // The day of arrival is that of the visit.
    let arrives = known.label == Label::Visit
        && event.rule == "visit.verb"
        && both_ahead(known, &event)
        && !dates_agree(known, &event);
    if after_headline && event.tied(known.actor_link()).count() > 1 {
        // The report knows better than its headline who acts.
        let link = known.actor_link();
        known.ties.retain(|tie| tie.link != link);
    }
    let settled_parties = known.label == Label::Agreement && known.tied(LinkType::PartyTo).count() > 1;
    for tie in event.ties {
        if tie.link != LinkType::PartyTo || !settled_parties {
            known.tie(tie.link, tie.entity, tie.role);
        }
    }
    known.events.extend(event.events);
    known.evidence.extend(event.evidence);
    known.confidence = known.confidence.max(event.confidence);
    let closer = |kind: &str| match kind {
        "unspecified" | "other" => 0,
        "working" | "private" => 1,
        "talks" | "agreement" => 1,
        "conference" => 2,
        _ => 3,
    };
    if closer(event.kind) > closer(known.kind) && (known.kind != "phone_call") {
        known.kind = event.kind;
    }
    let settled = matches!(event.status, Status::Cancelled | Status::Postponed);
    let happened = known.status != Status::Held && event.status == Status::Held;
    // `met him during his visit … is also expected to visit a factory`: what has its day is not undone by a plan without.
    let begun = known.status == Status::Held && known.date.is_some();
    let undone = begun && event.status == Status::Planned && event.date.is_none();
    let told = !known.explicit && !undone;
    // `has put off his visit. He had been expected on Monday`
    let settled = settled && !(known.status == Status::Postponed && event.status == Status::Cancelled);
    if event.explicit && (settled || (happened && !event.headline) || told || after_headline) {
        known.status = event.status;
    }
    known.explicit |= event.explicit;
    known.headline &= event.headline;
    let exact = |date: &Option<EventDate>| match date {
        Some(date) => {
            let precision = match date.resolved.precision {
                Precision::Day => 8,
                Precision::Week => 6,
                Precision::Month => 4,
                Precision::Year => 2,
            };
            precision + usize::from(date.resolved.end.is_some())
        }
        None => 0,
    };
    if let Some(both) = join(known, event.date.as_ref(), event.ends) {
        known.date = Some(both);
    } else if exact(&event.date) > exact(&known.date) || arrives {
        known.date = event.date;
    }
    if known.label != Label::Meeting && (event.name.len() > known.name.len() || after_headline) {
        known.name = event.name;
    }
    known.ends |= event.ends && known.days.is_none();
    known.days = known.days.or(event.days);
    known.count = known.count.or(event.count);
    known.deadline = known.deadline.take().or(event.deadline);
    without_countries_of_persons(mentions, known);
}

/// Persons, or else the country that they stand for; never both.
fn without_countries_of_persons(mentions: &Mentions, event: &mut Event) {
    let link = event.actor_link();
    if link == LinkType::PartyTo {
        return;
    }
    let is_person =
        |entity: EntityIndex| matches!(mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Person { .. }));
    // A person stands for the country, and for the body whose office he holds.
    let stands_for = |person: EntityIndex, entity: EntityIndex| {
        let body = match mentions.entities.get(person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                offices.iter().any(|office| !office.former && office.polity == Some(entity))
            }
            _ => false,
        };
        body || mentions.country_of(person) == Some(entity)
    };
    let persons: Vec<EntityIndex> = event.tied(link).filter(|entity| is_person(*entity)).collect();
    event.ties.retain(|tie| tie.link != link || !persons.iter().any(|person| stands_for(*person, tie.entity)));
}

/// A visit of so many days ends so many days after its first.
fn stretch(events: &mut [Event]) {
    for event in events {
        let Some((first, Some(last))) = event.span() else { continue };
        if let Some(date) = &mut event.date
            && date.resolved.end.is_none()
        {
            date.resolved.start = first.to_string();
            date.resolved.end = Some(last.to_string());
        }
    }
}

/// A commitment takes the date of its meeting: the last of its days.
fn inherit_dates(events: &mut [Event]) {
    for index in 0..events.len() {
        if events[index].label != Label::Agreement
            || events[index].date.is_some()
            || events[index].status != Status::Held
        {
            continue;
        }
        let meeting =
            events[index].events.iter().find(|(link, _)| *link == LinkType::ReachedAt).map(|(_, meeting)| *meeting);
        let held = meeting.and_then(|meeting| events.get(meeting)).filter(|meeting| meeting.status == Status::Held);
        // Talks of a visit of one day were held on that day.
        let of_visit = || {
            let during = held?.events.iter().find(|(link, _)| *link == LinkType::During)?;
            let date = events.get(during.1)?.date.clone()?;
            (date.resolved.precision == Precision::Day && date.resolved.end.is_none()).then_some(date)
        };
        let date = held.and_then(|meeting| meeting.date.clone()).or_else(of_visit);
        if let Some(mut date) = date {
            date.text.clear();
            if date.resolved.precision == Precision::Day
                && let Some(last) = date.resolved.end.take()
            {
                date.resolved.start = last;
            }
            events[index].date = Some(date);
        }
    }
}

/// A visit of one day is of the day of what was done during it.
fn date_by_meeting(events: &mut [Event]) {
    for index in 0..events.len() {
        let during = |(link, visit): &(LinkType, EventIndex)| (*link == LinkType::During).then_some(*visit);
        let Some(visit) = events[index].events.iter().find_map(during) else { continue };
        let date = events[index].date.clone().filter(|date| date.resolved.precision == Precision::Day);
        if let (Some(date), Some(visit)) = (date.filter(|date| date.resolved.end.is_none()), events.get_mut(visit))
            && visit.date.is_none()
            && visit.days == Some(1)
        {
            visit.date = Some(date);
        }
    }
}

/// Meetings of a traveller with people of the country visited, on no other date, belong to the visit.
fn tie_to_visits(mentions: &Mentions, events: &mut [Event]) {
    let visits: Vec<EventIndex> =
        (0..events.len()).filter(|index| events[*index].label == Label::Visit).take(REACH).collect();
    for index in 0..events.len() {
        if events[index].label != Label::Meeting || matches!(events[index].kind, "phone_call" | "video_call") {
            continue;
        }
        let visit = visits.iter().copied().find(|visit| {
            let visit = &events[*visit];
            visit.status == events[index].status
                && dates_agree(visit, &events[index])
                && visit
                    .tied(LinkType::Made)
                    .any(|made| events[index].tied(LinkType::Attended).any(|actor| stands_for(mentions, made, actor)))
                && visit.tied(LinkType::To).any(|to| {
                    events[index].tied(LinkType::Attended).any(|actor| mentions.country_of(actor) == Some(to))
                })
        });
        if let Some(visit) = visit {
            events[index].events.push((LinkType::During, visit));
        }
    }
}
