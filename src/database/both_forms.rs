//! Scans, filters, groups and sorting: the same answers from a graph at rest with every rewrite as from the same graph in
//! memory with none, over random graphs in which values are absent and of several types.

use super::*;
use crate::value::Date;
use proptest::prelude::*;

/// Each gives rows in a definite order, or is compared as a set.
const STATEMENTS: &[&str] = &[
    "MATCH (n) RETURN n.number AS number, n.name AS name, n.day AS day, n.mixed AS mixed, n.whole AS whole",
    "MATCH (n:A) WHERE n.day >= date('2003-03-01') AND n.day < date('2003-06-01') RETURN n.number AS number",
    "MATCH (n:A) WHERE n.name CONTAINS 'an' RETURN count(*) AS c",
    "MATCH (n:B) WHERE toLower(n.text) CONTAINS 'aß i' OR toUpper(n.text) CONTAINS 'SS' RETURN n.number AS number",
    "MATCH (n) WHERE fold(n.text) CONTAINS 'e' AND fold(n.name) STARTS WITH 'h' RETURN n.number AS number",
    "MATCH (n:A {name: 'Lima'}) RETURN n.number AS number",
    "MATCH (n:A) WHERE n.name STARTS WITH 'Ha' RETURN count(*) AS c",
    "MATCH (n:A) WHERE n.name IN ['Bern', null, 'été', 5] AND n.whole > 0 RETURN n.number AS number",
    "MATCH (n:A) WHERE n.name >= 'Hanoi' AND 'M' > n.name RETURN n.number AS number",
    "MATCH (n:A) RETURN n.name AS name, n.text AS text, n.whole AS whole, count(*) AS c",
    "MATCH (n:A) WHERE toLower(n.mixed) ENDS WITH 'a' RETURN n.number AS number",
    "MATCH (n) WHERE n.name < 'Hanoi' OR n.name > 'Lima' RETURN n.number AS number",
    "MATCH (n) WHERE n.name <= 'Ha' XOR n.name = 'Bern' RETURN n.number AS number",
    "MATCH (n) WHERE n.mixed > 1 RETURN n.number AS number",
    "MATCH (n:A) RETURN count(*) AS c, count(n.whole) AS k, min(n.whole) AS lo, max(n.whole) AS hi, sum(n.whole) AS s",
    "MATCH (n) RETURN min(n.mixed) AS lo, max(n.mixed) AS hi, count(DISTINCT n.mixed) AS c",
    "MATCH (n) RETURN min(n.day) AS lo, max(n.day) AS hi, min(n.name) AS first, max(n.text) AS last, avg(n.whole) AS mean",
    "MATCH (n) RETURN sum(n.mixed) AS s",
    "MATCH (n:A) RETURN n.name AS name, count(*) AS c, sum(n.whole) AS s, max(n.day) AS hi, min(n.text) AS lo",
    "MATCH (n) RETURN n.day AS day, n.name AS name, count(DISTINCT n.whole) AS c, max(n.mixed) AS hi",
    "MATCH (n) RETURN n.mixed AS key, count(*) AS c, min(n.name) AS lo",
    "MATCH (n) RETURN n.text AS key, count(*) AS c",
    "MATCH (n) RETURN DISTINCT n.whole AS whole, n.name AS name",
    "MATCH (n:A) RETURN n.day.year AS y, n.name AS name, count(*) AS c ORDER BY y, name",
    "MATCH (n:A) RETURN n.number AS number, n.text AS text, n.mixed AS m ORDER BY n.day DESC, number LIMIT 7",
    "MATCH (n) RETURN n.number AS number, n.name AS name ORDER BY n.name, number SKIP 2 LIMIT 5",
    "MATCH (n) RETURN n.number AS n, n.whole AS whole ORDER BY n LIMIT 4",
    "MATCH (a:A) OPTIONAL MATCH (a)-[:R]->(b) WITH a, count(b) AS d RETURN d, count(*) AS c ORDER BY d",
    "MATCH (a:A)-[:R]->(b) WITH a, count(*) AS d RETURN a.number AS number, d ORDER BY number",
    "MATCH (a:A) WITH a, collect(a.name) AS names, count(a.day) AS c, min(a.mixed) AS m RETURN names, c, m, a.number AS number",
    "MATCH (a:A) OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN a.name AS name, count(DISTINCT a.number) AS n, count(b) AS c, sum(r.weight) AS s",
    "MATCH (a)-[r:R]->(b) WHERE r.weight > 1 RETURN a.name AS name, b.whole AS whole, r.weight AS weight",
    "MATCH (a)-[r]->(b) RETURN type(r) AS type, min(r.weight) AS lo, sum(r.weight) AS s",
];

/// What is compared: rows as text (sorted where the statement does not order them), or the kind of the error.
fn outcome(database: &mut Database, statement: &str) -> Vec<String> {
    match database.run(statement, &Parameters::new()) {
        Ok(answer) => {
            let mut rows: Vec<String> =
                answer.rows().map(|row| format!("{:?}", row.values().collect::<Vec<_>>())).collect();
            if !statement.contains("ORDER BY") {
                rows.sort_unstable();
            }
            rows
        }
        Err(error) => vec![format!("{:?} {}", error.kind, error.detail)],
    }
}

fn properties() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let text = prop::sample::select(vec!["Bern", "Hà Nội", "Hanoi", "Lima", "Straße İ", "aSS \u{212a}i", "été"]);
    let whole = prop_oneof![4 => -3i64..3, 1 => Just(1 << 40)].prop_map(Value::Integer);
    let mixed = prop_oneof![
        (-2i64..3).prop_map(Value::Integer),
        prop::sample::select(vec![0.5, 1.5, f64::NAN]).prop_map(Value::Float),
        prop::sample::select(vec!["a", "Ma"]).prop_map(Value::from),
    ];
    let day = (12_100i32..12_220).prop_map(|day| Value::Date(Date::from_near_days(day)));
    (
        prop::option::of(text.clone()),
        prop::option::of(whole),
        prop::option::weighted(0.3, mixed),
        prop::option::of(day),
        prop::collection::vec(text, 0..3),
    )
        .prop_map(|(name, whole, mixed, day, text)| {
            let name = name.map(|name| ("name", Value::from(name)));
            let text = Some(("text", Value::from(text.join(" "))));
            let keyed = [whole.map(|v| ("whole", v)), mixed.map(|v| ("mixed", v)), day.map(|v| ("day", v))];
            [name, text].into_iter().chain(keyed).flatten().collect()
        })
}

type Node = (usize, Vec<(&'static str, Value)>);

/// Nodes with their labels and properties, and relationships between them.
fn graphs() -> impl Strategy<Value = (Vec<Node>, Vec<(usize, usize, i64)>)> {
    prop::collection::vec((0usize..3, properties()), 1..40).prop_flat_map(|nodes| {
        let count = nodes.len();
        (Just(nodes), prop::collection::vec((0..count, 0..count, -2i64..4), 0..60))
    })
}

fn fill(database: &mut Database, nodes: &[Node], relationships: &[(usize, usize, i64)]) {
    for (number, (labels, properties)) in nodes.iter().enumerate() {
        let entries = properties.iter().map(|(key, value)| (Arc::from(*key), value.clone()));
        let entries = entries.chain([(Arc::from("number"), Value::Integer(number as i64))]);
        let given = Parameters::from([("all".to_owned(), Value::map(entries))]);
        let statement = ["CREATE (n:A) SET n = $all", "CREATE (n:A:B) SET n = $all", "CREATE (n:B) SET n = $all"];
        database.run(statement[*labels], &given).unwrap();
    }
    for (start, end, weight) in relationships {
        let number = |number: usize| Value::Integer(number as i64);
        let given = [("a", number(*start)), ("b", number(*end)), ("weight", Value::Integer(*weight))];
        let given = given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let statement = match weight {
            0 => "MATCH (a {number: $a}), (b {number: $b}) CREATE (a)-[:S]->(b)",
            _ => "MATCH (a {number: $a}), (b {number: $b}) CREATE (a)-[:R {weight: $weight}]->(b)",
        };
        database.run(statement, &given).unwrap();
    }
}

fn compare(memory: &mut Database, at_rest: &mut Database) -> Result<(), TestCaseError> {
    for statement in STATEMENTS {
        let plain = outcome(memory, statement);
        for rewrites in [Rewrites::ALL, Rewrites::NONE] {
            at_rest.set_rewrites(rewrites);
            prop_assert_eq!(&outcome(at_rest, statement), &plain, "{}", statement);
        }
        memory.set_rewrites(Rewrites::ALL);
        prop_assert_eq!(&outcome(memory, statement), &plain, "{}", statement);
        memory.set_rewrites(Rewrites::NONE);
    }
    Ok(())
}

fn saved(memory: &Database, folder: &tempfile::TempDir) -> Database {
    let path = folder.path().join("saved.chancery");
    memory.store.save_as(&path).unwrap();
    Database::open(&path, Access::Write).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_graph_at_rest_answers_as_the_same_graph_in_memory((nodes, relationships) in graphs()) {
        let mut memory = Database::memory();
        memory.set_rewrites(Rewrites::NONE);
        fill(&mut memory, &nodes, &relationships);
        let folder = tempfile::tempdir().unwrap();
        let mut at_rest = saved(&memory, &folder);
        prop_assert!(at_rest.graph().snapshot().is_some());
        compare(&mut memory, &mut at_rest)?;
        // Changes over the snapshot, seen within their transaction and gone after it.
        let changes = "MATCH (n:A) SET n.name = 'Lima', n.whole = null CREATE (:A:B {number: n.number + 100, day: n.day})";
        for database in [&mut memory, &mut at_rest] {
            database.begin().unwrap();
            database.run(changes, &Parameters::new()).unwrap();
        }
        compare(&mut memory, &mut at_rest)?;
        memory.rollback().unwrap();
        at_rest.rollback().unwrap();
        compare(&mut memory, &mut at_rest)?;
    }
}

#[test]
fn many_rows_are_answered_as_few_are() {
    let mut memory = Database::memory();
    memory.set_rewrites(Rewrites::NONE);
    let many = "UNWIND range(0, 3000) AS i CREATE (n:A {number: i, name: ['Bern', 'Hanoi', 'Lima'][i % 3], whole: i % 91, \
                day: date({year: 1990 + i % 40, month: 1 + i % 12, day: 1}), text: 'Talks ' + i + ' of Türkiye and Éire'}) \
                FOREACH (x IN CASE WHEN i % 5 = 0 THEN [i] ELSE [] END | SET n.mixed = x REMOVE n.whole)";
    memory.run(many, &Parameters::new()).unwrap();
    memory
        .run("MATCH (b:A) WHERE b.number < 5 MATCH (a:A) WHERE a.number % 5 = b.number CREATE (a)-[:R {weight: a.number}]->(b)", &Parameters::new())
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut at_rest = saved(&memory, &folder);
    compare(&mut memory, &mut at_rest).unwrap();
}
