//! Which rows have a key that has not come before, for `DISTINCT`: two columns of which each entry is one word are a bit for
//! each pair of their words, as long as these are few enough.

use super::super::batch::{Column, ColumnBuilder};
use super::Grouper;
use super::one::One;
use super::tables::Numbered;
use super::words::Words;
use std::sync::Arc;

/// There may be so many pairs of words.
const MOST: usize = if cfg!(test) { 1 << 9 } else { 1 << 26 };

/// So many rows of a first batch are worth a bit for each pair.
const WORTH: usize = if cfg!(test) { 2 } else { 64 };

/// Keys that have come.
#[derive(Default)]
pub(in crate::exec) struct Seen {
    one: Option<One>,
    pairs: Option<Pairs>,
    keys: Grouper,
}

/// A bit for each pair: for each of the first column's words a line of so many times 64 bits.
struct Pairs {
    columns: [Numbered; 2],
    bits: Vec<u64>,
    a_line: usize,
}

impl Seen {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The rows whose key comes for the first time, ascending.
    pub fn firsts(&mut self, keys: &[Arc<Column>], length: usize) -> Vec<u32> {
        if let [column] = keys {
            if self.keys.count() == 0 && self.one.is_none() && length >= WORTH {
                self.one = One::new(column);
            }
            if let Some(found) = self.one.as_mut().and_then(|one| one.firsts(column)) {
                return found;
            }
        }
        // Where nothing has come, keys are not to be told by a column of nothing.
        if let Some(known) = self.one.take().map(|one| one.column()).filter(|known| !known.is_empty()) {
            self.keys.groups(std::slice::from_ref(&known), known.len());
        }
        if let [first, second] = keys {
            if self.keys.count() == 0 && self.pairs.is_none() && length >= WORTH {
                self.pairs = Pairs::new(first, second);
            }
            if let Some(found) = self.pairs.as_mut().and_then(|pairs| pairs.firsts(first, second)) {
                return found;
            }
        }
        if let Some(pairs) = self.pairs.take() {
            let known = pairs.columns();
            self.keys.groups(&known, known[0].len());
        }
        let mut known = self.keys.count();
        let groups = self.keys.groups(keys, length);
        let mut rows = Vec::new();
        for (row, group) in groups.into_iter().enumerate() {
            if group >= known {
                known = group + 1;
                rows.push(row as u32);
            }
        }
        rows
    }
}

impl Seen {
    /// Whether what another has seen can be added: see [`Seen::unite`].
    pub fn is_set(&self) -> bool {
        self.keys.count() == 0 && self.pairs.is_none()
    }

    /// Adds what another has seen, and gives how many keys that are not null have come by now; `None` where that is not known.
    pub fn unite(&mut self, other: Seen) -> Option<usize> {
        if !self.is_set() || !other.is_set() {
            return None;
        }
        match (&mut self.one, other.one) {
            (Some(one), Some(other)) if one.words.is(&other.words) => one.bits.unite(&other.bits),
            (None, other) => self.one = other,
            (_, None) => {}
            _ => return None,
        }
        Some(self.one.as_ref().map_or(0, |one| one.bits.count()))
    }
}

impl Pairs {
    fn new(first: &Column, second: &Column) -> Option<Self> {
        let columns = [Numbered::new(Words::of(first)?), Numbered::new(Words::of(second)?)];
        Some(Self { columns, bits: Vec::new(), a_line: 1 })
    }

    /// The rows whose pair comes for the first time; `None`, and nothing has come, where they do not fit.
    fn firsts(&mut self, first: &Column, second: &Column) -> Option<Vec<u32>> {
        let [left, right] = &mut self.columns;
        if !left.words().is(&Words::of(first)?) || !right.words().is(&Words::of(second)?) {
            return None;
        }
        let (lines, places) = (left.rows(first), right.rows(second));
        if left.count() * right.count() > MOST {
            return None;
        }
        let (lines_count, a_line) = (left.count(), right.count().div_ceil(64).next_power_of_two());
        if a_line > self.a_line {
            let mut wider = Vec::with_capacity(lines_count * a_line);
            for line in self.bits.chunks(self.a_line) {
                wider.extend_from_slice(line);
                wider.resize(wider.len() + a_line - line.len(), 0);
            }
            (self.bits, self.a_line) = (wider, a_line);
        }
        self.bits.resize(lines_count * self.a_line, 0);
        let (mut rows, mut found) = (vec![0; lines.len()], 0);
        for (row, (line, place)) in lines.into_iter().zip(places).enumerate() {
            // Written in any case and kept if it is new: no branch that is hard to foresee.
            rows[found] = row as u32;
            let (word, bit) = (&mut self.bits[line as usize * self.a_line + place as usize / 64], 1 << (place % 64));
            found += usize::from(*word & bit == 0);
            *word |= bit;
        }
        rows.truncate(found);
        Some(rows)
    }

    /// All pairs as two columns.
    fn columns(&self) -> [Arc<Column>; 2] {
        let mut columns = [ColumnBuilder::new(), ColumnBuilder::new()];
        let [left, right] = &self.columns;
        let (lefts, rights) = (left.by_number(), right.by_number());
        for (line, bits) in self.bits.chunks(self.a_line).enumerate() {
            for (at, mut word) in bits.iter().copied().enumerate() {
                while word != 0 {
                    columns[0].push(left.words().value(lefts[line]));
                    columns[1].push(right.words().value(rights[at * 64 + word.trailing_zeros() as usize]));
                    word &= word - 1;
                }
            }
        }
        columns.map(|column| Arc::new(column.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::batch::Dictionary;
    use crate::value::Value;

    #[test]
    fn words_of_one_column_are_counted_together() {
        let column = |entries: &[Option<i64>]| {
            Arc::new(Column::from_values(entries.iter().map(|entry| entry.map_or(Value::Null, Value::Integer))))
        };
        let (few, others) = (column(&[Some(3), None, Some(3), Some(-7)]), column(&[None, Some(-7), Some(200), None]));
        let mut seen = Seen::new();
        assert_eq!(seen.firsts(std::slice::from_ref(&few), 4), [0, 1, 3]);
        let mut other = Seen::new();
        assert_eq!(other.firsts(std::slice::from_ref(&others), 4), [0, 1, 2]);
        assert!(seen.is_set() && other.is_set());
        assert_eq!(seen.unite(other), Some(3));
        assert_eq!(seen.firsts(&[column(&[Some(200), Some(5), None])], 3), [1]);
        // One that has no bit.
        assert_eq!(seen.firsts(&[column(&[Some(1 << 40), Some(-7), None, Some(6)])], 4), [0, 3]);
        assert!(!seen.is_set());
        assert_eq!(seen.unite(Seen::new()), None);
    }

    #[test]
    fn first_rows_are_those_of_new_groups_whatever_comes() {
        let words = Dictionary::new((0..40).map(|word| Arc::from(format!("{word:02}"))).collect());
        let codes = Column::from_codes((0..90).map(|row| row * 7 % 40).collect(), words);
        let gaps = (0..90).map(|row| if row % 9 == 0 { Value::Null } else { Value::Integer(row * row % 23 - 9) });
        let gaps = Column::from_values(gaps);
        let floats = Column::from_floats((0..90).map(|row| f64::from(row % 5) - 2.0).collect());
        let texts = Column::from_values((0..90).map(|row| Value::from(format!("{:02}", row % 50).as_str())));
        let all = [codes, gaps, floats, texts].map(Arc::new);
        for first in &all {
            for second in &all {
                for then in &all {
                    let (mut seen, mut grouper) = (Seen::new(), Grouper::new());
                    grouper.generalise();
                    for keys in [[first, second], [second, first], [then, second], [first, then]] {
                        let keys = keys.map(Arc::clone);
                        let mut known = grouper.count();
                        let is_new = |(row, group): (usize, u32)| {
                            let is_new = group >= known;
                            known = known.max(group + 1);
                            is_new.then_some(row as u32)
                        };
                        let expected: Vec<u32> =
                            grouper.groups(&keys, 90).into_iter().enumerate().filter_map(is_new).collect();
                        assert_eq!(seen.firsts(&keys, 90), expected);
                    }
                }
            }
        }
    }
}
