//! JSON, as one array or as one object a line. Columns keep their order.

use super::{AnswerWriter, Piece, Rows};
use crate::exec::batch::{Column, Data};
use crate::export::json::plain;
use crate::graph::Graph;
use std::io::{self, Write};
use std::sync::Arc;

/// The writer of both forms.
pub struct Json<W: Write> {
    out: W,
    array: bool,
    /// The columns as JSON strings.
    keys: Vec<String>,
    is_empty: bool,
}

/// Objects: in an array each behind a comma on a line of its own, else each a line.
fn write_piece(piece: &Piece<'_>, keys: &[String], array: bool, out: &mut Vec<u8>) -> io::Result<()> {
    for row in piece.rows.clone() {
        out.extend_from_slice(if array { b",\n{" } else { b"{" });
        for (place, (key, column)) in keys.iter().zip(&piece.columns).enumerate() {
            if place > 0 {
                out.push(b',');
            }
            out.extend_from_slice(key.as_bytes());
            out.push(b':');
            match column {
                Some(column) => write_entry(out, column, row, piece.graph)?,
                None => out.extend_from_slice(b"null"),
            }
        }
        out.extend_from_slice(if array { b"}" } else { b"}\n" });
    }
    Ok(())
}

/// Adds the entry of a row as plain JSON, without a value around it where the column is typed.
///
/// # Errors
/// Only those of `out`.
pub fn write_entry(out: &mut Vec<u8>, column: &Column, row: usize, graph: &Graph) -> io::Result<()> {
    if column.is_null(row) {
        out.extend_from_slice(b"null");
        return Ok(());
    }
    match column.data() {
        Data::Integers(entries) => write!(out, "{}", entries[row]),
        Data::Dates(entries) => write!(out, "\"{}\"", entries[row]),
        _ => match column.text(row) {
            Some(text) => Ok(serde_json::to_writer(out, text)?),
            None => write!(out, "{}", plain(&column.value(row), graph)),
        },
    }
}

impl<W: Write> Json<W> {
    /// Writes one array.
    pub fn array(out: W) -> Self {
        Self { out, array: true, keys: Vec::new(), is_empty: true }
    }

    /// Writes one object a line.
    pub fn lines(out: W) -> Self {
        Self { out, array: false, keys: Vec::new(), is_empty: true }
    }
}

impl<W: Write> AnswerWriter for Json<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        self.keys = columns.iter().map(|name| serde_json::Value::from(&**name).to_string()).collect();
        if self.array { self.out.write_all(b"[") } else { Ok(()) }
    }

    fn rows(&mut self, rows: &Rows<'_>) -> io::Result<()> {
        let (out, is_empty) = (&mut self.out, &mut self.is_empty);
        let (array, keys) = (self.array, &self.keys);
        rows.in_pieces(
            |piece, out| write_piece(piece, keys, array, out),
            |written| {
                // The first object of an array has no comma before it.
                let skipped = usize::from(array && std::mem::take(is_empty));
                out.write_all(&written[skipped..])
            },
        )
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.is_empty { b"]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }
}
