//! The operators that need no more than a few lines.

use super::{Rows, drain};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::run::Run;
use crate::semantics::bound::{Expression, Item, Slot};

/// The rows from outside.
pub(super) struct Argument(pub Option<Batch>);

impl Rows for Argument {
    fn next(&mut self, _: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        Ok(self.0.take())
    }
}

/// More columns.
pub(super) struct Project<'p> {
    pub items: &'p [Item],
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for Project<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut batch) = run.next(&mut self.input)? else { return Ok(None) };
        let before = batch.clone();
        for Item { slot, expression } in self.items {
            batch.set(*slot, run.evaluate(expression, &before)?);
        }
        Ok(Some(batch))
    }
}

/// Only some slots.
pub(super) struct Keep<'p> {
    pub slots: &'p [Slot],
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for Keep<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        Ok(run.next(&mut self.input)?.map(|batch| batch.keep(self.slots)))
    }
}

/// Leaves out the first rows.
pub(super) struct Skip<'p> {
    pub count: &'p Expression,
    pub left: Option<usize>,
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for Skip<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let mut left = match self.left {
            Some(left) => left,
            None => run.count(self.count, "SKIP")?,
        };
        let batch = run.next(&mut self.input)?.map(|batch| {
            let skipped = left.min(batch.len());
            left -= skipped;
            if skipped == 0 {
                return batch;
            }
            let rows: Vec<u32> = (skipped as u32..batch.len() as u32).collect();
            batch.gather(&rows)
        });
        self.left = Some(left);
        Ok(batch)
    }
}

/// The first rows only. The input is asked at least once: what it changes must happen also under `LIMIT 0`.
pub(super) struct Limit<'p> {
    pub count: &'p Expression,
    pub left: Option<usize>,
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for Limit<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let left = match self.left {
            Some(0) => return Ok(None),
            Some(left) => left,
            None => run.count(self.count, "LIMIT")?,
        };
        let batch = run.next(&mut self.input)?.map(|batch| {
            if batch.len() <= left {
                return batch;
            }
            let rows: Vec<u32> = (0..left as u32).collect();
            batch.gather(&rows)
        });
        self.left = Some(left - batch.as_ref().map_or(0, Batch::len));
        Ok(batch)
    }
}

/// All rows are there before the first goes on.
pub(super) struct Eager<'p> {
    pub input: Option<Box<dyn Rows + 'p>>,
    pub ready: std::vec::IntoIter<Batch>,
}

impl Rows for Eager<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let Some(mut input) = self.input.take() {
            self.ready = drain(&mut input, run)?.into_iter();
        }
        Ok(self.ready.next())
    }
}

/// Takes all rows and gives none.
pub(super) struct Finish<'p> {
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for Finish<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        while run.next(&mut self.input)?.is_some() {}
        Ok(None)
    }
}
