//! Properties of a column of nodes or relationships, straight from the columns of a graph at rest.

mod between;
mod scanned;

pub(super) use between::{relationships_between, rows_between};
pub(super) use scanned::{each_between, is_told};

use super::batch::{Column, ColumnBuilder, Data, Dictionary, Nulls, Strings};
use crate::graph::bytes::Damage;
use crate::graph::snapshot::narrow::in_width;
use crate::graph::snapshot::numbers::{Numbers, Whole};
use crate::graph::snapshot::{self, Snapshot, Values};
use crate::graph::{Graph, KeyId};
use crate::value::{Date, NodeId, RelationshipId, Value};
use std::ops::Range;

/// The property of nodes, none of which is beyond the graph; `None` where the graph is not at rest.
pub(super) fn of_nodes(graph: &Graph, nodes: &[NodeId], nulls: &Nulls, key: KeyId) -> Option<Column> {
    let snapshot = graph.snapshot()?;
    Some(gathered(snapshot, &node_pieces(snapshot, key), nodes.iter().map(|node| node.0), nulls))
}

/// The property of relationships; `None` where the graph is not at rest.
pub(super) fn of_relationships(
    graph: &Graph,
    relationships: &[RelationshipId],
    nulls: &Nulls,
    key: KeyId,
) -> Option<Column> {
    let snapshot = graph.snapshot()?;
    Some(gathered(
        snapshot,
        &relationship_pieces(snapshot, key),
        relationships.iter().map(|relationship| relationship.0),
        nulls,
    ))
}

fn node_pieces<'a>(snapshot: &'a Snapshot, key: KeyId) -> Pieces<impl Fn(u32) -> Option<&'a snapshot::Column>> {
    let column = move |node| snapshot.node_column(NodeId(node), key).map(|(column, _)| column);
    Pieces { ranges: snapshot.node_ranges().collect(), column }
}

fn relationship_pieces<'a>(snapshot: &'a Snapshot, key: KeyId) -> Pieces<impl Fn(u32) -> Option<&'a snapshot::Column>> {
    let column = move |one| snapshot.relationship_column(RelationshipId(one), key).map(|(column, _)| column);
    Pieces { ranges: snapshot.relationship_ranges().collect(), column }
}

/// The columns of a property in the graph.
struct Pieces<F> {
    /// The identifiers that each has values of, in order and without gaps.
    ranges: Vec<Range<u32>>,
    /// Reads the column of the range with that start.
    column: F,
}

impl<'a, F: Fn(u32) -> Option<&'a snapshot::Column>> Pieces<F> {
    /// The range of an identifier.
    fn range(&self, identifier: u32) -> Option<&Range<u32>> {
        let number = self.ranges.partition_point(|range| range.start <= identifier).checked_sub(1)?;
        Some(&self.ranges[number]).filter(|range| range.contains(&identifier))
    }

    fn column(&self, range: &Range<u32>) -> Option<&'a snapshot::Column> {
        (self.column)(range.start)
    }

    /// Where the values of these identifiers are, of which those in `nulls` do not count.
    fn placed(&self, identifiers: impl ExactSizeIterator<Item = u32> + Clone, nulls: &Nulls) -> Placed<'a> {
        let length = identifiers.len();
        let without_nulls = nulls.is_none();
        let widened = |(low, high): (u32, u32), one: u32| (low.min(one), high.max(one));
        // Without a way out of the loop it goes through many rows at a time.
        let ascends_by_one = |low: u32| {
            let places = identifiers.clone().enumerate();
            places.fold(true, |is_run, (place, one)| is_run & (one.wrapping_sub(low) == place as u32))
        };
        let run = identifiers.clone().next().filter(|low| without_nulls && ascends_by_one(*low));
        let (low, high) = match run {
            Some(low) => (low, low + (length - 1) as u32),
            None if without_nulls => identifiers.clone().fold((u32::MAX, 0), widened),
            None => {
                let counting = identifiers.clone().enumerate().filter(|(row, _)| !nulls.get(*row));
                counting.map(|(_, one)| one).fold((u32::MAX, 0), widened)
            }
        };
        if low > high {
            return Placed::Nothing;
        }
        let Some(range) = self.range(low).filter(|range| range.contains(&high)) else { return Placed::Many };
        let Some(column) = self.column(range) else { return Placed::Nothing };
        let start = range.start;
        let places = if run.is_some() {
            Places::Run((low - start) as usize..(high - start) as usize + 1)
        } else if without_nulls {
            Places::Listed(identifiers.map(|one| one - start).collect())
        } else {
            // What stands at the place of a null means nothing.
            let place = |(row, one)| if nulls.get(row) { 0 } else { one - start };
            Places::Listed(identifiers.enumerate().map(place).collect())
        };
        Placed::One(column, places)
    }
}

fn gathered<'a>(
    snapshot: &'a Snapshot,
    pieces: &Pieces<impl Fn(u32) -> Option<&'a snapshot::Column>>,
    identifiers: impl ExactSizeIterator<Item = u32> + Clone,
    nulls: &Nulls,
) -> Column {
    match pieces.placed(identifiers.clone(), nulls) {
        Placed::Nothing => return Column::constant(Value::Null, identifiers.len()),
        Placed::One(column, places) => {
            if let Some(column) = of_one(snapshot, column, &places, nulls) {
                return column;
            }
        }
        Placed::Many => {}
    }
    of_many(snapshot, pieces, identifiers, nulls)
}

/// Where the values of identifiers are kept.
enum Placed<'a> {
    /// Nowhere: all are null, or have no such property.
    Nothing,
    /// At these places of one column.
    One(&'a snapshot::Column, Places),
    /// In several columns.
    Many,
}

/// Rows of a column.
enum Places {
    /// One after the other.
    Run(Range<usize>),
    Listed(Vec<u32>),
}

impl Places {
    fn pick<T: Whole, U>(&self, values: &Numbers<T>, turned: impl Fn(T) -> U) -> Result<Vec<U>, Damage> {
        if !values.is_many(self.len()) {
            return self.rows().map(|row| values.get(row).map(&turned)).collect();
        }
        let all = values.all()?;
        let whole = |distance: i64| turned(T::of(all.base().wrapping_add(distance)));
        Ok(in_width!(all, kept => self.pick_distances(kept, whole)))
    }

    fn pick_distances<T: Copy + Into<i64>, U>(&self, kept: &[T], whole: impl Fn(i64) -> U) -> Vec<U> {
        self.pick_from(kept, |distance| whole(distance.into()))
    }

    fn pick_from<T: Copy, U>(&self, values: &[T], turned: impl Fn(T) -> U) -> Vec<U> {
        match self {
            Places::Run(rows) => values[rows.clone()].iter().map(|value| turned(*value)).collect(),
            Places::Listed(rows) => rows.iter().map(|row| turned(values[*row as usize])).collect(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Places::Run(rows) => rows.len(),
            Places::Listed(rows) => rows.len(),
        }
    }

    fn at(&self, place: usize) -> usize {
        match self {
            Places::Run(rows) => rows.start + place,
            Places::Listed(rows) => rows[place] as usize,
        }
    }

    fn rows(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        match self {
            Places::Run(rows) => Box::new(rows.clone()),
            Places::Listed(rows) => Box::new(rows.iter().map(|row| *row as usize)),
        }
    }
}

/// The values of one column of the graph, of which those in `nulls` do not count; `None` where they are of mixed types.
fn of_one(snapshot: &Snapshot, column: &snapshot::Column, places: &Places, nulls: &Nulls) -> Option<Column> {
    let data = match &column.values {
        Values::Booleans(values) => Data::Booleans(places.rows().map(|row| values.get(row)).collect()),
        Values::Integers(values) => Data::Integers(snapshot.sound(places.pick(values, |value| value))?),
        Values::Floats(values) => Data::Floats(places.pick_from(values, |value| value)),
        Values::Dates(days) => Data::Dates(snapshot.sound(places.pick(days, Date::from_near_days))?),
        Values::Dictionary { codes, strings } => {
            let codes = snapshot.sound(places.pick(codes, |code| code))?;
            Data::Codes { codes, words: Dictionary::new(strings.clone()) }
        }
        Values::Text(text) => Data::Strings(texts(snapshot, text, places)?),
        Values::Mixed(_) => return None,
    };
    let nulls = match (&column.present, places) {
        (None, _) => nulls.clone(),
        // Nothing in a run is null already.
        (Some(present), Places::Run(rows)) => {
            let words = present.words_from(rows.start).take(rows.len().div_ceil(64));
            Nulls::of_absent(words, rows.len())
        }
        (Some(present), Places::Listed(rows)) => {
            let mut nulls = nulls.clone();
            let absent = rows.iter().enumerate().filter(|(_, place)| !present.get(**place as usize));
            absent.for_each(|(row, _)| nulls.set(row));
            nulls
        }
    };
    Some(Column::new(data, nulls))
}

/// The texts at these places; `None` where some cannot be read.
fn texts(snapshot: &Snapshot, text: &snapshot::text::Text, places: &Places) -> Option<Strings> {
    let mut strings = Strings::with_capacity(places.len());
    let mut fits = true;
    match places {
        Places::Run(rows) => snapshot.sound(text.each_run(snapshot.source(), rows.clone(), |run, ends| {
            fits &= strings.fits(run);
            if fits {
                strings.extend(run, ends);
            }
        }))?,
        Places::Listed(rows) => {
            for row in rows {
                let text = snapshot.sound(text.text(snapshot.source(), *row as usize))?;
                fits &= strings.fits(text);
                if fits {
                    strings.push(text);
                }
            }
        }
    }
    fits.then_some(strings)
}

/// The values of several columns of the graph, or of one of mixed types.
fn of_many<'a>(
    snapshot: &'a Snapshot,
    pieces: &Pieces<impl Fn(u32) -> Option<&'a snapshot::Column>>,
    identifiers: impl ExactSizeIterator<Item = u32>,
    nulls: &Nulls,
) -> Column {
    let mut builder = ColumnBuilder::with_capacity(identifiers.len());
    let mut current = (&(0..0), None);
    for (row, number) in identifiers.enumerate() {
        if nulls.get(row) {
            builder.push_nulls(1);
            continue;
        }
        if !current.0.contains(&number) {
            current = pieces.range(number).map_or((&(0..0), None), |range| (range, pieces.column(range)));
        }
        match current {
            (range, Some(column)) => push(&mut builder, snapshot, column, (number - range.start) as usize),
            _ => builder.push_nulls(1),
        }
    }
    builder.finish()
}

fn push(builder: &mut ColumnBuilder, snapshot: &Snapshot, column: &snapshot::Column, row: usize) {
    if column.is_present(row) && snapshot.sound(push_value(builder, snapshot, column, row)).is_some() {
        return;
    }
    builder.push_nulls(1);
}

/// Adds the value of the row, which has one; nothing where it cannot be read.
fn push_value(
    builder: &mut ColumnBuilder,
    snapshot: &Snapshot,
    column: &snapshot::Column,
    row: usize,
) -> Result<(), Damage> {
    match &column.values {
        Values::Booleans(values) => builder.push_boolean(values.get(row)),
        Values::Integers(values) => builder.push_integer(values.get(row)?),
        Values::Floats(values) => builder.push_float(values[row]),
        Values::Dates(days) => builder.push_date(Date::from_near_days(days.get(row)?)),
        Values::Text(text) => builder.push_text(text.text(snapshot.source(), row)?),
        Values::Dictionary { codes, strings } => match strings.get(codes.get(row)? as usize) {
            Some(text) => builder.push_text(text),
            None => builder.push_nulls(1),
        },
        Values::Mixed(_) => builder.push(column.value(snapshot.source(), row)?),
    }
    Ok(())
}
