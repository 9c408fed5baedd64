//! Rows of two inputs whose keys are equal: the second is kept by key, the first probes.

mod count;
mod filter;
mod keys;
mod lists;
mod places;
mod table;

pub(super) use count::JoinCount;

use super::{Rows, UnderWay, drain};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::run::Run;
use crate::plan::{JoinRange, Operator, Plan};
use crate::semantics::bound::Expression;
use std::sync::Arc;
use table::Found;
pub(in crate::exec) use table::JoinTable;

/// What a join is told by its plan.
#[derive(Clone, Copy)]
pub(super) struct Join<'p> {
    pub plan: &'p Plan,
    pub keys: &'p [(Expression, Expression)],
    pub range: Option<&'p JoinRange>,
}

impl<'p> Join<'p> {
    /// What the plan tells, if it is a join or counts what one would give.
    pub fn of(plan: &'p Plan) -> Option<Self> {
        match &plan.operator {
            Operator::HashJoin { keys, range } | Operator::JoinCount { keys, range, .. } => {
                Some(Join { plan, keys, range: range.as_ref() })
            }
            _ => None,
        }
    }
}

pub(super) struct HashJoin<'p> {
    join: Join<'p>,
    probe: UnderWay<'p>,
    build: Option<Box<dyn Rows + 'p>>,
    table: Arc<JoinTable>,
    /// For the batch of the first input that is under way.
    found: Found,
}

impl<'p> HashJoin<'p> {
    pub fn new(join: Join<'p>, probe: Box<dyn Rows + 'p>, build: Box<dyn Rows + 'p>) -> Self {
        Self { join, probe: UnderWay::new(probe), build: Some(build), table: Arc::default(), found: Found::default() }
    }
}

impl Rows for HashJoin<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        if let Some(build) = self.build.take() {
            self.table = shared_table(self.join, build, run)?;
        }
        let (join, table, found) = (self.join, &self.table, &mut self.found);
        self.probe.next(run, |batch, row| {
            if row == 0 {
                *found = table.find(join, batch, run)?;
            }
            table.joined(join, batch, row, found, run)
        })
    }
}

/// The rows of the second input by key, found once for all who open the join.
fn shared_table<'p>(join: Join<'p>, build: Box<dyn Rows + 'p>, run: &Run<'_>) -> Result<Arc<JoinTable>, Diagnostic> {
    if let Some(table) = run.table(join.plan) {
        return Ok(table);
    }
    let table = table(join, build, run)?;
    // Under an apply the same join is opened again, for other rows.
    run.keep_table(join.plan, table.clone());
    Ok(table)
}

/// The rows of the second input by key.
pub(super) fn table<'p>(
    join: Join<'p>,
    mut build: Box<dyn Rows + 'p>,
    run: &Run<'_>,
) -> Result<Arc<JoinTable>, Diagnostic> {
    let rows = Batch::concatenate(&drain(&mut build, run)?);
    JoinTable::fill(join, rows, run).map(Arc::new)
}
