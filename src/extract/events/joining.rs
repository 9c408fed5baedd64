//! Neighbours that belong together: people of a country, pairs of countries, lists of names, words glued by a hyphen.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use super::holders::{self, OfficeOfGroup};
use super::layout::Builder;
use super::phrase::{Actors, Item, ItemKind};
use crate::extract::mention::{EntityIndex, EntityKind, Mention, MentionKind};
use crate::text::{Flags, TokenIndex};

impl Builder<'_, '_> {
    /// `senior Turkish officials`, `Chile's delegation`, `the foreign ministers of A, B and C`: people who stand for countries.
    pub fn join_people(&mut self) {
        let mut at = 0;
        while at < self.items.len() {
            let country = match &self.items[at].kind {
                ItemKind::Adjective(country) => Some(*country),
                ItemKind::Actors(actors) if (actors.possessive && !actors.reference) || self.is_bare_country(at) => {
                    actors.members.first().copied().filter(|member| self.is_country(*member))
                }
                _ => None,
            };
            self.join_owner(at);
            self.join_body(at);
            self.join_possessive_group(at);
            if let Some(country) = country {
                let countries = self.coordinated(at, country);
                let last = at + 2 * (countries.len() - 1);
                let head = (last + 1..self.items.len().min(last + 6))
                    .take_while(|next| self.items[*next].kind == ItemKind::Word && !self.ends_noun_phrase(*next))
                    .filter(|next| self.items[*next].known.is("people"))
                    .last();
                if let Some(head) = head {
                    let plural = self.items[head].word.ends_with('s');
                    // `the Danish delegation`, whose people were named
                    let known = self.focus.delegation(&self.items[head].word, Some(country)).cloned();
                    self.merge(at..head + 1, known.unwrap_or(countries), false, plural);
                }
            } else {
                self.join_delegation(at);
            }
            at += 1;
        }
    }

    /// `Peruvian and Chilean` before `officials`: the countries of a row of adjectives.
    fn coordinated(&self, first: usize, country: EntityIndex) -> SmallVec<[EntityIndex; 4]> {
        let mut countries = SmallVec::from_slice(&[country]);
        let mut at = first;
        while let (Some(joint), Some(next)) = (self.items.get(at + 1), self.items.get(at + 2))
            && matches!(joint.word.as_ref(), "," | "and")
            && matches!(self.items[at].kind, ItemKind::Adjective(_))
            && let ItemKind::Adjective(country) = next.kind
        {
            countries.push(country);
            at += 2;
        }
        countries
    }

    /// `NATO defence ministers`: the body stands for its people.
    fn join_body(&mut self, at: usize) {
        let (Some(body), Some(people)) = (self.items.get(at), self.items.get(at + 1)) else { return };
        let (ItemKind::Actors(body), ItemKind::Actors(people)) = (&body.kind, &people.kind) else { return };
        if body.members.len() == 1
            && !body.reference
            && !self.is_person(body.members[0])
            && people.reference
            && people.plural
        {
            let members = body.members.clone();
            self.merge(at..at + 2, members, false, true);
        }
    }

    /// `the two countries' delegations`: the countries.
    fn join_possessive_group(&mut self, at: usize) {
        let Some(Item { kind: ItemKind::Actors(group), .. }) = self.items.get(at) else { return };
        let people = self.items.get(at + 1).is_some_and(|next| next.known.is("people"));
        if group.possessive && group.plural && group.members.len() > 1 && people {
            let members = group.members.clone();
            self.merge(at..at + 2, members, false, true);
        }
    }

    fn is_bare_country(&self, at: usize) -> bool {
        // `US officials`, `UN envoy`: the short form of a country used as an adjective.
        matches!(&self.items[at].kind, ItemKind::Actors(actors) if actors.members.len() == 1 && !actors.possessive && self.is_country(actors.members[0]))
            && self.items.get(at + 1).is_some_and(|next| next.kind == ItemKind::Word && next.known.is("people"))
    }

    pub(super) fn ends_noun_phrase(&self, at: usize) -> bool {
        let Item { word, known, .. } = &self.items[at];
        ["preposition", "auxiliary", "conjunction", "determiner"].iter().any(|class| known.is(class))
            || (known.is_verb() && !known.is("people") && (word.ends_with("ed") || word.ends_with('s')))
    }

    pub fn is_country(&self, entity: EntityIndex) -> bool {
        matches!(self.mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Country { .. }))
    }

    pub(super) fn merge(
        &mut self,
        range: Range<usize>,
        members: SmallVec<[EntityIndex; 4]>,
        listed: bool,
        plural: bool,
    ) {
        let tokens = self.items[range.start].tokens.start..self.items[range.end - 1].tokens.end;
        let possessive = matches!(&self.items[range.end - 1].kind, ItemKind::Actors(actors) if actors.possessive);
        let reference = self.items[range.clone()]
            .iter()
            .any(|item| matches!(&item.kind, ItemKind::Actors(actors) if actors.reference && listed));
        let actors = Actors { members, possessive, reference, listed, plural };
        let item = Item::named(ItemKind::Actors(actors), tokens);
        self.items.splice(range, [item]);
    }

    /// `President X of Peru's visit`: that of X.
    fn join_owner(&mut self, of: usize) {
        let Some([person, word, country, noun]) = of.checked_sub(1).and_then(|at| self.items.get(at..at + 4)) else {
            return;
        };
        let (ItemKind::Actors(owner), ItemKind::Actors(land)) = (&person.kind, &country.kind) else { return };
        let ([one], [own]) = (&owner.members[..], &land.members[..]) else { return };
        let his = self.mentions.country_of(*one) == Some(*own) && one != own;
        let plain = noun.kind == ItemKind::Word && !owner.possessive && !owner.reference;
        if &*word.word == "of" && land.possessive && his && plain {
            let members = owner.members.clone();
            self.merge(of - 1..of + 2, members, false, false);
        }
    }

    /// `A-B talks`, `Israeli-Palestinian talks`: two countries before a noun.
    pub fn join_pairs(&mut self) {
        let mut at = 0;
        while at + 2 < self.items.len() {
            let side = |item: &Item| match &item.kind {
                ItemKind::Adjective(country) => Some(*country),
                ItemKind::Actors(actors) if actors.members.len() == 1 && !actors.possessive => {
                    actors.members.first().copied()
                }
                _ => None,
            };
            let dash = self.items[at + 1].kind == ItemKind::Mark && matches!(self.items[at + 1].word.as_ref(), "-" | "/")
                    // `NASSAU, Bahamas, CANA - Leaders`: the dash of a dateline.
                    && !self.text.has(self.items[at + 1].tokens.start, Flags::SPACE_BEFORE);
            if dash
                && let (Some(first), Some(second)) = (side(&self.items[at]), side(&self.items[at + 2]))
                && first != second
            {
                let mut members: SmallVec<[EntityIndex; 4]> = SmallVec::from_slice(&[first, second]);
                let mut end = at + 3;
                while end + 1 < self.items.len() && self.items[end].word == "-" {
                    let Some(next) = side(&self.items[end + 1]) else { break };
                    members.push(next);
                    end += 2;
                }
                self.merge(at..end, members, false, true);
            }
            at += 1;
        }
    }

    /// `A, B and C`; `the ministers of A and B`.
    pub fn join_lists(&mut self) {
        self.join_led();
        self.join_each();
        self.join_apposed();
        self.join_people_of();
        self.join_delegations_led();
        self.join_each();
    }

    /// `the two ministers, X and Y`: the names say who.
    fn join_apposed(&mut self) {
        let mut at = 0;
        while at + 2 < self.items.len() {
            let (group, comma, names) = (&self.items[at], &self.items[at + 1], &self.items[at + 2]);
            let apposed = match (&group.kind, &names.kind) {
                (ItemKind::Actors(group), ItemKind::Actors(names)) => {
                    group.reference
                        && group.plural
                        && names.listed
                        && names.members.iter().all(|member| self.is_person(*member))
                        && !self.holds_another(&self.items[at], &names.members)
                }
                _ => false,
            };
            if apposed
                && comma.word == ","
                && let ItemKind::Actors(names) = &names.kind
            {
                let members = names.members.clone();
                self.merge(at..at + 3, members, true, true);
            }
            at += 1;
        }
    }

    /// `In the presence of the two presidents, the ministers X and Y signed`: none of those named is a president.
    fn holds_another(&self, group: &Item, names: &[EntityIndex]) -> bool {
        let office = holders::office(&self.text.folded_slice(group.tokens.clone()));
        let unlike = |office: OfficeOfGroup| !names.iter().any(|name| office.held_by(self.mentions, *name));
        let known = names.iter().any(|name| self.mentions.country_of(*name).is_some());
        office.is_some_and(|office| !office.loose && known && unlike(office))
    }

    fn join_each(&mut self) {
        let mut at = 0;
        while at < self.items.len() {
            let end = self.list_end(at);
            if end > at + 1 {
                let mut members: SmallVec<[EntityIndex; 4]> = SmallVec::new();
                for item in &self.items[at..end] {
                    if let ItemKind::Actors(actors) = &item.kind {
                        members.extend(actors.members.iter().copied());
                    }
                }
                members.dedup();
                self.merge(at..end, members, true, true);
            }
            at += 1;
        }
    }

    /// `the foreign ministers of A and B`: the countries stand for them.
    fn join_people_of(&mut self) {
        let mut at = 1;
        while at + 1 < self.items.len() {
            let head_is_people = self.items[at - 1].known.is("people")
                || matches!(&self.items[at - 1].kind, ItemKind::Actors(actors) if actors.reference)
                    && self.known.lexicon(self.items[at - 1].tokens.end - 1).is("people");
            let linked = matches!(self.items[at].word.as_ref(), "of" | "from" | "for") && head_is_people;
            if linked && self.items[at + 1].known.is("determiner") && at + 2 < self.items.len() {
                let article = self.items.remove(at + 1);
                self.items[at + 1].tokens.start = article.tokens.start;
            }
            if linked
                && let ItemKind::Actors(actors) = &self.items[at + 1].kind
                && (self.items[at - 1].word == "delegation" && actors.members.len() == 1
                    || actors.members.iter().all(|member| !self.is_person(*member)))
                && !actors.members.is_empty()
            {
                let (members, listed) = (actors.members.clone(), actors.listed);
                let plural = self.text.folded(self.items[at - 1].tokens.end - 1).ends_with('s');
                let start = (0..at - 1)
                    .rev()
                    .take_while(|before| {
                        // `agreed that officials of A and B`: no determiner.
                        self.items[*before].kind == ItemKind::Word
                            && self.items[*before].word != "that"
                            && (self.items[*before].known.is("determiner") || !self.ends_noun_phrase(*before))
                    })
                    .last()
                    .unwrap_or(at - 1);
                let words = self.text.folded_slice(self.items[start].tokens.start..self.items[at].tokens.start);
                let members = self.holders(members, &words);
                self.merge(start..at + 2, members, listed, plural);
                at = start;
            }
            at += 1;
        }
    }

    pub fn is_person(&self, entity: EntityIndex) -> bool {
        matches!(self.mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Person { .. }))
    }
}

impl Builder<'_, '_> {
    /// `in Kampala, Uganda, …`: the country only says where the city lies, and acts in nothing.
    pub(super) fn closes_place(&mut self, mention: &Mention) -> bool {
        let [.., city, comma] = &mut self.items[..] else { return false };
        let ItemKind::Place(place) = city.kind else { return false };
        let lies_there = mention.kind == MentionKind::Country
            && comma.word == ","
            && mention.entities.first().is_some_and(|country| self.mentions.country_of(place) == Some(*country));
        let next = mention.tokens.end;
        let closed =
            matches!(self.text.folded(next), "," | "." | ";" | ")" | "on" | "from" | "at" | "between" | "with");
        if lies_there && closed {
            city.tokens.end = mention.tokens.end;
            self.items.pop();
        }
        lies_there && closed
    }

    /// `The agency promised …`: the body named last.
    pub(super) fn body_again(&mut self, token: TokenIndex) -> bool {
        let body = matches!(
            self.text.folded(token),
            "agency" | "organization" | "organisation" | "bloc" | "alliance" | "bank" | "fund" | "union"
        );
        let Some(article) = self.items.last().filter(|item| body && item.word == "the") else { return false };
        let next = self.known.lexicon(token + 1);
        if !(next.is("auxiliary") || next.is_verb() && !next.is("preposition")) {
            return false;
        }
        let Some(known) = self.focus.body else { return false };
        let tokens = article.tokens.start..token + 1;
        self.items.pop();
        let members = SmallVec::from_slice(&[known]);
        let actors = Actors { members, possessive: false, reference: true, listed: false, plural: false };
        self.items.push(Item::named(ItemKind::Actors(actors), tokens));
        true
    }

    /// `co-chaired`, `US-sponsored`: a word glued to what stands before it by a hyphen becomes one word with it.
    pub(super) fn joins_compound(&mut self, token: TokenIndex) -> bool {
        let glued = |token: TokenIndex| !self.text.has(token, Flags::SPACE_BEFORE);
        if self.text.has(token, Flags::PUNCTUATION) || !glued(token) || self.items.len() < 2 {
            return false;
        }
        let dash = &self.items[self.items.len() - 1];
        if dash.word != "-" || !glued(dash.tokens.start) {
            return false;
        }
        let before = &self.items[self.items.len() - 2];
        if before.kind == ItemKind::Mark || matches!(before.kind, ItemKind::Date(_)) {
            return false;
        }
        let named = before.kind != ItemKind::Word;
        let adjective = self.known.lexicon(token).is("participle");
        if named && !adjective {
            return false;
        }
        let tokens = before.tokens.start..token + 1;
        let word = self.text.folded_slice(tokens.clone());
        self.items.truncate(self.items.len() - 2);
        self.items.push(Item::word(ItemKind::Word, tokens, Cow::Owned(word)));
        true
    }
}
