//! Expressions: operators, accesses, literals. Forms with variables of their own are in `form`.

use super::Lettered;
use super::binder::{Binder, Checked, Typed, syntax, wrong_type};
use super::bound::{BinaryOperator, Expression, ExpressionKind, UnaryOperator};
use super::types::Type;
use super::warning::MentionKind;
use crate::diagnostic::{Diagnostic, Kind};
use crate::span::Span;
use crate::syntax::tree::{self, ExpressionKind as Tree};
use crate::value::Value;

/// Chained comparisons bind their middle operands twice; nested deeper than this they would grow beyond bounds.
const DEEPEST_CHAIN: usize = 4;

impl Binder<'_> {
    /// An expression that is a value: patterns are not.
    pub fn expression(&mut self, written: &tree::Expression) -> Checked<Typed> {
        if let Some(column) = self.grouped(written)? {
            return Ok(column);
        }
        let span = written.span;
        let (kind, known) = match &written.kind {
            Tree::Literal(literal) => literal_value(literal),
            Tree::Parameter(name) => (self.parameter(name), Type::Unknown),
            Tree::Variable(name) => {
                let slot = self.resolve(name, span)?;
                (ExpressionKind::Slot(slot), self.type_of(slot).clone())
            }
            Tree::List(items) => {
                let mut element: Option<Type> = None;
                let mut bound = Vec::with_capacity(items.len());
                for item in items {
                    let item = self.expression(item)?;
                    element = Some(element.map_or(item.kind.clone(), |before| before.or(item.kind.clone())));
                    bound.push(item.expression);
                }
                (ExpressionKind::List(bound), Type::list(element.unwrap_or(Type::Unknown)))
            }
            Tree::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| Ok((key.text.as_str().into(), self.expression(value)?.expression)))
                    .collect::<Checked<Vec<_>>>()?;
                (ExpressionKind::Map(entries), Type::Map)
            }
            Tree::Property { of, key } => self.property(of, key)?,
            Tree::Index { of, index } => self.index(of, index)?,
            Tree::Slice { of, from, to } => {
                let of = self.expression(of)?;
                let from = from.as_ref().map(|from| self.boxed(from)).transpose()?;
                let to = to.as_ref().map(|to| self.boxed(to)).transpose()?;
                (ExpressionKind::Slice { of: Box::new(of.expression), from, to }, of.kind)
            }
            Tree::Unary(operator, operand) => self.unary(*operator, operand)?,
            Tree::Binary(operator, left, right) => self.binary(*operator, left, right)?,
            Tree::Comparison(first, rest) => (self.comparison(first, rest)?, Type::Boolean),
            Tree::IsNull { of, negated } => {
                let operator = if *negated { UnaryOperator::IsNotNull } else { UnaryOperator::IsNull };
                let operand = self.boxed(of)?;
                (ExpressionKind::Unary { operator, operand }, Type::Boolean)
            }
            Tree::HasType { of, expected, negated } => {
                let value = self.boxed(of)?;
                let expected = super::type_name::type_name(expected);
                (ExpressionKind::HasType { value, expected, negated: *negated }, Type::Boolean)
            }
            Tree::HasLabels { of, labels } => {
                let of = self.expression(of)?;
                if !of.kind.may_be(|kind| matches!(kind, Type::Node | Type::Relationship)) {
                    return Err(wrong_type("a node or relationship before the label", &of.kind, span));
                }
                let kind = if of.kind == Type::Relationship { MentionKind::Type } else { MentionKind::Label };
                (self.computed_labels(&of.expression, labels, kind)?.kind, Type::Boolean)
            }
            Tree::Subject => self.case_subject(span)?,
            Tree::CountStar => return self.aggregate(written, None, false, &[]),
            Tree::Call { name, distinct, arguments } => return self.call(written, name, *distinct, arguments),
            Tree::Case { subject, branches, otherwise } => {
                self.case(subject.as_deref(), branches, otherwise.as_deref())?
            }
            Tree::ListComprehension { variable, list, filter, value } => {
                self.list_comprehension(variable, list, filter.as_deref(), value.as_deref())?
            }
            Tree::PatternComprehension { path, filter, value } => {
                self.pattern_comprehension(path, filter.as_deref(), value, span)?
            }
            Tree::Quantifier { kind, variable, list, predicate } => {
                (self.quantifier(*kind, variable, list, predicate.as_deref(), span)?, Type::Boolean)
            }
            Tree::Reduce { accumulator, initial, variable, list, value } => {
                self.reduce(accumulator, initial, variable, list, value)?
            }
            Tree::MapProjection { variable, items } => (self.map_projection(variable, items)?, Type::Map),
            Tree::Pattern(path) => self.path_value(path, span)?,
            Tree::Subquery(kind, body) => self.subquery(*kind, body, span)?,
        };
        Ok(Typed { expression: Expression::new(kind, span), kind: known })
    }

    pub fn boxed(&mut self, written: &tree::Expression) -> Checked<Box<Expression>> {
        self.expression(written).map(|bound| Box::new(bound.expression))
    }

    /// An expression that is true or false: here a pattern asks whether it has a match.
    pub fn condition(&mut self, written: &tree::Expression) -> Checked<Expression> {
        let bound = self.truth(written)?;
        if !bound.kind.may_be(|kind| matches!(kind, Type::Boolean | Type::List(_))) {
            return Err(wrong_type("a condition", &bound.kind, written.span));
        }
        Ok(bound.expression)
    }

    fn truth(&mut self, written: &tree::Expression) -> Checked<Typed> {
        let span = written.span;
        let kind = match &written.kind {
            Tree::Pattern(path) if path.selector == tree::Selector::All => self.pattern_predicate(path, span)?,
            Tree::Unary(tree::UnaryOperator::Not, operand) => {
                ExpressionKind::Unary { operator: UnaryOperator::Not, operand: Box::new(self.truth_operand(operand)?) }
            }
            Tree::Binary(operator, left, right) if logical(*operator) => {
                let left = Box::new(self.truth_operand(left)?);
                let right = Box::new(self.truth_operand(right)?);
                ExpressionKind::Binary { operator: binary_operator(*operator), left, right }
            }
            _ => return self.expression(written),
        };
        Ok(Typed { expression: Expression::new(kind, span), kind: Type::Boolean })
    }

    fn truth_operand(&mut self, written: &tree::Expression) -> Checked<Expression> {
        let bound = self.truth(written)?;
        boolean(bound, written.span)
    }

    fn parameter(&mut self, name: &str) -> ExpressionKind {
        let known = self.parameters.iter().find(|known| ***known == *name).cloned();
        let name = known.unwrap_or_else(|| {
            let name: super::bound::Name = name.into();
            self.parameters.push(name.clone());
            name
        });
        ExpressionKind::Parameter(name)
    }

    fn property(&mut self, of: &tree::Expression, key: &tree::Name) -> Checked<(ExpressionKind, Type)> {
        let holder = self.expression(of)?;
        if !holder.kind.may_be(|kind| matches!(kind, Type::Map | Type::Node | Type::Relationship | Type::Other)) {
            let message = format!("{} has no properties", holder.kind.name());
            return Err(Diagnostic::compile(Kind::TypeError, "InvalidArgumentType", message, key.span));
        }
        if matches!(holder.kind, Type::Node | Type::Relationship) {
            self.mention(MentionKind::Key, key);
        }
        let kind = ExpressionKind::Property { of: Box::new(holder.expression), key: key.text.as_str().into() };
        Ok((kind, Type::Unknown))
    }

    fn index(&mut self, of: &tree::Expression, index: &tree::Expression) -> Checked<(ExpressionKind, Type)> {
        let of = self.expression(of)?;
        let index = self.expression(index)?;
        let element = if index.kind == Type::Integer { of.kind.element() } else { Type::Unknown };
        Ok((ExpressionKind::Index { of: Box::new(of.expression), index: Box::new(index.expression) }, element))
    }

    fn unary(&mut self, operator: tree::UnaryOperator, operand: &tree::Expression) -> Checked<(ExpressionKind, Type)> {
        let bound = self.expression(operand)?;
        let (operator, kind) = match operator {
            tree::UnaryOperator::Not => {
                let operand = Box::new(boolean(bound, operand.span)?);
                return Ok((ExpressionKind::Unary { operator: UnaryOperator::Not, operand }, Type::Boolean));
            }
            tree::UnaryOperator::Minus => (UnaryOperator::Negate, number(&bound, operand.span)?),
            tree::UnaryOperator::Plus => (UnaryOperator::Plus, number(&bound, operand.span)?),
        };
        Ok((ExpressionKind::Unary { operator, operand: Box::new(bound.expression) }, kind))
    }

    fn binary(
        &mut self,
        operator: tree::BinaryOperator,
        left: &tree::Expression,
        right: &tree::Expression,
    ) -> Checked<(ExpressionKind, Type)> {
        use tree::BinaryOperator as B;
        let (left_span, right_span) = (left.span, right.span);
        let left = self.expression(left)?;
        let right = self.expression(right)?;
        let kind = match operator {
            B::Or | B::Xor | B::And => {
                let left = Box::new(boolean(left, left_span)?);
                let right = Box::new(boolean(right, right_span)?);
                return Ok((
                    ExpressionKind::Binary { operator: binary_operator(operator), left, right },
                    Type::Boolean,
                ));
            }
            B::In => {
                if !right.kind.may_be(|kind| matches!(kind, Type::List(_))) {
                    return Err(wrong_type("a list after IN", &right.kind, right_span));
                }
                Type::Boolean
            }
            B::StartsWith | B::EndsWith | B::Contains | B::Matches => Type::Boolean,
            B::Subtract | B::Multiply | B::Divide | B::Modulo | B::Power => {
                let (left, right) = (number(&left, left_span)?, number(&right, right_span)?);
                match (operator, left, right) {
                    (B::Power, Type::Integer | Type::Float, Type::Integer | Type::Float) => Type::Float,
                    (_, Type::Integer, Type::Integer) => Type::Integer,
                    (_, Type::Integer | Type::Float, Type::Integer | Type::Float) => Type::Float,
                    _ => Type::Unknown,
                }
            }
            B::Add | B::Concatenate => match (&left.kind, &right.kind) {
                (Type::Integer, Type::Integer) => Type::Integer,
                (Type::Integer | Type::Float, Type::Integer | Type::Float) => Type::Float,
                (Type::String, Type::String) => Type::String,
                (Type::List(left), Type::List(right)) => Type::list((**left).clone().or((**right).clone())),
                (Type::List(_), _) | (_, Type::List(_)) => Type::list(Type::Unknown),
                _ => Type::Unknown,
            },
        };
        let (left, right) = (Box::new(left.expression), Box::new(right.expression));
        Ok((ExpressionKind::Binary { operator: binary_operator(operator), left, right }, kind))
    }

    /// `a < b <= c` is `a < b AND b <= c`.
    fn comparison(
        &mut self,
        first: &tree::Expression,
        rest: &[(tree::ComparisonOperator, tree::Expression)],
    ) -> Checked<ExpressionKind> {
        let chained = rest.len() > 1;
        if chained && self.middle >= DEEPEST_CHAIN {
            return Err(syntax("NestingTooDeep", "chained comparisons nest too deeply", first.span)
                .with_hint("write them as separate comparisons joined by AND"));
        }
        self.middle += usize::from(chained);
        let mut left = self.expression(first)?.expression;
        let mut all: Option<Expression> = None;
        for (place, (operator, operand)) in rest.iter().enumerate() {
            let right = self.expression(operand)?.expression;
            let next = if place + 1 < rest.len() { Some(right.clone()) } else { None };
            let span = left.span.to(right.span);
            let kind = ExpressionKind::Binary {
                operator: comparison_operator(*operator),
                left: Box::new(left),
                right: Box::new(right),
            };
            let one = Expression::new(kind, span);
            self.lettered.extend(Lettered::of(&one, &self.slots));
            all = Some(match all {
                None => one,
                Some(before) => {
                    let span = before.span.to(one.span);
                    let (left, right) = (Box::new(before), Box::new(one));
                    Expression::new(ExpressionKind::Binary { operator: BinaryOperator::And, left, right }, span)
                }
            });
            left = next.unwrap_or_else(|| Expression::new(ExpressionKind::Literal(Value::Null), span));
        }
        self.middle -= usize::from(chained);
        Ok(all.map_or(ExpressionKind::Literal(Value::Null), |all| all.kind))
    }
}

fn literal_value(literal: &tree::Literal) -> (ExpressionKind, Type) {
    let (value, kind) = match literal {
        tree::Literal::Null => (Value::Null, Type::Null),
        tree::Literal::Boolean(value) => (Value::Boolean(*value), Type::Boolean),
        tree::Literal::Integer(value) => (Value::Integer(*value), Type::Integer),
        tree::Literal::Float(value) => (Value::Float(*value), Type::Float),
        tree::Literal::String(value) => (Value::String(value.as_str().into()), Type::String),
    };
    (ExpressionKind::Literal(value), kind)
}

/// The expression, unless it is known not to be true or false.
fn boolean(bound: Typed, span: Span) -> Checked<Expression> {
    if bound.kind.may_be(|kind| *kind == Type::Boolean) {
        Ok(bound.expression)
    } else {
        let error = wrong_type("true or false", &bound.kind, span);
        Err(match bound.kind {
            Type::String => {
                error.with_hint("each side is a condition of its own: `x = 'a' OR x = 'b'`, or `x IN ['a', 'b']`")
            }
            _ => error,
        })
    }
}

/// The type, unless it is known that one cannot calculate with it. Temporal values can be calculated with.
fn number(bound: &Typed, span: Span) -> Checked<Type> {
    if bound.kind.may_be(|kind| matches!(kind, Type::Integer | Type::Float | Type::Other)) {
        Ok(bound.kind.clone())
    } else {
        Err(wrong_type("a number", &bound.kind, span))
    }
}

fn logical(operator: tree::BinaryOperator) -> bool {
    matches!(operator, tree::BinaryOperator::And | tree::BinaryOperator::Or | tree::BinaryOperator::Xor)
}

fn binary_operator(operator: tree::BinaryOperator) -> BinaryOperator {
    use tree::BinaryOperator as B;
    match operator {
        B::Or => BinaryOperator::Or,
        B::Xor => BinaryOperator::Xor,
        B::And => BinaryOperator::And,
        B::In => BinaryOperator::In,
        B::StartsWith => BinaryOperator::StartsWith,
        B::EndsWith => BinaryOperator::EndsWith,
        B::Contains => BinaryOperator::Contains,
        B::Matches => BinaryOperator::Matches,
        B::Add => BinaryOperator::Add,
        B::Concatenate => BinaryOperator::Concatenate,
        B::Subtract => BinaryOperator::Subtract,
        B::Multiply => BinaryOperator::Multiply,
        B::Divide => BinaryOperator::Divide,
        B::Modulo => BinaryOperator::Modulo,
        B::Power => BinaryOperator::Power,
    }
}

fn comparison_operator(operator: tree::ComparisonOperator) -> BinaryOperator {
    use tree::ComparisonOperator as C;
    match operator {
        C::Equal => BinaryOperator::Equal,
        C::NotEqual => BinaryOperator::NotEqual,
        C::Less => BinaryOperator::Less,
        C::LessOrEqual => BinaryOperator::LessOrEqual,
        C::Greater => BinaryOperator::Greater,
        C::GreaterOrEqual => BinaryOperator::GreaterOrEqual,
    }
}
