//! Which entries of a column are null: one bit an entry, and nothing at all for a column without nulls.

/// A set of null entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nulls {
    /// Bit `row % 64` of word `row / 64` is set for a null. Words that are missing are zero.
    words: Vec<u64>,
}

impl Nulls {
    /// No nulls.
    pub fn none() -> Self {
        Self::default()
    }

    /// Nulls in every one of so many rows.
    pub fn all(length: usize) -> Self {
        let mut nulls = Self { words: vec![u64::MAX; length / 64] };
        for row in length / 64 * 64..length {
            nulls.set(row);
        }
        nulls
    }

    /// Whether there is certainly no null: then the loop over a column need not ask.
    pub fn is_none(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Whether the entry is null.
    pub fn get(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// The entries from `64 * number` on, the first in the lowest bit, which is set for a null.
    pub fn word(&self, number: usize) -> u64 {
        self.words.get(number).copied().unwrap_or(0)
    }

    /// Calls `each` with every one of so many entries that is not null.
    pub fn each_present(&self, length: usize, mut each: impl FnMut(usize)) {
        for first in (0..length).step_by(64) {
            let word = self.word(first / 64);
            let rows = first..length.min(first + 64);
            match word {
                0 => rows.for_each(&mut each),
                u64::MAX => {}
                _ => rows.filter(|row| word >> (row - first) & 1 == 0).for_each(&mut each),
            }
        }
    }

    /// The entries that are null, ascending.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        let of_word = |(number, &word): (usize, &u64)| {
            let lowest = |word: &u64| Some(*word & (*word - 1)).filter(|rest| *rest != 0);
            let words = std::iter::successors(Some(word).filter(|word| *word != 0), lowest);
            words.map(move |word| number * 64 + word.trailing_zeros() as usize)
        };
        self.words.iter().enumerate().flat_map(of_word)
    }

    /// Null where the bits, 64 a word, are not set.
    pub fn of_absent(present: impl Iterator<Item = u64>, length: usize) -> Self {
        let mut words: Vec<u64> = present.map(|word| !word).collect();
        words.truncate(length.div_ceil(64));
        if let Some(last) = words.get_mut(length / 64) {
            // Beyond the end there is nothing that could be null.
            *last &= (1 << (length % 64)) - 1;
        }
        Self { words }
    }

    /// Makes the entry null.
    pub fn set(&mut self, row: usize) {
        if self.words.len() <= row / 64 {
            self.words.resize(row / 64 + 1, 0);
        }
        self.words[row / 64] |= 1 << (row % 64);
    }

    /// How many entries are null.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Null where either is: the rule of most operators.
    pub fn union(&self, other: &Nulls) -> Nulls {
        let (long, short) = if self.words.len() >= other.words.len() { (self, other) } else { (other, self) };
        let mut words = long.words.clone();
        for (word, other) in words.iter_mut().zip(&short.words) {
            *word |= other;
        }
        Nulls { words }
    }

    /// The nulls of the rows of these numbers.
    pub fn gather(&self, rows: &[u32]) -> Nulls {
        let mut nulls = Nulls::none();
        if !self.is_none() {
            for (position, &row) in rows.iter().enumerate() {
                if self.get(row as usize) {
                    nulls.set(position);
                }
            }
        }
        nulls
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_covers_exactly_the_length() {
        for length in [0, 1, 63, 64, 65, 200] {
            let nulls = Nulls::all(length);
            assert_eq!(nulls.count(), length);
            assert!(!nulls.get(length));
        }
    }

    #[test]
    fn what_is_not_present_is_null_whatever_the_length() {
        for length in [0, 1, 63, 64, 65, 130] {
            let nulls = Nulls::of_absent([0b1011, u64::MAX, 0].into_iter(), length);
            let mut present = Vec::new();
            nulls.each_present(length, |row| present.push(row));
            let expected: Vec<usize> =
                (0..length).filter(|row| [0, 1, 3].contains(row) || (64..128).contains(row)).collect();
            assert_eq!(present, expected);
            assert_eq!(nulls.count(), length - expected.len());
            let absent: Vec<usize> = (0..length).filter(|row| !expected.contains(row)).collect();
            assert_eq!(nulls.rows().collect::<Vec<_>>(), absent);
        }
    }

    #[test]
    fn union_is_commutative_over_lengths() {
        let mut short = Nulls::none();
        short.set(3);
        let mut long = Nulls::none();
        long.set(100);
        assert_eq!(short.union(&long), long.union(&short));
        assert_eq!(short.union(&long).count(), 2);
    }
}
