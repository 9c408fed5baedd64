//! Statements, queries and unions.

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{
    Clause, ClauseKind, Imports, Mode, Query, SingleQuery, Statement, SubqueryCall, TransactionCommand, Union,
};
use super::{MAXIMUM_CLAUSES, MAXIMUM_ERRORS, Parsed, Parser};

impl Parser<'_> {
    pub(super) fn statement(&mut self) -> Parsed<Statement> {
        let statement = self.statement_body()?;
        if self.take(TokenKind::Semicolon) && !self.is(TokenKind::End) {
            return Err(self.unexpected("the end of the statement").with_hint("run one statement at a time"));
        }
        if !self.is(TokenKind::End) {
            let expected = match statement {
                Statement::Query { .. } => "a clause",
                _ => "the end of the command",
            };
            let error = self.suggest_clause(self.unexpected(expected));
            if matches!(statement, Statement::Query { .. }) && self.errors.len() + 1 < MAXIMUM_ERRORS {
                self.errors.push(error);
                return self.rest().map(|()| statement);
            }
            return Err(error);
        }
        Ok(statement)
    }

    /// After something that is no clause: the clauses that follow it, read for their errors alone.
    fn rest(&mut self) -> Parsed<()> {
        self.recover(self.at);
        if self.take_keyword(Keyword::Union) {
            self.take_keyword(Keyword::All);
        }
        match self.kind() {
            TokenKind::End | TokenKind::Semicolon => Ok(()),
            _ => self.statement().map(drop),
        }
    }

    fn statement_body(&mut self) -> Parsed<Statement> {
        match self.keyword() {
            Some(Keyword::Begin) => self.transaction(TransactionCommand::Begin),
            Some(Keyword::Commit) => self.transaction(TransactionCommand::Commit),
            Some(Keyword::Rollback) => self.transaction(TransactionCommand::Rollback),
            Some(Keyword::Show) => self.show(),
            Some(Keyword::Drop) => self.schema_command().map(Statement::Schema),
            Some(Keyword::Create) if self.schema_command_ahead() => self.schema_command().map(Statement::Schema),
            _ => {
                let mode = if self.take_keyword(Keyword::Explain) {
                    Mode::Explain
                } else if self.take_keyword(Keyword::Profile) {
                    Mode::Profile
                } else {
                    Mode::Run
                };
                Ok(Statement::Query { mode, query: self.query()? })
            }
        }
    }

    fn transaction(&mut self, command: TransactionCommand) -> Parsed<Statement> {
        self.next();
        self.take_keyword(Keyword::Transaction);
        Ok(Statement::Transaction(command))
    }

    /// A query, up to the brace that closes it or the end.
    pub(super) fn query(&mut self) -> Parsed<Query> {
        let start = self.start();
        let first = self.single_query()?;
        let mut unions = Vec::new();
        while self.is_keyword(Keyword::Union) {
            let start = self.start();
            self.next();
            let all = self.take_keyword(Keyword::All);
            if !all {
                self.take_keyword(Keyword::Distinct);
            }
            let union = Union { all, span: self.since(start) };
            unions.push((union, self.single_query()?));
        }
        let mut query = Query { first, unions, span: self.since(start) };
        while self.take_keyword(Keyword::Next) {
            let mut first = self.single_query()?;
            if self.is_keyword(Keyword::Union) {
                return Err(self.unexpected("a clause").with_hint("put the UNION into `CALL (*) { … }`"));
            }
            // What follows NEXT goes on from the rows of the query before it, as from those of a subquery.
            let span = query.span;
            let before = SubqueryCall { imports: Some(Imports::Some(Vec::new())), query, optional: false };
            first.clauses.insert(0, Clause { kind: ClauseKind::Subquery(before), span });
            query = Query { first, unions: Vec::new(), span: self.since(start) };
        }
        Ok(query)
    }

    pub(super) fn single_query(&mut self) -> Parsed<SingleQuery> {
        if self.is_keyword(Keyword::When) {
            return self.conditional_query();
        }
        let start = self.start();
        let mut clauses = Vec::new();
        let nested = self.depth > 0;
        loop {
            let first = self.at;
            match self.clause() {
                Ok(Some(_)) if clauses.len() >= MAXIMUM_CLAUSES => {
                    return Err(self
                        .error(
                            "NestingTooDeep",
                            format!("a query can have {MAXIMUM_CLAUSES} clauses"),
                            self.since(start),
                        )
                        .with_hint("make several statements of it, or use UNWIND over a list"));
                }
                Ok(Some(clause)) => clauses.push(clause),
                Ok(None) => break,
                Err(error) if nested || self.errors.len() + 1 >= MAXIMUM_ERRORS => return Err(error),
                Err(error) => {
                    self.errors.push(error);
                    self.recover(first);
                    // What stands for the clause that could not be read; the query is in error and never used.
                    clauses.push(Clause { kind: ClauseKind::Finish, span: self.since(start) });
                }
            }
        }
        if clauses.is_empty() {
            let error = self.suggest_clause(self.unexpected("a clause such as MATCH, CREATE or RETURN"));
            return Err(error);
        }
        Ok(SingleQuery { clauses, span: self.since(start) })
    }
}
