//! What the tables have under the words of a text, looked up once for all rules.

use super::classes::Classes;
use super::knowledge::{BEGINS_OFFICE, Knowledge, OfficeWord};
use crate::text::{Text, TokenIndex};

/// What the tables have under every token.
pub(super) struct KnownWords<'a> {
    classes: Vec<Option<&'a Classes>>,
    /// The longest words of a title that begin there: how many and what they are.
    offices: Vec<Option<(u32, OfficeWord)>>,
}

impl<'a> KnownWords<'a> {
    /// Looks up the words of a text.
    pub fn new(text: &Text, knowledge: &'a Knowledge) -> Self {
        let all = text.tokens.len();
        let classes: Vec<_> = (0..all).map(|token| knowledge.classes_of(text.folded(token))).collect();
        let office = |(token, classes): (TokenIndex, &Option<&Classes>)| {
            let (length, word) = classes
                .filter(|classes| classes.has(BEGINS_OFFICE))
                .and_then(|_| knowledge.office_words.at(text, token, all))?;
            Some((length as u32, word))
        };
        let offices = classes.iter().enumerate().map(office).collect();
        KnownWords { classes, offices }
    }

    /// Whether the word of a token stands in the list of that class.
    #[inline]
    pub fn is(&self, class: &str, token: TokenIndex) -> bool {
        self.classes.get(token).copied().flatten().is_some_and(|classes| classes.has(class))
    }

    /// The longest words of a title that begin at a token, whatever ends in between.
    pub fn office_word(&self, token: TokenIndex) -> Option<(usize, OfficeWord)> {
        self.offices.get(token).copied().flatten().map(|(length, word)| (length as usize, word))
    }
}
