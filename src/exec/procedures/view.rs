//! The part of the graph that an algorithm runs over: nodes numbered from 0 without gaps, neighbours in compressed rows.

use super::configuration::Configuration;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Column;
use crate::exec::context::Context;
use crate::exec::walk::{Types, Walker};
use crate::graph::{Direction, GraphRead};
use crate::value::{NodeId, RelationshipId};

/// The nodes of a view, and the relationships between them by type.
pub(super) struct Nodes {
    /// By position, ascending.
    pub ids: Vec<NodeId>,
    positions: Positions,
    types: Types,
}

/// Where each node of the graph stands in a view.
enum Positions {
    /// The view is so many consecutive nodes from this one on.
    From(u32, u32),
    /// By node; [`ABSENT`] for those that are not in the view.
    Listed(Vec<u32>),
}

/// Not in the view.
const ABSENT: u32 = u32::MAX;

impl Positions {
    fn of(ids: &[NodeId], bound: u32) -> Self {
        if let (Some(first), Some(last)) = (ids.first(), ids.last())
            && (last.0 - first.0) as usize + 1 == ids.len()
        {
            return Positions::From(first.0, ids.len() as u32);
        }
        let mut positions = vec![ABSENT; bound as usize];
        for (place, node) in ids.iter().enumerate() {
            positions[node.0 as usize] = place as u32;
        }
        Positions::Listed(positions)
    }

    fn get(&self, node: NodeId) -> Option<u32> {
        match self {
            Positions::From(first, count) => Some(node.0.wrapping_sub(*first)).filter(|place| place < count),
            Positions::Listed(positions) => positions.get(node.0 as usize).copied().filter(|place| *place != ABSENT),
        }
    }
}

impl Nodes {
    /// The nodes that the configuration names.
    pub fn read(configuration: &Configuration, context: &Context<'_>) -> Result<Self, Diagnostic> {
        let graph = context.graph;
        let mut ids: Vec<NodeId> = match configuration.labels(context)? {
            None => graph.nodes().collect(),
            Some(labels) => labels.iter().flat_map(|label| graph.nodes_with_label(*label)).collect(),
        };
        if !ids.is_sorted_by(|left, right| left < right) {
            ids.sort_unstable();
            ids.dedup();
        }
        let positions = Positions::of(&ids, graph.node_bound());
        let types = configuration.types(context)?.map_or(Types::Any, Types::Of);
        context.statement.check()?;
        Ok(Self { ids, positions, types })
    }

    /// How many nodes.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The position of a node, if it is in the view.
    pub fn position(&self, node: NodeId) -> Option<u32> {
        self.positions.get(node)
    }

    /// The nodes as a column.
    pub fn column(&self) -> Column {
        Column::from_nodes(self.ids.clone())
    }

    /// Who walks from these nodes.
    pub fn walker<'w>(&'w self, direction: Direction, context: &Context<'w>) -> Walker<'w> {
        Walker::new(context.graph, direction, &self.types)
    }

    /// Calls `each` with the neighbours of the node at a position: their positions, and the relationships.
    pub fn neighbours(&self, walker: &Walker<'_>, place: u32, mut each: impl FnMut(u32, RelationshipId)) {
        walker.each(self.ids[place as usize], |neighbour| {
            if let Some(position) = self.position(neighbour.node) {
                each(position, neighbour.relationship);
            }
        });
    }
}

/// Neighbours of every node in compressed rows.
pub(super) struct Rows {
    offsets: Vec<u32>,
    neighbours: Vec<u32>,
}

impl Rows {
    /// The neighbours in a direction; each parallel relationship counts.
    pub fn read(nodes: &Nodes, direction: Direction, context: &Context<'_>) -> Result<Self, Diagnostic> {
        let mut offsets = Vec::with_capacity(nodes.len() + 1);
        let mut neighbours = Vec::new();
        let walker = nodes.walker(direction, context);
        offsets.push(0);
        for place in 0..nodes.len() as u32 {
            nodes.neighbours(&walker, place, |neighbour, _| neighbours.push(neighbour));
            offsets.push(neighbours.len() as u32);
            if place % 65_536 == 0 {
                context.statement.check()?;
            }
        }
        Ok(Self { offsets, neighbours })
    }

    /// The neighbours of the node at a position.
    pub fn of(&self, place: u32) -> &[u32] {
        let range = self.offsets[place as usize] as usize..self.offsets[place as usize + 1] as usize;
        &self.neighbours[range]
    }
}
