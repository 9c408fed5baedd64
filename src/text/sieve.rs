//! A sieve before a table of words: most words are told by their first byte and their length to stand in none.

/// The first bytes and lengths of the words of a table.
#[derive(Debug)]
pub struct Sieve {
    /// For every first byte a bit for each length of the words that begin with it, the last for all that are longer.
    lengths: [u32; 256],
}

impl Default for Sieve {
    fn default() -> Self {
        Sieve { lengths: [0; 256] }
    }
}

impl Sieve {
    /// Notes a word of the table.
    pub fn add(&mut self, word: &str) {
        if let Some(first) = word.as_bytes().first() {
            self.lengths[usize::from(*first)] |= length_bit(word);
        }
    }

    /// Whether the table may hold a word; the empty word it holds never.
    #[inline]
    pub fn may_hold(&self, word: &str) -> bool {
        word.as_bytes().first().is_some_and(|first| self.lengths[usize::from(*first)] & length_bit(word) != 0)
    }
}

fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn words_of_another_letter_or_length_are_held_back() {
        let long = "x".repeat(90);
        let mut sieve = Sieve::default();
        ["may", "monday", "été", &long].into_iter().for_each(|word| sieve.add(word));
        for word in ["may", "mad", "monday", "été", &long, &"x".repeat(50)] {
            assert!(sieve.may_hold(word), "{word}");
        }
        for word in ["", "ma", "june", "mondays", "x"] {
            assert!(!sieve.may_hold(word), "{word}");
        }
    }
}
