//! Several statements in one text: batch files and the shell.

use super::lexer::tokens;
use super::token::TokenKind;
use crate::span::Span;

/// Where each statement stands, without its `;`. Semicolons in strings, names and comments do not count; a statement of
/// nothing but comments is none.
pub fn split(text: &str) -> Vec<Span> {
    let mut statements = Vec::new();
    let mut current: Option<Span> = None;
    for token in tokens(text) {
        match token.kind {
            TokenKind::Semicolon => statements.extend(current.take()),
            TokenKind::Comment => {}
            _ => current = Some(current.map_or(token.span, |span| span.to(token.span))),
        }
    }
    statements.extend(current);
    statements
}

/// Whether the last statement of the text is closed by `;`, or there is none at all: if not, the shell asks for more.
pub fn is_complete(text: &str) -> bool {
    let last = tokens(text).filter(|token| token.kind != TokenKind::Comment).last();
    last.is_none_or(|token| token.kind == TokenKind::Semicolon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn semicolons_in_strings_names_and_comments_do_not_split() {
        let text = "RETURN ';' AS `a;b`; // no; statement\n/* ; */ ;\nMATCH (n)\n RETURN n";
        let statements: Vec<&str> = split(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(statements, ["RETURN ';' AS `a;b`", "MATCH (n)\n RETURN n"]);
    }

    #[test]
    fn input_is_complete_after_a_semicolon_outside_quotes() {
        for complete in ["", "  // note", "RETURN 1;", "RETURN 1; // done"] {
            assert!(is_complete(complete), "{complete}");
        }
        for open in ["RETURN 1", "RETURN ';", "RETURN 1 /* ;", "RETURN 1; RETURN 2"] {
            assert!(!is_complete(open), "{open}");
        }
    }
}
