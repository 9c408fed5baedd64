//! The sides of an agreement: the countries and bodies behind those who act.

use super::phrase::Phrase;
use super::reader::{REACH, Reader};
use crate::extract::mention::{EntityIndex, EntityKind};

/// Kinds of bodies through which a state acts; parties and movements act for themselves.
fn is_of_state(kind: &str) -> bool {
    matches!(
        kind,
        "ministry"
            | "parliament"
            | "embassy"
            | "government"
            | "agency"
            | "office"
            | "court"
            | "army"
            | "institution"
            | "presidency"
    )
}

impl Reader<'_> {
    /// Who stands behind an actor in agreements: its country, or the body itself if it belongs to none.
    pub fn party_of(&self, entity: EntityIndex) -> Option<EntityIndex> {
        match self.mentions.entities.get(entity).map(|e| &e.kind)? {
            EntityKind::Country { .. } => Some(entity),
            EntityKind::Person { country, offices, .. } => {
                let body = || offices.iter().find_map(|office| office.polity);
                country.or_else(body)
            }
            EntityKind::Organization { of, kind, .. } if is_of_state(kind) => of.or(Some(entity)),
            EntityKind::Organization { .. } => Some(entity),
            EntityKind::Place { .. } => None,
        }
    }

    /// The countries and bodies behind several actors, each once.
    pub fn parties_of(&self, entities: &[EntityIndex]) -> Vec<EntityIndex> {
        let mut parties = Vec::new();
        for party in entities.iter().filter_map(|entity| self.party_of(*entity)) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        parties
    }

    /// Whether the subject is several people of one international body, which decides as a whole (`the leaders of the
    /// Community`).
    pub fn is_gathering(&self, phrase: &Phrase, subject: usize, parties: &[EntityIndex]) -> bool {
        let [body] = parties else { return false };
        let body = matches!(
            self.mentions.entities.get(*body).map(|e| &e.kind),
            Some(EntityKind::Organization { kind: "igo", of: None, .. })
        );
        body && phrase.actors(subject).is_some_and(|actors| actors.plural)
    }

    /// The bodies that a paper names as its sides (`between the Ministry of X and the Agency Y`), else those behind them.
    pub fn signing_parties(&self, entities: &[EntityIndex]) -> Vec<EntityIndex> {
        let body = |entity: &EntityIndex| {
            matches!(
                self.mentions.entities.get(*entity).map(|e| &e.kind),
                Some(EntityKind::Organization { kind, .. }) if *kind != "government"
            )
        };
        if entities.len() > 1 && entities.iter().all(body) { entities.to_vec() } else { self.parties_of(entities) }
    }

    /// Whether all meetings and agreements so far are of the same sides.
    pub fn tells_only_of(&self, sides: &[EntityIndex]) -> bool {
        self.events.iter().rev().take(REACH).all(|event| {
            let actors: Vec<EntityIndex> = event.tied(event.actor_link()).collect();
            self.parties_of(&actors).iter().all(|party| sides.contains(party))
        })
    }
}
