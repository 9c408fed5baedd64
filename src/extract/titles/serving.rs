//! Officers who serve another officer: `Special Envoy of the President of Peru`, `adviser to the Prime Minister`.

use super::super::knowledge::Sense;
use super::super::names::Words;
use super::Title;
use crate::text::TokenIndex;

impl Words<'_> {
    /// Whether a title is that of somebody who serves another officer.
    pub(in crate::extract) fn serves_another(&self, title: &Title) -> bool {
        title.head.clone().any(|token| self.is("serving", token))
    }

    /// Whether another title with a name begins at `start`: `U.S. President`, `Foreign Secretary`.
    pub(super) fn begins_title(&self, start: TokenIndex, end: TokenIndex) -> bool {
        let body = || {
            let found = self.gazetteer.starting(start)?;
            matches!(found.sense, Sense::Organization(_)).then_some(found.tokens.end)
        };
        let country = self.gazetteer.country(start).map(|(_, next)| next);
        let own = country.or_else(body).map_or(start, |next| self.skip_possessive(next));
        self.capitalised(own) && own < end && !self.is("rank", own) && self.leads_to_head(own, end)
    }

    /// `Special Envoy of the President of Peru`, `adviser to the Prime Minister`: the officer whom the holder serves, where he
    /// is not named.
    pub(super) fn served(&self, title: &Title, at: TokenIndex, object: TokenIndex, end: TokenIndex) -> Option<Title> {
        let serves = matches!(self.text.folded(at), "to" | "of") && object > at + 1 && self.serves_another(title);
        if !serves || title.plural || !self.begins_title(object, end) {
            return None;
        }
        let served = self.title(object, end)?;
        let named = self.name(served.tokens.end, end, true).is_some();
        (!named && !served.plural && !served.weak && !served.counterpart && served.tokens.start == object)
            .then_some(served)
    }

    /// The words of a title without the officer whom its holder serves: `adviser` of `adviser to the Prime Minister`.
    pub(super) fn own_words<'t>(&self, title: &'t Title) -> &'t str {
        let words = title.words.as_str();
        if !self.serves_another(title) {
            return words;
        }
        let end = [" to the ", " of the "].iter().filter_map(|link| words.find(link)).min();
        end.and_then(|end| words.get(..end)).unwrap_or(words)
    }
}
