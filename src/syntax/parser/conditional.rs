//! `WHEN condition THEN query … ELSE query`: the rows of the first query whose condition holds.
//!
//! It is read as what it means: the choice is made once, then a subquery runs the one that was chosen.
//! `LET choice = CASE WHEN … THEN 0 … END CALL (*) { FILTER choice = 0 CALL (*) { query } RETURN … UNION ALL … } RETURN …`

use super::super::keywords::Keyword;
use super::super::token::TokenKind;
use super::super::tree::{
    Clause, ClauseKind, ComparisonOperator, Expression, ExpressionKind, Imports, Literal, Name, Projection,
    ProjectionItem, Query, SingleQuery, SubqueryCall, Union,
};
use super::{Parsed, Parser, SUBQUERY_LEVELS};
use crate::span::Span;

impl Parser<'_> {
    pub(super) fn conditional_query(&mut self) -> Parsed<SingleQuery> {
        let start = self.start();
        let (mut tests, mut queries) = (Vec::new(), Vec::new());
        while self.take_keyword(Keyword::When) {
            let condition = self.expression()?;
            self.expect_keyword(Keyword::Then)?;
            tests.push((vec![condition], number(queries.len(), self.since(start))));
            queries.push(self.deeper(2 * SUBQUERY_LEVELS, Self::chosen_query)?);
        }
        let mut otherwise = None;
        if self.take_keyword(Keyword::Else) {
            otherwise = Some(Box::new(number(queries.len(), self.since(start))));
            queries.push(self.deeper(2 * SUBQUERY_LEVELS, Self::chosen_query)?);
        }
        let span = self.since(start);
        // No name that a user writes outside backquotes begins with a space; the place tells nested choices apart.
        let chosen = name(&format!(" choice at {start}"), span);
        let choice = ExpressionKind::Case { subject: None, branches: tests, otherwise };
        let choice = item(Expression { kind: choice, span }, chosen.clone());
        let columns = self.columns_of_all(&mut queries)?;
        let mut branches =
            queries.into_iter().enumerate().map(|(place, query)| branch(&chosen, place, query, &columns));
        let Some(first) = branches.next() else { return Err(self.unexpected("`WHEN`")) };
        let unions = branches.map(|branch| (Union { all: true, span }, branch)).collect();
        let mut clauses = vec![
            clause(ClauseKind::With(projection(Some(span), vec![choice]), None), span),
            subquery(Query { first, unions, span }, span),
        ];
        if !columns.is_empty() {
            let returned = columns.iter().map(|column| item(variable(&hidden(column).text, span), column.clone()));
            clauses.push(clause(ClauseKind::Return(projection(None, returned.collect())), span));
        }
        Ok(SingleQuery { clauses, span })
    }

    /// A query without UNION, perhaps between braces.
    fn chosen_query(&mut self) -> Parsed<SingleQuery> {
        let start = self.start();
        if !self.is(TokenKind::LeftBrace) {
            return self.single_query();
        }
        let query = self.braced_query()?;
        if query.unions.is_empty() {
            return Ok(query.first);
        }
        let message = "a query that is chosen by WHEN cannot be a UNION";
        Err(self
            .error("InvalidClauseComposition", message, self.since(start))
            .with_hint("put the UNION into `CALL (*) { … }`"))
    }

    /// The columns that all the queries return; each now returns them under hidden names, which meet no other variable.
    fn columns_of_all(&self, queries: &mut [SingleQuery]) -> Parsed<Vec<Name>> {
        let mut common: Option<Vec<Name>> = None;
        for query in queries {
            let columns = self.hide_columns(query)?;
            let texts = |columns: &[Name]| columns.iter().map(|column| column.text.clone()).collect::<Vec<_>>();
            if let Some(common) = &common
                && texts(common) != texts(&columns)
            {
                let message = "the queries that WHEN chooses from must have the same columns";
                let error = self.error("DifferentColumnsInUnion", message, query.span);
                return Err(error.with_hint("name the columns with AS, in the same order"));
            }
            common.get_or_insert(columns);
        }
        Ok(common.unwrap_or_default())
    }

    fn hide_columns(&self, query: &mut SingleQuery) -> Parsed<Vec<Name>> {
        let Some(Clause { kind, span }) = query.clauses.last_mut() else { return Ok(Vec::new()) };
        let ClauseKind::Return(returned) = kind else { return Ok(Vec::new()) };
        if returned.star.is_some() {
            let error = self.error("UnexpectedSyntax", "a query that WHEN chooses names its columns", *span);
            return Err(error.with_hint("write them after RETURN in place of `*`"));
        }
        let mut columns = Vec::new();
        for item in &mut returned.items {
            let written = match &item.expression.kind {
                ExpressionKind::Variable(variable) => variable,
                _ => &item.text,
            };
            let column = item.alias.clone().unwrap_or_else(|| name(written, item.expression.span));
            item.alias = Some(column.clone());
            columns.push(column);
        }
        let (span, returned) = (*span, returned.clone());
        let renamed = columns.iter().map(|column| item(variable(&column.text, span), hidden(column))).collect();
        *kind = ClauseKind::With(returned, None);
        query.clauses.push(clause(ClauseKind::Return(projection(None, renamed)), span));
        Ok(columns)
    }
}

/// The query that runs where the choice fell on its place.
fn branch(chosen: &Name, place: usize, query: SingleQuery, columns: &[Name]) -> SingleQuery {
    let span = chosen.span;
    let is_chosen = ExpressionKind::Comparison(
        Box::new(variable(&chosen.text, span)),
        vec![(ComparisonOperator::Equal, number(place, span))],
    );
    let filter = ClauseKind::With(projection(Some(span), Vec::new()), Some(Expression { kind: is_chosen, span }));
    let query = Query { span: query.span, first: query, unions: Vec::new() };
    let mut clauses = vec![clause(filter, span), subquery(query, span)];
    if !columns.is_empty() {
        let returned = columns.iter().map(hidden).map(|column| item(variable(&column.text, span), column)).collect();
        clauses.push(clause(ClauseKind::Return(projection(None, returned)), span));
    }
    SingleQuery { clauses, span }
}

fn hidden(column: &Name) -> Name {
    name(&format!(" {}", column.text), column.span)
}

fn name(text: &str, span: Span) -> Name {
    Name { text: text.to_owned(), span }
}

fn number(place: usize, span: Span) -> Expression {
    Expression { kind: ExpressionKind::Literal(Literal::Integer(place as i64)), span }
}

fn variable(name: &str, span: Span) -> Expression {
    Expression { kind: ExpressionKind::Variable(name.to_owned()), span }
}

fn item(expression: Expression, alias: Name) -> ProjectionItem {
    ProjectionItem { expression, text: alias.text.clone(), alias: Some(alias) }
}

fn projection(star: Option<Span>, items: Vec<ProjectionItem>) -> Projection {
    Projection { distinct: false, star, items, order: Vec::new(), skip: None, limit: None }
}

fn clause(kind: ClauseKind, span: Span) -> Clause {
    Clause { kind, span }
}

/// `CALL (*) { query }`
fn subquery(query: Query, span: Span) -> Clause {
    clause(ClauseKind::Subquery(SubqueryCall { imports: Some(Imports::All), query, optional: false }), span)
}
