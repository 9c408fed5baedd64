//! Clauses, but for what projections and changes hold.

use super::{
    Create, Delete, Expression, Merge, Name, NodePattern, PathPattern, Projection, Query, RemoveItem, SetItem, Slot,
};
use crate::span::Span;

/// One clause.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)] // A query has few clauses; a box at each would only blur the code.
pub enum Clause {
    /// `MATCH` and `OPTIONAL MATCH`.
    Match(Match),
    /// `UNWIND list AS slot`.
    Unwind(Unwind),
    /// `WITH` and `RETURN`.
    Projection(Projection),
    /// `CREATE`.
    Create(Create),
    /// `MERGE`.
    Merge(Merge),
    /// `SET`.
    Set(Vec<SetItem>),
    /// `REMOVE`.
    Remove(Vec<RemoveItem>),
    /// `DELETE` and `DETACH DELETE`.
    Delete(Delete),
    /// `FOREACH`.
    Foreach(Foreach),
    /// `CALL procedure(...)`.
    Call(Call),
    /// `CALL { ... }`.
    CallSubquery(CallSubquery),
    /// `LOAD CSV`.
    LoadCsv(LoadCsv),
    /// `FINISH`: run everything, return nothing.
    Finish,
}

/// `[OPTIONAL] MATCH paths WHERE filter`. No relationship occurs twice in one match.
#[derive(Clone, Debug)]
pub struct Match {
    /// Rows without a match are kept, with nulls.
    pub optional: bool,
    /// The path patterns, separated by commas in the text.
    pub paths: Vec<PathPattern>,
    /// The condition of `WHERE`.
    pub filter: Option<Expression>,
    /// Slots that this clause binds, anonymous ones included: nulls where an optional match finds nothing.
    pub introduces: Vec<Slot>,
    /// The clause.
    pub span: Span,
}

/// `UNWIND list AS slot`: one row for each element.
#[derive(Clone, Debug)]
pub struct Unwind {
    /// The list; null gives no row, what is not a list one row.
    pub list: Expression,
    /// The element.
    pub slot: Slot,
    /// The place of the element, and that of the first one.
    pub place: Option<(Slot, i64)>,
    /// The clause.
    pub span: Span,
}

/// `FOREACH (slot IN list | clauses)`.
#[derive(Clone, Debug)]
pub struct Foreach {
    /// The element.
    pub slot: Slot,
    /// The list; null does nothing.
    pub list: Expression,
    /// Writing clauses only.
    pub clauses: Vec<Clause>,
    /// The clause.
    pub span: Span,
}

/// `CALL procedure(arguments) YIELD ...`.
#[derive(Clone, Debug)]
pub struct Call {
    /// The procedure's full name as its table has it.
    pub procedure: Name,
    /// The arguments, implicit ones already made parameters.
    pub arguments: Vec<Expression>,
    /// The fields that are kept: position among the procedure's outputs, and slot.
    pub yields: Vec<(usize, Slot)>,
    /// `WHERE` after `YIELD`.
    pub filter: Option<Expression>,
    /// `OPTIONAL CALL`.
    pub optional: bool,
    /// The clause.
    pub span: Span,
}

/// `CALL { ... }`: the query is run for each row.
#[derive(Clone, Debug)]
pub struct CallSubquery {
    /// The query; its columns' slots are bound afterwards. A query without columns keeps each row once.
    pub query: Query,
    /// Slots of the row that the query reads.
    pub imports: Vec<Slot>,
    /// `OPTIONAL CALL`.
    pub optional: bool,
    /// The clause.
    pub span: Span,
}

/// `LOAD CSV [WITH HEADERS] FROM source AS slot`.
#[derive(Clone, Debug)]
pub struct LoadCsv {
    /// A path or a `file:` address.
    pub source: Expression,
    /// Rows are maps by header, else lists.
    pub headers: bool,
    /// `FIELDTERMINATOR`; a comma if absent.
    pub separator: Option<char>,
    /// The row.
    pub slot: Slot,
    /// The clause.
    pub span: Span,
}

impl Clause {
    /// Whether the clause itself changes the graph.
    pub fn writes(&self) -> bool {
        match self {
            Clause::Create(_)
            | Clause::Merge(_)
            | Clause::Set(_)
            | Clause::Remove(_)
            | Clause::Delete(_)
            | Clause::Foreach(_) => true,
            Clause::CallSubquery(call) => call.query.writes(),
            _ => false,
        }
    }
}

impl Query {
    /// Whether any clause changes the graph.
    pub fn writes(&self) -> bool {
        self.branches.iter().any(|branch| branch.clauses.iter().any(Clause::writes))
    }
}

impl NodePattern {
    /// Whether the pattern asks nothing of the node.
    pub fn is_plain(&self) -> bool {
        self.labels.is_none() && self.properties.is_empty() && self.filter.is_none()
    }
}
