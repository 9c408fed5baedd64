//! `-p name=value`: the parameters of a query.

use super::Failure;
use crate::database::Parameters;
use crate::value::Value;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The parameters given on the command line.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct GivenParameters {
    /// A parameter of the query, as `$name` in it. The value is read as JSON where it is JSON (7, true, ["a","b"]),
    /// else as text.
    #[arg(short, long = "parameter", value_name = "NAME=VALUE")]
    parameter: Vec<String>,
}

impl GivenParameters {
    /// Reads them.
    pub fn read(&self) -> Result<Parameters, Failure> {
        self.parameter.iter().map(|given| read(given)).collect()
    }
}

fn read(given: &str) -> Result<(String, Value), Failure> {
    let (name, value) = given.split_once('=').ok_or_else(|| {
        Failure::usage(format!("the parameter `{given}` has no value")).with_hint(format!("write `-p {given}=VALUE`"))
    })?;
    let name = name.trim().trim_start_matches('$');
    if name.is_empty() {
        return Err(Failure::usage(format!("the parameter `{given}` has no name")).with_hint("write `-p NAME=VALUE`"));
    }
    Ok((name.to_owned(), value_of(value)))
}

/// The value that a text stands for: JSON where it is JSON, else the text.
pub fn value_of(text: &str) -> Value {
    serde_json::from_str::<Json>(text).map_or_else(|_| Value::from(text), |json| from_json(&json))
}

fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(boolean) => Value::Boolean(*boolean),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::List(Arc::new(items.iter().map(from_json).collect())),
        Json::Object(entries) => {
            let entries: BTreeMap<Arc<str>, Value> =
                entries.iter().map(|(key, value)| (key.as_str().into(), from_json(value))).collect();
            Value::Map(Arc::new(entries))
        }
    }
}
