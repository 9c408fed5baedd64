//! Label expressions.

use super::binder::{Binder, Checked, wrong_type};
use super::bound::{BinaryOperator, Expression, ExpressionKind, LabelExpression, UnaryOperator};
use super::types::Type;
use super::warning::MentionKind;
use crate::syntax::tree;

impl Binder<'_> {
    /// The condition on labels or types.
    pub fn label_expression(&mut self, labels: &tree::LabelExpression, kind: MentionKind) -> LabelExpression {
        for name in labels.names() {
            self.mention(kind, name);
        }
        convert(labels)
    }
}

impl Binder<'_> {
    /// What must hold of an entity for labels or types of which some are computed.
    pub fn computed_labels(
        &mut self,
        entity: &Expression,
        labels: &tree::LabelExpression,
        kind: MentionKind,
    ) -> Checked<Expression> {
        let span = labels.span();
        if !labels.is_computed() {
            let labels = self.label_expression(labels, kind);
            let kind = ExpressionKind::HasLabels { entity: Box::new(entity.clone()), labels };
            return Ok(Expression::new(kind, span));
        }
        let kind = match labels {
            tree::LabelExpression::Computed(computed) => {
                let name = if computed.any { "hasAnyLabel" } else { "hasAllLabels" };
                let names = self.label_names(&computed.value)?;
                ExpressionKind::Function { name: name.into(), arguments: vec![entity.clone(), names] }
            }
            tree::LabelExpression::Not(inner) => {
                let operand = Box::new(self.computed_labels(entity, inner, kind)?);
                ExpressionKind::Unary { operator: UnaryOperator::Not, operand }
            }
            tree::LabelExpression::And(left, right) | tree::LabelExpression::Or(left, right) => {
                let is_and = matches!(labels, tree::LabelExpression::And(..));
                let operator = if is_and { BinaryOperator::And } else { BinaryOperator::Or };
                let left = Box::new(self.computed_labels(entity, left, kind)?);
                let right = Box::new(self.computed_labels(entity, right, kind)?);
                ExpressionKind::Binary { operator, left, right }
            }
            tree::LabelExpression::Name(_) | tree::LabelExpression::Any(_) => {
                ExpressionKind::Literal(crate::value::Value::Null)
            }
        };
        Ok(Expression::new(kind, span))
    }

    /// The value in `$(value)`: a text, or a list of them.
    pub fn label_names(&mut self, value: &tree::Expression) -> Checked<Expression> {
        let bound = self.expression(value)?;
        if !bound.kind.may_be(|kind| matches!(kind, Type::String | Type::List(_))) {
            return Err(wrong_type("a text or a list of texts that names labels", &bound.kind, value.span));
        }
        Ok(bound.expression)
    }
}

fn convert(labels: &tree::LabelExpression) -> LabelExpression {
    match labels {
        tree::LabelExpression::Name(name) => LabelExpression::Name(name.text.as_str().into()),
        tree::LabelExpression::Any(_) | tree::LabelExpression::Computed(_) => LabelExpression::Any,
        tree::LabelExpression::Not(inner) => LabelExpression::Not(Box::new(convert(inner))),
        tree::LabelExpression::And(..) => {
            let mut parts = Vec::new();
            flatten(labels, &mut parts, &|labels| match labels {
                tree::LabelExpression::And(left, right) => Some((&**left, &**right)),
                _ => None,
            });
            LabelExpression::And(parts)
        }
        tree::LabelExpression::Or(..) => {
            let mut parts = Vec::new();
            flatten(labels, &mut parts, &|labels| match labels {
                tree::LabelExpression::Or(left, right) => Some((&**left, &**right)),
                _ => None,
            });
            LabelExpression::Or(parts)
        }
    }
}

type Operands<'t> = Option<(&'t tree::LabelExpression, &'t tree::LabelExpression)>;

/// The operands of a chain of the same operator.
fn flatten<'t>(
    labels: &'t tree::LabelExpression,
    parts: &mut Vec<LabelExpression>,
    operands: &impl Fn(&'t tree::LabelExpression) -> Operands<'t>,
) {
    match operands(labels) {
        Some((left, right)) => {
            flatten(left, parts, operands);
            flatten(right, parts, operands);
        }
        None => parts.push(convert(labels)),
    }
}
