//! `SHOW INDEXES YIELD name WHERE … RETURN …`: a query that calls the procedure which lists them.

use super::super::keywords::Keyword;
use super::super::tree::{
    Clause, ClauseKind, Expression, ExpressionKind, Mode, Name, ProcedureCall, Projection, ProjectionItem, Query,
    SingleQuery, Statement, Yield,
};
use super::{Parsed, Parser};

/// What can be listed, in the words after `SHOW`, and the procedure that does it.
const LISTINGS: &[(&[&str], &str)] = &[
    (&["INDEX", "INDEXES"], "db.indexes"),
    (&["CONSTRAINT", "CONSTRAINTS"], "db.constraints"),
    (&["FUNCTION", "FUNCTIONS"], "db.functions"),
    (&["PROCEDURE", "PROCEDURES"], "db.procedures"),
];

impl Parser<'_> {
    pub(super) fn show(&mut self) -> Parsed<Statement> {
        let start = self.start();
        self.next();
        self.take_keyword(Keyword::All);
        let listing = LISTINGS.iter().find(|(words, _)| words.iter().any(|word| self.take_word(word)));
        let Some((_, procedure)) = listing else {
            let error = self.unexpected("`INDEXES`, `CONSTRAINTS`, `FUNCTIONS` or `PROCEDURES`");
            if let Some(Keyword::Index | Keyword::Indexes | Keyword::Constraint | Keyword::Constraints) =
                self.keyword_ahead(1)
            {
                return Err(error.with_hint("leave the kind out, and choose with `YIELD … WHERE …`"));
            }
            return Err(self.suggest(error, &[Keyword::Indexes, Keyword::Constraints]));
        };
        let name = Name { text: (*procedure).to_owned(), span: self.since(start) };
        let yields = match self.keyword() {
            Some(Keyword::Yield) => {
                self.next();
                Some(self.yields()?)
            }
            Some(Keyword::Where) => Some(Yield { star: true, items: Vec::new(), filter: self.filter()? }),
            _ => None,
        };
        let yielded = yields.as_ref().map(|yields| self.yielded(yields));
        let call = ProcedureCall { name, arguments: Some(Vec::new()), yields, optional: false };
        let mut clauses = vec![Clause { kind: ClauseKind::Call(call), span: self.since(start) }];
        if let Some(yielded) = yielded {
            clauses.extend(self.after_yield(yielded)?);
        }
        let span = self.since(start);
        let query = Query { first: SingleQuery { clauses, span }, unions: Vec::new(), span };
        Ok(Statement::Query { mode: Mode::Run, query })
    }

    /// `ORDER BY … SKIP … LIMIT … WHERE …` and `RETURN`, each of which may be left out.
    fn after_yield(&mut self, yielded: Projection) -> Parsed<Vec<Clause>> {
        let mut clauses = Vec::new();
        let start = self.start();
        if let Some(Keyword::Order | Keyword::Skip | Keyword::Offset | Keyword::Limit) = self.keyword() {
            let kind = ClauseKind::With(self.sorted_part()?, self.filter()?);
            clauses.push(Clause { kind, span: self.since(start) });
        }
        let returned = match self.take_keyword(Keyword::Return) {
            true => Some(self.projection()?),
            // A call that is the whole statement returns what it yields.
            false => Some(yielded).filter(|_| !clauses.is_empty()),
        };
        clauses.extend(returned.map(|all| Clause { kind: ClauseKind::Return(all), span: self.since(start) }));
        Ok(clauses)
    }

    /// All that is yielded, as columns.
    fn yielded(&self, yields: &Yield) -> Projection {
        let column = |(_, variable): &(Name, Name)| {
            let expression = Expression { kind: ExpressionKind::Variable(variable.text.clone()), span: variable.span };
            ProjectionItem { expression, alias: Some(variable.clone()), text: variable.text.clone() }
        };
        let items = yields.items.iter().map(column).collect();
        let star = yields.star.then(|| self.token().span);
        Projection { distinct: false, star, items, order: Vec::new(), skip: None, limit: None }
    }
}
