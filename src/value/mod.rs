//! What a cell can be: one enum over all Cypher types. Each temporal type has its own file beside this one.

pub mod date;
pub mod date_time;
pub mod duration;
pub mod entities;
pub mod equality;
pub mod literal;
pub mod local_date_time;
pub mod local_time;
pub mod operators;
pub mod order;
pub mod partial_date;
pub mod point;
pub mod temporal;
pub mod text;
pub mod time;
pub mod typed_json;
pub mod zone;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;
pub use local_date_time::LocalDateTime;
pub use local_time::LocalTime;
pub use point::Point;
pub use time::Time;
pub use zone::{Offset, Zone};

/// A node of one graph. Identifiers are never reused within a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// A relationship of one graph. Identifiers are never reused within a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelationshipId(pub u32);

/// A walk through the graph: one more node than relationships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The nodes in the order walked; never empty.
    pub nodes: Vec<NodeId>,
    /// The relationships between neighbouring nodes, in the order walked.
    pub relationships: Vec<RelationshipId>,
}

/// Any value of the query language. Clones are cheap: what is large is shared.
///
/// There is no `PartialEq`: Cypher has three notions of sameness (equality with nulls, equivalence for grouping,
/// order), each its own function beside this file.
#[derive(Clone, Debug)]
pub enum Value {
    /// The absent value.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// 64-bit signed.
    Integer(i64),
    /// IEEE 754 double.
    Float(f64),
    /// Unicode text.
    String(Arc<str>),
    /// Values in order, of any types.
    List(Arc<Vec<Value>>),
    /// Keys to values, in key order.
    Map(Arc<BTreeMap<Arc<str>, Value>>),
    /// A node of the graph that the query runs on.
    Node(NodeId),
    /// A relationship of the graph that the query runs on.
    Relationship(RelationshipId),
    /// A path through that graph.
    Path(Arc<Path>),
    /// A day.
    Date(Date),
    /// A time of day without a time zone.
    LocalTime(LocalTime),
    /// A time of day with an offset from UTC.
    Time(Time),
    /// A date and time without a time zone.
    LocalDateTime(LocalDateTime),
    /// A moment in a time zone.
    DateTime(Arc<DateTime>),
    /// A length of time.
    Duration(Arc<Duration>),
    /// A place on the plane, in space or on the earth.
    Point(Arc<Point>),
}

impl Value {
    /// The string, or the strings of the list, as properties such as `aliases` hold them; nothing of any other value.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Value::String(text) => vec![text.to_string()],
            Value::List(items) => items
                .iter()
                .filter_map(|item| match item {
                    Value::String(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The name of its type, as messages and procedures write it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "NULL",
            Value::Boolean(_) => "BOOLEAN",
            Value::Integer(_) => "INTEGER",
            Value::Float(_) => "FLOAT",
            Value::String(_) => "STRING",
            Value::List(_) => "LIST",
            Value::Map(_) => "MAP",
            Value::Node(_) => "NODE",
            Value::Relationship(_) => "RELATIONSHIP",
            Value::Path(_) => "PATH",
            Value::Date(_) => "DATE",
            Value::LocalTime(_) => "LOCAL TIME",
            Value::Time(_) => "ZONED TIME",
            Value::LocalDateTime(_) => "LOCAL DATETIME",
            Value::DateTime(_) => "ZONED DATETIME",
            Value::Duration(_) => "DURATION",
            Value::Point(_) => "POINT",
        }
    }

    /// Whether it is the absent value.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// A list of these values.
    pub fn list(values: Vec<Value>) -> Value {
        Value::List(Arc::new(values))
    }

    /// A map of these entries; of a repeated key the last counts.
    pub fn map<K: Into<Arc<str>>>(entries: impl IntoIterator<Item = (K, Value)>) -> Value {
        Value::Map(Arc::new(entries.into_iter().map(|(key, value)| (key.into(), value)).collect()))
    }

    /// The number as a float, if it is a number.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Value::Integer(number) => Some(*number as f64),
            Value::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether a property can hold it: texts, numbers, truth values, temporal values, points, and lists of them of one
    /// type without nulls.
    pub fn is_storable(&self) -> bool {
        match self {
            Value::List(values) => {
                values.iter().all(|value| !matches!(value, Value::List(_) | Value::Null) && value.is_storable())
            }
            Value::Null | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => false,
            _ => true,
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text.into())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Boolean(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Integer(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Float(number)
    }
}

impl From<Option<bool>> for Value {
    /// An unknown truth value is null.
    fn from(flag: Option<bool>) -> Self {
        flag.map_or(Value::Null, Value::Boolean)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Value::Date(date)
    }
}

impl From<DateTime> for Value {
    fn from(moment: DateTime) -> Self {
        Value::DateTime(Arc::new(moment))
    }
}

impl From<Duration> for Value {
    fn from(duration: Duration) -> Self {
        Value::Duration(Arc::new(duration))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.into())
    }
}
