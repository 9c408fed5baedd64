//! What an office is about: `of foreign affairs, trade and industry`, `for the Great Lakes`, `of the political wing of`.

use std::ops::Range;

use super::super::knowledge::{CountryIndex, OfficeWord, Sense};
use super::super::names::Words;
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    /// `of the political wing [of the People's Party]`, `for migrant workers[, Ms X]`: what somebody heads or looks after
    /// in small letters. The token after its words, and after the `of` behind them.
    pub(super) fn part_of(&self, at: TokenIndex, end: TokenIndex) -> Option<(TokenIndex, TokenIndex)> {
        let text = self.text;
        if !matches!(text.folded(at), "of" | "for") {
            return None;
        }
        let start = at + 1 + usize::from(text.folded(at + 1) == "the");
        let plain = |token: &TokenIndex| text.has(*token, Flags::WORD) && !self.capitalised(*token);
        let last = (start..(start + 4).min(end)).find(|token| !plain(token) || text.folded(*token) == "of")?;
        if last == start || self.gazetteer.covering(start).is_some() {
            return None;
        }
        let object = last + 1 + usize::from(text.folded(last + 1) == "the");
        let body = self.gazetteer.starting(object).map(|found| found.sense);
        if text.folded(at) == "of" && text.folded(last) == "of" && matches!(body, Some(Sense::Organization(_))) {
            return Some((last, last));
        }
        let name = self.name(last + 1, end, false).filter(|run| run.honorific || run.name.len() > 1);
        (text.folded(at) == "for" && text.folded(last) == "," && name.is_some()).then_some((last, last))
    }

    /// `of the Moldovan parliament`, `of Kenya's central bank`, `of the Danish navy`: a body of a state in small letters. The
    /// country, and the words of the body.
    pub(super) fn body_of_country(&self, at: TokenIndex, end: TokenIndex) -> Option<(CountryIndex, Range<TokenIndex>)> {
        let text = self.text;
        if text.folded(at) != "of" {
            return None;
        }
        let start = at + 1 + usize::from(text.folded(at + 1) == "the");
        let (country, next) = self.gazetteer.country(start)?;
        let body = self.skip_possessive(next);
        if body == next && self.is_country_name(start) {
            return None;
        }
        let plain = |token: &TokenIndex| text.has(*token, Flags::WORD) && !self.capitalised(*token);
        let words = (body..(body + 4).min(end)).take_while(plain);
        let last = words.filter(|token| self.is("state_body", *token)).last()?;
        Some((country, body..last + 1))
    }

    /// The token after `foreign affairs, trade and industry`.
    pub(super) fn portfolio(&self, start: TokenIndex, end: TokenIndex) -> TokenIndex {
        let affairs = self.affairs(start, end);
        let mut at = affairs;
        let mut last = affairs;
        while at < end {
            // the Minister of Health, Foreign Minister X: another title begins.
            if matches!(self.text.folded(at), "," | "and" | "&") && self.begins_with_field(at + 1, end) {
                break;
            }
            match self.office_word(at, end) {
                // European affairs: the name of a region is a field here.
                Some((length, OfficeWord::Portfolio))
                    if self
                        .gazetteer
                        .covering(at)
                        .is_none_or(|found| matches!(found.sense, Sense::Region { .. } | Sense::Quiet)) =>
                {
                    at += length;
                    last = at;
                }
                Some((1, OfficeWord::Modifier))
                    if matches!(
                        self.text.folded(at),
                        "state" | "special" | "parliamentary" | "military" | "general"
                    ) =>
                {
                    at += 1
                }
                Some((1, OfficeWord::Head { .. })) if matches!(self.text.folded(at), "general" | "cabinet") => at += 1,
                _ if at > start
                    && self.text.folded(at - 1) == "the"
                    && self.gazetteer.starting(at).is_some_and(|found| matches!(found.sense, Sense::Region { .. })) =>
                {
                    at = self.gazetteer.starting(at).map_or(at + 1, |found| found.tokens.end);
                    last = at;
                }
                // women's affairs
                _ if at > start && self.text.has(at, Flags::POSSESSIVE) && at < last + 1 => at += 1,
                _ if at > start
                    && matches!(
                        self.text.folded(at),
                        "and" | "," | "&" | "-" | "/" | "of" | "the" | "for" | "with"
                    )
                    && at < last + 3 =>
                {
                    at += 1
                }
                _ => break,
            }
        }
        last
    }

    /// Whether a title begins that names its field first: `Foreign Minister`.
    fn begins_with_field(&self, at: TokenIndex, end: TokenIndex) -> bool {
        let field = matches!(self.office_word(at, end), Some((_, OfficeWord::Portfolio | OfficeWord::Modifier)));
        field && self.leads_to_head(at, end)
    }

    /// The token after `Women's Affairs`, `Commonwealth Relations`, `Waqf and Islamic Affairs`: capitalised words that such
    /// a word ends, whatever they name.
    pub(super) fn affairs(&self, start: TokenIndex, end: TokenIndex) -> TokenIndex {
        let text = self.text;
        let inside = |at: TokenIndex| {
            let other = self.is_country_name(at)
                || self.is("given", at)
                || matches!(self.office_word(at, end), Some((_, OfficeWord::Head { .. })));
            self.capitalised(at) && !other
                || text.has(at, Flags::POSSESSIVE)
                || matches!(text.folded(at), "and" | "&" | "," | "of" | "for")
        };
        // The African Development Bank and the Council of European Affairs are bodies.
        let body = |at: TokenIndex| {
            self.gazetteer.covering(at).is_some_and(|found| matches!(found.sense, Sense::Organization(_)))
        };
        let ends = |at: &TokenIndex| self.is("field_end", *at) && self.capitalised(*at) && !body(*at);
        let words = (start..end.min(start + 7)).take_while(|at| inside(*at));
        words.skip(1).filter(ends).last().map_or(start, |at| at + 1)
    }

    /// The token after `Compact Negotiations`, `the Great Lakes`: capitalised words up to a name that follows.
    pub(super) fn mandate(&self, start: TokenIndex, end: TokenIndex) -> TokenIndex {
        let mut at = start;
        while at < end && at < start + 6 {
            if let Some(found) = self.gazetteer.starting(at)
                && matches!(found.sense, Sense::Region { .. } | Sense::Quiet)
            {
                at = found.tokens.end;
                continue;
            }
            let joins = matches!(self.text.folded(at), "and" | "of" | "the") && at > start && self.capitalised(at + 1);
            let word = self.capitalised(at) && self.gazetteer.covering(at).is_none() && !self.is("given", at);
            if !(joins || word) {
                break;
            }
            at += 1;
        }
        // What is left must not be half of a name: give back the last two words when no given name stopped the run.
        if at > start
            && !self.is("given", at)
            && self.capitalised(at.wrapping_sub(1))
            && !self.text.has(at, Flags::WORD)
            && at >= start + 3
        {
            return at - 2;
        }
        if at > start && self.is("given", at) || !self.capitalised(at) { at } else { start }
    }
}
