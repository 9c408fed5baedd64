//! Which country an office belongs to when its title does not say.

use rustc_hash::FxHashMap;

use super::super::home::Setting;
use super::super::knowledge::CountryIndex;
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::Polity;
use super::bodies::heads_a_body;
use super::company::Company;
use super::neighbours::{
    attached, beside, fellow_host, guests_of, met_by, near, other_than, received_by, side_by_side, travels_along,
    visited,
};
use super::{Draft, LOOKED_AT};
use crate::facts::SINGULAR_OFFICES;

/// Offices without country: the possessor's, the other one of two, or the country at home.
pub(super) fn settle(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    setting: &Setting,
) {
    let mut holders = Holders::default();
    for (person, draft) in drafts.iter().enumerate() {
        holders.add(person, draft);
    }
    let mut visits: FxHashMap<usize, Vec<CountryIndex>> = FxHashMap::default();
    for (sighting, person) in sightings.iter().zip(&resolution.of) {
        let Some(person) = person.filter(|person| drafts[*person].country.is_none()) else { continue };
        visits.entry(person).or_default().extend(builder.words.destinations(sighting));
    }
    let host_land = host_land(builder, drafts, sightings, resolution, setting);
    for person in 0..drafts.len() {
        if drafts[person].country.is_some() {
            continue;
        }
        let abroad_in = visits.remove(&person).unwrap_or_default();
        let Some(first) = drafts[person].offices.iter().find(|held| held.polity == Polity::Unsaid) else { continue };
        let (sighting, code) = (first.sighting, first.code);
        if heads_a_body(code, &first.words) {
            continue;
        }
        // The counterpart of this person says whose minister this one is not.
        // Only for offices that a country has one of.
        let unique = SINGULAR_OFFICES.contains(&code) && !first.title.former;
        let facing = holders.other(code, person).filter(|_| unique);
        let title = first.words.to_lowercase();
        let mut guests = guests_of(&first.title, builder);
        guests.extend(
            received_by(&first.title, sighting, sightings, resolution, builder).and_then(|guest| drafts[guest].country),
        );
        let company = Company { builder, sightings, resolution, drafts };
        let guest_of = company.of_the_guest(sighting, &first.title);
        guests.extend(guest_of);
        let taken = |country: &CountryIndex| {
            abroad_in.contains(country)
                || guests.contains(country)
                || unique && holders.taken(code, *country, person)
                || !builder.words.knowledge.has_office(*country, &title)
        };
        let by_pair = match (facing, setting.pair().filter(|pair| setting.two_only() && setting.plays_at_home(*pair))) {
            (Some(country), Some((a, b))) if country == a => Some(b),
            (Some(country), Some((a, b))) if country == b => Some(a),
            _ => None,
        };
        let words = builder.words.text;
        let possessed = first.title.determiner.filter(|token| matches!(words.folded(*token), "his" | "her" | "their"));
        // In an interview, my minister is that of the one who was introduced first.
        let mine = first.title.determiner.filter(|token| matches!(words.folded(*token), "my" | "our"));
        let mine = mine.and_then(|_| resolution.of.iter().flatten().find_map(|other| drafts[*other].country));
        let by_role = possessed.is_some_and(|token| builder.words.begins_with_a_role(token));
        let possessor = possessed.filter(|_| !by_role).and_then(|_| {
            (0..sighting)
                .rev()
                .take(LOOKED_AT)
                .filter_map(|index| resolution.of[index])
                .find(|other| *other != person)
                .and_then(|other| drafts[other].country)
        });
        // Of two leaders the second is hardly of the same country, unless the country has both.
        let leads = |code: &str| matches!(code, "head_of_state" | "head_of_government");
        let led = |country: &CountryIndex| {
            leads(code)
                && ["head_of_state", "head_of_government"].iter().any(|code| holders.taken(code, *country, person))
        };
        // Who travels along is no host.
        let along = travels_along(&sightings[sighting], builder);
        let land = match setting.pair().zip(host_land).filter(|_| along) {
            Some(((a, b), land)) => Some(if land == a { b } else { a }),
            None => host_land,
        };
        let home = land.filter(|_| along).or(setting.home()).or(land).filter(|home| !taken(home) && !led(home));
        let by_pair = by_pair.filter(|country| !taken(country));
        let beside = beside(person, sighting, sightings, resolution)
            .and_then(|other| drafts[other].country)
            .filter(|country| !taken(country));
        // A single name without a country is left open: who that is, the reader is supposed to know.
        // `The Prime Minister, Mr Menzies`, names him in full, as papers of old do.
        let single = resolution.clusters[person].words.len() < 2 && !sightings[sighting].run.honorific;
        let abroad = setting.writes_elsewhere();
        let by_pair = by_pair.filter(|_| !single);
        // Of two leaders named side by side without a country neither is known to be the one at home.
        let fellow = side_by_side(sighting, sightings, resolution, builder).filter(|_| leads(code));
        let fellow = fellow.and_then(|other| {
            let held = drafts[other].offices.iter().find(|held| leads(held.code))?;
            Some((drafts[other].country, held.words.to_lowercase()))
        });
        let beside_leader = fellow.as_ref().is_some_and(|(country, _)| country.is_none());
        // Unless only one of the two countries has such an office: a monarchy has no president.
        let by_office = fellow.zip(setting.pair()).filter(|_| setting.two_only() && !single);
        let by_office = by_office.and_then(|((theirs, words), (a, b))| {
            let alone = |words: &str| {
                let [of_a, of_b] = [a, b].map(|country| builder.words.knowledge.has_office(country, words));
                (of_a != of_b).then_some(if of_a { a } else { b })
            };
            let other = |country| if country == a { b } else { a };
            if theirs.is_some_and(|country| country != a && country != b) {
                return None;
            }
            alone(&title).or_else(|| alone(&words).filter(|_| theirs.is_none()).map(other))
        });
        // X met Y: Y is from elsewhere.
        let facing_home = setting.home().is_some_and(|home| {
            met_by(&first.title, sighting, sightings, resolution, builder)
                .is_some_and(|other| drafts[other].country == Some(home))
        });
        let home = home.filter(|_| !beside_leader && !facing_home);
        let visited = visited(&first.title, builder).filter(|country| leads(code) && !taken(country) && !led(country));
        // Who is met first in the sentence may be another host.
        let guest = sighting.checked_sub(1).filter(|before| {
            let other = &sightings[*before];
            let sentence = words.sentence_of(first.title.tokens.start);
            let tokens = words.sentences.get(sentence).map_or(0..0, |sentence| sentence.tokens.clone());
            tokens.contains(&other.run.name.start) && !builder.words.is_met(other.phrase.start, &tokens)
        });
        let guest = guest.and_then(|before| resolution.of[before]).and_then(|other| drafts[other].country);
        let host = builder.words.host_country(&sightings[sighting], &first.title);
        let fellow = || fellow_host(sighting, sightings, resolution, drafts, builder);
        let host = host.or_else(fellow).filter(|country| !along && !taken(country) && guest != Some(*country));
        let other_side = || {
            let (a, b) = setting.pair().filter(|_| setting.two_only() && !single)?;
            abroad_in.iter().find_map(|visited| match *visited == a {
                true => Some(b),
                false => (*visited == b).then_some(a),
            })
        };
        let traveller = other_than(&abroad_in, &first.title, builder).or_else(other_side);
        let traveller = traveller.filter(|country| !taken(country));
        let topic = builder.words.topic_country(&first.title).filter(|country| !taken(country) && !led(country));
        let visited = visited.or(host).or(topic).or(by_office);
        let end = sightings[sighting].phrase.end;
        let told = company
            .of_the_party(sighting, &first.title)
            .or(mine)
            .or_else(|| company.of_the_sender(sighting, &first.title))
            .or_else(|| builder.words.spoken_for(&first.title, end))
            .or_else(|| builder.words.invites_to(&first.title, end))
            .or_else(|| setting.other_side(guest_of.filter(|_| visited.is_none())?))
            .or_else(|| setting.dateline.filter(|_| builder.words.is_met_here(&first.title)))
            .filter(|country| !taken(country));
        // President Z, in a report from Z's capital, needs no further name.
        let known = home.is_some() && home == setting.dateline && home == setting.home();
        let home = home.filter(|_| !(single && leads(code) && !known) && visited.is_none());
        let near =
            near(sighting, &first.title, builder, sightings, &taken, abroad).filter(|_| !single && !beside_leader);
        let home = home.filter(|home| setting.strong(*home) || near.is_none());
        // X's spokesman Y; Defence Minister X, Chief of Staff Y.
        let attached = attached(sighting, &first.title, builder, sightings);
        let attached = attached
            .filter(|(country, possessive)| *possessive || !unique && !taken(country))
            .map(|(country, _)| country);
        let local = matches!(first.words.to_lowercase().as_str(), "governor" | "mayor" | "mediator" | "lord mayor");
        let home = home.filter(|_| !local);
        let by_pair = by_pair.filter(|_| attached.is_none() && visited.is_none());
        let home = if attached.is_some() { attached } else { home.filter(|_| visited.is_none()) };
        let country = match (by_pair.filter(|_| traveller.is_none()), home) {
            _ if told.is_some() => told,
            _ if traveller.is_some() => traveller,
            (Some(other), Some(home)) if facing != Some(home) => {
                Some(if setting.mentions(home) { home } else { other })
            }
            (Some(other), _) => Some(other),
            (None, home) => beside
                .or(visited)
                .or(possessor)
                .or(home)
                .or(near)
                .or(match setting.ranked.as_slice() {
                    [(only, _)] if !single && !facing_home && !beside_leader => Some(*only),
                    _ => None,
                })
                .filter(|country| !taken(country)),
        };
        // `Its envoy`: of somebody who could not be told. An ambassador in a paper's own country is another's.
        let its = first.title.determiner.is_some_and(|token| words.folded(token) == "its") && told.is_none();
        let abroad = first.words == "Ambassador" && told.or(traveller).or(attached).or(host).is_none();
        let country = if abroad && setting.in_a_paper() && country == setting.home() {
            setting.home().and_then(|home| setting.other_side(home))
        } else {
            country.filter(|_| !its)
        };
        let Some(country) = country else { continue };
        let draft = &mut drafts[person];
        draft.country = Some(country);
        for held in draft.offices.iter_mut().filter(|held| held.polity == Polity::Unsaid) {
            held.polity = Polity::Country(country);
        }
        holders.add(person, &drafts[person]);
    }
}

/// The country where the article plays: where those travel of whom it says so, if that is one country.
fn host_land(
    builder: &Builder<'_>,
    drafts: &[Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    setting: &Setting,
) -> Option<CountryIndex> {
    let pair = setting.pair().filter(|_| setting.two_only())?;
    let mut lands = sightings.iter().zip(&resolution.of).filter_map(|(sighting, person)| {
        let country = drafts[(*person)?].country?;
        let visiting = sighting.phrase.start.checked_sub(1).is_some_and(|before| {
            (before.saturating_sub(1)..before + 2).any(|token| builder.words.text.folded(token) == "visiting")
        });
        let other = match pair {
            (a, b) if a == country => Some(b),
            (a, b) if b == country => Some(a),
            _ => None,
        };
        other.filter(|land| visiting || builder.words.destinations(sighting).contains(land))
    });
    let first = lands.next()?;
    lands.all(|land| land == first).then_some(first)
}

/// Who holds which office of which country, so far.
#[derive(Default)]
struct Holders {
    by_code: FxHashMap<&'static str, Vec<(usize, CountryIndex)>>,
    by_office: FxHashMap<(&'static str, CountryIndex), Vec<usize>>,
}

impl Holders {
    fn add(&mut self, person: usize, draft: &Draft) {
        let Some(country) = draft.country else { return };
        for held in draft.offices.iter().filter(|held| !held.title.former) {
            let holders = self.by_office.entry((held.code, country)).or_default();
            // Two are enough to know that there is another one.
            if holders.len() < 2 && !holders.contains(&person) {
                holders.push(person);
                self.by_code.entry(held.code).or_default().push((person, country));
            }
        }
    }

    /// The country of another holder of the office.
    fn other(&self, code: &str, person: usize) -> Option<CountryIndex> {
        self.by_code.get(code)?.iter().find(|(holder, _)| *holder != person).map(|(_, country)| *country)
    }

    fn taken(&self, code: &'static str, country: CountryIndex, person: usize) -> bool {
        self.by_office.get(&(code, country)).is_some_and(|holders| holders.iter().any(|holder| *holder != person))
    }
}
