//! Sentence boundaries: every line is a unit (see [`wrap`]); inside a unit a sentence ends after `.`, `!`, `?` or `…` with closing
//! quotes, before a space and a letter or digit that is not lower case, except after abbreviations, single letters and
//! list numbers.

use std::ops::Range;

use super::token::{Character, characters, spell};
use super::{TokenIndex, month, wrap};

/// A sentence; offsets in code points.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// First code point.
    pub start: u32,
    /// After the last code point.
    pub end: u32,
    /// Index of its block.
    pub block: usize,
    /// Its tokens.
    pub tokens: Range<TokenIndex>,
}

/// A line that holds something.
pub(super) struct Line {
    pub start: u32,
    pub end: u32,
    pub bytes: Range<usize>,
    pub sentences: Vec<Cut>,
}

/// A sentence as cut: code points and bytes.
pub(super) struct Cut {
    pub start: u32,
    pub end: u32,
    pub bytes: Range<usize>,
    /// The same among the characters of its line.
    pub characters: Range<usize>,
}

/// Words before a full stop that does not end a sentence.
pub(super) const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "rev", "hon", "amb", "st", "vs", "no", "nos", "inc", "ltd",
    "co", "jr", "sr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "sun",
    "mon", "tue", "wed", "thu", "fri", "sat", "lt", "col", "maj", "capt", "cmdr", "cdr", "adm", "brig", "sgt", "gov",
    "eng", "engr", "ing", "arq", "lic", "dra", "sra", "smt", "md", "mohd", "ma", "wm", "rtd", "ret", "mt", "rt",
    "messrs",
];

/// Letters of the longest of them.
pub(super) const LONGEST_ABBREVIATION: usize = 6;

/// Dotted abbreviations.
const DOTTED: &[&str] = &["u.s", "u. s", "u.k", "u.n", "h.e", "e.g", "i.e", "a.m", "p.m", "d.c"];

/// Hands on the lines of a text with their sentences and their characters; a first line `url: …` has no sentence.
pub(super) fn segment(raw: &str, mut each: impl FnMut(Line, &[Character])) {
    let mut position = 0u32;
    let mut read = Vec::new();
    for unit in wrap::units(raw) {
        let byte = unit.start;
        let line = raw.get(unit).unwrap_or_default();
        characters(line, byte, &mut read);
        let offset = |index: usize| read.get(index).map_or(byte + line.len(), |(byte, _)| *byte as usize);
        let cut = |range: Range<usize>| Cut {
            start: position + range.start as u32,
            end: position + range.end as u32,
            bytes: offset(range.start)..offset(range.end),
            characters: range,
        };
        let whole = trim(&read, 0..read.len());
        if !whole.is_empty() {
            let all = cut(whole);
            let sentences = if byte == 0 && line.starts_with("url: ") {
                Vec::new()
            } else {
                split(&read, line).into_iter().map(cut).collect()
            };
            each(Line { start: all.start, end: all.end, bytes: all.bytes, sentences }, &read);
        }
        position += read.len() as u32 + 1;
    }
}

fn trim(characters: &[Character], mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && characters[range.start].1.is_whitespace() {
        range.start += 1;
    }
    while range.end > range.start && characters[range.end - 1].1.is_whitespace() {
        range.end -= 1;
    }
    range
}

/// The sentences of one line, as ranges of its characters.
fn split(characters: &[Character], line: &str) -> Vec<Range<usize>> {
    let at = |index: usize| characters.get(index).map(|(_, c)| *c);
    let mut out = Vec::new();
    let mut first = 0;
    let mut index = 0;
    let ascii = line.is_ascii();
    let stops = |from: usize| match line.as_bytes().get(from..) {
        Some(rest) if ascii => memchr::memchr3(b'.', b'!', b'?', rest),
        _ => characters[from..].iter().position(|(_, c)| matches!(c, '.' | '!' | '?' | '…')),
    };
    while let Some(ahead) = stops(index) {
        let mark = index + ahead;
        index = mark + 1;
        let mut end = mark + 1;
        while matches!(at(end), Some('"' | '”' | '’' | '\'' | ')' | ']')) {
            end += 1;
        }
        let mut next = end;
        while at(next).is_some_and(char::is_whitespace) {
            next += 1;
        }
        if next == end {
            continue;
        }
        let after = next;
        while matches!(at(next), Some('"' | '“' | '‘' | '\'' | '(' | '[')) {
            next += 1;
        }
        if !at(next).is_some_and(char::is_alphanumeric) || at(after).is_some_and(char::is_lowercase) {
            continue;
        }
        if characters[mark].1 == '.' && goes_on(characters, first, mark, after) {
            continue;
        }
        push(&mut out, characters, first..end);
        first = end;
        index = end;
    }
    push(&mut out, characters, first..characters.len());
    out
}

fn push(out: &mut Vec<Range<usize>>, characters: &[Character], range: Range<usize>) {
    let range = trim(characters, range);
    if !range.is_empty() {
        out.push(range);
    }
}

/// Whether the full stop at `mark` belongs to an abbreviation, an initial, a list number or a day of a month.
fn goes_on(characters: &[Character], first: usize, mark: usize, after: usize) -> bool {
    let mut start = mark;
    while start > 0
        && mark - start < 24
        && (characters[start - 1].1.is_alphanumeric() || matches!(characters[start - 1].1, '_' | '.'))
    {
        start -= 1;
    }
    let word = &characters[start..mark];
    if (word.len() <= LONGEST_ABBREVIATION || word.iter().any(|(_, c)| *c == '.')) && is_abbreviation(word) {
        return true;
    }
    let before = |back: usize| mark.checked_sub(back).map(|i| characters[i].1);
    if before(1).is_some_and(|c| c.is_alphabetic()) && before(2).is_none_or(|c| !c.is_alphanumeric()) {
        return true;
    }
    let digits = (1..=3).take_while(|back| before(*back).is_some_and(|c| c.is_ascii_digit())).count();
    if !(1..=2).contains(&digits) {
        return false;
    }
    let lead = &characters[first..mark - digits];
    if lead.iter().all(|(_, c)| c.is_whitespace()) {
        return true;
    }
    let name: String =
        characters[after..].iter().map(|(_, c)| *c).take_while(|c| c.is_alphanumeric() || *c == '_').take(12).collect();
    let whole = name.len() > 3 && name.starts_with(char::is_uppercase) || name == "May";
    before(digits + 1).is_none_or(char::is_whitespace) && whole && month(&name.to_lowercase()).is_some()
}

/// Whether a word, or what follows the last full stop in it, is an abbreviation.
fn is_abbreviation(word: &[Character]) -> bool {
    let last = word.rsplit(|(_, c)| *c == '.').next().unwrap_or_default();
    DOTTED.iter().any(|known| spell(word, known))
        || (last.len() == word.len() || last.len() > 1) && ABBREVIATIONS.iter().any(|known| spell(last, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(raw: &str) -> Vec<Cut> {
        let mut cuts = Vec::new();
        segment(raw, |line, _| cuts.extend(line.sentences));
        cuts
    }

    fn cut(raw: &str) -> Vec<String> {
        cuts(raw).into_iter().map(|cut| raw[cut.bytes].to_owned()).collect()
    }

    #[test]
    fn cuts_after_stops_and_closing_quotes() {
        for (raw, expected) in [
            ("One ended. Two began.", vec!["One ended.", "Two began."]),
            ("“It is over.” She left.", vec!["“It is over.”", "She left."]),
            ("Mr. Olsen came on Dec. 4 to Oslo.", vec!["Mr. Olsen came on Dec. 4 to Oslo."]),
            ("Ana P. Ruiz of the U.S. Senate spoke.", vec!["Ana P. Ruiz of the U.S. Senate spoke."]),
            ("1. The first point.", vec!["1. The first point."]),
            ("They met on 21. June in Graz.", vec!["They met on 21. June in Graz."]),
            ("He came. and left", vec!["He came. and left"]),
            ("url: https://example.org/a. B\nText", vec!["Text"]),
            (" \u{a0}\nA\n\nB ", vec!["A", "B"]),
        ] {
            assert_eq!(cut(raw), expected, "{raw}");
        }
    }

    #[test]
    fn offsets_count_code_points() {
        let cuts: Vec<_> = cuts("ổổ. Ổ b\nč").iter().map(|cut| (cut.start, cut.end)).collect();
        assert_eq!(cuts, [(0, 3), (4, 7), (8, 9)]);
    }
}
