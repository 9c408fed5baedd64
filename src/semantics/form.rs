//! Expressions with variables of their own: comprehensions, quantifiers, reduce; CASE and map projections.

use super::aggregation::Aggregates;
use super::binder::{Binder, Checked, Typed, syntax, wrong_type};
use super::bound::{BinaryOperator, Expression, ExpressionKind, MapProjectionItem, Quantifier, Slot, SlotKind};
use super::types::Type;
use super::warning::MentionKind;
use crate::span::Span;
use crate::syntax::tree;
use crate::value::Value;

/// The name of the subject of a `CASE`, which no variable can have.
const SUBJECT: &str = "";

impl Binder<'_> {
    pub fn case(
        &mut self,
        subject: Option<&tree::Expression>,
        branches: &[(Vec<tree::Expression>, tree::Expression)],
        otherwise: Option<&tree::Expression>,
    ) -> Checked<(ExpressionKind, Type)> {
        let Some(subject) = subject else { return self.case_branches(None, branches, otherwise, Self::any_condition) };
        if branches.iter().all(|(tests, _)| matches!(&tests[..], [test] if !tests_subject(test))) {
            let subject = self.boxed(subject)?;
            return self.case_branches(Some(subject), branches, otherwise, |binder, tests| {
                binder.expression(&tests[0]).map(|test| test.expression)
            });
        }
        // `head([s IN [subject] | CASE WHEN s = 1 OR s < 0 THEN … END])`, so that the subject is computed once.
        let span = subject.span;
        let subject = self.expression(subject)?;
        let slot = self.slot(None, SlotKind::Value, subject.kind);
        let (case, kind) = self.with_local(SUBJECT, slot, |binder| {
            binder.case_branches(None, branches, otherwise, |binder, tests| binder.any_test(slot, tests))
        })?;
        let list = Box::new(Expression::new(ExpressionKind::List(vec![subject.expression]), span));
        let result = Some(Box::new(Expression::new(case, span)));
        let cases = ExpressionKind::ListComprehension { slot, list, filter: None, result };
        let arguments = vec![Expression::new(cases, span)];
        Ok((ExpressionKind::Function { name: "head".into(), arguments }, kind))
    }

    /// The subject of the `CASE` around a condition that leaves it out.
    pub fn case_subject(&mut self, span: Span) -> Checked<(ExpressionKind, Type)> {
        let slot = self.resolve(SUBJECT, span)?;
        Ok((ExpressionKind::Slot(slot), self.type_of(slot).clone()))
    }

    fn any_condition(&mut self, conditions: &[tree::Expression]) -> Checked<Expression> {
        let bound = conditions.iter().map(|condition| self.condition(condition)).collect::<Checked<Vec<_>>>()?;
        Ok(any(bound))
    }

    /// Whether the subject equals one of the values or meets one of the conditions.
    fn any_test(&mut self, subject: Slot, tests: &[tree::Expression]) -> Checked<Expression> {
        let mut bound = Vec::with_capacity(tests.len());
        for test in tests {
            bound.push(if tests_subject(test) {
                self.condition(test)?
            } else {
                let left = Box::new(Expression::slot(subject, test.span));
                let right = self.boxed(test)?;
                Expression::new(ExpressionKind::Binary { operator: BinaryOperator::Equal, left, right }, test.span)
            });
        }
        Ok(any(bound))
    }

    fn case_branches(
        &mut self,
        subject: Option<Box<Expression>>,
        branches: &[(Vec<tree::Expression>, tree::Expression)],
        otherwise: Option<&tree::Expression>,
        mut bind: impl FnMut(&mut Self, &[tree::Expression]) -> Checked<Expression>,
    ) -> Checked<(ExpressionKind, Type)> {
        let mut known: Option<Type> = None;
        let mut bound = Vec::with_capacity(branches.len());
        for (tests, value) in branches {
            let condition = bind(self, tests)?;
            let value = self.expression(value)?;
            known = Some(known.map_or(value.kind.clone(), |before| before.or(value.kind.clone())));
            bound.push((condition, value.expression));
        }
        let otherwise = otherwise.map(|otherwise| self.expression(otherwise)).transpose()?;
        let kind = match &otherwise {
            Some(otherwise) => known.unwrap_or(Type::Unknown).or(otherwise.kind.clone()),
            None => known.unwrap_or(Type::Unknown),
        };
        let otherwise = otherwise.map(|otherwise| Box::new(otherwise.expression));
        Ok((ExpressionKind::Case { subject, branches: bound, otherwise }, kind))
    }

    /// The list that a variable runs over, and what is known of its elements.
    fn iterated(&mut self, list: &tree::Expression) -> Checked<(Box<Expression>, Type)> {
        let bound = self.expression(list)?;
        if !bound.kind.may_be(|kind| matches!(kind, Type::List(_))) {
            return Err(wrong_type("a list", &bound.kind, list.span));
        }
        let element = bound.kind.element();
        Ok((Box::new(bound.expression), element))
    }

    /// What stands in the body of a comprehension is computed for each element, so it cannot aggregate rows.
    fn body<T>(&mut self, bind: impl FnOnce(&mut Self) -> Checked<T>) -> Checked<T> {
        let aggregates = match self.aggregates {
            Aggregates::Allowed => Aggregates::Forbidden,
            other => other,
        };
        self.with_aggregates(aggregates, bind)
    }

    pub fn list_comprehension(
        &mut self,
        variable: &tree::Name,
        list: &tree::Expression,
        filter: Option<&tree::Expression>,
        value: Option<&tree::Expression>,
    ) -> Checked<(ExpressionKind, Type)> {
        let (list, element) = self.iterated(list)?;
        let slot = self.slot(Some(&variable.text), SlotKind::Value, element.clone());
        let (filter, result) = self.with_local(&variable.text, slot, |binder| {
            binder.body(|binder| {
                let filter = filter.map(|filter| binder.condition(filter)).transpose()?;
                Ok((filter, value.map(|value| binder.expression(value)).transpose()?))
            })
        })?;
        let kind = Type::list(result.as_ref().map_or(element, |result| result.kind.clone()));
        let result = result.map(|result| Box::new(result.expression));
        Ok((ExpressionKind::ListComprehension { slot, list, filter: filter.map(Box::new), result }, kind))
    }

    pub fn quantifier(
        &mut self,
        kind: tree::QuantifierKind,
        variable: &tree::Name,
        list: &tree::Expression,
        predicate: Option<&tree::Expression>,
        span: Span,
    ) -> Checked<ExpressionKind> {
        let (list, element) = self.iterated(list)?;
        let slot = self.slot(Some(&variable.text), SlotKind::Value, element);
        let condition = self.with_local(&variable.text, slot, |binder| match predicate {
            Some(predicate) => binder.body(|binder| binder.condition(predicate)),
            None => Ok(Expression::slot(slot, span)),
        })?;
        let quantifier = match kind {
            tree::QuantifierKind::All => Quantifier::All,
            tree::QuantifierKind::Any => Quantifier::Any,
            tree::QuantifierKind::None => Quantifier::None,
            tree::QuantifierKind::Single => Quantifier::Single,
        };
        Ok(ExpressionKind::Quantifier { quantifier, slot, list, condition: Box::new(condition) })
    }

    pub fn reduce(
        &mut self,
        accumulator: &tree::Name,
        initial: &tree::Expression,
        variable: &tree::Name,
        list: &tree::Expression,
        value: &tree::Expression,
    ) -> Checked<(ExpressionKind, Type)> {
        let initial = self.boxed(initial)?;
        let (list, element) = self.iterated(list)?;
        // The accumulator's type may change on the way, so nothing is known of it.
        let running = self.slot(Some(&accumulator.text), SlotKind::Value, Type::Unknown);
        let slot = self.slot(Some(&variable.text), SlotKind::Value, element);
        let step = self.with_local(&accumulator.text, running, |binder| {
            binder.with_local(&variable.text, slot, |binder| binder.body(|binder| binder.boxed(value)))
        })?;
        Ok((ExpressionKind::Reduce { accumulator: running, initial, slot, list, step }, Type::Unknown))
    }

    pub fn map_projection(
        &mut self,
        variable: &tree::Name,
        items: &[tree::MapProjectionItem],
    ) -> Checked<ExpressionKind> {
        let of = self.named_variable(variable)?;
        if !of.kind.may_be(|kind| matches!(kind, Type::Map | Type::Node | Type::Relationship)) {
            return Err(wrong_type("a node, a relationship or a map", &of.kind, variable.span));
        }
        let entity = matches!(of.kind, Type::Node | Type::Relationship);
        let items = items
            .iter()
            .map(|item| {
                Ok(match item {
                    tree::MapProjectionItem::Property(key) => {
                        if entity {
                            self.mention(MentionKind::Key, key);
                        }
                        MapProjectionItem::Property(key.text.as_str().into())
                    }
                    tree::MapProjectionItem::All(_) => MapProjectionItem::All,
                    tree::MapProjectionItem::Value(key, value) => {
                        MapProjectionItem::Entry(key.text.as_str().into(), self.expression(value)?.expression)
                    }
                    tree::MapProjectionItem::Variable(name) => {
                        MapProjectionItem::Entry(name.text.as_str().into(), self.named_variable(name)?.expression)
                    }
                })
            })
            .collect::<Checked<Vec<_>>>()?;
        Ok(ExpressionKind::MapProjection { of: Box::new(of.expression), items })
    }

    /// A variable where the grammar admits only a name.
    pub fn named_variable(&mut self, name: &tree::Name) -> Checked<Typed> {
        let kind = tree::ExpressionKind::Variable(name.text.clone());
        self.expression(&tree::Expression { kind, span: name.span })
    }

    /// The error for a pattern where a value is wanted.
    pub fn pattern_is_no_value(span: Span) -> crate::diagnostic::Diagnostic {
        syntax("UnexpectedSyntax", "a pattern is a condition, not a value", span)
            .with_hint("ask for its matches with `[(a)-->(b) | b]`, or count them with `COUNT { (a)-->(b) }`")
    }
}

/// Whether the test is a condition that leaves the subject of its `CASE` out.
fn tests_subject(test: &tree::Expression) -> bool {
    matches!(test.kind, tree::ExpressionKind::Subject)
        || test.children().first().is_some_and(|left| tests_subject(left))
}

/// True when one of the conditions is.
fn any(conditions: Vec<Expression>) -> Expression {
    let either = |left: Expression, right: Expression| {
        let span = left.span.to(right.span);
        let (left, right) = (Box::new(left), Box::new(right));
        Expression::new(ExpressionKind::Binary { operator: BinaryOperator::Or, left, right }, span)
    };
    let none = || Expression::new(ExpressionKind::Literal(Value::Boolean(false)), Span::default());
    conditions.into_iter().reduce(either).unwrap_or_else(none)
}
