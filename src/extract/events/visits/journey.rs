//! A journey as a rule found it becomes a visit, or adds to the visit that it refers to.

use super::super::event::{Event, EventDate, EventIndex};
use super::super::first_and_last::{days_told, ends, join, since, with_end};
use super::super::noun_phrase::Members;
use super::super::other_dates::aside_before;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::same_event::dates_agree;
use super::super::status::Status;
use crate::extract::dates::{Lead, Precision, Tense, find_length_in_days};
use crate::extract::mention::{EntityIndex, EntityKind};
use crate::facts::{Evidence, Label, LinkType};
use jiff::civil::Date;

/// A journey as a rule found it.
#[derive(Clone)]
pub(super) struct Journey {
    pub travellers: Members,
    pub destinations: Vec<EntityIndex>,
    pub kind: &'static str,
    pub status: Status,
    pub trigger: std::ops::Range<usize>,
    /// The noun phrase that may state a length.
    pub words: std::ops::Range<usize>,
    pub rule: &'static str,
    /// The words say whether it took place.
    pub explicit: bool,
    /// The date beside it is its own.
    pub dated: bool,
}

/// A journey that the words of a range tell outright, of no kind in particular; where somebody came from is not dated.
pub(super) fn journey(
    travellers: Members,
    destinations: Vec<EntityIndex>,
    status: Status,
    words: std::ops::Range<usize>,
    rule: &'static str,
) -> Journey {
    let dated = rule != "visit.from";
    Journey {
        travellers,
        destinations,
        kind: "unspecified",
        status,
        trigger: words.clone(),
        words,
        rule,
        explicit: true,
        dated,
    }
}

pub(super) fn add(reader: &mut Reader<'_>, phrase: &Phrase, journey: Journey) {
    let mut journey = journey;
    // `will not travel to Peru on Friday as planned`
    let planned = [" as planned ", " as scheduled ", " as announced ", " as expected "];
    let undone = matches!(journey.status, Status::Denied | Status::Cancelled)
        && planned.iter().any(|words| phrase.row(journey.trigger.end..phrase.items.len()).contains(words));
    if undone {
        journey.status = Status::Cancelled;
    }
    if journey.status == Status::Denied {
        reader.drop(phrase, journey.trigger, "denied: no such visit");
        return;
    }
    let at = journey.trigger.end - 1;
    // `will visit Peru. The visit, from 3 to 6 May, …`: days to come.
    let told = reader.visit.and_then(|visit| reader.events.get(visit));
    let refers = journey.travellers.is_empty() && journey.destinations.is_empty() && journey.status == Status::Held;
    let not_yet = undone && phrase.row(0..journey.trigger.end).contains(" will not ");
    let ahead = not_yet || refers && told.is_some_and(|told| told.status == Status::Planned);
    let tense = if ahead { Status::Planned } else { journey.status };
    let date = reader.date_near(phrase, at, tense).filter(|_| journey.dated);
    let date = days_told(reader, phrase, at, tense).or(date);
    let date = match since(reader, phrase, at) {
        Some(first) => {
            let last = ends(phrase, journey.words.start).then(|| date.as_ref()?.resolved.first_day()).flatten();
            Some(last.map_or(first.clone(), |last| with_end(&first, last)))
        }
        None => date,
    };
    let days = find_length_in_days(reader.text.slice(phrase.tokens(journey.words.clone())));
    let evidence = phrase.evidence(reader.text, journey.trigger.clone());
    let land = |place: EntityIndex| reader.country_of(place).unwrap_or(place);
    let to: Vec<EntityIndex> = journey.destinations.iter().map(|place| land(*place)).collect();
    if journey.travellers.len() > 1 {
        journey.travellers.retain(|traveller| !to.contains(traveller));
    }
    let home: Vec<_> = journey.travellers.iter().filter_map(|traveller| reader.country_of(*traveller)).collect();
    let mut countries: Vec<EntityIndex> = Vec::new();
    for place in &journey.destinations {
        let country = match reader.mentions.entities.get(*place).map(|entity| &entity.kind) {
            Some(EntityKind::Place { country: Some(country), .. }) => *country,
            Some(EntityKind::Place { kind, .. }) if *kind != "city" => continue,
            _ => *place,
        };
        if !countries.contains(&country) && !home.contains(&country) {
            countries.push(country);
        }
    }
    // `an official visit to X`: whoever makes it is not from X, whatever was guessed.
    if countries.is_empty() && journey.kind != "unspecified" && journey.rule == "visit.noun" {
        countries = to.clone();
    }
    let regions =
        !journey.destinations.is_empty() && countries.is_empty() && home.iter().all(|home| !to.contains(home));
    if regions {
        reader.drop(phrase, journey.trigger, "a journey to a region, not to a country");
        return;
    }
    if countries.is_empty() && !to.is_empty() && journey.rule == "visit.verb" {
        reader.drop(phrase, journey.trigger, "a journey home");
        return;
    }
    if countries.is_empty() || journey.travellers.is_empty() {
        refer(reader, phrase, &journey, countries.first().copied(), date, days, evidence);
        return;
    }
    if journey.travellers.iter().any(|traveller| {
        matches!(reader.mentions.entities.get(*traveller).map(|e| &e.kind), Some(EntityKind::Place { .. }))
    }) {
        return;
    }
    if countries.iter().any(|country| reader.is_country(*country)) {
        countries.retain(|country| reader.is_country(*country));
    }
    if let Some(visit) = stay(reader, &journey, &countries, date.as_ref()) {
        reader.events.get_mut(visit).into_iter().for_each(|event| event.evidence.push(evidence));
        return;
    }
    // `visited Angola in November 2003 and in October 2007`: two visits.
    let further = if journey.status == Status::Held { further_dates(reader, phrase, at) } else { Vec::new() };
    for (country, date) in countries.into_iter().flat_map(|country| {
        let dates = std::iter::once(date.clone()).chain(further.iter().cloned().map(Some));
        dates.map(move |date| (country, date)).collect::<Vec<_>>()
    }) {
        let mut event = Event::new(Label::Visit, journey.kind, journey.status, evidence, journey.rule);
        for traveller in &journey.travellers {
            event.tie(LinkType::Made, *traveller, None);
        }
        event.tie(LinkType::To, country, None);
        event.explicit = journey.explicit;
        event.date = date;
        event.days = days;
        event.ends = ends(phrase, journey.words.start);
        stays_until(reader, phrase, at, &mut event);
        let index = reader.keep(event);
        // `the first since X came in 1970`: not the visit that the text goes on about.
        if reader.visit.is_some() && aside_before(phrase, at).is_some() {
            continue;
        }
        reader.visit = Some(index);
        if reader.focus.participants.is_empty() {
            reader.focus_on(index);
        }
    }
}

/// Days from the first of a visit within which a city of the same country is a stop of it.
const STAY: i64 = 14;

/// `arrived in Tehran on Saturday. He will go to Isfahan on Monday`: the visit of which a city to come is a stop.
fn stay(
    reader: &Reader<'_>,
    journey: &Journey,
    countries: &[EntityIndex],
    date: Option<&EventDate>,
) -> Option<EventIndex> {
    let visit = reader.visit?;
    let known = reader.events.get(visit).filter(|known| known.status == Status::Held)?;
    // `arrived on Sunday. He will be in the country until Thursday`
    let stays = journey.rule == "visit.stay" && date.is_none();
    let cities = stays || journey.destinations.iter().all(|place| !reader.is_country(*place));
    let same = known.tied(LinkType::To).eq(countries.iter().copied())
        && journey.travellers.iter().all(|one| known.tied(LinkType::Made).any(|made| made == *one));
    let first = known.date.as_ref().and_then(|date| date.resolved.first_day())?;
    let within = |day: Date| (0..=STAY * 24).contains(&day.duration_since(first).as_hours());
    let then = date.map_or(Some(first), |date| date.resolved.first_day());
    let now = reader.anchor.is_some_and(within) && then.is_some_and(within);
    (journey.status == Status::Planned && cities && same && now).then_some(visit)
}

/// `is in Oslo until Thursday`, `arrived on Monday … a visit that runs until Thursday`: the last day.
fn stays_until(reader: &Reader<'_>, phrase: &Phrase, at: usize, visit: &mut Event) {
    let until = (at..phrase.items.len().min(at + 14)).find_map(|place| match phrase.items[place].kind {
        ItemKind::Date(index) => {
            phrase.dates.get(index).filter(|date| date.lead == Lead::Until).map(|date| (place, date))
        }
        _ => None,
    });
    let Some((place, last)) = until.filter(|_| matches!(visit.status, Status::Held | Status::Planned)) else { return };
    let day = |tense: Tense| reader.event_date(phrase, place, last, tense).and_then(|date| date.resolved.first_day());
    let first = visit.date.as_ref().and_then(|date| date.resolved.first_day());
    // `arrived on 9 May for a visit lasting until 12 May`, written on 14 May
    let past = day(Tense::Past).filter(|last| visit.status == Status::Held && first.is_some_and(|first| first < *last));
    let last = past.or_else(|| day(Tense::Future));
    if let (Some(first), Some(last), Some(date)) = (first, last, &mut visit.date)
        && first < last
        && date.resolved.end.is_none()
    {
        date.resolved.end = Some(last.to_string());
    }
}

/// The dates that `and` joins to the first one after an item.
fn further_dates(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Vec<EventDate> {
    let Some(mut last) = (at..phrase.clause_end(at)).find(|place| phrase.is_date(*place)) else { return Vec::new() };
    let mut found = Vec::new();
    loop {
        let joined = matches!(phrase.word(last + 1), "and" | ",");
        let skipped = (last + 2..last + 5).find(|at| !matches!(phrase.word(*at), "in" | "on" | "again" | "and"));
        let Some(next) = skipped.filter(|next| joined && phrase.is_date(*next)) else { return found };
        let ItemKind::Date(index) = phrase.items[next].kind else { return found };
        let date = phrase.dates.get(index).filter(|date| date.lead == Lead::At);
        found.extend(date.and_then(|date| reader.event_date(phrase, next, date, Tense::Past)));
        last = next;
    }
}

/// `will come next week. The visit will take place on May 21 and 22`: days of the week or month told before.
fn is_nearer(event: &Event, date: &EventDate) -> bool {
    let Some(known) = event.date.as_ref().map(|known| &known.resolved) else { return false };
    let own = &date.resolved;
    let within = match &known.end {
        Some(last) => known.start <= own.start && own.start <= *last,
        None => own.start.starts_with(&*known.start),
    };
    known.precision != Precision::Day && own.precision == Precision::Day && within
}

/// `the visit`, `his trip`: the visit in focus; with a traveller or a country alone, what is missing comes from there.
fn refer(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    journey: &Journey,
    country: Option<EntityIndex>,
    date: Option<EventDate>,
    days: Option<i32>,
    evidence: Evidence,
) {
    // `a visit planned for May was cancelled`: another visit, of nobody in particular.
    let another = phrase.word(journey.trigger.start) == "a" && journey.travellers.is_empty();
    // `returned on Friday after a four-day visit`: the one that the sentence just told.
    let told_here = reader
        .visit
        .and_then(|visit| reader.events.get(visit))
        .is_some_and(|event| event.evidence.last().is_some_and(|told| told.sentence == evidence.sentence));
    if another && !told_here && country.is_none() {
        reader.drop(phrase, journey.trigger.clone(), "a visit without traveller and destination");
        return;
    }
    let fits = |event: &Event| {
        event.label == Label::Visit
            && journey.travellers.iter().all(|traveller| event.tied(LinkType::Made).any(|made| made == *traveller))
            && country.is_none_or(|country| event.tied(LinkType::To).any(|to| to == country))
    };
    let known = reader.visit.filter(|index| reader.events.get(*index).is_some_and(fits));
    let known = known.or_else(|| reader.last_event(fits));
    if let Some(index) = known {
        let undone = matches!(journey.status, Status::Cancelled | Status::Postponed);
        if undone
            && let Some(date) = &date
            && meant_earlier(reader, index, journey, date, evidence)
        {
            return;
        }
        // `arrived on Monday. The three-day visit had been put off twice`
        let before = || phrase.row(phrase.clause_start(journey.words.start)..phrase.items.len());
        let dated = reader.events.get(index).is_some_and(|known| known.date.is_some());
        let undone = undone
            && !(dated && date.is_none() && [" had been ", " twice "].iter().any(|words| before().contains(words)));
        let ends = ends(phrase, journey.words.start);
        if let Some(event) = reader.events.get_mut(index) {
            event.evidence.push(evidence);
            event.ends |= ends && event.date.is_none() && event.days.is_none();
            match join(event, date.as_ref(), ends) {
                Some(both) => event.date = Some(both),
                None => event.days = event.days.or(days),
            }
            if event.date.is_none() || date.as_ref().is_some_and(|date| is_nearer(event, date)) {
                event.date = date;
                event.days = days;
            }
            if event.kind == "unspecified" {
                event.kind = journey.kind;
            }
            if undone {
                event.status = journey.status;
            }
        }
        reader.visit = Some(index);
        return;
    }
    let home = journey.travellers.first().and_then(|traveller| reader.country_of(*traveller));
    match (journey.travellers.is_empty(), country) {
        // A traveller without a destination: the other of the two countries that the article is about.
        (false, None) if home.is_some() => {
            // To where the report is written, else to the other one that the article is about.
            let scene = reader.scene.map(|scene| reader.country_of(scene).unwrap_or(scene));
            let scene = scene.or(reader.mentions.home).filter(|scene| Some(*scene) != home);
            let focus = || reader.focus.countries.iter().take(2).find(|country| Some(**country) != home).copied();
            let Some(other) = scene.or_else(focus) else { return };
            let mut event = Event::new(Label::Visit, journey.kind, journey.status, evidence, "visit.other_country");
            for traveller in &journey.travellers {
                event.tie(LinkType::Made, *traveller, None);
            }
            event.tie(LinkType::To, other, None);
            event.date = date;
            event.days = days;
            event.ends = ends(phrase, journey.words.start);
            let index = reader.keep(event);
            reader.visit = Some(index);
        }
        // A destination without a traveller: the last speaker, if he is no national of it.
        (true, Some(country)) => {
            let Some(speaker) = reader
                .focus
                .acting(reader.mentions)
                .filter(|speaker| reader.country_of(*speaker).is_some_and(|home| home != country))
            else {
                reader.drop(phrase, journey.trigger.clone(), "a visit without a traveller");
                return;
            };
            let mut event = Event::new(Label::Visit, journey.kind, journey.status, evidence, "visit.speaker");
            event.tie(LinkType::Made, speaker, None);
            event.tie(LinkType::To, country, None);
            event.date = date;
            event.days = days;
            let index = reader.keep(event);
            reader.visit = Some(index);
        }
        _ => reader.drop(phrase, journey.trigger.clone(), "a visit without traveller and destination"),
    }
}

/// `will come on Monday. The visit, first planned for March, was put off`: what became of earlier plans does not undo the
/// visit that has its day.
fn meant_earlier(
    reader: &mut Reader<'_>,
    visit: EventIndex,
    journey: &Journey,
    date: &EventDate,
    evidence: Evidence,
) -> bool {
    let Some(known) = reader.events.get(visit).filter(|known| known.date.is_some()) else { return false };
    let mut event = Event::new(Label::Visit, journey.kind, journey.status, evidence, journey.rule);
    event.date = Some(date.clone());
    event.explicit = true;
    let before = || known.date.as_ref().is_some_and(|day| date.resolved.start < day.resolved.start);
    let another = match known.status {
        Status::Held => !dates_agree(known, &event),
        Status::Planned => !dates_agree(known, &event) && before(),
        _ => false,
    };
    if another {
        event.ties = known.ties.clone();
        reader.keep(event);
    }
    another
}

pub(super) fn visit_kind(row: &str) -> &'static str {
    if row.contains(" state ") {
        "state"
    } else if row.contains(" official ") {
        "official"
    } else if row.contains(" working ") {
        "working"
    } else if row.contains(" private ") {
        "private"
    } else {
        "unspecified"
    }
}
