//! Walks of any number of steps of which only the ends are asked, each once: breadth first, every node once.

use super::prune::mark;
use crate::graph::Direction;
use crate::plan::{Counts, Expand, ExpandQuantified, Operator, Plan, Planned, PropertyRange, simple_types};
use crate::semantics::bound::{Aggregate, AggregateFunction, Slot};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    visit(&mut planned.root, false);
    planned.subqueries.iter_mut().for_each(|subquery| visit(&mut subquery.plan, false));
}

/// `once`: whether it makes no difference above how often a row comes.
fn visit(plan: &mut Plan, once: bool) {
    let passes = match &mut plan.operator {
        Operator::Distinct { .. } => true,
        Operator::Aggregate { aggregates, .. } | Operator::AggregateRuns { aggregates, .. } => {
            aggregates.iter().all(ignores_repetition)
        }
        Operator::Filter { .. }
        | Operator::Range(_)
        | Operator::Project { .. }
        | Operator::Keep { .. }
        | Operator::Expand(_)
        | Operator::Sort { .. }
        | Operator::SemiApply { .. } => once,
        Operator::ExpandVariable(expand) => {
            let is_list_dead = plan.live.as_ref().is_some_and(|live| !live.contains(&expand.relationships));
            expand.reach = once
                && is_list_dead
                && !expand.into
                && expand.length.minimum <= 1
                && expand.condition.is_none()
                && expand.different.is_empty();
            once
        }
        Operator::ExpandQuantified(expand) => {
            let is_dead = |slot: &Slot| plan.live.as_ref().is_some_and(|live| !live.contains(slot));
            let only_ends = is_dead(&expand.walked) && expand.groups.iter().all(|(_, group)| is_dead(group));
            if once && only_ends && !expand.into && expand.length.minimum <= 1 && expand.different.is_empty() {
                let steps = steps_alone(expand, &plan.inputs[1]).unwrap_or_default();
                expand.reach = (!steps.is_empty()).then(|| steps.iter().map(|(ends, _)| *ends).collect());
                plan.inputs.extend(steps.into_iter().map(|(_, step)| step));
            }
            once
        }
        _ => false,
    };
    for (number, input) in plan.inputs.iter_mut().enumerate() {
        let once = match plan.operator {
            Operator::SemiApply { .. } if number == 1 => true,
            Operator::ExpandQuantified(_) if number > 0 => false,
            _ => passes,
        };
        visit(input, once);
    }
}

/// The steps of one repetition, each with the conditions on it, over an argument that is where it begins; with the slots of
/// both of its nodes. `None` unless no relationship has to be kept from being walked again for any end but the start to be
/// found: because a way that walks one twice can be cut short, at the places where it comes there, to one that does not.
///
/// Two ways that come to the same place of the repetition at the same node can go on alike. A relationship walked twice at
/// the same place in the same direction is between two such. So it is for every one where the steps differ in type, and where
/// there is but one step. Of two steps in opposite directions, one that is walked forth by the first and back by the second
/// leads from a node at the ends of the repetition to one in its middle, or back.
fn steps_alone(expand: &ExpandQuantified, body: &Plan) -> Option<Vec<((Slot, Slot), Plan)>> {
    let mut operators = Vec::new();
    let mut at = body;
    while !matches!(at.operator, Operator::Argument { .. }) {
        operators.push(&at.operator);
        at = at.inputs.first()?;
    }
    let Operator::Argument { slots: outer } = &at.operator else { return None };
    let argument = |from: Slot| {
        let slots = outer.iter().copied().filter(|slot| *slot != expand.inner_start).chain([from]).collect();
        Plan::leaf(Operator::Argument { slots })
    };
    let mut walked: Vec<&Expand> = Vec::new();
    let mut steps: Vec<((Slot, Slot), Plan)> = Vec::new();
    let mut step = argument(expand.inner_start);
    let mut known = vec![expand.inner_start];
    for operator in operators.into_iter().rev() {
        match operator {
            Operator::Expand(next) if !next.into => {
                if let Some(last) = walked.last() {
                    steps.push(((last.from, last.to), std::mem::replace(&mut step, argument(last.to))));
                    known = vec![last.to];
                }
                if known != [next.from] {
                    return None;
                }
                known.extend([next.relationship, next.to]);
                walked.push(next);
                step = Plan::over(Operator::Expand(Expand { different: Vec::new(), ..next.clone() }), step);
            }
            Operator::Filter { conditions } | Operator::Range(PropertyRange { conditions, .. }) => {
                let is_here = |slot: &Slot| known.contains(slot) || outer.contains(slot) && *slot != expand.inner_start;
                if !conditions.iter().all(|condition| condition.reads().iter().all(is_here)) {
                    return None;
                }
                step = Plan::over(operator.clone(), step);
            }
            _ => return None,
        }
    }
    let last = walked.last().filter(|last| last.to == expand.inner_end)?;
    steps.push(((last.from, last.to), step));
    steps.iter_mut().for_each(|((_, to), step)| mark(step, vec![*to]));
    can_be_cut_short(&walked).then_some(steps)
}

fn can_be_cut_short(steps: &[&Expand]) -> bool {
    let are_directed = steps.iter().all(|step| step.direction != Direction::Both);
    match steps {
        [_] => true,
        [first, second] if are_directed && first.direction != second.direction => true,
        _ => {
            let types: Option<Vec<_>> = steps.iter().map(|step| simple_types(step.types.as_ref()?)).collect();
            let Some(types) = types.filter(|_| are_directed) else { return false };
            let mut names: Vec<_> = types.concat();
            let count = names.len();
            names.sort();
            names.dedup();
            names.len() == count
        }
    }
}

fn ignores_repetition(aggregate: &Aggregate) -> bool {
    aggregate.distinct || matches!(aggregate.function, AggregateFunction::Minimum | AggregateFunction::Maximum)
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::planned_after;
    use crate::plan::{Operator, Plan};

    /// Of how many steps the repetition is that is gone through by reach.
    fn steps(query: &str) -> Option<usize> {
        fn find(plan: &Plan) -> Option<usize> {
            match &plan.operator {
                Operator::ExpandQuantified(expand) => expand.reach.as_ref().map(Vec::len),
                _ => plan.inputs.iter().find_map(find),
            }
        }
        find(&planned_after(&["prune", "reach"], query).root)
    }

    #[test]
    fn repetitions_are_gone_through_by_reach_where_a_way_can_be_cut_short() {
        let asked =
            |body: &str| format!("MATCH (a:Visit {{id: 1}}) MATCH (a)({body}){{1,3}}(b) RETURN count(DISTINCT b) AS n");
        for (body, expected) in [
            ("()-[:R]->()<-[:R]-()", Some(2)),
            ("()-[r:R WHERE r.v > 1]->(m:M WHERE m.v < a.v)<-[:R]-()", Some(2)),
            ("()-[:R]->()-[:S]->()-[:T]->()", Some(3)),
            ("()-[:R]-()", Some(1)),
            ("(x)-[:R]-(y) WHERE x.v < y.v", Some(1)),
            ("()-[:R]->()-[:R]->()", None),
            ("()-[:R]-()-[:R]-()", None),
            ("()-[:R]->()<-[:S]-()-[:R]->()", None),
            ("(x)-[:R]->()<-[:R]-(y) WHERE x.v < y.v", None),
            ("()-[:R*1..2]->()", None),
        ] {
            assert_eq!(steps(&asked(body)), expected, "{body}");
        }
        assert_eq!(steps("MATCH (a:Visit)((x)-[:R]-(y)){1,3}(b) RETURN DISTINCT b, x"), None);
        assert_eq!(steps("MATCH (a:Visit)(()-[:R]-()){2,3}(b) RETURN DISTINCT b"), None);
        assert_eq!(steps("MATCH (a:Visit)(()-[:R]-()){1,3}(b) RETURN b"), None);
    }
}
