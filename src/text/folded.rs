//! A text with its folded words at hand.

use std::ops::Deref;

use super::{Text, TokenIndex};
use crate::steps;

/// A text and the folded form of each of its tokens. Rules ask for words more often than for anything else, and to cut one
/// out of the text checks each time where its characters begin and end.
#[derive(Debug)]
pub struct FoldedText<'t> {
    text: &'t Text,
    folded: Vec<&'t str>,
}

impl<'t> FoldedText<'t> {
    /// Cuts out the words of a text.
    pub fn new(text: &'t Text) -> Self {
        let folded = (0..text.tokens.len()).map(|token| text.folded(token)).collect();
        FoldedText { text, folded }
    }

    /// The folded form of a token, as [`Text::folded`] gives it.
    #[inline]
    pub fn folded(&self, token: TokenIndex) -> &'t str {
        steps::step();
        self.folded.get(token).copied().unwrap_or_default()
    }
}

impl Deref for FoldedText<'_> {
    type Target = Text;

    fn deref(&self) -> &Text {
        self.text
    }
}
