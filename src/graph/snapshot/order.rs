//! The rows of a column in ascending order of value: an index. Rows without a value are not in it.

use super::column::{Column, Values, utf8};
use super::numbers::Numbers;
use super::source::{Section, Source};
use crate::graph::bytes::{Bytes, Damage};
use crate::value::Value;
use crate::value::equality::compare_integer_with_float;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::{Bound, Range};

/// How the order of a column is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// There is no index.
    #[default]
    Absent,
    /// Every row has a value and the values ascend: the column is its own index.
    Ascending,
    /// The rows that have a value, packed, ascending by value and then by row.
    Rows {
        /// How many rows.
        count: u32,
        /// Where they lie.
        section: Section,
    },
}

impl Place {
    /// Reads it from the directory.
    pub fn get(bytes: &mut Bytes<'_>) -> Result<Place, Damage> {
        Ok(match bytes.u8()? {
            0 => Place::Absent,
            1 => Place::Ascending,
            2 => Place::Rows { count: bytes.u32()?, section: Section::get(bytes)? },
            _ => return Err(Damage::new("an index has an unknown kind")),
        })
    }

    /// Appends it to the directory.
    pub fn put(&self, out: &mut Vec<u8>) {
        match self {
            Place::Absent => out.push(0),
            Place::Ascending => out.push(1),
            Place::Rows { count, section } => {
                out.push(2);
                out.extend(count.to_le_bytes());
                section.put(out);
            }
        }
    }
}

/// An index in memory.
#[derive(Debug)]
pub enum Order {
    /// Position and row are the same, up to this many.
    Ascending(usize),
    /// Row by position, as the file has them.
    Packed(Numbers<u32>),
    /// Row by position, sorted in memory.
    Rows(Vec<u32>),
}

impl Order {
    /// Reads the index of a column of `rows` rows; `None` where there is none.
    pub fn read(place: &Place, rows: usize, source: &dyn Source) -> Result<Option<Order>, Damage> {
        Ok(match place {
            Place::Absent => None,
            Place::Ascending => Some(Order::Ascending(rows)),
            Place::Rows { count, section } if *count as usize <= rows => {
                Some(Order::Packed(Numbers::open(section.read(source)?, *count as usize, 0..=rows as i64 - 1)?))
            }
            Place::Rows { .. } => return Err(Damage::new("an index has more rows than its column")),
        })
    }

    /// The rows of a column that has no index in the file, in order of value; `None` for a column of truth values or of
    /// several types, which have none.
    pub fn sorted(column: &Column, rows: usize, source: &dyn Source) -> Result<Option<Order>, Damage> {
        let mut with_value: Vec<u32> = (0..rows as u32).filter(|row| column.is_present(*row as usize)).collect();
        match &column.values {
            Values::Dictionary { codes, strings } => {
                return Ok(Some(Order::of_codes(column, &codes.to_vec()?, strings.len())));
            }
            Values::Integers(integers) => {
                let integers = integers.to_vec()?;
                with_value.sort_by_key(|row| integers[*row as usize]);
            }
            Values::Dates(days) => {
                let days = days.to_vec()?;
                with_value.sort_by_key(|row| days[*row as usize]);
            }
            Values::Floats(floats) => with_value.sort_by(|a, b| order_floats(floats[*a as usize], floats[*b as usize])),
            Values::Text(text) => {
                let mut texts = Vec::with_capacity(rows);
                text.each(source, 0..rows, |_, bytes| texts.push(bytes))?;
                with_value.sort_by_key(|row| texts[*row as usize]);
            }
            Values::Booleans(_) | Values::Mixed(_) => return Ok(None),
        }
        Ok(Some(Order::Rows(with_value)))
    }

    /// As the numbers of strings in a dictionary ascend.
    fn of_codes(column: &Column, codes: &[u32], strings: usize) -> Order {
        let mut starts = vec![0u32; strings + 1];
        let rows = || (0..codes.len()).filter(|row| column.is_present(*row));
        rows().for_each(|row| starts[codes[row] as usize + 1] += 1);
        for code in 1..starts.len() {
            starts[code] += starts[code - 1];
        }
        let mut order = vec![0; starts.last().map_or(0, |count| *count as usize)];
        for row in rows() {
            let slot = &mut starts[codes[row] as usize];
            order[*slot as usize] = row as u32;
            *slot += 1;
        }
        Order::Rows(order)
    }

    /// How many rows it orders.
    pub fn len(&self) -> usize {
        match self {
            Order::Ascending(count) => *count,
            Order::Packed(rows) => rows.len(),
            Order::Rows(rows) => rows.len(),
        }
    }

    /// Whether no row has a value.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a position.
    pub fn row(&self, position: usize) -> Result<usize, Damage> {
        Ok(match self {
            Order::Ascending(_) => position,
            Order::Packed(rows) => rows.get(position)? as usize,
            Order::Rows(rows) => rows[position] as usize,
        })
    }

    /// The rows at some positions.
    pub fn rows(&self, positions: Range<usize>) -> Result<Vec<usize>, Damage> {
        match self {
            Order::Packed(rows) if rows.is_many(positions.len()) => {
                let all = rows.all()?;
                Ok(positions.filter_map(|position| all.get(position)).map(|row| row as usize).collect())
            }
            _ => positions.map(|position| self.row(position)).collect(),
        }
    }

    /// Reads and checks all of it.
    pub fn verify(&self) -> Result<(), Damage> {
        match self {
            Order::Packed(rows) => rows.all().map(drop),
            Order::Ascending(_) | Order::Rows(_) => Ok(()),
        }
    }

    /// The first position whose row is not before what is sought.
    pub fn search(&self, mut before: impl FnMut(usize) -> Result<bool, Damage>) -> Result<usize, Damage> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match before(self.row(middle)?)? {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        Ok(low)
    }
}

/// The positions whose values lie between the bounds; `None` where values of that type are not ordered by an index.
pub fn between(
    order: &Order,
    column: &Column,
    source: &dyn Source,
    low: Bound<&Value>,
    high: Bound<&Value>,
) -> Result<Option<Range<usize>>, Damage> {
    let probe = match (low, high) {
        (Bound::Included(value) | Bound::Excluded(value), _) | (_, Bound::Included(value) | Bound::Excluded(value)) => {
            value
        }
        _ => return Ok(Some(0..order.len())),
    };
    match comparable(column, probe) {
        Comparable::Yes => {}
        Comparable::Never => return Ok(Some(0..0)),
        Comparable::Unknown => return Ok(None),
    }
    let compare = |row: usize, value: &Value| compare(column, source, row, value);
    let start = match low {
        Bound::Unbounded => 0,
        Bound::Included(value) => order.search(|row| Ok(compare(row, value)? == Ordering::Less))?,
        Bound::Excluded(value) => order.search(|row| Ok(compare(row, value)? != Ordering::Greater))?,
    };
    let end = match high {
        // NaN, which stands last, is above nothing.
        Bound::Unbounded => match &column.values {
            Values::Floats(rows) => order.search(|row| Ok(!rows[row].is_nan()))?,
            _ => order.len(),
        },
        Bound::Included(value) => order.search(|row| Ok(compare(row, value)? != Ordering::Greater))?,
        Bound::Excluded(value) => order.search(|row| Ok(compare(row, value)? == Ordering::Less))?,
    };
    Ok(Some(start..end.max(start)))
}

enum Comparable {
    Yes,
    /// No row can equal the value or be compared with it.
    Never,
    /// The index cannot tell.
    Unknown,
}

fn comparable(column: &Column, value: &Value) -> Comparable {
    match (&column.values, value) {
        (_, Value::Null) => Comparable::Never,
        (Values::Integers(_) | Values::Floats(_), Value::Float(float)) if float.is_nan() => Comparable::Never,
        (Values::Integers(_) | Values::Floats(_), Value::Integer(_) | Value::Float(_))
        | (Values::Dictionary { .. } | Values::Text(_), Value::String(_)) => Comparable::Yes,
        (Values::Dates(_), Value::Date(_)) => Comparable::Yes,
        (Values::Booleans(_) | Values::Mixed(_), _) => Comparable::Unknown,
        _ => Comparable::Never,
    }
}

/// How the value of a row compares with another; the two are comparable.
fn compare(column: &Column, source: &dyn Source, row: usize, value: &Value) -> Result<Ordering, Damage> {
    Ok(match (&column.values, value) {
        (Values::Integers(rows), Value::Integer(integer)) => rows.get(row)?.cmp(integer),
        (Values::Integers(rows), Value::Float(float)) => {
            compare_integer_with_float(rows.get(row)?, *float).unwrap_or(Ordering::Equal)
        }
        (Values::Floats(rows), Value::Float(float)) => order_floats(rows[row], *float),
        (Values::Floats(rows), Value::Integer(integer)) => match compare_integer_with_float(*integer, rows[row]) {
            Some(order) => order.reverse(),
            None => Ordering::Greater,
        },
        (Values::Dates(rows), Value::Date(date)) => i64::from(rows.get(row)?).cmp(&date.epoch_days()),
        (_, Value::String(text)) => string(column, source, row)?.as_ref().cmp(text),
        _ => Ordering::Equal,
    })
}

/// Ascending, NaN last.
fn order_floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

/// The string of a row of a string column.
pub fn string<'a>(column: &'a Column, source: &dyn Source, row: usize) -> Result<Cow<'a, str>, Damage> {
    match &column.values {
        Values::Dictionary { codes, strings } => {
            let string = strings.get(codes.get(row)? as usize);
            string.map(|string| Cow::Borrowed(&**string)).ok_or(Damage::new("a row lies beyond its column"))
        }
        Values::Text(text) => utf8(text.get(source, row)?).map(Cow::Borrowed),
        _ => Err(Damage::new("an index of text stands on a column of another type")),
    }
}
