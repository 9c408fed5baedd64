//! Groups by what is computed from one property of few different values: rows are grouped by the property first, so that
//! keys are computed for each value and not for each row.

use super::degree::summed;
use super::intersect::varies;
use super::{for_each, labels};
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, Expression, ExpressionKind, Item, Name, Slot, SlotInfo, SlotKind,
};

/// Fewer rows are grouped before it is known how many values there are.
const MANY_ROWS: f64 = if cfg!(test) { 1.0 } else { 32_768.0 };

/// Values are few where so many rows, at least, are expected of each.
const ROWS_A_VALUE: f64 = if cfg!(test) { 0.5 } else { 8.0 };

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // A property can be read without fail only of what is there, not of what may have been deleted.
    if planned.writes {
        return;
    }
    let mut slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        let Operator::Aggregate { keys, aggregates } = &plan.operator else { return };
        let input = &plan.inputs[0];
        if input.estimate < MANY_ROWS {
            return;
        }
        let Some(property) = keys.iter().find_map(|key| computed_from(&key.expression)) else { return };
        let known = labels::known(input).into_iter().filter(|(slot, _)| *slot == property.0);
        let distinct = known.filter_map(|(_, label)| counts.values_at_most(&label, &property.1)).reduce(f64::min);
        let Some(values) = distinct.filter(|values| values * ROWS_A_VALUE < input.estimate) else { return };
        let value = Slot(slots.len() as u32);
        let from_value =
            |key: &Item| Some(Item { slot: key.slot, expression: made(&key.expression, &property, value)? });
        let Some(outer_keys) = keys.iter().map(from_value).collect::<Option<Vec<Item>>>() else { return };
        let first = Slot(value.0 + 1);
        let parts = aggregates.iter().enumerate();
        let parts = parts.map(|(place, aggregate)| in_two_steps(aggregate, Slot(first.0 + place as u32)));
        let Some((inner, outer)) = parts.collect::<Option<(Vec<Aggregate>, Vec<Aggregate>)>>() else { return };
        slots.extend((0..=aggregates.len()).map(|_| SlotInfo { name: None, kind: SlotKind::Value }));
        let Some(span) = keys.first().map(|key| key.expression.span) else { return };
        let of = Box::new(Expression::slot(property.0, span));
        let expression = Expression::new(ExpressionKind::Property { of, key: property.1 }, span);
        let by_value = Operator::Aggregate { keys: vec![Item { slot: value, expression }], aggregates: inner };
        let by_value = Plan::over(by_value, input.clone()).expecting(values);
        let operator = Operator::Aggregate { keys: outer_keys, aggregates: outer };
        *plan = Plan::over(operator, by_value).expecting(plan.estimate);
    });
    planned.slots = slots;
}

/// The first property of a variable from which the expression computes something else.
fn computed_from(expression: &Expression) -> Option<(Slot, Name)> {
    fn first(expression: &Expression) -> Option<(Slot, Name)> {
        if let Some(property) = super::join_between::property_of(expression) {
            return Some(property);
        }
        let mut found = None;
        expression.for_each_child(&mut |child| found = found.take().or_else(|| first(child)));
        found
    }
    super::join_between::property_of(expression).is_none().then(|| first(expression))?
}

/// The expression over the value of the property; `None` if it reads anything else.
fn made(expression: &Expression, property: &(Slot, Name), value: Slot) -> Option<Expression> {
    use ExpressionKind::*;
    if super::join_between::property_of(expression).as_ref() == Some(property) {
        return Some(Expression::slot(value, expression.span));
    }
    let inside = |child: &Expression| made(child, property, value);
    let boxed = |child: &Expression| inside(child).map(Box::new);
    let kind = match &expression.kind {
        Literal(_) | Parameter(_) => expression.kind.clone(),
        Property { of, key } => Property { of: boxed(of)?, key: key.clone() },
        Unary { operator, operand } => Unary { operator: *operator, operand: boxed(operand)? },
        Binary { operator, left, right } => Binary { operator: *operator, left: boxed(left)?, right: boxed(right)? },
        Function { name, arguments } if !varies(expression) => {
            Function { name: name.clone(), arguments: arguments.iter().map(inside).collect::<Option<_>>()? }
        }
        Case { subject, branches, otherwise } => Case {
            subject: match subject {
                Some(subject) => Some(boxed(subject)?),
                None => None,
            },
            branches: (branches.iter())
                .map(|(condition, result)| Some((inside(condition)?, inside(result)?)))
                .collect::<Option<_>>()?,
            otherwise: match otherwise {
                Some(otherwise) => Some(boxed(otherwise)?),
                None => None,
            },
        },
        _ => return None,
    };
    Some(Expression::new(kind, expression.span))
}

/// The aggregate over the rows of a value, which stands in the slot, and that over the values; `None` where the second does
/// not follow from the first, or not to the last digit.
fn in_two_steps(aggregate: &Aggregate, slot: Slot) -> Option<(Aggregate, Aggregate)> {
    use AggregateFunction::*;
    let outer = match aggregate.function {
        CountRows => summed(aggregate, slot),
        Count if !aggregate.distinct => summed(aggregate, slot),
        Minimum | Maximum => Aggregate { arguments: vec![Expression::slot(slot, aggregate.span)], ..aggregate.clone() },
        _ => return None,
    };
    Some((Aggregate { slot, ..aggregate.clone() }, outer))
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn keys_of_few_values_are_computed_for_each_value() {
        let plan = shown(
            "few_values",
            "MATCH (v:Visit) RETURN v.kind + 'x' AS k, CASE WHEN v.kind > 'm' THEN 1 ELSE 2 END AS c, count(*) AS n, max(v.end) AS e",
        );
        assert_eq!(plan.matches("Aggregate").count(), 2, "{plan}");
        assert!(plan.contains("max(v.end) BY v.kind"), "{plan}");
    }

    #[test]
    fn others_are_computed_for_each_row() {
        for keys in [
            "v.kind AS k, count(*) AS n",
            "v.kind + v.end AS k, count(*) AS n",
            "v.id + 1 AS k, count(*) AS n",
            "v.kind + rand() AS k, count(*) AS n",
            "v.kind + 'x' AS k, sum(v.end) AS n",
            "v.kind + 'x' AS k, count(DISTINCT v.end) AS n",
        ] {
            let plan = shown("few_values", &format!("MATCH (v:Visit) RETURN {keys}"));
            assert_eq!(plan.matches("Aggregate").count(), 1, "{keys}\n{plan}");
        }
    }
}
