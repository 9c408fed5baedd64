//! Numbers of single words by address.

use super::super::batch::{Column, Data};
use super::words::{NULL, Words, row_words, unsigned};
use rustc_hash::FxHashMap;

/// No number yet.
pub(super) const NEW: u32 = u32::MAX;

/// So many different nodes are worth an array as long as there are nodes.
pub(super) const MANY: usize = 1024;

/// So many words from one on are addresses.
pub(super) const SMALL: u64 = 1 << 16;

/// The numbers of words: by address where they are near the first, as codes, days, small integers and the nodes of a label
/// are, and where they are nodes, of which many have come.
pub(super) struct Numbers {
    /// By word less `base`.
    near: Vec<u32>,
    base: u64,
    /// Words from `base` on that are addresses.
    addresses: u64,
    others: FxHashMap<u64, u32>,
    are_nodes: bool,
}

impl Numbers {
    /// No numbers yet, for words of this kind.
    pub fn of(words: &Words) -> Self {
        let are_nodes = matches!(words, Words::Nodes);
        Self { near: Vec::new(), base: 0, addresses: SMALL, others: FxHashMap::default(), are_nodes }
    }

    /// The numbers of a column's words; new ones get the `next`.
    pub fn numbers(&mut self, column: &Column, next: impl FnMut() -> u32) -> Vec<u32> {
        match column.data() {
            _ if !column.nulls().is_none() => self.of_words(row_words(column), next),
            Data::Nodes(entries) => self.of_words(entries.iter().map(|node| u64::from(node.0)), next),
            Data::Integers(entries) => self.of_words(entries.iter().map(|integer| unsigned(*integer)), next),
            Data::Dates(entries) => self.of_words(entries.iter().map(|date| unsigned(date.epoch_days())), next),
            Data::Codes { codes, .. } => self.of_words(codes.iter().map(|code| u64::from(*code)), next),
            _ => self.of_words(row_words(column), next),
        }
    }

    fn of_words(&mut self, words: impl IntoIterator<Item = u64>, mut next: impl FnMut() -> u32) -> Vec<u32> {
        let number = |word: u64| match self.near.get(word.wrapping_sub(self.base) as usize) {
            Some(number) if *number != NEW => *number,
            _ => self.number(word, &mut next),
        };
        words.into_iter().map(number).collect()
    }

    fn number(&mut self, word: u64, next: impl FnOnce() -> u32) -> u32 {
        if self.near.is_empty() && self.others.is_empty() && word != NULL {
            self.base = word - word % SMALL;
        } else if self.are_nodes && self.others.len() >= MANY {
            self.address_nodes();
        }
        let place = word.wrapping_sub(self.base);
        if place >= self.addresses {
            return *self.others.entry(word).or_insert_with(next);
        }
        let number = self.at(place as usize);
        if *number == NEW {
            *number = next();
        }
        *number
    }

    fn at(&mut self, place: usize) -> &mut u32 {
        if place >= self.near.len() {
            self.near.resize((place + 1).next_power_of_two(), NEW);
        }
        &mut self.near[place]
    }

    /// From now on every node from the first known on is an address, and where many came before that one, every node.
    fn address_nodes(&mut self) {
        let known: Vec<(u64, u32)> = self.entries().collect();
        let first = known.iter().map(|(word, _)| *word).min().unwrap_or(0);
        self.base = if self.addresses == SMALL { first - first % SMALL } else { 0 };
        self.addresses = (1 << 32) - self.base;
        (self.near, self.others) = Default::default();
        for (word, number) in known {
            let place = word.wrapping_sub(self.base);
            match place < self.addresses {
                true => *self.at(place as usize) = number,
                false => drop(self.others.insert(word, number)),
            }
        }
    }

    /// The number of a word, if it is known.
    pub fn get(&self, word: u64) -> Option<u32> {
        let place = word.wrapping_sub(self.base);
        match place < self.addresses {
            true => self.near.get(place as usize).copied().filter(|number| *number != NEW),
            false => self.others.get(&word).copied(),
        }
    }

    /// All words with their numbers.
    pub fn entries(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        let near = self.near.iter().enumerate().filter(|(_, number)| **number != NEW);
        let near = near.map(|(place, number)| (self.base + place as u64, *number));
        near.chain(self.others.iter().map(|(word, number)| (*word, *number)))
    }
}
