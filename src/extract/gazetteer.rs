//! Known names in the text: countries, capitals, cities, regions, organizations, each the longest at its place.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::knowledge::{CountryIndex, Knowledge, OrganizationRecord, Sense};
use super::known_words::KnownWords;
use crate::text::{Flags, FoldedText, TokenIndex};

/// A known name at its place.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub tokens: Range<TokenIndex>,
    pub sense: Sense,
}

/// The known names of a text, by token.
pub(super) struct Gazetteer<'a> {
    pub found: Vec<Found>,
    /// For every token the index in `found` plus one.
    at: Vec<u32>,
    known: &'a [OrganizationRecord],
    /// Organizations read by grammar; the number in [`Sense::Organization`] counts the known ones, then these.
    pub read: Vec<OrganizationRecord>,
    /// Those read by grammar, by name.
    by_name: FxHashMap<String, Vec<usize>>,
}

impl<'a> Gazetteer<'a> {
    /// Finds the known names in all sentences that are read.
    pub fn new(knowledge: &'a Knowledge, known: &KnownWords<'_>) -> Self {
        let text = &known.text;
        let mut gazetteer = Gazetteer {
            found: Vec::new(),
            at: vec![0; text.tokens.len()],
            known: &knowledge.organizations,
            read: Vec::new(),
            by_name: FxHashMap::default(),
        };
        for sentence in &text.sentences {
            if !text.blocks.get(sentence.block).is_some_and(|block| block.kind.is_read()) {
                continue;
            }
            let mut token = sentence.tokens.start;
            while token < sentence.tokens.end {
                let name = |first| knowledge.names.begun_by(first, text, token, sentence.tokens.end);
                // The Namibian minister, the East African Development Bank: what a paper is called is a people as well.
                let people = |length: usize, sense: Sense| {
                    let next = token + length;
                    let body =
                        || (next..next + 2).any(|at| known.is("organization", at) && text.has(at, Flags::CAPITALISED));
                    let noun = known.is("nationality_noun", next) || known.begins_office(next) || body();
                    let known_alone = || knowledge.names.at(text, token + 1, next).is_some();
                    sense == Sense::Quiet && text.folded(token) == "the" && noun && known_alone()
                };
                let fitting =
                    |(length, sense): &(usize, Sense)| fits(text, token, *length, *sense) && !people(*length, *sense);
                match known.names(token).and_then(name).filter(fitting) {
                    Some((length, sense)) => {
                        let length = length + styled_republic(text, token + length, sense);
                        gazetteer.push(token..token + length, sense);
                        token += length;
                    }
                    None => token += 1,
                }
            }
        }
        gazetteer.settle_shared_names(text, knowledge);
        gazetteer
    }

    /// Names that several countries share (`Congolese`, `Guinean`): another one than the usual is meant where the text
    /// names that one, and not the usual, in other words.
    fn settle_shared_names(&mut self, text: &FoldedText<'_>, knowledge: &Knowledge) {
        let country = |found: &Found| match found.sense {
            Sense::Country(country) | Sense::Adjective(country) | Sense::Capital(country) => Some(country),
            _ => None,
        };
        let name = |tokens: Range<TokenIndex>| match tokens.len() {
            1 => Cow::Borrowed(text.folded(tokens.start)),
            _ => Cow::Owned(text.folded_slice(tokens)),
        };
        let shared: Vec<(usize, &[CountryIndex])> = self
            .found
            .iter()
            .enumerate()
            .filter(|(_, found)| country(found).is_some())
            .filter_map(|(at, found)| Some((at, knowledge.sharers(&name(found.tokens.clone()))?)))
            .collect();
        if shared.is_empty() {
            return;
        }
        let plain: Vec<CountryIndex> = self
            .found
            .iter()
            .enumerate()
            .filter(|(at, _)| shared.binary_search_by_key(at, |(index, _)| *index).is_err())
            .filter_map(|(_, found)| country(found))
            .collect();
        for (at, sharers) in shared {
            let named = |country: &&CountryIndex| plain.contains(country);
            let Some((usual, others)) = sharers.split_first() else { continue };
            if plain.contains(usual) {
                continue;
            }
            if let Some(other) = others.iter().find(named) {
                self.found[at].sense = match self.found[at].sense {
                    Sense::Country(_) => Sense::Country(*other),
                    Sense::Capital(_) => Sense::Capital(*other),
                    _ => Sense::Adjective(*other),
                };
            }
        }
    }

    /// Puts an organization over whatever names stood at its words.
    pub fn put_organization(&mut self, tokens: Range<TokenIndex>, record: OrganizationRecord) {
        let same = |known: &OrganizationRecord| {
            known.name == record.name && known.country == record.country && known.kind == record.kind
        };
        let index = match self
            .by_name
            .get(&record.name)
            .and_then(|known| known.iter().copied().find(|index| same(&self.read[*index])))
        {
            Some(index) => index,
            None => {
                let index = self.read.len();
                self.by_name.entry(record.name.clone()).or_default().push(index);
                self.read.push(record);
                index
            }
        };
        self.push(tokens, Sense::Organization((self.known.len() + index) as u16));
    }

    /// The organization with a number of [`Sense::Organization`].
    pub fn organization(&self, number: u16) -> Option<&OrganizationRecord> {
        let number = usize::from(number);
        self.known.get(number).or_else(|| self.read.get(number.checked_sub(self.known.len())?))
    }

    /// The country of the organization whose name covers a token.
    pub fn organization_country(&self, token: TokenIndex) -> Option<CountryIndex> {
        match self.covering(token)?.sense {
            Sense::Organization(number) => self.organization(number)?.country,
            _ => None,
        }
    }

    /// Puts a known or read organization, by its number in [`Sense::Organization`], at its short form.
    pub fn put_known(&mut self, tokens: Range<TokenIndex>, number: u16) {
        self.push(tokens, Sense::Organization(number));
    }

    /// Puts a town; one without country is a place and no more.
    pub fn put_town(&mut self, tokens: Range<TokenIndex>, country: Option<CountryIndex>) {
        self.push(tokens, country.map_or(Sense::Seat(None), Sense::City));
    }

    /// Puts a venue over whatever names stood at its words.
    pub fn put_venue(&mut self, tokens: Range<TokenIndex>) {
        self.push(tokens, Sense::Seat(None));
    }

    fn push(&mut self, tokens: Range<TokenIndex>, sense: Sense) {
        self.found.push(Found { tokens: tokens.clone(), sense });
        let index = self.found.len() as u32;
        self.at[tokens].fill(index);
    }

    /// The known name that begins at `token`.
    pub fn starting(&self, token: TokenIndex) -> Option<&Found> {
        self.covering(token).filter(|found| found.tokens.start == token)
    }

    /// The known name that covers `token`.
    pub fn covering(&self, token: TokenIndex) -> Option<&Found> {
        let index = self.at.get(token).copied().unwrap_or(0);
        index.checked_sub(1).and_then(|index| self.found.get(index as usize))
    }

    /// The country by name or adjective that begins at `token`, and the token after it.
    pub fn country(&self, token: TokenIndex) -> Option<(CountryIndex, TokenIndex)> {
        let found = self.starting(token)?;
        match found.sense {
            Sense::Country(country) | Sense::Adjective(country) => Some((country, found.tokens.end)),
            _ => None,
        }
    }
}

/// `Niger Republic`, `Benin Republic`: one word more.
fn styled_republic(text: &FoldedText<'_>, next: TokenIndex, sense: Sense) -> usize {
    let republic = matches!(sense, Sense::Country(_)) && text.folded(next) == "republic";
    usize::from(republic && text.has(next, Flags::CAPITALISED) && !text.has(next + 1, Flags::CAPITALISED))
}

/// Guards: money, rivers, `New` places, hyphenated prefixes.
fn fits(text: &FoldedText<'_>, token: TokenIndex, length: usize, sense: Sense) -> bool {
    let next = token + length;
    let next_word = text.folded(next);
    let before = token.checked_sub(1).map_or("", |before| text.folded(before));
    let glued = token.checked_sub(1).is_some() && !text.has(token, Flags::SPACE_BEFORE);
    // `US$50`, and not `promised Peru $50 million`
    let spelt = next_word == "$" && text.has(next, Flags::SPACE_BEFORE) && !text.has(token, Flags::ALL_CAPS);
    if matches!(next_word, "$" | "dollar" | "dollars") && !spelt {
        return false;
    }
    if glued && before == "-" && token >= 2 && matches!(text.folded(token - 2), "inter" | "intra") {
        return false;
    }
    let named = matches!(sense, Sense::Country(_) | Sense::Capital(_) | Sense::City(_));
    if named
        && text.has(next, Flags::CAPITALISED)
        && matches!(next_word, "river" | "valley" | "delta" | "strait" | "times" | "herald")
    {
        return false;
    }
    if named
        && before == "new"
        && token
            .checked_sub(1)
            .is_some_and(|before| text.has(before, Flags::CAPITALISED) && !text.has(before, Flags::FIRST))
    {
        return false;
    }
    // the Spanish and Portuguese languages; translated from Norwegian.
    let language = |at: TokenIndex| matches!(text.folded(at), "language" | "languages" | "speaking");
    if matches!(sense, Sense::Adjective(_)) {
        let dash = usize::from(next_word == "-");
        let listed = matches!(next_word, "and" | ",") && language(next + 2);
        let spoken = matches!(before, "in" | "into" | "from") && !text.has(next, Flags::WORD) && next_word != "-";
        if language(next + dash) || listed || spoken {
            return false;
        }
    }
    // A domain or handle glued to other signs is no name.
    !(glued
        && matches!(before, "@" | "#" | "/")
        && !matches!(sense, Sense::Country(_) | Sense::Capital(_) | Sense::City(_)))
}
