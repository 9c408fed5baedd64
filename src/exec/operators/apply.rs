//! Running the second input for the rows of the first.

use super::{Rows, drain, gather, is_live, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column};
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::Slot;
use crate::value::Value;

/// Row by row: for second inputs that look at several rows (aggregates, limits, writes).
pub(super) struct Apply<'p> {
    plan: &'p Plan,
    introduces: &'p [Slot],
    optional: bool,
    input: Box<dyn Rows + 'p>,
    /// All rows come before the second input is run if it changes the graph.
    ready: Option<std::vec::IntoIter<Batch>>,
}

impl<'p> Apply<'p> {
    pub fn new(plan: &'p Plan, introduces: &'p [Slot], optional: bool, input: Box<dyn Rows + 'p>) -> Self {
        Self { plan, introduces, optional, input, ready: None }
    }

    fn apply(&self, run: &Run<'_>, batch: &Batch) -> Result<Batch, Diagnostic> {
        let mut outputs = Vec::new();
        for row in 0..batch.len() {
            let outer = batch.row(row);
            let mut inner = open(&self.plan.inputs[1], &outer);
            let found = drain(&mut inner, run)?;
            for found in &found {
                let mut output = gather(self.plan, batch, &vec![row as u32; found.len()]);
                for slot in self.introduces {
                    if let Some(column) = found.column(*slot) {
                        output.set(*slot, column.clone());
                    }
                }
                outputs.push(output);
            }
            if found.is_empty() && self.optional {
                outputs.push(with_nulls(gather(self.plan, batch, &[row as u32]), self.introduces));
            }
        }
        Ok(Batch::concatenate(&outputs))
    }
}

impl Rows for Apply<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if !self.plan.inputs[1].writes() {
            let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
            return self.apply(run, &batch).map(Some);
        }
        if self.ready.is_none() {
            let outputs: Result<Vec<Batch>, Diagnostic> =
                drain(&mut self.input, run)?.iter().map(|batch| self.apply(run, batch)).collect();
            self.ready = Some(outputs?.into_iter());
        }
        Ok(self.ready.as_mut().and_then(Iterator::next))
    }
}

/// Many rows at a time: for second inputs in which each row goes its own way and carries its number.
pub(super) struct BatchedApply<'p> {
    pub plan: &'p Plan,
    pub introduces: &'p [Slot],
    pub optional: bool,
    pub row: Slot,
    pub input: Box<dyn Rows + 'p>,
}

impl BatchedApply<'_> {
    /// The outer rows by number, and what was found for them.
    fn joined(&self, batch: &Batch, numbers: &[u32], found: &Batch) -> Batch {
        let mut output = gather(self.plan, batch, numbers);
        for &slot in self.introduces.iter().filter(|slot| is_live(self.plan, **slot)) {
            if let Some(column) = found.column(slot) {
                output.set(slot, column.clone());
            }
        }
        output
    }
}

impl Rows for BatchedApply<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let numbers = Column::from_integers((0..batch.len() as i64).collect());
        let mut inner = open(&self.plan.inputs[1], &batch.clone().with(self.row, numbers));
        let mut found = drain(&mut inner, run)?;
        let mut order: Vec<u32> = Vec::new();
        for column in found.iter().filter_map(|found| found.column(self.row)) {
            order.extend(column.integers().unwrap_or_default().iter().map(|number| *number as u32));
        }
        if self.optional {
            let mut missing = vec![true; batch.len()];
            order.iter().for_each(|row| missing[*row as usize] = false);
            let missing: Vec<u32> = (0..batch.len() as u32).filter(|row| missing[*row as usize]).collect();
            if !missing.is_empty() {
                found.push(with_nulls(Batch::new(missing.len()), self.introduces));
                order.extend(missing);
            }
        }
        let found = Batch::concatenate(&found);
        if order.is_sorted() {
            return Ok(Some(self.joined(&batch, &order, &found)));
        }
        let mut places: Vec<u32> = (0..order.len() as u32).collect();
        places.sort_by_key(|place| order[*place as usize]);
        let order: Vec<u32> = places.iter().map(|place| order[*place as usize]).collect();
        Ok(Some(self.joined(&batch, &order, &found.gather_slots(&places, self.introduces))))
    }
}

/// The same rows with nulls for slots that are not bound.
pub(super) fn with_nulls(mut batch: Batch, slots: &[Slot]) -> Batch {
    for slot in slots {
        if batch.column(*slot).is_none() {
            batch.set(*slot, Column::constant(Value::Null, batch.len()));
        }
    }
    batch
}

/// The rows for which the second input has a row, or has none.
pub(super) struct SemiApply<'p> {
    pub plan: &'p Plan,
    pub negated: bool,
    pub row: Option<Slot>,
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for SemiApply<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let mut found = vec![false; batch.len()];
        match self.row {
            Some(slot) => {
                let numbers = Column::from_integers((0..batch.len() as i64).collect());
                let mut inner = open(&self.plan.inputs[1], &batch.clone().with(slot, numbers));
                while let Some(rows) = run.next(&mut inner)? {
                    let numbers = rows.column(slot).and_then(|column| column.integers()).unwrap_or_default();
                    numbers.iter().for_each(|number| found[*number as usize] = true);
                }
            }
            None => {
                for (row, found) in found.iter_mut().enumerate() {
                    let mut inner = open(&self.plan.inputs[1], &batch.row(row));
                    while let Some(rows) = run.next(&mut inner)? {
                        if !rows.is_empty() {
                            *found = true;
                            break;
                        }
                    }
                }
            }
        }
        let rows: Vec<u32> = (0..batch.len() as u32).filter(|row| found[*row as usize] != self.negated).collect();
        Ok(Some(gather(self.plan, &batch, &rows)))
    }
}
