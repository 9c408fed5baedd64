//! Members of a group of officers who are named without their title: after `the foreign ministers of Jordan, Egypt and
//! Iraq`, `Egypt's X` is a foreign minister.

use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::{Polity, Title};
use super::entity::singular;
use super::{Draft, Held, SAID};

/// Offices that a group can share, one in each country.
const SHARED: [&str; 6] =
    ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "ambassador", "envoy"];

/// Gives persons with a country and without an office the one of the group told of just before.
pub(super) fn settle(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    roles: &[Title],
) {
    let text = builder.words.text;
    let groups: Vec<&Title> =
        roles.iter().filter(|role| role.plural && SHARED.contains(&role.code) && !role.former).collect();
    for (sighting, seen) in sightings.iter().enumerate() {
        let Some(person) = resolution.of[sighting] else { continue };
        let (Some(country), draft) = (seen.country, &drafts[person]) else { continue };
        if !draft.offices.is_empty() || !seen.titles.is_empty() {
            continue;
        }
        let at = seen.run.name.start;
        let here = text.sentence_of(at);
        let before = groups.partition_point(|group| group.tokens.start < at);
        // Taking part were A of Norway, B of Finland: a list may stand a little farther off.
        let member = |other: &Sighting| {
            other.country.is_some() && other.titles.is_empty() && text.sentence_of(other.run.name.start) == here
        };
        let beside = [sighting.checked_sub(1), Some(sighting + 1)];
        let listed = beside.into_iter().flatten().filter_map(|index| sightings.get(index)).any(member);
        let reach = if listed { 3 } else { 1 };
        let mut fitting = groups[..before].iter().rev().take(4).filter(|group| {
            let sentence = text.sentence_of(group.tokens.start);
            sentence + reach >= here && (group.countries.is_empty() || group.countries.contains(&country))
        });
        // `The foreign ministers met to prepare a summit of their presidents`: the ministers.
        let others = |group: &Title| group.determiner.is_some_and(|token| text.folded(token) == "their");
        let last = fitting.next();
        let group = last.filter(|group| !others(group)).or_else(|| fitting.find(|group| !others(group))).or(last);
        let Some(group) = group else { continue };
        drafts[person].country = Some(country);
        drafts[person].offices.push(Held {
            sighting,
            title: (*group).clone(),
            words: singular(&group.words, true),
            code: group.code,
            polity: Polity::Country(country),
            rule: "member-of-group",
            confidence: SAID,
        });
    }
}
