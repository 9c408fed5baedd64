//! Procedures on a small graph whose answers are known.

use crate::database::Database;
use crate::value::literal::literal;
use std::collections::BTreeMap;

/// A ring a, b, c with a tail d, e; e is also reached from a; f is alone.
const GRAPH: &str = "CREATE (a:A {n: 'a'})-[:T {w: 1}]->(b:A {n: 'b'})-[:T {w: 1}]->(c:A {n: 'c'})-[:T {w: 1}]->(a), \
                     (c)-[:T {w: 1}]->(d:A {n: 'd'})-[:T {w: 5}]->(e:B {n: 'e'}), (a)-[:U {w: 10}]->(e), (:B {n: 'f'})";

fn answer(query: &str) -> Result<String, String> {
    let mut database = Database::memory();
    database.run(GRAPH, &BTreeMap::new()).map_err(|error| error.to_string())?;
    let answer = database.run(query, &BTreeMap::new()).map_err(|error| error.to_string())?;
    let rows = answer.rows().map(|row| literal(&row.value(0)));
    Ok(rows.collect::<Vec<_>>().join(" "))
}

#[test]
fn procedures_answer() {
    for (query, expected) in [
        (
            "CALL algo.weaklyConnectedComponents() YIELD node, component WITH component, collect(node.n) AS names \
             RETURN names ORDER BY component",
            "['a', 'b', 'c', 'd', 'e'] ['f']",
        ),
        (
            "CALL algo.stronglyConnectedComponents({types: ['T']}) YIELD node, component \
             WITH component, collect(node.n) AS names RETURN names ORDER BY component",
            "['a', 'b', 'c'] ['d'] ['e'] ['f']",
        ),
        ("CALL algo.weaklyConnectedComponents({labels: 'B'}) YIELD component RETURN count(DISTINCT component)", "2"),
        ("CALL algo.pageRank({iterations: 100}) YIELD score RETURN round(sum(score), 6)", "1.0"),
        ("CALL algo.pageRank() YIELD node, score RETURN node.n ORDER BY score DESC LIMIT 2", "'e' 'c'"),
        (
            "CALL algo.betweenness({direction: 'outgoing'}) YIELD node, score WHERE score > 0 \
             RETURN node.n + toString(score) ORDER BY node.n",
            "'a2.0' 'b2.0' 'c4.0' 'd1.0'",
        ),
        (
            "MATCH (a {n: 'a'}), (e {n: 'e'}) CALL algo.kShortestPaths(a, e, 5, {weight: 'w'}) YIELD path, cost \
             RETURN reduce(text = '', x IN nodes(path) | text + x.n) + toString(cost)",
            "'acde7.0' 'abcde8.0' 'ae10.0'",
        ),
        (
            "MATCH (a {n: 'a'}), (e {n: 'e'}) CALL algo.kShortestPaths(a, e, 2, {direction: 'outgoing'}) YIELD path, cost \
             RETURN cost",
            "1.0 4.0",
        ),
        (
            "CALL algo.communities() YIELD node, community WITH community, collect(node.n) AS names \
             RETURN names ORDER BY community",
            "['a', 'b', 'c'] ['d', 'e'] ['f']",
        ),
        ("CALL algo.degree() YIELD node, degree RETURN collect(degree)", "[3, 2, 3, 2, 2, 0]"),
        ("CALL algo.degree({direction: 'incoming', types: 'U'}) YIELD degree RETURN sum(degree)", "1"),
        ("CALL db.labels()", "'A' 'B'"),
        ("CALL db.relationshipTypes()", "'T' 'U'"),
        ("CALL db.propertyKeys()", "'n' 'w'"),
        (
            "CALL db.schema.nodes() YIELD label, count, properties RETURN [label, count, properties]",
            "['A', 4, ['n']] ['B', 2, ['n']]",
        ),
        (
            "CALL db.schema.relationships() YIELD start, type, end, count RETURN [start, type, end, count]",
            "['A', 'T', 'A', 4] ['A', 'T', 'B', 1] ['A', 'U', 'B', 1]",
        ),
    ] {
        assert_eq!(answer(query).as_deref(), Ok(expected), "{query}");
    }
}

#[test]
fn a_configuration_with_a_slip_is_refused() {
    for (query, message) in [
        ("CALL algo.degree({label: 'A'})", "the configuration has no entry `label`"),
        ("CALL algo.degree({labels: 'Aa'})", "the graph has no label `Aa`"),
        ("CALL algo.pageRank({damping: 2})", "`damping` is a number from 0 to 1"),
        ("CALL algo.degree({direction: 'up'})", "`direction` is 'both', 'outgoing' or 'incoming'"),
    ] {
        assert_eq!(answer(query).err().as_deref(), Some(message), "{query}");
    }
}

#[test]
fn an_empty_graph_gives_no_rows() {
    for name in
        ["weaklyConnectedComponents", "stronglyConnectedComponents", "pageRank", "betweenness", "communities", "degree"]
    {
        let mut database = Database::memory();
        let answer = database.run(&format!("CALL algo.{name}()"), &BTreeMap::new());
        assert_eq!(answer.map(|answer| answer.rows().count()), Ok(0), "{name}");
    }
}
