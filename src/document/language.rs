//! Whether a document is in English, decided by the whole document.

use crate::text::{Flags, Text};

/// Words that no English text of some length does without.
const ENGLISH: [&str; 20] = [
    "the", "of", "and", "to", "in", "a", "for", "on", "with", "that", "by", "is", "was", "at", "as", "his", "will",
    "said", "from", "an",
];

/// Fewer words than this say nothing of the language.
const ENOUGH: usize = 25;

/// The name of the language, if it is another than English.
pub(super) fn other_than_english(text: &Text) -> Option<&'static str> {
    let words = text.tokens.iter().filter(|token| token.has(Flags::WORD)).count();
    if words < ENOUGH {
        return None;
    }
    let english = (0..text.tokens.len()).filter(|token| ENGLISH.contains(&text.folded(*token))).count();
    if english * 100 >= words * 14 {
        return None;
    }
    let info = whatlang::detect(text.raw())?;
    (info.lang() != whatlang::Lang::Eng && (english * 100 < words * 6 || info.is_reliable()))
        .then(|| info.lang().eng_name())
}
