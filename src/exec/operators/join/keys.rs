//! Numbers of the keys of a join.

use super::filter::Filter;
use super::lists::{Lists, nodes};
use crate::exec::batch::Column;
use crate::exec::group::Grouper;
use crate::value::NodeId;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A table of all pairs of nodes may have so many places, or so many for each row.
const PLACES: usize = 1 << 16;
pub(super) const PLACES_A_ROW: usize = 4;

/// The keys of the rows that are kept, each with a number.
pub(super) enum Keys {
    /// Two nodes each with identifiers that lie near each other: the number is the place in a table of all pairs.
    Pairs([Range<u32>; 2]),
    /// Two nodes, of which one has identifiers that lie near each other: the number is the place in its list.
    Lists(Lists),
    /// Anything.
    Any(Box<AnyKeys>),
}

/// So many keys of two words lie so far apart that bits for them are asked first.
const MANY: usize = if cfg!(test) { 2 } else { 1 << 14 };

/// Keys by hash.
pub(super) struct AnyKeys {
    known: Grouper,
    /// What is asked first, where the keys are pairs of words.
    filter: Option<Filter>,
    /// The same numbers for keys of all types, made when those of another type are sought.
    general: OnceLock<Grouper>,
    columns: Vec<Arc<Column>>,
    length: usize,
}

impl Default for Keys {
    fn default() -> Self {
        Keys::Pairs([0..0, 0..0])
    }
}

fn is_null(keys: &[Arc<Column>], row: usize) -> bool {
    keys.iter().any(|key| key.is_null(row))
}

impl Keys {
    /// The keys of so many rows, and the number of each; none for a key with a null.
    pub fn new(columns: Vec<Arc<Column>>, length: usize) -> (Keys, Vec<Option<u32>>) {
        let keys = match pairs(&columns, length).map(Keys::Pairs).or_else(|| Lists::new(&columns).map(Keys::Lists)) {
            Some(keys) => keys,
            None => {
                let (keys, groups) = AnyKeys::new(columns, length);
                let numbers = groups.into_iter().enumerate();
                let numbers = numbers.map(|(row, group)| (!is_null(&keys.columns, row)).then_some(group)).collect();
                return (Keys::Any(Box::new(keys)), numbers);
            }
        };
        let numbers = keys.find(&columns, length);
        (keys, numbers)
    }

    /// What was kept as it was found, by key; nothing for nodes, which are what they are.
    pub fn columns(&self) -> &[Arc<Column>] {
        match self {
            Keys::Pairs(_) | Keys::Lists(_) => &[],
            Keys::Any(keys) => &keys.columns,
        }
    }

    /// Every number is below this.
    pub fn count(&self) -> usize {
        match self {
            Keys::Pairs(ranges) => ranges.iter().map(Range::len).product(),
            Keys::Lists(lists) => lists.count(),
            Keys::Any(keys) => keys.known.count() as usize,
        }
    }

    /// The number of each row's key, where there is one.
    pub fn find(&self, keys: &[Arc<Column>], length: usize) -> Vec<Option<u32>> {
        match self {
            Keys::Pairs([first, second]) => {
                let place = |one: Option<NodeId>, other: Option<NodeId>| {
                    let (one, other) = (one?.0, other?.0);
                    let is_known = first.contains(&one) && second.contains(&other);
                    is_known.then(|| (one - first.start) * second.len() as u32 + other - second.start)
                };
                match (nodes(&keys[0]), nodes(&keys[1])) {
                    (Some(ones), Some(others)) => {
                        ones.iter().zip(others).map(|(one, other)| place(Some(*one), Some(*other))).collect()
                    }
                    _ => (0..length).map(|row| place(keys[0].node(row), keys[1].node(row))).collect(),
                }
            }
            Keys::Lists(lists) => lists.find(keys, length),
            Keys::Any(known) => known.find(keys, length),
        }
    }
}

impl AnyKeys {
    /// The keys of so many rows, and the number of each.
    fn new(columns: Vec<Arc<Column>>, length: usize) -> (Self, Vec<u32>) {
        let mut known = Grouper::new();
        let groups = known.groups(&columns, length);
        let pairs = known.pairs(&columns).filter(|_| length >= MANY);
        let filter = pairs.map(|(ones, others)| Filter::new(ones.into_iter().zip(others)));
        (Self { known, filter, general: OnceLock::new(), columns, length }, groups)
    }

    fn find(&self, keys: &[Arc<Column>], length: usize) -> Vec<Option<u32>> {
        let known = match length == 0 || keys.is_empty() || self.known.knows(keys) {
            true => &self.known,
            false => self.general.get_or_init(|| {
                // Numbers are given in the order in which keys first appear, whatever they are.
                let mut general = Grouper::new();
                general.generalise();
                general.groups(&self.columns, self.length);
                general
            }),
        };
        let find = |row: usize| known.find(keys, row).filter(|_| !is_null(keys, row));
        match (&self.filter, known.pairs(keys)) {
            (Some(filter), Some((ones, others))) => {
                let pairs = ones.into_iter().zip(others).enumerate();
                pairs.map(|(row, pair)| if filter.may_have(pair) { find(row) } else { None }).collect()
            }
            _ => (0..length).map(find).collect(),
        }
    }
}

/// Where the identifiers of both keys lie, if they are nodes of which a table of all pairs is small.
fn pairs(columns: &[Arc<Column>], length: usize) -> Option<[Range<u32>; 2]> {
    let [first, second] = columns else { return None };
    let range = |column: &Column| {
        let (least, most) = (nodes(column)?.iter().min()?.0, nodes(column)?.iter().max()?.0);
        Some(least..most.checked_add(1)?)
    };
    let ranges = [range(first)?, range(second)?];
    let places = ranges[0].len().checked_mul(ranges[1].len())?;
    (places <= PLACES.max(PLACES_A_ROW * length)).then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    #[test]
    fn pairs_are_found_by_place_as_by_any_key() {
        let column = |nodes: &[u32]| Arc::new(Column::from_nodes(nodes.iter().map(|node| NodeId(*node)).collect()));
        let build = vec![column(&[7, 9, 7, 8]), column(&[100, 101, 100, 103])];
        let (near, numbers) = Keys::new(build.clone(), 4);
        assert!(matches!(near, Keys::Pairs(_)) && numbers[0] == numbers[2] && numbers[0] != numbers[1]);
        let mixed =
            Column::from_values([Value::Null, Value::Node(NodeId(9)), Value::Integer(7), Value::Node(NodeId(7))]);
        let probes = [
            vec![column(&[7, 8, 9, 6]), column(&[100, 100, 101, 100])],
            vec![Arc::new(mixed), column(&[100, 101, 100, 100])],
        ];
        let far = Keys::Any(Box::new(AnyKeys::new(build.clone(), 4).0));
        let rows_of = |keys: &Keys, number: Option<u32>| -> Vec<usize> {
            let all = keys.find(&build, 4);
            (0..4).filter(|row| number.is_some() && all[*row] == number).collect()
        };
        let lists = Keys::Lists(Lists::new(&build).unwrap());
        for probe in probes {
            let (by_place, by_any, listed) = (near.find(&probe, 4), far.find(&probe, 4), lists.find(&probe, 4));
            for row in 0..4 {
                assert_eq!(rows_of(&near, by_place[row]), rows_of(&far, by_any[row]), "{row}");
                assert_eq!(rows_of(&lists, listed[row]), rows_of(&far, by_any[row]), "{row}");
            }
        }
    }
}
