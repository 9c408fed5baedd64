//! One statement under way: the graph, its budget, what it changed, how many rows each operator gave.

use super::batch::{Batch, Column};
use super::context::{Context, RunningStatement};
use super::fitting::{self, Fitting};
use super::kept::Kept;
use super::operators::{self, JoinTable, Part, Rows};
use super::procedures::Table;
use super::walk::Types;
use super::{Limits, Statistics, error};
use crate::diagnostic::{Diagnostic, Kind};
use crate::graph::Graph;
use crate::plan::{Plan, Planned, PropertyRange};
use crate::semantics::bound::{Expression, Mode, Subquery};
use crate::value::Value;
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::ops::{ControlFlow, Deref, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// One statement under way.
pub struct Run<'a> {
    graph: Access<'a>,
    planned: &'a Planned,
    parameters: &'a BTreeMap<String, Value>,
    started: jiff::Timestamp,
    deadline: Option<Instant>,
    limits: Limits,
    cancel: &'a AtomicBool,
    procedures: &'a dyn CallProcedure,
    held: Cell<usize>,
    statistics: Cell<Statistics>,
    rows: RefCell<Vec<u64>>,
    in_parts: bool,
    part: Option<Part>,
    /// Whether the rows of the part went out.
    is_given: Cell<bool>,
    kept: Arc<Kept>,
}

/// How a statement gets at the graph.
enum Access<'a> {
    /// It alone, also to change it.
    Alone(RefCell<&'a mut Graph>),
    /// With others, who read it at the same time.
    Shared(&'a Graph),
}

/// The graph while it is read.
pub(super) enum Reading<'b> {
    Alone(Ref<'b, Graph>),
    Shared(&'b Graph),
}

impl Deref for Reading<'_> {
    type Target = Graph;

    fn deref(&self) -> &Graph {
        match self {
            Reading::Alone(graph) => graph,
            Reading::Shared(graph) => graph,
        }
    }
}

/// What it takes to go through part of a plan on another core.
#[derive(Clone, Copy)]
pub(super) struct Worker<'b> {
    graph: &'b Graph,
    planned: &'b Planned,
    surroundings: Surroundings<'b>,
    started: jiff::Timestamp,
    deadline: Option<Instant>,
    held: usize,
    kept: &'b Arc<Kept>,
}

impl<'b> Worker<'b> {
    /// The statement as seen by one worker, for a part of a scan.
    pub fn run(self, part: Part) -> Run<'b> {
        Run {
            graph: Access::Shared(self.graph),
            planned: self.planned,
            parameters: self.surroundings.parameters,
            started: self.started,
            deadline: self.deadline,
            limits: self.surroundings.limits,
            cancel: self.surroundings.cancel,
            procedures: self.surroundings.procedures,
            held: Cell::new(self.held),
            statistics: Cell::default(),
            rows: RefCell::default(),
            in_parts: false,
            part: Some(part),
            is_given: Cell::new(false),
            kept: self.kept.clone(),
        }
    }
}

/// What a statement gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The rows, with the slots of the plan's columns.
    pub batches: Vec<Batch>,
    /// What changed.
    pub statistics: Statistics,
    /// How many rows each operator gave, by [`Plan::number`]; empty unless profiling.
    pub rows: Vec<u64>,
}

/// The surroundings of a statement.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Parameters by name without `$`.
    pub parameters: &'a BTreeMap<String, Value>,
    /// The budget.
    pub limits: Limits,
    /// Stops the statement when set.
    pub cancel: &'a AtomicBool,
    /// What `CALL` calls.
    pub procedures: &'a dyn CallProcedure,
    /// Whether parts of it may run on other threads, whose stacks are not made for a long statement.
    pub in_parts: bool,
}

/// Who knows the procedures.
pub trait CallProcedure: Sync {
    /// The rows that a procedure gives for its arguments, with all its outputs in order. One that has no outputs gives one
    /// row without columns.
    ///
    /// # Errors
    /// There is no such procedure, or it fails.
    fn call(&self, name: &str, arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic>;
}

/// Takes rows as they come; says whether more are wanted.
pub type Receive<'a> = dyn FnMut(&Graph, Batch) -> ControlFlow<()> + 'a;

/// Runs a plan; its rows go to `receive`, if given, and else into the outcome. On an error what it changed is not taken back: that is for the caller, who knows where the statement began.
///
/// # Errors
/// Whatever goes wrong, a missing parameter, or going over the budget.
pub fn run(
    planned: &Planned,
    graph: &mut Graph,
    surroundings: Surroundings<'_>,
    mut receive: Option<&mut Receive<'_>>,
) -> Result<Outcome, Diagnostic> {
    let Surroundings { parameters, limits, cancel, procedures, in_parts } = surroundings;
    if let Some(missing) = planned.parameters.iter().find(|name| !parameters.contains_key(&***name)) {
        return Err(error::missing_parameter(missing, parameters.keys().map(String::as_str)));
    }
    let run = Run {
        graph: Access::Alone(RefCell::new(graph)),
        planned,
        parameters,
        started: jiff::Timestamp::now(),
        deadline: limits.time.map(|time| Instant::now() + time),
        limits,
        cancel,
        procedures,
        held: Cell::new(0),
        statistics: Cell::default(),
        rows: RefCell::new(if planned.mode == Mode::Profile { vec![0; planned.operators] } else { Vec::new() }),
        in_parts,
        part: None,
        is_given: Cell::new(false),
        kept: Arc::default(),
    };
    let mut root = operators::open(&planned.root, &Batch::new(1));
    let (mut batches, mut rows) = (Vec::new(), 0);
    while let Some(batch) = run.next(&mut root)? {
        rows += batch.len();
        if planned.columns.is_empty() || batch.is_empty() {
            continue;
        }
        if limits.rows.is_some_and(|most| rows > most) {
            return Err(error::over_budget("rows of the answer"));
        }
        match &mut receive {
            Some(receive) => {
                if receive(&run.graph(), batch).is_break() {
                    break;
                }
            }
            None => {
                run.hold(batch.bytes())?;
                batches.push(batch);
            }
        }
    }
    drop(root);
    Ok(Outcome { batches, statistics: run.statistics.get(), rows: run.rows.into_inner() })
}

impl<'a> Run<'a> {
    /// The next batch of an operator, after a look at cancel flag and clock.
    pub(super) fn next(&self, rows: &mut Box<dyn Rows + '_>) -> Result<Option<Batch>, Diagnostic> {
        self.check()?;
        rows.next(self)
    }

    /// The graph, to read.
    pub(super) fn graph(&self) -> Reading<'_> {
        match &self.graph {
            Access::Alone(graph) => Reading::Alone(Ref::map(graph.borrow(), |graph| &**graph)),
            Access::Shared(graph) => Reading::Shared(graph),
        }
    }

    /// The graph, to change. No reading may be under way.
    ///
    /// # Errors
    /// This is a worker, of which several read the graph at the same time.
    pub(super) fn graph_mut(&self) -> Result<RefMut<'_, &'a mut Graph>, Diagnostic> {
        match &self.graph {
            Access::Alone(graph) => Ok(graph.borrow_mut()),
            Access::Shared(_) => Err(error::internal("a part of a scan cannot write")),
        }
    }

    /// Workers for parts of the statement; `None` where it writes, is counted, is long, or is such a part itself, and on one
    /// core.
    pub(super) fn workers<'b>(&'b self, graph: &'b Graph) -> Option<Worker<'b>> {
        if !self.has_workers() {
            return None;
        }
        let surroundings = Surroundings {
            parameters: self.parameters,
            limits: self.limits,
            cancel: self.cancel,
            procedures: self.procedures,
            in_parts: false,
        };
        let (planned, started, deadline, held) = (self.planned, self.started, self.deadline, self.held.get());
        Some(Worker { graph, planned, surroundings, started, deadline, held, kept: &self.kept })
    }

    /// Whether there are workers; see [`Run::workers`].
    pub(super) fn has_workers(&self) -> bool {
        !self.planned.writes && !self.profiles() && self.in_parts && rayon::current_num_threads() > 1
    }

    /// The table of a join, if it was made for several parts.
    pub(super) fn table(&self, join: &Plan) -> Option<Arc<JoinTable>> {
        self.kept.table(join)
    }

    /// Keeps the table of a join for the parts to come.
    pub(super) fn keep_table(&self, join: &Plan, table: Arc<JoinTable>) {
        self.kept.keep_table(join, table);
    }

    /// The relationships that a step asks for, where they are known; `None` where they are to be asked one by one, as were
    /// so many since it was last asked.
    pub(super) fn fitting(
        &self,
        step: &Plan,
        asked: &PropertyRange,
        types: &Types,
        more: usize,
    ) -> Result<Option<Arc<Fitting>>, Diagnostic> {
        let count = match self.kept.fitting(step, more) {
            Ok(all) => return Ok(Some(all)),
            Err(count) => count,
        };
        let found = fitting::worth_finding(count, asked, types, self)?;
        found.iter().for_each(|found| self.kept.keep_fitting(step, found.clone()));
        Ok(found)
    }

    /// The part of the scan that this worker goes through.
    pub(super) fn part_of(&self, scan: &Plan) -> Option<&Range<usize>> {
        match &self.part {
            Some(Part::Nodes { scan: number, places }) if *number == scan.number => Some(places),
            _ => None,
        }
    }

    /// Whether this worker is given rows in place of the operator's.
    pub(super) fn is_given(&self, plan: &Plan) -> bool {
        matches!(&self.part, Some(Part::Rows { operator, .. }) if *operator == plan.number)
    }

    /// The rows that this worker was given in place of the operator's, once; `None` where it was given none.
    pub(super) fn given(&self, plan: &Plan) -> Option<Option<Batch>> {
        match &self.part {
            Some(Part::Rows { operator, rows }) if *operator == plan.number => {
                Some((!self.is_given.replace(true)).then(|| rows.clone()))
            }
            _ => None,
        }
    }

    /// What evaluating expressions needs.
    pub(super) fn context<'b>(&'b self, graph: &'b Graph) -> Context<'b> {
        Context { graph, parameters: self.parameters, started: self.started, statement: self }
    }

    /// Evaluates an expression for each row of a batch.
    pub(super) fn evaluate(&self, expression: &Expression, batch: &Batch) -> Result<Arc<Column>, Diagnostic> {
        let graph = self.graph();
        super::expression::shared(expression, batch, &self.context(&graph))
    }

    /// Evaluates an expression that must give an integer that is not negative, the same for all rows (`SKIP`, `LIMIT`).
    pub(super) fn count(&self, expression: &Expression, what: &str) -> Result<usize, Diagnostic> {
        match self.evaluate(expression, &Batch::new(1))?.value(0) {
            Value::Integer(count) if count >= 0 => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
            Value::Integer(_) => Err(Diagnostic::runtime(
                Kind::SyntaxError,
                "NegativeIntegerArgument",
                format!("{what} must not be negative"),
            )
            .at(expression.span)),
            other => Err(Diagnostic::runtime(
                Kind::SyntaxError,
                "InvalidArgumentType",
                format!("{what} must be an integer and not {}", other.type_name()),
            )
            .at(expression.span)),
        }
    }

    /// Calls a procedure.
    pub(super) fn call(&self, name: &str, arguments: &[Value]) -> Result<Table, Diagnostic> {
        let graph = self.graph();
        self.procedures.call(name, arguments, &self.context(&graph))
    }

    /// Counts memory that is held until the statement ends.
    pub(super) fn hold(&self, bytes: usize) -> Result<(), Diagnostic> {
        self.held.set(self.held.get() + bytes);
        match self.limits.memory {
            Some(most) if self.held.get() > most => Err(error::over_budget("memory")),
            _ => Ok(()),
        }
    }

    /// Notes what was changed.
    pub(super) fn count_changes(&self, note: impl FnOnce(&mut Statistics)) {
        let mut statistics = self.statistics.get();
        note(&mut statistics);
        self.statistics.set(statistics);
    }

    /// Whether the rows of each operator are counted.
    pub(super) fn profiles(&self) -> bool {
        self.planned.mode == Mode::Profile
    }

    /// Notes rows that an operator gave.
    pub(super) fn count_rows(&self, plan: &Plan, rows: usize) {
        if let Some(count) = self.rows.borrow_mut().get_mut(plan.number) {
            *count += rows as u64;
        }
    }
}

impl RunningStatement for Run<'_> {
    fn subquery(&self, subquery: &Subquery, batch: &Batch, _: &Context<'_>) -> Result<Column, Diagnostic> {
        match self.planned.subqueries.get(subquery.number) {
            Some(planned) if planned.once => {
                let value = match self.kept.value(subquery.number) {
                    Some(value) => value,
                    None => super::subquery::evaluate(planned, &Batch::new(1), self)?.value(0),
                };
                self.kept.keep_value(subquery.number, value.clone());
                Ok(Column::constant(value, batch.len()))
            }
            Some(planned) => super::subquery::evaluate(planned, &batch.keep(&subquery.imports), self),
            None => Err(error::internal("a subquery was not planned")),
        }
    }

    fn check(&self) -> Result<(), Diagnostic> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(error::cancelled());
        }
        match self.deadline {
            Some(deadline) if Instant::now() > deadline => Err(error::over_budget("time")),
            _ => Ok(()),
        }
    }
}
