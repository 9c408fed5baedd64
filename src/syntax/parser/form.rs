//! Expressions with a form of their own: CASE, comprehensions, quantifiers, projections, subqueries, calls.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{
    Expression, ExpressionKind, Literal, MapProjectionItem, Name, QuantifierKind, Subquery, SubqueryKind,
};
use super::{Parsed, Parser, SUBQUERY_LEVELS};

impl Parser<'_> {
    /// What a keyword introduces here; `None` where it is a name.
    pub(super) fn keyword_form(&mut self, keyword: Keyword) -> Parsed<Option<ExpressionKind>> {
        let next = self.ahead(1).kind;
        let literal = |parser: &mut Self, literal| {
            parser.next();
            Ok(Some(ExpressionKind::Literal(literal)))
        };
        match keyword {
            Keyword::Null => literal(self, Literal::Null),
            Keyword::True => literal(self, Literal::Boolean(true)),
            Keyword::False => literal(self, Literal::Boolean(false)),
            Keyword::Case => self.case().map(Some),
            Keyword::End if self.in_case => Err(self.unexpected("an expression")),
            Keyword::Exists if next == TokenKind::LeftBrace => self.subquery(SubqueryKind::Exists).map(Some),
            Keyword::Count if next == TokenKind::LeftBrace => self.subquery(SubqueryKind::Count).map(Some),
            Keyword::Collect if next == TokenKind::LeftBrace => self.subquery(SubqueryKind::Collect).map(Some),
            Keyword::All => self.quantifier_form(QuantifierKind::All),
            Keyword::Any => self.quantifier_form(QuantifierKind::Any),
            Keyword::None => self.quantifier_form(QuantifierKind::None),
            Keyword::Single => self.quantifier_form(QuantifierKind::Single),
            Keyword::Reduce if self.reduce_ahead() => self.reduce().map(Some),
            Keyword::AllReduce if self.reduce_ahead() => self.all_reduce().map(Some),
            Keyword::ShortestPath | Keyword::AllShortestPaths if next == TokenKind::LeftParenthesis => {
                let path = self.with_bar(false, Self::path_body)?;
                Ok(Some(ExpressionKind::Pattern(Box::new(path))))
            }
            _ => Ok(None),
        }
    }

    fn case(&mut self) -> Parsed<ExpressionKind> {
        self.next();
        let outer = std::mem::replace(&mut self.in_case, true);
        let case = self.case_body();
        self.in_case = outer;
        case
    }

    fn case_body(&mut self) -> Parsed<ExpressionKind> {
        let subject = if self.is_keyword(Keyword::When) { None } else { Some(Box::new(self.expression()?)) };
        let mut branches = Vec::new();
        while self.take_keyword(Keyword::When) {
            let tests = match subject {
                Some(_) => self.comma_separated(Self::case_test)?,
                None => vec![self.expression()?],
            };
            self.expect_keyword(Keyword::Then)?;
            branches.push((tests, self.expression()?));
        }
        if branches.is_empty() {
            return Err(self.unexpected("`WHEN`"));
        }
        let otherwise = if self.take_keyword(Keyword::Else) { Some(Box::new(self.expression()?)) } else { None };
        self.expect_keyword(Keyword::End)?;
        Ok(ExpressionKind::Case { subject, branches, otherwise })
    }

    /// A value to compare with the subject, or a condition whose left side is the subject: `WHEN 1, < 0, IS NULL`.
    fn case_test(&mut self) -> Parsed<Expression> {
        if self.predicate_ahead() { self.predicate_of_subject() } else { self.expression() }
    }

    /// `all(x IN list WHERE condition)`; `None` when it is not of this form.
    fn quantifier_form(&mut self, kind: QuantifierKind) -> Parsed<Option<ExpressionKind>> {
        let is_form = self.ahead(1).kind == TokenKind::LeftParenthesis && self.keyword_ahead(3) == Some(Keyword::In);
        if !is_form {
            return Ok(None);
        }
        self.next();
        self.next();
        self.with_bar(false, |parser| {
            let variable = parser.variable("a variable")?;
            parser.expect_keyword(Keyword::In)?;
            let list = Box::new(parser.expression()?);
            let predicate = parser.filter()?.map(Box::new);
            if !parser.is(TokenKind::RightParenthesis) {
                return Err(parser.unexpected("`WHERE` or `)`"));
            }
            parser.next();
            Ok(Some(ExpressionKind::Quantifier { kind, variable, list, predicate }))
        })
    }

    /// What a bracket opens: a list, a list comprehension or a pattern comprehension.
    pub(super) fn bracketed(&mut self) -> Parsed<ExpressionKind> {
        let named_path = matches!(self.ahead(1).kind, TokenKind::Word(_) | TokenKind::Quoted)
            && self.ahead(2).kind == TokenKind::Equal
            && self.path_at(self.at + 3);
        let list_comprehension = matches!(self.ahead(1).kind, TokenKind::Word(_) | TokenKind::Quoted)
            && self.keyword_ahead(2) == Some(Keyword::In);
        self.next();
        if list_comprehension {
            return self.with_bar(true, Self::list_comprehension);
        }
        if named_path || self.path_ahead() {
            let path = self.with_bar(true, Self::path)?;
            if self.is(TokenKind::Bar) || self.is_keyword(Keyword::Where) {
                let filter = self.with_bar(true, Self::filter)?.map(Box::new);
                self.expect(TokenKind::Bar)?;
                let value = Box::new(self.with_bar(false, Self::expression)?);
                self.expect(TokenKind::RightBracket)?;
                return Ok(ExpressionKind::PatternComprehension { path: Box::new(path), filter, value });
            }
            return Err(self.unexpected("`|` and a value for each match"));
        }
        let mut items = Vec::new();
        if !self.is(TokenKind::RightBracket) {
            items = self.with_bar(false, |parser| parser.comma_separated(Self::expression))?;
        }
        if !self.is(TokenKind::RightBracket) {
            return Err(self.unexpected_after_item("`,` or `]`"));
        }
        self.next();
        Ok(ExpressionKind::List(items))
    }

    fn list_comprehension(&mut self) -> Parsed<ExpressionKind> {
        let variable = self.variable("a variable")?;
        self.expect_keyword(Keyword::In)?;
        let list = Box::new(self.expression()?);
        let filter = self.filter()?.map(Box::new);
        let value =
            if self.take(TokenKind::Bar) { Some(Box::new(self.with_bar(false, Self::expression)?)) } else { None };
        if !self.is(TokenKind::RightBracket) {
            return Err(self.unexpected("`|`, `WHERE` or `]`"));
        }
        self.next();
        Ok(ExpressionKind::ListComprehension { variable, list, filter, value })
    }

    pub(super) fn map_projection(&mut self, variable: Name) -> Parsed<ExpressionKind> {
        self.next();
        let mut items = Vec::new();
        if !self.is(TokenKind::RightBrace) {
            items = self.with_bar(false, |parser| parser.comma_separated(Self::map_projection_item))?;
        }
        if !self.is(TokenKind::RightBrace) {
            return Err(self.unexpected_after_item("`,` or `}`"));
        }
        self.next();
        Ok(ExpressionKind::MapProjection { variable, items })
    }

    fn map_projection_item(&mut self) -> Parsed<MapProjectionItem> {
        if self.take(TokenKind::Dot) {
            if self.is(TokenKind::Star) {
                return Ok(MapProjectionItem::All(self.next().span));
            }
            return self.name("a property key or `*` after `.`").map(MapProjectionItem::Property);
        }
        let name = self.name("`.key`, `.*`, `key: value` or a variable")?;
        if self.take(TokenKind::Colon) {
            return Ok(MapProjectionItem::Value(name, self.expression()?));
        }
        Ok(MapProjectionItem::Variable(name))
    }

    fn subquery(&mut self, kind: SubqueryKind) -> Parsed<ExpressionKind> {
        self.next();
        let clause = self.keyword_ahead(1).is_some_and(|keyword| {
            keyword == Keyword::Load
                || keyword == Keyword::Finish
                || (super::is_clause(keyword) && keyword != Keyword::Union)
        });
        if clause {
            let query = self.braced_query()?;
            return Ok(ExpressionKind::Subquery(kind, Box::new(Subquery::Query(query))));
        }
        self.next();
        let (pattern, filter) = self.deeper(SUBQUERY_LEVELS, |parser| {
            parser.with_bar(false, |parser| {
                let pattern = parser.pattern()?;
                Ok((pattern, parser.filter()?))
            })
        })?;
        self.expect(TokenKind::RightBrace)?;
        Ok(ExpressionKind::Subquery(kind, Box::new(Subquery::Pattern(pattern, filter))))
    }

    pub(super) fn function_call(&mut self) -> Parsed<ExpressionKind> {
        let name = self.dotted_name("a function")?;
        if name.text.eq_ignore_ascii_case("count")
            && self.ahead(1).kind == TokenKind::Star
            && self.ahead(2).kind == TokenKind::RightParenthesis
        {
            self.at += 3;
            return Ok(ExpressionKind::CountStar);
        }
        let distinct = self.keyword_ahead(1) == Some(Keyword::Distinct);
        if distinct {
            // The parenthesis comes before the word; take both and read the arguments after them.
            self.at += 2;
            let arguments = self.arguments_after_parenthesis()?;
            return Ok(ExpressionKind::Call { name, distinct, arguments });
        }
        if name.text.eq_ignore_ascii_case("trim") {
            return self.trim_call(name);
        }
        let mut arguments = self.arguments()?;
        if let ("normalize", [_, form]) = (name.text.to_ascii_lowercase().as_str(), arguments.as_mut_slice()) {
            name_normal_form(form);
        }
        Ok(ExpressionKind::Call { name, distinct, arguments })
    }

    /// `trim(text)`, and `trim(LEADING 'x' FROM text)`, which is `ltrim(text, 'x')`.
    fn trim_call(&mut self, mut name: Name) -> Parsed<ExpressionKind> {
        // A variable may have the name of such a word; then an operator or the end of the argument follows it.
        let alone = !matches!(
            self.ahead(2).kind,
            TokenKind::Text | TokenKind::Word(_) | TokenKind::Quoted | TokenKind::Parameter
        );
        let function = match self.keyword_ahead(1) {
            _ if alone => None,
            Some(Keyword::Leading) => Some("ltrim"),
            Some(Keyword::Trailing) => Some("rtrim"),
            Some(Keyword::Both) => Some("btrim"),
            _ => None,
        };
        if function.is_some() {
            self.next();
            self.next();
        }
        let mut arguments = match function {
            Some(_) if self.is_keyword(Keyword::From) => Vec::new(),
            Some(_) => vec![self.with_bar(false, Self::expression)?],
            None => {
                self.expect(TokenKind::LeftParenthesis)?;
                if self.is(TokenKind::RightParenthesis) {
                    Vec::new()
                } else {
                    self.with_bar(false, |parser| parser.comma_separated(Self::expression))?
                }
            }
        };
        if function.is_some() || arguments.len() == 1 && self.is_keyword(Keyword::From) {
            self.expect_keyword(Keyword::From)?;
            arguments.insert(0, self.with_bar(false, Self::expression)?);
            name.text = function.unwrap_or("btrim").to_owned();
        }
        if !self.is(TokenKind::RightParenthesis) {
            return Err(self.unexpected_after_item("`,` or `)`"));
        }
        self.next();
        Ok(ExpressionKind::Call { name, distinct: false, arguments })
    }

    /// `(a, b)`
    pub(super) fn arguments(&mut self) -> Parsed<Vec<Expression>> {
        self.expect(TokenKind::LeftParenthesis)?;
        self.arguments_after_parenthesis()
    }

    fn arguments_after_parenthesis(&mut self) -> Parsed<Vec<Expression>> {
        if self.take(TokenKind::RightParenthesis) {
            return Ok(Vec::new());
        }
        let arguments = self.with_bar(false, |parser| parser.comma_separated(Self::expression))?;
        if !self.is(TokenKind::RightParenthesis) {
            return Err(self.unexpected_after_item("`,` or `)`"));
        }
        self.next();
        Ok(arguments)
    }
}

/// The normal forms of Unicode, the usual one first.
pub(super) const NORMAL_FORMS: &[&str] = &["NFC", "NFD", "NFKC", "NFKD"];

/// The second argument of `normalize(text, NFD)`: the word, not a variable.
fn name_normal_form(form: &mut Expression) {
    if let ExpressionKind::Variable(word) = &form.kind
        && let Some(named) = NORMAL_FORMS.iter().find(|named| named.eq_ignore_ascii_case(word))
    {
        form.kind = ExpressionKind::Literal(Literal::String((*named).to_owned()));
    }
}
