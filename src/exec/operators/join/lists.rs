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
    /// A bit for each node of the list of node `first + n`, which may be that of several: asked first, since most pairs are in
    /// no list, and a list lies farther away.
    bits: Vec<u64>,
}

/// The bit of a node that stands beside another.
fn bit(other: u32) -> u64 {
    1 << (other % u64::BITS)
}

/// The identifiers of a column of nodes without nulls, if the column is one.
pub(super) fn nodes(column: &Column) -> Option<&[NodeId]> {
    column.nodes().filter(|_| column.nulls().is_none())
}

impl Lists {
    /// The pairs of two columns of nodes, and the rows with the place of each one's pair, those of one pair ascending; `None`
    /// where the nodes of both lie too far apart.
    pub fn new(columns: &[Arc<Column>]) -> Option<(Self, Vec<(u32, u32)>)> {
        let [one, other] = columns else { return None };
        let both = [nodes(one)?, nodes(other)?];
        let range = |nodes: &[NodeId]| Some(nodes.iter().min()?.0..nodes.iter().max()?.0.checked_add(1)?);
        let ranges = [range(both[0])?, range(both[1])?];
        // The more nodes have lists, the shorter these are.
        let near = (0..2).filter(|column| ranges[*column].len() <= PLACES_A_ROW * both[*column].len());
        let listed = near.max_by_key(|column| ranges[*column].len())?;
        Some(Self::of(listed, &ranges[listed], both[listed], both[1 - listed]))
    }

    fn of(listed: usize, range: &Range<u32>, nodes: &[NodeId], others: &[NodeId]) -> (Self, Vec<(u32, u32)>) {
        // By counting: the rows of each node one after the other, then sorted.
        let mut ends = vec![0; range.len() + 1];
        nodes.iter().for_each(|node| ends[(node.0 - range.start) as usize] += 1);
        let mut count = 0;
        for end in &mut ends {
            count += *end;
            *end = count;
        }
        let mut rows = vec![(0, 0); nodes.len()];
        for (row, (node, other)) in nodes.iter().zip(others).enumerate().rev() {
            let place = &mut ends[(node.0 - range.start) as usize];
            *place -= 1;
            rows[*place] = (other.0, row as u32);
        }
        let mut lists =
            Self { listed, first: range.start, starts: Vec::new(), others: Vec::new(), bits: vec![0; range.len()] };
        let mut numbers = Vec::with_capacity(nodes.len());
        for (bounds, bits) in ends.windows(2).zip(&mut lists.bits) {
            lists.starts.push(lists.others.len() as u32);
            let rows = &mut rows[bounds[0]..bounds[1]];
            rows.sort_unstable();
            for same in rows.chunk_by(|one, next| one.0 == next.0) {
                let place = lists.others.len() as u32;
                numbers.extend(same.iter().map(|(_, row)| (*row, place)));
                for (other, _) in &same[..1] {
                    lists.others.push(*other);
                    *bits |= bit(*other);
                }
            }
        }
        lists.starts.push(lists.others.len() as u32);
        (lists, numbers)
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.others.len()
    }

    /// The rows whose pair is one of these, and its place.
    pub fn find(&self, keys: &[Arc<Column>], length: usize) -> Vec<(u32, u32)> {
        let (listed, other) = (&keys[self.listed], &keys[1 - self.listed]);
        let (Some(listed), Some(others)) = (nodes(listed), nodes(other)) else {
            let place = |row: usize| Some((row as u32, self.place(listed.node(row)?, other.node(row)?)?));
            return (0..length).filter_map(place).collect();
        };
        let (mut rows, mut count) = (vec![0; length], 0);
        for (row, (node, other)) in listed.iter().zip(others).enumerate() {
            // Written in any case and kept if it may be one: no branch that is hard to foresee.
            rows[count] = row as u32;
            let bits = self.bits.get(node.0.wrapping_sub(self.first) as usize);
            count += usize::from(bits.is_some_and(|bits| bits & bit(other.0) != 0));
        }
        rows.truncate(count);
        let place = |row: u32| Some((row, self.place(listed[row as usize], others[row as usize])?));
        rows.into_iter().filter_map(place).collect()
    }

    /// Where the list of a node is.
    fn list(&self, node: NodeId) -> Range<u32> {
        let at = node.0.wrapping_sub(self.first) as usize;
        match self.starts.get(at..).and_then(|starts| starts.first_chunk()) {
            Some(&[start, end]) => start..end,
            None => 0..0,
        }
    }

    fn place(&self, node: NodeId, other: NodeId) -> Option<u32> {
        let list = self.list(node);
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
