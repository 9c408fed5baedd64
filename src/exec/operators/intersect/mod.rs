//! The nodes that are neighbours of two bound nodes.

mod same;

use super::{Rows, UnderWay, gather, is_live};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::exec::context::RunningStatement;
use crate::exec::run::Run;
use crate::exec::walk::{Types, Walked, Walker};
use crate::graph::Neighbour;
use crate::plan::{Intersect, Plan};
use crate::semantics::bound::Expression;
use crate::value::{NodeId, RelationshipId};
use rustc_hash::{FxHashMap, FxHashSet};
use same::Same;
use std::sync::Arc;

/// So many neighbours, or nodes between, are remembered before all are forgotten.
const REMEMBERED: usize = 4 << 20;

/// So many nodes between are found before their conditions are asked for all of them together.
const ASKED_TOGETHER: usize = 8 * BATCH_ROWS;

/// A list so many times longer than the other is not made: each of the shorter one is sought among the neighbours.
const LOPSIDED: usize = 16;

/// So many neighbours of a node may be laid out for each row that it stands in, and in so many rows it must stand.
const LAID_OUT: usize = 8;
const SAME_ROWS: usize = if cfg!(test) { 2 } else { 16 };

pub(super) struct IntersectRows<'p> {
    input: UnderWay<'p>,
    finder: Finder<'p>,
}

impl<'p> IntersectRows<'p> {
    pub fn new(plan: &'p Plan, intersect: &'p Intersect, input: Box<dyn Rows + 'p>) -> Self {
        let neighbours = [Remembered::new(), Remembered::new()];
        let finder = Finder { plan, intersect, neighbours, between: Remembered::new(), same: None };
        Self { input: UnderWay::new(input), finder }
    }
}

impl Rows for IntersectRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let finder = &mut self.finder;
        self.input.next(run, |batch, row| finder.expand(run, batch, row))
    }
}

struct Finder<'p> {
    plan: &'p Plan,
    intersect: &'p Intersect,
    /// From the first node, and from the second against the arrow.
    neighbours: [Remembered<NodeId, Neighbour>; 2],
    between: Remembered<(NodeId, NodeId), Between>,
    /// One of both nodes, while it is the same in many rows.
    same: Option<Same>,
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
        self.insert(key, make())
    }

    fn insert(&mut self, key: K, list: Vec<V>) -> Arc<[V]> {
        let list: Arc<[V]> = list.into();
        self.size += list.len() + 1;
        self.lists.insert(key, list.clone());
        list
    }
}

impl Finder<'_> {
    /// Goes on from `row` until there are rows enough; gives them and the next row.
    fn expand(&mut self, run: &Run<'_>, batch: &Batch, mut row: usize) -> Result<(Batch, usize), Diagnostic> {
        let graph = run.graph();
        let Intersect { first, second, .. } = self.intersect;
        let types = [first, second].map(|expand| Types::resolve(expand.types.as_ref(), &graph));
        let walkers = [
            Walker::new(&graph, first.direction, &types[0]),
            Walker::new(&graph, second.direction.opposite(), &types[1]),
        ];
        let walked = [Walked::new(batch, &first.different), Walked::new(batch, &second.different)];
        let may_be_same = !second.different.contains(&first.relationship);
        let (starts, ends) = (batch.column(first.from), batch.column(second.to));
        let pair = |row: usize| {
            let node = |column: Option<&Arc<Column>>| column.and_then(|column| column.node(row));
            node(starts).zip(node(ends))
        };
        let (mut rows, mut found): (Vec<u32>, Vec<Between>) = (Vec::new(), Vec::new());
        while row < batch.len() && rows.len() < BATCH_ROWS {
            if let Some(pair_here) = pair(row) {
                if self.intersect.laid_out && self.same.as_ref().is_none_or(|same| !same.is_in(pair_here)) {
                    self.same = self.same_from_here(run, &walkers, (row..batch.len()).map_while(pair))?;
                }
                if self.same.is_none() && !self.between.lists.contains_key(&pair_here) {
                    self.learn(run, &walkers, (row..batch.len()).filter_map(pair))?;
                }
                let between = match &mut self.same {
                    Some(same) => same.between(pair_here, &walkers),
                    None => self.between.lists.get(&pair_here).map_or(&[][..], |list| list),
                };
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
        Ok((output, row))
    }

    /// The node that is the same in so many of the next pairs that laying out its neighbours pays.
    fn same_from_here(
        &self,
        run: &Run<'_>,
        walkers: &[Walker<'_>; 2],
        pairs: impl Iterator<Item = (NodeId, NodeId)> + Clone,
    ) -> Result<Option<Same>, Diagnostic> {
        let nodes = |(start, end): (NodeId, NodeId)| [start, end];
        let Some(here) = pairs.clone().next().map(nodes) else { return Ok(None) };
        for side in [1, 0] {
            let wanted = SAME_ROWS.max(walkers[side].degree(here[side]) / LAID_OUT);
            if pairs.clone().take_while(|pair| nodes(*pair)[side] == here[side]).take(wanted).count() < wanted {
                continue;
            }
            let mut neighbours = sorted(&walkers[side], here[side]);
            let nodes = neighbours.iter().map(|neighbour| neighbour.node).collect();
            if let Some(fits) = fitting(run, self.intersect, nodes)? {
                let mut fits = fits.into_iter();
                neighbours.retain(|_| fits.next().unwrap_or(false));
            }
            return Ok(Some(Same::new(side, here[side], neighbours)));
        }
        Ok(None)
    }

    /// Finds what is between the first of these pairs, and between as many more as are worth asking together.
    fn learn(
        &mut self,
        run: &Run<'_>,
        walkers: &[Walker<'_>; 2],
        pairs: impl Iterator<Item = (NodeId, NodeId)>,
    ) -> Result<(), Diagnostic> {
        if self.between.size > REMEMBERED {
            self.between = Remembered::new();
        }
        let mut new: Vec<((NodeId, NodeId), Vec<Between>)> = Vec::new();
        let mut seen = FxHashSet::default();
        let mut size = 0;
        for pair in pairs {
            if !self.between.lists.contains_key(&pair) && seen.insert(pair) {
                let between = self.find(walkers, pair);
                run.check()?;
                size += between.len();
                new.push((pair, between));
            }
            if size >= ASKED_TOGETHER {
                break;
            }
        }
        let mut places = FxHashMap::default();
        let mut nodes = Vec::new();
        for between in new.iter().flat_map(|(_, list)| list) {
            places.entry(between.node).or_insert_with(|| {
                nodes.push(between.node);
                nodes.len() - 1
            });
        }
        if let Some(fits) = fitting(run, self.intersect, nodes)? {
            for (_, list) in &mut new {
                list.retain(|between| fits[places[&between.node]]);
            }
        }
        for (pair, list) in new {
            self.between.insert(pair, list);
        }
        Ok(())
    }

    /// The nodes between two, ascending, with every pair of relationships.
    fn find(&mut self, walkers: &[Walker<'_>; 2], (start, end): (NodeId, NodeId)) -> Vec<Between> {
        let nodes = [start, end];
        let is_at_rest = walkers.iter().all(Walker::is_at_rest);
        let degrees = [0, 1].map(|side| walkers[side].degree(nodes[side]));
        let long = usize::from(degrees[1] > degrees[0]);
        let short = 1 - long;
        let is_known = self.neighbours[long].lists.contains_key(&nodes[long]);
        let near = self.neighbours[short].get(nodes[short], || sorted(&walkers[short], nodes[short]));
        if is_at_rest && !is_known && degrees[long] > LOPSIDED * degrees[short] {
            return sought(&near, &walkers[long], nodes[long], short == 0);
        }
        let far = self.neighbours[long].get(nodes[long], || sorted(&walkers[long], nodes[long]));
        if short == 0 { intersection(&near, &far) } else { intersection(&far, &near) }
    }
}

/// Whether each of the nodes fulfils the conditions; `None` where there are none.
fn fitting(run: &Run<'_>, intersect: &Intersect, nodes: Vec<NodeId>) -> Result<Option<Vec<bool>>, Diagnostic> {
    if intersect.conditions.is_empty() || nodes.is_empty() {
        return Ok(None);
    }
    let mut fits = vec![true; nodes.len()];
    let batch = Batch::new(nodes.len()).with(intersect.first.to, Column::from_nodes(nodes));
    let ask = |condition: &Expression| -> Result<Vec<u32>, Diagnostic> {
        super::filter::true_rows(&*run.evaluate(condition, &batch)?, condition)
    };
    for condition in &intersect.conditions {
        let mut holds = vec![false; fits.len()];
        ask(condition)?.into_iter().for_each(|row| holds[row as usize] = true);
        fits.iter_mut().zip(holds).for_each(|(fits, holds)| *fits &= holds);
    }
    Ok(Some(fits))
}

/// The neighbours of the one node that are neighbours of the other too, each sought there.
fn sought(near: &[Neighbour], walker: &Walker<'_>, node: NodeId, is_near_first: bool) -> Vec<Between> {
    let (mut found, mut nodes, mut relationships) = (Vec::new(), Vec::new(), Vec::new());
    for one in near {
        nodes.clear();
        relationships.clear();
        walker.append(node, Some(one.node), &[], &mut nodes, Some(&mut relationships));
        for &other in &relationships {
            let (first, second) = if is_near_first { (one.relationship, other) } else { (other, one.relationship) };
            found.push(Between { node: one.node, first, second });
        }
    }
    found
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
