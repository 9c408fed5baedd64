//! Embassies, consulates and high commissions.

use super::super::knowledge::Sense;
use super::super::names::Words;
use super::{Reading, record};
use crate::text::TokenIndex;

impl Words<'_> {
    pub(super) fn embassy(&self, start: TokenIndex, end: TokenIndex) -> Option<Reading> {
        let text = self.text;
        let (mut country, own) = self.owner(start);
        let head = text.folded(own);
        let mut tokens = start..own + 1;
        let what = match head {
            "embassy" => "Embassy",
            "consulate" => {
                if text.folded(own + 1) == "general" {
                    tokens.end = own + 2;
                }
                "Consulate"
            }
            "high" if text.folded(own + 1) == "commission" => {
                tokens.end = own + 2;
                "High Commission"
            }
            _ => return None,
        };
        if country.is_none()
            && let Some((owner, next)) = self.of_country(tokens.end)
        {
            country = Some(owner);
            tokens.end = next;
        }
        let country = country?;
        let mut name =
            format!("{what} of {}", self.knowledge.countries.get(country as usize).map_or("", |c| c.name.as_str()));
        if matches!(text.folded(tokens.end), "in" | "to") {
            let object = if text.folded(tokens.end + 1) == "the" { tokens.end + 2 } else { tokens.end + 1 };
            if let Some(found) = self.gazetteer.starting(object).filter(|_| object < end) {
                let place = match found.sense {
                    Sense::Country(host) => self.knowledge.countries.get(host as usize).map(|c| c.name.clone()),
                    Sense::Capital(_) | Sense::City(_) => Some(text.plain_slice(found.tokens.clone())),
                    _ => None,
                };
                if let Some(place) = place {
                    name = format!("{name} in {place}");
                    tokens.end = found.tokens.end;
                }
            }
        }
        Some((tokens, record(name, "embassy", Some(country))))
    }
}
