//! Rows that fan out from few: from one node, its neighbours, theirs and so on. What is found on the way is little for some
//! steps, and then much. Where it becomes much, the rows before that step are what parts are made of.

use super::parts::{Part, goes_its_own_way};
use super::{drain_some, open};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::run::{Run, Worker};
use crate::plan::{Operator, Plan};

/// So many rows are worth several cores.
const MANY: usize = if cfg!(test) { 200 } else { 4096 };

/// As many rows are divided among them, at least.
const DIVIDED: usize = if cfg!(test) { 8 } else { 64 };

/// Where no rows before a step could be divided, it may give so many.
const MOST: usize = 1 << 18;

/// All rows that an operator gives, in place of what it would give.
pub(super) struct Given {
    /// The operator, by [`Plan::number`].
    pub operator: usize,
    pub rows: Batch,
}

impl Given {
    /// Those from row `first` on, up to `end`.
    pub fn part(&self, first: usize, end: usize) -> Part {
        let rows: Vec<u32> = (first as u32..end as u32).collect();
        Part::Rows { operator: self.operator, rows: self.rows.gather(&rows) }
    }
}

/// Whether the plan takes several steps, each for every row by itself.
pub(super) fn fans_out(plan: &Plan) -> bool {
    below_steps(plan).len() > 1
}

/// The rows from which the plan goes on, and whether what follows them is much; `None` where it is to begin anew.
pub(super) fn find(plan: &Plan, worker: Worker<'_>, run: &Run<'_>) -> Result<Option<(Given, bool)>, Diagnostic> {
    let mut given: Option<Given> = None;
    for below in below_steps(plan) {
        let before = given.as_ref().map_or(0, |given| given.rows.len());
        let most = if before >= DIVIDED { MANY } else { MOST };
        let mut rows = open(below, &Batch::new(1));
        let found = match &given {
            Some(given) => drain_some(&mut rows, &worker.run(given.part(0, before)), most)?,
            None => drain_some(&mut rows, run, most)?,
        };
        let Some(found) = found else {
            return Ok(given.filter(|_| before >= DIVIDED).map(|given| (given, true)));
        };
        let rows = Batch::concatenate(&found);
        let are_many = rows.len() >= MANY;
        given = Some(Given { operator: below.number, rows });
        if are_many {
            return Ok(given.map(|given| (given, true)));
        }
    }
    Ok(given.map(|given| (given, false)))
}

/// What is below each operator that may give many rows for one, the lowest first; none where not every row goes its own way.
fn below_steps(plan: &Plan) -> Vec<&Plan> {
    let mut below = Vec::new();
    let mut at = plan;
    loop {
        if matches!(at.operator, Operator::Expand(_)) {
            below.extend(at.inputs.first());
        }
        match (&at.operator, at.inputs.first()) {
            // It remembers what it found for earlier rows; on parts it would look for most of it again.
            (Operator::Intersect(_), _) => return Vec::new(),
            (operator, Some(input)) if goes_its_own_way(operator) => at = input,
            _ => break,
        }
    }
    let starts_once = matches!(
        (&at.operator, at.inputs.as_slice()),
        (
            Operator::LabelScan { .. }
                | Operator::AllNodes { .. }
                | Operator::IndexSeek { .. }
                | Operator::EqualSeek(_)
                | Operator::NodeById { .. },
            [Plan { operator: Operator::Argument { slots }, .. }],
        ) if slots.is_empty()
    );
    below.reverse();
    below.retain(|_| starts_once);
    below
}
