//! Organizations by grammar: ministries, embassies, parliaments, and capitalised names with a head word
//! (`Agency`, `Institute`, `Party`, …) or with their initials in brackets.

mod embassies;
mod ministries;
mod named;
mod parliaments;
mod short_forms;

use std::ops::Range;

use super::gazetteer::Gazetteer;
use super::knowledge::{CountryIndex, Knowledge, OfficeWord, OrganizationRecord, Sense};
use super::known_words::KnownWords;
use super::names::Words;
use crate::text::TokenIndex;

/// More tokens than a name has.
const LONGEST: usize = 40;

/// The kind of bodies that are called by common words alone: they are told of only where an event or office is theirs.
pub(super) const COMMON: &str = "common";

type Reading = (Range<TokenIndex>, OrganizationRecord);

/// Reads organizations sentence by sentence and puts them into the gazetteer.
pub(super) fn read(knowledge: &Knowledge, known: &KnownWords<'_>, gazetteer: &mut Gazetteer) {
    let text = &known.text;
    for sentence in &text.sentences {
        if !text.blocks.get(sentence.block).is_some_and(|block| block.kind.is_read()) {
            continue;
        }
        let mut at = sentence.tokens.start;
        let mut head = at;
        while at < sentence.tokens.end {
            let words = Words { text, knowledge, gazetteer, known };
            let ministries = words.begins_ministries(at);
            if !ministries && !words.may_begin(at) {
                at += 1;
                continue;
            }
            head = (head.max(at)..sentence.tokens.end)
                .find(|token| words.proves_a_name(*token))
                .unwrap_or(sentence.tokens.end);
            if ministries {
                let listed = words.ministries(at, sentence.tokens.end);
                if let Some((last, _)) = listed.last() {
                    at = last.end;
                    for (tokens, record) in listed {
                        gazetteer.put_organization(tokens, record);
                    }
                    continue;
                }
            }
            match words.organization(at, sentence.tokens.clone(), head < at + LONGEST) {
                Some((tokens, record)) => {
                    at = tokens.end.max(at + 1);
                    gazetteer.put_organization(tokens, record);
                }
                // The Chief of Army Staff of Peru: no body begins within the words of an office.
                None => {
                    at += match known.office_word(at) {
                        Some((length, OfficeWord::Head { .. })) => length,
                        _ => 1,
                    }
                }
            }
        }
    }
    short_forms::read(knowledge, known, gazetteer);
}

fn record(name: String, kind: &'static str, country: Option<CountryIndex>) -> OrganizationRecord {
    OrganizationRecord { name, acronym: None, kind, country }
}

impl Words<'_> {
    /// Whether an organization can begin with the token: most tokens begin none.
    fn may_begin(&self, at: TokenIndex) -> bool {
        self.capitalised(at)
            || self.known.begins_office(at)
            || self.gazetteer.country(at).is_some()
            || matches!(self.text.folded(at), "embassy" | "consulate" | "high")
    }

    /// Whether a capitalised name may be an organization for this token: a head word, or the bracket before its initials.
    fn proves_a_name(&self, at: TokenIndex) -> bool {
        self.is("organization", at) || self.text.folded(at) == "("
    }

    /// The organization that begins at a token; `named` says that what proves a name is near.
    fn organization(&self, at: TokenIndex, sentence: Range<TokenIndex>, named: bool) -> Option<Reading> {
        if !self.may_begin(at) {
            return None;
        }
        // (Photo: Ministry of Foreign Affairs)
        let credited = at >= sentence.start + 2
            && self.text.folded(at - 1) == ":"
            && matches!(self.text.folded(at - 2), "photo" | "photos" | "picture" | "image" | "credit" | "courtesy");
        if credited {
            return None;
        }
        // An already known name is left alone, except a country that begins a longer name.
        if let Some(found) = self.gazetteer.covering(at)
            && !matches!(
                found.sense,
                Sense::Country(_)
                    | Sense::Adjective(_)
                    | Sense::City(_)
                    | Sense::Capital(_)
                    | Sense::Organization(_)
                    | Sense::Region { .. }
            )
        {
            return None;
        }
        if self.gazetteer.covering(at).is_some_and(|found| found.tokens.start != at) {
            return None;
        }
        // Group Captain X is no group.
        if self.is("honorific_lead", at) && self.is_honorific_pair(at) {
            return None;
        }
        self.ministry(at, sentence.end)
            .or_else(|| self.embassy(at, sentence.end))
            .or_else(|| self.parliament(at, sentence.end))
            .or_else(|| self.lower_association(at, &sentence))
            .or_else(|| if named { self.named(at, sentence) } else { None })
    }

    /// A country before an organization's own words: `Russian`, `Kenya's`, `the RoK's`.
    fn owner(&self, at: TokenIndex) -> (Option<CountryIndex>, TokenIndex) {
        match self.gazetteer.country(at) {
            Some((country, next)) => (Some(country), self.skip_possessive(self.skip_abbreviation(next))),
            None => (None, at),
        }
    }

    /// `of Peru`, `of the Republic of Korea`.
    fn of_country(&self, at: TokenIndex) -> Option<(CountryIndex, TokenIndex)> {
        if self.text.folded(at) != "of" {
            return None;
        }
        let object = if self.text.folded(at + 1) == "the" { at + 2 } else { at + 1 };
        self.gazetteer
            .country(object)
            .filter(|_| self.gazetteer.starting(object).is_some_and(|found| matches!(found.sense, Sense::Country(_))))
    }
}
