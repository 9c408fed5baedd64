//! Noun phrases with titles in them: `X, special envoy of President Y` is X, `his counterpart, Senator X` is X.

use super::layout::Builder;
use super::phrase::{Actors, Item, ItemKind};

impl Builder<'_, '_> {
    /// Joins those whose title names whom they serve, and those whose title has an owner before it.
    pub(super) fn join_titles(&mut self) {
        let mut at = 0;
        while at + 1 < self.items.len() {
            if self.serves(at)
                && let Some(officer) = self.one_person(at)
            {
                let members = officer.members.clone();
                self.merge(at..at + 2, members, false, false);
            }
            at += 1;
        }
    }

    /// Whether a person's title goes on with the one served: `X, chief of staff to | President Y`.
    fn serves(&self, at: usize) -> bool {
        let last = self.items[at].tokens.end - 1;
        let goes_on = last > self.items[at].tokens.start && matches!(self.text.folded(last), "of" | "to" | "for");
        goes_on && self.one_person(at).is_some() && self.one_person(at + 1).is_some()
    }

    /// Whether a pronoun at an item only says whose the title of the next one is: `his | counterpart, Senator X`.
    pub(super) fn owns_title(&self, at: usize) -> bool {
        let owner = matches!(&self.items.get(at).map(|item| &item.kind),
            Some(ItemKind::Actors(owner)) if owner.possessive && owner.reference);
        owner && self.one_person(at + 1).is_some()
    }

    fn one_person(&self, at: usize) -> Option<&Actors> {
        match self.items.get(at) {
            Some(Item { kind: ItemKind::Actors(one), .. }) => Some(one).filter(|one| {
                !one.possessive && !one.reference && one.members.len() == 1 && self.is_person(one.members[0])
            }),
            _ => None,
        }
    }
}
