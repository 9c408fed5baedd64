//! Keys of any number of columns as one string of bytes each: for texts and many columns.

use super::super::batch::{Column, Data};
use super::words::{Words, word};
use crate::value::{Date, NodeId, RelationshipId, Value};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Numbers of keys, all of whose columns are of these types.
pub(super) struct Packed {
    kinds: Vec<Kind>,
    numbers: FxHashMap<Box<[u8]>, u32>,
    /// The key under way.
    key: Vec<u8>,
}

/// The type of a key column: what its bytes stand for. Two values of one of these types are equivalent only if they are
/// written alike, which is not so of floating point numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Only nulls so far.
    Nothing,
    Node,
    Relationship,
    Boolean,
    Integer,
    Date,
    Text,
}

impl Kind {
    fn of_column(column: &Column) -> Option<Kind> {
        Some(match column.data() {
            Data::Nodes(_) => Kind::Node,
            Data::Relationships(_) => Kind::Relationship,
            Data::Booleans(_) => Kind::Boolean,
            Data::Integers(_) => Kind::Integer,
            Data::Dates(_) => Kind::Date,
            Data::Strings(_) | Data::Codes { .. } => Kind::Text,
            Data::Constant { value, .. } => return Kind::of_value(value),
            Data::Floats(_) | Data::Durations(_) | Data::Values(_) => return None,
        })
    }

    fn of_value(value: &Value) -> Option<Kind> {
        Some(match value {
            Value::Null => Kind::Nothing,
            Value::Node(_) => Kind::Node,
            Value::Relationship(_) => Kind::Relationship,
            Value::Boolean(_) => Kind::Boolean,
            Value::Integer(_) => Kind::Integer,
            Value::Date(_) => Kind::Date,
            Value::String(_) => Kind::Text,
            _ => return None,
        })
    }

    fn of_words(words: &Words) -> Option<Kind> {
        Some(match words {
            Words::Nodes => Kind::Node,
            Words::Relationships => Kind::Relationship,
            Words::Booleans => Kind::Boolean,
            Words::Dates => Kind::Date,
            Words::Integers => Kind::Integer,
            Words::Codes(_) => Kind::Text,
            Words::Floats => return None,
        })
    }

    /// The type of a column that has entries of both.
    fn with(self, other: Kind) -> Option<Kind> {
        match (self, other) {
            (Kind::Nothing, kind) | (kind, Kind::Nothing) => Some(kind),
            (one, other) => (one == other).then_some(one),
        }
    }
}

/// Stands before a value; for null there is nothing else.
const PRESENT: u8 = 1;
const NULL: u8 = 0;

fn put_text(text: &str, key: &mut Vec<u8>) {
    key.push(PRESENT);
    key.extend((text.len() as u64).to_le_bytes());
    key.extend(text.as_bytes());
}

fn put_word(word: u64, key: &mut Vec<u8>) {
    key.push(PRESENT);
    key.extend(word.to_le_bytes());
}

fn put_value(value: &Value, key: &mut Vec<u8>) {
    match value {
        Value::Node(node) => put_word(u64::from(node.0), key),
        Value::Relationship(relationship) => put_word(u64::from(relationship.0), key),
        Value::Boolean(truth) => put_word(u64::from(*truth), key),
        Value::Integer(integer) => put_word(*integer as u64, key),
        Value::Date(date) => put_word(date.epoch_days() as u64, key),
        Value::String(text) => put_text(text, key),
        _ => key.push(NULL),
    }
}

fn put(column: &Column, row: usize, key: &mut Vec<u8>) {
    if column.is_null(row) {
        return key.push(NULL);
    }
    match column.data() {
        Data::Strings(_) | Data::Codes { .. } => put_text(column.text(row).unwrap_or_default(), key),
        Data::Dates(entries) => put_word(entries[row].epoch_days() as u64, key),
        Data::Integers(entries) => put_word(entries[row] as u64, key),
        Data::Constant { value, .. } => put_value(value, key),
        _ => put_word(word(column, row), key),
    }
}

impl Packed {
    /// No keys; `None` unless all columns are of types that can be packed.
    pub fn new(columns: &[Arc<Column>]) -> Option<Packed> {
        let kinds: Option<Vec<Kind>> = columns.iter().map(|column| Kind::of_column(column)).collect();
        Some(Packed { kinds: kinds?, numbers: FxHashMap::default(), key: Vec::new() })
    }

    /// No keys yet, for those whose columns were of these words and further ones; `None` unless all can be packed.
    pub fn after(words: &[Words], columns: &[Arc<Column>]) -> Option<Packed> {
        let kinds: Option<Vec<Kind>> = words.iter().map(Kind::of_words).collect();
        let mut packed = Packed { kinds: kinds?, numbers: FxHashMap::default(), key: Vec::new() };
        packed.widen(columns).then_some(packed)
    }

    /// Takes in columns of further keys, if they are of types that fit.
    pub fn widen(&mut self, columns: &[Arc<Column>]) -> bool {
        let with = |(kind, column): (&Kind, &Arc<Column>)| kind.with(Kind::of_column(column)?);
        let kinds: Option<Vec<Kind>> = self.kinds.iter().zip(columns).map(with).collect();
        match kinds.filter(|kinds| kinds.len() == columns.len()) {
            Some(kinds) => {
                self.kinds = kinds;
                true
            }
            None => false,
        }
    }

    /// Whether keys of the columns can be looked up.
    pub fn knows(&self, columns: &[Arc<Column>]) -> bool {
        let fits = |(kind, column): (&Kind, &Arc<Column>)| {
            Kind::of_column(column).is_some_and(|other| kind.with(other).is_some())
        };
        self.kinds.len() == columns.len() && self.kinds.iter().zip(columns).all(fits)
    }

    /// Adds a key that has its number already.
    pub fn insert(&mut self, values: &[Value], number: u32) {
        self.key.clear();
        values.iter().for_each(|value| put_value(value, &mut self.key));
        self.numbers.insert(self.key.as_slice().into(), number);
    }

    /// The number of a row's key; a new key gets the `next`.
    pub fn number(&mut self, columns: &[Arc<Column>], row: usize, next: impl FnOnce() -> u32) -> u32 {
        self.key.clear();
        columns.iter().for_each(|column| put(column, row, &mut self.key));
        if let Some(number) = self.numbers.get(self.key.as_slice()) {
            return *number;
        }
        let number = next();
        self.numbers.insert(self.key.as_slice().into(), number);
        number
    }

    /// The number of a row's key, if it is known.
    pub fn find(&self, columns: &[Arc<Column>], row: usize) -> Option<u32> {
        let mut key = Vec::new();
        columns.iter().for_each(|column| put(column, row, &mut key));
        self.numbers.get(key.as_slice()).copied()
    }

    /// All keys as values, with their numbers.
    pub fn entries(&self) -> impl Iterator<Item = (Box<[Value]>, u32)> + '_ {
        self.numbers.iter().map(|(key, number)| (self.values(key), *number))
    }

    fn values(&self, mut key: &[u8]) -> Box<[Value]> {
        self.kinds.iter().map(|kind| take(&mut key, *kind).unwrap_or(Value::Null)).collect()
    }
}

/// Reads one value off the front of a key; `None` for null.
fn take(key: &mut &[u8], kind: Kind) -> Option<Value> {
    let (tag, rest) = key.split_first()?;
    *key = rest;
    if *tag == NULL {
        return None;
    }
    let (word, rest) = key.split_first_chunk::<8>()?;
    *key = rest;
    let word = u64::from_le_bytes(*word);
    Some(match kind {
        Kind::Nothing => return None,
        Kind::Node => Value::Node(NodeId(word as u32)),
        Kind::Relationship => Value::Relationship(RelationshipId(word as u32)),
        Kind::Boolean => Value::Boolean(word == 1),
        Kind::Integer => Value::Integer(word as i64),
        Kind::Date => Value::Date(Date::from_epoch_days(word as i64)?),
        Kind::Text => {
            let (text, rest) = key.split_at_checked(word as usize)?;
            *key = rest;
            Value::from(std::str::from_utf8(text).ok()?)
        }
    })
}
