//! Meetings: same kind of contact, overlapping participants, same day, nothing that contradicts.

use super::super::date::Fit;
use super::name::{content, likeness, plain, words};
use super::{Actors, Keys, Match, View};
use crate::value::NodeId;

fn is_remote(view: &View) -> bool {
    matches!(view.text("kind"), "phone_call" | "video_call")
}

/// Countries of a meeting up to which it is filed under each pair of them; larger ones are known by name and month.
const FEW: usize = 8;

pub fn keys(view: &View, actors: &Actors, keys: &mut Keys) {
    let start = view.period().start;
    let remote = is_remote(view);
    let countries: Vec<NodeId> = actors.stand_for(&view.actors).into_iter().collect();
    if let Some(day) = start.day_of_year() {
        for (at, country) in countries.iter().take(FEW).enumerate() {
            // A country with itself, where both sides stand for one, or one side is not known by its country.
            for other in countries.iter().take(FEW).skip(if countries.len() == 1 { at } else { at + 1 }) {
                keys.add(("meeting on", remote, country, other, day));
            }
        }
    }
    if let Some(month) = start.month_of_year() {
        keys.add_time(start.precision() == 4, ("meeting in", remote, &countries, month));
    }
    for week in view.weeks_of_publication() {
        keys.add_time(!start.is_unknown(), ("meeting reported", remote, &countries, week));
    }
    if words(view.name()).len() > 2 {
        keys.add(("meeting", plain(view.name())));
    }
    if let Some(ordinal) = ordinal(view) {
        for actor in &view.actors {
            keys.add(("meeting counted", actor, view.text("kind"), ordinal));
        }
    }
}

pub fn same(a: &View, b: &View, actors: &Actors) -> Option<Match> {
    if is_remote(a) != is_remote(b) || other_kind(a, b) || other_ordinal(a, b) || elsewhere(a, b, actors) {
        return None;
    }
    let fit = a.period().fit(&b.period());
    let shared = actors.shared(&a.actors, &b.actors);
    let fewer = a.actors.len().min(b.actors.len());
    let bonus = u32::from(a.text("kind") == b.text("kind")) * 5
        + (likeness(&content(a.name()), &content(b.name())) * 4.0) as u32
        + 2 * shared.min(5) as u32;
    let same_name = !a.name().is_empty() && words(a.name()).len() > 2 && plain(a.name()) == plain(b.name());
    match fit {
        Fit::Contradicts => None,
        Fit::Same if shared >= 2 => Match::sure(80 + bonus, "same participants on the same day"),
        Fit::Same | Fit::Possible if same_name && shared >= 1 => Match::sure(70 + bonus, "same name and participants"),
        Fit::Possible if shared >= 2 && shared == fewer => {
            Match::if_alone(60 + bonus, "same participants, dates that fit")
        }
        Fit::Unknown if ordinal(a).is_some() && ordinal(a) == ordinal(b) && own_kind(a) && shared >= 2 => {
            Match::if_alone(55 + bonus, "same participants and the same number in a series")
        }
        Fit::Unknown if same_name && shared >= 2 => Match::if_alone(50 + bonus, "same name and participants"),
        Fit::Unknown if shared >= 2 && shared == fewer && reported_together(a, b) => {
            Match::if_alone(40 + bonus, "same participants, reported within three days")
        }
        _ => None,
    }
}

/// Both are held, of one kind, and their reports appeared within three days.
fn reported_together(a: &View, b: &View) -> bool {
    a.text("status") == b.text("status")
        && a.text("kind") == b.text("kind")
        && a.days_between_publications(b).is_some_and(|days| days <= 3)
}

/// Whether the kind says more than that people met.
fn own_kind(view: &View) -> bool {
    matches!(view.text("kind"), "dialogue" | "conference" | "ceremony" | "courtesy_call")
}

/// Both are of a kind of its own, and not the same.
fn other_kind(a: &View, b: &View) -> bool {
    own_kind(a) && own_kind(b) && a.text("kind") != b.text("kind")
}

const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// Which of a series the name says it is.
fn ordinal(view: &View) -> Option<usize> {
    words(view.name()).into_iter().find_map(|word| match ORDINALS.iter().position(|ordinal| *ordinal == word) {
        Some(place) => Some(place + 1),
        None => ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)?.parse().ok()),
    })
}

/// The names count, and count differently.
fn other_ordinal(a: &View, b: &View) -> bool {
    matches!((ordinal(a), ordinal(b)), (Some(ours), Some(theirs)) if ours != theirs)
}

/// Both name where it was, and the places are of different countries or different cities; a house may stand in the city that the
/// other names.
fn elsewhere(a: &View, b: &View, actors: &Actors) -> bool {
    if a.places.is_empty() || b.places.is_empty() || a.places.iter().any(|place| b.places.contains(place)) {
        return false;
    }
    let venues_only = |view: &View| view.places.iter().all(|place| actors.is_venue(*place));
    if venues_only(a) != venues_only(b) {
        let known = |view: &View| view.places.iter().flat_map(|place| actors.countries(*place)).collect::<Vec<_>>();
        let (ours, theirs) = (known(a), known(b));
        return !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|country| theirs.contains(country));
    }
    let (ours, theirs) = (actors.stand_for(&a.places), actors.stand_for(&b.places));
    let country_only = |view: &View| view.places.iter().all(|place| actors.is_country(*place));
    ours.is_disjoint(&theirs) || !(country_only(a) || country_only(b))
}
