//! The facade: a graph that answers statements. The shell, the protocol, named queries and tests all stand on it.

mod answer;
mod command;
pub mod constraint;
mod known;
mod procedures;
mod why_empty;

pub use crate::exec::{Limits, Statistics};
pub use crate::store::Access;
pub use answer::{Answer, PlanDescription, Row, Warning};

use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::Batch;
use crate::exec::run::{self, Surroundings};
use crate::graph::Graph;
use crate::plan::rewrite::Rewrites;
use crate::plan::{self, Plan, Planned};
use crate::semantics::bound::{Body, Command, Mode, Slot};
use crate::semantics::{self, Bound};
use crate::store::{Store, StoreError};
use crate::syntax;
use crate::value::Value;
use procedures::Procedures;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(test)]
mod both_forms;
#[cfg(test)]
mod tests;

/// The values of a statement's parameters, by name without `$`.
pub type Parameters = BTreeMap<String, Value>;

/// Takes rows while they are found, with the names of their columns; says whether more are wanted.
pub type Receive<'a> = dyn FnMut(&Graph, &[Arc<str>], Batch) -> ControlFlow<()> + 'a;

/// So many prepared statements are kept.
const PREPARED: usize = 256;

/// A statement of so many bytes runs on a stack of its own, and is not kept.
const LONG_STATEMENT: usize = 1_000;

/// The bytes of that stack; the system gives them as they are used.
const DEEP_STACK: usize = 512 << 20;

/// One open graph.
#[derive(Debug, Default)]
pub struct Database {
    store: Store,
    in_transaction: bool,
    limits: Limits,
    cancel: Arc<AtomicBool>,
    rewrites: Rewrites,
    procedures: Procedures,
    /// Statements that were planned before, by text. Plans depend on counts, so that a change to the graph drops them.
    prepared: FxHashMap<String, Arc<Prepared>>,
}

/// A statement after everything that can be done before running it.
#[derive(Debug)]
enum Prepared {
    Query { planned: Box<Planned>, bound: Box<Bound> },
    Command(Command),
}

impl Database {
    /// An empty graph that lives in memory only.
    pub fn memory() -> Self {
        Self::default()
    }

    /// Opens the graph of a file.
    ///
    /// # Errors
    /// The file cannot be read, is damaged or of another version, or is locked by another writer; a graph JSON does not keep
    /// the constraints that it declares.
    pub fn open(path: &Path, access: Access) -> Result<Self, Diagnostic> {
        let store = Store::open(path, access).map_err(stored)?;
        if store.path().is_none() {
            // Whoever wrote it may not have checked it.
            constraint::check_graph(store.graph())?;
        }
        Ok(Self::from(store))
    }

    /// The graph: to look up what nodes and relationships of an answer hold.
    pub fn graph(&self) -> &Graph {
        self.store.graph()
    }

    /// The graph's store: to load and to lay out anew.
    pub fn store_mut(&mut self) -> &mut Store {
        self.prepared.clear();
        &mut self.store
    }

    /// Ends the work: drops what is not committed, and leaves no journal beside a file for which laying it out anew pays.
    ///
    /// # Errors
    /// The file cannot be written; what was committed is safe all the same.
    pub fn close(self) -> Result<(), Diagnostic> {
        self.store.close().map_err(stored)
    }

    /// Runs one statement; a trailing `;` is allowed. On any error the graph is as before the statement.
    ///
    /// # Errors
    /// Whatever is wrong with the statement, before or while running it.
    pub fn run(&mut self, text: &str, parameters: &Parameters) -> Result<Answer, Diagnostic> {
        if text.len() < LONG_STATEMENT {
            return self.run_until_cancelled(text, parameters, None);
        }
        // Each clause of a statement is a level of its plan, so that a long one needs more stack than a thread has.
        std::thread::scope(|scope| {
            let deep = std::thread::Builder::new().stack_size(DEEP_STACK);
            let failed = |what: &str| Diagnostic::runtime(Kind::InternalError, "InternalError", what);
            let run = deep.spawn_scoped(scope, || self.run_until_cancelled(text, parameters, None));
            let run = run.map_err(|error| failed(&format!("no thread for a long statement: {error}")))?;
            run.join().unwrap_or_else(|_| Err(failed("the statement stopped unexpectedly")))
        })
    }

    /// As [`Database::run`], but rows go to `receive` while they are found, in batches in which slot `n` is column `n`. The
    /// answer has those rows that are only sure at the end: those of a statement that writes or is profiled, or a long one.
    ///
    /// # Errors
    /// As [`Database::run`]; rows may have gone out before.
    pub fn stream(
        &mut self,
        text: &str,
        parameters: &Parameters,
        receive: &mut Receive<'_>,
    ) -> Result<Answer, Diagnostic> {
        if text.len() >= LONG_STATEMENT {
            return self.run(text, parameters);
        }
        self.run_until_cancelled(text, parameters, Some(receive))
    }

    /// Whoever cancels means the statement that runs or is about to; the next one is another.
    fn run_until_cancelled(
        &mut self,
        text: &str,
        parameters: &Parameters,
        receive: Option<&mut Receive<'_>>,
    ) -> Result<Answer, Diagnostic> {
        let answer = self.run_here(text, parameters, receive);
        self.cancel.store(false, Ordering::Relaxed);
        answer
    }

    fn run_here(
        &mut self,
        text: &str,
        parameters: &Parameters,
        receive: Option<&mut Receive<'_>>,
    ) -> Result<Answer, Diagnostic> {
        let prepared = match self.prepared.get(text) {
            Some(prepared) => prepared.clone(),
            None if text.len() >= LONG_STATEMENT => Arc::new(self.prepare(text)?),
            None => {
                let prepared = Arc::new(self.prepare(text)?);
                if self.prepared.len() >= PREPARED {
                    self.prepared.clear();
                }
                self.prepared.insert(text.to_owned(), prepared.clone());
                prepared
            }
        };
        match &*prepared {
            Prepared::Command(command) => self.command(command),
            Prepared::Query { planned, bound } => self.query(text, planned, bound, parameters, receive),
        }
    }

    fn prepare(&self, text: &str) -> Result<Prepared, Diagnostic> {
        let tree = syntax::parse(text).map_err(|errors| {
            errors.into_iter().next().unwrap_or_else(|| {
                Diagnostic::runtime(Kind::InternalError, "InternalError", "the parser failed without saying why")
            })
        })?;
        let mut bound = Box::new(semantics::bind(&tree, &self.procedures)?);
        known::leave_partial_dates(&mut bound, self.store.graph());
        Ok(match &bound.statement.body {
            Body::Command(command) => Prepared::Command(command.clone()),
            Body::Query(query) => {
                let planned = Box::new(plan::plan(&bound.statement, query, self.store.graph(), self.rewrites));
                Prepared::Query { planned, bound }
            }
        })
    }

    fn query(
        &mut self,
        text: &str,
        planned: &Planned,
        bound: &Bound,
        parameters: &Parameters,
        receive: Option<&mut Receive<'_>>,
    ) -> Result<Answer, Diagnostic> {
        let mut answer =
            Answer { columns: planned.columns.iter().map(|column| column.name.clone()).collect(), ..Answer::default() };
        if planned.mode == Mode::Explain {
            answer.warnings = known::warnings(bound, self.store.graph(), parameters);
            answer.columns.clear();
            answer.plan = Some(described(planned, &planned.root, text, None));
            return Ok(answer);
        }
        let surroundings = Surroundings {
            parameters,
            limits: self.limits,
            cancel: &self.cancel,
            procedures: &self.procedures,
            in_parts: text.len() < LONG_STATEMENT,
        };
        let slots: Vec<Slot> = planned.columns.iter().map(|column| column.slot).collect();
        let mut renumbering = receive
            .filter(|_| !planned.writes && planned.mode == Mode::Run)
            .map(|receive| |graph: &Graph, batch: Batch| receive(graph, &answer.columns, numbered(&batch, &slots)));
        let renumbering = renumbering.as_mut().map(|receive| receive as &mut run::Receive<'_>);
        let graph = self.store.graph_mut();
        let mark = graph.mark();
        let result = run::run(planned, graph, surroundings, renumbering).and_then(|outcome| {
            if planned.writes {
                constraint::check_changes(graph)?;
            }
            if let Some(damage) = graph.damage() {
                return Err(damaged(&damage.to_string()));
            }
            Ok(outcome)
        });
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(error) => {
                graph.undo_to(mark);
                return Err(error);
            }
        };
        // After the statement, which may itself have brought the names into the graph.
        answer.warnings = known::warnings(bound, self.store.graph(), parameters);
        if planned.writes {
            self.prepared.clear();
            self.keep()?;
        }
        if planned.mode == Mode::Profile {
            answer.plan = Some(described(planned, &planned.root, text, Some(&outcome.rows)));
        }
        answer.batches = outcome.batches.iter().map(|batch| numbered(batch, &slots)).collect();
        answer.statistics = outcome.statistics;
        Ok(answer)
    }

    /// Makes what was changed last, unless a transaction is open.
    fn keep(&mut self) -> Result<(), Diagnostic> {
        if self.in_transaction {
            return Ok(());
        }
        self.store.commit().map_err(stored)
    }

    /// Starts a transaction: the statements until [`Database::commit`] are kept or dropped together.
    ///
    /// # Errors
    /// A transaction is open already.
    pub fn begin(&mut self) -> Result<(), Diagnostic> {
        if self.in_transaction {
            return Err(transaction("a transaction is open already").with_hint("COMMIT or ROLLBACK it first"));
        }
        self.in_transaction = true;
        Ok(())
    }

    /// Keeps what the transaction changed; with a file it is on disk when this returns.
    ///
    /// # Errors
    /// No transaction is open, or the file cannot be written (then the graph is as before the transaction).
    pub fn commit(&mut self) -> Result<(), Diagnostic> {
        if !self.in_transaction {
            return Err(transaction("no transaction is open").with_hint("BEGIN opens one"));
        }
        self.in_transaction = false;
        self.prepared.clear();
        self.store.commit().map_err(stored)
    }

    /// Drops what the transaction changed.
    ///
    /// # Errors
    /// No transaction is open.
    pub fn rollback(&mut self) -> Result<(), Diagnostic> {
        if !self.in_transaction {
            return Err(transaction("no transaction is open").with_hint("BEGIN opens one"));
        }
        self.in_transaction = false;
        self.prepared.clear();
        self.store.graph_mut().rollback();
        Ok(())
    }

    /// Whether a transaction is open.
    pub fn in_transaction(&self) -> bool {
        self.in_transaction
    }

    /// Adds a procedure that is a table: a call gives the output columns of the rows whose argument columns equal the
    /// arguments. `signature` is `name(argument :: TYPE, ...) :: (output :: TYPE, ...)`.
    ///
    /// # Errors
    /// The signature cannot be read, or the table does not fit it.
    pub fn register_procedure(
        &mut self,
        signature: &str,
        columns: &[String],
        rows: Vec<Vec<Value>>,
    ) -> Result<(), Diagnostic> {
        self.prepared.clear();
        self.procedures.register(signature, columns, rows)
    }

    /// The flag that stops the running statement when set, or the next one where none runs; the end of a statement clears it.
    /// Share it with a signal handler or another thread.
    pub fn cancel_flag(&self) -> Arc<AtomicBool> {
        self.cancel.clone()
    }

    /// The budget of each statement.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Changes the budget of the statements to come.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Chooses which rewrites plans go through from now on. Answers do not depend on it.
    pub fn set_rewrites(&mut self, rewrites: Rewrites) {
        self.rewrites = rewrites;
        self.prepared.clear();
    }
}

impl From<Store> for Database {
    fn from(store: Store) -> Self {
        Self { store, ..Self::default() }
    }
}

/// The batch with its columns numbered as those of an answer.
fn numbered(batch: &Batch, slots: &[Slot]) -> Batch {
    let mut numbered = Batch::new(batch.len());
    for (number, slot) in slots.iter().enumerate() {
        if let Some(column) = batch.column(*slot) {
            numbered.set(Slot(number as u32), column.clone());
        }
    }
    numbered
}

fn described(planned: &Planned, plan: &Plan, text: &str, rows: Option<&[u64]>) -> PlanDescription {
    let plan::Description { operator, details } = planned.describe(plan, text);
    PlanDescription {
        operator: operator.to_owned(),
        details,
        estimated_rows: Some(plan.estimate),
        rows: rows.and_then(|rows| rows.get(plan.number).copied()),
        inputs: plan.inputs.iter().map(|input| described(planned, input, text, rows)).collect(),
    }
}

fn stored(error: StoreError) -> Diagnostic {
    Diagnostic::runtime(Kind::ArgumentError, "GraphFile", error.to_string())
}

fn damaged(what: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::ArgumentError, "GraphFile", format!("the graph file is damaged: {what}"))
        .with_hint("`chancery check` says what is left of it")
}

fn transaction(message: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::ArgumentError, "Transaction", message)
}
