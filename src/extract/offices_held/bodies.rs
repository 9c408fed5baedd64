//! Heads of international bodies whose title names no body: `the Secretary-General, Ms X` is that of the body which the
//! article speaks of most.

use super::super::knowledge::Sense;
use super::super::names::Words;
use super::super::titles::Polity;
use super::Draft;
use crate::text::TokenIndex;

/// Offices that bodies have and countries have not.
pub(super) const CODES: [&str; 3] = ["secretary_general", "high_representative", "commissioner"];

/// Words of titles that bodies have and countries have not, beyond the classes.
const TITLES: [&str; 5] =
    ["director-general", "executive secretary", "under-secretary-general", "force commander", "managing director"];

/// Whether a bare title is one of an international body.
pub(super) fn heads_a_body(code: &str, words: &str) -> bool {
    let words = words.to_lowercase();
    let alone = !words.contains(" of ") && !words.contains(" for ");
    alone && (CODES.contains(&code) || TITLES.iter().any(|title| words.ends_with(title)))
}

/// Gives them the body that the text mentions most.
pub(super) fn settle(words: &Words<'_>, drafts: &mut [Draft]) {
    for held in drafts.iter_mut().flat_map(|draft| &mut draft.offices).filter(|held| held.polity == Polity::Unsaid) {
        let commissioner = held.words == "High Commissioner";
        if !commissioner && !heads_a_body(held.code, &held.words) {
            continue;
        }
        let named: &[&str] = match (commissioner, held.code) {
            (true, _) => &["High Commissioner"],
            (_, "commissioner") => &["European", "African Union", "Commission"],
            _ => &[""],
        };
        if let Some(body) = words.main_body(named) {
            held.polity = Polity::Organization(body);
        }
    }
}

impl Words<'_> {
    /// A token of the intergovernmental body that the text mentions most, of those with one of these words in their
    /// names; its parts count for it.
    fn main_body(&self, named: &[&str]) -> Option<TokenIndex> {
        let mut counts: Vec<(&str, usize, TokenIndex)> = Vec::new();
        for found in &self.gazetteer.found {
            let Sense::Organization(number) = found.sense else { continue };
            let Some(record) = self.gazetteer.organization(number).filter(|record| record.kind == "igo") else {
                continue;
            };
            if !named.iter().any(|words| record.name.contains(words)) {
                continue;
            }
            match counts.iter_mut().find(|(name, ..)| record.name.starts_with(name) || name.starts_with(&record.name)) {
                Some(entry) => {
                    entry.1 += 1;
                    if record.name.len() < entry.0.len() {
                        *entry = (&record.name, entry.1, found.tokens.start);
                    }
                }
                None => counts.push((&record.name, 1, found.tokens.start)),
            }
        }
        counts.into_iter().min_by_key(|(_, count, token)| (std::cmp::Reverse(*count), *token)).map(|(.., token)| token)
    }
}
