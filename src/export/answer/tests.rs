//! Each format on an answer with everything that is hard to write.

use super::{FORMATS, Layout, Rows, find};
use crate::exec::batch::{Batch, Column, Dictionary};
use crate::graph::{Graph, GraphRead, json};
use crate::semantics::bound::Slot;
use crate::value::Value;
use std::sync::Arc;

const SMALL: &str = r#"{"nodes":[
{"id":0,"labels":["Person"],"properties":{"name":"Bùi Thanh Sơn","born":1962}},
{"id":1,"labels":["Meeting"],"properties":{"name":"Talks"}}
],"relationships":[{"id":0,"type":"ATTENDED","start":0,"end":1,"properties":{"role":"guest"}}]}"#;

fn graph() -> Graph {
    json::read(SMALL).unwrap()
}

fn rows(graph: &Graph) -> Vec<Vec<Value>> {
    let node = graph.nodes().next().map_or(Value::Null, Value::Node);
    let relationship = graph.relationships().next().map_or(Value::Null, Value::Relationship);
    let list = |items: &[&str]| Value::List(Arc::new(items.iter().map(|item| Value::from(*item)).collect()));
    vec![
        vec![Value::from("Bùi \"Thanh\" Sơn, Hà Nội\nline two"), Value::Integer(-7), node],
        vec![Value::from("=1+1|*x*\t<b>"), Value::Float(1e21), relationship],
        vec![Value::Null, list(&["a", "b"]), list(&["a;b", "c"])],
        vec![Value::from(""), Value::Boolean(true), Value::Float(f64::NAN)],
    ]
}

fn written(format: &str, layout: &Layout, rows: Vec<Vec<Value>>) -> String {
    let graph = graph();
    let columns: Vec<Arc<str>> = ["text", "n", "x y"].into_iter().map(Arc::from).collect();
    let mut out = Vec::new();
    let mut batch = Batch::new(rows.len());
    for number in 0..columns.len() {
        batch.set(Slot(number as u32), Column::from_values(rows.iter().map(|row| row[number].clone())));
    }
    let rows = Rows::new(std::slice::from_ref(&batch), columns.len(), &graph);
    find(format).unwrap().write(&mut out, layout, &columns, &rows).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn each_format_writes_what_is_hard() {
    for format in FORMATS {
        let text = written(format.name, &Layout::default(), rows(&graph()));
        insta::assert_snapshot!(format!("{}_hard", format.name), text);
    }
}

#[test]
fn each_format_writes_an_answer_without_rows() {
    let all: String = FORMATS
        .iter()
        .map(|format| format!("{}:\n{}\n", format.name, written(format.name, &Layout::default(), vec![])))
        .collect();
    insta::assert_snapshot!("no_rows", all);
}

#[test]
fn a_terminal_gets_lines_and_its_width() {
    let layout = Layout { terminal_width: Some(40), ..Layout::default() };
    let text = written("table", &layout, rows(&graph()));
    assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 40), "{text}");
    insta::assert_snapshot!("table_terminal", text);
}

#[test]
fn excel_gets_a_mark_crlf_and_no_formulas() {
    let layout = Layout { excel: true, ..Layout::default() };
    let text = written("csv", &layout, rows(&graph()));
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains("'=1+1"));
    assert!(text.contains(",-7,"), "a number is no formula");
    assert_eq!(text.matches("\r\n").count(), 5);
}

#[test]
fn csv_reads_back_as_it_was() {
    let text = written("csv", &Layout::default(), rows(&graph()));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let first: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(first, ["Bùi \"Thanh\" Sơn, Hà Nội\nline two", "=1+1|*x*\t<b>", "", ""]);
}

#[test]
fn json_lines_are_json() {
    let text = written("jsonl", &Layout::default(), rows(&graph()));
    let parsed: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(parsed[0]["x y"]["properties"]["name"], "Bùi Thanh Sơn");
    assert_eq!(parsed[3]["x y"], "NaN");
    let whole: serde_json::Value = serde_json::from_str(&written("json", &Layout::default(), rows(&graph()))).unwrap();
    assert_eq!(whole.as_array().map(Vec::as_slice), Some(&parsed[..]));
}

/// What the library makes of the same cells.
fn by_library(rows: &Rows<'_>, columns: &[&str], excel: bool) -> String {
    let mut writer = super::csv::csv_writer(Vec::new(), excel);
    writer.write_record(columns).unwrap();
    rows.each(|values| {
        let cells = values.iter().map(|value| super::csv::cell(value, rows.graph(), excel));
        writer.write_record(cells).map_err(super::csv::as_io)
    })
    .unwrap();
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn columns_are_written_as_cells_one_by_one_are() {
    let graph = graph();
    let words = Dictionary::new(["", "-a", "b, c"].map(Arc::from).into());
    let texts = ["plain", "a,b", "a\"b", "\"", "a\nb", "a\rb", "", "=1", "é,", "\u{feff}", " a "];
    let length = 20_000;
    let text = Column::from_values((0..length).map(|row| match row % 12 {
        11 => Value::Null,
        place => Value::from(texts[place]),
    }));
    let days = (0..length).map(|row| crate::value::Date::from_near_days(row as i32 * 97 - 800_000)).collect();
    let numbers = (0..length).map(|row| (row as i64 - 5).wrapping_pow(7)).collect();
    let mixed = Column::from_values((0..length).map(|row| match row % 4 {
        0 => Value::Float(row as f64 / 8.0),
        1 => Value::Boolean(row % 8 == 1),
        2 => Value::List(Arc::new(vec![Value::from("x,y"), Value::Integer(2)])),
        _ => Value::Null,
    }));
    let all = [
        text,
        Column::from_codes((0..length as u32).map(|row| row % 3).collect(), words),
        Column::from_dates(days),
        Column::from_integers(numbers),
        mixed,
        Column::constant(Value::from("a \"b\""), length),
    ];
    let names = ["text", "codes", "days", "n,m", "mixed", "same"];
    for width in [1, all.len()] {
        let mut batch = Batch::new(length);
        for (number, column) in all.iter().take(width).enumerate() {
            batch.set(Slot(number as u32), column.clone());
        }
        let batches = [batch.clone(), Batch::new(3)];
        let rows = Rows::new(&batches, width, &graph);
        let columns: Vec<Arc<str>> = names[..width].iter().map(|name| Arc::from(*name)).collect();
        for excel in [false, true] {
            let mut out = Vec::new();
            find("csv").unwrap().write(&mut out, &Layout { excel, ..Layout::default() }, &columns, &rows).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(
                text.trim_start_matches('\u{feff}') == by_library(&rows, &names[..width], excel),
                "{width} {excel}"
            );
        }
        let (mut lines, mut array) = (Vec::new(), Vec::new());
        find("jsonl").unwrap().write(&mut lines, &Layout::default(), &columns, &rows).unwrap();
        find("json").unwrap().write(&mut array, &Layout::default(), &columns, &rows).unwrap();
        let parsed: Vec<serde_json::Value> =
            String::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(serde_json::from_slice::<Vec<serde_json::Value>>(&array).unwrap(), parsed);
        let mut at = parsed.iter();
        rows.each(|values| {
            let object = at.next().unwrap();
            for (name, value) in columns.iter().zip(values) {
                assert_eq!(object[&**name], crate::export::json::plain(value, &graph));
            }
            Ok(())
        })
        .unwrap();
    }
}
