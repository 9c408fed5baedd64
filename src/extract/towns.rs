//! Towns that no table knows, by the words around them: `in Ilo, Peru`, `the port of Arica`, `met in Ilo on Monday`.

use std::ops::Range;

use super::gazetteer::Gazetteer;
use super::knowledge::{CountryIndex, Knowledge, Sense};
use super::known_words::KnownWords;
use super::names::Words;
use crate::document::Document;
use crate::text::{Flags, TokenIndex, month};

/// More words than the name of a town has.
const LONGEST: usize = 4;

/// Blocks at the head of an article among which its dateline stands.
const FIRST_BLOCKS: usize = 8;

/// Reads towns sentence by sentence and puts them into the gazetteer.
pub(super) fn read(document: &Document, knowledge: &Knowledge, known: &KnownWords<'_>, gazetteer: &mut Gazetteer) {
    let text = &known.text;
    let mut found: Vec<(Range<TokenIndex>, Option<CountryIndex>)> = Vec::new();
    found.extend(of_dateline(document, gazetteer).map(|tokens| (tokens, None)));
    let words = Words { text, knowledge, gazetteer, known };
    for sentence in &text.sentences {
        if !text.blocks.get(sentence.block).is_some_and(|block| block.kind.is_read()) {
            continue;
        }
        for at in sentence.tokens.clone().skip(1).filter(|at| words.capitalised(*at)) {
            if let Some(town) = words.town(at, &sentence.tokens) {
                found.push(town);
            }
        }
    }
    for (tokens, country) in found {
        gazetteer.put_town(tokens, country);
    }
}

/// `KIRKENES, Monday`, `Bogor, July 28 (ANTARA) -`: where the report was written, if no table knows the town.
fn of_dateline(document: &Document, gazetteer: &Gazetteer) -> Option<Range<TokenIndex>> {
    let text = &document.text;
    let place = document.dateline.as_deref()?;
    let plain = place.is_ascii();
    let same = |name: &str| name.eq_ignore_ascii_case(place) || !plain && name.to_lowercase() == place.to_lowercase();
    let read = text.blocks.iter().filter(|block| block.kind.is_read()).take(FIRST_BLOCKS);
    read.filter_map(|block| text.sentences.get(block.sentences.start)).find_map(|sentence| {
        let start = sentence.tokens.start;
        let end =
            (start + 1..sentence.tokens.end.min(start + LONGEST + 1)).find(|end| same(text.slice(start..*end)))?;
        // `Morales: I asked for it`, in an interview
        let speaks = text.folded(end) == ":";
        (!speaks && (start..end).all(|at| gazetteer.covering(at).is_none())).then_some(start..end)
    })
}

impl Words<'_> {
    /// The town whose name begins at `start`, with its country if that is said.
    fn town(
        &self,
        start: TokenIndex,
        sentence: &Range<TokenIndex>,
    ) -> Option<(Range<TokenIndex>, Option<CountryIndex>)> {
        let text = self.text;
        if !matches!(text.folded(start - 1), "of" | "in" | "at" | "near") {
            return None;
        }
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
        if !matches!(text.folded(start - 1), "in" | "at" | "near") {
            return None;
        }
        if self.is_scene(start, end, sentence) {
            return Some((start..end, None));
        }
        // in Ilo, Peru; in San Antonio, Texas
        if text.folded(end) != "," {
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

    /// `met in Ilo on Monday`, `held talks in Ilo with`: where something took place, by what is said before and behind.
    fn is_scene(&self, start: TokenIndex, end: TokenIndex, sentence: &Range<TokenIndex>) -> bool {
        let text = self.text;
        let weak = (start..end).any(|at| self.is("organization_weak", at) || text.has(at, Flags::ALL_CAPS));
        if weak || text.folded(start - 1) == "near" {
            return false;
        }
        let day =
            |at: TokenIndex| month(text.folded(at)).is_some() || self.is("weekday", at) || text.has(at, Flags::NUMBER);
        let timed = matches!(text.folded(end), "on" | "in" | "from" | "last" | "next" | "this" | "early" | "late")
            && (day(end + 1) || matches!(text.folded(end + 1), "week" | "month" | "year"))
            || day(end) && !text.has(end, Flags::NUMBER)
            || matches!(text.folded(end), "yesterday" | "today" | "tomorrow");
        let closes = end >= sentence.end || matches!(text.folded(end), "." | "," | "with" | "where" | "and" | "to");
        let told = (sentence.start.max(start.saturating_sub(7))..start - 1).any(|at| {
            matches!(
                text.folded(at),
                "met"
                    | "meet"
                    | "meeting"
                    | "talks"
                    | "summit"
                    | "conference"
                    | "session"
                    | "held"
                    | "ceremony"
                    | "signed"
                    | "received"
                    | "receive"
                    | "welcomed"
                    | "dinner"
                    | "luncheon"
                    | "banquet"
                    | "reception"
                    | "audience"
                    | "discussions"
                    | "negotiations"
                    | "consultations"
                    | "gathered"
                    | "conferred"
                    | "opened"
                    | "ended"
                    | "forum"
            )
        });
        told && (timed || closes) || timed && text.folded(start - 1) == "in"
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
