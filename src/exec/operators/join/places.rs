//! Keys by address: where the nodes, days or integers of each column lie near each other, a key is a place in a table of all.

use super::keys::PLACES_A_ROW;
use crate::exec::batch::{Column, Data};
use crate::value::order::equivalent;
use crate::value::{NodeId, Value};
use std::sync::Arc;

/// A table may have so many places, or so many for each row.
const PLACES: usize = 1 << 16;

/// The place of a key that is not there.
const NOWHERE: u32 = u32::MAX;

/// What each column of the keys holds.
pub(super) struct Places(Vec<Near>);

/// Numbers from one on.
struct Near {
    kind: Kind,
    first: i64,
    length: u32,
}

#[derive(Clone, Copy)]
enum Kind {
    Nodes,
    Days,
    Integers,
}

impl Kind {
    /// The number of a value of this kind, or of one that is the same.
    fn number(self, value: &Value) -> Option<i64> {
        match (self, value) {
            (Kind::Nodes, Value::Node(NodeId(node))) => Some(i64::from(*node)),
            (Kind::Days, Value::Date(date)) => Some(date.epoch_days()),
            (Kind::Integers, Value::Integer(integer)) => Some(*integer),
            (Kind::Integers, Value::Float(float)) => {
                let integer = *float as i64;
                equivalent(value, &Value::Integer(integer)).then_some(integer)
            }
            _ => None,
        }
    }
}

impl Near {
    /// What a column holds, if it is of one of the kinds.
    fn of(column: &Column) -> Option<Self> {
        let (kind, range) = match column.data() {
            Data::Nodes(nodes) => (Kind::Nodes, range(column, nodes.iter().map(|node| node.0.into()))),
            Data::Dates(days) => (Kind::Days, range(column, days.iter().map(|date| date.epoch_days()))),
            Data::Integers(integers) => (Kind::Integers, range(column, integers.iter().copied())),
            _ => return None,
        };
        let Some((first, last)) = range else { return Some(Self { kind, first: 0, length: 0 }) };
        let length = u32::try_from(last.abs_diff(first)).ok()?.checked_add(1)?;
        Some(Self { kind, first, length })
    }

    /// Goes on from the place of each row in a table of the columns before to that in one with this column.
    fn go_on(&self, places: &mut [u32], column: &Column) {
        match (self.kind, column.data()) {
            (Kind::Nodes, Data::Nodes(nodes)) => self.by(places, nodes.iter().map(|node| node.0.into())),
            (Kind::Days, Data::Dates(days)) => self.by(places, days.iter().map(|date| date.epoch_days())),
            (Kind::Integers, Data::Integers(integers)) => self.by(places, integers.iter().copied()),
            _ => {
                for (place, value) in places.iter_mut().zip(column.values()) {
                    match self.kind.number(&value) {
                        Some(number) => self.by(std::slice::from_mut(place), std::iter::once(number)),
                        None => *place = NOWHERE,
                    }
                }
            }
        }
        if !column.nulls().is_none() {
            let rows = places.iter_mut().enumerate().filter(|(row, _)| column.is_null(*row));
            rows.for_each(|(_, place)| *place = NOWHERE);
        }
    }

    fn by(&self, places: &mut [u32], numbers: impl Iterator<Item = i64>) {
        for (place, number) in places.iter_mut().zip(numbers) {
            let at = number.wrapping_sub(self.first) as u64;
            let is_there = at < u64::from(self.length) && *place != NOWHERE;
            *place = if is_there { *place * self.length + at as u32 } else { NOWHERE };
        }
    }
}

/// The least and the greatest of the numbers of a column, those of nulls left out.
fn range(column: &Column, numbers: impl Iterator<Item = i64>) -> Option<(i64, i64)> {
    let widened = |range: Option<(i64, i64)>, number: i64| {
        Some(range.map_or((number, number), |(low, high)| (low.min(number), high.max(number))))
    };
    match column.nulls().is_none() {
        true => numbers.fold(None, widened),
        false => {
            numbers.enumerate().filter(|(row, _)| !column.is_null(*row)).map(|(_, number)| number).fold(None, widened)
        }
    }
}

impl Places {
    /// The places of so many keys; `None` where the table would be too large.
    pub fn new(columns: &[Arc<Column>], length: usize) -> Option<Self> {
        let near: Vec<Near> = columns.iter().map(|column| Near::of(column)).collect::<Option<_>>()?;
        let count = near.iter().try_fold(1usize, |count, near| count.checked_mul(near.length as usize))?;
        (count <= PLACES.max(PLACES_A_ROW * length) && count < NOWHERE as usize).then_some(Self(near))
    }

    /// How many places there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|near| near.length as usize).product()
    }

    /// The rows with a key that has a place, and the place.
    pub fn find(&self, keys: &[Arc<Column>], length: usize) -> Vec<(u32, u32)> {
        let mut places = vec![0; length];
        self.0.iter().zip(keys).for_each(|(near, key)| near.go_on(&mut places, key));
        let (mut found, mut count) = (vec![(0, 0); length], 0);
        for (row, place) in places.into_iter().enumerate() {
            // Written in any case and kept if it is one: no branch that is hard to foresee.
            found[count] = (row as u32, place);
            count += usize::from(place != NOWHERE);
        }
        found.truncate(count);
        found
    }
}
