//! What functions there are: one table of names, signatures and examples. Semantics checks calls against it, completion
//! and documentation list it, tests run its examples; the code behind each name is in `exec::functions`.

mod others;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use others::instead_of;
pub use table::FUNCTIONS;

/// What a parameter accepts or a function gives. `null` is always among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are Cypher's own, or say which of them are joined.
pub enum Type {
    Any,
    Boolean,
    Integer,
    Float,
    /// Integer or float.
    Number,
    String,
    List,
    Map,
    Node,
    Relationship,
    /// Node or relationship.
    Entity,
    Path,
    Date,
    LocalTime,
    Time,
    LocalDateTime,
    DateTime,
    Duration,
    /// Any date or time, not a duration.
    Temporal,
    Point,
    /// What has a length: a list or a text.
    Sequence,
    /// What has keys: a map, a node or a relationship.
    Keyed,
    /// A date or an EDTF text (`2023-04`), or a node, relationship or map with `start` and `end`.
    PartialDate,
}

impl Type {
    /// The name in signatures, as procedures write it.
    pub fn name(self) -> &'static str {
        match self {
            Type::Any => "ANY",
            Type::Boolean => "BOOLEAN",
            Type::Integer => "INTEGER",
            Type::Float => "FLOAT",
            Type::Number => "NUMBER",
            Type::String => "STRING",
            Type::List => "LIST",
            Type::Map => "MAP",
            Type::Node => "NODE",
            Type::Relationship => "RELATIONSHIP",
            Type::Entity => "NODE | RELATIONSHIP",
            Type::Path => "PATH",
            Type::Date => "DATE",
            Type::LocalTime => "LOCAL TIME",
            Type::Time => "ZONED TIME",
            Type::LocalDateTime => "LOCAL DATETIME",
            Type::DateTime => "ZONED DATETIME",
            Type::Duration => "DURATION",
            Type::Temporal => "TEMPORAL",
            Type::Point => "POINT",
            Type::Sequence => "STRING | LIST",
            Type::Keyed => "MAP | NODE | RELATIONSHIP",
            Type::PartialDate => "DATE | STRING | NODE | RELATIONSHIP | MAP",
        }
    }
}

/// One parameter of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, for documentation; arguments are by position.
    pub name: &'static str,
    /// What it accepts.
    pub accepts: Type,
    /// Whether it may be left out; only the last ones may.
    pub optional: bool,
}

/// Which shelf of the documentation a function stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Group {
    Aggregation,
    Entity,
    List,
    String,
    Conversion,
    Mathematical,
    Trigonometric,
    Temporal,
    PartialDate,
    Evidence,
    Spatial,
    Other,
}

/// One function of the query language.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// The name as documentation writes it; calls ignore case.
    pub name: &'static str,
    /// Other names of the same function.
    pub aliases: &'static [&'static str],
    /// Its shelf.
    pub group: Group,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// Whether the last parameter may be given any number of times.
    pub variadic: bool,
    /// What it gives.
    pub returns: Type,
    /// Whether the same arguments always give the same value within one statement.
    pub deterministic: bool,
    /// One sentence.
    pub description: &'static str,
    /// A call and the literal it evaluates to; the literal is empty where the answer varies.
    pub example: (&'static str, &'static str),
}

impl Function {
    /// Whether it folds a group of rows into one value.
    pub fn is_aggregate(&self) -> bool {
        self.group == Group::Aggregation
    }

    /// The fewest arguments it takes.
    pub fn fewest_arguments(&self) -> usize {
        self.parameters.iter().filter(|parameter| !parameter.optional).count()
    }

    /// The most arguments it takes; `None` where there is no limit.
    pub fn most_arguments(&self) -> Option<usize> {
        if self.variadic { None } else { Some(self.parameters.len()) }
    }

    /// Whether it takes that many arguments.
    pub fn takes(&self, count: usize) -> bool {
        count >= self.fewest_arguments() && self.most_arguments().is_none_or(|most| count <= most)
    }

    /// `name(parameter :: TYPE, optional? :: TYPE) :: TYPE`.
    pub fn signature(&self) -> String {
        let parameters: Vec<String> = self
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| {
                let mark = match parameter.optional {
                    _ if self.variadic && index + 1 == self.parameters.len() => "...",
                    true => "?",
                    false => "",
                };
                format!("{}{mark} :: {}", parameter.name, parameter.accepts.name())
            })
            .collect();
        format!("{}({}) :: {}", self.name, parameters.join(", "), self.returns.name())
    }
}

static BY_NAME: LazyLock<HashMap<String, &'static Function>> = LazyLock::new(|| {
    FUNCTIONS
        .iter()
        .flat_map(|function| {
            std::iter::once(function.name)
                .chain(function.aliases.iter().copied())
                .map(move |name| (name.to_lowercase(), function))
        })
        .collect()
});

/// The function of that name or alias, whatever its case.
pub fn lookup(name: &str) -> Option<&'static Function> {
    BY_NAME.get(&name.to_lowercase()).copied()
}

/// The function with the most similar name, for "did you mean".
pub fn most_similar(name: &str) -> Option<&'static Function> {
    let name = name.to_lowercase();
    BY_NAME
        .iter()
        .map(|(known, function)| (strsim::jaro_winkler(&name, known), function))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, f), (b, g)| a.total_cmp(b).then_with(|| g.name.cmp(f.name)))
        .map(|(_, function)| *function)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_unique() {
        let mut seen = std::collections::HashSet::new();
        for function in FUNCTIONS {
            for name in std::iter::once(&function.name).chain(function.aliases) {
                assert!(seen.insert(name.to_lowercase()), "`{name}` is there twice");
            }
        }
    }

    #[test]
    fn optional_parameters_come_last() {
        for function in FUNCTIONS {
            let first_optional = function.parameters.iter().position(|parameter| parameter.optional);
            if let Some(first) = first_optional {
                assert!(function.parameters[first..].iter().all(|parameter| parameter.optional), "{}", function.name);
            }
        }
    }

    #[test]
    fn lookup_ignores_case_and_knows_aliases() {
        assert_eq!(lookup("TOUPPER").map(|function| function.name), Some("toUpper"));
        assert_eq!(lookup("upper").map(|function| function.name), Some("toUpper"));
        assert!(lookup("no_such_function").is_none());
        assert_eq!(most_similar("toUper").map(|function| function.name), Some("toUpper"));
    }

    #[test]
    fn signatures_read_like_those_of_procedures() {
        let signature = lookup("substring").map(Function::signature).unwrap_or_default();
        assert_eq!(signature, "substring(text :: STRING, start :: INTEGER, length? :: INTEGER) :: STRING");
        assert!(lookup("coalesce").is_some_and(|function| function.takes(5) && !function.takes(0)));
    }
}
