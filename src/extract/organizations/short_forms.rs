//! Bodies called by the chief word of their name, `the Forum` once the Pacific Islands Forum was named, or by the initials
//! that stand in brackets behind their name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::gazetteer::Gazetteer;
use super::super::knowledge::{Knowledge, OfficeWord, Sense};
use super::super::known_words::KnownWords;
use super::super::names::Words;
use crate::text::fold::fold;
use crate::text::{Flags, Sieve, TokenIndex};

/// Finds them sentence by sentence and puts them into the gazetteer.
pub(super) fn read(knowledge: &Knowledge, known: &KnownWords<'_>, gazetteer: &mut Gazetteer) {
    let text = &known.text;
    let words = Words { text, knowledge, gazetteer, known };
    let (bodies, initials) = (words.bodies(), words.initials());
    if bodies.is_empty() && initials.is_empty() {
        return;
    }
    let mut lengths = Sieve::default();
    initials.keys().for_each(|letters| lengths.add(letters));
    let spells_initials = |at: TokenIndex| !initials.is_empty() && lengths.may_hold(text.word(at));
    let mut found = Vec::new();
    for sentence in &text.sentences {
        if !text.blocks.get(sentence.block).is_some_and(|block| block.kind.is_read()) {
            continue;
        }
        let tokens = sentence.tokens.clone().filter(|at| words.is("body", *at) || spells_initials(*at));
        let short = |at| words.short_form(at, &bodies).or_else(|| words.initials_at(at, &initials));
        found.extend(tokens.filter_map(|at| short(at).map(|number| (at..at + 1, number))));
    }
    for (tokens, number) in found {
        gazetteer.put_known(tokens, number);
    }
}

impl Words<'_> {
    /// The number of the body that a word means.
    fn short_form(&self, at: TokenIndex, bodies: &FxHashMap<String, Option<u16>>) -> Option<u16> {
        let text = self.text;
        if !self.capitalised(at) || !self.is("body", at) || self.gazetteer.covering(at).is_some() {
            return None;
        }
        let before = at.checked_sub(1).map_or("", |before| text.folded(before));
        let titled = matches!(self.office_word(at + 1, at + 4), Some((_, OfficeWord::Head { .. })));
        let alone = matches!(before, "the" | "its") && !self.capitalised(at + 1) && text.folded(at + 1) != "of";
        if !(titled && !text.has(at, Flags::POSSESSIVE) || alone) {
            return None;
        }
        bodies.get(text.folded(at)).copied().flatten()
    }

    /// The number of the body that is called by its initials there.
    fn initials_at(&self, at: TokenIndex, initials: &FxHashMap<&str, u16>) -> Option<u16> {
        let text = self.text;
        let number = initials.get(text.word(at)).copied()?;
        // What the text says goes before what the table has under the same letters.
        match self.gazetteer.covering(at) {
            None => {
                let bracketed = at.checked_sub(1).is_some_and(|before| text.folded(before) == "(");
                (!bracketed).then_some(number)
            }
            Some(found) => {
                let other =
                    found.tokens.len() == 1 && matches!(found.sense, Sense::Organization(known) if known != number);
                other.then_some(number)
            }
        }
    }

    /// The bodies of the text by their initials.
    fn initials(&self) -> FxHashMap<&str, u16> {
        let text = self.text;
        let mut initials = FxHashMap::default();
        for found in &self.gazetteer.found {
            let Sense::Organization(number) = found.sense else { continue };
            let bracket = found.tokens.end;
            let printed = text.folded(bracket) == "(" && text.folded(bracket + 2) == ")";
            let word = text.word(bracket + 1);
            // Half of a name is none: the Joint Commission for [Bilateral Trade] (JCBT).
            let whole = text.folded(bracket + 1).chars().next() == text.folded(found.tokens.start).chars().next()
                || self.gazetteer.country(found.tokens.start).is_some();
            if printed
                && whole
                && word.chars().filter(|c| c.is_uppercase()).count() > 1
                && !self.is("us_state", bracket + 1)
            {
                initials.entry(word).or_insert(number);
            }
        }
        initials
    }

    /// The bodies of the text by the words of their names; nothing for words that several share.
    fn bodies(&self) -> FxHashMap<String, Option<u16>> {
        let mut bodies: FxHashMap<String, Option<u16>> = FxHashMap::default();
        let numbers = self.gazetteer.found.iter().filter_map(|found| match found.sense {
            Sense::Organization(number) => Some(number),
            _ => None,
        });
        for number in numbers.collect::<FxHashSet<u16>>() {
            let Some(record) = self.gazetteer.organization(number).filter(|record| record.kind == "igo") else {
                continue;
            };
            for word in record.name.split(' ') {
                let known = bodies.entry(fold(word)).or_insert(Some(number));
                *known = known.filter(|known| *known == number);
            }
        }
        bodies
    }
}
