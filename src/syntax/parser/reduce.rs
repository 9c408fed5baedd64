//! `reduce` and `allReduce`: one value from the elements of a list, one after the other.

use super::super::token::TokenKind;
use super::super::tree::{BinaryOperator, Expression, ExpressionKind, Literal, Name, QuantifierKind};
use super::{Parsed, Parser};

/// The parts of `reduce(accumulator = initial, variable IN list | value`.
struct Steps {
    accumulator: Name,
    initial: Box<Expression>,
    variable: Name,
    list: Box<Expression>,
    value: Box<Expression>,
}

impl Parser<'_> {
    /// Whether `name(accumulator =` begins here.
    pub(super) fn reduce_ahead(&self) -> bool {
        self.ahead(1).kind == TokenKind::LeftParenthesis && self.ahead(3).kind == TokenKind::Equal
    }

    pub(super) fn reduce(&mut self) -> Parsed<ExpressionKind> {
        let Steps { accumulator, initial, variable, list, value } = self.steps()?;
        self.expect(TokenKind::RightParenthesis)?;
        Ok(ExpressionKind::Reduce { accumulator, initial, variable, list, value })
    }

    /// `allReduce(a = initial, x IN list | value, condition)`: whether the condition holds of the value after each step. Read as
    /// `all(a IN reduce(steps = [initial], x IN list | steps + [a IN steps[-1..] | value])[1..] WHERE condition)`.
    pub(super) fn all_reduce(&mut self) -> Parsed<ExpressionKind> {
        let start = self.start();
        let Steps { accumulator, initial, variable, list, value } = self.steps()?;
        self.expect(TokenKind::Comma)?;
        let predicate = self.with_bar(false, Self::expression)?;
        self.expect(TokenKind::RightParenthesis)?;
        let span = self.since(start);
        let boxed = |kind| Box::new(Expression { kind, span });
        // A name that no user can have written outside backquotes.
        let steps = Name { text: " steps".to_owned(), span };
        let so_far = || boxed(ExpressionKind::Variable(steps.text.clone()));
        let number = |number| Some(boxed(ExpressionKind::Literal(Literal::Integer(number))));
        let next = ExpressionKind::ListComprehension {
            variable: accumulator.clone(),
            list: boxed(ExpressionKind::Slice { of: so_far(), from: number(-1), to: None }),
            filter: None,
            value: Some(value),
        };
        let values = ExpressionKind::Reduce {
            accumulator: steps.clone(),
            initial: boxed(ExpressionKind::List(vec![*initial])),
            variable,
            list,
            value: boxed(ExpressionKind::Binary(BinaryOperator::Add, so_far(), boxed(next))),
        };
        Ok(ExpressionKind::Quantifier {
            kind: QuantifierKind::All,
            variable: accumulator,
            list: boxed(ExpressionKind::Slice { of: boxed(values), from: number(1), to: None }),
            predicate: Some(Box::new(predicate)),
        })
    }

    fn steps(&mut self) -> Parsed<Steps> {
        self.next();
        self.next();
        let accumulator = self.variable("a variable")?;
        self.expect(TokenKind::Equal)?;
        self.with_bar(true, |parser| {
            let initial = Box::new(parser.expression()?);
            parser.expect(TokenKind::Comma)?;
            let variable = parser.variable("a variable")?;
            parser.expect_keyword(super::Keyword::In)?;
            let list = Box::new(parser.expression()?);
            parser.expect(TokenKind::Bar)?;
            let value = Box::new(parser.with_bar(false, Self::expression)?);
            Ok(Steps { accumulator, initial, variable, list, value })
        })
    }
}
