//! Rules that are tried at the items of a sentence, and what they begin with.

use rustc_hash::FxHashMap;

use super::lexicon;
use super::phrase::Phrase;
use super::reader::Reader;

/// A rule: what reads, and the words and classes of words with which it begins.
pub(super) struct Rule<F> {
    begins: &'static [&'static str],
    /// Reads at an item.
    pub reads: F,
}

/// Reads an event at an item and answers how many items it took.
pub(super) type Reads = fn(&mut Reader<'_>, &Phrase<'_>, usize) -> Option<usize>;

impl<F> Rule<F> {
    /// A rule that begins with one of these words, with a word of one of these classes of the lexicon, or with a noun of one
    /// of these classes; the empty word stands for all that is named. At any other item it is not tried.
    pub const fn begun_by(begins: &'static [&'static str], reads: F) -> Self {
        Rule { begins, reads }
    }
}

/// Rules that are tried in their order, by the words that begin them.
pub(super) struct Rules<F: 'static> {
    rules: &'static [Rule<F>],
    /// For a word a bit for each rule that it or a class of it begins; most words begin none.
    begun: FxHashMap<&'static str, u32>,
}

impl<F> Rules<F> {
    /// At most 32 rules.
    pub fn new(rules: &'static [Rule<F>]) -> Self {
        let mut named: FxHashMap<&str, u32> = FxHashMap::default();
        for (number, rule) in rules.iter().enumerate() {
            rule.begins.iter().for_each(|name| *named.entry(name).or_default() |= 1 << number);
        }
        let mut begun = named.clone();
        for (word, known) in lexicon::words() {
            let bits = known.classes().filter_map(|class| named.get(class)).fold(0, |all, bits| all | bits);
            if bits != 0 {
                *begun.entry(word).or_default() |= bits;
            }
        }
        Rules { rules, begun }
    }

    /// The bits of the rules that begin with the word of an item.
    fn bits(&self, phrase: &Phrase<'_>, at: usize) -> u32 {
        phrase.items.get(at).and_then(|item| self.begun.get(&*item.word)).copied().unwrap_or_default()
    }

    /// The rules that begin with the word of an item.
    pub fn begun_at(&self, phrase: &Phrase<'_>, at: usize) -> impl Iterator<Item = &'static Rule<F>> {
        let bits = self.bits(phrase, at);
        let rules = if bits == 0 { &[] } else { self.rules };
        rules.iter().enumerate().filter(move |(number, _)| bits & 1 << number != 0).map(|(_, rule)| rule)
    }
}

impl Reader<'_> {
    /// The items that the first rule takes that reads something at an item.
    pub(super) fn first_of(&mut self, rules: &Rules<Reads>, phrase: &Phrase<'_>, at: usize) -> Option<usize> {
        let bits = rules.bits(phrase, at);
        if bits == 0 && !cfg!(debug_assertions) {
            return None;
        }
        rules.rules.iter().enumerate().find_map(|(number, rule)| {
            if bits & 1 << number != 0 {
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
