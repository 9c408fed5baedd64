//! Numbering rows by equal keys, for grouping, `DISTINCT` and joins.

mod packed;

use super::batch::{Column, Data, Dictionary};
use crate::value::order::{equivalent, hash};
use crate::value::{Date, NodeId, RelationshipId, Value};
use packed::Packed;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Gives each distinct combination of key values a number, in order of first appearance. Values are the same if they are
/// equivalent: null is null, and 1 is 1.0.
#[derive(Default)]
pub(super) struct Grouper {
    known: Known,
    count: u32,
}

/// Keys seen so far, typed as long as all of a kind come.
#[derive(Default)]
enum Known {
    #[default]
    Nothing,
    /// One key column, each entry one word.
    One(Words, Numbers),
    /// One key column of nodes, of which many came: the number of each by identifier, and that of null.
    Nodes(Dense, Option<u32>),
    /// Two key columns, each entry one word.
    Two([Words; 2], FxHashMap<(u64, u64), u32>),
    /// Two key columns of which the first comes in runs: each of its words has a map of its own, which stays in the cache
    /// while the run lasts.
    Runs([Words; 2], FxHashMap<u64, u32>, Vec<FxHashMap<u64, u32>>),
    /// Two key columns of nodes, of which all rows of one first node come together: only the second nodes of the current
    /// one are known.
    Together { first: Option<NodeId>, run: u32, seconds: Vec<Place>, null: Place },
    /// Texts, what may be null, more columns.
    Packed(Packed),
    /// Anything.
    General(FxHashMap<Key, u32>),
}

/// Where a second node was seen last: with which run of first nodes, and the number that it got there.
#[derive(Clone, Copy, Default)]
struct Place {
    run: u32,
    number: u32,
}

/// Numbers by identifier of nodes.
#[derive(Default)]
struct Dense(Vec<u32>);

/// No number yet.
const NEW: u32 = u32::MAX;

/// So many different nodes are worth an array as long as there are nodes.
const MANY: usize = 1024;

impl Dense {
    fn get(&self, node: NodeId) -> Option<u32> {
        self.0.get(node.0 as usize).copied().filter(|number| *number != NEW)
    }

    fn place(&mut self, node: NodeId) -> &mut u32 {
        let place = node.0 as usize;
        if self.0.len() <= place {
            self.0.resize((place + 1).next_power_of_two(), NEW);
        }
        &mut self.0[place]
    }
}

/// The numbers of words: by address where they are small, as codes, days and small integers are.
#[derive(Default)]
struct Numbers {
    small: Vec<u32>,
    large: FxHashMap<u64, u32>,
}

/// Words below this are addresses.
const SMALL: u64 = 1 << 16;

impl Numbers {
    fn number(&mut self, word: u64, next: impl FnOnce() -> u32) -> u32 {
        if word >= SMALL {
            return *self.large.entry(word).or_insert_with(next);
        }
        let place = word as usize;
        if place >= self.small.len() {
            self.small.resize((place + 1).next_power_of_two(), NEW);
        }
        if self.small[place] == NEW {
            self.small[place] = next();
        }
        self.small[place]
    }

    fn get(&self, word: u64) -> Option<u32> {
        match word < SMALL {
            true => self.small.get(word as usize).copied().filter(|number| *number != NEW),
            false => self.large.get(&word).copied(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        let small = self.small.iter().enumerate().filter(|(_, number)| **number != NEW);
        small
            .map(|(word, number)| (word as u64, *number))
            .chain(self.large.iter().map(|(word, number)| (*word, *number)))
    }
}

/// A combination of values as a hash key.
#[derive(Clone)]
struct Key(Box<[Value]>);

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|value| hash(value, state));
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&*other.0).all(|(left, right)| equivalent(left, right))
    }
}

impl Eq for Key {}

/// What the words of a column stand for.
#[derive(Clone)]
enum Words {
    Nodes,
    Relationships,
    Booleans,
    Dates,
    /// Every word is an integer, so none is left for null.
    Integers,
    Codes(Dictionary),
}

/// The word for null.
const NULL: u64 = u64::MAX;

impl Words {
    fn of(column: &Column) -> Option<Words> {
        match column.data() {
            Data::Nodes(_) => Some(Words::Nodes),
            Data::Relationships(_) => Some(Words::Relationships),
            Data::Booleans(_) => Some(Words::Booleans),
            Data::Dates(_) => Some(Words::Dates),
            Data::Integers(_) if column.nulls().is_none() => Some(Words::Integers),
            Data::Codes { words, .. } => Some(Words::Codes(words.clone())),
            _ => None,
        }
    }

    fn is(&self, other: &Words) -> bool {
        match (self, other) {
            (Words::Codes(left), Words::Codes(right)) => left.is_same(right),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    fn value(&self, word: u64) -> Value {
        match self {
            Words::Integers => Value::Integer(word as i64),
            _ if word == NULL => Value::Null,
            Words::Nodes => Value::Node(NodeId(word as u32)),
            Words::Relationships => Value::Relationship(RelationshipId(word as u32)),
            Words::Booleans => Value::Boolean(word == 1),
            Words::Dates => {
                let days = (word >> 1) as i64 ^ -((word & 1) as i64);
                Date::from_epoch_days(days).map_or(Value::Null, Value::Date)
            }
            Words::Codes(words) => Value::String(words.shared_word(word as u32)),
        }
    }
}

/// Days as a word: those near 1970 on either side are small, and none is the word for null.
fn day_word(date: Date) -> u64 {
    let days = date.epoch_days();
    (days << 1 ^ days >> 63) as u64
}

/// The words of all rows.
fn row_words(column: &Column) -> Vec<u64> {
    let mut words: Vec<u64> = match column.data() {
        Data::Nodes(entries) => entries.iter().map(|node| u64::from(node.0)).collect(),
        Data::Integers(entries) => entries.iter().map(|integer| *integer as u64).collect(),
        Data::Dates(entries) => entries.iter().map(|date| day_word(*date)).collect(),
        Data::Codes { codes, .. } => codes.iter().map(|code| u64::from(*code)).collect(),
        _ => return (0..column.len()).map(|row| word(column, row)).collect(),
    };
    if !column.nulls().is_none() {
        (0..words.len()).filter(|row| column.is_null(*row)).for_each(|row| words[row] = NULL);
    }
    words
}

fn word(column: &Column, row: usize) -> u64 {
    if column.is_null(row) {
        return NULL;
    }
    match column.data() {
        Data::Nodes(entries) => u64::from(entries[row].0),
        Data::Relationships(entries) => u64::from(entries[row].0),
        Data::Booleans(entries) => u64::from(entries[row]),
        Data::Integers(entries) => entries[row] as u64,
        Data::Dates(entries) => day_word(entries[row]),
        Data::Codes { codes, .. } => u64::from(codes[row]),
        _ => NULL,
    }
}

impl Grouper {
    pub fn new() -> Self {
        Self::default()
    }

    /// For two key columns of which the first is a node whose rows all come together.
    pub fn of_runs() -> Self {
        let known = Known::Together { first: None, run: 0, seconds: Vec::new(), null: Place::default() };
        Self { known, count: 0 }
    }

    /// Forgets all keys of runs that have ended, and numbers from 0 again.
    pub fn restart(&mut self) {
        match &mut self.known {
            Known::Together { first, .. } => *first = None,
            known => *known = Known::Nothing,
        }
        self.count = 0;
    }

    /// How many different keys have come so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The number of each row's key; new keys get new numbers.
    pub fn groups(&mut self, keys: &[Arc<Column>], length: usize) -> Vec<u32> {
        let words: Option<Vec<Words>> = keys.iter().map(|key| Words::of(key)).collect();
        if matches!(self.known, Known::Nothing) {
            self.known = match words.as_deref() {
                Some([words]) => Known::One(words.clone(), Numbers::default()),
                Some([first, second]) if comes_in_runs(&keys[0], length) => {
                    Known::Runs([first.clone(), second.clone()], FxHashMap::default(), Vec::new())
                }
                Some([first, second]) => Known::Two([first.clone(), second.clone()], FxHashMap::default()),
                _ => Packed::new(keys).map_or_else(|| Known::General(FxHashMap::default()), Known::Packed),
            };
        }
        if matches!(self.known, Known::One(Words::Nodes, _))
            && self.count as usize >= MANY
            && let Known::One(_, known) = std::mem::take(&mut self.known)
        {
            let (mut dense, mut null) = (Dense::default(), None);
            for (word, number) in known.entries() {
                match word {
                    NULL => null = Some(number),
                    node => *dense.place(NodeId(node as u32)) = number,
                }
            }
            self.known = Known::Nodes(dense, null);
        }
        let fits = match (&mut self.known, words.as_deref()) {
            (Known::Nodes(..), Some([Words::Nodes])) => true,
            (Known::Together { .. }, Some([Words::Nodes, Words::Nodes])) => true,
            (Known::Packed(packed), _) => packed.widen(keys),
            (Known::General(_), _) => true,
            (Known::One(words, _), Some([other])) => words.is(other),
            (Known::Two(words, _) | Known::Runs(words, ..), Some([first, second])) => {
                words[0].is(first) && words[1].is(second)
            }
            _ => false,
        };
        if !fits {
            self.widen(keys);
        }
        let count = &mut self.count;
        let mut next = || {
            *count += 1;
            *count - 1
        };
        match &mut self.known {
            Known::One(_, known) => row_words(&keys[0]).into_iter().map(|word| known.number(word, &mut next)).collect(),
            Known::Nodes(dense, null) => (0..length)
                .map(|row| match keys[0].node(row) {
                    None => *null.get_or_insert_with(&mut next),
                    Some(node) => {
                        let number = dense.place(node);
                        if *number == NEW {
                            *number = next();
                        }
                        *number
                    }
                })
                .collect(),
            Known::Together { first, run, seconds, null } => {
                let mut groups = Vec::with_capacity(length);
                for row in 0..length {
                    let (now, second) = (keys[0].node(row), keys[1].node(row));
                    if *first != now || *run == 0 {
                        *first = now;
                        *run += 1;
                    }
                    let place = match second {
                        None => &mut *null,
                        Some(node) => {
                            let place = node.0 as usize;
                            if seconds.len() <= place {
                                seconds.resize((place + 1).next_power_of_two(), Place::default());
                            }
                            &mut seconds[place]
                        }
                    };
                    if place.run != *run {
                        *place = Place { run: *run, number: next() };
                    }
                    groups.push(place.number);
                }
                groups
            }
            Known::Two(_, known) => (row_words(&keys[0]).into_iter().zip(row_words(&keys[1])))
                .map(|pair| *known.entry(pair).or_insert_with(&mut next))
                .collect(),
            Known::Runs(_, firsts, seconds) => {
                let (mut run, mut place) = (None, 0);
                let mut groups = Vec::with_capacity(length);
                for (first, second) in row_words(&keys[0]).into_iter().zip(row_words(&keys[1])) {
                    if run != Some(first) {
                        run = Some(first);
                        place = *firsts.entry(first).or_insert(seconds.len() as u32) as usize;
                        if place == seconds.len() {
                            seconds.push(FxHashMap::default());
                        }
                    }
                    groups.push(*seconds[place].entry(second).or_insert_with(&mut next));
                }
                groups
            }
            Known::Packed(known) => (0..length).map(|row| known.number(keys, row, &mut next)).collect(),
            Known::General(known) => (0..length)
                .map(|row| {
                    let key = Key(keys.iter().map(|key| key.value(row)).collect());
                    *known.entry(key).or_insert_with(&mut next)
                })
                .collect(),
            Known::Nothing => Vec::new(),
        }
    }

    /// Whether columns of these types can be looked up as they are.
    pub fn knows(&self, keys: &[Arc<Column>]) -> bool {
        let is = |words: &[Words]| {
            words.iter().zip(keys).all(|(words, key)| Words::of(key).is_some_and(|other| words.is(&other)))
        };
        match &self.known {
            Known::Nothing | Known::General(_) => true,
            Known::Packed(known) => known.knows(keys),
            Known::Nodes(..) => is(&[Words::Nodes]),
            Known::Together { .. } => is(&[Words::Nodes, Words::Nodes]),
            Known::One(words, _) => is(std::slice::from_ref(words)),
            Known::Two(words, _) | Known::Runs(words, ..) => is(words),
        }
    }

    /// The number of a row's key, if it is known already; see [`Grouper::knows`].
    pub fn find(&self, keys: &[Arc<Column>], row: usize) -> Option<u32> {
        match &self.known {
            Known::Nothing => None,
            Known::One(_, known) => known.get(word(&keys[0], row)),
            Known::Two(_, known) => known.get(&(word(&keys[0], row), word(&keys[1], row))).copied(),
            Known::Runs(_, firsts, seconds) => {
                let place = firsts.get(&word(&keys[0], row))?;
                seconds[*place as usize].get(&word(&keys[1], row)).copied()
            }
            Known::Packed(known) => known.find(keys, row),
            Known::Nodes(dense, null) => match keys[0].node(row) {
                Some(node) => dense.get(node),
                None => *null,
            },
            Known::Together { first, run, seconds, null } => {
                let place = match keys[1].node(row) {
                    Some(node) => seconds.get(node.0 as usize).copied().unwrap_or_default(),
                    None => *null,
                };
                (*first == keys[0].node(row) && place.run == *run && *run > 0).then_some(place.number)
            }
            Known::General(known) => known.get(&Key(keys.iter().map(|key| key.value(row)).collect())).copied(),
        }
    }

    /// Makes known keys comparable with those of the columns.
    fn widen(&mut self, keys: &[Arc<Column>]) {
        let packed = match &self.known {
            Known::One(words, _) => Packed::after(std::slice::from_ref(words), keys),
            Known::Two(words, _) | Known::Runs(words, ..) => Packed::after(words, keys),
            _ => None,
        };
        match packed {
            Some(mut packed) => {
                std::mem::take(&mut self.known).for_each(&mut |values, number| packed.insert(&values, number));
                self.known = Known::Packed(packed);
            }
            None => self.generalise(),
        }
    }

    /// Makes known keys comparable with those of any type.
    pub fn generalise(&mut self) {
        if matches!(self.known, Known::General(_)) {
            return;
        }
        let mut general = FxHashMap::default();
        std::mem::take(&mut self.known).for_each(&mut |values, number| {
            general.insert(Key(values), number);
        });
        self.known = Known::General(general);
    }
}

impl Known {
    /// Calls `each` with every key as values, and its number.
    fn for_each(self, each: &mut dyn FnMut(Box<[Value]>, u32)) {
        match self {
            Known::Nothing => {}
            Known::General(known) => known.into_iter().for_each(|(key, number)| each(key.0, number)),
            Known::Packed(known) => known.entries().for_each(|(key, number)| each(key, number)),
            Known::One(words, known) => {
                known.entries().for_each(|(key, number)| each([words.value(key)].into(), number))
            }
            Known::Nodes(dense, null) => {
                let known = dense.0.into_iter().enumerate().filter(|(_, number)| *number != NEW);
                known.for_each(|(node, number)| each([Value::Node(NodeId(node as u32))].into(), number));
                null.into_iter().for_each(|number| each([Value::Null].into(), number));
            }
            Known::Together { first, run, seconds, null } => {
                let value = |node: Option<NodeId>| node.map_or(Value::Null, Value::Node);
                let seconds = seconds.into_iter().enumerate().map(|(node, place)| (Some(NodeId(node as u32)), place));
                let known = seconds.chain([(None, null)]).filter(|(_, place)| place.run == run && run > 0);
                known.for_each(|(second, place)| each([value(first), value(second)].into(), place.number));
            }
            Known::Two([first, second], known) => {
                let values = |left, right| [first.value(left), second.value(right)].into();
                known.into_iter().for_each(|((left, right), number)| each(values(left, right), number));
            }
            Known::Runs([first, second], firsts, seconds) => {
                for (left, place) in firsts {
                    for (right, number) in &seconds[place as usize] {
                        each([first.value(left), second.value(*right)].into(), *number);
                    }
                }
            }
        }
    }
}

/// Whether equal entries mostly follow each other.
fn comes_in_runs(column: &Column, length: usize) -> bool {
    let changes = (1..length).filter(|row| word(column, *row) != word(column, row - 1)).count();
    length > 64 && changes < length / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_for_equivalent_keys_whatever_their_columns() {
        let mut grouper = Grouper::new();
        let integers = Arc::new(Column::from_integers(vec![1, 2, 1]));
        let floats = Arc::new(Column::from_floats(vec![2.0, 3.5]));
        assert_eq!(grouper.groups(&[integers], 3), [0, 1, 0]);
        assert_eq!(grouper.groups(&[floats], 2), [1, 2]);
    }

    /// Columns of keys that come one after the other, as they are and with each entry as a value of its own.
    #[test]
    fn keys_are_numbered_alike_however_their_columns_are_kept() {
        let words = Dictionary::new([Arc::from("a"), Arc::from("b")].into());
        let values = |values: &[Value]| Column::from_values(values.iter().cloned());
        let (a, b, one, null) = (Value::from("a"), Value::from("b"), Value::Integer(1), Value::Null);
        let float = Value::Float(1.0);
        let day = |days| Value::Date(Date::from_near_days(days));
        let texts = values(&[b.clone(), null.clone(), a.clone()]);
        let codes = Column::from_codes(vec![0, 1, 1], words);
        let days = values(&[day(3), day(-3), day(3)]);
        let gaps = values(&[one.clone(), null.clone(), one.clone()]);
        let numbers = Column::from_integers(vec![-1, 1, 70_000]);
        let mixed = values(&[float, a, null.clone()]);
        let same = Column::constant(one, 3);
        let all = [texts, codes, days, gaps, numbers, Column::constant(null, 3), same, mixed];
        for first in &all {
            for second in &all {
                for width in 1..=3 {
                    let (mut typed, mut general) = (Grouper::new(), Grouper::new());
                    general.known = Known::General(FxHashMap::default());
                    for column in [first, second, first] {
                        let keys: Vec<_> = [column, first, second].map(|key| Arc::new(key.clone())).into();
                        let keys = &keys[..width];
                        assert_eq!(typed.groups(keys, 3), general.groups(keys, 3), "{keys:?}");
                        if typed.knows(keys) {
                            assert!((0..3).all(|row| typed.find(keys, row) == general.find(keys, row)), "{keys:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn nodes_are_numbered_alike_however_many_there_are() {
        let many: Vec<NodeId> = (0..5000).map(|row| NodeId(row * 7919 % 3001)).collect();
        let with_null = Column::from_values([Value::Null, Value::Node(NodeId(5)), Value::Null]);
        let columns: Vec<Arc<Column>> =
            vec![Arc::new(Column::from_nodes(many.clone())), Arc::new(with_null), Arc::new(Column::from_nodes(many))];
        let (mut grouper, mut general) = (Grouper::new(), Grouper::new());
        general.known = Known::General(FxHashMap::default());
        for column in &columns {
            let keys = [column.clone()];
            assert_eq!(grouper.groups(&keys, column.len()), general.groups(&keys, column.len()));
        }
        assert!(matches!(grouper.known, Known::Nodes(..)));
        let keys = [columns[0].clone()];
        let found: Vec<_> = (0..keys[0].len()).map(|row| grouper.find(&keys, row)).collect();
        grouper.generalise();
        assert!((0..keys[0].len()).all(|row| grouper.find(&keys, row) == found[row] && found[row].is_some()));
    }

    #[test]
    fn rows_that_come_together_are_numbered_as_others_are() {
        let first: Vec<NodeId> = (0..3000).map(|row| NodeId(row / 70)).collect();
        let second = Column::from_values((0..3000).map(|row| match row % 11 {
            0 => Value::Null,
            _ => Value::Node(NodeId(row * 31 % 40)),
        }));
        let columns = [Arc::new(Column::from_nodes(first)), Arc::new(second)];
        let (mut together, mut general) = (Grouper::of_runs(), Grouper::new());
        general.known = Known::General(FxHashMap::default());
        assert_eq!(together.groups(&columns, 3000), general.groups(&columns, 3000));
        assert!(matches!(together.known, Known::Together { .. }));
        let last = together.find(&columns, 2999);
        assert!(last.is_some() && together.find(&columns, 0).is_none());
        together.generalise();
        assert_eq!(together.find(&columns, 2999), last);
    }

    #[test]
    fn runs_and_single_entries_are_numbered_alike() {
        let first: Vec<i64> = (0..200).map(|row| row / 50).collect();
        let second: Vec<i64> = (0..200).map(|row| row % 7).collect();
        let columns = [Arc::new(Column::from_integers(first)), Arc::new(Column::from_integers(second))];
        let mut in_runs = Grouper::new();
        let groups = in_runs.groups(&columns, 200);
        assert!(matches!(in_runs.known, Known::Runs(..)));
        let mut general = Grouper::new();
        general.known = Known::General(FxHashMap::default());
        assert_eq!(groups, general.groups(&columns, 200));
        in_runs.generalise();
        assert_eq!(groups, in_runs.groups(&columns, 200));
    }
}
