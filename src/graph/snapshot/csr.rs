//! The relationships of one type in one direction as arrays: for each node the neighbours, ascending.

use super::numbers::unpacked;
use super::source::{Section, Source};
use crate::graph::bytes::Damage;
use crate::value::{NodeId, RelationshipId};
use std::ops::Range;

/// Compressed sparse rows of one relationship type in one direction.
///
/// The neighbours of node `n` are `neighbours()[range(n)]`, ascending; position `p` of that range is relationship
/// `relationship(p)`. Relationships are numbered by type, then start node, then end node: those of the outgoing
/// direction are consecutive, and those of one node and one neighbour are together and ascending in both directions.
#[derive(Debug, Default)]
pub struct Csr {
    first_node: u32,
    /// One more than the nodes from `first_node` to the last that has a relationship.
    offsets: Vec<u32>,
    neighbours: Vec<u32>,
    /// Outgoing: empty, for relationship `p` is `first_relationship + p`.
    relationships: Vec<u32>,
    first_relationship: u32,
}

/// Where the relationships of one type lie in the file: degrees of the start nodes, and the end nodes.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The first node with an outgoing relationship of the type.
    pub first_start: u32,
    /// From that node on, how many nodes have a degree stored.
    pub starts: u32,
    /// Packed degrees.
    pub degrees: Section,
    /// Packed end nodes, less `first_end`, in order of relationship.
    pub ends: Section,
    /// The smallest end node.
    pub first_end: u32,
    /// From the smallest to the largest end node, how many nodes there are.
    pub end_span: u32,
    /// The first relationship of the type.
    pub first_relationship: u32,
    /// How many relationships there are of the type.
    pub count: u32,
}

impl Place {
    /// All relationships of the type.
    pub fn relationships(&self) -> Range<u32> {
        self.first_relationship..self.first_relationship + self.count
    }
}

impl Csr {
    /// Reads the outgoing direction.
    pub fn read(place: &Place, source: &dyn Source) -> Result<Csr, Damage> {
        let degrees: Vec<u32> =
            unpacked(&place.degrees.read(source)?, place.starts as usize, &(0..=u32::MAX.into()), 0)?;
        let mut offsets = Vec::with_capacity(degrees.len() + 1);
        let mut offset = 0u64;
        offsets.push(0);
        for degree in degrees {
            offset += u64::from(degree);
            offsets.push(offset as u32);
        }
        if offset != u64::from(place.count) {
            return Err(Damage::new("the degrees of a relationship type do not add up"));
        }
        let span = 0..=i64::from(place.end_span) - 1;
        let mut neighbours: Vec<u32> = unpacked(&place.ends.read(source)?, place.count as usize, &span, 0)?;
        for neighbour in &mut neighbours {
            *neighbour += place.first_end;
        }
        let ascending = |rows: &[u32]| neighbours[rows[0] as usize..rows[1] as usize].is_sorted();
        if !offsets.windows(2).all(ascending) {
            return Err(Damage::new("the neighbours of a node are out of order"));
        }
        Ok(Csr {
            first_node: place.first_start,
            offsets,
            neighbours,
            relationships: Vec::new(),
            first_relationship: place.first_relationship,
        })
    }

    /// The other direction, by counting sort: not stored, so it cannot contradict the first.
    pub fn reversed(&self, place: &Place) -> Csr {
        let mut offsets = vec![0u32; place.end_span as usize + 1];
        for neighbour in &self.neighbours {
            offsets[(neighbour - place.first_end) as usize + 1] += 1;
        }
        for node in 1..offsets.len() {
            offsets[node] += offsets[node - 1];
        }
        let mut cursor = offsets.clone();
        let mut starts = vec![0; self.neighbours.len()];
        let mut relationships = vec![0; self.neighbours.len()];
        for (row, range) in self.offsets.windows(2).enumerate() {
            for position in range[0]..range[1] {
                let slot = &mut cursor[(self.neighbours[position as usize] - place.first_end) as usize];
                starts[*slot as usize] = self.first_node + row as u32;
                relationships[*slot as usize] = self.first_relationship + position;
                *slot += 1;
            }
        }
        Csr {
            first_node: place.first_end,
            offsets,
            neighbours: starts,
            relationships,
            first_relationship: self.first_relationship,
        }
    }

    /// Positions of the node's neighbours.
    #[inline]
    pub fn range(&self, node: NodeId) -> Range<usize> {
        let row = node.0.wrapping_sub(self.first_node) as usize;
        match self.offsets.get(row..).and_then(|offsets| offsets.first_chunk()) {
            Some(&[start, end]) => start as usize..end as usize,
            None => 0..0,
        }
    }

    /// Positions within [`Csr::range`] of the node at which this one is its neighbour.
    #[inline]
    pub fn range_to(&self, node: NodeId, neighbour: NodeId) -> Range<usize> {
        let range = self.range(node);
        let neighbours = &self.neighbours[range.clone()];
        let first = neighbours.partition_point(|other| *other < neighbour.0);
        let count = neighbours[first..].iter().take_while(|other| **other == neighbour.0).count();
        range.start + first..range.start + first + count
    }

    /// Where a relationship stands among these positions of one node, if it does.
    #[inline]
    pub fn position(&self, relationship: RelationshipId, among: &Range<usize>) -> Option<usize> {
        if self.relationships.is_empty() {
            let position = relationship.0.checked_sub(self.first_relationship)? as usize;
            return among.contains(&position).then_some(position);
        }
        // The relationships of one node ascend, as its neighbours do.
        let found = self.relationships[among.clone()].binary_search(&relationship.0).ok()?;
        Some(among.start + found)
    }

    /// How many neighbours the node has.
    #[inline]
    pub fn degree(&self, node: NodeId) -> usize {
        self.range(node).len()
    }

    /// The neighbours of the node, ascending, as numbers of [`NodeId`]s.
    #[inline]
    pub fn of(&self, node: NodeId) -> &[u32] {
        &self.neighbours[self.range(node)]
    }

    /// The first node of the rows of [`Csr::offsets`].
    pub fn first_node(&self) -> NodeId {
        NodeId(self.first_node)
    }

    /// Row `r` stands for node `first_node + r`; its positions are `offsets[r]..offsets[r + 1]`.
    pub fn offsets(&self) -> &[u32] {
        &self.offsets
    }

    /// The neighbours of all nodes.
    pub fn neighbours(&self) -> &[u32] {
        &self.neighbours
    }

    /// The relationship at a position.
    #[inline]
    pub fn relationship(&self, position: usize) -> RelationshipId {
        let consecutive = || self.first_relationship + position as u32;
        RelationshipId(self.relationships.get(position).copied().unwrap_or_else(consecutive))
    }

    /// The relationships at these positions, where they are consecutive.
    pub fn consecutive(&self, positions: &Range<usize>) -> Option<Range<u32>> {
        let relationship = |position: usize| self.first_relationship + position as u32;
        self.relationships.is_empty().then(|| relationship(positions.start)..relationship(positions.end))
    }

    /// The node whose range holds the position.
    pub fn node_at(&self, position: usize) -> NodeId {
        let after = self.offsets.partition_point(|offset| *offset as usize <= position);
        NodeId(self.first_node + (after as u32).saturating_sub(1))
    }
}
