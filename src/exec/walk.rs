//! Walking relationships: types by name made numbers, neighbours by direction, what may not be walked again.

use super::batch::{Batch, Column};
use crate::graph::snapshot::Csr;
use crate::graph::{Direction, Graph, GraphRead, Neighbour, TypeId};
use crate::semantics::bound::{LabelExpression, Slot};
use crate::value::{NodeId, RelationshipId, Value};
use std::sync::Arc;

/// Types as the graph numbers them.
#[derive(Clone, Debug)]
pub(super) enum Types {
    /// Any.
    Any,
    /// One of these.
    Of(Vec<TypeId>),
}

impl Types {
    /// The types of the graph for which the condition holds.
    pub fn resolve(types: Option<&LabelExpression>, graph: &Graph) -> Types {
        match types {
            None | Some(LabelExpression::Any) => Types::Any,
            Some(LabelExpression::Name(name)) => Types::Of(graph.symbols().find_type(name).into_iter().collect()),
            Some(condition) => {
                let all = graph.symbols().types();
                Types::Of(
                    all.filter(|(_, name)| condition.holds(true, &mut |asked| asked == *name))
                        .map(|(id, _)| id)
                        .collect(),
                )
            }
        }
    }

    /// Whether a relationship is of one of them.
    pub fn holds(&self, graph: &Graph, relationship: RelationshipId) -> bool {
        match self {
            Types::Any => true,
            Types::Of(types) => types.contains(&graph.relationship_type(relationship)),
        }
    }
}

/// Neighbours along relationships of some types in one direction: over the snapshot's sparse rows where there are any.
pub(super) struct Walker<'g> {
    graph: &'g Graph,
    direction: Direction,
    types: &'g Types,
    /// The rows to go through, and whether loops are left out because other rows have them.
    rows: Option<Vec<(&'g Csr, bool)>>,
}

impl<'g> Walker<'g> {
    pub fn new(graph: &'g Graph, direction: Direction, types: &'g Types) -> Self {
        let rows = graph.snapshot().map(|snapshot| {
            let all: Vec<TypeId>;
            let types = match types {
                Types::Of(types) => types,
                Types::Any => {
                    all = graph.symbols().types().map(|(kind, _)| kind).collect();
                    &all
                }
            };
            let mut rows = Vec::new();
            for kind in types {
                if direction != Direction::Incoming {
                    rows.extend(snapshot.csr(*kind, Direction::Outgoing).map(|csr| (csr, false)));
                }
                if direction != Direction::Outgoing {
                    let without_loops = direction == Direction::Both;
                    rows.extend(snapshot.csr(*kind, Direction::Incoming).map(|csr| (csr, without_loops)));
                }
            }
            rows
        });
        Self { graph, direction, types, rows }
    }

    /// Calls `each` with every neighbour.
    #[inline]
    pub fn each(&self, node: NodeId, mut each: impl FnMut(Neighbour)) {
        match &self.rows {
            Some(rows) => {
                for (csr, without_loops) in rows {
                    let range = csr.range(node);
                    let first = range.start;
                    for (step, &neighbour) in csr.neighbours()[range].iter().enumerate() {
                        if !(*without_loops && neighbour == node.0) {
                            each(Neighbour { node: NodeId(neighbour), relationship: csr.relationship(first + step) });
                        }
                    }
                }
            }
            None => match self.types {
                Types::Any => self.graph.neighbours(node, self.direction, None, &mut each),
                Types::Of(types) => {
                    types.iter().for_each(|kind| self.graph.neighbours(node, self.direction, Some(*kind), &mut each));
                }
            },
        }
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: NodeId) -> usize {
        match self.rows.as_deref() {
            Some([(csr, false)]) => csr.degree(node),
            _ => {
                let mut degree = 0;
                self.each(node, |_| degree += 1);
                degree
            }
        }
    }
}

/// The node at the other end.
pub(super) fn other_end(graph: &Graph, relationship: RelationshipId, node: NodeId) -> NodeId {
    let (start, end) = graph.endpoints(relationship);
    if start == node { end } else { start }
}

/// Relationships that were walked before in the same match, for each row.
pub(super) struct Walked {
    columns: Vec<Arc<Column>>,
}

impl Walked {
    pub fn new(batch: &Batch, slots: &[Slot]) -> Self {
        Self { columns: slots.iter().filter_map(|slot| batch.column(*slot).cloned()).collect() }
    }

    /// Whether the relationship was walked before in the row.
    pub fn contains(&self, row: usize, relationship: RelationshipId) -> bool {
        self.columns.iter().any(|column| match column.relationship(row) {
            Some(walked) => walked == relationship,
            None => match column.value(row) {
                Value::List(list) => {
                    list.iter().any(|item| matches!(item, Value::Relationship(walked) if *walked == relationship))
                }
                _ => false,
            },
        })
    }

    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

/// The relationships in a value: one, or a list of them.
pub(super) fn relationships_of(value: &Value, into: &mut Vec<RelationshipId>) {
    match value {
        Value::Relationship(relationship) => into.push(*relationship),
        Value::List(list) => list.iter().for_each(|item| relationships_of(item, into)),
        _ => {}
    }
}

/// A list of relationships as a value.
pub(super) fn list_of(relationships: impl IntoIterator<Item = RelationshipId>) -> Value {
    Value::list(relationships.into_iter().map(Value::Relationship).collect())
}
