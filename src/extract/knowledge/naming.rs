//! Which country a personal name speaks for: names, endings, letters and particles by the cultures that use them.

use rustc_hash::FxHashMap;

use super::CountryIndex;
use crate::text::fold::fold;
use crate::text::table::rows;

/// One bit for each culture.
type Cultures = u128;

/// The longest ending and beginning that the table may hold, in letters.
const LONGEST: usize = 8;

/// What tells against a country that bears none of the known words of a name, and what is no word of its own yet.
const MISFIT: f32 = 0.7;
const LITTLE: f32 = 0.2;

/// Shorter names are not judged by how they end or begin.
const LONG_ENOUGH: usize = 4;

/// Names by culture.
#[derive(Debug, Default)]
pub struct Naming {
    of_country: FxHashMap<CountryIndex, Cultures>,
    /// Cultures that share many names.
    kin: Vec<Cultures>,
    names: FxHashMap<String, Cultures>,
    particles: FxHashMap<String, Cultures>,
    endings: FxHashMap<String, Cultures>,
    starts: FxHashMap<String, Cultures>,
    letters: FxHashMap<char, Cultures>,
    /// The cultures whose names are English words.
    english: Cultures,
}

impl Naming {
    /// Reads the table; `country` finds a country by its code.
    pub(super) fn new(table: &str, country: impl Fn(&str) -> Option<CountryIndex>) -> Self {
        // A name takes some eleven bytes of the table.
        let names = FxHashMap::with_capacity_and_hasher(table.len() / 11, Default::default());
        let mut naming = Naming { names, ..Naming::default() };
        let mut known: Vec<String> = Vec::new();
        let mut bits = |names: &str| {
            names.split(';').fold(0, |bits: Cultures, name| {
                let index = known.iter().position(|other| other == name).unwrap_or_else(|| {
                    known.push(name.to_owned());
                    known.len() - 1
                });
                bits | 1u128.checked_shl(index as u32).unwrap_or(0)
            })
        };
        naming.english = bits("english;english_given;irish");
        for row in rows(table) {
            let [kind, cultures, entries] = row.as_slice() else { continue };
            let cultures = bits(cultures);
            if *kind == "kin" {
                naming.kin.push(cultures);
            }
            for entry in entries.split(';').filter(|entry| !entry.is_empty()) {
                let held = match *kind {
                    "culture" => {
                        let Some(country) = country(entry) else { continue };
                        naming.of_country.entry(country).or_default()
                    }
                    "letter" => {
                        let Some(letter) = entry.chars().next() else { continue };
                        naming.letters.entry(letter).or_default()
                    }
                    "ending" => naming.endings.entry(fold(entry)).or_default(),
                    "start" => naming.starts.entry(fold(entry)).or_default(),
                    "kin" => continue,
                    "part" => naming.particles.entry(fold(entry)).or_default(),
                    _ => naming.names.entry(entry.to_owned()).or_default(),
                };
                *held |= cultures;
            }
        }
        naming
    }

    /// How well a name, its words folded and as it is written, fits a country: about one for each word that only this
    /// country's cultures know, and below nothing for a name that is known elsewhere alone.
    pub fn fit<'a>(&self, words: impl Iterator<Item = &'a str>, written: &str, country: CountryIndex) -> f32 {
        let Some(own) = self.of_country.get(&country).copied() else { return 0.0 };
        let letters = written.chars().filter(|letter| !letter.is_ascii());
        let letters = letters.filter_map(|letter| self.letters.get(&letter)).filter(|cultures| **cultures & own != 0);
        let by_letters: f32 = letters.map(|cultures| 0.6 * rarity(*cultures)).sum();
        let kin = self.kin.iter().filter(|kin| *kin & own != 0).fold(own, |all, kin| all | kin);
        let (mut fit, mut elsewhere) = (by_letters, false);
        for word in words.flat_map(|word| word.split('-')) {
            let of_word = self.fit_of_word(word, own);
            fit += of_word;
            elsewhere |= self.names.get(word).is_some_and(|cultures| cultures & kin == 0);
        }
        if elsewhere && fit < LITTLE { fit - MISFIT } else { fit }
    }

    /// Whether some culture bears two of these words as names; not those of English, which are common words too.
    pub fn is_name<'a>(&self, words: impl Iterator<Item = &'a str>) -> bool {
        let mut seen: Cultures = 0;
        words.filter_map(|word| self.names.get(word)).any(|cultures| {
            let again = seen & cultures & !self.english != 0;
            seen |= cultures;
            again
        })
    }

    fn fit_of_word(&self, word: &str, own: Cultures) -> f32 {
        if let Some(cultures) = self.particles.get(word) {
            return if cultures & own == 0 { 0.0 } else { 0.6 * rarity(*cultures) };
        }
        if let Some(cultures) = self.names.get(word) {
            return if cultures & own == 0 { 0.0 } else { 0.1 + rarity(*cultures) };
        }
        if word.len() < LONG_ENOUGH || !word.is_ascii() {
            return 0.0;
        }
        // The longest ending and the longest beginning that one of the country's cultures has.
        let mut lengths = (1..=LONGEST.min(word.len() - 2)).rev();
        let ending = lengths.clone().find_map(|length| weight(&self.endings, word.get(word.len() - length..)?, own));
        let start = lengths.find_map(|length| weight(&self.starts, word.get(..length)?, own));
        ending.unwrap_or(0.0) + 0.5 * start.unwrap_or(0.0)
    }
}

/// How much it says that a name is borne in these cultures.
fn rarity(cultures: Cultures) -> f32 {
    1.0 / (cultures.count_ones().max(1) as f32).sqrt()
}

/// How much an ending or a beginning says: the longer the more.
fn weight(table: &FxHashMap<String, Cultures>, part: &str, own: Cultures) -> Option<f32> {
    let cultures = table.get(part).filter(|cultures| **cultures & own != 0)?;
    let by_length = match part.len() {
        1 => 0.1,
        2 => 0.25,
        3 => 0.45,
        4 => 0.65,
        _ => 0.8,
    };
    Some(by_length * rarity(*cultures).sqrt())
}

#[cfg(test)]
mod tests {
    use crate::extract::knowledge::Knowledge;

    #[test]
    fn names_speak_for_one_of_two_countries() {
        let knowledge = Knowledge::default();
        let country = |iso3: &str| knowledge.country_by_code(iso3).expect("a country");
        for (name, own, other) in [
            ("marta kowalczyk", "POL", "VNM"),
            ("luiz moreira", "BRA", "ARG"),
            ("giorgi lomidze", "GEO", "ARM"),
            ("bopha chea", "KHM", "THA"),
            ("kwaku adomako", "GHA", "KEN"),
            ("temur yusupov", "UZB", "JPN"),
        ] {
            let fit = |iso3| knowledge.naming.fit(name.split(' '), name, country(iso3));
            assert!(fit(own) > fit(other), "{name}: {} {}", fit(own), fit(other));
        }
    }
}
