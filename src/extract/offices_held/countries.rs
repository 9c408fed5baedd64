//! Which country an office belongs to when its title does not say: one decision over all such offices of the article, the
//! surest first, since two holders of one office belong to two countries.

use rustc_hash::FxHashMap;

use super::super::home::Setting;
use super::super::knowledge::CountryIndex;
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::Polity;
use super::bodies::heads_a_body;
use super::clues::Weight;
use super::company::Company;
use super::evidence::Evidence;
use super::{Draft, Held, Relations};
use crate::facts::SINGULAR_OFFICES;

/// How far the best country must be ahead of the next one, round by round: who is decided early tells of the others.
const AHEAD: [Weight; 4] = [2.0, 1.0, 0.5, 0.0];

/// What speaks for a country must weigh more than this.
const ENOUGH: Weight = 0.9;

/// Gives every office without country the country that most speaks for.
pub(super) fn settle(
    builder: &Builder<'_>,
    drafts: &mut [Draft],
    sightings: &[Sighting],
    resolution: &Resolution,
    setting: &Setting,
    relations: &Relations,
) {
    let mut holders = Holders::default();
    for (person, draft) in drafts.iter().enumerate() {
        holders.add(person, draft);
    }
    let mut left: Vec<usize> = (0..drafts.len()).filter(|person| open_office(&drafts[*person]).is_some()).collect();
    let evidence = Evidence::new(builder, drafts, sightings, resolution, setting, relations);
    for ahead in AHEAD {
        left.retain(|person| {
            let company = Company { builder, sightings, resolution, drafts };
            let clues = evidence.of(*person, &company, &holders);
            let Some(best) = clues.best().filter(|best| best.weight > ENOUGH && best.lead > ahead) else { return true };
            let draft = &mut drafts[*person];
            draft.country = Some(best.country);
            for held in draft.offices.iter_mut().filter(|held| held.polity == Polity::Unsaid) {
                held.polity = Polity::Country(best.country);
                held.rule = best.rule;
                held.confidence = best.confidence();
            }
            holders.add(*person, &drafts[*person]);
            false
        });
    }
    for (person, draft) in drafts.iter_mut().enumerate() {
        if draft.country.is_none() && draft.offices.is_empty() {
            draft.country = evidence.of_name_alone(person);
        }
    }
}

/// The first office of a person without country that a country can have.
pub(super) fn open_office(draft: &Draft) -> Option<&Held> {
    let first = draft.offices.iter().find(|held| held.polity == Polity::Unsaid);
    first.filter(|held| draft.country.is_none() && !heads_a_body(held.code, &held.words))
}

/// Whether words end with plain small letters, in whatever case.
fn ends_with(words: &str, end: &str) -> bool {
    let from = words.len().checked_sub(end.len());
    from.and_then(|from| words.get(from..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

/// What an office is called where a country has one of it: its class, or the words of a portfolio.
fn unique(held: &Held) -> Option<&str> {
    match held.code {
        // A chief minister heads a state or province.
        _ if held.title.former || ends_with(&held.words, "chief minister") => None,
        "minister" => Some(held.words.as_str()).filter(|words| has_portfolio(words)),
        // Where there is a foreign minister, a foreign secretary heads the ministry's officials.
        "foreign_minister" if held.words.to_lowercase().contains("secretary") => Some(&held.words),
        code => SINGULAR_OFFICES.contains(&code).then_some(code),
    }
}

/// Whether the words of a minister's title name what is governed: a cabinet secretary is one of many.
fn has_portfolio(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or("").to_lowercase();
    words.contains(' ')
        && !["cabinet", "state", "union", "federal", "senior", "junior", "full", "chief", "deputy"].contains(&&*first)
}

/// Whether a country has one of this office.
pub(super) fn is_singular(held: &Held) -> bool {
    unique(held).is_some()
}

/// Who holds which office of which country, so far.
#[derive(Default)]
pub(super) struct Holders {
    by_office: FxHashMap<(String, CountryIndex), Vec<usize>>,
}

impl Holders {
    fn add(&mut self, person: usize, draft: &Draft) {
        let Some(country) = draft.country else { return };
        for office in draft.offices.iter().filter_map(unique) {
            let holders = self.by_office.entry((office.to_lowercase(), country)).or_default();
            // Two are enough to know that there is another one.
            if holders.len() < 2 && !holders.contains(&person) {
                holders.push(person);
            }
        }
    }

    /// Whether somebody else holds the office of that country, of which it has one.
    pub fn taken(&self, held: &Held, country: CountryIndex, person: usize) -> bool {
        unique(held).is_some_and(|office| self.held_by_another(office, country, person))
    }

    /// Whether somebody else leads the country.
    pub fn led(&self, country: CountryIndex, person: usize) -> bool {
        ["head_of_state", "head_of_government"].iter().any(|office| self.held_by_another(office, country, person))
    }

    fn held_by_another(&self, office: &str, country: CountryIndex, person: usize) -> bool {
        let holders = self.by_office.get(&(office.to_lowercase(), country));
        holders.is_some_and(|holders| holders.iter().any(|holder| *holder != person))
    }
}
