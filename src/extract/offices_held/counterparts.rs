//! `His Chilean counterpart X`: the office of one person, held by another for another country.

use rustc_hash::FxHashMap;

use super::super::home::Setting;
use super::super::people::Sighting;
use super::super::resolution::Resolution;
use super::super::titles::{Polity, Title};
use super::entity::singular;
use super::{Draft, Held, LOOKED_AT};
use crate::text::FoldedText;

/// Who is whose counterpart: each is of another country than the other.
#[derive(Debug, Default)]
pub(super) struct Facing(FxHashMap<usize, usize>);

impl Facing {
    /// The counterpart of a person.
    pub fn of(&self, person: usize) -> Option<usize> {
        self.0.get(&person).copied()
    }
}

/// `His Chilean counterpart X` has the office of the person meant by `his`, for Chile.
pub(super) fn settle(
    text: &FoldedText<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    setting: &Setting,
    roles: &[Title],
) -> Facing {
    let mut facing = Facing::default();
    for person in 0..drafts.len() {
        for place in 0..drafts[person].offices.len() {
            let held = &drafts[person].offices[place];
            if !held.title.counterpart {
                continue;
            }
            // The African foreign ministers and their Turkish counterpart X: the group right before.
            let own = held.title.tokens.start;
            let group = roles.iter().rev().find(|role| {
                role.plural
                    && role.tokens.end < own
                    && role.tokens.end + 4 > own
                    && !role.code.is_empty()
                    && !role.counterpart
            });
            if let Some(group) = group {
                let held = &mut drafts[person].offices[place];
                (held.words, held.code) = (singular(&group.words, true), group.code);
                if let Polity::Country(country) = held.polity {
                    drafts[person].country.get_or_insert(country);
                }
                continue;
            }
            // The nearest other person with an office before; failing that, after.
            // X's predecessor: of the one right before.
            let owner = (0..held.sighting).rev().take(LOOKED_AT).find(|index| {
                let end = sightings[*index].run.phrase.end;
                end < own && own <= end + 2
            });
            // `X, accompanied by the ambassador, Z, met his counterpart Y`, `X was received by President Z and met his
            // counterpart Y`: whoever is first in the sentence.
            let here = text.sentences.get(text.sentence_of(own)).map_or(own, |sentence| sentence.tokens.start);
            let in_sentence = |index: &usize| sightings[*index].run.phrase.start >= here;
            let along = |index: &usize| {
                let start = sightings[*index].phrase.start;
                let received = start >= here + 2
                    && text.folded(start - 1) == "by"
                    && matches!(text.folded(start - 2), "received" | "welcomed" | "greeted" | "hosted");
                received
                    || (start.saturating_sub(6).max(here)..start)
                        .any(|at| matches!(text.folded(at), "accompanied" | "flanked"))
            };
            let beside = (0..held.sighting).rev().take_while(in_sentence).find(|index| !along(index));
            let unknown = beside.and_then(|beside| resolution.of[beside]);
            if unknown.is_some_and(|other| other != person && drafts[other].offices.is_empty()) {
                continue;
            }
            // `There he will meet his colleague, Y`: the one of whom the article tells most.
            let officer = |other: &usize| {
                let held = |held: &Held| !held.title.counterpart && !held.title.former && held.title.tokens.start < own;
                *other != person && drafts[*other].offices.iter().any(held)
            };
            let oftenest = |other: &usize| resolution.clusters[*other].sightings.len();
            let main = (0..drafts.len()).rev().filter(officer).max_by_key(oftenest);
            let main = main.filter(|_| beside.is_none() && owner.is_none());
            let nearest = owner.or(beside).into_iter().chain((0..held.sighting).rev().take(LOOKED_AT));
            let after = (held.sighting + 1..sightings.len()).take(LOOKED_AT);
            let other = main.or_else(|| {
                nearest.chain(after).filter_map(|index| resolution.of[index]).find(|other| {
                    *other != person
                        && drafts[*other].offices.iter().any(|held| !held.title.counterpart && !held.title.former)
                })
            });
            let Some(other) = other else { continue };
            // The counterpart of a Deputy Prime Minister and Foreign Minister is a foreign minister.
            let own = || drafts[other].offices.iter().filter(|held| !held.title.counterpart && !held.title.former);
            let model = own().find(|held| held.code != "deputy_head_of_government").or_else(|| own().next());
            let Some((mut words, code)) = model.map(|held| (singular(&held.words, held.title.plural), held.code))
            else {
                continue;
            };
            if code == "ambassador"
                && let Some(at) = words.find(" to ")
            {
                words.truncate(at);
            }
            let opposite = match (drafts[other].country, setting.pair()) {
                // The predecessor held it in the same country.
                (country, _) if drafts[person].offices[place].title.former => country,
                (Some(country), Some((a, b))) if country == a => Some(b),
                (Some(country), Some((a, b))) if country == b => Some(a),
                _ => None,
            };
            if !drafts[person].offices[place].title.former {
                facing.0.extend([(person, other), (other, person)]);
            }
            let held = &mut drafts[person].offices[place];
            held.words = words;
            held.code = code;
            if held.polity == Polity::Unsaid
                && let Some(country) = opposite
            {
                held.polity = Polity::Country(country);
            }
            if let Polity::Country(country) = held.polity {
                drafts[person].country.get_or_insert(country);
            }
        }
    }
    facing
}
