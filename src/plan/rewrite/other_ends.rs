//! A relationship that was walked before may not be walked again; but if it leads back to a node that a condition keeps out,
//! the condition does that already.

use super::for_each;
use super::identifier::other_node;
use crate::plan::{Counts, Expand, Operator, Plan, Planned};
use crate::semantics::bound::{Expression, Slot, SlotInfo};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let slots = std::mem::take(&mut planned.slots);
    for_each(planned, &mut |plan| {
        let Operator::Filter { conditions } = &plan.operator else { return };
        let Operator::Expand(expand) = &plan.inputs[0].operator else { return };
        let different = still_different(expand, conditions, &plan.inputs[0].inputs[0], &slots);
        if let Operator::Expand(expand) = &mut plan.inputs[0].operator {
            expand.different = different;
        }
    });
    planned.slots = slots;
}

/// The relationships that the step has still to be kept from: those that lead to no node which the conditions keep out.
pub(super) fn still_different(step: &Expand, conditions: &[Expression], below: &Plan, slots: &[SlotInfo]) -> Vec<Slot> {
    let others: Vec<Slot> = conditions.iter().filter_map(|condition| other_node(condition, step.to, slots)).collect();
    let leads_out = |walked: &Slot| other_end(below, *walked, step.from).is_some_and(|end| others.contains(&end));
    step.different.iter().copied().filter(|walked| !leads_out(walked)).collect()
}

/// Where the relationship leads from a node, if one of the steps of the plan walked it from or to that node.
fn other_end(plan: &Plan, relationship: Slot, node: Slot) -> Option<Slot> {
    match &plan.operator {
        Operator::Expand(step) if step.relationship == relationship => match node {
            _ if node == step.to => Some(step.from),
            _ if node == step.from => Some(step.to),
            _ => None,
        },
        Operator::Expand(_) | Operator::Filter { .. } | Operator::Intersect(_) => {
            other_end(plan.inputs.first()?, relationship, node)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::rewrite::tests::planned;
    use crate::plan::{Operator, Plan};

    /// How many relationships each step may not walk again, last step first.
    fn different(query: &str) -> Vec<usize> {
        fn visit(plan: &Plan, found: &mut Vec<usize>) {
            if let Operator::Expand(expand) = &plan.operator {
                found.push(expand.different.len());
            }
            plan.inputs.iter().for_each(|input| visit(input, found));
        }
        let mut found = Vec::new();
        visit(&planned("other_ends", query).root, &mut found);
        found
    }

    #[test]
    fn only_relationships_that_lead_to_a_node_that_is_kept_out_are_not_sought() {
        let walk = "MATCH (a:Person)-[:MET]->(m)<-[:MET]-(b)";
        assert_eq!(different(&format!("{walk} WHERE a <> b RETURN m, a, b")), [0, 0]);
        assert_eq!(different(&format!("{walk} WHERE id(b) > id(a) RETURN m, a, b")), [0, 0]);
        assert_eq!(different(&format!("{walk} WHERE id(b) >= id(a) RETURN m, a, b")), [1, 0]);
        assert_eq!(different(&format!("{walk} WHERE a <> m RETURN m, a, b")), [1, 0]);
        assert_eq!(different(&format!("{walk}<-[:MET]-(c) WHERE c <> a RETURN m, a, b, c")), [2, 1, 0]);
    }
}
