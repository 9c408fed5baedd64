//! The graph at rest: columns and compressed sparse rows, read from the file when they are first touched.
//!
//! Nodes with the same labels are consecutive, relationships of one type are consecutive, so that a label scan is a
//! range and a property is an array ([`Snapshot::node_columns`], [`Snapshot::csr`]). `docs/file-format.md` describes
//! every byte.
//!
//! What is checked: the directory whole at open, every section by its checksum and its shape when it is first
//! touched. Reading cannot fail midway through a query, so a section that turns out damaged reads as empty and is
//! reported by [`Snapshot::damage`]; whoever hands out an answer must look there first.

pub mod bits;
pub mod build;
pub mod cells;
pub mod column;
pub mod csr;
pub mod directory;
pub mod freeze;
pub mod image;
mod lookup;
mod make;
pub mod narrow;
pub mod numbers;
pub mod order;
pub mod pack;
mod read;
mod redeclare;
pub mod rows;
pub mod source;
pub mod text;
mod totals;

use super::bytes::Damage;
use super::{Direction, KeyId, LabelId, Schema, TypeId};
use crate::value::{NodeId, RelationshipId, Value};
pub use bits::Bitmap;
pub use column::{Column, Values};
pub use csr::Csr;
use directory::{ColumnEntry, Directory, Group, RelationshipType};
use order::Order;
use source::Source;
use std::ops::Range;
use std::sync::OnceLock;
pub use totals::Totals;

/// The resting form of the graph.
#[derive(Debug)]
pub struct Snapshot {
    source: Box<dyn Source>,
    /// Where the sections end that the directory names.
    end: u64,
    directory: Directory,
    /// By label set, then as [`Group::columns`].
    node_columns: Vec<Vec<LazyColumn>>,
    /// By place of the type in the directory, then as its columns.
    relationship_columns: Vec<Vec<LazyColumn>>,
    outgoing: Vec<OnceLock<Csr>>,
    incoming: Vec<OnceLock<Csr>>,
    damage: OnceLock<Damage>,
}

#[derive(Debug, Default)]
struct LazyColumn {
    column: OnceLock<Option<Column>>,
    exact: OnceLock<Option<Order>>,
    folded: OnceLock<Option<Order>>,
}

impl Snapshot {
    /// A graph whose directory has been read from the source, in which the sections that it names end at `end`. Nothing else
    /// is read yet.
    pub fn new(source: Box<dyn Source>, end: u64, directory: Directory) -> Snapshot {
        let lazy = |columns: &Vec<ColumnEntry>| columns.iter().map(|_| LazyColumn::default()).collect();
        let types = directory.types.len();
        Snapshot {
            node_columns: directory.groups.iter().map(|group| lazy(&group.columns)).collect(),
            relationship_columns: directory.types.iter().map(|kind| lazy(&kind.columns)).collect(),
            outgoing: std::iter::repeat_with(OnceLock::new).take(types).collect(),
            incoming: std::iter::repeat_with(OnceLock::new).take(types).collect(),
            source,
            end,
            directory,
            damage: OnceLock::new(),
        }
    }

    /// Declared indexes and constraints.
    pub fn schema(&self) -> &Schema {
        &self.directory.schema
    }

    /// The header of the snapshot that this one took the place of; empty for the first.
    pub fn replaced(&self) -> &[u8] {
        &self.directory.replaced
    }

    /// The first damage found so far in what was read, if any: answers given since it was found may lack rows.
    pub fn damage(&self) -> Option<&Damage> {
        self.damage.get()
    }

    /// Where the bytes of long texts come from, for [`text::Text`].
    pub fn source(&self) -> &dyn Source {
        &*self.source
    }

    /// The value, or nothing and a note of the damage.
    pub fn sound<T>(&self, read: Result<T, Damage>) -> Option<T> {
        read.map_err(|damage| self.damage.get_or_init(|| damage)).ok()
    }

    /// The ranges of nodes that have the label, ascending: one for each label set.
    pub fn label_ranges(&self, label: LabelId) -> impl Iterator<Item = Range<u32>> + '_ {
        self.groups_with(label).map(|(_, group)| group.first..group.first + group.rows)
    }

    /// All nodes, as ranges of those with the same labels.
    pub fn node_ranges(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        self.directory
            .groups
            .iter()
            .map(|group| group.first..group.first + group.rows)
            .filter(|range| !range.is_empty())
    }

    /// All relationships, as ranges of those of one type.
    pub fn relationship_ranges(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        let range = |kind: &RelationshipType| kind.place.relationships();
        self.directory.types.iter().map(range).filter(|range| !range.is_empty())
    }

    /// The column that holds the property of the node, and the node's row in it.
    pub fn node_column(&self, node: NodeId, key: KeyId) -> Option<(&Column, usize)> {
        let (number, group) = self.group_of(node)?;
        Some((self.column_of_group(number, key)?, (node.0 - group.first) as usize))
    }

    /// The column that holds the property of the relationship, and the relationship's row in it.
    pub fn relationship_column(&self, relationship: RelationshipId, key: KeyId) -> Option<(&Column, usize)> {
        let number = self.type_of(relationship)?;
        let first = self.directory.types[number].place.first_relationship;
        Some((self.column_of_type(number, key)?, (relationship.0 - first) as usize))
    }

    /// Whether any node or relationship has, under the key, a text that fulfils the condition.
    pub fn any_text(&self, key: KeyId, holds: &dyn Fn(&str) -> bool) -> bool {
        let of_nodes = self.node_ranges().filter_map(|range| self.node_column(NodeId(range.start), key));
        let of_relationships = self.relationship_ranges();
        let of_relationships =
            of_relationships.filter_map(|range| self.relationship_column(RelationshipId(range.start), key));
        let mut columns = of_nodes.chain(of_relationships);
        columns.any(|(column, _)| self.sound(column.any_text(self.source(), holds)).unwrap_or(false))
    }

    /// The relationships of a type.
    pub fn type_range(&self, kind: TypeId) -> Range<u32> {
        self.type_number(kind).map_or(0..0, |number| self.directory.types[number].place.relationships())
    }

    /// The relationships of a type as arrays; `None` for [`Direction::Both`] and for a type without relationships.
    pub fn csr(&self, kind: TypeId, direction: Direction) -> Option<&Csr> {
        let number = self.type_number(kind)?;
        match direction {
            Direction::Outgoing => Some(self.outgoing(number)),
            Direction::Incoming => Some(self.incoming(number)),
            Direction::Both => None,
        }
    }

    /// How many relationships of the type start (outgoing), end (incoming) or do either at nodes with the label: with
    /// [`GraphRead::label_count`](crate::graph::GraphRead::label_count) the average degree.
    pub fn type_count_at(&self, kind: TypeId, direction: Direction, label: LabelId) -> usize {
        let Some(number) = self.type_number(kind) else { return 0 };
        let ends = &self.directory.types[number].ends_by_group;
        let counts = self.groups_with(label).map(|(group, _)| ends[group]);
        counts.fold(0, |sum, (starts, ends)| {
            sum + match direction {
                Direction::Outgoing => starts as usize,
                Direction::Incoming => ends as usize,
                Direction::Both => starts as usize + ends as usize,
            }
        })
    }

    /// How many different values the property has among nodes with the label; an upper bound where the label is part
    /// of several label sets, `None` where it was not counted.
    pub fn distinct(&self, label: LabelId, key: KeyId) -> Option<usize> {
        let mut sum = 0;
        for (_, group) in self.groups_with(label) {
            if let Some(entry) = group.columns.iter().find(|entry| entry.key == key) {
                sum += usize::try_from(entry.distinct).ok().filter(|distinct| *distinct > 0)?;
            }
        }
        Some(sum)
    }

    /// How many different values the property has among relationships of the type, `None` where it was not counted.
    pub fn distinct_of_type(&self, kind: TypeId, key: KeyId) -> Option<usize> {
        let kind = &self.directory.types[self.type_number(kind)?];
        let entry = kind.columns.iter().find(|entry| entry.key == key)?;
        usize::try_from(entry.distinct).ok().filter(|distinct| *distinct > 0)
    }

    /// Whether no two nodes with the label have equivalent values of the property, as far as the counts tell: only where
    /// one label set has the label, and where different values are never equivalent.
    pub fn is_unique(&self, label: LabelId, key: KeyId) -> bool {
        self.unique_column(label, key).is_some()
    }

    /// Whether the property is unique so, and its values ascend as the nodes do; told only by an index.
    pub fn ascends(&self, label: LabelId, key: KeyId) -> bool {
        self.unique_column(label, key).is_some_and(|entry| entry.exact == order::Place::Ascending)
    }

    fn unique_column(&self, label: LabelId, key: KeyId) -> Option<&ColumnEntry> {
        let mut groups = self.groups_with(label);
        let (Some((_, group)), None) = (groups.next(), groups.next()) else { return None };
        let kinds = [column::Kind::Integer, column::Kind::Date, column::Kind::Dictionary, column::Kind::Text];
        group.columns.iter().find(|entry| {
            let is_unique = u64::from(entry.distinct) == u64::from(group.rows);
            entry.key == key && kinds.contains(&entry.place.kind) && is_unique
        })
    }

    /// Reads and checks every section; the first damage, if any.
    pub fn verify(&self) -> Option<&Damage> {
        for (number, group) in self.directory.groups.iter().enumerate() {
            for (entry, lazy) in group.columns.iter().zip(&self.node_columns[number]) {
                self.verify_rows(self.load(entry, lazy, group.rows as usize));
            }
        }
        for (number, kind) in self.directory.types.iter().enumerate() {
            self.incoming(number);
            for (entry, lazy) in kind.columns.iter().zip(&self.relationship_columns[number]) {
                self.verify_rows(self.load(entry, lazy, kind.place.count as usize));
            }
        }
        self.verify_indexes();
        self.damage()
    }

    fn verify_rows(&self, column: Option<&Column>) {
        if let Some(column) = column {
            self.sound(column.verify(&*self.source));
        }
    }

    fn groups_with(&self, label: LabelId) -> impl Iterator<Item = (usize, &Group)> + '_ {
        self.directory.groups.iter().enumerate().filter(move |(_, group)| group.labels.contains(&label))
    }

    fn group_of(&self, node: NodeId) -> Option<(usize, &Group)> {
        let after = self.directory.groups.partition_point(|group| group.first <= node.0);
        let number = self.directory.groups[..after].iter().rposition(|group| group.rows > 0)?;
        let group = &self.directory.groups[number];
        (node.0 - group.first < group.rows).then_some((number, group))
    }

    fn type_number(&self, kind: TypeId) -> Option<usize> {
        self.directory.types.iter().position(|entry| entry.kind == kind)
    }

    fn type_of(&self, relationship: RelationshipId) -> Option<usize> {
        let types = &self.directory.types;
        let after = types.partition_point(|kind| kind.place.first_relationship <= relationship.0);
        let number = types[..after].iter().rposition(|kind| kind.place.count > 0)?;
        (relationship.0 - types[number].place.first_relationship < types[number].place.count).then_some(number)
    }

    fn outgoing(&self, number: usize) -> &Csr {
        let place = &self.directory.types[number].place;
        self.outgoing[number].get_or_init(|| self.sound(Csr::read(place, &*self.source)).unwrap_or_default())
    }

    fn incoming(&self, number: usize) -> &Csr {
        let place = &self.directory.types[number].place;
        self.incoming[number].get_or_init(|| self.outgoing(number).reversed(place))
    }

    fn column_of_group(&self, number: usize, key: KeyId) -> Option<&Column> {
        let group = &self.directory.groups[number];
        let position = group.columns.iter().position(|entry| entry.key == key)?;
        self.load(&group.columns[position], &self.node_columns[number][position], group.rows as usize)
    }

    fn column_of_type(&self, number: usize, key: KeyId) -> Option<&Column> {
        let kind = &self.directory.types[number];
        let position = kind.columns.iter().position(|entry| entry.key == key)?;
        let lazy = &self.relationship_columns[number][position];
        self.load(&kind.columns[position], lazy, kind.place.count as usize)
    }

    fn load<'a>(&self, entry: &ColumnEntry, lazy: &'a LazyColumn, rows: usize) -> Option<&'a Column> {
        lazy.column.get_or_init(|| self.sound(Column::read(&entry.place, rows, &*self.source))).as_ref()
    }

    /// The properties of a row among columns that are read when touched.
    fn row(&self, entries: &[ColumnEntry], lazy: &[LazyColumn], rows: usize, row: usize) -> Vec<(KeyId, Value)> {
        let mut properties = Vec::with_capacity(entries.len());
        for (entry, lazy) in entries.iter().zip(lazy) {
            let value = self.load(entry, lazy, rows).and_then(|column| self.sound(column.value(&*self.source, row)));
            if let Some(value) = value.filter(|value| !matches!(value, Value::Null)) {
                properties.push((entry.key, value));
            }
        }
        self.directory.symbols.by_key_name(properties)
    }
}

#[cfg(test)]
mod tests;
