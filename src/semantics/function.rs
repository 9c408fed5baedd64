//! Calls of functions.

use super::binder::{Binder, Checked, Typed, syntax};
use super::bound::{Expression, ExpressionKind, UnaryOperator};
use super::types::{Type, suits};
use crate::diagnostic::Diagnostic;
use crate::functions::{self, Function};
use crate::span::Span;
use crate::syntax::tree;

impl Binder<'_> {
    pub fn call(
        &mut self,
        written: &tree::Expression,
        name: &tree::Name,
        distinct: bool,
        arguments: &[tree::Expression],
    ) -> Checked<Typed> {
        let span = written.span;
        if name.text.eq_ignore_ascii_case("exists") && arguments.len() == 1 {
            return self.exists(&arguments[0], span);
        }
        let Some(function) = functions::lookup(&name.text) else { return Err(unknown(name)) };
        if !function.takes(arguments.len()) {
            return Err(wrong_count(function, arguments.len(), span));
        }
        if function.is_aggregate() {
            return self.aggregate(written, Some(function), distinct, arguments);
        }
        if distinct {
            let message = format!("`{}` does not aggregate, so it cannot take DISTINCT", function.name);
            return Err(syntax("UnexpectedSyntax", message, span));
        }
        let mut bound = Vec::with_capacity(arguments.len());
        let mut first = None;
        for (place, argument) in arguments.iter().enumerate() {
            let value = self.expression(argument)?;
            let parameter = function.parameters.get(place).or(function.parameters.last());
            if let Some(parameter) = parameter
                && !suits(&value.kind, parameter.accepts)
            {
                let message = format!("`{}` is given {}", function.name, value.kind.name());
                return Err(syntax("InvalidArgumentType", message, argument.span)
                    .with_hint(format!("it is `{}`", function.signature())));
            }
            first.get_or_insert(value.kind);
            bound.push(value.expression);
        }
        let kind = result_type(function, first.unwrap_or(Type::Unknown));
        let expression =
            Expression::new(ExpressionKind::Function { name: function.name.into(), arguments: bound }, span);
        Ok(Typed { expression, kind })
    }

    /// The older `exists(n.key)` and `exists((a)-->(b))`.
    fn exists(&mut self, argument: &tree::Expression, span: Span) -> Checked<Typed> {
        let kind = match &argument.kind {
            tree::ExpressionKind::Pattern(path) => self.pattern_predicate(path, span)?,
            _ => ExpressionKind::Unary { operator: UnaryOperator::IsNotNull, operand: self.boxed(argument)? },
        };
        Ok(Typed { expression: Expression::new(kind, span), kind: Type::Boolean })
    }
}

/// What a call gives, more closely than the table says where that follows from the argument.
fn result_type(function: &Function, first: Type) -> Type {
    match function.name {
        "nodes" => Type::list(Type::Node),
        "relationships" => Type::list(Type::Relationship),
        "labels" | "keys" | "split" => Type::list(Type::String),
        "range" => Type::list(Type::Integer),
        "head" | "last" => first.element(),
        "tail" => first,
        _ => function.returns.into(),
    }
}

fn unknown(name: &tree::Name) -> Diagnostic {
    let error = syntax("UnknownFunction", format!("there is no function `{}`", name.text), name.span);
    if let Some(instead) = functions::instead_of(&name.text) {
        return error.with_hint(instead);
    }
    match functions::most_similar(&name.text) {
        Some(near) => error.with_hint(format!("did you mean `{}`?", near.signature())),
        None => error.with_hint("SHOW FUNCTIONS lists all functions"),
    }
}

fn wrong_count(function: &Function, given: usize, span: Span) -> Diagnostic {
    let takes = count_of_arguments(function.fewest_arguments(), function.most_arguments());
    let message = format!("`{}` takes {takes}, found {given}", function.name);
    syntax("InvalidNumberOfArguments", message, span).with_hint(format!("it is `{}`", function.signature()))
}

/// How many arguments are taken, for messages: `1 argument`, `2 to 3 arguments`, `at least 1 argument`.
pub(super) fn count_of_arguments(least: usize, most: Option<usize>) -> String {
    let count = |number: usize| format!("{number} argument{}", if number == 1 { "" } else { "s" });
    match most {
        None => format!("at least {}", count(least)),
        Some(most) if least == most => count(least),
        Some(most) => format!("{least} to {}", count(most)),
    }
}
