//! The rows of an answer, one file a format, written as they come.

pub(super) mod csv;
mod json;
mod markdown;
mod rows;
mod table;
mod tsv;
mod vertical;

pub use json::write_entry as write_plain_entry;
pub use rows::{Piece, Rows};

use std::io::{self, Write};
use std::sync::Arc;

/// A way to write rows.
pub struct Format {
    /// What the user calls it.
    pub name: &'static str,
    /// The file name extension that stands for it.
    pub extension: &'static str,
    /// What it is for, in a few words.
    pub description: &'static str,
    make: for<'w> fn(Box<dyn Write + 'w>, &Layout) -> Box<dyn AnswerWriter + 'w>,
}

/// Every format of answers: the one table for lookup, help and tests.
pub const FORMATS: &[Format] = &[
    Format {
        name: "table",
        extension: "txt",
        description: "columns for people to read",
        make: |out, layout| Box::new(table::Table::new(out, layout)),
    },
    Format {
        name: "csv",
        extension: "csv",
        description: "comma-separated values (RFC 4180), for spreadsheets",
        make: |out, layout| Box::new(csv::Csv::new(out, layout)),
    },
    Format {
        name: "tsv",
        extension: "tsv",
        description: "tab-separated values, one line a row whatever the text holds",
        make: |out, _| Box::new(tsv::Tsv::new(out)),
    },
    Format {
        name: "json",
        extension: "json",
        description: "one JSON array of objects",
        make: |out, _| Box::new(json::Json::array(out)),
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        description: "one JSON object a line",
        make: |out, _| Box::new(json::Json::lines(out)),
    },
    Format {
        name: "markdown",
        extension: "md",
        description: "a table for Markdown documents",
        make: |out, _| Box::new(markdown::Markdown::new(out)),
    },
    Format {
        name: "vertical",
        extension: "vertical",
        description: "one line a value, for rows too wide for a table",
        make: |out, _| Box::new(vertical::Vertical::new(out)),
    },
];

/// The format of that name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Where the rows are going, as far as their looks depend on it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layout {
    /// The width of the terminal in columns; absent for a pipe or a file, which get no lines around cells.
    pub terminal_width: Option<usize>,
    /// Whether the terminal wants colours.
    pub colour: bool,
    /// CSV as Excel opens it right: byte order mark, CRLF, and no cell that would run as a formula.
    pub excel: bool,
}

/// Writes one answer: the header, then each row, then the end.
pub trait AnswerWriter {
    /// The names of the columns, before any row.
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()>;
    /// Some rows, with one value for each column.
    fn rows(&mut self, rows: &Rows<'_>) -> io::Result<()>;
    /// After the last row.
    fn finish(&mut self) -> io::Result<()>;
}

impl Format {
    /// A writer of this format onto `out`.
    pub fn writer<'w>(&self, out: impl Write + 'w, layout: &Layout) -> Box<dyn AnswerWriter + 'w> {
        (self.make)(Box::new(out), layout)
    }

    /// Writes a whole answer and flushes it.
    pub fn write(&self, mut out: impl Write, layout: &Layout, columns: &[Arc<str>], rows: &Rows<'_>) -> io::Result<()> {
        let mut writer = self.writer(&mut out, layout);
        writer.header(columns)?;
        writer.rows(rows)?;
        writer.finish()?;
        drop(writer);
        out.flush()
    }
}

#[cfg(test)]
mod tests;
