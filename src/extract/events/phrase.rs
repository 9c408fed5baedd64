//! A sentence as the rules of events see it: words, marks, dates, places and noun phrases of actors, in a row.
//!
//! Mentions become items; references (`he`, `the two sides`, `the Korean minister`) are settled from the [`Focus`] while
//! the row is built, from left to right. Neighbouring actors are joined where a list or a pair joins them.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use super::clause::Edges;
use super::layout::{Builder, Setting, outermost};
use super::lexicon;
use crate::extract::dates::DateMention;
use crate::extract::mention::EntityIndex;
use crate::facts::Evidence;
use crate::steps;
use crate::text::{Text, TokenIndex};

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
pub struct Item<'d> {
    /// What it is.
    pub kind: ItemKind,
    /// Its tokens.
    pub tokens: Range<TokenIndex>,
    /// The folded word of a word or mark, empty for others.
    pub word: Cow<'d, str>,
    /// What the lexicon has under the word: many rules ask for it.
    pub known: &'static lexicon::Word,
}

impl<'d> Item<'d> {
    /// A word or mark.
    pub fn word(kind: ItemKind, tokens: Range<TokenIndex>, word: Cow<'d, str>) -> Self {
        let known = lexicon::word(&word);
        Item::known(kind, tokens, word, known)
    }

    /// The same where it is known what the lexicon has under the word.
    pub fn known(kind: ItemKind, tokens: Range<TokenIndex>, word: Cow<'d, str>, known: &'static lexicon::Word) -> Self {
        Item { kind, tokens, word, known }
    }

    /// An item that is no word.
    pub fn named(kind: ItemKind, tokens: Range<TokenIndex>) -> Self {
        Item { kind, tokens, word: Cow::Borrowed(""), known: lexicon::no_word() }
    }

    /// Whether no rule begins with it: marks, days, places and the commonest words, half of a sentence.
    pub fn begins_no_rule(&self) -> bool {
        match self.kind {
            ItemKind::Word => self.known.is_idle(),
            ItemKind::Actors(_) => false,
            ItemKind::Mark | ItemKind::Adjective(_) | ItemKind::Place(_) | ItemKind::Date(_) => true,
        }
    }
}

/// A sentence as a row of items.
pub struct Phrase<'d> {
    /// Number of the sentence.
    pub sentence: usize,
    /// The row.
    pub items: Vec<Item<'d>>,
    /// The dates that stand in it.
    pub dates: Vec<DateMention>,
    /// Running text, where a present tense with a day to come speaks of what lies ahead; titles and captions tell what
    /// happened in the present tense.
    pub narrates: bool,
    /// The weekday of publication (1 is Monday).
    pub weekday: Option<i8>,
    /// The items that end a clause for what stands before them and those that begin one, in order.
    pub(super) edges: Edges,
}

impl<'d> Phrase<'d> {
    /// Lays out the tokens of a sentence (or of a piece of a very long one) with the mentions that begin in them. `dates`
    /// hold byte offsets into the raw text.
    /// `room` is an empty list with room for items.
    pub fn new(
        setting: Setting<'d, '_>,
        room: Vec<Item<'d>>,
        sentence: usize,
        range: Range<TokenIndex>,
        dates: Vec<DateMention>,
    ) -> Self {
        let outer = outermost(setting.near);
        let text = setting.text;
        let mut builder = Builder::new(setting);
        builder.items = room;
        builder.items.reserve(range.len());
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
            } else if let Some(date) = dates.get(next_date).filter(|date| date.start <= byte) {
                let within = |at: &usize| text.tokens.get(*at).is_some_and(|t| (t.bytes.start as usize) < date.end);
                let last = (token..range.end).take_while(within).last().unwrap_or(token);
                builder.items.push(Item::named(ItemKind::Date(next_date), token..last + 1));
                token = last + 1;
            } else {
                builder.word(token);
                token += 1;
            }
        }
        builder.cut_dateline();
        builder.join_titles();
        builder.join_people();
        builder.join_pairs();
        builder.join_lists();
        let (narrates, weekday, edges) = (false, None, Edges::default());
        let mut phrase = Self { sentence, items: builder.items, dates, narrates, weekday, edges };
        phrase.edges = phrase.find_edges();
        phrase
    }

    /// The folded word of an item, empty for others than words and marks.
    pub fn word(&self, at: usize) -> &str {
        steps::step();
        self.items.get(at).map_or("", |item| &*item.word)
    }

    /// The noun phrase of actors at an item.
    pub fn actors(&self, at: usize) -> Option<&Actors> {
        steps::step();
        match &self.items.get(at)?.kind {
            ItemKind::Actors(actors) => Some(actors),
            _ => None,
        }
    }

    /// Whether the word at an item belongs to a class of the lexicon.
    #[inline(always)]
    pub fn is(&self, class: &str, at: usize) -> bool {
        steps::step();
        self.items.get(at).is_some_and(|item| item.known.is(class))
    }

    /// Whether the word at an item can be the past tense of a verb: `left`, `put`.
    pub fn is_past(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.known.is_past())
    }

    /// Whether the word at an item can be the present tense of a verb: `leaves`, `fly`.
    pub fn is_present(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.known.is_present())
    }

    /// Whether the word at an item is a form of any verb of the lexicon.
    #[inline]
    pub fn is_verb(&self, at: usize) -> bool {
        steps::step();
        self.items.get(at).is_some_and(|item| item.known.is_verb())
    }

    /// The verb of a class that begins at an item.
    #[inline(always)]
    pub fn verb(&self, class: &str, at: usize) -> Option<(lexicon::Form, usize)> {
        self.items.get(at)?.known.verb(class, |ahead| self.items.get(at + ahead).map(|item| &*item.word))
    }

    /// The kind of the noun at an item, in a class of nouns: `meeting`, `visit` or `instrument`.
    pub fn noun(&self, class: &str, at: usize) -> Option<&'static str> {
        self.items.get(at)?.known.noun(class)
    }

    /// The folded words and marks of a range of items.
    pub fn words(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        let items = self.items.get(range).unwrap_or_default();
        items.iter().map(|item| &*item.word).filter(|word| !word.is_empty())
    }

    /// The words of a range of items as a folded row, for phrases of the data files.
    pub fn row(&self, range: Range<usize>) -> String {
        let mut row = String::with_capacity(8 * range.len() + 1);
        row.push(' ');
        for word in self.words(range) {
            row.push_str(word);
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

/// The kind of a meeting that words say to be held from afar: `by telephone`, `via videoconference`.
pub(super) fn remote(phrase: &Phrase, range: Range<usize>) -> Option<&'static str> {
    if !range.clone().any(|at| phrase.is("from_afar", at)) {
        return None;
    }
    let row = &phrase.row(range);
    const VIDEO: [&str; 9] = [
        "virtually",
        "by video",
        "via video",
        "by videoconference",
        "via videoconference",
        "by teleconference",
        "through videoconference",
        "by video-conference",
        "via zoom",
    ];
    const PHONE: [&str; 8] = [
        "by phone",
        "by telephone",
        "over the phone",
        "over the telephone",
        "on the phone",
        "on the telephone",
        "over phone",
        "via telephone",
    ];
    if says(row, &VIDEO) { Some("video_call") } else { says(row, &PHONE).then_some("phone_call") }
}

/// Whether a row of words ([`Phrase::row`]) holds one of several words or phrases.
pub(super) fn says(row: &str, words: &[&str]) -> bool {
    let after_space = |at: usize| row.get(at + 1..).unwrap_or_default();
    row.match_indices(' ').any(|(at, _)| {
        words.iter().any(|word| after_space(at).strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    })
}
