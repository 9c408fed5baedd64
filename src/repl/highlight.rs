//! Colours for what is typed, by the tokens of the language.

use crate::syntax::{self, TokenKind};
use anstyle::{AnsiColor, Style};
use std::fmt::Write;

const KEYWORD: Style = AnsiColor::Blue.on_default().bold();
const TEXT: Style = AnsiColor::Green.on_default();
const NUMBER: Style = AnsiColor::Magenta.on_default();
const PARAMETER: Style = AnsiColor::Yellow.on_default();
const LABEL: Style = AnsiColor::Cyan.on_default();
const COMMENT: Style = AnsiColor::BrightBlack.on_default();
const WRONG: Style = AnsiColor::Red.on_default();

/// The line with colours.
pub fn highlight(line: &str) -> String {
    if line.trim_start().starts_with(':') {
        let end = line
            .trim_start()
            .find(char::is_whitespace)
            .map_or(line.len(), |end| end + line.len() - line.trim_start().len());
        return format!("{KEYWORD}{}{KEYWORD:#}{}", &line[..end], &line[end..]);
    }
    let mut out = String::with_capacity(2 * line.len());
    let mut end = 0;
    let mut before = TokenKind::End;
    for token in syntax::tokens(line) {
        out.push_str(&line[end..token.span.start]);
        let text = token.span.of(line);
        match style(token.kind, before) {
            Some(style) => _ = write!(out, "{style}{text}{style:#}"),
            None => out.push_str(text),
        }
        end = token.span.end;
        if token.kind != TokenKind::Comment {
            before = token.kind;
        }
    }
    out.push_str(&line[end..]);
    out
}

fn style(kind: TokenKind, before: TokenKind) -> Option<Style> {
    match kind {
        // After a colon or a dot, a keyword is a name.
        TokenKind::Word(_) | TokenKind::Quoted if before == TokenKind::Colon => Some(LABEL),
        TokenKind::Word(Some(_)) if before != TokenKind::Dot => Some(KEYWORD),
        TokenKind::Text => Some(TEXT),
        TokenKind::Integer | TokenKind::Float => Some(NUMBER),
        TokenKind::Parameter => Some(PARAMETER),
        TokenKind::Comment => Some(COMMENT),
        TokenKind::MalformedNumber | TokenKind::Unknown => Some(WRONG),
        // A string is open while it is being typed.
        TokenKind::Unterminated => Some(TEXT),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::highlight;

    #[test]
    fn colours_change_no_text() {
        for line in
            ["MATCH (n:Person {name: 'Bùi'}) RETURN n.name, 1.5 // x", ":ask met", "RETURN 'open", "`", "𝄞 $p /*"]
        {
            assert_eq!(anstream::adapter::strip_str(&highlight(line)).to_string(), line);
        }
    }
}
