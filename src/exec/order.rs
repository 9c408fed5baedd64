//! The order of rows by sort keys.

use super::batch::{Batch, Column, Data};
use super::run::Run;
use crate::diagnostic::Diagnostic;
use crate::semantics::bound::{Slot, SortItem};
use crate::value;
use std::cmp::Ordering;
use std::sync::Arc;

/// The sort keys of a batch, computed.
pub(super) struct Keys {
    columns: Vec<(Arc<Column>, bool)>,
}

impl Keys {
    pub fn evaluate(keys: &[SortItem], batch: &Batch, run: &Run<'_>) -> Result<Self, Diagnostic> {
        let columns = keys
            .iter()
            .map(|key| Ok((run.evaluate(&key.expression, batch)?, key.descending)))
            .collect::<Result<_, Diagnostic>>()?;
        Ok(Self { columns })
    }

    /// The sort keys of batches one after the other.
    pub fn of_all(keys: &[SortItem], batches: &[Batch], run: &Run<'_>) -> Result<Self, Diagnostic> {
        let slots = 0..keys.len() as u32;
        let computed: Result<Vec<Batch>, Diagnostic> = batches
            .iter()
            .map(|batch| {
                let computed = Self::evaluate(keys, batch, run)?.columns.into_iter().zip(slots.clone());
                Ok(computed.fold(Batch::new(batch.len()), |batch, ((column, _), slot)| batch.with(Slot(slot), column)))
            })
            .collect();
        let all = Batch::concatenate(&computed?);
        let column = |slot| all.column(Slot(slot)).cloned().unwrap_or_else(|| Arc::new(Column::from_values([])));
        let columns = slots.clone().zip(keys).map(|(slot, key)| (column(slot), key.descending)).collect();
        Ok(Self { columns })
    }

    /// Which of two rows comes first. Nulls come last, in descending order first.
    pub fn compare(&self, left: u32, right: u32) -> Ordering {
        let (left, right) = (left as usize, right as usize);
        for (column, descending) in &self.columns {
            let order = compare(column, left, right);
            if order.is_ne() {
                return if *descending { order.reverse() } else { order };
            }
        }
        Ordering::Equal
    }

    /// The row numbers in order; equal rows stay as they come. What tells most rows apart is compared as one or two numbers
    /// that stand beside the row.
    pub fn sorted(&self, length: usize) -> Vec<u32> {
        let mut ranks = self.columns.iter().take(2).map_while(|(column, descending)| ranked(column, *descending));
        let rows = 0..length as u32;
        // Ranks that are not exact say nothing about what comes after them.
        match (ranks.next(), ranks.next()) {
            (Some((first, true)), Some((second, is_exact))) => {
                let is_exact = is_exact && self.columns.len() == 2;
                let keyed = first.into_iter().zip(second).zip(rows).collect();
                self.sorted_by(keyed, is_exact)
            }
            (Some((first, is_exact)), _) => {
                let is_exact = is_exact && self.columns.len() == 1;
                self.sorted_by(first.into_iter().zip(rows).collect(), is_exact)
            }
            _ => self.sorted_by(rows.map(|row| ((), row)).collect(), false),
        }
    }

    fn sorted_by<R: Ord + Copy>(&self, mut keyed: Vec<(R, u32)>, is_exact: bool) -> Vec<u32> {
        match is_exact {
            true => keyed.sort_unstable(),
            false => keyed.sort_unstable_by(|(rank, row), (other_rank, other)| {
                rank.cmp(other_rank).then_with(|| self.compare(*row, *other)).then_with(|| row.cmp(other))
            }),
        }
        keyed.into_iter().map(|(_, row)| row).collect()
    }
}

/// A number for each entry: entries with a smaller one come first. Besides whether entries with the same are equal. `None`
/// for what has no such order.
fn ranked(column: &Column, descending: bool) -> Option<(Vec<u64>, bool)> {
    const NULL: u64 = u64::MAX;
    let of_integer = |integer: i64| integer as u64 ^ 1 << 63;
    let nulls = column.nulls();
    let (mut ranks, is_exact): (Vec<u64>, bool) = match column.data() {
        Data::Integers(entries) if nulls.is_none() || !entries.contains(&i64::MAX) => {
            (entries.iter().map(|entry| of_integer(*entry)).collect(), true)
        }
        Data::Dates(entries) => (entries.iter().map(|entry| of_integer(entry.epoch_days())).collect(), true),
        Data::Codes { codes, .. } => (codes.iter().map(|code| u64::from(*code)).collect(), true),
        Data::Strings(_) => {
            // No byte of a text is so large that its first ones could be those of null.
            let start = |text: &str| {
                let mut bytes = [0; 8];
                bytes.iter_mut().zip(text.bytes()).for_each(|(byte, of_text)| *byte = of_text);
                u64::from_be_bytes(bytes)
            };
            ((0..column.len()).map(|row| column.text(row).map_or(NULL, start)).collect(), false)
        }
        _ => return None,
    };
    let length = ranks.len();
    nulls.rows().take_while(|row| *row < length).for_each(|row| ranks[row] = NULL);
    if descending {
        ranks.iter_mut().for_each(|rank| *rank = !*rank);
    }
    Some((ranks, is_exact))
}

fn compare(column: &Column, left: usize, right: usize) -> Ordering {
    match (column.is_null(left), column.is_null(right)) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    if let Some(entries) = column.integers() {
        return entries[left].cmp(&entries[right]);
    }
    if let Some(entries) = column.dates() {
        return entries[left].cmp(&entries[right]);
    }
    if let Data::Codes { codes, .. } = column.data() {
        return codes[left].cmp(&codes[right]);
    }
    if column.is_text() {
        return column.text(left).cmp(&column.text(right));
    }
    value::order::order(&column.value(left), &column.value(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::batch::Dictionary;
    use crate::value::{Date, Value};

    #[test]
    fn rows_sorted_by_ranks_are_in_the_order_of_their_values() {
        let words = Dictionary::new(["a", "b", "c"].map(Arc::from).into());
        let each = |of: fn(i64) -> Value| Column::from_values((0..60).map(of));
        let text = |row: i64| Value::from(["", "Türkiye", "Türkiye and", "Türkiye a", "Z"][row as usize % 5]);
        let columns = [
            each(|row| if row % 7 == 0 { Value::Null } else { Value::Integer(row * row % 11 - 5) }),
            each(|row| Value::Integer([i64::MIN, -1, 0, i64::MAX][row as usize % 4])),
            each(|row| if row % 5 == 0 { Value::Null } else { Value::Integer([0, i64::MAX][row as usize % 2]) }),
            each(|row| Value::Date(Date::from_near_days((row * 37 % 9) as i32 - 4))),
            each(|row| if row % 6 == 0 { Value::Null } else { Value::Float((row % 4) as f64) }),
            Column::from_values((0..60).map(|row| if row % 9 == 0 { Value::Null } else { text(row) })),
            Column::from_codes((0..60).map(|row| row * 5 % 3).collect(), words),
        ]
        .map(Arc::new);
        for (first, second) in columns.iter().flat_map(|first| columns.iter().map(move |second| (first, second))) {
            for (one, other) in [(false, false), (false, true), (true, false), (true, true)] {
                for count in 1..=3 {
                    let all = [(first.clone(), one), (second.clone(), other), (columns[0].clone(), one)];
                    let keys = Keys { columns: all.into_iter().take(count).collect() };
                    let mut expected: Vec<u32> = (0..60).collect();
                    expected.sort_by(|left, right| keys.compare(*left, *right));
                    assert_eq!(keys.sorted(60), expected);
                }
            }
        }
    }
}
