//! What a call of a procedure is checked against.

use super::bound::Name;
use super::types::Type;
use crate::value::Value;

/// A procedure as the language sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureSignature {
    /// With dots, as documentation writes it.
    pub name: Name,
    /// What it takes.
    pub inputs: Vec<Field>,
    /// What it yields; empty for one that is called for its effect.
    pub outputs: Vec<Field>,
}

/// A parameter or a result of a procedure.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub kind: FieldType,
    /// Whether it may be left out; only the last ones may.
    pub optional: bool,
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are Cypher's own.
pub enum FieldType {
    Any,
    Boolean,
    Integer,
    Float,
    Number,
    String,
    Map,
    List,
    Node,
    Relationship,
    Path,
    Other,
}

/// The procedures that statements may call.
pub trait Procedures {
    /// The procedure of that name.
    fn signature(&self, name: &str) -> Option<ProcedureSignature>;
    /// All names, for suggestions.
    fn names(&self) -> Vec<Name>;
}

/// For statements outside a database: no procedure is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProcedures;

impl Procedures for NoProcedures {
    fn signature(&self, _name: &str) -> Option<ProcedureSignature> {
        None
    }

    fn names(&self) -> Vec<Name> {
        Vec::new()
    }
}

impl FieldType {
    /// The type that a signature names, whatever its case; a `?` after it says that null is admitted, as it always is here.
    pub fn read(text: &str) -> FieldType {
        match text.trim().trim_end_matches('?').to_uppercase().as_str() {
            "ANY" => FieldType::Any,
            "BOOLEAN" | "BOOL" => FieldType::Boolean,
            "INTEGER" | "INT" => FieldType::Integer,
            "FLOAT" => FieldType::Float,
            "NUMBER" => FieldType::Number,
            "STRING" => FieldType::String,
            "MAP" => FieldType::Map,
            "NODE" => FieldType::Node,
            "RELATIONSHIP" => FieldType::Relationship,
            "PATH" => FieldType::Path,
            list if list.starts_with("LIST") => FieldType::List,
            _ => FieldType::Other,
        }
    }

    /// How messages name it, with its article.
    pub fn name(self) -> &'static str {
        match self {
            FieldType::Any => "a value",
            FieldType::Boolean => "a boolean",
            FieldType::Integer => "an integer",
            FieldType::Float => "a float",
            FieldType::Number => "a number",
            FieldType::String => "a string",
            FieldType::Map => "a map",
            FieldType::List => "a list",
            FieldType::Node => "a node",
            FieldType::Relationship => "a relationship",
            FieldType::Path => "a path",
            FieldType::Other => "a temporal value or point",
        }
    }

    /// Whether the field can hold the value; null always.
    pub fn holds(self, value: &Value) -> bool {
        self.accepts(&Type::from(value))
    }

    pub(super) fn accepts(self, kind: &Type) -> bool {
        kind.may_be(|kind| match self {
            FieldType::Any => true,
            FieldType::Boolean => *kind == Type::Boolean,
            FieldType::Integer => *kind == Type::Integer,
            FieldType::Float | FieldType::Number => matches!(kind, Type::Integer | Type::Float),
            FieldType::String => *kind == Type::String,
            FieldType::Map => matches!(kind, Type::Map | Type::Node | Type::Relationship),
            FieldType::List => matches!(kind, Type::List(_)),
            FieldType::Node => *kind == Type::Node,
            FieldType::Relationship => *kind == Type::Relationship,
            FieldType::Path => *kind == Type::Path,
            FieldType::Other => *kind == Type::Other,
        })
    }

    pub(super) fn known(self) -> Type {
        match self {
            FieldType::Any | FieldType::Number => Type::Unknown,
            FieldType::Boolean => Type::Boolean,
            FieldType::Integer => Type::Integer,
            FieldType::Float => Type::Float,
            FieldType::String => Type::String,
            FieldType::Map => Type::Map,
            FieldType::List => Type::list(Type::Unknown),
            FieldType::Node => Type::Node,
            FieldType::Relationship => Type::Relationship,
            FieldType::Path => Type::Path,
            FieldType::Other => Type::Other,
        }
    }
}

impl ProcedureSignature {
    /// Reads `name.with.dots(argument :: TYPE, optional? :: TYPE) :: (result :: TYPE, …)`; no results are written `:: ()`.
    pub fn read(text: &str) -> Option<ProcedureSignature> {
        let (name, rest) = text.trim().split_once('(')?;
        let (inputs, rest) = rest.split_once(')')?;
        let outputs = rest.trim().strip_prefix("::")?.trim();
        let outputs = outputs.strip_prefix('(')?.strip_suffix(')')?;
        Some(ProcedureSignature { name: name.trim().into(), inputs: fields(inputs)?, outputs: fields(outputs)? })
    }
}

fn fields(text: &str) -> Option<Vec<Field>> {
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    text.split(',')
        .map(|field| {
            let (name, kind) = field.split_once("::")?;
            let name = name.trim();
            let (name, optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
            Some(Field { name: name.into(), kind: FieldType::read(kind), optional })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_read_as_the_conformance_kit_writes_them() {
        let signature = ProcedureSignature::read("a.b.c(x :: INTEGER?, y :: STRING?) :: (z :: FLOAT?)").unwrap();
        assert_eq!(&*signature.name, "a.b.c");
        assert_eq!(signature.inputs.len(), 2);
        assert_eq!(signature.inputs[1].kind, FieldType::String);
        assert_eq!((&*signature.outputs[0].name, signature.outputs[0].kind), ("z", FieldType::Float));
        assert!(ProcedureSignature::read("a() :: ()").unwrap().outputs.is_empty());
        assert!(ProcedureSignature::read("a(").is_none());
    }
}
