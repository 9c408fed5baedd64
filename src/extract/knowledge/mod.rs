//! Word knowledge: countries, cities, organizations, offices and the like, read from tables under `data/`.
//!
//! The tables are part of the program; [`Knowledge::with_folder`] puts files of the same names in their place.

mod office_classes;
mod phrases;

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::Classes;
use crate::text::fold::fold;
pub use office_classes::OfficeClasses;
pub use phrases::{Phrases, words_of};

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
    /// For each folded word of the small lists its classes (`honorific`, `particle`, `month`, `keyword`, …).
    lists: FxHashMap<String, Classes>,
    /// The names of all these classes.
    classes: FxHashSet<String>,
    /// Country at home of newspapers and agencies, by folded name or host.
    publishers: FxHashMap<String, CountryIndex>,
    /// Country of a top-level domain.
    domains: FxHashMap<String, CountryIndex>,
    /// Names that several countries share, with the countries, the usual one first.
    shared: FxHashMap<String, Vec<CountryIndex>>,
}

/// The name and the built-in text of every table.
pub const TABLES: [(&str, &str); 11] = [
    ("countries.tsv", include_str!("../data/countries.tsv")),
    ("seats.tsv", include_str!("../data/seats.tsv")),
    ("cities.tsv", include_str!("../data/cities.tsv")),
    ("more_cities.tsv", include_str!("../data/more_cities.tsv")),
    ("regions.tsv", include_str!("../data/regions.tsv")),
    ("organizations.tsv", include_str!("../data/organizations.tsv")),
    ("media.tsv", include_str!("../data/media.tsv")),
    ("offices.tsv", include_str!("../data/offices.tsv")),
    ("office_words.tsv", include_str!("../data/office_words.tsv")),
    ("words.tsv", include_str!("../data/words.tsv")),
    ("given_names.tsv", include_str!("../data/given_names.tsv")),
];

/// The class of the words with which office words begin.
pub(super) const BEGINS_OFFICE: &str = "begins_office";

impl Default for Knowledge {
    fn default() -> Self {
        Self::from_tables(|name| {
            TABLES.iter().find(|(table, _)| *table == name).map_or_else(String::new, |(_, text)| (*text).to_owned())
        })
    }
}

impl Knowledge {
    /// The built-in tables, except those that `folder` holds under the same file name.
    ///
    /// # Errors
    /// If a table in the folder cannot be read.
    pub fn with_folder(folder: &Path) -> std::io::Result<Self> {
        let mut tables = Vec::new();
        for (name, text) in TABLES {
            let path = folder.join(name);
            tables.push((name, if path.exists() { std::fs::read_to_string(path)? } else { text.to_owned() }));
        }
        Ok(Self::from_tables(|name| {
            tables.iter().find(|(table, _)| *table == name).map_or_else(String::new, |(_, text)| text.clone())
        }))
    }

    fn from_tables(table: impl Fn(&str) -> String) -> Self {
        let mut knowledge = Knowledge {
            countries: Vec::new(),
            organizations: Vec::new(),
            names: Phrases::default(),
            office_words: Phrases::default(),
            office_classes: OfficeClasses::new(&table("offices.tsv")),
            lists: FxHashMap::default(),
            classes: FxHashSet::default(),
            publishers: FxHashMap::default(),
            domains: FxHashMap::default(),
            shared: FxHashMap::default(),
        };
        knowledge.read_countries(&table("countries.tsv"));
        knowledge.read_places(&table("seats.tsv"), &table("cities.tsv"), &table("regions.tsv"));
        knowledge.read_cities(&table("more_cities.tsv"));
        knowledge.read_organizations(&table("organizations.tsv"));
        knowledge.read_media(&table("media.tsv"));
        knowledge.read_office_words(&table("office_words.tsv"));
        for word in knowledge.office_words.first_words() {
            knowledge.lists.entry(word.to_owned()).or_default().add(BEGINS_OFFICE);
        }
        let words = [table("words.tsv"), table("given_names.tsv")];
        for row in words.iter().flat_map(|table| rows(table)) {
            let (class, words) = (row.first().map_or("", String::as_str), row.get(1).map_or("", String::as_str));
            for word in words.split(';').map(str::trim).filter(|word| !word.is_empty()) {
                if class == "shared" {
                    let mut parts = word.split(' ');
                    let name = parts.next().unwrap_or_default().replace('_', " ");
                    let countries = parts.filter_map(|iso3| knowledge.country_by_code(iso3)).collect();
                    knowledge.shared.insert(name, countries);
                } else if class == "domain" {
                    if let Some((domain, iso3)) = word.split_once(' ')
                        && let Some(country) = knowledge.country_by_code(iso3)
                    {
                        knowledge.domains.insert(domain.to_owned(), country);
                    }
                } else {
                    knowledge.lists.entry(fold(word)).or_default().add(class);
                    knowledge.classes.insert(class.to_owned());
                }
            }
        }
        knowledge
    }

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

    fn read_countries(&mut self, table: &str) {
        let mut later = Vec::new();
        for row in rows(table) {
            let cell = |column: usize| row.get(column).map_or("", String::as_str);
            let index = self.countries.len() as CountryIndex;
            let capitals: Vec<&str> = alternatives(cell(4)).collect();
            self.countries.push(CountryRecord {
                iso3: cell(0).to_owned(),
                name: cell(1).to_owned(),
                capital: capitals.first().map(|capital| (*capital).to_owned()),
            });
            self.names.insert(cell(1), Sense::Country(index));
            for name in alternatives(cell(2)) {
                self.names.insert(name, Sense::Country(index));
            }
            for adjective in alternatives(cell(3)) {
                self.names.insert(adjective, Sense::Adjective(index));
                if let Some(stem) = adjective.strip_suffix("man") {
                    self.names.insert(&format!("{stem}men"), Sense::Adjective(index));
                } else if !adjective.ends_with(['s', 'h', '-'])
                    && !adjective.ends_with("ese")
                    && !adjective.ends_with("ch")
                {
                    self.names.insert(&format!("{adjective}s"), Sense::Adjective(index));
                }
            }
            later.extend(capitals.into_iter().map(|capital| (capital.to_owned(), index)));
        }
        for (capital, index) in later {
            self.names.insert(&capital, Sense::Capital(index));
        }
    }

    fn read_places(&mut self, seats: &str, cities: &str, regions: &str) {
        for row in rows(seats) {
            let country = row.get(1).and_then(|code| self.country_by_code(code));
            self.names.insert(row.first().map_or("", String::as_str), Sense::Seat(country));
        }
        self.read_cities(cities);
        for row in rows(regions) {
            let quiet = row.get(1).is_some_and(|word| word == "quiet");
            self.names.insert(row.first().map_or("", String::as_str), Sense::Region { quiet });
        }
    }

    fn read_cities(&mut self, table: &str) {
        for row in rows(table) {
            let Some(country) = row.first().and_then(|code| self.country_by_code(code)) else { continue };
            for name in alternatives(row.get(1).map_or("", String::as_str)) {
                self.names.insert(name, Sense::City(country));
            }
        }
    }

    fn read_organizations(&mut self, table: &str) {
        for row in rows(table) {
            let cell = |column: usize| row.get(column).map_or("", String::as_str);
            let names: Vec<&str> = alternatives(cell(1)).collect();
            let acronym = (!cell(0).is_empty()).then(|| cell(0).to_owned());
            let kind = organization_kind(cell(2));
            let sense = if matches!(kind, "media" | "treaty") {
                Sense::Quiet
            } else {
                let index = self.organizations.len() as u16;
                self.organizations.push(OrganizationRecord {
                    name: names.first().map_or(cell(0), |name| name).to_owned(),
                    acronym: acronym.clone(),
                    kind,
                    country: self.country_by_code(cell(3)),
                });
                Sense::Organization(index)
            };
            for name in names.into_iter().chain(acronym.as_deref()) {
                self.names.insert(name, sense);
            }
        }
    }

    fn read_media(&mut self, table: &str) {
        for row in rows(table) {
            let country = row.first().and_then(|code| self.country_by_code(code));
            let names = alternatives(row.get(1).map_or("", String::as_str))
                .inspect(|name| self.names.insert(name, Sense::Quiet));
            let hosts = alternatives(row.get(2).map_or("", String::as_str));
            if let Some(country) = country {
                self.publishers.extend(names.chain(hosts).map(|name| (fold(name), country)));
            } else {
                names.for_each(drop);
            }
        }
    }

    fn read_office_words(&mut self, table: &str) {
        for row in rows(table) {
            let (class, phrase) = (row.first().map_or("", String::as_str), row.get(1).map_or("", String::as_str));
            let word = match class {
                "head" => OfficeWord::Head { plural: false },
                "modifier" => OfficeWord::Modifier,
                "portfolio" => OfficeWord::Portfolio,
                _ => OfficeWord::Ended,
            };
            self.office_words.insert(phrase, word);
            if class == "head" {
                for plural in plurals(phrase) {
                    self.office_words.insert(&plural, OfficeWord::Head { plural: true });
                }
            }
        }
    }

    /// The country with this ISO 3166 alpha-3 code.
    pub fn country_by_code(&self, iso3: &str) -> Option<CountryIndex> {
        self.countries.iter().position(|country| country.iso3 == iso3).map(|index| index as CountryIndex)
    }

    /// The country of the last part of a host name (`ke` for Kenya).
    pub fn country_by_domain(&self, domain: &str) -> Option<CountryIndex> {
        self.domains.get(domain).copied()
    }

    /// The country where a newspaper or agency is at home, by name or host (`xinhuanet.com`).
    pub fn country_of_publisher(&self, name: &str) -> Option<CountryIndex> {
        let folded = fold(name);
        let host = folded.rsplit_once('.').map_or(folded.as_str(), |(host, _)| host);
        let label = host.rsplit('.').next().unwrap_or(host);
        self.publishers.get(&folded).or_else(|| self.publishers.get(label).filter(|_| folded.contains('.'))).copied()
    }

    /// Whether a folded word stands in the list of that class.
    #[inline]
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.classes_of(word).is_some_and(|classes| classes.has(class))
    }

    /// The classes of a folded word.
    pub(super) fn classes_of(&self, word: &str) -> Option<&Classes> {
        self.lists.get(word)
    }
}

fn organization_kind(word: &str) -> &'static str {
    const KINDS: [&str; 11] = [
        "igo",
        "parliament",
        "ministry",
        "agency",
        "court",
        "party",
        "company",
        "bank",
        "government",
        "media",
        "treaty",
    ];
    KINDS.iter().find(|kind| **kind == word).copied().unwrap_or("other")
}

/// Plurals of a title: of its head word (`heads of state`, `secretaries general`) and of its last word.
fn plurals(phrase: &str) -> Vec<String> {
    let plural = |word: &str| {
        if let Some(stem) = word.strip_suffix("man") {
            format!("{stem}men")
        } else if let Some(stem) = word.strip_suffix('y') {
            format!("{stem}ies")
        } else if word.ends_with("ief") || !word.ends_with(['s', 'f']) {
            format!("{word}s")
        } else {
            word.to_owned()
        }
    };
    let words: Vec<&str> = phrase.split(' ').collect();
    let mut out = Vec::new();
    if !words.contains(&"of") {
        let (last, rest) = words.split_last().map_or(("", &words[..]), |(last, rest)| (*last, rest));
        out.push(rest.iter().map(|word| (*word).to_owned()).chain([plural(last)]).collect::<Vec<_>>().join(" "));
    }
    if words.len() > 1 {
        out.push(
            words
                .iter()
                .enumerate()
                .map(|(at, word)| if at == 0 { plural(word) } else { (*word).to_owned() })
                .collect::<Vec<_>>()
                .join(" "),
        );
    }
    out
}

/// The cells of every row of a table; `#` begins a comment line.
fn rows(table: &str) -> impl Iterator<Item = Vec<String>> + '_ {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect())
}

fn alternatives(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|name| !name.is_empty())
}
