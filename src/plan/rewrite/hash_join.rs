//! Two patterns that only an equality connects: each is found once, and their rows are joined by hash instead of finding
//! the second for every row of the first.

use super::{prune, runs_once};
use crate::plan::{Counts, Operator, Plan, Planned, is_constant};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, Slot};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    // The second pattern is found once, so nothing may change meanwhile.
    if planned.writes {
        return;
    }
    visit(&mut planned.root, 1.0);
    planned.subqueries.iter_mut().for_each(|subquery| visit(&mut subquery.plan, ROWS_AROUND));
}

/// So many rows are taken to be around a subquery in an expression. For one row, joining is little more than finding the
/// second pattern, which has to be found then too.
const ROWS_AROUND: f64 = 1000.0;

/// Joins what can be joined in the plan, whose argument brings so many rows.
fn visit(plan: &mut Plan, rows: f64) {
    if let [first, second] = plan.inputs.as_mut_slice()
        && matches!(plan.operator, Operator::Apply { .. } | Operator::SemiApply { .. })
    {
        visit(first, rows);
        visit(second, rows * first.estimate);
    } else {
        plan.inputs.iter_mut().for_each(|input| visit(input, rows));
    }
    join(plan, rows);
}

fn join(plan: &mut Plan, argument: f64) {
    let Operator::Filter { conditions } = &plan.operator else { return };
    let Some(second) = SecondPattern::of(&plan.inputs[0]) else { return };
    let (keys, conditions): (Vec<_>, Vec<_>) = conditions.iter().partition(|condition| second.key(condition).is_some());
    let keys: Vec<_> = keys.into_iter().filter_map(|condition| second.key(condition)).collect();
    let (before, found) = (second.first.estimate, plan.inputs[0].estimate / second.first.estimate.max(1.0));
    // An optional match knows how many rows its argument brings; other subqueries take them for one.
    let rows = if runs_once(second.first) { before } else { before.max(argument) };
    if keys.is_empty() || rows * found < 2.0 * (rows + 2.0 * found) {
        return;
    }
    let mut build = without_first(&plan.inputs[0]);
    let is_second = |condition: &Expression| {
        let reads = condition.reads();
        !reads.is_empty() && reads.iter().all(|slot| second.slots.contains(slot))
    };
    let (asked, conditions): (Vec<_>, Vec<_>) = conditions.into_iter().cloned().partition(is_second);
    if !asked.is_empty() {
        build = Plan::over(Operator::Filter { conditions: asked }, build);
    }
    let join = Plan {
        operator: Operator::HashJoin { keys, range: None },
        inputs: vec![second.first.clone(), build],
        estimate: plan.estimate,
        live: None,
        number: 0,
    };
    if conditions.is_empty() {
        *plan = join;
    } else {
        plan.inputs[0] = join;
        plan.operator = Operator::Filter { conditions };
    }
}

/// A pattern that is found anew for each row of the one before, though it reads nothing of it.
struct SecondPattern<'a> {
    first: &'a Plan,
    /// What it binds.
    slots: Vec<Slot>,
}

impl<'a> SecondPattern<'a> {
    fn of(plan: &'a Plan) -> Option<SecondPattern<'a>> {
        let mut read = Vec::new();
        prune::reads(&plan.operator, &mut read);
        let pattern = match &plan.operator {
            Operator::LabelScan { slot, .. } | Operator::AllNodes { slot } => Self::start(plan, *slot)?,
            Operator::IndexSeek { slot, lookup, .. } if lookup.expressions().all(is_constant) => {
                Self::start(plan, *slot)?
            }
            Operator::Filter { .. } => Self::of(plan.inputs.first()?)?,
            Operator::Expand(expand) => {
                let mut pattern = Self::of(plan.inputs.first()?)?;
                if !pattern.slots.contains(&expand.to) {
                    pattern.slots.push(expand.to);
                }
                pattern.slots.push(expand.relationship);
                pattern
            }
            _ => return None,
        };
        read.iter().all(|slot| pattern.slots.contains(slot)).then_some(pattern)
    }

    fn start(plan: &'a Plan, slot: Slot) -> Option<SecondPattern<'a>> {
        let first = plan.inputs.first()?;
        let is_alone = matches!(&first.operator, Operator::Argument { slots } if slots.is_empty());
        (!is_alone).then(|| SecondPattern { first, slots: vec![slot] })
    }

    /// The sides of an equality between properties of the first and of the second pattern.
    fn key(&self, condition: &Expression) -> Option<(Expression, Expression)> {
        let ExpressionKind::Binary { operator: BinaryOperator::Equal, left, right } = &condition.kind else {
            return None;
        };
        let slot_of = |side: &Expression| match &side.kind {
            ExpressionKind::Slot(slot) => Some(*slot),
            ExpressionKind::Property { of, .. } => match of.kind {
                ExpressionKind::Slot(slot) => Some(slot),
                _ => None,
            },
            _ => None,
        };
        let is_second = |side: &Expression| slot_of(side).map(|slot| self.slots.contains(&slot));
        match (is_second(left)?, is_second(right)?) {
            (false, true) => Some(((**left).clone(), (**right).clone())),
            (true, false) => Some(((**right).clone(), (**left).clone())),
            _ => None,
        }
    }
}

/// The second pattern by itself.
fn without_first(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let is_start = !matches!(plan.operator, Operator::Filter { .. } | Operator::Expand(_));
    if let Some(input) = plan.inputs.first_mut() {
        let rows = input.estimate.max(1.0);
        *input = match is_start {
            true => Plan::leaf(Operator::Argument { slots: Vec::new() }),
            false => without_first(input),
        };
        if is_start {
            plan.estimate /= rows;
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::rewrite::tests::{planned_after, shown};

    #[test]
    fn patterns_that_an_equality_connects_are_joined() {
        let plan = shown(
            "hash_join",
            "MATCH (a:Visit)-[:TO]->(c:Country), (m:Agreement) WHERE m.city = a.city AND a.end < m.date RETURN a, c, m",
        );
        assert!(plan.contains("HashJoin a.city = m.city") || plan.contains("HashJoin m.city = a.city"), "{plan}");
        assert!(!plan.contains("Filter m.city = a.city") && plan.contains("Filter a.end < m.date"), "{plan}");
    }

    #[test]
    fn patterns_in_optional_matches_and_subqueries_are_joined_with_the_rows_around_them() {
        for query in [
            "MATCH (a:Visit) OPTIONAL MATCH (a)-[:TO]->(c:Country), (m:Agreement) WHERE m.city = c.city RETURN a, m",
            "MATCH (a:Visit) OPTIONAL MATCH (m:Agreement) WHERE m.city = a.city RETURN a, m",
            "MATCH (a:Visit) WHERE NOT EXISTS { MATCH (m:Agreement) WHERE m.city = a.city } RETURN a",
            "MATCH (a:Visit) RETURN COUNT { MATCH (m:Agreement) WHERE m.city = a.city } AS n",
        ] {
            let planned = planned_after(&["semi_apply", "hash_join"], query);
            fn has_join(plan: &Plan) -> bool {
                matches!(plan.operator, Operator::HashJoin { .. }) || plan.inputs.iter().any(has_join)
            }
            let subqueries = planned.subqueries.iter().map(|subquery| &subquery.plan);
            assert!(has_join(&planned.root) || subqueries.into_iter().any(has_join), "{query}");
        }
    }

    #[test]
    fn what_reads_the_first_pattern_is_not_joined() {
        for query in [
            "MATCH (a:Visit), (m:Agreement) WHERE m.city < a.city RETURN a, m",
            "MATCH (a:Visit)-[:TO]->(c), (a)-[:FROM]->(d) WHERE c.name = d.name RETURN a",
            "UNWIND [1, 2] AS x MATCH (m:Agreement) WHERE m.city = 1 RETURN x, m",
            "OPTIONAL MATCH (m:Agreement) WHERE m.city = 1 RETURN m",
        ] {
            let plan = shown("hash_join", query);
            assert!(!plan.contains("HashJoin"), "{query}\n{plan}");
        }
    }
}
