//! Writing a snapshot: label sets, then relationship types, then the directory, each straight to the file.

use super::cells::{Cells, Form, Strings};
use super::column::{Kind, Place};
use super::csr;
use super::directory::{ColumnEntry, Directory, ENTITIES_A_BYTE, Group, RelationshipType};
use super::order;
use super::pack;
use super::source::Section;
use super::text::TextBuilder;
use crate::graph::{KeyId, LabelId, Schema, Symbols, TypeId};
use crate::text::fold::fold;
use rayon::prelude::*;
use std::io::{self, Seek, SeekFrom, Write};

/// The first bytes of every graph file.
pub const MAGIC: &[u8; 8] = b"CHANCERY";

/// The version of the format that is written, and the last that is read.
pub const VERSION: u32 = 1;

/// Bytes before the first section: magic, version, then offset, length and checksum of the directory, then the
/// checksum of all that.
pub const HEADER_BYTES: usize = 8 + 4 + 8 + 4 + 4 + 4;

/// Property keys that are indexed wherever they occur.
pub const ALWAYS_INDEXED: [&str; 3] = ["name", "id", "start"];

/// A snapshot being written.
#[derive(Debug)]
pub struct SnapshotWriter<W> {
    out: W,
    offset: u64,
    directory: Directory,
}

impl<W: Write + Seek> SnapshotWriter<W> {
    /// Begins with the names and declarations; the columns' keys, labels and types are among the names.
    pub fn new(mut out: W, symbols: Symbols, schema: Schema) -> io::Result<Self> {
        out.write_all(&[0; HEADER_BYTES])?;
        let directory = Directory { symbols, schema, ..Directory::default() };
        Ok(SnapshotWriter { out, offset: HEADER_BYTES as u64, directory })
    }

    /// Whether a property of nodes with these labels is to be indexed, so that its [`Cells`] must be readable.
    pub fn is_indexed(&self, labels: &[LabelId], key: KeyId) -> bool {
        is_indexed(&self.directory.symbols, &self.directory.schema, labels, key)
    }

    /// Adds names that came up since the beginning.
    pub fn set_symbols(&mut self, symbols: Symbols) {
        self.directory.symbols = symbols;
    }

    /// The number that the next node will get.
    pub fn next_node(&self) -> u32 {
        self.directory.node_count()
    }

    /// Says which snapshot this one will take the place of, by its header.
    pub fn set_replaced(&mut self, header: &[u8]) {
        self.directory.replaced = header.to_vec();
    }

    /// Adds all nodes with exactly these labels, ascending; returns the number of the first.
    pub fn nodes(&mut self, labels: Vec<LabelId>, rows: usize, columns: Vec<(KeyId, Cells)>) -> io::Result<u32> {
        let first = self.directory.node_count();
        let rows = u32::try_from(rows).ok().filter(|rows| first.checked_add(*rows).is_some_and(|sum| sum < u32::MAX));
        let rows = rows.ok_or_else(|| too_large("nodes"))?;
        let actor = self.directory.symbols.find_label("Actor").is_some_and(|actor| labels.contains(&actor));
        let name = self.directory.symbols.find_key("name");
        let mut entries = Vec::with_capacity(columns.len());
        for (key, cells) in columns.into_iter().filter(|(_, cells)| !cells.is_nothing()) {
            let indexed = self.is_indexed(&labels, key);
            entries.push(self.column(key, cells, indexed, indexed && actor && Some(key) == name)?);
        }
        self.directory.groups.push(Group { labels, first, rows, columns: entries });
        Ok(first)
    }

    /// Adds all relationships of a type, in any order; all nodes are there already.
    pub fn relationships(
        &mut self,
        kind: TypeId,
        starts: Vec<u32>,
        ends: Vec<u32>,
        columns: Vec<(KeyId, Cells)>,
    ) -> io::Result<()> {
        let first_relationship = self.directory.relationship_count();
        let count = u32::try_from(starts.len()).ok();
        let count = count.filter(|count| first_relationship.checked_add(*count).is_some_and(|sum| sum < u32::MAX));
        let count = count.ok_or_else(|| too_large("relationships"))?;
        let span = |nodes: &[u32]| match (nodes.par_iter().min(), nodes.par_iter().max()) {
            (Some(low), Some(high)) => (*low, high - low + 1),
            _ => (0, 0),
        };
        let ((first_start, span_of_starts), (first_end, end_span)) = (span(&starts), span(&ends));
        let ends_by_group = self.count_by_group(&starts, &ends);
        let (offsets, sorted) = sort(first_start, span_of_starts as usize, starts, ends);
        let mut packed = Vec::new();
        pack::pack(offsets.windows(2).map(|pair| i64::from(pair[1] - pair[0])), &mut packed);
        let degrees = self.section(&packed)?;
        packed.clear();
        pack::pack(sorted.iter().map(|entry| (entry >> 32) as i64 - i64::from(first_end)), &mut packed);
        let ends = self.section(&packed)?;
        drop(packed);
        let order: Vec<u32> = sorted.iter().map(|entry| *entry as u32).collect();
        drop(sorted);
        let mut entries = Vec::with_capacity(columns.len());
        for (key, mut cells) in columns.into_iter().filter(|(_, cells)| !cells.is_nothing()) {
            cells.permute(&order);
            entries.push(self.column(key, cells, false, false)?);
        }
        let starts = span_of_starts;
        let place = csr::Place { first_start, starts, degrees, ends, first_end, end_span, first_relationship, count };
        self.directory.types.push(RelationshipType { kind, place, ends_by_group, columns: entries });
        Ok(())
    }

    /// Writes the directory and the header, and returns the file and the header.
    pub fn finish(mut self) -> io::Result<(W, [u8; HEADER_BYTES])> {
        let bytes = self.directory.encode();
        let directory = self.section(&bytes)?;
        let entities = u64::from(self.directory.node_count()) + u64::from(self.directory.relationship_count());
        let wanting = (entities / ENTITIES_A_BYTE + 1).saturating_sub(self.offset);
        io::copy(&mut io::Read::take(io::repeat(0), wanting), &mut self.out)?;
        let header = header(&directory);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header)?;
        self.out.flush()?;
        Ok((self.out, header))
    }

    fn section(&mut self, bytes: &[u8]) -> io::Result<Section> {
        let length = u32::try_from(bytes.len()).map_err(|_| too_large("bytes of one column"))?;
        let section = Section { offset: self.offset, length, checksum: crc32fast::hash(bytes) };
        self.out.write_all(bytes)?;
        self.offset += u64::from(length);
        Ok(section)
    }

    fn count_by_group(&self, starts: &[u32], ends: &[u32]) -> Vec<(u32, u32)> {
        let firsts: Vec<u32> = self.directory.groups.iter().map(|group| group.first).collect();
        let count = |nodes: &[u32]| {
            let mut counts = vec![0u32; firsts.len()];
            for node in nodes {
                let after = firsts.partition_point(|first| first <= node);
                // Of label sets with the same first node only the last has nodes.
                counts[after - 1] += 1;
            }
            counts
        };
        let (starts, ends) = rayon::join(|| count(starts), || count(ends));
        starts.into_iter().zip(ends).collect()
    }

    fn column(&mut self, key: KeyId, cells: Cells, indexed: bool, folded: bool) -> io::Result<ColumnEntry> {
        let rows = cells.len();
        let is_full = cells.present.is_full();
        let mut place = Place {
            kind: Kind::Integer,
            present: Section::default(),
            data: Section::default(),
            strings: Section::default(),
            string_count: 0,
        };
        if !is_full {
            place.present = self.section(&words(cells.present.words()))?;
        }
        let present = cells.present;
        let with_value = || (0..rows as u32).filter(|row| present.get(*row as usize)).collect::<Vec<u32>>();
        let mut entry =
            ColumnEntry { key, place, distinct: 0, exact: order::Place::Absent, folded: order::Place::Absent };
        match cells.values {
            Form::Nothing => {}
            Form::Booleans(flags) => {
                entry.place.kind = Kind::Boolean;
                entry.place.data = self.section(&words(flags.words()))?;
            }
            Form::Integers(integers) => self.integers(&mut entry, &integers, is_full, indexed, with_value)?,
            Form::Dates(days) => {
                entry.place.kind = Kind::Date;
                let days: Vec<i64> = days.into_iter().map(i64::from).collect();
                self.integers(&mut entry, &days, is_full, indexed, with_value)?;
            }
            Form::Floats(floats) => {
                entry.place.kind = Kind::Float;
                let bytes: Vec<u8> = floats.iter().flat_map(|float| float.to_le_bytes()).collect();
                entry.place.data = self.section(&bytes)?;
            }
            Form::Dictionary(dictionary) => {
                entry.place.kind = Kind::Dictionary;
                let mut sorted: Vec<u32> = (0..dictionary.strings.len() as u32).collect();
                sorted.sort_unstable_by_key(|code| &dictionary.strings[*code as usize]);
                let mut codes = vec![0u32; sorted.len()];
                let mut text = TextBuilder::default();
                for (new, old) in sorted.iter().enumerate() {
                    codes[*old as usize] = new as u32;
                    text.push(dictionary.strings[*old as usize].as_bytes());
                }
                let mut packed = Vec::new();
                pack::pack(dictionary.codes.iter().map(|code| i64::from(codes[*code as usize])), &mut packed);
                entry.place.data = self.section(&packed)?;
                entry.place.strings = self.text(text)?;
                entry.place.string_count = sorted.len() as u32;
                entry.distinct = sorted.len() as u32;
                if folded {
                    let strings: Vec<String> = dictionary.strings.iter().map(|string| fold(string)).collect();
                    let mut order = with_value();
                    order.sort_by_key(|row| &strings[dictionary.codes[*row as usize] as usize]);
                    entry.folded = self.order(&order)?;
                }
            }
            Form::Text(text) => {
                entry.place.kind = Kind::Text;
                entry.place.data = self.text(text)?;
            }
            Form::Strings(strings) => {
                entry.place.kind = Kind::Text;
                entry.place.data = self.text(compressed(&strings))?;
                let mut order = with_value();
                if indexed {
                    order.par_sort_unstable_by_key(|row| (strings.get(*row as usize), *row));
                    entry.distinct = distinct(&order, |row| strings.get(row));
                    entry.exact = self.order(&order)?;
                }
                if folded {
                    let text = |row| fold(&String::from_utf8_lossy(strings.get(row)));
                    let mut keyed: Vec<(String, u32)> =
                        order.par_iter().map(|row| (text(*row as usize), *row)).collect();
                    keyed.par_sort_unstable();
                    let order: Vec<u32> = keyed.into_iter().map(|(_, row)| row).collect();
                    entry.folded = self.order(&order)?;
                }
            }
            Form::Mixed(values) => {
                entry.place.kind = Kind::Mixed;
                entry.place.data = self.text(compressed(&values))?;
            }
        }
        Ok(entry)
    }

    /// Writes packed integers and, where it is wanted or costs nothing, their order.
    fn integers(
        &mut self,
        entry: &mut ColumnEntry,
        integers: &[i64],
        is_full: bool,
        indexed: bool,
        with_value: impl Fn() -> Vec<u32>,
    ) -> io::Result<()> {
        let mut packed = Vec::new();
        pack::pack(integers.iter().copied(), &mut packed);
        entry.place.data = self.section(&packed)?;
        if is_full && integers.is_sorted() {
            entry.exact = order::Place::Ascending;
            entry.distinct = 1 + integers.windows(2).filter(|pair| pair[0] != pair[1]).count() as u32;
        } else if indexed {
            let mut order = with_value();
            order.par_sort_unstable_by_key(|row| (integers[*row as usize], *row));
            entry.distinct = distinct(&order, |row| integers[row]);
            entry.exact = self.order(&order)?;
        }
        Ok(())
    }

    fn text(&mut self, text: TextBuilder) -> io::Result<Section> {
        let table = text.finish(|block| self.section(block))?;
        self.section(&table)
    }

    fn order(&mut self, rows: &[u32]) -> io::Result<order::Place> {
        let mut packed = Vec::new();
        pack::pack(rows.iter().map(|row| i64::from(*row)), &mut packed);
        Ok(order::Place::Rows { count: rows.len() as u32, section: self.section(&packed)? })
    }
}

/// Whether a property of nodes with these labels is indexed: by its key, an index or a constraint.
pub fn is_indexed(symbols: &Symbols, schema: &Schema, labels: &[LabelId], key: KeyId) -> bool {
    ALWAYS_INDEXED.contains(&symbols.key_name(key))
        || schema.indexes.iter().any(|index| index.key == key && labels.contains(&index.label))
        || schema.constraints.iter().any(|constraint| constraint.key == key && labels.contains(&constraint.label))
}

/// The header of a file with that directory.
pub fn header(directory: &Section) -> [u8; HEADER_BYTES] {
    let mut bytes = Vec::with_capacity(HEADER_BYTES);
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    directory.put(&mut bytes);
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    let mut header = [0; HEADER_BYTES];
    header.copy_from_slice(&bytes);
    header
}

/// Sorts relationships by start, then end, then the order given: the offsets of the starts, and for each relationship
/// its end in the upper half and its number in the lower.
fn sort(first_start: u32, span: usize, starts: Vec<u32>, ends: Vec<u32>) -> (Vec<u32>, Vec<u64>) {
    let mut offsets = vec![0u32; span + 1];
    for start in &starts {
        offsets[(start - first_start) as usize + 1] += 1;
    }
    for row in 1..offsets.len() {
        offsets[row] += offsets[row - 1];
    }
    let mut cursor = offsets.clone();
    let mut sorted = vec![0u64; starts.len()];
    for (number, (start, end)) in starts.iter().zip(&ends).enumerate() {
        let slot = &mut cursor[(start - first_start) as usize];
        sorted[*slot as usize] = u64::from(*end) << 32 | number as u64;
        *slot += 1;
    }
    drop((starts, ends, cursor));
    for row in offsets.windows(2) {
        sorted[row[0] as usize..row[1] as usize].sort_unstable();
    }
    (offsets, sorted)
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

fn too_large(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("a graph file cannot hold that many {what}"))
}
