//! Indexes of what a live graph holds, kept up with every change: by value, in the global order of values.
//!
//! There is one for each label and key in [`ALWAYS_INDEXED`], made with the first node that needs it, and one for each
//! declaration, of nodes or relationships, by one key or several.

use super::Properties;
use crate::graph::snapshot::build::ALWAYS_INDEXED;
use crate::graph::{Covered, KeyId, Lookup, Symbols};
use crate::value::{Value, order};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Bound;

/// The keys of an index, in the order in which they sort.
pub type Keys = SmallVec<[KeyId; 1]>;

/// The values of these keys, and the number of the node or relationship that has them.
#[derive(Clone, Debug)]
struct Entry {
    values: SmallVec<[Value; 1]>,
    number: u32,
}

impl Ord for Entry {
    fn cmp(&self, other: &Entry) -> Ordering {
        let mut pairs = self.values.iter().zip(&other.values);
        let by_value = pairs.find_map(|(a, b)| Some(order::order(a, b)).filter(|order| order.is_ne()));
        by_value.unwrap_or(Ordering::Equal).then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Entry) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Entry {}

/// All indexes of a live graph.
#[derive(Clone, Debug, Default)]
pub struct Indexes {
    by_entities: FxHashMap<Covered, Vec<(Keys, BTreeSet<Entry>)>>,
}

impl Indexes {
    /// Whether there is an index by exactly these keys.
    pub fn has(&self, on: Covered, keys: &[KeyId]) -> bool {
        self.of(on, keys).is_some()
    }

    /// Makes an empty index; what it covers is for the caller to add.
    pub fn declare(&mut self, on: Covered, keys: &[KeyId]) {
        if !self.has(on, keys) {
            self.by_entities.entry(on).or_default().push((keys.into(), BTreeSet::new()));
        }
    }

    /// Gives up every index for which `keep` does not speak.
    pub fn retain(&mut self, keep: impl Fn(Covered, &[KeyId]) -> bool) {
        for (on, indexes) in &mut self.by_entities {
            indexes.retain(|(keys, _)| keep(*on, keys));
        }
    }

    /// Adds the indexes of another, none of which is here.
    pub fn append(&mut self, other: Indexes) {
        for (on, mut indexes) in other.by_entities {
            self.by_entities.entry(on).or_default().append(&mut indexes);
        }
    }

    /// Makes the indexes that nodes with these properties have undeclared.
    pub fn expect(&mut self, on: Covered, properties: &Properties, symbols: &Symbols) {
        for (key, _) in properties {
            if is_always_indexed(*key, symbols) {
                self.declare(on, &[*key]);
            }
        }
    }

    /// Adds a node or relationship; to those indexes only that have `key` where one is given.
    pub fn add(&mut self, on: Covered, number: u32, properties: &Properties, key: Option<KeyId>) {
        self.each(on, number, properties, key, |index, entry| {
            index.insert(entry);
        });
    }

    /// Takes it away again; the properties are those with which it was added.
    pub fn remove(&mut self, on: Covered, number: u32, properties: &Properties, key: Option<KeyId>) {
        self.each(on, number, properties, key, |index, entry| {
            index.remove(&entry);
        });
    }

    fn each(
        &mut self,
        on: Covered,
        number: u32,
        properties: &Properties,
        key: Option<KeyId>,
        change: impl Fn(&mut BTreeSet<Entry>, Entry),
    ) {
        for (keys, index) in self.by_entities.get_mut(&on).into_iter().flatten() {
            if key.is_none_or(|key| keys.contains(&key)) {
                let values = keys.iter().map(|key| super::get(properties, *key)).collect::<SmallVec<[Value; 1]>>();
                if !values.iter().any(Value::is_null) {
                    change(index, Entry { values, number });
                }
            }
        }
    }

    /// The numbers of those whose property is what is sought, by value and then by number; `None` where there is no
    /// index that can tell.
    pub fn find(&self, on: Covered, key: KeyId, lookup: &Lookup<'_>) -> Option<Vec<u32>> {
        let index = self.of(on, &[key])?;
        let first = |value: &Value, number| Entry { values: SmallVec::from_elem(value.clone(), 1), number };
        let (low, high) = match lookup {
            Lookup::Equal(value) => (Bound::Included(first(value, 0)), Bound::Included(first(value, u32::MAX))),
            Lookup::Between(low, high) => (
                match low {
                    Bound::Included(value) | Bound::Excluded(value) => Bound::Included(first(value, 0)),
                    Bound::Unbounded => Bound::Unbounded,
                },
                match high {
                    Bound::Included(value) | Bound::Excluded(value) => Bound::Included(first(value, u32::MAX)),
                    Bound::Unbounded => Bound::Unbounded,
                },
            ),
            Lookup::Prefix(prefix) => {
                let from = index.range(first(&Value::from(*prefix), 0)..);
                let fitting = from.take_while(|entry| entry.values.iter().all(|value| lookup.fits(value)));
                return Some(fitting.map(|entry| entry.number).collect());
            }
            Lookup::Folded(_) => return None,
        };
        if let (Bound::Included(low), Bound::Included(high)) = (&low, &high)
            && low > high
        {
            return Some(Vec::new());
        }
        // Cypher compares less than the global order does: NaN, and values of other types, are left out here.
        let within = index.range((low, high)).filter(|entry| entry.values.iter().all(|value| lookup.fits(value)));
        Some(within.map(|entry| entry.number).collect())
    }

    /// The numbers of those that have these values, as Cypher's `=` has it; `None` where there is no index by the keys.
    pub fn find_equal(&self, on: Covered, keys: &[KeyId], values: &[Value]) -> Option<Vec<u32>> {
        let index = self.of(on, keys)?;
        let bound = |number| Entry { values: values.into(), number };
        let fits =
            |entry: &&Entry| entry.values.iter().zip(values).all(|(value, sought)| Lookup::Equal(sought).fits(value));
        Some(index.range(bound(0)..=bound(u32::MAX)).filter(fits).map(|entry| entry.number).collect())
    }

    fn of(&self, on: Covered, keys: &[KeyId]) -> Option<&BTreeSet<Entry>> {
        self.by_entities.get(&on)?.iter().find(|(known, _)| known.as_slice() == keys).map(|(_, index)| index)
    }
}

/// Whether nodes are indexed by the property without being told to.
pub fn is_always_indexed(key: KeyId, symbols: &Symbols) -> bool {
    ALWAYS_INDEXED.contains(&symbols.key_name(key))
}
