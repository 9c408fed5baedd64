//! Keys of a node whose rows all come together and of one more column: only what came with the current node is known.

use super::super::batch::Column;
use super::numbers::SMALL;
use super::words::{NULL, Words, row_words, word};
use crate::value::{NodeId, Value};
use rustc_hash::FxHashMap;

/// The numbers of the keys with the current node.
#[derive(Default)]
pub(super) struct Together {
    first: Option<NodeId>,
    /// Counts the nodes, from 1.
    run: u32,
    /// What the words of the second column stand for; nothing has come yet if absent.
    words: Option<Words>,
    /// By word: nodes, and other words where they are small.
    places: Vec<Place>,
    /// The other words of the current run.
    large: FxHashMap<u64, u32>,
    null: Place,
}

/// Where a word was seen last: with which run, and the number that it got there.
#[derive(Clone, Copy, Default)]
struct Place {
    run: u32,
    number: u32,
}

impl Together {
    /// Whether keys of these columns can be numbered, and those known so far compared with them.
    pub fn fits(&self, first: &Column, second: &Column) -> bool {
        let is_known = |words: &Words| self.words.as_ref().is_none_or(|known| known.is(words));
        first.nodes().is_some() && Words::of(second).is_some_and(|words| is_known(&words))
    }

    /// The current run has ended.
    pub fn restart(&mut self) {
        self.first = None;
    }

    /// The number of each row's key, of columns that fit; new keys get the `next`.
    pub fn groups(&mut self, [first, second]: [&Column; 2], mut next: impl FnMut() -> u32) -> Vec<u32> {
        self.words = self.words.take().or_else(|| Words::of(second));
        let nodes = first.nodes().filter(|_| first.nulls().is_none());
        let mut groups = Vec::with_capacity(first.len());
        for (row, word) in row_words(second).into_iter().enumerate() {
            let now = nodes.map_or_else(|| first.node(row), |nodes| Some(nodes[row]));
            if self.first != now || self.run == 0 {
                self.first = now;
                self.run += 1;
                self.large.clear();
            }
            let place = if word == NULL {
                &mut self.null
            } else if self.is_address(word) {
                let place = word as usize;
                if self.places.len() <= place {
                    self.places.resize((place + 1).next_power_of_two(), Place::default());
                }
                &mut self.places[place]
            } else {
                groups.push(*self.large.entry(word).or_insert_with(&mut next));
                continue;
            };
            if place.run != self.run {
                *place = Place { run: self.run, number: next() };
            }
            groups.push(place.number);
        }
        groups
    }

    /// The number of a row's key, if it is known; of columns that fit.
    pub fn find(&self, first: &Column, second: &Column, row: usize) -> Option<u32> {
        if self.run == 0 || self.first != first.node(row) {
            return None;
        }
        let place = match (second.is_null(row), word(second, row)) {
            (true, _) => self.null,
            (false, word) if self.is_address(word) => self.places.get(word as usize).copied().unwrap_or_default(),
            (false, word) => return self.large.get(&word).copied(),
        };
        (place.run == self.run).then_some(place.number)
    }

    /// Calls `each` with every key as values, and its number.
    pub fn for_each(self, each: &mut dyn FnMut(Box<[Value]>, u32)) {
        let Some(words) = self.words.filter(|_| self.run > 0) else { return };
        let first = self.first.map_or(Value::Null, Value::Node);
        let places = self.places.iter().enumerate().filter(|(_, place)| place.run == self.run);
        let known = places.map(|(word, place)| (words.value(word as u64), place.number));
        let large = self.large.iter().map(|(word, number)| (words.value(*word), *number));
        let null = (self.null.run == self.run).then_some((Value::Null, self.null.number));
        known.chain(large).chain(null).for_each(|(second, number)| each([first.clone(), second].into(), number));
    }

    /// What the columns of the keys have, if any has come.
    pub fn words(&self) -> Option<[Words; 2]> {
        Some([Words::Nodes, self.words.clone()?])
    }

    fn is_address(&self, word: u64) -> bool {
        word < SMALL || matches!(self.words, Some(Words::Nodes))
    }
}
