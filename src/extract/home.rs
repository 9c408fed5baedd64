//! Where a document is at home, and between which countries it plays: what a title without a country means.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::knowledge::{CountryIndex, Sense};
use super::names::Words;
use super::publishers;
use super::reader::Use;
use crate::document::Document;
use crate::text::{BlockKind, Flags, FoldedText, Text, TokenIndex};

/// The countries of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    /// The country of the dateline.
    pub dateline: Option<CountryIndex>,
    /// The country of the publisher.
    pub publisher: Option<CountryIndex>,
    /// Countries by how often they are mentioned, the most frequent first.
    pub ranked: Vec<(CountryIndex, usize)>,
    /// A government, ministry or embassy publishes it.
    official: bool,
}

impl Setting {
    pub fn of(document: &Document, words: &Words<'_>, uses: &[Use]) -> Self {
        let mut counts: FxHashMap<CountryIndex, (usize, usize)> = FxHashMap::default();
        for (order, (found, used)) in words.gazetteer.found.iter().zip(uses).enumerate() {
            let country = match (found.sense, used) {
                (_, Use::Nothing) => continue,
                (Sense::Country(country) | Sense::Adjective(country), _) => country,
                (Sense::Seat(Some(country)), _) => country,
                (Sense::Capital(country), Use::Government) => country,
                _ => continue,
            };
            let entry = counts.entry(country).or_insert((0, order));
            entry.0 += 1;
        }
        for organization in words.gazetteer.found.iter().filter_map(|found| match found.sense {
            Sense::Organization(number) => words.gazetteer.organization(number),
            _ => None,
        }) {
            if let Some(country) = organization.country {
                counts.entry(country).or_insert((0, usize::MAX)).0 += 1;
            }
        }
        let mut ranked: Vec<_> = counts.into_iter().collect();
        ranked.sort_by_key(|(country, (count, order))| (std::cmp::Reverse(*count), *order, *country));
        Setting {
            dateline: dateline(document, words),
            publisher: publishers::country(document, words),
            official: document.publisher.as_deref().is_some_and(publishers::is_official),
            ranked: ranked.into_iter().map(|(country, (count, _))| (country, count)).collect(),
        }
    }

    pub fn mentions(&self, country: CountryIndex) -> bool {
        self.ranked.iter().any(|(known, _)| *known == country)
    }

    /// Whether a paper or agency publishes it, as far as is known.
    pub fn in_a_paper(&self) -> bool {
        self.publisher.is_some() && !self.official
    }

    /// The country at home, if the text speaks of it.
    pub fn home(&self) -> Option<CountryIndex> {
        // A place of writing abroad is not at home, as where a summit of two others is held.
        let dateline = self.dateline.filter(|country| self.strong(*country));
        self.publisher.filter(|country| self.mentions(*country)).or(dateline)
    }

    /// Whether two countries are mentioned much more than any third.
    pub fn two_only(&self) -> bool {
        match self.ranked.as_slice() {
            [_, (_, second), (_, third), ..] => *third * 2 <= *second || *third <= 2 && third < second,
            slice => slice.len() == 2,
        }
    }

    /// Whether the country is one that the text is mainly about.
    pub fn strong(&self, country: CountryIndex) -> bool {
        self.ranked.iter().take(2).any(|(known, _)| *known == country)
            || self.ranked.len() <= 3 && self.mentions(country)
    }

    /// Whether the text was written in a country that it never mentions, so that the titles of that country go without.
    pub fn writes_elsewhere(&self) -> bool {
        let homes = [self.publisher, self.dateline];
        homes.iter().any(Option::is_some) && homes.iter().flatten().all(|home| !self.mentions(*home))
    }

    /// Whether the place of writing, if known, is one of the two.
    pub fn plays_at_home(&self, (a, b): (CountryIndex, CountryIndex)) -> bool {
        let homes = [self.publisher, self.dateline];
        homes.iter().all(Option::is_none) || homes.iter().flatten().any(|home| *home == a || *home == b)
    }

    /// The other one of the two countries, where there are two only.
    pub fn other_side(&self, country: CountryIndex) -> Option<CountryIndex> {
        match self.pair().filter(|_| self.two_only())? {
            (a, b) if a == country => Some(b),
            (a, b) if b == country => Some(a),
            _ => None,
        }
    }

    /// The two countries that the text is about.
    pub fn pair(&self) -> Option<(CountryIndex, CountryIndex)> {
        match self.ranked.as_slice() {
            [(a, _), (b, _), ..] => Some((*a, *b)),
            _ => None,
        }
    }
}

/// The country of a place in capitals, or before a dash, colon or bracket, at the beginning of a paragraph.
fn dateline(document: &Document, words: &Words<'_>) -> Option<CountryIndex> {
    let text = words.text;
    if let Some(place) = &document.dateline {
        let place = Text::new(place.clone());
        // Singapore is a country as well.
        if let Some((_, Sense::Capital(country) | Sense::City(country) | Sense::Country(country))) =
            words.knowledge.names.at(&FoldedText::new(&place), 0, place.tokens.len())
        {
            return Some(country);
        }
    }
    text.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Body | BlockKind::Dateline)).take(8).find_map(
        |block| {
            let sentence = text.sentences.get(block.sentences.start)?;
            if let Some(country) = state_of_the_union(words, sentence.tokens.clone()) {
                return Some(country);
            }
            let (length, sense) = words.knowledge.names.at(text, sentence.tokens.start, sentence.tokens.end)?;
            let (Sense::Capital(country) | Sense::City(country)) = sense else { return None };
            let after = sentence.tokens.start + length;
            // New Delhi, 12 September:
            let dated = text.folded(after) == ","
                && (after..after + 6).any(|token| text.has(token, Flags::NUMBER))
                && (after..after + 8).any(|token| matches!(text.folded(token), "-" | ":" | "("));
            // Dublin, 14 June 2016, on a line of its own
            let alone = text.folded(after) == ","
                && sentence.tokens.end <= after + 5
                && text.has(sentence.tokens.end.saturating_sub(1), Flags::NUMBER);
            if dated || alone {
                return Some(country);
            }
            let marked = matches!(text.folded(after), "-" | ":" | "(" | "/") || after >= sentence.tokens.end;
            let capitals = text.has(sentence.tokens.start, Flags::ALL_CAPS);
            (marked
                && (capitals
                    || text.folded(after) != "(" && text.has(after, Flags::SPACE_BEFORE)
                    || text.folded(after) == ":")
                || capitals && text.folded(after) == ",")
                .then_some(country)
        },
    )
}

/// `HYANNIS PORT, Mass., May 11`: a town in capitals and a state.
fn state_of_the_union(words: &Words<'_>, tokens: Range<TokenIndex>) -> Option<CountryIndex> {
    let text = words.text;
    let comma = tokens.clone().take(4).find(|token| !text.has(*token, Flags::ALL_CAPS))?;
    let state = comma > tokens.start
        && text.folded(comma) == ","
        && words.knowledge.is("us_state", text.folded(comma + 1).trim_end_matches('.'));
    state.then(|| words.knowledge.country_by_code("USA")).flatten()
}
