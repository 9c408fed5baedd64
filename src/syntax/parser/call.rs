//! `CALL`: procedures and subqueries.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{ClauseKind, Imports, Name, ProcedureCall, Query, SubqueryCall, Yield};
use super::{Parsed, Parser, SUBQUERY_LEVELS};

impl Parser<'_> {
    pub(super) fn call(&mut self, optional: bool) -> Parsed<ClauseKind> {
        self.next();
        match self.kind() {
            TokenKind::LeftBrace => {
                let query = self.braced_query()?;
                Ok(ClauseKind::Subquery(SubqueryCall { imports: None, query, optional }))
            }
            TokenKind::LeftParenthesis => {
                let imports = Some(self.imports()?);
                let query = self.braced_query()?;
                Ok(ClauseKind::Subquery(SubqueryCall { imports, query, optional }))
            }
            _ => self.procedure_call(optional),
        }
    }

    fn imports(&mut self) -> Parsed<Imports> {
        self.next();
        let imports = if self.take(TokenKind::Star) {
            Imports::All
        } else if self.is(TokenKind::RightParenthesis) {
            Imports::Some(Vec::new())
        } else {
            Imports::Some(self.comma_separated(|parser| parser.variable("a variable"))?)
        };
        self.expect(TokenKind::RightParenthesis)?;
        Ok(imports)
    }

    /// `{ query }`
    pub(super) fn braced_query(&mut self) -> Parsed<Query> {
        self.expect(TokenKind::LeftBrace)?;
        let in_case = std::mem::take(&mut self.in_case);
        let query = self.deeper(SUBQUERY_LEVELS, |parser| parser.with_bar(false, Self::query))?;
        self.in_case = in_case;
        if !self.is(TokenKind::RightBrace) {
            let error = self.suggest_clause(self.unexpected("a clause or `}`"));
            return Err(error);
        }
        self.next();
        Ok(query)
    }

    fn procedure_call(&mut self, optional: bool) -> Parsed<ClauseKind> {
        let name = self.dotted_name("the name of a procedure")?;
        let arguments = if self.is(TokenKind::LeftParenthesis) { Some(self.arguments()?) } else { None };
        let yields = if self.take_keyword(Keyword::Yield) { Some(self.yields()?) } else { None };
        Ok(ClauseKind::Call(ProcedureCall { name, arguments, yields, optional }))
    }

    /// `a.b.c`, as functions and procedures are named.
    pub(super) fn dotted_name(&mut self, what: &str) -> Parsed<Name> {
        let mut name = self.name(what)?;
        while self.is(TokenKind::Dot) && matches!(self.ahead(1).kind, TokenKind::Word(_) | TokenKind::Quoted) {
            self.next();
            let part = self.next_name();
            name.text.push('.');
            name.text.push_str(&part.text);
            name.span = name.span.to(part.span);
        }
        Ok(name)
    }

    pub(super) fn yields(&mut self) -> Parsed<Yield> {
        if self.take(TokenKind::Star) {
            return Ok(Yield { star: true, items: Vec::new(), filter: self.filter()? });
        }
        if self.is(TokenKind::Minus) {
            // `YIELD -`: nothing is kept.
            self.next();
            return Ok(Yield { star: false, items: Vec::new(), filter: None });
        }
        let items = self.comma_separated(|parser| {
            let result = parser.name("the name of a result")?;
            let variable =
                if parser.take_keyword(Keyword::As) { parser.variable("a name after `AS`")? } else { result.clone() };
            Ok((result, variable))
        })?;
        Ok(Yield { star: false, items, filter: self.filter()? })
    }
}
