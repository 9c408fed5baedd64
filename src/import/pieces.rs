//! A table in pieces of some megabytes, cut between records.

use super::ImportError;
use memchr::{memchr_iter, memrchr2_iter};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of a piece; a record longer than this makes its piece longer.
const PIECE_BYTES: usize = 4 << 20;

/// Some whole records.
#[derive(Debug)]
pub struct Piece {
    /// As in the file.
    pub bytes: Vec<u8>,
    /// The line that it begins with, counted from 1.
    pub first_line: u64,
}

/// Reads a table from front to back.
#[derive(Debug)]
pub struct Pieces<'a> {
    path: &'a Path,
    file: File,
    /// The begin of a record that is not whole yet.
    rest: Vec<u8>,
    next_line: u64,
    at_end: bool,
}

impl<'a> Pieces<'a> {
    /// Opens the table.
    pub fn open(path: &'a Path) -> Result<Pieces<'a>, ImportError> {
        let file = File::open(path).map_err(|error| ImportError::Read { file: path.to_owned(), error })?;
        Ok(Pieces { path, file, rest: Vec::new(), next_line: 1, at_end: false })
    }

    /// The next piece, `None` at the end.
    pub fn next(&mut self) -> Result<Option<Piece>, ImportError> {
        loop {
            if self.at_end {
                let rest = std::mem::take(&mut self.rest);
                return Ok((!rest.is_empty()).then(|| self.piece(rest)));
            }
            let before = self.rest.len();
            self.rest.reserve(PIECE_BYTES + before);
            let read = (&mut self.file).take(PIECE_BYTES as u64).read_to_end(&mut self.rest);
            let read = read.map_err(|error| ImportError::Read { file: self.path.to_owned(), error })?;
            self.at_end = read < PIECE_BYTES;
            if self.at_end {
                continue;
            }
            if let Some(end) = end_of_records(&self.rest) {
                let rest = self.rest.split_off(end);
                let bytes = std::mem::replace(&mut self.rest, rest);
                return Ok(Some(self.piece(bytes)));
            }
        }
    }

    fn piece(&mut self, bytes: Vec<u8>) -> Piece {
        let first_line = self.next_line;
        self.next_line += memchr_iter(b'\n', &bytes).count() as u64;
        Piece { bytes, first_line }
    }
}

/// Where the last record ends that is whole: after a line end that is not within quotes.
fn end_of_records(bytes: &[u8]) -> Option<usize> {
    let mut quotes = memchr_iter(b'"', bytes).count();
    for place in memrchr2_iter(b'\n', b'"', bytes) {
        match bytes[place] {
            b'\n' if quotes.is_multiple_of(2) => return Some(place + 1),
            b'"' => quotes -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_within_quotes_ends_no_record() {
        assert_eq!(end_of_records(b"a,b\nc,\"d\ne"), Some(4));
        assert_eq!(end_of_records(b"a,\"b\nc\"\nd"), Some(8));
        assert_eq!(end_of_records(b"\"a\nb"), None);
    }
}
