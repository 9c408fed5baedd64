//! Making a column entry by entry: typed as long as all entries are of one type.

use super::{Column, Data, Nulls, Strings};
use crate::value::{Date, Duration, NodeId, RelationshipId, Value};

/// A column under construction.
#[derive(Debug, Default)]
pub struct ColumnBuilder {
    /// Absent until the first entry that is not null.
    data: Option<Data>,
    nulls: Nulls,
    length: usize,
    capacity: usize,
}

macro_rules! push_typed {
    ($name:ident, $variant:ident, $value:ident, $item:ty, $empty:expr) => {
        /// Adds an entry of the type that the name says.
        pub fn $name(&mut self, entry: $item) {
            if self.data.is_none() {
                let mut entries = Vec::with_capacity(self.capacity.max(self.length));
                entries.resize(self.length, $empty);
                self.data = Some(Data::$variant(entries));
            }
            if let Some(Data::$variant(entries)) = &mut self.data {
                entries.push(entry);
                self.length += 1;
            } else {
                self.push_general(Value::$value(entry));
            }
        }
    };
}

impl ColumnBuilder {
    /// No entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// No entries, with room for so many.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { capacity, ..Self::default() }
    }

    /// How many entries so far.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    push_typed!(push_node, Nodes, Node, NodeId, NodeId(0));
    push_typed!(push_relationship, Relationships, Relationship, RelationshipId, RelationshipId(0));
    push_typed!(push_integer, Integers, Integer, i64, 0);
    push_typed!(push_float, Floats, Float, f64, 0.0);
    push_typed!(push_boolean, Booleans, Boolean, bool, false);
    push_typed!(push_date, Dates, Date, Date, Date::EPOCH);
    push_typed!(push_duration, Durations, from, Duration, Duration::default());

    /// Adds a text.
    pub fn push_text(&mut self, text: &str) {
        if self.data.is_none() {
            let mut entries = Strings::with_capacity(self.capacity.max(self.length));
            (0..self.length).for_each(|_| entries.push(""));
            self.data = Some(Data::Strings(entries));
        }
        match &mut self.data {
            Some(Data::Strings(entries)) if entries.fits(text) => {
                entries.push(text);
                self.length += 1;
            }
            _ => self.push_general(Value::from(text)),
        }
    }

    /// Adds a value of any type.
    pub fn push(&mut self, value: Value) {
        match value {
            Value::Null => self.push_nulls(1),
            Value::Node(node) => self.push_node(node),
            Value::Relationship(relationship) => self.push_relationship(relationship),
            Value::Integer(number) => self.push_integer(number),
            Value::Float(number) => self.push_float(number),
            Value::Boolean(truth) => self.push_boolean(truth),
            Value::Date(date) => self.push_date(date),
            Value::Duration(duration) => self.push_duration(*duration),
            Value::String(text) if !matches!(self.data, Some(Data::Values(_))) => self.push_text(&text),
            other => self.push_general(other),
        }
    }

    /// Adds nulls.
    pub fn push_nulls(&mut self, count: usize) {
        for _ in 0..count {
            self.nulls.set(self.length);
            self.length += 1;
        }
        match &mut self.data {
            None => {}
            Some(Data::Constant { .. }) => {} // Never under construction.
            Some(Data::Codes { codes, .. }) => codes.resize(self.length, 0),
            Some(Data::Nodes(entries)) => entries.resize(self.length, NodeId(0)),
            Some(Data::Relationships(entries)) => entries.resize(self.length, RelationshipId(0)),
            Some(Data::Integers(entries)) => entries.resize(self.length, 0),
            Some(Data::Floats(entries)) => entries.resize(self.length, 0.0),
            Some(Data::Booleans(entries)) => entries.resize(self.length, false),
            Some(Data::Dates(entries)) => entries.resize(self.length, Date::EPOCH),
            Some(Data::Durations(entries)) => entries.resize(self.length, Duration::default()),
            Some(Data::Strings(entries)) => (0..count).for_each(|_| entries.push("")),
            Some(Data::Values(entries)) => entries.resize(self.length, Value::Null),
        }
    }

    /// Adds all entries of a column.
    pub fn append(&mut self, column: &Column) {
        let before = self.length;
        if self.append_typed(column) {
            if !column.nulls().is_none() {
                (0..column.len()).filter(|row| column.is_null(*row)).for_each(|row| self.nulls.set(before + row));
            }
            return;
        }
        for row in 0..column.len() {
            match column.text(row) {
                Some(text) if !matches!(self.data, Some(Data::Values(_))) => self.push_text(text),
                _ => self.push(column.value(row)),
            }
        }
    }

    /// Adds the entries of a column of the same type at once; says whether it is.
    fn append_typed(&mut self, column: &Column) -> bool {
        match (&mut self.data, column.data()) {
            (None, data) if self.length == 0 && !matches!(data, Data::Constant { .. }) => {
                self.data = Some(data.clone());
            }
            (Some(Data::Codes { codes, words }), Data::Codes { codes: more, words: same }) if words.is_same(same) => {
                codes.extend_from_slice(more);
            }
            (Some(Data::Strings(entries)), Data::Strings(more)) if entries.fits(more.parts().0) => {
                let (text, ends) = more.parts();
                entries.extend(text, ends.iter().copied());
            }
            (Some(Data::Nodes(entries)), Data::Nodes(more)) => entries.extend_from_slice(more),
            (Some(Data::Relationships(entries)), Data::Relationships(more)) => entries.extend_from_slice(more),
            (Some(Data::Integers(entries)), Data::Integers(more)) => entries.extend_from_slice(more),
            (Some(Data::Floats(entries)), Data::Floats(more)) => entries.extend_from_slice(more),
            (Some(Data::Booleans(entries)), Data::Booleans(more)) => entries.extend_from_slice(more),
            (Some(Data::Dates(entries)), Data::Dates(more)) => entries.extend_from_slice(more),
            (Some(Data::Durations(entries)), Data::Durations(more)) => entries.extend_from_slice(more),
            _ => return false,
        }
        self.length += column.len();
        true
    }

    /// The column.
    pub fn finish(self) -> Column {
        match self.data {
            Some(data) => Column::new(data, self.nulls),
            None => Column::constant(Value::Null, self.length),
        }
    }

    /// Adds a value to a general column, making it general first.
    fn push_general(&mut self, value: Value) {
        if !matches!(self.data, Some(Data::Values(_))) {
            let mut entries: Vec<Value> = match self.data.take() {
                None => vec![Value::Null; self.length],
                Some(data) => Column::new(data, self.nulls.clone()).values().collect(),
            };
            entries.reserve(self.capacity.saturating_sub(entries.len()));
            self.data = Some(Data::Values(entries));
        }
        if let Some(Data::Values(entries)) = &mut self.data {
            entries.push(value);
            self.length += 1;
        }
    }
}
