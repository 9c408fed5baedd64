//! Reading the tables of what is known: the built-in ones, and those that a folder has in their place.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    CountryIndex, CountryRecord, Knowledge, Naming, OfficeClasses, OfficeWord, OrganizationRecord, Phrases, Sense,
    Vocabulary,
};
use crate::extract::dates::words_of_time;
use crate::text::fold::fold;
use crate::text::table::rows;

/// The name and the built-in text of every table.
const TABLES: [(&str, &str); 12] = [
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
    ("naming.tsv", include_str!("../data/naming.tsv")),
];

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

    fn from_tables(table: impl Fn(&str) -> String + Sync) -> Self {
        let mut knowledge = Knowledge {
            countries: Vec::new(),
            organizations: Vec::new(),
            names: Phrases::default(),
            office_words: Phrases::default(),
            office_classes: OfficeClasses::new(&table("offices.tsv")),
            naming: Naming::default(),
            vocabulary: Vocabulary::default(),
            classes: FxHashSet::default(),
            publishers: FxHashMap::default(),
            domains: FxHashMap::default(),
            shared: FxHashMap::default(),
        };
        knowledge.read_countries(&table("countries.tsv"));
        let countries = knowledge.countries.clone();
        let naming = || Naming::new(&table("naming.tsv"), |iso3| country_by_code(&countries, iso3));
        // Two halves of the work: a program that reads one article waits for little else.
        let (naming, ()) = rayon::join(naming, || knowledge.read_words(&table));
        knowledge.naming = naming;
        knowledge
    }

    /// Everything that is told by words, once the countries are read.
    fn read_words(&mut self, table: &impl Fn(&str) -> String) {
        self.read_places(&table("seats.tsv"), &table("cities.tsv"), &table("regions.tsv"));
        self.read_cities(&table("more_cities.tsv"));
        self.read_organizations(&table("organizations.tsv"));
        self.read_media(&table("media.tsv"));
        self.read_office_words(&table("office_words.tsv"));
        for (word, first) in self.office_words.first_words() {
            self.vocabulary.of(word.to_owned()).offices = Some(first);
        }
        for (word, first) in self.names.first_words() {
            self.vocabulary.of(word.to_owned()).names = Some(first);
        }
        for word in words_of_time() {
            self.vocabulary.of(word.to_owned()).classes.add("word_of_time");
        }
        let words = [table("words.tsv"), table("given_names.tsv")];
        for row in words.iter().flat_map(|table| rows(table)) {
            let (class, words) = (cell(&row, 0), cell(&row, 1));
            if !matches!(class, "shared" | "domain") {
                self.classes.insert(class.to_owned());
            }
            for word in words.split(';').map(str::trim).filter(|word| !word.is_empty()) {
                if class == "shared" {
                    let mut parts = word.split(' ');
                    let name = parts.next().unwrap_or_default().replace('_', " ");
                    let countries = parts.filter_map(|iso3| self.country_by_code(iso3)).collect();
                    self.shared.insert(name, countries);
                } else if class == "domain" {
                    if let Some((domain, iso3)) = word.split_once(' ')
                        && let Some(country) = self.country_by_code(iso3)
                    {
                        self.domains.insert(domain.to_owned(), country);
                    }
                } else {
                    self.vocabulary.of(fold(word)).classes.add(class);
                }
            }
        }
    }

    fn read_countries(&mut self, table: &str) {
        let mut later = Vec::new();
        for row in rows(table) {
            let cell = |column| cell(&row, column);
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
            let country = self.country_by_code(cell(&row, 1));
            self.names.insert(cell(&row, 0), Sense::Seat(country));
        }
        self.read_cities(cities);
        for row in rows(regions) {
            let quiet = cell(&row, 1) == "quiet";
            self.names.insert(cell(&row, 0), Sense::Region { quiet });
        }
    }

    fn read_cities(&mut self, table: &str) {
        for row in rows(table) {
            let Some(country) = self.country_by_code(cell(&row, 0)) else { continue };
            for name in alternatives(cell(&row, 1)) {
                self.names.insert(name, Sense::City(country));
            }
        }
    }

    fn read_organizations(&mut self, table: &str) {
        for row in rows(table) {
            let cell = |column| cell(&row, column);
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
            let country = self.country_by_code(cell(&row, 0));
            let names = alternatives(cell(&row, 1)).inspect(|name| self.names.insert(name, Sense::Quiet));
            let hosts = alternatives(cell(&row, 2));
            if let Some(country) = country {
                self.publishers
                    .extend(names.chain(hosts).map(|name| (without_article(&fold(name)).to_owned(), country)));
            } else {
                names.for_each(drop);
            }
        }
    }

    fn read_office_words(&mut self, table: &str) {
        for row in rows(table) {
            let (class, phrase) = (cell(&row, 0), cell(&row, 1));
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
}

/// The country with this ISO 3166 alpha-3 code.
pub(super) fn country_by_code(countries: &[CountryRecord], iso3: &str) -> Option<CountryIndex> {
    countries.iter().position(|country| country.iso3 == iso3).map(|index| index as CountryIndex)
}

/// The name of a paper without `the`, unless one word alone is left: `The Print`.
pub(super) fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").filter(|rest| rest.contains(' ')).unwrap_or(name)
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

/// A cell of a row, empty where the row is shorter.
fn cell<'a>(row: &[&'a str], column: usize) -> &'a str {
    row.get(column).map_or("", |cell| cell.trim())
}

fn alternatives(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{TABLES, rows};
    use rustc_hash::FxHashSet;

    #[test]
    fn no_table_says_anything_twice() {
        for (name, text) in TABLES {
            let mut seen = FxHashSet::default();
            for row in rows(text) {
                assert!(seen.insert(row.join("\t")), "{name}: the row {row:?} stands there twice");
                let list: Vec<&str> =
                    row.iter().filter(|cell| cell.contains(';')).flat_map(|cell| cell.split(';')).collect();
                let mut words = FxHashSet::default();
                assert!(
                    name != "words.tsv" || list.iter().all(|word| words.insert(*word)),
                    "{name}: a word of {} stands there twice",
                    row[0]
                );
            }
        }
    }
}
