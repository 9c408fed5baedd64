//! Persons: by full name, whatever its order, hyphens, diacritics and one slip; never by office alone.

use super::name::{letters, unordered, with_one_letter_less, words};
use super::{Keys, Match, View};

/// Letters that a name must have before one of them may be wrong.
const LONG_ENOUGH_FOR_A_SLIP: usize = 8;

pub fn keys(view: &View, keys: &mut Keys) {
    for name in &view.names {
        let parts = words(name);
        if parts.len() < 2 && name != view.name() {
            continue;
        }
        keys.add(("person", unordered(name)));
        keys.add(("letters", letters(name)));
        for (at, part) in parts.iter().enumerate() {
            for other in &parts[at + 1..] {
                keys.add(("pair", part.min(other), part.max(other)));
            }
        }
    }
    let letters = letters(view.name());
    if letters.chars().count() >= LONG_ENOUGH_FOR_A_SLIP {
        for form in with_one_letter_less(&letters) {
            keys.add(("slip", form));
        }
    }
}

pub fn same(a: &View, b: &View) -> Option<Match> {
    if a.of_other_country(b) {
        return None;
    }
    let (ours, theirs) = (words(a.name()), words(b.name()));
    if ours.is_empty() || theirs.is_empty() {
        return None;
    }
    let (our_letters, their_letters) = (letters(a.name()), letters(b.name()));
    if unordered(a.name()) == unordered(b.name()) || our_letters == their_letters {
        return match ours.len().max(theirs.len()) {
            1 if a.of_same_country(b) => Match::sure(90, "same single name and country"),
            1 => None,
            _ if a.of_same_country(b) => Match::sure(100, "same full name and country"),
            _ => Match::sure(95, "same full name, no other country stated"),
        };
    }
    let is_full = |name: &&String| words(name).len() > 1;
    if a.names
        .iter()
        .filter(is_full)
        .any(|name| b.names.iter().filter(is_full).any(|other| unordered(name) == unordered(other)))
    {
        return Match::sure(85, "known by the same full name");
    }
    if !a.of_same_country(b) {
        return None;
    }
    let long_enough = our_letters.chars().count().min(their_letters.chars().count()) >= LONG_ENOUGH_FOR_A_SLIP;
    if long_enough && strsim::osa_distance(&our_letters, &their_letters) <= 1 {
        return Match::sure(80, "names differ by one letter, same country");
    }
    let (short, long) = if ours.len() < theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
    let is_short_form = short.len() > 1 && short.iter().all(|word| long.contains(word));
    if is_short_form && a.offices.iter().any(|office| b.offices.contains(office)) {
        return Match::if_alone(70, "short form of the name, same country and office");
    }
    None
}
