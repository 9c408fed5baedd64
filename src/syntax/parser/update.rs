//! Clauses that write: MERGE, SET, REMOVE, DELETE, FOREACH.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{
    ClauseKind, ComputedLabels, Expression, ExpressionKind, Merge, MergeAction, Name, RemoveItem, SetItem,
};
use super::{Parsed, Parser, SUBQUERY_LEVELS};

impl Parser<'_> {
    pub(super) fn merge(&mut self) -> Parsed<ClauseKind> {
        self.next();
        let path = self.path()?;
        let mut actions = Vec::new();
        while self.is_keyword(Keyword::On) {
            let start = self.start();
            self.next();
            let on_create = match self.keyword() {
                Some(Keyword::Create) => true,
                Some(Keyword::Match) => false,
                _ => return Err(self.unexpected("`CREATE` or `MATCH` after `ON`")),
            };
            self.next();
            self.expect_keyword(Keyword::Set)?;
            let items = self.set_items()?;
            actions.push(MergeAction { on_create, items, span: self.since(start) });
        }
        Ok(ClauseKind::Merge(Merge { path, actions }))
    }

    pub(super) fn set_items(&mut self) -> Parsed<Vec<SetItem>> {
        self.comma_separated(Self::set_item)
    }

    fn set_item(&mut self) -> Parsed<SetItem> {
        if self.is_name() {
            match self.ahead(1).kind {
                TokenKind::Colon => {
                    let variable = self.variable("a variable")?;
                    let (labels, computed) = self.label_list()?;
                    return Ok(SetItem::Labels { variable, labels, computed });
                }
                TokenKind::Word(Some(Keyword::Is)) => {
                    let variable = self.variable("a variable")?;
                    self.next();
                    let labels = vec![self.name("a label")?];
                    return Ok(SetItem::Labels { variable, labels, computed: Vec::new() });
                }
                TokenKind::Equal | TokenKind::PlusEqual => {
                    let variable = self.variable("a variable")?;
                    let add = self.next().kind == TokenKind::PlusEqual;
                    return Ok(SetItem::Properties { variable, value: self.expression()?, add });
                }
                _ => {}
            }
        }
        let target = self.property_target("set")?;
        if self.is(TokenKind::PlusEqual) {
            let error = self.unexpected("`=`");
            return Err(error.with_hint("write `n.key = n.key + 1`; `+=` adds the properties of a map to `n`"));
        }
        self.expect(TokenKind::Equal)?;
        Ok(SetItem::Property { target, value: self.expression()? })
    }

    /// `a.b`, `(a).b` or `a[b]`.
    fn property_target(&mut self, verb: &str) -> Parsed<Expression> {
        let expected = format!("a property to {verb}, such as `n.name`");
        let start = self.token();
        let target = self.postfix_expression()?;
        match target.kind {
            ExpressionKind::Property { .. } | ExpressionKind::Index { .. } => Ok(target),
            _ => {
                let written = self.since(start.span.start);
                Err(self.error(
                    "UnexpectedSyntax",
                    format!("expected {expected}, found `{}`", super::errors::shorten(written.of(self.text))),
                    written,
                ))
            }
        }
    }

    /// The labels that are written and those that are computed.
    fn label_list(&mut self) -> Parsed<(Vec<Name>, Vec<ComputedLabels>)> {
        let (mut labels, mut computed) = (Vec::new(), Vec::new());
        while self.take(TokenKind::Colon) || self.take(TokenKind::Ampersand) {
            match self.computed_labels()? {
                Some(found) if found.any => {
                    let message = "labels to set or to remove are all that are named, not any of them";
                    return Err(self.error("UnexpectedSyntax", message, found.span).with_hint("write `$(…)`"));
                }
                Some(found) => computed.push(found),
                None => labels.push(self.name("a label")?),
            }
        }
        Ok((labels, computed))
    }

    pub(super) fn remove(&mut self) -> Parsed<ClauseKind> {
        self.next();
        let items = self.comma_separated(|parser| {
            if parser.is_name() && parser.ahead(1).kind == TokenKind::Colon {
                let variable = parser.variable("a variable")?;
                let (labels, computed) = parser.label_list()?;
                return Ok(RemoveItem::Labels { variable, labels, computed });
            }
            parser.property_target("remove").map(RemoveItem::Property)
        })?;
        Ok(ClauseKind::Remove(items))
    }

    pub(super) fn delete(&mut self) -> Parsed<ClauseKind> {
        // NODETACH says what DELETE does by itself.
        let detach = !self.take_keyword(Keyword::Nodetach) && self.take_keyword(Keyword::Detach);
        self.expect_keyword(Keyword::Delete)?;
        Ok(ClauseKind::Delete { detach, targets: self.comma_separated(Self::expression)? })
    }

    pub(super) fn foreach(&mut self) -> Parsed<ClauseKind> {
        self.next();
        self.expect(TokenKind::LeftParenthesis)?;
        let variable = self.variable("a variable")?;
        self.expect_keyword(Keyword::In)?;
        let list = self.with_bar(true, Self::expression)?;
        self.expect(TokenKind::Bar)?;
        let updates = self.deeper(SUBQUERY_LEVELS, |parser| {
            parser.with_bar(false, |parser| {
                let mut updates = Vec::new();
                while let Some(clause) = parser.clause()? {
                    updates.push(clause);
                }
                Ok(updates)
            })
        })?;
        if updates.is_empty() {
            return Err(self.unexpected("a clause that writes, such as SET or CREATE"));
        }
        self.expect(TokenKind::RightParenthesis)?;
        Ok(ClauseKind::Foreach { variable, list, updates })
    }
}
