//! Feasts that fall on the same day each year, and those counted from Easter: `New Year's Day`, `Good Friday`.

use super::find::Found;
use super::words::Word;
use super::{DateExpression, PartialDay};

/// The words of a feast without marks, its month and its day.
const FEASTS: [(&[&str], i8, i8); 9] = [
    (&["new", "year", "s", "day"], 1, 1),
    (&["new", "years", "day"], 1, 1),
    (&["new", "year", "s", "eve"], 12, 31),
    (&["new", "years", "eve"], 12, 31),
    (&["may", "day"], 5, 1),
    (&["christmas", "eve"], 12, 24),
    (&["christmas", "day"], 12, 25),
    (&["boxing", "day"], 12, 26),
    (&["all", "saints", "day"], 11, 1),
];

/// Feasts by the days from Easter Sunday.
const MOVABLE: [(&[&str], i32); 8] = [
    (&["palm", "sunday"], -7),
    (&["maundy", "thursday"], -3),
    (&["holy", "thursday"], -3),
    (&["good", "friday"], -2),
    (&["easter", "sunday"], 0),
    (&["easter", "monday"], 1),
    (&["ascension", "day"], 39),
    (&["whit", "monday"], 50),
];

/// A feast with a capital.
pub(super) fn feast(words: &[Word]) -> Found {
    let first = words.first().filter(|first| first.capital)?;
    let second = words.get(1).filter(|second| second.capital);
    let movable = MOVABLE.iter().find(|(names, _)| first.is(names[0]) && second.is_some_and(|word| word.is(names[1])));
    if let Some((_, days)) = movable {
        return Some((DateExpression::Easter(*days), 2));
    }
    FEASTS.iter().filter(|(names, ..)| first.is(names[0])).find_map(|(names, month, day)| {
        let mut at = 0;
        for name in *names {
            at += usize::from(words.get(at)?.one_of(&["'", "’"]));
            words.get(at).filter(|word| word.is(name))?;
            at += 1;
        }
        Some((DateExpression::Day(PartialDay { year: None, month: *month, day: *day }), at))
    })
}
