//! Numbering rows by equal keys, for grouping, `DISTINCT` and joins.

use super::batch::{Column, Data};
use crate::value::{self, Value};
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
    One(u8, FxHashMap<u64, u32>),
    /// Two key columns, each entry one word.
    Two([u8; 2], FxHashMap<(u64, u64), u32>),
    /// Anything.
    General(FxHashMap<Key, u32>),
}

/// A combination of values as a hash key.
#[derive(Clone)]
pub(super) struct Key(pub Box<[Value]>);

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|value| value::order::hash(value, state));
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&*other.0).all(|(left, right)| value::order::equivalent(left, right))
    }
}

impl Eq for Key {}

/// The kinds of column whose entries are one word, numbered; null is a word that no entry has.
const NODES: u8 = 1;
const RELATIONSHIPS: u8 = 2;
const BOOLEANS: u8 = 3;
const DATES: u8 = 4;
const INTEGERS: u8 = 5;
const NULL: u64 = u64::MAX;

fn word_kind(column: &Column) -> Option<u8> {
    match column.data() {
        Data::Nodes(_) => Some(NODES),
        Data::Relationships(_) => Some(RELATIONSHIPS),
        Data::Booleans(_) => Some(BOOLEANS),
        Data::Dates(_) => Some(DATES),
        // Every word is an integer, so none is left for null.
        Data::Integers(_) if column.nulls().is_none() => Some(INTEGERS),
        _ => None,
    }
}

fn word(column: &Column, row: usize) -> u64 {
    if column.is_null(row) {
        return NULL;
    }
    match column.data() {
        Data::Nodes(entries) => u64::from(entries[row].0),
        Data::Relationships(entries) => u64::from(entries[row].0),
        Data::Booleans(entries) => u64::from(entries[row]),
        Data::Integers(entries) => entries[row] as u64,
        // Years stay far from the ends of the range, so that this never is the word for null.
        Data::Dates(entries) => entries[row].epoch_days() as u64 ^ (1 << 63),
        _ => NULL,
    }
}

fn unword(kind: u8, word: u64) -> Value {
    match kind {
        INTEGERS => Value::Integer(word as i64),
        _ if word == NULL => Value::Null,
        NODES => Value::Node(crate::value::NodeId(word as u32)),
        RELATIONSHIPS => Value::Relationship(crate::value::RelationshipId(word as u32)),
        DATES => crate::value::Date::from_epoch_days((word ^ (1 << 63)) as i64).map_or(Value::Null, Value::Date),
        _ => Value::Boolean(word == 1),
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
        let kinds: Vec<Option<u8>> = keys.iter().map(|key| word_kind(key)).collect();
        if matches!(self.known, Known::Nothing) {
            self.known = match kinds.as_slice() {
                [Some(kind)] => Known::One(*kind, FxHashMap::default()),
                [Some(first), Some(second)] => Known::Two([*first, *second], FxHashMap::default()),
                _ => Known::General(FxHashMap::default()),
            };
        }
        let fits = match (&self.known, kinds.as_slice()) {
            (Known::One(kind, _), [Some(other)]) => kind == other,
            (Known::Two(kinds, _), [Some(first), Some(second)]) => *kinds == [*first, *second],
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
            Known::General(known) => (0..length)
                .map(|row| {
                    let key = Key(keys.iter().map(|key| key.value(row)).collect());
                    *known.entry(key).or_insert_with(&mut next)
                })
                .collect(),
            Known::Nothing => Vec::new(),
        }
    }

    /// The number of each row's key, if it is known already.
    pub fn find(&self, keys: &[Arc<Column>], row: usize) -> Option<u32> {
        match &self.known {
            Known::Nothing => None,
            Known::General(known) => known.get(&Key(keys.iter().map(|key| key.value(row)).collect())).copied(),
            Known::One(kind, known) => {
                (word_kind(&keys[0]) == Some(*kind)).then(|| known.get(&word(&keys[0], row)).copied()).flatten()
            }
            Known::Two(kinds, known) => {
                let fits = keys.iter().zip(kinds).all(|(key, kind)| word_kind(key) == Some(*kind));
                fits.then(|| known.get(&(word(&keys[0], row), word(&keys[1], row))).copied()).flatten()
            }
        }
    }

    fn generalise(&mut self) {
        let known = std::mem::take(&mut self.known);
        self.known = Known::General(match known {
            Known::Nothing => FxHashMap::default(),
            Known::General(known) => known,
            Known::One(kind, known) => {
                known.into_iter().map(|(key, number)| (Key([unword(kind, key)].into()), number)).collect()
            }
            Known::Two([first, second], known) => known
                .into_iter()
                .map(|((left, right), number)| (Key([unword(first, left), unword(second, right)].into()), number))
                .collect(),
        });
    }
}
