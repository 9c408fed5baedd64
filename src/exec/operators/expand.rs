//! One relationship further; the ends of a relationship that is bound already.

use super::{Rows, UnderWay, gather, is_live};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::exec::fitting::fitting_rows;
use crate::exec::run::Run;
use crate::exec::walk::{self, AHEAD, Types, Walked, Walker};
use crate::graph::{Direction, Graph, GraphRead};
use crate::plan::{Ends, Expand, Plan};
use crate::value::{NodeId, RelationshipId};
use std::sync::Arc;

/// So many neighbours of one node at a time, at most, so that what is made of them stays in the cache.
const PIECE: usize = if cfg!(test) { 40 } else { 2 * BATCH_ROWS };

pub(super) struct ExpandRows<'p> {
    plan: &'p Plan,
    expand: &'p Expand,
    input: UnderWay<'p>,
    /// How many neighbours of the row under way went out.
    given: usize,
}

impl<'p> ExpandRows<'p> {
    pub fn new(plan: &'p Plan, expand: &'p Expand, input: Box<dyn Rows + 'p>) -> Self {
        Self { plan, expand, input: UnderWay::new(input), given: 0 }
    }
}

/// Expands rows from `row` on until there are enough; gives them and the next row. Of the first row so many neighbours were
/// given before, and of the next one so many are then.
fn expanded(
    plan: &Plan,
    expand: &Expand,
    run: &Run<'_>,
    batch: &Batch,
    mut row: usize,
    given: &mut usize,
) -> Result<(Batch, usize), Diagnostic> {
    let Expand { from, relationship, to, into, direction, types, different, fitting: asked } = expand;
    let graph = run.graph();
    let types = Types::resolve(types.as_ref(), &graph);
    let walker = Walker::new(&graph, *direction, &types);
    let fitting = match asked {
        Some(asked) => run.fitting(plan, asked, &types, 0)?,
        None => None,
    };
    let asked_here = asked.as_ref().filter(|_| fitting.is_none());
    let walked = Walked::new(batch, different);
    let is_relationship_live = is_live(plan, *relationship);
    let is_relationship_read = is_relationship_live || asked_here.is_some();
    let (mut rows, mut nodes, mut relationships) = (Vec::new(), Vec::new(), Vec::new());
    let (from, to_column) = (batch.column(*from), batch.column(*to));
    let starts = from.and_then(|column| column.nodes()).unwrap_or_default();
    let sliced = walker.only_rows().filter(|_| !into && different.is_empty());
    let first = row;
    while row < batch.len() && rows.len() < BATCH_ROWS {
        if (row - first).is_multiple_of(AHEAD) {
            let ahead = starts.get(row..starts.len().min(row + AHEAD)).unwrap_or_default();
            walker.look_ahead(ahead, is_relationship_read || asked.is_some() || !different.is_empty());
        }
        let node = |column: Option<&Arc<Column>>| column.and_then(|column| column.node(row));
        let target = if *into { node(to_column) } else { None };
        if let Some(node) = node(from)
            && (target.is_some() || !*into)
        {
            let relationships = is_relationship_read.then_some(&mut relationships);
            if let Some(csr) = sliced {
                let all = csr.range(node);
                let piece = all.start + *given..all.end.min(all.start + *given + PIECE);
                let is_last = piece.end == all.end;
                *given = if is_last { 0 } else { *given + piece.len() };
                walk::append_slice(csr, piece, fitting.as_deref(), &mut nodes, relationships);
                rows.resize(nodes.len(), row as u32);
                if is_last {
                    row += 1;
                    continue;
                }
                break;
            }
            match &fitting {
                Some(all) => walker.append_fitting(node, target, &walked.of(row), all, &mut nodes, relationships),
                None => walker.append(node, target, &walked.of(row), &mut nodes, relationships),
            }
            rows.resize(nodes.len(), row as u32);
        }
        row += 1;
    }
    if let Some(asked) = asked_here {
        run.fitting(plan, asked, &types, relationships.len())?;
        let fitting = fitting_rows(asked, Column::from_relationships(relationships.clone()), run)?;
        keep(&mut rows, &fitting);
        keep(&mut nodes, &fitting);
        keep(&mut relationships, &fitting);
    }
    let mut output = gather(plan, batch, &rows);
    if is_relationship_live {
        output.set(*relationship, Column::from_relationships(relationships));
    }
    if !*into && is_live(plan, *to) {
        output.set(*to, Column::from_nodes(nodes));
    }
    Ok((output, row))
}

/// Only the entries of these rows, which ascend.
fn keep<T: Copy>(entries: &mut Vec<T>, rows: &[u32]) {
    for (place, row) in rows.iter().enumerate() {
        entries[place] = entries[*row as usize];
    }
    entries.truncate(rows.len());
}

impl Rows for ExpandRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let (plan, expand, given) = (self.plan, self.expand, &mut self.given);
        self.input.next(run, |batch, row| expanded(plan, expand, run, batch, row, given))
    }
}

pub(super) struct EndsRows<'p> {
    pub plan: &'p Plan,
    pub ends: &'p Ends,
    pub input: Box<dyn Rows + 'p>,
}

impl EndsRows<'_> {
    /// Both ways in which a chain of relationships may be walked: from node, to node.
    fn ways(&self, graph: &Graph, chain: &[RelationshipId]) -> Vec<(NodeId, NodeId)> {
        let Some(first) = chain.first() else { return Vec::new() };
        let (start, end) = graph.endpoints(*first);
        let mut starts = match self.ends.direction {
            Direction::Outgoing => vec![start],
            Direction::Incoming => vec![end],
            Direction::Both => vec![start, end],
        };
        starts.dedup();
        let follow = |from: NodeId| {
            let last = chain.iter().try_fold(from, |node, relationship| {
                let (start, end) = graph.endpoints(*relationship);
                match self.ends.direction {
                    Direction::Outgoing => (start == node).then_some(end),
                    Direction::Incoming => (end == node).then_some(start),
                    Direction::Both if start == node => Some(end),
                    Direction::Both => (end == node).then_some(start),
                }
            });
            last.map(|to| (from, to))
        };
        starts.into_iter().filter_map(follow).collect()
    }
}

impl Rows for EndsRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let graph = run.graph();
        let ends = self.ends;
        let types = Types::resolve(ends.types.as_ref(), &graph);
        let walked = Walked::new(&batch, &ends.different);
        let (mut rows, mut froms, mut tos) = (Vec::new(), Vec::new(), Vec::new());
        for row in 0..batch.len() {
            let mut chain = Vec::new();
            walk::relationships_of(&batch.value(ends.relationship, row), &mut chain);
            let fits = ends.length.is_none_or(|length| {
                chain.len() as u64 >= length.minimum && length.maximum.is_none_or(|most| chain.len() as u64 <= most)
            });
            if !fits || chain.iter().any(|r| !types.holds(&graph, *r) || walked.contains(row, *r)) {
                continue;
            }
            if chain.is_empty() {
                // An empty list leads from a node to itself; without a bound node there is nowhere to start.
                let bound = batch.column(if ends.from_bound { ends.from } else { ends.to });
                if let Some(node) = bound.and_then(|column| column.node(row)).filter(|_| ends.length.is_some()) {
                    rows.push(row as u32);
                    froms.push(node);
                    tos.push(node);
                }
                continue;
            }
            for (from, to) in self.ways(&graph, &chain) {
                let is = |bound: bool, slot, node| {
                    !bound || batch.column(slot).and_then(|column| column.node(row)) == Some(node)
                };
                let is_loop = ends.from != ends.to || from == to;
                if is_loop && is(ends.from_bound, ends.from, from) && is(ends.to_bound, ends.to, to) {
                    rows.push(row as u32);
                    froms.push(from);
                    tos.push(to);
                }
            }
        }
        let mut output = gather(self.plan, &batch, &rows);
        if !ends.from_bound {
            output.set(ends.from, Column::from_nodes(froms));
        }
        if !ends.to_bound {
            output.set(ends.to, Column::from_nodes(tos));
        }
        Ok(Some(output))
    }
}
