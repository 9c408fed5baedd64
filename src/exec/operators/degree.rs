//! How many relationships each row's node has, without visiting them.

use super::Rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::fitting::fitting_rows;
use crate::exec::run::Run;
use crate::exec::walk::{Types, Walked, Walker};
use crate::plan::{Degree, Plan};
use crate::value::NodeId;
use smallvec::SmallVec;

pub(super) struct DegreeRows<'p> {
    pub plan: &'p Plan,
    pub degree: &'p Degree,
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for DegreeRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut batch) = run.next(&mut self.input)? else { return Ok(None) };
        let Degree { from, direction, types, different, fitting: asked, other_than, slot } = self.degree;
        let graph = run.graph();
        let types = Types::resolve(types.as_ref(), &graph);
        let walker = Walker::new(&graph, *direction, &types);
        let walked = Walked::new(&batch, different);
        let nodes = batch.column(*from).cloned();
        if let Some(asked) = asked {
            let node_of = |row| nodes.as_ref().and_then(|column| column.node(row));
            let degrees = match run.fitting(self.plan, asked, &types, 0)? {
                Some(all) => {
                    let degree =
                        |row| node_of(row).map_or(0, |node| walker.degree_fitting(node, &walked.of(row), &all));
                    (0..batch.len()).map(|row| degree(row) as i64).collect()
                }
                None => {
                    let (mut rows, mut ends, mut relationships) = (Vec::new(), Vec::new(), Vec::new());
                    for row in 0..batch.len() {
                        if let Some(node) = node_of(row) {
                            walker.append(node, None, &walked.of(row), &mut ends, Some(&mut relationships));
                            rows.resize(ends.len(), row);
                        }
                    }
                    run.fitting(self.plan, asked, &types, rows.len())?;
                    let mut degrees = vec![0; batch.len()];
                    let fitting = fitting_rows(asked, Column::from_relationships(relationships), run)?;
                    fitting.into_iter().for_each(|place| degrees[rows[place as usize]] += 1);
                    degrees
                }
            };
            batch.set(*slot, Column::from_integers(degrees));
            return Ok(Some(batch));
        }
        let others: Vec<_> = other_than.iter().map(|slot| batch.column(*slot).cloned()).collect();
        if let Some(nodes) = nodes.as_ref().and_then(|column| column.nodes().filter(|_| column.nulls().is_none()))
            && different.is_empty()
            && other_than.is_empty()
        {
            let degrees = nodes.iter().map(|node| walker.degree(*node) as i64).collect();
            batch.set(*slot, Column::from_integers(degrees));
            return Ok(Some(batch));
        }
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
