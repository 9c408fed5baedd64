//! What is said about a token that does not belong where it stands.

use super::super::keywords::{KEYWORDS, Keyword};
use super::super::token::TokenKind;
use super::{Parser, is_clause, others};
use crate::diagnostic::{Diagnostic, Kind, nearest};
use crate::span::Span;

impl Parser<'_> {
    pub(super) fn error(&self, detail: &'static str, message: impl Into<String>, span: Span) -> Diagnostic {
        Diagnostic::compile(Kind::SyntaxError, detail, message, span)
    }

    /// The error for a token that does not belong here.
    pub(super) fn unexpected(&self, expected: &str) -> Diagnostic {
        let token = self.token();
        let written = token.span.of(self.text);
        match token.kind {
            TokenKind::End => {
                self.error("UnexpectedSyntax", format!("expected {expected}, but the query ends here"), token.span)
            }
            TokenKind::Unterminated => {
                let what = match written.chars().next() {
                    Some('/') => "this comment is not closed; it needs `*/`",
                    Some('`') => "this name is not closed; it needs a backquote",
                    _ => "this string is not closed; it needs a quote like the one it starts with",
                };
                self.error("UnexpectedSyntax", what, token.span)
            }
            TokenKind::Unknown => {
                let detail = if written.is_ascii() { "UnexpectedSyntax" } else { "InvalidUnicodeCharacter" };
                let error = self.error(detail, format!("`{written}` has no meaning here"), token.span);
                match written {
                    "–" | "—" | "−" => error.with_hint("a minus is written `-`"),
                    "‘" | "’" | "“" | "”" => {
                        error.with_hint("strings stand between straight quotes, `'` or `\"`")
                    }
                    _ => error,
                }
            }
            _ => {
                let message = format!("expected {expected}, found `{}`", shorten(written));
                let error = self.error("UnexpectedSyntax", message, token.span);
                match others::other_sign(&self.text[..token.span.end], &self.text[token.span.start..]) {
                    Some(hint) => error.with_hint(hint),
                    None => error,
                }
            }
        }
    }

    /// The error where an item of a list goes on without a comma.
    pub(super) fn unexpected_after_item(&self, expected: &str) -> Diagnostic {
        let error = self.unexpected(expected);
        match self.missing_before() {
            Some(hint) if error.hint.is_none() => error.with_hint(hint),
            _ => error,
        }
    }

    /// Adds the keyword that the user may have meant, of those that may stand here.
    pub(super) fn suggest(&self, error: Diagnostic, possible: &[Keyword]) -> Diagnostic {
        match self.nearest_keyword(possible) {
            Some(near) => error.with_hint(format!("did you mean `{near}`?")),
            None => error,
        }
    }

    fn nearest_keyword(&self, possible: &[Keyword]) -> Option<&'static str> {
        if !self.is(TokenKind::Word(None)) {
            return None;
        }
        let word = self.token().span.of(self.text).to_uppercase();
        let near = nearest(&word, possible.iter().map(|keyword| keyword.text()))?;
        // Any short name is like some short keyword; a slip of the first letter is rare.
        (word.len() > 3 || word.as_bytes()[0] == near.as_bytes()[0]).then_some(near)
    }

    /// Adds the clause that the user may have meant, or what stands here for a clause of other systems.
    pub(super) fn suggest_clause(&self, error: Diagnostic) -> Diagnostic {
        let word = self.token().span.of(self.text);
        if let Some((_, hint)) = others::WORDS_OF_OTHERS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word)) {
            return error.with_hint(*hint);
        }
        let clauses: Vec<Keyword> = KEYWORDS
            .iter()
            .filter(|entry| entry.reserved || is_clause(entry.keyword))
            .map(|entry| entry.keyword)
            .collect();
        if let Some(near) = self.nearest_keyword(&clauses) {
            return error.with_hint(format!("did you mean `{near}`?"));
        }
        let closes =
            matches!(self.kind(), TokenKind::RightParenthesis | TokenKind::RightBracket | TokenKind::RightBrace);
        if closes && !self.partners.contains(&self.at) {
            return error.with_hint("no bracket is open that it could close");
        }
        match self.missing_before() {
            Some(hint) if error.hint.is_none() => error.with_hint(hint),
            _ => error,
        }
    }

    /// What seems to be missing between the last token read and the one here.
    fn missing_before(&self) -> Option<String> {
        let before = |count: usize| self.at.checked_sub(count).map(|place| self.tokens[place]);
        let last = before(1)?;
        let words = Span::new(last.span.start, self.token().span.end).of(self.text);
        match (last.kind, self.kind()) {
            (TokenKind::Word(None), TokenKind::Word(None)) => Some(match before(2)?.kind {
                TokenKind::Word(Some(Keyword::As)) => {
                    format!("a name of several words needs backquotes: `` `{words}` ``")
                }
                _ => format!("a text needs quotes: '{words}'"),
            }),
            (_, TokenKind::Text | TokenKind::Integer | TokenKind::Float) if self.at > 0 => {
                Some("between two values stands an operator or a comma; a column is named with AS".to_owned())
            }
            _ => None,
        }
    }
}

pub(super) fn shorten(written: &str) -> String {
    match written.char_indices().nth(30) {
        Some((place, _)) => format!("{}…", &written[..place]),
        None => written.to_owned(),
    }
}
