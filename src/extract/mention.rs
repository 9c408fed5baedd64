//! What an article speaks of: entities, and the places where it mentions them.

use std::ops::Range;

use smallvec::SmallVec;

use crate::facts::Evidence;
use crate::steps;
use crate::text::{Text, TokenIndex};

/// Index of an entity in [`Mentions::entities`].
pub type EntityIndex = usize;

/// An actor or a place, once for the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Fullest form of the name.
    pub name: String,
    /// Forms that stand in the text, the fullest first.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: EntityKind,
    /// Every occurrence of a name or alias outside furniture.
    pub evidence: Vec<Evidence>,
    /// The rule that found it first.
    pub rule: &'static str,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// Kinds of entities with what belongs to each.
#[derive(Clone, Debug, PartialEq)]
pub enum EntityKind {
    /// A named person.
    Person {
        /// Offices held, in order of mention; the first is the chief one.
        offices: Vec<Office>,
        /// The country that the person represents (or comes from).
        country: Option<EntityIndex>,
        /// As far as a title, an honorific or a given name tells.
        gender: Option<Gender>,
    },
    /// A country (and its government).
    Country {
        /// ISO 3166 alpha-3 code; XKX for Kosovo.
        iso3: String,
    },
    /// Ministries, parliaments, embassies, intergovernmental bodies, parties, companies, agencies.
    Organization {
        /// Initials in brackets or by which it is known.
        acronym: Option<String>,
        /// `ministry`, `parliament`, `embassy`, `igo`, `party`, `company`, `agency`, …
        kind: &'static str,
        /// The country that it belongs to.
        of: Option<EntityIndex>,
    },
    /// Cities, venues, regions.
    Place {
        /// `city`, `venue` or `region`.
        kind: &'static str,
        /// The country that it lies in.
        country: Option<EntityIndex>,
    },
}

/// Whether `he` or `she` can mean a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Gender {
    Woman,
    Man,
}

/// An office of a person as the text words it.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// The words, without country: `First Deputy Foreign Minister`.
    pub title: String,
    /// Class of the office: `foreign_minister`, `head_of_state`, … (see `data/offices.tsv`).
    pub code: &'static str,
    /// The country or organization where it is held, if the text says.
    pub polity: Option<EntityIndex>,
    /// Held no longer.
    pub former: bool,
    /// The words that say so.
    pub evidence: Option<Evidence>,
    /// The rule that read it, or the clue that tells whose it is.
    pub rule: &'static str,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// A place in the text that speaks of entities.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// How it speaks.
    pub kind: MentionKind,
    /// The whole phrase with title and article: `the visiting Turkish Foreign Minister Ali Demir`.
    pub tokens: Range<TokenIndex>,
    /// The name or head alone: `Ali Demir`, `minister`, `Turkish`.
    pub head: Range<TokenIndex>,
    /// Whom or what it means; several for groups, none where that could not be settled.
    pub entities: SmallVec<[EntityIndex; 2]>,
    /// The country that it names or belongs to.
    pub country: Option<EntityIndex>,
    /// Class of the office for persons and roles (`foreign_minister`, `ambassador`, …).
    pub office: Option<&'static str>,
    /// A possessive ending follows: `Norway's`.
    pub possessive: bool,
}

/// Ways to speak of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A person by name, with or without title.
    Person,
    /// A country by name or short form (also `the government of X`, `the X side`, `X` in `X–Y relations`).
    Country,
    /// A country by its adjective; it names the country, and acts only as head of a phrase (`the Turkish side`).
    Demonym,
    /// A capital or residence that stands for the government.
    Government,
    /// An organization.
    Organization,
    /// A city, venue or region as a place.
    Place,
    /// One person by office or role without a name: `the Korean minister`, `his counterpart`, `the ambassador`.
    Role,
    /// `he`, `she`, `they`, `it`, `his`, `her`, `their`, `I`.
    Pronoun(Pronoun),
    /// Several by what they have in common: `the two sides`, `both ministers`, `the two countries`, `the leaders`.
    Group(Group),
}

/// Personal and possessive pronouns by what they can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Pronoun {
    He,
    She,
    It,
    They,
    I,
}

/// What a group consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// `the two ministers`, `both officials`, `the leaders`.
    Persons,
    /// `the two sides`, `both countries`, `the parties`.
    Countries,
}

/// The entities of a document and every mention of them.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The entities, each once.
    pub entities: Vec<Entity>,
    /// In order of the text; mentions do not overlap, except that the country inside a person's title, a role or an
    /// organization's name stands before the mention that contains it.
    pub list: Vec<Mention>,
    /// For every sentence its mentions, as a range of `list`.
    pub by_sentence: Vec<Range<usize>>,
    /// The country in which the text was published or written, if it speaks of it.
    pub home: Option<EntityIndex>,
}

impl Mentions {
    /// The mentions of a sentence.
    pub fn in_sentence(&self, sentence: usize) -> &[Mention] {
        self.by_sentence.get(sentence).and_then(|range| self.list.get(range.clone())).unwrap_or(&[])
    }

    /// The outermost mention that covers a token.
    pub fn at(&self, text: &Text, token: TokenIndex) -> Option<&Mention> {
        let covering = self.in_sentence(text.sentence_of(token)).iter().filter(|m| m.tokens.contains(&token));
        covering.max_by_key(|m| m.tokens.len())
    }

    /// Whether an entity is a city or a town.
    pub fn is_city(&self, entity: EntityIndex) -> bool {
        matches!(self.entities.get(entity).map(|entity| &entity.kind), Some(EntityKind::Place { kind: "city", .. }))
    }

    /// The country that an entity is or belongs to.
    pub fn country_of(&self, entity: EntityIndex) -> Option<EntityIndex> {
        steps::step();
        match &self.entities.get(entity)?.kind {
            EntityKind::Country { .. } => Some(entity),
            EntityKind::Person { country, .. } | EntityKind::Place { country, .. } => *country,
            EntityKind::Organization { of, .. } => *of,
        }
    }
}
