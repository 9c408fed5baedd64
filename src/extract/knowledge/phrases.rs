//! Tables of phrases: the longest known phrase that begins at a token.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::text::{Flags, Sieve, Text, TokenIndex};

/// What a word has that can begin a phrase written with a capital.
const CAPITAL: Flags = Flags::CAPITALISED.or(Flags::NUMBER);

/// Phrases with what they mean.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<String, Start<T>>,
    /// The first words of all phrases, and of those that may stand in lower case.
    first_words: Sieve,
    lower_first_words: Sieve,
}

/// The phrases that begin with a word.
#[derive(Debug)]
struct Start<T> {
    /// By their second word, those of one word first, then the longest first.
    entries: Vec<Entry<T>>,
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
        Self { by_first: FxHashMap::default(), first_words: Sieve::default(), lower_first_words: Sieve::default() }
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
        self.first_words.add(&first);
        if !capitalised {
            self.lower_first_words.add(&first);
        }
        let start = self.by_first.entry(first).or_insert_with(|| Start { entries: Vec::new(), lower: false });
        start.lower |= !capitalised;
        let entries = &mut start.entries;
        let new = Entry { rest, capitals, capitalised, meaning };
        let from = entries.partition_point(|entry| entry.place() < new.place());
        let to = from + entries[from..].iter().take_while(|entry| entry.place() == new.place()).count();
        if entries[from..to].iter().all(|entry| entry.rest != new.rest || entry.capitals != new.capitals) {
            entries.insert(to, new);
        }
    }

    /// The words with which phrases begin.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(String::as_str)
    }

    /// The longest phrase at `token` inside its sentence: its length in tokens and its meaning.
    pub fn at(&self, text: &Text, token: TokenIndex, end: TokenIndex) -> Option<(usize, T)> {
        let capital = text.has(token, CAPITAL);
        let first = text.folded(token);
        let sieve = if capital { &self.first_words } else { &self.lower_first_words };
        if !sieve.may_hold(first) {
            return None;
        }
        let start = self.by_first.get(first).filter(|start| capital || start.lower)?;
        let second = text.folded(token + 1);
        let from = start.entries.partition_point(|entry| entry.second() < second);
        let longer = start.entries[from..].iter().take_while(|entry| entry.second() == second);
        let alone = start.entries.iter().take_while(|entry| entry.rest.is_empty());
        let fits = |entry: &&Entry<T>| entry.fits(text, token, end);
        longer.chain(alone).find(fits).map(|entry| (entry.rest.len() + 1, entry.meaning))
    }
}

impl<T> Entry<T> {
    /// The second word, by which most phrases are told apart; empty for a phrase of one word.
    fn second(&self) -> &str {
        self.rest.first().map_or("", String::as_str)
    }

    /// Where it stands among those with the same first word.
    fn place(&self) -> (&str, Reverse<usize>) {
        (self.second(), Reverse(self.rest.len()))
    }

    fn fits(&self, text: &Text, token: TokenIndex, end: TokenIndex) -> bool {
        if self.capitalised && !text.has(token, CAPITAL) {
            return false;
        }
        if self.capitals && (text.word(token).chars().filter(|c| c.is_uppercase()).count() <= 1) {
            return false;
        }
        token + self.rest.len() < end
            && self.rest.iter().enumerate().all(|(at, word)| text.folded(token + 1 + at) == word)
    }
}
