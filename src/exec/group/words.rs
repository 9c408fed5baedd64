//! Entries of a typed column as one word each.

use super::super::batch::{Column, Data, Dictionary};
use crate::value::{Date, NodeId, RelationshipId, Value};

/// What the words of a column stand for.
#[derive(Clone)]
pub(super) enum Words {
    Nodes,
    Relationships,
    Booleans,
    Dates,
    Integers,
    Floats,
    Codes(Dictionary),
}

/// The word for null.
pub(super) const NULL: u64 = u64::MAX;

impl Words {
    /// `None` where some entry has no word of its own: the least integer would have that of null.
    pub fn of(column: &Column) -> Option<Words> {
        match column.data() {
            Data::Nodes(_) => Some(Words::Nodes),
            Data::Relationships(_) => Some(Words::Relationships),
            Data::Booleans(_) => Some(Words::Booleans),
            Data::Dates(_) => Some(Words::Dates),
            Data::Integers(entries) => (!entries.contains(&i64::MIN)).then_some(Words::Integers),
            Data::Floats(_) => Some(Words::Floats),
            Data::Codes { words, .. } => Some(Words::Codes(words.clone())),
            _ => None,
        }
    }

    pub fn is(&self, other: &Words) -> bool {
        match (self, other) {
            (Words::Codes(left), Words::Codes(right)) => left.is_same(right),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    pub fn value(&self, word: u64) -> Value {
        match self {
            _ if word == NULL => Value::Null,
            Words::Nodes => Value::Node(NodeId(word as u32)),
            Words::Relationships => Value::Relationship(RelationshipId(word as u32)),
            Words::Booleans => Value::Boolean(word == 1),
            Words::Dates => Date::from_epoch_days(signed(word)).map_or(Value::Null, Value::Date),
            Words::Integers => Value::Integer(signed(word)),
            Words::Floats => Value::Float(f64::from_bits(word)),
            Words::Codes(words) => Value::String(words.shared_word(word as u32)),
        }
    }
}

/// A number as a word: those near 0 on either side are small, and only that of the least is the word for null.
pub(super) fn unsigned(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

/// The number of a word.
fn signed(word: u64) -> i64 {
    (word >> 1) as i64 ^ -((word & 1) as i64)
}

/// Bits that are the same for numbers that are one key: any NaN is, and 0 of either sign.
fn float_word(number: f64) -> u64 {
    match number {
        _ if number.is_nan() => f64::NAN.to_bits(),
        _ if number == 0.0 => 0,
        _ => number.to_bits(),
    }
}

/// The words of all rows.
pub(super) fn row_words(column: &Column) -> Vec<u64> {
    let mut words: Vec<u64> = match column.data() {
        Data::Nodes(entries) => entries.iter().map(|node| u64::from(node.0)).collect(),
        Data::Integers(entries) => entries.iter().map(|integer| unsigned(*integer)).collect(),
        Data::Dates(entries) => entries.iter().map(|date| unsigned(date.epoch_days())).collect(),
        Data::Codes { codes, .. } => codes.iter().map(|code| u64::from(*code)).collect(),
        _ => return (0..column.len()).map(|row| word(column, row)).collect(),
    };
    column.nulls().rows().take_while(|row| *row < column.len()).for_each(|row| words[row] = NULL);
    words
}

pub(super) fn word(column: &Column, row: usize) -> u64 {
    if column.is_null(row) {
        return NULL;
    }
    match column.data() {
        Data::Nodes(entries) => u64::from(entries[row].0),
        Data::Relationships(entries) => u64::from(entries[row].0),
        Data::Booleans(entries) => u64::from(entries[row]),
        Data::Integers(entries) => unsigned(entries[row]),
        Data::Floats(entries) => float_word(entries[row]),
        Data::Dates(entries) => unsigned(entries[row].epoch_days()),
        Data::Codes { codes, .. } => u64::from(codes[row]),
        _ => NULL,
    }
}
