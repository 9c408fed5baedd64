//! One node or relationship of a file that tells them one by one, and the lines of such a file.

use super::ImportError;
use crate::value::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// What an entry of a file says.
#[derive(Clone, Debug)]
pub enum Entity {
    /// A node.
    Node {
        /// Unique among all files of the import.
        id: String,
        /// In any order.
        labels: Vec<String>,
        /// Keys and values.
        properties: Vec<(String, Value)>,
    },
    /// A relationship.
    Relationship {
        /// Its type.
        kind: String,
        /// The identifier of its start node.
        start: String,
        /// The identifier of its end node.
        end: String,
        /// Keys and values.
        properties: Vec<(String, Value)>,
    },
}

/// Takes the entries of a file in order, each with its line or what is wrong with it.
pub type Take<'a> = dyn FnMut(u64, Result<Entity, String>) -> Result<(), ImportError> + 'a;

/// A file that counts the lines read from it.
#[derive(Debug)]
pub struct Lines<'a> {
    file: BufReader<File>,
    path: &'a Path,
    line: u64,
}

impl<'a> Lines<'a> {
    /// Opens the file.
    pub fn open(path: &'a Path) -> Result<Lines<'a>, ImportError> {
        let file = File::open(path).map_err(|error| ImportError::Read { file: path.to_owned(), error })?;
        Ok(Lines { file: BufReader::with_capacity(1 << 20, file), path, line: 1 })
    }

    /// The line that is read next, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Reads a line with its end; `false` at the end of the file.
    pub fn next(&mut self, line: &mut Vec<u8>) -> Result<bool, ImportError> {
        line.clear();
        let read = self.file.read_until(b'\n', line);
        self.line += 1;
        read.map(|bytes| bytes > 0).map_err(|error| ImportError::Read { file: self.path.to_owned(), error })
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let length = bytes.len().min(into.len());
        into[..length].copy_from_slice(&bytes[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Lines<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        self.line += memchr::memchr_iter(b'\n', &self.file.buffer()[..length]).count() as u64;
        self.file.consume(length);
    }
}
