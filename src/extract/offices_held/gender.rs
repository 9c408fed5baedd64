//! Whether a person is a woman or a man, from titles, honorifics and given names.

use std::ops::Range;

use super::super::mention::Gender;
use super::super::names::Words;
use super::super::people::Sighting;
use crate::text::TokenIndex;

/// Shorter given names are family names elsewhere.
const LONG_ENOUGH: usize = 4;

/// How far behind a name `her counterpart` is looked for, in words.
const NEAR: usize = 16;

/// What is said to be hers or his tells a person's gender, else the words around the name, else the given name; `own` are the person's places among all sightings.
pub(super) fn told(words: &Words<'_>, all: &[Sighting], own: &[usize]) -> Option<Gender> {
    let text = words.text;
    let sightings = own.iter().filter_map(|index| all.get(*index));
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
    // Sheikh Hasina is a woman: what is hers tells more than a style.
    of_possessions(words, all, own).or(styled).or_else(|| match (given("female"), given("male")) {
        (true, false) => Some(Gender::Woman),
        (false, true) => Some(Gender::Man),
        _ => None,
    })
}

/// `X and her counterpart`, `X began his visit`: whose it is, where nobody else is named between; none where both are said.
fn of_possessions(words: &Words<'_>, all: &[Sighting], own: &[usize]) -> Option<Gender> {
    let text = words.text;
    let mut found = None;
    for index in own {
        let Some(end) = all.get(*index).map(|sighting| sighting.run.name.end) else { continue };
        let sentence = text.sentence_of(end.saturating_sub(1));
        let next = all.get(index + 1).map_or(text.tokens.len(), |next| next.phrase.start);
        let near = (end..next.min(end + NEAR)).take_while(|token| text.sentence_of(*token) == sentence);
        let pronoun = near.into_iter().find_map(|token| {
            let gender = match text.folded(token) {
                "her" => Gender::Woman,
                "his" => Gender::Man,
                _ => return None,
            };
            // `inviting her to visit`: another's.
            let mut thing = (token + 1..token + 4).take_while(|noun| text.folded(*noun) != "to");
            thing.any(|noun| words.is("own_thing", noun)).then_some(gender)
        });
        match (found, pronoun) {
            (Some(known), Some(other)) if known != other => return None,
            (None, other) => found = other,
            _ => {}
        }
    }
    found
}

/// The tokens of a person's phrase up to the end of the name, and what stands right before them.
fn around(sighting: &Sighting) -> Range<TokenIndex> {
    let start = sighting.phrase.start.min(sighting.run.phrase.start);
    start.saturating_sub(2)..sighting.run.name.end
}
