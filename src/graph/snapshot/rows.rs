//! Nodes of one label set, or relationships of one type, on their way into columns row by row.

use super::cells::Cells;
use crate::graph::KeyId;
use crate::value::Value;
use std::collections::BTreeMap;

/// The rows so far: a column for each key that any of them has.
#[derive(Debug, Default)]
pub struct Rows {
    columns: BTreeMap<KeyId, Cells>,
    count: usize,
}

impl Rows {
    /// Adds a row; `readable` says which columns are to be indexed or brought into another order.
    pub fn push(&mut self, properties: impl IntoIterator<Item = (KeyId, Value)>, readable: impl Fn(KeyId) -> bool) {
        for (key, value) in properties {
            let cells = self.columns.entry(key).or_insert_with(|| Cells::new(readable(key)));
            // A key that comes twice in a row keeps its first value.
            if cells.len() <= self.count {
                cells.fill(self.count);
                cells.push(&value);
            }
        }
        self.count += 1;
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The columns, all of the same length.
    pub fn into_columns(self) -> Vec<(KeyId, Cells)> {
        let fill = |(key, mut cells): (KeyId, Cells)| {
            cells.fill(self.count);
            (key, cells)
        };
        self.columns.into_iter().map(fill).collect()
    }
}
