//! Organizations as entities, each by its name, its initials and the country it belongs to; and places by their names.

use std::ops::Range;

use super::Builder;
use crate::extract::knowledge::{CountryIndex, OrganizationRecord, Sense};
use crate::extract::mention::{EntityIndex, EntityKind, MentionKind};
use crate::text::TokenIndex;

impl Builder<'_> {
    pub(super) fn add_organization(&mut self, tokens: Range<TokenIndex>, number: u16) {
        // `The ministry of finance` of nobody known is no organization of its own.
        let Some(entity) = self.numbered_organization(number, tokens.start, false) else { return };
        self.occur(entity, tokens.clone());
        let of = match &self.entities[entity].kind {
            EntityKind::Organization { of, .. } => *of,
            _ => None,
        };
        self.mention(MentionKind::Organization, tokens.clone(), tokens, entity, of);
    }

    /// The entity of an organization by its number in the gazetteer, whose name stands at a token, be it or not that of a
    /// ministry of nobody known.
    fn numbered_organization(&mut self, number: u16, at: TokenIndex, of_nobody: bool) -> Option<EntityIndex> {
        let known = self.words.gazetteer.organization(number)?;
        // The parliament of whoever presides over it: not the same one in every sentence.
        let open = known.country.is_none() && known.kind == "parliament";
        if let Some(entity) = self.numbered.get(&number).filter(|_| !open) {
            return Some(*entity);
        }
        let record = self.owned(known.clone(), at);
        let nobody = record.country.is_none() && record.kind == "ministry";
        if nobody && !of_nobody {
            return None;
        }
        let entity = self.organization(&record.name, record.acronym.as_deref(), record.kind, record.country);
        if !nobody && !open {
            self.numbered.insert(number, entity);
        }
        Some(entity)
    }

    /// A ministry or parliament without country: that of its namesake in the text, that of who presides over it, or the country
    /// at home.
    fn owned(&self, mut record: OrganizationRecord, at: TokenIndex) -> OrganizationRecord {
        if record.country.is_none() && matches!(record.kind, "ministry" | "parliament") {
            let key = organization_key(&record.name);
            let mut countries: Vec<_> = self
                .words
                .gazetteer
                .read
                .iter()
                .filter(|other| other.kind == record.kind && organization_key(&other.name) == key)
                .filter_map(|other| other.country)
                .collect();
            countries.dedup();
            record.country = match countries.as_slice() {
                [country] => Some(*country),
                _ => self.words.country_of_presider(at).or(self.home),
            };
        }
        record
    }

    /// The entity of an organization; a ministry's name gets its country.
    pub fn organization(
        &mut self,
        name: &str,
        acronym: Option<&str>,
        kind: &'static str,
        country: Option<CountryIndex>,
    ) -> EntityIndex {
        let own = matches!(kind, "ministry" | "parliament" | "embassy");
        let of = match country {
            Some(country) if own => Some(self.country(country)),
            Some(country) => self.mentioned_country(country),
            None => None,
        };
        let mut full = name.to_owned();
        // The senates of two countries are two bodies; there is one Knesset.
        let common = name.contains(' ') || matches!(name, "Parliament" | "Senate" | "Congress");
        if let Some(of) = of.filter(|_| matches!(kind, "ministry" | "parliament") && common) {
            let country = &self.entities[of].name;
            if !name.contains(country.as_str()) && !name.starts_with("US ") && !name.starts_with("U.S.") {
                full = format!("{name} of {country}");
            }
        }
        let key = organization_key(&full);
        let by_acronym = acronym.and_then(|acronym| self.organizations.get(&crate::text::fold::fold(acronym)).copied());
        if let Some(entity) = self.organizations.get(&key).copied().or(by_acronym) {
            return entity;
        }
        let entity = self.push(
            full,
            EntityKind::Organization { acronym: acronym.map(str::to_owned), kind, of },
            "organization-name",
        );
        self.organizations.insert(key, entity);
        if let Some(acronym) = acronym {
            self.organizations.entry(crate::text::fold::fold(acronym)).or_insert(entity);
        }
        entity
    }

    /// The town or region whose name covers a token.
    pub fn place_at(&mut self, token: TokenIndex) -> Option<EntityIndex> {
        let tokens = self.words.gazetteer.covering(token)?.tokens.clone();
        self.places.get(&crate::text::fold::fold(&self.words.text.plain_slice(tokens))).copied()
    }

    /// The organization whose name covers a token.
    pub fn organization_at(&mut self, token: TokenIndex) -> Option<EntityIndex> {
        match self.words.gazetteer.covering(token)?.sense {
            Sense::Organization(number) => {
                let start = self.words.gazetteer.covering(token)?.tokens.start;
                self.numbered_organization(number, start, true)
            }
            _ => None,
        }
    }
}

/// Names of organizations are compared without diacritics, case and British spelling.
fn organization_key(name: &str) -> String {
    let mut key = crate::text::fold::fold(name);
    for (spelling, usual) in
        [("defense", "defence"), ("organisation", "organization"), ("labor", "labour"), ("centre", "center")]
    {
        if key.contains(spelling) {
            key = key.replace(spelling, usual);
        }
    }
    key
}
