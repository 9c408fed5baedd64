//! `CASE` and `coalesce`: a branch is evaluated only in the rows that take it.

use super::logic::truth;
use super::{comparison, shared};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column, ColumnBuilder, Dictionary, Nulls};
use crate::exec::context::Context;
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind};
use crate::value::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// The rows that no branch has taken yet, and what the others have got.
struct Pending<'a> {
    batch: &'a Batch,
    /// Rows and their values, each row at most once.
    taken: Vec<(Vec<u32>, Arc<Column>)>,
    rows: Vec<u32>,
    /// Where each value taken is one of these texts.
    words: Option<Dictionary>,
}

impl<'a> Pending<'a> {
    fn new(batch: &'a Batch) -> Self {
        Pending { batch, taken: Vec::new(), rows: (0..batch.len() as u32).collect(), words: None }
    }

    /// Those rows, with what the expression reads of them.
    fn remaining(&self, expression: &Expression) -> Batch {
        self.some(&self.rows, expression)
    }

    fn some(&self, rows: &[u32], expression: &Expression) -> Batch {
        match rows.len() == self.batch.len() {
            true => self.batch.clone(),
            false => self.batch.gather_slots(rows, &expression.reads()),
        }
    }

    /// Takes away the pending rows for which it is decided so.
    fn split(&mut self, decided: &Column) -> Result<Vec<u32>, Diagnostic> {
        let flags: Cow<'_, [bool]> = match decided.booleans() {
            Some(flags) if decided.nulls().is_none() => flags.into(),
            _ => (0..decided.len()).map(|row| Ok(truth(decided, row)? == Some(true))).collect::<Result<_, _>>()?,
        };
        let (mut taken, mut left) = (vec![0; self.rows.len()], vec![0; self.rows.len()]);
        let (mut taken_count, mut left_count) = (0, 0);
        for (row, flag) in self.rows.iter().zip(&*flags) {
            // Written to both and kept in one of them: no branch that is hard to foresee.
            (taken[taken_count], left[left_count]) = (*row, *row);
            taken_count += usize::from(*flag);
            left_count += usize::from(!*flag);
        }
        taken.truncate(taken_count);
        left.truncate(left_count);
        self.rows = left;
        Ok(taken)
    }

    /// Rows, ascending, get what the expression is in them.
    fn take(&mut self, rows: Vec<u32>, result: &Expression, context: &Context<'_>) -> Result<(), Diagnostic> {
        if !rows.is_empty() {
            let column = shared(result, &self.some(&rows, result), context)?;
            self.taken.push((rows, column));
        }
        Ok(())
    }

    /// All rows in order; null where none was taken.
    fn finish(mut self) -> Column {
        if let [(rows, column)] = self.taken.as_slice()
            && rows.len() == self.batch.len()
        {
            return (**column).clone();
        }
        if let Some(words) = self.words.take() {
            return self.codes(words);
        }
        let mut all = ColumnBuilder::with_capacity(self.batch.len());
        let mut place = vec![0; self.batch.len()];
        all.push_nulls(1);
        for (rows, column) in self.taken.drain(..) {
            rows.iter().zip(all.len() as u32..).for_each(|(row, at)| place[*row as usize] = at);
            all.append(&column);
        }
        all.finish().gather(&place)
    }

    /// The rows as codes, where each that was taken has one and the same text.
    fn codes(&self, words: Dictionary) -> Column {
        const NONE: u32 = u32::MAX;
        let mut codes = vec![NONE; self.batch.len()];
        for (rows, column) in &self.taken {
            let code = column.text(0).and_then(|text| words.code(text)).unwrap_or(NONE);
            rows.iter().for_each(|row| codes[*row as usize] = code);
        }
        let mut nulls = Nulls::none();
        if codes.contains(&NONE) {
            for (row, code) in codes.iter_mut().enumerate().filter(|(_, code)| **code == NONE) {
                nulls.set(row);
                *code = 0;
            }
        }
        Column::from_codes(codes, words).with_nulls(nulls)
    }
}

/// All texts that a `CASE` may give, where these are written in it, as in names of classes.
fn written<'a>(results: impl Iterator<Item = &'a Expression>) -> Option<Dictionary> {
    let mut words: Vec<Arc<str>> = Vec::new();
    for result in results {
        match &result.kind {
            ExpressionKind::Literal(Value::String(text)) => words.push(text.clone()),
            ExpressionKind::Literal(Value::Null) => {}
            _ => return None,
        }
    }
    words.sort_unstable();
    words.dedup();
    (!words.is_empty()).then(|| Dictionary::new(words.into()))
}

/// `CASE [subject] WHEN condition THEN result … ELSE otherwise END`.
pub fn case(
    subject: Option<&Expression>,
    branches: &[(Expression, Expression)],
    otherwise: Option<&Expression>,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    let subject = subject.map(|subject| shared(subject, batch, context)).transpose()?;
    let mut pending = Pending::new(batch);
    pending.words = written(branches.iter().map(|(_, result)| result).chain(otherwise));
    for (condition, result) in branches {
        if pending.rows.is_empty() {
            break;
        }
        let remaining = pending.remaining(condition);
        let mut decided = shared(condition, &remaining, context)?;
        if let Some(subject) = &subject {
            decided = comparison::compare(BinaryOperator::Equal, &subject.gather(&pending.rows), &decided).into();
        }
        let taken = pending.split(&decided)?;
        pending.take(taken, result, context)?;
    }
    if let Some(otherwise) = otherwise {
        let rows = std::mem::take(&mut pending.rows);
        pending.take(rows, otherwise, context)?;
    }
    Ok(pending.finish())
}

/// The first argument that is not null.
pub fn coalesce(arguments: &[Expression], batch: &Batch, context: &Context<'_>) -> Result<Column, Diagnostic> {
    let mut pending = Pending::new(batch);
    for argument in arguments {
        if pending.rows.is_empty() {
            break;
        }
        let column = shared(argument, &pending.remaining(argument), context)?;
        let (left, taken): (Vec<u32>, Vec<u32>) =
            (0..pending.rows.len() as u32).partition(|position| column.is_null(*position as usize));
        let row = |position: &u32| pending.rows[*position as usize];
        if !taken.is_empty() {
            let values = if left.is_empty() { column.clone() } else { Arc::new(column.gather(&taken)) };
            pending.taken.push((taken.iter().map(row).collect(), values));
        }
        pending.rows = left.iter().map(row).collect();
    }
    Ok(pending.finish())
}
