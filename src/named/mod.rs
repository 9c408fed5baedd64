//! Named queries: questions with a name, kept as Cypher files whose comment head says what they ask and what they need.
//!
//! ```text
//! // Title
//! //
//! // Description, in as many lines as it takes.
//! //
//! // $parameter: type = default - meaning
//! MATCH …
//! ```
//!
//! The files of `queries/` are built in; a user's folder of such files adds to them and may replace them.

mod bind;
mod head;
mod library;
mod names;

pub use bind::{Bound, bind};
pub use library::Library;
pub use names::{Found, find_name};

use std::path::PathBuf;

/// A question with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedQuery {
    /// The file's name without its extension.
    pub name: String,
    /// One line.
    pub title: String,
    /// Some lines more.
    pub description: String,
    /// What it needs, in the order of arguments.
    pub parameters: Vec<Parameter>,
    /// The whole text of the file.
    pub text: String,
    /// Where it comes from; none for what is built in.
    pub file: Option<PathBuf>,
}

/// What a named query needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Without `$`.
    pub name: String,
    /// What may be given.
    pub kind: ParameterType,
    /// What stands for it when it is not given; without one it must be given.
    pub default: Option<String>,
    /// What it means.
    pub meaning: String,
}

/// What may be given for a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// The name of a person, country or organization; the query gets it as the graph spells it.
    Actor,
    /// The name of any node; the query gets it as the graph spells it.
    Thing,
    /// Any text.
    Text,
    /// A whole number.
    Integer,
}

impl ParameterType {
    /// Every type with the word for it in the head of a query.
    pub const ALL: &[(ParameterType, &str)] = &[
        (ParameterType::Actor, "actor"),
        (ParameterType::Thing, "thing"),
        (ParameterType::Text, "text"),
        (ParameterType::Integer, "integer"),
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        ParameterType::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// What is wrong with a question that was asked, or with the file of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // The messages say it.
pub enum NamedError {
    #[error("there is no query named `{name}`")]
    UnknownQuery { name: String, nearest: Option<String> },
    #[error("`{query}` needs {}", .missing.join(" and "))]
    Missing { query: String, missing: Vec<String>, usage: String },
    #[error("`{query}` takes {most} argument(s) and {given} are given")]
    TooMany { query: String, most: usize, given: usize, usage: String },
    #[error("`{query}` has no parameter `{name}`")]
    UnknownParameter { query: String, name: String, usage: String },
    #[error("`{given}` is no {kind} for ${parameter}")]
    WrongType { parameter: String, kind: &'static str, given: String },
    #[error("the graph has no {what} named `{given}`")]
    UnknownName { what: &'static str, given: String, nearest: Vec<String> },
    #[error("`{given}` could be any of {}", .candidates.join(", "))]
    Ambiguous { given: String, candidates: Vec<String> },
    #[error("the query file {file} cannot be read: {reason}")]
    File { file: String, reason: String },
}

impl NamedError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            NamedError::UnknownQuery { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            NamedError::UnknownQuery { .. } => Some("`chancery ask GRAPH` lists them".to_owned()),
            NamedError::Missing { usage, .. }
            | NamedError::TooMany { usage, .. }
            | NamedError::UnknownParameter { usage, .. } => Some(format!("usage: {usage}")),
            NamedError::UnknownName { nearest, .. } if !nearest.is_empty() => Some(format!(
                "did you mean {}?",
                nearest.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
            )),
            NamedError::Ambiguous { .. } => Some("give more of the name".to_owned()),
            NamedError::WrongType { .. } | NamedError::UnknownName { .. } | NamedError::File { .. } => None,
        }
    }

    /// Whether the arguments are wrong whatever the graph holds.
    pub fn is_usage(&self) -> bool {
        !matches!(self, NamedError::UnknownName { .. } | NamedError::Ambiguous { .. } | NamedError::File { .. })
    }
}

impl NamedQuery {
    /// How it is asked: `met PERSON [STATUS]`.
    pub fn usage(&self) -> String {
        let arguments = self.parameters.iter().map(|parameter| {
            let name = parameter.name.to_uppercase();
            if parameter.default.is_some() { format!(" [{name}]") } else { format!(" {name}") }
        });
        std::iter::once(self.name.clone()).chain(arguments).collect()
    }

    /// Its page of help.
    pub fn help(&self) -> String {
        let mut page = format!("{}\n\nUsage: {}\n\n{}\n", self.title, self.usage(), self.description);
        for parameter in &self.parameters {
            let default = match parameter.default.as_deref() {
                Some(default) => format!(" (by default {default})"),
                None => String::new(),
            };
            let kind = parameter.kind.name();
            page.push_str(&format!("\n  {:12} {kind}: {}{default}", parameter.name.to_uppercase(), parameter.meaning));
        }
        page.trim_end().to_owned() + "\n"
    }
}
