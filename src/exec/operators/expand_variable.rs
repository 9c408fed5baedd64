//! Several relationships further: every path, depth first, no relationship twice.

use super::filter::fulfilling;
use super::{Rows, UnderWay, gather, is_live};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, ColumnBuilder};
use crate::exec::context::RunningStatement;
use crate::exec::run::Run;
use crate::exec::walk::{self, Types, Walked, Walker};
use crate::graph::{Graph, GraphRead, Neighbour};
use crate::plan::{ExpandVariable, Plan};
use crate::value::{NodeId, RelationshipId};
use rustc_hash::FxHashSet;

pub(super) struct ExpandVariableRows<'p> {
    plan: &'p Plan,
    expand: &'p ExpandVariable,
    input: UnderWay<'p>,
    walk: Walk<'p>,
}

/// The walk from the current row.
struct Walk<'p> {
    plan: &'p Plan,
    expand: &'p ExpandVariable,
    /// At each depth the neighbours that are still to be tried.
    stack: Vec<Vec<Neighbour>>,
    /// The relationships of the walk.
    path: Vec<RelationshipId>,
    /// Whether it has begun.
    begun: bool,
}

/// Rows found so far.
#[derive(Default)]
struct Found {
    rows: Vec<u32>,
    nodes: Vec<NodeId>,
    lists: ColumnBuilder,
}

impl<'p> ExpandVariableRows<'p> {
    pub fn new(plan: &'p Plan, expand: &'p ExpandVariable, input: Box<dyn Rows + 'p>) -> Self {
        let walk = Walk { plan, expand, stack: Vec::new(), path: Vec::new(), begun: false };
        Self { plan, expand, input: UnderWay::new(input), walk }
    }
}

impl Walk<'_> {
    /// Goes on from where the walk stands until there are enough rows or none are left.
    fn advance(&mut self, run: &Run<'_>, batch: &Batch, first: usize) -> Result<(Found, usize), Diagnostic> {
        let expand = self.expand;
        let types = {
            let graph = run.graph();
            Types::resolve(expand.types.as_ref(), &graph)
        };
        let walked = Walked::new(batch, &expand.different);
        let maximum = expand.length.maximum.map_or(usize::MAX, |most| most as usize);
        let minimum = expand.length.minimum as usize;
        let needs_list = is_live(self.plan, expand.relationships);
        let mut found = Found::default();
        let mut row = first;
        let mut steps = 0_u32;
        while row < batch.len() && found.rows.len() < BATCH_ROWS {
            let from = batch.column(expand.from).and_then(|column| column.node(row));
            let target = match expand.into {
                true => batch.column(expand.to).and_then(|column| column.node(row)),
                false => None,
            };
            let Some(from) = from.filter(|_| target.is_some() || !expand.into) else {
                row += 1;
                continue;
            };
            let keep = |node: NodeId, path: &[RelationshipId], found: &mut Found| {
                if path.len() >= minimum && target.is_none_or(|target| target == node) {
                    found.rows.push(row as u32);
                    found.nodes.push(node);
                    if needs_list {
                        let mut list = path.to_vec();
                        if expand.reversed {
                            list.reverse();
                        }
                        found.lists.push(walk::list_of(list));
                    }
                }
            };
            if !self.begun {
                self.begun = true;
                self.path.clear();
                self.stack.clear();
                if run.graph().has_node(from) {
                    keep(from, &[], &mut found);
                    if maximum > 0 {
                        self.stack.push(self.neighbours(run, batch, row, from, &types, &walked)?);
                    }
                }
            }
            while let Some(open) = self.stack.last_mut() {
                let Some(next) = open.pop() else {
                    self.stack.pop();
                    self.path.pop();
                    continue;
                };
                steps = steps.wrapping_add(1);
                if steps.is_multiple_of(4096) {
                    run.check()?;
                }
                if self.path.contains(&next.relationship) {
                    continue;
                }
                self.path.push(next.relationship);
                keep(next.node, &self.path, &mut found);
                if self.path.len() < maximum {
                    self.stack.push(self.neighbours(run, batch, row, next.node, &types, &walked)?);
                } else {
                    self.path.pop();
                }
                if found.rows.len() >= BATCH_ROWS {
                    return Ok((found, row));
                }
            }
            self.begun = false;
            row += 1;
        }
        Ok((found, row))
    }

    fn neighbours(
        &self,
        run: &Run<'_>,
        batch: &Batch,
        row: usize,
        node: NodeId,
        types: &Types,
        walked: &Walked,
    ) -> Result<Vec<Neighbour>, Diagnostic> {
        let graph = run.graph();
        let graph: &Graph = &graph;
        let mut found = Vec::new();
        Walker::new(graph, self.expand.direction, types).each(node, |neighbour| {
            if walked.is_empty() || !walked.contains(row, neighbour.relationship) {
                found.push(neighbour);
            }
        });
        found.reverse();
        match &self.expand.condition {
            Some(condition) => {
                let walked = found.iter().map(|neighbour| neighbour.relationship).collect();
                let place = (self.expand.each, Column::from_relationships(walked));
                fulfilling(run, (batch, row), found, place, condition)
            }
            None => Ok(found),
        }
    }
}

/// The nodes that can be reached, each once for each row, breadth first.
///
/// The first way found to another node never repeats a relationship, so that this finds what all walks find. The start
/// is reached again only over a cycle, which is looked for by itself.
fn reach(expand: &ExpandVariable, run: &Run<'_>, batch: &Batch, first: usize) -> Result<(Found, usize), Diagnostic> {
    let graph = run.graph();
    let types = Types::resolve(expand.types.as_ref(), &graph);
    let walker = Walker::new(&graph, expand.direction, &types);
    let maximum = expand.length.maximum.unwrap_or(u64::MAX);
    let mut found = Found::default();
    let mut row = first;
    while row < batch.len() && found.rows.len() < BATCH_ROWS {
        let start = batch.column(expand.from).and_then(|column| column.node(row));
        if let Some(start) = start.filter(|start| graph.has_node(*start)) {
            let mut seen: FxHashSet<NodeId> = [start].into_iter().collect();
            let mut frontier = vec![start];
            let before = found.nodes.len();
            for _ in 0..maximum {
                run.check()?;
                let mut next = Vec::new();
                for node in frontier {
                    walker.each(node, |neighbour| {
                        if seen.insert(neighbour.node) {
                            next.push(neighbour.node);
                        }
                    });
                }
                found.nodes.extend_from_slice(&next);
                frontier = next;
                if frontier.is_empty() {
                    break;
                }
            }
            if expand.length.minimum == 0 || returns(&walker, start, maximum) {
                found.nodes.push(start);
            }
            found.rows.extend(std::iter::repeat_n(row as u32, found.nodes.len() - before));
        }
        row += 1;
    }
    Ok((found, row))
}

/// Whether a walk of at most `most` relationships leads from a node back to it, none of them twice.
fn returns(walker: &Walker<'_>, start: NodeId, most: u64) -> bool {
    let mut firsts = Vec::new();
    walker.each(start, |neighbour| firsts.push(neighbour));
    firsts.iter().any(|first| {
        if first.node == start {
            return most > 0;
        }
        let mut seen: FxHashSet<NodeId> = [first.node].into_iter().collect();
        let mut frontier = vec![first.node];
        let mut left = most.saturating_sub(1);
        while left > 0 && !frontier.is_empty() {
            let (mut next, mut is_back) = (Vec::new(), false);
            for node in frontier {
                walker.each(node, |neighbour| {
                    if neighbour.relationship != first.relationship {
                        is_back = is_back || neighbour.node == start;
                        if seen.insert(neighbour.node) {
                            next.push(neighbour.node);
                        }
                    }
                });
            }
            if is_back {
                return true;
            }
            frontier = next;
            left -= 1;
        }
        false
    })
}

impl Rows for ExpandVariableRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let (plan, expand, walk) = (self.plan, self.expand, &mut self.walk);
        self.input.next(run, |batch, row| {
            let (found, next) = match expand.reach {
                true => reach(expand, run, batch, row)?,
                false => walk.advance(run, batch, row)?,
            };
            let mut output = gather(plan, batch, &found.rows);
            if is_live(plan, expand.relationships) {
                output.set(expand.relationships, found.lists.finish());
            }
            if !expand.into {
                output.set(expand.to, Column::from_nodes(found.nodes));
            }
            Ok((output, next))
        })
    }
}
