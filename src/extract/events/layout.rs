//! The layout of a sentence: tokens and mentions become items, references are settled on the way.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use super::antecedents::introduces;
use super::focus::{Focus, is_person, number};
use super::phrase::{Actors, Item, ItemKind};
use crate::extract::known_words::KnownWords;
use crate::extract::mention::{EntityIndex, EntityKind, Mention, MentionKind, Mentions, Pronoun};
use crate::text::{Flags, FoldedText, TokenIndex};

/// The mentions that no other contains, in order.
pub(super) fn outermost(list: &[Mention]) -> SmallVec<[&Mention; 24]> {
    let mut mentions: SmallVec<[&Mention; 24]> = list.iter().filter(|mention| !mention.tokens.is_empty()).collect();
    mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    let mut end = 0;
    mentions.retain(|mention| {
        let outer = mention.tokens.start >= end;
        if outer {
            end = mention.tokens.end;
        }
        outer
    });
    mentions
}

/// What surrounds a piece of text while it is laid out.
#[derive(Clone, Copy)]
pub(super) struct Setting<'d, 'r> {
    /// The text.
    pub text: &'d FoldedText<'d>,
    /// What is known of its words.
    pub known: &'r KnownWords<'r>,
    /// Who and what is named in it.
    pub mentions: &'r Mentions,
    /// The mentions of the piece, in order.
    pub near: &'r [Mention],
    /// What is being spoken of.
    pub focus: &'r Focus,
}

/// Lays out the items of a sentence.
pub(super) struct Builder<'d, 'r> {
    pub text: &'d FoldedText<'d>,
    pub known: &'r KnownWords<'r>,
    pub mentions: &'r Mentions,
    pub near: &'r [Mention],
    pub focus: &'r Focus,
    pub items: Vec<Item<'d>>,
    /// Persons already named or meant in this sentence.
    pub persons: Vec<EntityIndex>,
    /// The mention last laid out ends with the name.
    name_last: bool,
    /// So many words are left out that stand between a part and the name of who plays it: a comma.
    introduced: usize,
}

impl<'d, 'r> Builder<'d, 'r> {
    pub fn new(setting: Setting<'d, 'r>) -> Self {
        let Setting { text, known, mentions, near, focus } = setting;
        Builder {
            text,
            known,
            mentions,
            near,
            focus,
            items: Vec::new(),
            persons: Vec::new(),
            name_last: true,
            introduced: 0,
        }
    }
}

impl Builder<'_, '_> {
    pub fn words(&mut self, tokens: Range<TokenIndex>) {
        tokens.for_each(|token| self.word(token));
    }

    pub fn word(&mut self, token: TokenIndex) {
        if self.text.has(token, Flags::POSSESSIVE) {
            if let Some(Item { kind: ItemKind::Actors(actors), tokens, .. }) = self.items.last_mut() {
                // `X, minister in Norway's new cabinet`: the ending belongs to what describes X; `He's` is `he has`.
                let pronoun = matches!(self.text.folded(tokens.start), "he" | "she" | "it") && tokens.len() == 1;
                actors.possessive |= self.name_last && !pronoun;
                tokens.end = token + 1;
                return;
            }
            if let Some(last) = self.items.last_mut() {
                last.tokens.end = token + 1;
                return;
            }
        }
        let introduces = self.introduced > 0;
        self.introduced = self.introduced.saturating_sub(1);
        if introduces || self.joins_compound(token) || self.body_again(token) {
            return;
        }
        let kind = if self.text.has(token, Flags::PUNCTUATION) { ItemKind::Mark } else { ItemKind::Word };
        let word = Cow::Borrowed(self.text.folded(token));
        self.items.push(Item::known(kind, token..token + 1, word, self.known.lexicon(token)));
    }

    /// `the official visit`, `the foreign ministers' meeting`: the office only describes the event.
    fn describes_event(&self, mention: &Mention) -> bool {
        let possessive = self.text.has(mention.tokens.end, Flags::POSSESSIVE);
        let next = mention.tokens.end + usize::from(possessive);
        let known = self.known.lexicon(next);
        let last = self.text.folded(mention.tokens.end.saturating_sub(1));
        let event = || known.noun("meeting").is_some() || known.noun("visit").is_some();
        match mention.kind {
            MentionKind::Role if last == "official" => {
                event() || known.is("people") || self.text.folded(next) == "high"
            }
            MentionKind::Group(_) => possessive && event(),
            _ => false,
        }
    }

    pub fn mention(&mut self, mention: &Mention) {
        let tokens = mention.tokens.clone();
        if self.describes_event(mention) {
            self.words(tokens);
            return;
        }
        if self.closes_place(mention) {
            return;
        }
        let mut members: SmallVec<[EntityIndex; 4]> = SmallVec::from_slice(&mention.entities);
        let mut reference = false;
        let mut plural = members.len() > 1;
        let mut listed = false;
        self.name_last = mention.kind != MentionKind::Person || mention.head.end == tokens.end;
        let mut possessive = mention.possessive && self.name_last;
        match mention.kind {
            MentionKind::Demonym => {
                if let Some(country) = members.first().copied().or(mention.country) {
                    if let Some(meant) = self.national(country, tokens.clone()) {
                        self.persons.extend(Some(meant).filter(|one| self.is_person(*one)));
                        let members = SmallVec::from_slice(&[meant]);
                        let actors =
                            Actors { members, possessive: false, reference: true, listed: false, plural: false };
                        self.items.push(Item::named(ItemKind::Actors(actors), tokens));
                        return;
                    }
                    self.items.push(Item::named(ItemKind::Adjective(country), tokens));
                } else {
                    self.words(tokens);
                }
                return;
            }
            MentionKind::Place => {
                if let Some(place) = members.first() {
                    self.items.push(Item::named(ItemKind::Place(*place), tokens));
                }
                return;
            }
            MentionKind::Pronoun(pronoun) => {
                let word = self.text.folded(tokens.start);
                possessive =
                    matches!(word, "his" | "their" | "its") || (word == "her" && self.is_before_noun(tokens.end));
                let teller = if pronoun == Pronoun::I { self.teller() } else { None };
                let teller = teller.or_else(|| self.country_first().filter(|_| word == "it"));
                let traveller = self.traveller_before(tokens.clone());
                let ahead = || self.ahead(tokens.start).filter(|_| matches!(word, "he" | "she" | "his" | "her"));
                let teller = teller.or_else(ahead).or_else(|| self.besides(pronoun));
                let own = if let Some(teller) = teller {
                    SmallVec::from_slice(&[teller])
                } else if possessive && traveller.is_some() {
                    traveller.into_iter().collect()
                } else {
                    let object = word == "her" && !possessive;
                    let speaks = self.known.lexicon(tokens.end).is("Say");
                    let word = if object { "him" } else { word };
                    let own = self.clause_subject().filter(|_| word == "him");
                    self.focus.pronoun(self.mentions, pronoun, word, speaks, &self.named_before(word), own)
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
                let words = match before {
                    "two" | "both" => format!("two {words}"),
                    _ if number(before).is_some() => format!("{before} {words}"),
                    _ => words,
                };
                if let Some(body) = self.body_within(&tokens) {
                    members = body;
                } else if countries.len() > 1 {
                    members = self.holders(countries, &words);
                } else if members.is_empty() {
                    let first = words.split(' ').next().unwrap_or_default();
                    let determined =
                        matches!(first, "the" | "both" | "two" | "these" | "all" | "three" | "their" | "his" | "we")
                            || matches!(before, "their" | "the" | "its")
                            || number(before).is_some();
                    if !determined && mention.country.is_none() {
                        // `foreign ministers of 17 countries`: nobody in particular.
                        self.words(tokens);
                        return;
                    }
                    members = self.group(group, mention.country, &words);
                    if words == "the two" && !members.iter().any(|one| is_person(self.mentions, *one)) {
                        members = self.last_two_named().unwrap_or(members);
                    }
                }
                plural = true;
                reference = true;
            }
            MentionKind::Role => {
                let words = self.text.folded_slice(tokens.clone());
                if let Some(body) = self.body_within(&tokens) {
                    // `the president of the Friendship Association`: the body stands for its head, where nobody is named.
                    let head = body.first().and_then(|body| self.focus.head_of(self.mentions, *body));
                    let head = head.filter(|_| !words.contains("spokes"));
                    self.persons.extend(head);
                    members = head.map_or(body, |head| SmallVec::from_slice(&[head]));
                    let actors = Actors { members, possessive, reference: false, listed: false, plural: false };
                    self.items.push(Item::named(ItemKind::Actors(actors), tokens));
                    return;
                }
                // `the head of the ministry`
                if let Some(body) = self.heads(mention) {
                    let Some(head) = self.focus.head_of(self.mentions, body) else {
                        self.words(tokens);
                        return;
                    };
                    members = SmallVec::from_slice(&[head]);
                    self.persons.push(head);
                    let actors = Actors { members, possessive, reference: true, listed: false, plural: false };
                    self.items.push(Item::named(ItemKind::Actors(actors), tokens));
                    return;
                }
                // `to co-chair the dialogue`: a verb.
                let verbal = self
                    .items
                    .last()
                    .is_some_and(|item| matches!(item.word.as_ref(), "to" | "will" | "would" | "jointly"));
                if verbal
                    && !self.text.has(tokens.start, Flags::CAPITALISED)
                    && !self.known.lexicon(tokens.start).is("determiner")
                {
                    self.words(tokens);
                    return;
                }
                let named = |name: TokenIndex| {
                    self.near.iter().find(|next| next.kind == MentionKind::Person && next.tokens.start == name)
                };
                // `with his counterpart, X will hold talks`: X is another one.
                let acts = |next: TokenIndex| {
                    let word = self.known.lexicon(next);
                    word.is("auxiliary") || word.is_verb()
                };
                // `his counterpart there, X`
                let there = usize::from(self.text.folded(tokens.end) == "there");
                let comma = tokens.end + there;
                let apposed = named(comma + 1).is_some_and(|name| !acts(name.tokens.end));
                if self.text.folded(comma) == "," && introduces(&words) && apposed {
                    // `the host, President X`, `his Finnish counterpart, President X`
                    self.introduced = 1 + there;
                    return;
                }
                if named(tokens.end).is_some() {
                    // `his Serbian colleague Ivica X`: the name says who.
                    self.words(tokens);
                    return;
                }
                let copula = self.items.last().is_some_and(|item| item.known.is("be"));
                if copula && let Some(subject) = self.persons.last() {
                    // `X was the first premier to visit …`
                    members = SmallVec::from_slice(&[*subject]);
                    let actors = Actors { members, possessive, reference: false, listed: false, plural: false };
                    self.items.push(Item::named(ItemKind::Actors(actors), tokens));
                    return;
                }
                let own = self.focus.role(self.mentions, mention, &words, &self.persons);
                let counterpart = words.contains("counterpart") || words.contains("host");
                if own.iter().any(|member| self.is_person(*member)) || members.is_empty() || counterpart {
                    members = own;
                }
                reference = true;
            }
            MentionKind::Person => {
                // `the foreign ministers of A and B, X and Y`: one title, several names.
                // And not `X's aide, Y`.
                let inner = |other: &&Mention| {
                    let owner = other.possessive && other.head != mention.head;
                    other.kind == MentionKind::Person && !owner && tokens.contains(&other.head.start)
                };
                let mut named: SmallVec<[EntityIndex; 4]> = SmallVec::new();
                for other in self.near.iter().filter(inner) {
                    named.extend(other.entities.iter().copied().find(|person| !named.contains(person)));
                }
                if named.len() > 1 {
                    members = named;
                    plural = true;
                    // `received his counterparts from A, X, and B, Y`: all of them together.
                    listed = !self.text.folded_slice(tokens.clone()).contains("counterparts");
                }
            }
            MentionKind::Organization if self.is_founded(&tokens) => {
                self.words(tokens);
                return;
            }
            MentionKind::Country | MentionKind::Government | MentionKind::Organization => {}
        }
        for member in &members {
            let is_person =
                matches!(self.mentions.entities.get(*member).map(|e| &e.kind), Some(EntityKind::Person { .. }));
            // Who says `I` is not `he`.
            let other = !matches!(mention.kind, MentionKind::Pronoun(Pronoun::I));
            if is_person && other && !self.persons.contains(member) {
                self.persons.push(*member);
            }
        }
        let actors = Actors { members, possessive, reference, listed, plural };
        self.items.push(Item::named(ItemKind::Actors(actors), tokens));
    }

    fn is_before_noun(&self, token: TokenIndex) -> bool {
        let word = self.known.lexicon(token);
        !self.text.has(token, Flags::PUNCTUATION)
            && !["preposition", "conjunction", "determiner", "clause"].iter().any(|class| word.is(class))
            && !self.text.has(token, Flags::NUMBER)
    }
}
