//! One event, spoken of several times in an article: captions, repeated sentences, `the talks`.

use super::event::{Event, EventIndex};
use super::status::Status;
use crate::extract::dates::Precision;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};
use crate::facts::{Label, LinkType};

/// How many events back the same event is looked for.
const REACH: usize = 400;

/// Whether two kinds of meeting can be the same meeting: a call is never a meeting in person.
pub fn same_family(first: &str, second: &str) -> bool {
    let remote = |kind: &str| matches!(kind, "phone_call" | "video_call");
    let distinct = |kind: &str| matches!(kind, "ceremony" | "other");
    remote(first) == remote(second) && (first == second || !(distinct(first) || distinct(second)))
        // `the talks` and `the conversation` refer to a call as well.
        || (remote(first) && second == "talks")
}

/// Whether two participants may be the same: equal, or a country and who represents it.
pub fn stands_for(mentions: &Mentions, first: EntityIndex, second: EntityIndex) -> bool {
    let is_country = |entity: EntityIndex| {
        matches!(mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Country { .. }))
    };
    let heads = |person: EntityIndex, body: EntityIndex| match mentions.entities.get(person).map(|e| &e.kind) {
        Some(EntityKind::Person { offices, .. }) => offices.iter().any(|office| office.polity == Some(body)),
        _ => false,
    };
    first == second
        || heads(first, second)
        || heads(second, first)
        || (is_country(first) || is_country(second))
            && mentions.country_of(first).is_some()
            && mentions.country_of(first) == mentions.country_of(second)
}

/// Merges events that are the same, drops what a closer statement makes superfluous, and mends the links between events.
pub fn merge(mentions: &Mentions, events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    let mut place: Vec<EventIndex> = Vec::new();
    for event in events {
        let first = kept.len().saturating_sub(REACH);
        match (first..kept.len()).find(|index| same(mentions, &kept[*index], &event)) {
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
    stretch(&mut kept);
    inherit_dates(&mut kept);
    tie_to_visits(mentions, &mut kept);
    kept
}

fn same(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    let leaves = known.label == Label::Visit && both_ahead(known, event);
    if known.label != event.label || !(dates_agree(known, event) || leaves) {
        return false;
    }
    match event.label {
        Label::Meeting => {
            same_family(known.kind, event.kind)
                && same_rank(mentions, known, event)
                && !(aside(mentions, known, event) || aside(mentions, event, known))
                && (statuses_agree(known.status, event.status)
                    || (!known.explicit || !event.explicit) && equal_actors(mentions, known, event)
                    || (known.headline != event.headline && event.status == Status::Held))
                && agree(mentions, known, event, LinkType::HeldIn)
                && (covers(mentions, known, event, LinkType::Attended)
                    || same_conference(known, event)
                    || untold_in_title(known, event))
                && ordinal(&known.name) == ordinal(&event.name)
        }
        Label::Visit => {
            (statuses_agree(known.status, event.status)
                || !known.explicit
                || !event.explicit
                || known.headline != event.headline)
                && covers(mentions, known, event, LinkType::Made)
                && agree(mentions, known, event, LinkType::To)
        }
        Label::Agreement => same_agreement(mentions, known, event),
        _ => {
            let equal =
                folded(&known.name) == folded(&event.name) && covers(mentions, known, event, LinkType::Proposed);
            // A title says in few words what the text reports.
            let title = known.headline && !event.headline && overlap(&known.name, &event.name) >= 0.3;
            known.kind == event.kind && (equal || title)
        }
    }
}

fn sentence_of(event: &Event) -> Option<u32> {
    event.evidence.first().map(|evidence| evidence.sentence)
}

/// The same people attended, where a country stands for its people.
fn equal_actors(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    let within = |inner: &Event, outer: &Event| {
        inner
            .tied(LinkType::Attended)
            .all(|actor| outer.tied(LinkType::Attended).any(|other| stands_for(mentions, actor, other)))
    };
    within(known, event) && within(event, known)
}

/// `the previous summit` is not `the 41st summit`: whether a name means another of a row of meetings.
fn ordinal(name: &str) -> bool {
    let other = |word: &str| matches!(word, "previous" | "last" | "next" | "preceding");
    folded(name).split_whitespace().any(other)
}

/// A named dialogue or conference is not the talks beside it, unless one sentence or one date joins them.
fn same_rank(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    let named = |kind: &str| matches!(kind, "dialogue" | "conference" | "ceremony");
    let audience = |event: &Event| event.kind == "courtesy_call";
    // An audience is no negotiation of other people.
    if audience(known) != audience(event) && !equal_actors(mentions, known, event) && !known.headline {
        return sentence_of(known) == sentence_of(event);
    }
    if known.kind == event.kind || !(named(known.kind) || named(event.kind)) || known.headline || event.headline {
        return true;
    }
    let dated = known.date.is_some() && event.date.is_some();
    dated && sentence_of(known) == sentence_of(event)
}

/// `Leaders meet in Oslo`: a title that leaves it to the report to say who.
fn untold_in_title(known: &Event, event: &Event) -> bool {
    let placed = known.tied(LinkType::HeldIn).next().is_some() || known.date.is_some();
    known.headline
        && placed
        && known.tied(LinkType::Attended).next().is_none()
        && event.tied(LinkType::Attended).count() > 1
}

/// Two who spoke apart from a gathering of many: another meeting than the gathering.
fn aside(mentions: &Mentions, gathering: &Event, two: &Event) -> bool {
    let person =
        |entity: EntityIndex| matches!(mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Person { .. }));
    let people = |event: &Event| event.tied(LinkType::Attended).filter(|actor| person(*actor)).count();
    let talked = matches!(two.kind, "talks" | "courtesy_call") && !two.headline && two.status == Status::Held;
    people(gathering) > 3 && talked && people(two) == 2 && two.tied(LinkType::Attended).count() == 2
}

/// Two conferences of the same name, whoever is said to attend.
fn same_conference(known: &Event, event: &Event) -> bool {
    let named = |kind: &str| matches!(kind, "conference" | "summit" | "dialogue");
    named(known.kind)
        && named(event.kind)
        && known.name.split_whitespace().count() > 2
        && overlap(&known.name, &event.name) >= 0.6
}

fn same_agreement(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    if known.amount != event.amount || !covers(mentions, known, event, LinkType::PartyTo) {
        return false;
    }
    if known.kind == "target" {
        return event.kind == "target";
    }
    let paper = |kind: &str| matches!(kind, "agreement" | "treaty" | "mou" | "contract");
    // `have agreed to take back the refugees. The agreement was signed by …`
    let near = |first: u32, second: u32| second.abs_diff(first) <= 3;
    let soon = sentence_of(known).zip(sentence_of(event)).is_some_and(|(first, second)| near(first, second));
    let bare = event.name.to_lowercase().starts_with("the ") && event.name.split_whitespace().count() == 2;
    if known.kind == "commitment" && event.kind == "agreement" && bare && soon {
        return known.status == event.status;
    }
    if known.kind == "commitment" || event.kind == "commitment" {
        return known.kind == event.kind && overlap(&known.name, &event.name) >= 0.7;
    }
    if known.kind == "partnership" && event.kind == "partnership" {
        return comprehensive(&known.name) == comprehensive(&event.name);
    }
    if known.headline != event.headline && (known.kind == event.kind || paper(known.kind) && paper(event.kind)) {
        return true;
    }
    let definite = event.name.to_lowercase().starts_with("the ") || event.name.split_whitespace().count() <= 3;
    let kinds = known.kind == event.kind || (paper(known.kind) && paper(event.kind));
    // `the trade agreement` is not the cultural agreement before it.
    let (own, other) = (subject_of_paper(&known.name), subject_of_paper(&event.name));
    let apart = !own.is_empty() && !other.is_empty() && !other.iter().any(|word| own.contains(word));
    let definite = definite && !apart;
    kinds
        && (definite || overlap(&known.name, &event.name) >= 0.6)
        && (statuses_agree(known.status, event.status) || definite)
}

/// The words of a paper's name that say what it is about.
fn subject_of_paper(name: &str) -> Vec<String> {
    const GENERAL: [&str; 24] = [
        "agreement",
        "agreements",
        "accord",
        "memorandum",
        "understanding",
        "treaty",
        "protocol",
        "deal",
        "pact",
        "joint",
        "document",
        "documents",
        "declaration",
        "statement",
        "communique",
        "bilateral",
        "that",
        "this",
        "between",
        "cooperation",
        "convention",
        "contract",
        "letter",
        "intent",
    ];
    let folded = folded(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3 && !GENERAL.contains(word));
    words.map(|word| word.trim_end_matches('s').to_owned()).collect()
}

fn comprehensive(name: &str) -> bool {
    name.to_lowercase().contains("comprehensive")
}

fn folded(name: &str) -> String {
    crate::text::fold::fold(name)
}

fn overlap(first: &str, second: &str) -> f64 {
    let words = |name: &str| -> Vec<String> {
        folded(name).split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_owned).collect()
    };
    let (first, second) = (words(first), words(second));
    let shared = first.iter().filter(|word| second.contains(word)).count();
    let least = first.len().min(second.len());
    if least == 0 { 0.0 } else { shared as f64 / least as f64 }
}

fn statuses_agree(first: Status, second: Status) -> bool {
    first == second
        || matches!(
            (first, second),
            (Status::Planned, Status::Cancelled | Status::Postponed)
                | (Status::Cancelled | Status::Postponed, Status::Planned)
        )
        || matches!((first, second), (Status::Cancelled, Status::Postponed) | (Status::Postponed, Status::Cancelled))
}

fn dates_agree(first: &Event, second: &Event) -> bool {
    let (Some(first), Some(second)) = (&first.date, &second.date) else { return true };
    let within = |outer: &crate::extract::dates::Resolved, inner: &crate::extract::dates::Resolved| {
        inner.start.starts_with(&outer.start)
            || outer.end.as_ref().is_some_and(|end| outer.start <= inner.start && inner.start <= *end)
    };
    within(&first.resolved, &second.resolved) || within(&second.resolved, &first.resolved)
}

/// Two days of one journey to come: of setting out and of arriving.
fn both_ahead(first: &Event, second: &Event) -> bool {
    let day = |event: &Event| event.date.as_ref().and_then(|date| date.resolved.first_day());
    let near =
        |first: jiff::civil::Date, second: jiff::civil::Date| first.duration_since(second).as_hours().abs() <= 24 * 7;
    first.status == Status::Planned
        && second.status == Status::Planned
        && first.rule != second.rule
        && matches!((day(first), day(second)), (Some(first), Some(second)) if near(first, second))
}

/// One set of actors contains the other, where a country stands for its people.
fn covers(mentions: &Mentions, first: &Event, second: &Event, link: LinkType) -> bool {
    let within = |inner: &Event, outer: &Event| {
        let mut any = false;
        inner.tied(link).all(|actor| {
            any = true;
            outer.tied(link).any(|other| stands_for(mentions, actor, other))
        }) && any
    };
    within(first, second) || within(second, first)
}

/// No contradiction between the places of two events.
fn agree(mentions: &Mentions, first: &Event, second: &Event, link: LinkType) -> bool {
    let mut places = first.tied(link).peekable();
    if places.peek().is_none() || second.tied(link).next().is_none() {
        return true;
    }
    places.any(|place| second.tied(link).any(|other| place == other || stands_for(mentions, place, other)))
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
    if event.explicit && (settled || (happened && !event.headline) || !known.explicit || after_headline) {
        known.status = event.status;
    }
    known.explicit |= event.explicit;
    known.headline &= event.headline;
    let exact = |date: &Option<super::event::EventDate>| match date {
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
    if exact(&event.date) > exact(&known.date) || arrives {
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
    let stood_for = |person: EntityIndex| -> Vec<EntityIndex> {
        let bodies = match mentions.entities.get(person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => offices.iter().filter(|office| !office.former).collect(),
            _ => Vec::new(),
        };
        mentions.country_of(person).into_iter().chain(bodies.into_iter().filter_map(|office| office.polity)).collect()
    };
    let represented: Vec<EntityIndex> =
        event.tied(link).filter(|entity| is_person(*entity)).flat_map(stood_for).collect();
    event.ties.retain(|tie| tie.link != link || !represented.contains(&tie.entity));
}

/// A visit of so many days ends so many days after its first.
fn stretch(events: &mut [Event]) {
    for event in events {
        let (Some(date), Some(days @ 2..=60)) = (&mut event.date, event.days) else { continue };
        if event.ends
            && let Some(last) = date.resolved.first_day()
            && date.resolved.end.is_none()
            && let Ok(first) = last.checked_sub(jiff::Span::new().days(i64::from(days) - 1))
        {
            date.resolved.end = Some(last.to_string());
            date.resolved.start = first.to_string();
            continue;
        }
        if let Some(first) = date.resolved.first_day()
            && date.resolved.end.is_none()
            && let Ok(last) = first.checked_add(jiff::Span::new().days(i64::from(days) - 1))
        {
            date.resolved.end = Some(last.to_string());
        }
    }
}

/// A commitment takes the date of its meeting.
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
        let date = meeting.and_then(|meeting| events.get(meeting)).and_then(|meeting| meeting.date.clone());
        if let Some(mut date) = date {
            date.text.clear();
            events[index].date = Some(date);
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
