//! From the bound query to a plan: a tree of operators, plain data, with names where a graph has numbers.
//!
//! [`plan`] makes the straightforward plan clause by clause, the patterns of each `MATCH` ordered by what [`Counts`] says of
//! the graph; [`rewrite`] then improves it. EXPLAIN shows the result with `describe`.

mod clause;
mod counts;
mod describe;
mod operator;
mod pattern;
mod range;
pub mod rewrite;
pub mod seek;
mod shortest;
mod start;
mod step;

use clause::is_batched;
pub use counts::{Counts, Declared, NoCounts};
pub use describe::Description;
pub use operator::*;
pub use range::PropertyRange;
pub use step::*;

use crate::semantics::bound::{
    Clause, Expression, LabelExpression, Match, NodePattern, PathPattern, Subquery, SubqueryForm,
};
use crate::semantics::bound::{ExpressionKind, Mode, Name, OutputColumn, Query, Slot, SlotInfo, SlotKind, Statement};

/// A statement ready to run.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Run, explain or profile.
    pub mode: Mode,
    /// The operators; the last one stands at the root.
    pub root: Plan,
    /// The columns of the answer.
    pub columns: Vec<OutputColumn>,
    /// The expression subqueries by [`Subquery::number`].
    pub subqueries: Vec<PlannedSubquery>,
    /// Every variable, those that planning added included.
    pub slots: Vec<SlotInfo>,
    /// The parameters that must be given.
    pub parameters: Vec<Name>,
    /// Whether running it may change the graph.
    pub writes: bool,
    /// How many operators there are: every [`Plan::number`] is below this.
    pub operators: usize,
}

/// A subquery of an expression.
#[derive(Clone, Debug)]
pub struct PlannedSubquery {
    /// Its operators, over the row around it.
    pub plan: Plan,
    /// What becomes of its rows.
    pub form: SubqueryForm,
    /// Its one column, for [`SubqueryForm::Collect`].
    pub column: Option<Slot>,
    /// Where it may be run for many rows at a time.
    pub many: Option<ManyRows>,
    /// Whether it gives the same for all rows, so that it is run for the first.
    pub once: bool,
    /// For an `EXISTS` that reads one node of the row around it, which its pattern has: that node, and the plan that finds
    /// all such nodes.
    pub of_all: Option<(Slot, Plan)>,
}

/// How a subquery is run for many rows at a time.
#[derive(Clone, Copy, Debug)]
pub struct ManyRows {
    /// The number of the row around it in its batch, carried through the plan.
    pub row: Slot,
    /// How many rows were found for that row, where the plan counts them itself; rows without any are left out.
    pub count: Option<Slot>,
}

/// Plans a query; `rewrites` says which rewrites are applied.
pub fn plan(statement: &Statement, query: &Query, counts: &dyn Counts, rewrites: rewrite::Rewrites) -> Planned {
    let mut planner = Planner {
        counts,
        slots: statement.slots.clone(),
        subqueries: vec![None; statement.subqueries],
        imports: Vec::new(),
        labels: Vec::new(),
    };
    let root = planner.query(query, Plan::leaf(Operator::Argument { slots: Vec::new() }), &[]);
    let subqueries = planner
        .subqueries
        .into_iter()
        .map(|subquery| {
            subquery.unwrap_or_else(|| PlannedSubquery {
                plan: Plan::leaf(Operator::Argument { slots: Vec::new() }),
                form: SubqueryForm::Exists,
                column: None,
                many: None,
                once: false,
                of_all: None,
            })
        })
        .collect();
    let mut planned = Planned {
        mode: statement.mode,
        root,
        columns: query.columns.clone(),
        subqueries,
        slots: planner.slots,
        parameters: statement.parameters.clone(),
        writes: query.writes(),
        operators: 0,
    };
    rewrite::apply(&mut planned, counts, rewrites);
    planned.number();
    planned
}

/// What planning carries along.
struct Planner<'a> {
    counts: &'a dyn Counts,
    slots: Vec<SlotInfo>,
    subqueries: Vec<Option<PlannedSubquery>>,
    /// What the subquery being planned gets from the row around it.
    imports: Vec<Slot>,
    /// The labels of nodes in the patterns so far.
    labels: Vec<(Slot, Name)>,
}

impl Planner<'_> {
    /// A new variable that the text does not have.
    fn fresh(&mut self, kind: SlotKind) -> Slot {
        self.slots.push(SlotInfo { name: None, kind });
        Slot(self.slots.len() as u32 - 1)
    }

    /// Plans the subqueries in an expression, so that they are there when the expression is evaluated.
    fn prepare(&mut self, expression: &Expression) {
        let mut found: Vec<&Subquery> = Vec::new();
        expression.for_each_subquery(&mut |subquery| found.push(subquery));
        for subquery in found {
            let argument = Plan::leaf(Operator::Argument { slots: subquery.imports.clone() });
            let plan = self.query(&subquery.query, argument, &subquery.imports);
            if self.subqueries.len() <= subquery.number {
                self.subqueries.resize(subquery.number + 1, None);
            }
            let column = subquery.query.columns.first().map(|column| column.slot);
            let column = column.filter(|_| subquery.form == SubqueryForm::Collect);
            let form = subquery.form;
            let of_all = self.of_all(subquery);
            let planned = PlannedSubquery { plan, form, column, many: None, once: false, of_all };
            self.subqueries[subquery.number] = Some(planned);
        }
    }
}

impl Planner<'_> {
    /// The one node that an `EXISTS` reads of the row around it, and all nodes for which it holds, where its pattern finds
    /// them.
    fn of_all(&mut self, subquery: &Subquery) -> Option<(Slot, Plan)> {
        let (SubqueryForm::Exists, [node], [branch]) = (subquery.form, &*subquery.imports, &*subquery.query.branches)
        else {
            return None;
        };
        let [Clause::Match(Match { optional: false, paths, .. }), rest @ ..] = &*branch.clauses else { return None };
        let is_node = |other: &NodePattern| other.slot == *node;
        let has = |path: &PathPattern| is_node(&path.start) || path.steps.iter().any(|step| is_node(&step.node));
        // What is made of all rows, or of some, is not made of those of one node.
        let is_plain = |clause: &Clause| match clause {
            Clause::Projection(made) => {
                let looks_at_all = !made.aggregates.is_empty() || made.skip.is_some() || made.limit.is_some();
                !looks_at_all && made.filter.is_none()
            }
            _ => false,
        };
        if !paths.iter().any(has) || rest.len() > 1 || !rest.iter().all(is_plain) {
            return None;
        }
        let plan = self.query(&subquery.query, Plan::leaf(Operator::Argument { slots: Vec::new() }), &[]);
        Some((*node, plan))
    }
}

impl Planned {
    /// Numbers the operators, roots first.
    fn number(&mut self) {
        fn visit(plan: &mut Plan, next: &mut usize) {
            plan.number = *next;
            *next += 1;
            plan.inputs.iter_mut().for_each(|input| visit(input, next));
        }
        let mut next = 0;
        visit(&mut self.root, &mut next);
        self.subqueries.iter_mut().for_each(|subquery| visit(&mut subquery.plan, &mut next));
        self.operators = next;
    }
}

/// Whether an expression gives the same for every row: it reads no variable.
pub fn is_constant(expression: &Expression) -> bool {
    expression.reads().is_empty() && !expression.any(&|inner| matches!(inner.kind, ExpressionKind::Subquery(_)))
}

/// The types of a plain disjunction of names.
fn simple_types(types: &LabelExpression) -> Option<Vec<Name>> {
    Some(pattern::type_names(types)).filter(|names| !names.is_empty())
}
