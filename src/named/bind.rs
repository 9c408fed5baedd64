//! Arguments for a named query's parameters.

use super::{NamedError, NamedQuery, Parameter, ParameterType, find_name};
use crate::database::Parameters;
use crate::graph::GraphRead;
use crate::value::Value;

/// The parameters of a question, ready to run.
#[derive(Clone, Debug)]
pub struct Bound {
    /// By name.
    pub parameters: Parameters,
    /// Names that were taken for something else than what was typed: `(typed, taken)`.
    pub taken: Vec<(String, String)>,
}

/// Gives each parameter its argument by position, or by name (`named` wins), or its default.
///
/// # Errors
/// An argument is missing, superfluous, of the wrong type, or a name that the graph does not have.
pub fn bind(
    query: &NamedQuery,
    arguments: &[String],
    named: &[(String, String)],
    graph: &dyn GraphRead,
) -> Result<Bound, NamedError> {
    if let Some((name, _)) = named.iter().find(|(name, _)| !query.parameters.iter().any(|known| known.name == *name)) {
        return Err(NamedError::UnknownParameter {
            query: query.name.clone(),
            name: name.clone(),
            usage: query.usage(),
        });
    }
    let by_name =
        |parameter: &Parameter| named.iter().rfind(|(name, _)| *name == parameter.name).map(|(_, value)| value);
    let positional = query.parameters.iter().filter(|parameter| by_name(parameter).is_none());
    let (required, most) = (positional.clone().filter(|parameter| parameter.default.is_none()), positional.count());
    if arguments.len() > most {
        return Err(NamedError::TooMany {
            query: query.name.clone(),
            most,
            given: arguments.len(),
            usage: query.usage(),
        });
    }
    let missing: Vec<String> = required
        .skip(arguments.len())
        .map(|parameter| format!("{} ({})", parameter.name.to_uppercase(), parameter.meaning))
        .collect();
    if !missing.is_empty() {
        return Err(NamedError::Missing { query: query.name.clone(), missing, usage: query.usage() });
    }
    let mut positions = arguments.iter();
    let mut bound = Bound { parameters: Parameters::new(), taken: Vec::new() };
    for parameter in &query.parameters {
        let given = by_name(parameter).or_else(|| positions.next());
        let Some(text) = given.or(parameter.default.as_ref()) else { continue };
        // A default need not be a name: `any` stands for every actor.
        let value = if Some(text) == parameter.default.as_ref() {
            plain(parameter, text)?
        } else {
            value(parameter, text, graph, &mut bound.taken)?
        };
        bound.parameters.insert(parameter.name.clone(), value);
    }
    Ok(bound)
}

fn value(
    parameter: &Parameter,
    text: &str,
    graph: &dyn GraphRead,
    taken: &mut Vec<(String, String)>,
) -> Result<Value, NamedError> {
    let label = match parameter.kind {
        ParameterType::Actor => Some("Actor"),
        ParameterType::Thing => None,
        ParameterType::Text | ParameterType::Integer => return plain(parameter, text),
    };
    let found = find_name(graph, label, text)?;
    if found.differs {
        taken.push((text.to_owned(), found.name.clone()));
    }
    Ok(Value::from(found.name.as_str()))
}

fn plain(parameter: &Parameter, text: &str) -> Result<Value, NamedError> {
    match parameter.kind {
        ParameterType::Integer => text.trim().parse().map(Value::Integer).map_err(|_| NamedError::WrongType {
            parameter: parameter.name.clone(),
            kind: parameter.kind.name(),
            given: text.to_owned(),
        }),
        _ => Ok(Value::from(text)),
    }
}
