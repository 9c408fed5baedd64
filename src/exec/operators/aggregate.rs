//! One row for each group.

use super::Rows;
use crate::diagnostic::Diagnostic;
use crate::exec::accumulator::Accumulator;
use crate::exec::batch::{Batch, ColumnBuilder};
use crate::exec::group::Grouper;
use crate::exec::run::Run;
use crate::semantics::bound::{Aggregate, Item};

pub(super) struct AggregateRows<'p> {
    pub keys: &'p [Item],
    pub aggregates: &'p [Aggregate],
    pub input: Option<Box<dyn Rows + 'p>>,
}

impl Rows for AggregateRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut input) = self.input.take() else { return Ok(None) };
        let mut grouper = Grouper::new();
        let mut keys: Vec<ColumnBuilder> = self.keys.iter().map(|_| ColumnBuilder::new()).collect();
        let mut accumulators: Vec<Accumulator> = self.aggregates.iter().map(Accumulator::new).collect();
        let mut count = if self.keys.is_empty() { 1 } else { 0 };
        while let Some(batch) = run.next(&mut input)? {
            if batch.is_empty() {
                continue;
            }
            let groups = if self.keys.is_empty() {
                None
            } else {
                let columns: Result<Vec<_>, _> =
                    self.keys.iter().map(|key| run.evaluate(&key.expression, &batch)).collect();
                let columns = columns?;
                let groups = grouper.groups(&columns, batch.len());
                let before = count;
                for (row, &group) in groups.iter().enumerate() {
                    if group as usize >= count {
                        count = group as usize + 1;
                        keys.iter_mut().zip(&columns).for_each(|(key, column)| key.push(column.value(row)));
                    }
                }
                run.hold(64 * (count - before))?;
                Some(groups)
            };
            for (accumulator, aggregate) in accumulators.iter_mut().zip(self.aggregates) {
                let arguments: Result<Vec<_>, _> =
                    aggregate.arguments.iter().map(|argument| run.evaluate(argument, &batch)).collect();
                accumulator
                    .add(&arguments?, groups.as_deref(), count, batch.len())
                    .map_err(|error| error.at(aggregate.span))?;
            }
        }
        let mut output = Batch::new(count);
        for (item, key) in self.keys.iter().zip(keys) {
            output.set(item.slot, key.finish());
        }
        for (aggregate, accumulator) in self.aggregates.iter().zip(accumulators) {
            output.set(aggregate.slot, accumulator.finish(count).map_err(|error| error.at(aggregate.span))?);
        }
        Ok(Some(output))
    }
}
