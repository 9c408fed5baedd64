//! Nouns that are events or instruments, with their kinds (`data/nouns.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static NOUNS: LazyLock<FxHashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    include_str!("../data/nouns.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(((cells.next()?, cells.next()?), cells.next()?))
        })
        .collect()
});

/// The kind of a noun of a class: `meeting`, `visit` or `instrument`.
pub fn kind(class: &'static str, word: &str) -> Option<&'static str> {
    NOUNS.get(&(class, word)).copied()
}
