//! A table read piece by piece on all cores, in order.

use super::header::{self, Column, Kind, Role};
use super::pieces::{Piece, Pieces};
use super::records::Records;
use super::{Import, ImportError};
use crate::graph::snapshot::cells::Cells;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc;

/// Pieces that are read at once, or wait to be taken.
const AT_ONCE: usize = 8;

/// A table that is open, its header read.
#[derive(Debug)]
pub struct Table<'a> {
    /// The file.
    pub path: &'a Path,
    /// What its columns hold.
    pub columns: Vec<Column>,
    pieces: Pieces<'a>,
    first: Option<Piece>,
    delimiter: u8,
}

/// What was read from a piece, and what could not be.
#[derive(Debug)]
pub struct Part<T> {
    /// What the rows gave.
    pub rows: T,
    /// The rows that were left out.
    pub bad: Vec<ImportError>,
}

impl<'a> Table<'a> {
    /// Opens the table and reads its header.
    pub fn open(path: &'a Path, import: &Import<'_>) -> Result<Table<'a>, ImportError> {
        let mut pieces = Pieces::open(path)?;
        let mut first = pieces.next()?.unwrap_or(Piece { bytes: Vec::new(), first_line: 1 });
        if first.bytes.starts_with("\u{feff}".as_bytes()) {
            first.bytes.drain(..3);
        }
        let mut reader = reader(&first.bytes, import.delimiter);
        let mut header = csv::StringRecord::new();
        let error = |reason: String| ImportError::Row { file: path.to_owned(), line: 1, reason };
        if !reader.read_record(&mut header).map_err(|error_| error(error_.to_string()))? {
            return Err(error("the file is empty".to_owned()));
        }
        let columns: Result<Vec<Column>, String> = header.iter().map(Column::parse).collect();
        let columns = columns.map_err(error)?;
        for (number, column) in columns.iter().enumerate() {
            let again = |other: &Column| other.role != Role::Ignore && other == column;
            if columns[..number].iter().any(again) {
                return Err(error(format!("the column `{}` stands twice", &header[number])));
            }
        }
        let end = reader.position().byte() as usize;
        let lines = first.bytes[..end].iter().filter(|byte| **byte == b'\n').count() as u64;
        drop(reader);
        first.bytes.drain(..end);
        first.first_line += lines;
        Ok(Table { path, columns, pieces, first: Some(first), delimiter: import.delimiter })
    }

    /// The position of the only column that has such a role.
    pub fn only(&self, what: &str, is: impl Fn(&Role) -> bool) -> Result<Option<usize>, ImportError> {
        let mut found = (0..self.columns.len()).filter(|number| is(&self.columns[*number].role));
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(self.error(1, format!("there is more than one {what} column"))),
            (number, None) => Ok(number),
        }
    }

    /// An error in a line.
    pub fn error(&self, line: u64, reason: String) -> ImportError {
        ImportError::Row { file: self.path.to_owned(), line, reason }
    }

    /// The cells of the first row, if there is one that can be read.
    pub fn peek(&self) -> Option<csv::StringRecord> {
        let mut record = csv::StringRecord::new();
        let first = self.first.as_ref()?;
        reader(&first.bytes, self.delimiter).read_record(&mut record).ok()?.then_some(record)
    }

    /// Reads all rows, on all cores: `begin` makes what a piece is read into, `row` adds a row or says what is wrong with
    /// it, `end` takes the pieces in order.
    pub fn read<T: Send>(
        mut self,
        progress: &(dyn Fn(u64) + Sync),
        begin: impl Fn() -> T + Sync,
        row: impl Fn(&mut T, &[&str]) -> Result<(), String> + Sync,
        mut end: impl FnMut(Part<T>) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let table = Rows { path: self.path, columns: self.columns.len(), delimiter: self.delimiter };
        let (send, receive) = mpsc::channel::<(usize, Part<T>)>();
        let (begin, row) = (&begin, &row);
        // This thread cuts pieces and takes what was read of them, while the others read.
        rayon::in_place_scope(|scope| {
            let (mut cut, mut taken) = (0, 0);
            let mut waiting: BTreeMap<usize, Part<T>> = BTreeMap::new();
            loop {
                while cut - taken < AT_ONCE
                    && let Some(piece) = self.next_piece()?
                {
                    let (send, number) = (send.clone(), cut);
                    scope.spawn(move |_| {
                        let mut rows = begin();
                        let bad = table.read_piece(&piece, |cells| row(&mut rows, cells));
                        progress(piece.bytes.len() as u64);
                        // No one listens any more once the import has failed.
                        let _ = send.send((number, Part { rows, bad }));
                    });
                    cut += 1;
                }
                if cut == taken {
                    return Ok(());
                }
                while let Some(part) = waiting.remove(&taken) {
                    end(part)?;
                    taken += 1;
                }
                if cut > taken
                    && let Ok((number, part)) = receive.recv()
                {
                    waiting.insert(number, part);
                }
            }
        })
    }

    fn next_piece(&mut self) -> Result<Option<Piece>, ImportError> {
        match self.first.take() {
            Some(piece) => Ok(Some(piece)),
            None => self.pieces.next(),
        }
    }
}

/// What is needed to read the rows of a piece.
#[derive(Clone, Copy)]
struct Rows<'a> {
    path: &'a Path,
    columns: usize,
    delimiter: u8,
}

impl Rows<'_> {
    fn read_piece(self, piece: &Piece, mut row: impl FnMut(&[&str]) -> Result<(), String>) -> Vec<ImportError> {
        let mut bad = Vec::new();
        Records::new(&piece.bytes, piece.first_line, self.delimiter).each(|line, cells| {
            let read = match cells {
                None => Err("the row is not UTF-8".to_owned()),
                Some(cells) if cells.len() != self.columns => {
                    Err(format!("{} cells where the header has {}", cells.len(), self.columns))
                }
                Some(cells) => row(cells),
            };
            if let Err(reason) = read {
                bad.push(ImportError::Row { file: self.path.to_owned(), line, reason });
            }
        });
        bad
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(64 << 10)
        .from_reader(bytes)
}

/// Adds a cell to its column; an empty cell is no value.
pub fn push(cells: &mut Cells, kind: Kind, list: bool, cell: &str, list_delimiter: char) -> Result<(), String> {
    if cell.is_empty() {
        cells.push_null();
        return Ok(());
    }
    match (list, kind) {
        (false, Kind::String) => cells.push_str(cell),
        (false, Kind::Integer) => cells.push_integer(header::integer(cell)?),
        (false, Kind::Date) => cells.push_date(header::date(cell)?),
        (false, Kind::Float) => cells.push_float(header::float(cell)?),
        (false, kind) => cells.push(&kind.read(cell)?),
        (true, kind) => cells.push(&kind.read_list(cell, list_delimiter)?),
    }
    Ok(())
}

/// Gives the row, which turned out bad, no values in the columns that it did not reach.
pub fn fill(columns: &mut [Cells], rows: usize) {
    columns.iter_mut().for_each(|cells| cells.fill(rows));
}

/// Leaves rows out of the columns: those whose numbers are given, ascending.
pub fn leave_out<'a>(columns: impl IntoIterator<Item = &'a mut Cells>, rows: usize, bad: &[u32]) {
    if !bad.is_empty() {
        let kept: Vec<u32> = (0..rows as u32).filter(|row| bad.binary_search(row).is_err()).collect();
        columns.into_iter().for_each(|cells| cells.permute(&kept));
    }
}
