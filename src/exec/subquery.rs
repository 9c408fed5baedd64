//! Subqueries in expressions: what becomes of the rows that they have for each row around them.

use super::batch::{Batch, Column, ColumnBuilder};
use super::operators;
use super::run::Run;
use crate::diagnostic::Diagnostic;
use crate::plan::{ManyRows, PlannedSubquery};
use crate::semantics::bound::SubqueryForm;
use crate::value::Value;

/// What the subquery gives for each row of a batch, which holds what the subquery reads.
pub(super) fn evaluate(subquery: &PlannedSubquery, batch: &Batch, run: &Run<'_>) -> Result<Column, Diagnostic> {
    match subquery.many {
        Some(many) => of_many_rows(subquery, many, batch, run),
        None => row_by_row(subquery, batch, run),
    }
}

fn row_by_row(subquery: &PlannedSubquery, batch: &Batch, run: &Run<'_>) -> Result<Column, Diagnostic> {
    let mut builder = ColumnBuilder::with_capacity(batch.len());
    for row in 0..batch.len() {
        let mut rows = operators::open(&subquery.plan, &batch.row(row));
        let mut found = Found::of(subquery.form, 1);
        while let Some(batch) = run.next(&mut rows)? {
            found.add(subquery, &batch, |_| 0);
            if matches!(subquery.form, SubqueryForm::Exists) && !batch.is_empty() {
                break;
            }
        }
        found.finish(&mut builder);
    }
    Ok(builder.finish())
}

fn of_many_rows(
    subquery: &PlannedSubquery,
    many: ManyRows,
    batch: &Batch,
    run: &Run<'_>,
) -> Result<Column, Diagnostic> {
    let numbers = Column::from_integers((0..batch.len() as i64).collect());
    let mut rows = operators::open(&subquery.plan, &batch.clone().with(many.row, numbers));
    let mut found = Found::of(subquery.form, batch.len());
    while let Some(rows) = run.next(&mut rows)? {
        let integers = |slot| rows.column(slot).and_then(|column| column.integers()).unwrap_or_default();
        let numbers = integers(many.row);
        match (many.count.map(integers), &mut found) {
            (Some(counted), Found::Counts(counts)) => {
                numbers.iter().zip(counted).for_each(|(number, count)| counts[*number as usize] += count);
            }
            _ => found.add(subquery, &rows, |row| numbers[row] as usize),
        }
    }
    let mut builder = ColumnBuilder::with_capacity(batch.len());
    found.finish(&mut builder);
    Ok(builder.finish())
}

/// What was found so far for each row around the subquery.
enum Found {
    Any(Vec<bool>),
    Counts(Vec<i64>),
    Lists(Vec<Vec<Value>>),
}

impl Found {
    fn of(form: SubqueryForm, rows: usize) -> Found {
        match form {
            SubqueryForm::Exists => Found::Any(vec![false; rows]),
            SubqueryForm::Count => Found::Counts(vec![0; rows]),
            SubqueryForm::Collect => Found::Lists(vec![Vec::new(); rows]),
        }
    }

    /// `around` gives for each row of the batch the row around it.
    fn add(&mut self, subquery: &PlannedSubquery, batch: &Batch, around: impl Fn(usize) -> usize) {
        match self {
            Found::Any(any) => (0..batch.len()).for_each(|row| any[around(row)] = true),
            Found::Counts(counts) => (0..batch.len()).for_each(|row| counts[around(row)] += 1),
            Found::Lists(lists) => {
                if let Some(column) = subquery.column.and_then(|slot| batch.column(slot)) {
                    column.values().enumerate().for_each(|(row, value)| lists[around(row)].push(value));
                }
            }
        }
    }

    fn finish(self, into: &mut ColumnBuilder) {
        match self {
            Found::Any(any) => any.into_iter().for_each(|any| into.push(Value::Boolean(any))),
            Found::Counts(counts) => counts.into_iter().for_each(|count| into.push(Value::Integer(count))),
            Found::Lists(lists) => lists.into_iter().for_each(|list| into.push(Value::list(list))),
        }
    }
}
