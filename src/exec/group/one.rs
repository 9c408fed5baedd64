//! Keys of one column, each entry one small word: a bit for each.

use super::super::batch::{Column, ColumnBuilder};
use super::words::{NULL, Words, row_words};
use std::sync::Arc;

/// Words of anything but nodes, relationships and texts, of which there may be no more than these, are below this.
const MOST: u64 = if cfg!(test) { 1 << 9 } else { 1 << 22 };

/// The words that have come.
pub(super) struct One {
    pub words: Words,
    pub bits: Bits,
}

/// Words as bits.
#[derive(Default)]
pub(super) struct Bits {
    bits: Vec<u64>,
    has_null: bool,
}

impl Bits {
    /// How many words other than that of null there are.
    pub fn count(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// Adds others.
    pub fn unite(&mut self, other: &Bits) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits |= other);
        self.has_null |= other.has_null;
    }

    /// Adds a word, and says whether it is new.
    #[inline]
    fn add(&mut self, word: u64) -> bool {
        if word == NULL {
            return !std::mem::replace(&mut self.has_null, true);
        }
        let (place, bit) = ((word / 64) as usize, 1 << (word % 64));
        if place >= self.bits.len() {
            self.bits.resize(place + 1, 0);
        }
        let bits = &mut self.bits[place];
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }
}

impl One {
    /// Nothing yet, for a column like this one.
    pub fn new(column: &Column) -> Option<Self> {
        Some(Self { words: Words::of(column)?, bits: Bits::default() })
    }

    /// The rows whose word comes for the first time; `None`, and nothing has come, where some word has no bit.
    pub fn firsts(&mut self, column: &Column) -> Option<Vec<u32>> {
        if !self.words.is(&Words::of(column)?) {
            return None;
        }
        let words = row_words(column);
        let are_small = matches!(self.words, Words::Nodes | Words::Relationships | Words::Codes(_) | Words::Booleans);
        if !are_small && !words.iter().all(|word| *word < MOST || *word == NULL) {
            return None;
        }
        let (mut rows, mut found) = (vec![0; words.len()], 0);
        for (row, word) in words.into_iter().enumerate() {
            // Written in any case and kept if it is new: no branch that is hard to foresee.
            rows[found] = row as u32;
            found += usize::from(self.bits.add(word));
        }
        rows.truncate(found);
        Some(rows)
    }

    /// All words as a column.
    pub fn column(&self) -> Arc<Column> {
        let mut column = ColumnBuilder::new();
        for (at, mut bits) in self.bits.bits.iter().copied().enumerate() {
            while bits != 0 {
                column.push(self.words.value(at as u64 * 64 + u64::from(bits.trailing_zeros())));
                bits &= bits - 1;
            }
        }
        if self.bits.has_null {
            column.push_nulls(1);
        }
        Arc::new(column.finish())
    }
}
