//! Venues by grammar: capitalised words before `Palace`, `Airport`, `checkpoint` and the like.

use super::gazetteer::Gazetteer;
use super::knowledge::{Knowledge, Sense};
use super::known_words::KnownWords;
use super::names::Words;
use crate::text::{Flags, TokenIndex};

/// More words than the name of a venue has before its head.
const LONGEST: usize = 5;

/// Reads venues sentence by sentence and puts them into the gazetteer.
pub(super) fn read(knowledge: &Knowledge, known: &KnownWords<'_>, gazetteer: &mut Gazetteer) {
    let text = &known.text;
    let mut found: Vec<std::ops::Range<TokenIndex>> = Vec::new();
    let words = Words { text, knowledge, gazetteer, known };
    for sentence in &text.sentences {
        if !text.blocks.get(sentence.block).is_some_and(|block| block.kind.is_read()) {
            continue;
        }
        for head in sentence.tokens.clone().filter(|head| words.is("venue_head", *head)) {
            if words.gazetteer.covering(head).is_some() {
                continue;
            }
            let mut start = head;
            while start > sentence.tokens.start && head - start < LONGEST && words.may_name_a_venue(start - 1) {
                start -= 1;
            }
            let before = start.checked_sub(1).map_or("", |token| text.folded(token));
            let placed = matches!(
                before,
                "at" | "in" | "the" | "to" | "from" | "of" | "near" | "outside" | "inside" | "via" | "through"
            );
            if start < head && placed && start > sentence.tokens.start {
                found.push(start..head + 1);
            }
        }
        for head in sentence.tokens.clone().skip(1).filter(|head| words.is("venue_first", *head)) {
            if let Some(end) = words.venue_behind_head(head, sentence.tokens.end) {
                found.push(head..end);
            }
        }
    }
    for tokens in found {
        gazetteer.put_venue(tokens);
    }
}

impl Words<'_> {
    /// `Palacio de San Carlos`, `Hotel Ritz`, `Istana Merdeka`: the token after a venue whose head stands first.
    fn venue_behind_head(&self, head: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        if !self.capitalised(head) || self.gazetteer.covering(head).is_some() {
            return None;
        }
        let before = head.checked_sub(1).map_or("", |token| self.text.folded(token));
        if !matches!(before, "at" | "in" | "the" | "to" | "from" | "near" | "outside" | "inside") {
            return None;
        }
        let link = |at: TokenIndex| {
            self.is("particle", at) || matches!(self.text.folded(at), "d'" | "l'" | "dei" | "des" | "and")
        };
        let mut last = None;
        for at in head + 1..end.min(head + 1 + LONGEST) {
            if self.may_name_a_venue(at) {
                last = Some(at + 1);
            } else if !link(at) {
                break;
            }
        }
        last
    }

    fn may_name_a_venue(&self, at: TokenIndex) -> bool {
        let free = match self.gazetteer.covering(at).map(|found| found.sense) {
            None | Some(Sense::City(_) | Sense::Capital(_)) => true,
            Some(_) => false,
        };
        let word = self.capitalised(at) && !self.is("notstart", at) && !self.is("weekday", at) && !self.is("month", at);
        free && (word || self.text.has(at, Flags::ABBREVIATION) && self.capitalised(at))
    }
}
