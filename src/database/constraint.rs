//! Constraints: what a statement changed must fulfil them when it ends.

use crate::diagnostic::{Diagnostic, Kind};
use crate::graph::{Change, Constraint, Demand, Graph, GraphRead, Lookup, Mark};
use crate::value::{NodeId, Value, order};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeSet;
use std::hash::Hasher;

/// Checks the nodes that were changed since the last commit.
pub(super) fn check_changes(graph: &Graph, _since: Mark) -> Result<(), Diagnostic> {
    if graph.schema().constraints.is_empty() {
        return Ok(());
    }
    let touched: BTreeSet<NodeId> = graph
        .changes()
        .filter_map(|change| match change {
            Change::CreateNode { node, .. } | Change::SetNodeProperty(node, ..) | Change::AddLabel(node, _) => {
                Some(*node)
            }
            _ => None,
        })
        .filter(|node| graph.has_node(*node))
        .collect();
    graph.schema().constraints.iter().try_for_each(|constraint| check(graph, constraint, touched.iter().copied()))
}

/// Checks a constraint on all nodes with its label.
pub(super) fn check_all(graph: &Graph, constraint: &Constraint) -> Result<(), Diagnostic> {
    check(graph, constraint, graph.nodes_with_label(constraint.label))
}

fn check(graph: &Graph, constraint: &Constraint, nodes: impl Iterator<Item = NodeId>) -> Result<(), Diagnostic> {
    let Constraint { label, key, demand, .. } = constraint;
    let nodes: Vec<(NodeId, Value)> = nodes
        .filter(|node| graph.has_label(*node, *label))
        .map(|node| (node, graph.node_property(node, *key)))
        .collect();
    if *demand == Demand::Exists {
        return match nodes.iter().find(|(_, value)| value.is_null()) {
            Some((node, _)) => Err(violated(graph, constraint, &format!("node {} does not have it", node.0))),
            None => Ok(()),
        };
    }
    let mut by_value: Option<FxHashMap<u64, Vec<(NodeId, Value)>>> = None;
    for (node, value) in nodes.iter().filter(|(_, value)| !value.is_null()) {
        let other = match graph.find(*label, *key, &Lookup::Equal(value)) {
            Some(found) => found.into_iter().find(|other| other != node),
            None => {
                let known = by_value.get_or_insert_with(|| all_by_value(graph, constraint));
                let same = known.get(&hashed(value)).into_iter().flatten();
                same.filter(|(other, known)| other != node && order::equivalent(known, value))
                    .map(|(other, _)| *other)
                    .next()
            }
        };
        if let Some(other) = other {
            return Err(violated(graph, constraint, &format!("nodes {} and {} have the same value", node.0, other.0)));
        }
    }
    Ok(())
}

fn all_by_value(graph: &Graph, constraint: &Constraint) -> FxHashMap<u64, Vec<(NodeId, Value)>> {
    let mut known: FxHashMap<u64, Vec<(NodeId, Value)>> = FxHashMap::default();
    for node in graph.nodes_with_label(constraint.label) {
        let value = graph.node_property(node, constraint.key);
        if !value.is_null() {
            known.entry(hashed(&value)).or_default().push((node, value));
        }
    }
    known
}

fn hashed(value: &Value) -> u64 {
    let mut hasher = FxHasher::default();
    order::hash(value, &mut hasher);
    hasher.finish()
}

fn violated(graph: &Graph, constraint: &Constraint, how: &str) -> Diagnostic {
    let (label, key) = (graph.symbols().label_name(constraint.label), graph.symbols().key_name(constraint.key));
    let demand = match constraint.demand {
        Demand::Unique => "must be unique",
        Demand::Exists => "must be there",
    };
    let message = format!("`{key}` of `{label}` {demand} (constraint `{}`): {how}", constraint.name);
    Diagnostic::runtime(Kind::ConstraintValidationFailed, "ConstraintViolated", message)
}
