//! Whom a reference means inside its sentence: groups with their countries, heads of bodies, who says `I`, whose journey it is.

use std::ops::Range;

use smallvec::SmallVec;

use super::holders;
use super::layout::Builder;
use super::noun_phrase::Members;
use super::phrase::{Item, ItemKind};
use super::pronouns::can_be;
use crate::extract::mention::{EntityIndex, Group, Mention, MentionKind, Pronoun};
use crate::text::TokenIndex;

impl Builder<'_, '_> {
    /// The countries named inside a group: `the foreign ministers of A, B and C`.
    pub(super) fn countries_within(&self, tokens: &Range<TokenIndex>) -> SmallVec<[EntityIndex; 4]> {
        let mut countries: SmallVec<[EntityIndex; 4]> = SmallVec::new();
        for inner in self.near {
            let named = matches!(inner.kind, MentionKind::Country | MentionKind::Demonym | MentionKind::Government);
            if named && tokens.contains(&inner.tokens.start) {
                countries.extend(inner.entities.iter().copied().filter(|country| self.is_country(*country)));
            }
        }
        countries.dedup();
        countries
    }

    /// `the foreign ministers of A and B`: those whom the text names as such, else their countries.
    pub(super) fn holders(&self, countries: SmallVec<[EntityIndex; 4]>, words: &str) -> SmallVec<[EntityIndex; 4]> {
        let Some(office) = holders::office(words).filter(|office| !office.loose || words.contains("leaders")) else {
            return countries;
        };
        countries.into_iter().map(|country| office.holder(self.mentions, country).unwrap_or(country)).collect()
    }

    /// `The Salvadoran demanded …`, `the French proposed …`: the one of that country last spoken of, or the country.
    pub(super) fn national(&self, country: EntityIndex, tokens: Range<TokenIndex>) -> Option<EntityIndex> {
        let article = self.items.last().filter(|item| item.word == "the")?;
        let next = self.known.lexicon(tokens.end);
        // `the Slovene called on …`: a verb that is no noun.
        let acts = next.is("auxiliary")
            || next.is("Say")
            || next.is("Request")
            || next.verb("Request", |_| None).is_some()
            || next.is_past() && !next.is_present();
        if !acts || article.tokens.end != tokens.start {
            return None;
        }
        // `the French`, `the Chinese` are all of them.
        let one = !["s", "sh", "ch", "se"].iter().any(|end| self.text.folded(tokens.start).ends_with(end));
        let of_country = |person: &EntityIndex| self.mentions.country_of(*person) == Some(country);
        let recent = self.focus.speaker.into_iter().chain(self.focus.persons.iter().rev().copied());
        recent.filter(|_| one).find(of_country).or(Some(country))
    }

    /// Who tells what stands in the sentence: `"I asked for it," X said`.
    pub(super) fn teller(&self) -> Option<EntityIndex> {
        let says = |mention: &&Mention| {
            let before = mention.tokens.start.checked_sub(1);
            let said = |token: TokenIndex| {
                self.known.lexicon(token).is("Say") || matches!(self.text.folded(token), "told" | "tells")
            };
            matches!(mention.kind, MentionKind::Person | MentionKind::Role)
                && (said(mention.tokens.end) || before.is_some_and(said))
        };
        let teller = self.near.iter().find(says)?;
        if teller.kind == MentionKind::Person {
            return teller.entities.first().copied();
        }
        // `"I have asked for it," the Finnish minister said`
        let words = self.text.folded_slice(teller.tokens.clone());
        let meant = self.focus.role(self.mentions, teller, &words, &[]);
        meant.first().copied().filter(|person| self.is_person(*person))
    }

    /// The body that `the head`, `the chief` before `of` heads.
    pub(super) fn heads(&self, mention: &Mention) -> Option<EntityIndex> {
        let last = self.text.folded(mention.tokens.end.checked_sub(1)?);
        let end = mention.tokens.end;
        if !matches!(last, "head" | "chief" | "director" | "boss") || self.text.folded(end) != "of" {
            return None;
        }
        let start = end + 1 + usize::from(self.text.folded(end + 1) == "the");
        let body = self.near.iter().find(|next| next.tokens.start <= start && start < next.tokens.end)?;
        body.entities.first().copied().filter(|_| body.kind == MentionKind::Organization)
    }

    /// The organization named inside a role or group.
    pub(super) fn body_within(&self, tokens: &Range<TokenIndex>) -> Option<SmallVec<[EntityIndex; 4]>> {
        let inner = self.near.iter().find(|inner| {
            inner.kind == MentionKind::Organization && tokens.contains(&inner.tokens.start) && inner.tokens != *tokens
        });
        inner.map(|body| Members::from_slice(&body.entities))
    }

    /// Whom a group means: those already named in the sentence if they are of two countries, else those in focus.
    pub(super) fn group(&self, group: Group, country: Option<EntityIndex>, words: &str) -> SmallVec<[EntityIndex; 4]> {
        // `South Korean leaders`: their country stands for them.
        if let Some(country) = country {
            return SmallVec::from_slice(&[country]);
        }
        let mut countries: SmallVec<[EntityIndex; 4]> = SmallVec::new();
        for country in self.persons.iter().filter_map(|person| self.mentions.country_of(*person)) {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        if countries.len() < 2 {
            return self.focus.group(self.mentions, group, words);
        }
        // `They agreed to meet when their presidents …`: said of ministers, the presidents are others.
        let others = || {
            holders::office(words).is_some_and(|office| {
                !office.loose && !self.persons.iter().all(|person| office.held_by(self.mentions, *person))
            })
        };
        match group {
            Group::Persons if others() => self.focus.group(self.mentions, group, words),
            Group::Persons => self.persons.iter().copied().collect(),
            Group::Countries => countries,
        }
    }

    /// The one who is the subject of the clause that is being laid out, where it depends on another: `when X called on him`,
    /// `X, who called on him`.
    pub(super) fn clause_subject(&self) -> Option<EntityIndex> {
        let opens = self.items.iter().rposition(|item| item.kind == ItemKind::Word && item.known.is("clause"))?;
        let person = |item: &Item| match &item.kind {
            ItemKind::Actors(actors) if !actors.possessive && actors.members.len() == 1 => {
                actors.members.first().copied()
            }
            _ => None,
        };
        let relative = matches!(&*self.items[opens].word, "who" | "which");
        let (before, after) = self.items.split_at(opens);
        if relative { before.iter().rev().find_map(person) } else { after.iter().find_map(person) }
    }

    /// Those named in the sentence before a pronoun, whom it may mean; first, for `him`, who acts on him: `flew to Oslo, where X
    /// received him`.
    pub(super) fn named_before(&self, pronoun: &str) -> SmallVec<[EntityIndex; 4]> {
        // `Together with A and B they signed`: they are others.
        let opening = self.items.iter().take(4).map(|item| item.word.as_ref());
        if pronoun == "they" && opening.into_iter().any(|word| matches!(word, "with" | "alongside")) {
            return SmallVec::new();
        }
        let mut named: SmallVec<[EntityIndex; 4]> = self.persons.iter().copied().collect();
        let acts = |item: &&Item| item.known.is("auxiliary") || item.known.is("adverb") || item.known.is_verb();
        let verbs = self.items.iter().rev().take_while(acts).count();
        let actor = self.items.len().checked_sub(verbs + 1).filter(|_| pronoun == "him" && verbs > 0);
        if let Some(Item { kind: ItemKind::Actors(actors), .. }) = actor.and_then(|actor| self.items.get(actor))
            && let [actor] = actors.members[..]
            && let Some(at) = named.iter().position(|one| *one == actor)
        {
            named[..=at].rotate_right(1);
        }
        named
    }

    /// `Besides X he also met Y`: he is another than X.
    pub(super) fn besides(&self, pronoun: Pronoun) -> Option<EntityIndex> {
        let besides = self.items.first().is_some_and(|first| matches!(&*first.word, "besides" | "apart" | "aside"));
        let other = |one: &EntityIndex| !self.persons.contains(one) && can_be(self.mentions, *one, pronoun);
        let focus = self.focus;
        let recent = || focus.speaker.into_iter().chain(focus.persons.iter().rev().copied());
        recent().find(other).filter(|_| besides && matches!(pronoun, Pronoun::He | Pronoun::She))
    }

    /// `X asked for aid. Y was willing to give it, when the two met`: the last two persons named who are of two countries.
    pub(super) fn last_two_named(&self) -> Option<Members> {
        let mut pair = Members::new();
        for person in self.persons.iter().rev().chain(self.focus.persons.iter().rev().take(4)) {
            let country = self.mentions.country_of(*person);
            if country.is_some() && pair.iter().all(|other| self.mentions.country_of(*other) != country) {
                pair.insert(0, *person);
            }
            if pair.len() == 2 {
                return Some(pair);
            }
        }
        None
    }

    /// `When he met X, Minister Y said …`, `During his talks with X, Minister Y said …`: whom the main clause tells of, where a
    /// pronoun is the first who is named.
    pub(super) fn ahead(&self, pronoun: TokenIndex) -> Option<EntityIndex> {
        let [before @ .., opens] = &self.items[..] else { return None };
        let opening = matches!(
            opens.word.as_ref(),
            "when"
                | "before"
                | "after"
                | "while"
                | "as"
                | "since"
                | "although"
                | "during"
                | "in"
                | "at"
                | "on"
                | "following"
        );
        // `OSLO, May 11 -- During his talks`
        let begins = before.last().is_none_or(|dash| matches!(dash.word.as_ref(), "-" | ":" | ")"));
        if !opening || !begins {
            return None;
        }
        let behind = self.near.iter().filter(|next| next.tokens.start > pronoun && next.kind == MentionKind::Person);
        let acts = |next: &&Mention| {
            // `the minister, X, said`
            let closed = usize::from(self.text.folded(next.tokens.end) == ",");
            let verb = self.known.lexicon(next.tokens.end + closed);
            let opens = next.tokens.start.checked_sub(1).is_some_and(|comma| self.text.folded(comma) == ",");
            opens && (verb.is("auxiliary") || verb.is_verb() && !verb.is("preposition"))
        };
        behind.into_iter().find(acts)?.entities.first().copied()
    }

    /// `Lima was annoyed; it had asked for a ban`: the country with which the sentence begins.
    pub(super) fn country_first(&self) -> Option<EntityIndex> {
        let ItemKind::Actors(actors) = &self.items.first()?.kind else { return None };
        let [country] = actors.members[..] else { return None };
        (!actors.possessive && self.is_country(country)).then_some(country)
    }

    /// `received Minister X on his visit`: the one named right before travels.
    pub(super) fn traveller_before(&self, pronoun: Range<TokenIndex>) -> Option<EntityIndex> {
        let noun = || (pronoun.end..pronoun.end + 4).any(|token| self.known.lexicon(token).noun("visit").is_some());
        let [.., person, link] = &self.items[..] else { return None };
        if !matches!(link.word.as_ref(), "on" | "during" | "for" | "at") || !noun() {
            return None;
        }
        match &person.kind {
            ItemKind::Actors(actors) => actors.members.last().copied().filter(|member| self.is_person(*member)),
            _ => None,
        }
    }
}

/// Whether a part is played by the one named behind the comma: `his counterpart, President X`.
pub(super) fn introduces(words: &str) -> bool {
    ["host", "guest", "counterpart", "colleague", "opposite number", "predecessor", "successor"]
        .iter()
        .any(|part| words.ends_with(part))
}
