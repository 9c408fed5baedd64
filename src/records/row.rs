//! A checked row becomes facts. An actor that several rows name is one thing with a place in each of them.

use super::Problem;
use super::cells;
use super::columns::{self, Cell, Kind};
use super::table::Row;
use crate::facts::{Datum, Evidence, Facts, Label, Link, LinkType, Properties, Thing, ThingIndex};
use std::collections::HashMap;

/// A country as the schema names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Its usual name.
    pub name: String,
}

/// Finds a country by name, short form, adjective or code.
pub type CountryLookup<'a> = dyn Fn(&str) -> Option<Country> + Sync + 'a;

/// Gathers the facts of a file.
pub struct Builder<'a> {
    countries: &'a CountryLookup<'a>,
    facts: Facts,
    known: HashMap<(Label, String, String), ThingIndex>,
    rule: &'static str,
    confidence: f64,
}

/// Who a row speaks of, before anything is added to the facts.
enum Actor {
    Country(Country),
    Person(String, Option<Country>),
    Organization(String, Option<Country>),
}

impl<'a> Builder<'a> {
    pub fn new(countries: &'a CountryLookup<'a>) -> Self {
        Builder { countries, facts: Facts::default(), known: HashMap::new(), rule: "record", confidence: 1.0 }
    }

    /// The same for statements that came about in another way than by a person's hand.
    pub fn by(self, rule: &'static str, confidence: f64) -> Self {
        Builder { rule, confidence, ..self }
    }

    /// The facts of all rows.
    pub fn finish(self) -> Facts {
        self.facts
    }

    /// Adds one row, whole or not at all.
    pub fn add(&mut self, kind: Kind, number: usize, row: &Row) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        for column in columns::columns(kind) {
            let problem = match row.text(column.name) {
                None if column.required => Some(Problem::file("the cell is empty").with_hint(column.meaning)),
                None => None,
                Some(text) => self.check(column.cell, &text, row.list(column.name)),
            };
            problems.extend(problem.map(|problem| Problem { line: Some(row.line), ..problem }.in_column(column.name)));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let place = Evidence { sentence: number as u32, start: row.start, end: row.end };
        match kind {
            Kind::Actor => self.actor_row(row, place),
            Kind::Meeting => self.meeting(row, place),
            Kind::Visit => self.visit(row, place),
            Kind::Agreement => self.agreement(row, place),
            Kind::Proposal => self.proposal(row, place),
            Kind::Article => {}
        }
        Ok(())
    }

    fn check(&self, cell: Cell, text: &str, list: Vec<String>) -> Option<Problem> {
        match cell {
            Cell::Words | Cell::List => None,
            Cell::Date => cells::date(text).err(),
            Cell::Country => self.country(text).err(),
            Cell::Actors => list.iter().find_map(|actor| self.parse_actor(actor).err()),
            Cell::Flag => cells::flag(text).err(),
            Cell::Count => text
                .parse::<u32>()
                .err()
                .map(|_| Problem::file(format!("`{text}` is no whole number")).with_hint("write digits only")),
            Cell::Number => cells::number(text).err(),
            Cell::OneOf(words) => cells::one_of(text, words).err(),
        }
    }

    fn country(&self, text: &str) -> Result<Country, Problem> {
        (self.countries)(text).ok_or_else(|| {
            Problem::file(format!("`{text}` is no country that is known"))
                .with_hint("write its English name or its ISO code of three letters")
        })
    }

    /// `VNM`, `Viet Nam`, `Park Jin (KOR)`, `organization: ASEAN`, `organization: KOICA (KOR)`, `person: Pelé`.
    fn parse_actor(&self, text: &str) -> Result<Actor, Problem> {
        let (prefix, rest) = match text.split_once(':') {
            Some((prefix, rest)) => (prefix.trim().to_lowercase(), rest.trim()),
            None => (String::new(), text),
        };
        let (name, country) = match rest.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
            Some((name, country)) => (name.trim(), Some(self.country(country.trim())?)),
            None => (rest, None),
        };
        match (prefix.as_str(), country) {
            ("person", country) => Ok(Actor::Person(name.to_owned(), country)),
            ("organization" | "organisation", country) => Ok(Actor::Organization(name.to_owned(), country)),
            ("country", None) => self.country(name).map(Actor::Country),
            ("", Some(country)) => Ok(Actor::Person(name.to_owned(), Some(country))),
            ("", None) => match (self.countries)(name) {
                Some(country) => Ok(Actor::Country(country)),
                None => Err(Problem::file(format!("`{text}` is no country, and it is not said what else it is"))
                    .with_hint(format!("write `{name} (COUNTRY)` for a person, or `organization: {name}`"))),
            },
            _ => Err(Problem::file(format!("`{prefix}` is no kind of actor"))
                .with_hint("write `person:`, `organization:` or `country:`")),
        }
    }

    fn thing(&mut self, label: Label, name: &str, of: &str, properties: Properties, place: Evidence) -> ThingIndex {
        let key = (label, name.to_owned(), of.to_owned());
        if let Some(&known) = self.known.get(&key) {
            let thing = &mut self.facts.things[known];
            if thing.evidence.last() != Some(&place) {
                thing.evidence.push(place);
            }
            for (key, datum) in properties {
                thing.properties.entry(key).or_insert(datum);
            }
            return known;
        }
        let number = self.new_thing(label, properties, place);
        self.known.insert(key, number);
        number
    }

    fn new_thing(&mut self, label: Label, properties: Properties, place: Evidence) -> ThingIndex {
        self.facts.things.push(Thing {
            label,
            properties,
            evidence: vec![place],
            rule: self.rule,
            confidence: self.confidence,
        });
        self.facts.things.len() - 1
    }

    fn link(&mut self, kind: LinkType, start: ThingIndex, end: ThingIndex, properties: Properties, place: Evidence) {
        let evidence = Some(place);
        let (rule, confidence) = (self.rule, self.confidence);
        self.facts.links.push(Link { kind, start, end, properties, evidence, rule, confidence });
    }

    fn country_thing(&mut self, country: &Country, place: Evidence) -> ThingIndex {
        let properties = named(&[("name", &country.name), ("iso3", &country.iso3)]);
        self.thing(Label::Country, &country.iso3, "", properties, place)
    }

    fn actor(&mut self, actor: &Actor, place: Evidence) -> ThingIndex {
        let (label, name, country, belongs) = match actor {
            Actor::Country(country) => return self.country_thing(country, place),
            Actor::Person(name, country) => (Label::Person, name, country, LinkType::Represents),
            Actor::Organization(name, country) => (Label::Organization, name, country, LinkType::Of),
        };
        let of = country.as_ref().map_or("", |country| &country.iso3);
        let new = !self.known.contains_key(&(label, name.clone(), of.to_owned()));
        let thing = self.thing(label, name, of, named(&[("name", name)]), place);
        if let (true, Some(country)) = (new, country) {
            let country = self.country_thing(country, place);
            self.link(belongs, thing, country, Properties::new(), place);
        }
        thing
    }

    fn actors(&mut self, row: &Row, column: &str, place: Evidence) -> Vec<ThingIndex> {
        let actors: Vec<Actor> = row.list(column).iter().filter_map(|text| self.parse_actor(text).ok()).collect();
        actors.iter().map(|actor| self.actor(actor, place)).collect()
    }

    fn topics(&mut self, row: &Row, about: ThingIndex, place: Evidence) {
        for topic in row.list("topics") {
            let name = topic.to_lowercase().replace([' ', '-'], "_");
            let topic = self.thing(Label::Topic, &name, "", named(&[("name", &name)]), place);
            self.link(LinkType::About, about, topic, Properties::new(), place);
        }
    }

    fn place(&mut self, row: &Row, country: Option<Country>, place: Evidence) -> Option<ThingIndex> {
        let name = row.text("place")?;
        let of = country.as_ref().map_or("", |country| &country.iso3).to_owned();
        let known = self.known.contains_key(&(Label::Place, name.clone(), of.clone()));
        let thing = self.thing(Label::Place, &name, &of, named(&[("name", &name)]), place);
        if let (false, Some(country)) = (known, country) {
            let country = self.country_thing(&country, place);
            self.link(LinkType::In, thing, country, Properties::new(), place);
        }
        Some(thing)
    }

    fn actor_row(&mut self, row: &Row, place: Evidence) {
        let cell = |column: &str| row.text(column).unwrap_or_default();
        let country = self.country(&cell("country")).ok();
        let name = cell("name");
        let mut properties = named(&[("name", &name), ("acronym", &cell("acronym")), ("kind", &cell("kind"))]);
        if !row.list("aliases").is_empty() {
            properties.insert("aliases", Datum::Texts(row.list("aliases")));
        }
        let of = country.as_ref().map_or(String::new(), |country| country.iso3.clone());
        match cell("type").to_lowercase().as_str() {
            "person" => {
                let person = self.actor(&Actor::Person(name, country.clone()), place);
                self.facts.things[person]
                    .properties
                    .extend(properties.into_iter().filter(|(key, _)| *key == "aliases"));
                if !cell("title").is_empty() {
                    let seat = match cell("organization") {
                        organization if !organization.is_empty() => {
                            Some(self.actor(&Actor::Organization(organization, country), place))
                        }
                        _ => country.map(|country| self.country_thing(&country, place)),
                    };
                    let mut office = named(&[("title", &cell("title")), ("office", &cell("office"))]);
                    if let Ok(former) = cells::flag(&cell("former")) {
                        office.insert("former", Datum::Flag(former));
                    }
                    if let Some(seat) = seat {
                        self.link(LinkType::Holds, person, seat, office, place);
                    }
                }
            }
            "organization" => {
                let organization = self.actor(&Actor::Organization(name, country), place);
                self.facts.things[organization].properties.extend(properties);
            }
            "place" => {
                properties.remove("acronym");
                let thing = self.thing(Label::Place, &name, &of, properties, place);
                if let Some(country) = country {
                    let country = self.country_thing(&country, place);
                    self.link(LinkType::In, thing, country, Properties::new(), place);
                }
            }
            _ => {
                if let Ok(country) = self.country(&name) {
                    let thing = self.country_thing(&country, place);
                    self.facts.things[thing]
                        .properties
                        .extend(properties.into_iter().filter(|(key, _)| *key == "aliases"));
                }
            }
        }
    }

    fn meeting(&mut self, row: &Row, place: Evidence) {
        let mut properties = event(row, "talks", "held");
        properties.extend(named(&[("name", &row.text("name").unwrap_or_default())]));
        let meeting = self.new_thing(Label::Meeting, properties, place);
        let hosts = self.actors(row, "hosts", place);
        let mut people = self.actors(row, "participants", place);
        people.extend(hosts.iter().copied().filter(|host| !people.contains(host)).collect::<Vec<_>>());
        for actor in people {
            let role = if hosts.contains(&actor) { "host" } else { "participant" };
            self.link(LinkType::Attended, actor, meeting, named(&[("role", role)]), place);
        }
        let country = row.text("country").and_then(|country| self.country(&country).ok());
        let venue = match self.place(row, country.clone(), place) {
            None => country.map(|country| self.country_thing(&country, place)),
            venue => venue,
        };
        if let Some(venue) = venue {
            self.link(LinkType::HeldIn, meeting, venue, Properties::new(), place);
        }
        self.topics(row, meeting, place);
    }

    fn visit(&mut self, row: &Row, place: Evidence) {
        let mut properties = event(row, "unspecified", "held");
        if let Some(count) = row.text("count").and_then(|count| count.parse().ok()) {
            properties.insert("count", Datum::Integer(count));
        }
        let visit = self.new_thing(Label::Visit, properties, place);
        for traveller in self.actors(row, "travellers", place) {
            self.link(LinkType::Made, traveller, visit, Properties::new(), place);
        }
        for (column, role) in [("inviters", "inviter"), ("hosts", "host")] {
            for actor in self.actors(row, column, place) {
                self.link(LinkType::Hosted, actor, visit, named(&[("role", role)]), place);
            }
        }
        if let Ok(country) = self.country(&row.text("destination").unwrap_or_default()) {
            let destination = self.country_thing(&country, place);
            self.link(LinkType::To, visit, destination, Properties::new(), place);
            if let Some(city) = self.place(row, Some(country), place) {
                self.link(LinkType::To, visit, city, Properties::new(), place);
            }
        }
    }

    fn agreement(&mut self, row: &Row, place: Evidence) {
        let cell = |column: &str| row.text(column).unwrap_or_default();
        let mut properties = event(row, "agreement", "reached");
        properties.extend(named(&[
            ("name", &cell("name")),
            ("amount", &cell("amount")),
            ("deadline", &cell("deadline")),
        ]));
        let agreement = self.new_thing(Label::Agreement, properties, place);
        for party in self.actors(row, "parties", place) {
            self.link(LinkType::PartyTo, party, agreement, Properties::new(), place);
        }
        for person in self.actors(row, "signatories", place) {
            self.link(LinkType::Signed, person, agreement, Properties::new(), place);
        }
        self.topics(row, agreement, place);
    }

    fn proposal(&mut self, row: &Row, place: Evidence) {
        let kind = row.text("kind").map_or_else(|| "request".to_owned(), |text| plain(&text));
        let mut properties = named(&[("name", &row.text("name").unwrap_or_default()), ("kind", &kind)]);
        properties.extend(codes(row));
        let proposal = self.new_thing(Label::Proposal, properties, place);
        for actor in self.actors(row, "proposers", place) {
            self.link(LinkType::Proposed, actor, proposal, Properties::new(), place);
        }
        for actor in self.actors(row, "addressees", place) {
            self.link(LinkType::AddressedTo, proposal, actor, Properties::new(), place);
        }
        self.topics(row, proposal, place);
    }
}

fn named(properties: &[(&'static str, &str)]) -> Properties {
    let filled = properties.iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(key, text)| (*key, Datum::Text((*text).to_owned()))).collect()
}

/// A word as the schema writes it.
fn plain(text: &str) -> String {
    text.to_lowercase().replace([' ', '-'], "_")
}

/// Codes in other ontologies.
fn codes(row: &Row) -> Properties {
    let words = ["cameo", "plover", "plover_mode"].map(|column| (column, row.text(column).unwrap_or_default()));
    let mut codes = named(&words.each_ref().map(|(column, text)| (*column, text.as_str())));
    if let Some(Ok(scale)) = row.text("goldstein").map(|text| cells::number(&text)) {
        codes.insert("goldstein", Datum::Number(scale));
    }
    if let Some(count) = row.text("source_count").and_then(|count| count.parse().ok()) {
        codes.insert("source_count", Datum::Integer(count));
    }
    codes
}

/// Kind, status, dates and codes of an event.
fn event(row: &Row, kind: &str, status: &str) -> Properties {
    let start = row.text("start").unwrap_or_default();
    let precision = cells::date(&start).unwrap_or("");
    let mut properties = named(&[
        ("kind", &row.text("kind").map_or_else(|| kind.to_owned(), |text| plain(&text))),
        ("status", &row.text("status").map_or_else(|| status.to_owned(), |text| plain(&text))),
        ("start", &start),
        ("end", &row.text("end").unwrap_or_else(|| start.clone())),
        ("precision", precision),
    ]);
    properties.extend(codes(row));
    properties
}
