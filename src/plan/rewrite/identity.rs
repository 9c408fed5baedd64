//! Nodes in place of a property that tells them apart: to compare, group and count nodes, none of their properties is
//! looked at.

use super::identifier::identifier;
use super::{for_each, labels};
use crate::plan::{Counts, Operator, Plan, Planned};
use crate::semantics::bound::{
    Aggregate, AggregateFunction, BinaryOperator, Expression, ExpressionKind, Item, Name, Slot,
};

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // While a statement writes, what holds of the whole graph may cease to hold.
    if planned.writes {
        return;
    }
    for_each(planned, &mut |plan| match &mut plan.operator {
        Operator::Filter { .. } => {
            let known = labels::known(plan);
            if let Operator::Filter { conditions } = &mut plan.operator {
                conditions.iter_mut().for_each(|condition| compare_nodes(condition, &known, counts));
            }
        }
        Operator::Aggregate { .. } => group_by_nodes(plan, counts),
        _ => {}
    });
}

type Known = Vec<(Slot, Name)>;

/// The node and the key, if the expression is a property of a node.
fn property_of(expression: &Expression) -> Option<(Slot, &Name)> {
    match &expression.kind {
        ExpressionKind::Property { of, key } => match of.kind {
            ExpressionKind::Slot(slot) => Some((slot, key)),
            _ => None,
        },
        _ => None,
    }
}

/// The node, if the expression is a property that tells it from all others that may stand in the slot.
fn told_by(expression: &Expression, known: &Known, counts: &dyn Counts) -> Option<Slot> {
    let (slot, key) = property_of(expression)?;
    let mut labels = known.iter().filter(|(labelled, _)| *labelled == slot);
    labels.any(|(_, label)| counts.is_unique(label, key)).then_some(slot)
}

/// `a.key = b.key` and its siblings of nodes with the same label.
fn compare_nodes(condition: &mut Expression, known: &Known, counts: &dyn Counts) {
    use BinaryOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let ExpressionKind::Binary { operator, left, right } = &mut condition.kind else { return };
    let (Some((a, key)), Some((b, other))) = (property_of(left), property_of(right)) else { return };
    let holds = |holds: &dyn Fn(&Name) -> bool| {
        let mut labels = known.iter().filter(|(slot, _)| *slot == a).map(|(_, label)| label);
        key == other && labels.any(|label| known.contains(&(b, label.clone())) && holds(label))
    };
    match operator {
        Equal | NotEqual if holds(&|label| counts.is_unique(label, key)) => {
            **left = Expression::slot(a, left.span);
            **right = Expression::slot(b, right.span);
        }
        Less | LessOrEqual | Greater | GreaterOrEqual if holds(&|label| counts.ascends(label, key)) => {
            **left = identifier(a, left.span);
            **right = identifier(b, right.span);
        }
        _ => {}
    }
}

/// Groups by nodes and looks up what was asked of them for each group; counts different nodes.
fn group_by_nodes(plan: &mut Plan, counts: &dyn Counts) {
    let Some(known) = plan.inputs.first().map(labels::known) else { return };
    let Operator::Aggregate { keys, aggregates } = &mut plan.operator else { return };
    for aggregate in aggregates.iter_mut() {
        count_nodes(aggregate, &known, counts);
    }
    let mut nodes: Vec<Slot> = keys.iter().filter_map(|key| told_by(&key.expression, &known, counts)).collect();
    nodes.dedup();
    let (later, mut grouped): (Vec<Item>, Vec<Item>) = keys.drain(..).partition(|key| match key.expression.kind {
        ExpressionKind::Slot(slot) => nodes.contains(&slot),
        _ => property_of(&key.expression).is_some_and(|(slot, _)| nodes.contains(&slot)),
    });
    for (place, node) in nodes.iter().enumerate() {
        if !nodes[..place].contains(node) {
            let of_node = |item: &&Item| item.expression.reads() == [*node];
            let span = later.iter().find(of_node).map(|item| item.expression.span).unwrap_or_default();
            grouped.insert(place.min(grouped.len()), Item { slot: *node, expression: Expression::slot(*node, span) });
        }
    }
    *keys = grouped;
    let later: Vec<Item> = later
        .into_iter()
        .filter(|item| !matches!(item.expression.kind, ExpressionKind::Slot(slot) if slot == item.slot))
        .collect();
    if !later.is_empty() {
        let aggregate = std::mem::replace(plan, Plan::leaf(Operator::Eager));
        *plan = Plan::over(Operator::Project { items: later }, aggregate);
    }
}

fn count_nodes(aggregate: &mut Aggregate, known: &Known, counts: &dyn Counts) {
    if let (AggregateFunction::Count, [argument]) = (aggregate.function, aggregate.arguments.as_mut_slice())
        && let Some(node) = told_by(argument, known, counts)
    {
        *argument = Expression::slot(node, argument.span);
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn nodes_stand_for_what_tells_them_apart() {
        let plan = shown(
            "identity",
            "MATCH (a:Person)-[:ATTENDED]->(m:Meeting)<-[:ATTENDED]-(b:Person) WHERE a.id <> b.id \
             RETURN a.id, a.name, count(DISTINCT b.id) AS c",
        );
        assert!(plan.contains("Aggregate count(DISTINCT b.id) BY a.id\n"), "{plan}");
        assert!(plan.contains("Project a.id AS a.id, a.name AS a.name"), "{plan}");
    }
}
