//! Long scans, gone through in parts on all cores, give the same rows in the same order as gone through in one: a profiled
//! statement is never run in parts.

use super::*;

const QUERIES: &[&str] = &[
    "MATCH (v:V)-[:F]->(a) RETURN a.n AS a, count(DISTINCT v.k) AS c",
    "MATCH (v:V)-[:F]->(a) RETURN a.n AS a, count(*) AS c, sum(v.k) AS s",
    "MATCH (v:V)-[:T]->(b)-[:R]->(w) RETURN count(DISTINCT w) AS w, count(DISTINCT w.k) AS k, count(DISTINCT v) AS v, sum(w.n) AS s",
    "MATCH (v:V) WHERE v.k >= 3 AND v.k < 5 RETURN v.i AS i, count(*) AS c, min(v.n) AS n",
    "MATCH (v:V) RETURN v.n AS n, v.k AS k ORDER BY k, n",
    "MATCH (v:V) RETURN v.n AS n ORDER BY v.k DESC, n LIMIT 7",
    "MATCH (v:V) RETURN v.n AS n, v.k AS k ORDER BY k SKIP 3 LIMIT 9",
    "MATCH (v:V)-[:F]->(a) WITH DISTINCT v, a RETURN a.n AS a, count(*) AS c, sum(v.k) AS s, collect(v.n) AS n",
    "MATCH (v:V)-[:F]->(a) WITH DISTINCT v.k AS k, a RETURN a.n AS a, count(*) AS c",
    // More groups than are put together, and groups from few nodes.
    "MATCH (v:V) RETURN v.n % 300 AS n, count(*) AS c, collect(v.k) AS k",
    "MATCH (a:A)<-[:F]-(v:V)-[:T]->(b)-[:R]->(w) RETURN b.n AS b, count(*) AS c, sum(w.n) AS s, min(v.n) AS m",
    "MATCH (v:V) WHERE v.k > 3 OPTIONAL MATCH (v)-[:F]->(a {n: 1}) RETURN v.k AS k, collect(DISTINCT a.n) AS c",
    // Joins by hash: within the parts, and with tables that are made in parts.
    "MATCH (v:V), (w:W) WHERE v.k = w.k RETURN count(DISTINCT v.n) AS c, count(*) AS d",
    "MATCH (v:V), (w:W) WHERE v.k = w.k RETURN v.n AS n, w.n AS m ORDER BY n DESC, m LIMIT 50",
    "MATCH (a)<-[:F]-(v:V)-[:T]->(b), (a)-[:R]->(m)<-[:R]-(b) WHERE m.n > v.k RETURN a.n AS a, count(DISTINCT m) AS c",
    "MATCH (v:V), (w:W) WHERE v.n / (v.k - 11) = w.k RETURN count(*) AS c",
    "MATCH (v:V)-[:F]->(a) WITH a, v ORDER BY v.n RETURN a.n AS a, collect(v.n) AS c",
    // From what an index finds.
    "MATCH (v:V {i: 1}) WHERE v.n % 3 > 0 RETURN v.k AS k, count(DISTINCT v) AS c, min(v.n) AS n",
    "MATCH (v:V {i: 1}) RETURN v.n AS n, v.k AS k ORDER BY k DESC LIMIT 12",
    // From few nodes to many: what is divided is found on the way.
    "MATCH (a:A {n: 3})<-[:F]-(v:V)-[:T]->(b)-[:R]->(w) WITH DISTINCT v, w RETURN count(*) AS c, sum(w.n) AS s, sum(v.n) AS t",
    "MATCH (w:W {n: 7})<-[:R]-(a)<-[:F]-(v) RETURN v.n AS n, a.n AS a ORDER BY v.k, n, a",
    "MATCH (w:W)<-[:R]-(a)-[:R]->(m) WHERE w.n < 40 AND m.n > w.n RETURN w.n AS n, collect(m.n) AS m",
    "MATCH (a:A {n: 3})<-[:F]-(v) WITH DISTINCT v MATCH (v)-[:T]->(b)-[:R]->(w) RETURN b.n AS b, count(w.n) AS c",
    "MATCH (a:A)-[:R]->(w)<-[:R]-(b)<-[:T]-(v) WHERE a.n = 2 AND v.k < 2 RETURN DISTINCT v.n AS n, b.n AS b ORDER BY n, b LIMIT 40",
];

#[test]
fn parts_give_the_rows_of_the_whole_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parts.chancery");
    let mut database = Database::memory();
    for statement in [
        "UNWIND range(1, 5000) AS n CREATE (:V {n: n, k: n * 7919 % 11, i: n % 2})",
        "UNWIND range(1, 900) AS n CREATE (:W {n: n, k: n % 23})",
        "UNWIND range(0, 9) AS n CREATE (:A {n: n})",
        "MATCH (v:V), (a:A) WHERE a.n = v.n * 31 % 10 CREATE (v)-[:F]->(a)",
        "MATCH (v:V), (a:A) WHERE a.n = v.n * 17 % 9 CREATE (v)-[:T]->(a)",
        "MATCH (a:A), (w:W) WHERE a.n = w.n % 7 OR a.n = w.n % 3 CREATE (a)-[:R]->(w)",
    ] {
        database.run(statement, &Parameters::new()).unwrap();
    }
    database.store_mut().save_as(&path).unwrap();
    let mut database = Database::open(&path, Access::Read).unwrap();
    for query in QUERIES {
        let whole = answer(&mut database, &format!("PROFILE {query}"));
        assert!(!whole.is_empty(), "{query}");
        assert_eq!(answer(&mut database, query), whole, "{query}");
    }
    let failing = "MATCH (v:V) RETURN v.n AS n ORDER BY 1 / (4000 - v.n)";
    let error = |text: &str, database: &mut Database| database.run(text, &Parameters::new()).unwrap_err().message;
    assert_eq!(error(failing, &mut database), error(&format!("PROFILE {failing}"), &mut database));
}
