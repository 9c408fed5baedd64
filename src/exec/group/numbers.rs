//! Numbers of single keys by address.

use super::words::NULL;
use crate::value::NodeId;
use rustc_hash::FxHashMap;

/// No number yet.
pub(super) const NEW: u32 = u32::MAX;

/// So many different nodes are worth an array as long as there are nodes.
pub(super) const MANY: usize = 1024;

/// Numbers of nodes by identifier, and that of null.
#[derive(Default)]
pub(super) struct NodeNumbers {
    by_node: Vec<u32>,
    null: Option<u32>,
}

impl NodeNumbers {
    /// Those that are known of words of nodes.
    pub fn of_words(known: &Numbers) -> Self {
        let mut numbers = Self::default();
        for (word, number) in known.entries() {
            let node = (word != NULL).then_some(NodeId(word as u32));
            numbers.number(node, || number);
        }
        numbers
    }

    /// The number of a node; a new one gets the `next`.
    pub fn number(&mut self, node: Option<NodeId>, next: impl FnOnce() -> u32) -> u32 {
        let Some(node) = node else { return *self.null.get_or_insert_with(next) };
        let place = node.0 as usize;
        if self.by_node.len() <= place {
            self.by_node.resize((place + 1).next_power_of_two(), NEW);
        }
        if self.by_node[place] == NEW {
            self.by_node[place] = next();
        }
        self.by_node[place]
    }

    /// The number of a node, if it is known.
    pub fn get(&self, node: Option<NodeId>) -> Option<u32> {
        match node {
            Some(node) => self.by_node.get(node.0 as usize).copied().filter(|number| *number != NEW),
            None => self.null,
        }
    }

    /// All nodes, and null, with their numbers.
    pub fn entries(&self) -> impl Iterator<Item = (Option<NodeId>, u32)> + '_ {
        let known = self.by_node.iter().enumerate().filter(|(_, number)| **number != NEW);
        let nodes = known.map(|(node, number)| (Some(NodeId(node as u32)), *number));
        nodes.chain(self.null.map(|number| (None, number)))
    }
}

/// The numbers of words: by address where they are small, as codes, days and small integers are.
#[derive(Default)]
pub(super) struct Numbers {
    small: Vec<u32>,
    large: FxHashMap<u64, u32>,
}

/// Words below this are addresses.
pub(super) const SMALL: u64 = 1 << 16;

impl Numbers {
    pub fn number(&mut self, word: u64, next: impl FnOnce() -> u32) -> u32 {
        if word >= SMALL {
            return *self.large.entry(word).or_insert_with(next);
        }
        let place = word as usize;
        if place >= self.small.len() {
            self.small.resize((place + 1).next_power_of_two(), NEW);
        }
        if self.small[place] == NEW {
            self.small[place] = next();
        }
        self.small[place]
    }

    pub fn get(&self, word: u64) -> Option<u32> {
        match word < SMALL {
            true => self.small.get(word as usize).copied().filter(|number| *number != NEW),
            false => self.large.get(&word).copied(),
        }
    }

    pub fn entries(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        let small = self.small.iter().enumerate().filter(|(_, number)| **number != NEW);
        small
            .map(|(word, number)| (word as u64, *number))
            .chain(self.large.iter().map(|(word, number)| (*word, *number)))
    }
}
