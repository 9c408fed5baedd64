//! From a text to its entities and mentions: the stages in their order.

mod bodies;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::gazetteer::Gazetteer;
use super::knowledge::{CountryIndex, Knowledge, Sense};
use super::known_words::KnownWords;
use super::mention::{Entity, EntityIndex, EntityKind, Mention, MentionKind, Mentions};
use super::names::Words;
use super::people::Sighting;
use super::{capitals, home, offices_held, organizations, places, references, resolution, short_names, towns, venues};
use crate::document::Document;
use crate::facts::{Dropped, Evidence};
use crate::text::{Flags, Text, TokenIndex};

/// Reads who and what a document mentions.
pub(super) fn mentions(document: &Document, knowledge: &Knowledge, known: &KnownWords<'_>) -> (Mentions, Vec<Dropped>) {
    let text = &known.text;
    let mut gazetteer = Gazetteer::new(knowledge, known);
    organizations::read(knowledge, known, &mut gazetteer);
    venues::read(knowledge, known, &mut gazetteer);
    towns::read(document, knowledge, known, &mut gazetteer);
    let words = Words { text, knowledge, gazetteer: &gazetteer, known };
    let mut sightings: Vec<Sighting> = Vec::new();
    let mut reliable = Vec::new();
    let mut roles = Vec::new();
    let title_case: Vec<bool> =
        text.sentences.iter().map(|sentence| words.in_title_case(sentence.tokens.clone())).collect();
    for (sentence, title_case) in text.sentences.iter().zip(&title_case) {
        if !is_read(text, sentence.block) {
            continue;
        }
        let people = words.people(sentence.tokens.clone());
        // Rosa Quispe, Minister of Trade: a line of a list is no headline.
        let introduced = |sighting: &Sighting| sighting.rule == "name-before-title" && sighting.run.name.len() > 1;
        reliable.extend(people.sightings.iter().map(|sighting| !title_case || introduced(sighting)));
        sightings.extend(people.sightings);
        roles.extend(people.roles);
    }
    short_names::add(&words, &title_case, &roles, &mut sightings, &mut reliable);
    let resolution = resolution::resolve(&words, &sightings, &reliable);
    // Person names cover what the gazetteer saw in them (a city that is a family name).
    let mut named = vec![false; text.tokens.len()];
    for (sighting, cluster) in sightings.iter().zip(&resolution.of) {
        if cluster.is_some() {
            named[sighting.run.name.clone()].fill(true);
        }
    }
    let uses = places::uses(&words, &named, &title_case);
    let setting = home::Setting::of(document, &words, &uses);
    let mut builder = Builder::new(&words, setting.home());
    for (found, used) in gazetteer.found.iter().zip(&uses) {
        builder.add_found(found.tokens.clone(), found.sense, *used);
    }
    capitals::add(&mut builder, &uses, document.dateline.as_deref());
    offices_held::add_persons(&mut builder, &sightings, &roles, &resolution, &setting);
    references::add(&mut builder, &roles, &sightings, &resolution);
    let dropped = resolution
        .dropped
        .iter()
        .map(|(index, reason)| builder.dropped(sightings[*index].run.name.clone(), reason))
        .collect();
    (builder.finish(), dropped)
}

pub(super) fn is_read(text: &Text, block: usize) -> bool {
    text.blocks.get(block).is_some_and(|block| block.kind.is_read())
}

/// Collects entities and mentions.
pub(super) struct Builder<'a> {
    pub words: &'a Words<'a>,
    pub entities: Vec<Entity>,
    pub list: Vec<Mention>,
    /// The country at home, if the text speaks of it.
    home: Option<CountryIndex>,
    countries: FxHashMap<CountryIndex, EntityIndex>,
    organizations: FxHashMap<String, EntityIndex>,
    /// The same by their numbers in the gazetteer.
    numbered: FxHashMap<u16, EntityIndex>,
    places: FxHashMap<String, EntityIndex>,
    /// Where places lie, for countries that the text mentions only after them.
    lying_in: Vec<(EntityIndex, CountryIndex)>,
}

/// How the text uses a name that can be several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// As what it is.
    Plain,
    /// A capital or residence that stands for the government.
    Government,
    /// Part of another name, or noise.
    Nothing,
}

impl<'a> Builder<'a> {
    fn new(words: &'a Words<'a>, home: Option<CountryIndex>) -> Self {
        Builder {
            words,
            entities: Vec::new(),
            list: Vec::new(),
            home,
            countries: FxHashMap::default(),
            organizations: FxHashMap::default(),
            numbered: FxHashMap::default(),
            places: FxHashMap::default(),
            lying_in: Vec::new(),
        }
    }

    /// The sentence and code points of a range of tokens.
    pub fn evidence(&self, tokens: Range<TokenIndex>) -> Evidence {
        let offsets = self.words.text.offsets(tokens.clone());
        Evidence { sentence: self.words.text.sentence_of(tokens.start) as u32, start: offsets.start, end: offsets.end }
    }

    fn dropped(&self, tokens: Range<TokenIndex>, reason: &str) -> Dropped {
        Dropped {
            text: self.words.text.plain_slice(tokens.clone()),
            reason: reason.to_owned(),
            evidence: Some(self.evidence(tokens)),
        }
    }

    /// The entity of a country, made if it is not there.
    pub fn country(&mut self, country: CountryIndex) -> EntityIndex {
        if let Some(entity) = self.countries.get(&country) {
            return *entity;
        }
        let record = self.words.knowledge.countries.get(country as usize);
        let (name, iso3) = record.map_or_else(Default::default, |record| (record.name.clone(), record.iso3.clone()));
        let entity = self.push(name, EntityKind::Country { iso3 }, "country-name");
        self.countries.insert(country, entity);
        entity
    }

    /// The entity of a country if the text mentions it.
    pub fn mentioned_country(&self, country: CountryIndex) -> Option<EntityIndex> {
        self.countries.get(&country).copied()
    }

    pub fn push(&mut self, name: String, kind: EntityKind, rule: &'static str) -> EntityIndex {
        self.entities.push(Entity { name, aliases: Vec::new(), kind, evidence: Vec::new(), rule, confidence: 0.9 });
        self.entities.len() - 1
    }

    /// Adds an occurrence of a name of the entity.
    pub fn occur(&mut self, entity: EntityIndex, tokens: Range<TokenIndex>) {
        let evidence = self.evidence(tokens.clone());
        let text = self.words.text;
        let entity = &mut self.entities[entity];
        // Most occurrences are written as one before.
        let known = text.slice(tokens.clone());
        if !entity.aliases.iter().any(|alias| alias == known) {
            let alias = text.plain_slice(tokens);
            if !entity.aliases.contains(&alias) {
                entity.aliases.push(alias);
            }
        }
        entity.evidence.push(evidence);
    }

    /// The mention of one entity.
    pub fn mention(
        &mut self,
        kind: MentionKind,
        tokens: Range<TokenIndex>,
        head: Range<TokenIndex>,
        entity: EntityIndex,
        country: Option<EntityIndex>,
    ) {
        let possessive = self.words.text.has(tokens.end, Flags::POSSESSIVE);
        let entities = std::iter::once(entity).collect();
        self.list.push(Mention { kind, tokens, head, entities, country, office: None, possessive });
    }

    fn add_found(&mut self, tokens: Range<TokenIndex>, sense: Sense, used: Use) {
        if used == Use::Nothing {
            return;
        }
        match sense {
            Sense::Country(country) | Sense::Adjective(country) => {
                let kind = if matches!(sense, Sense::Country(_)) { MentionKind::Country } else { MentionKind::Demonym };
                let entity = self.country(country);
                self.occur(entity, tokens.clone());
                self.mention(kind, tokens.clone(), tokens, entity, Some(entity));
            }
            Sense::Capital(country) | Sense::Seat(Some(country)) if used == Use::Government => {
                let entity = self.country(country);
                self.occur(entity, tokens.clone());
                self.mention(MentionKind::Government, tokens.clone(), tokens, entity, Some(entity));
            }
            Sense::Capital(country) | Sense::City(country) => self.add_place(tokens, "city", Some(country)),
            Sense::Seat(country) => {
                let country = country.or_else(|| self.country_of_town(tokens.clone()));
                self.add_place(tokens, "venue", country);
            }
            Sense::Region { quiet: false } => self.add_place(tokens, "region", None),
            Sense::Organization(number) => self.add_organization(tokens, number),
            Sense::Region { quiet: true } | Sense::Quiet => {}
        }
    }

    /// `Colombo airport`: where the town lies that the name begins with.
    fn country_of_town(&self, tokens: Range<TokenIndex>) -> Option<CountryIndex> {
        let Words { knowledge, text, .. } = self.words;
        match knowledge.names.at(text, tokens.start, tokens.end)? {
            (_, Sense::Capital(country) | Sense::City(country)) => Some(country),
            _ => None,
        }
    }

    /// A place by its name in the text.
    pub fn add_place(&mut self, tokens: Range<TokenIndex>, kind: &'static str, country: Option<CountryIndex>) {
        let text = self.words.text;
        let name = text.plain_slice(tokens.clone());
        let name = if text.has(tokens.start, Flags::ALL_CAPS) { capitalise(&name) } else { name };
        self.add_place_called(name, tokens, kind, country);
    }

    /// `the Kazakh capital`: the capital that the text names elsewhere, else the first that the table has.
    pub fn add_capital(&mut self, tokens: Range<TokenIndex>, country: CountryIndex) {
        let words = self.words;
        let named = words.gazetteer.found.iter().find(|found| found.sense == Sense::Capital(country));
        let name = named.map(|found| words.text.plain_slice(found.tokens.clone()));
        let usual = || words.knowledge.countries.get(country as usize)?.capital.clone();
        if let Some(name) = name.or_else(usual) {
            self.add_place_called(name, tokens, "city", Some(country));
        }
    }

    fn add_place_called(
        &mut self,
        name: String,
        tokens: Range<TokenIndex>,
        kind: &'static str,
        country: Option<CountryIndex>,
    ) {
        let key = crate::text::fold::fold(&name);
        let lies_in = country;
        let country = country.and_then(|country| self.mentioned_country(country));
        let entity = match self.places.get(&key) {
            Some(entity) => *entity,
            None => {
                let entity = self.push(name, EntityKind::Place { kind, country }, "place-name");
                self.places.insert(key, entity);
                if let Some(lies_in) = lies_in {
                    self.lying_in.push((entity, lies_in));
                }
                entity
            }
        };
        self.occur(entity, tokens.clone());
        self.mention(MentionKind::Place, tokens.clone(), tokens, entity, country);
    }

    fn finish(mut self) -> Mentions {
        for (place, lies_in) in std::mem::take(&mut self.lying_in) {
            let mentioned = self.mentioned_country(lies_in);
            if let Some(EntityKind::Place { country, .. }) = self.entities.get_mut(place).map(|entity| &mut entity.kind)
            {
                *country = country.or(mentioned);
            }
        }
        let text = self.words.text;
        // Inner mentions before the ones that contain them; otherwise in order of the text.
        self.list.sort_by_key(|mention| (mention.head.start, mention.tokens.len()));
        let mut by_sentence = vec![0..0; text.sentences.len()];
        for (index, mention) in self.list.iter().enumerate() {
            let Some(range) = by_sentence.get_mut(text.sentence_of(mention.head.start)) else { continue };
            *range = if range.start == range.end { index..index + 1 } else { range.start..index + 1 };
        }
        for entity in &mut self.entities {
            entity.evidence.sort_unstable();
            entity.evidence.dedup();
            entity.aliases.sort_by_key(|alias| std::cmp::Reverse(alias.chars().count()));
        }
        let home = self.home.and_then(|home| self.countries.get(&home).copied());
        Mentions { entities: self.entities, list: self.list, by_sentence, home }
    }
}

/// `HÀ NỘI` as `Hà Nội`.
pub(super) fn capitalise(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut inside = false;
    for c in words.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic();
    }
    out
}
