//! Numbers of single words by address.

use super::words::Words;
use rustc_hash::FxHashMap;

/// No number yet.
pub(super) const NEW: u32 = u32::MAX;

/// So many different nodes are worth an array as long as there are nodes.
pub(super) const MANY: usize = 1024;

/// Words below this are addresses.
pub(super) const SMALL: u64 = 1 << 16;

/// The numbers of words: by address where they are small, as codes, days and small integers are, and where they are nodes, of
/// which many have come.
pub(super) struct Numbers {
    small: Vec<u32>,
    large: FxHashMap<u64, u32>,
    /// Words below this are addresses.
    addresses: u64,
    are_nodes: bool,
}

impl Numbers {
    /// No numbers yet, for words of this kind.
    pub fn of(words: &Words) -> Self {
        let are_nodes = matches!(words, Words::Nodes);
        Self { small: Vec::new(), large: FxHashMap::default(), addresses: SMALL, are_nodes }
    }

    /// The number of a word; a new one gets the `next`.
    pub fn number(&mut self, word: u64, next: impl FnOnce() -> u32) -> u32 {
        if word >= self.addresses && self.are_nodes && self.addresses == SMALL && self.large.len() >= MANY {
            self.address_nodes();
        }
        if word >= self.addresses {
            return *self.large.entry(word).or_insert_with(next);
        }
        let number = self.at(word as usize);
        if *number == NEW {
            *number = next();
        }
        *number
    }

    fn at(&mut self, place: usize) -> &mut u32 {
        if place >= self.small.len() {
            self.small.resize((place + 1).next_power_of_two(), NEW);
        }
        &mut self.small[place]
    }

    /// From now on every node is an address.
    fn address_nodes(&mut self) {
        self.addresses = 1 << 32;
        for (word, number) in std::mem::take(&mut self.large) {
            match word < self.addresses {
                true => *self.at(word as usize) = number,
                false => drop(self.large.insert(word, number)),
            }
        }
    }

    /// The number of a word, if it is known.
    pub fn get(&self, word: u64) -> Option<u32> {
        match word < self.addresses {
            true => self.small.get(word as usize).copied().filter(|number| *number != NEW),
            false => self.large.get(&word).copied(),
        }
    }

    /// All words with their numbers.
    pub fn entries(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        let small = self.small.iter().enumerate().filter(|(_, number)| **number != NEW);
        small
            .map(|(word, number)| (word as u64, *number))
            .chain(self.large.iter().map(|(word, number)| (*word, *number)))
    }
}
