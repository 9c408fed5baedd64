//! Text to tokens, in one pass and in linear time. Never fails: what is wrong becomes a token that says so.

use super::keywords::keyword;
use super::token::{Token, TokenKind};
use crate::span::Span;
use crate::steps;

/// All tokens of the text with comments, without the end token: for highlighting and splitting.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut lexer = Lexer { text, place: 0 };
    std::iter::from_fn(move || lexer.next())
}

struct Lexer<'t> {
    text: &'t str,
    place: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.place..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.place + ahead).copied().unwrap_or(0)
    }

    fn take_while(&mut self, mut keep: impl FnMut(char) -> bool) {
        let rest = self.rest();
        let stops = |c| {
            steps::step();
            !keep(c)
        };
        self.place += rest.find(stops).unwrap_or(rest.len());
    }

    fn next(&mut self) -> Option<Token> {
        self.take_while(|c| c.is_whitespace() || c == '\u{feff}');
        let first = self.peek()?;
        let start = self.place;
        let kind = match first {
            '0'..='9' => self.number(),
            '.' if self.byte(1).is_ascii_digit() => self.number(),
            '\'' | '"' => self.quoted(first, TokenKind::Text),
            '`' => self.quoted('`', TokenKind::Quoted),
            '$' => self.parameter(),
            '/' if self.byte(1) == b'/' => {
                self.take_while(|c| c != '\n' && c != '\r');
                TokenKind::Comment
            }
            '/' if self.byte(1) == b'*' => self.block_comment(),
            c if is_name_start(c) => {
                self.take_while(is_name_part);
                TokenKind::Word(keyword(&self.text[start..self.place]))
            }
            c => self.symbol(c),
        };
        Some(Token { kind, span: Span::new(start, self.place) })
    }

    fn symbol(&mut self, first: char) -> TokenKind {
        use TokenKind::*;
        let (kind, length) = match (self.byte(0), self.byte(1)) {
            (b'.', b'.') => (DotDot, 2),
            (b'|', b'|') => (BarBar, 2),
            (b'<', b'>') => (NotEqual, 2),
            (b'<', b'=') => (LessOrEqual, 2),
            (b'>', b'=') => (GreaterOrEqual, 2),
            (b'=', b'~') => (Matches, 2),
            (b'+', b'=') => (PlusEqual, 2),
            (b'(', _) => (LeftParenthesis, 1),
            (b')', _) => (RightParenthesis, 1),
            (b'[', _) => (LeftBracket, 1),
            (b']', _) => (RightBracket, 1),
            (b'{', _) => (LeftBrace, 1),
            (b'}', _) => (RightBrace, 1),
            (b',', _) => (Comma, 1),
            (b'.', _) => (Dot, 1),
            (b':', _) => (Colon, 1),
            (b';', _) => (Semicolon, 1),
            (b'|', _) => (Bar, 1),
            (b'&', _) => (Ampersand, 1),
            (b'!', _) => (Exclamation, 1),
            (b'=', _) => (Equal, 1),
            (b'<', _) => (Less, 1),
            (b'>', _) => (Greater, 1),
            (b'+', _) => (Plus, 1),
            (b'-', _) => (Minus, 1),
            (b'*', _) => (Star, 1),
            (b'/', _) => (Slash, 1),
            (b'%', _) => (Percent, 1),
            (b'^', _) => (Caret, 1),
            _ => (Unknown, first.len_utf8()),
        };
        self.place += length;
        kind
    }

    /// A number with every letter and digit that runs on from it, so that a malformed one is one token.
    fn number(&mut self) -> TokenKind {
        let start = self.place;
        if self.byte(0) == b'0' && matches!(self.byte(1), b'x' | b'X' | b'o' | b'O') {
            self.take_while(is_name_part);
            return TokenKind::Integer;
        }
        self.take_while(is_digit);
        let mut float = false;
        if self.byte(0) == b'.' && self.byte(1).is_ascii_digit() {
            float = true;
            self.place += 1;
            self.take_while(is_digit);
        }
        if matches!(self.byte(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.byte(1), b'+' | b'-'));
            if self.byte(1 + sign).is_ascii_digit() {
                float = true;
                self.place += 1 + sign;
                self.take_while(is_digit);
            }
        }
        let end = self.place;
        self.take_while(is_name_part);
        let digits = &self.text[start..end];
        if self.place > end || digits.ends_with('_') || digits.contains("__") {
            TokenKind::MalformedNumber
        } else if float {
            TokenKind::Float
        } else {
            TokenKind::Integer
        }
    }

    /// From one quote to the next of the same kind; a backslash in a string takes the character after it along.
    fn quoted(&mut self, quote: char, kind: TokenKind) -> TokenKind {
        self.place += 1;
        let backslash = kind == TokenKind::Text;
        loop {
            self.take_while(|c| c != quote && !(backslash && c == '\\'));
            match self.peek() {
                None => return TokenKind::Unterminated,
                Some('\\') => {
                    self.place += 1;
                    self.place += self.peek().map_or(0, char::len_utf8);
                }
                // A doubled backquote stands for one.
                Some(_) if quote == '`' && self.byte(1) == b'`' => self.place += 2,
                Some(_) => {
                    self.place += 1;
                    return kind;
                }
            }
        }
    }

    fn parameter(&mut self) -> TokenKind {
        self.place += 1;
        match self.peek() {
            Some('`') => self.quoted('`', TokenKind::Parameter),
            Some(c) if is_name_part(c) => {
                self.take_while(is_name_part);
                TokenKind::Parameter
            }
            Some('(') => TokenKind::Dollar,
            _ => TokenKind::Unknown,
        }
    }

    fn block_comment(&mut self) -> TokenKind {
        match self.text[self.place + 2..].find("*/") {
            Some(length) => {
                self.place += length + 4;
                TokenKind::Comment
            }
            None => {
                self.place = self.text.len();
                TokenKind::Unterminated
            }
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '_'
}

/// Whether a name may start with the character.
pub fn is_name_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

/// Whether a name may go on with the character; combining marks count, so that decomposed Vietnamese text works.
pub fn is_name_part(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        tokens(text).map(|token| (token.kind, token.span.of(text))).collect()
    }

    #[test]
    fn numbers_end_where_a_range_begins() {
        use TokenKind::*;
        assert_eq!(kinds("1..2"), [(Integer, "1"), (DotDot, ".."), (Integer, "2")]);
        assert_eq!(kinds("*..3"), [(Star, "*"), (DotDot, ".."), (Integer, "3")]);
        assert_eq!(
            kinds(".5 1.5e-3 0x1F 1_000"),
            [(Float, ".5"), (Float, "1.5e-3"), (Integer, "0x1F"), (Integer, "1_000")]
        );
        assert_eq!(kinds("12h3"), [(MalformedNumber, "12h3")]);
    }

    #[test]
    fn strings_comments_and_names() {
        use TokenKind::*;
        assert_eq!(kinds(r"'it\'s' // ;"), [(Text, r"'it\'s'"), (Comment, "// ;")]);
        assert_eq!(kinds("`a``b` 'open"), [(Quoted, "`a``b`"), (Unterminated, "'open")]);
        assert_eq!(kinds("$x $`y z` Sơn"), [(Parameter, "$x"), (Parameter, "$`y z`"), (Word(None), "Sơn")]);
        assert_eq!(kinds("/* ; */ — "), [(Comment, "/* ; */"), (Unknown, "—")]);
    }
}
