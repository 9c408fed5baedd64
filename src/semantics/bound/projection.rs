//! `WITH` and `RETURN`: what goes on, grouped, ordered and cut.

use super::{Expression, Slot};
use crate::span::Span;

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
