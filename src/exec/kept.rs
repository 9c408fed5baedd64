//! What is found once for all parts of a statement.

use super::fitting::{Asked, Fitting};
use super::operators::JoinTable;
use crate::plan::Plan;
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Tables, values and the like, each found by whoever needs it first.
#[derive(Default)]
pub(super) struct Kept(Mutex<Found>);

#[derive(Default)]
struct Found {
    /// Tables of joins by [`Plan::number`].
    tables: FxHashMap<usize, Arc<JoinTable>>,
    /// What is known of the relationships that steps ask, by [`Plan::number`].
    fitting: FxHashMap<usize, Asked>,
    /// What subqueries give that are run once, by their number.
    values: FxHashMap<usize, Value>,
}

impl Kept {
    /// What is there, also after a thread that looked at it stopped: things are only ever added whole.
    fn found(&self) -> MutexGuard<'_, Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The table of a join.
    pub fn table(&self, join: &Plan) -> Option<Arc<JoinTable>> {
        self.found().tables.get(&join.number).cloned()
    }

    /// Keeps the table of a join.
    pub fn keep_table(&self, join: &Plan, table: Arc<JoinTable>) {
        self.found().tables.insert(join.number, table);
    }

    /// What a subquery gives.
    pub fn value(&self, subquery: usize) -> Option<Value> {
        self.found().values.get(&subquery).cloned()
    }

    /// Keeps what a subquery gives.
    pub fn keep_value(&self, subquery: usize, value: Value) {
        self.found().values.insert(subquery, value);
    }

    /// The relationships that a step asks for, or else how many were asked one by one, with so many more.
    pub fn fitting(&self, step: &Plan, more: usize) -> Result<Arc<Fitting>, usize> {
        let mut found = self.found();
        let asked = found.fitting.entry(step.number).or_default();
        asked.known().ok_or_else(|| asked.count(more))
    }

    /// Keeps the relationships that a step asks for.
    pub fn keep_fitting(&self, step: &Plan, all: Arc<Fitting>) {
        self.found().fitting.entry(step.number).or_default().keep(all);
    }
}
