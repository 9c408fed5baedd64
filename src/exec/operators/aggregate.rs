//! One row for each group.

use super::{Rows, parts};
use crate::diagnostic::Diagnostic;
use crate::exec::accumulator::{Accumulator, Argument};
use crate::exec::batch::{Batch, Column, ColumnBuilder};
use crate::exec::group::Grouper;
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::{Aggregate, Expression, ExpressionKind, Item, Slot};
use std::rc::Rc;
use std::sync::Arc;

pub(super) struct AggregateRows<'p> {
    /// What gives the input.
    pub plan: &'p Plan,
    pub keys: &'p [Item],
    pub aggregates: &'p [Aggregate],
    pub input: Option<Box<dyn Rows + 'p>>,
}

impl Rows for AggregateRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut input) = self.input.take() else { return Ok(None) };
        if let Some(groups) = parts::aggregate(self.plan, self.keys, self.aggregates, run)? {
            run.hold(64 * groups.count)?;
            return groups.finish().map(Some);
        }
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

/// For each argument, in order, the place of the first that reads the same property of the same variable, or its own.
fn first_same(aggregates: &[Aggregate]) -> Vec<usize> {
    let arguments: Vec<&Expression> = aggregates.iter().flat_map(|aggregate| &aggregate.arguments).collect();
    let property = |place: usize| match &arguments[place].kind {
        ExpressionKind::Property { of, key } => match of.kind {
            ExpressionKind::Slot(slot) => Some((slot, key)),
            _ => None,
        },
        _ => None,
    };
    let is_same = |one: usize, other: usize| property(one).is_some_and(|found| Some(found) == property(other));
    (0..arguments.len()).map(|place| (0..place).find(|other| is_same(place, *other)).unwrap_or(place)).collect()
}

/// Groups under way.
pub(super) struct Groups<'p> {
    items: &'p [Item],
    aggregates: &'p [Aggregate],
    grouper: Grouper,
    keys: Vec<ColumnBuilder>,
    accumulators: Vec<Accumulator>,
    /// For each argument of the aggregates one after the other, the first that is the same.
    same: Vec<usize>,
    count: usize,
}

impl<'p> Groups<'p> {
    pub fn new(items: &'p [Item], aggregates: &'p [Aggregate]) -> Self {
        Self {
            items,
            aggregates,
            grouper: Grouper::new(),
            keys: items.iter().map(|_| ColumnBuilder::new()).collect(),
            accumulators: aggregates.iter().map(Accumulator::new).collect(),
            same: first_same(aggregates),
            count: if items.is_empty() { 1 } else { 0 },
        }
    }

    /// How many groups there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Adds the rows of a batch.
    pub fn add(&mut self, batch: &Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
        if batch.is_empty() {
            return Ok(());
        }
        let groups = if self.items.is_empty() {
            None
        } else {
            let columns: Result<Vec<_>, _> =
                self.items.iter().map(|key| run.evaluate(&key.expression, batch)).collect();
            Some(self.number(&columns?, batch.len()))
        };
        let mut evaluated: Vec<Rc<Argument>> = Vec::with_capacity(self.same.len());
        for (accumulator, aggregate) in self.accumulators.iter_mut().zip(self.aggregates) {
            let first = evaluated.len();
            for argument in &aggregate.arguments {
                let known = self.same.get(evaluated.len()).and_then(|same| evaluated.get(*same)).cloned();
                evaluated.push(match known {
                    Some(known) => known,
                    None => Rc::new(Argument::new(run.evaluate(argument, batch)?)),
                });
            }
            accumulator
                .add(&evaluated[first..], groups.as_deref(), self.count, batch.len())
                .map_err(|error| error.at(aggregate.span))?;
        }
        Ok(())
    }

    /// Whether [`Groups::merge`] may still be possible.
    pub fn can_be_merged(&self) -> bool {
        self.accumulators.iter().all(Accumulator::can_be_merged)
    }

    /// Whether those of the aggregates that count each value once for all rows can be put together.
    pub fn are_sets(&self, together: &[bool]) -> bool {
        self.accumulators.iter().zip(together).all(|(accumulator, together)| !together || accumulator.is_set())
    }

    /// Adds the groups of rows that come after these; `false` where that might give something else than adding the rows, and
    /// then these groups are of no more use.
    pub fn merge(&mut self, other: Groups<'_>) -> bool {
        let numbers = match self.items.is_empty() {
            true => vec![0],
            false => {
                let columns: Vec<Arc<Column>> = other.keys.into_iter().map(|key| Arc::new(key.finish())).collect();
                self.number(&columns, other.count)
            }
        };
        let mut pairs = self.accumulators.iter_mut().zip(other.accumulators);
        pairs.all(|(accumulator, other)| accumulator.merge(other, &numbers, self.count))
    }

    /// The group of each row by the columns of its keys; new groups keep their keys.
    fn number(&mut self, columns: &[Arc<Column>], length: usize) -> Vec<u32> {
        let groups = self.grouper.groups(columns, length);
        if self.grouper.count() as usize == self.count {
            return groups;
        }
        let mut new = Vec::new();
        for (row, &group) in groups.iter().enumerate() {
            if group as usize >= self.count {
                self.count = group as usize + 1;
                new.push(row as u32);
            }
        }
        for (key, column) in self.keys.iter_mut().zip(columns).filter(|_| !new.is_empty()) {
            key.append(&column.gather(&new));
        }
        groups
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
