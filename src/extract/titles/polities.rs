//! Where an office is held: posts abroad, states by their full style, councils of ministers.

use super::super::gazetteer::Found;
use super::super::knowledge::{CountryIndex, Sense};
use super::super::names::Words;
use super::{Polity, Title};
use crate::text::TokenIndex;

/// Councils whose chairman leads the government or the state itself.
const HIGH_COUNCILS: [&[&str]; 14] = [
    &["council", "of", "ministers"],
    &["cabinet", "of", "ministers"],
    &["council", "of", "state"],
    &["state", "council"],
    &["presidential", "council"],
    &["presidential", "leadership", "council"],
    &["supreme", "military", "council"],
    &["sovereignty", "council"],
    &["transitional", "sovereignty", "council"],
    &["state", "administration", "council"],
    &["state", "affairs", "commission"],
    &["presidium", "of", "the", "supreme", "soviet"],
    &["presidium", "of", "the", "supreme", "people", "s", "assembly"],
    &["presidium"],
];

impl Words<'_> {
    /// Whose the title is that a town or a seat of government begins, and the token where its words go on: `Kremlin
    /// spokesman`, `Lima mayor`, `Peking's Foreign Minister`. `first`: the title begins there.
    pub(super) fn polity_of_town(&self, at: TokenIndex, first: bool) -> Option<(Polity, TokenIndex)> {
        let found = self.gazetteer.starting(at)?;
        let end = found.tokens.end;
        let next = self.skip_possessive(end);
        match found.sense {
            Sense::Seat(Some(country)) => Some((Polity::Country(country), next)),
            Sense::City(_) | Sense::Capital(_) if first && matches!(self.text.folded(end), "mayor" | "governor") => {
                Some((Polity::Place(at), end))
            }
            Sense::Capital(country) if first && next > end => {
                let of_town = (next..next + 3).any(|word| self.is("of_town", word));
                (!of_town).then_some((Polity::Country(country), next))
            }
            _ => None,
        }
    }

    /// The token after the countries or the city where somebody is posted.
    pub(super) fn post(&self, start: TokenIndex, title: &mut Title, lists: bool) -> Option<TokenIndex> {
        let found = self.gazetteer.starting(start)?;
        let country = match found.sense {
            Sense::Country(country) | Sense::Capital(country) | Sense::City(country) => country,
            _ => return None,
        };
        title.posted_to = Some(country);
        let mut last = found.tokens.end;
        if !lists || title.polity == Polity::Unsaid {
            return Some(last);
        }
        loop {
            let mut next = last;
            while matches!(self.text.folded(next), "," | "and" | "the") && next < last + 3 {
                next += 1;
            }
            let place = |found: &Found| matches!(found.sense, Sense::Country(_) | Sense::Region { .. });
            match self.gazetteer.starting(next).filter(|found| next > last && place(found)) {
                Some(found) => last = found.tokens.end,
                None => return Some(last),
            }
        }
    }

    /// The token of the country behind `friendly Republic of Peru`, where the name alone is known.
    pub(super) fn styled_state(&self, start: TokenIndex) -> TokenIndex {
        let text = self.text;
        let mut at = start;
        if matches!(
            text.folded(at),
            "friendly" | "brotherly" | "sisterly" | "fraternal" | "neighbouring" | "neighboring" | "sister"
        ) {
            at += 1;
        }
        if self.gazetteer.country(at).is_some() {
            return at;
        }
        let state = (at..at + 4).find(|of| text.folded(*of) == "of").filter(|of| {
            matches!(
                text.folded(of.saturating_sub(1)),
                "republic" | "state" | "kingdom" | "sultanate" | "federation" | "principality" | "emirate"
            ) && self.is_country_name(of + 1)
        });
        state.map_or(start, |of| of + 1)
    }

    /// `Council of Ministers`, `USSR Council of Ministers`, `Presidium of the Supreme Soviet of Peru`: who heads it leads the
    /// government or the state. The token after its words, and after the country behind them.
    pub(super) fn council_of_ministers(
        &self,
        start: TokenIndex,
        title: &mut Title,
        end: TokenIndex,
    ) -> Option<(TokenIndex, TokenIndex)> {
        let text = self.text;
        // The gazetteer may have the council and its country as one name.
        let country = |at: TokenIndex| match self.knowledge.names.at(text, at, end)? {
            (length, Sense::Country(country) | Sense::Adjective(country)) => Some((country, at + length)),
            _ => None,
        };
        let before = country(start);
        let council = before.map_or(start, |(_, next)| self.skip_possessive(next));
        let last = HIGH_COUNCILS.iter().find_map(|words| {
            let last = council + words.len();
            let fits = (council..last).zip(words.iter()).all(|(token, word)| text.folded(token) == *word);
            (last <= end && fits).then_some(last)
        })?;
        let object = last + 1 + usize::from(text.folded(last + 1) == "the");
        let after = country(object).filter(|_| before.is_none() && text.folded(last) == "of");
        // The State Council of Oman is a chamber of its parliament.
        let chamber = |(country, _): (CountryIndex, TokenIndex)| {
            let iso3 = self.knowledge.countries.get(usize::from(country)).map_or("", |record| record.iso3.as_str());
            matches!(iso3, "OMN" | "CHN" | "THA") && text.folded(council) == "state"
        };
        if before.or(after).is_some_and(chamber) {
            return None;
        }
        if let (Some((country, _)), Polity::Unsaid) = (before.or(after), &title.polity) {
            title.polity = Polity::Country(country);
        }
        Some((last, after.map_or(last, |(_, next)| next)))
    }
}
