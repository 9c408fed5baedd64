//! Every example of the table of functions, run.

use crate::database::Database;
use crate::functions::FUNCTIONS;
use crate::value::literal::literal;
use std::collections::BTreeMap;

/// The one value that the expression has.
fn evaluate(expression: &str) -> String {
    let mut database = Database::memory();
    let answer = database
        .run(&format!("WITH [1, 2, 3] AS xs UNWIND xs AS x RETURN {expression} AS result LIMIT 1"), &BTreeMap::new())
        .unwrap_or_else(|error| panic!("{expression}: {error}"));
    let row = answer.rows().next().unwrap_or_else(|| panic!("{expression} gives no row"));
    literal(&row.value(0))
}

#[test]
fn examples_hold() {
    for function in FUNCTIONS {
        let (call, expected) = function.example;
        let found = evaluate(call);
        assert!(expected.is_empty() || found == expected, "{call} is {found} and not {expected}");
    }
}

#[test]
fn further_cases() {
    for (expression, expected) in [
        ("toInteger('2.9')", "2"),
        ("toInteger('abc')", "null"),
        ("toInteger('')", "null"),
        ("toInteger(true)", "1"),
        ("toFloat('1e3')", "1000.0"),
        ("toBoolean('TRUE')", "true"),
        ("toBoolean('yes')", "null"),
        ("round(2.5)", "3.0"),
        ("round(-2.5)", "-2.0"),
        ("round(-1.55, 1)", "-1.6"),
        ("round(1.005, 2)", "1.01"),
        ("round(1.249, 1, 'UP')", "1.3"),
        ("round(0.5, 0, 'HALF_EVEN')", "0.0"),
        ("split('a--b-c', ['-', '--'])", "['a', 'b', 'c']"),
        ("split('abc', '')", "['a', 'b', 'c']"),
        ("substring('treaty', 9)", "''"),
        ("left('treaty', 99)", "'treaty'"),
        ("range(3, 1)", "[]"),
        ("range(3, 1, -1)", "[3, 2, 1]"),
        ("[1, 2, 3][-1]", "3"),
        ("[1, 2, 3][5]", "null"),
        ("[1, 2, 3][1..]", "[2, 3]"),
        ("[1, 2, 3][-2..-1]", "[2]"),
        ("[1, 2, 3][null..1]", "null"),
        ("{a: {b: 1}}.a.b", "1"),
        ("date('2022-02-10').weekDay", "4"),
        ("date('2022-02-10') + duration('P1M')", "'2022-03-10'"),
        ("date('2022-02-10') < date('2022-02-11')", "true"),
        ("duration('P1D') < duration('P2D')", "null"),
        ("all(y IN [1, null] WHERE y > 0)", "null"),
        ("any(y IN [1, null] WHERE y > 0)", "true"),
        ("none(y IN [] WHERE true)", "true"),
        ("single(y IN [1, 2] WHERE y = 1)", "true"),
        ("reduce(s = 0, y IN [1, 2, 3] | s + y)", "6"),
        ("reduce(s = 0, y IN null | s + y)", "null"),
        ("CASE WHEN x = 0 THEN 1 / 0 ELSE 2 END", "2"),
        ("x = 0 AND 1 / (x - 1) = 1", "false"),
        ("null IN []", "false"),
        ("1 IN [2, null]", "null"),
        ("'abc' =~ 'a.*'", "true"),
        ("'abc' =~ 'b'", "false"),
        ("1 STARTS WITH 'a'", "null"),
        ("size(randomUUID())", "36"),
        ("valueType([1, 'a'])", "'LIST<INTEGER NOT NULL | STRING NOT NULL> NOT NULL'"),
        ("surely_before({start: '2022-02-09', end: '2022-02-11'}, '2022-02-12')", "true"),
        ("precision({start: '2022-02-09', precision: 'week'})", "'week'"),
        ("toString(latest({start: '2022-02-09', precision: 'week'}))", "'2022-02-13'"),
        ("point({longitude: 127.0, latitude: 37.5}).crs", "'wgs-84'"),
        (
            "round(point.distance(point({longitude: 0, latitude: 0}), point({longitude: 0, latitude: 1})) / 1000)",
            "111.0",
        ),
    ] {
        assert_eq!(evaluate(expression), expected, "{expression}");
    }
}
