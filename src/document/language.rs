//! Whether a document is in English, decided by the whole document.

use crate::text::{Flags, Text};

/// Words that no English text of some length does without.
const ENGLISH: [&str; 20] = [
    "the", "of", "and", "to", "in", "a", "for", "on", "with", "that", "by", "is", "was", "at", "as", "his", "will",
    "said", "from", "an",
];

/// Words that sentences in other languages of Latin letters are held together by, and that are no part of names: Spanish,
/// Portuguese, French, Italian, German, Dutch, Swedish, Polish, Turkish and Indonesian.
const ELSEWHERE: [&str; 63] = [
    "el", "los", "las", "que", "para", "con", "por", "una", "su", "sus", "se", "um", "uma", "com", "nao", "pelo",
    "sobre", "os", "le", "les", "des", "une", "dans", "pour", "avec", "est", "qui", "sont", "au", "aux", "ses", "il",
    "che", "di", "per", "della", "sono", "und", "mit", "ist", "dem", "fur", "uber", "auf", "eine", "einen", "het",
    "een", "voor", "zijn", "och", "att", "som", "sie", "nie", "jest", "oraz", "ve", "ile", "bir", "yang", "dan",
    "dengan",
];

/// Fewer words than this say nothing of the language.
const A_FEW: usize = 10;
/// Fewer words than this say too little for letters alone: names outweigh them.
const ENOUGH: usize = 25;

/// The name of the language, if it is another than English.
pub(super) fn other_than_english(text: &Text) -> Option<&'static str> {
    let words = text.tokens.iter().filter(|token| token.has(Flags::WORD)).count();
    if words < A_FEW {
        return None;
    }
    let count = |list: &[&str]| (0..text.tokens.len()).filter(|token| list.contains(&text.folded(*token))).count();
    let english = count(&ENGLISH);
    if english * 100 >= words * 14 {
        return None;
    }
    let info = whatlang::detect(text.raw())?;
    let sure = if words < ENOUGH && info.script() == whatlang::Script::Latin {
        let elsewhere = (0..text.tokens.len())
            .filter(|token| !text.has(*token, Flags::CAPITALISED) && ELSEWHERE.contains(&text.folded(*token)));
        elsewhere.count() > english.max(1)
    } else {
        english * 100 < words * 6 || info.is_reliable()
    };
    (info.lang() != whatlang::Lang::Eng && sure).then(|| info.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(text: &str) -> Option<&'static str> {
        other_than_english(&Text::new(text.to_owned()))
    }

    #[test]
    fn short_items_are_known_by_their_words() {
        for (text, language) in [
            (
                "Der Bundeskanzler ist am Mittwoch in Wien mit dem Kanzler zusammengetroffen, um über die Energiepolitik zu sprechen.",
                "German",
            ),
            (
                "El canciller se reunió ayer con su homólogo peruano para hablar del comercio entre ambos países.",
                "Spanish",
            ),
            (
                "Le ministre des Affaires étrangères a reçu hier son homologue tunisien au siège de son département.",
                "French",
            ),
        ] {
            assert_eq!(other(text), Some(language), "{text}");
        }
        for text in [
            "Nixon, Brezhnev sign arms pact",
            "Present: Mr. Oduya, Mr. Bui, Mrs. Lindqvist, Mr. Okafor, Mr. Haddad, Miss Ferreira",
            "Finland, Estonia foreign ministers discuss ferry traffic, energy links, Baltic security next week, ministry says",
            "Kenya: President Ruto meets Ethiopian Prime Minister Abiy Ahmed, discusses trade, security, Nairobi",
        ] {
            assert_eq!(other(text), None, "{text}");
        }
    }
}
