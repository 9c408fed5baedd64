//! One table of every word that is known: the classes it belongs to, its verbs and nouns, and the phrases that begin with it.
//!
//! Each word of a text is looked up here once ([`KnownWords`](super::known_words::KnownWords)). A rule that needs to know
//! more of a word gets a class in `data/words.tsv` or `data/lexicon.tsv`, and no table of its own.

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::knowledge::FirstWord;
use super::lexicon;

/// What is known of a folded word.
#[derive(Debug)]
pub struct Entry {
    /// The small lists that hold it (`honorific`, `particle`, `month`, …).
    pub classes: Classes,
    /// What the lexicon of events has under it.
    pub lexicon: &'static lexicon::Word,
    /// The known names that begin with it.
    pub names: Option<FirstWord>,
    /// The words of titles that begin with it.
    pub offices: Option<FirstWord>,
}

impl Default for Entry {
    fn default() -> Self {
        Entry { classes: Classes::default(), lexicon: lexicon::no_word(), names: None, offices: None }
    }
}

/// Room for the built-in words, so that the table does not grow while they are read.
const WORDS: usize = 28_000;

/// The words that are known.
#[derive(Debug)]
pub struct Vocabulary {
    entries: FxHashMap<String, Entry>,
    unknown: Entry,
}

impl Default for Vocabulary {
    /// The words of the lexicon alone.
    fn default() -> Self {
        let entries = FxHashMap::with_capacity_and_hasher(WORDS, Default::default());
        let mut vocabulary = Vocabulary { entries, unknown: Entry::default() };
        for (word, known) in lexicon::words() {
            vocabulary.of(word.to_owned()).lexicon = known;
        }
        vocabulary
    }
}

impl Vocabulary {
    /// What is known of a folded word.
    pub fn get(&self, word: &str) -> &Entry {
        self.entries.get(word).unwrap_or(&self.unknown)
    }

    /// The entry of a folded word, to write to.
    pub fn of(&mut self, word: String) -> &mut Entry {
        self.entries.entry(word).or_default()
    }
}
