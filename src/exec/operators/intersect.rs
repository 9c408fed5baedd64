//! The nodes that are neighbours of two bound nodes.

use super::{Rows, gather, is_live};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::exec::run::Run;
use crate::exec::walk::{Types, Walked, Walker};
use crate::graph::{Direction, Graph, Neighbour};
use crate::plan::{Expand, Plan};
use crate::value::{NodeId, RelationshipId};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// So many neighbours, or nodes between, are remembered before all are forgotten.
const REMEMBERED: usize = 4 << 20;

pub(super) struct IntersectRows<'p> {
    plan: &'p Plan,
    first: &'p Expand,
    second: &'p Expand,
    input: Box<dyn Rows + 'p>,
    /// Input rows under way, and the next of them.
    batch: Option<(Batch, usize)>,
    /// From the first node, and from the second against the arrow.
    neighbours: [Remembered<NodeId, Neighbour>; 2],
    between: Remembered<(NodeId, NodeId), Between>,
}

/// A node between two others and the relationships that lead there from both.
#[derive(Clone, Copy)]
struct Between {
    node: NodeId,
    first: RelationshipId,
    second: RelationshipId,
}

/// Lists by key, as many as there is room for.
struct Remembered<K, V> {
    lists: FxHashMap<K, Arc<[V]>>,
    size: usize,
}

impl<K: std::hash::Hash + Eq, V> Remembered<K, V> {
    fn new() -> Self {
        Self { lists: FxHashMap::default(), size: 0 }
    }

    fn get(&mut self, key: K, make: impl FnOnce() -> Vec<V>) -> Arc<[V]> {
        if let Some(list) = self.lists.get(&key) {
            return list.clone();
        }
        if self.size > REMEMBERED {
            *self = Self::new();
        }
        let list: Arc<[V]> = make().into();
        self.size += list.len() + 1;
        self.lists.insert(key, list.clone());
        list
    }
}

impl<'p> IntersectRows<'p> {
    pub fn new(plan: &'p Plan, first: &'p Expand, second: &'p Expand, input: Box<dyn Rows + 'p>) -> Self {
        let neighbours = [Remembered::new(), Remembered::new()];
        Self { plan, first, second, input, batch: None, neighbours, between: Remembered::new() }
    }

    /// Goes on from `row` until there are rows enough; gives them and the next row.
    fn expand(&mut self, graph: &Graph, batch: &Batch, mut row: usize) -> (Batch, usize) {
        let (first, second) = (self.first, self.second);
        let types = [first, second].map(|expand| Types::resolve(expand.types.as_ref(), graph));
        let walkers =
            [Walker::new(graph, first.direction, &types[0]), Walker::new(graph, opposite(second.direction), &types[1])];
        let walked = [Walked::new(batch, &first.different), Walked::new(batch, &second.different)];
        let may_be_same = !second.different.contains(&first.relationship);
        let (starts, ends) = (batch.column(first.from), batch.column(second.to));
        let (mut rows, mut found): (Vec<u32>, Vec<Between>) = (Vec::new(), Vec::new());
        while row < batch.len() && rows.len() < BATCH_ROWS {
            let node = |column: Option<&Arc<Column>>| column.and_then(|column| column.node(row));
            if let (Some(start), Some(end)) = (node(starts), node(ends)) {
                let neighbours = &mut self.neighbours;
                let between = self.between.get((start, end), || {
                    let [left, right] = [(0, start), (1, end)]
                        .map(|(side, node)| neighbours[side].get(node, || sorted(&walkers[side], node)));
                    intersection(&left, &right)
                });
                let is_new = |between: &&Between| {
                    (may_be_same || between.first != between.second)
                        && (walked[0].is_empty() || !walked[0].contains(row, between.first))
                        && (walked[1].is_empty() || !walked[1].contains(row, between.second))
                };
                found.extend(between.iter().filter(is_new));
                rows.resize(found.len(), row as u32);
            }
            row += 1;
        }
        let mut output = gather(self.plan, batch, &rows);
        if is_live(self.plan, first.relationship) {
            let walked = found.iter().map(|between| between.first).collect();
            output.set(first.relationship, Column::from_relationships(walked));
        }
        if is_live(self.plan, second.relationship) {
            let walked = found.iter().map(|between| between.second).collect();
            output.set(second.relationship, Column::from_relationships(walked));
        }
        if is_live(self.plan, first.to) {
            output.set(first.to, Column::from_nodes(found.iter().map(|between| between.node).collect()));
        }
        (output, row)
    }
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Outgoing => Direction::Incoming,
        Direction::Incoming => Direction::Outgoing,
        Direction::Both => Direction::Both,
    }
}

/// The neighbours of a node, ascending.
fn sorted(walker: &Walker<'_>, node: NodeId) -> Vec<Neighbour> {
    let mut neighbours = Vec::new();
    walker.each(node, |neighbour| neighbours.push(neighbour));
    neighbours.sort_unstable_by_key(|neighbour| (neighbour.node, neighbour.relationship));
    neighbours
}

/// The nodes in both ascending lists, with every pair of relationships. From the shorter list the longer one is searched.
fn intersection(left: &[Neighbour], right: &[Neighbour]) -> Vec<Between> {
    let mut found = Vec::new();
    let is_left_short = left.len() <= right.len();
    let (short, mut long) = if is_left_short { (left, right) } else { (right, left) };
    for one in short {
        // Sought in steps that double, so that lists of like length are walked side by side.
        let mut reach = 1;
        while reach < long.len() && long[reach].node < one.node {
            reach *= 2;
        }
        let within = &long[..long.len().min(reach + 1)];
        long = &long[within.partition_point(|other| other.node < one.node)..];
        for other in long.iter().take_while(|other| other.node == one.node) {
            let (first, second) = if is_left_short { (one, other) } else { (other, one) };
            let (node, first, second) = (one.node, first.relationship, second.relationship);
            found.push(Between { node, first, second });
        }
    }
    found
}

impl Rows for IntersectRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        loop {
            let (batch, row) = match self.batch.take() {
                Some(under_way) => under_way,
                None => match run.next(&mut self.input)? {
                    Some(batch) => (batch, 0),
                    None => return Ok(None),
                },
            };
            let (output, next) = self.expand(&run.graph(), &batch, row);
            if next < batch.len() {
                self.batch = Some((batch, next));
            }
            if !output.is_empty() {
                return Ok(Some(output));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_relationships_to_a_common_node_is_found() {
        let list = |nodes: &[u32]| -> Vec<Neighbour> {
            let numbered = nodes.iter().enumerate();
            numbered
                .map(|(place, &node)| Neighbour { node: NodeId(node), relationship: RelationshipId(place as u32) })
                .collect()
        };
        let pairs = |left: &[u32], right: &[u32]| -> Vec<(u32, u32)> {
            let found = intersection(&list(left), &list(right));
            let mut pairs: Vec<_> = found.iter().map(|between| (between.first.0, between.second.0)).collect();
            pairs.sort_unstable();
            pairs
        };
        let long: Vec<u32> = (0..100).map(|number| number / 2 * 3).collect();
        for (left, right) in
            [(&[][..], &long[..]), (&[3, 3, 4, 147], &long), (&[0, 60, 61, 500], &long), (&long, &long)]
        {
            let mut all = Vec::new();
            for (first, one) in left.iter().enumerate() {
                let places = (0..right.len()).filter(|place| right[*place] == *one);
                all.extend(places.map(|second| (first as u32, second as u32)));
            }
            assert_eq!(pairs(left, right), all);
            all.iter_mut().for_each(|pair| *pair = (pair.1, pair.0));
            all.sort_unstable();
            assert_eq!(pairs(right, left), all);
        }
    }
}
