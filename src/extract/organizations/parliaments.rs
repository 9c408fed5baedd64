//! Parliaments and governments by words that several countries use.

use super::super::names::Words;
use super::{Reading, record};
use crate::text::{Flags, TokenIndex};

/// Governments that are called so.
const GOVERNMENTS: [&str; 2] = ["council of ministers", "cabinet of ministers"];

const PARLIAMENTS: [&str; 17] = [
    "federal parliament",
    "national assembly",
    "parliament",
    "senate",
    "congress",
    "house of representatives",
    "chamber of deputies",
    "people's assembly",
    "federal assembly",
    "legislative assembly",
    "supreme soviet",
    "house of the people",
    "shura council",
    "people's council",
    "national council",
    "federal council",
    "supreme council",
];

impl Words<'_> {
    pub(super) fn parliament(&self, start: TokenIndex, end: TokenIndex) -> Option<Reading> {
        let text = self.text;
        let (mut country, own) = self.owner(start);
        if own >= end || !self.capitalised(own) {
            return None;
        }
        if let Some(length) = self.chief_office(own, end) {
            let name = text.plain_slice(own..own + length);
            let (country, last) = match self.of_country(own + length).filter(|_| country.is_none()) {
                Some((owner, next)) => (Some(owner), next),
                None => (country, own + length),
            };
            return Some((start..last, record(name, "ministry", country)));
        }
        let first = text.folded(own).as_bytes().first();
        let begins = |words: &&&str| words.as_bytes().first() == first;
        let length_of = |names: &[&str]| names.iter().filter(begins).find_map(|words| self.words_at(own, end, words));
        let (length, kind) = length_of(&PARLIAMENTS)
            .map(|length| (length, "parliament"))
            .or_else(|| length_of(&GOVERNMENTS).map(|length| (length, "government")))?;
        let mut tokens = start..own + length;
        if country.is_none()
            && let Some((owner, next)) = self.of_country(tokens.end)
        {
            country = Some(owner);
            tokens.end = next;
        }
        Some((tokens, record(text.plain_slice(own..own + length), kind, country)))
    }

    /// `Office of the President`, `Prime Minister's Office`: the number of its words.
    fn chief_office(&self, at: TokenIndex, end: TokenIndex) -> Option<usize> {
        let text = self.text;
        let office = |at: TokenIndex| text.folded(at) == "office" && self.capitalised(at);
        let chief = |at: TokenIndex| {
            let deputy = usize::from(matches!(text.folded(at), "vice" | "deputy"));
            match (text.folded(at + deputy), text.folded(at + deputy + 1)) {
                ("president", _) => Some(deputy + 1),
                ("prime", "minister") => Some(deputy + 2),
                _ => None,
            }
        };
        let length = if office(at) && text.folded(at + 1) == "of" && text.folded(at + 2) == "the" {
            3 + chief(at + 3).filter(|_| self.capitalised(at + 3))?
        } else {
            let titled = chief(at)?;
            let owned = text.has(at + titled, Flags::POSSESSIVE) && office(at + titled + 1);
            owned.then_some(titled + 2)?
        };
        (at + length <= end).then_some(length)
    }

    fn words_at(&self, at: TokenIndex, end: TokenIndex, phrase: &str) -> Option<usize> {
        let mut token = at;
        for word in phrase.split(' ') {
            let (word, possessive) = word.strip_suffix("'s").map_or((word, false), |stem| (stem, true));
            if token >= end || self.text.folded(token) != word {
                return None;
            }
            token += 1;
            if possessive {
                if !self.text.has(token, Flags::POSSESSIVE) {
                    return None;
                }
                token += 1;
            }
        }
        Some(token - at)
    }
}
