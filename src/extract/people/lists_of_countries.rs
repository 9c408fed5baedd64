//! Several officers whose countries stand together behind them: `Foreign Ministers A and B of Peru and Chile`, `A and B, the
//! foreign ministers of Peru and Chile`, `Minister A and Minister B on behalf of Peru and Chile`.

use super::super::knowledge::CountryIndex;
use super::super::names::Words;
use super::super::titles::{Polity, Title};
use super::Sighting;
use crate::text::{Flags, TokenIndex};

/// How far before the first of several leaders their delegations are looked for.
const REACH: usize = 40;

impl Words<'_> {
    /// `Peru, Chile and the Sudan` at a token: the countries in their order.
    pub(super) fn countries_listed(&self, at: TokenIndex) -> Vec<CountryIndex> {
        let text = self.text;
        let mut listed = Vec::new();
        let mut object = at;
        while listed.len() < 12 {
            object += usize::from(text.folded(object) == "the");
            let Some((country, next)) = self.gazetteer.country(object).filter(|_| self.is_country_name(object)) else {
                break;
            };
            listed.push(country);
            object = next + usize::from(text.folded(next) == ",");
            object += usize::from(text.folded(object) == "and");
            if object == next {
                break;
            }
        }
        listed
    }

    /// Gives a plural title behind a list of names to each of them: `A and B, the foreign ministers of Peru and Chile`.
    pub(super) fn titles_behind_lists(&self, titles: &[Title], used: &mut [bool], sightings: &mut [Sighting]) {
        for (index, title) in titles.iter().enumerate().filter(|(_, title)| title.plural && title.countries.len() > 1) {
            let start = title.determiner.unwrap_or(title.tokens.start);
            let Some(comma) = start.checked_sub(1).filter(|at| self.text.folded(*at) == ",") else { continue };
            let Some(last) = sightings
                .partition_point(|sighting| sighting.run.name.start < comma)
                .checked_sub(1)
                .filter(|last| sightings[*last].phrase.end == comma)
            else {
                continue;
            };
            let Some(first) = (last + 1).checked_sub(title.countries.len()).filter(|_| !used[index]) else { continue };
            let bare = |sighting: &Sighting| sighting.titles.is_empty() && sighting.country.is_none();
            let listed = &mut sightings[first..=last];
            if !listed.iter().all(bare) || !listed.windows(2).all(|two| self.side_by_side(&two[0], &two[1])) {
                continue;
            }
            for (sighting, country) in listed.iter_mut().zip(&title.countries) {
                sighting.titles.push(Title { polity: Polity::Country(*country), ..title.clone() });
                sighting.loose = false;
                sighting.rule = "name-before-title";
            }
            used[index] = true;
        }
    }

    /// `the special envoy of President A, B,`: the office of the second, who serves the first.
    pub(super) fn those_who_serve(&self, titles: &[Title], used: &mut [bool], sightings: &mut [Sighting]) {
        for (index, title) in titles.iter().enumerate().filter(|(_, title)| self.serves_another(title)) {
            let Some(served) = Some(sightings.partition_point(|sighting| sighting.run.name.start < title.tokens.end))
                .filter(|at| sightings.get(*at).is_some_and(|sighting| sighting.phrase.start == title.tokens.end))
            else {
                continue;
            };
            let [master, servant, ..] = &mut sightings[served..] else { continue };
            let comma = master.phrase.end;
            let end = servant.run.phrase.end;
            let named = servant.titles.is_empty() && servant.run.name.len() > 1 && servant.phrase.start == comma + 1;
            let closed = !self.text.has(end, Flags::WORD) && self.text.folded(comma) == ",";
            let Some(polity) = master.titles.first().map(|held| held.polity.clone()).filter(|_| named && closed) else {
                continue;
            };
            if !used[index] && !title.plural {
                used[index] = true;
                servant.titles.push(Title { polity, ..title.clone() });
                servant.loose = false;
            }
        }
    }

    /// Gives each of several officers side by side the country that stands in the same place of a list behind them.
    pub(super) fn countries_behind_lists(&self, sightings: &mut [Sighting]) {
        for last in 1..sightings.len() {
            let behind = self.countries_listed(self.behind_officers(sightings[last].run.phrase.end));
            let listed = if behind.is_empty() { self.led_by_several(&sightings[..=last]) } else { behind };
            let Some(first) = (last + 1).checked_sub(listed.len()).filter(|_| listed.len() > 1) else { continue };
            let several = &mut sightings[first..=last];
            let open = |sighting: &Sighting| {
                !sighting.titles.is_empty() && sighting.titles.iter().all(|title| title.countries.is_empty())
            };
            if !several.iter().all(open) || !several.windows(2).all(|two| self.side_by_side(&two[0], &two[1])) {
                continue;
            }
            for (sighting, country) in several.iter_mut().zip(&listed) {
                sighting.titles.iter_mut().for_each(|title| title.polity = Polity::Country(*country));
            }
        }
    }

    /// `The delegations of Peru and Chile were led by Minister A and Minister B`: the countries before the last two.
    fn led_by_several(&self, sightings: &[Sighting]) -> Vec<CountryIndex> {
        let text = self.text;
        let [.., first, _] = sightings else { return Vec::new() };
        let Some(by) = first.phrase.start.checked_sub(1).filter(|by| text.folded(*by) == "by") else {
            return Vec::new();
        };
        let start = text.sentences.get(text.sentence_of(by)).map_or(by, |sentence| sentence.tokens.start);
        let start = start.max(by.saturating_sub(REACH));
        let sides = (start..by).find(|at| matches!(text.folded(*at), "delegations" | "sides" | "teams"));
        match sides {
            Some(sides) if text.folded(sides + 1) == "of" => self.countries_listed(sides + 2),
            Some(sides) => {
                (start..sides).filter_map(|at| self.gazetteer.country(at)).map(|(country, _)| country).collect()
            }
            None => Vec::new(),
        }
    }

    /// The token after `of`, `on behalf of the Governments of` behind the last of several officers.
    fn behind_officers(&self, end: TokenIndex) -> TokenIndex {
        let text = self.text;
        let at = end + usize::from(text.folded(end) == ",");
        let at = match (text.folded(at), text.folded(at + 1), text.folded(at + 2)) {
            ("of" | "from" | "representing", ..) => at + 1,
            ("on", "behalf", "of") => at + 3,
            _ => return end,
        };
        let the = at + usize::from(text.folded(at) == "the");
        if text.folded(the) == "governments" && text.folded(the + 1) == "of" { the + 2 } else { at }
    }

    /// Whether two persons stand side by side in a list.
    fn side_by_side(&self, one: &Sighting, other: &Sighting) -> bool {
        let end = one.run.phrase.end;
        let comma = usize::from(self.text.folded(end) == "," && self.text.folded(end + 1) == "and");
        matches!(self.text.folded(end), "," | "and") && end + 1 + comma == other.phrase.start
    }
}
