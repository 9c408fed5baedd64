//! Numbers of nodes and relationships that the graph knows.

use super::Rows;
use super::basic::Argument;
use super::scan::Scan;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::run::Run;
use crate::exec::walk::{Types, Walker};
use crate::graph::{Graph, GraphRead};
use crate::plan::{Expand, KnownCount, Operator, Plan};
use crate::value::Value;

pub(super) struct KnownCountRows<'p> {
    /// Its input is the scan, which is not run.
    pub plan: &'p Plan,
    /// Absent once the row has been given.
    pub count: Option<&'p KnownCount>,
}

impl Rows for KnownCountRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(KnownCount { step, slots }) = self.count.take() else { return Ok(None) };
        let scan = &self.plan.inputs[0];
        let count = match step {
            Some(step) => relationships(step, scan, &run.graph()),
            None => Scan::new(scan, Box::new(Argument(None))).count(run)?,
        };
        let mut row = Batch::new(1);
        slots.iter().for_each(|slot| row.set(*slot, Column::constant(Value::Integer(count as i64), 1)));
        Ok(Some(row))
    }
}

/// How many relationships lead from the nodes of a label, or from all nodes.
fn relationships(step: &Expand, scan: &Plan, graph: &Graph) -> usize {
    let types = Types::resolve(step.types.as_ref(), graph);
    let symbols = graph.symbols();
    let kinds = match &types {
        Types::Any => symbols.types().map(|(kind, _)| kind).collect(),
        Types::Of(kinds) => kinds.clone(),
    };
    let label = match &scan.operator {
        Operator::LabelScan { label, .. } => symbols.find_label(label),
        _ => return kinds.into_iter().map(|kind| graph.type_count(kind)).sum(),
    };
    match (label, graph.snapshot()) {
        (None, _) => 0,
        (Some(label), Some(snapshot)) => {
            kinds.into_iter().map(|kind| snapshot.type_count_at(kind, step.direction, label)).sum()
        }
        (Some(label), None) => {
            let walker = Walker::new(graph, step.direction, &types);
            graph.nodes_with_label(label).map(|node| walker.degree(node)).sum()
        }
    }
}
