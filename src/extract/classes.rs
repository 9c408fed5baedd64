//! The classes that a word belongs to. Rules ask for them by name, very often and mostly in vain.

/// Names of classes with a signature, so that most questions are answered by one bit.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// One bit for each name, several names for a bit.
    signature: u64,
    names: Vec<String>,
}

impl Classes {
    /// Adds a class.
    pub fn add(&mut self, class: &str) {
        self.signature |= bit(class);
        if !self.names.iter().any(|name| name == class) {
            self.names.push(class.to_owned());
        }
    }

    /// Whether the class is one of them.
    #[inline(always)]
    pub fn has(&self, class: &str) -> bool {
        self.signature & bit(class) != 0 && self.names(class)
    }

    fn names(&self, class: &str) -> bool {
        self.names.iter().any(|name| name == class)
    }
}

/// The bit of a class; made of little, so that the compiler works it out where the name is a literal.
#[inline(always)]
fn bit(class: &str) -> u64 {
    let bytes = class.as_bytes();
    let at = |index: usize| bytes.get(index).copied().map_or(0, usize::from);
    let mixed = (bytes.len() * 7) ^ (at(0) * 3) ^ (at(bytes.len().wrapping_sub(1)) * 11) ^ (at(bytes.len() / 2) * 5);
    1 << (mixed & 63)
}

#[cfg(test)]
mod tests {
    use super::Classes;

    #[test]
    fn classes_are_told_apart_even_when_they_share_a_bit() {
        let mut classes = Classes::default();
        for class in ["Thank", "preposition"] {
            classes.add(class);
        }
        assert!(classes.has("Thank") && classes.has("preposition"));
        assert!(!classes.has("Discuss") && !classes.has("Upgrade") && !classes.has(""));
    }
}
