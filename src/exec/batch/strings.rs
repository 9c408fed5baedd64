//! Text in columns: either one buffer with the end of each entry, or codes into a dictionary.

use std::sync::Arc;

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

    /// Adds texts that stand one after the other in `text`, by where each ends in it; see [`Strings::fits`].
    pub fn extend(&mut self, text: &str, ends: impl Iterator<Item = u32>) {
        let base = self.text.len() as u32;
        self.text.push_str(text);
        self.ends.extend(ends.map(|end| base + end));
    }

    /// All texts one after the other, and where each ends.
    pub fn parts(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// The texts of these rows, in this order; `None` where they would not fit.
    pub fn gather(&self, rows: &[u32]) -> Option<Strings> {
        let length: usize = rows.iter().map(|&row| self.get(row as usize).len()).sum();
        u32::try_from(length).ok()?;
        let mut gathered = Strings { text: String::with_capacity(length), ends: Vec::with_capacity(rows.len()) };
        rows.iter().for_each(|&row| gathered.push(self.get(row as usize)));
        Some(gathered)
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.text.len() + 4 * self.ends.len()
    }
}

/// The distinct texts of a dictionary column, ascending, shared by all its batches: codes compare as their texts do.
#[derive(Clone, Debug)]
pub struct Dictionary {
    words: Arc<[Arc<str>]>,
}

impl Dictionary {
    /// A dictionary of distinct words in ascending order: the code of each is its position.
    pub fn new(words: Arc<[Arc<str>]>) -> Self {
        Self { words }
    }

    /// Whether both surely have the same words, told by where they are kept, or by a look at them where they are few.
    pub fn is_same(&self, other: &Dictionary) -> bool {
        const FEW: usize = 16;
        Arc::ptr_eq(&self.words, &other.words) || self.len() <= FEW && self.words == other.words
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

    /// The codes below this one are those of the words before `word`.
    pub fn first_code_from(&self, word: &str) -> u32 {
        self.words.partition_point(|known| **known < *word) as u32
    }

    /// The code of a word, if it is there.
    pub fn code(&self, word: &str) -> Option<u32> {
        let code = self.first_code_from(word);
        self.words.get(code as usize).is_some_and(|known| **known == *word).then_some(code)
    }
}
