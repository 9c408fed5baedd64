//! Pairs of nodes by address: for each node of one column, the nodes that stand beside it in the other.

use super::keys::PLACES_A_ROW;
use crate::exec::batch::Column;
use crate::value::NodeId;
use std::ops::Range;
use std::sync::Arc;

/// A longer list is searched by halving.
const SHORT: usize = 16;

/// The different pairs.
pub(super) struct Lists {
    /// Which of the two columns has a list for each of its nodes.
    listed: usize,
    /// The first node that has a list.
    first: u32,
    /// The list of node `first + n` is `others[starts[n]..starts[n + 1]]`, which ascends.
    starts: Vec<u32>,
    others: Vec<u32>,
}

/// The identifiers of a column of nodes without nulls, if the column is one.
pub(super) fn nodes(column: &Column) -> Option<&[NodeId]> {
    column.nodes().filter(|_| column.nulls().is_none())
}

impl Lists {
    /// The pairs of two columns of nodes; `None` where the nodes of both lie too far apart.
    pub fn new(columns: &[Arc<Column>]) -> Option<Self> {
        let [one, other] = columns else { return None };
        let both = [nodes(one)?, nodes(other)?];
        let range = |nodes: &[NodeId]| Some(nodes.iter().min()?.0..nodes.iter().max()?.0.checked_add(1)?);
        let ranges = [range(both[0])?, range(both[1])?];
        // The more nodes have lists, the shorter these are.
        let near = (0..2).filter(|column| ranges[*column].len() <= PLACES_A_ROW * both[*column].len());
        let listed = near.max_by_key(|column| ranges[*column].len())?;
        Some(Self::of(listed, &ranges[listed], both[listed], both[1 - listed]))
    }

    fn of(listed: usize, range: &Range<u32>, nodes: &[NodeId], others: &[NodeId]) -> Self {
        let mut pairs: Vec<(u32, u32)> = nodes.iter().zip(others).map(|(node, other)| (node.0, other.0)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0; range.len() + 1];
        pairs.iter().for_each(|(node, _)| starts[(node - range.start) as usize + 1] += 1);
        for node in 1..starts.len() {
            starts[node] += starts[node - 1];
        }
        Self { listed, first: range.start, starts, others: pairs.into_iter().map(|(_, other)| other).collect() }
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.others.len()
    }

    /// The place of each row's pair, where it is one of these.
    pub fn find(&self, keys: &[Arc<Column>], length: usize) -> Vec<Option<u32>> {
        let (listed, other) = (&keys[self.listed], &keys[1 - self.listed]);
        match (nodes(listed), nodes(other)) {
            (Some(listed), Some(others)) => {
                // Where the lists are is asked of memory for all rows before the first of them is read.
                let lists: Vec<Range<u32>> = listed.iter().map(|node| self.list(*node)).collect();
                lists.into_iter().zip(others).map(|(list, other)| self.place(list, *other)).collect()
            }
            _ => (0..length).map(|row| self.place(self.list(listed.node(row)?), other.node(row)?)).collect(),
        }
    }

    /// Where the list of a node is.
    fn list(&self, node: NodeId) -> Range<u32> {
        let at = node.0.wrapping_sub(self.first) as usize;
        match self.starts.get(at..).and_then(|starts| starts.first_chunk()) {
            Some(&[start, end]) => start..end,
            None => 0..0,
        }
    }

    fn place(&self, list: Range<u32>, other: NodeId) -> Option<u32> {
        let start = list.start;
        let list = &self.others[list.start as usize..list.end as usize];
        let place = match list.len() {
            // How many are less, without a branch that is hard to foresee.
            ..=SHORT => list.iter().map(|known| usize::from(*known < other.0)).sum(),
            _ => list.partition_point(|known| *known < other.0),
        };
        (list.get(place) == Some(&other.0)).then_some(start + place as u32)
    }
}
