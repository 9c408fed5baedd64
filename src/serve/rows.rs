//! The rows of an answer as JSON arrays of typed or plain values, from typed columns straight to bytes.

use super::request::Form;
use crate::database::Answer;
use crate::exec::batch::{Column, Data};
use crate::export::answer::{Piece, Rows, write_plain_entry};
use crate::graph::Graph;
use crate::graph::entities::GraphEntities;
use crate::value::typed_json;
use std::io;

/// `[…],[…]`: one array a row. Many rows are written on all cores, in their order.
pub fn write(out: &mut Vec<u8>, answer: &Answer, form: Form, graph: &Graph) -> io::Result<()> {
    let start = out.len();
    let rows = Rows::new(&answer.batches, answer.columns.len(), graph);
    rows.in_pieces(
        |piece, out| write_piece(piece, form, out),
        |written| {
            if out.len() > start {
                out.push(b',');
            }
            out.extend_from_slice(written);
            Ok(())
        },
    )
}

fn write_piece(piece: &Piece<'_>, form: Form, out: &mut Vec<u8>) -> io::Result<()> {
    for row in piece.rows.clone() {
        out.extend_from_slice(if row == piece.rows.start { b"[" } else { b",[" });
        for (number, column) in piece.columns.iter().enumerate() {
            if number > 0 {
                out.push(b',');
            }
            match (column, form) {
                (Some(column), Form::Typed) => write_typed_entry(out, column, row, piece.graph)?,
                (Some(column), Form::Plain) => write_plain_entry(out, column, row, piece.graph)?,
                (None, Form::Typed) => typed_json::write_null(out),
                (None, Form::Plain) => out.extend_from_slice(b"null"),
            }
        }
        out.push(b']');
    }
    Ok(())
}

fn write_typed_entry(out: &mut Vec<u8>, column: &Column, row: usize, graph: &Graph) -> io::Result<()> {
    if column.is_null(row) {
        typed_json::write_null(out);
        return Ok(());
    }
    match column.data() {
        Data::Integers(entries) => typed_json::write_integer(entries[row], out),
        Data::Dates(entries) => typed_json::write_plain("Date", entries[row], out),
        Data::Strings(entries) => typed_json::write_text(entries.get(row), out),
        Data::Codes { codes, words } => typed_json::write_text(words.word(codes[row]), out),
        _ => typed_json::write(&column.value(row), &GraphEntities(graph), out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;
    use crate::export::json::plain;
    use serde_json::Value as Json;

    /// What would be written one value at a time.
    fn one_by_one(answer: &Answer, form: Form, graph: &Graph) -> Vec<u8> {
        let mut out = Vec::new();
        for row in answer.rows() {
            out.extend_from_slice(if out.is_empty() { b"[" } else { b",[" });
            for (place, value) in row.values().enumerate() {
                out.extend_from_slice(if place == 0 { b"" } else { b"," });
                match form {
                    Form::Typed => typed_json::write(&value, &GraphEntities(graph), &mut out).unwrap(),
                    Form::Plain => serde_json::to_writer(&mut out, &plain(&value, graph)).unwrap(),
                }
            }
            out.push(b']');
        }
        out
    }

    #[test]
    fn columns_are_written_as_their_values_are() {
        let mut database = Database::memory();
        for query in [
            "RETURN 1 AS x LIMIT 0",
            "UNWIND [1, null, 2] AS x RETURN x, 'a\"b' AS text, date('2020-02-29') AS day, null AS nothing",
            "UNWIND ['a', null, 'b\\n', 'é'] AS x RETURN x, [x] AS list, {k: x} AS map, x = 'a' AS flag, 0.1 AS number",
            "CREATE p = (a:A {n: 1})-[r:R {w: 2.5}]->(b:B) RETURN a, r, b, p, [a, r] AS both",
            "UNWIND range(1, 40000) AS x RETURN x, toString(x) AS text, date('2020-01-01') + duration({days: x % 700}) AS day",
        ] {
            let answer = database.run(query, &Default::default()).unwrap();
            for form in [Form::Typed, Form::Plain] {
                let mut out = Vec::new();
                write(&mut out, &answer, form, database.graph()).unwrap();
                assert!(out == one_by_one(&answer, form, database.graph()), "{query}, {form:?}");
                let rows = format!("[{}]", String::from_utf8(out).unwrap());
                let rows: Vec<Vec<Json>> = serde_json::from_str(&rows).unwrap();
                assert_eq!(rows.len(), answer.len(), "{query}");
                assert!(rows.iter().all(|row| row.len() == answer.columns.len()), "{query}");
            }
        }
    }
}
