//! Keys of a node whose rows all come together and of one more column: only what came with the current node is known.

use super::super::batch::{Column, Data};
use super::numbers::SMALL;
use super::words::{NULL, Words, row_words, unsigned, word};
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
    /// Whether keys of such columns can be numbered, and those known so far compared with them.
    pub fn fits(&self, words: Option<&[Words]>) -> bool {
        match words {
            Some([Words::Nodes, second]) => self.words.as_ref().is_none_or(|known| known.is(second)),
            _ => false,
        }
    }

    /// The current run has ended.
    pub fn restart(&mut self) {
        self.first = None;
    }

    /// The number of each row's key, of columns that fit; new keys get the `next`.
    pub fn groups(&mut self, [first, second]: [&Column; 2], next: impl FnMut() -> u32) -> Vec<u32> {
        self.words = self.words.take().or_else(|| Words::of(second));
        let nodes = first.nodes().filter(|_| first.nulls().is_none() && second.nulls().is_none());
        match (nodes, second.data()) {
            (Some(nodes), Data::Integers(entries)) => self.of_runs(nodes, entries, unsigned, next),
            (Some(nodes), Data::Dates(entries)) => {
                self.of_runs(nodes, entries, |date| unsigned(date.epoch_days()), next)
            }
            (Some(nodes), Data::Codes { codes, .. }) => self.of_runs(nodes, codes, u64::from, next),
            (Some(nodes), Data::Nodes(entries)) => self.of_runs(nodes, entries, |node| u64::from(node.0), next),
            _ => self.of_rows(first, &row_words(second), next),
        }
    }

    /// Of columns without nulls.
    fn of_runs<T: Copy>(
        &mut self,
        nodes: &[NodeId],
        entries: &[T],
        word: impl Fn(T) -> u64,
        mut next: impl FnMut() -> u32,
    ) -> Vec<u32> {
        let mut groups = Vec::with_capacity(nodes.len());
        let mut entries = entries.iter();
        for run in nodes.chunk_by(|one, other| one == other) {
            self.begin(run.first().copied());
            let of_entry = |entry: &T| self.number(word(*entry), &mut next);
            groups.extend(entries.by_ref().take(run.len()).map(of_entry));
        }
        groups
    }

    fn of_rows(&mut self, first: &Column, words: &[u64], mut next: impl FnMut() -> u32) -> Vec<u32> {
        let of_row = |(row, word): (usize, &u64)| {
            self.begin(first.node(row));
            self.number(*word, &mut next)
        };
        words.iter().enumerate().map(of_row).collect()
    }

    /// A row of this node comes next.
    fn begin(&mut self, node: Option<NodeId>) {
        if self.first != node || self.run == 0 {
            self.first = node;
            self.run += 1;
            self.large.clear();
        }
    }

    /// The number of a word with the current node.
    #[inline]
    fn number(&mut self, word: u64, next: &mut impl FnMut() -> u32) -> u32 {
        let is_address = self.is_address(word);
        let place = match self.places.get_mut(word as usize).filter(|_| is_address) {
            Some(place) => place,
            None if word == NULL => &mut self.null,
            None if is_address => {
                self.places.resize((word as usize + 1).next_power_of_two(), Place::default());
                &mut self.places[word as usize]
            }
            None => return *self.large.entry(word).or_insert_with(next),
        };
        if place.run != self.run {
            *place = Place { run: self.run, number: next() };
        }
        place.number
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
        word < SMALL || (word != NULL && matches!(self.words, Some(Words::Nodes)))
    }
}
