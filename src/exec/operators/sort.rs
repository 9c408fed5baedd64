//! Rows in order, all or the first.

use super::{Rows, drain};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, Data, Nulls};
use crate::exec::order::Keys;
use crate::exec::run::Run;
use crate::semantics::bound::{Expression, SortItem};

pub(super) struct Sort<'p> {
    keys: &'p [SortItem],
    input: Option<Box<dyn Rows + 'p>>,
    ready: std::vec::IntoIter<Batch>,
}

impl<'p> Sort<'p> {
    pub fn new(keys: &'p [SortItem], input: Box<dyn Rows + 'p>) -> Self {
        Self { keys, input: Some(input), ready: Vec::new().into_iter() }
    }
}

impl Rows for Sort<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let Some(mut input) = self.input.take() {
            let batches = drain(&mut input, run)?;
            let keys = Keys::of_all(self.keys, &batches, run)?;
            let length: usize = batches.iter().map(Batch::len).sum();
            self.ready = match (1..length as u32).all(|row| keys.compare(row - 1, row).is_le()) {
                // Rows that come in order go on as they are.
                true => batches.into_iter(),
                false => vec![Batch::concatenate(&batches).gather(&keys.sorted(length))].into_iter(),
            };
        }
        Ok(self.ready.next())
    }
}

/// The first rows in order: what comes is cut back to them whenever several times as many have come together.
pub(super) struct Top<'p> {
    pub keys: &'p [SortItem],
    pub skip: Option<&'p Expression>,
    pub limit: &'p Expression,
    pub input: Option<Box<dyn Rows + 'p>>,
}

impl Top<'_> {
    fn cut(&self, batches: &[Batch], most: usize, run: &Run<'_>) -> Result<Batch, Diagnostic> {
        let all = Batch::concatenate(batches);
        let keys = Keys::evaluate(self.keys, &all, run)?;
        let mut rows: Vec<u32> = (0..all.len() as u32).collect();
        let order = |left: &u32, right: &u32| keys.compare(*left, *right).then(left.cmp(right));
        if most > 0 && most < rows.len() {
            rows.select_nth_unstable_by(most - 1, order);
        }
        rows.truncate(most);
        rows.sort_unstable_by(order);
        Ok(all.gather(&rows))
    }

    /// The rows of a batch that may belong to the first, told by the first key alone; `first` has as many as are wanted.
    fn promising(&self, first: &Batch, batch: Batch, run: &Run<'_>) -> Result<Batch, Diagnostic> {
        let Some(key) = self.keys.first() else { return Ok(batch) };
        let (bounds, column) = (run.evaluate(&key.expression, first)?, run.evaluate(&key.expression, &batch)?);
        let Some(is_promising) = promising(&bounds, &column, key.descending) else { return Ok(batch) };
        let rows: Vec<u32> = (0..batch.len() as u32).filter(|row| is_promising(*row as usize)).collect();
        Ok(if rows.len() < batch.len() { batch.gather(&rows) } else { batch })
    }
}

/// Which entries are not beyond the last of the bounds; `None` where the columns are not of one type. Nulls come last, in
/// descending order first.
fn promising<'a>(bounds: &'a Column, column: &'a Column, descending: bool) -> Option<Box<dyn Fn(usize) -> bool + 'a>> {
    fn within<'a, T: Ord>(
        bound: &'a T,
        entries: &'a [T],
        nulls: &'a Nulls,
        descending: bool,
    ) -> Box<dyn Fn(usize) -> bool + 'a> {
        match (descending, nulls.is_none()) {
            (true, true) => Box::new(move |row| entries[row] >= *bound),
            (false, true) => Box::new(move |row| entries[row] <= *bound),
            (true, false) => Box::new(move |row| nulls.get(row) || entries[row] >= *bound),
            (false, false) => Box::new(move |row| !nulls.get(row) && entries[row] <= *bound),
        }
    }
    let (last, nulls) = (bounds.len().checked_sub(1)?, column.nulls());
    if bounds.is_null(last) {
        return match descending {
            true => Some(Box::new(move |row| nulls.get(row))),
            false => None,
        };
    }
    Some(match (bounds.data(), column.data()) {
        (Data::Integers(bounds), Data::Integers(entries)) => within(&bounds[last], entries, nulls, descending),
        (Data::Dates(bounds), Data::Dates(entries)) => within(&bounds[last], entries, nulls, descending),
        (Data::Codes { codes: bounds, words }, Data::Codes { codes: entries, words: same }) if words.is_same(same) => {
            within(&bounds[last], entries, nulls, descending)
        }
        _ => return None,
    })
}

impl Rows for Top<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut input) = self.input.take() else { return Ok(None) };
        let skip = self.skip.map_or(Ok(0), |skip| run.count(skip, "SKIP"))?;
        let most = run.count(self.limit, "LIMIT")?.saturating_add(skip);
        let enough = most.saturating_mul(4).max(4 * BATCH_ROWS);
        let (mut batches, mut length) = (Vec::new(), 0);
        let mut is_full = false;
        while let Some(mut batch) = run.next(&mut input)? {
            if is_full && let Some(first) = batches.first() {
                batch = self.promising(first, batch, run)?;
            }
            if batch.is_empty() {
                continue;
            }
            length += batch.len();
            batches.push(batch);
            if length >= enough {
                let first = self.cut(&batches, most, run)?;
                length = first.len();
                is_full = most > 0 && length == most;
                batches = vec![first];
            }
        }
        let first = self.cut(&batches, most, run)?;
        if skip == 0 {
            return Ok(Some(first));
        }
        let rows: Vec<u32> = (skip.min(first.len()) as u32..first.len() as u32).collect();
        Ok(Some(first.gather(&rows)))
    }
}
