//! Comma-separated values as RFC 4180 has them. Null is an empty cell; the items of a list of
//! plain values stand apart by `;`; other lists, maps, nodes and paths are JSON.

use super::{AnswerWriter, Layout};
use crate::export::{json, text};
use crate::graph::GraphRead;
use crate::value::Value;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

/// The writer.
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
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

impl<W: Write> Csv<W> {
    /// Writes onto `out`.
    pub fn new(out: W, layout: &Layout) -> Self {
        Self { out: csv_writer(out, layout.excel), excel: layout.excel }
    }
}

impl<W: Write> AnswerWriter for Csv<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        if columns.is_empty() {
            return Ok(());
        }
        let mark = if self.excel { BYTE_ORDER_MARK } else { "" };
        let cells = columns.iter().enumerate().map(|(place, name)| {
            let name = if self.excel { guarded(name) } else { Cow::from(&**name) };
            if place == 0 { format!("{mark}{name}") } else { name.into_owned() }
        });
        self.out.write_record(cells).map_err(as_io)
    }

    fn row(&mut self, values: &[Value], graph: &dyn GraphRead) -> io::Result<()> {
        let cells = values.iter().map(|value| cell(value, graph, self.excel));
        self.out.write_record(cells).map_err(as_io)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
