//! One coded event, as GDELT and POLECAT both have it, and the row of the tables of `columns` that it becomes.

use super::codes::{Becomes, Meaning};
use crate::records::columns::Kind;
use crate::records::row::{Country, CountryLookup};
use crate::records::table::Row;

/// The cells of a row by the names of their columns.
pub struct Cells<'a> {
    /// The columns, in order.
    pub columns: &'a [&'a str],
    /// What the row has in them.
    pub cells: &'a [&'a str],
}

impl<'a> Cells<'a> {
    /// What stands in a column; empty where nothing does.
    pub fn get(&self, name: &str) -> &'a str {
        let at = self.columns.iter().position(|column| *column == name);
        at.and_then(|at| self.cells.get(at)).map(|cell| cell.trim()).filter(|cell| *cell != "None").unwrap_or("")
    }
}

/// One side of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A state: its government, or somebody of it who is not named.
    State(Country),
    /// A named person of a state.
    Person(String, Country),
    /// A body of several states.
    Body(String),
}

impl Side {
    /// As the cells of actors have it.
    fn cell(&self) -> String {
        match self {
            Side::State(country) => country.iso3.clone(),
            Side::Person(name, country) => format!("person: {name} ({})", country.iso3),
            Side::Body(name) => format!("organization: {name}"),
        }
    }

    fn country(&self) -> Option<&Country> {
        match self {
            Side::State(country) | Side::Person(_, country) => Some(country),
            Side::Body(_) => None,
        }
    }
}

/// The document that a row cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// What tells it from the others of the file.
    pub key: String,
    /// Its address, empty where the table has none.
    pub url: String,
    /// Newspaper or agency.
    pub publisher: String,
    /// When it was published, empty where the table does not say.
    pub published: String,
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// What its code means.
    pub meaning: Meaning,
    /// Its code, mode, scale and number of sources: cells of `columns::CODES`.
    pub codes: Vec<(&'static str, String)>,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Those who act.
    pub first: Vec<Side>,
    /// Those to whom it is done.
    pub second: Vec<Side>,
    /// A city where it was, with its country.
    pub city: Option<String>,
    /// The country where it was.
    pub country: Option<Country>,
    /// The document that says so.
    pub cited: Cited,
}

impl Event {
    /// The row that it becomes; none if an actor is missing, or both are of one country.
    pub fn row(&self, line: usize) -> Option<(Kind, Row)> {
        if self.first.is_empty() || self.second.is_empty() || self.domestic() {
            return None;
        }
        let mut row = Row::default();
        row.line = line;
        let (first, second) = (cells(&self.first), cells(&self.second));
        let kind = match self.meaning.becomes {
            Becomes::Meeting => {
                row.put("participants", &format!("{first}; {second}"));
                self.put_place(&mut row, self.country.as_ref());
                Kind::Meeting
            }
            Becomes::Visit => {
                self.put_visit(&mut row, &first, &self.second)?;
                Kind::Visit
            }
            Becomes::VisitReceived => {
                self.put_visit(&mut row, &second, &self.first)?;
                row.put("hosts", &first);
                Kind::Visit
            }
            Becomes::Agreement => {
                row.put("parties", &format!("{first}; {second}"));
                Kind::Agreement
            }
            Becomes::Proposal => {
                row.put("proposers", &first);
                row.put("addressees", &second);
                Kind::Proposal
            }
        };
        row.put("kind", self.meaning.kind);
        row.put("status", self.meaning.status);
        row.put("name", self.meaning.words);
        if kind != Kind::Proposal {
            row.put("start", &self.date);
        }
        for (column, code) in &self.codes {
            row.put(column, code);
        }
        Some((kind, row))
    }

    /// What parties, ministries and courts of one country do among themselves is no diplomacy.
    fn domestic(&self) -> bool {
        let all = || self.first.iter().chain(&self.second);
        let home = all().find_map(Side::country);
        home.is_some() && all().all(|side| side.country() == home)
    }

    /// A visit goes to the other side's country, or, to a body, where it was.
    fn put_visit(&self, row: &mut Row, travellers: &str, visited: &[Side]) -> Option<()> {
        let destination = visited.iter().find_map(Side::country).or(self.country.as_ref())?;
        row.put("travellers", travellers);
        row.put("destination", &destination.iso3);
        if self.country.as_ref() == Some(destination) {
            row.put("place", self.city.as_deref().unwrap_or_default());
        }
        Some(())
    }

    fn put_place(&self, row: &mut Row, country: Option<&Country>) {
        if let Some(country) = country {
            row.put("country", &country.iso3);
            row.put("place", self.city.as_deref().unwrap_or_default());
        }
    }
}

fn cells(sides: &[Side]) -> String {
    sides.iter().map(Side::cell).collect::<Vec<_>>().join("; ")
}

/// A country by name, short form or ISO code; codes that CAMEO writes otherwise are known too.
pub fn country(text: &str, countries: &CountryLookup<'_>) -> Option<Country> {
    let text = match text {
        "ROM" => "ROU",
        "ZAR" => "COD",
        "TMP" => "TLS",
        "KSV" => "XKX",
        other => other,
    };
    if text.is_empty() { None } else { countries(text) }
}

/// Whether a role or sector is that of a state or of its organs; nobody in particular stands for the state too.
pub fn is_of_state(role: &str) -> bool {
    matches!(role, "" | "GOV" | "LEG" | "JUD" | "MIL" | "COP" | "SPY")
}

/// `SOUTH KOREA` as `South Korea`; a single short word stays, for it is an acronym.
pub fn in_lower_case(name: &str) -> String {
    if name.len() <= 6 && !name.contains(' ') {
        return name.to_owned();
    }
    let small = |word: &str| matches!(word, "OF" | "THE" | "FOR" | "AND" | "ON" | "IN");
    let word = |(at, word): (usize, &str)| {
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if at == 0 || !small(word) => first.to_uppercase().chain(letters).collect(),
            _ => lower.clone(),
        }
    };
    name.split_whitespace().enumerate().map(word).collect::<Vec<String>>().join(" ")
}
