//! JSON, as one array or as one object a line. Columns keep their order.

use super::AnswerWriter;
use crate::export::json::plain;
use crate::graph::GraphRead;
use crate::value::Value;
use std::io::{self, Write};
use std::sync::Arc;

/// The writer of both forms.
pub struct Json<W: Write> {
    out: W,
    array: bool,
    /// The columns as JSON strings.
    keys: Vec<String>,
    rows: usize,
}

impl<W: Write> Json<W> {
    /// Writes one array.
    pub fn array(out: W) -> Self {
        Self { out, array: true, keys: Vec::new(), rows: 0 }
    }

    /// Writes one object a line.
    pub fn lines(out: W) -> Self {
        Self { out, array: false, keys: Vec::new(), rows: 0 }
    }
}

impl<W: Write> AnswerWriter for Json<W> {
    fn header(&mut self, columns: &[Arc<str>]) -> io::Result<()> {
        self.keys = columns.iter().map(|name| serde_json::Value::from(&**name).to_string()).collect();
        if self.array { self.out.write_all(b"[") } else { Ok(()) }
    }

    fn row(&mut self, values: &[Value], graph: &dyn GraphRead) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.rows == 0 { b"\n" } else { b",\n" })?;
        }
        self.rows += 1;
        for (place, (key, value)) in self.keys.iter().zip(values).enumerate() {
            write!(self.out, "{}{key}:{}", if place == 0 { "{" } else { "," }, plain(value, graph))?;
        }
        self.out.write_all(if self.array { b"}" } else { b"}\n" })
    }

    fn finish(&mut self) -> io::Result<()> {
        match (self.array, self.rows) {
            (false, _) => {}
            (true, 0) => self.out.write_all(b"]\n")?,
            (true, _) => self.out.write_all(b"\n]\n")?,
        }
        self.out.flush()
    }
}
