//! Finding nodes by value through the indexes of a snapshot.

use super::order::{self, Order};
use super::{Snapshot, Values};
use crate::graph::{KeyId, LabelId, Lookup};
use crate::text::fold::fold;
use crate::value::{NodeId, Value};
use std::ops::{Bound, Range};

impl Snapshot {
    /// The nodes with the label whose property is what is sought, in ascending order of value within each label set;
    /// `None` where there is no index that can tell.
    pub fn find(&self, label: LabelId, key: KeyId, lookup: &Lookup<'_>) -> Option<Vec<NodeId>> {
        let mut found = Vec::new();
        for (number, group) in self.groups_with(label) {
            let Some(position) = group.columns.iter().position(|entry| entry.key == key) else { continue };
            let order = match lookup {
                Lookup::Folded(_) => self.folded(number, key),
                _ => self.exact(number, key),
            }?;
            let column =
                self.load(&group.columns[position], &self.node_columns[number][position], group.rows as usize)?;
            let source = &*self.source;
            let of_text = matches!(column.values, Values::Dictionary { .. } | Values::Text(_));
            let range = match lookup {
                // No value of another type starts with a text or folds to one.
                Lookup::Prefix(_) | Lookup::Folded(_) if !of_text => 0..0,
                Lookup::Equal(value) => {
                    self.sound(order::between(order, column, source, Bound::Included(value), Bound::Included(value)))??
                }
                Lookup::Between(low, high) => self.sound(order::between(order, column, source, *low, *high))??,
                Lookup::Prefix(prefix) => {
                    let low = Value::from(*prefix);
                    let start = self
                        .sound(order::between(order, column, source, Bound::Included(&low), Bound::Unbounded))??
                        .start;
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
            found.extend(rows(order, range).map(|row| NodeId(group.first + row as u32)));
        }
        Some(found)
    }

    /// Whether [`Snapshot::find`] has an index for every label set with the property.
    pub fn is_indexed(&self, label: LabelId, key: KeyId) -> bool {
        let indexed = |entry: &super::ColumnEntry| {
            entry.exact != order::Place::Absent || entry.place.kind == super::column::Kind::Dictionary
        };
        self.groups_with(label)
            .all(|(_, group)| group.columns.iter().find(|entry| entry.key == key).is_none_or(indexed))
    }

    pub(super) fn exact(&self, number: usize, key: KeyId) -> Option<&Order> {
        let group = &self.directory.groups[number];
        let position = group.columns.iter().position(|entry| entry.key == key)?;
        let (entry, lazy) = (&group.columns[position], &self.node_columns[number][position]);
        let read = || match self.sound(Order::read(&entry.exact, group.rows as usize, &*self.source))? {
            Some(order) => Some(order),
            // A dictionary's codes ascend as its strings do, so its order need not be stored.
            None => self.load(entry, lazy, group.rows as usize).and_then(Order::of_codes),
        };
        lazy.exact.get_or_init(read).as_ref()
    }

    pub(super) fn folded(&self, number: usize, key: KeyId) -> Option<&Order> {
        let group = &self.directory.groups[number];
        let position = group.columns.iter().position(|entry| entry.key == key)?;
        let lazy = &self.node_columns[number][position];
        let place = &group.columns[position].folded;
        let read = || self.sound(Order::read(place, group.rows as usize, &*self.source)).flatten();
        lazy.folded.get_or_init(read).as_ref()
    }
}

fn rows(order: &Order, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    range.map(|position| order.row(position))
}
