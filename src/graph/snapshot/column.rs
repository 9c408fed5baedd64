//! The values of one property for the nodes of one label set or the relationships of one type, all rows of one type.

use super::bits::Bitmap;
use super::numbers::Numbers;
use super::pack;
use super::source::{Section, Source};
use super::text::Text;
use super::totals::Totals;
use crate::graph::bytes::{Bytes, Damage};
use crate::graph::codec;
use crate::value::{Date, Value};
use std::sync::{Arc, OnceLock};

/// A property column in memory. Row 0 is the first node of the label set, or the first relationship of the type.
#[derive(Debug)]
pub struct Column {
    /// Which rows have a value; `None` where all have.
    pub present: Option<Bitmap>,
    /// The values; those of absent rows are zero, false or empty.
    pub values: Values,
    /// See [`Column::totals`].
    pub(super) totals: OnceLock<Result<Option<Totals>, Damage>>,
}

/// The values of a column.
#[derive(Debug)]
pub enum Values {
    /// One bit a row.
    Booleans(Bitmap),
    /// Integers as they are.
    Integers(Numbers<i64>),
    /// Doubles as they are.
    Floats(Vec<f64>),
    /// Dates as days since 1970; a column with a date too far off for that is [`Values::Mixed`].
    Dates(Numbers<i32>),
    /// For each row the number of its string among the distinct strings, which stand in ascending order of their
    /// bytes: codes compare as the strings do.
    Dictionary {
        /// By row.
        codes: Numbers<u32>,
        /// By code, ascending.
        strings: Arc<[Arc<str>]>,
    },
    /// Strings that are mostly distinct, unpacked block by block.
    Text(Text),
    /// Values of any type, each in the coding of `graph::codec`, unpacked block by block.
    Mixed(Text),
}

/// The kinds of column as the directory numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Bitmap words.
    Boolean = 1,
    /// Packed integers.
    Integer = 2,
    /// Eight bytes a row.
    Float = 3,
    /// Packed days since 1970.
    Date = 4,
    /// Packed codes, and a table of text blocks with the strings.
    Dictionary = 5,
    /// A table of text blocks.
    Text = 6,
    /// A table of text blocks of coded values.
    Mixed = 7,
}

impl Kind {
    /// From its number.
    pub fn from_number(number: u8) -> Result<Kind, Damage> {
        [Kind::Boolean, Kind::Integer, Kind::Float, Kind::Date, Kind::Dictionary, Kind::Text, Kind::Mixed]
            .into_iter()
            .find(|kind| *kind as u8 == number)
            .ok_or(Damage::new("a column has an unknown type"))
    }
}

/// Where the parts of a column lie.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// What it holds.
    pub kind: Kind,
    /// Words of the bitmap of rows with a value; empty where all rows have one.
    pub present: Section,
    /// The rows.
    pub data: Section,
    /// The strings of a dictionary.
    pub strings: Section,
    /// How many strings those are.
    pub string_count: u32,
}

impl Column {
    /// Reads the column, which must have `rows` rows.
    pub fn read(place: &Place, rows: usize, source: &dyn Source) -> Result<Column, Damage> {
        let present = match place.present.length {
            0 => None,
            _ => Some(bitmap(&place.present.read(source)?, rows)?),
        };
        let data = place.data.read(source)?;
        let values = match place.kind {
            Kind::Boolean => Values::Booleans(bitmap(&data, rows)?),
            Kind::Integer => Values::Integers(Numbers::open(data, rows, i64::MIN..=i64::MAX)?),
            Kind::Float => {
                let (floats, rest) = data.as_chunks::<8>();
                if floats.len() != rows || !rest.is_empty() {
                    return Err(ROWS);
                }
                Values::Floats(floats.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect())
            }
            Kind::Date => Values::Dates(Numbers::open(data, rows, i32::MIN.into()..=i32::MAX.into())?),
            Kind::Dictionary => {
                let count = place.string_count as usize;
                let codes = Numbers::open(data, rows, 0..=count as i64 - 1)?;
                Values::Dictionary { codes, strings: strings(&place.strings.read(source)?, count, source)?.into() }
            }
            Kind::Text => Values::Text(Text::open(&data, rows)?),
            Kind::Mixed => Values::Mixed(Text::open(&data, rows)?),
        };
        Ok(Column { present, values, totals: OnceLock::new() })
    }

    /// Whether the row has a value.
    #[inline]
    pub fn is_present(&self, row: usize) -> bool {
        self.present.as_ref().is_none_or(|present| present.get(row))
    }

    /// Reads and checks the rows that [`Column::read`] left packed.
    pub fn verify(&self, source: &dyn Source) -> Result<(), Damage> {
        match &self.values {
            Values::Booleans(_) | Values::Floats(_) => Ok(()),
            Values::Integers(rows) => rows.all().map(drop),
            Values::Dates(rows) => rows.all().map(drop),
            Values::Dictionary { codes, .. } => codes.all().map(drop),
            Values::Text(rows) | Values::Mixed(rows) => {
                (0..rows.row_count()).try_for_each(|row| self.value(source, row).map(drop))
            }
        }
    }

    /// Whether it has a text that fulfils the condition.
    pub fn any_text(&self, source: &dyn Source, holds: &dyn Fn(&str) -> bool) -> Result<bool, Damage> {
        Ok(match &self.values {
            Values::Dictionary { strings, .. } => strings.iter().any(|text| holds(text)),
            Values::Text(text) | Values::Mixed(text) => {
                for row in 0..text.row_count() {
                    if matches!(self.value(source, row)?, Value::String(text) if holds(&text)) {
                        return Ok(true);
                    }
                }
                false
            }
            Values::Booleans(_) | Values::Integers(_) | Values::Floats(_) | Values::Dates(_) => false,
        })
    }

    /// The value of a row, `Null` where there is none.
    pub fn value(&self, source: &dyn Source, row: usize) -> Result<Value, Damage> {
        if !self.is_present(row) {
            return Ok(Value::Null);
        }
        Ok(match &self.values {
            Values::Booleans(rows) => Value::Boolean(rows.get(row)),
            Values::Integers(rows) => Value::Integer(rows.get(row)?),
            Values::Floats(rows) => rows.get(row).map_or(Value::Null, |float| Value::Float(*float)),
            Values::Dates(rows) => Date::from_epoch_days(i64::from(rows.get(row)?)).map_or(Value::Null, Value::Date),
            Values::Dictionary { codes, strings } => {
                let string = strings.get(codes.get(row)? as usize);
                string.map_or(Value::Null, |string| Value::String(string.clone()))
            }
            Values::Text(text) => Value::String(utf8(text.get(source, row)?)?.into()),
            Values::Mixed(text) => codec::value(&mut Bytes::new(text.get(source, row)?))?,
        })
    }
}

const ROWS: Damage = pack::WRONG_COUNT;

/// The text of a row.
pub fn utf8(bytes: &[u8]) -> Result<&str, Damage> {
    std::str::from_utf8(bytes).map_err(|_| Damage::new("a text is not UTF-8"))
}

fn bitmap(bytes: &[u8], rows: usize) -> Result<Bitmap, Damage> {
    let (words, rest) = bytes.as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word)).collect();
    Bitmap::from_words(words, rows).filter(|_| rest.is_empty()).ok_or(ROWS)
}

/// All strings of a dictionary.
fn strings(table: &[u8], count: usize, source: &dyn Source) -> Result<Vec<Arc<str>>, Damage> {
    let text = Text::open(table, count)?;
    let mut strings: Vec<Arc<str>> = Vec::new();
    let mut sound = Ok(());
    text.each(source, 0..count, |_, bytes| match utf8(bytes) {
        Ok(string) if strings.last().is_none_or(|last| **last < *string) => strings.push(string.into()),
        Ok(_) => sound = Err(Damage::new("the strings of a dictionary are out of order")),
        Err(damage) => sound = Err(damage),
    })?;
    sound.map(|()| strings)
}
