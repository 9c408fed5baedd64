//! Text in columns: either one buffer with the end of each entry, or codes into a dictionary.

use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// Texts one after the other in one buffer.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// No texts, with room for so many.
    pub fn with_capacity(entries: usize) -> Self {
        Self { text: String::new(), ends: Vec::with_capacity(entries) }
    }

    /// How many texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a row; empty for a row that is not there.
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends.get(row - 1).map_or(0, |&end| end as usize) };
        let end = self.ends.get(row).map_or(0, |&end| end as usize);
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether the text would still fit: a buffer holds at most 4 GiB.
    pub fn fits(&self, text: &str) -> bool {
        self.text.len() + text.len() <= u32::MAX as usize
    }

    /// Adds a text; see [`Strings::fits`].
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.text.len() + 4 * self.ends.len()
    }
}

/// The distinct texts of a dictionary column, shared by all its batches. Two codes never mean the same text.
#[derive(Debug, Default)]
pub struct Dictionary {
    words: Vec<Arc<str>>,
    /// Made when a word is first looked up.
    codes: OnceLock<FxHashMap<Arc<str>, u32>>,
}

impl Dictionary {
    /// A dictionary of distinct words: the code of each is its position.
    pub fn new(words: Vec<Arc<str>>) -> Self {
        Self { words, codes: OnceLock::new() }
    }

    /// Whether both surely have the same words, told by where they are kept.
    pub fn is_same(&self, other: &Dictionary) -> bool {
        let ends = |dictionary: &Dictionary| dictionary.words.first().cloned().zip(dictionary.words.last().cloned());
        std::ptr::eq(self, other)
            || self.words.len() == other.words.len()
                && ends(self).zip(ends(other)).is_some_and(|((first, last), (other_first, other_last))| {
                    Arc::ptr_eq(&first, &other_first) && Arc::ptr_eq(&last, &other_last)
                })
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The word of a code, empty for a code that is not there.
    pub fn word(&self, code: u32) -> &str {
        self.words.get(code as usize).map_or("", |word| word)
    }

    /// The word of a code, shared.
    pub fn shared_word(&self, code: u32) -> Arc<str> {
        self.words.get(code as usize).cloned().unwrap_or_else(|| "".into())
    }

    /// All words by code.
    pub fn words(&self) -> &[Arc<str>] {
        &self.words
    }

    /// The code of a word, if it is there.
    pub fn code(&self, word: &str) -> Option<u32> {
        let numbered = || self.words.iter().enumerate().map(|(code, word)| (word.clone(), code as u32)).collect();
        self.codes.get_or_init(numbered).get(word).copied()
    }
}
