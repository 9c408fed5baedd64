//! A column on its way into a snapshot: values come in order of row and find their narrowest form.

use super::bits::Bitmap;
use super::text::TextBuilder;
use crate::graph::bytes::Bytes;
use crate::graph::codec;
use crate::value::{Date, Value};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Rows before a dictionary with too many strings is given up.
const TRIAL_ROWS: usize = 1 << 14;

/// The rows of a column so far.
#[derive(Debug, Default)]
pub struct Cells {
    pub(super) present: Bitmap,
    pub(super) values: Form,
    /// Whether strings that are mostly distinct stay readable, to be sorted or brought into another order.
    readable: bool,
}

/// The values so far; those of absent rows are zero, false or empty.
#[derive(Debug, Default)]
pub(super) enum Form {
    /// No row has a value.
    #[default]
    Nothing,
    Booleans(Bitmap),
    Integers(Vec<i64>),
    Floats(Vec<f64>),
    /// Days since 1970.
    Dates(Vec<i32>),
    Dictionary(Dictionary),
    /// Strings, compressed as they come.
    Text(TextBuilder),
    /// Strings as they are.
    Strings(Strings),
    /// Coded values of several types, or of types that have no column of their own.
    Mixed(Strings),
}

/// Strings numbered in order of first use.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    pub codes: Vec<u32>,
    pub strings: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, u32>,
}

impl Dictionary {
    fn number(&mut self, string: &str) -> u32 {
        if let Some(number) = self.numbers.get(string) {
            return *number;
        }
        let number = self.strings.len() as u32;
        let string: Arc<str> = string.into();
        self.strings.push(string.clone());
        self.numbers.insert(string, number);
        number
    }

    fn is_too_large(&self) -> bool {
        self.codes.len() >= TRIAL_ROWS && self.strings.len() > self.codes.len() / 2
    }
}

/// Byte strings end to end.
#[derive(Debug, Default)]
pub(super) struct Strings {
    pub bytes: Vec<u8>,
    /// Where each row ends.
    pub ends: Vec<usize>,
}

impl Strings {
    pub fn push(&mut self, row: &[u8]) {
        self.bytes.extend(row);
        self.ends.push(self.bytes.len());
    }

    pub fn get(&self, row: usize) -> &[u8] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[row]]
    }

    /// Adds the rows of another after these.
    pub fn append(&mut self, mut other: Strings) {
        let before = self.bytes.len();
        self.bytes.append(&mut other.bytes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }
}

impl Cells {
    /// No rows yet. `readable` columns can be permuted and indexed, at the cost of memory for long texts.
    pub fn new(readable: bool) -> Cells {
        Cells { readable, ..Cells::default() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.present.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.present.is_empty()
    }

    /// Whether no row has a value.
    pub fn is_nothing(&self) -> bool {
        matches!(self.values, Form::Nothing)
    }

    /// Adds rows without a value until there are `rows`.
    pub fn fill(&mut self, rows: usize) {
        while self.len() < rows {
            self.push_null();
        }
    }

    /// Adds a row without a value.
    pub fn push_null(&mut self) {
        self.present.push(false);
        match &mut self.values {
            Form::Nothing => {}
            Form::Booleans(rows) => rows.push(false),
            Form::Integers(rows) => rows.push(0),
            Form::Floats(rows) => rows.push(0.0),
            Form::Dates(rows) => rows.push(0),
            Form::Dictionary(dictionary) => dictionary.codes.push(0),
            Form::Text(rows) => rows.push(b""),
            Form::Strings(rows) | Form::Mixed(rows) => rows.push(b""),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, value: &Value) {
        match value {
            Value::Null => self.push_null(),
            Value::Integer(integer) => self.push_integer(*integer),
            Value::Float(float) => self.push_float(*float),
            Value::Boolean(flag) => self.push_boolean(*flag),
            Value::String(text) => self.push_str(text),
            Value::Date(date) => self.push_date(*date),
            value => self.push_mixed(value),
        }
    }

    /// Adds a row with an integer.
    pub fn push_integer(&mut self, integer: i64) {
        if self.is_nothing() {
            self.values = Form::Integers(vec![0; self.len()]);
        }
        match &mut self.values {
            Form::Integers(rows) => {
                rows.push(integer);
                self.present.push(true);
            }
            _ => self.push_mixed(&Value::Integer(integer)),
        }
    }

    /// Adds a row with a float.
    pub fn push_float(&mut self, float: f64) {
        if self.is_nothing() {
            self.values = Form::Floats(vec![0.0; self.len()]);
        }
        match &mut self.values {
            Form::Floats(rows) => {
                rows.push(float);
                self.present.push(true);
            }
            _ => self.push_mixed(&Value::Float(float)),
        }
    }

    /// Adds a row with a truth value.
    pub fn push_boolean(&mut self, flag: bool) {
        if self.is_nothing() {
            self.values = Form::Booleans(Bitmap::zeros(self.len()));
        }
        match &mut self.values {
            Form::Booleans(rows) => {
                rows.push(flag);
                self.present.push(true);
            }
            _ => self.push_mixed(&Value::Boolean(flag)),
        }
    }

    /// Adds a row with a date.
    pub fn push_date(&mut self, date: Date) {
        if self.is_nothing() {
            self.values = Form::Dates(vec![0; self.len()]);
        }
        match (&mut self.values, i32::try_from(date.epoch_days())) {
            (Form::Dates(rows), Ok(days)) => {
                rows.push(days);
                self.present.push(true);
            }
            _ => self.push_mixed(&Value::Date(date)),
        }
    }

    /// Adds a row with a string.
    pub fn push_str(&mut self, string: &str) {
        if self.is_nothing() {
            self.values = Form::Dictionary(Dictionary { codes: vec![0; self.len()], ..Dictionary::default() });
        }
        match &mut self.values {
            Form::Dictionary(dictionary) => {
                let number = dictionary.number(string);
                dictionary.codes.push(number);
                if dictionary.is_too_large() {
                    self.spell_out();
                }
            }
            Form::Text(rows) => rows.push(string.as_bytes()),
            Form::Strings(rows) => rows.push(string.as_bytes()),
            _ => return self.push_mixed(&Value::from(string)),
        }
        self.present.push(true);
    }

    fn push_mixed(&mut self, value: &Value) {
        self.mix();
        if let Form::Mixed(rows) = &mut self.values {
            codec::put_value(&mut rows.bytes, value);
            rows.ends.push(rows.bytes.len());
            self.present.push(true);
        }
    }

    /// Turns a dictionary into plain strings.
    fn spell_out(&mut self) {
        let Form::Dictionary(Dictionary { codes, strings, .. }) = std::mem::take(&mut self.values) else { return };
        // Rows before the first value have code 0, which may stand for no string yet.
        let rows = codes.iter().map(|code| strings.get(*code as usize).map_or(&b""[..], |string| string.as_bytes()));
        if self.readable {
            let mut plain = Strings::default();
            rows.for_each(|row| plain.push(row));
            self.values = Form::Strings(plain);
        } else {
            let mut text = TextBuilder::default();
            rows.for_each(|row| text.push(row));
            self.values = Form::Text(text);
        }
    }

    /// Turns whatever there is into coded values. Compressed text is not turned back: see [`Cells::append`].
    fn mix(&mut self) {
        if matches!(self.values, Form::Mixed(_)) {
            return;
        }
        let mut mixed = Strings::default();
        for row in 0..self.len() {
            if self.present.get(row) {
                codec::put_value(&mut mixed.bytes, &self.value(row));
            }
            mixed.ends.push(mixed.bytes.len());
        }
        self.values = Form::Mixed(mixed);
    }

    /// Turns integers among strings into strings: a column of identifiers is of one type.
    pub fn unify_to_strings(&mut self) {
        if matches!(self.values, Form::Mixed(_)) {
            let mut unified = Cells::new(self.readable);
            for row in 0..self.len() {
                match self.value(row) {
                    Value::Integer(integer) => unified.push_str(&integer.to_string()),
                    value => unified.push(&value),
                }
            }
            *self = unified;
        }
    }

    /// The integers, where every row is one.
    pub fn integers(&self) -> Option<&[i64]> {
        match &self.values {
            Form::Integers(rows) if self.present.is_full() => Some(rows),
            _ => None,
        }
    }

    /// The value of a row; `Null` where there is none.
    pub fn value(&self, row: usize) -> Value {
        if !self.present.get(row) {
            return Value::Null;
        }
        let string = |bytes: &[u8]| Value::String(String::from_utf8_lossy(bytes).into());
        match &self.values {
            Form::Nothing => Value::Null,
            Form::Booleans(rows) => Value::Boolean(rows.get(row)),
            Form::Integers(rows) => Value::Integer(rows[row]),
            Form::Floats(rows) => Value::Float(rows[row]),
            Form::Dates(rows) => Date::from_epoch_days(i64::from(rows[row])).map_or(Value::Null, Value::Date),
            Form::Dictionary(dictionary) => Value::String(dictionary.strings[dictionary.codes[row] as usize].clone()),
            Form::Text(rows) => rows.read(row).map_or(Value::Null, |bytes| string(&bytes)),
            Form::Strings(rows) => string(rows.get(row)),
            Form::Mixed(rows) => codec::value(&mut Bytes::new(rows.get(row))).unwrap_or(Value::Null),
        }
    }

    /// Adds the rows of another column after these.
    pub fn append(&mut self, other: Cells) {
        if self.is_nothing() && !other.is_nothing() {
            let rows = self.len();
            *self = Cells::new(self.readable);
            self.take_form_of(&other.values);
            self.fill(rows);
        }
        if matches!((&self.values, &other.values), (Form::Dictionary(_), Form::Text(_) | Form::Strings(_))) {
            self.spell_out();
        }
        match (&mut self.values, other.values) {
            (Form::Integers(rows), Form::Integers(mut more)) => rows.append(&mut more),
            (Form::Floats(rows), Form::Floats(mut more)) => rows.append(&mut more),
            (Form::Dates(rows), Form::Dates(mut more)) => rows.append(&mut more),
            (Form::Text(rows), Form::Text(more)) => rows.append(more),
            (Form::Strings(rows), Form::Strings(more)) => rows.append(more),
            (Form::Dictionary(dictionary), Form::Dictionary(more)) => {
                let codes: Vec<u32> = more.strings.iter().map(|string| dictionary.number(string)).collect();
                dictionary.codes.extend(more.codes.iter().map(|code| codes.get(*code as usize).copied().unwrap_or(0)));
                if dictionary.is_too_large() {
                    self.spell_out();
                }
            }
            (_, values) => {
                let other = Cells { present: other.present, values, readable: other.readable };
                (0..other.len()).for_each(|row| self.push(&other.value(row)));
                return;
            }
        }
        self.present.append(&other.present);
    }

    fn take_form_of(&mut self, form: &Form) {
        self.values = match form {
            Form::Nothing => Form::Nothing,
            Form::Booleans(_) => Form::Booleans(Bitmap::default()),
            Form::Integers(_) => Form::Integers(Vec::new()),
            Form::Floats(_) => Form::Floats(Vec::new()),
            Form::Dates(_) => Form::Dates(Vec::new()),
            Form::Dictionary(_) => Form::Dictionary(Dictionary::default()),
            Form::Text(_) => Form::Text(TextBuilder::default()),
            Form::Strings(_) => Form::Strings(Strings::default()),
            Form::Mixed(_) => Form::Mixed(Strings::default()),
        };
    }

    /// Brings the rows into another order: row `i` becomes what row `order[i]` was.
    pub fn permute(&mut self, order: &[u32]) {
        let mut present = Bitmap::zeros(order.len());
        for (to, from) in order.iter().enumerate() {
            if self.present.get(*from as usize) {
                present.set(to);
            }
        }
        self.present = present;
        match &mut self.values {
            Form::Nothing => {}
            Form::Booleans(rows) => {
                let before = std::mem::take(rows);
                order.iter().for_each(|from| rows.push(before.get(*from as usize)));
            }
            Form::Integers(rows) => *rows = order.iter().map(|from| rows[*from as usize]).collect(),
            Form::Floats(rows) => *rows = order.iter().map(|from| rows[*from as usize]).collect(),
            Form::Dates(rows) => *rows = order.iter().map(|from| rows[*from as usize]).collect(),
            Form::Dictionary(Dictionary { codes, .. }) => {
                *codes = order.iter().map(|from| codes[*from as usize]).collect();
            }
            Form::Text(rows) => {
                let mut permuted = TextBuilder::default();
                for from in order {
                    permuted.push(&rows.read(*from as usize).unwrap_or_default());
                }
                *rows = permuted;
            }
            Form::Strings(rows) | Form::Mixed(rows) => {
                let mut permuted = Strings::default();
                order.iter().for_each(|from| permuted.push(rows.get(*from as usize)));
                *rows = permuted;
            }
        }
    }
}
