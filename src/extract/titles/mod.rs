//! Titles: `First Deputy Foreign Minister of Peru`, `Egypt's Ambassador to Oman`, `Secretary-General of ASEAN`, and
//! `counterpart`, which takes the office of another person.

mod complements;
mod fields;
mod governed;
mod head;
mod polities;
mod serving;

use std::ops::Range;

use smallvec::SmallVec;

use super::knowledge::CountryIndex;
use super::names::Words;
use crate::text::{Flags, TokenIndex};

/// Where an office is held, as far as the title says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Polity {
    /// Nothing said.
    Unsaid,
    /// A country.
    Country(CountryIndex),
    /// The organization whose name covers this token.
    Organization(TokenIndex),
    /// The town or region whose name covers this token: `Mayor of Lima`.
    Place(TokenIndex),
}

/// The pieces of a sentence that make up the words of a title.
type Parts = SmallVec<[Range<TokenIndex>; 6]>;

/// A title at its place.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The whole phrase with country and organization, without article.
    pub tokens: Range<TokenIndex>,
    /// The word that makes it a title.
    pub head: Range<TokenIndex>,
    /// The words of the office without country.
    pub words: String,
    /// Class of the office; empty where the words name none: a counterpart, a rank.
    pub code: &'static str,
    pub polity: Polity,
    /// Countries in order, for plural titles (`the foreign ministers of A and B`).
    pub countries: SmallVec<[CountryIndex; 4]>,
    pub plural: bool,
    pub former: bool,
    /// `counterpart`: the office is that of the other person.
    pub counterpart: bool,
    /// The country comes from `to X` (an envoy's post), which is not the polity.
    pub posted_to: Option<CountryIndex>,
    /// `the`, `his`, `a` stand before it.
    pub determiner: Option<TokenIndex>,
    /// Lower-case, vague head (`leader`, `head`, `member`): a role, and an office only with its polity.
    pub weak: bool,
}

impl Words<'_> {
    /// Whether the title goes on into another person's: `senior adviser to` before `President X`.
    pub fn governs(&self, title: &Title) -> bool {
        title.tokens.end > title.head.end
            && matches!(self.text.folded(title.tokens.end - 1), "to" | "of" | "for" | "the")
    }

    /// The token after a possessive ending.
    pub fn skip_possessive(&self, at: TokenIndex) -> TokenIndex {
        if self.text.has(at, Flags::POSSESSIVE) { at + 1 } else { at }
    }

    /// The token after `(RoK)`.
    pub fn skip_abbreviation(&self, at: TokenIndex) -> TokenIndex {
        if self.text.folded(at) == "(" && self.text.folded(at + 2) == ")" && self.capitalised(at + 1) {
            at + 3
        } else {
            at
        }
    }
}
