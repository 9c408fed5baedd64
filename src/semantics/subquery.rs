//! Queries inside expressions: `EXISTS {}`, `COUNT {}`, `COLLECT {}`, pattern predicates and comprehensions.

use super::aggregation::Aggregates;
use super::binder::{Binder, Checked, syntax};
use super::bound::{
    self, Branch, Clause, Expression, ExpressionKind, Item, Match, OutputColumn, Projection, Query, Slot, SlotKind,
    SubqueryForm,
};
use super::pattern::NewVariables;
use super::query::Position;
use super::scope::Scope;
use super::types::Type;
use crate::span::Span;
use crate::syntax::tree::{self, SubqueryKind};
use std::collections::BTreeSet;

impl Binder<'_> {
    pub fn subquery(
        &mut self,
        kind: SubqueryKind,
        body: &tree::Subquery,
        span: Span,
    ) -> Checked<(ExpressionKind, Type)> {
        let (form, known) = match kind {
            SubqueryKind::Exists => (SubqueryForm::Exists, Type::Boolean),
            SubqueryKind::Count => (SubqueryForm::Count, Type::Integer),
            SubqueryKind::Collect => (SubqueryForm::Collect, Type::list(Type::Unknown)),
        };
        let bound = self.nested_query(form, |binder| match body {
            tree::Subquery::Query(query) => binder.query(query, Position::Expression),
            tree::Subquery::Pattern(pattern, filter) => {
                let clause =
                    binder.match_pattern(&pattern.paths, filter.as_ref(), false, NewVariables::Declared, span)?;
                Ok(reading(clause, None, span))
            }
        })?;
        if form == SubqueryForm::Collect && bound.query.columns.len() != 1 {
            return Err(syntax("InvalidClauseComposition", "COLLECT needs a query that returns one column", span));
        }
        Ok((ExpressionKind::Subquery(Box::new(bound)), known))
    }

    /// `(a)-->(b)` as a condition: it may name only variables that are there.
    pub fn pattern_predicate(&mut self, path: &tree::PathPattern, span: Span) -> Checked<ExpressionKind> {
        let bound = self.nested_query(SubqueryForm::Exists, |binder| {
            let clause = binder.match_pattern(std::slice::from_ref(path), None, false, NewVariables::Refused, span)?;
            Ok(reading(clause, None, span))
        })?;
        Ok(ExpressionKind::Subquery(Box::new(bound)))
    }

    /// `[(a)-->(b) WHERE condition | value]`
    pub fn pattern_comprehension(
        &mut self,
        path: &tree::PathPattern,
        filter: Option<&tree::Expression>,
        value: &tree::Expression,
        span: Span,
    ) -> Checked<(ExpressionKind, Type)> {
        let mut known = Type::Unknown;
        let bound = self.nested_query(SubqueryForm::Collect, |binder| {
            let clause =
                binder.match_pattern(std::slice::from_ref(path), filter, false, NewVariables::Declared, span)?;
            let value = binder.expression(value)?;
            let slot = binder.slot(None, SlotKind::Value, value.kind.clone());
            known = value.kind;
            Ok(reading(clause, Some(Item { slot, expression: value.expression }), span))
        })?;
        Ok((ExpressionKind::Subquery(Box::new(bound)), Type::list(known)))
    }

    /// `shortestPath(…)` and `allShortestPaths(…)` as values; other patterns are none.
    pub fn path_value(&mut self, path: &tree::PathPattern, span: Span) -> Checked<(ExpressionKind, Type)> {
        let one = match path.selector {
            tree::Selector::ShortestPath => true,
            tree::Selector::AllShortestPaths => false,
            _ => return Err(Self::pattern_is_no_value(span)),
        };
        let bound = self.nested_query(SubqueryForm::Collect, |binder| {
            let mut clause =
                binder.match_pattern(std::slice::from_ref(path), None, false, NewVariables::Refused, span)?;
            let slot = binder.slot(None, SlotKind::Path, Type::Path);
            clause.introduces.push(slot);
            if let Some(path) = clause.paths.first_mut() {
                path.path = Some(slot);
            }
            Ok(reading(clause, Some(Item { slot, expression: Expression::slot(slot, span) }), span))
        })?;
        let paths = ExpressionKind::Subquery(Box::new(bound));
        if !one {
            return Ok((paths, Type::list(Type::Path)));
        }
        let arguments = vec![Expression::new(paths, span)];
        Ok((ExpressionKind::Function { name: "head".into(), arguments }, Type::Path))
    }

    /// Binds a query inside an expression and finds which variables of the row around it it reads.
    fn nested_query(
        &mut self,
        form: SubqueryForm,
        bind: impl FnOnce(&mut Self) -> Checked<Query>,
    ) -> Checked<bound::Subquery> {
        let number = self.subqueries;
        self.subqueries += 1;
        let scope = self.scope_for_subquery();
        let visible: BTreeSet<Slot> = scope.slots().collect();
        let grouping = self.grouping.take();
        let collected = std::mem::take(&mut self.collected);
        self.reads.push(BTreeSet::new());
        let query = self.in_scope(scope, |binder| binder.with_aggregates(Aggregates::Forbidden, bind));
        let read = self.reads.pop().unwrap_or_default();
        self.grouping = grouping;
        self.collected = collected;
        let query = query?;
        let imports: Vec<Slot> = read.intersection(&visible).copied().collect();
        for slot in &imports {
            self.read(*slot);
        }
        Ok(bound::Subquery { number, form, query, imports })
    }

    /// After grouping only the columns are there for a subquery to see.
    fn scope_for_subquery(&self) -> Scope {
        match &self.grouping {
            Some(grouping) if !grouping.sorting && self.aggregates != Aggregates::Inside => {
                let mut scope = Scope::default();
                for (name, slot) in self.scope.sorted() {
                    if grouping
                        .keys
                        .iter()
                        .any(|key| key.slot == slot || key.simple && key.variables.contains(&name.to_string()))
                    {
                        scope.insert(name, slot);
                    }
                }
                scope
            }
            _ => self.scope.clone(),
        }
    }
}

/// A query that matches, and returns one value for each match or only the fact.
fn reading(clause: Match, item: Option<Item>, span: Span) -> Query {
    let mut clauses = vec![Clause::Match(clause)];
    let mut columns = Vec::new();
    let mut output = Vec::new();
    if let Some(item) = item {
        output.push(item.slot);
        columns.push(OutputColumn { name: "value".into(), slot: item.slot });
        clauses.push(Clause::Projection(Projection {
            keys: Vec::new(),
            aggregates: Vec::new(),
            grouped: false,
            items: vec![item],
            carried: Vec::new(),
            distinct: false,
            order: Vec::new(),
            skip: None,
            limit: None,
            filter: None,
            span,
        }));
    }
    Query { branches: vec![Branch { clauses, output }], all: true, columns, span }
}
