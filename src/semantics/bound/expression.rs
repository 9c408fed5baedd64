//! Expressions.

use super::{LabelExpression, Name, Query, Slot};
use crate::span::Span;
use crate::value::Value;

/// An expression and its place.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it stands.
    pub span: Span,
}

impl Expression {
    /// An expression at a place.
    pub fn new(kind: ExpressionKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// The value of a variable.
    pub fn slot(slot: Slot, span: Span) -> Self {
        Self::new(ExpressionKind::Slot(slot), span)
    }
}

/// The kinds of expression. Chained comparisons (`a < b <= c`) have been split into a conjunction, `IN`, `STARTS WITH` and
/// the like are binary operators, pattern predicates and comprehensions are subqueries.
#[derive(Clone, Debug)]
pub enum ExpressionKind {
    /// A constant.
    Literal(Value),
    /// `$name`.
    Parameter(Name),
    /// A variable.
    Slot(Slot),
    /// `of.key`: of a node, relationship, map, temporal value or null.
    Property {
        /// The holder.
        of: Box<Expression>,
        /// The key.
        key: Name,
    },
    /// `of[index]`: a list element by number, or a property by name.
    Index {
        /// The holder.
        of: Box<Expression>,
        /// Which.
        index: Box<Expression>,
    },
    /// `of[from..to]`.
    Slice {
        /// The list.
        of: Box<Expression>,
        /// First position; the start if absent.
        from: Option<Box<Expression>>,
        /// Position after the last; the end if absent.
        to: Option<Box<Expression>>,
    },
    /// One operand.
    Unary {
        /// The operator.
        operator: UnaryOperator,
        /// The operand.
        operand: Box<Expression>,
    },
    /// Two operands.
    Binary {
        /// The operator.
        operator: BinaryOperator,
        /// Left of it.
        left: Box<Expression>,
        /// Right of it.
        right: Box<Expression>,
    },
    /// `entity:Label`, of a node or relationship; null for null.
    HasLabels {
        /// The node or relationship.
        entity: Box<Expression>,
        /// The condition.
        labels: LabelExpression,
    },
    /// `value IS :: TYPE`.
    HasType {
        /// The value.
        value: Box<Expression>,
        /// The type.
        expected: TypeName,
        /// `IS NOT ::`.
        negated: bool,
    },
    /// `[a, b]`.
    List(Vec<Expression>),
    /// `{key: value}`; of a repeated key the last counts.
    Map(Vec<(Name, Expression)>),
    /// `entity {.key, .*, other: value}`.
    MapProjection {
        /// A node, relationship, map or null.
        of: Box<Expression>,
        /// What is taken, in order.
        items: Vec<MapProjectionItem>,
    },
    /// `CASE`: with a subject the conditions are compared with it.
    Case {
        /// What is compared.
        subject: Option<Box<Expression>>,
        /// Condition and result.
        branches: Vec<(Expression, Expression)>,
        /// `ELSE`; null if absent.
        otherwise: Option<Box<Expression>>,
    },
    /// A call of a function of the function table, arity checked.
    Function {
        /// Its name as the table has it.
        name: Name,
        /// The arguments.
        arguments: Vec<Expression>,
    },
    /// `[slot IN list WHERE filter | result]`.
    ListComprehension {
        /// The element.
        slot: Slot,
        /// The list.
        list: Box<Expression>,
        /// Which elements; all if absent.
        filter: Option<Box<Expression>>,
        /// What of each; the element if absent.
        result: Option<Box<Expression>>,
    },
    /// `all(slot IN list WHERE condition)` and its siblings.
    Quantifier {
        /// Which.
        quantifier: Quantifier,
        /// The element.
        slot: Slot,
        /// The list.
        list: Box<Expression>,
        /// The condition.
        condition: Box<Expression>,
    },
    /// `reduce(accumulator = initial, slot IN list | step)`.
    Reduce {
        /// The running value.
        accumulator: Slot,
        /// Its first value.
        initial: Box<Expression>,
        /// The element.
        slot: Slot,
        /// The list.
        list: Box<Expression>,
        /// The next running value.
        step: Box<Expression>,
    },
    /// `EXISTS {}`, `COUNT {}`, `COLLECT {}`, pattern predicates, pattern comprehensions.
    Subquery(Box<Subquery>),
}

/// A query inside an expression, run for each row.
#[derive(Clone, Debug)]
pub struct Subquery {
    /// Unique in the statement, from 0: below [`super::Statement::subqueries`].
    pub number: usize,
    /// What becomes of its rows.
    pub form: SubqueryForm,
    /// The query; for `Collect` it has exactly one column.
    pub query: Query,
    /// Slots of the row that it reads, local variables of comprehensions included.
    pub imports: Vec<Slot>,
}

/// What becomes of the rows of a subquery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubqueryForm {
    /// Whether there is any.
    Exists,
    /// How many there are.
    Count,
    /// The list of its one column, nulls included.
    Collect,
}

/// One item of a map projection.
#[derive(Clone, Debug)]
pub enum MapProjectionItem {
    /// `.key`.
    Property(Name),
    /// `.*`.
    All,
    /// `key: value`, and `variable` for `variable: variable`.
    Entry(Name, Expression),
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOperator {
    /// `NOT`.
    Not,
    /// `-x`.
    Negate,
    /// `+x`.
    Plus,
    /// `IS NULL`.
    IsNull,
    /// `IS NOT NULL`.
    IsNotNull,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are the operators' own.
pub enum BinaryOperator {
    And,
    Or,
    Xor,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    /// `||`: lists and strings.
    Concatenate,
    In,
    StartsWith,
    EndsWith,
    Contains,
    /// `=~`.
    Matches,
}

impl BinaryOperator {
    /// The comparison with its sides exchanged; other operators as they are.
    pub fn mirrored(self) -> Self {
        match self {
            BinaryOperator::Less => BinaryOperator::Greater,
            BinaryOperator::LessOrEqual => BinaryOperator::GreaterOrEqual,
            BinaryOperator::Greater => BinaryOperator::Less,
            BinaryOperator::GreaterOrEqual => BinaryOperator::LessOrEqual,
            same => same,
        }
    }
}

/// Quantifiers over a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are the quantifiers' own.
pub enum Quantifier {
    All,
    Any,
    None,
    Single,
}

/// A type that `IS ::` names.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // The names are the types' own.
pub enum TypeName {
    Any,
    Nothing,
    Null,
    Boolean,
    Integer,
    Float,
    Number,
    String,
    Map,
    Node,
    Relationship,
    Path,
    PropertyValue,
    Date,
    LocalTime,
    ZonedTime,
    LocalDateTime,
    ZonedDateTime,
    Duration,
    Point,
    /// `LIST<element>`.
    List(Box<TypeName>),
    /// `type NOT NULL`.
    NotNull(Box<TypeName>),
    /// `A | B`.
    Union(Vec<TypeName>),
}
