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
        self.signature.add(NameBit::of(class));
        if !self.names(class) {
            self.names.push(Arc::clone(class));
        }
    }

    /// Whether the class is one of them.
    #[inline(always)]
    pub fn has(&self, class: &str) -> bool {
        self.signature.holds(NameBit::of(class)) && self.names(class)
    }

    fn names(&self, class: &str) -> bool {
        self.names.iter().any(|name| **name == *class)
    }

    /// Their signature.
    #[inline(always)]
    pub fn signature(&self) -> &Signature {
        &self.signature
    }
}

/// One bit for each of some names, several names for a bit: two signatures that share none have no name in common.
#[derive(Clone, Debug, Default)]
pub struct Signature([u64; 4]);

impl Signature {
    /// The signature of some classes and words.
    pub const fn of(names: &[&str]) -> Self {
        let (mut signature, mut at) = (Signature([0; 4]), 0);
        while at < names.len() {
            signature.add(NameBit::of(names[at]));
            at += 1;
        }
        signature
    }

    const fn add(&mut self, bit: NameBit) {
        self.0[bit.0 as usize / 64] |= 1 << (bit.0 % 64);
    }

    /// Whether the name of a bit may be one of them.
    #[inline(always)]
    pub fn holds(&self, bit: NameBit) -> bool {
        self.0[bit.0 as usize / 64] & 1 << (bit.0 % 64) != 0
    }

    /// Whether both may have a name in common.
    #[inline(always)]
    pub fn meets(&self, other: &Signature) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        (a & e) | (b & f) | (c & g) | (d & h) != 0
    }
}

/// The number of the bit of a name.
#[derive(Clone, Copy, Debug)]
pub struct NameBit(u8);

impl NameBit {
    /// Made of little, so that the compiler works it out where the name is a literal.
    #[inline(always)]
    pub const fn of(name: &str) -> Self {
        let bytes = name.as_bytes();
        let length = bytes.len();
        if length == 0 {
            return NameBit(0);
        }
        let (first, middle, late, last) = (bytes[0], bytes[length / 2], bytes[length * 3 / 4], bytes[length - 1]);
        let letters = (first as usize * 47) ^ (middle as usize * 101) ^ (late as usize * 17) ^ (last as usize * 435);
        NameBit((letters ^ (length * 157)) as u8)
    }
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
        assert!(meeting.meets(&Signature::of(&["talks"])) && meeting.meets(&Signature::of(&["Visit", "See"])));
        assert!(!meeting.meets(&Signature::of(&["Visit"])) && !meeting.meets(&Signature::default()));
    }
}
