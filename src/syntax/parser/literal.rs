//! Values written out: numbers, strings, lists, maps, parameters.

use super::super::token::TokenKind;
use super::super::tree::{Expression, ExpressionKind, Literal};
use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

impl Parser<'_> {
    /// The number here; `negative` where a minus stands directly before it, so that the least integer can be written.
    pub(super) fn number(&mut self, negative: bool) -> Parsed<Literal> {
        let token = self.next();
        let written = token.span.of(self.text);
        match token.kind {
            TokenKind::Integer => self.integer(written, negative, token.span).map(Literal::Integer),
            TokenKind::Float => {
                self.float(written, token.span).map(|value| Literal::Float(if negative { -value } else { value }))
            }
            _ => Err(self.malformed_number(written, token.span)),
        }
    }

    fn malformed_number(&self, written: &str, span: Span) -> Diagnostic {
        self.error("InvalidNumberLiteral", format!("`{}` is not a number", super::errors::shorten(written)), span)
    }

    fn integer(&self, written: &str, negative: bool, span: Span) -> Parsed<i64> {
        let lower = written.to_ascii_lowercase();
        let (digits, radix) = match (lower.strip_prefix("0x"), lower.strip_prefix("0o")) {
            (Some(digits), _) => (digits, 16),
            (_, Some(digits)) => (digits, 8),
            _ => (lower.as_str(), 10),
        };
        let digits = digits.replace('_', "");
        if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
            return Err(self.malformed_number(written, span));
        }
        let signed = if negative { format!("-{digits}") } else { digits };
        i64::from_str_radix(&signed, radix).map_err(|_| {
            let message = format!("`{}` is outside the range of integers", super::errors::shorten(written));
            self.error("IntegerOverflow", message, span)
                .with_hint("integers reach from -9223372036854775808 to 9223372036854775807")
        })
    }

    fn float(&self, written: &str, span: Span) -> Parsed<f64> {
        let value: f64 = written.replace('_', "").parse().map_err(|_| self.malformed_number(written, span))?;
        if value.is_infinite() {
            let message = format!("`{}` is outside the range of floats", super::errors::shorten(written));
            return Err(self.error("FloatingPointOverflow", message, span));
        }
        Ok(value)
    }

    pub(super) fn string(&mut self) -> Parsed<String> {
        let token = self.next();
        let written = token.span.of(self.text);
        let inside = &written[1..written.len() - 1];
        let offset = token.span.start + 1;
        let mut result = String::with_capacity(inside.len());
        let mut rest = inside;
        while let Some(place) = rest.find('\\') {
            result.push_str(&rest[..place]);
            let start = offset + (inside.len() - rest.len()) + place;
            let (character, length) = self.escape(&rest[place..], start)?;
            result.push(character);
            rest = &rest[place + length..];
        }
        result.push_str(rest);
        Ok(result)
    }

    /// The character that an escape stands for, and the length of the escape; `text` begins with the backslash.
    fn escape(&self, text: &str, start: usize) -> Parsed<(char, usize)> {
        let Some(letter) = text[1..].chars().next() else {
            return Err(self.error(
                "UnexpectedSyntax",
                "a backslash needs a character after it",
                Span::new(start, start + 1),
            ));
        };
        let character = match letter {
            '\\' | '\'' | '"' | '`' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode_escape(text, start, 4),
            'U' => return self.unicode_escape(text, start, 8),
            _ => {
                let span = Span::new(start, start + 1 + letter.len_utf8());
                return Err(self
                    .error("UnexpectedSyntax", format!("`\\{letter}` is not an escape"), span)
                    .with_hint("a backslash itself is written `\\\\`"));
            }
        };
        Ok((character, 1 + letter.len_utf8()))
    }

    fn unicode_escape(&self, text: &str, start: usize, digits: usize) -> Parsed<(char, usize)> {
        let code = |place: usize| {
            let hexadecimal = text.get(place..place + digits)?;
            hexadecimal
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit())
                .then(|| u32::from_str_radix(hexadecimal, 16).ok())?
        };
        let first = code(2);
        // Two halves of a surrogate pair make one character.
        if let Some(high @ 0xD800..=0xDBFF) = first
            && text.get(2 + digits..4 + digits) == Some("\\u")
            && let Some(low @ 0xDC00..=0xDFFF) = code(4 + digits)
            && let Some(character) = char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        {
            return Ok((character, 4 + 2 * digits));
        }
        match first.and_then(char::from_u32) {
            Some(character) => Ok((character, 2 + digits)),
            None => {
                let end = text.char_indices().nth(2 + digits).map_or(text.len(), |(place, _)| place);
                let message = format!("`{}` needs {digits} hexadecimal digits that name a character", &text[..2]);
                Err(self.error("InvalidUnicodeLiteral", message, Span::new(start, start + end)))
            }
        }
    }

    /// The name of the parameter here, without `$`.
    pub(super) fn parameter_name(&mut self) -> String {
        let written = &self.next().span.of(self.text)[1..];
        match written.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            Some(quoted) => quoted.replace("``", "`"),
            None => written.to_owned(),
        }
    }

    pub(super) fn map_literal(&mut self) -> Parsed<Expression> {
        let start = self.start();
        self.expect(TokenKind::LeftBrace)?;
        let mut entries = Vec::new();
        if !self.is(TokenKind::RightBrace) {
            entries = self.with_bar(false, |parser| {
                parser.comma_separated(|parser| {
                    if parser.is(TokenKind::Text) {
                        return Err(parser.unexpected("a key").with_hint("a key stands without quotes"));
                    }
                    let key = parser.name("a key")?;
                    if parser.is(TokenKind::Equal) {
                        return Err(parser.unexpected("`:`").with_hint("in braces a value follows its key after `:`"));
                    }
                    parser.expect(TokenKind::Colon)?;
                    Ok((key, parser.expression()?))
                })
            })?;
        }
        if !self.is(TokenKind::RightBrace) {
            return Err(self.unexpected_after_item("`,` or `}`"));
        }
        self.next();
        Ok(Expression { kind: ExpressionKind::Map(entries), span: self.since(start) })
    }
}
