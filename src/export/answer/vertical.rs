//! One line a value, under a line that counts the rows. Nodes and relationships show all their properties.

use super::{AnswerWriter, Rows};
use crate::export::text::{Detail, cell};
use crate::graph::Graph;
use crate::value::Value;
use std::io::{self, Write};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// The writer.
pub struct Vertical<W: Write> {
    out: W,
    columns: Vec<Arc<str>>,
    widest: usize,
    rows: usize,
}

impl<W: Write> Vertical<W> {
    /// Writes onto `out`.
    pub fn new(out: W) -> Self {
        Self { out, columns: Vec::new(), widest: 0, rows: 0 }
    }

    fn row(&mut self, values: &[Value], graph: &Graph) -> io::Result<()> {
        self.rows += 1;
        writeln!(self.out, "-- row {} --", self.rows)?;
        for (name, value) in self.columns.iter().zip(values) {
            let space = self.widest - name.width();
            // A value of several lines keeps to its own column.
            let below = format!("\n{:1$}", "", self.widest + 2);
            let text = cell(value, graph, Detail::Full).replace('\n', &below);
            writeln!(self.out, "{:space$}{name}: {text}", "")?;
        }
        Ok(())
    }
}

impl<W: Write> AnswerWriter for Vertical<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        self.columns = columns.to_vec();
        self.widest = columns.iter().map(|name| name.width()).max().unwrap_or(0);
        Ok(())
    }

    fn rows(&mut self, rows: &Rows<'_>) -> io::Result<()> {
        rows.each(|values| self.row(values, rows.graph()))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
