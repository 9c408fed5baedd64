//! Patterns: what to find, and what to create.

use super::{Expression, Name};
use crate::span::Span;

/// Paths separated by commas.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// At least one.
    pub paths: Vec<PathPattern>,
    /// All of it.
    pub span: Span,
}

/// One path: nodes and relationships in turn, or groups that repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPattern {
    /// `p = …`
    pub variable: Option<Name>,
    /// Which of the matches are wanted.
    pub selector: Selector,
    /// Starts and ends with a node or a group.
    pub elements: Vec<PathElement>,
    /// All of it.
    pub span: Span,
}

/// Which of the paths that match are wanted, for each pair of end nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Every one; also `ALL` or `ALL PATHS`.
    All,
    /// `ANY` or `ANY k`: so many, of whatever length.
    Any(u64),
    /// `SHORTEST k` or `ANY SHORTEST`: the `k` shortest.
    Shortest(u64),
    /// `ALL SHORTEST`: every one of the least length.
    AllShortest,
    /// `SHORTEST k GROUPS`: every one of the `k` least lengths.
    ShortestGroups(u64),
    /// `shortestPath(…)`: one of the least length, the older form.
    ShortestPath,
    /// `allShortestPaths(…)`: all of the least length, the older form.
    AllShortestPaths,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathElement {
    /// `(…)`
    Node(NodePattern),
    /// `-[…]->`
    Relationship(RelationshipPattern),
    /// `((…)-[…]->(…)){1,3}`
    Group(GroupPattern),
}

/// `(variable:Label {key: value} WHERE condition)`
#[derive(Clone, Debug, PartialEq)]
pub struct NodePattern {
    /// Its variable.
    pub variable: Option<Name>,
    /// The labels it must have.
    pub labels: Option<LabelExpression>,
    /// A map, or a parameter.
    pub properties: Option<Expression>,
    /// What must hold.
    pub filter: Option<Expression>,
    /// From parenthesis to parenthesis.
    pub span: Span,
}

/// `-[variable:TYPE*1..3 {key: value} WHERE condition]->`
#[derive(Clone, Debug, PartialEq)]
pub struct RelationshipPattern {
    /// Its variable.
    pub variable: Option<Name>,
    /// The type it must have.
    pub types: Option<LabelExpression>,
    /// `*`, `*2`, `*1..3`: a walk of so many relationships.
    pub length: Option<Length>,
    /// A map, or a parameter.
    pub properties: Option<Expression>,
    /// What must hold.
    pub filter: Option<Expression>,
    /// Which way it points.
    pub arrow: Arrow,
    /// `{1,3}`, `+`, `*` after the arrow: a walk in the newer form.
    pub quantifier: Option<Length>,
    /// From dash to dash.
    pub span: Span,
}

/// Which way a relationship points, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrow {
    /// `-[…]->`
    Right,
    /// `<-[…]-`
    Left,
    /// `-[…]-`
    Either,
    /// `<-[…]->`: the same as none when matching.
    Both,
}

/// How often a relationship or a group is repeated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    /// At least; 1 for `*`-lengths that do not say, 0 for quantifiers that do not.
    pub minimum: Option<u64>,
    /// At most; without bound when absent.
    pub maximum: Option<u64>,
    /// As written.
    pub span: Span,
}

/// A path in parentheses that is repeated.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupPattern {
    /// Starts and ends with a node.
    pub elements: Vec<PathElement>,
    /// What must hold in each repetition.
    pub filter: Option<Expression>,
    /// How often.
    pub quantifier: Length,
    /// With the quantifier.
    pub span: Span,
}

/// Which labels a node has, or which type a relationship.
#[derive(Clone, Debug, PartialEq)]
pub enum LabelExpression {
    /// This one.
    Name(Name),
    /// `$(value)` or `$any(value)`: those that a text or a list of texts names.
    Computed(Box<ComputedLabels>),
    /// `%`: any.
    Any(Span),
    /// `!A`
    Not(Box<LabelExpression>),
    /// `A&B`, also `:A:B`.
    And(Box<LabelExpression>, Box<LabelExpression>),
    /// `A|B`, also `:A|:B`.
    Or(Box<LabelExpression>, Box<LabelExpression>),
}

/// Labels or types that are not written but computed.
#[derive(Clone, Debug, PartialEq)]
pub struct ComputedLabels {
    /// A text, or a list of them.
    pub value: Expression,
    /// Whether one of them suffices.
    pub any: bool,
    /// From `$` to the parenthesis.
    pub span: Span,
}

impl LabelExpression {
    /// Whether anything in it is computed.
    pub fn is_computed(&self) -> bool {
        match self {
            LabelExpression::Computed(_) => true,
            LabelExpression::Name(_) | LabelExpression::Any(_) => false,
            LabelExpression::Not(inner) => inner.is_computed(),
            LabelExpression::And(left, right) | LabelExpression::Or(left, right) => {
                left.is_computed() || right.is_computed()
            }
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            LabelExpression::Name(name) => name.span,
            LabelExpression::Computed(labels) => labels.span,
            LabelExpression::Any(span) => *span,
            LabelExpression::Not(inner) => inner.span(),
            LabelExpression::And(left, right) | LabelExpression::Or(left, right) => left.span().to(right.span()),
        }
    }

    /// Every name in it, in order.
    pub fn names(&self) -> Vec<&Name> {
        match self {
            LabelExpression::Name(name) => vec![name],
            LabelExpression::Any(_) | LabelExpression::Computed(_) => Vec::new(),
            LabelExpression::Not(inner) => inner.names(),
            LabelExpression::And(left, right) | LabelExpression::Or(left, right) => {
                let mut names = left.names();
                names.extend(right.names());
                names
            }
        }
    }
}
