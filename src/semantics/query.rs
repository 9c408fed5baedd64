//! Queries: unions, and which clauses may follow which.

use super::binder::{Binder, Checked, syntax};
use super::bound::{Branch, Clause, Name, OutputColumn, Query, Slot, SlotKind};
use crate::syntax::tree::{self, ClauseKind};

/// Where a query stands; it decides what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// A statement of its own.
    Statement,
    /// `CALL { … }`
    Call,
    /// `EXISTS { … }` and its kin: reads only, and RETURN may be left out.
    Expression,
}

impl Binder<'_> {
    pub fn whole_query(&mut self, query: &tree::Query) -> Checked<Query> {
        self.query(query, Position::Statement)
    }

    /// Binds the query; every branch starts from the scope here. The scope is left as it was.
    pub fn query(&mut self, query: &tree::Query, position: Position) -> Checked<Query> {
        let scope = self.scope.clone();
        let all = query.unions.first().is_some_and(|(union, _)| union.all);
        if let Some((union, _)) = query.unions.iter().find(|(union, _)| union.all != all) {
            return Err(syntax("InvalidClauseComposition", "UNION and UNION ALL cannot be mixed", union.span)
                .with_hint("put one of them into `CALL { … }`"));
        }
        let alone = query.unions.is_empty();
        let (first, columns) = self.in_scope(scope.clone(), |binder| binder.branch(&query.first, position, alone))?;
        if alone {
            let columns = columns.unwrap_or_default();
            let columns = columns.into_iter().map(|(name, slot)| OutputColumn { name, slot }).collect();
            return Ok(Query { branches: vec![first], all, columns, span: query.span });
        }
        let names: Vec<Name> = columns.unwrap_or_default().into_iter().map(|(name, _)| name).collect();
        let mut branches = vec![first];
        for (union, single) in &query.unions {
            let (mut branch, columns) =
                self.in_scope(scope.clone(), |binder| binder.branch(single, position, false))?;
            let columns = columns.unwrap_or_default();
            let find = |name: &Name| columns.iter().find(|(other, _)| other == name).map(|(_, slot)| *slot);
            let output: Option<Vec<Slot>> = names.iter().map(find).collect();
            match output {
                Some(output) if columns.len() == names.len() => branch.output = output,
                _ => {
                    return Err(syntax(
                        "DifferentColumnsInUnion",
                        "the queries of a UNION must have the same column names",
                        union.span,
                    )
                    .with_hint(format!("name the columns with AS: {}", names.join(", "))));
                }
            }
            branches.push(branch);
        }
        let columns = names.iter().enumerate().map(|(place, name)| {
            let output: Vec<Slot> = branches.iter().map(|branch| branch.output[place]).collect();
            let kind = output.iter().map(|slot| self.type_of(*slot).clone()).reduce(|left, right| left.or(right));
            let slot = self.slot(Some(name), SlotKind::Value, kind.unwrap_or(super::types::Type::Unknown));
            OutputColumn { name: name.clone(), slot }
        });
        let columns = columns.collect();
        Ok(Query { branches, all, columns, span: query.span })
    }

    /// The clauses, and the columns if the query returns any.
    #[allow(clippy::type_complexity)]
    fn branch(
        &mut self,
        single: &tree::SingleQuery,
        position: Position,
        alone: bool,
    ) -> Checked<(Branch, Option<Vec<(Name, Slot)>>)> {
        composition(single, position)?;
        let mut clauses = Vec::new();
        let mut columns = None;
        let standalone = alone && position == Position::Statement && single.clauses.len() == 1;
        for clause in &single.clauses {
            match &clause.kind {
                ClauseKind::Return(projection) => {
                    let bound = self.return_clause(projection, clause.span)?;
                    columns = Some(bound.1);
                    clauses.push(Clause::Projection(bound.0));
                }
                ClauseKind::Call(call) if standalone => {
                    let (bound, outputs) = self.standalone_call(call, clause.span)?;
                    clauses.push(bound);
                    columns = Some(outputs);
                }
                _ => clauses.push(self.clause(clause, position)?),
            }
        }
        let output = columns.iter().flatten().map(|(_, slot)| *slot).collect();
        Ok((Branch { clauses, output }, columns))
    }

    /// Columns of a subquery become variables of the query around it.
    pub fn adopt(&mut self, columns: &[OutputColumn], span: crate::span::Span) -> Checked<()> {
        for column in columns {
            if self.scope.get(&column.name).is_some() {
                let message = format!("variable `{}` is already defined outside the subquery", column.name);
                return Err(
                    syntax("VariableAlreadyBound", message, span).with_hint("give the column another name with AS")
                );
            }
            self.scope.insert(column.name.clone(), column.slot);
        }
        Ok(())
    }
}

/// Which clauses may follow which.
fn composition(single: &tree::SingleQuery, position: Position) -> Checked<()> {
    let Some((last, before)) = single.clauses.split_last() else { return Ok(()) };
    let wrong = |message: &str, clause: &tree::Clause| Err(syntax("InvalidClauseComposition", message, clause.span));
    for (clause, next) in before.iter().zip(&single.clauses[1..]) {
        if matches!(clause.kind, ClauseKind::Return(_) | ClauseKind::Finish) {
            // The next one has no name: it may be a short form of WITH.
            let message = format!("{} must be the last clause, but another follows it", clause.name());
            let hint = match next.name() {
                "ORDER BY" | "SKIP" | "LIMIT" => "ORDER BY, SKIP and LIMIT follow it once each, in this order",
                _ => "use WITH to go on",
            };
            return Err(syntax("InvalidClauseComposition", message, next.span).with_hint(hint));
        }
    }
    if position == Position::Expression {
        if let Some(clause) = single.clauses.iter().find(|clause| writes(clause)) {
            return wrong("a subquery in an expression cannot change the graph", clause);
        }
        return Ok(());
    }
    match &last.kind {
        ClauseKind::Return(_) | ClauseKind::Finish | ClauseKind::Call(_) | ClauseKind::Subquery(_) => Ok(()),
        kind if kind.writes() => Ok(()),
        _ => {
            let message = format!("a query cannot end with {}", last.name());
            Err(syntax("InvalidClauseComposition", message, last.span)
                .with_hint("end it with RETURN, or with a clause that writes"))
        }
    }
}

fn writes(clause: &tree::Clause) -> bool {
    match &clause.kind {
        ClauseKind::Subquery(call) => std::iter::once(&call.query.first)
            .chain(call.query.unions.iter().map(|(_, single)| single))
            .any(|single| single.clauses.iter().any(writes)),
        kind => kind.writes(),
    }
}
