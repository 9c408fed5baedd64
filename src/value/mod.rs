//! What a cell can be: one enum over all Cypher types. Each temporal type has its own file beside this one.

use std::collections::BTreeMap;
use std::sync::Arc;

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
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.into())
    }
}
