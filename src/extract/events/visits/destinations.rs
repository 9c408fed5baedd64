//! Where a journey leads: `Oslo`, `Norway and Sweden`, `the Chilean capital`, `the country`.

use super::super::event::Event;
use super::super::noun_phrase::Members;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// The countries and cities from an item on: `Oslo`, `Norway and Sweden`.
pub(in super::super) fn destinations(
    reader: &Reader<'_>,
    phrase: &Phrase,
    from: usize,
    limit: usize,
) -> Vec<EntityIndex> {
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
                if matches!(
                    phrase.word(at + 1),
                    "capital" | "city" | "town" | "port" | "territory" | "resort" | "soil" | "shores"
                ) =>
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

/// `the country`, `the island nation`, `the West African state` from an item on, where it leads.
pub(super) fn says_the_country(phrase: &Phrase, from: usize) -> bool {
    let is_land = |noun: usize| {
        matches!(
            phrase.word(noun),
            "country" | "kingdom" | "republic" | "archipelago" | "sultanate" | "emirate" | "nation"
        )
    };
    let describes = |at: usize| {
        let plain = phrase.items.get(at).is_some_and(|item| item.kind == ItemKind::Word || item.word.is_empty());
        let other = ["preposition", "conjunction", "auxiliary", "determiner"].iter().any(|class| phrase.is(class, at));
        plain && !other && !phrase.is_verb(at) && phrase.actors(at).is_none()
    };
    let Some(noun) = (from + 1..from + 4).find(|noun| is_land(*noun)) else { return false };
    phrase.word(from) == "the"
        && (from + 1..noun).all(describes)
        && !phrase.is("people", noun + 1)
        && phrase.noun("visit", noun + 1).is_none()
        && !matches!(phrase.word(noun + 1), "of" | "'" | "-")
}

/// Where the visit leads that the sentence, or one or two before it, told: `there`.
pub(super) fn where_the_visit_leads(reader: &Reader<'_>, phrase: &Phrase) -> Vec<EntityIndex> {
    let near = |event: &&Event| event.evidence.last().is_some_and(|told| told.sentence as usize + 2 >= phrase.sentence);
    let visit = reader.visit.and_then(|visit| reader.events.get(visit)).filter(near);
    visit.map(|visit| visit.tied(LinkType::To).collect()).unwrap_or_default()
}

/// The country that `the country` means for a traveller: that of those with whom he is named, that of the place of
/// writing, or the other one of the two that the article is about.
pub(in super::super) fn other_country(
    reader: &Reader<'_>,
    phrase: &Phrase,
    travellers: &Members,
) -> Option<EntityIndex> {
    let home = reader.country_of(*travellers.first()?)?;
    let named = (0..phrase.items.len()).filter_map(|at| phrase.actors(at)).flat_map(|actors| actors.members.iter());
    let beside = named.filter_map(|member| reader.country_of(*member)).find(|country| *country != home);
    let scene = || reader.scene.and_then(|scene| reader.country_of(scene)).filter(|country| *country != home);
    let focus = || reader.focus.countries.iter().take(2).copied().find(|country| *country != home);
    beside.or_else(scene).or_else(focus)
}

/// `by special aircraft`, `aboard a military plane`, `overland`.
pub(super) fn is_way_of_travelling(word: &str) -> bool {
    const WORDS: [&str; 24] = [
        "by",
        "a",
        "special",
        "military",
        "private",
        "chartered",
        "aircraft",
        "plane",
        "jet",
        "air",
        "train",
        "rail",
        "road",
        "car",
        "sea",
        "ship",
        "boat",
        "ferry",
        "helicopter",
        "bus",
        "aboard",
        "overland",
        "train",
        "night",
    ];
    WORDS.contains(&word)
}
