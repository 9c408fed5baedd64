//! Aggregates of properties of all nodes with a label, from what the columns of a graph at rest come to.

use super::Rows;
use super::aggregate::AggregateRows;
use crate::diagnostic::Diagnostic;
use crate::exec::accumulator::{Accumulator, Argument};
use crate::exec::batch::{Batch, Column};
use crate::exec::run::Run;
use crate::graph::snapshot::{self, Snapshot, Values};
use crate::graph::{Graph, GraphRead};
use crate::plan::{Operator, Plan};
use crate::semantics::bound::{Aggregate, AggregateFunction, ExpressionKind};
use crate::value::{Date, NodeId};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

pub(super) struct KnownTotalsRows<'p> {
    /// Its input is the scan.
    pub plan: &'p Plan,
    pub aggregates: &'p [Aggregate],
    /// Goes through the scan where the columns do not tell.
    pub otherwise: AggregateRows<'p>,
    pub is_done: bool,
}

impl Rows for KnownTotalsRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if self.is_done {
            return Ok(None);
        }
        let graph = run.graph();
        let Some(accumulators) = known(self.aggregates, &self.plan.inputs[0], &graph)? else {
            return self.otherwise.next(run);
        };
        self.is_done = true;
        let mut row = Batch::new(1);
        for (aggregate, accumulator) in self.aggregates.iter().zip(accumulators) {
            row.set(aggregate.slot, accumulator.finish(1).map_err(|error| error.at(aggregate.span))?);
        }
        Ok(Some(row))
    }
}

/// The aggregates, if all are known.
fn known(aggregates: &[Aggregate], scan: &Plan, graph: &Graph) -> Result<Option<Vec<Accumulator>>, Diagnostic> {
    let (Some(snapshot), Operator::LabelScan { label, .. }) = (graph.snapshot(), &scan.operator) else {
        return Ok(None);
    };
    let Some(label) = graph.symbols().find_label(label) else { return Ok(None) };
    let ranges: Vec<Range<u32>> = snapshot.label_ranges(label).filter(|range| !range.is_empty()).collect();
    let mut accumulators = Vec::with_capacity(aggregates.len());
    for aggregate in aggregates {
        let mut accumulator = Accumulator::new(aggregate);
        for range in &ranges {
            let is_known = match aggregate.arguments.first().map(|argument| &argument.kind) {
                Some(ExpressionKind::Property { key, .. }) => {
                    let id = graph.symbols().find_key(key);
                    match id.and_then(|id| snapshot.node_column(NodeId(range.start), id)) {
                        Some((column, _)) => add(&mut accumulator, aggregate, column, range.len(), snapshot)?,
                        None => true,
                    }
                }
                _ => accumulator.add(&[], None, 1, range.len()).map(|()| true)?,
            };
            if !is_known {
                return Ok(None);
            }
        }
        accumulators.push(accumulator);
    }
    Ok(Some(accumulators))
}

/// Adds the values of a column of so many rows, and says whether it is known what they come to.
fn add(
    accumulator: &mut Accumulator,
    aggregate: &Aggregate,
    column: &snapshot::Column,
    rows: usize,
    snapshot: &Snapshot,
) -> Result<bool, Diagnostic> {
    if aggregate.function == AggregateFunction::Count {
        let count = column.present.as_ref().map_or(rows, |present| present.count());
        return accumulator.add(&[], None, 1, count).map(|()| true);
    }
    let Some(Some(totals)) = snapshot.sound(column.totals()) else { return Ok(false) };
    if matches!(column.values, Values::Integers(_)) {
        return Ok(accumulator.add_known(totals.clone()));
    }
    let is_extreme = matches!(aggregate.function, AggregateFunction::Minimum | AggregateFunction::Maximum);
    let ends = [totals.least, totals.greatest].map(Date::from_epoch_days);
    let (true, [Some(least), Some(greatest)]) = (is_extreme && totals.count > 0, ends) else {
        return Ok(is_extreme && totals.count == 0);
    };
    let ends = Argument::new(Arc::new(Column::from_dates(vec![least, greatest])));
    accumulator.add(&[Rc::new(ends)], None, 1, 2).map(|()| true)
}
