//! Proposals: same proposer and addressee, almost the same words, reported at about the same time.

use super::name::{content, likeness};
use super::{Actors, Keys, Match, View};

pub fn keys(view: &View, keys: &mut Keys) {
    for proposer in &view.actors {
        for week in view.weeks_of_publication() {
            keys.add(("proposal", view.text("kind"), proposer, week));
        }
    }
}

pub fn same(a: &View, b: &View, actors: &Actors) -> Option<Match> {
    let alike = likeness(&content(a.name()), &content(b.name()));
    let near = a.days_between_publications(b).is_some_and(|days| days <= 7);
    let addressed = a.places.is_empty() || b.places.is_empty() || actors.shared(&a.places, &b.places) > 0;
    if a.text("kind") == b.text("kind") && addressed && near && alike >= 0.6 && actors.shared(&a.actors, &b.actors) > 0
    {
        return Match::sure(50 + (alike * 10.0) as u32, "same proposer, almost the same words, same week");
    }
    None
}
