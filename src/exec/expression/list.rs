//! List comprehensions, quantifiers and `reduce`: the elements of all rows' lists as one column, so that the inner
//! expressions run over columns too.

use super::logic::truth;
use super::{shared, type_error};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::exec::context::Context;
use crate::semantics::bound::{Expression, Quantifier, Slot};
use crate::value::Value;
use std::sync::Arc;

/// The list of a row, `None` for null.
fn list_of(value: Value) -> Result<Option<Arc<Vec<Value>>>, Diagnostic> {
    match value {
        Value::List(list) => Ok(Some(list)),
        Value::Null => Ok(None),
        other => Err(type_error(format!("a list is needed here, not {}", other.type_name()))),
    }
}

fn lists_of(column: &Column) -> Result<Vec<Option<Arc<Vec<Value>>>>, Diagnostic> {
    column.values().map(list_of).collect()
}

/// Calls `each` with batches of the elements: `slot` is the element, the columns that the inner expressions read are
/// repeated; with them the row that each element comes from.
fn for_elements(
    lists: &[Option<Arc<Vec<Value>>>],
    slot: Slot,
    inner: &[Option<&Expression>],
    batch: &Batch,
    context: &Context<'_>,
    mut each: impl FnMut(&Batch, &[u32], &Column) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let reads: Vec<Slot> = inner.iter().flatten().flat_map(|expression| expression.reads()).collect();
    let (mut rows, mut elements) = (Vec::new(), Vec::new());
    let mut flush = |rows: &mut Vec<u32>, elements: &mut Vec<Value>| {
        if rows.is_empty() {
            return Ok(());
        }
        context.statement.check()?;
        let column = Arc::new(Column::from_values(elements.drain(..)));
        let mut expanded = batch.gather_slots(rows, &reads);
        expanded.set(slot, column.clone());
        each(&expanded, rows, &column)?;
        rows.clear();
        Ok(())
    };
    for (row, list) in lists.iter().enumerate() {
        for element in list.iter().flat_map(|list| list.iter()) {
            rows.push(row as u32);
            elements.push(element.clone());
            if rows.len() >= BATCH_ROWS {
                flush(&mut rows, &mut elements)?;
            }
        }
    }
    flush(&mut rows, &mut elements)
}

/// `[slot IN list WHERE filter | result]`.
pub fn comprehension(
    slot: Slot,
    list: &Expression,
    filter: Option<&Expression>,
    result: Option<&Expression>,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    let lists = lists_of(&*shared(list, batch, context)?)?;
    let mut results: Vec<Vec<Value>> = vec![Vec::new(); batch.len()];
    for_elements(&lists, slot, &[filter, result], batch, context, |expanded, rows, elements| {
        let kept = match filter {
            Some(filter) => Some(super::selected_rows(&*shared(filter, expanded, context)?)?),
            None => None,
        };
        let values = match (result, &kept) {
            (Some(result), Some(kept)) => shared(result, &expanded.gather_slots(kept, &result.reads()), context)?,
            (Some(result), None) => shared(result, expanded, context)?,
            (None, Some(kept)) => Arc::new(elements.gather(kept)),
            (None, None) => Arc::new(elements.clone()),
        };
        for position in 0..values.len() {
            let source = kept.as_ref().map_or(position, |kept| kept[position] as usize);
            results[rows[source] as usize].push(values.value(position));
        }
        Ok(())
    })?;
    let values = lists.iter().zip(results);
    Ok(Column::from_values(values.map(|(list, values)| if list.is_some() { Value::list(values) } else { Value::Null })))
}

/// `all(slot IN list WHERE condition)` and its siblings.
pub fn quantifier(
    quantifier: Quantifier,
    slot: Slot,
    list: &Expression,
    condition: &Expression,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    #[derive(Clone, Copy, Default)]
    struct Tally {
        yes: usize,
        no: usize,
        unknown: usize,
    }
    let lists = lists_of(&*shared(list, batch, context)?)?;
    let mut tallies = vec![Tally::default(); batch.len()];
    for_elements(&lists, slot, &[Some(condition)], batch, context, |expanded, rows, _| {
        let answers = shared(condition, expanded, context)?;
        for (position, row) in rows.iter().enumerate() {
            let tally = &mut tallies[*row as usize];
            match truth(&answers, position)? {
                Some(true) => tally.yes += 1,
                Some(false) => tally.no += 1,
                None => tally.unknown += 1,
            }
        }
        Ok(())
    })?;
    let decide = |tally: &Tally| match quantifier {
        Quantifier::All if tally.no > 0 => Some(false),
        Quantifier::Any if tally.yes > 0 => Some(true),
        Quantifier::None if tally.yes > 0 => Some(false),
        Quantifier::Single if tally.yes > 1 => Some(false),
        _ if tally.unknown > 0 => None,
        Quantifier::All | Quantifier::None => Some(true),
        Quantifier::Any => Some(false),
        Quantifier::Single => Some(tally.yes == 1),
    };
    let answers = lists.iter().zip(&tallies);
    Ok(Column::from_values(answers.map(|(list, tally)| list.as_ref().map_or(Value::Null, |_| decide(tally).into()))))
}

/// `reduce(accumulator = initial, slot IN list | step)`: one step of all rows at a time.
pub fn reduce(
    accumulator: Slot,
    initial: &Expression,
    slot: Slot,
    list: &Expression,
    step: &Expression,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    let lists = lists_of(&*shared(list, batch, context)?)?;
    let mut results: Vec<Value> = shared(initial, batch, context)?.values().collect();
    let mut rows: Vec<u32> = (0..batch.len() as u32).collect();
    let reads = step.reads();
    for position in 0.. {
        rows.retain(|row| lists[*row as usize].as_ref().is_some_and(|list| position < list.len()));
        if rows.is_empty() {
            break;
        }
        context.statement.check()?;
        let elements = rows.iter().map(|row| {
            let list = lists[*row as usize].as_ref();
            list.and_then(|list| list.get(position)).cloned().unwrap_or(Value::Null)
        });
        let elements = Column::from_values(elements);
        let running =
            Column::from_values(rows.iter().map(|row| std::mem::replace(&mut results[*row as usize], Value::Null)));
        let mut step_batch = if rows.len() == batch.len() { batch.clone() } else { batch.gather_slots(&rows, &reads) };
        step_batch.set(slot, elements);
        step_batch.set(accumulator, running);
        let next = shared(step, &step_batch, context)?;
        for (place, row) in rows.iter().enumerate() {
            results[*row as usize] = next.value(place);
        }
    }
    for (result, list) in results.iter_mut().zip(&lists) {
        if list.is_none() {
            *result = Value::Null;
        }
    }
    Ok(Column::from_values(results))
}
