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
