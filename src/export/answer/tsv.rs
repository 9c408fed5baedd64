//! Tab-separated values: one line a row; tabs, line ends and backslashes inside a value are `\t`, `\n`, `\r` and `\\`.

use super::{AnswerWriter, Rows, csv};
use crate::graph::Graph;
use crate::value::Value;
use std::io::{self, Write};
use std::sync::Arc;

/// The writer.
pub struct Tsv<W: Write> {
    out: W,
}

impl<W: Write> Tsv<W> {
    /// Writes onto `out`.
    pub fn new(out: W) -> Self {
        Self { out }
    }

    fn line<'c>(&mut self, cells: impl Iterator<Item = std::borrow::Cow<'c, str>>) -> io::Result<()> {
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                self.out.write_all(b"\t")?;
            }
            self.out.write_all(escaped(&cell).as_bytes())?;
        }
        self.out.write_all(b"\n")
    }

    fn row(&mut self, values: &[Value], graph: &Graph) -> io::Result<()> {
        self.line(values.iter().map(|value| csv::cell(value, graph, false).into()))
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

impl<W: Write> AnswerWriter for Tsv<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        if columns.is_empty() {
            return Ok(());
        }
        self.line(columns.iter().map(|name| (&**name).into()))
    }

    fn rows(&mut self, rows: &Rows<'_>) -> io::Result<()> {
        rows.each(|values| self.row(values, rows.graph()))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
