//! The bytes of a column, made without regard to where they will lie, so that columns are made on all cores.

use super::cells::{Cells, Dictionary, Form, Strings};
use super::column::{Kind, Place};
use super::directory::ColumnEntry;
use super::order;
use super::pack::pack_all;
use super::source::Section;
use super::text::TextBuilder;
use crate::graph::KeyId;
use crate::text::fold::fold;
use rayon::prelude::*;

/// A column that has everything but its place.
#[derive(Debug)]
pub struct MadeColumn {
    /// Without the sections.
    pub entry: ColumnEntry,
    /// Empty where all rows have a value.
    pub present: Vec<u8>,
    /// The rows.
    pub data: Data,
    /// The strings of a dictionary.
    pub strings: Option<TextBuilder>,
    /// The index by value, where it is not the column itself.
    pub exact: Option<PackedRows>,
    /// The index by folded text.
    pub folded: Option<PackedRows>,
}

/// What a section, or a table of text blocks, is to hold.
#[derive(Debug)]
pub enum Data {
    /// One section.
    Bytes(Vec<u8>),
    /// Blocks, and a section with their table.
    Text(TextBuilder),
}

/// Rows in an order, packed.
#[derive(Debug)]
pub struct PackedRows {
    /// How many.
    pub count: u32,
    /// Their numbers.
    pub packed: Vec<u8>,
}

/// Makes the bytes of a column, which has some value; `indexed` by value and `folded` by folded text.
pub fn make(key: KeyId, cells: Cells, indexed: bool, folded: bool) -> MadeColumn {
    let is_full = cells.present.is_full();
    let present = if is_full { Vec::new() } else { words(cells.present.words()) };
    let none = Section::default();
    let place = Place { kind: Kind::Integer, present: none, data: none, strings: none, string_count: 0 };
    let entry = ColumnEntry { key, place, distinct: 0, exact: order::Place::Absent, folded: order::Place::Absent };
    let data = Data::Bytes(Vec::new());
    let mut made = MadeColumn { entry, present, data, strings: None, exact: None, folded: None };
    let rows = cells.len();
    let bitmap = cells.present;
    let with_value = || (0..rows as u32).filter(|row| bitmap.get(*row as usize)).collect::<Vec<u32>>();
    match cells.values {
        Form::Nothing => {}
        Form::Booleans(flags) => made.set(Kind::Boolean, Data::Bytes(words(flags.words()))),
        Form::Integers(integers) => made.integers(Kind::Integer, &integers, is_full, indexed, with_value),
        Form::Dates(days) => made.integers(Kind::Date, &days, is_full, indexed, with_value),
        Form::Floats(floats) => {
            let bytes = floats.iter().flat_map(|float| float.to_le_bytes()).collect();
            made.set(Kind::Float, Data::Bytes(bytes));
        }
        Form::Dictionary(dictionary) => made.dictionary(&dictionary, folded, with_value),
        Form::Text(text) => made.set(Kind::Text, Data::Text(text)),
        Form::Strings(strings) => made.strings(&strings, indexed, folded, with_value),
        Form::Mixed(values) => made.set(Kind::Mixed, Data::Text(compressed(&values))),
    }
    made
}

impl MadeColumn {
    fn set(&mut self, kind: Kind, data: Data) {
        self.entry.place.kind = kind;
        self.data = data;
    }

    /// Packed integers and, where it is wanted or costs nothing, their order.
    fn integers<T: Copy + Ord + Sync + Into<i64>>(
        &mut self,
        kind: Kind,
        integers: &[T],
        is_full: bool,
        indexed: bool,
        with_value: impl Fn() -> Vec<u32>,
    ) {
        self.set(kind, Data::Bytes(pack_all(integers.len(), |row| integers[row].into())));
        if is_full && integers.is_sorted() {
            self.entry.exact = order::Place::Ascending;
            self.entry.distinct = 1 + integers.windows(2).filter(|pair| pair[0] != pair[1]).count() as u32;
        } else if indexed {
            let mut order = with_value();
            order.par_sort_unstable_by_key(|row| (integers[*row as usize], *row));
            self.entry.distinct = distinct(&order, |row| integers[row]);
            self.exact = Some(packed_rows(&order));
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, folded: bool, with_value: impl Fn() -> Vec<u32>) {
        let mut sorted: Vec<u32> = (0..dictionary.strings.len() as u32).collect();
        sorted.par_sort_unstable_by_key(|code| &dictionary.strings[*code as usize]);
        let mut codes = vec![0u32; sorted.len()];
        let mut text = TextBuilder::default();
        for (new, old) in sorted.iter().enumerate() {
            codes[*old as usize] = new as u32;
            text.push(dictionary.strings[*old as usize].as_bytes());
        }
        text.close_block();
        let code = |row: usize| i64::from(codes[dictionary.codes[row] as usize]);
        self.set(Kind::Dictionary, Data::Bytes(pack_all(dictionary.codes.len(), code)));
        self.strings = Some(text);
        self.entry.place.string_count = sorted.len() as u32;
        self.entry.distinct = sorted.len() as u32;
        if folded {
            let strings: Vec<String> = dictionary.strings.par_iter().map(|string| fold(string)).collect();
            let mut order = with_value();
            order.par_sort_by_key(|row| &strings[dictionary.codes[*row as usize] as usize]);
            self.folded = Some(packed_rows(&order));
        }
    }

    fn strings(&mut self, strings: &Strings, indexed: bool, folded: bool, with_value: impl Fn() -> Vec<u32>) {
        self.set(Kind::Text, Data::Text(compressed(strings)));
        let mut order = with_value();
        if indexed {
            order.par_sort_unstable_by_key(|row| (strings.get(*row as usize), *row));
            self.entry.distinct = distinct(&order, |row| strings.get(row));
            self.exact = Some(packed_rows(&order));
        }
        if folded {
            let text = |row| fold(&String::from_utf8_lossy(strings.get(row)));
            let mut keyed: Vec<(String, u32)> = order.par_iter().map(|row| (text(*row as usize), *row)).collect();
            keyed.par_sort_unstable();
            let order: Vec<u32> = keyed.into_iter().map(|(_, row)| row).collect();
            self.folded = Some(packed_rows(&order));
        }
    }
}

/// Rows in this order, packed.
pub fn packed_rows(rows: &[u32]) -> PackedRows {
    PackedRows { count: rows.len() as u32, packed: pack_all(rows.len(), |at| i64::from(rows[at])) }
}

fn compressed(strings: &Strings) -> TextBuilder {
    const ROWS: usize = 1 << 16;
    let rows = strings.ends.len();
    let piece = |first: usize| {
        let mut text = TextBuilder::default();
        (first..(first + ROWS).min(rows)).for_each(|row| text.push(strings.get(row)));
        text.close_block();
        text
    };
    let pieces: Vec<TextBuilder> =
        (0..rows.div_ceil(ROWS)).into_par_iter().map(|number| piece(number * ROWS)).collect();
    pieces.into_iter().fold(TextBuilder::default(), |mut text, piece| {
        text.append(piece);
        text
    })
}

fn distinct<T: PartialEq>(order: &[u32], value: impl Fn(usize) -> T) -> u32 {
    let changes = order.windows(2).filter(|pair| value(pair[0] as usize) != value(pair[1] as usize)).count() as u32;
    changes + u32::from(!order.is_empty())
}

fn words(words: &[u64]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}
