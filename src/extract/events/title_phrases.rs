//! Noun phrases with titles in them: `X, special envoy of President Y` is X, `his counterpart, Senator X` is X.

use super::layout::Builder;
use super::phrase::{Actors, Item, ItemKind};
use crate::text::TokenIndex;

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
            if let Some(name) = self.officer_behind(at)
                && let Some(officer) = self.one_person(name)
            {
                let members = officer.members.clone();
                self.merge(at..name + 1, members, false, false);
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

    /// `the special envoy of King Y | , | X | ,`, `the chairman of parliament's | finance | committee | , | X | ,`: the item that
    /// names X, seen from the first.
    fn officer_behind(&self, at: usize) -> Option<usize> {
        let word = |at: usize| self.items.get(at).map_or("", |item| item.word.as_ref());
        let Item { kind: ItemKind::Actors(served), tokens, .. } = self.items.get(at)? else { return None };
        let words = || tokens.clone().map(|token| self.text.folded(token));
        let comma = if served.possessive {
            // A body of theirs.
            let body = (at + 1..at + 6).find(|noun| is_body(word(*noun)))?;
            let plain = (at + 1..body).all(|between| self.items[between].kind == ItemKind::Word);
            let office = plain && words().any(|word| word == "of") && words().next() == Some("the");
            office.then_some(body + 1)?
        } else {
            let of = |token: TokenIndex| self.known.is("serving", token) && self.text.folded(token + 1) == "of";
            let of = (tokens.start..tokens.end.saturating_sub(1)).any(of);
            self.one_person(at).filter(|_| of).map(|_| at + 1)?
        };
        let name = self.one_person(comma + 1).filter(|_| word(comma) == ",").map(|_| comma + 1)?;
        // `the envoy of President Y, Minister X and …`: a list.
        let bare = !self.known.lexicon(self.items[name].tokens.start).is("people");
        let closed = self.items.get(name + 1).is_none_or(|next| {
            matches!(next.word.as_ref(), "," | ".") || next.known.is("preposition") || next.known.is("auxiliary")
        });
        (bare && closed).then_some(name)
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

fn is_body(word: &str) -> bool {
    matches!(word, "committee" | "commission" | "council" | "group" | "department" | "delegation" | "board" | "office")
}
