//! Countries and persons that stand around a title: in a list, joined by `and`, as the one who meets, as the place visited.

use super::super::knowledge::{CountryIndex, Sense};
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::{Polity, Title};
use super::{Draft, LOOKED_AT};
use crate::text::{Flags, TokenIndex};
use smallvec::SmallVec;

/// The country of the person right before: as possessor (`true`), or in a list of officials.
pub(super) fn attached(
    sighting: usize,
    title: &Title,
    builder: &Builder<'_>,
    sightings: &[Sighting],
) -> Option<(CountryIndex, bool)> {
    let before = &sightings[sighting.checked_sub(1)?];
    let country = before.titles.iter().find_map(|title| match title.polity {
        Polity::Country(country) => Some(country),
        _ => None,
    })?;
    let text = builder.words.text;
    let possessive = text.has(before.phrase.end, Flags::POSSESSIVE);
    let listed = matches!(text.folded(before.phrase.end), "," | "and") && !reports(&sightings[sighting], builder);
    let next = before.phrase.end + 1 == title.tokens.start;
    // Peru's ambassador X, and the secretary of state Y
    let joined = (before.phrase.end..title.tokens.start).all(|at| matches!(text.folded(at), "," | "and" | "the"));
    let joined = joined && title.tokens.start <= before.phrase.end + 3;
    ((next && possessive) || (next || joined) && listed).then_some((country, possessive))
}

/// The person joined by `and` to the one sighted.
pub(super) fn side_by_side(
    sighting: usize,
    sightings: &[Sighting],
    resolution: &Resolution,
    builder: &Builder<'_>,
) -> Option<usize> {
    let text = builder.words.text;
    let joined = |first: usize, second: usize| {
        let (Some(before), Some(after)) = (sightings.get(first), sightings.get(second)) else { return false };
        text.folded(before.phrase.end) == "and" && before.phrase.end + 1 == after.phrase.start
    };
    let before = sighting.checked_sub(1).filter(|before| joined(*before, sighting));
    let other = before.or_else(|| Some(sighting + 1).filter(|after| joined(sighting, *after)))?;
    resolution.of[other]
}

/// The person who meets, receives or invites the one with this title, in the same sentence before it.
pub(super) fn met_by(
    title: &Title,
    sighting: usize,
    sightings: &[Sighting],
    resolution: &Resolution,
    builder: &Builder<'_>,
) -> Option<usize> {
    let text = builder.words.text;
    let before = title.tokens.start.checked_sub(1)?;
    let before = if text.folded(before) == "the" { before.checked_sub(1)? } else { before };
    let meets = matches!(
        text.folded(before),
        "met"
            | "meet"
            | "meets"
            | "with"
            | "on"
            | "saw"
            | "received"
            | "receive"
            | "hosted"
            | "host"
            | "invited"
            | "phoned"
            | "telephoned"
            | "welcomed"
    );
    before_in_sentence(sighting, title.tokens.start, sightings, resolution, builder).filter(|_| meets)
}

/// The person sighted right before this one, if in the sentence of the token.
fn before_in_sentence(
    sighting: usize,
    token: TokenIndex,
    sightings: &[Sighting],
    resolution: &Resolution,
    builder: &Builder<'_>,
) -> Option<usize> {
    let text = builder.words.text;
    let other = sighting.checked_sub(1)?;
    let same = text.sentence_of(sightings[other].run.name.start) == text.sentence_of(token);
    resolution.of[other].filter(|_| same)
}

/// The verb of `was received by President Y` before a title.
fn received_before(title: &Title, builder: &Builder<'_>) -> Option<TokenIndex> {
    let text = builder.words.text;
    let by = (title.tokens.start - usize::from(title.determiner.is_some())).checked_sub(1)?;
    let verb = by.checked_sub(1).filter(|_| text.folded(by) == "by")?;
    matches!(text.folded(verb), "received" | "welcomed" | "greeted" | "hosted" | "met" | "seen").then_some(verb)
}

/// `the Bulgarian minister was received by President Y`: the countries of guests, to which the host does not belong.
pub(super) fn guests_of(title: &Title, builder: &Builder<'_>) -> SmallVec<[CountryIndex; 2]> {
    let words = builder.words;
    let Some(verb) = received_before(title, builder) else { return SmallVec::new() };
    let start = words.text.sentences.get(words.text.sentence_of(verb)).map_or(verb, |sentence| sentence.tokens.start);
    // `will fly to Oman, where she will be received by …`: where the host is.
    let destination = |token: &usize| {
        let before = token.checked_sub(1).map_or("", |before| words.text.folded(before));
        matches!(before, "to" | "in" | "for" | "visit" | "visiting" | "visited")
    };
    let named = (start..verb).filter(|token| !destination(token));
    named.filter_map(|token| words.gazetteer.country(token)).map(|(country, _)| country).collect()
}

/// `Minister X was received by President Y`: the guest.
pub(super) fn received_by(
    title: &Title,
    sighting: usize,
    sightings: &[Sighting],
    resolution: &Resolution,
    builder: &Builder<'_>,
) -> Option<usize> {
    let verb = received_before(title, builder)?;
    before_in_sentence(sighting, verb, sightings, resolution, builder)
}

/// `will travel to X, where he will be received by President Y`: the country visited in the same sentence.
pub(super) fn visited(title: &Title, builder: &Builder<'_>) -> Option<CountryIndex> {
    let words = builder.words;
    let text = words.text;
    let start = text.sentences.get(text.sentence_of(title.tokens.start))?.tokens.start;
    let relative = (start..title.tokens.start).rev().find(|token| text.folded(*token) == "where")?;
    (start..relative).rev().find_map(|token| {
        let found = words.gazetteer.covering(token)?;
        let country = match found.sense {
            Sense::Country(country) | Sense::Capital(country) | Sense::City(country) => country,
            _ => return None,
        };
        matches!(
            text.folded(found.tokens.start.checked_sub(1)?),
            "to" | "in" | "visit" | "visiting" | "visited" | "for" | "from"
        )
        .then_some(country)
    })
}

/// `…, Secretary X announced`: the one who reports what stands before is no part of a list.
fn reports(sighting: &Sighting, builder: &Builder<'_>) -> bool {
    let text = builder.words.text;
    let listed = text.folded(sighting.phrase.start.saturating_sub(1)) == ",";
    listed
        && matches!(text.folded(sighting.phrase.end), "said" | "says" | "announced" | "told" | "stated" | "confirmed")
}

/// In a text of many countries: the country of the person named right before (`US Ambassador X and Secretary Y`), or the
/// last country before in the sentence that the sentence does not give to somebody else.
pub(super) fn near(
    sighting: usize,
    title: &Title,
    builder: &Builder<'_>,
    sightings: &[Sighting],
    taken: &dyn Fn(&CountryIndex) -> bool,
    abroad: bool,
) -> Option<CountryIndex> {
    let words = builder.words;
    let text = words.text;
    let country_of = |other: &Sighting| {
        other.titles.iter().find_map(|title| match title.polity {
            Polity::Country(country) => Some(country),
            _ => None,
        })
    };
    if let Some(before) = sighting.checked_sub(1).map(|before| &sightings[before])
        && matches!(text.folded(before.phrase.end), "and" | ",")
        && before.phrase.end + 1 == title.tokens.start
        && !reports(&sightings[sighting], builder)
        && let Some(country) = country_of(before).filter(|country| !taken(country))
    {
        return Some(country);
    }
    if abroad {
        return None;
    }
    let sentence = text.sentence_of(title.tokens.start);
    let tokens = text.sentences.get(sentence)?.tokens.clone();
    let around = sighting.saturating_sub(LOOKED_AT)..(sighting + LOOKED_AT).min(sightings.len());
    let around = &sightings[around];
    let claimed: Vec<CountryIndex> =
        around.iter().filter(|other| tokens.contains(&other.run.name.start)).filter_map(country_of).collect();
    let first = tokens.start;
    (first..title.tokens.start).rev().take(8 * LOOKED_AT).find_map(|token| {
        let (country, _) = words.gazetteer.country(token)?;
        // Ms X of Denmark: the country is hers.
        let hers = matches!(text.folded(token.saturating_sub(1)), "of" | "from")
            && around.iter().any(|other| other.phrase.end + 1 == token || other.phrase.end == token);
        if hers {
            return None;
        }
        (!claimed.contains(&country) && !taken(&country)).then_some(country)
    })
}

/// The person introduced by the same plural title (`Cabinet Secretaries X and Y`).
pub(super) fn beside(person: usize, sighting: usize, sightings: &[Sighting], resolution: &Resolution) -> Option<usize> {
    let own = sightings[sighting].titles.first().filter(|title| title.plural)?;
    let same = |index: &usize| sightings[*index].titles.first().is_some_and(|title| title.tokens == own.tokens);
    let around = sighting.saturating_sub(LOOKED_AT)..(sighting + LOOKED_AT).min(sightings.len());
    around.filter(same).filter_map(|index| resolution.of[index]).find(|other| *other != person)
}

/// `was received by President A of Chile and met with Prime Minister B`: the country of the one who was met just before in
/// the sentence, where somebody else is the guest.
pub(super) fn fellow_host(
    sighting: usize,
    sightings: &[Sighting],
    resolution: &Resolution,
    drafts: &[Draft],
    builder: &Builder<'_>,
) -> Option<CountryIndex> {
    let words = builder.words;
    let own = &sightings[sighting];
    let before = sighting.checked_sub(1)?;
    let sentence = words.text.sentence_of(own.run.name.start);
    let tokens = words.text.sentences.get(sentence)?.tokens.clone();
    let met = |other: &Sighting| tokens.contains(&other.phrase.start) && words.is_met(other.phrase.start, &tokens);
    if !met(own) || !met(&sightings[before]) {
        return None;
    }
    let country = drafts[resolution.of[before]?].country?;
    // The minister will meet his counterpart, A, and Prime Minister B.
    let counterpart = sightings[before].titles.iter().any(|title| title.counterpart);
    let guest = (0..before).rev().take(LOOKED_AT).find(|other| tokens.contains(&sightings[*other].run.name.start));
    let Some(guest) = guest else { return Some(country).filter(|_| counterpart) };
    (drafts[resolution.of[guest]?].country != Some(country)).then_some(country)
}

/// `talks with Japan's foreign minister on the visit to Russia by Prime Minister X`: the only other country of the sentence.
pub(super) fn other_than(destinations: &[CountryIndex], title: &Title, builder: &Builder<'_>) -> Option<CountryIndex> {
    let words = builder.words;
    let sentence = words.text.sentence_of(title.tokens.start);
    let mut others = words.text.sentences.get(sentence)?.tokens.clone().filter_map(|token| {
        let found = words.gazetteer.starting(token)?;
        match found.sense {
            Sense::Country(country) | Sense::Adjective(country) => Some(country),
            Sense::Capital(country) if destinations.contains(&country) => Some(country),
            _ => None,
        }
    });
    let named: Vec<CountryIndex> = others.by_ref().take(LOOKED_AT).collect();
    let other = named.iter().find(|country| !destinations.contains(country)).copied()?;
    let here = named.iter().any(|country| destinations.contains(country));
    (here && named.iter().all(|country| *country == other || destinations.contains(country))).then_some(other)
}

/// `was accompanied by X`: whether a person travels with another.
pub(super) fn travels_along(sighting: &Sighting, builder: &Builder<'_>) -> bool {
    let text = builder.words.text;
    let article = usize::from(sighting.phrase.start.checked_sub(1).is_some_and(|at| text.folded(at) == "the"));
    let by = sighting.phrase.start.checked_sub(1 + article).filter(|at| text.folded(*at) == "by");
    by.and_then(|by| by.checked_sub(1)).is_some_and(|verb| text.folded(verb) == "accompanied")
}
