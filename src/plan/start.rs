//! How the first node of a pattern is found: by identifier, by index, by label, or among all.

use super::pattern::{Node, Pattern};
use super::seek::{Covered, EqualSeek};
use super::{Counts, Lookup, Operator, Plan};
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind, LabelExpression, Name, Slot};

/// A way to find a node.
#[derive(Clone, Debug)]
pub(super) enum Start {
    All,
    Label(Name),
    /// Label and key, the look-up, and the conditions that it answers in full, by position.
    Index {
        label: Name,
        key: Name,
        lookup: Lookup,
    },
    Identifier(Expression),
    /// By an index on several properties.
    Equal(EqualSeek),
}

impl Start {
    /// The way that finds the fewest nodes, and how many those are.
    pub(super) fn best(node: &Node, pattern: &Pattern, bound: &[Slot], counts: &dyn Counts) -> (Start, f64) {
        let smallest = node.labels.iter().min_by(|left, right| counts.label(left).total_cmp(&counts.label(right)));
        let mut best = match smallest {
            Some(label) => (Start::Label(label.clone()), counts.label(label)),
            None => (Start::All, counts.nodes()),
        };
        for label in &node.labels {
            if let Some((seek, rows)) = EqualSeek::of_node(node.slot, label, pattern, bound, counts)
                && rows <= best.1.max(1.0)
            {
                best = (Start::Equal(seek), rows);
            }
        }
        let mut conditions = 0;
        for condition in &pattern.conditions {
            let others_bound = condition.reads.iter().all(|slot| *slot == node.slot || bound.contains(slot));
            if !others_bound || !condition.reads.contains(&node.slot) {
                continue;
            }
            conditions += 1;
            if let Some(identifier) = identifier_of(&condition.expression, node.slot) {
                return (Start::Identifier(identifier), 1.0);
            }
            let Some((key, lookup, share)) = lookup_of(&condition.expression, node.slot) else { continue };
            for label in &node.labels {
                let rows = match lookup {
                    Lookup::Equal(_) => equal_rows(label, &key, counts),
                    _ => (counts.label(label) * share).clamp(1.0, 1e12),
                };
                // The plan may go on after the label has got its first nodes, as in a loop of MERGE.
                let is_best = match &best.0 {
                    // Of the same properties, all together find the fewest.
                    Start::Equal(seek) => rows < best.1 && !seek.keys.contains(&key),
                    _ => rows <= best.1.max(1.0),
                };
                if is_best && counts.has_index(label, &key) {
                    best = (Start::Index { label: label.clone(), key: key.clone(), lookup: lookup.clone() }, rows);
                }
            }
        }
        let filtered = match best.0 {
            Start::Index { .. } | Start::Equal(_) => best.1,
            _ => best.1 * 0.5_f64.powi((conditions - node.labels.len() as i32).clamp(0, 3)),
        };
        (best.0, filtered)
    }

    /// The operator. Conditions that the way of finding answers are kept, as a filter is cheap on what is left; only the
    /// label of a scan is taken off.
    pub(super) fn plan(self, slot: Slot, pattern: &mut Pattern, input: Plan, found: f64) -> Plan {
        let rows = input.estimate * found;
        let mut answered = |label: &Name| {
            pattern.conditions.retain(|condition| !asks_label(&condition.expression, slot, label));
        };
        let operator = match self {
            Start::All => Operator::AllNodes { slot },
            Start::Label(label) => {
                answered(&label);
                Operator::LabelScan { slot, label }
            }
            Start::Index { label, key, lookup } => {
                answered(&label);
                Operator::IndexSeek { slot, label, key, lookup }
            }
            Start::Equal(seek) => {
                if let Covered::Nodes(label) = &seek.covered {
                    answered(label);
                }
                return seek.plan(input, found);
            }
            Start::Identifier(identifier) => Operator::NodeById { slot, identifier },
        };
        Plan::over(operator, input).expecting(rows)
    }
}

/// How many nodes of the label probably have the same value of an indexed property: few where nothing is known.
pub(super) fn equal_rows(label: &str, key: &str, counts: &dyn Counts) -> f64 {
    let nodes = counts.label(label);
    counts.distinct(label, key).map_or(nodes.min(2.0), |distinct| nodes / distinct).max(1.0)
}

fn asks_label(condition: &Expression, node: Slot, name: &Name) -> bool {
    match &condition.kind {
        ExpressionKind::HasLabels { entity, labels: LabelExpression::Name(label) } => {
            label == name && matches!(entity.kind, ExpressionKind::Slot(slot) if slot == node)
        }
        _ => false,
    }
}

/// The key, if the expression is a property of the node.
fn key_of(expression: &Expression, node: Slot) -> Option<&Name> {
    match &expression.kind {
        ExpressionKind::Property { of, key } if matches!(of.kind, ExpressionKind::Slot(slot) if slot == node) => {
            Some(key)
        }
        _ => None,
    }
}

/// What an index could be asked for a condition, and the share of nodes that probably fit.
pub(super) fn lookup_of(condition: &Expression, node: Slot) -> Option<(Name, Lookup, f64)> {
    let ExpressionKind::Binary { operator, left, right } = &condition.kind else { return None };
    let (key, value, turned) = match (key_of(left, node), key_of(right, node)) {
        (Some(key), None) if !right.reads().contains(&node) => (key, right, false),
        (None, Some(key)) if !left.reads().contains(&node) => (key, left, true),
        _ => return None,
    };
    let value = (**value).clone();
    let above = |value, inclusive| Lookup::Range { from: Some((value, inclusive)), to: None };
    let below = |value, inclusive| Lookup::Range { from: None, to: Some((value, inclusive)) };
    let (lookup, share) = match (operator, turned) {
        (BinaryOperator::Equal, _) => (Lookup::Equal(value), 0.001),
        (BinaryOperator::In, false) => (Lookup::OneOf(value), 0.01),
        (BinaryOperator::StartsWith, false) => (Lookup::Prefix(value), 0.05),
        (BinaryOperator::Less, false) | (BinaryOperator::Greater, true) => (below(value, false), 0.3),
        (BinaryOperator::LessOrEqual, false) | (BinaryOperator::GreaterOrEqual, true) => (below(value, true), 0.3),
        (BinaryOperator::Greater, false) | (BinaryOperator::Less, true) => (above(value, false), 0.3),
        (BinaryOperator::GreaterOrEqual, false) | (BinaryOperator::LessOrEqual, true) => (above(value, true), 0.3),
        _ => return None,
    };
    Some((key.clone(), lookup, share))
}

/// The identifier, if the condition is `id(node) = identifier` or `id(node) IN identifiers`.
fn identifier_of(condition: &Expression, node: Slot) -> Option<Expression> {
    let ExpressionKind::Binary { operator: BinaryOperator::Equal | BinaryOperator::In, left, right } = &condition.kind
    else {
        return None;
    };
    let ExpressionKind::Function { name, arguments } = &left.kind else { return None };
    let is_node =
        matches!(arguments.as_slice(), [Expression { kind: ExpressionKind::Slot(slot), .. }] if *slot == node);
    (&**name == "id" && is_node && !right.reads().contains(&node)).then(|| (**right).clone())
}
