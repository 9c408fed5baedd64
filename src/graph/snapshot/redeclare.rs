//! A snapshot of the same nodes and relationships with other indexes and constraints: the sections are copied, and indexes that
//! they lack are added behind them.

use super::build::{HEADER_BYTES, SnapshotWriter};
use super::directory::ColumnEntry;
use super::make::packed_rows;
use super::order::{self, Order};
use super::{LazyColumn, Snapshot};
use crate::graph::{Covered, KeyId, Schema};
use std::io::{self, Seek, Write};

impl Snapshot {
    /// Writes the snapshot with what is declared now; `replaced` is the header of the one that it will take the place of.
    pub fn redeclare<W: Write + Seek>(
        &self,
        symbols: crate::graph::Symbols,
        schema: &Schema,
        replaced: &[u8],
        out: W,
    ) -> io::Result<(W, [u8; HEADER_BYTES])> {
        let mut directory = self.directory.clone();
        (directory.symbols, directory.schema, directory.replaced) = (symbols, schema.clone(), replaced.to_vec());
        let mut writer = SnapshotWriter::copy(out, directory, &*self.source, self.end)?;
        let declared =
            |on: Covered, key: KeyId| schema.indexed().any(|(other, keys)| other == on && keys.contains(&key));
        for (number, group) in self.directory.groups.iter().enumerate() {
            let wanted = |key| group.labels.iter().any(|label| declared(Covered::Nodes(*label), key));
            for (place, entry) in group.columns.iter().enumerate().filter(|(_, entry)| wanted(entry.key)) {
                let index = self.index(entry, &self.node_columns[number][place], group.rows, &mut writer)?;
                writer.directory.groups[number].columns[place].exact = index;
            }
        }
        for (number, kind) in self.directory.types.iter().enumerate() {
            let wanted = |key| declared(Covered::Relationships(kind.kind), key);
            for (place, entry) in kind.columns.iter().enumerate().filter(|(_, entry)| wanted(entry.key)) {
                let index =
                    self.index(entry, &self.relationship_columns[number][place], kind.place.count, &mut writer)?;
                writer.directory.types[number].columns[place].exact = index;
            }
        }
        writer.finish()
    }

    /// The index of a column in the new file: the one that it has, or one that is added.
    fn index<W: Write + Seek>(
        &self,
        entry: &ColumnEntry,
        lazy: &LazyColumn,
        rows: u32,
        writer: &mut SnapshotWriter<W>,
    ) -> io::Result<order::Place> {
        // A dictionary is sorted by counting whenever it is asked for.
        if entry.exact != order::Place::Absent || entry.place.kind == super::column::Kind::Dictionary {
            return Ok(entry.exact);
        }
        match self.exact(entry, lazy, rows as usize) {
            Some(Order::Rows(rows)) => writer.order(&packed_rows(rows)),
            _ => Ok(order::Place::Absent),
        }
    }
}
