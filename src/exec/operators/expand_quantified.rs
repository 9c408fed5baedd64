//! A path pattern repeated: every way, depth first, no relationship twice; or only the nodes that it leads to, breadth first.

use super::{Rows, drain, gather, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, ColumnBuilder};
use crate::exec::run::Run;
use crate::exec::walk::{self, Walked};
use crate::plan::{ExpandQuantified, Operator, Plan};
use crate::semantics::bound::Slot;
use crate::value::{NodeId, RelationshipId, Value};
use rustc_hash::FxHashSet;

pub(super) struct ExpandQuantifiedRows<'p> {
    plan: &'p Plan,
    expand: &'p ExpandQuantified,
    input: Box<dyn Rows + 'p>,
}

/// The walk so far.
#[derive(Clone, Default)]
struct Walk {
    relationships: Vec<RelationshipId>,
    /// For each of the groups its values, one for each repetition.
    groups: Vec<Vec<Value>>,
}

/// Rows found so far.
struct Found {
    rows: Vec<u32>,
    nodes: Vec<NodeId>,
    walks: Vec<Walk>,
}

impl Found {
    fn new() -> Self {
        Found { rows: Vec::new(), nodes: Vec::new(), walks: Vec::with_capacity(BATCH_ROWS) }
    }
}

impl<'p> ExpandQuantifiedRows<'p> {
    pub fn new(plan: &'p Plan, expand: &'p ExpandQuantified, input: Box<dyn Rows + 'p>) -> Self {
        Self { plan, expand, input }
    }

    /// Adds the walks from the node in a row, only those to `target` if there is one, until there are `most` rows.
    fn walks(
        &self,
        run: &Run<'_>,
        (batch, row): (&Batch, usize),
        target: Option<Option<NodeId>>,
        most: usize,
        found: &mut Found,
    ) -> Result<(), Diagnostic> {
        let expand = self.expand;
        let Some(from) = batch.column(expand.from).and_then(|column| column.node(row)) else { return Ok(()) };
        let walked = Walked::new(batch, &expand.different);
        let outer = batch.row(row);
        let start = Walk { relationships: Vec::new(), groups: vec![Vec::new(); expand.groups.len()] };
        let mut open_walks = vec![(from, 0_u64, start)];
        while let Some((node, repetitions, walk)) = open_walks.pop() {
            if repetitions >= expand.length.minimum && target.is_none_or(|target| target == Some(node)) {
                found.rows.push(row as u32);
                found.nodes.push(node);
                found.walks.push(walk.clone());
                if found.rows.len() >= most {
                    return Ok(());
                }
            }
            if expand.length.maximum.is_some_and(|most| repetitions >= most) {
                continue;
            }
            let argument = outer.clone().with(expand.inner_start, Column::from_nodes(vec![node]));
            let mut inner = open(&self.plan.inputs[1], &argument);
            for step in drain(&mut inner, run)?.into_iter().rev() {
                for step_row in (0..step.len()).rev() {
                    let mut next = walk.clone();
                    let before = next.relationships.len();
                    for &slot in &expand.inner_walked {
                        walk::relationships_of(&step.value(slot, step_row), &mut next.relationships);
                    }
                    let (old, new) = next.relationships.split_at(before);
                    let again = new.iter().any(|r| old.contains(r) || walked.contains(row, *r));
                    let reached = step.column(expand.inner_end).and_then(|column| column.node(step_row));
                    // A repetition without a relationship would go on for ever.
                    if let Some(reached) = reached.filter(|_| !again && !new.is_empty()) {
                        for (group, (inside, _)) in next.groups.iter_mut().zip(&expand.groups) {
                            group.push(match *inside == expand.inner_start {
                                true => Value::Node(node),
                                false => step.value(*inside, step_row),
                            });
                        }
                        open_walks.push((reached, repetitions + 1, next));
                    }
                }
            }
        }
        Ok(())
    }
}

impl ExpandQuantifiedRows<'_> {
    /// The nodes that can be reached from the node in a row, each once: every node is gone on from once at each step of the
    /// repetition. The start is reached again only by a walk, which is looked for by itself.
    fn reach(
        &self,
        run: &Run<'_>,
        (batch, row): (&Batch, usize),
        ends: &[(Slot, Slot)],
    ) -> Result<Vec<NodeId>, Diagnostic> {
        let expand = self.expand;
        let Some(start) = batch.column(expand.from).and_then(|column| column.node(row)) else { return Ok(Vec::new()) };
        let mut seen: Vec<FxHashSet<NodeId>> = vec![FxHashSet::default(); ends.len()];
        seen.last_mut().map(|seen| seen.insert(start));
        let (mut reached, mut frontier) = (Vec::new(), vec![start]);
        for _ in 0..expand.length.maximum.unwrap_or(u64::MAX) {
            for ((step, (from, to)), seen) in self.plan.inputs[2..].iter().zip(ends).zip(&mut seen) {
                let mut argument = batch.gather_slots(&vec![row as u32; frontier.len()], argument_slots(step));
                argument.set(*from, Column::from_nodes(std::mem::take(&mut frontier)));
                let mut rows = open(step, &argument);
                while let Some(rows) = run.next(&mut rows)? {
                    let nodes = rows.column(*to).and_then(|column| column.nodes()).unwrap_or_default();
                    frontier.extend(nodes.iter().copied().filter(|node| seen.insert(*node)));
                }
                run.hold(16 * frontier.len())?;
            }
            if frontier.is_empty() {
                break;
            }
            reached.extend_from_slice(&frontier);
        }
        let mut back = Found::new();
        if expand.length.minimum > 0 {
            self.walks(run, (batch, row), Some(Some(start)), 1, &mut back)?;
        }
        if expand.length.minimum == 0 || !back.rows.is_empty() {
            reached.push(start);
        }
        Ok(reached)
    }

    /// The rows that end at the nodes reached from those of a batch.
    fn reached(&self, run: &Run<'_>, batch: &Batch, ends: &[(Slot, Slot)]) -> Result<Batch, Diagnostic> {
        let (mut rows, mut nodes) = (Vec::new(), Vec::new());
        for row in 0..batch.len() {
            nodes.extend(self.reach(run, (batch, row), ends)?);
            rows.resize(nodes.len(), row as u32);
        }
        Ok(gather(self.plan, batch, &rows).with(self.expand.to, Column::from_nodes(nodes)))
    }
}

/// The slots of the row around it that a step reads.
fn argument_slots(plan: &Plan) -> &[Slot] {
    match &plan.operator {
        Operator::Argument { slots } => slots,
        _ => plan.inputs.first().map_or(&[], argument_slots),
    }
}

impl Rows for ExpandQuantifiedRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        if let Some(ends) = &self.expand.reach {
            return self.reached(run, &batch, ends).map(Some);
        }
        let mut found = Found::new();
        for row in 0..batch.len() {
            let target = batch.column(self.expand.to).filter(|_| self.expand.into).map(|column| column.node(row));
            self.walks(run, (&batch, row), target, usize::MAX, &mut found)?;
        }
        let mut output = gather(self.plan, &batch, &found.rows);
        if !self.expand.into {
            output.set(self.expand.to, Column::from_nodes(found.nodes));
        }
        for (number, (_, outside)) in self.expand.groups.iter().enumerate() {
            let mut lists = ColumnBuilder::with_capacity(found.walks.len());
            found.walks.iter().for_each(|walk| lists.push(Value::list(walk.groups[number].clone())));
            output.set(*outside, lists.finish());
        }
        let mut lists = ColumnBuilder::with_capacity(found.walks.len());
        found.walks.into_iter().for_each(|walk| lists.push(walk::list_of(walk.relationships)));
        output.set(self.expand.walked, lists.finish());
        Ok(Some(output))
    }
}
