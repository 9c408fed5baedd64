//! The operators of a plan. Each takes the rows of its inputs and gives rows.

use super::range::PropertyRange;
use super::seek::EqualSeek;
use super::step::*;
use crate::semantics::bound::{Aggregate, Create, Delete, Expression, Item, Name, RemoveItem, SetItem, Slot, SortItem};

/// An operator and those that feed it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is done.
    pub operator: Operator,
    /// Where the rows come from: the main input first; for [`Operator::Apply`] and its siblings then what is run for each row.
    pub inputs: Vec<Plan>,
    /// How many rows are expected.
    pub estimate: f64,
    /// The slots that anything above still reads; all of them if absent. Others need not be passed on.
    pub live: Option<Vec<Slot>>,
    /// Unique in the statement.
    pub number: usize,
}

/// What an operator does. Unless said otherwise it passes on the slots of its main input.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)] // A plan has few operators.
pub enum Operator {
    /// The rows from outside: one row without slots at the bottom of a statement, the outer row under an apply.
    Argument {
        /// The slots of the outer row that are read.
        slots: Vec<Slot>,
    },
    /// Every node, for each row.
    AllNodes {
        /// The node.
        slot: Slot,
    },
    /// Every node with a label, for each row.
    LabelScan {
        /// The node.
        slot: Slot,
        /// Its label.
        label: Name,
    },
    /// The nodes with a label whose property fits, by index, for each row.
    IndexSeek {
        /// The node.
        slot: Slot,
        /// Its label.
        label: Name,
        /// The property.
        key: Name,
        /// What it must be.
        lookup: Lookup,
    },
    /// The nodes or relationships whose properties equal values, by a declared index, for each row.
    EqualSeek(EqualSeek),
    /// The node with an identifier, for each row: none if it is not there.
    NodeById {
        /// The node.
        slot: Slot,
        /// Its identifier, or a list of them.
        identifier: Expression,
    },
    /// One relationship further, for each row.
    Expand(Expand),
    /// Two relationships further, over one node between two that are bound: the nodes that are neighbours of both.
    Intersect(Intersect),
    /// Several relationships further, for each row every path of them.
    ExpandVariable(ExpandVariable),
    /// A path pattern repeated. The second input is one repetition.
    ExpandQuantified(ExpandQuantified),
    /// The ends of a relationship that is already bound, which must fit the pattern.
    Ends(Ends),
    /// The shortest paths between two bound nodes.
    ShortestPath(ShortestPath),
    /// Of the paths that each run of the second input finds for a row, the shortest between each pair of ends.
    SelectPaths {
        /// First node of the paths.
        start: Slot,
        /// Last node of the paths.
        end: Slot,
        /// The walked relationships: one, or a list, in each.
        walked: Vec<Slot>,
        /// How many; of lengths if `groups`.
        count: u64,
        /// Whether all paths of the `count` shortest lengths are kept.
        groups: bool,
        /// Whether lengths do not matter.
        any: bool,
    },
    /// Puts together a path.
    Path {
        /// The path.
        slot: Slot,
        /// Its first node.
        start: Slot,
        /// The walked relationships: one, or a list, in each.
        walked: Vec<Slot>,
    },
    /// Rows for which all conditions are true.
    Filter {
        /// The conditions, cheapest first.
        conditions: Vec<Expression>,
    },
    /// Rows in which a property lies between constants.
    Range(PropertyRange),
    /// More columns.
    Project {
        /// What is computed.
        items: Vec<Item>,
    },
    /// Only these slots.
    Keep {
        /// The slots.
        slots: Vec<Slot>,
    },
    /// One row for each group. Only the slots of keys and aggregates go on.
    Aggregate {
        /// What rows are grouped by; without any there is one group even without rows.
        keys: Vec<Item>,
        /// What is computed over each group.
        aggregates: Vec<Aggregate>,
    },
    /// As [`Operator::Aggregate`] where the rows of a group come together: groups are done with when others begin.
    AggregateRuns {
        /// The node whose rows all follow each other, and which the keys tell from all other nodes.
        run: Slot,
        /// What rows are grouped by.
        keys: Vec<Item>,
        /// What is computed over each group.
        aggregates: Vec<Aggregate>,
    },
    /// Equal rows once.
    Distinct {
        /// The slots that are compared; the only ones that go on.
        slots: Vec<Slot>,
    },
    /// Rows in order.
    Sort {
        /// By what.
        keys: Vec<SortItem>,
    },
    /// The first rows in order.
    Top {
        /// By what.
        keys: Vec<SortItem>,
        /// How many rows are left out before.
        skip: Option<Expression>,
        /// How many rows.
        limit: Expression,
    },
    /// Leaves out the first rows.
    Skip {
        /// How many.
        count: Expression,
    },
    /// The first rows only.
    Limit {
        /// How many.
        count: Expression,
    },
    /// One row for each element of a list.
    Unwind {
        /// The list.
        list: Expression,
        /// The element.
        slot: Slot,
        /// The place of the element, and that of the first one.
        place: Option<(Slot, i64)>,
    },
    /// For each row of the first input the rows of the second.
    Apply {
        /// What the second input binds: nulls where it has no row and `optional` is set.
        introduces: Vec<Slot>,
        /// Rows for which the second input has none are kept.
        optional: bool,
        /// The number of the outer row in its batch, carried through the second input, where that may be run for many
        /// rows at a time: no operator in it looks at several rows or drops slots.
        row: Option<Slot>,
    },
    /// The rows for which the second input has a row, or has none if `negated`.
    SemiApply {
        /// Whether to keep those without.
        negated: bool,
        /// As in [`Operator::Apply`].
        row: Option<Slot>,
    },
    /// For each row the second input is run for what it changes; the row goes on as it is.
    ForEachRow,
    /// For each row of the first input and each row of the second, where the keys are equal and not null.
    HashJoin {
        /// Computed on the first input and on the second, which reads nothing of the first.
        keys: Vec<(Expression, Expression)>,
        /// What else must hold.
        range: Option<JoinRange>,
    },
    /// As [`Operator::HashJoin`], where for each row of the first input only is asked how many it would be joined with.
    JoinCount {
        /// As in [`Operator::HashJoin`].
        keys: Vec<(Expression, Expression)>,
        /// As in [`Operator::HashJoin`].
        range: Option<JoinRange>,
        /// How many.
        slot: Slot,
    },
    /// The rows of all inputs one after the other, with their slots renamed.
    Union {
        /// For each input the slots that answer `columns`.
        outputs: Vec<Vec<Slot>>,
        /// The slots that go on.
        columns: Vec<Slot>,
    },
    /// All rows of the input are there before the first goes on.
    Eager,
    /// Makes nodes and relationships.
    Create(Create),
    /// Finds what the second input finds for a row, or else creates it.
    Merge {
        /// What is created when nothing is found.
        create: Create,
        /// After creating.
        on_create: Vec<SetItem>,
        /// After finding.
        on_match: Vec<SetItem>,
        /// What is bound.
        introduces: Vec<Slot>,
        /// Property values that must not be null: merging on null is an error.
        values: Vec<Expression>,
    },
    /// Sets properties and labels.
    Set {
        /// In order.
        items: Vec<SetItem>,
    },
    /// Removes properties and labels.
    Remove {
        /// In order.
        items: Vec<RemoveItem>,
    },
    /// Deletes nodes and relationships.
    Delete(Delete),
    /// For each element of a list, runs the second input for what it changes.
    Foreach {
        /// The list.
        list: Expression,
        /// The element.
        slot: Slot,
    },
    /// Calls a procedure for each row.
    Call {
        /// Its name.
        procedure: Name,
        /// Its arguments.
        arguments: Vec<Expression>,
        /// Position among its outputs, and slot.
        yields: Vec<(usize, Slot)>,
        /// A row for which the procedure gives nothing goes on, with nulls.
        optional: bool,
    },
    /// Reads a file of comma-separated values for each row.
    LoadCsv {
        /// Its path or address.
        source: Expression,
        /// Rows are maps by header.
        headers: bool,
        /// What separates cells.
        separator: Option<char>,
        /// The row.
        slot: Slot,
    },
    /// Takes all rows and gives none.
    Finish,
    /// How many neighbours each row's node has, without visiting them.
    Degree(Degree),
    /// One row with the number of rows that the scan which is the input would give, or the step over it, without going there:
    /// the graph knows it.
    KnownCount(KnownCount),
    /// As [`Operator::Aggregate`] without keys over a scan that is the input, which is not gone through where the columns of
    /// the graph tell what their values come to.
    KnownTotals {
        /// What is computed over all nodes.
        aggregates: Vec<Aggregate>,
    },
    /// One relationship further, for each scanned node one row for each end with the number of walks that lead there.
    CountEnds(CountEnds),
}

/// How an index is asked.
#[derive(Clone, Debug)]
pub enum Lookup {
    /// The property equals the value.
    Equal(Expression),
    /// The property equals one of a list.
    OneOf(Expression),
    /// The property lies between; each bound with whether it belongs to the range.
    Range {
        /// At least.
        from: Option<(Expression, bool)>,
        /// At most.
        to: Option<(Expression, bool)>,
    },
    /// The text begins so.
    Prefix(Expression),
}

/// Rows of a join whose values lie between those of the row that they are joined with.
#[derive(Clone, Debug)]
pub struct JoinRange {
    /// What lies between, computed on the second input.
    pub of: Expression,
    /// At least, computed on the first input; with whether it belongs to the range.
    pub from: Option<(Expression, bool)>,
    /// At most.
    pub to: Option<(Expression, bool)>,
    /// The same as conditions on joined rows, for values that have no simple order.
    pub conditions: Vec<Expression>,
}

impl Plan {
    /// An operator without inputs.
    pub fn leaf(operator: Operator) -> Self {
        Self { operator, inputs: Vec::new(), estimate: 1.0, live: None, number: 0 }
    }

    /// An operator over one input, expected to give as many rows.
    pub fn over(operator: Operator, input: Plan) -> Self {
        Self { operator, estimate: input.estimate, inputs: vec![input], live: None, number: 0 }
    }

    /// An operator over two inputs, expected to give as many rows as the second.
    pub fn over_both(operator: Operator, input: Plan, second: Plan) -> Self {
        Self { operator, estimate: second.estimate, inputs: vec![input, second], live: None, number: 0 }
    }

    /// The same, expected to give so many rows.
    pub fn expecting(mut self, rows: f64) -> Self {
        self.estimate = rows;
        self
    }

    /// Whether the operator or one that feeds it changes the graph.
    pub fn writes(&self) -> bool {
        matches!(
            self.operator,
            Operator::Create(_)
                | Operator::Merge { .. }
                | Operator::Set { .. }
                | Operator::Remove { .. }
                | Operator::Delete(_)
                | Operator::Foreach { .. }
        ) || self.inputs.iter().any(Plan::writes)
    }
}

impl Lookup {
    /// The values that are computed before looking up.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let (first, second) = match self {
            Lookup::Equal(value) | Lookup::OneOf(value) | Lookup::Prefix(value) => (Some(value), None),
            Lookup::Range { from, to } => (from.as_ref().map(|bound| &bound.0), to.as_ref().map(|bound| &bound.0)),
        };
        first.into_iter().chain(second)
    }
}
