//! Clauses, one by one; the larger ones have files of their own.

use super::binder::{Binder, Checked, syntax, wrong_type};
use super::bound::{CallSubquery, Clause, Foreach, LoadCsv, SlotKind, Unwind};
use super::pattern::NewVariables;
use super::query::Position;
use super::scope::Scope;
use super::types::Type;
use crate::span::Span;
use crate::syntax::tree::{self, ClauseKind, ExpressionKind, Literal};
use std::collections::BTreeSet;

impl Binder<'_> {
    pub fn clause(&mut self, clause: &tree::Clause, position: Position) -> Checked<Clause> {
        let span = clause.span;
        Ok(match &clause.kind {
            ClauseKind::Match(written) => {
                let filter = written.filter.as_ref();
                let paths = &written.pattern.paths;
                Clause::Match(self.match_pattern(paths, filter, written.optional, NewVariables::Declared, span)?)
            }
            ClauseKind::Unwind { list, variable, place } => {
                let bound = self.expression(list)?;
                let element = match &bound.kind {
                    Type::List(element) => (**element).clone(),
                    Type::Unknown => Type::Unknown,
                    single => single.clone(),
                };
                let slot = self.declare_new(variable, SlotKind::Value, element)?;
                let place = match place {
                    Some(place) => {
                        let slot = self.declare_new(&place.variable, SlotKind::Value, Type::Integer)?;
                        Some((slot, place.first))
                    }
                    None => None,
                };
                Clause::Unwind(Unwind { list: bound.expression, slot, place, span })
            }
            ClauseKind::With(projection, filter) => {
                Clause::Projection(self.with_clause(projection, filter.as_ref(), span)?)
            }
            ClauseKind::Return(projection) => Clause::Projection(self.return_clause(projection, span)?.0),
            ClauseKind::Finish => Clause::Finish,
            ClauseKind::Create(pattern) => Clause::Create(self.create(pattern, span)?),
            ClauseKind::Merge(merge) => Clause::Merge(self.merge(merge, span)?),
            ClauseKind::Set(items) => Clause::Set(self.set_items(items)?),
            ClauseKind::Remove(items) => Clause::Remove(self.remove_items(items)?),
            ClauseKind::Delete { detach, targets } => Clause::Delete(self.delete(*detach, targets, span)?),
            ClauseKind::Call(call) => self.procedure_call(call, span)?,
            ClauseKind::Subquery(call) => Clause::CallSubquery(self.subquery_call(call, position, span)?),
            ClauseKind::Foreach { variable, list, updates } => {
                let bound = self.expression(list)?;
                if !bound.kind.may_be(|kind| matches!(kind, Type::List(_))) {
                    return Err(wrong_type("a list", &bound.kind, list.span));
                }
                if let Some(other) = updates.iter().find(|update| !update.kind.writes()) {
                    let message = format!("FOREACH can only write, so it cannot hold {}", other.kind.name());
                    return Err(syntax("InvalidClauseComposition", message, other.span)
                        .with_hint("use UNWIND to read for each element"));
                }
                let element = bound.kind.element();
                let scope = self.scope.clone();
                let (slot, clauses) = self.in_scope(scope, |binder| {
                    let slot = binder.declare(&variable.text, SlotKind::Value, element);
                    let clauses =
                        updates.iter().map(|update| binder.clause(update, position)).collect::<Checked<Vec<_>>>()?;
                    Ok((slot, clauses))
                })?;
                Clause::Foreach(Foreach { slot, list: bound.expression, clauses, span })
            }
            ClauseKind::LoadCsv { headers, source, variable, separator } => {
                let source = self.expression(source)?;
                if !source.kind.may_be(|kind| *kind == Type::String) {
                    return Err(wrong_type("the path of a file", &source.kind, span));
                }
                let separator = separator.as_ref().map(separator_character).transpose()?;
                let row = if *headers { Type::Map } else { Type::list(Type::String) };
                let slot = self.declare_new(variable, SlotKind::Value, row)?;
                Clause::LoadCsv(LoadCsv { source: source.expression, headers: *headers, separator, slot, span })
            }
        })
    }

    fn subquery_call(&mut self, call: &tree::SubqueryCall, position: Position, span: Span) -> Checked<CallSubquery> {
        let scope = match &call.imports {
            Some(tree::Imports::All) => self.scope.clone().lasting(),
            Some(tree::Imports::Some(names)) => {
                let mut scope = Scope::default();
                for name in names {
                    let slot = self.resolve(&name.text, name.span)?;
                    scope.insert(name.text.as_str().into(), slot);
                }
                scope.lasting()
            }
            // The older form imports by a first clause WITH.
            None if imports_by_with(&call.query.first) => self.scope.clone(),
            None => Scope::default(),
        };
        let outer: BTreeSet<_> = self.scope.slots().collect();
        self.reads.push(BTreeSet::new());
        let inner = if position == Position::Expression { Position::Expression } else { Position::Call };
        let query = self.in_scope(scope, |binder| binder.query(&call.query, inner));
        let read = self.reads.pop().unwrap_or_default();
        let query = query?;
        let imports: Vec<_> = read.intersection(&outer).copied().collect();
        for slot in &imports {
            self.read(*slot);
        }
        self.adopt(&query.columns, span)?;
        Ok(CallSubquery { query, imports, optional: call.optional, span })
    }
}

fn imports_by_with(query: &tree::SingleQuery) -> bool {
    matches!(query.clauses.first().map(|clause| &clause.kind), Some(ClauseKind::With(..)))
}

fn separator_character(separator: &tree::Expression) -> Checked<char> {
    if let ExpressionKind::Literal(Literal::String(text)) = &separator.kind {
        let mut characters = text.chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            return Ok(character);
        }
    }
    Err(syntax("InvalidArgumentValue", "FIELDTERMINATOR needs a string of one character", separator.span))
}
