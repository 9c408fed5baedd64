//! Talks of which the text does not say whose they are: `The first round was held in Lima in May`. In an article that tells
//! mostly of two sides, they are theirs.

use super::event::Event;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};
use crate::facts::{Label, LinkType};

/// Of how many meetings and agreements of two sides, out of a hundred, the same two must be.
const MOST: usize = 60;

/// Gives talks without participants to the two countries that nearly all meetings and agreements of an article are of.
pub(super) fn complete(mentions: &Mentions, events: &mut [Event]) {
    let open = |event: &Event| {
        event.label == Label::Meeting && event.kind == "talks" && event.tied(LinkType::Attended).next().is_none()
    };
    if !events.iter().any(open) {
        return;
    }
    let mut pairs: Vec<([EntityIndex; 2], usize)> = Vec::new();
    for pair in events.iter().filter_map(|event| countries(mentions, event)) {
        match pairs.iter_mut().find(|(known, _)| *known == pair) {
            Some((_, times)) => *times += 1,
            None => pairs.push((pair, 1)),
        }
    }
    let all: usize = pairs.iter().map(|(_, times)| times).sum();
    let main = pairs.iter().find(|(_, times)| times * 100 >= all * MOST);
    let Some(([first, second], _)) = main.copied() else { return };
    for event in events.iter_mut().filter(|event| open(event)) {
        event.tie(LinkType::Attended, first, Some("participant"));
        event.tie(LinkType::Attended, second, Some("participant"));
    }
}

/// The two countries of a meeting or an agreement of two sides.
fn countries(mentions: &Mentions, event: &Event) -> Option<[EntityIndex; 2]> {
    if !matches!(event.label, Label::Meeting | Label::Agreement) {
        return None;
    }
    let mut sides: Vec<EntityIndex> = Vec::new();
    for actor in event.tied(event.actor_link()) {
        let side = mentions.country_of(actor)?;
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    sides.sort_unstable();
    let country = |side: &EntityIndex| {
        matches!(mentions.entities.get(*side).map(|entity| &entity.kind), Some(EntityKind::Country { .. }))
    };
    <[EntityIndex; 2]>::try_from(sides).ok().filter(|sides| sides.iter().all(country))
}
