//! What only a meeting tells of its place: the city of a venue, the country where no city is named, the place that hosts.

use super::super::event_places::city_told;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::candidates::Candidate;
use crate::extract::mention::EntityIndex;

/// `The next summit will be held in Barbados`, `met X in Kuwait on Monday`: a country, where no city is named.
pub(super) fn in_country(reader: &Reader<'_>, phrase: &Phrase, candidate: &Candidate) -> Option<EntityIndex> {
    let at = candidate.trigger.end - 1;
    let gathers = matches!(candidate.kind, "summit" | "conference" | "dialogue") || phrase.word(at) == "round";
    let discusses = candidate.trigger.clone().any(|verb| phrase.verb("Discuss", verb).is_some());
    let person = |at: usize| {
        phrase.actors(at).is_some_and(|actors| {
            !actors.possessive
                && actors.members.iter().all(|one| candidate.object.contains(one) && reader.is_person(*one))
        })
    };
    (at + 1..phrase.clause_end(at)).find_map(|place| {
        let actors = phrase.actors(place).filter(|actors| !actors.possessive && !actors.reference)?;
        let [country] = actors.members[..] else { return None };
        let before = place.checked_sub(2)?;
        let held = gathers && matches!(phrase.word(before), "held" | "place" | "hosted" | "summit" | "conference");
        let there = !discusses && (before == at || phrase.noun("meeting", before).is_some() || person(before));
        (phrase.word(place - 1) == "in" && (held || there) && reader.is_country(country)).then_some(country)
    })
}

/// `Seoul hosted the conference`: the place that is the subject of a verb says where, and not who.
pub(super) fn place_as_subject(phrase: &Phrase, verb: usize) -> Option<EntityIndex> {
    let between = |at: &usize| ["auxiliary", "be", "adverb"].iter().any(|class| phrase.is(class, *at));
    let subject = (0..verb).rev().find(|at| !between(at))?;
    let leads = subject.checked_sub(1).is_some_and(|before| phrase.is("preposition", before));
    match phrase.items[subject].kind {
        ItemKind::Place(place) if !leads => Some(place),
        _ => None,
    }
}

/// `Vienna will host the summit`: the place that is the subject of the verb before a meeting.
pub(super) fn hosting_place(phrase: &Phrase, noun: usize) -> Option<EntityIndex> {
    let hosts = |verb: &usize| matches!(phrase.word(*verb), "host" | "hosts" | "hosted" | "hosting");
    let start = phrase.clause_start(noun);
    // `Vienna was the scene on Friday of a summit`
    let scene = |at: &usize| {
        let of = (at + 1..noun).any(|of| phrase.word(of) == "of") && phrase.word(at.wrapping_sub(1)) == "the";
        matches!(phrase.word(*at), "scene" | "venue" | "site") && of
    };
    let verb = (start..noun).rev().take(8).find(hosts);
    let verb = verb.or_else(|| (start..noun).find(scene).map(|scene| scene - 1))?;
    place_as_subject(phrase, verb)
}

/// The city of a meeting whose venue is told: `flew to Oslo, where X received him at the palace`.
pub(super) fn city_of_venue(
    reader: &Reader<'_>,
    phrase: &Phrase,
    at: usize,
    place: Option<EntityIndex>,
) -> Option<EntityIndex> {
    let venue = place.filter(|place| !reader.is_city(*place))?;
    let told = city_told(reader, phrase, at..at + 1).filter(|city| reader.is_city(*city));
    told.or_else(|| {
        // `at Oslo airport`
        let entities = &reader.mentions.entities;
        let name = entities.get(venue).map(|venue| venue.name.as_str())?;
        let begins = |city: &str| name.strip_prefix(city).is_some_and(|rest| rest.starts_with(' '));
        (0..entities.len())
            .find(|city| reader.is_city(*city) && entities.get(*city).is_some_and(|city| begins(&city.name)))
    })
}
