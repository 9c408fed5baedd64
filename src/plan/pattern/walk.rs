//! A pattern as operators, one step after the other.

use super::order::Action;
use super::*;

impl Planner<'_> {
    /// Orders the pattern and puts the operators on top of `input`.
    pub(super) fn solve(&mut self, pattern: &mut Pattern, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        let actions = self.best_order(pattern, bound, input.estimate);
        let mut plan = pattern.apply_conditions(input, bound);
        let mut walked: Vec<usize> = Vec::new();
        for action in actions {
            match action {
                Action::Start(node, start, found) => {
                    let slot = pattern.nodes[node].slot;
                    plan = start.plan(slot, pattern, plan, found);
                    bound.push(slot);
                }
                Action::Seek(seek, found) => {
                    bound.push(seek.slot);
                    plan = seek.plan(plan, found);
                }
                Action::Walk { edge, reversed } => {
                    plan = self.walk(pattern, edge, reversed, &walked, plan, bound);
                    walked.push(edge);
                }
            }
            plan = pattern.apply_conditions(plan, bound);
        }
        plan
    }

    fn walk(
        &mut self,
        pattern: &Pattern,
        number: usize,
        reversed: bool,
        walked: &[usize],
        input: Plan,
        bound: &mut Vec<Slot>,
    ) -> Plan {
        let edge = &pattern.edges[number];
        let (from, to) = if reversed { (edge.right, edge.left) } else { (edge.left, edge.right) };
        let into = bound.contains(&to);
        let different: Vec<Slot> = walked
            .iter()
            .map(|&other| &pattern.edges[other])
            .filter(|other| !matches!(other.kind, EdgeKind::Shortest(_)) && may_share(&other.kind, &edge.kind))
            .map(|other| other.walked)
            .collect();
        let rows = input.estimate * self.fan_out(edge, (from, to), bound);
        let turn = |direction: Direction| if reversed { direction.opposite() } else { direction };
        let (operator, second) = match &edge.kind {
            EdgeKind::One(relationship) if bound.contains(&relationship.slot) => {
                (ends(edge, relationship, None, bound, different), None)
            }
            EdgeKind::Variable { pattern: relationship, length, .. } if bound.contains(&relationship.slot) => {
                (ends(edge, relationship, Some(*length), bound, different), None)
            }
            EdgeKind::One(relationship) => {
                let expand = super::Expand {
                    from,
                    relationship: relationship.slot,
                    to,
                    into,
                    direction: turn(relationship.direction),
                    types: relationship.types.clone(),
                    different,
                    fitting: None,
                };
                (Operator::Expand(expand), None)
            }
            EdgeKind::Variable { pattern: relationship, length, each, condition } => {
                let expand = super::ExpandVariable {
                    from,
                    relationships: relationship.slot,
                    to,
                    into,
                    reversed,
                    direction: turn(relationship.direction),
                    types: relationship.types.clone(),
                    length: *length,
                    each: *each,
                    condition: condition.clone(),
                    different,
                    reach: false,
                };
                (Operator::ExpandVariable(expand), None)
            }
            EdgeKind::Shortest(shortest) => (Operator::ShortestPath((**shortest).clone()), None),
            EdgeKind::Quantified { path, inner, walked } => {
                let expand = super::ExpandQuantified {
                    from,
                    to,
                    into,
                    inner_start: path.inner.start.slot,
                    inner_end: path.inner.steps.last().map_or(path.inner.start.slot, |step| step.node.slot),
                    inner_walked: walked.clone(),
                    groups: path.groups.clone(),
                    length: path.length,
                    walked: edge.walked,
                    different,
                    reach: None,
                };
                bound.extend(path.groups.iter().map(|(_, group)| *group));
                (Operator::ExpandQuantified(expand), Some((**inner).clone()))
            }
        };
        for slot in [edge.walked, from, to] {
            if !bound.contains(&slot) {
                bound.push(slot);
            }
        }
        let mut plan = Plan::over(operator, input).expecting(rows);
        plan.inputs.extend(second);
        plan
    }
}

/// Whether two walks could meet in one relationship.
fn may_share(left: &EdgeKind, right: &EdgeKind) -> bool {
    let types = |kind: &EdgeKind| match kind {
        EdgeKind::One(pattern) | EdgeKind::Variable { pattern, .. } => pattern.types.as_ref().map(type_names),
        EdgeKind::Shortest(_) | EdgeKind::Quantified { .. } => None,
    };
    match (types(left), types(right)) {
        (Some(left), Some(right)) if !left.is_empty() && !right.is_empty() => {
            left.iter().any(|name| right.contains(name))
        }
        _ => true,
    }
}

fn ends(
    edge: &Edge,
    relationship: &RelationshipPattern,
    length: Option<Length>,
    bound: &[Slot],
    different: Vec<Slot>,
) -> Operator {
    Operator::Ends(super::Ends {
        relationship: relationship.slot,
        from: edge.left,
        to: edge.right,
        from_bound: bound.contains(&edge.left),
        to_bound: bound.contains(&edge.right),
        direction: relationship.direction,
        types: relationship.types.clone(),
        length,
        different,
    })
}
