//! The classes that a word belongs to. Rules ask for them by name, very often and mostly in vain.

use std::sync::Arc;

use smallvec::SmallVec;

/// Names of classes with a signature, so that most questions are answered by one bit. All words of a class share its name.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    signature: Signature,
    names: SmallVec<[Arc<str>; 1]>,
}

impl Classes {
    /// Adds a class.
    pub fn add(&mut self, class: &Arc<str>) {
        self.signature.0 |= bit(class);
        if !self.names(class) {
            self.names.push(Arc::clone(class));
        }
    }

    /// Whether the class is one of them.
    #[inline(always)]
    pub fn has(&self, class: &str) -> bool {
        self.signature.0 & bit(class) != 0 && self.names(class)
    }

    fn names(&self, class: &str) -> bool {
        self.names.iter().any(|name| **name == *class)
    }

    /// Their signature.
    pub fn signature(&self) -> Signature {
        self.signature
    }
}

/// One bit for each of some names, several names for a bit: two signatures that share none have no name in common.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signature(u128);

impl Signature {
    /// The signature of some classes and words.
    pub const fn of(names: &[&str]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < names.len() {
            bits |= bit(names[at]);
            at += 1;
        }
        Signature(bits)
    }

    /// The signature of these names and one more.
    pub fn with(self, name: &str) -> Self {
        Signature(self.0 | bit(name))
    }

    /// Whether both may have a name in common.
    #[inline(always)]
    pub fn meets(self, other: Signature) -> bool {
        self.0 & other.0 != 0
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
    use super::{Classes, Signature};

    #[test]
    fn classes_are_told_apart_even_when_they_share_a_bit() {
        let mut classes = Classes::default();
        for class in ["Thank", "preposition"] {
            classes.add(&class.into());
        }
        assert!(classes.has("Thank") && classes.has("preposition"));
        assert!(!classes.has("Discuss") && !classes.has("Upgrade") && !classes.has(""));
    }

    #[test]
    fn signatures_meet_where_they_share_a_name() {
        let meeting = Signature::of(&["Meet", "See", "talks"]);
        assert!(meeting.meets(Signature::default().with("talks")) && meeting.meets(Signature::of(&["Visit", "See"])));
        assert!(!meeting.meets(Signature::of(&["Visit"])) && !meeting.meets(Signature::default()));
    }
}
