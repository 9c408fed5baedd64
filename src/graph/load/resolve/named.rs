//! Countries by code; organizations, places and topics by name.

use super::name::{content, letters, likeness, plain};
use super::{Keys, Match, View};
use crate::facts::Label;

pub fn keys(view: &View, keys: &mut Keys) {
    let label = view.label.name();
    for name in &view.names {
        keys.add((label, letters(name)));
    }
    for code in ["iso3", "acronym"] {
        if !view.text(code).is_empty() {
            keys.add((label, letters(view.text(code))));
        }
    }
    if view.label == Label::Organization {
        keys.add((label, content(view.name())));
    }
}

pub fn same(a: &View, b: &View) -> Option<Match> {
    // Letters alone: `Ha Noi` and `Hanoi`, `Viet Nam` and `Vietnam` are one.
    let (ours, theirs) = (letters(a.name()), letters(b.name()));
    match a.label {
        Label::Country => country(a, b),
        Label::Organization => organization(a, b),
        Label::Topic if ours == theirs => Match::sure(100, "same topic"),
        Label::Place if a.of_other_country(b) => None,
        Label::Place if ours == theirs => Match::sure(100, "same name of a place"),
        Label::Place
            if a.names.iter().any(|name| plain(name) == theirs) || b.names.iter().any(|name| plain(name) == ours) =>
        {
            Match::sure(90, "another name of the same place")
        }
        _ => None,
    }
}

fn country(a: &View, b: &View) -> Option<Match> {
    match (a.text("iso3"), b.text("iso3")) {
        ("", _) | (_, "") if plain(a.name()) == plain(b.name()) => Match::sure(90, "same name of a country"),
        ("", _) | (_, "") => None,
        (ours, theirs) if ours == theirs => Match::sure(100, "same country code"),
        _ => None,
    }
}

fn organization(a: &View, b: &View) -> Option<Match> {
    if a.of_other_country(b) {
        return None;
    }
    let (ours, theirs) = (letters(a.name()), letters(b.name()));
    let (our_words, their_words) = (content(a.name()), content(b.name()));
    if ours == theirs || (our_words.len() > 1 && our_words == their_words) {
        return Match::sure(100, "same name of an organization");
    }
    let acronym = |view: &View| plain(if view.text("acronym").is_empty() { view.name() } else { view.text("acronym") });
    if acronym(a) == acronym(b) {
        let only_acronym = our_words.len() < 2 || their_words.len() < 2;
        if only_acronym || likeness(&our_words, &their_words) >= 0.5 {
            return Match::sure(90, "same acronym");
        }
    }
    let called = |view: &View, name: &str| view.names.iter().any(|alias| letters(alias) == *name);
    if a.of_same_country(b) && (called(a, &theirs) || called(b, &ours)) {
        return Match::sure(80, "another name of the same organization, same country");
    }
    None
}
