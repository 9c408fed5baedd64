//! Expressions by precedence climbing, from `OR`, which binds least, to `.key`, which binds most.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{
    BinaryOperator, ComparisonOperator, Expression, ExpressionKind, Literal, Name, UnaryOperator,
};
use super::form::NORMAL_FORMS;
use super::{MAXIMUM_CHAIN, Parsed, Parser};
use crate::span::Span;

/// How strongly an operator binds.
pub const COMPARISON: u8 = 5;
/// `NOT`
pub const NOT: u8 = 4;
/// `IN`, `STARTS WITH`, `IS NULL`, …
pub const PREDICATE: u8 = 6;
/// `-a`
pub const SIGN: u8 = 10;

/// How strongly an operator between two expressions binds; all of them join from the left.
pub fn precedence(operator: BinaryOperator) -> u8 {
    use BinaryOperator::*;
    match operator {
        Or => 1,
        Xor => 2,
        And => 3,
        In | StartsWith | EndsWith | Contains | Matches => PREDICATE,
        Add | Subtract | Concatenate => 7,
        Multiply | Divide | Modulo => 8,
        Power => 9,
    }
}

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Parsed<Expression> {
        self.nested(|parser| parser.climb(0))
    }

    /// One more operator in a chain, unless there are too many. Deeper levels get shorter chains, so that the tree stays
    /// shallow enough to walk.
    pub(super) fn chained(&self, count: usize) -> Parsed<usize> {
        if count >= MAXIMUM_CHAIN / self.depth.max(1) { Err(self.too_deep()) } else { Ok(count + 1) }
    }

    /// An expression whose operators all bind at least as strongly as `least`.
    fn climb(&mut self, least: u8) -> Parsed<Expression> {
        let left = self.prefix()?;
        self.operators(left, least)
    }

    /// Whether an operator that gives true or false stands here, with nothing on its left.
    pub(super) fn predicate_ahead(&self) -> bool {
        self.comparison_operator().is_some()
            || self.is_keyword(Keyword::Is)
            || self.binary_operator().is_some_and(|(operator, _)| precedence(operator) == PREDICATE)
    }

    /// The rest of a condition on the subject of a `CASE`.
    pub(super) fn predicate_of_subject(&mut self) -> Parsed<Expression> {
        let place = self.start();
        let subject = Expression { kind: ExpressionKind::Subject, span: Span { start: place, end: place } };
        self.nested(|parser| parser.operators(subject, 0))
    }

    /// What stands on the left, with every operator after it that binds at least as strongly as `least`.
    fn operators(&mut self, mut left: Expression, least: u8) -> Parsed<Expression> {
        let mut count = 0;
        loop {
            if let Some((operator, words)) = self.binary_operator() {
                let strength = precedence(operator);
                if strength < least {
                    return Ok(left);
                }
                self.at += words;
                let right = self.climb(strength + 1)?;
                left = join(left, right, |left, right| ExpressionKind::Binary(operator, left, right));
            } else if self.comparison_operator().is_some() && least <= COMPARISON {
                left = self.comparison(left)?;
            } else if self.type_predicate_ahead() && least <= PREDICATE {
                left = self.type_predicate(left)?;
            } else if self.is_keyword(Keyword::Is) && least <= PREDICATE {
                left = self.is_predicate(left)?;
            } else {
                return Ok(left);
            }
            count = self.chained(count)?;
        }
    }

    /// The operator here and how many tokens it takes.
    fn binary_operator(&self) -> Option<(BinaryOperator, usize)> {
        use BinaryOperator::*;
        Some(match self.kind() {
            TokenKind::Plus => (Add, 1),
            TokenKind::BarBar => (Concatenate, 1),
            TokenKind::Minus => (Subtract, 1),
            TokenKind::Star => (Multiply, 1),
            TokenKind::Slash => (Divide, 1),
            TokenKind::Percent => (Modulo, 1),
            TokenKind::Caret => (Power, 1),
            TokenKind::Matches => (Matches, 1),
            TokenKind::Word(Some(keyword)) => match keyword {
                Keyword::Or => (Or, 1),
                Keyword::Xor => (Xor, 1),
                Keyword::And => (And, 1),
                Keyword::In => (In, 1),
                Keyword::Contains => (Contains, 1),
                Keyword::Starts if self.keyword_ahead(1) == Some(Keyword::With) => (StartsWith, 2),
                Keyword::Ends if self.keyword_ahead(1) == Some(Keyword::With) => (EndsWith, 2),
                _ => return None,
            },
            _ => return None,
        })
    }

    fn comparison_operator(&self) -> Option<ComparisonOperator> {
        use ComparisonOperator::*;
        Some(match self.kind() {
            TokenKind::Equal => Equal,
            TokenKind::NotEqual => NotEqual,
            TokenKind::Less => Less,
            TokenKind::LessOrEqual => LessOrEqual,
            TokenKind::Greater => Greater,
            TokenKind::GreaterOrEqual => GreaterOrEqual,
            _ => return None,
        })
    }

    fn comparison(&mut self, first: Expression) -> Parsed<Expression> {
        let mut rest = Vec::new();
        while let Some(operator) = self.comparison_operator() {
            self.next();
            rest.push((operator, self.climb(COMPARISON + 1)?));
        }
        let span = rest.last().map_or(first.span, |(_, last)| first.span.to(last.span));
        Ok(Expression { kind: ExpressionKind::Comparison(Box::new(first), rest), span })
    }

    /// What follows `IS`: `NULL`, `NORMALIZED` or labels, or `NOT` and one of these.
    fn is_predicate(&mut self, of: Expression) -> Parsed<Expression> {
        self.next();
        let negated = self.take_keyword(Keyword::Not);
        if let Some(form) = self.normal_form_tested() {
            return Ok(self.normalized(of, form, negated));
        }
        let is_word = matches!(self.kind(), TokenKind::Word(None) | TokenKind::Quoted);
        if self.take_word("LABELED") || (is_word && !negated) {
            return self.label_predicate(of, negated);
        }
        if !self.is_keyword(Keyword::Null) {
            let error = self.unexpected("`NULL` or `NOT NULL` after `IS`");
            if let TokenKind::Text | TokenKind::Integer | TokenKind::Float | TokenKind::Parameter = self.kind() {
                return Err(error.with_hint("values are compared with `=` and `<>`"));
            }
            return Err(self.suggest(error, &[Keyword::Null, Keyword::Not]));
        }
        let span = of.span.to(self.next().span);
        Ok(Expression { kind: ExpressionKind::IsNull { of: Box::new(of), negated }, span })
    }

    /// The form of `NFC NORMALIZED` and its like.
    fn normal_form_tested(&mut self) -> Option<&'static str> {
        let of_next = |parser: &Self, place: usize, word: &str| {
            parser.ahead(place).kind != TokenKind::Quoted
                && parser.ahead(place).span.of(parser.text).eq_ignore_ascii_case(word)
        };
        let named = NORMAL_FORMS.iter().find(|form| of_next(self, 0, form) && of_next(self, 1, "NORMALIZED"));
        if named.is_some() {
            self.next();
        }
        (named.is_some() || of_next(self, 0, "NORMALIZED")).then(|| {
            self.next();
            *named.unwrap_or(&NORMAL_FORMS[0])
        })
    }

    /// `of IS NORMALIZED`, which is `isNormalized(of, form)`.
    fn normalized(&self, of: Expression, form: &str, negated: bool) -> Expression {
        let span = self.since(of.span.start);
        let form = Expression { kind: ExpressionKind::Literal(Literal::String(form.to_owned())), span };
        let name = Name { text: "isNormalized".to_owned(), span };
        let call = Expression { kind: ExpressionKind::Call { name, distinct: false, arguments: vec![of, form] }, span };
        if negated { unary(UnaryOperator::Not, call, span) } else { call }
    }

    /// The labels after `IS`, `IS LABELED` or `IS NOT LABELED`.
    fn label_predicate(&mut self, of: Expression, negated: bool) -> Parsed<Expression> {
        let labels = self.label_expression()?;
        let span = of.span.to(self.since(of.span.start));
        let kind = ExpressionKind::HasLabels { of: Box::new(of), labels };
        let has = Expression { kind, span };
        Ok(if negated { unary(UnaryOperator::Not, has, span) } else { has })
    }

    fn prefix(&mut self) -> Parsed<Expression> {
        let token = self.token();
        match token.kind {
            TokenKind::Word(Some(Keyword::Not)) => {
                self.next();
                let operand = self.nested(|parser| parser.climb(NOT))?;
                Ok(unary(UnaryOperator::Not, operand, token.span))
            }
            TokenKind::Minus => {
                self.next();
                let number = matches!(self.kind(), TokenKind::Integer | TokenKind::Float | TokenKind::MalformedNumber);
                if number && !matches!(self.ahead(1).kind, TokenKind::Dot | TokenKind::LeftBracket | TokenKind::Colon) {
                    let literal = self.number(true)?;
                    return Ok(Expression {
                        kind: ExpressionKind::Literal(literal),
                        span: self.since(token.span.start),
                    });
                }
                let operand = self.nested(Self::prefix)?;
                Ok(unary(UnaryOperator::Minus, operand, token.span))
            }
            TokenKind::Plus => {
                self.next();
                let operand = self.nested(Self::prefix)?;
                Ok(unary(UnaryOperator::Plus, operand, token.span))
            }
            _ => self.postfix_expression(),
        }
    }

    /// A primary expression with every `.key`, `[index]` and `:Label` that follows it.
    pub(super) fn postfix_expression(&mut self) -> Parsed<Expression> {
        let start = self.start();
        let mut left = self.primary()?;
        let mut count = 0;
        loop {
            let kind = match self.kind() {
                TokenKind::Dot => {
                    self.next();
                    let key = self.name("a property key after `.`")?;
                    ExpressionKind::Property { of: Box::new(left), key }
                }
                TokenKind::LeftBracket => self.subscript(left)?,
                TokenKind::Colon if labels_may_follow(&left) && !self.type_predicate_ahead() => {
                    match self.label_expression_after_colon(true)? {
                        Some(labels) => ExpressionKind::HasLabels { of: Box::new(left), labels },
                        None => return Ok(left),
                    }
                }
                _ => return Ok(left),
            };
            left = Expression { kind, span: self.since(start) };
            count = self.chained(count)?;
        }
    }

    /// `[index]` or `[from..to]`
    fn subscript(&mut self, of: Expression) -> Parsed<ExpressionKind> {
        self.next();
        let of = Box::new(of);
        self.with_bar(false, |parser| {
            let first = if parser.is(TokenKind::DotDot) { None } else { Some(Box::new(parser.expression()?)) };
            if parser.take(TokenKind::DotDot) {
                let to = if parser.is(TokenKind::RightBracket) { None } else { Some(Box::new(parser.expression()?)) };
                parser.expect(TokenKind::RightBracket)?;
                return Ok(ExpressionKind::Slice { of, from: first, to });
            }
            parser.expect(TokenKind::RightBracket)?;
            match first {
                Some(index) => Ok(ExpressionKind::Index { of, index }),
                None => Err(parser.unexpected("an index")),
            }
        })
    }

    fn primary(&mut self) -> Parsed<Expression> {
        let start = self.start();
        let kind = match self.kind() {
            TokenKind::Integer | TokenKind::Float | TokenKind::MalformedNumber => {
                ExpressionKind::Literal(self.number(false)?)
            }
            TokenKind::Text => ExpressionKind::Literal(Literal::String(self.string()?)),
            TokenKind::Parameter => ExpressionKind::Parameter(self.parameter_name()),
            TokenKind::LeftBrace => return self.map_literal(),
            TokenKind::LeftBracket => self.bracketed()?,
            TokenKind::LeftParenthesis if self.path_ahead() => {
                ExpressionKind::Pattern(Box::new(self.with_bar(false, Self::path_body)?))
            }
            TokenKind::LeftParenthesis => {
                self.next();
                let inner = self.with_bar(false, Self::expression)?;
                if self.is(TokenKind::Comma) {
                    let error = self.unexpected("an operator or `)`");
                    return Err(error.with_hint("a list stands between brackets: `[1, 2]`"));
                }
                if !self.is(TokenKind::RightParenthesis) {
                    return Err(self.unexpected("an operator or `)`"));
                }
                self.next();
                return Ok(inner);
            }
            TokenKind::Word(Some(keyword)) => match self.keyword_form(keyword)? {
                Some(kind) => kind,
                None => self.named()?,
            },
            TokenKind::Word(None) | TokenKind::Quoted => self.named()?,
            _ => return Err(self.unexpected("an expression")),
        };
        Ok(Expression { kind, span: self.since(start) })
    }

    /// A function call, a map projection or a variable.
    fn named(&mut self) -> Parsed<ExpressionKind> {
        if self.call_ahead() {
            return self.function_call();
        }
        let reserved = self.keyword().is_some_and(|keyword| keyword.entry().reserved);
        let follows = self.ahead(1).kind;
        let is_word_of_clause = matches!(follows, TokenKind::Word(_) | TokenKind::LeftParenthesis | TokenKind::Star)
            || matches!(follows, TokenKind::Integer | TokenKind::Text | TokenKind::Parameter);
        if reserved && is_word_of_clause {
            // The keyword does its own work here; what stands before it lacks an end.
            return Err(self.unexpected("an expression"));
        }
        let name = self.variable("an expression")?;
        if self.is(TokenKind::LeftBrace) {
            return self.map_projection(name);
        }
        Ok(ExpressionKind::Variable(name.text))
    }

    /// Whether a name, possibly with dots, and a parenthesis follow.
    fn call_ahead(&self) -> bool {
        let mut place = self.at + 1;
        while self.kind_at(place) == TokenKind::Dot
            && matches!(self.kind_at(place + 1), TokenKind::Word(_) | TokenKind::Quoted)
        {
            place += 2;
        }
        let reserved = self.keyword().is_some_and(|keyword| keyword.entry().reserved);
        self.kind_at(place) == TokenKind::LeftParenthesis && !reserved
    }
}

/// Label predicates follow variables and property accesses; elsewhere a colon belongs to something else.
fn labels_may_follow(left: &Expression) -> bool {
    matches!(
        left.kind,
        ExpressionKind::Variable(_)
            | ExpressionKind::Property { .. }
            | ExpressionKind::Index { .. }
            | ExpressionKind::Call { .. }
    )
}

fn unary(operator: UnaryOperator, operand: Expression, start: Span) -> Expression {
    let span = start.to(operand.span);
    Expression { kind: ExpressionKind::Unary(operator, Box::new(operand)), span }
}

fn join(
    left: Expression,
    right: Expression,
    kind: impl FnOnce(Box<Expression>, Box<Expression>) -> ExpressionKind,
) -> Expression {
    let span = left.span.to(right.span);
    Expression { kind: kind(Box::new(left), Box::new(right)), span }
}
