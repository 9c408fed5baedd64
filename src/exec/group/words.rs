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
    /// Every word is an integer, so none is left for null.
    Integers,
    Codes(Dictionary),
}

/// The word for null.
pub(super) const NULL: u64 = u64::MAX;

impl Words {
    pub fn of(column: &Column) -> Option<Words> {
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

    /// As [`Words::of`], for words of which those of nulls are not asked.
    pub fn of_present(column: &Column) -> Option<Words> {
        match column.data() {
            Data::Integers(_) => Some(Words::Integers),
            _ => Words::of(column),
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
            Words::Integers => Value::Integer(word as i64),
            _ if word == NULL => Value::Null,
            Words::Nodes => Value::Node(NodeId(word as u32)),
            Words::Relationships => Value::Relationship(RelationshipId(word as u32)),
            Words::Booleans => Value::Boolean(word == 1),
            Words::Dates => {
                let days = (word >> 1) as i64 ^ -((word & 1) as i64);
                Date::from_epoch_days(days).map_or(Value::Null, Value::Date)
            }
            Words::Codes(words) => Value::String(words.shared_word(word as u32)),
        }
    }
}

/// Days as a word: those near 1970 on either side are small, and none is the word for null.
pub(super) fn day_word(date: Date) -> u64 {
    let days = date.epoch_days();
    (days << 1 ^ days >> 63) as u64
}

/// The words of all rows.
pub(super) fn row_words(column: &Column) -> Vec<u64> {
    let mut words: Vec<u64> = match column.data() {
        Data::Nodes(entries) => entries.iter().map(|node| u64::from(node.0)).collect(),
        Data::Integers(entries) => entries.iter().map(|integer| *integer as u64).collect(),
        Data::Dates(entries) => entries.iter().map(|date| day_word(*date)).collect(),
        Data::Codes { codes, .. } => codes.iter().map(|code| u64::from(*code)).collect(),
        _ => return (0..column.len()).map(|row| word(column, row)).collect(),
    };
    if !column.nulls().is_none() {
        (0..words.len()).filter(|row| column.is_null(*row)).for_each(|row| words[row] = NULL);
    }
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
        Data::Integers(entries) => entries[row] as u64,
        Data::Dates(entries) => day_word(entries[row]),
        Data::Codes { codes, .. } => u64::from(codes[row]),
        _ => NULL,
    }
}
