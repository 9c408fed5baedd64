//! The country where an article plays: that of the hosts.

use super::super::home::Setting;
use super::super::knowledge::CountryIndex;
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::Draft;

/// The country where the article plays: where those travel of whom it says so, if that is one country.
pub(super) fn host_land(
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
