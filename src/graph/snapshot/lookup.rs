//! Finding nodes and relationships by value through the indexes of a snapshot.

use super::directory::ColumnEntry;
use super::order::{self, Order};
use super::{LazyColumn, Snapshot, Values};
use crate::graph::{KeyId, LabelId, Lookup, TypeId};
use crate::text::fold::fold;
use crate::value::{NodeId, RelationshipId, Value};
use std::ops::{Bound, Range};

/// The columns of one label set or type: how many rows they have, their places, and what was read of them.
struct Columns<'a> {
    rows: usize,
    entries: &'a [ColumnEntry],
    lazy: &'a [LazyColumn],
}

impl<'a> Columns<'a> {
    fn get(&self, key: KeyId) -> Option<(&'a ColumnEntry, &'a LazyColumn)> {
        let position = self.entries.iter().position(|entry| entry.key == key)?;
        Some((&self.entries[position], &self.lazy[position]))
    }
}

impl Snapshot {
    /// The nodes with the label whose property is what is sought, in ascending order of value within each label set;
    /// `None` where there is no index that can tell.
    pub fn find(&self, label: LabelId, key: KeyId, lookup: &Lookup<'_>) -> Option<Vec<NodeId>> {
        let mut found = Vec::new();
        for (number, group) in self.groups_with(label) {
            let (order, range) = self.rows_with(&self.columns_of_group(number), key, lookup)?;
            let rows = self.sound(order.rows(range))?;
            found.extend(rows.into_iter().map(|row| NodeId(group.first + row as u32)));
        }
        Some(found)
    }

    /// How many nodes [`Snapshot::find`] finds.
    pub fn count(&self, label: LabelId, key: KeyId, lookup: &Lookup<'_>) -> Option<usize> {
        let rows = |(number, _)| Some(self.rows_with(&self.columns_of_group(number), key, lookup)?.1.len());
        self.groups_with(label).map(rows).sum()
    }

    /// The nodes with the label whose properties equal these values, by the index that leaves the fewest and a look at
    /// the other properties of those.
    pub fn find_equal(&self, label: LabelId, keys: &[KeyId], values: &[Value]) -> Option<Vec<NodeId>> {
        let mut found = Vec::new();
        for (number, group) in self.groups_with(label) {
            let rows = self.rows_equal(&self.columns_of_group(number), keys, values)?;
            found.extend(rows.into_iter().map(|row| NodeId(group.first + row as u32)));
        }
        Some(found)
    }

    /// As [`Snapshot::find_equal`], for the relationships of a type.
    pub fn find_relationships(&self, kind: TypeId, keys: &[KeyId], values: &[Value]) -> Option<Vec<RelationshipId>> {
        let Some(number) = self.type_number(kind) else { return Some(Vec::new()) };
        let first = self.directory.types[number].place.first_relationship;
        let rows = self.rows_equal(&self.columns_of_type(number), keys, values)?;
        Some(rows.into_iter().map(|row| RelationshipId(first + row as u32)).collect())
    }

    /// Whether [`Snapshot::find`] has an index in the file for every label set with the property.
    pub fn is_indexed(&self, label: LabelId, key: KeyId) -> bool {
        let indexed = |entry: &ColumnEntry| {
            entry.exact != order::Place::Absent || entry.place.kind == super::column::Kind::Dictionary
        };
        self.groups_with(label)
            .all(|(_, group)| group.columns.iter().find(|entry| entry.key == key).is_none_or(indexed))
    }

    /// Reads all indexes.
    pub(super) fn verify_indexes(&self) {
        let groups = (0..self.directory.groups.len()).map(|number| self.columns_of_group(number));
        let types = (0..self.directory.types.len()).map(|number| self.columns_of_type(number));
        for columns in groups.chain(types) {
            for (entry, lazy) in columns.entries.iter().zip(columns.lazy) {
                let orders = [self.exact(entry, lazy, columns.rows), self.folded(entry, lazy, columns.rows)];
                for order in orders.into_iter().flatten() {
                    self.sound(order.verify());
                }
            }
        }
    }

    fn columns_of_group(&self, number: usize) -> Columns<'_> {
        let group = &self.directory.groups[number];
        Columns { rows: group.rows as usize, entries: &group.columns, lazy: &self.node_columns[number] }
    }

    fn columns_of_type(&self, number: usize) -> Columns<'_> {
        let kind = &self.directory.types[number];
        let lazy = &self.relationship_columns[number];
        Columns { rows: kind.place.count as usize, entries: &kind.columns, lazy }
    }

    /// An order of the rows, and the positions in it of those whose property is what is sought.
    fn rows_with<'a>(
        &'a self,
        columns: &Columns<'a>,
        key: KeyId,
        lookup: &Lookup<'_>,
    ) -> Option<(&'a Order, Range<usize>)> {
        match columns.get(key) {
            Some((entry, lazy)) => self.positions(entry, lazy, columns.rows, lookup),
            None => Some((const { &Order::Ascending(0) }, 0..0)),
        }
    }

    fn rows_equal(&self, columns: &Columns<'_>, keys: &[KeyId], values: &[Value]) -> Option<Vec<usize>> {
        let found =
            keys.iter().zip(values).filter_map(|(key, value)| self.rows_with(columns, *key, &Lookup::Equal(value)));
        let (order, range) = found.min_by_key(|(_, range)| range.len())?;
        let has = |row: usize, key: KeyId, value: &Value| {
            let Some((entry, lazy)) = columns.get(key) else { return false };
            let found =
                self.load(entry, lazy, columns.rows).and_then(|column| self.sound(column.value(self.source(), row)));
            found.is_some_and(|found| Lookup::Equal(value).fits(&found))
        };
        let mut rows = self.sound(order.rows(range))?;
        rows.retain(|row| keys.iter().zip(values).all(|(key, value)| has(*row, *key, value)));
        Some(rows)
    }

    /// The order of a column and the positions in it that fit.
    fn positions<'a>(
        &'a self,
        entry: &ColumnEntry,
        lazy: &'a LazyColumn,
        rows: usize,
        lookup: &Lookup<'_>,
    ) -> Option<(&'a Order, Range<usize>)> {
        let column = self.load(entry, lazy, rows)?;
        let source = &*self.source;
        let of_text = matches!(column.values, Values::Dictionary { .. } | Values::Text(_));
        let order = match lookup {
            Lookup::Folded(_) => self.folded(entry, lazy, rows),
            _ => self.exact(entry, lazy, rows),
        }?;
        let range = match lookup {
            // No value of another type starts with a text or folds to one.
            Lookup::Prefix(_) | Lookup::Folded(_) if !of_text => 0..0,
            Lookup::Equal(value) => {
                self.sound(order::between(order, column, source, Bound::Included(value), Bound::Included(value)))??
            }
            Lookup::Between(low, high) => self.sound(order::between(order, column, source, *low, *high))??,
            Lookup::Prefix(prefix) => {
                let low = Value::from(*prefix);
                let from = order::between(order, column, source, Bound::Included(&low), Bound::Unbounded);
                let start = self.sound(from)??.start;
                let end = self.sound(order.search(|row| {
                    let string = order::string(column, source, row)?;
                    Ok(*string < **prefix || string.starts_with(prefix))
                }))?;
                start..end.max(start)
            }
            Lookup::Folded(text) => {
                let sought = fold(text);
                let folded = |row| order::string(column, source, row).map(|string| fold(&string));
                let start = self.sound(order.search(|row| Ok(folded(row)? < sought)))?;
                let end = self.sound(order.search(|row| Ok(folded(row)? <= sought)))?;
                start..end.max(start)
            }
        };
        Some((order, range))
    }

    /// The rows in order of value, as the file has them or, where it has no index, sorted now and kept.
    pub(super) fn exact<'a>(&self, entry: &ColumnEntry, lazy: &'a LazyColumn, rows: usize) -> Option<&'a Order> {
        let read = || match self.sound(Order::read(&entry.exact, rows, &*self.source))? {
            Some(order) => Some(order),
            None => self.sound(Order::sorted(self.load(entry, lazy, rows)?, rows, &*self.source))?,
        };
        lazy.exact.get_or_init(read).as_ref()
    }

    fn folded<'a>(&self, entry: &ColumnEntry, lazy: &'a LazyColumn, rows: usize) -> Option<&'a Order> {
        let read = || self.sound(Order::read(&entry.folded, rows, &*self.source)).flatten();
        lazy.folded.get_or_init(read).as_ref()
    }
}
