//! Ministries: `Ministry of Finance of Peru`, `the Greek Defence Ministry`, and lists of them.

use super::super::knowledge::{CountryIndex, OfficeWord, Sense};
use super::super::names::Words;
use super::{Reading, record};
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    pub(super) fn ministry(&self, start: TokenIndex, end: TokenIndex) -> Option<Reading> {
        let text = self.text;
        let (mut country, own) = self.owner(start);
        // Ministry of Foreign Affairs (of Peru)
        if matches!(text.folded(own), "ministry" | "department" | "directorate" | "secretariat")
            && self.capitalised(own)
            && matches!(text.folded(own + 1), "of" | "for")
        {
            let field = if text.folded(own + 2) == "the" { own + 3 } else { own + 2 };
            let last = self.field(field, end);
            if last > field {
                let mut tokens = start..last;
                if country.is_none()
                    && let Some((owner, next)) = self.of_country(last)
                {
                    country = Some(owner);
                    tokens.end = next;
                }
                // the Ministry of Finance and agencies of Chad
                if country.is_none() && text.folded(last) == "and" && !self.capitalised(last + 1) {
                    country = self.of_country(last + 2).map(|(owner, _)| owner);
                }
                let country = country.or_else(|| self.seated(tokens.end));
                let name = format!("{} of {}", text.word(own), text.plain_slice(field..last));
                let department = matches!(text.folded(own), "directorate" | "department") && country.is_none();
                let kind = if department || text.folded(own) == "directorate" { "agency" } else { "ministry" };
                return Some((tokens, record(name, kind, country)));
            }
        }
        // Foreign Ministry, Greek Defense Ministry, Foreign Office
        let mut at = own;
        while at < end && matches!(self.office_word(at, end), Some((_, OfficeWord::Portfolio)))
            || at > own && matches!(text.folded(at), "and" | "&")
        {
            at += self.office_word(at, end).map_or(1, |(length, _)| length);
        }
        let head = text.folded(at);
        let field = own..at;
        if at == own || at >= end {
            return None;
        }
        let proper = self.capitalised(at) && self.capitalised(own);
        let ministry = head == "ministry"
            || head == "department" && proper
            || head == "office" && proper && matches!(text.folded(own), "foreign" | "home");
        if !ministry || !(proper || country.is_some()) {
            return None;
        }
        let words = text.plain_slice(field);
        let name = if matches!(text.folded(own), "foreign" | "external") && at <= own + 2 {
            "Ministry of Foreign Affairs".to_owned()
        } else {
            format!("Ministry of {}", capitalise(&words))
        };
        let mut tokens = start..at + 1;
        if country.is_none()
            && let Some((owner, next)) = self.of_country(at + 1)
        {
            country = Some(owner);
            tokens.end = next;
        }
        let country = country.or_else(|| self.seated(tokens.end));
        Some((tokens, record(name, "ministry", country)))
    }

    /// The country of the city or country that `in` names after a ministry.
    fn seated(&self, at: TokenIndex) -> Option<CountryIndex> {
        // the Foreign Ministry building in Lima, a Foreign Ministry spokesman in Santiago
        let at = at + usize::from(self.is("of_a_ministry", at));
        if self.text.folded(at) != "in" {
            return None;
        }
        match self.gazetteer.starting(at + 1)?.sense {
            Sense::Capital(country) | Sense::City(country) | Sense::Country(country) => Some(country),
            _ => None,
        }
    }

    /// Whether a list of ministries may begin with a word.
    #[inline]
    pub(super) fn begins_ministries(&self, at: TokenIndex) -> bool {
        matches!(self.text.folded(at), "ministries" | "departments")
    }

    /// `the ministries of Public Security and National Defence, Industry and Trade, and Finance`.
    pub(super) fn ministries(&self, start: TokenIndex, end: TokenIndex) -> Vec<Reading> {
        let text = self.text;
        let mut out = Vec::new();
        if !matches!(text.folded(start + 1), "of" | "for") {
            return out;
        }
        let country = start.checked_sub(1).and_then(|before| self.gazetteer.covering(before)).and_then(|found| {
            match found.sense {
                Sense::Country(country) | Sense::Adjective(country) => Some(country),
                _ => None,
            }
        });
        let mut at = start + 2;
        while at < end {
            if self.capitalised(at) && self.gazetteer.covering(at).is_none() {
                let whole = (at + 1..(at + 8).min(end + 1))
                    .rev()
                    .find(|to| self.knowledge.is("field", &text.folded_slice(at..*to)));
                let single = || {
                    (at..end)
                        .take_while(|token| self.capitalised(*token) && self.is_portfolio(*token))
                        .last()
                        .map(|last| last + 1)
                };
                let Some(to) = whole.or_else(single) else { break };
                out.push((at..to, record(format!("Ministry of {}", text.plain_slice(at..to)), "ministry", country)));
                at = to;
            } else if matches!(text.folded(at), "," | "and" | "&" | ")" | "(" | ";" | "the") {
                at += 1;
            } else if matches!(text.folded(at), "in" | "on")
                && (self.is("month", at + 1) || text.has(at + 1, Flags::NUMBER))
            {
                // in April 2023
                at += 2;
                while text.has(at, Flags::NUMBER) {
                    at += 1;
                }
            } else {
                break;
            }
        }
        out
    }

    fn is_portfolio(&self, at: TokenIndex) -> bool {
        matches!(self.office_word(at, at + 1), Some((_, OfficeWord::Portfolio)))
    }

    /// The token after `National Defence`, `Industry and Trade`, `the Interior`.
    fn field(&self, start: TokenIndex, end: TokenIndex) -> TokenIndex {
        let mut at = start;
        let mut last = start;
        while at < end {
            if self.gazetteer.covering(at).is_some() {
                break;
            }
            let portfolio = matches!(self.office_word(at, end), Some((_, OfficeWord::Portfolio)));
            if portfolio && (self.capitalised(at) || at > start && !self.capitalised(start))
                || self.capitalised(at) && at == start
            {
                at += self.office_word(at, end).map_or(1, |(length, _)| length);
                last = at;
            } else if at > start
                && matches!(self.text.folded(at), "and" | "," | "&" | "-")
                && at < last + 2
                && self.capitalised(at + 1)
            {
                at += 1;
            } else {
                break;
            }
        }
        last
    }
}

fn capitalise(words: &str) -> String {
    words
        .split(' ')
        .map(|word| {
            let mut letters = word.chars();
            match letters.next() {
                Some(first) if word != "and" => first.to_uppercase().chain(letters).collect::<String>(),
                _ => word.to_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
