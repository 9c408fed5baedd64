//! Patterns: paths of nodes and relationships.

use super::{Expression, Name, Slot};
use crate::graph::Direction;
use crate::span::Span;

/// One path pattern: a node, then steps.
#[derive(Clone, Debug)]
pub struct PathPattern {
    /// The variable of the whole path (`p = ...`).
    pub path: Option<Slot>,
    /// Which of the matching paths are kept.
    pub selector: Selector,
    /// Whether those are chosen among the paths that fulfil the conditions of the clause (`shortestPath`,
    /// `allShortestPaths`); with the selectors of GQL the conditions are asked of what was chosen.
    pub chosen_after_conditions: bool,
    /// The first node.
    pub start: NodePattern,
    /// What follows, from left to right.
    pub steps: Vec<Step>,
    /// The pattern.
    pub span: Span,
}

/// Which of the matching paths between each pair of ends are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Every one.
    All,
    /// Any `count` paths, whatever their length (`ANY`, `ANY 3`).
    Any {
        /// At most so many.
        count: u64,
    },
    /// The `count` shortest (`shortestPath`, `ANY SHORTEST`, `SHORTEST 3`).
    Shortest {
        /// At most so many.
        count: u64,
    },
    /// All of the `count` shortest lengths (`allShortestPaths`, `ALL SHORTEST`, `SHORTEST 2 GROUPS`).
    ShortestGroups {
        /// So many different lengths.
        count: u64,
    },
}

/// A piece of a path and the node it leads to.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is walked.
    pub walk: Walk,
    /// Where it leads.
    pub node: NodePattern,
}

/// What is walked between two nodes of a pattern.
#[derive(Clone, Debug)]
pub enum Walk {
    /// One relationship, or several of one kind (`*1..3`).
    Relationship(RelationshipPattern),
    /// A path pattern repeated: `((a)-[r]->(b) WHERE ...){1,3}`.
    Quantified(QuantifiedPath),
}

/// A node of a pattern. Every one has a slot, also those without a name.
#[derive(Clone, Debug)]
pub struct NodePattern {
    /// Its variable.
    pub slot: Slot,
    /// Whether the variable was bound before the clause.
    pub bound: bool,
    /// `:A|B&!C`.
    pub labels: Option<LabelExpression>,
    /// `{key: value}`: equality when matching, values when creating.
    pub properties: Properties,
    /// Inline `WHERE`.
    pub filter: Option<Expression>,
    /// The pattern.
    pub span: Span,
}

/// A relationship of a pattern. Every one has a slot, also those without a name.
#[derive(Clone, Debug)]
pub struct RelationshipPattern {
    /// Its variable: a relationship, or with `length` the list of them.
    pub slot: Slot,
    /// Whether the variable was bound before the clause.
    pub bound: bool,
    /// As the arrow points, read from left to right.
    pub direction: Direction,
    /// `:A|B`; any type if absent.
    pub types: Option<LabelExpression>,
    /// `{key: value}`; with `length` asked of every relationship.
    pub properties: Properties,
    /// Inline `WHERE`.
    pub filter: Option<Expression>,
    /// How many relationships in a row; exactly one and not a list if absent.
    pub length: Option<Length>,
    /// The pattern.
    pub span: Span,
}

/// Bounds of a repetition, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// At least so many.
    pub minimum: u64,
    /// At most so many; any number if absent.
    pub maximum: Option<u64>,
}

/// A path pattern repeated. The first node of a repetition is the last of the one before.
#[derive(Clone, Debug)]
pub struct QuantifiedPath {
    /// The pattern inside; its slots are seen only inside.
    pub inner: Box<PathPattern>,
    /// `WHERE` inside the parentheses.
    pub filter: Option<Expression>,
    /// How often.
    pub length: Length,
    /// Each variable inside and the slot that holds its list outside.
    pub groups: Vec<(Slot, Slot)>,
    /// The pattern.
    pub span: Span,
}

/// Properties of a pattern.
#[derive(Clone, Debug)]
pub enum Properties {
    /// Key by key; empty if there are none.
    Entries(Vec<(Name, Expression)>),
    /// A whole map, when creating (`CREATE ($properties)`).
    Map(Expression),
}

impl Properties {
    /// No properties.
    pub fn none() -> Self {
        Properties::Entries(Vec::new())
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        matches!(self, Properties::Entries(entries) if entries.is_empty())
    }
}

/// A condition on labels, or on the type of a relationship.
#[derive(Clone, Debug, PartialEq)]
pub enum LabelExpression {
    /// `:Name`.
    Name(Name),
    /// `:%`: any label.
    Any,
    /// `:!A`.
    Not(Box<LabelExpression>),
    /// `:A&B`, `:A:B`.
    And(Vec<LabelExpression>),
    /// `:A|B`.
    Or(Vec<LabelExpression>),
}

impl LabelExpression {
    /// Whether the condition holds for what `has` says of each name; `some` tells whether there is any label at all.
    pub fn holds(&self, some: bool, has: &mut dyn FnMut(&str) -> bool) -> bool {
        match self {
            LabelExpression::Name(name) => has(name),
            LabelExpression::Any => some,
            LabelExpression::Not(inner) => !inner.holds(some, has),
            LabelExpression::And(parts) => parts.iter().all(|part| part.holds(some, has)),
            LabelExpression::Or(parts) => parts.iter().any(|part| part.holds(some, has)),
        }
    }
}

impl std::fmt::Display for LabelExpression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let joined = |f: &mut std::fmt::Formatter<'_>, parts: &[LabelExpression], sign: &str| {
            for (position, part) in parts.iter().enumerate() {
                f.write_str(if position == 0 { "" } else { sign })?;
                match part {
                    LabelExpression::And(_) | LabelExpression::Or(_) => write!(f, "({part})")?,
                    _ => write!(f, "{part}")?,
                }
            }
            Ok(())
        };
        match self {
            LabelExpression::Name(name) => f.write_str(name),
            LabelExpression::Any => f.write_str("%"),
            LabelExpression::Not(inner) => write!(f, "!({inner})"),
            LabelExpression::And(parts) => joined(f, parts, "&"),
            LabelExpression::Or(parts) => joined(f, parts, "|"),
        }
    }
}
