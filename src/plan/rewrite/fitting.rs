//! What compares a relationship with constants belongs to the step that walks it: the step may ask it of all relationships
//! of the type at once, and gives no rows for those that do not fit.

use super::for_each;
use super::intersect::two_steps;
use super::property_range::compared;
use crate::plan::{Counts, Expand, Operator, Plan, Planned, PropertyRange, simple_types};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, Slot};
use crate::value::Value;
use crate::value::equality::equal;

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // What is known of all relationships holds while none changes.
    if planned.writes {
        return;
    }
    visit(&mut planned.root, counts);
    planned.subqueries.iter_mut().for_each(|subquery| visit(&mut subquery.plan, counts));
    for_each(planned, &mut |plan| {
        let Plan { operator: Operator::Expand(step), inputs, .. } = plan else { return };
        let (Some(asked), Some(below)) = (&step.fitting, inputs.first()) else { return };
        step.different.retain(|walked| !fits_of(below, *walked).is_some_and(|other| exclude(asked, other)));
    });
}

/// What the step that walks the relationship asks of it.
fn fits_of(plan: &Plan, relationship: Slot) -> Option<&PropertyRange> {
    match &plan.operator {
        Operator::Expand(step) if step.relationship == relationship => step.fitting.as_deref(),
        Operator::Expand(_) | Operator::Filter { .. } | Operator::Range(_) => {
            fits_of(plan.inputs.first()?, relationship)
        }
        _ => None,
    }
}

/// Whether no relationship fits both: one property cannot be equal to two constants.
fn exclude(one: &PropertyRange, other: &PropertyRange) -> bool {
    let constants = |asked: &PropertyRange| -> Vec<Value> {
        let equal = asked.bounds.iter().filter(|(operator, _)| *operator == BinaryOperator::Equal);
        let literal = |bound: &Expression| match &bound.kind {
            ExpressionKind::Literal(value) => Some(value.clone()),
            _ => None,
        };
        equal.filter_map(|(_, bound)| literal(bound)).collect()
    };
    let others = constants(other);
    let differs = |value: &Value| others.iter().any(|other| equal(value, other) == Some(false));
    one.key == other.key && constants(one).iter().any(differs)
}

fn visit(plan: &mut Plan, counts: &dyn Counts) {
    // Where a node between two others is sought among the neighbours of both, the relationships are asked afterwards.
    let stands_between = two_steps(plan).is_some_and(|(first, second, conditions, _)| {
        !conditions.is_empty() && all(second, counts) >= all(first, counts)
    });
    narrow(plan);
    match stands_between {
        true => plan.inputs[0].inputs.iter_mut().for_each(|input| visit(input, counts)),
        false => plan.inputs.iter_mut().for_each(|input| visit(input, counts)),
    }
}

/// How many relationships there are of the types of a step.
fn all(step: &Expand, counts: &dyn Counts) -> f64 {
    let types = step.types.as_ref().and_then(simple_types);
    types.map_or(counts.relationships(), |types| types.iter().map(|name| counts.relationship_type(name)).sum())
}

/// Lets the step below a filter ask what that asks of a property of its relationship.
fn narrow(plan: &mut Plan) {
    let Operator::Filter { conditions } = &mut plan.operator else { return };
    let Some(Plan { operator: Operator::Expand(step), estimate, .. }) = plan.inputs.first_mut() else { return };
    if step.fitting.is_some() || step.types.as_ref().and_then(simple_types).is_none() {
        return;
    }
    let of_step = conditions.iter().filter_map(compared).find(|(slot, ..)| *slot == step.relationship);
    let Some((slot, key, ..)) = of_step else { return };
    let (asked, rest): (Vec<_>, Vec<_>) = std::mem::take(conditions)
        .into_iter()
        .partition(|condition| compared(condition).is_some_and(|(of, other, ..)| of == slot && other == key));
    let bounds = asked.iter().filter_map(compared).map(|(.., operator, bound)| (operator, bound)).collect();
    step.fitting = Some(Box::new(PropertyRange { slot, key, bounds, conditions: asked }));
    *estimate = estimate.min(plan.estimate);
    *conditions = rest;
    if conditions.is_empty()
        && let Some(input) = plan.inputs.pop()
    {
        *plan = input;
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::{planned, shown, shown_after};
    use crate::plan::{Operator, Plan};

    #[test]
    fn what_is_asked_of_a_relationship_belongs_to_its_step() {
        let plan = shown(
            "fitting",
            "MATCH (a:Visit)-[r:TO]->(c) WHERE r.since > 3 AND r.kind = 'x' AND 9 >= r.since RETURN c",
        );
        assert!(plan.contains("Expand (a)-[r:TO]->(c) r.since > 3 AND 9 >= r.since"), "{plan}");
        assert!(plan.contains("Filter r.kind = 'x'"), "{plan}");
        let plan =
            shown_after(&["fitting", "degree"], "MATCH (a:Visit)-[r:TO]->() WHERE r.since > 3 RETURN a, count(*) AS n");
        assert!(plan.contains("Degree (a)-"), "{plan}");
    }

    #[test]
    fn relationships_that_are_asked_for_different_constants_differ() {
        let walk = |other: &str| format!("MATCH (a:Visit)-[r:TO {{kind: 'x'}}]->(c)<-[s:TO {{{other}}}]-(b) RETURN c");
        fn last_step(plan: &Plan) -> &Plan {
            if matches!(plan.operator, Operator::Expand(_)) { plan } else { last_step(&plan.inputs[0]) }
        }
        let different = |query: &str| match &last_step(&planned("fitting", query).root).operator {
            Operator::Expand(step) => step.different.len(),
            _ => usize::MAX,
        };
        assert_eq!(different(&walk("kind: 'y'")), 0);
        assert_eq!(different(&walk("kind: 'x'")), 1);
        assert_eq!(different(&walk("since: 'y'")), 1);
    }

    #[test]
    fn others_are_asked_afterwards() {
        for query in [
            "MATCH (a:Visit)-[r]->(c) WHERE r.since > 3 RETURN c",
            "MATCH (a:Visit)-[r:TO]->(c) WHERE r.since > c.since RETURN c",
            "MATCH (a:Visit)-[r:TO]->(c) WHERE r.since > 3 SET r.since = 1",
            "MATCH (a:Visit), (b:Visit) MATCH (a)-[r:TO]->(c)<-[:TO]-(b) WHERE r.since > 3 RETURN c",
        ] {
            let plan = shown("fitting", query);
            assert!(plan.contains("Filter r.since > "), "{query}\n{plan}");
        }
    }
}
