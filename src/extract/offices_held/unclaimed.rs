//! Offices that a report names apart from their holder: `Dr Ismail arrived on Monday. The Prime Minister was met by …`, where
//! nobody is introduced as prime minister.

use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::{Polity, Title};
use super::{Draft, Held};
use crate::facts::SINGULAR_OFFICES;

/// How sure it is that the person of whom an article tells most holds the office that it names alone.
const CLAIMED: f64 = 0.6;

/// Gives such an office to the person whom the article names first and oftenest, if it tells no office of that person and a state has one of it.
pub(super) fn settle(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    roles: &[Title],
) {
    let Some(person) = resolution.of.iter().flatten().next().copied() else { return };
    let cluster = &resolution.clusters[person].sightings;
    let most = resolution.clusters.iter().all(|other| other.sightings.len() <= cluster.len());
    let (Some(first), true, true) = (cluster.first().copied(), most, drafts[person].offices.is_empty()) else { return };
    let start = sightings[first].run.phrase.start;
    let alone = |role: &&Title| {
        let the = role.determiner.is_some_and(|the| builder.words.text.folded(the) == "the");
        the && !role.plural && !role.former && !role.counterpart && role.polity == Polity::Unsaid
    };
    let claimed = |code: &str| {
        let held = |held: &Held| held.code == code && !held.title.former;
        drafts.iter().any(|draft| draft.offices.iter().any(held))
    };
    let office = roles
        .iter()
        .filter(alone)
        .find(|role| role.tokens.start > start && SINGULAR_OFFICES.contains(&role.code) && !claimed(role.code));
    if let Some(title) = office {
        drafts[person].offices.push(Held {
            sighting: first,
            words: title.words.clone(),
            code: title.code,
            polity: Polity::Unsaid,
            title: title.clone(),
            rule: "unclaimed-office",
            confidence: CLAIMED,
        });
    }
}
