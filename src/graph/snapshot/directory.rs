//! The directory of a snapshot: names, label sets, types, and where each column lies. Read and checked whole at open.

use super::column::{self, Kind};
use super::csr;
use super::order;
use super::source::Section;
use crate::graph::bytes::{Bytes, Damage, put_count, put_text};
use crate::graph::schema::{Constraint, Covered, Demand, Index, Schema};
use crate::graph::symbols::{KeyId, LabelId, Symbols, TypeId};

/// Nodes and relationships that a byte of file may stand for at most: bounds what a damaged file can ask for. The
/// writer fills the file up where it would hold more.
pub const ENTITIES_A_BYTE: u64 = 64;

/// Everything but the sections.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Names, numbered in the order written.
    pub symbols: Symbols,
    /// Label sets in order of their nodes.
    pub groups: Vec<Group>,
    /// Types in order of their relationships.
    pub types: Vec<RelationshipType>,
    /// Declared indexes and constraints.
    pub schema: Schema,
    /// The header of the snapshot that this one took the place of; empty for the first.
    pub replaced: Vec<u8>,
}

/// All nodes with exactly these labels: consecutive.
#[derive(Clone, Debug)]
pub struct Group {
    /// Ascending.
    pub labels: Vec<LabelId>,
    /// The first of them.
    pub first: u32,
    /// How many there are.
    pub rows: u32,
    /// Their properties.
    pub columns: Vec<ColumnEntry>,
}

/// All relationships of one type: consecutive.
#[derive(Clone, Debug)]
pub struct RelationshipType {
    /// Which.
    pub kind: TypeId,
    /// Their ends.
    pub place: csr::Place,
    /// By label set, how many of them start there and how many end there.
    pub ends_by_group: Vec<(u32, u32)>,
    /// Their properties.
    pub columns: Vec<ColumnEntry>,
}

/// A column and its indexes.
#[derive(Clone, Debug)]
pub struct ColumnEntry {
    /// Of which property.
    pub key: KeyId,
    /// Where it lies.
    pub place: column::Place,
    /// How many different values it has, 0 where that was not counted.
    pub distinct: u32,
    /// The index by value.
    pub exact: order::Place,
    /// The index by folded text.
    pub folded: order::Place,
}

impl Directory {
    /// How many nodes there are.
    pub fn node_count(&self) -> u32 {
        self.groups.last().map_or(0, |group| group.first + group.rows)
    }

    /// How many relationships there are.
    pub fn relationship_count(&self) -> u32 {
        self.types.last().map_or(0, |kind| kind.place.first_relationship + kind.place.count)
    }

    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let symbols = &self.symbols;
        let names: [Vec<&str>; 3] = [
            symbols.labels().map(|(_, name)| name).collect(),
            symbols.types().map(|(_, name)| name).collect(),
            symbols.keys().map(|(_, name)| name).collect(),
        ];
        for names in names {
            put_count(&mut out, names.len());
            names.iter().for_each(|name| put_text(&mut out, name));
        }
        put_count(&mut out, self.groups.len());
        for group in &self.groups {
            put_count(&mut out, group.labels.len());
            group.labels.iter().for_each(|label| out.extend(label.0.to_le_bytes()));
            out.extend(group.rows.to_le_bytes());
            put_columns(&mut out, &group.columns);
        }
        put_count(&mut out, self.types.len());
        for kind in &self.types {
            let place = &kind.place;
            for number in [kind.kind.0, place.count, place.first_start, place.starts, place.first_end, place.end_span] {
                out.extend(number.to_le_bytes());
            }
            place.degrees.put(&mut out);
            place.ends.put(&mut out);
            for (starts, ends) in &kind.ends_by_group {
                out.extend(starts.to_le_bytes());
                out.extend(ends.to_le_bytes());
            }
            put_columns(&mut out, &kind.columns);
        }
        put_count(&mut out, self.schema.indexes.len());
        for index in &self.schema.indexes {
            put_text(&mut out, &index.name);
            put_covered(&mut out, index.on, &index.keys);
        }
        put_count(&mut out, self.schema.constraints.len());
        for constraint in &self.schema.constraints {
            put_text(&mut out, &constraint.name);
            put_covered(&mut out, constraint.on, &constraint.keys);
            out.push(constraint.demand.number());
        }
        put_count(&mut out, self.replaced.len());
        out.extend(&self.replaced);
        out
    }

    /// Reads and checks the directory of a file of `length` bytes and of that version of the format.
    pub fn decode(bytes: &[u8], length: u64, version: u32) -> Result<Directory, Damage> {
        let bytes = &mut Bytes::new(bytes);
        let mut directory = Directory::default();
        for space in 0..3 {
            for number in 0..bytes.count(4)? as u32 {
                let name = bytes.text()?;
                let given = match space {
                    0 => directory.symbols.label(name).0,
                    1 => directory.symbols.relationship_type(name).0,
                    _ => directory.symbols.key(name).0,
                };
                if given != number {
                    return Err(Damage::new("a name stands twice"));
                }
            }
        }
        let labels = directory.symbols.labels().count() as u32;
        let types = directory.symbols.types().count() as u32;
        let keys = directory.symbols.keys().count() as u32;
        let mut nodes = 0u64;
        for _ in 0..bytes.count(8)? {
            let mut group = Group { labels: Vec::new(), first: nodes as u32, rows: 0, columns: Vec::new() };
            for _ in 0..bytes.count(4)? {
                group.labels.push(LabelId(known(bytes.u32()?, labels)?));
            }
            if !group.labels.is_sorted_by(|a, b| a < b)
                || directory.groups.iter().any(|other| other.labels == group.labels)
            {
                return Err(Damage::new("a label set stands twice"));
            }
            group.rows = bytes.u32()?;
            nodes += u64::from(group.rows);
            group.columns = columns(bytes, keys)?;
            directory.groups.push(group);
        }
        let mut relationships = 0u64;
        for _ in 0..bytes.count(24)? {
            let kind = TypeId(known(bytes.u32()?, types)?);
            if directory.types.iter().any(|other| other.kind == kind) {
                return Err(Damage::new("a relationship type stands twice"));
            }
            let [count, first_start, starts, first_end, end_span] =
                [bytes.u32()?, bytes.u32()?, bytes.u32()?, bytes.u32()?, bytes.u32()?];
            for (first, span) in [(first_start, starts), (first_end, end_span)] {
                if u64::from(first) + u64::from(span) > nodes {
                    return Err(Damage::new("a relationship type leads beyond the nodes"));
                }
            }
            let first_relationship = relationships as u32;
            relationships += u64::from(count);
            let (degrees, ends) = (Section::get(bytes)?, Section::get(bytes)?);
            let mut ends_by_group = Vec::with_capacity(directory.groups.len());
            for _ in &directory.groups {
                ends_by_group.push((bytes.u32()?, bytes.u32()?));
            }
            let sums = ends_by_group.iter().fold((0, 0), |(a, b), (c, d)| (a + u64::from(*c), b + u64::from(*d)));
            if sums != (u64::from(count), u64::from(count)) {
                return Err(Damage::new("the counts of a relationship type do not add up"));
            }
            let place =
                csr::Place { first_start, starts, degrees, ends, first_end, end_span, first_relationship, count };
            let columns = columns(bytes, keys)?;
            directory.types.push(RelationshipType { kind, place, ends_by_group, columns });
        }
        if nodes.max(relationships) >= u64::from(u32::MAX) || (nodes + relationships) / ENTITIES_A_BYTE > length {
            return Err(Damage::new("the file is too short for its nodes and relationships"));
        }
        let covered = |bytes: &mut Bytes<'_>| match version {
            1 => covered_in_version_1(bytes, [labels, keys]),
            _ => covered(bytes, [labels, types, keys]),
        };
        for _ in 0..bytes.count(12)? {
            let name = bytes.text()?.into();
            let (on, keys) = covered(bytes)?;
            directory.schema.indexes.push(Index { name, on, keys });
        }
        for _ in 0..bytes.count(13)? {
            let name = bytes.text()?.into();
            let (on, keys) = covered(bytes)?;
            let demand = Demand::from_number(bytes.u8()?).ok_or(Damage::new("a constraint has an unknown demand"))?;
            directory.schema.constraints.push(Constraint { name, on, keys, demand });
        }
        let length = bytes.count(1)?;
        directory.replaced = bytes.take(length)?.to_vec();
        match bytes.is_empty() {
            true => Ok(directory),
            false => Err(Damage::new("the directory is too long")),
        }
    }
}

fn known(number: u32, bound: u32) -> Result<u32, Damage> {
    if number < bound { Ok(number) } else { Err(Damage::new("a name is used that is not there")) }
}

/// Appends what a declaration covers: the byte 0 for nodes or 1 for relationships, the label or type, the keys.
pub fn put_covered(out: &mut Vec<u8>, on: Covered, keys: &[KeyId]) {
    let (tag, number) = match on {
        Covered::Nodes(label) => (0, label.0),
        Covered::Relationships(kind) => (1, kind.0),
    };
    out.push(tag);
    out.extend(number.to_le_bytes());
    put_count(out, keys.len());
    keys.iter().for_each(|key| out.extend(key.0.to_le_bytes()));
}

/// Reads what a declaration covers, where there are so many labels, types and keys.
pub fn covered(bytes: &mut Bytes<'_>, [labels, types, keys]: [u32; 3]) -> Result<(Covered, Vec<KeyId>), Damage> {
    let (tag, number) = (bytes.u8()?, bytes.u32()?);
    let on = match tag {
        0 => Covered::Nodes(LabelId(known(number, labels)?)),
        1 => Covered::Relationships(TypeId(known(number, types)?)),
        _ => return Err(Damage::new("a declaration covers something unknown")),
    };
    let count = bytes.count(4)?;
    let keys: Vec<KeyId> = (0..count).map(|_| known(bytes.u32()?, keys).map(KeyId)).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err(Damage::new("a declaration names no property")) } else { Ok((on, keys)) }
}

/// Version 1 had nodes by one property only: the label and the key.
pub fn covered_in_version_1(bytes: &mut Bytes<'_>, [labels, keys]: [u32; 2]) -> Result<(Covered, Vec<KeyId>), Damage> {
    let label = LabelId(known(bytes.u32()?, labels)?);
    Ok((Covered::Nodes(label), vec![KeyId(known(bytes.u32()?, keys)?)]))
}

fn put_columns(out: &mut Vec<u8>, columns: &[ColumnEntry]) {
    put_count(out, columns.len());
    for column in columns {
        out.extend(column.key.0.to_le_bytes());
        out.push(column.place.kind as u8);
        column.place.present.put(out);
        column.place.data.put(out);
        column.place.strings.put(out);
        out.extend(column.place.string_count.to_le_bytes());
        out.extend(column.distinct.to_le_bytes());
        column.exact.put(out);
        column.folded.put(out);
    }
}

fn columns(bytes: &mut Bytes<'_>, keys: u32) -> Result<Vec<ColumnEntry>, Damage> {
    let mut columns: Vec<ColumnEntry> = Vec::new();
    for _ in 0..bytes.count(64)? {
        let key = KeyId(known(bytes.u32()?, keys)?);
        if columns.iter().any(|column| column.key == key) {
            return Err(Damage::new("a property stands twice"));
        }
        let place = column::Place {
            kind: Kind::from_number(bytes.u8()?)?,
            present: Section::get(bytes)?,
            data: Section::get(bytes)?,
            strings: Section::get(bytes)?,
            string_count: bytes.u32()?,
        };
        let distinct = bytes.u32()?;
        let (exact, folded) = (order::Place::get(bytes)?, order::Place::get(bytes)?);
        columns.push(ColumnEntry { key, place, distinct, exact, folded });
    }
    Ok(columns)
}
