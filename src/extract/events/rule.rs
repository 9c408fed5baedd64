//! Rules that are tried at the items of a sentence, and what they begin with.

use rustc_hash::FxHashMap;

use super::lexicon;
use super::phrase::Phrase;
use super::reader::Reader;
use crate::extract::classes::ClassNumber;
use crate::text::Sieve;

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

/// Rules that are tried in their order, by the words that begin them: for a word a bit for each rule that it or a class of
/// it begins; most words begin none.
pub(super) struct Rules<F: 'static> {
    rules: &'static [Rule<F>],
    /// For the words of the lexicon, by their numbers.
    begun: Vec<u32>,
    /// For words that the lexicon does not have.
    others: FxHashMap<&'static str, u32>,
    sieve: Sieve,
    /// For all that is named.
    named: u32,
}

impl<F> Rules<F> {
    /// At most 32 rules.
    pub fn new(rules: &'static [Rule<F>]) -> Self {
        let mut names: FxHashMap<&str, u32> = FxHashMap::default();
        for (number, rule) in rules.iter().enumerate() {
            rule.begins.iter().for_each(|name| *names.entry(name).or_default() |= 1 << number);
        }
        let mut classes: FxHashMap<ClassNumber, u32> = FxHashMap::default();
        names.iter().for_each(|(name, bits)| *classes.entry(ClassNumber::of(name)).or_default() |= bits);
        let bits = |name: &str| names.get(name).copied().unwrap_or_default();
        let of_class = |class: ClassNumber| classes.get(&class).copied().unwrap_or_default();
        let mut begun = vec![0; lexicon::words().count()];
        for (word, known) in lexicon::words() {
            begun[known.number()] = known.classes().map(of_class).fold(bits(word), |all, bits| all | bits);
        }
        let named = bits("");
        let others = names.into_iter().filter(|(name, _)| lexicon::word(name).number() >= begun.len()).collect();
        let mut sieve = Sieve::default();
        FxHashMap::keys(&others).for_each(|word| sieve.add(word));
        Rules { rules, begun, others, sieve, named }
    }

    /// The bits of the rules that begin with the word of an item.
    fn bits(&self, phrase: &Phrase<'_>, at: usize) -> u32 {
        let Some(item) = phrase.items.get(at) else { return 0 };
        match self.begun.get(item.known.number()) {
            Some(bits) => *bits,
            None if item.word.is_empty() => self.named,
            None if self.sieve.may_hold(&item.word) => self.others.get(&*item.word).copied().unwrap_or_default(),
            None => 0,
        }
    }

    /// The rules that begin with the word of an item.
    #[inline]
    pub fn begun_at(&self, phrase: &Phrase<'_>, at: usize) -> impl Iterator<Item = &'static Rule<F>> {
        let (rules, mut bits) = (self.rules, self.bits(phrase, at));
        std::iter::from_fn(move || {
            let rule = rules.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(rule)
        })
    }
}

impl Reader<'_> {
    /// The items that the first rule takes that reads something at an item.
    pub(super) fn first_of(&mut self, rules: &Rules<Reads>, phrase: &Phrase<'_>, at: usize) -> Option<usize> {
        if cfg!(debug_assertions) {
            return self.first_of_checked(rules, phrase, at);
        }
        rules.begun_at(phrase, at).find_map(|rule| (rule.reads)(self, phrase, at))
    }

    /// The same in builds for tests, which try the rules that do not begin there as well: they must read nothing.
    fn first_of_checked(&mut self, rules: &Rules<Reads>, phrase: &Phrase<'_>, at: usize) -> Option<usize> {
        let bits = rules.bits(phrase, at);
        rules.rules.iter().enumerate().find_map(|(number, rule)| {
            if bits & 1 << number != 0 {
                return (rule.reads)(self, phrase, at);
            }
            let reads = |reader: &mut Self, at: usize| (rule.reads)(reader, phrase, at);
            assert!(self.reads_nothing(at, reads), "a rule does not say that it begins with `{}`", phrase.word(at));
            None
        })
    }
}
