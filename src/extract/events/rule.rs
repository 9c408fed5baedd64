//! Rules that are tried at the items of a sentence, and what they begin with.

use super::phrase::Phrase;
use super::reader::Reader;
use crate::extract::classes::Signature;

/// A rule: what reads, and the words and classes of words with which it begins.
pub(super) struct Rule<F> {
    begins: Signature,
    /// Reads at an item.
    pub reads: F,
}

/// Reads an event at an item and answers how many items it took.
pub(super) type Reads = fn(&mut Reader<'_>, &Phrase<'_>, usize) -> Option<usize>;

impl<F> Rule<F> {
    /// A rule that begins with one of these words, with a word of one of these classes of the lexicon, or with a noun of one
    /// of these classes; the empty word stands for all that is named. At any other item it is not tried.
    pub const fn begun_by(names: &[&str], reads: F) -> Self {
        Rule { begins: Signature::of(names), reads }
    }

    /// Whether it may begin at an item.
    pub fn may_begin(&self, phrase: &Phrase<'_>, at: usize) -> bool {
        phrase.items.get(at).is_some_and(|item| item.may_be_of(&self.begins))
    }
}

impl Reader<'_> {
    /// The items that the first rule takes that reads something at an item.
    pub(super) fn first_of(&mut self, rules: &[Rule<Reads>], phrase: &Phrase<'_>, at: usize) -> Option<usize> {
        rules.iter().find_map(|rule| {
            if rule.may_begin(phrase, at) {
                return (rule.reads)(self, phrase, at);
            }
            let reads = |reader: &mut Self, at: usize| (rule.reads)(reader, phrase, at);
            debug_assert!(
                self.reads_nothing(at, reads),
                "a rule does not say that it begins with `{}`",
                phrase.word(at)
            );
            None
        })
    }
}
