//! A node between many pairs of bound nodes: when the pairs are many and the paths over such nodes are few, all paths are
//! found once and joined with the pairs by hash, instead of intersecting neighbours pair by pair. Comparisons of a
//! property of the node between with something of the pair become a range that the joined paths are sorted for.

use super::intersect::two_steps;
use super::{for_each, labels, runs_once};
use crate::graph::Direction;
use crate::plan::{Counts, Expand, JoinRange, Operator, Plan, Planned, simple_types};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, Name, Slot};

/// What one path costs that is put into the table of a join, and one neighbour that is looked at in an intersection.
const PATH_COST: f64 = 10.0;
const NEIGHBOUR_COST: f64 = 4.0;

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts) {
    // The table of a join is made once, so nothing may change meanwhile.
    if planned.writes {
        return;
    }
    for_each(planned, &mut |plan| {
        if let Some(join) = joined(plan, counts) {
            *plan = join;
        }
        find_range(plan);
    });
}

/// The join that stands for two steps over a node between, where it is cheaper.
fn joined(plan: &Plan, counts: &dyn Counts) -> Option<Plan> {
    let (first, second, between, below) = two_steps(plan)?;
    let walks_only_these =
        first.different.is_empty() && second.different.iter().all(|walked| *walked == first.relationship);
    if !walks_only_these || first.from == second.to || !runs_once(below) {
        return None;
    }
    let node = first.to;
    let inside = [node, first.relationship];
    let (mut asked, later): (Vec<Expression>, Vec<Expression>) =
        between.iter().cloned().partition(|condition| condition.reads().iter().all(|slot| inside.contains(slot)));
    let label = asked
        .iter()
        .filter_map(labels::asked)
        .map(|(_, label)| label)
        .min_by(|left, right| counts.label(left).total_cmp(&counts.label(right)))?;
    let Paths { paths, are_probed, are_fewer_ends } = cheaper_paths(first, second, below, counts)?;

    asked.retain(|condition| labels::asked(condition).is_none_or(|(_, asked)| asked != label));
    let nodes = counts.label(&label);
    let start =
        Plan::over(Operator::LabelScan { slot: node, label }, Plan::leaf(Operator::Argument { slots: Vec::new() }));
    let back = Expand {
        from: node,
        relationship: first.relationship,
        to: first.from,
        into: false,
        direction: first.direction.opposite(),
        types: first.types.clone(),
        different: Vec::new(),
        fitting: None,
    };
    let mut build = start.expecting(nodes);
    if !asked.is_empty() {
        build = Plan::over(Operator::Filter { conditions: asked }, build);
    }
    let mut steps = [back, Expand { into: false, ..second.clone() }];
    if are_fewer_ends {
        // The step that leads to fewer comes first; of the two the later one does not walk the other's relationship again.
        let [back, on] = &mut steps;
        (back.different, on.different) = match on.different.is_empty() {
            true => (Vec::new(), Vec::new()),
            false => (vec![on.relationship], Vec::new()),
        };
        steps.reverse();
    }
    for (step, rows) in steps.into_iter().zip([paths.sqrt().max(nodes), paths]) {
        build = Plan::over(Operator::Expand(step), build).expecting(rows);
    }
    let span = plan.inputs.first().map(|_| crate::span::Span::default()).unwrap_or_default();
    let keys =
        [first.from, second.to].map(|slot| (Expression::slot(slot, span), Expression::slot(slot, span))).to_vec();
    let join = Plan {
        operator: Operator::HashJoin { keys, range: None },
        inputs: if are_probed { vec![build, below.clone()] } else { vec![below.clone(), build] },
        estimate: plan.estimate,
        live: None,
        number: 0,
    };
    Some(match later.is_empty() {
        true => join,
        false => Plan::over(Operator::Filter { conditions: later }, join),
    })
}

/// The paths over nodes between.
struct Paths {
    /// How many there are.
    paths: f64,
    /// Whether they are more than the pairs and few of them are between a pair: then the pairs are kept, and the paths come
    /// one after the other.
    are_probed: bool,
    /// Whether fewer relationships lead on to the second end than back to the first.
    are_fewer_ends: bool,
}

/// How many paths there are over nodes between, if to find all of them is cheaper than to intersect the neighbours of
/// each pair.
fn cheaper_paths(first: &Expand, second: &Expand, pairs: &Plan, counts: &dyn Counts) -> Option<Paths> {
    let kind = |expand: &Expand| match expand.types.as_ref().and_then(simple_types).as_deref() {
        Some([kind]) if expand.direction != Direction::Both => Some(kind.clone()),
        _ => None,
    };
    let (first_kind, second_kind) = (kind(first)?, kind(second)?);
    let known = labels::known(pairs);
    let nodes_in = |slot: Slot| {
        let labels = known.iter().filter(|(labelled, _)| *labelled == slot);
        labels.map(|(_, label)| counts.label(label)).fold(counts.nodes(), f64::min).max(1.0)
    };
    let (starts, ends) = (nodes_in(first.from), nodes_in(second.to));
    let of_start = neighbours((&first_kind, first.direction), starts, pairs.estimate, counts);
    let of_end = neighbours((&second_kind, second.direction.opposite()), ends, pairs.estimate, counts);
    let neighbours = of_start.min(of_end);
    let different_pairs = pairs.estimate.min(starts * ends);
    let intersecting = different_pairs * NEIGHBOUR_COST * (1.0 + neighbours);
    let least = counts.relationship_type(&first_kind).max(counts.relationship_type(&second_kind));
    if intersecting < PATH_COST * least {
        return None;
    }
    let (toward_start, toward_end) = (first.direction.opposite(), second.direction);
    let paths = counts.paths_over((&first_kind, toward_start), (&second_kind, toward_end))?;
    let joined = pairs.estimate * paths / (starts * ends);
    let are_probed = 2.0 * pairs.estimate.max(joined) < paths;
    let are_fewer_ends = counts.relationship_type(&second_kind) < counts.relationship_type(&first_kind);
    (PATH_COST * paths + pairs.estimate < intersecting).then_some(Paths { paths, are_probed, are_fewer_ends })
}

/// How many neighbours a node of so many rows has. Where there are more rows than nodes, walks led there, and to those with
/// many neighbours more often.
fn neighbours(step: (&str, Direction), nodes: f64, rows: f64, counts: &dyn Counts) -> f64 {
    let all = counts.relationship_type(step.0);
    let walks = if rows > nodes { counts.paths_over(step, step) } else { None };
    walks.map_or(0.0, |walks| walks / all.max(1.0)).max(all / nodes)
}

/// Takes comparisons with a property of what the join adds out of the filter above it.
pub(super) fn find_range(plan: &mut Plan) {
    let Operator::Filter { conditions } = &mut plan.operator else { return };
    let Some(Plan { operator: Operator::HashJoin { range: range @ None, .. }, inputs, .. }) = plan.inputs.first_mut()
    else {
        return;
    };
    let added = added_slots(&inputs[1], &inputs[0]);
    let Some((of, key)) = conditions.iter().find_map(|condition| {
        let (of, ..) = bound(condition, &added)?;
        Some((of.clone(), property_of(of)?))
    }) else {
        return;
    };
    let mut found = JoinRange { of, from: None, to: None, conditions: Vec::new() };
    for condition in std::mem::take(conditions) {
        let end = match bound(&condition, &added) {
            Some((of, operator, other)) if property_of(of).as_ref() == Some(&key) => match operator {
                BinaryOperator::Greater => Some((&mut found.from, (other.clone(), false))),
                BinaryOperator::GreaterOrEqual => Some((&mut found.from, (other.clone(), true))),
                BinaryOperator::Less => Some((&mut found.to, (other.clone(), false))),
                _ => Some((&mut found.to, (other.clone(), true))),
            },
            _ => None,
        };
        match end {
            Some((end @ None, bound)) => {
                *end = Some(bound);
                found.conditions.push(condition);
            }
            _ => conditions.push(condition),
        }
    }
    *range = Some(found);
    if conditions.is_empty()
        && let Some(input) = plan.inputs.pop()
    {
        *plan = input;
    }
}

/// The slots that the second input of a join adds to those of the first.
pub(super) fn added_slots(build: &Plan, probe: &Plan) -> Vec<Slot> {
    let before = bound_slots(probe);
    bound_slots(build).into_iter().filter(|slot| !before.contains(slot)).collect()
}

/// The slots that scans and steps bind.
fn bound_slots(plan: &Plan) -> Vec<Slot> {
    let mut slots: Vec<Slot> = plan.inputs.iter().flat_map(bound_slots).collect();
    match &plan.operator {
        Operator::LabelScan { slot, .. } | Operator::AllNodes { slot } | Operator::IndexSeek { slot, .. } => {
            slots.push(*slot);
        }
        Operator::Expand(expand) => slots.extend([expand.from, expand.relationship, expand.to]),
        _ => {}
    }
    slots
}

/// A property of an added slot, how it is compared, and with what: something that reads no added slot.
pub(super) fn bound<'a>(
    condition: &'a Expression,
    added: &[Slot],
) -> Option<(&'a Expression, BinaryOperator, &'a Expression)> {
    use BinaryOperator::{Greater, GreaterOrEqual, Less, LessOrEqual};
    let ExpressionKind::Binary { operator, left, right } = &condition.kind else { return None };
    let is_added = |side: &Expression| property_of(side).is_some_and(|(slot, _)| added.contains(&slot));
    let is_other = |side: &Expression| {
        !side.reads().iter().any(|slot| added.contains(slot))
            && !side.any(&|inner| matches!(inner.kind, ExpressionKind::Subquery(_)))
    };
    match operator {
        Less | LessOrEqual | Greater | GreaterOrEqual if is_added(left) && is_other(right) => {
            Some((left, *operator, right))
        }
        Less if is_added(right) && is_other(left) => Some((right, Greater, left)),
        LessOrEqual if is_added(right) && is_other(left) => Some((right, GreaterOrEqual, left)),
        Greater if is_added(right) && is_other(left) => Some((right, Less, left)),
        GreaterOrEqual if is_added(right) && is_other(left) => Some((right, LessOrEqual, left)),
        _ => None,
    }
}

pub(super) fn property_of(expression: &Expression) -> Option<(Slot, Name)> {
    match &expression.kind {
        ExpressionKind::Property { of, key } => match of.kind {
            ExpressionKind::Slot(slot) => Some((slot, key.clone())),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::shown;

    #[test]
    fn many_pairs_are_joined_with_the_paths_between_them_by_range() {
        let plan = shown(
            "join_between",
            "MATCH (a:Country)<-[:FROM]-(v:Visit)-[:TO]->(b:Country), (a)-[:PARTY_TO]->(g:Agreement)<-[:PARTY_TO]-(b) \
             WHERE g.date >= v.end AND g.date < v.end + 90 RETURN a, b, g",
        );
        assert!(plan.contains("HashJoin a, b, g.date >= v.end, g.date < v.end + 90"), "{plan}");
        assert!(plan.contains("LabelScan (g:Agreement)"), "{plan}");
    }

    #[test]
    fn few_pairs_and_pairs_of_outer_rows_are_not() {
        for query in [
            "MATCH (a:Country {id: 1})-[:PARTY_TO]->(g:Agreement)<-[:PARTY_TO]-(b:Country {id: 2}) RETURN g",
            "MATCH (a:Country)<-[:FROM]-(v:Visit)-[:TO]->(b:Country) \
             OPTIONAL MATCH (a)-[:PARTY_TO]->(g:Agreement)<-[:PARTY_TO]-(b) RETURN v, g",
        ] {
            let plan = shown("join_between", query);
            assert!(!plan.contains("HashJoin"), "{query}\n{plan}");
        }
    }
}
