//! Each format on an answer with everything that is hard to write.

use super::{FORMATS, Layout, find};
use crate::graph::{Graph, GraphRead, json};
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
    find(format).unwrap().write(&mut out, layout, &columns, rows.into_iter(), &graph).unwrap();
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
