//! What is known of a value before running.

use crate::functions;
use crate::value::Value;

/// The type of an expression as far as the text tells. Any of them may also be null.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Type {
    /// Anything: a property, a parameter, the result of most functions.
    Unknown,
    Null,
    Boolean,
    Integer,
    Float,
    String,
    List(Box<Type>),
    Map,
    Node,
    Relationship,
    Path,
    /// Temporal values, points: what is none of the others.
    Other,
}

impl Type {
    pub fn list(of: Type) -> Type {
        Type::List(Box::new(of))
    }

    /// Whether the value can be of a type that `test` accepts.
    pub fn may_be(&self, test: impl FnOnce(&Type) -> bool) -> bool {
        matches!(self, Type::Unknown | Type::Null) || test(self)
    }

    /// What holds for values of either type.
    pub fn or(self, other: Type) -> Type {
        match (self, other) {
            (left, right) if left == right => left,
            (Type::Null, other) | (other, Type::Null) => other,
            _ => Type::Unknown,
        }
    }

    /// The type of the elements, if it is a list.
    pub fn element(&self) -> Type {
        match self {
            Type::List(element) => (**element).clone(),
            _ => Type::Unknown,
        }
    }

    /// Whether nodes and relationships can hold it as a property.
    pub fn is_property(&self) -> bool {
        match self {
            Type::Map | Type::Node | Type::Relationship | Type::Path => false,
            Type::List(element) => !matches!(**element, Type::List(_)) && element.is_property(),
            _ => true,
        }
    }

    /// How messages name it, with its article.
    pub fn name(&self) -> &'static str {
        match self {
            Type::Unknown => "a value",
            Type::Null => "null",
            Type::Boolean => "a boolean",
            Type::Integer => "an integer",
            Type::Float => "a float",
            Type::String => "a string",
            Type::List(_) => "a list",
            Type::Map => "a map",
            Type::Node => "a node",
            Type::Relationship => "a relationship",
            Type::Path => "a path",
            Type::Other => "a temporal value or point",
        }
    }
}

impl From<functions::Type> for Type {
    fn from(kind: functions::Type) -> Type {
        use functions::Type as F;
        match kind {
            F::Boolean => Type::Boolean,
            F::Integer => Type::Integer,
            F::Float => Type::Float,
            F::String => Type::String,
            F::List => Type::list(Type::Unknown),
            F::Map => Type::Map,
            F::Node => Type::Node,
            F::Relationship => Type::Relationship,
            F::Path => Type::Path,
            F::Date
            | F::LocalTime
            | F::Time
            | F::LocalDateTime
            | F::DateTime
            | F::Duration
            | F::Temporal
            | F::Point => Type::Other,
            F::Any | F::Number | F::Entity | F::Sequence | F::Keyed | F::PartialDate => Type::Unknown,
        }
    }
}

impl From<&Value> for Type {
    fn from(value: &Value) -> Type {
        match value {
            Value::Null => Type::Null,
            Value::Boolean(_) => Type::Boolean,
            Value::Integer(_) => Type::Integer,
            Value::Float(_) => Type::Float,
            Value::String(_) => Type::String,
            Value::List(_) => Type::list(Type::Unknown),
            Value::Map(_) => Type::Map,
            Value::Node(_) => Type::Node,
            Value::Relationship(_) => Type::Relationship,
            Value::Path(_) => Type::Path,
            Value::Date(_)
            | Value::LocalTime(_)
            | Value::Time(_)
            | Value::LocalDateTime(_)
            | Value::DateTime(_)
            | Value::Duration(_)
            | Value::Point(_) => Type::Other,
        }
    }
}

/// Whether a value of the type can be what a graph function asks for; functions over plain values judge by the value.
pub(super) fn suits(kind: &Type, accepts: functions::Type) -> bool {
    use functions::Type as F;
    kind.may_be(|kind| match accepts {
        F::Node => *kind == Type::Node,
        F::Relationship => *kind == Type::Relationship,
        F::Entity => matches!(kind, Type::Node | Type::Relationship),
        F::Path => *kind == Type::Path,
        F::Sequence => matches!(kind, Type::List(_) | Type::String),
        F::Keyed => matches!(kind, Type::Map | Type::Node | Type::Relationship),
        _ => true,
    })
}
