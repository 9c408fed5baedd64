//! The operators that walk relationships: where from, where to, along what.

use super::range::PropertyRange;
use crate::graph::Direction;
use crate::semantics::bound::{Expression, LabelExpression, Length, Slot};

/// One relationship further.
#[derive(Clone, Debug)]
pub struct Expand {
    /// The node to go from.
    pub from: Slot,
    /// The relationship walked.
    pub relationship: Slot,
    /// The node reached.
    pub to: Slot,
    /// Whether `to` is bound already: then only relationships that lead there count.
    pub into: bool,
    /// Which way, seen from `from`.
    pub direction: Direction,
    /// Of which types; any if absent.
    pub types: Option<LabelExpression>,
    /// Relationships, or lists of them, that were walked before in the same match and may not be walked again.
    pub different: Vec<Slot>,
    /// What is asked of a property of the relationship.
    pub fitting: Option<Box<PropertyRange>>,
}

/// Two relationships further, over one node between.
#[derive(Clone, Debug)]
pub struct Intersect {
    /// From the first bound node to the node between.
    pub first: Expand,
    /// From the node between to the second bound node.
    pub second: Expand,
    /// Asked of each node between once; they read nothing else.
    pub conditions: Vec<Expression>,
    /// Whether the neighbours of a bound node that is the same in many rows are laid out, as a bit for each node.
    pub laid_out: bool,
}

/// The number of relationships of a node.
#[derive(Clone, Debug)]
pub struct Degree {
    /// The node.
    pub from: Slot,
    /// Which way.
    pub direction: Direction,
    /// Of which types; any if absent.
    pub types: Option<LabelExpression>,
    /// As in [`Expand::different`].
    pub different: Vec<Slot>,
    /// As in [`Expand::fitting`].
    pub fitting: Option<Box<PropertyRange>>,
    /// Nodes that do not count; where one of them is null none counts.
    pub other_than: Vec<Slot>,
    /// The number.
    pub slot: Slot,
}

/// How many nodes a scan finds, or how many relationships lead one way from them.
#[derive(Clone, Debug)]
pub struct KnownCount {
    /// The step; without it nodes are counted.
    pub step: Option<Expand>,
    /// The number, in each of these slots.
    pub slots: Vec<Slot>,
}

/// One relationship further, where only is asked how many walks from each scanned node lead to which ends. Nothing but the
/// node, the end and the number goes on.
#[derive(Clone, Debug)]
pub struct CountEnds {
    /// The node whose rows all follow each other.
    pub run: Slot,
    /// The last step of the walks.
    pub step: Expand,
    /// On which side of the node the ends are, in order of identifier; on both and the node itself if absent.
    pub beside: Option<Side>,
    /// Asked of each node with each end once; they read nothing else.
    pub conditions: Vec<Expression>,
    /// The number of walks, in each of these slots.
    pub counts: Vec<Slot>,
    /// Ends to which fewer walks lead than to the last of so many need not be given.
    pub most: Option<Most>,
}

/// Before or after something, in order of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Smaller identifiers.
    Before,
    /// Greater identifiers.
    After,
}

/// How many rows are wanted of those with the greatest numbers.
#[derive(Clone, Debug)]
pub struct Most {
    /// How many are left out of them.
    pub skip: Option<Expression>,
    /// How many go on then.
    pub limit: Expression,
}

/// Several relationships further.
#[derive(Clone, Debug)]
pub struct ExpandVariable {
    /// The node to go from.
    pub from: Slot,
    /// The list of relationships walked, in the order of the pattern.
    pub relationships: Slot,
    /// The node reached.
    pub to: Slot,
    /// Whether `to` is bound already.
    pub into: bool,
    /// Whether the list is turned round because the walk goes against the order of the pattern.
    pub reversed: bool,
    /// Which way, seen from `from`.
    pub direction: Direction,
    /// Of which types; any if absent.
    pub types: Option<LabelExpression>,
    /// How many.
    pub length: Length,
    /// One relationship of the walk, for `condition`.
    pub each: Slot,
    /// Asked of each relationship.
    pub condition: Option<Expression>,
    /// As in [`Expand::different`].
    pub different: Vec<Slot>,
    /// Whether each node reached is wanted once, and how does not matter.
    pub reach: bool,
}

/// A path pattern repeated.
#[derive(Clone, Debug)]
pub struct ExpandQuantified {
    /// The node to go from.
    pub from: Slot,
    /// The node reached.
    pub to: Slot,
    /// Whether `to` is bound already.
    pub into: bool,
    /// First node of a repetition.
    pub inner_start: Slot,
    /// Last node of a repetition.
    pub inner_end: Slot,
    /// The walked relationships of a repetition, in order: one, or a list, in each.
    pub inner_walked: Vec<Slot>,
    /// Each variable inside and the slot of its list outside.
    pub groups: Vec<(Slot, Slot)>,
    /// How often.
    pub length: Length,
    /// All relationships walked, in order.
    pub walked: Slot,
    /// As in [`Expand::different`].
    pub different: Vec<Slot>,
    /// Whether each node reached is wanted once, and how does not matter. Then the inputs from the third on are the steps of
    /// one repetition, each by itself: from the node in the first of its slots to that in the second.
    pub reach: Option<Vec<(Slot, Slot)>>,
}

/// The ends of a bound relationship.
#[derive(Clone, Debug)]
pub struct Ends {
    /// The relationship.
    pub relationship: Slot,
    /// Left node of the pattern.
    pub from: Slot,
    /// Right node of the pattern.
    pub to: Slot,
    /// Whether `from` is bound already and must be that end.
    pub from_bound: bool,
    /// Whether `to` is bound already and must be that end.
    pub to_bound: bool,
    /// As the arrow points from left to right.
    pub direction: Direction,
    /// Of which types; any if absent.
    pub types: Option<LabelExpression>,
    /// Whether the slot holds a list of relationships that form a chain, of this length.
    pub length: Option<Length>,
    /// As in [`Expand::different`].
    pub different: Vec<Slot>,
}

/// Shortest paths between two bound nodes.
#[derive(Clone, Debug)]
pub struct ShortestPath {
    /// First node.
    pub from: Slot,
    /// Last node.
    pub to: Slot,
    /// The list of relationships walked, or the relationship if `single`.
    pub relationships: Slot,
    /// Whether the pattern is one relationship, not a list.
    pub single: bool,
    /// As the arrow points.
    pub direction: Direction,
    /// Of which types; any if absent.
    pub types: Option<LabelExpression>,
    /// How many relationships.
    pub length: Length,
    /// Asked of each relationship, which stands in the slot.
    pub relationship_conditions: Vec<(Slot, Expression)>,
    /// Asked of each node, the ends among them.
    pub node_conditions: Vec<(Slot, Expression)>,
    /// The slot in which a whole path stands for `path_conditions`, if it has one.
    pub path: Option<Slot>,
    /// Asked of each whole path, shorter ones first, until there are enough that fulfil them.
    pub path_conditions: Vec<Expression>,
    /// How many paths; of lengths if `groups`.
    pub count: u64,
    /// Whether all paths of the `count` shortest lengths are kept.
    pub groups: bool,
    /// If set, each length is one row and this is the number of its paths, which are never enumerated.
    pub paths: Option<Slot>,
}
