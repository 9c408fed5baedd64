//! Expressions: what has a value.

use super::{LabelExpression, Name, PathPattern, Pattern, Query, TypeName};
use crate::span::Span;

/// An expression with its place (without parentheses around it).
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Which, and its parts.
    pub kind: ExpressionKind,
    /// From its first token to its last.
    pub span: Span,
}

/// The expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A value written out.
    Literal(Literal),
    /// `[a, b]`
    List(Vec<Expression>),
    /// `{key: value}`
    Map(Vec<(Name, Expression)>),
    /// `$name`
    Parameter(String),
    /// A name.
    Variable(String),
    /// `of.key`
    Property {
        /// Map, node, relationship or temporal value.
        of: Box<Expression>,
        /// The key.
        key: Name,
    },
    /// `of[index]`
    Index {
        /// List, map, node or relationship.
        of: Box<Expression>,
        /// Position or key.
        index: Box<Expression>,
    },
    /// `of[from..to]`
    Slice {
        /// A list.
        of: Box<Expression>,
        /// First position.
        from: Option<Box<Expression>>,
        /// The position after the last.
        to: Option<Box<Expression>>,
    },
    /// `NOT a`, `-a`, `+a`
    Unary(UnaryOperator, Box<Expression>),
    /// `a AND b`, `a + b`, …
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `a < b <= c`: neighbours compared, all must hold.
    Comparison(Box<Expression>, Vec<(ComparisonOperator, Expression)>),
    /// `a IS NULL`, `a IS NOT NULL`
    IsNull {
        /// What is asked about.
        of: Box<Expression>,
        /// `IS NOT NULL`.
        negated: bool,
    },
    /// `a IS :: TYPE`, `a IS NOT :: TYPE`
    HasType {
        /// What is asked about.
        of: Box<Expression>,
        /// The type.
        expected: TypeName,
        /// `IS NOT ::`.
        negated: bool,
    },
    /// `a:Label`
    HasLabels {
        /// Node or relationship.
        of: Box<Expression>,
        /// What it must have.
        labels: LabelExpression,
    },
    /// `name(DISTINCT a, b)`
    Call {
        /// With dots.
        name: Name,
        /// Only for aggregations.
        distinct: bool,
        /// In order.
        arguments: Vec<Expression>,
    },
    /// `count(*)`
    CountStar,
    /// `CASE subject WHEN a THEN b ELSE c END`
    Case {
        /// What is compared; absent in the general form.
        subject: Option<Box<Expression>>,
        /// What each `WHEN` asks, and the result where one of it holds.
        branches: Vec<(Vec<Expression>, Expression)>,
        /// Otherwise.
        otherwise: Option<Box<Expression>>,
    },
    /// The subject of the `CASE` around it, which is not written again: what stands left of `<` in `WHEN < 3`.
    Subject,
    /// `[x IN list WHERE condition | value]`
    ListComprehension {
        /// One element at a time.
        variable: Name,
        /// The list.
        list: Box<Expression>,
        /// What must hold.
        filter: Option<Box<Expression>>,
        /// What each becomes; itself when absent.
        value: Option<Box<Expression>>,
    },
    /// `[(a)-->(b) WHERE condition | value]`
    PatternComprehension {
        /// The pattern, with its path variable.
        path: Box<PathPattern>,
        /// What must hold.
        filter: Option<Box<Expression>>,
        /// What each match becomes.
        value: Box<Expression>,
    },
    /// `all(x IN list WHERE condition)` and its kin.
    Quantifier {
        /// Which.
        kind: QuantifierKind,
        /// One element at a time.
        variable: Name,
        /// The list.
        list: Box<Expression>,
        /// What must hold; that the element is true when absent.
        predicate: Option<Box<Expression>>,
    },
    /// `reduce(total = 0, x IN list | total + x)`
    Reduce {
        /// What is carried along.
        accumulator: Name,
        /// Its first value.
        initial: Box<Expression>,
        /// One element at a time.
        variable: Name,
        /// The list.
        list: Box<Expression>,
        /// The next value of the accumulator.
        value: Box<Expression>,
    },
    /// `variable {.key, .*, key: value, other}`
    MapProjection {
        /// Map, node or relationship.
        variable: Name,
        /// What goes into the map.
        items: Vec<MapProjectionItem>,
    },
    /// `(a)-->(b)` as a condition, or `shortestPath(…)` as a value.
    Pattern(Box<PathPattern>),
    /// `EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`
    Subquery(SubqueryKind, Box<Subquery>),
}

/// Values written out.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Literal {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    String(String),
}

/// Operators before an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum UnaryOperator {
    Not,
    Minus,
    Plus,
}

/// Operators between two expressions, comparisons apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BinaryOperator {
    Or,
    Xor,
    And,
    In,
    StartsWith,
    EndsWith,
    Contains,
    Matches,
    Add,
    Concatenate,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ComparisonOperator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// How many elements must satisfy the predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum QuantifierKind {
    All,
    Any,
    None,
    Single,
}

/// One item of a map projection.
#[derive(Clone, Debug, PartialEq)]
pub enum MapProjectionItem {
    /// `.key`
    Property(Name),
    /// `.*`
    All(Span),
    /// `key: value`
    Value(Name, Expression),
    /// `variable`
    Variable(Name),
}

/// What is asked of a subquery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum SubqueryKind {
    Exists,
    Count,
    Collect,
}

/// What stands between the braces.
#[derive(Clone, Debug, PartialEq)]
pub enum Subquery {
    /// `{ pattern WHERE condition }`
    Pattern(Pattern, Option<Expression>),
    /// `{ MATCH … RETURN … }`
    Query(Query),
}

impl Expression {
    /// The expressions directly inside it, those of subqueries and patterns apart.
    pub fn children(&self) -> Vec<&Expression> {
        use ExpressionKind::*;
        match &self.kind {
            Literal(_) | Parameter(_) | Variable(_) | Subject | CountStar | Pattern(_) | Subquery(..) => Vec::new(),
            List(items) => items.iter().collect(),
            Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            Property { of, .. } | IsNull { of, .. } | HasType { of, .. } | HasLabels { of, .. } | Unary(_, of) => {
                vec![of]
            }
            Index { of, index } => vec![of, index],
            Slice { of, from, to } => std::iter::once(of).chain(from).chain(to).map(|part| &**part).collect(),
            Binary(_, left, right) => vec![left, right],
            Comparison(first, rest) => {
                std::iter::once(&**first).chain(rest.iter().map(|(_, operand)| operand)).collect()
            }
            Call { arguments, .. } => arguments.iter().collect(),
            Case { subject, branches, otherwise } => {
                let mut children: Vec<&Expression> = subject.iter().map(|subject| &**subject).collect();
                children.extend(branches.iter().flat_map(|(tests, value)| tests.iter().chain([value])));
                children.extend(otherwise.iter().map(|otherwise| &**otherwise));
                children
            }
            ListComprehension { list, filter, value, .. } => {
                std::iter::once(list).chain(filter).chain(value).map(|part| &**part).collect()
            }
            PatternComprehension { filter, value, .. } => {
                filter.iter().map(|filter| &**filter).chain(std::iter::once(&**value)).collect()
            }
            Quantifier { list, predicate, .. } => std::iter::once(list).chain(predicate).map(|part| &**part).collect(),
            Reduce { initial, list, value, .. } => vec![initial, list, value],
            MapProjection { items, .. } => items
                .iter()
                .filter_map(|item| match item {
                    MapProjectionItem::Value(_, value) => Some(value),
                    _ => None,
                })
                .collect(),
        }
    }
}
