//! Writing a snapshot: label sets, then relationship types, then the directory, each straight to the file.

use super::cells::Cells;
use super::csr;
use super::directory::{ColumnEntry, Directory, ENTITIES_A_BYTE, Group, RelationshipType};
use super::make::{Data, MadeColumn, PackedRows, make};
use super::order;
use super::pack;
use super::source::{Section, Source};
use crate::graph::{Covered, KeyId, LabelId, Schema, Symbols, TypeId};
use rayon::prelude::*;
use std::io::{self, Seek, SeekFrom, Write};

/// The first bytes of every graph file.
pub const MAGIC: &[u8; 8] = b"CHANCERY";

/// The version of the format that is written, and the last that is read.
pub const VERSION: u32 = 2;

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
    pub(super) directory: Directory,
}

impl<W: Write + Seek> SnapshotWriter<W> {
    /// Begins with the names and declarations; the columns' keys, labels and types are among the names.
    pub fn new(mut out: W, symbols: Symbols, schema: Schema) -> io::Result<Self> {
        out.write_all(&[0; HEADER_BYTES])?;
        let directory = Directory { symbols, schema, ..Directory::default() };
        Ok(SnapshotWriter { out, offset: HEADER_BYTES as u64, directory })
    }

    /// Begins with the sections that a directory names, up to `end` of the source: damaged ones are as damaged in the copy.
    pub fn copy(mut out: W, directory: Directory, source: &dyn Source, end: u64) -> io::Result<Self> {
        const PIECE: u64 = 1 << 20;
        out.write_all(&[0; HEADER_BYTES])?;
        let mut offset = HEADER_BYTES as u64;
        while offset < end {
            let length = PIECE.min(end - offset);
            out.write_all(&source.read(offset, length as usize)?)?;
            offset += length;
        }
        Ok(SnapshotWriter { out, offset, directory })
    }

    /// Whether a property of nodes with these labels is to be indexed, so that its [`Cells`] must be readable.
    pub fn is_indexed(&self, labels: &[LabelId], key: KeyId) -> bool {
        ALWAYS_INDEXED.contains(&self.directory.symbols.key_name(key))
            || labels.iter().any(|label| self.is_declared(Covered::Nodes(*label), key))
    }

    fn is_declared(&self, on: Covered, key: KeyId) -> bool {
        self.directory.schema.indexed().any(|(covered, keys)| covered == on && keys.contains(&key))
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
        let columns = columns.into_iter().filter(|(_, cells)| !cells.is_nothing());
        let columns: Vec<_> = columns
            .map(|(key, cells)| (key, cells, self.is_indexed(&labels, key), actor && Some(key) == name))
            .collect();
        let made = columns.into_par_iter().map(|(key, cells, indexed, folded)| make(key, cells, indexed, folded));
        let made: Vec<MadeColumn> = made.collect();
        let entries = made.into_iter().map(|column| self.column(column)).collect::<io::Result<_>>()?;
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
        let order: Vec<u32> = sorted.par_iter().map(|entry| *entry as u32).collect();
        let columns = columns.into_iter().filter(|(_, cells)| !cells.is_nothing());
        let columns: Vec<_> =
            columns.map(|(key, cells)| (key, cells, self.is_declared(Covered::Relationships(kind), key))).collect();
        let ((degrees, ends), made) = rayon::join(
            || {
                let degree = |row: usize| i64::from(offsets[row + 1] - offsets[row]);
                let end = |at: usize| (sorted[at] >> 32) as i64 - i64::from(first_end);
                (pack::pack_all(offsets.len() - 1, degree), pack::pack_all(sorted.len(), end))
            },
            || {
                let made = columns.into_par_iter().map(|(key, mut cells, indexed)| {
                    cells.permute(&order);
                    make(key, cells, indexed, false)
                });
                made.collect::<Vec<MadeColumn>>()
            },
        );
        let (degrees, ends) = (self.section(&degrees)?, self.section(&ends)?);
        let entries = made.into_iter().map(|column| self.column(column)).collect::<io::Result<_>>()?;
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

    /// Writes a column whose parts are all made.
    fn column(&mut self, made: MadeColumn) -> io::Result<ColumnEntry> {
        let MadeColumn { mut entry, present, data, strings, exact, folded } = made;
        entry.place.present = self.section(&present)?;
        entry.place.data = self.data(data)?;
        entry.place.strings = strings.map_or(Ok(Section::default()), |strings| self.data(Data::Text(strings)))?;
        if let Some(rows) = exact {
            entry.exact = self.order(&rows)?;
        }
        if let Some(rows) = folded {
            entry.folded = self.order(&rows)?;
        }
        Ok(entry)
    }

    fn data(&mut self, data: Data) -> io::Result<Section> {
        match data {
            Data::Bytes(bytes) => self.section(&bytes),
            Data::Text(text) => {
                let table = text.finish(|block| self.section(block))?;
                self.section(&table)
            }
        }
    }

    /// Writes an index.
    pub(super) fn order(&mut self, rows: &PackedRows) -> io::Result<order::Place> {
        Ok(order::Place::Rows { count: rows.count, section: self.section(&rows.packed)? })
    }
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

fn too_large(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("a graph file cannot hold that many {what}"))
}
