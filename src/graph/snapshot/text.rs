//! Byte strings in compressed blocks of about 32 kB, each read, checked and unpacked when it is first touched.
//!
//! The section holds the table of blocks: a count, then for each `rows: u32`, `raw: u32` and the [`Section`] of its
//! bytes. Unpacked (LZ4 when `raw` differs from the stored length, as it is otherwise) a block holds the packed
//! lengths of its rows, then their bytes.

use super::pack;
use super::source::{SECTION_BYTES, Section, Source};
use crate::graph::bytes::{Bytes, Damage, put_count};
use std::ops::Range;
use std::sync::OnceLock;

/// Bytes at which a block is closed.
const BLOCK_BYTES: usize = 32 << 10;

/// Rows at which a block is closed.
const BLOCK_ROWS: usize = 1024;

/// What LZ4 can shrink at most: bounds what a damaged file can ask for.
const LZ4_RATIO: usize = 256;

/// Strings by row.
#[derive(Debug)]
pub struct Text {
    /// First row of each block.
    first_rows: Vec<u32>,
    blocks: Vec<Block>,
}

#[derive(Debug)]
struct Block {
    section: Section,
    raw: u32,
    rows: u32,
    strings: OnceLock<Result<Strings, Damage>>,
}

/// The rows of one block.
#[derive(Debug)]
struct Strings {
    /// Where each row ends in the content.
    ends: Vec<u32>,
    content: Content,
}

/// What the rows of a block hold, one after the other. Told apart once, so that texts need no check when they are read.
#[derive(Debug)]
enum Content {
    /// Every row is UTF-8.
    Text(String),
    Bytes(Vec<u8>),
}

impl Content {
    fn new(bytes: Vec<u8>, ends: &[u32]) -> Content {
        match String::from_utf8(bytes) {
            Ok(text) if ends.iter().all(|end| text.is_char_boundary(*end as usize)) => Content::Text(text),
            Ok(text) => Content::Bytes(text.into_bytes()),
            Err(error) => Content::Bytes(error.into_bytes()),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }
}

const NOT_UTF8: Damage = Damage::new("a text is not UTF-8");

impl Strings {
    fn unpack(stored: Vec<u8>, raw: u32, rows: u32) -> Result<Strings, Damage> {
        let raw = match raw as usize == stored.len() {
            true => stored,
            false => lz4_flex::block::decompress(&stored, raw as usize)
                .map_err(|_| Damage::new("a text block cannot be unpacked"))?,
        };
        let mut bytes = Bytes::new(&raw);
        if raw.len() < pack::least_bytes(rows as usize) {
            return Err(Damage::new("a text block has too few bytes"));
        }
        let mut ends = Vec::with_capacity(rows as usize);
        let (mut end, mut fits) = (0u32, true);
        pack::unpack(&mut bytes, rows as usize, |length| {
            match u32::try_from(length).ok().and_then(|length| end.checked_add(length)) {
                Some(next) => end = next,
                None => fits = false,
            }
            ends.push(end);
        })?;
        if !fits || end as usize != bytes.len() {
            return Err(Damage::new("the rows of a text block have other lengths than its bytes"));
        }
        let content = Content::new(bytes.take(end as usize)?.to_vec(), &ends);
        Ok(Strings { ends, content })
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }

    fn get(&self, row: usize) -> &[u8] {
        &self.content.bytes()[self.start(row)..self.ends[row] as usize]
    }

    fn text(&self, rows: Range<usize>) -> Result<&str, Damage> {
        let Content::Text(text) = &self.content else { return Err(NOT_UTF8) };
        let end = rows.end.checked_sub(1).map_or(0, |last| self.ends[last] as usize);
        Ok(&text[self.start(rows.start)..end])
    }
}

impl Text {
    /// Reads the table of blocks, which must hold `rows` rows.
    pub fn open(table: &[u8], rows: usize) -> Result<Text, Damage> {
        let mut bytes = Bytes::new(table);
        let count = bytes.count(8 + SECTION_BYTES)?;
        let (mut first_rows, mut blocks) = (Vec::with_capacity(count + 1), Vec::with_capacity(count));
        let mut first = 0u64;
        for _ in 0..count {
            let (rows, raw, section) = (bytes.u32()?, bytes.u32()?, Section::get(&mut bytes)?);
            if raw as usize > section.length as usize * LZ4_RATIO || rows == 0 {
                return Err(Damage::new("a text block has an impossible size"));
            }
            first_rows.push(first as u32);
            blocks.push(Block { section, raw, rows, strings: OnceLock::new() });
            first += u64::from(rows);
        }
        if first != rows as u64 || !bytes.is_empty() {
            return Err(Damage::new("a text column has another number of rows than its table"));
        }
        Ok(Text { first_rows, blocks })
    }

    /// How many rows there are.
    pub fn row_count(&self) -> usize {
        self.blocks.iter().map(|block| block.rows as usize).sum()
    }

    /// The bytes of a row.
    pub fn get(&self, source: &dyn Source, row: usize) -> Result<&[u8], Damage> {
        let (strings, row) = self.find(source, row)?;
        Ok(strings.get(row))
    }

    /// The text of a row.
    pub fn text(&self, source: &dyn Source, row: usize) -> Result<&str, Damage> {
        let (strings, row) = self.find(source, row)?;
        match strings.content {
            Content::Text(_) => strings.text(row..row + 1),
            // Another row of the block may be what is damaged.
            Content::Bytes(_) => std::str::from_utf8(strings.get(row)).map_err(|_| NOT_UTF8),
        }
    }

    /// The block of a row, and the row's place in it.
    fn find(&self, source: &dyn Source, row: usize) -> Result<(&Strings, usize), Damage> {
        let number = self.first_rows.partition_point(|first| *first as usize <= row).saturating_sub(1);
        let strings = self.strings(source, number)?;
        let row = row - self.first_rows[number] as usize;
        if row >= strings.ends.len() {
            return Err(Damage::new("a row lies beyond its column"));
        }
        Ok((strings, row))
    }

    /// Hands the texts of the rows from `rows.start` up to `rows.end`, block by block, to `each`: as they stand one after the
    /// other, and where each of them ends in that.
    pub fn each_run<'a>(
        &'a self,
        source: &dyn Source,
        rows: Range<usize>,
        mut each: impl FnMut(&'a str, &mut dyn Iterator<Item = u32>),
    ) -> Result<(), Damage> {
        let mut row = rows.start;
        while row < rows.end {
            let (strings, first) = self.find(source, row)?;
            let last = strings.ends.len().min(first + rows.end - row);
            let start = strings.start(first) as u32;
            each(strings.text(first..last)?, &mut strings.ends[first..last].iter().map(|end| end - start));
            row += last - first;
        }
        Ok(())
    }

    /// Hands every row from `rows.start` up to `rows.end`, in order, to `each`.
    pub fn each<'a>(
        &'a self,
        source: &dyn Source,
        rows: Range<usize>,
        mut each: impl FnMut(usize, &'a [u8]),
    ) -> Result<(), Damage> {
        let first = self.first_rows.partition_point(|first| *first as usize <= rows.start).saturating_sub(1);
        for number in first..self.blocks.len() {
            let base = self.first_rows[number] as usize;
            if base >= rows.end {
                break;
            }
            let strings = self.strings(source, number)?;
            for row in rows.start.saturating_sub(base)..strings.ends.len().min(rows.end - base) {
                each(base + row, strings.get(row));
            }
        }
        Ok(())
    }

    fn strings(&self, source: &dyn Source, number: usize) -> Result<&Strings, Damage> {
        let block = self.blocks.get(number).ok_or(Damage::new("a row lies beyond its column"))?;
        block
            .strings
            .get_or_init(|| Strings::unpack(block.section.read(source)?, block.raw, block.rows))
            .as_ref()
            .map_err(Clone::clone)
    }
}

/// Strings on their way into blocks: full blocks are compressed at once.
#[derive(Debug, Default)]
pub struct TextBuilder {
    lengths: Vec<i64>,
    bytes: Vec<u8>,
    /// Rows, raw length and stored bytes of each full block.
    blocks: Vec<(u32, u32, Vec<u8>)>,
}

impl TextBuilder {
    /// Adds a row.
    pub fn push(&mut self, row: &[u8]) {
        self.lengths.push(row.len() as i64);
        self.bytes.extend(row);
        if self.bytes.len() >= BLOCK_BYTES || self.lengths.len() == BLOCK_ROWS {
            self.close_block();
        }
    }

    /// Adds the rows of another after these.
    pub fn append(&mut self, mut other: TextBuilder) {
        self.close_block();
        other.close_block();
        self.blocks.append(&mut other.blocks);
    }

    /// Compresses what is there even if the block is not full.
    pub fn close_block(&mut self) {
        if self.lengths.is_empty() {
            return;
        }
        let rows = self.lengths.len() as u32;
        let mut raw = Vec::with_capacity(self.bytes.len() + 2 * self.lengths.len());
        pack::pack(self.lengths.drain(..), &mut raw);
        raw.append(&mut self.bytes);
        let packed = lz4_flex::block::compress(&raw);
        let length = raw.len() as u32;
        self.blocks.push((rows, length, if packed.len() < raw.len() { packed } else { raw }));
    }

    /// A row, found by unpacking its block: for the rare column that turns out to need another form.
    pub fn read(&self, row: usize) -> Option<Vec<u8>> {
        let mut first = 0;
        for (rows, raw, stored) in &self.blocks {
            let rows = *rows as usize;
            if row < first + rows {
                return Strings::unpack(stored.clone(), *raw, rows as u32)
                    .ok()
                    .map(|strings| strings.get(row - first).to_vec());
            }
            first += rows;
        }
        let lengths = self.lengths.get(..row - first)?;
        let start = lengths.iter().sum::<i64>() as usize;
        self.bytes.get(start..start + *self.lengths.get(row - first)? as usize).map(<[u8]>::to_vec)
    }

    /// Writes the blocks with `write` and returns the table of them.
    pub fn finish<E>(mut self, mut write: impl FnMut(&[u8]) -> Result<Section, E>) -> Result<Vec<u8>, E> {
        self.close_block();
        let mut table = Vec::new();
        put_count(&mut table, self.blocks.len());
        for (rows, raw, stored) in &self.blocks {
            table.extend(rows.to_le_bytes());
            table.extend(raw.to_le_bytes());
            write(stored)?.put(&mut table);
        }
        Ok(table)
    }
}
