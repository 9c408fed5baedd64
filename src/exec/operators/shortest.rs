//! Shortest paths between two bound nodes: breadth first from both ends; paths are put together only where they meet.

use super::filter::{fulfilling, true_rows};
use super::{Rows, drain, gather, one_shortest};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column, ColumnBuilder};
use crate::exec::context::RunningStatement;
use crate::exec::group::Grouper;
use crate::exec::run::Run;
use crate::exec::walk::{self, Types, Walker};
use crate::graph::{Graph, GraphRead, Neighbour};
use crate::plan::{Operator, Plan, ShortestPath};
use crate::value::{NodeId, RelationshipId, Value};
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::collections::hash_map::Entry;

pub(super) struct ShortestRows<'p> {
    pub plan: &'p Plan,
    pub shortest: &'p ShortestPath,
    pub input: Box<dyn Rows + 'p>,
}

/// One side of the search.
struct Side {
    backward: bool,
    /// How far each node is, how many shortest ways lead there, and from where the last step came.
    reached: FxHashMap<NodeId, Reached>,
    frontier: Vec<NodeId>,
    depth: u64,
}

struct Reached {
    depth: u64,
    ways: u64,
    from: SmallVec<[Neighbour; 2]>,
}

impl Side {
    fn new(start: NodeId, backward: bool) -> Self {
        let reached = [(start, Reached { depth: 0, ways: 1, from: SmallVec::new() })].into_iter().collect();
        Self { backward, reached, frontier: vec![start], depth: 0 }
    }
}

/// What every search of one batch has in common.
pub(super) struct Search<'a, 'r> {
    pub run: &'a Run<'r>,
    batch: &'a Batch,
    row: usize,
    shortest: &'a ShortestPath,
    pub graph: &'a Graph,
    /// From the first node, and from the last.
    walkers: [Walker<'a>; 2],
}

impl Search<'_, '_> {
    /// How many relationships a node has to go on over.
    pub fn degree(&self, node: NodeId, backward: bool) -> usize {
        self.walkers[usize::from(backward)].degree(node)
    }

    /// Puts the neighbours of a node into `found`.
    pub fn neighbours(&self, node: NodeId, backward: bool, found: &mut Vec<Neighbour>) -> Result<(), Diagnostic> {
        found.clear();
        self.walkers[usize::from(backward)].each(node, |neighbour| found.push(neighbour));
        for (each, condition) in &self.shortest.relationship_conditions {
            let walked = Column::from_relationships(found.iter().map(|neighbour| neighbour.relationship).collect());
            *found = fulfilling(self.run, (self.batch, self.row), std::mem::take(found), (*each, walked), condition)?;
        }
        for (each, condition) in &self.shortest.node_conditions {
            let reached = Column::from_nodes(found.iter().map(|neighbour| neighbour.node).collect());
            *found = fulfilling(self.run, (self.batch, self.row), std::mem::take(found), (*each, reached), condition)?;
        }
        Ok(())
    }

    /// Whether an end of the path fulfils what is asked of its nodes.
    fn may_pass(&self, node: NodeId) -> Result<bool, Diagnostic> {
        for (each, condition) in &self.shortest.node_conditions {
            let place = (*each, Column::from_nodes(vec![node]));
            if fulfilling(self.run, (self.batch, self.row), vec![node], place, condition)?.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Those of the paths that fulfil what is asked of whole paths.
    fn whole(&self, from: NodeId, mut paths: Vec<Vec<RelationshipId>>) -> Result<Vec<Vec<RelationshipId>>, Diagnostic> {
        for condition in &self.shortest.path_conditions {
            let walks = Column::from_values(paths.iter().map(|path| walk_of(self.shortest, path)));
            let rows = vec![self.row as u32; paths.len()];
            let mut batch = self.batch.gather_slots(&rows, &condition.reads()).with(self.shortest.relationships, walks);
            if let Some(slot) = self.shortest.path {
                let whole = paths.iter().map(|path| super::path(self.graph, from, path.clone()));
                batch.set(slot, Column::from_values(whole));
            }
            let rows = true_rows(&*self.run.evaluate(condition, &batch)?, condition)?;
            paths = rows.into_iter().map(|row| paths[row as usize].clone()).collect();
        }
        Ok(paths)
    }

    /// Searches from both ends until they meet. Gives the sides and the length, if there is a path.
    fn meet(&self, from: NodeId, to: NodeId) -> Result<Option<(Side, Side, u64)>, Diagnostic> {
        let maximum = self.shortest.length.maximum.unwrap_or(u64::MAX);
        let mut forward = Side::new(from, false);
        let mut backward = Side::new(to, true);
        while forward.depth + backward.depth < maximum {
            if forward.frontier.is_empty() || backward.frontier.is_empty() {
                return Ok(None);
            }
            self.run.check()?;
            let is_forward = forward.frontier.len() <= backward.frontier.len();
            let (side, other) = if is_forward { (&mut forward, &mut backward) } else { (&mut backward, &mut forward) };
            if self.advance(side, &other.reached)? {
                let length = forward.depth + backward.depth;
                return Ok(Some((forward, backward, length)));
            }
        }
        Ok(None)
    }

    /// One level further; whether the other side was met. Every way into the new level is noted.
    fn advance(&self, side: &mut Side, other: &FxHashMap<NodeId, Reached>) -> Result<bool, Diagnostic> {
        let (mut next, mut met, mut found) = (Vec::new(), false, Vec::new());
        side.depth += 1;
        for node in std::mem::take(&mut side.frontier) {
            let ways = side.reached.get(&node).map_or(0, |reached| reached.ways);
            self.neighbours(node, side.backward, &mut found)?;
            for neighbour in &found {
                let back = Neighbour { node, relationship: neighbour.relationship };
                match side.reached.entry(neighbour.node) {
                    Entry::Occupied(mut known) => {
                        let known = known.get_mut();
                        if known.depth == side.depth {
                            known.ways = known.ways.saturating_add(ways);
                            known.from.push(back);
                        }
                    }
                    Entry::Vacant(place) => {
                        met = met || other.contains_key(&neighbour.node);
                        place.insert(Reached { depth: side.depth, ways, from: smallvec![back] });
                        next.push(neighbour.node);
                    }
                }
            }
        }
        side.frontier = next;
        Ok(met)
    }

    /// The shortest paths between two different nodes.
    fn all_shortest(&self, from: NodeId, to: NodeId) -> Result<Vec<Vec<RelationshipId>>, Diagnostic> {
        let Some((forward, backward, length)) = self.meet(from, to)? else { return Ok(Vec::new()) };
        let mut paths = Vec::new();
        for node in middle(&forward, &backward, length) {
            let (mut heads, mut tails) = (Vec::new(), Vec::new());
            trace(&forward, node, &mut Vec::new(), &mut heads);
            trace(&backward, node, &mut Vec::new(), &mut tails);
            for head in &heads {
                for tail in &tails {
                    self.run.hold(4 * (head.len() + tail.len()))?;
                    paths.push(head.iter().rev().chain(tail).copied().collect());
                }
            }
        }
        Ok(paths)
    }

    /// Every path of at least the least length, shorter ones first, until there are enough: for what breadth-first search
    /// cannot answer (a least length above one, a path back to its start, several shortest paths).
    fn by_length(&self, from: NodeId, to: NodeId) -> Result<Vec<Vec<RelationshipId>>, Diagnostic> {
        let (length, count) = (self.shortest.length, self.shortest.count);
        let most = length.maximum.unwrap_or(u64::MAX).min(self.graph.relationship_count() as u64);
        let mut level: Vec<(NodeId, Vec<RelationshipId>)> = vec![(from, Vec::new())];
        let (mut found, mut lengths, mut depth) = (Vec::new(), 0, 0);
        loop {
            let hits = level.iter().filter(|(node, _)| *node == to && depth >= length.minimum);
            let before = found.len();
            found.extend(self.whole(from, hits.map(|(_, path)| path.clone()).collect())?);
            lengths += u64::from(found.len() > before);
            let is_enough = if self.shortest.groups { lengths >= count } else { found.len() as u64 >= count };
            if is_enough || depth >= most || level.is_empty() {
                break;
            }
            let (mut next, mut neighbours) = (Vec::new(), Vec::new());
            for (node, path) in &level {
                self.run.check()?;
                self.neighbours(*node, false, &mut neighbours)?;
                for neighbour in &neighbours {
                    if !path.contains(&neighbour.relationship) {
                        let mut path = path.clone();
                        path.push(neighbour.relationship);
                        self.run.hold(4 * path.len())?;
                        next.push((neighbour.node, path));
                    }
                }
            }
            level = next;
            depth += 1;
        }
        if !self.shortest.groups {
            found.truncate(usize::try_from(count).unwrap_or(usize::MAX));
        }
        Ok(found)
    }

    fn paths(&self, from: NodeId, to: NodeId) -> Result<Vec<Vec<RelationshipId>>, Diagnostic> {
        let ShortestPath { length, count, groups, .. } = self.shortest;
        if !self.may_pass(from)? || !self.may_pass(to)? {
            return Ok(Vec::new());
        }
        if !self.shortest.path_conditions.is_empty() {
            return self.by_length(from, to);
        }
        if from == to && length.minimum == 0 && *count == 1 {
            return Ok(vec![Vec::new()]);
        }
        match (from == to, length.minimum, count, groups) {
            (false, 0 | 1, 1, true) => self.all_shortest(from, to),
            (false, 0 | 1, 1, false) => {
                let path = one_shortest::find(self, from, to, length.maximum.unwrap_or(u64::MAX))?;
                Ok(path.into_iter().collect())
            }
            _ => self.by_length(from, to),
        }
    }

    /// Length and number of the shortest paths, which are counted and not put together.
    fn count(&self, from: NodeId, to: NodeId) -> Result<Option<(u64, u64)>, Diagnostic> {
        if from == to || self.shortest.length.minimum > 1 {
            let paths = self.paths(from, to)?;
            return Ok(paths.first().map(|path| (path.len() as u64, paths.len() as u64)));
        }
        if !self.may_pass(from)? || !self.may_pass(to)? {
            return Ok(None);
        }
        let Some((forward, backward, length)) = self.meet(from, to)? else { return Ok(None) };
        let ways = |side: &Side, node| side.reached.get(&node).map_or(0, |reached| reached.ways);
        let all = middle(&forward, &backward, length)
            .into_iter()
            .map(|node| ways(&forward, node).saturating_mul(ways(&backward, node)))
            .fold(0_u64, u64::saturating_add);
        Ok(Some((length, all)))
    }
}

/// What the variable of the walk stands for: one relationship, or a list.
fn walk_of(shortest: &ShortestPath, path: &[RelationshipId]) -> Value {
    match (shortest.single, path) {
        (true, [relationship]) => Value::Relationship(*relationship),
        _ => walk::list_of(path.iter().copied()),
    }
}

/// The nodes in which shortest paths pass from one side to the other.
fn middle(forward: &Side, backward: &Side, length: u64) -> Vec<NodeId> {
    let (small, large) =
        if forward.reached.len() <= backward.reached.len() { (forward, backward) } else { (backward, forward) };
    // All paths of this length cross the last complete level of the smaller side.
    let mut nodes: Vec<NodeId> = small
        .reached
        .iter()
        .filter(|(_, reached)| reached.depth == small.depth)
        .map(|(node, _)| *node)
        .filter(|node| large.reached.get(node).is_some_and(|other| other.depth + small.depth == length))
        .collect();
    nodes.sort_unstable();
    nodes
}

/// The ways from a node back to the start of a side.
fn trace(side: &Side, node: NodeId, way: &mut Vec<RelationshipId>, found: &mut Vec<Vec<RelationshipId>>) {
    let Some(reached) = side.reached.get(&node) else { return };
    if reached.from.is_empty() {
        found.push(way.clone());
    }
    for back in &reached.from {
        way.push(back.relationship);
        trace(side, back.node, way, found);
        way.pop();
    }
}

impl Rows for ShortestRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let graph = run.graph();
        let types = Types::resolve(self.shortest.types.as_ref(), &graph);
        let (mut rows, mut walks, mut counts) = (Vec::new(), ColumnBuilder::new(), Vec::new());
        for row in 0..batch.len() {
            let end = |slot| batch.column(slot).and_then(|column| column.node(row));
            let (Some(from), Some(to)) = (end(self.shortest.from), end(self.shortest.to)) else { continue };
            let walkers = [self.shortest.direction, self.shortest.direction.opposite()]
                .map(|direction| Walker::new(&graph, direction, &types));
            let search = Search { run, batch: &batch, row, shortest: self.shortest, graph: &graph, walkers };
            if self.shortest.paths.is_some() {
                if let Some((length, count)) = search.count(from, to)? {
                    rows.push(row as u32);
                    walks.push(Value::Integer(length as i64));
                    counts.push(count as i64);
                }
                continue;
            }
            for path in search.paths(from, to)? {
                rows.push(row as u32);
                walks.push(walk_of(self.shortest, &path));
            }
        }
        let mut output = gather(self.plan, &batch, &rows);
        output.set(self.shortest.relationships, walks.finish());
        if let Some(slot) = self.shortest.paths {
            output.set(slot, Column::from_integers(counts));
        }
        Ok(Some(output))
    }
}

/// Of paths that were all found, the shortest between each pair of ends.
pub(super) struct SelectRows<'p> {
    pub plan: &'p Plan,
    pub input: Option<Box<dyn Rows + 'p>>,
}

impl Rows for SelectRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut input) = self.input.take() else { return Ok(None) };
        let all = Batch::concatenate(&drain(&mut input, run)?);
        let Operator::SelectPaths { start, end, walked, count, groups, any } = &self.plan.operator else {
            return Ok(None);
        };
        let ends: Vec<_> = [start, end].into_iter().filter_map(|slot| all.column(*slot).cloned()).collect();
        let pairs = Grouper::new().groups(&ends, all.len());
        let mut found: Vec<(u32, usize, u32)> = (0..all.len())
            .map(|row| {
                let mut relationships = Vec::new();
                walked.iter().for_each(|slot| walk::relationships_of(&all.value(*slot, row), &mut relationships));
                (pairs[row], if *any { 0 } else { relationships.len() }, row as u32)
            })
            .collect();
        found.sort_unstable();
        let mut rows = Vec::new();
        let (mut pair, mut taken, mut length) = (None, 0, None);
        for (number, long, row) in found {
            if pair != Some(number) {
                (pair, taken, length) = (Some(number), 0, None);
            }
            if !groups || length != Some(long) {
                taken += 1;
            }
            length = Some(long);
            if taken <= *count {
                rows.push(row);
            }
        }
        rows.sort_unstable();
        Ok(Some(all.gather(&rows)))
    }
}
