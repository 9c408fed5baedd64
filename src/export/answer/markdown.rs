//! A Markdown table. What Markdown would read as markup is escaped; a line end is `<br>`.

use super::{AnswerWriter, Rows};
use crate::export::text::{Detail, cell};
use crate::graph::Graph;
use crate::value::Value;
use std::io::{self, Write};
use std::sync::Arc;

/// The writer.
pub struct Markdown<W: Write> {
    out: W,
}

impl<W: Write> Markdown<W> {
    /// Writes onto `out`.
    pub fn new(out: W) -> Self {
        Self { out }
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()> {
        for cell in cells {
            write!(self.out, "| {cell} ")?;
        }
        self.out.write_all(b"|\n")
    }

    fn row(&mut self, values: &[Value], graph: &Graph) -> io::Result<()> {
        self.line(values.iter().map(|value| match value {
            Value::Null => String::new(),
            value => escaped(&cell(value, graph, Detail::Brief)),
        }))
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for character in text.chars() {
        match character {
            '\\' | '|' | '*' | '`' | '<' | '[' | ']' | '~' => {
                out.push('\\');
                out.push(character);
            }
            // An underscore inside a word is no markup.
            '_' if !before.is_alphanumeric() => out.push_str("\\_"),
            '\n' => out.push_str("<br>"),
            '\r' => {}
            other => out.push(other),
        }
        before = character;
    }
    out
}

impl<W: Write> AnswerWriter for Markdown<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        if columns.is_empty() {
            return Ok(());
        }
        self.line(columns.iter().map(|name| escaped(name)))?;
        self.line(columns.iter().map(|_| "---".to_owned()))
    }

    fn rows(&mut self, rows: &Rows<'_>) -> io::Result<()> {
        rows.each(|values| self.row(values, rows.graph()))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
