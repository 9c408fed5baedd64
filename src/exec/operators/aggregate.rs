//! One row for each group.

use super::Rows;
use crate::diagnostic::Diagnostic;
use crate::exec::accumulator::Accumulator;
use crate::exec::batch::{Batch, ColumnBuilder};
use crate::exec::group::Grouper;
use crate::exec::run::Run;
use crate::semantics::bound::{Aggregate, ExpressionKind, Item, Slot};

pub(super) struct AggregateRows<'p> {
    pub keys: &'p [Item],
    pub aggregates: &'p [Aggregate],
    pub input: Option<Box<dyn Rows + 'p>>,
}

impl Rows for AggregateRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut input) = self.input.take() else { return Ok(None) };
        let mut groups = Groups::new(self.keys, self.aggregates);
        while let Some(batch) = run.next(&mut input)? {
            let before = groups.count;
            groups.add(&batch, run)?;
            run.hold(64 * (groups.count - before))?;
        }
        groups.finish().map(Some)
    }
}

/// So many groups are worth going on.
const ENOUGH: usize = 8192;

/// Groups that go on as soon as the node that they belong to is done with: few are remembered at a time.
pub(super) struct AggregateRuns<'p> {
    node: Slot,
    keys: &'p [Item],
    aggregates: &'p [Aggregate],
    input: Option<Box<dyn Rows + 'p>>,
    groups: Groups<'p>,
}

impl<'p> AggregateRuns<'p> {
    pub fn new(node: Slot, keys: &'p [Item], aggregates: &'p [Aggregate], input: Box<dyn Rows + 'p>) -> Self {
        let is_node = |key: &Item, node| matches!(key.expression.kind, ExpressionKind::Slot(slot) if slot == node);
        let mut groups = Groups::new(keys, aggregates);
        if keys.len() == 2 && is_node(&keys[0], node) {
            groups.grouper = Grouper::of_runs();
        }
        Self { node, keys, aggregates, input: Some(input), groups }
    }

    /// The groups so far; the runs that they come from have ended.
    fn take(&mut self) -> Result<Batch, Diagnostic> {
        let mut groups = Groups::new(self.keys, self.aggregates);
        std::mem::swap(&mut groups.grouper, &mut self.groups.grouper);
        groups.grouper.restart();
        std::mem::replace(&mut self.groups, groups).finish()
    }

    /// Where the rows of the last node in the batch begin.
    fn last_run(&self, batch: &Batch) -> usize {
        let Some(nodes) = batch.column(self.node) else { return 0 };
        let last = nodes.node(batch.len() - 1);
        (0..batch.len()).rev().take_while(|&row| nodes.node(row) == last).last().unwrap_or(0)
    }
}

impl Rows for AggregateRuns<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut input) = self.input.take() else { return Ok(None) };
        while let Some(batch) = run.next(&mut input)? {
            let start = match self.groups.count >= ENOUGH && !batch.is_empty() {
                true => self.last_run(&batch),
                false => 0,
            };
            if start == 0 {
                self.groups.add(&batch, run)?;
                continue;
            }
            let rows: Vec<u32> = (0..batch.len() as u32).collect();
            self.groups.add(&batch.gather(&rows[..start]), run)?;
            let output = self.take()?;
            self.groups.add(&batch.gather(&rows[start..]), run)?;
            self.input = Some(input);
            return Ok(Some(output));
        }
        self.take().map(Some)
    }
}

/// Groups under way.
struct Groups<'p> {
    items: &'p [Item],
    aggregates: &'p [Aggregate],
    grouper: Grouper,
    keys: Vec<ColumnBuilder>,
    accumulators: Vec<Accumulator>,
    count: usize,
}

impl<'p> Groups<'p> {
    fn new(items: &'p [Item], aggregates: &'p [Aggregate]) -> Self {
        Self {
            items,
            aggregates,
            grouper: Grouper::new(),
            keys: items.iter().map(|_| ColumnBuilder::new()).collect(),
            accumulators: aggregates.iter().map(Accumulator::new).collect(),
            count: if items.is_empty() { 1 } else { 0 },
        }
    }

    fn add(&mut self, batch: &Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
        if batch.is_empty() {
            return Ok(());
        }
        let groups = if self.items.is_empty() {
            None
        } else {
            let columns: Result<Vec<_>, _> =
                self.items.iter().map(|key| run.evaluate(&key.expression, batch)).collect();
            let columns = columns?;
            let groups = self.grouper.groups(&columns, batch.len());
            let mut new = Vec::new();
            for (row, &group) in groups.iter().enumerate() {
                if group as usize >= self.count {
                    self.count = group as usize + 1;
                    new.push(row as u32);
                }
            }
            for (key, column) in self.keys.iter_mut().zip(&columns).filter(|_| !new.is_empty()) {
                key.append(&column.gather(&new));
            }
            Some(groups)
        };
        for (accumulator, aggregate) in self.accumulators.iter_mut().zip(self.aggregates) {
            let arguments: Result<Vec<_>, _> =
                aggregate.arguments.iter().map(|argument| run.evaluate(argument, batch)).collect();
            accumulator
                .add(&arguments?, groups.as_deref(), self.count, batch.len())
                .map_err(|error| error.at(aggregate.span))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<Batch, Diagnostic> {
        let mut output = Batch::new(self.count);
        for (item, key) in self.items.iter().zip(self.keys) {
            output.set(item.slot, key.finish());
        }
        for (aggregate, accumulator) in self.aggregates.iter().zip(self.accumulators) {
            output.set(aggregate.slot, accumulator.finish(self.count).map_err(|error| error.at(aggregate.span))?);
        }
        Ok(output)
    }
}
