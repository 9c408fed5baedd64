//! Aggregates: where they may stand, and what may stand beside them.

use super::binder::{Binder, Checked, Typed, syntax};
use super::bound::{Aggregate, AggregateFunction, Expression, Slot, SlotKind};
use super::types::Type;
use crate::functions;
use crate::span::Span;
use crate::syntax::print_expression;
use crate::syntax::tree::{self, ExpressionKind};
use std::collections::BTreeSet;

/// Whether an aggregate may stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aggregates {
    /// Only the items of WITH and RETURN, and ORDER BY after them, may aggregate.
    Forbidden,
    /// An aggregate is collected here.
    Allowed,
    /// Inside the argument of another aggregate.
    Inside,
}

/// An aggregate of the projection being bound.
pub(super) struct Collected {
    /// As printed, to find it again in ORDER BY.
    pub text: String,
    pub aggregate: Aggregate,
}

/// What an expression may use after rows have been grouped, or made distinct.
pub(super) struct Grouping {
    pub keys: Vec<GroupingKey>,
    /// The expression holds an aggregate: then only simple keys may be used in it.
    pub mixed: bool,
    /// The expression sorts: the scope is that of the columns.
    pub sorting: bool,
}

/// A column without aggregates.
#[derive(Clone)]
pub(super) struct GroupingKey {
    /// As printed.
    pub text: String,
    pub slot: Slot,
    /// A variable or a property of one.
    pub simple: bool,
    /// The variables in it.
    pub variables: Vec<String>,
}

impl GroupingKey {
    pub fn new(expression: &tree::Expression, slot: Slot) -> Self {
        let mut variables = Vec::new();
        collect_variables(expression, &mut variables);
        Self { text: print_expression(expression), slot, simple: is_simple(expression), variables }
    }
}

/// A variable, or a property of one.
fn is_simple(expression: &tree::Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Variable(_) => true,
        ExpressionKind::Property { of, .. } => is_simple(of),
        ExpressionKind::Index { of, index } => is_simple(of) && matches!(index.kind, ExpressionKind::Literal(_)),
        _ => false,
    }
}

fn collect_variables(expression: &tree::Expression, variables: &mut Vec<String>) {
    if let ExpressionKind::Variable(name) = &expression.kind {
        variables.push(name.clone());
    }
    for child in expression.children() {
        collect_variables(child, variables);
    }
}

/// Whether the expression holds an aggregate, those in subqueries apart.
pub(super) fn aggregates(expression: &tree::Expression) -> bool {
    is_aggregate(expression) || expression.children().into_iter().any(aggregates)
}

fn is_aggregate(expression: &tree::Expression) -> bool {
    match &expression.kind {
        ExpressionKind::CountStar => true,
        ExpressionKind::Call { name, .. } => {
            functions::lookup(&name.text).is_some_and(functions::Function::is_aggregate)
        }
        _ => false,
    }
}

impl Binder<'_> {
    /// What a grouped place sees instead of the expression: a column with the same text. An error for a variable that is
    /// no longer there.
    pub fn grouped(&mut self, expression: &tree::Expression) -> Checked<Option<Typed>> {
        if self.aggregates == Aggregates::Inside {
            return Ok(None);
        }
        let Some(grouping) = &self.grouping else { return Ok(None) };
        if grouping.mixed && !is_simple(expression) {
            return Ok(None);
        }
        let local = |name: &str| self.scope.local(name).is_some();
        let mut variables = Vec::new();
        collect_variables(expression, &mut variables);
        if !variables.iter().any(|name| local(name)) {
            let text = print_expression(expression);
            let key = grouping.keys.iter().find(|key| key.text == text && (key.simple || !grouping.mixed));
            if let Some(slot) = key.map(|key| key.slot) {
                self.read(slot);
                let kind = self.type_of(slot).clone();
                return Ok(Some(Typed { expression: Expression::slot(slot, expression.span), kind }));
            }
        }
        let ExpressionKind::Variable(name) = &expression.kind else { return Ok(None) };
        let known = self.scope.get(name).is_some();
        let in_key = grouping.keys.iter().any(|key| key.variables.iter().any(|variable| variable == name));
        match (grouping.sorting, known) {
            _ if local(name) => Ok(None),
            (true, true) => Ok(None),
            (true, false) if grouping.mixed && in_key => Err(ambiguous(name, expression.span)),
            (_, false) => Err(self.undefined(name, expression.span)),
            (false, true) => Err(ambiguous(name, expression.span)),
        }
    }

    /// A call of an aggregating function; `None` arguments for `count(*)`.
    pub fn aggregate(
        &mut self,
        expression: &tree::Expression,
        function: Option<&'static functions::Function>,
        distinct: bool,
        arguments: &[tree::Expression],
    ) -> Checked<Typed> {
        let span = expression.span;
        let name = function.map_or("count", |function| function.name);
        match self.aggregates {
            Aggregates::Allowed => {}
            Aggregates::Inside => {
                let message = format!("`{name}` cannot aggregate what is being aggregated");
                return Err(syntax("NestedAggregation", message, span)
                    .with_hint("aggregate in two steps with WITH between them"));
            }
            Aggregates::Forbidden => {
                let message = format!("`{name}` aggregates rows, which is possible only in WITH and RETURN");
                return Err(syntax("InvalidAggregation", message, span)
                    .with_hint(format!("compute it first: `WITH …, {name}(…) AS x`, then use `x`")));
            }
        }
        let text = print_expression(expression);
        if let Some(known) = self.collected.iter().find(|collected| collected.text == text) {
            let slot = known.aggregate.slot;
            return Ok(Typed { expression: Expression::slot(slot, span), kind: self.type_of(slot).clone() });
        }
        let sorting = self.grouping.as_ref().is_some_and(|grouping| grouping.sorting);
        self.reads.push(BTreeSet::new());
        let bound = self.with_aggregates(Aggregates::Inside, |binder| {
            arguments.iter().map(|argument| binder.expression(argument)).collect::<Checked<Vec<_>>>()
        });
        let read = self.reads.pop().unwrap_or_default();
        for slot in &read {
            self.read(*slot);
        }
        let bound = bound?;
        if sorting && !read.is_empty() {
            let message = format!("`{name}` in ORDER BY must be among the columns");
            return Err(
                syntax("InvalidAggregation", message, span).with_hint("name it as a column and sort by its name")
            );
        }
        if let Some(argument) = arguments.iter().find_map(varying_call) {
            return Err(syntax(
                "NonConstantExpression",
                format!("`{name}` cannot aggregate a value that varies at random"),
                argument,
            ));
        }
        let (function, kind) = aggregate_function(function.map(|function| function.name), bound.first());
        let slot = self.slot(None, SlotKind::Value, kind.clone());
        let arguments = bound.into_iter().map(|argument| argument.expression).collect();
        self.collected.push(Collected { text, aggregate: Aggregate { slot, function, distinct, arguments, span } });
        Ok(Typed { expression: Expression::slot(slot, span), kind })
    }
}

/// The place of a call whose value varies, such as `rand()`.
fn varying_call(expression: &tree::Expression) -> Option<Span> {
    if let ExpressionKind::Call { name, .. } = &expression.kind
        && functions::lookup(&name.text).is_some_and(|function| !function.deterministic)
    {
        return Some(expression.span);
    }
    expression.children().into_iter().find_map(varying_call)
}

fn aggregate_function(name: Option<&str>, argument: Option<&Typed>) -> (AggregateFunction, Type) {
    use AggregateFunction::*;
    let argument = || argument.map_or(Type::Unknown, |argument| argument.kind.clone());
    match name {
        None => (CountRows, Type::Integer),
        Some("count") => (Count, Type::Integer),
        Some("sum") => (Sum, Type::Unknown),
        Some("avg") => (Average, Type::Unknown),
        Some("min") => (Minimum, argument()),
        Some("max") => (Maximum, argument()),
        Some("collect") => (Collect, Type::list(argument())),
        Some("stDev") => (StandardDeviation, Type::Float),
        Some("stDevP") => (StandardDeviationPopulation, Type::Float),
        Some("percentileCont") => (PercentileContinuous, Type::Float),
        Some("percentileDisc") => (PercentileDiscrete, Type::Unknown),
        Some(_) => (Collect, Type::Unknown),
    }
}

fn ambiguous(name: &str, span: Span) -> crate::diagnostic::Diagnostic {
    let message = format!(
        "`{name}` stands beside an aggregate but is not a column of its own, so its value in a group is not defined"
    );
    syntax("AmbiguousAggregationExpression", message, span)
        .with_hint(format!("make it a column first: `WITH {name}, …`, or name the whole expression in a WITH before"))
}
