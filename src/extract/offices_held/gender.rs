//! Whether a person is a woman or a man, from titles, honorifics and given names.

use std::ops::Range;

use super::super::mention::Gender;
use super::super::names::Words;
use super::super::people::Sighting;
use crate::text::TokenIndex;

/// Shorter given names are family names elsewhere.
const LONG_ENOUGH: usize = 4;

/// What the words around a name tell of its bearer's gender, else what the given name tells.
pub(super) fn told<'a>(words: &Words<'_>, sightings: impl Iterator<Item = &'a Sighting> + Clone) -> Option<Gender> {
    let text = words.text;
    let styled = sightings.clone().flat_map(around).find_map(|token| {
        match (text.folded(token).trim_end_matches('.'), text.folded(token + 1)) {
            ("her", "excellency" | "majesty" | "highness") => Some(Gender::Woman),
            ("his", "excellency" | "majesty" | "highness" | "holiness" | "eminence") => Some(Gender::Man),
            (
                "mrs" | "ms" | "miss" | "madam" | "madame" | "mme" | "lady" | "dame" | "princess" | "queen" | "sheikha"
                | "smt" | "begum" | "baroness" | "spokeswoman" | "chairwoman" | "congresswoman",
                _,
            ) => Some(Gender::Woman),
            (
                "mr" | "sir" | "lord" | "prince" | "king" | "sheikh" | "shaikh" | "shri" | "sultan" | "emir"
                | "spokesman" | "pope" | "baron",
                _,
            ) => Some(Gender::Man),
            _ => None,
        }
    });
    let given = |class: &str| {
        sightings.clone().any(|sighting| {
            let first = sighting.run.name.start;
            sighting.run.name.len() > 1 && words.is(class, first) && text.folded(first).chars().count() >= LONG_ENOUGH
        })
    };
    styled.or_else(|| match (given("female"), given("male")) {
        (true, false) => Some(Gender::Woman),
        (false, true) => Some(Gender::Man),
        _ => None,
    })
}

/// The tokens of a person's phrase up to the end of the name, and what stands right before them.
fn around(sighting: &Sighting) -> Range<TokenIndex> {
    let start = sighting.phrase.start.min(sighting.run.phrase.start);
    start.saturating_sub(2)..sighting.run.name.end
}
