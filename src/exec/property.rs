//! Properties of a column of nodes or relationships, straight from the columns of a graph at rest.

use super::batch::{Column, ColumnBuilder, Data, Dictionary, Nulls};
use crate::graph::snapshot::{self, Snapshot, Values};
use crate::graph::{Graph, GraphRead, KeyId};
use crate::value::{Date, NodeId, RelationshipId};
use std::ops::Range;
use std::sync::Arc;

/// Up to so many different strings a column is kept by code, if there are rows enough to pay for it.
const DICTIONARY: usize = 4096;

/// The property of nodes, none of which is beyond the graph; `None` where the graph is not at rest.
pub(super) fn of_nodes(graph: &Graph, nodes: &[NodeId], nulls: &Nulls, key: KeyId) -> Option<Column> {
    let snapshot = graph.snapshot()?;
    let groups: Vec<snapshot::NodeColumn<'_>> = snapshot.node_columns(None, key).collect();
    let pieces = groups
        .iter()
        .map(|group| Piece { range: group.first.0..group.first.0 + group.rows as u32, column: group.column });
    let find = |node: u32| {
        let after = groups.partition_point(|group| group.first.0 <= node);
        groups[..after].iter().rposition(|group| group.rows > 0).unwrap_or(0)
    };
    let pieces: Vec<Piece<'_>> = pieces.collect();
    Some(gathered(snapshot, &pieces, nodes.len(), nulls, |row| nodes[row].0, find))
}

/// The property of relationships; `None` where the graph is not at rest.
pub(super) fn of_relationships(
    graph: &Graph,
    relationships: &[RelationshipId],
    nulls: &Nulls,
    key: KeyId,
) -> Option<Column> {
    let snapshot = graph.snapshot()?;
    let pieces: Vec<Piece<'_>> = graph
        .symbols()
        .types()
        .map(|(kind, _)| Piece { range: snapshot.type_range(kind), column: snapshot.relationship_column(kind, key) })
        .collect();
    let find = |relationship: u32| pieces.iter().position(|piece| piece.range.contains(&relationship)).unwrap_or(0);
    Some(gathered(snapshot, &pieces, relationships.len(), nulls, |row| relationships[row].0, find))
}

/// A column of the graph and the identifiers whose values it has.
struct Piece<'a> {
    range: Range<u32>,
    column: Option<&'a snapshot::Column>,
}

fn gathered(
    snapshot: &Snapshot,
    pieces: &[Piece<'_>],
    length: usize,
    nulls: &Nulls,
    identifier: impl Fn(usize) -> u32,
    find: impl Fn(u32) -> usize,
) -> Column {
    let Some(first) = (0..length).find(|row| !nulls.get(*row)).map(|row| find(identifier(row))) else {
        return Column::constant(crate::value::Value::Null, length);
    };
    let without_nulls = nulls.is_none();
    if let Some(piece) = pieces.get(first)
        && let Some(column) = piece.column
        && without_nulls
        && (0..length).all(|row| piece.range.contains(&identifier(row)))
    {
        let place = |row: usize| (identifier(row) - piece.range.start) as usize;
        let mut absent = Nulls::none();
        if let Some(present) = &column.present {
            (0..length).filter(|row| !present.get(place(*row))).for_each(|row| absent.set(row));
        }
        match &column.values {
            Values::Integers(values) => {
                let integers = (0..length).map(|row| values[place(row)]).collect();
                return Column::new(Data::Integers(integers), absent);
            }
            Values::Floats(values) => {
                return Column::new(Data::Floats((0..length).map(|row| values[place(row)]).collect()), absent);
            }
            Values::Dates(days) => {
                let date = |row| Date::from_epoch_days(i64::from(days[place(row)])).unwrap_or(Date::EPOCH);
                return Column::new(Data::Dates((0..length).map(date).collect()), absent);
            }
            Values::Dictionary { codes, strings }
                if column.present.is_none() && strings.len() <= DICTIONARY && length * 4 > strings.len() =>
            {
                let codes = (0..length).map(|row| codes[place(row)]).collect();
                let words = Arc::new(Dictionary::new(strings.clone()));
                return Column::new(Data::Codes { codes, words }, Nulls::none());
            }
            _ => {}
        }
    }
    let mut builder = ColumnBuilder::with_capacity(length);
    let mut current = first;
    for row in 0..length {
        if !without_nulls && nulls.get(row) {
            builder.push_nulls(1);
            continue;
        }
        let number = identifier(row);
        if !pieces.get(current).is_some_and(|piece| piece.range.contains(&number)) {
            current = find(number);
        }
        match pieces.get(current).filter(|piece| piece.range.contains(&number)) {
            Some(Piece { range, column: Some(column) }) => {
                push(&mut builder, snapshot, column, (number - range.start) as usize)
            }
            _ => builder.push_nulls(1),
        }
    }
    builder.finish()
}

fn push(builder: &mut ColumnBuilder, snapshot: &Snapshot, column: &snapshot::Column, row: usize) {
    if !column.is_present(row) {
        return builder.push_nulls(1);
    }
    match &column.values {
        Values::Booleans(values) => builder.push_boolean(values.get(row)),
        Values::Integers(values) => builder.push_integer(values[row]),
        Values::Floats(values) => builder.push_float(values[row]),
        Values::Dates(days) => match Date::from_epoch_days(i64::from(days[row])) {
            Some(date) => builder.push_date(date),
            None => builder.push_nulls(1),
        },
        Values::Dictionary { codes, strings } => match strings.get(codes[row] as usize) {
            Some(text) => builder.push_text(text),
            None => builder.push_nulls(1),
        },
        Values::Text(text) => {
            let read = text.get(snapshot.source(), row).and_then(snapshot::column::utf8);
            match snapshot.sound(read) {
                Some(text) => builder.push_text(text),
                None => builder.push_nulls(1),
            }
        }
        Values::Mixed(_) => match snapshot.sound(column.value(snapshot.source(), row)) {
            Some(value) => builder.push(value),
            None => builder.push_nulls(1),
        },
    }
}
