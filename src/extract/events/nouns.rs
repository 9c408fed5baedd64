//! Nouns that are events or instruments, with their kinds (`data/nouns.tsv`).

use super::lexicon;

/// The kind of a noun of a class: `meeting`, `visit` or `instrument`.
pub fn kind(class: &str, word: &str) -> Option<&'static str> {
    lexicon::word(word).noun(class)
}
