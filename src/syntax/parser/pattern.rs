//! Nodes, relationships and how often they repeat.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{Arrow, Expression, ExpressionKind, Length, NodePattern, RelationshipPattern};
use super::{Parsed, Parser};
use crate::span::Span;

impl Parser<'_> {
    pub(super) fn node_pattern(&mut self) -> Parsed<NodePattern> {
        let start = self.start();
        self.expect(TokenKind::LeftParenthesis)?;
        let variable = self.pattern_variable()?;
        let (labels, properties, filter) = self.with_bar(false, |parser| {
            let labels = parser.label_expression_after_colon(true)?;
            Ok((labels, parser.pattern_properties()?, parser.filter()?))
        })?;
        if !self.is(TokenKind::RightParenthesis) {
            let error = self.unexpected(if variable.is_some() { "`)`" } else { "a variable, a label or `)`" });
            return Err(match (&labels, self.kind()) {
                (None, TokenKind::Word(None)) => error.with_hint("a label follows a colon: `(n:Label)`"),
                _ => error,
            });
        }
        self.next();
        Ok(NodePattern { variable, labels, properties, filter, span: self.since(start) })
    }

    fn pattern_variable(&mut self) -> Parsed<Option<super::Name>> {
        let is_where = self.is_keyword(Keyword::Where);
        let is_labels =
            self.is_keyword(Keyword::Is) && matches!(self.ahead(1).kind, TokenKind::Word(_) | TokenKind::Quoted);
        if self.is_name() && !is_where && !is_labels { self.variable("a variable").map(Some) } else { Ok(None) }
    }

    fn pattern_properties(&mut self) -> Parsed<Option<Expression>> {
        match self.kind() {
            TokenKind::LeftBrace => self.map_literal().map(Some),
            TokenKind::Parameter => {
                let token = self.token();
                let kind = ExpressionKind::Parameter(self.parameter_name());
                Ok(Some(Expression { kind, span: token.span }))
            }
            _ => Ok(None),
        }
    }

    /// Whether a relationship begins here.
    pub(super) fn relationship_ahead(&self) -> bool {
        match self.kind() {
            TokenKind::Minus => matches!(self.ahead(1).kind, TokenKind::Minus | TokenKind::LeftBracket),
            TokenKind::Less => self.ahead(1).kind == TokenKind::Minus,
            _ => false,
        }
    }

    pub(super) fn relationship_pattern(&mut self) -> Parsed<RelationshipPattern> {
        let start = self.start();
        let left = self.take(TokenKind::Less);
        self.expect(TokenKind::Minus)?;
        let mut pattern = RelationshipPattern {
            variable: None,
            types: None,
            length: None,
            properties: None,
            filter: None,
            arrow: Arrow::Either,
            quantifier: None,
            span: Span::default(),
        };
        if self.take(TokenKind::LeftBracket) {
            self.with_bar(false, |parser| parser.relationship_detail(&mut pattern))?;
            self.expect(TokenKind::RightBracket)?;
        }
        self.expect(TokenKind::Minus)?;
        let right = self.take(TokenKind::Greater);
        pattern.arrow = match (left, right) {
            (false, false) => Arrow::Either,
            (false, true) => Arrow::Right,
            (true, false) => Arrow::Left,
            (true, true) => Arrow::Both,
        };
        pattern.quantifier = self.quantifier()?;
        pattern.span = self.since(start);
        Ok(pattern)
    }

    fn relationship_detail(&mut self, pattern: &mut RelationshipPattern) -> Parsed<()> {
        pattern.variable = self.pattern_variable()?;
        pattern.types = self.label_expression_after_colon(false)?;
        if self.is(TokenKind::Star) {
            pattern.length = Some(self.length()?);
        }
        pattern.properties = self.pattern_properties()?;
        pattern.filter = self.filter()?;
        let is_length = match self.kind() {
            TokenKind::RightBracket => return Ok(()),
            TokenKind::Minus => self.ahead(1).kind == TokenKind::Integer,
            kind => matches!(kind, TokenKind::DotDot | TokenKind::Integer),
        };
        if is_length {
            let message = "the length of a path is written `*`, `*2`, `*1..3`, `*1..` or `*..3`";
            return Err(self.error("InvalidRelationshipPattern", message, self.token().span));
        }
        let empty = pattern.variable.is_none() && pattern.types.is_none();
        Err(self.unexpected(if empty { "a variable, a type or `]`" } else { "`]`" }))
    }

    /// `*`, `*2`, `*1..3`
    fn length(&mut self) -> Parsed<Length> {
        let start = self.start();
        self.next();
        let first = self.count()?;
        let (minimum, maximum) = if self.take(TokenKind::DotDot) { (first, self.count()?) } else { (first, first) };
        Ok(Length { minimum, maximum, span: self.since(start) })
    }

    /// `{2}`, `{1,3}`, `{1,}`, `{,3}`, `+` or `*` after a relationship or a group.
    pub(super) fn quantifier(&mut self) -> Parsed<Option<Length>> {
        let start = self.start();
        let (minimum, maximum) = match self.kind() {
            TokenKind::Plus => {
                self.next();
                (Some(1), None)
            }
            TokenKind::Star => {
                self.next();
                (Some(0), None)
            }
            TokenKind::LeftBrace => {
                self.next();
                let first = self.count()?;
                let (minimum, maximum) =
                    if self.take(TokenKind::Comma) { (first.or(Some(0)), self.count()?) } else { (first, first) };
                if minimum.is_none() {
                    return Err(self.unexpected("a number of repetitions, such as `{1,3}`"));
                }
                self.expect(TokenKind::RightBrace)?;
                (minimum, maximum)
            }
            _ => return Ok(None),
        };
        let span = self.since(start);
        if let (Some(least), Some(most)) = (minimum, maximum)
            && (most < least || most == 0)
        {
            return Err(self.error(
                "InvalidRelationshipPattern",
                format!("`{}` admits no repetition", span.of(self.text)),
                span,
            ));
        }
        Ok(Some(Length { minimum, maximum, span }))
    }

    /// A whole number, where one stands.
    pub(super) fn count(&mut self) -> Parsed<Option<u64>> {
        if !self.is(TokenKind::Integer) {
            return Ok(None);
        }
        let token = self.next();
        let text = token.span.of(self.text).replace('_', "");
        text.parse().map(Some).map_err(|_| self.error("IntegerOverflow", format!("`{text}` is too large"), token.span))
    }
}
