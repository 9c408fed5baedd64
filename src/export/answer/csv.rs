//! Comma-separated values as RFC 4180 has them. Null is an empty cell; the items of a list of
//! plain values stand apart by `;`; other lists, maps, nodes and paths are JSON.

use super::{AnswerWriter, Layout, Piece, Rows};
use crate::exec::batch::{Column, Data};
use crate::export::{json, text};
use crate::graph::{Graph, GraphRead};
use crate::value::Value;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

/// The writer.
pub struct Csv<W: Write> {
    out: W,
    excel: bool,
}

/// Makes Excel read the file as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A CSV writer with the line ends and quotes that `excel` asks for.
pub fn csv_writer<W: Write>(out: W, excel: bool) -> csv::Writer<W> {
    let terminator = if excel { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    csv::WriterBuilder::new().terminator(terminator).flexible(false).from_writer(out)
}

/// What stands in a cell.
pub fn cell(value: &Value, graph: &dyn GraphRead, excel: bool) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if excel => guarded(text).into_owned(),
        Value::List(items) if joins(items) => {
            let items: Vec<String> = items.iter().map(|item| text::cell(item, graph, text::Detail::Full)).collect();
            let joined = items.join(";");
            if excel { guarded(&joined).into_owned() } else { joined }
        }
        Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => {
            json::plain(value, graph).to_string()
        }
        other => text::cell(other, graph, text::Detail::Full),
    }
}

/// Whether the items, apart by `;` as in the files of `import`, can be told apart again.
fn joins(items: &[Value]) -> bool {
    items.iter().all(|item| match item {
        Value::String(text) => !text.is_empty() && !text.contains(';'),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => {
            false
        }
        _ => true,
    })
}

/// Text that a spreadsheet would run as a formula, with an apostrophe before it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

/// The error of writing below the CSV, so that a pipe that has closed is known as such.
pub fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A record of one cell without text, which would be an empty line.
const EMPTY_RECORD: &[u8] = b"\"\"";

/// Adds a cell, in quotes if it holds what ends a cell.
fn write_cell(out: &mut Vec<u8>, cell: &str) {
    let ends = |byte: &u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
    // All bytes are looked at in any case: that goes many at a time.
    if !cell.as_bytes().iter().fold(false, |found, byte| found | ends(byte)) {
        return out.extend_from_slice(cell.as_bytes());
    }
    out.push(b'"');
    for (place, part) in cell.split('"').enumerate() {
        out.extend_from_slice(if place == 0 { b"" } else { b"\"\"" });
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

/// Adds the cell of a row, without a value around it where the column is typed.
fn write_entry(out: &mut Vec<u8>, column: &Column, row: usize, graph: &Graph, excel: bool) -> io::Result<()> {
    if column.is_null(row) {
        return Ok(());
    }
    match column.data() {
        Data::Integers(entries) => write!(out, "{}", entries[row])?,
        Data::Dates(entries) => write!(out, "{}", entries[row])?,
        _ => match column.text(row) {
            Some(text) if excel => write_cell(out, &guarded(text)),
            Some(text) => write_cell(out, text),
            None => write_cell(out, &cell(&column.value(row), graph, excel)),
        },
    }
    Ok(())
}

/// Adds the end of a record that began at `start`.
fn end_record(out: &mut Vec<u8>, start: usize, excel: bool) {
    if out.len() == start {
        out.extend_from_slice(EMPTY_RECORD);
    }
    out.extend_from_slice(if excel { b"\r\n" } else { b"\n" });
}

fn write_piece(piece: &Piece<'_>, out: &mut Vec<u8>, excel: bool) -> io::Result<()> {
    for row in piece.rows.clone() {
        let start = out.len();
        for (place, column) in piece.columns.iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            if let Some(column) = column {
                write_entry(out, column, row, piece.graph, excel)?;
            }
        }
        end_record(out, start, excel);
    }
    Ok(())
}

impl<W: Write> Csv<W> {
    /// Writes onto `out`.
    pub fn new(out: W, layout: &Layout) -> Self {
        Self { out, excel: layout.excel }
    }
}

impl<W: Write> AnswerWriter for Csv<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        if columns.is_empty() {
            return Ok(());
        }
        let mut out = Vec::new();
        for (place, name) in columns.iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            match self.excel {
                true if place == 0 => write_cell(&mut out, &format!("{BYTE_ORDER_MARK}{}", guarded(name))),
                true => write_cell(&mut out, &guarded(name)),
                false => write_cell(&mut out, name),
            }
        }
        end_record(&mut out, 0, self.excel);
        self.out.write_all(&out)
    }

    fn rows(&mut self, rows: &Rows<'_>) -> io::Result<()> {
        let (out, excel) = (&mut self.out, self.excel);
        rows.in_pieces(|piece, out| write_piece(piece, out, excel), |written| out.write_all(written))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
