//! Numbers of the keys of a join.

use super::filter::Filter;
use super::lists::Lists;
use super::places::Places;
use crate::exec::batch::Column;
use crate::exec::group::Grouper;
use std::sync::{Arc, OnceLock};

/// A table by address may have so many places for each row that is kept.
pub(super) const PLACES_A_ROW: usize = 8;

/// The keys of the rows that are kept, each with a number.
pub(super) enum Keys {
    /// What lies near each other: the number is the place in a table of all.
    Places(Places),
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
        Keys::Any(Box::new(AnyKeys::new(Vec::new(), 0).0))
    }
}

impl Keys {
    /// The keys of so many rows, and the rows whose key has no null, each with its number; those of one number ascend.
    pub fn new(columns: Vec<Arc<Column>>, length: usize) -> (Keys, Vec<(u32, u32)>) {
        if let Some(places) = Places::new(&columns, length) {
            let numbers = places.find(&columns, length);
            return (Keys::Places(places), numbers);
        }
        if let Some((lists, numbers)) = Lists::new(&columns) {
            return (Keys::Lists(lists), numbers);
        }
        let (keys, groups) = AnyKeys::new(columns, length);
        let numbers = (0..).zip(groups).filter(|(row, _)| !is_null(&keys.columns, *row as usize)).collect();
        (Keys::Any(Box::new(keys)), numbers)
    }

    /// What was kept as it was found, by key; nothing for what is found by address, which is the same only if it is equal.
    pub fn columns(&self) -> &[Arc<Column>] {
        match self {
            Keys::Places(_) | Keys::Lists(_) => &[],
            Keys::Any(keys) => &keys.columns,
        }
    }

    /// Every number is below this.
    pub fn count(&self) -> usize {
        match self {
            Keys::Places(places) => places.count(),
            Keys::Lists(lists) => lists.count(),
            Keys::Any(keys) => keys.known.count() as usize,
        }
    }

    /// The rows whose key is kept, ascending, and its number.
    pub fn find(&self, keys: &[Arc<Column>], length: usize) -> Vec<(u32, u32)> {
        match self {
            Keys::Places(places) => places.find(keys, length),
            Keys::Lists(lists) => lists.find(keys, length),
            Keys::Any(known) => known.find(keys, length),
        }
    }
}

fn is_null(keys: &[Arc<Column>], row: usize) -> bool {
    keys.iter().any(|key| key.is_null(row))
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

    fn find(&self, keys: &[Arc<Column>], length: usize) -> Vec<(u32, u32)> {
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
        let find = |row: usize| {
            let number = known.find(keys, row).filter(|_| !is_null(keys, row))?;
            Some((row as u32, number))
        };
        match (&self.filter, known.pairs(keys)) {
            (Some(filter), Some((ones, others))) => {
                let pairs = ones.into_iter().zip(others).enumerate();
                pairs.filter_map(|(row, pair)| if filter.may_have(pair) { find(row) } else { None }).collect()
            }
            _ => (0..length).filter_map(find).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Date, NodeId, Value};

    fn nodes(nodes: &[u32]) -> Arc<Column> {
        Arc::new(Column::from_nodes(nodes.iter().map(|node| NodeId(*node)).collect()))
    }

    /// For each row the kept rows with its key.
    fn partners(keys: &Keys, build: &[Arc<Column>], probe: &[Arc<Column>]) -> Vec<Vec<u32>> {
        let kept = keys.find(build, build[0].len());
        let found = keys.find(probe, probe[0].len());
        let with = |number: u32| kept.iter().filter(|(_, kept)| *kept == number).map(|(row, _)| *row).collect();
        let numbers = (0..probe[0].len() as u32).map(|row| found.iter().find(|(known, _)| *known == row));
        numbers.map(|found| found.map_or_else(Vec::new, |(_, number)| with(*number))).collect()
    }

    #[test]
    fn keys_are_found_by_address_as_any_keys_are() {
        let column = |values: &[Value]| Arc::new(Column::from_values(values.iter().cloned()));
        let integers = |integers: &[i64]| Arc::new(Column::from_integers(integers.to_vec()));
        let days = |days: &[i64]| {
            Arc::new(Column::from_dates(days.iter().map(|day| Date::from_epoch_days(*day).unwrap()).collect()))
        };
        let mixed = [Value::Null, Value::Node(NodeId(9)), Value::Integer(7), Value::Node(NodeId(7))];
        let floats = [Value::Float(-3.0), Value::Float(0.5), Value::Float(f64::NAN), Value::Integer(i64::MIN)];
        let builds = [
            vec![nodes(&[7, 9, 7, 8]), nodes(&[100, 101, 100, 103])],
            vec![nodes(&[7, 9, 7, 8]), days(&[-2, 5, -2, 5])],
        ];
        for build in builds {
            let (near, _) = Keys::new(build.clone(), 4);
            assert!(matches!(near, Keys::Places(_)));
            let far = Keys::Any(Box::new(AnyKeys::new(build.clone(), 4).0));
            let listed = Lists::new(&build).map(|(lists, _)| Keys::Lists(lists));
            for first in [nodes(&[7, 8, 9, 6]), column(&mixed)] {
                for second in [nodes(&[100, 100, 101, 100]), days(&[-2, -2, 5, -3]), column(&mixed)] {
                    let probe = [first.clone(), second];
                    let expected = partners(&far, &build, &probe);
                    assert_eq!(partners(&near, &build, &probe), expected, "{probe:?}");
                    assert!(listed.iter().all(|listed| partners(listed, &build, &probe) == expected), "{probe:?}");
                }
            }
        }
        let absent = column(&[Value::Integer(4), Value::Null, Value::Integer(-3), Value::Integer(4)]);
        let build = [absent];
        let (near, numbers) = Keys::new(build.to_vec(), 4);
        assert!(matches!(near, Keys::Places(_)) && numbers.len() == 3);
        let far = Keys::Any(Box::new(AnyKeys::new(build.to_vec(), 4).0));
        for probe in [integers(&[4, -3, i64::MIN, i64::MAX]), column(&floats), nodes(&[4])] {
            let probe = [probe];
            assert_eq!(partners(&near, &build, &probe), partners(&far, &build, &probe));
        }
    }
}
