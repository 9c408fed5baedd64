//! The language from outside: whatever the text, a statement answers or is refused in one clear sentence, in time that
//! grows with its length.

#[path = "language/cases.rs"]
mod cases;

use chancery::database::{Database, Limits, Parameters};
use chancery::{semantics, syntax};
use proptest::prelude::*;
use std::time::Duration;

/// Words that statements are made of, and some that they are not.
const WORDS: &[&str] = &[
    "MATCH",
    "OPTIONAL",
    "WHERE",
    "RETURN",
    "WITH",
    "UNWIND",
    "CREATE",
    "MERGE",
    "SET",
    "DELETE",
    "DETACH",
    "REMOVE",
    "CALL",
    "UNION",
    "ALL",
    "ORDER BY",
    "SKIP",
    "LIMIT",
    "DISTINCT",
    "AS",
    "IN",
    "IS",
    "NOT",
    "NULL",
    "AND",
    "OR",
    "XOR",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "EXISTS",
    "COUNT",
    "COLLECT",
    "FOREACH",
    "ON",
    "STARTS",
    "ENDS",
    "CONTAINS",
    "ANY",
    "SHORTEST",
    "shortestPath",
    "YIELD",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "-",
    "->",
    "<-",
    "--",
    "-->",
    ":",
    ",",
    ".",
    "..",
    "|",
    "*",
    "+",
    "/",
    "%",
    "^",
    "=",
    "<>",
    "<",
    ">=",
    "=~",
    "!",
    "&",
    ";",
    "$p",
    "$",
    "n",
    "m",
    "r",
    "a.b",
    "n:Person",
    "(n)",
    "(m:A {x: 1})",
    "-[r:R]->",
    "-[*1..2]-",
    "[x IN [1, 2] | x]",
    "count(*)",
    "sum(n.x)",
    "size([1])",
    "1",
    "2.5",
    "0x",
    "'text'",
    "\"",
    "'",
    "`",
    "//",
    "/*",
    "*/",
    "\\",
    "é",
    "—",
    "박진",
    "\u{0}",
    "range(1, 3)",
    "date()",
    "EXPLAIN",
];

/// Statements that are right, to be bent out of shape.
const STATEMENTS: &[&str] = &[
    "MATCH (n:Person {name: 'Ada'})-[r:KNOWS*1..3]->(m) WHERE n.age > 3 AND NOT (m)-->() RETURN n, count(r) AS c ORDER BY c DESC LIMIT 3",
    "UNWIND range(1, 5) AS x WITH x WHERE x % 2 = 1 RETURN collect(x) AS odd, [y IN [1, 2] WHERE y > 1 | y * 2] AS list",
    "CREATE (a:A {x: 1})-[:R]->(b:B) SET a.y = 2, b += {z: 3} WITH a, b MERGE (a)-[s:S]->(b) ON CREATE SET s.w = 1 RETURN s",
    "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS d } RETURN n, d, CASE WHEN d > 1 THEN 'many' ELSE 'few' END AS word",
    "MATCH p = ((a)-[r]->(b) WHERE a.x < b.x){1,3} RETURN nodes(p), EXISTS { (a)-->(c) }, COUNT { MATCH (z) RETURN z }",
];

fn small_database() -> Database {
    let mut database = Database::memory();
    database.set_limits(Limits { time: Some(Duration::from_secs(2)), ..Limits::default() });
    database
        .run("CREATE (:Person {name: 'Ada', age: 4})-[:KNOWS]->(:Person)-[:KNOWS]->(:A {x: 1})", &Parameters::new())
        .expect("a small graph");
    database
}

/// Runs the text, and checks that what is refused is refused in words.
fn answers_or_refuses(text: &str) -> Result<(), TestCaseError> {
    let spans = syntax::split(text);
    prop_assert!(spans.iter().all(|span| text.get(span.start..span.end).is_some()));
    syntax::is_complete(text);
    if let Err(errors) = syntax::parse(text) {
        prop_assert!(!errors.is_empty());
    } else if let Ok(statement) = syntax::parse(text) {
        let printed = syntax::print(&statement);
        let again = syntax::parse(&printed).map_err(|errors| TestCaseError::fail(format!("{printed}: {errors:?}")))?;
        prop_assert_eq!(syntax::print(&again), printed);
        let _ = semantics::bind(&statement, &semantics::NoProcedures);
    }
    if let Err(error) = small_database().run(text, &Parameters::new()) {
        prop_assert!(!error.message.is_empty());
        prop_assert!(error.detail != "InternalError", "{}: {}", text, error);
        if let Some(span) = error.span {
            prop_assert!(text.get(span.start..span.end).is_some(), "{} {:?}", text, span);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn soup_of_words_is_no_trouble(words in prop::collection::vec(prop::sample::select(WORDS), 0..25)) {
        answers_or_refuses(&words.join(" "))?;
    }

    #[test]
    fn statements_bent_out_of_shape_are_no_trouble(
        statement in prop::sample::select(STATEMENTS),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize, prop::sample::select(WORDS)), 1..4),
    ) {
        let mut pieces: Vec<&str> = statement.split_inclusive([' ', '(', ')', '[', ']', ',']).collect();
        for (place, change, word) in cuts {
            if pieces.is_empty() {
                break;
            }
            let place = place.index(pieces.len());
            match change {
                0 => drop(pieces.remove(place)),
                1 => pieces.insert(place, word),
                2 => pieces[place] = word,
                _ => pieces.truncate(place),
            }
        }
        answers_or_refuses(&pieces.concat())?;
    }

    #[test]
    fn any_text_is_no_trouble(text in "\\PC{0,60}") {
        answers_or_refuses(&text)?;
    }
}

#[test]
fn hostile_depth_and_length_are_refused_or_answered() {
    let mut database = small_database();
    for text in [
        format!("RETURN {}1{}", "(".repeat(63), ")".repeat(63)),
        format!("RETURN {}1{}", "[".repeat(60), "]".repeat(60)),
        format!("RETURN 1{}", " + 1".repeat(590)),
        format!("RETURN {}", "NOT ".repeat(60) + "true"),
        format!("RETURN 1{}", " < (1 < 2) < 3".repeat(50)),
        format!("RETURN {}1{}", "1 < (".repeat(60), ") < 1".repeat(60)),
        format!("{}FINISH", "WITH 1 AS x ".repeat(3_000)),
        "CREATE () ".repeat(5_000),
        format!("RETURN {}1{}", "COUNT { RETURN ".repeat(9), " AS x }".repeat(9)),
        format!("RETURN 1 AS x{}", " UNION RETURN 1 AS x".repeat(1_000)),
        format!("{}RETURN 1 AS x{}", "CALL { ".repeat(100_000), " }".repeat(100_000)),
    ] {
        if let Err(error) = database.run(&text, &Parameters::new()) {
            assert_ne!(error.detail, "InternalError", "{:.40}: {error}", text);
        }
    }
}

/// The text between `<!-- name -->` and `<!-- end -->` replaced.
fn with_table(document: &str, name: &str, table: &str) -> String {
    let start = format!("<!-- {name} -->\n");
    let (before, rest) = document.split_once(&start).expect("the page has a place for the table");
    let (_, after) = rest.split_once("<!-- end -->").expect("the table has an end");
    format!("{before}{start}{table}<!-- end -->{after}")
}

fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    let line = |cells: &[String]| {
        format!("| {} |\n", cells.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
    };
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let mut text = line(&head) + &format!("|{}\n", "---|".repeat(head.len()));
    rows.iter().for_each(|row| text.push_str(&line(row)));
    text
}

#[test]
fn the_page_about_the_language_has_the_tables_of_the_program() {
    use chancery::exec::procedures::PROCEDURES;
    use chancery::functions::FUNCTIONS;
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cypher.md");
    let written = std::fs::read_to_string(&path).expect("the page is there");
    let code = |text: &str| format!("`{text}`");
    let procedures =
        PROCEDURES.iter().map(|procedure| vec![code(procedure.signature), procedure.description.to_owned()]);
    let mut functions: Vec<_> = FUNCTIONS.iter().collect();
    functions.sort_by_key(|function| function.group);
    let functions = functions.into_iter().map(|function| {
        let (call, value) = function.example;
        let example = if value.is_empty() { code(call) } else { format!("{} → {}", code(call), code(value)) };
        vec![format!("{:?}", function.group), code(&function.signature()), function.description.to_owned(), example]
    });
    let keywords = syntax::KEYWORDS.iter().map(|entry| {
        let reserved = if entry.reserved { "reserved" } else { "" };
        vec![code(entry.text), reserved.to_owned(), entry.meaning.to_owned()]
    });
    let mut wanted = with_table(&written, "procedures", &table(&["procedure", "what it does"], procedures.collect()));
    wanted = with_table(
        &wanted,
        "functions",
        &table(&["group", "function", "what it gives", "example"], functions.collect()),
    );
    wanted = with_table(&wanted, "keywords", &table(&["word", "", "meaning"], keywords.collect()));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, wanted).expect("the page can be written");
    } else {
        assert!(
            wanted == written,
            "docs/cypher.md is out of date; UPDATE_DOCS=1 cargo test --test language writes it anew"
        );
    }
}

#[test]
fn the_examples_of_the_page_run() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cypher.md");
    let page = std::fs::read_to_string(path).expect("the page is there");
    let mut database = Database::memory();
    let parameters = Parameters::from([("parameter".to_owned(), chancery::value::Value::Integer(1))]);
    let examples: Vec<&str> = page.split("```cypher\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() > 20);
    for example in examples {
        if let Err(error) = database.run(example, &parameters) {
            panic!("{example}{error}");
        }
    }
}
