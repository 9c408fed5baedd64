//! What a preposition of a title governs: a country, a body, a city, a region, or the field of the office.

use super::super::knowledge::Sense;
use super::super::names::Words;
use super::{Parts, Polity, Title};
use crate::text::{Flags, TokenIndex};

/// Heads of titles that have a post abroad.
const POSTED: [&str; 9] = [
    "ambassador",
    "envoy",
    "representative",
    "commissioner",
    "d'affaires",
    "affaires",
    "consul",
    "mediator",
    "coordinator",
];

/// Heads of titles of those who govern a town or a region.
const LOCAL: [&str; 2] = ["mayor", "governor"];

/// Heads of titles whose field may be any words: `envoy for the return of prisoners`.
const MANDATED: [&str; 9] = [
    "envoy",
    "representative",
    "adviser",
    "advisor",
    "coordinator",
    "secretary",
    "minister",
    "commissioner",
    "negotiator",
];

/// Heads of titles that are held `to` somebody.
const HELD_TO: [&str; 11] = [
    "ambassador",
    "envoy",
    "representative",
    "commissioner",
    "counterpart",
    "d'affaires",
    "affaires",
    "consul",
    "adviser",
    "advisor",
    "minister",
];

impl Words<'_> {
    /// What `of`, `for`, `in`, `from`, `at` or `on` at the end of a title governs; false where the title ends before or with it.
    pub(super) fn governed(&self, title: &mut Title, parts: &mut Parts, object: TokenIndex, end: TokenIndex) -> bool {
        let (text, at) = (self.text, title.tokens.end);
        let word = text.folded(at);
        // Minister of State for Commonwealth Affairs: a body or a country may lend a field its name.
        if matches!(word, "of" | "for") && self.affairs(object, end) > object {
            let last = self.portfolio(object, end);
            parts.push(at..last);
            title.tokens.end = last;
            return true;
        }
        // special envoy for Sudan and South Sudan, ambassador in Lima: where the post is.
        if matches!(word, "for" | "in" | "at")
            && self.is_head(title, &POSTED)
            && let Some(last) = self.post(object, title, word == "for")
        {
            parts.push(at..last);
            title.tokens.end = self.skip_abbreviation(last);
            return true;
        }
        if self.is_country_name(object) {
            return self.country_held(title, word, object);
        }
        if let Some(last) = self.states_of_region(title, word, object, end) {
            title.tokens.end = last + 1;
            return false;
        }
        if self.of_body_or_place(title, parts, word, object) {
            return true;
        }
        if !matches!(word, "of" | "for" | "on") {
            return false;
        }
        let mut last = self.portfolio(object, end);
        if last == object && word != "on" && self.is_head(title, &MANDATED) {
            last = self.mandate(object, end);
        }
        if last <= object {
            return false;
        }
        parts.push(at..last);
        title.tokens.end = last;
        true
    }

    /// `of Peru`, `of A, B and C` behind a plural title, `of Korea's National Assembly`.
    fn country_held(&self, title: &mut Title, word: &str, object: TokenIndex) -> bool {
        let text = self.text;
        let Some((country, mut next)) = self.gazetteer.country(object) else { return false };
        if word == "on" || matches!(word, "in" | "for" | "at") && !(title.counterpart || self.lower(title)) {
            return false;
        }
        title.countries.push(country);
        if title.polity == Polity::Unsaid {
            title.polity = Polity::Country(country);
        }
        while title.plural {
            let mut following = next;
            while matches!(text.folded(following), "," | "and" | "&") {
                following += 1;
            }
            following += usize::from(text.folded(following) == "the");
            let further = self.gazetteer.country(following);
            let Some((country, after)) = further.filter(|_| following > next && self.is_country_name(following)) else {
                break;
            };
            title.countries.push(country);
            next = after;
        }
        title.tokens.end = self.skip_abbreviation(next);
        if text.has(title.tokens.end, Flags::POSSESSIVE) && self.lower(title) {
            return false;
        }
        // Speaker of Korea's National Assembly.
        let organization = self.skip_possessive(title.tokens.end);
        if organization > title.tokens.end
            && let Some(found) = self.gazetteer.starting(organization)
            && matches!(found.sense, Sense::Organization(_))
        {
            title.polity = Polity::Organization(organization);
            title.tokens.end = found.tokens.end;
        }
        true
    }

    /// `of the three Baltic states`: the token of `states`.
    fn states_of_region(&self, title: &Title, word: &str, object: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let text = self.text;
        if word != "of" || !title.plural {
            return None;
        }
        let last = (object..(object + 6).min(end)).find(|token| {
            matches!(text.folded(*token), "states" | "countries" | "nations" | "republics" | "members")
        })?;
        let plain = |token: TokenIndex| text.has(token, Flags::WORD) && !self.is_country_name(token);
        (object..last).all(plain).then_some(last)
    }

    /// `of ASEAN`, `of Lima`, `of Bavaria`
    fn of_body_or_place(&self, title: &mut Title, parts: &mut Parts, word: &str, object: TokenIndex) -> bool {
        let Some(found) = self.gazetteer.starting(object) else { return false };
        match found.sense {
            Sense::Organization(_) if word != "on" => {
                // member of the Bureau of the Party: the last is where the office is held.
                if let Polity::Organization(inner) = title.polity
                    && inner >= title.head.end
                {
                    parts.push(title.head.end..title.tokens.end);
                }
                title.polity = Polity::Organization(object);
                title.tokens.end = self.skip_abbreviation(found.tokens.end);
            }
            Sense::City(country) | Sense::Capital(country) if word == "of" => {
                title.tokens.end = found.tokens.end;
                if self.is_head(title, &LOCAL) {
                    title.polity = Polity::Place(object);
                } else if title.polity == Polity::Unsaid && !self.is_head(title, &["bishop", "archbishop"]) {
                    title.polity = Polity::Country(country);
                }
            }
            Sense::Region { quiet: false }
                if word == "of" && (self.is_head(title, &LOCAL) || title.words.is_empty() && self.is_chief(title)) =>
            {
                title.polity = Polity::Place(object);
                title.tokens.end = found.tokens.end;
            }
            _ => return false,
        }
        true
    }

    /// `ambassador to Oman`, `adviser to the Commission`.
    pub(super) fn posted_to(&self, title: &mut Title, parts: &mut Parts, object: TokenIndex) -> bool {
        let at = title.tokens.end;
        if !self.is_head(title, &HELD_TO) {
            return false;
        }
        if let Some(found) = self.gazetteer.starting(object) {
            if let Sense::Country(country) = found.sense {
                title.posted_to = Some(country);
            }
            parts.push(at..found.tokens.end);
            title.tokens.end = self.skip_abbreviation(found.tokens.end);
            return true;
        }
        // `the ambassador to the Kingdom`: the state in whose news it stands.
        let state = object > at + 1 && is_form_of_state(self.text.folded(object));
        if state {
            parts.push(at..object + 1);
            title.tokens.end = object + 1;
        }
        state
    }

    /// `Chief Minister`, the head of a state's government.
    fn is_chief(&self, title: &Title) -> bool {
        self.text.folded(title.head.start) == "chief" && title.head.len() == 2
    }

    fn lower(&self, title: &Title) -> bool {
        !self.capitalised(title.head.start)
    }
}

/// What a state calls itself without its name.
fn is_form_of_state(word: &str) -> bool {
    matches!(word, "kingdom" | "republic" | "sultanate" | "state" | "federation" | "union" | "emirate")
}
