//! The country that stands beside a name: `Hosni Mubarak of Egypt`, `Albania's Edi Rama`, `X, on behalf of Peru`.

use std::ops::Range;

use super::super::knowledge::{CountryIndex, Sense};
use super::super::names::{NameRun, Words};
use super::super::titles::{Polity, Title};
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    /// The country that `of the Republic of Chile,` right before a name gives it.
    pub(super) fn country_before_name(&self, run: &NameRun) -> Option<CountryIndex> {
        let comma = run.phrase.start.checked_sub(1).filter(|at| matches!(self.text.folded(*at), "," | "("))?;
        let found = self.gazetteer.covering(comma.checked_sub(1)?)?;
        match found.sense {
            Sense::Country(country) => Some(country),
            _ => None,
        }
    }

    /// `Albania's` before a name: the country and where it begins.
    pub(super) fn possessor(&self, name: TokenIndex) -> Option<(CountryIndex, TokenIndex)> {
        let mark = name.checked_sub(1).filter(|mark| self.text.has(*mark, Flags::POSSESSIVE))?;
        let found = self.gazetteer.covering(mark.checked_sub(1)?)?;
        match found.sense {
            Sense::Country(country) => Some((country, found.tokens.start)),
            _ => None,
        }
    }

    /// `X signed for Peru`, `X, on behalf of Peru`.
    pub(super) fn acts_for(&self, phrase: &Range<TokenIndex>, titles: &mut [Title], end: TokenIndex) {
        if titles.is_empty() || titles.iter().any(|title| title.polity != Polity::Unsaid) {
            return;
        }
        for at in phrase.end..(phrase.end + 5).min(end) {
            let object = match (self.text.folded(at), self.text.folded(at + 1), self.text.folded(at + 2)) {
                ("for", "the", _) if self.text.folded(at.saturating_sub(1)).starts_with("sign") => at + 2,
                ("for", _, _) if self.text.folded(at.saturating_sub(1)).starts_with("sign") => at + 1,
                ("behalf", "of", "the") => at + 3,
                ("behalf", "of", _) => at + 2,
                // X led the Malawi team
                ("led" | "leads" | "headed" | "heads", "the" | "a", _) if self.is_of_a_delegation(at + 2) => at + 2,
                _ => continue,
            };
            if let Some((country, _)) = self.gazetteer.country(object) {
                for title in titles.iter_mut() {
                    title.polity = Polity::Country(country);
                }
                return;
            }
        }
    }

    /// `Malawi team`, `Chilean delegation`
    fn is_of_a_delegation(&self, at: TokenIndex) -> bool {
        let next = self.gazetteer.country(at).map(|(_, next)| self.skip_possessive(next));
        next.is_some_and(|next| matches!(self.text.folded(next), "team" | "delegation" | "side" | "mission" | "party"))
    }

    /// `Hosni Mubarak of Egypt`, `Lula (Brazil)`.
    pub(super) fn country_after_name(&self, phrase: &mut Range<TokenIndex>, titles: &mut [Title]) {
        let at = phrase.end;
        let object = match self.text.folded(at) {
            "of" | "from" if self.text.folded(at + 1) == "the" => at + 2,
            "of" | "from" | "(" => at + 1,
            _ => return,
        };
        // State Secretary X of the Foreign Office
        if let Some(found) = self.gazetteer.starting(object)
            && matches!(found.sense, Sense::Organization(_))
            && self.text.folded(at) != "("
        {
            for title in titles.iter_mut().filter(|title| title.polity == Polity::Unsaid && !title.counterpart) {
                title.polity = Polity::Organization(object);
                phrase.end = found.tokens.end;
            }
            return;
        }
        let Some((country, next)) = self.gazetteer.country(object) else { return };
        if self.text.has(next, Flags::POSSESSIVE) {
            return;
        }
        let open = titles.iter().any(|title| matches!(title.polity, Polity::Unsaid));
        if self.text.folded(at) == "(" && self.text.folded(next) != ")" || !open {
            return;
        }
        for title in titles.iter_mut().filter(|title| title.polity == Polity::Unsaid) {
            title.polity = Polity::Country(country);
        }
        phrase.end = if self.text.folded(at) == "(" { next + 1 } else { next };
    }
}
