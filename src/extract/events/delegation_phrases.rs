//! Noun phrases of delegations: whom `a Danish mission led by X` and `the delegation` mean.

use smallvec::SmallVec;

use super::layout::Builder;
use super::phrase::{Actors, Item, ItemKind};

impl Builder<'_, '_> {
    /// `a Danish delegation led by Minister X`, `a mission of the parliament, under Y,`: who leads it stands for it.
    pub(super) fn join_led(&mut self) {
        let mut at = 0;
        while at + 2 < self.items.len() {
            if let Some(name) = self.leader_of_group(at)
                && let ItemKind::Actors(head) = &self.items[name].kind
                && let Some(head) = head.members.first().copied().filter(|head| self.is_person(*head))
            {
                // `the delegation, headed by X, and …`: without the commas.
                let set_off = (at + 1..name).any(|comma| self.items[comma].word == ",");
                if set_off && self.items.get(name + 1).is_some_and(|closes| closes.word == ",") {
                    self.items.remove(name + 1);
                }
                // `a 14-member delegation`
                let before = |at: &usize| {
                    let Item { kind, known, .. } = &self.items[*at];
                    *kind == ItemKind::Word
                        && (known.is("determiner") || !known.is_verb() && !self.ends_noun_phrase(*at))
                };
                let word = self.items[at].kind == ItemKind::Word;
                let article =
                    (0..at).rev().take(5).take_while(before).find(|at| self.items[*at].known.is("determiner"));
                let start = article.filter(|_| word).unwrap_or(at);
                self.merge(start..name + 1, SmallVec::from_slice(&[head]), false, false);
                at = start;
            }
            at += 1;
        }
    }

    /// `the delegations of A and B, led by X and Y respectively,`: those who lead them.
    pub(super) fn join_delegations_led(&mut self) {
        let groups = |item: &Item| match &item.kind {
            ItemKind::Actors(group) if group.plural && !group.possessive => group.members.len(),
            _ => 0,
        };
        let mut at = 0;
        while at + 3 < self.items.len() {
            let word = |at: usize| self.items.get(at).map_or("", |item| item.word.as_ref());
            let led = at + 1 + usize::from(word(at + 1) == ",");
            let count = groups(&self.items[at]);
            let heads = self.items.get(led + 2).map_or(0, groups);
            let leads = matches!(word(led), "led" | "headed") && word(led + 1) == "by";
            let words = || self.text.single_words(self.items[at].tokens.clone());
            if leads
                && count > 1
                && count == heads
                && words().any(|word| matches!(word, "delegations" | "teams" | "missions" | "sides"))
                && let ItemKind::Actors(heads) = &self.items[led + 2].kind
                && heads.members.iter().all(|one| self.is_person(*one))
            {
                let members = heads.members.clone();
                let last = led + 2 + usize::from(word(led + 3) == "respectively");
                if led > at + 1 && word(last + 1) == "," {
                    self.items.remove(last + 1);
                }
                self.merge(at..last + 1, members, false, true);
            }
            at += 1;
        }
    }

    /// Where a group at an item is said to be led by somebody: the item of the name.
    fn leader_of_group(&self, at: usize) -> Option<usize> {
        let word = |at: usize| self.items.get(at).map_or("", |item| item.word.as_ref());
        let leads = |at: usize| matches!(word(at), "led" | "headed") && word(at + 1) == "by";
        let named = match &self.items[at].kind {
            ItemKind::Actors(group) if group.possessive => return None,
            ItemKind::Actors(_) => true,
            _ => false,
        };
        if named && leads(at + 1) {
            return Some(at + 3);
        }
        if !self.known.lexicon(self.items[at].tokens.end - 1).is("delegation") {
            return None;
        }
        // `delegation of the Committee on Trade of the parliament`
        let describes = |at: usize| {
            let Item { kind, word, known, .. } = &self.items[at];
            let verb = known.is("auxiliary") || known.is_verb() && !known.is("preposition");
            *kind != ItemKind::Mark && !verb && !leads(at) && word.as_ref() != "under" && !known.is("delegation")
        };
        let mut next = at + 1;
        while next < self.items.len().min(at + 12) && describes(next) {
            next += 1;
        }
        next += usize::from(word(next) == ",");
        match word(next) {
            _ if leads(next) => next += 2,
            "under" => next += 1,
            _ => return None,
        }
        // `led by its chairman, X`
        (next..self.items.len().min(next + 4)).find(|name| {
            matches!(&self.items[*name].kind, ItemKind::Actors(head) if head.members.iter().any(|one| self.is_person(*one)))
        })
    }

    /// `the delegation`, `the mission`: those who belong to it, where the text told of one.
    pub(super) fn join_delegation(&mut self, at: usize) {
        let article = self.items[at].word == "the";
        let group = |noun: &&Item| noun.known.is("delegation") || noun.word == "group";
        let Some(noun) = self.items.get(at + 1).filter(|noun| article && group(noun)) else { return };
        // `The group was received by X`: what was called a delegation.
        let name = if noun.known.is("delegation") { noun.word.as_ref() } else { "delegation" };
        let next = self.items.get(at + 2);
        // `the mission chief`, `the delegation led by X`
        let alone = next.is_none_or(|next| {
            let led = matches!(next.word.as_ref(), "led" | "headed" | "of" | "from" | "under");
            let ends = next.kind != ItemKind::Word || self.ends_noun_phrase(at + 2) || next.known.is_verb();
            ends && !led
        });
        if let Some(members) = self.focus.delegation(name, None).filter(|_| alone).cloned() {
            let tokens = self.items[at].tokens.start..noun.tokens.end;
            let actors = Actors { members, possessive: false, reference: true, listed: false, plural: true };
            self.items.splice(at..at + 2, [Item::named(ItemKind::Actors(actors), tokens)]);
        }
    }
}
