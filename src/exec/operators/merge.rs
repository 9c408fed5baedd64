//! Finding or else creating, row by row: a later row finds what an earlier one created.

use super::{Eagerly, Rows, drain, open};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::Batch;
use crate::exec::run::Run;
use crate::exec::write;
use crate::plan::{Operator, Plan};

pub(super) struct MergeRows<'p> {
    pub plan: &'p Plan,
    pub work: Eagerly<'p>,
}

fn merge(plan: &Plan, row: Batch, run: &Run<'_>) -> Result<Vec<Batch>, Diagnostic> {
    let Operator::Merge { create, on_create, on_match, introduces, values } = &plan.operator else {
        return Ok(Vec::new());
    };
    for value in values {
        if run.evaluate(value, &row)?.is_null(0) {
            let message = "a pattern with a property that is null cannot be merged";
            return Err(Diagnostic::runtime(Kind::SemanticError, "MergeReadOwnWrites", message)
                .with_hint("null equals nothing, so it would be created anew each time")
                .at(value.span));
        }
    }
    let found = {
        let mut inner = open(&plan.inputs[1], &row);
        drain(&mut inner, run)?
    };
    if !found.is_empty() {
        let mut rows = Vec::with_capacity(found.len());
        for found in found {
            let mut merged = row.gather(&vec![0; found.len()]);
            for slot in introduces {
                if let Some(column) = found.column(*slot) {
                    merged.set(*slot, column.clone());
                }
            }
            write::set(on_match, &merged, run)?;
            rows.push(merged);
        }
        return Ok(rows);
    }
    let mut created = row;
    write::create(create, &mut created, run)?;
    write::set(on_create, &created, run)?;
    Ok(vec![created])
}

impl Rows for MergeRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        self.work.next(run, |batches| {
            let mut outputs = Vec::new();
            for batch in batches {
                for row in 0..batch.len() {
                    outputs.extend(merge(self.plan, batch.row(row), run)?);
                }
            }
            Ok(vec![Batch::concatenate(&outputs)])
        })
    }
}
