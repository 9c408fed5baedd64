//! What the tables have under the words of a text, looked up once for all rules.

use std::cell::OnceCell;
use std::ops::Range;

use super::knowledge::{FirstWord, Knowledge, OfficeWord};
use super::lexicon;
use super::vocabulary::Entry;
use crate::text::{Flags, FoldedText, Text, TokenIndex};

/// What the tables have under every token.
pub(super) struct KnownWords<'a> {
    /// The text.
    pub text: FoldedText<'a>,
    entries: Vec<&'a Entry>,
    /// The longest words of a title that begin there: how many and what they are.
    offices: Vec<Option<(u32, OfficeWord)>>,
    /// Whether the text calls people by `Mr` and `Mme`, once somebody asked.
    styles: OnceCell<bool>,
}

impl<'a> KnownWords<'a> {
    /// Looks up the words of a text.
    pub fn new(text: &'a Text, knowledge: &'a Knowledge) -> Self {
        let text = FoldedText::new(text);
        let all = text.tokens.len();
        let entries: Vec<&Entry> = (0..all).map(|token| knowledge.vocabulary.get(text.folded(token))).collect();
        let office = |(token, entry): (TokenIndex, &&Entry)| {
            let (length, word) = knowledge.office_words.begun_by(entry.offices?, &text, token, all)?;
            Some((length as u32, word))
        };
        let offices = entries.iter().enumerate().map(office).collect();
        KnownWords { text, entries, offices, styles: OnceCell::new() }
    }

    fn entry(&self, token: TokenIndex) -> Option<&'a Entry> {
        self.entries.get(token).copied()
    }

    /// Whether the word of a token stands in the list of that class.
    #[inline]
    pub fn is(&self, class: &str, token: TokenIndex) -> bool {
        self.entry(token).is_some_and(|entry| entry.classes.has(class))
    }

    /// Whether a range of tokens holds what no date is without: a number, an address or a word of time.
    pub fn tell_a_time(&self, tokens: Range<TokenIndex>) -> bool {
        let marks = Flags::NUMBER.or(Flags::ADDRESS);
        tokens.into_iter().any(|token| self.text.has(token, marks) || self.is("word_of_time", token))
    }

    /// Whether the text calls people by a style before their names, or more than one of them by `M.`: then `M.` is Monsieur, and
    /// nobody's initial.
    pub fn uses_styles(&self) -> bool {
        *self.styles.get_or_init(|| {
            let text = &self.text;
            let styled = |at| matches!(text.folded(at), "mr" | "mrs" | "mme" | "mm" | "mlle" | "herr" | "signor");
            let mut called = (0..text.tokens.len()).filter(|at| text.word(*at) == "M.").map(|at| text.folded(at + 1));
            let first = called.next();
            called.any(|name| Some(name) != first) || (0..text.tokens.len()).any(styled)
        })
    }

    /// What the lexicon of events has under the word of a token.
    pub fn lexicon(&self, token: TokenIndex) -> &'static lexicon::Word {
        self.entry(token).map_or_else(lexicon::no_word, |entry| entry.lexicon)
    }

    /// The known names that begin with the word of a token.
    pub fn names(&self, token: TokenIndex) -> Option<FirstWord> {
        self.entry(token)?.names
    }

    /// Whether words of titles begin with the word of a token.
    pub fn begins_office(&self, token: TokenIndex) -> bool {
        self.entry(token).is_some_and(|entry| entry.offices.is_some())
    }

    /// The longest words of a title that begin at a token, whatever ends in between.
    pub fn office_word(&self, token: TokenIndex) -> Option<(usize, OfficeWord)> {
        self.offices.get(token).copied().flatten().map(|(length, word)| (length as usize, word))
    }
}
