//! Relationships and nodes found by declared indexes: the same rows as without them, in every form of a graph.

use super::*;

const INDEXES: &[&str] = &[
    "CREATE INDEX FOR ()-[r:HOLDS]-() ON (r.since)",
    "CREATE INDEX FOR ()-[r:HOLDS]-() ON (r.rank)",
    "CREATE INDEX FOR ()-[r:HOLDS]-() ON (r.title, r.since)",
    "CREATE INDEX FOR (p:Person) ON (p.given, p.family)",
];

/// A statement, the operator that its plan with the indexes has, and what that is asked.
const STATEMENTS: &[(&str, &str, &str)] = &[
    (
        "MATCH (p)-[h:HOLDS {since: 7}]->(c) RETURN p.number AS p, c.code AS c",
        "RelationshipIndexSeek",
        "[h:HOLDS] since = 7",
    ),
    (
        "MATCH (p:Person)-[h:HOLDS]->(:Country {code: 3}) WHERE h.since = 7.0 RETURN p.number AS p",
        "RelationshipIndexSeek",
        "since = 7.0",
    ),
    (
        "MATCH (c)<-[h:HOLDS]-(p) WHERE 9 = h.since AND h.title = 'Envoy' RETURN c.code, p.number",
        "RelationshipIndexSeek",
        "title = 'Envoy', since = 9",
    ),
    (
        "MATCH (a)-[h:HOLDS {since: 11}]-(b) RETURN labels(a) AS a, labels(b) AS b",
        "RelationshipIndexSeek",
        "since = 11",
    ),
    (
        "MATCH (q:Person)-[:KNOWS]->(p)-[h:HOLDS {since: 5}]->(c)<-[o:HOLDS]-(r) RETURN q.number, p.number, c.code, r.number, o.since",
        "RelationshipIndexSeek",
        "[h:HOLDS] since = 5",
    ),
    (
        "UNWIND [3, null, 4, 3] AS year MATCH (p)-[h:HOLDS {since: year}]->() RETURN year, p.number",
        "RelationshipIndexSeek",
        "since = year",
    ),
    ("MATCH (p)-[h:HOLDS {since: 'never'}]->(c) RETURN p.number", "RelationshipIndexSeek", "since = 'never'"),
    ("MATCH (p)-[h:HOLDS {since: [7]}]->(c) RETURN p.number", "RelationshipIndexSeek", "since = [7]"),
    (
        "OPTIONAL MATCH (p)-[h:HOLDS {since: 8}]->(c {code: 2}) RETURN p.number, h.title",
        "RelationshipIndexSeek",
        "since = 8",
    ),
    ("MATCH (p)-[h:HOLDS {since: 7}]->(p) RETURN p.number", "RelationshipIndexSeek", "since = 7"),
    ("MATCH (p)-[h:HOLDS {rank: 12}]->(c) RETURN p.number, h.title", "RelationshipIndexSeek", "rank = 12"),
    ("MATCH (p)-[h:HOLDS]->(c) WHERE h.rank = 12 OR h.rank = 13 RETURN p.number", "Expand", "HOLDS"),
    (
        "MATCH (p:Person {given: 'G3', family: 'F2'}) RETURN p.number",
        "IndexSeek",
        "(p:Person) given = 'G3', family = 'F2'",
    ),
    (
        "MATCH (p:Person)-[:KNOWS]->(q:Person) WHERE q.family = 'F1' AND 'G4' = q.given RETURN p.number",
        "IndexSeek",
        "(q:Person) given = 'G4', family = 'F1'",
    ),
    ("MATCH (p:Person {given: 'G3', family: null}) RETURN p.number", "IndexSeek", "family = null"),
];

/// People, countries, who knows whom and who holds what where; some values are absent or of another type.
fn fill(database: &mut Database) {
    for statement in [
        "UNWIND range(0, 9) AS code CREATE (:Country {code: code})",
        "UNWIND range(0, 199) AS n CREATE (p:Person {number: n, given: 'G' + n % 6}) \
         SET p.family = CASE n % 5 WHEN 4 THEN null WHEN 3 THEN n ELSE 'F' + n % 5 END",
        "MATCH (p:Person), (q:Person) WHERE q.number IN [p.number + 3, p.number * 2] CREATE (p)-[:KNOWS]->(q)",
        "MATCH (p:Person), (c:Country) WHERE (p.number + c.code) % 7 = 0 \
         CREATE (p)-[h:HOLDS {title: CASE p.number % 3 WHEN 0 THEN 'Envoy' ELSE 'Minister' END, rank: p.number % 23}]->(c) \
         SET h.since = CASE p.number % 19 WHEN 18 THEN null WHEN 17 THEN 'never' WHEN 16 THEN [7] WHEN 15 THEN 7.0 \
         ELSE p.number % 19 END",
        "MATCH (p:Person {number: 7}) CREATE (p)-[:HOLDS {since: 7}]->(p)",
    ] {
        run(database, statement);
    }
}

fn run(database: &mut Database, statement: &str) -> Vec<Vec<String>> {
    let mut rows = answer(database, statement);
    rows.sort();
    rows
}

fn plan(database: &mut Database, statement: &str) -> Vec<(String, String)> {
    fn visit(plan: &PlanDescription, found: &mut Vec<(String, String)>) {
        found.push((plan.operator.to_string(), plan.details.clone()));
        plan.inputs.iter().for_each(|input| visit(input, found));
    }
    let explained = database.run(&format!("EXPLAIN {statement}"), &Parameters::new()).unwrap();
    let mut found = Vec::new();
    visit(&explained.plan.unwrap(), &mut found);
    found
}

fn agrees(database: &mut Database, expected: &[Vec<Vec<String>>], form: &str) {
    for ((statement, operator, details), expected) in STATEMENTS.iter().zip(expected) {
        let plan = plan(database, statement);
        let is_there = plan.iter().any(|(found, what)| found == operator && what.contains(details));
        assert!(is_there, "{form}: {statement}: {plan:?}");
        for rewrites in [Rewrites::ALL, Rewrites::NONE] {
            database.set_rewrites(rewrites);
            assert_eq!(&run(database, statement), expected, "{form}: {statement}");
        }
        database.set_rewrites(Rewrites::ALL);
    }
}

#[test]
fn declared_indexes_lead_to_the_same_rows_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("indexed.chancery");
    let mut database = Database::memory();
    fill(&mut database);
    let expected: Vec<_> = STATEMENTS.iter().map(|(statement, ..)| run(&mut database, statement)).collect();
    assert!(expected.iter().filter(|rows| !rows.is_empty()).count() > STATEMENTS.len() - 2);
    INDEXES.iter().for_each(|statement| drop(run(&mut database, statement)));
    agrees(&mut database, &expected, "in memory");

    let mut database = Database::open(&path, Access::Create).unwrap();
    fill(&mut database);
    INDEXES.iter().for_each(|statement| drop(run(&mut database, statement)));
    database.close().unwrap();
    let mut database = Database::open(&path, Access::Write).unwrap();
    assert!(database.graph().snapshot().is_some(), "the graph is at rest");
    agrees(&mut database, &expected, "at rest");

    for statement in [
        "MATCH (p:Person {number: 7})-[h:HOLDS {since: 7}]->(c) SET h.since = 700",
        "MATCH ()-[h:HOLDS {since: 700}]->() SET h.since = 7",
        "MATCH (p:Person {number: 8}), (c:Country {code: 1}) CREATE (p)-[:HOLDS {since: 5}]->(c)",
        "MATCH (:Person {number: 8})-[h:HOLDS {since: 5}]->(:Country {code: 1}) DELETE h",
    ] {
        run(&mut database, statement);
    }
    assert!(database.graph().snapshot().is_none(), "the graph is being changed");
    agrees(&mut database, &expected, "changed");
}
