//! One set of properties out of what several documents state. Every choice is by a rule that does not depend on the order
//! in which documents came.

use super::account::{Properties, text};
use super::date::{Fit, Period};
use crate::facts::{Label, LinkType};
use serde_json::Value as Json;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What one document states of a thing.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its properties.
    pub properties: Properties,
    /// When the document was published, empty where it does not say.
    pub published: String,
}

impl Stated {
    fn text(&self, key: &str) -> &str {
        text(&self.properties, key)
    }

    fn period(&self) -> Period {
        Period::read(self.text("start"), self.text("end"), self.text("precision"))
    }
}

/// The merged properties of a node.
pub fn node(label: Label, stated: &[Stated]) -> Properties {
    let mut merged = Properties::new();
    for said in stated {
        for (key, value) in &said.properties {
            // What has no rule below: the first in the order of dates and words.
            let first = merged.get(key).is_none_or(|held| rank(value) < rank(held));
            if first {
                merged.insert(key.clone(), value.clone());
            }
        }
    }
    if let Some(name) = stated.iter().map(|said| said.text("name")).filter(|name| !name.is_empty()).max_by_key(fullness)
    {
        let name = name.to_owned();
        let aliases: BTreeSet<String> = stated
            .iter()
            .flat_map(|said| {
                let listed = said.properties.get("aliases").and_then(Json::as_array).into_iter().flatten();
                let own = (label != Label::Topic && said.text("name") != name).then(|| said.text("name"));
                listed.filter_map(Json::as_str).chain(own)
            })
            .filter(|alias| !alias.is_empty())
            .map(str::to_owned)
            .collect();
        if matches!(label, Label::Person | Label::Country | Label::Organization | Label::Place) && !aliases.is_empty() {
            merged.insert("aliases".to_owned(), aliases.into_iter().collect::<Vec<_>>().into());
        }
        merged.insert("name".to_owned(), name.into());
    }
    if matches!(label, Label::Meeting | Label::Visit | Label::Agreement) {
        merge_dates(stated, &mut merged);
        if let Some(status) = latest_status(stated) {
            merged.insert("status".to_owned(), status.into());
        }
    }
    if let Some(kind) = most_telling_kind(stated) {
        merged.insert("kind".to_owned(), kind.into());
    }
    take_codes(stated, &mut merged);
    merged
}

/// The codes of other ontologies follow from kind and status: those of a statement that has the merged ones, if there is one.
fn take_codes(stated: &[Stated], merged: &mut Properties) {
    let same = |said: &Stated, key: &str| said.text(key) == text(merged, key);
    let Some(fitting) = stated
        .iter()
        .filter(|said| said.properties.contains_key("cameo"))
        .max_by_key(|said| (same(said, "status"), same(said, "kind"), Reverse(said.text("cameo").to_owned())))
    else {
        return;
    };
    for key in ["cameo", "plover", "plover_mode"] {
        match fitting.properties.get(key) {
            Some(code) => merged.insert(key.to_owned(), code.clone()),
            None => merged.remove(key),
        };
    }
}

fn rank(value: &Json) -> (bool, String) {
    (value.is_null(), value.to_string())
}

/// More words first, then more diacritics, then the spelling that is not all capitals, then the alphabet.
fn fullness(name: &&str) -> (usize, usize, bool, Reverse<String>) {
    let words = name.split_whitespace().count();
    let marked = name.chars().filter(|c| !c.is_ascii()).count();
    (words, marked, name.chars().any(char::is_lowercase), Reverse((*name).to_owned()))
}

/// The most precise date that no source contradicts; among equals the one that most sources state.
fn merge_dates(stated: &[Stated], merged: &mut Properties) {
    for key in ["start", "end", "precision", "date_text"] {
        merged.remove(key);
    }
    let dated: Vec<&Stated> = stated.iter().filter(|said| !said.period().start.is_unknown()).collect();
    let best = dated.iter().max_by_key(|said| {
        let contradictions =
            dated.iter().filter(|other| said.period().fit(&other.period()) == Fit::Contradicts).count();
        let support = dated.iter().filter(|other| other.text("start") == said.text("start")).count();
        (Reverse(contradictions), said.period().start.precision(), support, Reverse(said.text("start").to_owned()))
    });
    let Some(best) = best else {
        let words = stated.iter().map(|said| said.text("date_text")).filter(|words| !words.is_empty()).min();
        merged.extend(words.map(|words| ("date_text".to_owned(), words.into())));
        return;
    };
    let start = best.text("start");
    let end = dated.iter().filter(|said| said.text("start") == start).map(|said| said.text("end")).max().unwrap_or("");
    let of_best = |key: &str| {
        dated
            .iter()
            .filter(|said| said.text("start") == start)
            .map(|said| said.text(key))
            .filter(|text| !text.is_empty())
            .min()
    };
    merged.insert("start".to_owned(), start.into());
    if !end.is_empty() {
        merged.insert("end".to_owned(), end.into());
    }
    for key in ["precision", "date_text"] {
        merged.extend(of_best(key).map(|text| (key.to_owned(), text.into())));
    }
}

/// The status stated last; where dates of publication lack or tie, the one furthest along.
fn latest_status(stated: &[Stated]) -> Option<String> {
    let stated: Vec<&Stated> = stated.iter().filter(|said| !said.text("status").is_empty()).collect();
    let all_dated = stated.iter().all(|said| !said.published.is_empty());
    stated
        .iter()
        .max_by_key(|said| {
            (if all_dated { said.published.as_str() } else { "" }, along(said.text("status")), said.text("status"))
        })
        .map(|said| said.text("status").to_owned())
}

fn along(status: &str) -> u8 {
    match status {
        "proposed" => 1,
        "planned" => 2,
        "postponed" => 3,
        "cancelled" | "failed" => 4,
        "in_force" => 5,
        "reached" | "held" => 6,
        _ => 0,
    }
}

/// A kind that says something before one that does not; then the one that most state.
fn most_telling_kind(stated: &[Stated]) -> Option<String> {
    let telling = |kind: &str| match kind {
        "unspecified" | "other" => 0,
        "talks" | "commitment" => 1,
        _ => 2,
    };
    let kinds: BTreeSet<&str> = stated.iter().map(|said| said.text("kind")).filter(|kind| !kind.is_empty()).collect();
    kinds
        .into_iter()
        .max_by_key(|kind| {
            (telling(kind), stated.iter().filter(|said| said.text("kind") == *kind).count(), Reverse(*kind))
        })
        .map(str::to_owned)
}

/// What tells two relationships of one type between the same nodes apart.
pub fn distinction(kind: LinkType, properties: &Properties) -> String {
    match kind {
        LinkType::Holds => {
            let office = match text(properties, "office") {
                "" => text(properties, "title"),
                office => office,
            };
            let former = properties.get("former").and_then(Json::as_bool).unwrap_or(false);
            format!("{}{}", crate::text::fold::fold(office), if former { " (former)" } else { "" })
        }
        LinkType::Hosted => text(properties, "role").to_owned(),
        _ => String::new(),
    }
}

/// The merged properties of a relationship; those of the first document where there is no rule.
pub fn relationship(stated: &[Properties]) -> Properties {
    let mut merged = Properties::new();
    let confidence = |said: &Properties| said.get("confidence").and_then(Json::as_f64).unwrap_or(0.0);
    let surest = stated.iter().rev().max_by(|a, b| confidence(a).total_cmp(&confidence(b)));
    for said in surest.into_iter().chain(stated) {
        for (key, value) in said {
            merged.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    let all = |key: &'static str| stated.iter().map(move |said| text(said, key)).filter(|text| !text.is_empty());
    let chosen = [
        ("role", all("role").max_by_key(|role| weight(role))),
        ("title", all("title").max_by_key(|title| (title.chars().count(), Reverse(*title)))),
        ("observed_first", all("observed_first").min()),
        ("observed_last", all("observed_last").max()),
    ];
    for (key, text) in chosen {
        if let Some(text) = text {
            merged.insert(key.to_owned(), text.into());
        }
    }
    merged
}

fn weight(role: &str) -> u8 {
    match role {
        "host" => 4,
        "cochair" => 3,
        "chair" => 2,
        "guest" => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(published: &str, properties: Json) -> Stated {
        Stated { properties: properties.as_object().cloned().unwrap_or_default(), published: published.to_owned() }
    }

    #[test]
    fn a_name_is_the_fullest_form_and_the_others_are_aliases() {
        let merged = node(
            Label::Person,
            &[
                said("", json!({"name": "Bui Thanh Son", "aliases": ["Son"]})),
                said("", json!({"name": "Bùi Thanh Sơn", "aliases": ["Sơn"]})),
            ],
        );
        assert_eq!(Json::from(merged), json!({"name": "Bùi Thanh Sơn", "aliases": ["Bui Thanh Son", "Son", "Sơn"]}));
    }

    #[test]
    fn status_is_the_latest_and_dates_the_most_precise_that_nobody_contradicts() {
        let merged = node(
            Label::Visit,
            &[
                said(
                    "2024-05-29",
                    json!({"status": "planned", "kind": "unspecified", "start": "2024-05", "precision": "month"}),
                ),
                said(
                    "2024-06-03",
                    json!({"status": "held", "kind": "official", "start": "2024-05-30", "end": "2024-05-31", "precision": "day"}),
                ),
            ],
        );
        assert_eq!(
            Json::from(merged),
            json!({"status": "held", "kind": "official", "start": "2024-05-30", "end": "2024-05-31", "precision": "day"})
        );
    }

    #[test]
    fn contradicting_days_leave_the_month_that_all_agree_on() {
        let merged = node(
            Label::Meeting,
            &[
                said("", json!({"start": "2022-10-18", "precision": "day"})),
                said("", json!({"start": "2022-10-17", "precision": "day"})),
                said("", json!({"start": "2022-10", "precision": "month"})),
            ],
        );
        assert_eq!(Json::from(merged), json!({"start": "2022-10", "precision": "month"}));
    }

    #[test]
    fn the_order_of_documents_does_not_matter() {
        let a = said("", json!({"name": "Vu Ho", "kind": "other", "start": "2022"}));
        let b = said("", json!({"name": "Vũ Hồ", "kind": "summit", "start": "2022-03-01", "status": "held"}));
        assert_eq!(node(Label::Meeting, &[a.clone(), b.clone()]), node(Label::Meeting, &[b, a]));
    }

    #[test]
    fn offices_keep_when_they_were_first_and_last_seen() {
        let stated: Vec<Properties> = [
            json!({"title": "Minister", "observed_first": "2022-07-13", "observed_last": "2022-07-13"}),
            json!({"title": "Foreign Minister", "observed_first": "2022-02-10", "observed_last": "2022-02-10"}),
        ]
        .iter()
        .filter_map(|json| json.as_object().cloned())
        .collect();
        let merged = relationship(&stated);
        assert_eq!((text(&merged, "observed_first"), text(&merged, "observed_last")), ("2022-02-10", "2022-07-13"));
        assert_eq!(text(&merged, "title"), "Foreign Minister");
    }
}
