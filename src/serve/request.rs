//! Requests as they come in.

use crate::database::Parameters;
use crate::diagnostic::{Diagnostic, Kind};
use crate::value::Value;
use crate::value::typed_json;
use serde_json::{Map, Value as Json};
use std::path::PathBuf;

/// One request.
#[derive(Debug)]
pub struct Request {
    /// What to do.
    pub operation: Operation,
}

/// What a request asks for.
#[derive(Debug)]
pub enum Operation {
    /// Opens a file, or without a path an empty graph in memory.
    Open { path: Option<PathBuf>, read_only: bool },
    /// Runs one statement, and answers with its values in this form.
    Run { query: String, parameters: Parameters, form: Form },
    /// Adds a procedure that is a table.
    Procedure { signature: String, columns: Vec<String>, rows: Vec<Vec<Value>> },
    /// Asks for everything in the graph.
    State,
    /// Closes what is open.
    Close,
}

/// How the values of an answer are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With their types, so that nothing is lost.
    Typed,
    /// As plain JSON: shorter, and several times quicker to read.
    Plain,
}

/// The names of the operations, for the message about an unknown one.
const OPERATIONS: &str = "open, run, procedure, state, close";

/// Reads a request and its `id` as JSON text; a line that has none gets `null`.
pub fn read(line: &[u8]) -> (String, Result<Request, Diagnostic>) {
    match serde_json::from_slice::<Map<String, Json>>(line) {
        Ok(mut request) => {
            let id =
                request.get("id").filter(|id| id.is_i64() || id.is_u64()).map_or("null".to_owned(), Json::to_string);
            (id, operation(&mut request).map(|operation| Request { operation }))
        }
        Err(error) => {
            ("null".to_owned(), Err(malformed(format!("the request is no JSON object on one line: {error}"))))
        }
    }
}

fn operation(request: &mut Map<String, Json>) -> Result<Operation, Diagnostic> {
    if !request.get("id").is_some_and(|id| id.is_i64() || id.is_u64()) {
        return Err(malformed("a request has an integer `id`"));
    }
    match text(request, "op")?.as_str() {
        "open" => match (request.get("path").is_some(), flag(request, "memory")?) {
            (true, false) => Ok(Operation::Open {
                path: Some(text(request, "path")?.into()),
                read_only: flag(request, "read_only")?,
            }),
            (false, true) => Ok(Operation::Open { path: None, read_only: false }),
            _ => Err(malformed("`open` needs `\"memory\":true` or a `path`, not both")),
        },
        "run" => Ok(Operation::Run {
            query: text(request, "query")?,
            parameters: parameters(request)?,
            form: form(request)?,
        }),
        "procedure" => Ok(Operation::Procedure {
            signature: text(request, "signature")?,
            columns: columns(request)?,
            rows: rows(request)?,
        }),
        "state" => Ok(Operation::State),
        "close" => Ok(Operation::Close),
        other => Err(malformed(format!("there is no operation `{other}`; there are {OPERATIONS}"))),
    }
}

fn text(request: &mut Map<String, Json>, key: &str) -> Result<String, Diagnostic> {
    match request.remove(key) {
        Some(Json::String(text)) => Ok(text),
        Some(_) => Err(malformed(format!("`{key}` is a string"))),
        None => Err(malformed(format!("the request has no `{key}`"))),
    }
}

fn flag(request: &Map<String, Json>, key: &str) -> Result<bool, Diagnostic> {
    match request.get(key) {
        None => Ok(false),
        Some(Json::Bool(flag)) => Ok(*flag),
        Some(_) => Err(malformed(format!("`{key}` is true or false"))),
    }
}

fn parameters(request: &Map<String, Json>) -> Result<Parameters, Diagnostic> {
    match request.get("params") {
        None | Some(Json::Null) => Ok(Parameters::new()),
        Some(Json::Object(given)) => {
            given.iter().map(|(name, value)| Ok((name.clone(), typed_json::from_json(value)?))).collect()
        }
        Some(_) => Err(malformed("`params` is an object of values")),
    }
}

fn form(request: &Map<String, Json>) -> Result<Form, Diagnostic> {
    match request.get("values").map(Json::as_str) {
        None | Some(Some("typed")) => Ok(Form::Typed),
        Some(Some("plain")) => Ok(Form::Plain),
        _ => Err(malformed("`values` is \"typed\" or \"plain\"")),
    }
}

fn columns(request: &Map<String, Json>) -> Result<Vec<String>, Diagnostic> {
    let named = |name: &Json| name.as_str().map(str::to_owned).ok_or_else(|| malformed("`columns` is a list of names"));
    match request.get("columns") {
        Some(Json::Array(names)) => names.iter().map(named).collect(),
        _ => Err(malformed("`columns` is a list of names")),
    }
}

fn rows(request: &Map<String, Json>) -> Result<Vec<Vec<Value>>, Diagnostic> {
    let wrong = || malformed("`rows` is a list of lists of values");
    let Some(Json::Array(rows)) = request.get("rows") else { return Err(wrong()) };
    rows.iter().map(|row| row.as_array().ok_or_else(wrong)?.iter().map(typed_json::from_json).collect()).collect()
}

fn malformed(message: impl Into<String>) -> Diagnostic {
    Diagnostic::runtime(Kind::ProtocolError, "InvalidRequest", message)
}
