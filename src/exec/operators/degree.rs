//! How many relationships each row's node has, without visiting them.

use super::Rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::run::Run;
use crate::exec::walk::{Types, Walked, Walker};
use crate::plan::Degree;
use crate::value::NodeId;
use smallvec::SmallVec;

pub(super) struct DegreeRows<'p> {
    pub degree: &'p Degree,
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for DegreeRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut batch) = run.next(&mut self.input)? else { return Ok(None) };
        let Degree { from, direction, types, different, other_than, slot } = self.degree;
        let graph = run.graph();
        let types = Types::resolve(types.as_ref(), &graph);
        let walker = Walker::new(&graph, *direction, &types);
        let walked = Walked::new(&batch, different);
        let nodes = batch.column(*from).cloned();
        let others: Vec<_> = other_than.iter().map(|slot| batch.column(*slot).cloned()).collect();
        let mut degrees = Vec::with_capacity(batch.len());
        for row in 0..batch.len() {
            let Some(node) = nodes.as_ref().and_then(|column| column.node(row)) else {
                degrees.push(0);
                continue;
            };
            // A node that is not there differs from none: the comparison is null.
            let left_out: Option<SmallVec<[NodeId; 4]>> =
                others.iter().map(|column| column.as_ref().and_then(|column| column.node(row))).collect();
            degrees.push(left_out.map_or(0, |left_out| walker.degree_without(node, &left_out, &walked.of(row)) as i64));
        }
        batch.set(*slot, Column::from_integers(degrees));
        Ok(Some(batch))
    }
}
