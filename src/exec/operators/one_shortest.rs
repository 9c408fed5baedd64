//! One shortest path: breadth first from both ends, the side with fewer relationships to look at first, until a node of
//! the other side is met. What was seen is a bit a node; how a node was reached is noted in the order of discovery.

use super::shortest::Search;
use crate::diagnostic::Diagnostic;
use crate::exec::context::RunningStatement;
use crate::graph::GraphRead;
use crate::graph::snapshot::Bitmap;
use crate::value::{NodeId, RelationshipId};
use std::ops::Range;

/// A node that was reached: over which relationship, from which earlier one.
struct Reached {
    node: NodeId,
    over: RelationshipId,
    from: usize,
}

/// One side of the search.
struct Side {
    backward: bool,
    seen: Bitmap,
    reached: Vec<Reached>,
    /// Those of `reached` that were discovered last.
    level: Range<usize>,
}

impl Side {
    fn new(start: NodeId, backward: bool, bound: usize) -> Side {
        let mut seen = Bitmap::zeros(bound);
        seen.set(start.0 as usize);
        // The first node was reached over nothing.
        let reached = vec![Reached { node: start, over: RelationshipId(u32::MAX), from: 0 }];
        Side { backward, seen, reached, level: 0..1 }
    }

    /// How many relationships leave the nodes discovered last.
    fn work(&self, search: &Search<'_, '_>) -> usize {
        self.reached[self.level.clone()].iter().map(|reached| search.degree(reached.node, self.backward)).sum()
    }

    /// One level further. Stops at a node that the other side has seen: its place in `reached`.
    fn advance(&mut self, other: &Bitmap, search: &Search<'_, '_>) -> Result<Option<usize>, Diagnostic> {
        let mut found = Vec::new();
        for place in std::mem::replace(&mut self.level, self.reached.len()..self.reached.len()) {
            search.neighbours(self.reached[place].node, self.backward, &mut found)?;
            for neighbour in &found {
                let node = neighbour.node.0 as usize;
                if !self.seen.get(node) {
                    self.seen.set(node);
                    self.reached.push(Reached { node: neighbour.node, over: neighbour.relationship, from: place });
                    if other.get(node) {
                        return Ok(Some(self.reached.len() - 1));
                    }
                }
            }
        }
        self.level.end = self.reached.len();
        Ok(None)
    }

    /// The relationships from a place back to the start of the side.
    fn way_back(&self, mut place: usize) -> Vec<RelationshipId> {
        let mut way = Vec::new();
        while place > 0 {
            way.push(self.reached[place].over);
            place = self.reached[place].from;
        }
        way
    }
}

/// A shortest path between two different nodes, of at most so many relationships.
pub(super) fn find(
    search: &Search<'_, '_>,
    from: NodeId,
    to: NodeId,
    maximum: u64,
) -> Result<Option<Vec<RelationshipId>>, Diagnostic> {
    let bound = search.graph.node_bound() as usize;
    let mut sides = [Side::new(from, false, bound), Side::new(to, true, bound)];
    for _ in 0..maximum {
        search.run.check()?;
        let turn = usize::from(sides[1].work(search) < sides[0].work(search));
        if sides[turn].level.is_empty() {
            return Ok(None);
        }
        let [forward, backward] = &mut sides;
        let (side, other) = if turn == 0 { (forward, backward) } else { (backward, forward) };
        if let Some(place) = side.advance(&other.seen, search)? {
            // Every shorter path would have been met before, so that the node is of the other side's last level.
            let node = side.reached[place].node;
            let meeting = other.reached.iter().rposition(|reached| reached.node == node);
            let (here, there) = (side.way_back(place), meeting.map(|place| other.way_back(place)).unwrap_or_default());
            let (near, far) = if turn == 0 { (here, there) } else { (there, here) };
            return Ok(Some(near.into_iter().rev().chain(far).collect()));
        }
    }
    Ok(None)
}
