//! Tables of phrases: the longest known phrase that begins at a token.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::text::{Flags, FoldedText, Text, TokenIndex};

/// What a word has that can begin a phrase written with a capital.
const CAPITAL: Flags = Flags::CAPITALISED.or(Flags::NUMBER);

/// Phrases with what they mean.
#[derive(Debug)]
pub struct Phrases<T> {
    first_words: FxHashMap<String, FirstWord>,
    starts: Vec<Start<T>>,
}

/// The number of a word with which phrases begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstWord(u32);

/// The phrases that begin with a word.
#[derive(Debug)]
struct Start<T> {
    /// By their second word, those of one word first, then the longest first.
    entries: Vec<Entry<T>>,
    /// How many are of one word.
    alone: usize,
    /// The bits of their second words: most words that follow in a text are none.
    seconds: u64,
    /// One of them may stand in lower case.
    lower: bool,
}

#[derive(Debug)]
struct Entry<T> {
    /// Folded words after the first.
    rest: Vec<String>,
    /// Written in capitals, so that only capitals match (`US`, not `us`).
    capitals: bool,
    /// Begins with a capital, so that lower case never matches.
    capitalised: bool,
    meaning: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { first_words: FxHashMap::default(), starts: Vec::new() }
    }
}

/// A phrase as the tokenizer cuts it, folded.
pub fn words_of(phrase: &str) -> Vec<String> {
    // What the tokenizer finds where there is nothing but letters and spaces.
    if phrase.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
        return phrase.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
    }
    let text = Text::phrase(phrase.to_owned());
    (0..text.tokens.len()).map(|token| text.folded(token).to_owned()).collect()
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase; what was there under the same words stays.
    pub fn insert(&mut self, phrase: &str, meaning: T) {
        let mut words = words_of(phrase).into_iter();
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let capitalised = phrase.chars().next().is_some_and(char::is_uppercase);
        let letters = || phrase.chars().filter(|c| c.is_alphabetic());
        let capitals = rest.is_empty() && letters().count() > 1 && letters().filter(|c| c.is_uppercase()).count() > 1;
        let number = *self.first_words.entry(first).or_insert(FirstWord(self.starts.len() as u32));
        if self.starts.len() <= number.0 as usize {
            self.starts.push(Start { entries: Vec::new(), alone: 0, seconds: 0, lower: false });
        }
        let start = &mut self.starts[number.0 as usize];
        start.lower |= !capitalised;
        let entries = &mut start.entries;
        let new = Entry { rest, capitals, capitalised, meaning };
        let from = entries.partition_point(|entry| entry.place() < new.place());
        let to = from + entries[from..].iter().take_while(|entry| entry.place() == new.place()).count();
        if entries[from..to].iter().all(|entry| entry.rest != new.rest || entry.capitals != new.capitals) {
            match new.rest.first() {
                Some(second) => start.seconds |= bit(second),
                None => start.alone += 1,
            }
            // ILO is no port of Peru: what is written in capitals comes first.
            entries.insert(if new.capitals { from } else { to }, new);
        }
    }

    /// The words with which phrases begin.
    pub fn first_words(&self) -> impl Iterator<Item = (&str, FirstWord)> {
        self.first_words.iter().map(|(word, number)| (word.as_str(), *number))
    }

    /// The longest phrase at `token` inside its sentence: its length in tokens and its meaning.
    pub fn at(&self, text: &FoldedText<'_>, token: TokenIndex, end: TokenIndex) -> Option<(usize, T)> {
        self.begun_by(*self.first_words.get(text.folded(token))?, text, token, end)
    }

    /// The same where the number of the word at `token` is known.
    pub fn begun_by(
        &self,
        first: FirstWord,
        text: &FoldedText<'_>,
        token: TokenIndex,
        end: TokenIndex,
    ) -> Option<(usize, T)> {
        let start = self.starts.get(first.0 as usize)?;
        if !start.lower && !text.has(token, CAPITAL) {
            return None;
        }
        let second = by_length(text.folded(token + 1));
        let (alone, longer) = start.entries.split_at(start.alone);
        let longer = if start.seconds & bit(second.1) == 0 { &[] } else { longer };
        let from = longer.partition_point(|entry| entry.second() < second);
        let longer = longer[from..].iter().take_while(|entry| entry.second() == second);
        let fits = |entry: &&Entry<T>| entry.fits(text, token, end);
        longer.chain(alone).find(fits).map(|entry| (entry.rest.len() + 1, entry.meaning))
    }
}

/// A word behind its length, by which most words are told apart.
fn by_length(word: &str) -> (usize, &str) {
    (word.len(), word)
}

/// One of 64 bits for a word, by its first letter and its length.
fn bit(word: &str) -> u64 {
    let first = word.as_bytes().first().copied().unwrap_or_default();
    1 << ((usize::from(first) ^ (word.len() * 5)) & 63)
}

impl<T> Entry<T> {
    /// The second word, by which most phrases are told apart; empty for a phrase of one word.
    fn second(&self) -> (usize, &str) {
        by_length(self.rest.first().map_or("", String::as_str))
    }

    /// Where it stands among those with the same first word.
    fn place(&self) -> ((usize, &str), Reverse<usize>) {
        (self.second(), Reverse(self.rest.len()))
    }

    fn fits(&self, text: &FoldedText<'_>, token: TokenIndex, end: TokenIndex) -> bool {
        if self.capitalised && !text.has(token, CAPITAL) {
            return false;
        }
        if self.capitals && (text.word(token).chars().filter(|c| c.is_uppercase()).count() <= 1) {
            return false;
        }
        // `Georgia today signed`: the country, and no paper of that name.
        let written = |at: TokenIndex, word: &str| word != "today" || text.has(at, CAPITAL);
        let words = self.rest.iter().enumerate().map(|(at, word)| (token + 1 + at, word));
        token + self.rest.len() < end
            && words.into_iter().all(|(at, word)| text.folded(at) == word && written(at, word))
    }
}
