//! Answers as they go out, each one JSON object without line breaks.

use super::request::Form;
use super::rows;
use crate::database::{Answer, Statistics, Warning};
use crate::diagnostic::{Diagnostic, Phase};
use crate::graph::entities::GraphEntities;
use crate::graph::{Graph, GraphRead};
use crate::span::Span;
use crate::value::{Value, typed_json};
use serde_json::{Value as Json, json};
use std::io::{self, Write};
use std::time::Instant;

/// `{"id":1}`.
pub fn write_done(out: &mut Vec<u8>, id: &str) -> io::Result<()> {
    write!(out, "{{\"id\":{id}}}")
}

/// Columns, rows, what was changed, warnings if there are any, and how many microseconds have gone since `received`.
pub fn write_result(
    out: &mut Vec<u8>,
    id: &str,
    answer: &Answer,
    form: Form,
    graph: &Graph,
    received: Instant,
) -> io::Result<()> {
    write!(out, "{{\"id\":{id},\"columns\":")?;
    let columns: Vec<&str> = answer.columns.iter().map(|name| &**name).collect();
    serde_json::to_writer(&mut *out, &columns)?;
    out.extend_from_slice(b",\"rows\":[");
    rows::write(out, answer, form, graph)?;
    out.extend_from_slice(b"],\"stats\":");
    write_statistics(out, &answer.statistics)?;
    if !answer.warnings.is_empty() {
        let shown =
            |warning: &Warning| with_span(json!({ "message": told(&warning.message, &warning.hint) }), warning.span);
        write!(out, ",\"warnings\":{}", answer.warnings.iter().map(shown).collect::<Json>())?;
    }
    write!(out, ",\"elapsed_us\":{}}}", received.elapsed().as_micros())
}

/// Every node and relationship.
pub fn write_state(out: &mut Vec<u8>, id: &str, graph: &dyn GraphRead) -> io::Result<()> {
    write!(out, "{{\"id\":{id},\"nodes\":[")?;
    write_values(out, graph.nodes().map(Value::Node), graph)?;
    out.extend_from_slice(b"],\"relationships\":[");
    write_values(out, graph.relationships().map(Value::Relationship), graph)?;
    out.extend_from_slice(b"]}");
    Ok(())
}

/// An error in the words of the conformance kit.
pub fn write_error(out: &mut Vec<u8>, id: &str, error: &Diagnostic) -> io::Result<()> {
    let message = told(&error.message, &error.hint);
    let phase = match error.phase {
        Phase::Compile => "compile",
        Phase::Runtime => "runtime",
    };
    // The kinds are named as the kit names them.
    let kind = format!("{:?}", error.kind);
    let body = json!({ "type": kind, "phase": phase, "detail": error.detail, "message": message });
    write!(out, "{{\"id\":{id},\"error\":{}}}", with_span(body, error.span))
}

/// The message, and its hint in parentheses.
fn told(message: &str, hint: &Option<String>) -> String {
    hint.as_ref().map_or_else(|| message.to_owned(), |hint| format!("{message} ({hint})"))
}

fn with_span(mut body: Json, span: Option<Span>) -> Json {
    if let (Some(span), Some(body)) = (span, body.as_object_mut()) {
        body.insert("span".to_owned(), json!({ "start": span.start, "end": span.end }));
    }
    body
}

fn write_values(out: &mut Vec<u8>, values: impl Iterator<Item = Value>, graph: &dyn GraphRead) -> io::Result<()> {
    for (place, value) in values.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        typed_json::write(&value, &GraphEntities(graph), out)?;
    }
    Ok(())
}

fn write_statistics(out: &mut Vec<u8>, statistics: &Statistics) -> io::Result<()> {
    write!(
        out,
        "{{\"nodes_created\":{},\"nodes_deleted\":{},\"relationships_created\":{},\"relationships_deleted\":{},\
         \"properties_set\":{},\"labels_added\":{},\"labels_removed\":{}}}",
        statistics.nodes_created,
        statistics.nodes_deleted,
        statistics.relationships_created,
        statistics.relationships_deleted,
        statistics.properties_set,
        statistics.labels_added,
        statistics.labels_removed
    )
}
