//! Numbering rows by equal keys, for grouping, `DISTINCT` and joins.

mod numbers;
mod one;
mod packed;
mod seen;
mod tables;
mod together;
mod words;

pub(super) use seen::Seen;

use super::batch::Column;
use crate::value::Value;
use crate::value::order::{equivalent, hash};
use numbers::Numbers;
use packed::Packed;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use tables::Tables;
use together::Together;
use words::{Words, row_words, word};

/// Gives each distinct combination of key values a number, in order of first appearance. Values are the same if they are
/// equivalent: null is null, and 1 is 1.0.
#[derive(Default)]
pub(super) struct Grouper {
    known: Known,
    count: u32,
}

/// Keys seen so far, typed as long as all of a kind come.
#[derive(Default)]
enum Known {
    #[default]
    Nothing,
    /// One key column, each entry one word.
    One(Words, Numbers),
    /// Several key columns, each entry one word, with few combinations of them.
    Tables(Tables),
    /// Two key columns, each entry one word.
    Two([Words; 2], FxHashMap<(u64, u64), u32>),
    /// Two key columns of which the first comes in runs: each of its words has a map of its own, which stays in the cache
    /// while the run lasts.
    Runs([Words; 2], FxHashMap<u64, u32>, Vec<FxHashMap<u64, u32>>),
    /// Two key columns of which the first is a node whose rows all come together.
    Together(Together),
    /// Texts, more columns.
    Packed(Packed),
    /// Anything.
    General(FxHashMap<Key, u32>),
}

/// So many rows of a first batch are worth tables.
const WORTH: usize = if cfg!(test) { 2 } else { 64 };

/// A combination of values as a hash key.
#[derive(Clone)]
struct Key(Box<[Value]>);

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|value| hash(value, state));
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&*other.0).all(|(left, right)| equivalent(left, right))
    }
}

impl Eq for Key {}

impl Grouper {
    pub fn new() -> Self {
        Self::default()
    }

    /// For two key columns of which the first is a node whose rows all come together.
    pub fn of_runs() -> Self {
        Self { known: Known::Together(Together::default()), count: 0 }
    }

    /// Forgets all keys of runs that have ended, and numbers from 0 again.
    pub fn restart(&mut self) {
        match &mut self.known {
            Known::Together(known) => known.restart(),
            known => *known = Known::Nothing,
        }
        self.count = 0;
    }

    /// How many different keys have come so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The number of each row's key; new keys get new numbers.
    pub fn groups(&mut self, keys: &[Arc<Column>], length: usize) -> Vec<u32> {
        let words: Option<Vec<Words>> = keys.iter().map(|key| Words::of(key)).collect();
        if matches!(&self.known, Known::Together(known) if known.words().is_none() && !known.fits(words.as_deref())) {
            self.known = Known::Nothing;
        }
        if matches!(self.known, Known::Nothing) {
            self.known = match words.as_deref() {
                Some([words]) => Known::One(words.clone(), Numbers::of(words)),
                Some([first, second]) if comes_in_runs(&keys[0], length) => {
                    Known::Runs([first.clone(), second.clone()], FxHashMap::default(), Vec::new())
                }
                Some(words @ [_, _, ..]) if length >= WORTH => Known::Tables(Tables::new(words.to_vec())),
                Some([first, second]) => Known::Two([first.clone(), second.clone()], FxHashMap::default()),
                _ => Packed::new(keys).map_or_else(|| Known::General(FxHashMap::default()), Known::Packed),
            };
        }
        if let (Known::Tables(known), Some(words)) = (&mut self.known, words.as_deref())
            && known.are(words)
        {
            match (known.groups(keys, counter(&mut self.count)), words) {
                (Some(groups), _) => return groups,
                // They would become too large.
                (None, [first, second]) => self.known = Known::Two([first.clone(), second.clone()], known.pairs()),
                _ => {}
            }
        }
        let fits = match (&mut self.known, words.as_deref()) {
            (Known::Together(known), words) => known.fits(words),
            (Known::Packed(packed), _) => packed.widen(keys),
            (Known::General(_), _) => true,
            (Known::One(words, _), Some([other])) => words.is(other),
            (Known::Two(words, _) | Known::Runs(words, ..), Some([first, second])) => {
                words[0].is(first) && words[1].is(second)
            }
            _ => false,
        };
        if !fits {
            self.widen(keys);
        }
        let mut next = counter(&mut self.count);
        match &mut self.known {
            Known::One(_, known) => known.numbers(&keys[0], next),
            Known::Together(known) => known.groups([&keys[0], &keys[1]], next),
            Known::Two(_, known) => (row_words(&keys[0]).into_iter().zip(row_words(&keys[1])))
                .map(|pair| *known.entry(pair).or_insert_with(&mut next))
                .collect(),
            Known::Runs(_, firsts, seconds) => {
                let (mut run, mut place) = (None, 0);
                let mut groups = Vec::with_capacity(length);
                for (first, second) in row_words(&keys[0]).into_iter().zip(row_words(&keys[1])) {
                    if run != Some(first) {
                        run = Some(first);
                        place = *firsts.entry(first).or_insert(seconds.len() as u32) as usize;
                        if place == seconds.len() {
                            seconds.push(FxHashMap::default());
                        }
                    }
                    groups.push(*seconds[place].entry(second).or_insert_with(&mut next));
                }
                groups
            }
            Known::Packed(known) => (0..length).map(|row| known.number(keys, row, &mut next)).collect(),
            Known::General(known) => (0..length)
                .map(|row| {
                    let key = Key(keys.iter().map(|key| key.value(row)).collect());
                    *known.entry(key).or_insert_with(&mut next)
                })
                .collect(),
            Known::Nothing | Known::Tables(_) => Vec::new(),
        }
    }

    /// Whether columns of these types can be looked up as they are.
    pub fn knows(&self, keys: &[Arc<Column>]) -> bool {
        let is = |words: &[Words]| {
            words.iter().zip(keys).all(|(words, key)| Words::of(key).is_some_and(|other| words.is(&other)))
        };
        match &self.known {
            Known::Nothing | Known::General(_) => true,
            Known::Packed(known) => known.knows(keys),
            Known::Tables(known) => is(&known.words()),
            Known::Together(known) => {
                let words: Option<Vec<Words>> = keys.iter().map(|key| Words::of(key)).collect();
                known.fits(words.as_deref())
            }
            Known::One(words, _) => is(std::slice::from_ref(words)),
            Known::Two(words, _) | Known::Runs(words, ..) => is(words),
        }
    }

    /// The words of both columns, where keys are pairs of words that are looked up as they are; see [`Grouper::knows`].
    pub fn pairs(&self, keys: &[Arc<Column>]) -> Option<(Vec<u64>, Vec<u64>)> {
        let [first, second] = keys else { return None };
        matches!(self.known, Known::Two(..) | Known::Runs(..) | Known::Tables(_))
            .then(|| (row_words(first), row_words(second)))
    }

    /// The number of a row's key, if it is known already; see [`Grouper::knows`].
    pub fn find(&self, keys: &[Arc<Column>], row: usize) -> Option<u32> {
        match &self.known {
            Known::Nothing => None,
            Known::One(_, known) => known.get(word(&keys[0], row)),
            Known::Two(_, known) => known.get(&(word(&keys[0], row), word(&keys[1], row))).copied(),
            Known::Runs(_, firsts, seconds) => {
                let place = firsts.get(&word(&keys[0], row))?;
                seconds[*place as usize].get(&word(&keys[1], row)).copied()
            }
            Known::Packed(known) => known.find(keys, row),
            Known::Tables(known) => known.get(keys.iter().map(|key| word(key, row))),
            Known::Together(known) => known.find(&keys[0], &keys[1], row),
            Known::General(known) => known.get(&Key(keys.iter().map(|key| key.value(row)).collect())).copied(),
        }
    }

    /// Makes known keys comparable with those of the columns.
    fn widen(&mut self, keys: &[Arc<Column>]) {
        let packed = match &self.known {
            Known::One(words, _) => Packed::after(std::slice::from_ref(words), keys),
            Known::Two(words, _) | Known::Runs(words, ..) => Packed::after(words, keys),
            Known::Tables(known) => Packed::after(&known.words(), keys),
            Known::Together(known) => known.words().and_then(|words| Packed::after(&words, keys)),
            _ => None,
        };
        match packed {
            Some(mut packed) => {
                std::mem::take(&mut self.known).for_each(&mut |values, number| packed.insert(&values, number));
                self.known = Known::Packed(packed);
            }
            None => self.generalise(),
        }
    }

    /// Makes known keys comparable with those of any type.
    pub fn generalise(&mut self) {
        if matches!(self.known, Known::General(_)) {
            return;
        }
        let mut general = FxHashMap::default();
        std::mem::take(&mut self.known).for_each(&mut |values, number| {
            general.insert(Key(values), number);
        });
        self.known = Known::General(general);
    }
}

impl Known {
    /// Calls `each` with every key as values, and its number.
    fn for_each(self, each: &mut dyn FnMut(Box<[Value]>, u32)) {
        match self {
            Known::Nothing => {}
            Known::General(known) => known.into_iter().for_each(|(key, number)| each(key.0, number)),
            Known::Packed(known) => known.entries().for_each(|(key, number)| each(key, number)),
            Known::One(words, known) => {
                known.entries().for_each(|(key, number)| each([words.value(key)].into(), number))
            }
            Known::Tables(known) => {
                let words = known.words();
                let values = |key: &[u64]| words.iter().zip(key).map(|(words, word)| words.value(*word)).collect();
                known.for_each(&mut |key, number| each(values(key), number));
            }
            Known::Together(known) => known.for_each(each),
            Known::Two([first, second], known) => {
                let values = |left, right| [first.value(left), second.value(right)].into();
                known.into_iter().for_each(|((left, right), number)| each(values(left, right), number));
            }
            Known::Runs([first, second], firsts, seconds) => {
                for (left, place) in firsts {
                    for (right, number) in &seconds[place as usize] {
                        each([first.value(left), second.value(*right)].into(), *number);
                    }
                }
            }
        }
    }
}

/// The next number each time.
fn counter(count: &mut u32) -> impl FnMut() -> u32 + '_ {
    || {
        *count += 1;
        *count - 1
    }
}

/// Whether equal entries mostly follow each other.
fn comes_in_runs(column: &Column, length: usize) -> bool {
    let changes = (1..length).filter(|row| word(column, *row) != word(column, row - 1)).count();
    length > 64 && changes < length / 4
}

#[cfg(test)]
mod tests;
