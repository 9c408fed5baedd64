//! Parliaments and governments by words that several countries use.

use std::sync::LazyLock;

use super::super::knowledge::{Phrases, Sense};
use super::super::names::Words;
use super::{Reading, record};
use crate::text::{Flags, TokenIndex};

/// Governments that are called so.
const GOVERNMENTS: [&str; 2] = ["council of ministers", "cabinet of ministers"];

const PARLIAMENTS: [&str; 18] = [
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
    "state council",
];

/// Both, with what they are.
static NAMES: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    let mut names = Phrases::default();
    PARLIAMENTS.iter().for_each(|name| names.insert(name, "parliament"));
    GOVERNMENTS.iter().for_each(|name| names.insert(name, "government"));
    names
});

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
        let (length, kind) = NAMES.at(text, own, end)?;
        // the National Council of Provinces: a longer name that is known
        let known = self.gazetteer.starting(own).filter(|found| matches!(found.sense, Sense::Organization(_)));
        if known.is_some_and(|found| found.tokens.len() > length) {
            return None;
        }
        // `Chairman of the Council of Ministers of Peru`: an office.
        let before = |back: usize| own.checked_sub(back).map_or("", |at| text.folded(at));
        let office = matches!(before(3), "chairman" | "chair" | "chairwoman" | "president") && before(2) == "of";
        if kind == "government" && office && country.is_none() {
            return None;
        }
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
}
