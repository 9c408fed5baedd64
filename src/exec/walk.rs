//! Walking relationships: types by name made numbers, neighbours by direction, what may not be walked again.

use super::batch::{Batch, Column};
use super::fitting::Fitting;
use crate::graph::snapshot::Csr;
use crate::graph::{Direction, Graph, GraphRead, Neighbour, TypeId};
use crate::semantics::bound::{LabelExpression, Slot};
use crate::value::{NodeId, RelationshipId, Value};
use smallvec::SmallVec;
use std::ops::Range;
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

/// For so many nodes memory is asked at a time.
pub(super) const AHEAD: usize = 64;

/// Nodes so near each other have their neighbours in memory that comes by itself.
const NEAR: u32 = 16;

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

    /// As [`Walker::append`], only where relationships lead that fit.
    pub fn append_fitting(
        &self,
        node: NodeId,
        target: Option<NodeId>,
        walked: &[RelationshipId],
        fitting: &Fitting,
        nodes: &mut Vec<NodeId>,
        mut relationships: Option<&mut Vec<RelationshipId>>,
    ) {
        for (csr, without_loops) in self.rows.iter().flatten() {
            let all = target.map_or_else(|| csr.range(node), |target| csr.range_to(node, target));
            let is_asked = |neighbour: u32, relationship: RelationshipId| {
                let is_loop = *without_loops && neighbour == node.0;
                let is_new = walked.is_empty() || !walked.contains(&relationship);
                fitting.holds(relationship) & !is_loop & is_new
            };
            append_asked(csr, all, is_asked, nodes, relationships.as_deref_mut());
        }
    }

    /// How many relationships lead from a node that fit, those in `walked` not counted.
    pub fn degree_fitting(&self, node: NodeId, walked: &[RelationshipId], fitting: &Fitting) -> usize {
        let mut degree = 0;
        for (csr, without_loops) in self.rows.iter().flatten() {
            let range = csr.range(node);
            if let Some(relationships) = csr.consecutive(&range).filter(|_| walked.is_empty() && !without_loops) {
                degree += fitting.count(relationships);
                continue;
            }
            for (position, neighbour) in range.clone().zip(&csr.neighbours()[range]) {
                let relationship = csr.relationship(position);
                let is_loop = *without_loops && *neighbour == node.0;
                let is_new = walked.is_empty() || !walked.contains(&relationship);
                degree += usize::from(fitting.holds(relationship) & !is_loop & is_new);
            }
        }
        degree
    }

    /// Adds the neighbours of a node, or only `target`, without those to which one of the relationships `walked` leads.
    /// The relationships that lead there are added where they are asked for.
    pub fn append(
        &self,
        node: NodeId,
        target: Option<NodeId>,
        walked: &[RelationshipId],
        nodes: &mut Vec<NodeId>,
        mut relationships: Option<&mut Vec<RelationshipId>>,
    ) {
        let Some(rows) = self.whole_rows() else {
            return self.each(node, |found| {
                if target.is_none_or(|target| target == found.node) && !walked.contains(&found.relationship) {
                    nodes.push(found.node);
                    relationships.iter_mut().for_each(|relationships| relationships.push(found.relationship));
                }
            });
        };
        for (csr, _) in rows {
            let all = match target {
                Some(target) => csr.range_to(node, target),
                None => csr.range(node),
            };
            if walked.is_empty() {
                nodes.extend(csr.neighbours()[all.clone()].iter().map(|neighbour| NodeId(*neighbour)));
                if let Some(relationships) = &mut relationships {
                    relationships.extend(all.map(|position| csr.relationship(position)));
                }
                continue;
            }
            let mut left_out: SmallVec<[usize; 4]> = SmallVec::new();
            for relationship in walked {
                if let Some(position) = csr.position(*relationship, &all) {
                    left_out.push(position);
                }
            }
            left_out.sort_unstable();
            let mut start = all.start;
            for end in left_out.into_iter().chain([all.end]) {
                if start < end {
                    nodes.extend(csr.neighbours()[start..end].iter().map(|neighbour| NodeId(*neighbour)));
                    if let Some(relationships) = &mut relationships {
                        relationships.extend((start..end).map(|position| csr.relationship(position)));
                    }
                }
                start = end + 1;
            }
        }
    }

    /// Looks where the neighbours of these nodes stand, and with `relationships` where these do, so that memory that is far
    /// apart is asked for all of them at once and not for one after the other.
    pub fn look_ahead(&self, nodes: &[NodeId], relationships: bool) {
        let near = |pair: &[NodeId]| pair[0].0 <= pair[1].0 && pair[1].0 - pair[0].0 < NEAR;
        if nodes.windows(2).all(near) {
            return;
        }
        for (csr, _) in self.rows.iter().flatten() {
            let starts: SmallVec<[usize; AHEAD]> = nodes.iter().map(|node| csr.range(*node).start).collect();
            let neighbours = starts.iter().filter_map(|start| csr.neighbours().get(*start));
            std::hint::black_box(neighbours.fold(0, |seen, neighbour| seen ^ neighbour));
            if relationships {
                std::hint::black_box(starts.iter().fold(0, |seen, start| seen ^ csr.relationship(*start).0));
            }
        }
    }

    /// The sparse rows, where none of their loops are left out.
    fn whole_rows(&self) -> Option<&[(&'g Csr, bool)]> {
        self.rows.as_deref().filter(|rows| rows.iter().all(|(_, without_loops)| !without_loops))
    }

    /// The sparse rows, where they have all neighbours of a node in one list.
    pub fn only_rows(&self) -> Option<&'g Csr> {
        match self.whole_rows()? {
            [(csr, _)] => Some(csr),
            _ => None,
        }
    }

    /// Whether the neighbours of a node stand in order in memory, so that one of many is found at once.
    pub fn is_at_rest(&self) -> bool {
        self.rows.is_some()
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: NodeId) -> usize {
        let Some(rows) = &self.rows else {
            let mut degree = 0;
            self.each(node, |_| degree += 1);
            return degree;
        };
        let loops = |csr: &Csr, without_loops| if without_loops { csr.range_to(node, node).len() } else { 0 };
        rows.iter().map(|(csr, without_loops)| csr.degree(node) - loops(csr, *without_loops)).sum()
    }

    /// How many relationships lead from a node to others than `nodes`, those in `walked` not counted.
    pub fn degree_without(&self, node: NodeId, nodes: &[NodeId], walked: &[RelationshipId]) -> usize {
        if nodes.is_empty() && walked.is_empty() {
            return self.degree(node);
        }
        let Some(rows) = self.whole_rows() else {
            let mut degree = 0;
            self.each(node, |found| {
                degree += usize::from(!nodes.contains(&found.node) && !walked.contains(&found.relationship));
            });
            return degree;
        };
        let mut degree = 0;
        for (csr, _) in rows {
            let all = csr.range(node);
            degree += all.len();
            for (place, other) in nodes.iter().enumerate() {
                if !nodes[..place].contains(other) {
                    degree -= csr.range_to(node, *other).len();
                }
            }
            for (place, relationship) in walked.iter().enumerate() {
                if !walked[..place].contains(relationship)
                    && let Some(position) = csr.position(*relationship, &all)
                    && !nodes.contains(&NodeId(csr.neighbours()[position]))
                {
                    degree -= 1;
                }
            }
        }
        degree
    }
}

/// Adds the neighbours at these positions, only those that fit, and the relationships that lead there where they are asked for.
pub(super) fn append_slice(
    csr: &Csr,
    positions: Range<usize>,
    fitting: Option<&Fitting>,
    nodes: &mut Vec<NodeId>,
    relationships: Option<&mut Vec<RelationshipId>>,
) {
    if let Some(fitting) = fitting {
        return append_asked(csr, positions, |_, relationship| fitting.holds(relationship), nodes, relationships);
    }
    nodes.extend(csr.neighbours()[positions.clone()].iter().map(|neighbour| NodeId(*neighbour)));
    if let Some(relationships) = relationships {
        relationships.extend(positions.map(|position| csr.relationship(position)));
    }
}

fn append_asked(
    csr: &Csr,
    positions: Range<usize>,
    is_asked: impl Fn(u32, RelationshipId) -> bool,
    nodes: &mut Vec<NodeId>,
    mut relationships: Option<&mut Vec<RelationshipId>>,
) {
    let (start, mut end) = (nodes.len(), nodes.len());
    // Written in any case and kept if it fits: no branch that is hard to foresee.
    nodes.resize(start + positions.len(), NodeId(0));
    if let Some(relationships) = &mut relationships {
        relationships.resize(start + positions.len(), RelationshipId(0));
    }
    for (position, neighbour) in positions.clone().zip(&csr.neighbours()[positions]) {
        let relationship = csr.relationship(position);
        nodes[end] = NodeId(*neighbour);
        if let Some(relationships) = &mut relationships {
            relationships[end] = relationship;
        }
        end += usize::from(is_asked(*neighbour, relationship));
    }
    nodes.truncate(end);
    if let Some(relationships) = relationships {
        relationships.truncate(end);
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

    /// The relationships that were walked before in the row.
    pub fn of(&self, row: usize) -> SmallVec<[RelationshipId; 4]> {
        let mut walked = SmallVec::new();
        for column in &self.columns {
            match column.relationship(row) {
                Some(relationship) => walked.push(relationship),
                None => {
                    let mut relationships = Vec::new();
                    relationships_of(&column.value(row), &mut relationships);
                    walked.extend(relationships);
                }
            }
        }
        walked
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
