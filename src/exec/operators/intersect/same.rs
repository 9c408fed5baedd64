//! What lies between one node, the same in many rows, and the others: its neighbours are laid out once, and those of each
//! other node are compared with them.

use super::{Between, LOPSIDED, REMEMBERED};
use crate::exec::walk::Walker;
use crate::graph::Neighbour;
use crate::value::NodeId;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A node that is the same in many rows.
pub(super) struct Same {
    /// Whether it is the first (0) or the second (1) of both.
    side: usize,
    node: NodeId,
    /// Its neighbours that fulfil all conditions, ascending.
    neighbours: Vec<Neighbour>,
    marks: Marks,
    /// Where in `found` stands what is between it and another.
    known: FxHashMap<NodeId, Range<usize>>,
    found: Vec<Between>,
}

/// A set of nodes: one bit for each from the least to the greatest.
struct Marks {
    least: u32,
    words: Vec<u64>,
}

impl Marks {
    /// Of ascending neighbours.
    fn new(neighbours: &[Neighbour]) -> Self {
        let (Some(least), Some(most)) = (neighbours.first(), neighbours.last()) else {
            return Self { least: 0, words: Vec::new() };
        };
        let least = least.node.0;
        let mut words = vec![0; (most.node.0 - least) as usize / 64 + 1];
        for neighbour in neighbours {
            let place = (neighbour.node.0 - least) as usize;
            words[place / 64] |= 1 << (place % 64);
        }
        Self { least, words }
    }

    #[inline]
    fn contains(&self, node: NodeId) -> bool {
        let place = node.0.wrapping_sub(self.least) as usize;
        self.words.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }
}

impl Same {
    /// A node on a side with its neighbours, ascending.
    pub fn new(side: usize, node: NodeId, neighbours: Vec<Neighbour>) -> Self {
        let marks = Marks::new(&neighbours);
        Self { side, node, neighbours, marks, known: FxHashMap::default(), found: Vec::new() }
    }

    /// Whether it stands on its side of the pair.
    pub fn is_in(&self, pair: (NodeId, NodeId)) -> bool {
        [pair.0, pair.1][self.side] == self.node
    }

    /// The nodes between it and the other node of a pair, with every pair of relationships.
    pub fn between(&mut self, pair: (NodeId, NodeId), walkers: &[Walker<'_>; 2]) -> &[Between] {
        let other = [pair.0, pair.1][1 - self.side];
        if let Some(range) = self.known.get(&other) {
            return &self.found[range.clone()];
        }
        if self.found.len() + self.known.len() > REMEMBERED {
            self.found.clear();
            self.known.clear();
        }
        let start = self.found.len();
        self.find(other, &walkers[1 - self.side]);
        self.known.insert(other, start..self.found.len());
        &self.found[start..]
    }

    fn find(&mut self, other: NodeId, walker: &Walker<'_>) {
        let Same { side, neighbours, marks, found, .. } = self;
        if walker.is_at_rest() && walker.degree(other) > LOPSIDED * neighbours.len() {
            found.extend(super::sought(neighbours, walker, other, *side == 0));
            return;
        }
        walker.each(other, |reached| {
            if !marks.contains(reached.node) {
                return;
            }
            let first = neighbours.partition_point(|neighbour| neighbour.node < reached.node);
            for neighbour in neighbours[first..].iter().take_while(|neighbour| neighbour.node == reached.node) {
                let pair = [neighbour.relationship, reached.relationship];
                found.push(Between { node: reached.node, first: pair[*side], second: pair[1 - *side] });
            }
        });
    }
}
