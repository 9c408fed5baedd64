//! Persons as entities: their names, the offices they hold and the country each office belongs to.

mod bodies;
mod clues;
mod company;
mod counterparts;
mod countries;
mod destinations;
mod entity;
mod evidence;
mod gender;
mod groups;
mod host_land;
mod neighbours;
mod pairs;
mod scene;
mod unclaimed;

pub(super) use entity::singular;

use counterparts::Facing;
use rustc_hash::FxHashMap;

use super::home::Setting;
use super::knowledge::CountryIndex;
use super::people::Sighting;
use super::reader::Builder;
use super::resolution::Resolution;
use super::titles::{Polity, Title};

#[derive(Default)]
struct Draft {
    offices: Vec<Held>,
    country: Option<CountryIndex>,
}

/// An office before its country is settled.
struct Held {
    sighting: usize,
    title: Title,
    words: String,
    code: &'static str,
    polity: Polity,
    rule: &'static str,
    /// How sure it is whose it is, between 0 and 1.
    confidence: f64,
}

/// How sure an office is whose title says whose it is.
const SAID: f64 = 0.9;

/// What persons named together tell of each other's country.
struct Relations {
    /// Countries guessed by the order of words.
    in_order: FxHashMap<usize, CountryIndex>,
    /// Who is whose counterpart.
    facing: Facing,
}

/// How far before and after a person its neighbours are looked at, so that time stays linear.
const LOOKED_AT: usize = 64;

/// Adds every resolved person with offices and mentions.
pub(super) fn add_persons(
    builder: &mut Builder<'_>,
    sightings: &[Sighting],
    roles: &[Title],
    resolution: &Resolution,
    setting: &Setting,
) {
    let mut drafts: Vec<Draft> = resolution.clusters.iter().map(|_| Draft::default()).collect();
    for (index, sighting) in sightings.iter().enumerate() {
        let Some(person) = resolution.of[index] else { continue };
        for title in &sighting.titles {
            if title.weak && title.polity == Polity::Unsaid {
                continue;
            }
            drafts[person].offices.push(Held {
                sighting: index,
                words: title.words.clone(),
                code: title.code,
                polity: title.polity.clone(),
                title: title.clone(),
                rule: sighting.rule,
                confidence: SAID,
            });
        }
    }
    for held in drafts.iter_mut().flat_map(|draft| &mut draft.offices).filter(|held| held.polity == Polity::Unsaid) {
        let only = only_country(&held.words).and_then(|iso3| builder.words.knowledge.country_by_code(iso3));
        if let Some(country) = only.filter(|country| setting.mentions(*country)) {
            held.polity = Polity::Country(country);
        }
    }
    for (sighting, person) in sightings.iter().zip(&resolution.of) {
        if let (Some(country), Some(person)) = (sighting.country, *person) {
            drafts[person].country.get_or_insert(country);
        }
    }
    bodies::settle(builder.words, &mut drafts);
    unclaimed::settle(builder, &mut drafts, sightings, resolution, roles);
    own_countries(builder, &mut drafts);
    groups::settle(builder, &mut drafts, sightings, resolution, roles);
    let facing = counterparts::settle(builder.words.text, &mut drafts, sightings, resolution, setting, roles);
    let in_order = pairs::in_order(builder, &drafts, sightings, resolution, setting);
    let relations = Relations { in_order, facing };
    countries::settle(builder, &mut drafts, sightings, resolution, setting, &relations);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|person| resolution.clusters[*person].sightings.first().copied());
    for person in order {
        entity::add(builder, &drafts[person], sightings, &resolution.clusters[person].sightings);
    }
}

/// A country said once holds for all offices of the person that say none.
fn own_countries(builder: &Builder<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        let said = draft.offices.iter().find_map(|held| match held.polity {
            Polity::Country(country) => Some(country),
            _ => None,
        });
        // `adviser to the Prime Minister and spokesman of the Foreign Ministry of Peru`: of Peru, too.
        let body = || {
            let unsaid = draft.offices.iter().any(|held| held.polity == Polity::Unsaid);
            draft.offices.iter().filter(|_| unsaid).find_map(|held| match held.polity {
                Polity::Organization(token) => builder.words.gazetteer.organization_country(token),
                _ => None,
            })
        };
        let said = said.or_else(body);
        draft.country = said.or(draft.country);
        let Some(country) = draft.country else { continue };
        for held in draft.offices.iter_mut().filter(|held| held.polity == Polity::Unsaid) {
            held.polity = Polity::Country(country);
        }
    }
}

/// Titles that only one state has.
fn only_country(title: &str) -> Option<&'static str> {
    match title.to_lowercase().as_str() {
        "pope" => Some("VAT"),
        "taoiseach" | "tánaiste" | "tanaiste" => Some("IRL"),
        "secretary of state" => Some("USA"),
        _ => None,
    }
}
