//! Columns for people. A terminal gets lines and cells wrapped to its width; a pipe or file gets aligned text alone.

use super::{AnswerWriter, Layout, Rows};
use crate::export::text::{Detail, cell};
use crate::graph::Graph;
use crate::value::Value;
use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, presets};
use std::io::{self, Write};
use std::sync::Arc;

/// Rows that are laid out together; a longer answer comes as several tables with the same header.
const PAGE: usize = 1000;

/// The writer.
pub struct Table<W: Write> {
    out: W,
    width: Option<usize>,
    colour: bool,
    columns: Vec<Arc<str>>,
    page: Vec<Vec<Cell>>,
    pages: usize,
}

impl<W: Write> Table<W> {
    /// Writes onto `out`.
    pub fn new(out: W, layout: &Layout) -> Self {
        Self {
            out,
            width: layout.terminal_width,
            colour: layout.colour,
            columns: Vec::new(),
            page: Vec::new(),
            pages: 0,
        }
    }

    fn styled(&self, text: &str, attribute: Attribute) -> Cell {
        if self.colour { Cell::new(text).add_attribute(attribute) } else { Cell::new(text) }
    }

    fn write_page(&mut self) -> io::Result<()> {
        let mut table = comfy_table::Table::new();
        match self.width {
            Some(width) => {
                table.load_style(presets::UTF8_FULL_CONDENSED);
                table.set_content_arrangement(ContentArrangement::Dynamic);
                table.set_width(width.min(u16::MAX.into()) as u16);
                table.enforce_styling();
            }
            None => {
                table.load_style(presets::NOTHING);
                table.set_content_arrangement(ContentArrangement::Disabled);
                table.force_no_tty();
            }
        }
        table.set_header(self.columns.iter().map(|name| self.styled(name, Attribute::Bold)));
        table.add_rows(self.page.drain(..));
        if self.width.is_none() {
            for column in table.column_iter_mut() {
                column.set_padding((0, 2));
            }
        }
        self.pages += 1;
        for line in table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn row(&mut self, values: &[Value], graph: &Graph) -> io::Result<()> {
        let cells = values.iter().map(|value| {
            let content = Cell::new(printable(&cell(value, graph, Detail::Brief)));
            match value {
                Value::Integer(_) | Value::Float(_) => content.set_alignment(CellAlignment::Right),
                Value::Null => Cell::new(""),
                _ => content,
            }
        });
        self.page.push(cells.collect());
        if self.page.len() == PAGE { self.write_page() } else { Ok(()) }
    }
}

/// Text with what would move the cursor made visible or harmless.
fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' => '\n',
            '\t' => ' ',
            control if control.is_control() => '\u{fffd}',
            other => other,
        })
        .collect()
}

impl<W: Write> AnswerWriter for Table<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn rows(&mut self, rows: &Rows<'_>) -> io::Result<()> {
        rows.each(|values| self.row(values, rows.graph()))
    }

    fn finish(&mut self) -> io::Result<()> {
        if !self.columns.is_empty() && (!self.page.is_empty() || self.pages == 0) {
            self.write_page()?;
        }
        self.out.flush()
    }
}
