//! Clauses: reading, projecting, writing.

use super::{Expression, Name, NodePattern, PathPattern, Properties, Query, Slot};
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

/// `WITH` or `RETURN`. Afterwards only the slots of `items` are bound.
///
/// In this order: `keys` and the arguments of `aggregates` are evaluated on the rows that come in, the rows are grouped by the
/// keys, `items` are evaluated (on groups if there are any, else on the rows), `distinct`, `order`, `skip`, `limit`, `filter`.
#[derive(Clone, Debug)]
pub struct Projection {
    /// Grouping keys; empty without aggregation, and for one group of all rows.
    pub keys: Vec<Item>,
    /// The aggregates; together with `keys` empty when the projection does not aggregate.
    pub aggregates: Vec<Aggregate>,
    /// Whether rows are grouped: true also for `RETURN count(*)`.
    pub grouped: bool,
    /// What comes out, in column order.
    pub items: Vec<Item>,
    /// Variables of the query around this one, the same for all rows, that stay beside the columns.
    pub carried: Vec<Slot>,
    /// Equal rows once.
    pub distinct: bool,
    /// `ORDER BY`: may name the slots of `items`, and without grouping and distinct also those that came in.
    pub order: Vec<SortItem>,
    /// `SKIP`, constant over rows.
    pub skip: Option<Expression>,
    /// `LIMIT`, constant over rows.
    pub limit: Option<Expression>,
    /// `WHERE` after `WITH`; may name the slots of `items`, and without grouping and distinct also those that came in.
    pub filter: Option<Expression>,
    /// The clause.
    pub span: Span,
}

/// A named expression. A variable passed on has its own slot as expression and as slot.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where the value goes.
    pub slot: Slot,
    /// How it is computed.
    pub expression: Expression,
}

/// One aggregation over the rows of a group.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// Where the result goes.
    pub slot: Slot,
    /// Which.
    pub function: AggregateFunction,
    /// Equal values once.
    pub distinct: bool,
    /// None for `count(*)`, two for percentiles, else one.
    pub arguments: Vec<Expression>,
    /// The call.
    pub span: Span,
}

/// The aggregating functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AggregateFunction {
    /// `count(*)`.
    CountRows,
    /// `count(x)`: not null.
    Count,
    /// `sum`.
    Sum,
    /// `avg`.
    Average,
    /// `min`.
    Minimum,
    /// `max`.
    Maximum,
    /// `collect`.
    Collect,
    /// `stDev`, of a sample.
    StandardDeviation,
    /// `stDevP`, of a population.
    StandardDeviationPopulation,
    /// `percentileCont`, interpolated.
    PercentileContinuous,
    /// `percentileDisc`, nearest.
    PercentileDiscrete,
}

/// One key of `ORDER BY`.
#[derive(Clone, Debug)]
pub struct SortItem {
    /// What to order by.
    pub expression: Expression,
    /// `DESC`.
    pub descending: bool,
}

/// `CREATE`: nodes and relationships in the order in which they are made, then the paths over them.
#[derive(Clone, Debug)]
pub struct Create {
    /// In order of the text; a relationship comes after its ends. Nodes that were bound before do not appear.
    pub items: Vec<CreateItem>,
    /// Named paths.
    pub paths: Vec<NamedPath>,
    /// Labels of the new nodes that are computed.
    pub computed: Vec<SetItem>,
    /// The clause.
    pub span: Span,
}

/// One thing to create.
#[derive(Clone, Debug)]
pub enum CreateItem {
    /// A node.
    Node {
        /// Its variable.
        slot: Slot,
        /// Its labels, each once.
        labels: Vec<Name>,
        /// Its properties.
        properties: Properties,
        /// The pattern.
        span: Span,
    },
    /// A relationship.
    Relationship {
        /// Its variable.
        slot: Slot,
        /// Its type.
        kind: CreatedType,
        /// Start node, by the direction of the arrow.
        start: Slot,
        /// End node.
        end: Slot,
        /// Its properties.
        properties: Properties,
        /// The pattern.
        span: Span,
    },
}

/// The type of a relationship that is created.
#[derive(Clone, Debug)]
pub enum CreatedType {
    /// Written.
    Name(Name),
    /// `$(value)`: the one text that the value is or holds.
    Computed(Expression),
}

/// A path put together from bound variables.
#[derive(Clone, Debug)]
pub struct NamedPath {
    /// The path's variable.
    pub slot: Slot,
    /// Node, relationship, node, ... in the order walked.
    pub elements: Vec<Slot>,
}

/// `MERGE path ON CREATE SET ... ON MATCH SET ...`. Node patterns whose variable was bound before are marked so.
#[derive(Clone, Debug)]
pub struct Merge {
    /// What to find or else to create; an undirected relationship is created from left to right.
    pub path: PathPattern,
    /// After creating.
    pub on_create: Vec<SetItem>,
    /// After finding.
    pub on_match: Vec<SetItem>,
    /// Slots that this clause binds.
    pub introduces: Vec<Slot>,
    /// The clause.
    pub span: Span,
}

/// One assignment.
#[derive(Clone, Debug)]
pub enum SetItem {
    /// `entity.key = value`; null removes.
    Property {
        /// A node, a relationship, or null (then nothing happens).
        entity: Expression,
        /// The property key.
        key: Name,
        /// Its new value.
        value: Expression,
    },
    /// `entity[key] = value`.
    DynamicProperty {
        /// A node, a relationship, or null.
        entity: Expression,
        /// The property key, computed.
        key: Expression,
        /// Its new value.
        value: Expression,
    },
    /// `entity = map`: all properties are replaced.
    Replace {
        /// A node, a relationship, or null.
        entity: Expression,
        /// A map, node or relationship.
        value: Expression,
    },
    /// `entity += map`: properties are added or, by null, removed.
    Add {
        /// A node, a relationship, or null.
        entity: Expression,
        /// A map, node or relationship.
        value: Expression,
    },
    /// `entity:Label1:Label2`.
    Labels {
        /// A node or null.
        entity: Expression,
        /// The labels to add.
        labels: Vec<Name>,
        /// More of them, each a text or a list of texts.
        computed: Vec<Expression>,
    },
}

/// One removal.
#[derive(Clone, Debug)]
pub enum RemoveItem {
    /// `entity.key`.
    Property {
        /// A node, a relationship, or null.
        entity: Expression,
        /// The property key.
        key: Name,
    },
    /// `entity[key]`.
    DynamicProperty {
        /// A node, a relationship, or null.
        entity: Expression,
        /// The property key, computed.
        key: Expression,
    },
    /// `entity:Label1:Label2`.
    Labels {
        /// A node or null.
        entity: Expression,
        /// The labels to remove.
        labels: Vec<Name>,
        /// More of them, each a text or a list of texts.
        computed: Vec<Expression>,
    },
}

/// `DELETE` and `DETACH DELETE`.
#[derive(Clone, Debug)]
pub struct Delete {
    /// Relationships of deleted nodes go too.
    pub detach: bool,
    /// Nodes, relationships, paths or null.
    pub targets: Vec<Expression>,
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
