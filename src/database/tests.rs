//! Statements end to end, on a graph in memory.

use super::*;

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
