//! Two officers in one plural title that names no country: `their foreign ministers, X and Y`, `Prime Ministers X and Y
//! signed the Latvian-Russian treaty`.

use rustc_hash::FxHashMap;

use super::super::home::Setting;
use super::super::knowledge::CountryIndex;
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::{Polity, Title};
use super::Draft;
use crate::text::TokenIndex;

/// How many sentences back `their` looks for the two sides.
const REACH: usize = 2;

/// The country of each of the two by the order of words.
pub(super) fn in_order(
    builder: &Builder<'_>,
    drafts: &[Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    setting: &Setting,
) -> FxHashMap<usize, CountryIndex> {
    let mut ordered = FxHashMap::default();
    for second in 1..sightings.len() {
        let first = second - 1;
        let Some(title) = shared(&sightings[first], &sightings[second]) else { continue };
        let third = [first.checked_sub(1), Some(second + 1)].into_iter().flatten();
        if third.filter_map(|other| sightings.get(other)).any(|other| shared(other, &sightings[first]).is_some()) {
            continue;
        }
        let (Some(one), Some(other)) = (resolution.of[first], resolution.of[second]) else { continue };
        let open = |person: usize| drafts[person].country.is_none();
        if one == other || !open(one) || !open(other) {
            continue;
        }
        // their ministers, the two ministers
        let theirs = title.determiner.is_some_and(|token| {
            matches!(builder.words.text.folded(token), "their" | "these")
                || builder.words.text.folded(token + 1) == "two"
        });
        let persons = || sides_of_persons(builder, drafts, sightings, resolution, first);
        let sides = if theirs {
            persons().or_else(|| joined(builder, title.tokens.start, REACH))
        } else {
            joined(builder, title.tokens.start, 0).filter(|_| setting.two_only())
        };
        let Some((left, right)) = sides else { continue };
        ordered.extend([(one, left), (other, right)]);
    }
    ordered
}

/// The plural title without a country that both have from the same words.
fn shared<'a>(first: &'a Sighting, second: &Sighting) -> Option<&'a Title> {
    let title = first.titles.first().filter(|title| title.plural && title.polity == Polity::Unsaid)?;
    second.titles.first().is_some_and(|other| other.tokens == title.tokens).then_some(title)
}

/// The countries of the last two persons of two countries before, in the order in which they were named.
fn sides_of_persons(
    builder: &Builder<'_>,
    drafts: &[Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    before: usize,
) -> Option<(CountryIndex, CountryIndex)> {
    let text = builder.words.text;
    let here = text.sentence_of(sightings[before].run.name.start);
    let mut sides = (0..before)
        .rev()
        .take_while(|other| text.sentence_of(sightings[*other].run.name.start) + REACH >= here)
        .filter_map(|other| drafts[resolution.of[other]?].country);
    let right = sides.next()?;
    let left = sides.find(|country| *country != right)?;
    Some((left, right))
}

/// Two countries joined by a hyphen or `and`: `Latvian-Russian`, `Peru and Chile`; in the sentence of a token, or in
/// those before.
fn joined(builder: &Builder<'_>, token: TokenIndex, reach: usize) -> Option<(CountryIndex, CountryIndex)> {
    let words = builder.words;
    let here = words.text.sentence_of(token);
    (here.saturating_sub(reach)..=here).rev().find_map(|sentence| {
        words.text.sentences.get(sentence)?.tokens.clone().find_map(|at| {
            let (left, next) = words.gazetteer.country(at)?;
            let join = matches!(words.text.folded(next), "-" | "and");
            let (right, _) = words.gazetteer.country(next + 1).filter(|_| join)?;
            (left != right).then_some((left, right))
        })
    })
}
