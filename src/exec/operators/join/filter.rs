//! Which keys may be among those that are kept: a few bits for each are asked before the table, which lies farther away.

/// A bit for each hash of a key.
pub(super) struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

/// So many bits for each key: one in some ten keys that are not there is let through.
const BITS_A_KEY: usize = 8;

impl Filter {
    /// The bits of so many keys, each of two words.
    pub fn new(keys: impl ExactSizeIterator<Item = (u64, u64)>) -> Self {
        let size = (keys.len() * BITS_A_KEY).next_power_of_two().max(64);
        let mut filter = Self { bits: vec![0; size / 64], shift: 64 - size.trailing_zeros() };
        for key in keys {
            let bit = filter.bit(key);
            filter.bits[bit / 64] |= 1 << (bit % 64);
        }
        filter
    }

    /// Whether the key may be there; always where it is.
    pub fn may_have(&self, key: (u64, u64)) -> bool {
        let bit = self.bit(key);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn bit(&self, (one, other): (u64, u64)) -> usize {
        let mixed = one.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32) ^ other;
        (mixed.wrapping_mul(0xd6e8_feb8_6659_fd93) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_there_are_let_through_and_few_others() {
        let keys: Vec<(u64, u64)> = (0..10_000).map(|key| (key % 200, key / 200 + 7)).collect();
        let filter = Filter::new(keys.iter().copied());
        assert!(keys.iter().all(|key| filter.may_have(*key)));
        let others = (0..10_000_u64).filter(|key| filter.may_have((key + 1_000, *key))).count();
        assert!(others < 2_000, "{others}");
        assert!(!Filter::new([].into_iter()).may_have((0, 0)));
    }
}
