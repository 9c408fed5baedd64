//! What compares a property with constants is asked of the numbers that the graph keeps, all comparisons of one property at
//! once, instead of copying the property for each condition.

use super::for_each;
use super::intersect::varies;
use super::late_properties::holder;
use crate::plan::{Counts, Operator, Plan, Planned, PropertyRange, is_constant};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, Name, Slot};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    for_each(planned, &mut |plan| {
        let Operator::Filter { conditions } = &mut plan.operator else { return };
        // Only the first ones: a condition is not asked of rows that an earlier one leaves out.
        while let Some(range) = leading(conditions)
            && let Some(input) = plan.inputs.pop()
        {
            plan.inputs.push(Plan::over(Operator::Range(range), input).expecting(plan.estimate));
        }
        if conditions.is_empty()
            && let Some(input) = plan.inputs.pop()
        {
            *plan = input;
        }
    });
}

/// Takes away the first conditions that compare one property with constants.
fn leading(conditions: &mut Vec<Expression>) -> Option<PropertyRange> {
    let (slot, key, ..) = compared(conditions.first()?)?;
    let count = conditions.iter().map_while(compared).take_while(|other| (other.0, &other.1) == (slot, &key)).count();
    let conditions: Vec<Expression> = conditions.drain(..count).collect();
    let bounds = conditions.iter().filter_map(compared).map(|(.., operator, bound)| (operator, bound)).collect();
    Some(PropertyRange { slot, key, bounds, conditions })
}

/// The property of a variable, how it is compared, and the constant.
pub(super) fn compared(condition: &Expression) -> Option<(Slot, Name, BinaryOperator, Expression)> {
    use BinaryOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    let ExpressionKind::Binary { operator, left, right } = &condition.kind else { return None };
    let turned = holder(left).is_none();
    let (property, bound) = if turned { (right, left) } else { (left, right) };
    let operator = if turned { operator.mirrored() } else { *operator };
    let ExpressionKind::Property { key, .. } = &property.kind else { return None };
    let is_range = matches!(operator, Equal | Less | LessOrEqual | Greater | GreaterOrEqual);
    (is_range && is_constant(bound) && !bound.any(&varies)).then_some((
        holder(property)?,
        key.clone(),
        operator,
        (**bound).clone(),
    ))
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn comparisons_of_one_property_with_constants_are_asked_at_once() {
        let plan = shown(
            "property_range",
            "MATCH (m:Meeting) WHERE m.start >= 3 AND 5 > m.start AND m.kind = $kind AND m.end > m.start RETURN m.title",
        );
        assert!(plan.contains("Range m.start >= 3 AND 5 > m.start"), "{plan}");
        assert!(plan.contains("Range m.kind = $kind"), "{plan}");
        assert!(plan.contains("Filter m.end > m.start"), "{plan}");
    }

    #[test]
    fn what_an_earlier_condition_may_leave_out_is_not_asked_before_it() {
        for condition in ["m.start > m.end AND m.kind = 'x'", "m.kind <> 'x'", "m.start > rand()", "m.a.b = 1"] {
            let plan = shown("property_range", &format!("MATCH (m:Meeting) WHERE {condition} RETURN m"));
            assert!(!plan.contains("Range"), "{plan}");
        }
    }
}
