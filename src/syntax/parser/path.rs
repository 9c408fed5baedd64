//! Patterns, paths and groups.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{
    BinaryOperator, Expression, ExpressionKind, GroupPattern, PathElement, PathPattern, Pattern, Selector,
};
use super::{Parsed, Parser};

impl Parser<'_> {
    pub(super) fn pattern(&mut self) -> Parsed<Pattern> {
        let start = self.start();
        let paths = self.comma_separated(Self::path)?;
        Ok(Pattern { paths, span: self.since(start) })
    }

    /// `p = SHORTEST 2 (a)-->(b)`
    pub(super) fn path(&mut self) -> Parsed<PathPattern> {
        let start = self.start();
        let variable = if self.is_name() && self.ahead(1).kind == TokenKind::Equal {
            let name = self.variable("a variable")?;
            self.next();
            Some(name)
        } else {
            None
        };
        let mut path = self.path_body()?;
        if matches!(self.kind(), TokenKind::Minus | TokenKind::Less | TokenKind::Greater) {
            return Err(self.unexpected("a relationship such as `-->`, `<--` or `-[:TYPE]->`"));
        }
        path.variable = variable;
        path.span = self.since(start);
        Ok(path)
    }

    /// A path without its variable.
    pub(super) fn path_body(&mut self) -> Parsed<PathPattern> {
        let start = self.start();
        if let Some(selector) = self.shortest_path_ahead() {
            self.next();
            self.next();
            let elements = self.path_elements()?;
            self.expect(TokenKind::RightParenthesis)?;
            return Ok(PathPattern { variable: None, selector, elements, span: self.since(start) });
        }
        let selector = self.selector()?;
        let elements = self.path_elements()?;
        Ok(PathPattern { variable: None, selector, elements, span: self.since(start) })
    }

    /// `TRAIL`, as GQL names paths that walk no relationship twice, which all are; other modes are conditions.
    fn path_mode(&mut self) -> Parsed<()> {
        const OTHERS: &[(&str, &str)] = &[
            ("WALK", "put the parts that may share relationships into several MATCH"),
            ("ACYCLIC", "name the path and add `WHERE all(n IN nodes(p) WHERE single(m IN nodes(p) WHERE m = n))`"),
            (
                "SIMPLE",
                "name the path and add `WHERE all(n IN nodes(p)[1..] WHERE single(m IN nodes(p)[1..] WHERE m = n))`",
            ),
        ];
        let start = self.start();
        if let Some((mode, hint)) = OTHERS.iter().find(|(mode, _)| self.take_word(mode)) {
            let message = format!("paths here are trails: no relationship is walked twice; there is no mode {mode}");
            return Err(self.error("UnexpectedSyntax", message, self.since(start)).with_hint(*hint));
        }
        self.take_word("TRAIL");
        Ok(())
    }

    /// `shortestPath(` and `allShortestPaths(`
    pub(super) fn shortest_path_ahead(&self) -> Option<Selector> {
        let selector = match self.keyword()? {
            Keyword::ShortestPath => Selector::ShortestPath,
            Keyword::AllShortestPaths => Selector::AllShortestPaths,
            _ => return None,
        };
        (self.ahead(1).kind == TokenKind::LeftParenthesis).then_some(selector)
    }

    fn selector(&mut self) -> Parsed<Selector> {
        let selector = match self.keyword() {
            Some(Keyword::Any) => {
                self.next();
                if self.take_keyword(Keyword::Shortest) {
                    Selector::Shortest(1)
                } else {
                    Selector::Any(self.selected_count()?)
                }
            }
            Some(Keyword::All) => {
                self.next();
                if self.take_keyword(Keyword::Shortest) { Selector::AllShortest } else { Selector::All }
            }
            Some(Keyword::Shortest) => {
                self.next();
                Selector::Shortest(self.selected_count()?)
            }
            _ => Selector::All,
        };
        self.path_mode()?;
        if !self.take_keyword(Keyword::Path) {
            self.take_keyword(Keyword::Paths);
        }
        if let Selector::Shortest(count) = selector
            && (self.take_word("GROUPS") || self.take_word("GROUP"))
        {
            return Ok(Selector::ShortestGroups(count));
        }
        Ok(selector)
    }

    fn selected_count(&mut self) -> Parsed<u64> {
        let span = self.token().span;
        match self.count()? {
            Some(0) => Err(self.error("UnexpectedSyntax", "the number of paths must be at least 1", span)),
            count => Ok(count.unwrap_or(1)),
        }
    }

    /// Nodes and relationships in turn; groups may take the place of both.
    fn path_elements(&mut self) -> Parsed<Vec<PathElement>> {
        let mut elements = Vec::new();
        loop {
            self.path_part(&mut elements)?;
            if self.relationship_ahead() {
                elements.push(PathElement::Relationship(self.relationship_pattern()?));
                if !self.is(TokenKind::LeftParenthesis) {
                    return Err(self.unexpected("a node such as `(n)` after the relationship"));
                }
            } else if !self.is(TokenKind::LeftParenthesis) {
                return Ok(elements);
            }
        }
    }

    /// A node, a group, or a path in parentheses that is not repeated and joins its surroundings.
    fn path_part(&mut self, elements: &mut Vec<PathElement>) -> Parsed<()> {
        if !self.is(TokenKind::LeftParenthesis) {
            return Err(self.unexpected("a node such as `(n)`"));
        }
        if !self.group_ahead() {
            elements.push(PathElement::Node(self.node_pattern()?));
            return Ok(());
        }
        let start = self.start();
        self.next();
        let mut inner = self.nested(Self::path_elements)?;
        let filter = self.with_bar(false, Self::filter)?;
        self.expect(TokenKind::RightParenthesis)?;
        if let Some(quantifier) = self.quantifier()? {
            elements.push(PathElement::Group(GroupPattern {
                elements: inner,
                filter,
                quantifier,
                span: self.since(start),
            }));
            return Ok(());
        }
        if let (Some(filter), Some(PathElement::Node(node))) = (filter, inner.last_mut()) {
            node.filter = Some(match node.filter.take() {
                None => filter,
                Some(before) => {
                    let span = before.span.to(filter.span);
                    Expression {
                        kind: ExpressionKind::Binary(BinaryOperator::And, Box::new(before), Box::new(filter)),
                        span,
                    }
                }
            });
        }
        elements.append(&mut inner);
        Ok(())
    }

    fn group_ahead(&self) -> bool {
        self.ahead(1).kind == TokenKind::LeftParenthesis
    }

    /// Whether the parenthesis here opens a path with a relationship rather than an expression.
    pub(super) fn path_ahead(&self) -> bool {
        self.path_at(self.at)
    }

    pub(super) fn path_at(&self, at: usize) -> bool {
        use TokenKind::*;
        let close = self.partners.get(at).copied().unwrap_or(0);
        if self.kind_at(at) != LeftParenthesis || close == 0 {
            return false;
        }
        let node = match self.kind_at(at + 1) {
            RightParenthesis | Colon | LeftBrace => true,
            Word(Some(Keyword::Where)) => true,
            Word(Some(Keyword::Is)) => matches!(self.kind_at(at + 2), Word(_) | Quoted),
            Word(Some(word)) if word.entry().reserved => false,
            Word(_) | Quoted => matches!(
                self.kind_at(at + 2),
                RightParenthesis | Colon | LeftBrace | Parameter | Word(Some(Keyword::Where | Keyword::Is))
            ),
            _ => false,
        };
        node && match (self.kind_at(close + 1), self.kind_at(close + 2), self.kind_at(close + 3)) {
            (Minus, Minus, LeftParenthesis | Greater) => true,
            (Less, Minus, Minus | LeftBracket) => true,
            (Minus, LeftBracket, _) => {
                let end = self.partners[close + 2];
                end != 0 && self.kind_at(end + 1) == Minus && self.detail_at(close + 3)
            }
            _ => false,
        }
    }

    /// Whether what follows `-[` can be the inside of a relationship rather than a list.
    fn detail_at(&self, at: usize) -> bool {
        use TokenKind::*;
        match self.kind_at(at) {
            RightBracket | Colon | Star | LeftBrace | Parameter | DotDot => true,
            Word(Some(Keyword::Where)) => true,
            Word(Some(Keyword::Is)) => matches!(self.kind_at(at + 1), Word(_) | Quoted),
            Word(Some(word)) if word.entry().reserved => false,
            Word(_) | Quoted => {
                matches!(
                    self.kind_at(at + 1),
                    RightBracket | Colon | Star | LeftBrace | Word(Some(Keyword::Where | Keyword::Is))
                )
            }
            _ => false,
        }
    }
}
