//! `serve --stdio` as programs meet it.

use crate::support::Folder;
use serde_json::{Value, json};

/// The answers to requests, each a line.
fn answers(folder: &Folder, arguments: &[&str], requests: &[Value]) -> Vec<Value> {
    let input: String = requests.iter().map(|request| format!("{request}\n")).collect();
    let run = folder.run_with(&[&["serve", "--stdio"], arguments].concat(), &input);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_statement_gives_columns_rows_and_counts() {
    let folder = Folder::empty();
    let requests = [
        json!({"id": 1, "op": "open", "memory": true}),
        json!({"id": 2, "op": "run", "query": "CREATE (:A {n: $n})-[:T]->(:B);", "params": {"n": {"$type": "Integer", "_value": "42"}}}),
        json!({"id": 3, "op": "run", "query": "MATCH (a:A)-[t]->(b) RETURN a.n, cOuNt( * )", "params": {}}),
        json!({"id": 4, "op": "close"}),
    ];
    let answers = answers(&folder, &[], &requests);
    assert_eq!(answers[0], json!({"id": 1}));
    assert!(answers[1]["elapsed_us"].is_u64(), "{}", answers[1]);
    assert_eq!((&answers[1]["id"], &answers[1]["columns"], &answers[1]["rows"]), (&json!(2), &json!([]), &json!([])));
    assert_eq!(
        answers[1]["stats"],
        json!({"nodes_created": 2, "nodes_deleted": 0, "relationships_created": 1, "relationships_deleted": 0,
               "properties_set": 1, "labels_added": 2, "labels_removed": 0})
    );
    assert_eq!(answers[2]["columns"], json!(["a.n", "cOuNt( * )"]));
    assert_eq!(
        answers[2]["rows"],
        json!([[{"$type": "Integer", "_value": "42"}, {"$type": "Integer", "_value": "1"}]])
    );
    assert_eq!(answers[3], json!({"id": 4}));
}

#[test]
fn parameters_may_be_plain_json() {
    let folder = Folder::empty();
    let requests = [json!({"id": 1, "op": "run", "query": "RETURN $i + 1, $f, $s, $b, $n IS NULL, $l[1]",
               "params": {"i": 1, "f": 2.0, "s": "x", "b": true, "n": null, "l": [1, {"$type": "Date", "_value": "2015-03-26"}]}})];
    let typed = |kind: &str, value: Value| json!({"$type": kind, "_value": value});
    assert_eq!(
        answers(&folder, &[], &requests)[0]["rows"][0],
        json!([
            typed("Integer", json!("2")),
            typed("Float", json!("2.0")),
            typed("String", json!("x")),
            typed("Boolean", json!(true)),
            typed("Boolean", json!(true)),
            typed("Date", json!("2015-03-26"))
        ])
    );
}

#[test]
fn values_of_an_answer_are_plain_where_that_is_asked_for() {
    let folder = Folder::empty();
    let query = "CREATE (a:A {n: 1}) RETURN 7, 0.5, 'x', true, null, date('2015-03-26'), [1], {k: 2}, a";
    let run = |id: u32, values: &str| json!({"id": id, "op": "run", "query": query, "values": values});
    let answers = answers(&folder, &[], &[run(1, "plain"), run(2, "typed"), run(3, "short")]);
    let node = json!({"id": 0, "labels": ["A"], "properties": {"n": 1}});
    assert_eq!(answers[0]["rows"], json!([[7, 0.5, "x", true, null, "2015-03-26", [1], {"k": 2}, node]]));
    assert_eq!(answers[1]["rows"][0][0], json!({"$type": "Integer", "_value": "7"}));
    assert_eq!(answers[2]["error"]["message"], "`values` is \"typed\" or \"plain\"");
}

#[test]
fn warnings_come_with_their_place() {
    let folder = Folder::empty();
    let run = |id: u32, query: &str| json!({"id": id, "op": "run", "query": query});
    let answers = answers(&folder, &[], &[run(1, "CREATE (:Person)"), run(2, "MATCH (p:Persn) RETURN p")]);
    assert_eq!(answers[0].get("warnings"), None);
    let warning =
        json!({"message": "the graph has no label `Persn` (did you mean `Person`?)", "span": {"start": 9, "end": 14}});
    assert_eq!(answers[1]["warnings"], json!([warning]));
}

#[test]
fn the_state_is_everything() {
    let folder = Folder::empty();
    let requests = [
        json!({"id": 1, "op": "run", "query": "CREATE (:A {n: 1})-[:T {w: 0.5}]->(:B)"}),
        json!({"id": 2, "op": "state"}),
    ];
    let state = &answers(&folder, &[], &requests)[1];
    assert_eq!(state["nodes"][0]["_value"]["_labels"], json!(["A"]));
    assert_eq!(state["nodes"][0]["_value"]["_properties"], json!({"n": {"$type": "Integer", "_value": "1"}}));
    let relationship = &state["relationships"][0]["_value"];
    assert_eq!(relationship["_type"], "T");
    assert_eq!(relationship["_start_node_element_id"], state["nodes"][0]["_value"]["_element_id"]);
}

#[test]
fn an_error_names_type_phase_detail_and_place_and_changes_nothing() {
    let folder = Folder::empty();
    let requests = [
        json!({"id": 1, "op": "run", "query": "MATCH (n) RETURN m"}),
        json!({"id": 2, "op": "run", "query": "CREATE (:A) WITH 1 AS one RETURN [1][0] / (one - 1)"}),
        json!({"id": 3, "op": "state"}),
    ];
    let answers = answers(&folder, &[], &requests);
    let error = &answers[0]["error"];
    assert_eq!(
        (&error["type"], &error["phase"], &error["detail"]),
        (&json!("SyntaxError"), &json!("compile"), &json!("UndefinedVariable"))
    );
    assert_eq!(error["span"], json!({"start": 17, "end": 18}));
    assert_eq!(
        (&answers[1]["error"]["type"], &answers[1]["error"]["phase"]),
        (&json!("ArithmeticError"), &json!("runtime"))
    );
    assert_eq!(answers[2], json!({"id": 3, "nodes": [], "relationships": []}));
}

#[test]
fn a_wrong_request_is_answered_and_the_next_one_too() {
    let folder = Folder::empty();
    let input = [
        "not json",
        "[1,2]",
        "{\"op\":\"run\"}",
        "{\"id\":1,\"op\":\"fly\"}",
        "{\"id\":2,\"op\":\"run\"}",
        "{\"id\":3,\"op\":\"run\",\"query\":7}",
        "{\"id\":4,\"op\":\"run\",\"query\":\"RETURN $x\",\"params\":{\"x\":{\"$type\":\"Integer\",\"_value\":1}}}",
        "{\"id\":5,\"op\":\"open\"}",
        "{\"id\":6,\"op\":\"open\",\"path\":\"missing/x.chancery\",\"read_only\":true}",
        "",
        "{\"id\":7,\"op\":\"run\",\"query\":\"RETURN 1\"}",
    ]
    .join("\n");
    let run = folder.run_with(&["serve", "--stdio"], &input);
    let answers: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((run.code, answers.len()), (Some(0), 10), "{}", run.shown());
    for (place, id) in
        [Value::Null, Value::Null, Value::Null, json!(1), json!(2), json!(3), json!(4), json!(5)].iter().enumerate()
    {
        assert_eq!(
            (&answers[place]["id"], &answers[place]["error"]["type"]),
            (id, &json!("ProtocolError")),
            "{}",
            answers[place]
        );
    }
    assert!(answers[8]["error"]["type"].is_string());
    assert_eq!(answers[9]["rows"][0][0]["_value"], "1");
}

#[test]
fn a_procedure_is_a_table_until_the_next_open() {
    let folder = Folder::empty();
    let integer = |n: i64| json!({"$type": "Integer", "_value": n.to_string()});
    let text = |t: &str| json!({"$type": "String", "_value": t});
    let requests = [
        json!({"id": 1, "op": "procedure", "signature": "test.my.proc(in :: INTEGER?) :: (out :: STRING?)", "columns": ["in", "out"],
               "rows": [[integer(1), text("one")], [integer(2), text("two")]]}),
        json!({"id": 2, "op": "run", "query": "CALL test.my.proc(2) YIELD out RETURN out"}),
        json!({"id": 3, "op": "run", "query": "CALL test.my.proc", "params": {"in": text("two")}}),
        json!({"id": 4, "op": "open", "memory": true}),
        json!({"id": 5, "op": "run", "query": "CALL test.my.proc(2) YIELD out RETURN out"}),
    ];
    let answers = answers(&folder, &[], &requests);
    assert_eq!(answers[0], json!({"id": 1}));
    assert_eq!(answers[1]["rows"], json!([[text("two")]]));
    assert_eq!(answers[2]["error"]["detail"], "InvalidArgumentType");
    assert_eq!(answers[4]["error"]["detail"], "ProcedureNotFound");
}

#[test]
fn a_file_is_opened_changed_and_closed() {
    let folder = Folder::with_graph();
    let requests = [
        json!({"id": 1, "op": "run", "query": "CREATE (:X)"}),
        json!({"id": 2, "op": "close"}),
        json!({"id": 3, "op": "open", "path": "small.chancery", "read_only": true}),
        json!({"id": 4, "op": "run", "query": "MATCH (x:X) RETURN count(*) AS n"}),
        json!({"id": 5, "op": "run", "query": "CREATE (:X)"}),
    ];
    let answers = answers(&folder, &["small.chancery"], &requests);
    assert_eq!(answers[3]["rows"][0][0]["_value"], "1");
    assert!(answers[4]["error"]["type"].is_string(), "{}", answers[4]);
}
