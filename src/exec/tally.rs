//! How often each node came: an array over all nodes from the first to the last that came.

use crate::value::NodeId;

/// Numbers by node.
#[derive(Default)]
pub(super) struct Tally {
    /// The node of the first number.
    first: u32,
    numbers: Vec<u64>,
    /// The nodes that came, in order of first appearance.
    came: Vec<u32>,
}

/// So many nodes at least there is room for.
const ROOM: usize = 1024;

impl Tally {
    /// Counts each of the nodes, given by identifier.
    #[inline]
    pub fn add(&mut self, nodes: &[u32]) {
        for &node in nodes {
            if node.wrapping_sub(self.first) as usize >= self.numbers.len() {
                self.make_room(node);
            }
            let number = &mut self.numbers[(node - self.first) as usize];
            if *number == 0 {
                self.came.push(node);
            }
            *number += 1;
        }
    }

    /// Calls `each` with every node that came and its number, in order of first appearance, and forgets them.
    pub fn take(&mut self, mut each: impl FnMut(NodeId, u64)) {
        for node in self.came.drain(..) {
            each(NodeId(node), std::mem::take(&mut self.numbers[(node - self.first) as usize]));
        }
    }

    /// The array at least doubles, so that making room costs no more than counting.
    #[cold]
    fn make_room(&mut self, node: u32) {
        let length = self.numbers.len();
        if length == 0 {
            self.first = node;
            self.numbers.resize(ROOM, 0);
        } else if node < self.first {
            let more = (self.first - node).max(length as u32).min(self.first);
            let mut numbers = vec![0; more as usize + length];
            numbers[more as usize..].copy_from_slice(&self.numbers);
            self.first -= more;
            self.numbers = numbers;
        } else {
            self.numbers.resize(((node - self.first) as usize + 1).max(2 * length), 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_counted_wherever_they_lie() {
        let mut tally = Tally::default();
        let mut random = fastrand::Rng::with_seed(1);
        for most in [10, 5_000, 3_000_000, 100] {
            let nodes: Vec<u32> = (0..1000).map(|_| random.u32(..most)).collect();
            let mut expected: Vec<(NodeId, u64)> = Vec::new();
            for node in nodes.iter().map(|node| NodeId(*node)) {
                match expected.iter_mut().find(|(known, _)| *known == node) {
                    Some((_, number)) => *number += 1,
                    None => expected.push((node, 1)),
                }
            }
            nodes.chunks(7).for_each(|nodes| tally.add(nodes));
            let mut found = Vec::new();
            tally.take(|node, number| found.push((node, number)));
            assert_eq!(found, expected);
        }
        tally.take(|_, _| panic!("nothing is left"));
    }

    #[test]
    fn the_ends_of_the_range_of_identifiers_have_room() {
        let mut tally = Tally::default();
        tally.add(&[5, 0, 5]);
        let mut found = Vec::new();
        tally.take(|node, number| found.push((node.0, number)));
        assert_eq!(found, [(5, 2), (0, 1)]);
    }
}
