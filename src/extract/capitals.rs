//! Capitals told by their countries: `in the Kazakh capital`, `in Norway's capital`, and `the capital` after one was named.

use std::ops::Range;

use super::knowledge::{CountryIndex, Sense};
use super::names::Words;
use super::reader::{Builder, Use};
use crate::text::{Flags, TokenIndex};

/// Nouns before which `capital` is money or only describes.
const OTHER_CAPITAL: [&str; 16] = [
    "market",
    "markets",
    "flow",
    "flows",
    "investment",
    "investments",
    "goods",
    "control",
    "controls",
    "account",
    "stock",
    "gains",
    "expenditure",
    "spending",
    "punishment",
    "outflow",
];

/// Adds a place wherever a capital is meant and not named. `the capital` is the one told so before, else that where the
/// report was written, else, where no place is printed above it, the one last named.
pub(super) fn add(builder: &mut Builder<'_>, uses: &[Use], dateline: Option<&str>) {
    let words = builder.words;
    if !(0..words.text.tokens.len()).any(|at| words.text.folded(at) == "capital") {
        return;
    }
    let scene = dateline.map(crate::text::fold::fold);
    let mut last = words.gazetteer.found.iter().find_map(|found| match found.sense {
        Sense::Capital(country) if Some(words.text.folded_slice(found.tokens.clone())) == scene => Some(country),
        _ => None,
    });
    let mut found = words.gazetteer.found.iter().zip(uses).peekable();
    for sentence in &words.text.sentences {
        if !super::reader::is_read(words.text, sentence.block) {
            continue;
        }
        for at in sentence.tokens.clone() {
            while let Some((named, used)) = found.next_if(|(named, _)| named.tokens.start <= at) {
                if let (Sense::Capital(country), Use::Plain, None) = (named.sense, used, &scene) {
                    last = Some(country);
                }
            }
            if words.text.folded(at) != "capital" || !words.is_capital_city(at) {
                continue;
            }
            let told = words.country_before(at, sentence.tokens.start);
            let (tokens, country) = match (told, last) {
                (Some(told), _) => told,
                (None, Some(country)) if words.leads_to_place(at) => (at - 1..at + 1, country),
                _ => continue,
            };
            last = Some(country);
            builder.add_capital(tokens, country);
        }
    }
}

impl Words<'_> {
    /// Whether the word is the town, which the text does not name beside it.
    fn is_capital_city(&self, at: TokenIndex) -> bool {
        let next = at + 1 + usize::from(self.text.folded(at + 1) == "city");
        let mark = usize::from(matches!(self.text.folded(next), "," | "of" | "("));
        let named = self
            .gazetteer
            .covering(next + mark)
            .is_some_and(|found| matches!(found.sense, Sense::Capital(_) | Sense::City(_) | Sense::Country(_)));
        let plain = !self.text.has(at, Flags::CAPITALISED) && !OTHER_CAPITAL.contains(&self.text.folded(next));
        plain && !named && !self.capitalised(next)
    }

    /// `the Kazakh` or `Norway's` right before an item, and the country.
    fn country_before(&self, at: TokenIndex, start: TokenIndex) -> Option<(Range<TokenIndex>, CountryIndex)> {
        let last = at.checked_sub(1).filter(|last| *last >= start)?;
        let possessive = self.text.has(last, Flags::POSSESSIVE);
        let named = self.gazetteer.covering(last.checked_sub(usize::from(possessive))?)?;
        match named.sense {
            Sense::Country(country) if possessive => Some((named.tokens.start..at + 1, country)),
            Sense::Adjective(country) if !possessive => {
                let article = named.tokens.start.checked_sub(1).filter(|article| *article >= start)?;
                (self.text.folded(article) == "the").then_some((article..at + 1, country))
            }
            _ => None,
        }
    }

    /// `in the capital`, `to the capital`.
    fn leads_to_place(&self, at: TokenIndex) -> bool {
        let before = |back: usize| at.checked_sub(back).map_or("", |before| self.text.folded(before));
        before(1) == "the" && matches!(before(2), "in" | "to" | "from" | "at" | "left" | "reached" | "for")
    }
}
