//! One column: typed where all its entries are of one type, general where not.

use super::{ColumnBuilder, Dictionary, Nulls, Strings};
use crate::value::{Date, Duration, NodeId, RelationshipId, Value};

/// The entries of one slot for the rows of a batch.
#[derive(Clone, Debug)]
pub struct Column {
    data: Data,
    nulls: Nulls,
}

/// How the entries are kept. Where an entry is null, what stands at its place means nothing.
#[derive(Clone, Debug)]
pub enum Data {
    /// The same value in every row.
    Constant {
        /// The value, perhaps `Null`.
        value: Value,
        /// How many rows.
        length: usize,
    },
    /// Nodes.
    Nodes(Vec<NodeId>),
    /// Relationships.
    Relationships(Vec<RelationshipId>),
    /// Integers.
    Integers(Vec<i64>),
    /// Floating point numbers.
    Floats(Vec<f64>),
    /// Truth values.
    Booleans(Vec<bool>),
    /// Days.
    Dates(Vec<Date>),
    /// Lengths of time.
    Durations(Vec<Duration>),
    /// Texts.
    Strings(Strings),
    /// Texts by code of a dictionary.
    Codes {
        /// The code of each row.
        codes: Vec<u32>,
        /// What the codes mean.
        words: Dictionary,
    },
    /// Anything; here nulls are also `Value::Null`.
    Values(Vec<Value>),
}

macro_rules! typed {
    ($from:ident, $slice:ident, $variant:ident, $item:ty, $what:literal) => {
        #[doc = concat!("A column of ", $what, " without nulls.")]
        pub fn $from(entries: Vec<$item>) -> Self {
            Self::new(Data::$variant(entries), Nulls::none())
        }

        #[doc = concat!("The entries, if the column is kept as ", $what, "; see [`Column::nulls`] for which of them count.")]
        pub fn $slice(&self) -> Option<&[$item]> {
            match &self.data {
                Data::$variant(entries) => Some(entries),
                _ => None,
            }
        }
    };
}

impl Column {
    /// A column of these entries, of which some are null.
    pub fn new(data: Data, nulls: Nulls) -> Self {
        Self { data, nulls }
    }

    /// The same value in every one of `length` rows.
    pub fn constant(value: Value, length: usize) -> Self {
        let nulls = if matches!(value, Value::Null) { Nulls::all(length) } else { Nulls::none() };
        Self::new(Data::Constant { value, length }, nulls)
    }

    /// Entries of any types; kept typed if they are all of one.
    pub fn from_values(values: impl IntoIterator<Item = Value>) -> Self {
        let mut builder = ColumnBuilder::new();
        values.into_iter().for_each(|value| builder.push(value));
        builder.finish()
    }

    /// Texts by code.
    pub fn from_codes(codes: Vec<u32>, words: Dictionary) -> Self {
        Self::new(Data::Codes { codes, words }, Nulls::none())
    }

    typed!(from_nodes, nodes, Nodes, NodeId, "nodes");
    typed!(from_relationships, relationships, Relationships, RelationshipId, "relationships");
    typed!(from_integers, integers, Integers, i64, "integers");
    typed!(from_floats, floats, Floats, f64, "floating point numbers");
    typed!(from_booleans, booleans, Booleans, bool, "truth values");
    typed!(from_dates, dates, Dates, Date, "days");
    typed!(from_durations, durations, Durations, Duration, "lengths of time");

    /// The same entries, of which those in `nulls` are null as well.
    pub fn with_nulls(mut self, nulls: Nulls) -> Self {
        if let Data::Values(values) = &mut self.data {
            for (row, value) in values.iter_mut().enumerate() {
                if nulls.get(row) {
                    *value = Value::Null;
                }
            }
        }
        self.nulls = self.nulls.union(&nulls);
        self
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        match &self.data {
            Data::Constant { length, .. } => *length,
            Data::Nodes(entries) => entries.len(),
            Data::Relationships(entries) => entries.len(),
            Data::Integers(entries) => entries.len(),
            Data::Floats(entries) => entries.len(),
            Data::Booleans(entries) => entries.len(),
            Data::Dates(entries) => entries.len(),
            Data::Durations(entries) => entries.len(),
            Data::Strings(entries) => entries.len(),
            Data::Codes { codes, .. } => codes.len(),
            Data::Values(entries) => entries.len(),
        }
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How the entries are kept.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// Which entries are null.
    pub fn nulls(&self) -> &Nulls {
        &self.nulls
    }

    /// Whether the entry is null.
    pub fn is_null(&self, row: usize) -> bool {
        self.nulls.get(row)
    }

    /// The one value of a constant column.
    pub fn as_constant(&self) -> Option<&Value> {
        match &self.data {
            Data::Constant { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The entry as a value; `Null` for a row that is not there.
    pub fn value(&self, row: usize) -> Value {
        if self.nulls.get(row) {
            return Value::Null;
        }
        let value = match &self.data {
            Data::Constant { value, .. } => Some(value.clone()),
            Data::Nodes(entries) => entries.get(row).copied().map(Value::Node),
            Data::Relationships(entries) => entries.get(row).copied().map(Value::Relationship),
            Data::Integers(entries) => entries.get(row).copied().map(Value::Integer),
            Data::Floats(entries) => entries.get(row).copied().map(Value::Float),
            Data::Booleans(entries) => entries.get(row).copied().map(Value::Boolean),
            Data::Dates(entries) => entries.get(row).copied().map(Value::Date),
            Data::Durations(entries) => entries.get(row).copied().map(Value::from),
            Data::Strings(entries) => (row < entries.len()).then(|| Value::from(entries.get(row))),
            Data::Codes { codes, words } => codes.get(row).map(|&code| Value::String(words.shared_word(code))),
            Data::Values(entries) => entries.get(row).cloned(),
        };
        value.unwrap_or(Value::Null)
    }

    /// The entries as values, in order.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        (0..self.len()).map(|row| self.value(row))
    }

    /// The entry if it is a text, however it is kept.
    pub fn text(&self, row: usize) -> Option<&str> {
        if self.nulls.get(row) {
            return None;
        }
        match &self.data {
            Data::Strings(entries) => Some(entries.get(row)),
            Data::Codes { codes, words } => codes.get(row).map(|&code| words.word(code)),
            Data::Constant { value: Value::String(text), .. } => Some(text),
            Data::Values(entries) => match entries.get(row) {
                Some(Value::String(text)) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether every entry that is not null is certainly a text, so that [`Column::text`] tells all.
    pub fn is_text(&self) -> bool {
        matches!(&self.data, Data::Strings(_) | Data::Codes { .. } | Data::Constant { value: Value::String(_), .. })
    }

    /// The rows that are true, if the column is one of truth values.
    pub fn true_rows(&self) -> Option<Vec<u32>> {
        let entries = self.booleans()?;
        let (mut rows, mut found) = (vec![0; entries.len()], 0);
        for (row, entry) in entries.iter().enumerate() {
            // Written in any case and kept if true: no branch that is hard to foresee.
            rows[found] = row as u32;
            found += usize::from(*entry);
        }
        rows.truncate(found);
        if !self.nulls.is_none() {
            rows.retain(|row| !self.nulls.get(*row as usize));
        }
        Some(rows)
    }

    /// The entry if it is a node, however it is kept.
    pub fn node(&self, row: usize) -> Option<NodeId> {
        if self.nulls.get(row) {
            return None;
        }
        match &self.data {
            Data::Nodes(entries) => entries.get(row).copied(),
            Data::Constant { value: Value::Node(node), .. } => Some(*node),
            Data::Values(entries) => match entries.get(row) {
                Some(Value::Node(node)) => Some(*node),
                _ => None,
            },
            _ => None,
        }
    }

    /// The entry if it is a relationship, however it is kept.
    pub fn relationship(&self, row: usize) -> Option<RelationshipId> {
        if self.nulls.get(row) {
            return None;
        }
        match &self.data {
            Data::Relationships(entries) => entries.get(row).copied(),
            Data::Constant { value: Value::Relationship(relationship), .. } => Some(*relationship),
            Data::Values(entries) => match entries.get(row) {
                Some(Value::Relationship(relationship)) => Some(*relationship),
                _ => None,
            },
            _ => None,
        }
    }

    /// The entries of these rows, in this order.
    pub fn gather(&self, rows: &[u32]) -> Column {
        fn pick<T: Clone>(entries: &[T], rows: &[u32]) -> Vec<T> {
            rows.iter().map(|&row| entries[row as usize].clone()).collect()
        }
        let data = match &self.data {
            Data::Constant { value, .. } => return Column::constant(value.clone(), rows.len()),
            Data::Nodes(entries) => Data::Nodes(pick(entries, rows)),
            Data::Relationships(entries) => Data::Relationships(pick(entries, rows)),
            Data::Integers(entries) => Data::Integers(pick(entries, rows)),
            Data::Floats(entries) => Data::Floats(pick(entries, rows)),
            Data::Booleans(entries) => Data::Booleans(pick(entries, rows)),
            Data::Dates(entries) => Data::Dates(pick(entries, rows)),
            Data::Durations(entries) => Data::Durations(pick(entries, rows)),
            Data::Strings(entries) => match entries.gather(rows) {
                Some(entries) => Data::Strings(entries),
                None => Data::Values(rows.iter().map(|&row| self.value(row as usize)).collect()),
            },
            Data::Codes { codes, words } => Data::Codes { codes: pick(codes, rows), words: words.clone() },
            Data::Values(entries) => Data::Values(pick(entries, rows)),
        };
        Column::new(data, self.nulls.gather(rows))
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        match &self.data {
            Data::Constant { .. } => 32,
            Data::Strings(entries) => entries.bytes(),
            Data::Values(entries) => 48 * entries.len(),
            Data::Booleans(entries) => entries.len(),
            Data::Nodes(entries) => 4 * entries.len(),
            Data::Relationships(entries) => 4 * entries.len(),
            Data::Codes { codes, .. } => 4 * codes.len(),
            Data::Integers(entries) => 8 * entries.len(),
            Data::Floats(entries) => 8 * entries.len(),
            Data::Dates(entries) => 8 * entries.len(),
            Data::Durations(entries) => std::mem::size_of_val(entries.as_slice()),
        }
    }
}
