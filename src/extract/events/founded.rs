//! Bodies that a sentence brings into being: `set up a Joint Border Commission`. They are what was agreed and act nowhere in it, so
//! that their words are laid out as those of `set up a joint commission`.

use std::ops::Range;

use super::layout::Builder;
use super::lexicon::Form;
use crate::text::TokenIndex;

/// Words between the verb and the name: `set up a new Joint Commission`.
const BETWEEN: usize = 2;
/// Words between the name and the verb: `will also be established`.
const AUXILIARIES: usize = 4;

impl Builder<'_, '_> {
    /// Whether the sentence tells of the body named by these tokens that it is set up.
    pub(super) fn is_founded(&self, body: &Range<TokenIndex>) -> bool {
        let mechanism = |token: TokenIndex| self.known.lexicon(token).noun("instrument") == Some("mechanism");
        body.clone().any(mechanism) && (self.founded_before() || self.founded_behind(body.end))
    }

    fn founded_before(&self) -> bool {
        let describes = |word: &str| matches!(word, "a" | "an" | "the" | "new" | "joint" | "permanent" | "special");
        let between = self.items.iter().rev().take(BETWEEN).take_while(|item| describes(&item.word)).count();
        let Some(last) = self.items.len().checked_sub(between + 1) else { return false };
        // `set up` ends one word after it begins.
        [last, last.saturating_sub(1)].into_iter().any(|at| {
            let Some(item) = self.items.get(at) else { return false };
            let word = |ahead: usize| self.items.get(at + ahead).map(|item| &*item.word);
            item.known.verb("Found", word).is_some_and(|(_, length)| at + length == last + 1)
        })
    }

    fn founded_behind(&self, from: TokenIndex) -> bool {
        let passes = |token: &TokenIndex| {
            let word = self.known.lexicon(*token);
            word.is("auxiliary") || word.is("adverb") || matches!(self.text.folded(*token), "be" | "been" | "to")
        };
        let between = (from..from + AUXILIARIES).take_while(passes).count();
        let at = from + between;
        let word = |ahead: usize| Some(self.text.folded(at + ahead)).filter(|word| !word.is_empty());
        between > 0 && self.known.lexicon(at).verb("Found", word).is_some_and(|(form, _)| form == Form::Past)
    }
}
