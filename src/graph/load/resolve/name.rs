//! Names as they are compared: folded, cut into words, and the keys under which near ones are found.

use crate::text::fold::fold;
use std::collections::BTreeSet;

/// The folded words of a name: hyphens and dots part words, diacritics and case are gone.
pub fn words(name: &str) -> Vec<String> {
    fold(name)
        .replace("'s ", " ")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The folded words with one space between them.
pub fn plain(name: &str) -> String {
    words(name).join(" ")
}

/// The words in order of the alphabet, so that family name first and last are the same.
pub fn unordered(name: &str) -> String {
    let mut words = words(name);
    words.sort();
    words.join(" ")
}

/// The letters alone, so that `Ho-jin`, `Ho jin` and `Hojin` are the same.
pub fn letters(name: &str) -> String {
    words(name).concat()
}

/// The words in order of the alphabet, with what differs by the habits of those who write a foreign name in Latin letters made alike:
/// `Sergey` and `Sergei`, `Mohammed` and `Mohamed`, `Touré` and `Ture`, `Qasim` and `Kasim`.
pub fn transliterated(name: &str) -> String {
    let mut words: Vec<String> = words(name).iter().map(|word| alike(word)).collect();
    words.sort();
    words.join(" ")
}

fn alike(word: &str) -> String {
    let mut letters: Vec<char> = Vec::new();
    for c in word.chars() {
        if letters.last() == Some(&'o') && c == 'u' {
            letters.pop();
        }
        let c = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            'q' => 'k',
            _ => c,
        };
        if letters.last() != Some(&c) {
            letters.push(c);
        }
    }
    letters.into_iter().collect()
}

/// The text and each form of it that lacks one letter: two texts one slip apart share at least one of these.
pub fn with_one_letter_less(text: &str) -> Vec<String> {
    let mut forms = vec![text.to_owned()];
    for (at, c) in text.char_indices() {
        let mut form = text[..at].to_owned();
        form.push_str(&text[at + c.len_utf8()..]);
        forms.push(form);
    }
    forms
}

const FILLERS: &[&str] = &[
    "the",
    "of",
    "and",
    "for",
    "in",
    "on",
    "to",
    "at",
    "with",
    "by",
    "between",
    "its",
    "their",
    "two",
    "will",
    "from",
    "into",
    "as",
    "or",
    "including",
    "especially",
    "other",
];

/// The words that carry meaning, plural folded into singular.
pub fn content(name: &str) -> BTreeSet<String> {
    words(name)
        .into_iter()
        .filter(|word| word.chars().count() > 1 && !FILLERS.contains(&word.as_str()))
        .map(|word| match word.strip_suffix('s') {
            Some(singular) if singular.len() > 3 && !singular.ends_with('s') => singular.to_owned(),
            _ => word,
        })
        .collect()
}

/// Shared words by all words, between 0 and 1.
pub fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 0.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_hyphens_and_diacritics_do_not_matter() {
        assert_eq!(unordered("Bùi Thanh Sơn"), unordered("Son Bui Thanh"));
        assert_eq!(letters("Chang Ho-jin"), letters("Chang Hojin"));
        assert_eq!(content("Agreements on the Defence"), content("agreement on defence"));
    }

    #[test]
    fn transliterations_are_alike() {
        for (a, b) in
            [("Sergey Lavrov", "Lavrov, Sergei"), ("Sékou Touré", "Seku Ture"), ("Mohamed Qasim", "Mohammed Kasim")]
        {
            assert_eq!(transliterated(a), transliterated(b));
        }
        assert_ne!(transliterated("Nguyen Van An"), transliterated("Nguyen Van Anh"));
    }

    #[test]
    fn names_one_slip_apart_share_a_key() {
        for (a, b) in [("euiyong", "euiyoung"), ("tokayev", "tokaiev"), ("merkel", "mekrel")] {
            let forms = with_one_letter_less(a);
            assert!(with_one_letter_less(b).iter().any(|form| forms.contains(form)), "{a} and {b}");
        }
    }
}
