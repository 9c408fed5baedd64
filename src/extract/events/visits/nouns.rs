//! Nouns of travelling: `a state visit to Oslo`, `X's tour of Asia`, `the visit that X was to make`.

use super::super::noun_phrase::{Members, members, noun_phrase_start};
use super::super::noun_status;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::destinations::{destinations, other_country, says_the_country};
use super::inviters::invited;
use super::journey::{Journey, add, visit_kind};
use super::lists::visits_one_by_one;
use super::travellers::{guest_before, in_passing, is_phase, main_verb, named_next, not_at_home, told_aside};
use super::verbs::{led_at, led_by};
use crate::extract::mention::EntityIndex;

pub(super) fn noun_of_visit(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let one = phrase.word(at) == "one"
        && matches!(phrase.word(at + 1), "that" | "which")
        && (0..at).any(|before| phrase.noun("visit", before).is_some());
    if !one && !is_mission(phrase, at) {
        phrase.noun("visit", at)?;
    }
    // `engineers would stay in Oslo`: a verb.
    let verb = matches!(phrase.word(at.wrapping_sub(1)), "will" | "would" | "to" | "could" | "should" | "must" | "not");
    if phrase.word(at) == "stay" && verb {
        return None;
    }
    // `a brief stop in Oslo`; `to stop the war` and `the last stop of the tour` are no visits of their own.
    let stops = matches!(phrase.word(at), "stop" | "stops");
    if stops && !stops_at_place(reader, phrase, at) {
        return None;
    }
    let mut start = noun_phrase_start(phrase, at);
    let end = phrase.clause_end(at);
    let row = phrase.row(start..at);
    let plural = phrase.word(at).ends_with('s');
    if plural && visits_one_by_one(reader, phrase, at) {
        return Some(phrase.items.len() - at);
    }
    // `returned home after visits to Oslo and Rome`
    let over = matches!(phrase.word(start.wrapping_sub(1)), "after" | "following" | "from");
    let whose = owned(phrase, start, at) || paid(phrase, start) || over;
    let several = plural && (stops || tours(reader, phrase, at) && whose);
    if plural && !several && !(row.contains(" two ") || row.contains(" separate "))
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
    // `a tour of Norway and Sweden`
    let someones = phrase
        .actors_after(&["of"], at + 1, at + 4)
        .is_some_and(|owner| members(phrase, Some(owner)).iter().any(|one| reader.is_person(*one)));
    let round = phrase.word(at) == "tour" && phrase.word(at + 1) == "of" && !someones;
    let by = phrase
        .actors_after(if round { &["by"] } else { &["by", "of"] }, at + 1, end)
        .filter(|by| {
            // `the visit to Peru of Minister X`
            let only_place = |between: usize| {
                matches!(phrase.word(between), "" | "to" | "of" | "the") || phrase.is("people", between)
            };
            let guest = phrase.word(at + 1) == "to"
                && (at + 1..*by).all(only_place)
                && members(phrase, Some(*by)).iter().all(|guest| reader.is_person(*guest));
            phrase.word(at + 1) == "of" || guest || phrase.preposition_of(*by) == "by"
        })
        .filter(|by| {
            // `A visit was paid to Peru on Friday by X`
            let paid = (at + 1..*by)
                .any(|verb| phrase.verb("PayVisit", verb).is_some_and(|(form, _)| phrase.is_passive(verb, form)));
            let acts = |at: usize| !paid && (phrase.is_verb(at) || phrase.is("auxiliary", at));
            (at + 1..*by).all(|between| !acts(between) && phrase.word(between) != ",")
        });
    // `the visit that His Majesty King X is to pay`
    let relative = matches!(phrase.word(at + 1), "that" | "which")
        .then(|| (at + 2..at + 6).find(|who| phrase.actors(*who).is_some()))
        .flatten()
        .filter(|who| {
            let next = who + 1 + usize::from(phrase.word(who + 1) == ",");
            phrase.is("auxiliary", next) || phrase.is_verb(who + 1) || phrase.is_date(who + 1)
        })
        .filter(|who| (at + 2..*who).all(|between| !phrase.is_verb(between) && !phrase.is("auxiliary", between)));
    owner = owner.or(by).or(relative).or_else(|| {
        phrase
            .actors(at + 1)
            .filter(|_| phrase.actors(at + 2).is_none())
            .map(|_| at + 1)
            .filter(|next| phrase.is("auxiliary", next + 1))
    });
    let light = (phrase.clause_start(at)..start).rev().filter(|before| !phrase.is_perfect(*before)).find(|before| {
        ["PayVisit", "Cancel", "Postpone", "Hold", "Consider"].iter().any(|class| phrase.verb(class, *before).is_some())
            // `cut his visit to Peru short`
            || phrase.word(*before) == "cut" && phrase.words(at..phrase.clause_end(at)).any(|word| word == "short")
    });
    let light = light.filter(|verb| start - verb <= 7 && !is_phase(phrase, *verb));
    let on = start.checked_sub(1).is_some_and(|before| {
        // `flew home after a visit to Norway`
        let after = matches!(phrase.word(before), "after" | "following" | "from")
            && (phrase.word(at + 1) == "to" || phrase.word(at) == "stay")
            && light.is_none();
        let phase = before.checked_sub(1).is_some_and(|at| is_phase(phrase, at));
        after
            || phase
            || matches!(phrase.word(before), "on" | "for" | "during")
            || stops && phrase.word(before) == "with"
    });
    let mut travellers = members(phrase, owner);
    // `hosted X in Rome, his first visit`, `welcomed X for a visit`: the one received travels.
    let pronoun = owner.is_none_or(|owner| phrase.actors(owner).is_some_and(|actors| actors.reference));
    if pronoun && let Some(guest) = guest_before(phrase, start) {
        travellers = members(phrase, Some(guest));
    }
    if let Some(next) = named_next(reader, phrase, start, at) {
        travellers = members(phrase, Some(next));
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
                None if in_passing(phrase, start).is_some() => in_passing(phrase, start),
                None => match main_verb(phrase, start) {
                    // `a delegation led by X arrived for a visit`
                    Some(verb) if led_at(phrase, verb).is_some() => led_at(phrase, verb),
                    // `was opened by X during a visit`
                    Some(verb) => phrase.subject(verb).or_else(|| phrase.actors_after(&["by"], verb, start)),
                    // `Minister X on three-day visit to Peru`: a title without a verb.
                    None => start.checked_sub(2).filter(|before| phrase.actors(*before).is_some() && !phrase.narrates),
                },
            },
            None => None,
        };
        travellers = members(phrase, subject);
        // `The two countries will sign an accord during the visit`: that of one of them.
        if light.is_none() && phrase.word(start.wrapping_sub(1)) == "during" {
            travellers.retain(|traveller| !reader.is_country(*traveller));
        }
        if let (Some(verb), None) = (light, subject)
            && (phrase.verb("Cancel", verb).is_some() || phrase.verb("Postpone", verb).is_some())
        {
            travellers = members(phrase, phrase.subject(verb));
        }
        // `a delegation of the parliament led by X concluded a visit`
        if let Some(verb) = verb.filter(|_| !travellers.iter().any(|traveller| reader.is_person(*traveller))) {
            let leader = led_by(phrase, verb);
            travellers = if leader.is_empty() { travellers } else { leader };
        }
    }
    // `The last state visit by a Peruvian president, made by X, dates from 1995`
    let made = (at + 1..at + 12)
        .find(|by| phrase.word(*by) == "by" && matches!(phrase.word(by - 1), "made" | "paid" | "undertaken"));
    let maker = members(phrase, made.map(|by| by + 1));
    if !maker.is_empty() && travellers.iter().all(|traveller| reader.is_country(*traveller)) {
        travellers = maker;
    }
    // `A stop in Oslo has been dropped from X's programme`
    if travellers.is_empty() && stops {
        let programme = |at: &usize| matches!(phrase.word(*at), "programme" | "program" | "itinerary" | "schedule");
        let owner = (at + 1..phrase.items.len()).find(programme).map(|programme| programme - 1);
        travellers = members(phrase, owner);
        if travellers.is_empty() && owner.is_some() {
            travellers.extend(reader.focus.traveller);
        }
    }
    let aside = travellers.is_empty().then(|| told_aside(reader, phrase, start)).flatten();
    travellers = aside.map_or(travellers, |who| members(phrase, Some(who)));
    let mut places = Vec::new();
    let leads = |to: usize| phrase.word(to) == "to" && !phrase.is_verb(to + 1);
    // `a tour that will take him to Oslo` has a rule of its own.
    let takes = |verb: usize| matches!(phrase.word(verb), "take" | "takes" | "took" | "taken" | "bring" | "brought");
    let taken = matches!(phrase.word(at + 1), "that" | "which") && (at + 2..at + 5).any(takes);
    let includes = |verb: usize| matches!(phrase.word(verb), "includes" | "including" | "covers" | "covering");
    let taken = taken || includes(at + 1) || includes(at + 2);
    if let Some(to) = (at + 1..end).find(|to| leads(*to)).filter(|_| !taken) {
        places = destinations(reader, phrase, to + 1, 8);
    }
    if taken && !round && !paid(phrase, start) {
        return None;
    }
    if places.is_empty() && on {
        // `is in Norway on a visit`
        places = (phrase.clause_start(at)..start)
            .filter(|before| matches!(phrase.word(*before), "in" | "to"))
            .map(|before| destinations(reader, phrase, before + 1, 6))
            .find(|places| !places.is_empty())
            .unwrap_or_default();
    }
    let stays = stops || matches!(phrase.word(at), "stopover" | "stop-over" | "stopovers" | "stay");
    // `puts off Japan trip`: the country before the noun is where it leads.
    if places.is_empty()
        && let Some(whither) =
            at.checked_sub(1).and_then(|before| phrase.actors(before)).filter(|whither| !whither.possessive)
        && let [country] = whither.members[..]
        && reader.is_country(country)
        && !whither.reference
    {
        places.push(country);
        travellers.retain(|traveller| *traveller != country);
    }
    // `began his tour in Warsaw`
    let opened =
        light.is_some() && places.is_empty() && matches!(phrase.word(at), "tour" | "trip" | "journey" | "mission");
    // `opened a tour of the region in Warsaw`
    if let Some(inside) = (at + 1..end.min(at + 7)).find(|inside| opened && phrase.word(*inside) == "in") {
        places = destinations(reader, phrase, inside + 1, 2);
    }
    let inside = if round { Some(at + 1) } else { stop_in(phrase, at).filter(|_| stays) };
    if let Some(inside) = inside {
        let named = destinations(reader, phrase, inside + 1, 10);
        places = if round && named.is_empty() { places } else { named };
    }
    if places.is_empty() && (owner.is_some() || light.is_some()) {
        places = begun_in(reader, phrase, at, end).or_else(|| opening_place(reader, phrase, light)).unwrap_or_default();
    }
    if places.is_empty() && phrase.word(at + 1) == "to" && says_the_country(phrase, at + 2) {
        places.extend(other_country(reader, phrase, &travellers));
    }
    let his = |at: usize| phrase.actors(at).is_some_and(|actors| actors.reference && actors.possessive);
    if pronoun && (!travellers.is_empty() || matches!(phrase.word(start), "his" | "her") || (start..at).any(his)) {
        travellers = not_at_home(reader, phrase, travellers, &places);
    }
    let status = match relative {
        Some(relative) if light.is_none() => noun_status::at_end(phrase, start, relative)
            .unwrap_or_else(|| status::of_row(&phrase.row(relative..(relative + 4).min(phrase.items.len())))),
        _ => {
            let status = noun_status::of_noun(phrase, start, at, light);
            // `arrived on Monday for a visit`: the verb of the sentence decides.
            match main_verb(phrase, start) {
                Some(verb) if on && light.is_none() && status == Status::Held => status::of_verb(phrase, verb),
                _ => status,
            }
        }
    };
    // `on a visit to Peru with Minister Y`, of his own country
    let home = travellers.first().filter(|first| reader.is_person(**first)).and_then(|first| reader.country_of(*first));
    let with = members(phrase, phrase.actors_after(&["with"], at + 1, end).filter(|_| home.is_some()));
    let along =
        |one: &EntityIndex| reader.is_person(*one) && reader.country_of(*one) == home && !travellers.contains(one);
    let along: Members = with.into_iter().filter(along).collect();
    travellers.extend(along);
    let words = start..end;
    let mut status = status;
    // `is planning a tour, with stops in Oslo and Rome`
    let planned = || status::of_row(&phrase.row(phrase.clause_start(start)..start)) == Status::Planned;
    if stops && phrase.word(start.wrapping_sub(1)) == "with" && planned() {
        status = Status::Planned;
    }
    // `extended an invitation during a visit`: the visit on which he did.
    let during = phrase.word(start.wrapping_sub(1)) == "during";
    if let Some((guests, fate)) = invited(reader, phrase, start, &places).filter(|_| !during) {
        status = fate;
        if !guests.is_empty() {
            travellers = guests;
        }
    }
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
            explicit: light.is_some() || on || aside.is_some() || status != Status::Held,
            dated: !(plural && over),
        },
    );
    Some(1)
}

/// `X's tour of the region began in Oslo`: the city in which it begins or ends.
fn begun_in(reader: &Reader<'_>, phrase: &Phrase, at: usize, end: usize) -> Option<Vec<EntityIndex>> {
    let phase = |verb: &usize| {
        let word = phrase.word(*verb);
        matches!(word, "began" | "begins" | "begin" | "started" | "starts" | "start" | "ended" | "ends" | "end")
    };
    let verb = (at + 1..end.min(at + 8)).find(phase)?;
    let plain = (at + 1..verb).all(|between| phrase.actors(between).is_none() && phrase.word(between) != "to");
    let journey = matches!(phrase.word(at), "tour" | "trip" | "journey" | "mission");
    let inside = phrase.word(verb + 1) == "in" && plain && journey;
    Some(destinations(reader, phrase, verb + 2, 2)).filter(|places| inside && !places.is_empty())
}

/// `In Oslo, Minister X has ended a visit of three days`: the place that opens the sentence.
fn opening_place(reader: &Reader<'_>, phrase: &Phrase, light: Option<usize>) -> Option<Vec<EntityIndex>> {
    let ends = |verb: usize| {
        matches!(phrase.word(verb), "ended" | "ends" | "completed" | "concluded" | "began" | "begins" | "opened")
    };
    let opens = phrase.word(0) == "in" && phrase.word(2) == "," && light.is_some_and(ends);
    Some(destinations(reader, phrase, 1, 1)).filter(|places| opens && !places.is_empty())
}

/// `completed a five-day mission to Oslo`, `returned from a mission to Rome`: a journey, and not those who make it.
fn is_mission(phrase: &Phrase, at: usize) -> bool {
    if phrase.word(at) != "mission" || phrase.word(at + 1) != "to" {
        return false;
    }
    let start = noun_phrase_start(phrase, at);
    let before = start.wrapping_sub(1);
    let goes =
        |verb: usize| phrase.verb("PayVisit", verb).is_some() || matches!(phrase.word(verb), "on" | "from" | "after");
    let dated = || phrase.is_date(before) && (start.saturating_sub(4)..start).any(goes);
    phrase.is("determiner", start) && phrase.actors(start).is_none() && (goes(before) || dated())
}

/// `his visits`, `X's trips`.
fn owned(phrase: &Phrase, start: usize, at: usize) -> bool {
    (start.saturating_sub(1)..at).any(|owner| phrase.actors(owner).is_some_and(|actors| actors.possessive))
}

/// `paid official visits`: those of whom the sentence tells.
fn paid(phrase: &Phrase, start: usize) -> bool {
    let goes = |before: usize| phrase.verb("PayVisit", before).is_some() && !phrase.is_perfect(before);
    start.checked_sub(1).is_some_and(goes)
}

/// `a brief stop in Oslo`, `made stops in Oslo and Rome`.
fn stops_at_place(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let noun = phrase.word(at) == "stops" || noun_phrase_start(phrase, at) < at;
    let placed = stop_in(phrase, at).is_some_and(|inside| !destinations(reader, phrase, inside + 1, 2).is_empty());
    noun && placed
}

/// `a stop in Oslo`, `a stop by Minister X in Oslo`: where the preposition of the place stands.
fn stop_in(phrase: &Phrase, at: usize) -> Option<usize> {
    let by = phrase.word(at + 1) == "by" && phrase.actors(at + 2).is_some();
    let inside = at + if by { 3 } else { 1 };
    matches!(phrase.word(inside), "in" | "at" | "over").then_some(inside)
}

/// `visits to Oslo and Rome`: each place once, so it is known which ones are meant.
fn tours(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let leads = phrase.word(at + 1) == "to" || phrase.word(at) == "stops" && phrase.word(at + 1) == "in";
    leads && destinations(reader, phrase, at + 2, 8).len() > 1
}
