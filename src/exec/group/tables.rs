//! Keys of several columns, each entry one word, by address: the words of each column are numbered by themselves, and the
//! numbers of two columns are line and place in a table, whose entries are a column to the next table.

use super::super::batch::Column;
use super::counter;
use super::numbers::{NEW, Numbers};
use super::words::Words;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A table may have so many entries.
const MOST: usize = if cfg!(test) { 1 << 9 } else { 1 << 20 };

/// The numbers of keys.
pub(super) struct Tables {
    columns: Vec<Numbered>,
    /// One fewer than columns.
    tables: Vec<Table>,
}

/// The different words of a column.
pub(super) struct Numbered {
    words: Words,
    numbers: Numbers,
    count: u32,
}

/// The numbers of pairs of numbers.
#[derive(Default)]
struct Table {
    lines: Vec<Vec<u32>>,
    count: u32,
}

impl Numbered {
    pub fn new(words: Words) -> Self {
        Self { numbers: Numbers::of(&words), words, count: 0 }
    }

    /// What the words stand for.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// How many different words there are.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// The number of each row's word.
    pub fn rows(&mut self, column: &Column) -> Vec<u32> {
        self.numbers.numbers(column, counter(&mut self.count))
    }

    /// The words by number.
    pub fn by_number(&self) -> Vec<u64> {
        let mut words = vec![0; self.count()];
        self.numbers.entries().for_each(|(word, number)| words[number as usize] = word);
        words
    }
}

impl Table {
    fn number(&mut self, (line, place): (u32, u32), next: impl FnOnce() -> u32) -> u32 {
        let known = self.lines.get(line as usize).and_then(|line| line.get(place as usize));
        match known {
            Some(number) if *number != NEW => *number,
            _ => self.add((line, place), next()),
        }
    }

    fn add(&mut self, (line, place): (u32, u32), number: u32) -> u32 {
        if self.lines.len() <= line as usize {
            self.lines.resize(line as usize + 1, Vec::new());
        }
        let line = &mut self.lines[line as usize];
        if line.len() <= place as usize {
            line.resize((place as usize + 1).next_power_of_two(), NEW);
        }
        line[place as usize] = number;
        self.count += 1;
        number
    }

    /// Line, place and number of all entries.
    fn entries(&self) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
        let lines = self.lines.iter().enumerate();
        let entries =
            lines.flat_map(|(line, entries)| entries.iter().enumerate().map(move |(at, one)| (line, at, *one)));
        entries.filter(|(.., number)| *number != NEW)
    }
}

impl Tables {
    /// No keys yet, of two columns or more with such words.
    pub fn new(words: Vec<Words>) -> Self {
        let tables = words.iter().skip(1).map(|_| Table::default()).collect();
        Self { columns: words.into_iter().map(Numbered::new).collect(), tables }
    }

    /// Whether columns of such words fit.
    pub fn are(&self, words: &[Words]) -> bool {
        self.columns.len() == words.len()
            && self.columns.iter().zip(words).all(|(column, words)| column.words.is(words))
    }

    /// What the words of the columns stand for.
    pub fn words(&self) -> Vec<Words> {
        self.columns.iter().map(|column| column.words.clone()).collect()
    }

    /// The number of each row's key, of columns that fit; new keys get the `next`. `None` where there would be too many entries,
    /// and then none is numbered.
    pub fn groups(&mut self, keys: &[Arc<Column>], mut next: impl FnMut() -> u32) -> Option<Vec<u32>> {
        let numbers: Vec<Vec<u32>> = self.columns.iter_mut().zip(keys).map(|(column, key)| column.rows(key)).collect();
        let (mut numbers, last) = (numbers.into_iter(), self.tables.len().checked_sub(1)?);
        let mut groups = numbers.next()?;
        let mut lines = self.columns[0].count();
        for (at, (table, places)) in self.tables.iter_mut().zip(numbers).enumerate() {
            if lines * self.columns[at + 1].count() > MOST {
                return None;
            }
            let pairs = groups.into_iter().zip(places);
            groups = match at == last {
                true => pairs.map(|pair| table.number(pair, &mut next)).collect(),
                false => {
                    let numbered = |pair| {
                        let count = table.count;
                        table.number(pair, || count)
                    };
                    pairs.map(numbered).collect()
                }
            };
            lines = table.count as usize;
        }
        Some(groups)
    }

    /// The number of a key by its words, if it is known.
    pub fn get(&self, words: impl IntoIterator<Item = u64>) -> Option<u32> {
        let mut numbers = words.into_iter().zip(&self.columns).map(|(word, column)| column.numbers.get(word));
        let mut found = numbers.next()??;
        for (table, place) in self.tables.iter().zip(numbers) {
            found = *table.lines.get(found as usize)?.get(place? as usize)?;
            if found == NEW {
                return None;
            }
        }
        Some(found)
    }

    /// The words and numbers of keys of two columns.
    pub fn pairs(&self) -> FxHashMap<(u64, u64), u32> {
        let mut pairs = FxHashMap::default();
        self.for_each(&mut |key, number| {
            pairs.insert((key[0], key[1]), number);
        });
        pairs
    }

    /// Calls `each` with the words of every key, and its number.
    pub fn for_each(&self, each: &mut dyn FnMut(&[u64], u32)) {
        let words: Vec<Vec<u64>> = self.columns.iter().map(Numbered::by_number).collect();
        // The words of the numbers that are the lines of a table.
        let mut lines: Vec<Vec<u64>> = words[0].iter().map(|word| vec![*word]).collect();
        for (at, table) in self.tables.iter().enumerate() {
            let key = |line: usize, place: usize| {
                let mut key = lines[line].clone();
                key.push(words[at + 1][place]);
                key
            };
            if at + 1 == self.tables.len() {
                table.entries().for_each(|(line, place, number)| each(&key(line, place), number));
                return;
            }
            let mut keys = vec![Vec::new(); table.count as usize];
            table.entries().for_each(|(line, place, number)| keys[number as usize] = key(line, place));
            lines = keys;
        }
    }
}
