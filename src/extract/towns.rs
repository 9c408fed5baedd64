//! Towns that no table knows, by the words around them: `in Ilo, Peru`, `the port of Arica`.

use std::ops::Range;

use super::gazetteer::Gazetteer;
use super::knowledge::{CountryIndex, Knowledge, Sense};
use super::known_words::KnownWords;
use super::names::Words;
use crate::text::{Flags, Text, TokenIndex};

/// More words than the name of a town has.
const LONGEST: usize = 4;

/// Reads towns sentence by sentence and puts them into the gazetteer.
pub(super) fn read(text: &Text, knowledge: &Knowledge, known: &KnownWords<'_>, gazetteer: &mut Gazetteer) {
    let mut found: Vec<(Range<TokenIndex>, Option<CountryIndex>)> = Vec::new();
    let words = Words { text, knowledge, gazetteer, known };
    for sentence in &text.sentences {
        if !text.blocks.get(sentence.block).is_some_and(|block| block.kind.is_read()) {
            continue;
        }
        for at in sentence.tokens.clone().skip(1) {
            if let Some(town) = words.town(at, &sentence.tokens) {
                found.push(town);
            }
        }
    }
    for (tokens, country) in found {
        gazetteer.put_town(tokens, country);
    }
}

impl Words<'_> {
    /// The town whose name begins at `start`, with its country if that is said.
    fn town(
        &self,
        start: TokenIndex,
        sentence: &Range<TokenIndex>,
    ) -> Option<(Range<TokenIndex>, Option<CountryIndex>)> {
        let text = self.text;
        let end =
            (start..sentence.end.min(start + LONGEST)).find(|at| !self.may_name_a_town(*at)).unwrap_or(start + LONGEST);
        if end == start || self.capitalised(end) {
            return None;
        }
        let called = text.folded(start - 1) == "of"
            && start >= sentence.start + 2
            && self.is("town", start - 2)
            && !self.capitalised(start - 2);
        if called {
            let before = start.checked_sub(3).and_then(|at| self.gazetteer.covering(at));
            let country = before.and_then(|found| match found.sense {
                Sense::Country(country) | Sense::Adjective(country) => Some(country),
                _ => None,
            });
            return Some((start..end, country));
        }
        // in Ilo, Peru; in San Antonio, Texas
        if !matches!(text.folded(start - 1), "in" | "at" | "near") || text.folded(end) != "," {
            return None;
        }
        let found = self.gazetteer.starting(end + 1)?;
        if text.has(found.tokens.end, Flags::POSSESSIVE) || self.capitalised(found.tokens.end) {
            return None;
        }
        match found.sense {
            Sense::Country(country) | Sense::City(country) => Some((start..end, Some(country))),
            _ => None,
        }
    }

    fn may_name_a_town(&self, at: TokenIndex) -> bool {
        self.capitalised(at)
            && self.text.has(at, Flags::WORD)
            && self.gazetteer.covering(at).is_none()
            && !["notstart", "month", "weekday", "honorific", "organization", "venue_head"]
                .iter()
                .any(|class| self.is(class, at))
    }
}
