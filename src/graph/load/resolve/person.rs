//! Persons: by full name, whatever its order, hyphens, diacritics and one slip; never by office alone.

use super::name::{letters, transliterated, unordered, with_one_letter_less, words};
use super::{Keys, Match, View};
use crate::facts::SINGULAR_OFFICES;

/// Letters that a name must have before one of them may be wrong.
const LONG_ENOUGH_FOR_A_SLIP: usize = 8;

/// Days between two documents that call the holder of an office by one family name; a year and a month, since namesakes follow
/// each other in office after longer.
const NEAR_FOR_A_FAMILY_NAME: i32 = 396;

pub fn keys(view: &View, keys: &mut Keys) {
    for name in &view.names {
        let parts = words(name);
        if parts.len() < 2 && name != view.name() {
            continue;
        }
        keys.add(("person", unordered(name)));
        keys.add(("letters", letters(name)));
        keys.add(("transliterated", transliterated(name)));
        for (at, part) in parts.iter().enumerate() {
            for other in &parts[at + 1..] {
                keys.add(("pair", part.min(other), part.max(other)));
            }
        }
        match parts.as_slice() {
            [only] => {
                keys.file(("alone", only));
                keys.seek(("family", only));
            }
            [first, .., last] => {
                for part in [first, last] {
                    keys.file(("family", part));
                    keys.seek(("alone", part));
                }
            }
            [] => {}
        }
        // `N. Kishi` and `Nobusuke Kishi`.
        if let [given, .., family] = parts.as_slice() {
            keys.add(("initial", given.chars().next(), family));
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
    if same_but_for_initials(&ours, &theirs) {
        return match a.of_same_country(b) {
            true => Match::sure(85, "same name but for an initial, same country"),
            false => Match::sure(82, "same name but for an initial, no other country stated"),
        };
    }
    let is_written_otherwise = ours.len() > 1 && transliterated(a.name()) == transliterated(b.name());
    if is_written_otherwise && !a.of_same_country(b) {
        return Match::if_alone(75, "same name in another transliteration, no other country stated");
    }
    if !a.of_same_country(b) {
        return None;
    }
    if is_written_otherwise {
        return Match::sure(82, "same name in another transliteration, same country");
    }
    let long_enough = our_letters.chars().count().min(their_letters.chars().count()) >= LONG_ENOUGH_FOR_A_SLIP;
    if long_enough && strsim::osa_distance(&our_letters, &their_letters) <= 1 {
        return Match::sure(80, "names differ by one letter, same country");
    }
    let (short, long) = if ours.len() <= theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
    if is_short_form(short, long) && a.offices.iter().any(|office| b.offices.contains(office)) {
        return Match::if_alone(70, "short form of the name, same country and office");
    }
    let is_family_name = |short: &[String], long: &[String]| match (short, long) {
        ([only], [first, .., last]) => only == first || only == last,
        _ => false,
    };
    let shares_office = || a.offices.iter().any(|code| SINGULAR_OFFICES.contains(&&**code) && b.offices.contains(code));
    let is_near = || a.days_between_publications(b).is_some_and(|days| days <= NEAR_FOR_A_FAMILY_NAME);
    if is_family_name(short, long) && shares_office() && is_near() {
        return Match::if_alone(60, "family name, with the country and the office that one person has at a time");
    }
    None
}

/// `John Diefenbaker` and `John G. Diefenbaker`.
fn same_but_for_initials(a: &[String], b: &[String]) -> bool {
    let full = |words: &[String]| -> Vec<String> { words.iter().filter(|word| !is_initial(word)).cloned().collect() };
    let (ours, theirs) = (full(a), full(b));
    // Names that both have initials, but others, are two names.
    ours.len() > 1 && ours == theirs && (ours.len() == a.len() || theirs.len() == b.len())
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Whether the words of one name stand in the other in their order, initials for what they stand for, the family name first or last in
/// either: `Fernando Cardoso` in `Fernando Henrique Cardoso`, not `Saud al-Faisal` in `Faisal bin Farhan Al Saud`.
fn is_short_form(short: &[String], long: &[String]) -> bool {
    let stands_for =
        |word: &String, other: &String| word == other || (is_initial(word) && other.starts_with(word.as_str()));
    let in_order = |words: &[String]| {
        let mut rest = long.iter();
        words.iter().all(|word| rest.any(|other| stands_for(word, other)))
    };
    let turned = |count: usize| {
        let mut words = short.to_vec();
        words.rotate_left(count);
        words
    };
    short.len() > 1
        && short.iter().any(|word| !is_initial(word))
        && [short.to_vec(), turned(1), turned(short.len() - 1)].iter().any(|words| in_order(words))
}

#[cfg(test)]
mod tests {
    use super::super::name::words;
    use super::*;

    #[test]
    fn short_forms_keep_the_order_of_the_words() {
        for (short, long, is_one) in [
            ("Fernando Cardoso", "Fernando Henrique Cardoso", true),
            ("N. Kishi", "Nobusuke Kishi", true),
            ("Kishi Nobusuke", "Nobusuke T. Kishi", true),
            ("Thanh Son", "Bui Thanh Son", true),
            ("Saud al-Faisal", "Faisal bin Farhan Al Saud", false),
            ("N. K.", "Nobusuke Kishi", false),
            ("M. Kishi", "Nobusuke Kishi", false),
        ] {
            assert_eq!(is_short_form(&words(short), &words(long)), is_one, "{short}, {long}");
        }
    }

    #[test]
    fn initials_do_not_part_a_name_unless_they_are_others() {
        for (one, other, are_one) in [
            ("John Diefenbaker", "John G. Diefenbaker", true),
            ("John F. Kennedy", "John G. Kennedy", false),
            ("G. Diefenbaker", "Diefenbaker", false),
        ] {
            assert_eq!(same_but_for_initials(&words(one), &words(other)), are_one, "{one}, {other}");
        }
    }
}
