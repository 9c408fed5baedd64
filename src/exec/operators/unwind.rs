//! One row for each element of a list.

use super::{Rows, gather};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column, ColumnBuilder};
use crate::exec::run::Run;
use crate::plan::Plan;
use crate::semantics::bound::{Expression, Slot};
use crate::value::Value;

pub(super) struct Unwind<'p> {
    plan: &'p Plan,
    list: &'p Expression,
    slot: Slot,
    place: Option<(Slot, i64)>,
    input: Box<dyn Rows + 'p>,
    /// Input rows under way with their lists, the next row, and the next element in it.
    under_way: Option<(Batch, Vec<Value>, usize, usize)>,
}

impl<'p> Unwind<'p> {
    pub fn new(
        plan: &'p Plan,
        list: &'p Expression,
        slot: Slot,
        place: Option<(Slot, i64)>,
        input: Box<dyn Rows + 'p>,
    ) -> Self {
        Self { plan, list, slot, place, input, under_way: None }
    }
}

impl Rows for Unwind<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        loop {
            let (batch, lists, mut row, mut element) = match self.under_way.take() {
                Some(under_way) => under_way,
                None => match run.next(&mut self.input)? {
                    Some(batch) => {
                        let lists = run.evaluate(self.list, &batch)?.values().collect();
                        (batch, lists, 0, 0)
                    }
                    None => return Ok(None),
                },
            };
            let (mut rows, mut elements) = (Vec::new(), ColumnBuilder::with_capacity(BATCH_ROWS));
            let mut places = Vec::new();
            while row < lists.len() && rows.len() < BATCH_ROWS {
                match &lists[row] {
                    Value::List(list) if element < list.len() => {
                        rows.push(row as u32);
                        elements.push(list[element].clone());
                        places.push(element as i64);
                        element += 1;
                        continue;
                    }
                    Value::List(_) | Value::Null => {}
                    single => {
                        rows.push(row as u32);
                        elements.push(single.clone());
                        places.push(0);
                    }
                }
                row += 1;
                element = 0;
            }
            let mut output = gather(self.plan, &batch, &rows);
            output.set(self.slot, elements.finish());
            if let Some((slot, first)) = self.place {
                output.set(slot, Column::from_values(places.into_iter().map(|place| Value::Integer(first + place))));
            }
            if row < lists.len() {
                self.under_way = Some((batch, lists, row, element));
            }
            if !output.is_empty() {
                return Ok(Some(output));
            }
        }
    }
}
