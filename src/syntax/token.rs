//! Tokens: what the lexer makes of the text.

use super::keywords::Keyword;
use crate::span::Span;

/// A piece of the text with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of token. Text is taken from the source by the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, with the keyword it may be.
    Word(Option<Keyword>),
    /// A name between backquotes.
    Quoted,
    /// `$name`, `$1` or `` $`name` ``.
    Parameter,
    /// `$` before a parenthesis: computed labels.
    Dollar,
    /// Decimal, hexadecimal or octal; possibly malformed, which the parser reports where a number may stand.
    Integer,
    /// With a fraction or an exponent.
    Float,
    /// Digits run together with letters.
    MalformedNumber,
    /// Between single or double quotes.
    Text,
    /// `(`
    LeftParenthesis,
    /// `)`
    RightParenthesis,
    /// `[`
    LeftBracket,
    /// `]`
    RightBracket,
    /// `{`
    LeftBrace,
    /// `}`
    RightBrace,
    /// `,`
    Comma,
    /// `.`
    Dot,
    /// `..`
    DotDot,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `|`
    Bar,
    /// `||`
    BarBar,
    /// `&`
    Ampersand,
    /// `!`
    Exclamation,
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `=~`
    Matches,
    /// `+`
    Plus,
    /// `+=`
    PlusEqual,
    /// `-`
    Minus,
    /// `*`
    Star,
    /// `/`
    Slash,
    /// `%`
    Percent,
    /// `^`
    Caret,
    /// A comment; kept for highlighting, dropped before parsing.
    Comment,
    /// A string, quoted name or comment that the text ends in.
    Unterminated,
    /// A character that means nothing here.
    Unknown,
    /// After the last token.
    End,
}

impl TokenKind {
    /// How an error names it when there is no text to show.
    pub fn describe(self) -> &'static str {
        use TokenKind::*;
        match self {
            Word(_) | Quoted => "a name",
            Parameter => "a parameter",
            Dollar => "`$`",
            Integer | Float | MalformedNumber => "a number",
            Text => "a string",
            LeftParenthesis => "`(`",
            RightParenthesis => "`)`",
            LeftBracket => "`[`",
            RightBracket => "`]`",
            LeftBrace => "`{`",
            RightBrace => "`}`",
            Comma => "`,`",
            Dot => "`.`",
            DotDot => "`..`",
            Colon => "`:`",
            Semicolon => "`;`",
            Bar => "`|`",
            BarBar => "`||`",
            Ampersand => "`&`",
            Exclamation => "`!`",
            Equal => "`=`",
            NotEqual => "`<>`",
            Less => "`<`",
            LessOrEqual => "`<=`",
            Greater => "`>`",
            GreaterOrEqual => "`>=`",
            Matches => "`=~`",
            Plus => "`+`",
            PlusEqual => "`+=`",
            Minus => "`-`",
            Star => "`*`",
            Slash => "`/`",
            Percent => "`%`",
            Caret => "`^`",
            Comment => "a comment",
            Unterminated => "text without its closing quote",
            Unknown => "an unexpected character",
            End => "the end of the query",
        }
    }
}
