//! One commit as bytes: the names that are new with it, then its changes.

use crate::graph::bytes::{Bytes, Damage, put_count, put_text};
use crate::graph::codec::{put_value, value};
use crate::graph::snapshot::directory::{covered, covered_in_version_1, put_covered};
use crate::graph::{Change, Constraint, Demand, Index, KeyId, LabelId, Symbols, TypeId};
use crate::value::{NodeId, RelationshipId, Value};

const CREATE_NODE: u8 = 1;
const CREATE_RELATIONSHIP: u8 = 2;
const DELETE_NODE: u8 = 3;
const DELETE_RELATIONSHIP: u8 = 4;
const SET_NODE_PROPERTY: u8 = 5;
const SET_RELATIONSHIP_PROPERTY: u8 = 6;
const ADD_LABEL: u8 = 7;
const REMOVE_LABEL: u8 = 8;
const CREATE_NODE_INDEX: u8 = 9;
const DROP_INDEX: u8 = 10;
const CREATE_NODE_CONSTRAINT: u8 = 11;
const DROP_CONSTRAINT: u8 = 12;
const CREATE_INDEX: u8 = 13;
const CREATE_CONSTRAINT: u8 = 14;

/// How many names of each kind are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    labels: usize,
    types: usize,
    keys: usize,
}

impl Known {
    /// All names there are now.
    pub fn of(symbols: &Symbols) -> Known {
        Known { labels: symbols.labels().count(), types: symbols.types().count(), keys: symbols.keys().count() }
    }
}

/// A commit: the names beyond those known, and the changes.
pub fn encode<'a>(symbols: &Symbols, known: Known, changes: impl ExactSizeIterator<Item = &'a Change>) -> Vec<u8> {
    let mut out = Vec::new();
    let names: [Vec<&str>; 3] = [
        symbols.labels().skip(known.labels).map(|(_, name)| name).collect(),
        symbols.types().skip(known.types).map(|(_, name)| name).collect(),
        symbols.keys().skip(known.keys).map(|(_, name)| name).collect(),
    ];
    for names in names {
        put_count(&mut out, names.len());
        names.iter().for_each(|name| put_text(&mut out, name));
    }
    put_count(&mut out, changes.len());
    changes.for_each(|change| put_change(&mut out, change));
    out
}

fn put_change(out: &mut Vec<u8>, change: &Change) {
    let mut numbers = |tag: u8, numbers: &[u32]| {
        out.push(tag);
        numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
    };
    match change {
        Change::CreateNode { node, labels, properties } => {
            numbers(CREATE_NODE, &[node.0, labels.len() as u32]);
            labels.iter().for_each(|label| out.extend(label.0.to_le_bytes()));
            put_properties(out, properties);
        }
        Change::CreateRelationship { relationship, kind, start, end, properties } => {
            numbers(CREATE_RELATIONSHIP, &[relationship.0, kind.0, start.0, end.0]);
            put_properties(out, properties);
        }
        Change::DeleteNode(node) => numbers(DELETE_NODE, &[node.0]),
        Change::DeleteRelationship(relationship) => numbers(DELETE_RELATIONSHIP, &[relationship.0]),
        Change::SetNodeProperty(node, key, value) => {
            numbers(SET_NODE_PROPERTY, &[node.0, key.0]);
            put_value(out, value);
        }
        Change::SetRelationshipProperty(relationship, key, value) => {
            numbers(SET_RELATIONSHIP_PROPERTY, &[relationship.0, key.0]);
            put_value(out, value);
        }
        Change::AddLabel(node, label) => numbers(ADD_LABEL, &[node.0, label.0]),
        Change::RemoveLabel(node, label) => numbers(REMOVE_LABEL, &[node.0, label.0]),
        Change::CreateIndex(Index { name, on, keys }) => {
            out.push(CREATE_INDEX);
            put_covered(out, *on, keys);
            put_text(out, name);
        }
        Change::DropIndex(name) => {
            numbers(DROP_INDEX, &[]);
            put_text(out, name);
        }
        Change::CreateConstraint(Constraint { name, on, keys, demand }) => {
            out.push(CREATE_CONSTRAINT);
            put_covered(out, *on, keys);
            out.push(demand.number());
            put_text(out, name);
        }
        Change::DropConstraint(name) => {
            numbers(DROP_CONSTRAINT, &[]);
            put_text(out, name);
        }
    }
}

fn put_properties(out: &mut Vec<u8>, properties: &[(KeyId, Value)]) {
    put_count(out, properties.len());
    for (key, value) in properties {
        out.extend(key.0.to_le_bytes());
        put_value(out, value);
    }
}

/// Reads a commit: gives its names their numbers and returns its changes.
pub fn decode(bytes: &[u8], symbols: &mut Symbols) -> Result<Vec<Change>, Damage> {
    let bytes = &mut Bytes::new(bytes);
    for space in 0..3 {
        for _ in 0..bytes.count(4)? {
            let (before, name) = (Known::of(symbols), bytes.text()?);
            match space {
                0 => drop(symbols.label(name)),
                1 => drop(symbols.relationship_type(name)),
                _ => drop(symbols.key(name)),
            }
            if Known::of(symbols) == before {
                return Err(Damage::new("a name stands twice"));
            }
        }
    }
    let known = Known::of(symbols);
    let count = bytes.count(2)?;
    let changes: Vec<Change> = (0..count).map(|_| change(bytes, known)).collect::<Result<_, _>>()?;
    if bytes.is_empty() { Ok(changes) } else { Err(Damage::new("a commit is too long")) }
}

fn change(bytes: &mut Bytes<'_>, known: Known) -> Result<Change, Damage> {
    let tag = bytes.u8()?;
    let bounded = |number: u32, bound: usize| match (number as usize) < bound {
        true => Ok(number),
        false => Err(Damage::new("a name is used that is not there")),
    };
    let label = |bytes: &mut Bytes<'_>| bounded(bytes.u32()?, known.labels).map(LabelId);
    let key = |bytes: &mut Bytes<'_>| bounded(bytes.u32()?, known.keys).map(KeyId);
    let properties = |bytes: &mut Bytes<'_>| {
        let count = bytes.count(5)?;
        (0..count).map(|_| Ok((key(bytes)?, value(bytes)?))).collect::<Result<Vec<_>, Damage>>()
    };
    let demand = |number| Demand::from_number(number).ok_or(Damage::new("a constraint has an unknown demand"));
    let names = [known.labels, known.types, known.keys].map(|count| count as u32);
    Ok(match tag {
        CREATE_NODE => {
            let node = NodeId(bytes.u32()?);
            let count = bytes.count(4)?;
            let labels = (0..count).map(|_| label(bytes)).collect::<Result<_, _>>()?;
            Change::CreateNode { node, labels, properties: properties(bytes)? }
        }
        CREATE_RELATIONSHIP => Change::CreateRelationship {
            relationship: RelationshipId(bytes.u32()?),
            kind: TypeId(bounded(bytes.u32()?, known.types)?),
            start: NodeId(bytes.u32()?),
            end: NodeId(bytes.u32()?),
            properties: properties(bytes)?,
        },
        DELETE_NODE => Change::DeleteNode(NodeId(bytes.u32()?)),
        DELETE_RELATIONSHIP => Change::DeleteRelationship(RelationshipId(bytes.u32()?)),
        SET_NODE_PROPERTY => Change::SetNodeProperty(NodeId(bytes.u32()?), key(bytes)?, value(bytes)?),
        SET_RELATIONSHIP_PROPERTY => {
            Change::SetRelationshipProperty(RelationshipId(bytes.u32()?), key(bytes)?, value(bytes)?)
        }
        ADD_LABEL => Change::AddLabel(NodeId(bytes.u32()?), label(bytes)?),
        REMOVE_LABEL => Change::RemoveLabel(NodeId(bytes.u32()?), label(bytes)?),
        // Version 1 wrote declarations so.
        CREATE_NODE_INDEX => {
            let (on, keys) = covered_in_version_1(bytes, [names[0], names[2]])?;
            Change::CreateIndex(Index { name: bytes.text()?.into(), on, keys })
        }
        CREATE_NODE_CONSTRAINT => {
            let (on, keys) = covered_in_version_1(bytes, [names[0], names[2]])?;
            let demand = demand(u8::try_from(bytes.u32()?).unwrap_or(0))?;
            Change::CreateConstraint(Constraint { name: bytes.text()?.into(), on, keys, demand })
        }
        CREATE_INDEX => {
            let (on, keys) = covered(bytes, names)?;
            Change::CreateIndex(Index { name: bytes.text()?.into(), on, keys })
        }
        DROP_INDEX => Change::DropIndex(bytes.text()?.into()),
        CREATE_CONSTRAINT => {
            let (on, keys) = covered(bytes, names)?;
            let demand = demand(bytes.u8()?)?;
            Change::CreateConstraint(Constraint { name: bytes.text()?.into(), on, keys, demand })
        }
        DROP_CONSTRAINT => Change::DropConstraint(bytes.text()?.into()),
        _ => return Err(Damage::new("a change has an unknown kind")),
    })
}
