//! `value IS :: TYPE`.

use crate::semantics::bound::TypeName;
use crate::value::Value;

/// Whether the value is of the type; null is of every type that does not exclude it.
pub fn has_type(value: &Value, expected: &TypeName) -> bool {
    match (expected, value) {
        (TypeName::NotNull(_), Value::Null) => false,
        (TypeName::NotNull(inner), value) => has_type(value, inner),
        (TypeName::Union(types), value) => types.iter().any(|expected| has_type(value, expected)),
        (TypeName::Nothing, _) => false,
        (_, Value::Null) => true,
        (TypeName::Any, _) => true,
        (TypeName::List(element), Value::List(values)) => values.iter().all(|value| has_type(value, element)),
        (TypeName::PropertyValue, value) => value.is_storable(),
        (TypeName::Boolean, Value::Boolean(_))
        | (TypeName::Integer, Value::Integer(_))
        | (TypeName::Float, Value::Float(_))
        | (TypeName::Number, Value::Integer(_) | Value::Float(_))
        | (TypeName::String, Value::String(_))
        | (TypeName::Map, Value::Map(_))
        | (TypeName::Node, Value::Node(_))
        | (TypeName::Relationship, Value::Relationship(_))
        | (TypeName::Path, Value::Path(_))
        | (TypeName::Date, Value::Date(_))
        | (TypeName::LocalTime, Value::LocalTime(_))
        | (TypeName::ZonedTime, Value::Time(_))
        | (TypeName::LocalDateTime, Value::LocalDateTime(_))
        | (TypeName::ZonedDateTime, Value::DateTime(_))
        | (TypeName::Duration, Value::Duration(_))
        | (TypeName::Point, Value::Point(_)) => true,
        _ => false,
    }
}
