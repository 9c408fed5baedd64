//! Who holds the office that the words of a group name: `the foreign ministers`, `both presidents`, `the leaders`.

use super::noun_phrase::Members;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};

/// An office as a group of people is named by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfficeOfGroup {
    /// What the code of the office holds.
    code: &'static str,
    /// The words are also used of others: `leaders` of a party, `ministers` of any rank.
    pub loose: bool,
}

/// Words in a group and the office they name; the first that fits.
const WORDS: &[(&str, OfficeOfGroup)] = &[
    ("foreign ministers", OfficeOfGroup { code: "foreign_minister", loose: false }),
    ("foreign minister", OfficeOfGroup { code: "foreign_minister", loose: false }),
    ("ministers of foreign", OfficeOfGroup { code: "foreign_minister", loose: false }),
    ("ministers for foreign", OfficeOfGroup { code: "foreign_minister", loose: false }),
    ("defence ministers", OfficeOfGroup { code: "defence_minister", loose: false }),
    ("defense ministers", OfficeOfGroup { code: "defence_minister", loose: false }),
    ("prime ministers", OfficeOfGroup { code: "head_of_government", loose: false }),
    ("premiers", OfficeOfGroup { code: "head_of_government", loose: false }),
    ("presidents", OfficeOfGroup { code: "head_of_state", loose: false }),
    ("ambassadors", OfficeOfGroup { code: "ambassador", loose: false }),
    ("high commissioners", OfficeOfGroup { code: "ambassador", loose: false }),
    ("ministers", OfficeOfGroup { code: "minister", loose: true }),
    ("leaders", OfficeOfGroup { code: "head_of", loose: true }),
    ("heads of", OfficeOfGroup { code: "head_of", loose: true }),
];

/// The office that a group is named by.
pub fn office(words: &str) -> Option<OfficeOfGroup> {
    const NAMED: [&str; 7] = ["minister", "premiers", "presidents", "ambassadors", "commissioners", "leaders", "heads"];
    let names = |word: &str| NAMED.iter().any(|name| word.starts_with(name));
    if !words.split([' ', '-']).any(names) {
        return None;
    }
    if words.contains("deputy") || words.contains("vice") || words.contains("former") {
        return None;
    }
    WORDS.iter().find(|(named, _)| words.contains(named)).map(|(_, office)| *office)
}

impl OfficeOfGroup {
    /// Whether a person holds such an office.
    pub fn held_by(self, mentions: &Mentions, person: EntityIndex) -> bool {
        match mentions.entities.get(person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => offices.iter().any(|office| {
                !office.former && office.code.contains(self.code) && (self.loose || !office.code.starts_with("deputy"))
            }),
            _ => false,
        }
    }

    /// The one named person who holds it for a country; none if several do.
    pub fn holder(self, mentions: &Mentions, country: EntityIndex) -> Option<EntityIndex> {
        let holds = |person: &EntityIndex| {
            mentions.country_of(*person) == Some(country) && *person != country && self.held_by(mentions, *person)
        };
        let mut holders = (0..mentions.entities.len()).filter(holds);
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }
}

/// Whether a person holds an office now.
pub fn is_officer(mentions: &Mentions, person: EntityIndex) -> bool {
    let kind = mentions.entities.get(person).map(|entity| &entity.kind);
    matches!(kind, Some(EntityKind::Person { offices, .. }) if offices.iter().any(|office| !office.former))
}

/// The first of several people of each country.
pub fn each_country(mentions: &Mentions, people: impl Iterator<Item = EntityIndex>) -> Members {
    let mut first = Members::new();
    for person in people {
        let own = mentions.country_of(person);
        if own.is_some() && first.iter().all(|known| mentions.country_of(*known) != own) {
            first.push(person);
        }
    }
    first
}

/// `the agriculture ministers`: the field that the words of a group name, where none of several people holds an office of it.
pub fn of_another_field(mentions: &Mentions, words: &str, people: &[EntityIndex]) -> bool {
    const FIELDS: [&str; 18] = [
        "agriculture",
        "finance",
        "trade",
        "energy",
        "transport",
        "health",
        "education",
        "interior",
        "justice",
        "labour",
        "labor",
        "environment",
        "water",
        "economy",
        "culture",
        "tourism",
        "fisheries",
        "industry",
    ];
    let mut row = words.split(' ').rev().skip_while(|word| *word != "ministers").skip(1);
    let Some(field) = row.next().filter(|word| FIELDS.contains(word)) else { return false };
    let holds = |person: &EntityIndex| match mentions.entities.get(*person).map(|entity| &entity.kind) {
        Some(EntityKind::Person { offices, .. }) => {
            offices.iter().any(|office| office.title.to_lowercase().contains(field))
        }
        _ => false,
    };
    !people.iter().any(holds)
}
