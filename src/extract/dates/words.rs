//! The words of the calendar (`data/calendar.tsv`) and the cutting of a text into words and marks.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Unit;
use crate::text::{MONTHS, Sieve, month, table};

/// What the calendar says of a word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    weekday: Option<i8>,
    number: Option<i32>,
    ordinal: Option<i32>,
    unit: Option<Unit>,
    dash: bool,
    /// An expression can begin with it.
    opens: bool,
    /// A time: no expression is without such a word, a month or a number.
    time: bool,
}

/// The words of the calendar; most words are none.
struct Calendar {
    entries: FxHashMap<&'static str, Entry>,
    sieve: Sieve,
    /// Of the words of time and the months alone.
    times: Sieve,
}

impl Calendar {
    fn get(&self, word: &str) -> Option<&Entry> {
        if self.sieve.may_hold(word) { self.entries.get(word) } else { None }
    }

    fn tells_a_time(&self, word: &str) -> bool {
        self.times.may_hold(word) && (self.entries.get(word).is_some_and(|entry| entry.time) || month(word).is_some())
    }
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut entries: FxHashMap<&str, Entry> = FxHashMap::default();
    for row in table::rows(include_str!("../data/calendar.tsv")) {
        let [kind, value, word] = row[..] else { continue };
        let Ok(value) = value.parse::<i8>() else { continue };
        let entry = entries.entry(word).or_default();
        match kind {
            "weekday" => entry.weekday = Some(value),
            "number" => entry.number = Some(value.into()),
            "ordinal" => entry.ordinal = Some(value.into()),
            "unit" => {
                entry.unit = Some(match value {
                    1 => Unit::Day,
                    2 => Unit::Week,
                    3 => Unit::Month,
                    _ => Unit::Year,
                })
            }
            _ => entry.dash = true,
        }
        entry.opens |= matches!(kind, "weekday" | "number");
        entry.time |= matches!(kind, "weekday" | "unit");
    }
    for word in OPENING {
        entries.entry(word).or_default().opens = true;
    }
    for word in TIMES.iter().chain(&PARTS_OF_DAY) {
        entries.entry(word).or_default().time = true;
    }
    let (mut sieve, mut times) = (Sieve::default(), Sieve::default());
    entries.keys().for_each(|word| sieve.add(word));
    entries.iter().filter(|(_, entry)| entry.time).for_each(|(word, _)| times.add(word));
    MONTHS.iter().for_each(|name| times.add(name));
    Calendar { entries, sieve, times }
});

/// A run of letters and digits, or one mark; where it stands and how it reads in lower case.
pub(super) struct Word<'a> {
    pub start: usize,
    pub end: usize,
    pub lower: Cow<'a, str>,
    pub capital: bool,
    /// White space or nothing of its own stands before it.
    pub spaced: bool,
    month: Option<i8>,
    entry: Option<&'static Entry>,
}

/// Words of an expression before the one that tells a time, and that one: `the third and last day`.
const FIRST_WORDS: usize = 8;

/// Whether an expression can begin with the first of these words: most words begin none.
pub(super) fn may_open(words: &[Word]) -> bool {
    words.first().is_some_and(Word::may_open) && words.iter().take(FIRST_WORDS).any(Word::tells_a_time)
}

/// Cuts a text into words and marks; `lower` is the text with its ASCII letters in lower case, so that most words are borrowed.
pub(super) fn words<'a>(text: &str, lower: &'a str) -> Vec<Word<'a>> {
    let mut found: Vec<Word> = Vec::with_capacity(text.len() / 4);
    let mut spaced = true;
    // The last word is of letters and digits alone, so that more may follow.
    let mut open = false;
    let mut start = 0;
    while let Some(byte) = text.as_bytes().get(start).copied() {
        let (end, joins, capital);
        if byte.is_ascii() {
            if char::from(byte).is_whitespace() {
                spaced = true;
                start += 1;
                continue;
            }
            joins = open && !spaced && byte.is_ascii_alphanumeric();
            open = byte.is_ascii_alphanumeric();
            end = if open { end_of_run(text.as_bytes(), start + 1) } else { start + 1 };
            capital = byte.is_ascii_uppercase();
        } else {
            let Some(character) = text.get(start..).and_then(|rest| rest.chars().next()) else { break };
            if character.is_whitespace() {
                spaced = true;
                start += character.len_utf8();
                continue;
            }
            joins = open && !spaced && character.is_alphanumeric();
            open = character.to_lowercase().all(char::is_alphanumeric);
            end = start + character.len_utf8();
            capital = character.is_uppercase();
        }
        match found.last_mut() {
            Some(last) if joins => last.end = end,
            _ => found.push(Word { start, end, lower: Cow::Borrowed(""), capital, spaced, month: None, entry: None }),
        }
        spaced = false;
        start = end;
    }
    let (calendar, plain) = (&*CALENDAR, lower.is_ascii());
    for word in &mut found {
        let read = lower.get(word.start..word.end).unwrap_or_default();
        word.lower = if plain || read.is_ascii() {
            Cow::Borrowed(read)
        } else {
            Cow::Owned(read.chars().flat_map(char::to_lowercase).collect())
        };
        // Once a word: every production asks every word.
        word.entry = calendar.get(&word.lower);
        // `may` is a verb.
        word.month = Some(&word.lower).filter(|_| word.capital).and_then(|lower| month(lower));
    }
    found
}

/// Where the letters and digits of ASCII end that stand at `start`.
fn end_of_run(text: &[u8], start: usize) -> usize {
    const LETTER_OR_DIGIT: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            table[byte] = (byte as u8).is_ascii_alphanumeric();
            byte += 1;
        }
        table
    };
    let other = text[start..].iter().position(|byte| !LETTER_OR_DIGIT[usize::from(*byte)]);
    other.map_or(text.len(), |length| start + length)
}

/// The words of time besides numbers, without which no date is.
pub fn words_of_time() -> impl Iterator<Item = &'static str> {
    let times = CALENDAR.entries.iter().filter(|(_, entry)| entry.time);
    times.map(|(word, _)| *word).chain(MONTHS)
}

/// Whether a text in lower case holds what no date is without: a number, a month or another word of time.
pub(super) fn tells_a_time(lower: &str) -> bool {
    let mut start = 0;
    while start < lower.len() {
        let end = end_of_run(lower.as_bytes(), start);
        let word = lower.get(start..end).unwrap_or_default();
        let digit = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if digit || CALENDAR.tells_a_time(word) {
            return true;
        }
        start = end + 1;
    }
    false
}

/// Parts of a day.
const PARTS_OF_DAY: [&str; 4] = ["morning", "afternoon", "evening", "night"];

/// Words of time besides the units of the calendar and the parts of a day.
const TIMES: [&str; 16] = [
    "hours",
    "today",
    "tonight",
    "yesterday",
    "tomorrow",
    "morrow",
    "weekend",
    "fortnight",
    "fortnights",
    "eve",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "anniversary",
];

/// Words besides those of the calendar and numbers with which an expression can begin.
const OPENING: [&str; 30] = [
    "hours",
    "the",
    "to",
    "this",
    "that",
    "last",
    "past",
    "previous",
    "next",
    "coming",
    "today",
    "tonight",
    "yesterday",
    "tomorrow",
    "later",
    "earlier",
    "all",
    "new",
    "christmas",
    "boxing",
    "day",
    "his",
    "her",
    "palm",
    "maundy",
    "holy",
    "good",
    "easter",
    "ascension",
    "whit",
];

impl Word<'_> {
    fn may_open(&self) -> bool {
        self.entry.is_some_and(|entry| entry.opens) || self.month.is_some() || self.begins_with_digit()
    }

    fn tells_a_time(&self) -> bool {
        self.entry.is_some_and(|entry| entry.time) || self.month.is_some() || self.begins_with_digit()
    }

    fn begins_with_digit(&self) -> bool {
        self.lower.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub fn one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_ref())
    }

    pub fn month(&self) -> Option<i8> {
        self.month
    }

    pub fn weekday(&self) -> Option<i8> {
        self.entry.filter(|_| self.capital)?.weekday
    }

    /// 1 to 31, with or without `st`, `nd`, `rd`, `th`.
    pub fn day(&self) -> Option<i8> {
        if !self.begins_with_digit() {
            return None;
        }
        let digits = self.lower.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let suffix = &self.lower[digits.len()..];
        if digits.len() > 2 || !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    pub fn year(&self) -> Option<i16> {
        if self.lower.len() != 4 {
            return None;
        }
        self.lower.parse().ok().filter(|year| (1500..=2199).contains(year))
    }

    /// A small number in digits or in letters.
    pub fn number(&self) -> Option<i32> {
        self.lower.parse::<i32>().ok().filter(|number| (1..=99).contains(number)).or_else(|| self.entry?.number)
    }

    /// `30th`, `thirtieth`.
    pub fn ordinal(&self) -> Option<i32> {
        let digits = self.lower.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let counted = matches!(self.lower.get(digits.len()..), Some("st" | "nd" | "rd" | "th"));
        digits.parse().ok().filter(|_| counted).or_else(|| self.entry?.ordinal)
    }

    pub fn unit(&self) -> Option<Unit> {
        self.entry?.unit
    }

    pub fn is_part_of_day(&self) -> bool {
        self.one_of(&PARTS_OF_DAY)
    }

    pub fn is_dash(&self) -> bool {
        self.entry.is_some_and(|entry| entry.dash)
    }
}
