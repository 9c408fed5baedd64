//! The map that algorithms take: which part of the graph, and numbers to tune them.

use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::context::Context;
use crate::graph::{Direction, GraphRead, LabelId, TypeId};
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The entries of a configuration, each of which the procedure knows.
pub(super) struct Configuration {
    entries: BTreeMap<Arc<str>, Value>,
}

impl Configuration {
    /// Reads the argument, if it was given; `known` are the entries beside `labels` and `types`.
    pub fn read(argument: Option<&Value>, known: &[&str]) -> Result<Self, Diagnostic> {
        let entries = match argument {
            None | Some(Value::Null) => BTreeMap::new(),
            Some(Value::Map(entries)) => (**entries).clone(),
            Some(other) => return Err(invalid(format!("the configuration is a map, not {}", other.type_name()))),
        };
        let all: Vec<&str> = ["labels", "types"].iter().chain(known).copied().collect();
        match entries.keys().find(|key| !all.contains(&&***key)) {
            Some(key) => Err(invalid(format!("the configuration has no entry `{key}`"))
                .with_hint(format!("the entries are {}", all.join(", ")))),
            None => Ok(Self { entries }),
        }
    }

    /// Names that the graph must know, so that a slip of the pen does not give an empty answer.
    fn names(&self, key: &str) -> Result<Option<Vec<&str>>, Diagnostic> {
        let wrong = |given: &Value| invalid(format!("`{key}` is a list of names, not {}", given.type_name()));
        match self.entries.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(name)) => Ok(Some(vec![name])),
            Some(Value::List(names)) => names
                .iter()
                .map(|name| match name {
                    Value::String(name) => Ok(&**name),
                    other => Err(wrong(other)),
                })
                .collect::<Result<_, _>>()
                .map(Some),
            Some(other) => Err(wrong(other)),
        }
    }

    /// The labels of which a node must have one; any node for `None`.
    pub fn labels(&self, context: &Context<'_>) -> Result<Option<Vec<LabelId>>, Diagnostic> {
        let symbols = context.graph.symbols();
        let find = |name: &str| {
            symbols.find_label(name).ok_or_else(|| unknown("label", name, symbols.labels().map(|(_, known)| known)))
        };
        self.names("labels")?.map(|names| names.into_iter().map(find).collect()).transpose()
    }

    /// The relationship types that count; all for `None`.
    pub fn types(&self, context: &Context<'_>) -> Result<Option<Vec<TypeId>>, Diagnostic> {
        let symbols = context.graph.symbols();
        let find = |name: &str| {
            symbols
                .find_type(name)
                .ok_or_else(|| unknown("relationship type", name, symbols.types().map(|(_, known)| known)))
        };
        self.names("types")?.map(|names| names.into_iter().map(find).collect()).transpose()
    }

    /// `direction`: both ways if absent.
    pub fn direction(&self) -> Result<Direction, Diagnostic> {
        match self.entries.get("direction") {
            None | Some(Value::Null) => Ok(Direction::Both),
            Some(Value::String(name)) if name.eq_ignore_ascii_case("both") => Ok(Direction::Both),
            Some(Value::String(name)) if name.eq_ignore_ascii_case("outgoing") => Ok(Direction::Outgoing),
            Some(Value::String(name)) if name.eq_ignore_ascii_case("incoming") => Ok(Direction::Incoming),
            Some(_) => Err(invalid("`direction` is 'both', 'outgoing' or 'incoming'")),
        }
    }

    /// A number within bounds, `default` if absent.
    pub fn number(&self, key: &str, default: f64, bounds: std::ops::RangeInclusive<f64>) -> Result<f64, Diagnostic> {
        match self.entries.get(key) {
            None | Some(Value::Null) => Ok(default),
            Some(value) => value
                .as_number()
                .filter(|number| bounds.contains(number))
                .ok_or_else(|| invalid(format!("`{key}` is a number from {} to {}", bounds.start(), bounds.end()))),
        }
    }

    /// A name.
    pub fn text(&self, key: &str) -> Result<Option<&str>, Diagnostic> {
        match self.entries.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(invalid(format!("`{key}` is a text, not {}", other.type_name()))),
        }
    }
}

pub(super) fn invalid(message: impl Into<String>) -> Diagnostic {
    Diagnostic::runtime(Kind::ArgumentError, "InvalidArgumentValue", message)
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let error = invalid(format!("the graph has no {what} `{name}`"));
    let nearest = known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .filter(|(likeness, _)| *likeness > 0.7);
    match nearest {
        Some((_, nearest)) => error.with_hint(format!("did you mean `{nearest}`?")),
        None => error,
    }
}
