//! The records of a piece of a table, each as its cells.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr_iter, memchr2};

/// Reads records from front to back. Nearly all are a line without quotes, which is cut where it lies; the others go
/// through the CSV library.
#[derive(Debug)]
pub struct Records<'a> {
    bytes: &'a [u8],
    line: u64,
    delimiter: u8,
    quoted: Reader,
    /// A record without its quotes, and where each of its cells ends.
    unquoted: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a> Records<'a> {
    /// The records of a piece that begins with that line of its table.
    pub fn new(bytes: &'a [u8], first_line: u64, delimiter: u8) -> Records<'a> {
        let quoted = ReaderBuilder::new().delimiter(delimiter).build();
        Records { bytes, line: first_line, delimiter, quoted, unquoted: Vec::new(), ends: Vec::new() }
    }

    /// Hands the line and the cells of every record to `each`; `None` for cells that are not UTF-8.
    pub fn each(mut self, mut each: impl FnMut(u64, Option<&[&str]>)) {
        let mut cells: Vec<&str> = Vec::new();
        while !self.bytes.is_empty() {
            let end = memchr(b'\n', self.bytes).unwrap_or(self.bytes.len());
            let line = &self.bytes[..end];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if memchr2(b'"', b'\r', line).is_some() {
                self.each_quoted(&mut each);
                continue;
            }
            if let Ok(text) = std::str::from_utf8(line) {
                let mut start = 0;
                for end in memchr_iter(self.delimiter, line).chain([line.len()]) {
                    cells.extend(text.get(start..end));
                    start = end + 1;
                }
                if !text.is_empty() {
                    each(self.line, Some(&cells));
                }
                cells.clear();
            } else {
                each(self.line, None);
            }
            self.line += 1;
            self.bytes = self.bytes.get(end + 1..).unwrap_or_default();
        }
    }

    /// The next record by the library: with quotes, or with line ends of another kind.
    fn each_quoted(&mut self, each: &mut impl FnMut(u64, Option<&[&str]>)) {
        self.quoted.reset();
        let (mut length, mut count) = (0, 0);
        loop {
            let into = (&mut self.unquoted[length..], &mut self.ends[count..]);
            let (result, read, written, ended) = self.quoted.read_record(self.bytes, into.0, into.1);
            let (record, rest) = self.bytes.split_at(read);
            let first_line = self.line;
            self.line += memchr_iter(b'\n', record).count() as u64;
            self.bytes = rest;
            length += written;
            count += ended;
            match result {
                ReadRecordResult::OutputFull => self.unquoted.resize(2 * self.unquoted.len() + 64, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len() + 8, 0),
                // Asked again with nothing left, the library ends the record.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::End => return,
                ReadRecordResult::Record => {
                    let text = std::str::from_utf8(&self.unquoted[..length]).ok();
                    let starts = std::iter::once(0).chain(self.ends[..count].iter().copied());
                    let ranges = starts.zip(&self.ends[..count]);
                    let cells = text.map(|text| ranges.map(|(start, end)| text.get(start..*end)).collect());
                    let cells: Option<Vec<&str>> = cells.flatten();
                    return each(first_line, cells.as_deref());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &[u8]) -> Vec<(u64, Option<Vec<String>>)> {
        let mut read = Vec::new();
        Records::new(text, 1, b',').each(|line, cells| {
            read.push((line, cells.map(|cells| cells.iter().map(|cell| (*cell).to_owned()).collect())));
        });
        read
    }

    #[test]
    fn lines_are_counted_and_quotes_taken_off() {
        let cells = |cells: &[&str]| Some(cells.iter().map(|cell| (*cell).to_owned()).collect());
        let text = b"a,b\r\n\n\"c\n\"\"d\",e\nf,\xff\ng,\n\"h\"";
        let expected = [
            (1, cells(&["a", "b"])),
            (3, cells(&["c\n\"d", "e"])),
            (5, None),
            (6, cells(&["g", ""])),
            (7, cells(&["h"])),
        ];
        assert_eq!(read(text), expected);
    }

    proptest! {
        #[test]
        fn records_are_those_of_the_library(text in "[ab,\"\r\né]{0,40}") {
            let mut library = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> =
                library.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let found: Vec<Vec<String>> = read(text.as_bytes()).into_iter().filter_map(|(_, cells)| cells).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
