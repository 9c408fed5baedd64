//! Comparisons that go by the letters of a text, which orders dates that are known in part wrongly.

use super::Bound;
use super::bound::{BinaryOperator, Expression, ExpressionKind, Name, SlotInfo};
use crate::diagnostic::{Diagnostic, Kind};
use crate::span::Span;
use crate::value::partial_date::PartialDate;
use crate::value::{Value, literal};

/// `variable.key` compared by order with a text that is a date, or with a parameter that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Lettered {
    /// The property's key.
    pub key: Name,
    variable: Name,
    /// As it were with the property at its left.
    operator: BinaryOperator,
    with: Side,
    span: Span,
}

#[derive(Clone, Debug, PartialEq)]
enum Side {
    Text(Name),
    Parameter(Name),
}

impl Lettered {
    /// What the comparison is, if it is one.
    pub(super) fn of(comparison: &Expression, slots: &[SlotInfo]) -> Option<Self> {
        let ExpressionKind::Binary { operator, left, right } = &comparison.kind else { return None };
        let (key, variable, with, operator) = match (property(left, slots), property(right, slots)) {
            (Some((key, variable)), None) => (key, variable, side(right)?, *operator),
            (None, Some((key, variable))) => (key, variable, side(left)?, operator.mirrored()),
            _ => return None,
        };
        right_function(operator)?;
        Some(Self { key, variable, operator, with, span: comparison.span })
    }

    fn warning(&self) -> Option<Diagnostic> {
        let (sure, possible) = right_function(self.operator)?;
        let property = format!("{}.{}", literal::name(&self.variable), literal::name(&self.key));
        let with = match &self.with {
            Side::Text(text) => literal::quoted(text),
            Side::Parameter(name) => format!("${}", literal::name(name)),
        };
        let message = format!("`{property}` holds dates known in part, and is compared by its letters");
        let hint = format!(
            "write `{sure}({property}, {with})` for what is sure, `{possible}({property}, {with})` for what may be"
        );
        Some(Diagnostic::compile(Kind::SemanticError, "PartialDate", message, self.span).with_hint(hint))
    }
}

impl Bound {
    /// A warning for each property of [`Bound::lettered`] that is compared with a date, each property once.
    pub fn letter_warnings<'v>(&self, parameter: impl Fn(&str) -> Option<&'v Value>) -> Vec<Diagnostic> {
        let is_date = |text: &str| PartialDate::parse(text).is_some();
        let mut warned: Vec<&Lettered> = Vec::new();
        for lettered in &self.lettered {
            let has_date = match &lettered.with {
                Side::Text(text) => is_date(text),
                Side::Parameter(name) => matches!(parameter(name), Some(Value::String(text)) if is_date(text)),
            };
            let is_new = |before: &&Lettered| (&before.variable, &before.key) != (&lettered.variable, &lettered.key);
            if has_date && warned.iter().all(is_new) {
                warned.push(lettered);
            }
        }
        warned.into_iter().filter_map(Lettered::warning).collect()
    }
}

/// The key of a variable's property, and the variable.
fn property(expression: &Expression, slots: &[SlotInfo]) -> Option<(Name, Name)> {
    let ExpressionKind::Property { of, key } = &expression.kind else { return None };
    let ExpressionKind::Slot(slot) = of.kind else { return None };
    Some((key.clone(), slots.get(slot.index())?.name.clone()?))
}

fn side(expression: &Expression) -> Option<Side> {
    match &expression.kind {
        ExpressionKind::Literal(Value::String(text)) => Some(Side::Text(text.clone())),
        ExpressionKind::Parameter(name) => Some(Side::Parameter(name.clone())),
        _ => None,
    }
}

/// What asks the same of dates: surely and possibly. `None` for what is no comparison by order.
fn right_function(operator: BinaryOperator) -> Option<(&'static str, &'static str)> {
    Some(match operator {
        BinaryOperator::Less => ("surely_before", "possibly_before"),
        BinaryOperator::LessOrEqual => ("NOT possibly_after", "NOT surely_after"),
        BinaryOperator::Greater => ("surely_after", "possibly_after"),
        BinaryOperator::GreaterOrEqual => ("NOT possibly_before", "NOT surely_before"),
        _ => return None,
    })
}
