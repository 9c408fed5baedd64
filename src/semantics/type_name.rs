//! Types that `IS ::` names.

use super::bound::TypeName;
use crate::syntax::tree;

pub(super) fn type_name(name: &tree::TypeName) -> TypeName {
    match name {
        tree::TypeName::List(element) => TypeName::List(Box::new(type_name(element))),
        tree::TypeName::NotNull(inner) => TypeName::NotNull(Box::new(type_name(inner))),
        tree::TypeName::Union(types) => TypeName::Union(types.iter().map(type_name).collect()),
        tree::TypeName::Plain(name) => match *name {
            "NOTHING" => TypeName::Nothing,
            "NULL" => TypeName::Null,
            "BOOLEAN" => TypeName::Boolean,
            "INTEGER" => TypeName::Integer,
            "FLOAT" => TypeName::Float,
            "NUMBER" => TypeName::Number,
            "STRING" => TypeName::String,
            "MAP" => TypeName::Map,
            "NODE" => TypeName::Node,
            "RELATIONSHIP" => TypeName::Relationship,
            "PATH" => TypeName::Path,
            "PROPERTY VALUE" => TypeName::PropertyValue,
            "DATE" => TypeName::Date,
            "LOCAL TIME" => TypeName::LocalTime,
            "ZONED TIME" => TypeName::ZonedTime,
            "LOCAL DATETIME" => TypeName::LocalDateTime,
            "ZONED DATETIME" => TypeName::ZonedDateTime,
            "DURATION" => TypeName::Duration,
            "POINT" => TypeName::Point,
            _ => TypeName::Any,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_type_has_its_meaning() {
        for spellings in tree::PLAIN_TYPES {
            let any = type_name(&tree::TypeName::Plain(spellings[0])) == TypeName::Any;
            assert_eq!(any, spellings[0] == "ANY VALUE", "{}", spellings[0]);
        }
    }
}
