//! Clauses: the sentences that a query is made of.

use super::{ComputedLabels, Expression, Name, PathPattern, Pattern, Query};
use crate::span::Span;

/// A clause with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Which, and its parts.
    pub kind: ClauseKind,
    /// From its first word to its last.
    pub span: Span,
}

impl Clause {
    /// The word that the user wrote: the short forms of `WITH *` have their own.
    pub fn name(&self) -> &'static str {
        match &self.kind {
            ClauseKind::With(projection, filter) if projection.star.is_some_and(|at| at.start == self.span.start) => {
                match projection {
                    Projection { items, .. } if !items.is_empty() => "LET",
                    _ if filter.is_some() => "FILTER",
                    Projection { order, .. } if !order.is_empty() => "ORDER BY",
                    Projection { skip: Some(_), .. } => "SKIP",
                    _ => "LIMIT",
                }
            }
            kind => kind.name(),
        }
    }
}

/// The clauses.
#[derive(Clone, Debug, PartialEq)]
pub enum ClauseKind {
    /// `MATCH` and `OPTIONAL MATCH`.
    Match(Match),
    /// `UNWIND list AS variable`.
    Unwind {
        /// The list.
        list: Expression,
        /// One element for each row.
        variable: Name,
        /// The place of the element in the list.
        place: Option<ElementPlace>,
    },
    /// `WITH`, with the condition that may follow it.
    With(Projection, Option<Expression>),
    /// `RETURN`.
    Return(Projection),
    /// `FINISH`.
    Finish,
    /// `CREATE`.
    Create(Pattern),
    /// `MERGE`.
    Merge(Merge),
    /// `SET`.
    Set(Vec<SetItem>),
    /// `REMOVE`.
    Remove(Vec<RemoveItem>),
    /// `DELETE` and `DETACH DELETE`.
    Delete {
        /// Whether the relationships of nodes go too.
        detach: bool,
        /// What goes.
        targets: Vec<Expression>,
    },
    /// `CALL name(…) YIELD …`.
    Call(ProcedureCall),
    /// `CALL { … }` and `CALL (imports) { … }`.
    Subquery(SubqueryCall),
    /// `FOREACH (variable IN list | updates)`.
    Foreach {
        /// One element at a time.
        variable: Name,
        /// The list.
        list: Expression,
        /// Writing clauses.
        updates: Vec<Clause>,
    },
    /// `LOAD CSV [WITH HEADERS] FROM source AS variable [FIELDTERMINATOR text]`.
    LoadCsv {
        /// Whether rows come as maps.
        headers: bool,
        /// A path or a `file:` address.
        source: Expression,
        /// One row at a time.
        variable: Name,
        /// The character between fields; a comma when absent.
        separator: Option<Expression>,
    },
}

impl ClauseKind {
    /// The word that users know it by.
    pub fn name(&self) -> &'static str {
        match self {
            ClauseKind::Match(clause) if clause.optional => "OPTIONAL MATCH",
            ClauseKind::Match(_) => "MATCH",
            ClauseKind::Unwind { .. } => "UNWIND",
            ClauseKind::With(..) => "WITH",
            ClauseKind::Return(_) => "RETURN",
            ClauseKind::Finish => "FINISH",
            ClauseKind::Create(_) => "CREATE",
            ClauseKind::Merge(_) => "MERGE",
            ClauseKind::Set(_) => "SET",
            ClauseKind::Remove(_) => "REMOVE",
            ClauseKind::Delete { .. } => "DELETE",
            ClauseKind::Call(_) | ClauseKind::Subquery(_) => "CALL",
            ClauseKind::Foreach { .. } => "FOREACH",
            ClauseKind::LoadCsv { .. } => "LOAD CSV",
        }
    }

    /// Whether it changes the graph by itself.
    pub fn writes(&self) -> bool {
        use ClauseKind::*;
        matches!(self, Create(_) | Merge(_) | Set(_) | Remove(_) | Delete { .. } | Foreach { .. })
    }
}

/// `MATCH pattern WHERE condition`.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Whether a row without a match stays, with nulls.
    pub optional: bool,
    /// What to find.
    pub pattern: Pattern,
    /// What must hold.
    pub filter: Option<Expression>,
}

/// The columns that `WITH` and `RETURN` name, and what happens to the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// Whether duplicates go.
    pub distinct: bool,
    /// `*`: every variable in scope; the place of the star.
    pub star: Option<Span>,
    /// The items, after the star if there is one.
    pub items: Vec<ProjectionItem>,
    /// Sort keys, most significant first.
    pub order: Vec<SortItem>,
    /// How many rows are left out.
    pub skip: Option<Expression>,
    /// How many rows are kept.
    pub limit: Option<Expression>,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectionItem {
    /// Its value.
    pub expression: Expression,
    /// The name after `AS`.
    pub alias: Option<Name>,
    /// The text of the expression as written, which is the name of a column without `AS`.
    pub text: String,
}

/// One sort key.
#[derive(Clone, Debug, PartialEq)]
pub struct SortItem {
    /// What to sort by.
    pub expression: Expression,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// `MERGE path ON CREATE SET … ON MATCH SET …`.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// What to find or create.
    pub path: PathPattern,
    /// In the order written.
    pub actions: Vec<MergeAction>,
}

/// What to set after a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeAction {
    /// `ON CREATE`, else `ON MATCH`.
    pub on_create: bool,
    /// What to set.
    pub items: Vec<SetItem>,
    /// All of it.
    pub span: Span,
}

/// One item of `SET`.
#[derive(Clone, Debug, PartialEq)]
pub enum SetItem {
    /// `target.key = value`, the target a property expression, or an index expression `target[key]`.
    Property {
        /// `a.b` or `a[b]`.
        target: Expression,
        /// The new value.
        value: Expression,
    },
    /// `variable = map` (all properties) and `variable += map`.
    Properties {
        /// Node or relationship.
        variable: Name,
        /// A map, node or relationship.
        value: Expression,
        /// `+=`: properties not in the map stay.
        add: bool,
    },
    /// `variable:Label`.
    Labels {
        /// A node.
        variable: Name,
        /// The labels that are written.
        labels: Vec<Name>,
        /// Those that are computed.
        computed: Vec<ComputedLabels>,
    },
}

/// One item of `REMOVE`.
#[derive(Clone, Debug, PartialEq)]
pub enum RemoveItem {
    /// `target.key`.
    Property(Expression),
    /// `variable:Label`.
    Labels {
        /// A node.
        variable: Name,
        /// The labels that are written.
        labels: Vec<Name>,
        /// Those that are computed.
        computed: Vec<ComputedLabels>,
    },
}

/// `CALL name(arguments) YIELD items WHERE condition`.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureCall {
    /// With dots.
    pub name: Name,
    /// Absent when there are no parentheses: arguments come from parameters of the same names.
    pub arguments: Option<Vec<Expression>>,
    /// Absent when there is no `YIELD`.
    pub yields: Option<Yield>,
    /// `OPTIONAL CALL`: a row without results stays, with nulls.
    pub optional: bool,
}

/// What follows `YIELD`.
#[derive(Clone, Debug, PartialEq)]
pub struct Yield {
    /// `*`: every result.
    pub star: bool,
    /// Result and the variable it gets, the same where there is no `AS`.
    pub items: Vec<(Name, Name)>,
    /// What must hold.
    pub filter: Option<Expression>,
}

/// `CALL { query }`.
#[derive(Clone, Debug, PartialEq)]
pub struct SubqueryCall {
    /// `CALL (a, b) { … }`: the variables that the query sees; absent in the older form, which imports by a leading `WITH`.
    pub imports: Option<Imports>,
    /// The query.
    pub query: Query,
    /// `OPTIONAL CALL`: a row without results stays, with nulls.
    pub optional: bool,
}

/// `WITH ORDINALITY variable` or `WITH OFFSET variable` after `FOR element IN list`.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementPlace {
    /// The place, one for each row.
    pub variable: Name,
    /// The place of the first element: 1 for ORDINALITY, 0 for OFFSET.
    pub first: i64,
}

/// The variables between the parentheses of `CALL (…) { … }`.
#[derive(Clone, Debug, PartialEq)]
pub enum Imports {
    /// `(*)`
    All,
    /// `(a, b)`
    Some(Vec<Name>),
}
