//! Constraints: what a statement changed must fulfil them when it ends.

use crate::diagnostic::{Diagnostic, Kind};
use crate::graph::{Change, Constraint, Covered, Demand, Graph, GraphRead};
use crate::value::{NodeId, RelationshipId, Value, order};
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::BTreeSet;
use std::hash::Hasher;

/// Checks the nodes and relationships that were changed since the last commit.
///
/// # Errors
/// The first constraint that does not hold, with what breaks it.
pub fn check_changes(graph: &Graph) -> Result<(), Diagnostic> {
    if graph.schema().constraints.is_empty() {
        return Ok(());
    }
    let (mut nodes, mut relationships) = (BTreeSet::new(), BTreeSet::new());
    for change in graph.changes() {
        match change {
            Change::CreateNode { node, .. } | Change::SetNodeProperty(node, ..) | Change::AddLabel(node, _) => {
                nodes.insert(node.0);
            }
            Change::CreateRelationship { relationship, .. } | Change::SetRelationshipProperty(relationship, ..) => {
                relationships.insert(relationship.0);
            }
            _ => {}
        }
    }
    graph.schema().constraints.iter().try_for_each(|constraint| {
        let checked = Checked { graph, constraint };
        match constraint.on {
            Covered::Nodes(_) => checked.check(nodes.iter().copied().filter(|number| checked.covers(*number))),
            Covered::Relationships(_) => {
                checked.check(relationships.iter().copied().filter(|number| checked.covers(*number)))
            }
        }
    })
}

/// Checks every constraint on all that it covers.
///
/// # Errors
/// As [`check_changes`].
pub fn check_graph(graph: &Graph) -> Result<(), Diagnostic> {
    graph.schema().constraints.iter().try_for_each(|constraint| check_all(graph, constraint))
}

/// Checks a constraint on all that it covers.
pub(super) fn check_all(graph: &Graph, constraint: &Constraint) -> Result<(), Diagnostic> {
    let checked = Checked { graph, constraint };
    checked.check(checked.all())
}

/// A constraint on a graph; nodes and relationships are told by their numbers.
#[derive(Clone, Copy)]
struct Checked<'a> {
    graph: &'a Graph,
    constraint: &'a Constraint,
}

impl<'a> Checked<'a> {
    fn covers(self, number: u32) -> bool {
        match self.constraint.on {
            Covered::Nodes(label) => self.graph.has_label(NodeId(number), label),
            Covered::Relationships(kind) => {
                let relationship = RelationshipId(number);
                self.graph.has_relationship(relationship) && self.graph.relationship_type(relationship) == kind
            }
        }
    }

    fn all(self) -> Box<dyn Iterator<Item = u32> + 'a> {
        match self.constraint.on {
            Covered::Nodes(label) => Box::new(self.graph.nodes_with_label(label).map(|node| node.0)),
            Covered::Relationships(_) => {
                let all = self.graph.relationships().map(|relationship| relationship.0);
                Box::new(all.filter(move |number| self.covers(*number)))
            }
        }
    }

    /// The values of the properties that the constraint speaks of; `None` where one is missing.
    fn values(self, number: u32) -> Option<Vec<Value>> {
        let value = |key| match self.constraint.on {
            Covered::Nodes(_) => self.graph.node_property(NodeId(number), key),
            Covered::Relationships(_) => self.graph.relationship_property(RelationshipId(number), key),
        };
        let values = self.constraint.keys.iter().map(|key| Some(value(*key)).filter(|value| !value.is_null()));
        values.collect()
    }

    fn check(self, numbers: impl Iterator<Item = u32>) -> Result<(), Diagnostic> {
        let mut by_values: Option<FxHashMap<u64, Vec<u32>>> = None;
        for number in numbers {
            match (self.constraint.demand, self.values(number)) {
                (Demand::Exists, None) => return Err(self.missing(number)),
                (Demand::Exists, Some(_)) | (Demand::Unique, None) => {}
                (Demand::Unique, Some(values)) => {
                    let same = match self.find(&values) {
                        Some(found) => found.into_iter().find(|other| *other != number),
                        None => {
                            let known = by_values.get_or_insert_with(|| self.all_by_values());
                            let same = known.get(&hashed(&values)).into_iter().flatten().copied();
                            same.filter(|other| *other != number).find(|other| self.has(*other, &values))
                        }
                    };
                    if let Some(other) = same {
                        return Err(self.twice(number, other));
                    }
                }
            }
        }
        Ok(())
    }

    fn find(self, values: &[Value]) -> Option<Vec<u32>> {
        let keys = &self.constraint.keys;
        match self.constraint.on {
            Covered::Nodes(label) => {
                let found = self.graph.find_equal(label, keys, values)?;
                Some(found.into_iter().map(|node| node.0).collect())
            }
            Covered::Relationships(kind) => {
                let found = self.graph.find_relationships(kind, keys, values)?;
                Some(found.into_iter().map(|relationship| relationship.0).collect())
            }
        }
    }

    fn has(self, number: u32, values: &[Value]) -> bool {
        let own = self.values(number);
        own.is_some_and(|own| own.iter().zip(values).all(|(own, value)| order::equivalent(own, value)))
    }

    fn all_by_values(self) -> FxHashMap<u64, Vec<u32>> {
        let mut known: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for number in self.all() {
            if let Some(values) = self.values(number) {
                known.entry(hashed(&values)).or_default().push(number);
            }
        }
        known
    }

    fn missing(self, number: u32) -> Diagnostic {
        let what = match self.constraint.on {
            Covered::Nodes(_) => "node",
            Covered::Relationships(_) => "relationship",
        };
        self.violated("must be there", &format!("{what} {number} does not have it"))
    }

    fn twice(self, number: u32, other: u32) -> Diagnostic {
        let what = match self.constraint.on {
            Covered::Nodes(_) => "nodes",
            Covered::Relationships(_) => "relationships",
        };
        self.violated("must be unique", &format!("{what} {number} and {other} have the same value"))
    }

    fn violated(self, demand: &str, how: &str) -> Diagnostic {
        let symbols = self.graph.symbols();
        let on = match self.constraint.on {
            Covered::Nodes(label) => symbols.label_name(label),
            Covered::Relationships(kind) => symbols.type_name(kind),
        };
        let keys: Vec<String> =
            self.constraint.keys.iter().map(|key| format!("`{}`", symbols.key_name(*key))).collect();
        let message = format!("{} of `{on}` {demand} (constraint `{}`): {how}", keys.join(", "), self.constraint.name);
        Diagnostic::runtime(Kind::ConstraintValidationFailed, "ConstraintViolated", message)
    }
}

fn hashed(values: &[Value]) -> u64 {
    let mut hasher = FxHasher::default();
    values.iter().for_each(|value| order::hash(value, &mut hasher));
    hasher.finish()
}
