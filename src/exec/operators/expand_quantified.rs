//! A path pattern repeated: every way, depth first, no relationship twice.

use super::{Rows, drain, gather, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, ColumnBuilder};
use crate::exec::run::Run;
use crate::exec::walk::{self, Walked};
use crate::plan::{ExpandQuantified, Plan};
use crate::value::{NodeId, RelationshipId, Value};

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

impl<'p> ExpandQuantifiedRows<'p> {
    pub fn new(plan: &'p Plan, expand: &'p ExpandQuantified, input: Box<dyn Rows + 'p>) -> Self {
        Self { plan, expand, input }
    }

    fn walks(&self, run: &Run<'_>, batch: &Batch, row: usize, found: &mut Found) -> Result<(), Diagnostic> {
        let expand = self.expand;
        let Some(from) = batch.column(expand.from).and_then(|column| column.node(row)) else { return Ok(()) };
        let target = batch.column(expand.to).filter(|_| expand.into).map(|column| column.node(row));
        let walked = Walked::new(batch, &expand.different);
        let outer = batch.row(row);
        let start = Walk { relationships: Vec::new(), groups: vec![Vec::new(); expand.groups.len()] };
        let mut open_walks = vec![(from, 0_u64, start)];
        while let Some((node, repetitions, walk)) = open_walks.pop() {
            if repetitions >= expand.length.minimum && target.is_none_or(|target| target == Some(node)) {
                found.rows.push(row as u32);
                found.nodes.push(node);
                found.walks.push(walk.clone());
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

impl Rows for ExpandQuantifiedRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let mut found = Found { rows: Vec::new(), nodes: Vec::new(), walks: Vec::with_capacity(BATCH_ROWS) };
        for row in 0..batch.len() {
            self.walks(run, &batch, row, &mut found)?;
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
