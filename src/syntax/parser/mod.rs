//! Tokens to tree: recursive descent, with precedence climbing for operators.
//!
//! A clause that cannot be read is reported and skipped up to the next clause, so that one reading finds several errors.
//! Choices are made by looking ahead, never by trying and going back, so that time is linear in the text.

mod call;
mod clause;
mod command;
mod conditional;
mod errors;
mod expression;
mod form;
mod labels;
mod literal;
mod others;
mod path;
mod pattern;
mod projection;
mod reduce;
mod show;
mod statement;
mod type_name;
mod update;

pub(super) use expression::{COMPARISON, NOT, PREDICATE, SIGN, precedence};

use super::keywords::Keyword;
use super::lexer;
use super::token::{Token, TokenKind};
use super::tree::{Name, Statement};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::steps;

/// How deep brackets, operators and subqueries may nest; deeper text would exhaust the stack of later stages.
pub const MAXIMUM_DEPTH: usize = 64;
/// How many levels a subquery counts for: it takes more of the stack than an expression does.
const SUBQUERY_LEVELS: usize = 6;
/// How many operators may follow one another at one level (`a + a + …`), for the same reason.
pub const MAXIMUM_CHAIN: usize = 600;
/// How many clauses a query may have, for the same reason.
pub const MAXIMUM_CLAUSES: usize = 5_000;
/// More errors than this are of no use to a reader.
const MAXIMUM_ERRORS: usize = 8;

type Parsed<T> = Result<T, Diagnostic>;

/// Reads one statement; a `;` may follow it. All errors found, in the order of the text.
pub fn parse(text: &str) -> Result<Statement, Vec<Diagnostic>> {
    let mut parser = Parser::new(text);
    match parser.statement() {
        Ok(statement) if parser.errors.is_empty() => Ok(statement),
        Ok(_) => Err(parser.errors),
        Err(error) => {
            parser.errors.push(error);
            Err(parser.errors)
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// For each opening bracket, the place of the one that closes it; 0 where there is none.
    partners: Vec<usize>,
    at: usize,
    depth: usize,
    /// Inside a comprehension, where `|` ends a label expression.
    bar_ends: bool,
    /// Inside CASE, where END is not a name.
    in_case: bool,
    errors: Vec<Diagnostic>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let mut tokens: Vec<Token> = lexer::tokens(text).filter(|token| token.kind != TokenKind::Comment).collect();
        tokens.push(Token { kind: TokenKind::End, span: Span::new(text.len(), text.len()) });
        let partners = partners(&tokens);
        Self { text, tokens, partners, at: 0, depth: 0, bar_ends: false, in_case: false, errors: Vec::new() }
    }

    fn token(&self) -> Token {
        self.ahead(0)
    }

    fn ahead(&self, count: usize) -> Token {
        steps::step();
        self.tokens[(self.at + count).min(self.tokens.len() - 1)]
    }

    fn kind(&self) -> TokenKind {
        self.token().kind
    }

    fn kind_at(&self, place: usize) -> TokenKind {
        steps::step();
        self.tokens.get(place).map_or(TokenKind::End, |token| token.kind)
    }

    /// Where the next token begins.
    fn start(&self) -> usize {
        self.token().span.start
    }

    /// From `start` to the end of the last token read.
    fn since(&self, start: usize) -> Span {
        let end = self.at.checked_sub(1).map_or(0, |last| self.tokens[last].span.end);
        Span::new(start, end.max(start))
    }

    fn next(&mut self) -> Token {
        let token = self.token();
        if token.kind != TokenKind::End {
            self.at += 1;
        }
        token
    }

    fn is(&self, kind: TokenKind) -> bool {
        self.kind() == kind
    }

    fn take(&mut self, kind: TokenKind) -> bool {
        let found = self.is(kind);
        if found {
            self.next();
        }
        found
    }

    fn expect(&mut self, kind: TokenKind) -> Parsed<Token> {
        if self.is(kind) { Ok(self.next()) } else { Err(self.unexpected(kind.describe())) }
    }

    fn keyword_ahead(&self, count: usize) -> Option<Keyword> {
        match self.ahead(count).kind {
            TokenKind::Word(keyword) => keyword,
            _ => None,
        }
    }

    fn keyword(&self) -> Option<Keyword> {
        self.keyword_ahead(0)
    }

    fn is_keyword(&self, keyword: Keyword) -> bool {
        self.keyword() == Some(keyword)
    }

    fn take_keyword(&mut self, keyword: Keyword) -> bool {
        let found = self.is_keyword(keyword);
        if found {
            self.next();
        }
        found
    }

    /// Takes all the words, or none of them.
    fn take_keywords(&mut self, keywords: &[Keyword]) -> bool {
        let found = keywords.iter().enumerate().all(|(place, keyword)| self.keyword_ahead(place) == Some(*keyword));
        if found {
            self.at += keywords.len();
        }
        found
    }

    fn expect_keyword(&mut self, keyword: Keyword) -> Parsed<Token> {
        if self.is_keyword(keyword) {
            Ok(self.next())
        } else {
            let error = self.unexpected(&format!("`{}`", keyword.text()));
            Err(self.suggest(error, &[keyword]))
        }
    }

    /// A word that has no place in the table of keywords (`EACH`-like words of one command).
    fn take_word(&mut self, word: &str) -> bool {
        let found =
            matches!(self.kind(), TokenKind::Word(_)) && self.token().span.of(self.text).eq_ignore_ascii_case(word);
        if found {
            self.next();
        }
        found
    }

    /// A name where any word will do: labels, types, property keys, functions, aliases.
    fn name(&mut self, what: &str) -> Parsed<Name> {
        match self.kind() {
            TokenKind::Word(_) | TokenKind::Quoted => Ok(self.next_name()),
            _ => Err(self.unexpected(what)),
        }
    }

    /// The name of a variable: reserved words need backquotes.
    fn variable(&mut self, what: &str) -> Parsed<Name> {
        if let Some(keyword) = self.keyword()
            && keyword.entry().reserved
        {
            let word = self.token().span.of(self.text);
            return Err(self.unexpected(what).with_hint(format!(
                "`{word}` is a word of the language; as a name it needs backquotes: `` `{word}` ``"
            )));
        }
        self.name(what)
    }

    fn next_name(&mut self) -> Name {
        let token = self.next();
        let written = token.span.of(self.text);
        let text = match token.kind {
            TokenKind::Quoted => written[1..written.len() - 1].replace("``", "`"),
            _ => written.to_owned(),
        };
        Name { text, span: token.span }
    }

    fn is_name(&self) -> bool {
        matches!(self.kind(), TokenKind::Word(_) | TokenKind::Quoted)
    }

    /// One level deeper, unless that is too deep.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.deeper(1, read)
    }

    fn deeper<T>(&mut self, levels: usize, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth + levels > MAXIMUM_DEPTH {
            return Err(self.too_deep());
        }
        self.depth += levels;
        let result = read(self);
        self.depth -= levels;
        result
    }

    fn too_deep(&self) -> Diagnostic {
        self.error("NestingTooDeep", "the query nests too deeply to be read", self.token().span)
            .with_hint("split it with WITH, or pass long lists as parameters")
    }

    /// Reads with `|` ending label expressions or not.
    fn with_bar<T>(&mut self, ends: bool, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let before = std::mem::replace(&mut self.bar_ends, ends);
        let result = read(self);
        self.bar_ends = before;
        result
    }

    fn comma_separated<T>(&mut self, mut read: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = vec![read(self)?];
        while self.take(TokenKind::Comma) {
            items.push(read(self)?);
        }
        Ok(items)
    }

    /// After an error in the clause that begins at this token: on to the next clause outside all brackets, or the end.
    fn recover(&mut self, first: usize) {
        self.depth = 0;
        self.bar_ends = false;
        self.in_case = false;
        // Out of the bracket around the error, if it is closed.
        if let Some(partner) = self.partners[first..self.at].iter().find(|partner| **partner > self.at) {
            self.at = *partner;
        }
        loop {
            let before = self.at.checked_sub(1).and_then(|last| match self.tokens[last].kind {
                TokenKind::Word(keyword) => keyword,
                _ => None,
            });
            let continues = matches!(
                before,
                Some(Keyword::On | Keyword::Starts | Keyword::Ends | Keyword::Detach | Keyword::Optional)
            );
            match self.kind() {
                TokenKind::End | TokenKind::Semicolon => return,
                TokenKind::Word(Some(keyword)) if is_clause(keyword) && !continues => return,
                _ => self.at = self.partners[self.at].max(self.at + 1),
            }
        }
    }
}

/// Whether a clause may start with the word, as far as recovery may rely on it.
fn is_clause(keyword: Keyword) -> bool {
    use Keyword::*;
    matches!(
        keyword,
        Match
            | Optional
            | Unwind
            | For
            | With
            | Return
            | Create
            | Insert
            | Merge
            | Set
            | Delete
            | Detach
            | Remove
            | Union
            | Call
            | Foreach
    )
}

/// A bracket closes the nearest one of its kind; those that were opened since then stay open.
fn partners(tokens: &[Token]) -> Vec<usize> {
    use TokenKind::*;
    let mut partners = vec![0; tokens.len()];
    let mut open: Vec<(usize, TokenKind)> = Vec::new();
    let kind_of = |closing: TokenKind| match closing {
        RightParenthesis => 0,
        RightBracket => 1,
        _ => 2,
    };
    let mut waiting = [0; 3];
    for (place, token) in tokens.iter().enumerate() {
        let closing = match token.kind {
            LeftParenthesis => RightParenthesis,
            LeftBracket => RightBracket,
            LeftBrace => RightBrace,
            RightParenthesis | RightBracket | RightBrace => {
                while waiting[kind_of(token.kind)] > 0
                    && let Some((start, closing)) = open.pop()
                {
                    waiting[kind_of(closing)] -= 1;
                    if closing == token.kind {
                        partners[start] = place;
                        break;
                    }
                }
                continue;
            }
            _ => continue,
        };
        waiting[kind_of(closing)] += 1;
        open.push((place, closing));
    }
    partners
}
