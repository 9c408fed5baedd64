//! Feasts that fall on the same day each year: `New Year's Day`, `Christmas Eve`.

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

/// A feast with a capital.
pub(super) fn feast(words: &[Word]) -> Found {
    let first = words.first().filter(|first| first.capital)?;
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
