//! A sentence as the rules of events see it: words, marks, dates, places and noun phrases of actors, in a row.
//!
//! Mentions become items; references (`he`, `the two sides`, `the Korean minister`) are settled from the [`Focus`] while
//! the row is built, from left to right. Neighbouring actors are joined where a list or a pair joins them.

use std::ops::Range;

use smallvec::SmallVec;

use super::focus::Focus;
use super::lexicon;
use super::nouns;
use crate::extract::dates::DateMention;
use crate::extract::mention::{EntityIndex, EntityKind, Group, Mention, MentionKind, Mentions};
use crate::facts::Evidence;
use crate::text::{Flags, Text, TokenIndex};

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// A word that names nothing.
    Word,
    /// Punctuation.
    Mark,
    /// An adjective of nationality that no noun phrase of actors took in.
    Adjective(EntityIndex),
    /// Those who act: persons, countries, organizations.
    Actors(Actors),
    /// A place.
    Place(EntityIndex),
    /// A date: index into [`Phrase::dates`].
    Date(usize),
}

/// A noun phrase of one or more actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Actors {
    /// Whom it means; empty where a reference could not be settled.
    pub members: SmallVec<[EntityIndex; 4]>,
    /// `'s` follows, or it is `his`, `their`.
    pub possessive: bool,
    /// It refers to what was named before (`they`, `the two sides`, `the minister`).
    pub reference: bool,
    /// Several listed by name, so that one verb can mean one event each.
    pub listed: bool,
    /// It speaks of several (`they`, `both ministers`, `A and B`).
    pub plural: bool,
}

/// An item: its kind, its tokens, its folded words.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its tokens.
    pub tokens: Range<TokenIndex>,
    /// The folded word of a word or mark, empty for others.
    pub word: String,
}

/// A sentence as a row of items.
pub struct Phrase {
    /// Number of the sentence.
    pub sentence: usize,
    /// The row.
    pub items: Vec<Item>,
    /// The dates that stand in it.
    pub dates: Vec<DateMention>,
}

impl Phrase {
    /// Lays out a sentence. `dates` hold byte offsets into the raw text.
    pub fn new(text: &Text, mentions: &Mentions, focus: &Focus, sentence: usize, dates: Vec<DateMention>) -> Self {
        let Some(range) = text.sentences.get(sentence).map(|s| s.tokens.clone()) else {
            return Self { sentence, items: Vec::new(), dates };
        };
        let outer = outermost(mentions.in_sentence(sentence));
        let mut builder = Builder { text, mentions, focus, sentence, items: Vec::new(), persons: Vec::new() };
        let (mut next_mention, mut next_date) = (0, 0);
        let mut token = range.start;
        while token < range.end {
            while outer.get(next_mention).is_some_and(|mention| mention.tokens.start < token) {
                next_mention += 1;
            }
            let byte = text.tokens.get(token).map_or(0, |t| t.bytes.start as usize);
            while dates.get(next_date).is_some_and(|date| date.end <= byte) {
                next_date += 1;
            }
            if let Some(mention) = outer.get(next_mention).filter(|mention| mention.tokens.start == token) {
                builder.mention(mention);
                token = mention.tokens.end.max(token + 1);
                continue;
            }
            if dates.get(next_date).is_some_and(|date| date.start <= byte) {
                let end = dates[next_date].end;
                let last = (token..range.end)
                    .take_while(|at| text.tokens.get(*at).is_some_and(|t| (t.bytes.start as usize) < end))
                    .last()
                    .unwrap_or(token);
                builder.items.push(Item {
                    kind: ItemKind::Date(next_date),
                    tokens: token..last + 1,
                    word: String::new(),
                });
                token = last + 1;
                continue;
            }
            builder.word(token);
            token += 1;
        }
        builder.cut_dateline();
        builder.join_people();
        builder.join_pairs();
        builder.join_lists();
        Self { sentence, items: builder.items, dates }
    }

    /// The folded word of an item, empty for others than words and marks.
    pub fn word(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| item.word.as_str())
    }

    /// The noun phrase of actors at an item.
    pub fn actors(&self, at: usize) -> Option<&Actors> {
        match &self.items.get(at)?.kind {
            ItemKind::Actors(actors) => Some(actors),
            _ => None,
        }
    }

    /// Whether the word at an item belongs to a class of the lexicon.
    pub fn is(&self, class: &str, at: usize) -> bool {
        !self.word(at).is_empty() && lexicon::is(class, self.word(at))
    }

    /// The verb of a class that begins at an item.
    pub fn verb(&self, class: &str, at: usize) -> Option<(lexicon::Form, usize)> {
        lexicon::verb(class, |ahead| self.items.get(at + ahead).map(|item| item.word.as_str()))
    }

    /// The words of a range of items as a folded row, for phrases of the data files.
    pub fn row(&self, range: Range<usize>) -> String {
        let words = self.items.get(range).unwrap_or_default().iter();
        let mut row = String::from(" ");
        for item in words.filter(|item| !item.word.is_empty()) {
            row.push_str(&item.word);
            row.push(' ');
        }
        row
    }

    /// The evidence that a range of items gives.
    pub fn evidence(&self, text: &Text, range: Range<usize>) -> Evidence {
        let tokens = self.tokens(range);
        let offsets = text.offsets(tokens);
        Evidence { sentence: u32::try_from(self.sentence).unwrap_or(u32::MAX), start: offsets.start, end: offsets.end }
    }

    /// The tokens of a range of items.
    pub fn tokens(&self, range: Range<usize>) -> Range<TokenIndex> {
        let start = self.items.get(range.start).map_or(0, |item| item.tokens.start);
        let end = self.items.get(range.end.saturating_sub(1)).map_or(start, |item| item.tokens.end);
        start..end.max(start)
    }
}

/// The mentions that no other contains, in order.
fn outermost(list: &[Mention]) -> Vec<&Mention> {
    let mut sorted: Vec<&Mention> = list.iter().filter(|mention| !mention.tokens.is_empty()).collect();
    sorted.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    let mut kept: Vec<&Mention> = Vec::new();
    for mention in sorted {
        if kept.last().is_none_or(|last| mention.tokens.start >= last.tokens.end) {
            kept.push(mention);
        }
    }
    kept
}

struct Builder<'d> {
    text: &'d Text,
    mentions: &'d Mentions,
    focus: &'d Focus,
    sentence: usize,
    items: Vec<Item>,
    /// Persons already named or meant in this sentence.
    persons: Vec<EntityIndex>,
}

impl Builder<'_> {
    fn words(&mut self, tokens: Range<TokenIndex>) {
        tokens.for_each(|token| self.word(token));
    }

    fn word(&mut self, token: TokenIndex) {
        if self.text.has(token, Flags::POSSESSIVE) {
            if let Some(Item { kind: ItemKind::Actors(actors), tokens, .. }) = self.items.last_mut() {
                actors.possessive = true;
                tokens.end = token + 1;
                return;
            }
            if let Some(last) = self.items.last_mut() {
                last.tokens.end = token + 1;
                return;
            }
        }
        if self.joins_compound(token) {
            return;
        }
        let kind = if self.text.has(token, Flags::PUNCTUATION) { ItemKind::Mark } else { ItemKind::Word };
        self.items.push(Item { kind, tokens: token..token + 1, word: self.text.folded(token).to_owned() });
    }

    /// `co-chaired`, `US-sponsored`: a word glued to what stands before it by a hyphen becomes one word with it.
    fn joins_compound(&mut self, token: TokenIndex) -> bool {
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
        let adjective = lexicon::is("participle", self.text.folded(token));
        if named && !adjective {
            return false;
        }
        let tokens = before.tokens.start..token + 1;
        let word = self.text.folded_slice(tokens.clone());
        self.items.truncate(self.items.len() - 2);
        self.items.push(Item { kind: ItemKind::Word, tokens, word });
        true
    }

    /// `the official visit`, `the foreign ministers' meeting`: the office only describes the event.
    fn describes_event(&self, mention: &Mention) -> bool {
        let possessive = self.text.has(mention.tokens.end, Flags::POSSESSIVE);
        let next = self.text.folded(mention.tokens.end + usize::from(possessive));
        let last = self.text.folded(mention.tokens.end.saturating_sub(1));
        let event = nouns::kind("meeting", next).is_some() || nouns::kind("visit", next).is_some();
        match mention.kind {
            MentionKind::Role => last == "official" && (event || lexicon::is("people", next) || next == "high"),
            MentionKind::Group(_) => possessive && event,
            _ => false,
        }
    }

    fn mention(&mut self, mention: &Mention) {
        let tokens = mention.tokens.clone();
        if self.describes_event(mention) {
            self.words(tokens);
            return;
        }
        let mut members: SmallVec<[EntityIndex; 4]> = mention.entities.iter().copied().collect();
        let mut reference = false;
        let mut plural = members.len() > 1;
        let mut possessive = mention.possessive;
        match mention.kind {
            MentionKind::Demonym => {
                if let Some(country) = members.first().copied().or(mention.country) {
                    self.items.push(Item { kind: ItemKind::Adjective(country), tokens, word: String::new() });
                } else {
                    self.words(tokens);
                }
                return;
            }
            MentionKind::Place => {
                if let Some(place) = members.first() {
                    self.items.push(Item { kind: ItemKind::Place(*place), tokens, word: String::new() });
                }
                return;
            }
            MentionKind::Pronoun(pronoun) => {
                let word = self.text.folded(tokens.start);
                possessive =
                    matches!(word, "his" | "their" | "its") || (word == "her" && self.is_before_noun(tokens.end));
                let traveller = self.traveller_before(tokens.clone());
                let own = if possessive && traveller.is_some() {
                    traveller.into_iter().collect()
                } else {
                    self.focus.pronoun(self.mentions, pronoun, word, &self.persons)
                };
                if !own.is_empty() {
                    members = own;
                }
                plural = matches!(word, "they" | "them" | "their");
                reference = true;
            }
            MentionKind::Group(group) => {
                let words = self.text.folded_slice(tokens.clone());
                let countries = self.countries_within(&tokens);
                let before = tokens.start.checked_sub(1).map_or("", |before| self.text.folded(before));
                let words = if matches!(before, "two" | "both") { format!("two {words}") } else { words };
                if let Some(body) = self.body_within(&tokens) {
                    members = body;
                } else if countries.len() > 1 {
                    members = countries;
                } else if members.is_empty() {
                    let first = words.split(' ').next().unwrap_or_default();
                    let determined =
                        matches!(first, "the" | "both" | "two" | "these" | "all" | "three" | "their" | "his");
                    if !determined && mention.country.is_none() {
                        // `foreign ministers of 17 countries`: nobody in particular.
                        self.words(tokens);
                        return;
                    }
                    members = self.group(group, mention.country, &words);
                }
                plural = true;
                reference = true;
            }
            MentionKind::Role => {
                let words = self.text.folded_slice(tokens.clone());
                if let Some(body) = self.body_within(&tokens) {
                    // `the president of the Friendship Association`: the body stands for its head.
                    members = body;
                    let actors = Actors { members, possessive, reference: false, listed: false, plural: false };
                    self.items.push(Item { kind: ItemKind::Actors(actors), tokens, word: String::new() });
                    return;
                }
                // `to co-chair the dialogue`: a verb.
                let verbal = self
                    .items
                    .last()
                    .is_some_and(|item| matches!(item.word.as_str(), "to" | "will" | "would" | "jointly"));
                if verbal
                    && !self.text.has(tokens.start, Flags::CAPITALISED)
                    && !lexicon::is("determiner", self.text.folded(tokens.start))
                {
                    self.words(tokens);
                    return;
                }
                let named_next = self
                    .mentions
                    .in_sentence(self.sentence)
                    .iter()
                    .any(|next| next.kind == MentionKind::Person && next.tokens.start == tokens.end);
                if named_next {
                    // `his Serbian colleague Ivica X`: the name says who.
                    self.words(tokens);
                    return;
                }
                let copula = self.items.last().is_some_and(|item| lexicon::is("be", &item.word));
                if copula && let Some(subject) = self.persons.last() {
                    // `X was the first premier to visit …`
                    members = SmallVec::from_slice(&[*subject]);
                    let actors = Actors { members, possessive, reference: false, listed: false, plural: false };
                    self.items.push(Item { kind: ItemKind::Actors(actors), tokens, word: String::new() });
                    return;
                }
                let own = self.focus.role(self.mentions, mention, &words, &self.persons);
                let counterpart = words.contains("counterpart") || words.contains("host");
                if own.iter().any(|member| self.is_person(*member)) || members.is_empty() || counterpart {
                    members = own;
                }
                reference = true;
            }
            MentionKind::Person | MentionKind::Country | MentionKind::Government | MentionKind::Organization => {}
        }
        for member in &members {
            let is_person =
                matches!(self.mentions.entities.get(*member).map(|e| &e.kind), Some(EntityKind::Person { .. }));
            if is_person && !self.persons.contains(member) {
                self.persons.push(*member);
            }
        }
        let actors = Actors { members, possessive, reference, listed: false, plural };
        self.items.push(Item { kind: ItemKind::Actors(actors), tokens, word: String::new() });
    }

    /// The countries named inside a group: `the foreign ministers of A, B and C`.
    fn countries_within(&self, tokens: &Range<TokenIndex>) -> SmallVec<[EntityIndex; 4]> {
        let mut countries: SmallVec<[EntityIndex; 4]> = SmallVec::new();
        for inner in self.mentions.in_sentence(self.sentence) {
            let named = matches!(inner.kind, MentionKind::Country | MentionKind::Demonym | MentionKind::Government);
            if named && tokens.contains(&inner.tokens.start) {
                countries.extend(inner.entities.iter().copied().filter(|country| self.is_country(*country)));
            }
        }
        countries.dedup();
        countries
    }

    /// The organization named inside a role or group.
    fn body_within(&self, tokens: &Range<TokenIndex>) -> Option<SmallVec<[EntityIndex; 4]>> {
        let inner = self.mentions.in_sentence(self.sentence).iter().find(|inner| {
            inner.kind == MentionKind::Organization && tokens.contains(&inner.tokens.start) && inner.tokens != *tokens
        });
        inner.map(|body| body.entities.iter().copied().collect())
    }

    /// Whom a group means: those already named in the sentence if they are of two countries, else those in focus.
    fn group(&self, group: Group, country: Option<EntityIndex>, words: &str) -> SmallVec<[EntityIndex; 4]> {
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
        match group {
            Group::Persons => self.persons.iter().copied().collect(),
            Group::Countries => countries,
        }
    }

    /// `received Minister X on his visit`: the one named right before travels.
    fn traveller_before(&self, pronoun: Range<TokenIndex>) -> Option<EntityIndex> {
        let noun = (pronoun.end..pronoun.end + 4).any(|token| nouns::kind("visit", self.text.folded(token)).is_some());
        let [.., person, link] = &self.items[..] else { return None };
        if !noun || !matches!(link.word.as_str(), "on" | "during" | "for" | "at") {
            return None;
        }
        match &person.kind {
            ItemKind::Actors(actors) => actors.members.last().copied().filter(|member| self.is_person(*member)),
            _ => None,
        }
    }

    /// `MEXICO CITY, Aug 6 (Agency) --`: place and date of the report, not of an event.
    fn cut_dateline(&mut self) {
        let dash = (1..self.items.len().min(14))
            .find(|at| self.items[*at].word == "-" && self.text.has(self.items[*at].tokens.start, Flags::SPACE_BEFORE));
        let Some(dash) = dash else { return };
        let starts = matches!(self.items[0].kind, ItemKind::Place(_) | ItemKind::Actors(_))
            || self.text.has(self.items[0].tokens.start, Flags::ALL_CAPS);
        let quiet = self.items[..dash]
            .iter()
            .all(|item| !lexicon::is_verb(&item.word) && !lexicon::is("auxiliary", &item.word));
        if starts
            && quiet
            && (dash < 4
                || self.items[..dash].iter().any(|item| matches!(item.kind, ItemKind::Date(_)) || item.word == "("))
        {
            let mut end = dash + 1;
            while self.items.get(end).is_some_and(|item| item.word == "-") {
                end += 1;
            }
            self.items.drain(..end);
        }
    }

    fn is_before_noun(&self, token: TokenIndex) -> bool {
        let word = self.text.folded(token);
        !self.text.has(token, Flags::PUNCTUATION)
            && !lexicon::is("preposition", word)
            && !lexicon::is("conjunction", word)
    }

    /// `senior Turkish officials`, `Chile's delegation`, `the foreign ministers of A, B and C`: people who stand for countries.
    fn join_people(&mut self) {
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
                let head = (at + 1..self.items.len().min(at + 6))
                    .take_while(|next| self.items[*next].kind == ItemKind::Word && !self.ends_noun_phrase(*next))
                    .filter(|next| lexicon::is("people", &self.items[*next].word))
                    .last();
                if let Some(head) = head {
                    let plural = self.items[head].word.ends_with('s');
                    self.merge(at..head + 1, SmallVec::from_slice(&[country]), false, plural);
                }
            }
            at += 1;
        }
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
        let people = self.items.get(at + 1).is_some_and(|next| lexicon::is("people", &next.word));
        if group.possessive && group.plural && group.members.len() > 1 && people {
            let members = group.members.clone();
            self.merge(at..at + 2, members, false, true);
        }
    }

    fn is_bare_country(&self, at: usize) -> bool {
        // `US officials`, `UN envoy`: the short form of a country used as an adjective.
        matches!(&self.items[at].kind, ItemKind::Actors(actors) if actors.members.len() == 1 && !actors.possessive && self.is_country(actors.members[0]))
            && self
                .items
                .get(at + 1)
                .is_some_and(|next| next.kind == ItemKind::Word && lexicon::is("people", &next.word))
    }

    fn ends_noun_phrase(&self, at: usize) -> bool {
        let word = self.items[at].word.as_str();
        ["preposition", "auxiliary", "conjunction", "determiner"].iter().any(|class| lexicon::is(class, word))
            || (lexicon::is_verb(word) && !lexicon::is("people", word) && (word.ends_with("ed") || word.ends_with('s')))
    }

    fn is_country(&self, entity: EntityIndex) -> bool {
        matches!(self.mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Country { .. }))
    }

    fn merge(&mut self, range: Range<usize>, members: SmallVec<[EntityIndex; 4]>, listed: bool, plural: bool) {
        let tokens = self.items[range.start].tokens.start..self.items[range.end - 1].tokens.end;
        let possessive = matches!(&self.items[range.end - 1].kind, ItemKind::Actors(actors) if actors.possessive);
        let reference = self.items[range.clone()]
            .iter()
            .any(|item| matches!(&item.kind, ItemKind::Actors(actors) if actors.reference && listed));
        let actors = Actors { members, possessive, reference, listed, plural };
        let item = Item { kind: ItemKind::Actors(actors), tokens, word: String::new() };
        self.items.splice(range, [item]);
    }

    /// `A-B talks`, `Israeli-Palestinian talks`: two countries before a noun.
    fn join_pairs(&mut self) {
        let mut at = 0;
        while at + 2 < self.items.len() {
            let side = |item: &Item| match &item.kind {
                ItemKind::Adjective(country) => Some(*country),
                ItemKind::Actors(actors) if actors.members.len() == 1 && !actors.possessive => {
                    actors.members.first().copied()
                }
                _ => None,
            };
            let dash =
                self.items[at + 1].kind == ItemKind::Mark && matches!(self.items[at + 1].word.as_str(), "-" | "/");
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
    fn join_lists(&mut self) {
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
        let mut at = 1;
        while at + 1 < self.items.len() {
            let head_is_people = lexicon::is("people", &self.items[at - 1].word)
                || matches!(&self.items[at - 1].kind, ItemKind::Actors(actors) if actors.reference)
                    && lexicon::is("people", self.text.folded(self.items[at - 1].tokens.end - 1));
            let linked = matches!(self.items[at].word.as_str(), "of" | "from" | "for") && head_is_people;
            if linked && lexicon::is("determiner", &self.items[at + 1].word) && at + 2 < self.items.len() {
                let article = self.items.remove(at + 1);
                self.items[at + 1].tokens.start = article.tokens.start;
            }
            if linked
                && let ItemKind::Actors(actors) = &self.items[at + 1].kind
                && actors.members.iter().all(|member| !self.is_person(*member))
                && !actors.members.is_empty()
            {
                let (members, listed) = (actors.members.clone(), actors.listed);
                let plural = self.text.folded(self.items[at - 1].tokens.end - 1).ends_with('s');
                let start = (0..at - 1)
                    .rev()
                    .take_while(|before| {
                        self.items[*before].kind == ItemKind::Word
                            && (lexicon::is("determiner", &self.items[*before].word) || !self.ends_noun_phrase(*before))
                    })
                    .last()
                    .unwrap_or(at - 1);
                self.merge(start..at + 2, members, listed, plural);
                at = start;
            }
            at += 1;
        }
    }

    fn is_person(&self, entity: EntityIndex) -> bool {
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
            let comma = self.items.get(next).is_some_and(|item| item.word == ",");
            next += usize::from(comma);
            let word = self.items.get(next).map_or("", |item| item.word.as_str());
            let closing = matches!(word, "and" | "&")
                || (word == "as" && self.items.get(next + 1).is_some_and(|w| w.word == "well"));
            if closing {
                next += if word == "as" { 3 } else { 1 };
            }
            while self.items.get(next).is_some_and(|item| lexicon::is("determiner", &item.word)) {
                next += 1;
            }
            let fits = matches!(self.items.get(next).map(|item| &item.kind),
                Some(ItemKind::Actors(actors)) if actors.members.first().is_some_and(|member| self.is_person(*member) == kind)
                    && (!actors.possessive || closing)
                    && actors.members.iter().all(|member| !first.members.contains(member)));
            let adjacent = !comma && !closing && kind && fits && next == end && first_is_name;
            if !fits || !(comma || closing || adjacent) {
                break;
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

    /// `X (left) and Y`: the item after a short remark in brackets.
    fn after_brackets(&self, at: usize) -> usize {
        if self.items.get(at).is_none_or(|item| item.word != "(") {
            return at;
        }
        (at + 1..self.items.len().min(at + 7)).find(|end| self.items[*end].word == ")").map_or(at, |end| end + 1)
    }

    /// `A, B and C and a D representative`: one more after the list is closed.
    fn second_and(&self, end: usize, kind: bool) -> usize {
        let and = self.items.get(end).is_some_and(|item| item.word == "and");
        let mut next = end + 1;
        while self.items.get(next).is_some_and(|item| lexicon::is("determiner", &item.word)) {
            next += 1;
        }
        let fits = matches!(self.items.get(next).map(|item| &item.kind), Some(ItemKind::Actors(actors))
            if !actors.possessive && actors.members.first().is_some_and(|member| self.is_person(*member) == kind));
        let verb = self.items.get(next + 1).is_some_and(|item| lexicon::is("auxiliary", &item.word));
        if and && fits && verb { next + 1 } else { end }
    }

    /// `X met Y and Z said`: the last of the list is the subject of what follows, when the first is an object.
    fn starts_new_clause(&self, first: usize, last: usize) -> bool {
        let object = first > 0
            && lexicon::is_verb(&self.items[first - 1].word)
            && !lexicon::is("Say", &self.items[first - 1].word)
            && !lexicon::is("preposition", &self.items[first - 1].word);
        let verb = self.items.get(last + 1).is_some_and(|item| {
            lexicon::is("auxiliary", &item.word)
                || (lexicon::is_verb(&item.word) && item.word.ends_with("ed"))
                || item.word == "said"
        });
        object && verb
    }
}
