//! Word knowledge: countries, cities, organizations, offices and the like, read from tables under `data/`.
//!
//! The tables are part of the program; [`Knowledge::with_folder`] puts files of the same names in their place.

mod naming;
mod office_classes;
mod phrases;
mod tables;

use rustc_hash::{FxHashMap, FxHashSet};

use super::vocabulary::Vocabulary;
use crate::text::fold::fold;
pub use naming::Naming;
pub use office_classes::OfficeClasses;
pub use phrases::{FirstWord, Phrases, words_of};

/// Index of a country in [`Knowledge::countries`].
pub type CountryIndex = u16;

/// A country as the table has it.
#[derive(Clone, Debug)]
pub struct CountryRecord {
    /// ISO 3166 alpha-3 code.
    pub iso3: String,
    /// Usual name.
    pub name: String,
    /// First capital, if it has one of another name.
    pub capital: Option<String>,
}

/// An organization as the table has it.
#[derive(Clone, Debug)]
pub struct OrganizationRecord {
    /// Its name.
    pub name: String,
    /// By which initials it is known.
    pub acronym: Option<String>,
    /// `igo`, `parliament`, …
    pub kind: &'static str,
    /// Country that it belongs to.
    pub country: Option<CountryIndex>,
}

/// What a known phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A country by name.
    Country(CountryIndex),
    /// A country by adjective or demonym.
    Adjective(CountryIndex),
    /// A capital.
    Capital(CountryIndex),
    /// A residence that can stand for the government.
    Seat(Option<CountryIndex>),
    /// Another city.
    City(CountryIndex),
    /// A region; a quiet one makes no place.
    Region {
        /// Recognised only so that its words count for nothing else.
        quiet: bool,
    },
    /// An organization.
    Organization(u16),
    /// Newspapers, treaties: nothing inside them counts.
    Quiet,
}

/// What a word of a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeWord {
    /// Ends an office phrase; `true` for plurals.
    Head {
        /// `ministers`, `presidents`.
        plural: bool,
    },
    /// May stand before a head.
    Modifier,
    /// A field of government.
    Portfolio,
    /// The office is held no longer.
    Ended,
}

/// The tables.
#[derive(Debug)]
pub struct Knowledge {
    /// The countries.
    pub countries: Vec<CountryRecord>,
    /// The organizations.
    pub organizations: Vec<OrganizationRecord>,
    /// Known names.
    pub names: Phrases<Sense>,
    /// Words of titles.
    pub office_words: Phrases<OfficeWord>,
    /// Classes of titles.
    pub office_classes: OfficeClasses,
    /// Which country a personal name speaks for.
    pub naming: Naming,
    /// All words that are known.
    pub vocabulary: Vocabulary,
    /// The names of all classes of words.
    classes: FxHashSet<String>,
    /// Country at home of newspapers and agencies, by folded name or host.
    publishers: FxHashMap<String, CountryIndex>,
    /// Country of a top-level domain.
    domains: FxHashMap<String, CountryIndex>,
    /// Names that several countries share, with the countries, the usual one first.
    shared: FxHashMap<String, Vec<CountryIndex>>,
}

impl Knowledge {
    /// The countries that share a folded name, the usual one first.
    pub fn sharers(&self, name: &str) -> Option<&[CountryIndex]> {
        self.shared.get(name).map(Vec::as_slice)
    }

    /// Whether a country can have an office of this bare title: no monarchy has a president. Only for guesses.
    pub fn has_office(&self, country: CountryIndex, title: &str) -> bool {
        let Some(record) = self.countries.get(country as usize) else { return false };
        let (iso3, title) = (fold(&record.iso3), title.replace(' ', "_"));
        let listed = |class: &str| {
            let class = format!("{class}_{title}");
            self.classes.contains(&class).then(|| self.is(&class, &iso3))
        };
        listed("only").unwrap_or(true) && !listed("never").unwrap_or(false)
    }

    /// The country with this ISO 3166 alpha-3 code.
    pub fn country_by_code(&self, iso3: &str) -> Option<CountryIndex> {
        tables::country_by_code(&self.countries, iso3)
    }

    /// The country of the last part of a host name (`ke` for Kenya).
    pub fn country_by_domain(&self, domain: &str) -> Option<CountryIndex> {
        self.domains.get(domain).copied()
    }

    /// The country where a newspaper or agency is at home, by name or host (`xinhuanet.com`).
    pub fn country_of_publisher(&self, name: &str) -> Option<CountryIndex> {
        let folded = fold(name);
        // thetimes.co.uk: the country's own second levels are no names.
        let second_level = |label: &&str| matches!(*label, "co" | "com" | "org" | "net" | "gov" | "go" | "gob" | "or");
        let folded = tables::without_article(&folded);
        let label = folded.rsplit('.').skip(1).find(|label| !second_level(label)).unwrap_or(folded);
        self.publishers.get(folded).or_else(|| self.publishers.get(label).filter(|_| folded.contains('.'))).copied()
    }

    /// Whether a folded word stands in the list of that class.
    #[inline]
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.vocabulary.get(word).classes.has(class)
    }
}
