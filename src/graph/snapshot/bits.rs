//! A set of row numbers as one bit a row.

use std::ops::Range;

/// One bit a row, least significant first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bitmap {
    words: Vec<u64>,
    length: usize,
}

impl Bitmap {
    /// `length` rows, none of them set.
    pub fn zeros(length: usize) -> Bitmap {
        Bitmap { words: vec![0; length.div_ceil(64)], length }
    }

    /// From words as [`Bitmap::words`] gives them; `None` unless they are as many as the length needs.
    pub fn from_words(words: Vec<u64>, length: usize) -> Option<Bitmap> {
        (words.len() == length.div_ceil(64)).then_some(Bitmap { words, length })
    }

    /// How many rows there are, set or not.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether the row is set; rows beyond the end are not.
    #[inline]
    pub fn get(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are set.
    pub fn count(&self) -> usize {
        let ones = |word: u64| word.count_ones() as usize;
        let whole: usize = self.words.iter().take(self.length / 64).map(|word| ones(*word)).sum();
        let last = self.words.get(self.length / 64).map_or(0, |word| word & ((1 << (self.length % 64)) - 1));
        whole + ones(last)
    }

    /// How many rows of a range are set.
    pub fn count_within(&self, rows: Range<usize>) -> usize {
        let mut left = rows.len();
        let ones = |word: u64| {
            let word = if left < 64 { word & ((1 << left) - 1) } else { word };
            left = left.saturating_sub(64);
            word.count_ones() as usize
        };
        self.words_from(rows.start).take(rows.len().div_ceil(64)).map(ones).sum()
    }

    /// The rows from `64 * number` on, if there are any, the first in the lowest bit.
    pub fn word(&self, number: usize) -> Option<u64> {
        self.words.get(number).copied()
    }

    /// The rows from this one on, 64 a word; beyond the end they are not set.
    pub fn words_from(&self, row: usize) -> impl Iterator<Item = u64> + '_ {
        let (first, shift) = (row / 64, row % 64);
        (first..self.words.len()).map(move |word| {
            let low = self.words[word] >> shift;
            match (shift, self.words.get(word + 1)) {
                (1.., Some(next)) => low | next << (64 - shift),
                _ => low,
            }
        })
    }

    /// Adds a row at the end.
    pub fn push(&mut self, set: bool) {
        if self.length.is_multiple_of(64) {
            self.words.push(0);
        }
        if let (true, Some(word)) = (set, self.words.last_mut()) {
            *word |= 1 << (self.length % 64);
        }
        self.length += 1;
    }

    /// Adds the rows of another after these.
    pub fn append(&mut self, other: &Bitmap) {
        let shift = self.length % 64;
        if shift == 0 {
            self.words.extend(&other.words);
        } else {
            for word in &other.words {
                if let Some(last) = self.words.last_mut() {
                    *last |= word << shift;
                }
                self.words.push(word >> (64 - shift));
            }
        }
        self.length += other.length;
        self.words.truncate(self.length.div_ceil(64));
    }

    /// Sets a row; rows beyond the end are left alone.
    pub fn set(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// Clears a row; rows beyond the end are left alone.
    pub fn unset(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// How many rows are set.
    pub fn ones(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether every row is set.
    pub fn is_full(&self) -> bool {
        self.ones() == self.length
    }

    /// The bits, 64 rows a word.
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}
