//! An article as text: the raw string, blocks (lines and what they are), sentences and tokens.
//!
//! All offsets that leave this module are Unicode code points of the text as read, half-open. Matching goes over the
//! folded words of the tokens (lower case, no diacritics, plain quotes and dashes), evidence over the raw offsets.

mod block;
pub mod fold;
mod folded;
mod month;
mod sentence;
mod sieve;
pub mod table;
mod token;
mod weekday;
mod wrap;

use crate::steps;
use std::ops::Range;

pub use block::{Block, BlockKind};
pub use folded::FoldedText;
pub use month::{MONTHS, month, month_elsewhere};
pub use sentence::Sentence;
pub use sieve::Sieve;
pub use token::{Flags, Token};
pub use weekday::weekday;

/// Index of a token in [`Text::tokens`].
pub type TokenIndex = usize;

/// A text, cut into blocks, sentences and tokens.
#[derive(Clone, Debug, Default)]
pub struct Text {
    raw: String,
    folded: String,
    /// The lines that hold something, in order.
    pub blocks: Vec<Block>,
    /// The sentences, in order; their index is the sentence number of evidence.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences, in order.
    pub tokens: Vec<Token>,
}

impl Text {
    /// Cuts `raw` into blocks, sentences and tokens. Time is linear in the length.
    pub fn new(raw: String) -> Self {
        let mut text = Text::phrase(raw);
        block::classify(&mut text);
        text
    }

    /// Cuts a few words that are no article: their lines are of no kind ([`BlockKind::Body`]).
    pub fn phrase(raw: String) -> Self {
        let mut folded = String::with_capacity(raw.len());
        let mut tokens = Vec::with_capacity(raw.len() / 5);
        let (mut sentences, mut blocks) = (Vec::new(), Vec::new());
        sentence::segment(&raw, |line, characters| {
            let first_sentence = sentences.len();
            for cut in line.sentences {
                let first_token = tokens.len();
                let characters = characters.get(cut.characters.clone()).unwrap_or_default();
                token::tokenize(&raw, &cut, characters, sentences.len() as u32, &mut tokens, &mut folded);
                let tokens = first_token..tokens.len();
                sentences.push(Sentence { start: cut.start, end: cut.end, block: blocks.len(), tokens });
            }
            blocks.push(Block {
                kind: BlockKind::Body,
                start: line.start,
                end: line.end,
                bytes: line.bytes,
                sentences: first_sentence..sentences.len(),
                repeats: None,
            });
        });
        Text { raw, folded, blocks, sentences, tokens }
    }

    /// The text as read.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The characters of a token as read.
    pub fn word(&self, token: TokenIndex) -> &str {
        steps::step();
        self.tokens.get(token).map_or("", |t| t.bytes_of(&self.raw))
    }

    /// The folded form of a token: lower case, no diacritics, plain quotes; `dec` for `Dec.`, `u.s.` for `U.S.`.
    pub fn folded(&self, token: TokenIndex) -> &str {
        steps::step();
        self.tokens.get(token).map_or("", |t| t.folded_of(&self.folded))
    }

    /// The characters from the first to the last token of a range as read (NBSP and line noise included).
    pub fn slice(&self, tokens: Range<TokenIndex>) -> &str {
        let (Some(first), Some(last)) = (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1)))
        else {
            return "";
        };
        self.raw.get(first.bytes.start as usize..last.bytes.end as usize).unwrap_or("")
    }

    /// The same with one plain space for every run of blanks and line ends.
    pub fn plain_slice(&self, tokens: Range<TokenIndex>) -> String {
        let mut plain = String::with_capacity(self.slice(tokens.clone()).len());
        self.push_plain_slice(tokens, &mut plain);
        plain
    }

    /// Appends the same to `out`, after a space where something stands in it.
    pub fn push_plain_slice(&self, tokens: Range<TokenIndex>, out: &mut String) {
        for word in self.slice(tokens).split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }

    /// The folded words of a range, one space between two (none around a glued hyphen or apostrophe).
    pub fn folded_slice(&self, tokens: Range<TokenIndex>) -> String {
        let mut out = String::with_capacity(8 * tokens.len());
        for index in tokens.clone() {
            if index > tokens.start && self.tokens.get(index).is_some_and(|t| t.has(Flags::SPACE_BEFORE)) {
                out.push(' ');
            }
            out.push_str(self.folded(index));
        }
        out
    }

    /// The folded words of a range to which no other is glued.
    pub fn single_words(&self, tokens: Range<TokenIndex>) -> impl Iterator<Item = &str> {
        let apart = move |token: TokenIndex| token == tokens.start || self.has(token, Flags::SPACE_BEFORE);
        let end = tokens.end;
        (tokens.start..end)
            .filter(move |token| apart(*token) && (token + 1 == end || apart(token + 1)))
            .map(|token| self.folded(token))
    }

    /// Code points from the first to the last token of a range.
    pub fn offsets(&self, tokens: Range<TokenIndex>) -> Range<u32> {
        let start = self.tokens.get(tokens.start).map_or(0, |t| t.start);
        let end = self.tokens.get(tokens.end.wrapping_sub(1)).map_or(start, |t| t.end);
        start..end.max(start)
    }

    /// Whether the token has one of the flags.
    pub fn has(&self, token: TokenIndex, flags: Flags) -> bool {
        steps::step();
        self.tokens.get(token).is_some_and(|t| t.has(flags))
    }

    /// The sentence that a token stands in.
    pub fn sentence_of(&self, token: TokenIndex) -> usize {
        self.tokens.get(token).map_or(0, |t| t.sentence as usize)
    }

    /// The block that a sentence stands in.
    pub fn block_of(&self, sentence: usize) -> Option<&Block> {
        self.sentences.get(sentence).and_then(|s| self.blocks.get(s.block))
    }
}
