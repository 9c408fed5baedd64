//! Statements end to end, on a graph in memory.

use super::*;

mod indexes;
mod parts;
mod rewrites;

fn answer(database: &mut Database, text: &str) -> Vec<Vec<String>> {
    let answer = database.run(text, &Parameters::new()).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    answer.rows().map(|row| row.values().map(|value| format!("{value:?}")).collect()).collect()
}

#[test]
fn nodes_are_created_and_found_again() {
    let mut database = Database::memory();
    let made = database.run("CREATE (a:Person {name: 'Ada'})-[:KNOWS]->(b:Person)", &Parameters::new()).unwrap();
    assert_eq!((made.statistics.nodes_created, made.statistics.relationships_created), (2, 1));
    assert_eq!(answer(&mut database, "MATCH (a:Person)-[:KNOWS]->(b) RETURN a, b").len(), 1);
    assert_eq!(answer(&mut database, "MATCH (a)--(b) RETURN count(*) AS c"), [["Integer(2)"]]);
    assert_eq!(answer(&mut database, "MATCH (a)-[*0..3]-(b) RETURN count(*) AS c"), [["Integer(4)"]]);
    assert_eq!(answer(&mut database, "MATCH (a) OPTIONAL MATCH (a)-->(b) RETURN a, b LIMIT 5").len(), 2);
    assert_eq!(answer(&mut database, "MATCH p = shortestPath((a:Person)-[*]->(b:Person)) RETURN p").len(), 1);
}

#[test]
fn the_shortest_path_is_chosen_among_those_that_fulfil_the_conditions() {
    let mut database = Database::memory();
    let graph = "CREATE (a:N {n: 1})-[:R {w: 9}]->(b:N {n: 2}), (a)-[:R {w: 1}]->(c:N {n: 3})-[:R {w: 1}]->(b), \
                 (a)-[:R {w: 1}]->(:N {n: 4})-[:R {w: 2}]->(:N {n: 5})-[:R {w: 1}]->(b)";
    database.run(graph, &Parameters::new()).unwrap();
    let ends = "(a:N {n: 1})-[rs:R*..9]->(b:N {n: 2})";
    for (condition, length) in [
        ("true", 1),
        ("all(r IN relationships(p) WHERE r.w < 5)", 2),
        ("all(r IN rs WHERE r.w < 5)", 2),
        ("none(r IN relationships(p) WHERE r.w = 9) AND all(x IN nodes(p) WHERE x.n <> 3)", 3),
        ("none(x IN nodes(p) WHERE x.n = 3) AND length(p) > 1", 3),
        ("size(rs) = 2", 2),
        ("any(r IN relationships(p) WHERE r.w = 2)", 3),
        ("all(r IN relationships(p) WHERE r.w < a.n + b.n)", 2),
    ] {
        for function in ["shortestPath", "allShortestPaths"] {
            let query = format!("MATCH p = {function}({ends}) WHERE {condition} RETURN length(p) AS l, count(*) AS c");
            let expected = [[format!("Integer({length})"), "Integer(1)".to_owned()]];
            for rewrites in [Rewrites::ALL, Rewrites::NONE] {
                database.set_rewrites(rewrites);
                assert_eq!(answer(&mut database, &query), expected, "{query}");
            }
        }
    }
    for condition in ["all(x IN nodes(p) WHERE x.n > 1)", "none(x IN nodes(p) WHERE x.n = 2)", "length(p) > 3"] {
        let query = format!("MATCH p = shortestPath({ends}) WHERE {condition} RETURN p");
        assert!(answer(&mut database, &query).is_empty(), "{query}");
    }
    // The selectors of GQL choose first.
    let query = "MATCH p = ANY SHORTEST (a:N {n: 1})-[:R*..9]->(b:N {n: 2}) WHERE length(p) > 1 RETURN p";
    assert!(answer(&mut database, query).is_empty());
}

#[test]
fn wide_patterns_have_the_same_answer_with_and_without_rewrites() {
    let mut database = Database::memory();
    // Enough pairs that groups go on before all rows have come.
    let graph = "CREATE (m:Meeting), (n:Meeting) WITH m, n UNWIND range(1, 120) AS i \
                 CREATE (p:Person {number: i})-[:ATTENDED]->(m) FOREACH (x IN CASE WHEN i % 3 = 0 THEN [1, 2] ELSE [] END \
                 | CREATE (p)-[:ATTENDED]->(n) CREATE (p)-[:KNOWS]->(p))";
    database.run(graph, &Parameters::new()).unwrap();
    let statements = [
        "MATCH (a:Person)-[:ATTENDED]->(m)<-[:ATTENDED]-(b) RETURN a, b, count(*) AS c ORDER BY c DESC, a.number, b.number LIMIT 9",
        "MATCH (a:Person)-[:ATTENDED]->(m)<-[:ATTENDED]-(b) WITH a, b, count(*) AS c RETURN count(*) AS groups, sum(c) AS rows",
        "MATCH (a:Person {number: 3}), (b:Person {number: 6}) MATCH (a)-[:ATTENDED]->(m)<-[:ATTENDED]-(b) RETURN count(m) AS c",
        "MATCH (a:Person {number: 3}) MATCH (a)-[:ATTENDED]->(m)<-[:ATTENDED]-(a) RETURN count(m) AS c",
        "MATCH (a:Person {number: 3}) MATCH (a)-[r]-(x)-[s]-(a) RETURN count(r) AS c",
        "MATCH (a:Person)-[:ATTENDED]->(m), (a)-[:ATTENDED]->(n)<-[:ATTENDED]-(b:Person)-[:ATTENDED]->(m) RETURN count(n) AS c",
    ];
    for statement in statements {
        database.set_rewrites(Rewrites::NONE);
        let plain = answer(&mut database, statement);
        database.set_rewrites(Rewrites::ALL);
        assert_eq!(answer(&mut database, statement), plain, "{statement}");
    }
}

#[test]
fn constraints_hold_on_relationships_and_on_several_properties() {
    let mut database = Database::memory();
    for statement in [
        "CREATE (:Person {given: 'Ada', family: 'Byron'})-[:HOLDS {title: 'Minister', since: 2020}]->(:Country)",
        "CREATE CONSTRAINT FOR (p:Person) REQUIRE (p.given, p.family) IS UNIQUE",
        "CREATE CONSTRAINT FOR ()-[h:HOLDS]-() REQUIRE h.title IS NOT NULL",
        "CREATE CONSTRAINT once FOR ()-[h:HOLDS]-() REQUIRE (h.title, h.since) IS UNIQUE",
        "CREATE INDEX FOR ()-[h:HOLDS]-() ON (h.since)",
        "CREATE (:Person {given: 'Ada', family: 'King'})",
        "MATCH (p {family: 'King'}), (c:Country) CREATE (p)-[:HOLDS {title: 'Minister', since: 2021}]->(c)",
    ] {
        database.run(statement, &Parameters::new()).unwrap_or_else(|error| panic!("{statement}: {error:?}"));
    }
    for (statement, message) in [
        ("CREATE (:Person {given: 'Ada', family: 'King'})", "`given`, `family` of `Person` must be unique"),
        ("MATCH (p {family: 'King'}) SET p.family = 'Byron'", "`given`, `family` of `Person` must be unique"),
        ("CREATE ()-[:HOLDS]->()", "`title` of `HOLDS` must be there"),
        ("MATCH ()-[h:HOLDS]-() SET h.since = 2021", "`title`, `since` of `HOLDS` must be unique (constraint `once`)"),
        ("CREATE CONSTRAINT FOR ()-[h:HOLDS]-() REQUIRE h.title IS UNIQUE", "`title` of `HOLDS` must be unique"),
        ("CREATE INDEX FOR (p:Person) ON (p.given, p.given)", "the property `given` is named twice"),
    ] {
        let error = database.run(statement, &Parameters::new()).unwrap_err();
        assert!(error.message.starts_with(message), "{statement}: {}", error.message);
    }
    let listed = answer(&mut database, "SHOW INDEXES");
    assert_eq!(listed.len(), 1);
    assert!(listed[0][1].contains("RELATIONSHIP") && listed[0][0].contains("index_HOLDS_since"), "{listed:?}");
    assert_eq!(answer(&mut database, "SHOW CONSTRAINTS").len(), 3);
}

#[test]
fn merge_finds_what_it_made_by_index() {
    let mut database = Database::memory();
    database.run("CREATE INDEX FOR (p:Person) ON (p.email)", &Parameters::new()).unwrap();
    let merge = "UNWIND range(1, 9000) AS i MERGE (p:Person {email: 'a' + (i % 4500)}) RETURN count(*) AS c";
    let explained = database.run(&format!("EXPLAIN {merge}"), &Parameters::new()).unwrap();
    assert!(format!("{:?}", explained.plan).contains("IndexSeek"), "{:?}", explained.plan);
    assert_eq!(answer(&mut database, merge), [["Integer(9000)"]]);
    assert_eq!(answer(&mut database, "MATCH (p:Person) RETURN count(*) AS c"), [["Integer(4500)"]]);
    assert_eq!(answer(&mut database, "MATCH (p:Person {email: 'a7'}) RETURN count(*) AS c"), [["Integer(1)"]]);
}
