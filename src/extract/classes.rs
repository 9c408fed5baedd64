//! The classes that a word belongs to. Rules ask for them by name, very often and mostly in vain.

use std::sync::Arc;

use smallvec::SmallVec;

/// Names of classes with a signature, so that most questions are answered by one bit. All words of a class share its name.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// One bit for each name, several names for a bit.
    signature: u128,
    names: SmallVec<[Arc<str>; 1]>,
}

impl Classes {
    /// Adds a class.
    pub fn add(&mut self, class: &Arc<str>) {
        self.signature |= bit(class);
        if !self.names(class) {
            self.names.push(Arc::clone(class));
        }
    }

    /// Whether the class is one of them.
    #[inline(always)]
    pub fn has(&self, class: &str) -> bool {
        self.signature & bit(class) != 0 && self.names(class)
    }

    fn names(&self, class: &str) -> bool {
        self.names.iter().any(|name| **name == *class)
    }

    /// Their names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
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
    use super::Classes;

    #[test]
    fn classes_are_told_apart_even_when_they_share_a_bit() {
        let mut classes = Classes::default();
        for class in ["Thank", "preposition"] {
            classes.add(&class.into());
        }
        assert!(classes.has("Thank") && classes.has("preposition"));
        assert!(!classes.has("Discuss") && !classes.has("Upgrade") && !classes.has(""));
    }
}
