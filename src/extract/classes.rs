//! The classes that a word belongs to. Rules ask for them by name, very often and mostly in vain.

use smallvec::SmallVec;

/// Classes with a signature, so that most questions are answered by one bit, and the others by comparing numbers.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// One bit for each class, several classes for a bit.
    signature: u128,
    numbers: SmallVec<[ClassNumber; 2]>,
}

/// A class as a number that its name gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassNumber(u64);

impl Classes {
    /// Adds a class.
    pub fn add(&mut self, class: &str) {
        if !self.has(class) {
            self.signature |= bit(class);
            self.numbers.push(ClassNumber::of(class));
        }
    }

    /// Whether the class is one of them.
    #[inline(always)]
    pub fn has(&self, class: &str) -> bool {
        self.signature & bit(class) != 0 && self.holds(ClassNumber::of(class))
    }

    /// Out of line: rules ask at some thousand places, and code that stays small stays in the processor's cache.
    #[inline(never)]
    fn holds(&self, class: ClassNumber) -> bool {
        self.numbers.contains(&class)
    }

    /// Their numbers.
    pub fn iter(&self) -> impl Iterator<Item = ClassNumber> {
        self.numbers.iter().copied()
    }
}

impl ClassNumber {
    /// The number of a name: its length and seven of its bytes, so that the compiler works it out where the name is a
    /// literal. A test sees to it that no two names share one.
    #[inline(always)]
    pub const fn of(name: &str) -> Self {
        let (bytes, length) = (name.as_bytes(), name.len());
        if length == 0 {
            return ClassNumber(0);
        }
        let mut number = [length as u8; 8];
        let mut part = 0;
        while part < 7 {
            number[part + 1] = bytes[length * part / 7];
            part += 1;
        }
        ClassNumber(u64::from_le_bytes(number))
    }
}

/// The bit of a name; made of little, so that the compiler works it out where the name is a literal.
#[inline(always)]
const fn bit(name: &str) -> u128 {
    let bytes = name.as_bytes();
    let length = bytes.len();
    if length == 0 {
        return 1;
    }
    let (first, middle, last) = (bytes[0] as usize, bytes[length / 2] as usize, bytes[length - 1] as usize);
    1 << (((length * 7) ^ (first * 3) ^ (last * 11) ^ (middle * 5)) & 127)
}

#[cfg(test)]
mod tests {
    use super::{ClassNumber, Classes};
    use crate::text::table;

    #[test]
    fn classes_are_told_apart_even_when_they_share_a_bit() {
        let mut classes = Classes::default();
        for class in ["Thank", "preposition"] {
            classes.add(class);
        }
        assert!(classes.has("Thank") && classes.has("preposition"));
        assert!(!classes.has("Discuss") && !classes.has("Upgrade") && !classes.has(""));
    }

    #[test]
    fn no_two_classes_share_a_number() {
        let tables = [include_str!("data/lexicon.tsv"), include_str!("data/nouns.tsv"), include_str!("data/words.tsv")];
        let mut names: Vec<&str> =
            tables.into_iter().flat_map(table::rows).filter_map(|row| row.first().copied()).collect();
        names.sort_unstable();
        names.dedup();
        let mut numbers: Vec<u64> = names.iter().map(|name| ClassNumber::of(name).0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), names.len());
    }
}
