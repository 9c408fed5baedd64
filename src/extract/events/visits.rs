//! Visits: who travels where, how, when and at whose invitation.

use super::event::Event;
use super::lexicon::{self, Form};
use super::meeting_candidates::{Members, members};
use super::meeting_nouns::noun_phrase_start;
use super::nouns;
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::status::{self, Status};
use crate::extract::dates::find_length_in_days;
use crate::extract::mention::{EntityIndex, EntityKind};
use crate::facts::{Label, LinkType};

/// A journey as a rule found it.
struct Journey {
    travellers: Members,
    destinations: Vec<EntityIndex>,
    kind: &'static str,
    status: Status,
    trigger: std::ops::Range<usize>,
    /// The noun phrase that may state a length.
    words: std::ops::Range<usize>,
    rule: &'static str,
    /// The words say whether it took place.
    explicit: bool,
}

/// Reads the visits of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let mut at = 0;
    while at < phrase.items.len() {
        let used = verb_of_visit(reader, phrase, at).or_else(|| noun_of_visit(reader, phrase, at));
        if used.is_none() {
            visiting(reader, phrase, at);
        }
        at += used.unwrap_or(1).max(1);
    }
    invited(reader, phrase);
}

/// The countries and cities from an item on: `Oslo`, `Norway and Sweden`.
fn destinations(reader: &Reader<'_>, phrase: &Phrase, from: usize, limit: usize) -> Vec<EntityIndex> {
    let mut found = Vec::new();
    for at in from..phrase.items.len().min(from + limit) {
        match &phrase.items[at].kind {
            ItemKind::Place(place) => found.push(*place),
            ItemKind::Actors(actors) if actors.possessive => {
                // `visited India's capital`: rare, and the country is right.
                continue;
            }
            ItemKind::Actors(actors) => {
                let countries: Vec<_> =
                    actors.members.iter().filter(|member| reader.is_country(**member)).copied().collect();
                if countries.is_empty() || countries.len() < actors.members.len() || actors.reference && actors.plural {
                    break;
                }
                found.extend(countries);
            }
            // `the Chilean capital`
            ItemKind::Adjective(country)
                if matches!(phrase.word(at + 1), "capital" | "city" | "town" | "port" | "territory") =>
            {
                found.push(*country)
            }
            ItemKind::Adjective(_) | ItemKind::Date(_) => break,
            ItemKind::Word | ItemKind::Mark => {
                let word = phrase.word(at);
                let continues = phrase.is("determiner", at)
                    || matches!(
                        word,
                        "neighbouring" | "neighboring" | "both" | "capital" | "of" | "city" | "nearby" | "and" | ","
                    );
                if !continues || (found.is_empty() && matches!(word, "and" | ",")) {
                    break;
                }
            }
        }
    }
    found
}

fn verb_of_visit(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length, preposition) = if let Some((form, length)) = phrase.verb("Visit", at) {
        (form, length, "")
    } else if let Some((form, length)) = phrase.verb("TravelTo", at) {
        (form, length, "to")
    } else if let Some((form, length)) = phrase.verb("ArriveIn", at) {
        (form, length, "in")
    } else if let Some((form, length)) = phrase.verb("LeaveFor", at) {
        (form, length, "for")
    } else if awaited(phrase, at) {
        (Form::Past, 1, "in")
    } else if let Some(length) = leads_mission(phrase, at) {
        (Form::Base, length, "to")
    } else {
        return None;
    };
    // `his visit`, `the visit`: the noun has its own rule.
    let before = at.checked_sub(1);
    let noun = before.is_some_and(|before| {
        phrase.is("determiner", before)
            || phrase.actors(before).is_some_and(|actors| actors.possessive)
            || matches!(
                phrase.word(before),
                "state"
                    | "official"
                    | "working"
                    | "private"
                    | "day"
                    | "first"
                    | "upcoming"
                    | "planned"
                    | "recent"
                    | "last"
                    | "on"
                    | "historic"
            )
            || phrase.verb("PayVisit", before).is_some() && phrase.word(at) == "visit"
    });
    let headline_noun = matches!(phrase.word(at), "visit" | "visits" | "tour")
        && (matches!(phrase.word(at + 1), "to" | "of" | "by" | "in" | "between")
            || form == Form::Third && phrase.subject(at).is_none());
    if noun || headline_noun {
        return None;
    }
    let mut from = at + length;
    if !preposition.is_empty() {
        let found = (from..phrase.items.len().min(from + 5)).find(|next| {
            let word = phrase.word(*next);
            word == preposition
                || (preposition == "in" && matches!(word, "at" | "to"))
                || (preposition == "to" && word == "into")
        })?;
        let clear = (from..found).all(|between| {
            phrase.is("adverb", between)
                || matches!(phrase.word(between), "back" | "here" | "on" | "over" | "home" | "down" | "directly")
                || phrase.is_date(between)
        });
        if !clear {
            return None;
        }
        from = found + 1;
    }
    let places = destinations(reader, phrase, from, 8);
    if places.is_empty() {
        return None;
    }
    let mut status = if awaited(phrase, at) { Status::Planned } else { status::of_verb(phrase, at) };
    // `accepted the invitation to visit`
    if status == Status::Proposed && phrase.row(phrase.clause_start(at)..at).contains(" accepted ") {
        status = Status::Planned;
    }
    let mut travellers = members(phrase, phrase.subject(at));
    if travellers.is_empty() {
        travellers = reader.focus.speaker.into_iter().collect();
    }
    add(
        reader,
        phrase,
        Journey {
            travellers,
            destinations: places,
            kind: visit_kind(&phrase.row(at..phrase.clause_end(at))),
            status,
            trigger: at..from + 1,
            words: at..phrase.clause_end(at),
            rule: "visit.verb",
            explicit: true,
        },
    );
    Some(length)
}

/// `is expected in Oslo`, `is due in Oslo`.
fn awaited(phrase: &Phrase, at: usize) -> bool {
    matches!(phrase.word(at), "expected" | "due")
        && matches!(phrase.word(at + 1), "in" | "back")
        && at.checked_sub(1).is_some_and(|before| phrase.is("be", before))
        && members(phrase, phrase.subject(at)).len() == 1
}

/// `will lead a trade mission to`: the items up to the mission.
fn leads_mission(phrase: &Phrase, at: usize) -> Option<usize> {
    let leads = matches!(phrase.word(at), "lead" | "leads" | "led" | "leading" | "head" | "heads" | "headed");
    let noun = (at + 1..at + 7).find(|noun| matches!(phrase.word(*noun), "mission" | "delegation"))?;
    let near = phrase.word(noun + 1) == "to" && (at + 1..noun).all(|between| phrase.word(between) != ",");
    (leads && near).then_some(noun + 1 - at)
}

/// `his visiting Turkish counterpart`: the guest is in the country of those who speak with him.
fn visiting(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) {
    let Some(actors) = phrase.actors(at) else { return };
    let words = reader.text.folded_slice(phrase.items[at].tokens.clone());
    let before = at.checked_sub(1).map_or("", |before| phrase.word(before));
    // `made a trip, visiting President X`: a verb.
    let verb = before == "," || phrase.word(at.wrapping_sub(2)) == "," && before == "visiting";
    if !(words.contains("visiting ") || before == "visiting") || verb || phrase.is("be", at.wrapping_sub(2)) {
        return;
    }
    let guests: Members = actors.members.clone();
    let Some(home) = guests.first().and_then(|guest| reader.country_of(*guest)) else { return };
    let host = (0..phrase.items.len())
        .filter(|other| *other != at)
        .filter_map(|other| phrase.actors(other))
        .flat_map(|actors| actors.members.iter())
        .filter_map(|member| reader.country_of(*member))
        .find(|country| *country != home);
    if let Some(country) = host {
        add(
            reader,
            phrase,
            Journey {
                travellers: guests,
                destinations: vec![country],
                kind: "unspecified",
                status: Status::Held,
                trigger: at..at + 1,
                words: at..at + 1,
                rule: "visit.visiting",
                explicit: false,
            },
        );
    }
}

fn noun_of_visit(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let one = phrase.word(at) == "one"
        && matches!(phrase.word(at + 1), "that" | "which")
        && (0..at).any(|before| nouns::kind("visit", phrase.word(before)).is_some());
    if !one {
        nouns::kind("visit", phrase.word(at))?;
    }
    let mut start = noun_phrase_start(phrase, at);
    let end = phrase.clause_end(at);
    let row = phrase.row(start..at);
    let plural = phrase.word(at).ends_with('s');
    if plural && visits_one_by_one(reader, phrase, at) {
        return Some(phrase.items.len() - at);
    }
    if plural && !(row.contains(" two ") || row.contains(" separate "))
        || row.contains(" exchange ")
        || row.contains(" virtual ")
    {
        reader.drop(phrase, start..at + 1, "visits in general, not one in particular");
        return Some(1);
    }
    // Whose visit: `X's visit`, `the visit of X`, `the visit by X`, `the visit that X was to make`.
    let mut owner = (start.saturating_sub(1)..at)
        .rev()
        .find(|before| phrase.actors(*before).is_some_and(|actors| actors.possessive));
    if let Some(owner) = owner {
        start = start.min(owner);
    }
    let by = phrase
        .actors_after(&["by", "of"], at + 1, end)
        .filter(|by| phrase.word(at + 1) == "of" || phrase.preposition_of(*by) == "by")
        .filter(|by| {
            (at + 1..*by).all(|between| {
                !lexicon::is_verb(phrase.word(between))
                    && !phrase.is("auxiliary", between)
                    && phrase.word(between) != ","
            })
        });
    let relative =
        (matches!(phrase.word(at + 1), "that" | "which")).then(|| phrase.actors(at + 2).map(|_| at + 2)).flatten();
    owner = owner.or(by).or(relative).or_else(|| {
        phrase
            .actors(at + 1)
            .filter(|_| phrase.actors(at + 2).is_none())
            .map(|_| at + 1)
            .filter(|next| phrase.is("auxiliary", next + 1))
    });
    let light = (phrase.clause_start(at)..start).rev().find(|before| {
        ["PayVisit", "Cancel", "Postpone", "Hold"].iter().any(|class| phrase.verb(class, *before).is_some())
    });
    let light = light.filter(|verb| start - verb <= 7);
    let on = start.checked_sub(1).is_some_and(|before| matches!(phrase.word(before), "on" | "for" | "during"));
    let mut travellers = members(phrase, owner);
    // `hosted X in Rome, his first visit`, `welcomed X for a visit`: the one received travels.
    let pronoun = owner.is_none_or(|owner| phrase.actors(owner).is_some_and(|actors| actors.reference));
    if pronoun && let Some(guest) = guest_before(phrase, start) {
        travellers = members(phrase, Some(guest));
    }
    if travellers.is_empty() {
        let verb =
            light.filter(|verb| phrase.verb("Cancel", *verb).is_none() && phrase.verb("Postpone", *verb).is_none());
        let subject = match verb {
            Some(verb) => phrase.subject(verb),
            None if on => match start
                .checked_sub(3)
                .filter(|before| phrase.word(before + 1) == "," && phrase.actors(*before).is_some())
            {
                Some(before) => Some(before),
                None => main_verb(phrase, start).and_then(|verb| phrase.subject(verb)),
            },
            None => None,
        };
        travellers = members(phrase, subject);
        if let (Some(verb), None) = (light, subject)
            && (phrase.verb("Cancel", verb).is_some() || phrase.verb("Postpone", verb).is_some())
        {
            travellers = members(phrase, phrase.subject(verb));
        }
    }
    let mut places = Vec::new();
    let to = (at + 1..end).find(|next| matches!(phrase.word(*next), "to"));
    if let Some(to) = to {
        places = destinations(reader, phrase, to + 1, 8);
    }
    if places.is_empty() && on {
        // `is in Norway on a visit`
        places = (phrase.clause_start(at)..start)
            .filter(|before| matches!(phrase.word(*before), "in" | "to"))
            .map(|before| destinations(reader, phrase, before + 1, 6))
            .find(|places| !places.is_empty())
            .unwrap_or_default();
    }
    if phrase.word(at) == "tour" && phrase.word(at + 1) == "of" {
        places = destinations(reader, phrase, at + 2, 10);
    }
    let status = match relative {
        Some(relative) if light.is_none() => {
            status::of_row(&phrase.row(relative..(relative + 4).min(phrase.items.len())))
        }
        _ => {
            let status = status::of_noun(phrase, start, at, light);
            // `arrived on Monday for a visit`: the verb of the sentence decides.
            match main_verb(phrase, start) {
                Some(verb) if on && light.is_none() && status == Status::Held => status::of_verb(phrase, verb),
                _ => status,
            }
        }
    };
    let words = start..end;
    add(
        reader,
        phrase,
        Journey {
            travellers,
            destinations: places,
            kind: visit_kind(&row),
            status,
            trigger: start..at + 1,
            words,
            rule: "visit.noun",
            explicit: light.is_some() || on || status != Status::Held,
        },
    );
    Some(1)
}

/// The one whom the sentence says was received before item `before`.
fn guest_before(phrase: &Phrase, before: usize) -> Option<usize> {
    let verb = (0..before).rev().find(|at| {
        ["Receive", "Welcome"].iter().any(|class| {
            phrase.verb(class, *at).is_some_and(|(form, _)| form != lexicon::Form::Ing && !phrase.is_passive(*at, form))
        })
    })?;
    phrase.object(verb + 1).filter(|object| *object < before)
}

/// `visits by A and B in April 2023, C in March 2024`: one visit for each, with the next date.
fn visits_one_by_one(reader: &mut Reader<'_>, phrase: &Phrase, noun: usize) -> bool {
    let end = phrase.items.len();
    let to = (noun + 1..noun + 3).find(|at| phrase.word(*at) == "to");
    let stated = to.map(|to| destinations(reader, phrase, to + 1, 4)).unwrap_or_default();
    let Some(by) = (noun + 1..end.min(noun + 8)).find(|at| phrase.word(*at) == "by") else { return false };
    let date_after = |at: usize| (at + 1..end).find(|next| phrase.is_date(*next));
    let mut journeys = Vec::new();
    for at in by + 1..end {
        let Some(actors) = phrase.actors(at).filter(|actors| !actors.reference && !actors.possessive) else { continue };
        let Some(date) = date_after(at) else { continue };
        for traveller in &actors.members {
            let home = reader.country_of(*traveller);
            let other = reader.focus.countries.iter().take(2).find(|country| Some(**country) != home).copied();
            let to = stated.first().copied().or(other).filter(|to| home.is_some() && Some(*to) != home);
            if let (Some(to), false) = (to, reader.is_country(*traveller)) {
                journeys.push((*traveller, to, at, date));
            }
        }
    }
    if journeys.len() < 2 {
        return false;
    }
    for (traveller, to, at, place) in journeys {
        let mut event = Event::new(
            Label::Visit,
            "unspecified",
            Status::Held,
            phrase.evidence(reader.text, at..at + 1),
            "visit.listed",
        );
        event.evidence.push(phrase.evidence(reader.text, noun..by + 1));
        event.tie(LinkType::Made, traveller, None);
        event.tie(LinkType::To, to, None);
        event.confidence = 0.6;
        if let ItemKind::Date(index) = phrase.items[place].kind
            && let Some(date) = phrase.dates.get(index)
        {
            event.date = reader.event_date(phrase, place, date, Status::Held.tense());
        }
        reader.keep(event);
    }
    true
}

fn main_verb(phrase: &Phrase, before: usize) -> Option<usize> {
    (phrase.clause_start(before)..before)
        .rev()
        .find(|at| phrase.is("be", *at) || (lexicon::is_verb(phrase.word(*at)) && !phrase.is("preposition", *at)))
        .or_else(|| (0..before).rev().find(|at| phrase.is("be", *at)))
}

fn visit_kind(row: &str) -> &'static str {
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

fn add(reader: &mut Reader<'_>, phrase: &Phrase, journey: Journey) {
    if journey.status == Status::Denied {
        reader.drop(phrase, journey.trigger, "denied: no such visit");
        return;
    }
    let at = journey.trigger.end - 1;
    let date = reader.date_near(phrase, at, journey.status);
    let days = find_length_in_days(reader.text.slice(phrase.tokens(journey.words.clone())));
    let evidence = phrase.evidence(reader.text, journey.trigger.clone());
    let mut journey = journey;
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
    for country in countries {
        let mut event = Event::new(Label::Visit, journey.kind, journey.status, evidence, journey.rule);
        for traveller in &journey.travellers {
            event.tie(LinkType::Made, *traveller, None);
        }
        event.tie(LinkType::To, country, None);
        event.explicit = journey.explicit;
        event.date = date.clone();
        event.days = days;
        let index = reader.keep(event);
        reader.visit = Some(index);
        if reader.focus.participants.is_empty() {
            reader.focus_on(index);
        }
    }
}

/// `the visit`, `his trip`: the visit in focus; with a traveller or a country alone, what is missing comes from there.
fn refer(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    journey: &Journey,
    country: Option<EntityIndex>,
    date: Option<super::event::EventDate>,
    days: Option<i32>,
    evidence: crate::facts::Evidence,
) {
    // `a visit planned for May was cancelled`: another visit, of nobody in particular.
    let another = phrase.word(journey.trigger.start) == "a" && journey.travellers.is_empty();
    if another && country.is_none() {
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
        if let Some(event) = reader.events.get_mut(index) {
            event.evidence.push(evidence);
            event.days = event.days.or(days);
            if event.date.is_none() {
                event.date = date;
                event.days = days;
            }
            if event.kind == "unspecified" {
                event.kind = journey.kind;
            }
            if matches!(journey.status, Status::Cancelled | Status::Postponed) {
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
            let other = reader.focus.countries.iter().take(2).find(|country| Some(**country) != home).copied();
            let Some(other) = other else { return };
            let mut event = Event::new(Label::Visit, journey.kind, journey.status, evidence, "visit.other_country");
            event.confidence = 0.5;
            for traveller in &journey.travellers {
                event.tie(LinkType::Made, *traveller, None);
            }
            event.tie(LinkType::To, other, None);
            event.date = date;
            event.days = days;
            let index = reader.keep(event);
            reader.visit = Some(index);
        }
        // A destination without a traveller: the last speaker, if he is no national of it.
        (true, Some(country)) => {
            let Some(speaker) =
                reader.focus.speaker.filter(|speaker| reader.country_of(*speaker).is_some_and(|home| home != country))
            else {
                reader.drop(phrase, journey.trigger.clone(), "a visit without a traveller");
                return;
            };
            let mut event = Event::new(Label::Visit, journey.kind, journey.status, evidence, "visit.speaker");
            event.confidence = 0.5;
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

/// `at the invitation of X`, `invited by X`, `X had invited him`: X is the inviter of the visit in focus.
fn invited(reader: &mut Reader<'_>, phrase: &Phrase) {
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
            && phrase.word(at.wrapping_sub(2)) == "at"
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
        }
    }
}
