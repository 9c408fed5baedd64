//! The words of the calendar (`data/calendar.tsv`) and the cutting of a text into words and marks.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Unit;

static CALENDAR: LazyLock<HashMap<(&'static str, &'static str), i16>> = LazyLock::new(|| {
    include_str!("../data/calendar.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let kind = cells.next()?;
            let value = cells.next()?.parse().ok()?;
            Some(((kind, cells.next()?), value))
        })
        .collect()
});

/// A run of letters and digits, or one mark; where it stands and how it reads in lower case.
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub lower: String,
    pub capital: bool,
    /// White space or nothing of its own stands before it.
    pub spaced: bool,
}

/// Cuts a text into words and marks.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut spaced = true;
    for (start, character) in text.char_indices() {
        if character.is_whitespace() {
            spaced = true;
            continue;
        }
        let end = start + character.len_utf8();
        let joins = character.is_alphanumeric()
            && !spaced
            && found.last().is_some_and(|last| last.lower.chars().all(char::is_alphanumeric));
        match found.last_mut() {
            Some(last) if joins => {
                last.end = end;
                last.lower.extend(character.to_lowercase());
            }
            _ => found.push(Word {
                start,
                end,
                lower: character.to_lowercase().collect(),
                capital: character.is_uppercase(),
                spaced,
            }),
        }
        spaced = false;
    }
    found
}

fn look_up(kind: &'static str, word: &str) -> Option<i16> {
    // The keys are static, so the look-up goes through a shorter-lived pair of the same type.
    CALENDAR.get(&(kind, word)).copied()
}

impl Word {
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub fn one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub fn month(&self) -> Option<i8> {
        self.capital.then(|| look_up("month", &self.lower)).flatten().and_then(|value| i8::try_from(value).ok())
    }

    pub fn weekday(&self) -> Option<i8> {
        self.capital.then(|| look_up("weekday", &self.lower)).flatten().and_then(|value| i8::try_from(value).ok())
    }

    /// 1 to 31, with or without `st`, `nd`, `rd`, `th`.
    pub fn day(&self) -> Option<i8> {
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
        self.lower
            .parse::<i32>()
            .ok()
            .filter(|number| (1..=99).contains(number))
            .or_else(|| look_up("number", &self.lower).map(i32::from))
    }

    pub fn unit(&self) -> Option<Unit> {
        match look_up("unit", &self.lower)? {
            1 => Some(Unit::Day),
            2 => Some(Unit::Week),
            3 => Some(Unit::Month),
            _ => Some(Unit::Year),
        }
    }

    pub fn is_dash(&self) -> bool {
        look_up("dash", &self.lower).is_some()
    }
}
