//! Numbering rows by equal keys, for grouping, `DISTINCT` and joins.

use super::batch::{Column, Data, Dictionary};
use crate::value::order::{equivalent, hash};
use crate::value::{Date, NodeId, RelationshipId, Value};
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

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
    One(Words, FxHashMap<u64, u32>),
    /// Two key columns, each entry one word.
    Two([Words; 2], FxHashMap<(u64, u64), u32>),
    /// Two key columns of which the first comes in runs: each of its words has a map of its own, which stays in the cache
    /// while the run lasts.
    Runs([Words; 2], FxHashMap<u64, u32>, Vec<FxHashMap<u64, u32>>),
    /// Anything.
    General(FxHashMap<Key, u32>),
}

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

/// What the words of a column stand for.
#[derive(Clone)]
enum Words {
    Nodes,
    Relationships,
    Booleans,
    Dates,
    /// Every word is an integer, so none is left for null.
    Integers,
    Codes(Arc<Dictionary>),
}

/// The word for null.
const NULL: u64 = u64::MAX;

impl Words {
    fn of(column: &Column) -> Option<Words> {
        match column.data() {
            Data::Nodes(_) => Some(Words::Nodes),
            Data::Relationships(_) => Some(Words::Relationships),
            Data::Booleans(_) => Some(Words::Booleans),
            Data::Dates(_) => Some(Words::Dates),
            Data::Integers(_) if column.nulls().is_none() => Some(Words::Integers),
            Data::Codes { words, .. } => Some(Words::Codes(words.clone())),
            _ => None,
        }
    }

    fn is(&self, other: &Words) -> bool {
        match (self, other) {
            (Words::Codes(left), Words::Codes(right)) => left.is_same(right),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    fn value(&self, word: u64) -> Value {
        match self {
            Words::Integers => Value::Integer(word as i64),
            _ if word == NULL => Value::Null,
            Words::Nodes => Value::Node(NodeId(word as u32)),
            Words::Relationships => Value::Relationship(RelationshipId(word as u32)),
            Words::Booleans => Value::Boolean(word == 1),
            Words::Dates => Date::from_epoch_days((word ^ SIGN) as i64).map_or(Value::Null, Value::Date),
            Words::Codes(words) => Value::String(words.shared_word(word as u32)),
        }
    }
}

/// Turns days into words; days stay far from the ends of the range, so that none becomes the word for null.
const SIGN: u64 = 1 << 63;

fn word(column: &Column, row: usize) -> u64 {
    if column.is_null(row) {
        return NULL;
    }
    match column.data() {
        Data::Nodes(entries) => u64::from(entries[row].0),
        Data::Relationships(entries) => u64::from(entries[row].0),
        Data::Booleans(entries) => u64::from(entries[row]),
        Data::Integers(entries) => entries[row] as u64,
        Data::Dates(entries) => entries[row].epoch_days() as u64 ^ SIGN,
        Data::Codes { codes, .. } => u64::from(codes[row]),
        _ => NULL,
    }
}

impl Grouper {
    pub fn new() -> Self {
        Self::default()
    }

    /// How many different keys have come so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The number of each row's key; new keys get new numbers.
    pub fn groups(&mut self, keys: &[Arc<Column>], length: usize) -> Vec<u32> {
        let words: Option<Vec<Words>> = keys.iter().map(|key| Words::of(key)).collect();
        if matches!(self.known, Known::Nothing) {
            self.known = match words.as_deref() {
                Some([words]) => Known::One(words.clone(), FxHashMap::default()),
                Some([first, second]) if comes_in_runs(&keys[0], length) => {
                    Known::Runs([first.clone(), second.clone()], FxHashMap::default(), Vec::new())
                }
                Some([first, second]) => Known::Two([first.clone(), second.clone()], FxHashMap::default()),
                _ => Known::General(FxHashMap::default()),
            };
        }
        let fits = match (&self.known, words.as_deref()) {
            (Known::One(words, _), Some([other])) => words.is(other),
            (Known::Two(words, _) | Known::Runs(words, ..), Some([first, second])) => {
                words[0].is(first) && words[1].is(second)
            }
            _ => false,
        };
        if !fits {
            self.generalise();
        }
        let count = &mut self.count;
        let mut next = || {
            *count += 1;
            *count - 1
        };
        match &mut self.known {
            Known::One(_, known) => {
                (0..length).map(|row| *known.entry(word(&keys[0], row)).or_insert_with(&mut next)).collect()
            }
            Known::Two(_, known) => (0..length)
                .map(|row| *known.entry((word(&keys[0], row), word(&keys[1], row))).or_insert_with(&mut next))
                .collect(),
            Known::Runs(_, firsts, seconds) => {
                let (mut run, mut place) = (None, 0);
                let mut groups = Vec::with_capacity(length);
                for row in 0..length {
                    let first = word(&keys[0], row);
                    if run != Some(first) {
                        run = Some(first);
                        place = *firsts.entry(first).or_insert(seconds.len() as u32) as usize;
                        if place == seconds.len() {
                            seconds.push(FxHashMap::default());
                        }
                    }
                    groups.push(*seconds[place].entry(word(&keys[1], row)).or_insert_with(&mut next));
                }
                groups
            }
            Known::General(known) => (0..length)
                .map(|row| {
                    let key = Key(keys.iter().map(|key| key.value(row)).collect());
                    *known.entry(key).or_insert_with(&mut next)
                })
                .collect(),
            Known::Nothing => Vec::new(),
        }
    }

    /// Whether columns of these types can be looked up as they are.
    pub fn knows(&self, keys: &[Arc<Column>]) -> bool {
        let is = |words: &[Words]| {
            words.iter().zip(keys).all(|(words, key)| Words::of(key).is_some_and(|other| words.is(&other)))
        };
        match &self.known {
            Known::Nothing | Known::General(_) => true,
            Known::One(words, _) => is(std::slice::from_ref(words)),
            Known::Two(words, _) | Known::Runs(words, ..) => is(words),
        }
    }

    /// The number of a row's key, if it is known already; see [`Grouper::knows`].
    pub fn find(&self, keys: &[Arc<Column>], row: usize) -> Option<u32> {
        match &self.known {
            Known::Nothing => None,
            Known::One(_, known) => known.get(&word(&keys[0], row)).copied(),
            Known::Two(_, known) => known.get(&(word(&keys[0], row), word(&keys[1], row))).copied(),
            Known::Runs(_, firsts, seconds) => {
                let place = firsts.get(&word(&keys[0], row))?;
                seconds[*place as usize].get(&word(&keys[1], row)).copied()
            }
            Known::General(known) => known.get(&Key(keys.iter().map(|key| key.value(row)).collect())).copied(),
        }
    }

    /// Makes known keys comparable with those of any type.
    pub fn generalise(&mut self) {
        let known = std::mem::take(&mut self.known);
        self.known = Known::General(match known {
            Known::Nothing => FxHashMap::default(),
            Known::General(known) => known,
            Known::One(words, known) => {
                known.into_iter().map(|(key, number)| (Key([words.value(key)].into()), number)).collect()
            }
            Known::Two([first, second], known) => known
                .into_iter()
                .map(|((left, right), number)| (Key([first.value(left), second.value(right)].into()), number))
                .collect(),
            Known::Runs([first, second], firsts, seconds) => firsts
                .iter()
                .flat_map(|(left, place)| {
                    let left = first.value(*left);
                    let second = &second;
                    seconds[*place as usize]
                        .iter()
                        .map(move |(right, number)| (Key([left.clone(), second.value(*right)].into()), *number))
                })
                .collect(),
        });
    }
}

/// Whether equal entries mostly follow each other.
fn comes_in_runs(column: &Column, length: usize) -> bool {
    let changes = (1..length).filter(|row| word(column, *row) != word(column, row - 1)).count();
    length > 64 && changes < length / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_for_equivalent_keys_whatever_their_columns() {
        let mut grouper = Grouper::new();
        let integers = Arc::new(Column::from_integers(vec![1, 2, 1]));
        let floats = Arc::new(Column::from_floats(vec![2.0, 3.5]));
        assert_eq!(grouper.groups(&[integers], 3), [0, 1, 0]);
        assert_eq!(grouper.groups(&[floats], 2), [1, 2]);
    }

    #[test]
    fn runs_and_single_entries_are_numbered_alike() {
        let first: Vec<i64> = (0..200).map(|row| row / 50).collect();
        let second: Vec<i64> = (0..200).map(|row| row % 7).collect();
        let columns = [Arc::new(Column::from_integers(first)), Arc::new(Column::from_integers(second))];
        let mut in_runs = Grouper::new();
        let groups = in_runs.groups(&columns, 200);
        assert!(matches!(in_runs.known, Known::Runs(..)));
        let mut general = Grouper::new();
        general.known = Known::General(FxHashMap::default());
        assert_eq!(groups, general.groups(&columns, 200));
        in_runs.generalise();
        assert_eq!(groups, in_runs.groups(&columns, 200));
    }
}
