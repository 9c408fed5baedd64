//! Actors and places as facts: one thing for each entity, with offices and belonging as links.

use std::collections::{BTreeMap, BTreeSet};

use super::mention::{EntityIndex, EntityKind, Mentions};
use super::organizations::COMMON;
use crate::document::Document;
use crate::facts::{Datum, Facts, Label, Link, LinkType, Properties, Thing, ThingIndex};

/// What is known of the document.
pub fn document_properties(document: &Document) -> Properties {
    let text = |value: &str| Datum::Text(value.to_owned());
    let mut properties = BTreeMap::from([("source", text(&document.source)), ("sha256", text(&document.sha256))]);
    let said = [
        ("title", &document.title),
        ("publisher", &document.publisher),
        ("author", &document.author),
        ("published", &document.published),
        ("url", &document.url),
        ("dateline", &document.dateline),
    ];
    properties.extend(said.into_iter().filter_map(|(name, value)| value.as_deref().map(|value| (name, text(value)))));
    properties
}

/// Adds the entities to the facts; the answer gives for each entity its thing.
pub fn add_actors(mentions: &Mentions, facts: &mut Facts) -> Vec<ThingIndex> {
    let first = facts.things.len();
    for entity in &mentions.entities {
        let mut properties: Properties = BTreeMap::from([("name", Datum::Text(entity.name.clone()))]);
        if !entity.aliases.is_empty() {
            properties.insert("aliases", Datum::Texts(entity.aliases.clone()));
        }
        let label = match &entity.kind {
            EntityKind::Person { .. } => Label::Person,
            EntityKind::Country { iso3 } => {
                properties.insert("iso3", Datum::Text(iso3.clone()));
                Label::Country
            }
            EntityKind::Organization { acronym, kind, .. } => {
                properties.insert("kind", Datum::Text((*kind).to_owned()));
                if let Some(acronym) = acronym {
                    properties.insert("acronym", Datum::Text(acronym.clone()));
                }
                Label::Organization
            }
            EntityKind::Place { kind, .. } => {
                properties.insert("kind", Datum::Text((*kind).to_owned()));
                Label::Place
            }
        };
        facts.things.push(Thing {
            label,
            properties,
            evidence: entity.evidence.clone(),
            rule: entity.rule,
            confidence: entity.confidence,
        });
    }
    let thing = |entity: EntityIndex| first + entity;
    for (index, entity) in mentions.entities.iter().enumerate() {
        let belongs = |kind, end: EntityIndex| Link {
            kind,
            start: thing(index),
            end: thing(end),
            properties: Properties::new(),
            evidence: entity.evidence.first().copied(),
            rule: entity.rule,
            confidence: entity.confidence,
        };
        match &entity.kind {
            EntityKind::Person { offices, country, .. } => {
                for office in offices {
                    let Some(polity) = office.polity else { continue };
                    let mut properties: Properties = BTreeMap::from([
                        ("title", Datum::Text(office.title.clone())),
                        ("office", Datum::Text(office.code.to_owned())),
                    ]);
                    if office.former {
                        properties.insert("former", Datum::Flag(true));
                    }
                    facts.links.push(Link {
                        kind: LinkType::Holds,
                        start: thing(index),
                        end: thing(polity),
                        properties,
                        evidence: office.evidence,
                        rule: office.rule,
                        confidence: office.confidence,
                    });
                }
                if let Some(country) = country.filter(|_| offices.iter().any(|office| !office.former)) {
                    facts.links.push(belongs(LinkType::Represents, country));
                }
            }
            EntityKind::Organization { of: Some(of), .. } => facts.links.push(belongs(LinkType::Of, *of)),
            EntityKind::Place { country: Some(country), .. } => facts.links.push(belongs(LinkType::In, *country)),
            _ => {}
        }
    }
    (0..mentions.entities.len()).map(thing).collect()
}

/// Leaves out the bodies of common words alone (`the Joint Commission`) to which no fact leads.
pub fn leave_out_common_bodies(mentions: &Mentions, actors: &[ThingIndex], facts: &mut Facts) {
    let common = |kind: &EntityKind| matches!(kind, EntityKind::Organization { kind, .. } if *kind == COMMON);
    let mut unlinked: BTreeSet<ThingIndex> = BTreeSet::new();
    unlinked.extend(mentions.entities.iter().zip(actors).filter(|(entity, _)| common(&entity.kind)).map(|(_, at)| *at));
    facts.links.iter().filter(|link| link.kind != LinkType::Of).for_each(|link| {
        unlinked.remove(&link.start);
        unlinked.remove(&link.end);
    });
    if unlinked.is_empty() {
        return;
    }
    facts.links.retain(|link| !unlinked.contains(&link.start) && !unlinked.contains(&link.end));
    let moved = |at: ThingIndex| at - unlinked.range(..at).count();
    for link in &mut facts.links {
        (link.start, link.end) = (moved(link.start), moved(link.end));
    }
    let mut at = 0;
    facts.things.retain(|_| {
        at += 1;
        !unlinked.contains(&(at - 1))
    });
}
