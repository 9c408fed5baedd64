//! Neighbours that belong together: people of a country, pairs of countries, lists of names.

use std::ops::Range;

use smallvec::SmallVec;

use super::holders::{self, OfficeOfGroup};
use super::layout::Builder;
use super::phrase::{Actors, Item, ItemKind};
use crate::extract::mention::{EntityIndex, EntityKind};
use crate::text::Flags;

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

    /// The item after the list of actors that begins at `at`; `at + 1` if none does.
    fn list_end(&self, at: usize) -> usize {
        let first = match &self.items[at].kind {
            ItemKind::Actors(actors) if !actors.possessive && !actors.members.is_empty() => actors,
            _ => return at + 1,
        };
        if matches!(self.text.folded(self.items[at].tokens.start), "it" | "they" | "them" | "him") {
            return at + 1;
        }
        let kind = self.is_person(first.members[0]);
        let first_is_name = !first.reference;
        let mut end = at + 1;
        let mut commas = 0;
        loop {
            let mut next = self.after_brackets(end);
            let comma = self.items.get(next).is_some_and(|item| item.word == "," || item.word == ";" && kind);
            next += usize::from(comma);
            // `the two presidents, X and Y`: the names are no more members of the list.
            if comma && commas == 0 && first.reference && first.plural && first.members.len() > 1 {
                return at + 1;
            }
            if comma && kind {
                next = self.after_description(next);
            }
            let word = self.items.get(next).map_or("", |item| item.word.as_ref());
            let closing = matches!(word, "and" | "&")
                || (word == "as" && self.items.get(next + 1).is_some_and(|w| w.word == "well"));
            if closing {
                next += if word == "as" { 3 } else { 1 };
            }
            while self.items.get(next).is_some_and(|item| item.known.is("determiner")) {
                next += 1;
            }
            let fits = matches!(self.items.get(next).map(|item| &item.kind),
                Some(ItemKind::Actors(actors)) if actors.members.first().is_some_and(|member| self.is_person(*member) == kind || (closing && kind && self.opens_clause(at, next)))
                    && (!actors.possessive || closing)
                    && actors.members.iter().all(|member| !first.members.contains(member)));
            let adjacent = !comma && !closing && kind && fits && next == end && first_is_name;
            if !fits || !(comma || closing || adjacent) {
                break;
            }
            // `A, B and C's deputy`: C is none of them.
            if closing && self.owns_person(next) {
                return if commas > 0 { end } else { at + 1 };
            }
            if closing {
                let last = if self.starts_new_clause(at, next) { return at + 1 } else { next + 1 };
                return self.second_and(last, kind);
            }
            commas += 1;
            end = next + 1;
        }
        // A headline lists two with a bare comma: `Brazil, Chile sign`.
        let bare = commas == 1
            && at == 0
            && self.items.get(end).is_some_and(|item| item.kind == ItemKind::Word && item.word != "'s");
        if bare { end } else { at + 1 }
    }

    /// `C's deputy`, `C's wife`: one who belongs to another.
    fn owns_person(&self, at: usize) -> bool {
        let owner =
            matches!(self.items.get(at).map(|item| &item.kind), Some(ItemKind::Actors(owner)) if owner.possessive);
        let other = |item: &Item| {
            item.known.is("people") && !item.word.ends_with('s')
                || matches!(
                    item.word.as_ref(),
                    "deputy" | "wife" | "husband" | "son" | "daughter" | "predecessor" | "successor"
                )
        };
        owner && self.items.get(at + 1).is_some_and(other)
    }

    /// `X, the author of the plan, Y and Z`: the item after what describes one of a list.
    fn after_description(&self, at: usize) -> usize {
        if !self.items.get(at).is_some_and(|item| matches!(item.word.as_ref(), "the" | "a" | "an")) {
            return at;
        }
        let plain = |at: &usize| {
            let Item { kind, known, .. } = &self.items[*at];
            let noun = self.items[at - 1].known.is("determiner");
            *kind == ItemKind::Word && !known.is("auxiliary") && (noun || !known.is_verb() || known.is("preposition"))
        };
        let end =
            (at + 1..self.items.len().min(at + 8)).find(|at| !plain(at)).filter(|end| self.items[*end].word == ",");
        let named = |at: usize| matches!(self.items.get(at).map(|item| &item.kind), Some(ItemKind::Actors(_)));
        end.filter(|end| named(end + 1)).map_or(at, |end| end + 1)
    }

    /// `X (left) and Y`: the item after a short remark in brackets.
    fn after_brackets(&self, at: usize) -> usize {
        if self.items.get(at).is_none_or(|item| item.word != "(") {
            return at;
        }
        (at + 1..self.items.len().min(at + 7)).find(|end| self.items[*end].word == ")").map_or(at, |end| end + 1)
    }

    /// `Minister X and a senior Y official signed`: a named and an unnamed one as subject.
    fn opens_clause(&self, first: usize, last: usize) -> bool {
        let opens = first.checked_sub(1).is_none_or(|before| {
            matches!(self.items[before].word.as_ref(), "," | ":" | "-" | "that" | "when" | "after" | "as" | "\"")
        });
        let verb = self
            .items
            .get(last + 1)
            .is_some_and(|item| item.known.is("auxiliary") || item.known.is_verb() || item.word.ends_with("ly"));
        opens && verb
    }

    /// `A, B and C and a D representative`: one more after the list is closed.
    fn second_and(&self, end: usize, kind: bool) -> usize {
        let and = self.items.get(end).is_some_and(|item| item.word == "and");
        let mut next = end + 1;
        while self.items.get(next).is_some_and(|item| item.known.is("determiner")) {
            next += 1;
        }
        let fits = matches!(self.items.get(next).map(|item| &item.kind), Some(ItemKind::Actors(actors))
            if !actors.possessive && actors.members.first().is_some_and(|member| self.is_person(*member) == kind));
        let verb = self.items.get(next + 1).is_some_and(|item| item.known.is("auxiliary"));
        if and && fits && verb { next + 1 } else { end }
    }

    /// `X met Y and Z said`: the last of the list is the subject of what follows, when the first is an object.
    fn starts_new_clause(&self, first: usize, last: usize) -> bool {
        let object = first > 0
            && self.items[first - 1].known.is_verb()
            && !self.items[first - 1].known.is("Say")
            && !self.items[first - 1].known.is("preposition");
        let verb = self.items.get(last + 1).is_some_and(|item| {
            item.known.is("auxiliary") || (item.known.is_verb() && item.word.ends_with("ed")) || item.word == "said"
        });
        object && verb
    }
}
