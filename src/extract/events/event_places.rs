//! Where a meeting takes place: the city or venue in its clause, in what describes it, at the end of a journey, or the one
//! that `where` and `there` point to.

use std::ops::Range;

use super::after_noun::AfterNoun;
use super::noun_phrase::noun_phrase_start;
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use crate::extract::mention::{EntityIndex, EntityKind};

/// The city or venue that goes with a trigger: after `in` or `at` in its clause.
pub(super) fn place_near(reader: &Reader<'_>, phrase: &Phrase, trigger: Range<usize>) -> Option<EntityIndex> {
    let at = trigger.end - 1;
    let end = phrase.clause_end(at);
    let start = phrase.clause_start(at);
    let cities = |range: std::ops::Range<usize>| {
        range
            .filter_map(|place| match phrase.items[place].kind {
                ItemKind::Place(entity)
                    if is_location(phrase, place)
                        && !says_so(phrase, place)
                        && !is_of_another(phrase, at, place)
                        && !was_toured(phrase, at, place) =>
                {
                    Some((place, entity))
                }
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    let kind_of = |entity: EntityIndex| match reader.mentions.entities.get(entity).map(|e| &e.kind) {
        Some(EntityKind::Place { kind, .. }) => *kind,
        _ => "",
    };
    let mut after = cities(at..end);
    if phrase.noun("meeting", at).is_some() {
        let behind = AfterNoun::of(phrase, at);
        let predicate = behind.predicate.map(|verb| verb..phrase.clause_end(verb));
        let beyond = behind.described.into_iter().chain(predicate).map(|range| range.start.max(end)..range.end);
        after.extend(beyond.flat_map(cities));
    }
    // `met in Lima with X and in Quito with Y`
    let within = cities(trigger.clone());
    let before = cities(start..at);
    // `was in Rome on Monday to see X, and in Paris on Tuesday`: where another was met.
    if !before.is_empty() {
        after.retain(|(place, _)| {
            !(phrase.word(place.wrapping_sub(1)) == "in" && phrase.word(place.wrapping_sub(2)) == "and")
        });
    }
    let around = || within.iter().chain(&after).chain(before.iter().rev()).map(|(_, entity)| *entity);
    around()
        .find(|entity| kind_of(*entity) == "city")
        .or_else(|| around().find(|entity| kind_of(*entity) != "region"))
        .or_else(|| city_told(reader, phrase, trigger))
}

/// The city that the words around a trigger tell otherwise than by `in` and `at`.
pub(super) fn city_told(reader: &Reader<'_>, phrase: &Phrase, trigger: Range<usize>) -> Option<EntityIndex> {
    let at = trigger.end.checked_sub(1)?;
    let (start, end) = (phrase.clause_start(at), phrase.clause_end(at));
    destination(phrase, at)
        .or_else(|| antecedent(reader, phrase, start))
        .or_else(|| named_before(reader, phrase, at))
        .or_else(|| reader.scene.filter(|_| (trigger.start..end).any(|here| is_scene(phrase, here))))
}

/// `here`, `in this Baltic resort`: where the report was written.
fn is_scene(phrase: &Phrase, at: usize) -> bool {
    let this = || matches!(phrase.word(at), "this") && (at + 1..at + 5).any(|place| is_settlement(phrase.word(place)));
    phrase.word(at) == "here" || this()
}

/// `flew to London for talks`, `will go to London to meet X`: where the journey leads.
fn destination(phrase: &Phrase, at: usize) -> Option<EntityIndex> {
    let start = phrase.clause_start(at);
    let noun = noun_phrase_start(phrase, at);
    let errand = (start..at).rev().take(4).any(|before| phrase.word(before) == "for")
        || noun > start && phrase.word(noun - 1) == "for";
    let purpose = |place: usize| {
        (place + 1..at).any(|to| phrase.word(to) == "to" && (phrase.is_verb(to + 1) || phrase.is("errand", to + 1)))
    };
    let travels = |verb: usize| ["TravelTo", "LeaveFor"].iter().any(|class| phrase.verb(class, verb).is_some());
    // `came to Oslo and met X`
    let follows = |place: usize| {
        let first =
            (place + 1..at).find(|next| phrase.is_verb(*next) && !phrase.is("preposition", *next)).unwrap_or(at);
        (place + 1..first).any(|and| phrase.word(and) == "and")
    };
    let place = (start..at).rev().find(|place| {
        let mut before = *place;
        // `to the port of Arica`
        while before > start
            && (phrase.is("determiner", before - 1)
                || phrase.word(before - 1) == "of"
                || is_settlement(phrase.word(before - 1))
                || matches!(phrase.items[before - 1].kind, ItemKind::Adjective(_)))
        {
            before -= 1;
        }
        let preposition = phrase.word(before.wrapping_sub(1));
        let leads = preposition == "to" || preposition == "for" && (start..before).any(travels);
        matches!(phrase.items[*place].kind, ItemKind::Place(_)) && leads
    })?;
    match phrase.items[place].kind {
        // `proceeds to Oslo for a visit and talks`
        ItemKind::Place(entity) if errand || phrase.word(place + 1) == "for" || purpose(place) || follows(place) => {
            Some(entity)
        }
        _ => None,
    }
}

/// `will leave for Oslo, where he is to meet X`: the place before `where`.
fn antecedent(reader: &Reader<'_>, phrase: &Phrase, start: usize) -> Option<EntityIndex> {
    let opens = start.checked_sub(1).filter(|before| phrase.word(*before) == "where")?;
    // `Next is Oslo, where he will meet X`
    let leads = |at: usize| !phrase.preposition_of(at).is_empty() || phrase.is("be", at.wrapping_sub(1));
    (opens.saturating_sub(6)..opens).rev().find_map(|before| match phrase.items[before].kind {
        ItemKind::Place(entity) if reader.is_city(entity) && leads(before) => Some(entity),
        _ => None,
    })
}

/// `There he met X`, `was received there by X`: the city last spoken of.
fn named_before(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<EntityIndex> {
    let there = |place: usize| {
        let exists = phrase.is("be", place + 1) || phrase.is("auxiliary", place + 1) && phrase.is("be", place + 2);
        phrase.word(place) == "there" && !exists
    };
    let range = phrase.clause_start(at)..phrase.clause_end(at);
    reader.city.filter(|_| range.into_iter().any(there))
}

fn is_settlement(word: &str) -> bool {
    matches!(
        word,
        "port"
            | "city"
            | "town"
            | "capital"
            | "resort"
            | "village"
            | "island"
            | "suburb"
            | "outskirts"
            | "post"
            | "oasis"
    )
}

/// `was received by X and inspected the base at Arica`: where somebody went besides.
fn was_toured(phrase: &Phrase, at: usize, place: usize) -> bool {
    (at + 2..place).any(|verb| {
        phrase.word(verb - 1) == "and"
            && matches!(
                phrase.word(verb),
                "inspected"
                    | "inspect"
                    | "toured"
                    | "tour"
                    | "visited"
                    | "visit"
                    | "inaugurated"
                    | "unveiled"
                    | "laid"
                    | "addressed"
            )
    })
}

/// `discussed preparations for the summit, due to take place in Oslo`: the place of the summit.
fn is_of_another(phrase: &Phrase, at: usize, place: usize) -> bool {
    let told = |noun: usize| phrase.noun("meeting", noun).is_some() && AfterNoun::of(phrase, noun).describes(place);
    phrase.noun("meeting", at).is_none() && (at..place).any(told)
}

/// `it was announced in Dublin`, `the ministry in Dublin said`: where it was said, not where they met.
fn says_so(phrase: &Phrase, place: usize) -> bool {
    let speaker = phrase.is("Say", place + 1) && (place.saturating_sub(4)..place).any(|noun| speaks(phrase, noun));
    let guest = phrase.word(place.wrapping_sub(1)) == "to";
    speaker
        || !guest
            && (place.saturating_sub(3)..place).any(|before| {
                phrase.is("Say", before) || phrase.is("Thank", before) && phrase.verb("Welcome", before).is_none()
            })
}

fn speaks(phrase: &Phrase, noun: usize) -> bool {
    phrase.actors(noun).is_some()
        || phrase.is("people", noun)
        || matches!(phrase.word(noun), "ministry" | "office" | "embassy")
}

/// `in Nairobi`, `at State House, Nairobi`.
fn is_location(phrase: &Phrase, at: usize) -> bool {
    // `the ambassador in Lima`: where he serves.
    let serves = at >= 2
        && matches!(
            phrase.word(at - 2),
            "ambassador" | "envoy" | "representative" | "mission" | "affaires" | "embassy" | "consulate" | "capital"
        );
    // `in the capital, Lima`
    let named = at >= 3 && phrase.word(at - 1) == "," && is_settlement(phrase.word(at - 2));
    if named {
        return matches!(phrase.preposition_of(at - 2), "in" | "at" | "outside" | "near");
    }
    if serves {
        return false;
    }
    let preposition = phrase.preposition_of(at);
    // `welcomed X to Oslo`
    let welcomed = || (at.saturating_sub(6)..at).any(|verb| phrase.verb("Welcome", verb).is_some());
    if preposition == "to" && phrase.word(at - 1) == "to" && welcomed() {
        return true;
    }
    // `has been set for Maputo in November`
    let set = preposition == "for"
        && matches!(phrase.word(at.wrapping_sub(2)), "set" | "scheduled" | "planned" | "slated" | "fixed" | "called");
    if set || matches!(preposition, "in" | "at" | "outside" | "near") {
        return true;
    }
    // `in the town of Maungdaw`
    // `at the airport of Lima`
    if preposition == "of" && at >= 2 && (is_settlement(phrase.word(at - 2)) || phrase.word(at - 2) == "airport") {
        return matches!(phrase.preposition_of(at - 2), "in" | "at" | "outside" | "near" | "on");
    }
    let after_comma = at >= 2 && phrase.word(at - 1) == ",";
    after_comma && (at.saturating_sub(6)..at - 1).any(|before| phrase.word(before) == "at")
}
