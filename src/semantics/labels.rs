//! Label expressions.

use super::binder::Binder;
use super::bound::LabelExpression;
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

fn convert(labels: &tree::LabelExpression) -> LabelExpression {
    match labels {
        tree::LabelExpression::Name(name) => LabelExpression::Name(name.text.as_str().into()),
        tree::LabelExpression::Any(_) => LabelExpression::Any,
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
