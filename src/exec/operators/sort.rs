//! Rows in order, all or the first.

use super::{Rows, drain, parts};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, Data};
use crate::exec::order::Keys;
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::{Expression, SortItem};
use std::cmp::Ordering;

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

/// The first rows in order.
pub(super) struct Top<'p> {
    /// What gives the input.
    pub plan: &'p Plan,
    pub keys: &'p [SortItem],
    pub skip: Option<&'p Expression>,
    pub limit: &'p Expression,
    pub input: Option<Box<dyn Rows + 'p>>,
}

/// How many rows are wanted, in which order.
#[derive(Clone, Copy)]
struct First<'p> {
    keys: &'p [SortItem],
    most: usize,
}

/// What may be among the first rows: it is cut back to them whenever several times as many have come together.
#[derive(Default)]
struct Promising {
    batches: Vec<Batch>,
    length: usize,
    /// Whether the first batch has as many rows as are wanted, in order.
    is_full: bool,
}

impl First<'_> {
    /// Adds rows that come after all that came before.
    fn add(&self, found: &mut Promising, mut batch: Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
        if found.is_full
            && let Some(first) = found.batches.first()
        {
            batch = self.promising(first, batch, run)?;
        }
        if batch.is_empty() {
            return Ok(());
        }
        found.length += batch.len();
        found.batches.push(batch);
        if found.length >= self.most.saturating_mul(4).max(4 * BATCH_ROWS) {
            let first = self.cut(&found.batches, run)?;
            let length = first.len();
            *found = Promising { batches: vec![first], length, is_full: self.most > 0 && length == self.most };
        }
        Ok(())
    }

    fn cut(&self, batches: &[Batch], run: &Run<'_>) -> Result<Batch, Diagnostic> {
        let all = Batch::concatenate(batches);
        let (keys, most) = (Keys::evaluate(self.keys, &all, run)?, self.most);
        let mut rows: Vec<u32> = (0..all.len() as u32).collect();
        let order = |left: &u32, right: &u32| keys.compare(*left, *right).then(left.cmp(right));
        if most > 0 && most < rows.len() {
            rows.select_nth_unstable_by(most - 1, order);
        }
        rows.truncate(most);
        rows.sort_unstable_by(order);
        Ok(all.gather(&rows))
    }

    /// The rows of a batch that may belong to the first: those that come before the last of them. `first` has as many as are
    /// wanted, and all came earlier.
    fn promising(&self, first: &Batch, batch: Batch, run: &Run<'_>) -> Result<Batch, Diagnostic> {
        let last = first.gather(&[first.len() as u32 - 1]);
        let (mut before, mut equal): (Vec<u32>, Vec<u32>) = (Vec::new(), (0..batch.len() as u32).collect());
        for key in self.keys {
            let bound = run.evaluate(&key.expression, &last)?;
            let column = match equal.len() == batch.len() {
                true => run.evaluate(&key.expression, &batch)?,
                false => run.evaluate(&key.expression, &batch.gather_slots(&equal, &key.expression.reads()))?,
            };
            let Some((sooner, same)) = up_to(&bound, &column, key.descending) else {
                before.append(&mut equal);
                break;
            };
            before.extend(sooner.into_iter().map(|place| equal[place as usize]));
            equal = same.into_iter().map(|place| equal[place as usize]).collect();
            if equal.is_empty() {
                break;
            }
        }
        before.sort_unstable();
        Ok(if before.len() < batch.len() { batch.gather(&before) } else { batch })
    }
}

/// Which entries of a column come before the one entry of another, and which are equal to it; nulls come last, in descending
/// order first. `None` where they are not of one type.
fn up_to(bound: &Column, column: &Column, descending: bool) -> Option<(Vec<u32>, Vec<u32>)> {
    let nulls = column.nulls();
    let null_rows = || nulls.rows().take_while(|row| *row < column.len()).map(|row| row as u32);
    let (mut before, mut equal) = (Vec::new(), Vec::new());
    if bound.is_null(0) {
        if !descending {
            nulls.each_present(column.len(), |row| before.push(row as u32));
        }
        equal.extend(null_rows());
        return Some((before, equal));
    }
    match (bound.data(), column.data()) {
        (Data::Integers(bound), Data::Integers(entries)) => {
            split(bound[0], entries, descending, &mut before, &mut equal);
        }
        (Data::Dates(bound), Data::Dates(entries)) => split(bound[0], entries, descending, &mut before, &mut equal),
        (Data::Codes { codes: bound, words }, Data::Codes { codes: entries, words: same }) if words.is_same(same) => {
            split(bound[0], entries, descending, &mut before, &mut equal);
        }
        _ => return None,
    }
    if !nulls.is_none() {
        // What stands at the place of a null means nothing.
        before.retain(|row| !nulls.get(*row as usize));
        equal.retain(|row| !nulls.get(*row as usize));
        if descending {
            before.extend(null_rows());
        }
    }
    Some((before, equal))
}

/// Adds the places of the entries that come before the bound, and of those that equal it: of many rows these are few.
fn split<T: Ord + Copy>(bound: T, entries: &[T], descending: bool, before: &mut Vec<u32>, equal: &mut Vec<u32>) {
    for (place, entry) in entries.iter().enumerate() {
        match entry.cmp(&bound) {
            Ordering::Equal => equal.push(place as u32),
            order if order.is_lt() != descending => before.push(place as u32),
            _ => {}
        }
    }
}

impl Rows for Top<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut input) = self.input.take() else { return Ok(None) };
        let skip = self.skip.map_or(Ok(0), |skip| run.count(skip, "SKIP"))?;
        let most = run.count(self.limit, "LIMIT")?.saturating_add(skip);
        let first = First { keys: self.keys, most };
        let add = |found: &mut Promising, batch: Batch, run: &Run<'_>| first.add(found, batch, run).map(|()| true);
        let batches = match parts::fold(self.plan, run, Promising::default, add)? {
            Some(found) => found.into_iter().flat_map(|found| found.batches).collect(),
            None => {
                let mut found = Promising::default();
                while let Some(batch) = run.next(&mut input)? {
                    first.add(&mut found, batch, run)?;
                }
                found.batches
            }
        };
        let first = first.cut(&batches, run)?;
        if skip == 0 {
            return Ok(Some(first));
        }
        let rows: Vec<u32> = (skip.min(first.len()) as u32..first.len() as u32).collect();
        Ok(Some(first.gather(&rows)))
    }
}
