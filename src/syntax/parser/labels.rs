//! Label expressions: `:A`, `:A:B`, `:A|B&!C`, `:%`, `:$(name)`, `IS A`.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{ComputedLabels, ExpressionKind, LabelExpression, Literal, Name};
use super::{Parsed, Parser};

impl Parser<'_> {
    /// After `:` or `IS`, where one stands. Colons join labels of nodes, not types of relationships.
    pub(super) fn label_expression_after_colon(&mut self, colons_join: bool) -> Parsed<Option<LabelExpression>> {
        if self.take(TokenKind::Colon) || self.take_keyword(Keyword::Is) {
            self.nested(|parser| parser.alternatives(colons_join)).map(Some)
        } else {
            Ok(None)
        }
    }

    /// `A|B&!C`, with no colon before it.
    pub(super) fn label_expression(&mut self) -> Parsed<LabelExpression> {
        self.nested(|parser| parser.alternatives(false))
    }

    fn alternatives(&mut self, colons_join: bool) -> Parsed<LabelExpression> {
        let mut left = self.conjunction(colons_join)?;
        let mut count = 0;
        while self.is(TokenKind::Bar) && !self.bar_ends {
            self.next();
            self.take(TokenKind::Colon);
            let right = self.conjunction(colons_join)?;
            left = LabelExpression::Or(Box::new(left), Box::new(right));
            count = self.chained(count)?;
        }
        Ok(left)
    }

    fn conjunction(&mut self, colons_join: bool) -> Parsed<LabelExpression> {
        let mut left = self.single_label()?;
        let mut count = 0;
        while self.is(TokenKind::Ampersand) || (colons_join && self.is(TokenKind::Colon)) {
            self.next();
            let right = self.single_label()?;
            left = LabelExpression::And(Box::new(left), Box::new(right));
            count = self.chained(count)?;
        }
        Ok(left)
    }

    fn single_label(&mut self) -> Parsed<LabelExpression> {
        match self.kind() {
            TokenKind::Exclamation => {
                self.next();
                let inner = self.nested(Self::single_label)?;
                Ok(LabelExpression::Not(Box::new(inner)))
            }
            TokenKind::Percent => Ok(LabelExpression::Any(self.next().span)),
            TokenKind::LeftParenthesis => {
                self.next();
                let inner = self.nested(|parser| parser.with_bar(false, |parser| parser.alternatives(false)))?;
                self.expect(TokenKind::RightParenthesis)?;
                Ok(inner)
            }
            _ => match self.computed_labels()? {
                Some(labels) => Ok(written(labels)),
                None if self.is(TokenKind::Text) => {
                    Err(self.unexpected("a label or type").with_hint("labels and types stand without quotes"))
                }
                None => self.name("a label or type").map(LabelExpression::Name),
            },
        }
    }

    /// `$(value)`, `$all(value)` or `$any(value)`, where one stands.
    pub(super) fn computed_labels(&mut self) -> Parsed<Option<ComputedLabels>> {
        let start = self.start();
        let word = self.token().span.of(self.text).to_ascii_lowercase();
        let is_computed = match self.kind() {
            TokenKind::Dollar => true,
            TokenKind::Parameter => matches!(word.as_str(), "$all" | "$any"),
            _ => false,
        };
        if !is_computed || self.ahead(1).kind != TokenKind::LeftParenthesis {
            return Ok(None);
        }
        self.next();
        self.expect(TokenKind::LeftParenthesis)?;
        let value = self.nested(|parser| parser.with_bar(false, Self::expression))?;
        self.expect(TokenKind::RightParenthesis)?;
        Ok(Some(ComputedLabels { value, any: word == "$any", span: self.since(start) }))
    }
}

/// Labels that a value names; where the value is a text as written, the label is known and as good as written itself.
fn written(labels: ComputedLabels) -> LabelExpression {
    match labels.value.kind {
        ExpressionKind::Literal(Literal::String(text)) if !text.is_empty() => {
            LabelExpression::Name(Name { text, span: labels.span })
        }
        _ => LabelExpression::Computed(Box::new(labels)),
    }
}
