//! Random graphs with parallel relationships, loops and absent properties, at rest, with live changes over what is at
//! rest, and in memory only: every query has the same rows with all rewrites, with each alone, and with none.

use super::*;
use crate::plan::rewrite::REWRITES;
use fastrand::Rng;
use std::collections::BTreeSet;

/// What is asked; `n` and `k` stand for numbers that differ from graph to graph.
const QUERIES: &[&str] = &[
    // Nodes told apart by a unique property: comparing, grouping, counting.
    "MATCH (a:P)-[:R]->(m:M)<-[:R]-(b:P) WHERE a.id <> b.id RETURN a.id AS x, b.id AS y, count(*) AS c",
    "MATCH (a:P)-[:R]->(m:M)<-[:R]-(b:P) WHERE a.id < b.id RETURN b.id AS x, a.id AS y, a.v AS v, count(m) AS c",
    "MATCH (a:P)-[:R]-(m)-[:R]-(b:P) WHERE a.id = b.id RETURN count(DISTINCT m.id) AS c, count(*) AS d",
    "MATCH (a:P) OPTIONAL MATCH (a)-[:R]->(m:M) RETURN a.id, m.id, count(DISTINCT m.id) AS c",
    "MATCH (a:P {id: n})-[:R]->(m:M)<-[:R]-(b:P) RETURN count(DISTINCT b.id) AS c, collect(DISTINCT b.v) IS NULL AS d",
    // Last steps that are counted.
    "MATCH (a:P {id: n})-[:R]->(m:M)<-[:R]-(b:P)-[:R]->(o:M) WHERE a.id <> b.id AND o.id <> m.id RETURN count(*) AS c",
    "MATCH (a:P)-[r:R]->(m:M)<-[:R]-(b:P) RETURN a.id, count(*) AS c",
    "MATCH (a:P)-[:R]-(m:M)-[:R]-(b) WHERE b <> a RETURN count(b) AS c",
    "MATCH (a:P)-[:S]-(b)-[:S]-(c) WHERE c <> a AND c <> b RETURN b.id, count(*) AS c",
    "MATCH (a:P)-[:R]->(m), (a)-[:R]->(o) WHERE o <> m RETURN count(*) AS c",
    // Ends of walks that are counted: either side, both directions, loops, conditions on the ends, the walk, the way there.
    "MATCH (a:P)-[:R]->(m:M)<-[:R]-(b:P) WHERE a.id < b.id RETURN a.id AS x, b.id AS y, count(*) AS c \
     ORDER BY c DESC, x, y LIMIT 4",
    "MATCH (a:P)-[:R]->(m:M)<-[:R]-(b:P) WHERE a.id > b.id AND b.v <> k RETURN a.id AS x, b.v AS v, b.id AS y, count(m) AS c \
     ORDER BY c DESC, y, x SKIP 1 LIMIT 5",
    "MATCH (a:P)-[:R]->(m:M)<-[:R]-(b:P) WHERE a.id <> b.id AND m.v >= k RETURN a.id, b.id, count(*) AS c, count(b) AS d",
    "MATCH (a:P)-[:S]-(b)-[:S]-(c) RETURN a AS one, c AS two, count(*) AS n",
    "MATCH (a:P)-[:S]-(b)-[:S]-(c) WHERE id(c) <= id(a) RETURN a.id, c.id, count(c) AS n",
    "MATCH (a:P)-[:S]->(b)-[:S]->(c) WHERE c.mixed = a.mixed AND b.mixed IS NOT NULL RETURN a.id, c.id, count(*) AS n",
    "MATCH (a:P)-[q:S]-(b)-[r:S]-(c) WHERE c.id < a.id RETURN a.id AS x, c.id AS y, count(r) AS n ORDER BY n DESC, x, y LIMIT 3",
    "MATCH (a:P)-[:R|S]-(b)-[:R]-(c) WHERE c.v > a.v AND c:P RETURN a.id, c.id, count(*) AS n",
    "MATCH (a:P)-[:S]->(b)-[:S]->(c)-[:S]->(d) WHERE d <> b RETURN a.id, d.id, count(*) AS n",
    "MATCH (a:P)-[:S]-(b) WHERE b <> a WITH a, b, count(*) AS n WHERE n > 1 RETURN a.id, b.id, n",
    "MATCH (a:P)-[:S]->(b:P) RETURN a.id, b.v, count(*) AS n, sum(b.v) AS s",
    "MATCH (a:P)-[:R]-(m)-[:R|S]-(b) WITH a, count(DISTINCT b) AS n, count(*) AS c RETURN a.id, n, c",
    "MATCH (a:P)-[:R]-(m)-[:R]-(b:P) WHERE b.id > a.id AND b.v <> k RETURN a.id, a.v, count(DISTINCT b.id) AS n",
    "MATCH (a:P)-[:R]->(m:M) RETURN a.id, m.d, count(*) AS n",
    // What the graph knows how many there are of.
    "MATCH (a:P) RETURN count(*) AS c, count(DISTINCT a) AS d",
    "MATCH (a) RETURN count(a) AS c",
    "MATCH (a:P) WHERE a.id >= k AND a.id < 20 RETURN count(a) AS c",
    "MATCH (a:P) WHERE a.id IN [1, 2, 2, 2.0, null, 'x', 900] RETURN count(*) AS c",
    "MATCH (a)-[r]->(b) RETURN count(r) AS c",
    "MATCH (a:M)<-[:R]-(b) RETURN count(b) AS c, count(*) AS d",
    "MATCH (a:Nothing)-[:R|S]->(b) RETURN count(*) AS c",
    // Keys that are computed from few values.
    "MATCH (a:P) RETURN a.d.month AS m, a.d.day > 14 AS l, count(*) AS n, min(a.v) AS lo, max(a.mixed) AS hi, count(a.d) AS c",
    "MATCH (a:P)-[:R]->(m:M) RETURN CASE WHEN a.v < k THEN 'few' ELSE a.v + 1 END AS x, count(m.v) AS n",
    // What whole columns come to.
    "MATCH (a:P) RETURN count(a.v) AS c, min(a.v) AS lo, max(a.v) AS hi, sum(a.v) AS s, avg(a.v) AS m, count(*) AS n",
    "MATCH (a:P) RETURN min(a.d) AS lo, max(a.d) AS hi, count(a.mixed) AS c, count(a.nothing) AS d, sum(a.nothing) AS s",
    "MATCH (a:P) RETURN min(a.mixed) AS lo, max(a.d) AS hi, count(a) AS c",
    // Combinations, each once.
    "MATCH (a:P) WITH DISTINCT a.v AS v, a.d AS d RETURN count(*) AS c, count(v) AS e",
    "MATCH (a:P)-[:R]->(m:M) RETURN a.v AS w, m.v AS v, m.mixed AS x, count(DISTINCT m.d) AS c, sum(DISTINCT m.v) AS s",
    // Repetitions of which only the ends are asked.
    "MATCH (a:P {id: n})(()-[:R]->(:M)<-[:R]-()){1,2}(b:P) RETURN count(DISTINCT b.id) AS c",
    "MATCH (a:P {id: n})(()-[:R]->(m:M WHERE m.v >= k)<-[:R]-(x) WHERE x.v < k){0,2}(b:P) RETURN DISTINCT a.id, b.id",
    "MATCH (a:P)((x)-[:S]-(y) WHERE x.v <= y.v){1,2}(b) RETURN DISTINCT a.id, b.id",
    "MATCH (a:P)(()-[s:S]->(x WHERE x.d IS NOT NULL)){1,3}(b) RETURN a.id, min(b.v) AS v, count(DISTINCT b) AS n",
    "MATCH (a:P {id: n})(()-[:S]->()-[:R]->()){0,2}(b) RETURN a.id, count(DISTINCT b.id) AS n",
    // What several conditions compare.
    "MATCH (a:P) WHERE a.d > date('2020-01-04') AND a.d < date('2020-01-20') AND a.v >= k RETURN a.kind, count(DISTINCT a) AS n",
    "MATCH (a:P)-[:R]->(m:M) WHERE m.mixed <> 2 AND m.mixed <> 'x' AND m.v < a.v RETURN a.id, m.id",
    // Properties between constants: numbers, days, texts by code, values of several types, absent ones, of relationships.
    "MATCH (a:P) WHERE a.v >= k AND 6 > a.v AND a.kind >= 'b' RETURN a.id, a.kind",
    "MATCH (a:P) WHERE a.kind = 'a' OR a.v < k RETURN count(*) AS c",
    "MATCH (a:P) WHERE a.kind < 'b' AND a.kind <> 'x' AND a.d <= date('2020-01-14') RETURN a.id, a.d",
    "MATCH (a) WHERE a.v = 3 RETURN a.id, labels(a) AS l",
    "MATCH (a:P) WHERE a.mixed > 1 AND a.mixed < 2.5 AND a.v > null RETURN a.id",
    "MATCH (a:P) WHERE a.mixed >= 'a' RETURN a.id, a.mixed",
    "MATCH (a:P)-[r:R]->(m:M) WHERE r.w > 1 AND r.w <= 5 AND m.v >= k RETURN a.id, m.id, r.w",
    "MATCH (a:P) OPTIONAL MATCH (a)-[s:S]->(b) WHERE s.w = 2 AND b.v < k RETURN a.id, b.id",
    "MATCH (a:P) WHERE a.nothing = 1 RETURN a.id",
    // A node between two others.
    "MATCH (a:P)-[:S]->(b:P), (a)-[:R]->(m:M)<-[:R]-(b) RETURN a.id, b.id, m.id",
    "MATCH (a:P)-[:S]->(b:P), (a)-[:R]->(m:M)<-[:R]-(b) WHERE m.v >= k AND m.v < k + 3 RETURN a.id, b.id, m.id, m.v",
    "MATCH (a:P)-[:S]->(b:P), (a)-[:R]->(m:M)<-[:S]-(b) RETURN a.id, b.id, m.id",
    "MATCH (a:P)-[:S]->(b:P), (a)-[:S]->(m:P)<-[:R]-(b) WHERE m.v >= k RETURN a.id, b.id, m.id",
    "MATCH (a:P)-[:S]->(b:P), (a)-[:S]->(m:M)-[:R]-(b) RETURN a.id, b.id, m.id",
    "MATCH (a:P)-[s:S]->(b:P), (a)-[:R]->(m:M)<-[:R]-(b) WHERE m.d >= a.d AND m.d <= b.d RETURN a.id, b.id, m.id",
    "MATCH (a:P)-[:S]->(b:P), (a)-[:R]->(m:M)<-[:R]-(b) WHERE m.mixed > a.mixed RETURN a.id, b.id, count(m) AS c",
    "MATCH (a:P)-[:S]-(b:P), (a)-[:S]-(c:P)-[:S]-(b) WHERE c.v < k RETURN count(*) AS c",
    "MATCH (v:V)-[:F]->(a:P), (v)-[:T]->(b:P), (a)-[:R]->(m:M)<-[:R]-(b) WHERE m.d > v.d AND m.v <> k \
     RETURN a.id, b.id, count(DISTINCT m.id) AS c",
    "MATCH (v:V)-[:F]->(a:P), (v)-[:T]->(b:P), (a)-[:R]->(m:M)<-[:R]-(b) WHERE v.v < m.v AND m.v <= v.v + 4 \
     RETURN v.id, m.id",
    "MATCH (a:P {id: n}) MATCH (b:P)-[:S]->(c:P) MATCH (a)-[:R]->(m:M)<-[:R]-(c) WHERE m.v < 5 RETURN b.id, c.id, m.id",
    "MATCH (a:P {id: n}) MATCH (b:P)-[:S]->(c:P) MATCH (c)-[:R]-(m)-[:R]-(a) RETURN b.id, c.id, m.id",
    "MATCH (a:P {id: n})-[:S]-(b:P)-[:S]-(c:P)-[:S]-(a) RETURN b.id, c.id, count(*) AS c",
    "MATCH (a:P {id: n})-[:R]->(x:M)<-[:R]-(b:P)-[:R]->(y:M)<-[:R]-(c:P)-[:R]->(z:M)<-[:R]-(a) \
     WHERE z.v >= k AND b.id < c.id AND x.id <> z.id RETURN DISTINCT b.id, c.id",
    // Patterns that an equality connects.
    "MATCH (a:P)-[:R]->(m:M), (v:V) WHERE v.v = m.v RETURN a.id, m.id, v.id",
    "MATCH (a:P), (v:V) WHERE a.mixed = v.mixed RETURN a.id, v.id",
    "MATCH (a:P) WITH a WHERE a.v > 1 MATCH (v:V)-[:F]->(b) WHERE v.d = a.d AND b.id <> a.id RETURN a.id, v.id, b.id",
    "MATCH (a:P) OPTIONAL MATCH (m:M), (v:V) WHERE m.v = v.v AND m.id = a.id RETURN a.id, m.id, v.id",
    "MATCH (a:P) OPTIONAL MATCH (v:V) WHERE v.v = a.v AND v.id < a.id RETURN a.id, v.id",
    "MATCH (a:P) OPTIONAL MATCH (a)-[:R]->(m:M), (v:V)-[:F]->(b) WHERE v.mixed = m.mixed RETURN a.id, m.id, v.id, b.id",
    "MATCH (a:P) WHERE EXISTS { MATCH (v:V) WHERE v.d = a.d } RETURN a.id",
    "MATCH (a:P) WHERE NOT EXISTS { MATCH (v:V) WHERE v.mixed = a.mixed AND v.id <> a.id } RETURN a.id",
    "MATCH (a:P) RETURN a.id, COUNT { MATCH (v:V) WHERE v.v = a.v } AS n, EXISTS { MATCH (m:M) WHERE m.id = a.v } AS e",
    "MATCH (a:P) CALL (a) { MATCH (v:V) WHERE v.v = a.v RETURN count(v) AS n, min(v.id) AS m } RETURN a.id, n, m",
    "MATCH (v:V)-[:F]->(a:P)<-[:F]-(w:V) WHERE v.v = w.v AND v.id < w.id RETURN a.id, v.id, w.id",
    "MATCH (v:V)-[x:F]->(a:P)<-[y:F]-(w:V) WHERE v.d = w.d AND w.v >= k RETURN a.id, v.id, w.id, count(*) AS n",
    "MATCH (v:V)-[:T]-(a)-[:T]-(w:V) WHERE v.mixed = w.mixed AND w.d <= v.d RETURN a.id, count(*) AS n",
    "MATCH (v:V)-[:F]->(a:P)<-[:T]-(w:V) WHERE w.d >= v.d AND w.d <= v.d + duration({days: 4}) RETURN v.id, w.id, a.id",
    "MATCH (v:V)-[:F]->(a:P)<-[:F]-(w:V) WHERE w.v > v.v AND w.v < v.v + 3 AND w.id <> v.id RETURN v.id, w.id",
    // Joins that are only counted.
    "MATCH (v:V)-[:F]->(a:P)<-[:T]-(w:V) WHERE w.d > v.d AND v.d + duration({days: 5}) >= w.d RETURN a.id, count(*) AS n",
    "MATCH (v:V)-[:F]->(a:P)<-[:T]-(w:V) WHERE w.mixed >= v.mixed AND w.mixed <= v.v + 1 RETURN v.id, count(w) AS n",
    "MATCH (a:P), (v:V) WHERE a.mixed = v.mixed RETURN count(*) AS n, count(v) AS c",
    "MATCH (a:P), (v:V) WHERE v.d = a.d AND v.v >= k RETURN a.v, count(v) AS n",
    "MATCH (a:P), (v:V) WHERE v.mixed = a.mixed AND v.v >= k RETURN v.v, count(*) AS n, count(a) AS c",
    "MATCH (a:P) MATCH (m:M), (v:V) WHERE m.v = v.v RETURN a.id, v.d, count(*) AS n",
    "MATCH (a:P) WHERE EXISTS { MATCH (v:V) WHERE v.mixed = a.mixed } AND NOT EXISTS { MATCH (v:V) WHERE v.d = a.d } RETURN a.id",
    // Nodes for which a subquery holds, found once.
    "MATCH (v:V) WHERE EXISTS { (v)-[:F]->(:P {id: n}) } AND NOT EXISTS { (v)-[:T]->(b:P) WHERE b.v >= k } RETURN v.id",
    "MATCH (a:P) WHERE EXISTS { MATCH (a)-[:R]->(m:M)<-[:R]-(b:P {id: n}) WHERE b.v <> a.v } AND a.v >= k RETURN a.id",
    "MATCH (v:V) OPTIONAL MATCH (v)-[:F]->(a:P {id: n}) WITH v, a WHERE NOT EXISTS { (a)-[:S]-(:P {id: k}) } RETURN v.id, a.id",
    // What is asked of relationships.
    "MATCH (a:P)-[r:R]->(m:M)<-[q:R]-(b:P) WHERE r.w >= k AND q.w < 4 AND r.mixed <> 1 RETURN a.id, m.id, b.id, q.w",
    "MATCH (a:P)-[r:R]->(m:M) WHERE r.w < k RETURN a.id, count(*) AS n",
    "MATCH (a:P)-[r:R]-(m) WHERE r.w >= 3 RETURN a.id, count(r) AS n",
    "MATCH (a:P)-[s:S]-(b)-[q:S]-(c) WHERE q.w = 2 AND c.v < k RETURN a.id, b.id, c.id, s.w",
    "MATCH (a:P) OPTIONAL MATCH (a)-[s:S|R]-(b) WHERE s.w > 2 AND s.w <= 6 RETURN a.id, b.id",
    "MATCH (a:P) WHERE EXISTS { (a)-[r:R {w: 3}]->() } AND NOT EXISTS { (a)-[s:S]-() WHERE s.w < k } RETURN a.id",
    "MATCH (a:P)-[r:R]->(m:M)<-[q:R]-(b:P), (a)-[s:S]->(b) WHERE s.w >= 2 AND r.w <> k AND q.w < 6 RETURN a.id, m.id, b.id",
    "MATCH (a:P)-[s:S]-(b:P)-[r:R]-(m) WHERE r.mixed = 2 OR r.w = 1 RETURN a.id, count(DISTINCT m) AS n",
    // Subqueries that give the same for all rows.
    "MATCH (a:P) WHERE EXISTS { MATCH (v:V) WHERE v.v >= k } AND NOT EXISTS { MATCH (x:Nothing) } RETURN a.id",
    "MATCH (a:P) RETURN a.id, COUNT { MATCH (v:V)-[:F]->() } AS n, COLLECT { MATCH (m:M) WHERE m.v < k RETURN m.id AS i ORDER BY i } AS c",
    // Subqueries for many rows at a time.
    "MATCH (a:P) RETURN a.id, COUNT { (a)-[:R]->() } AS n, COUNT { (a)-[:S]-(b) WHERE b.v >= k } AS c",
    "MATCH (a:P) WHERE COUNT { (a)-[:R]->(m:M)<-[:R]-(b) WHERE b.v < k } > 2 OR a.v IS NULL RETURN a.id",
    "MATCH (a:P) RETURN a.id, EXISTS { (a)-[:S]->(b) WHERE b.v = a.v } AS e, size([(a)-[:R]->(m) | m.v]) AS n",
    "MATCH (a:P) OPTIONAL MATCH (a)-[:S]->(b) RETURN a.id, b.id, COUNT { (b)-[:R]->(m) } AS n",
    "UNWIND [1, 2, null] AS x MATCH (a:P) WHERE a.v > x RETURN a.id, x, COUNT { (a)-[:S]->(b) WHERE b.v > x } AS n",
    "MATCH (a:P) CALL (a) { MATCH (a)-[:R]->(m) RETURN count(m) AS n, sum(m.v) AS s, avg(m.v) AS v, min(m.d) AS d } \
     RETURN a.id, n, s, v, d",
    "MATCH (a:P) CALL (a) { MATCH (a)-[:R]->(m) WITH count(*) AS n, stDev(m.v) AS s, collect(m.id) IS NULL AS c \
     RETURN n + a.id AS n, s, c } RETURN a.id, n, s, c",
    "MATCH (a:P) CALL (a) { MATCH (a)-[:S]->(b) WITH b, b.v AS v WHERE v > 2 RETURN b, v } RETURN a.id, b.id, v",
    "MATCH (a:P) CALL (a) { OPTIONAL MATCH (a)-[:S]->(b) RETURN max(b.v) AS v } RETURN a.id, v",
    "MATCH (a:P) OPTIONAL CALL (a) { MATCH (a)-[:S]->(b) RETURN b.id AS b } RETURN a.id, b",
    "MATCH (a:P) CALL () { MATCH (b:P) RETURN count(b) AS n } RETURN a.id, n",
    // Whether there is a step at all; texts by class; shares.
    "MATCH (a:P) WHERE EXISTS { (a)-[:S]->() } AND NOT EXISTS { (a)<-[:S]-() } RETURN a.id",
    "MATCH (a:P) OPTIONAL MATCH (a)-[:S]->(b) WITH a, b WHERE NOT EXISTS { (b)-[:R]->() } RETURN a.id, b.id",
    "MATCH (a:P) RETURN CASE WHEN a.v < 3 THEN 'few' WHEN a.v < k THEN 'some' ELSE 'many' END AS c, count(*) AS n",
    "MATCH (a:P) RETURN CASE a.v WHEN 1 THEN 'one' WHEN 2 THEN null END AS c, CASE WHEN a.v > 2 THEN a.v ELSE 0.5 END AS d, \
     coalesce(a.v, a.mixed, 'none') AS e",
    "MATCH (a:P) RETURN a.kind, percentileDisc(a.v, 0.4) AS d, percentileCont(a.v, 0.7) AS c",
    "MATCH (a:P) RETURN a.v AS v, a.id AS x ORDER BY v DESC, x LIMIT 7",
    "MATCH (a:P) RETURN a.d AS d, a.id AS x ORDER BY d, x LIMIT 5",
    "UNWIND range(1, 12000) AS i RETURN CASE WHEN i % 6 > 0 THEN i % 7 END AS a, i % 5 AS b, i % 900 AS c, i AS d \
     ORDER BY a DESC, b, c DESC, d LIMIT 12",
    // Sorting with properties that it does not look at.
    "MATCH (a:P)-[s:S]->(b:P) RETURN a.id AS x, b.v AS v, b.mixed AS m ORDER BY v DESC, x LIMIT 5",
    "MATCH (a:P) OPTIONAL MATCH (a)-[:S]->(b) RETURN a.id AS x, b.v AS v, a.d AS d ORDER BY x, d",
    // Shortest paths.
    "MATCH p = shortestPath((a:P {id: n})-[:R*..6]-(b:P {id: k})) RETURN length(p) AS l",
    "MATCH p = allShortestPaths((a:P {id: n})-[:R*..6]-(b:P {id: k})) RETURN length(p) AS l, count(*) AS c",
    "MATCH (a:P {id: n}), (b:P) WHERE a <> b MATCH p = shortestPath((a)-[:R|S*]-(b)) RETURN b.id, length(p) AS l",
    "MATCH (a:P {id: n}), (b:P) WHERE a <> b MATCH p = shortestPath((a)-[:S*]->(b)) RETURN b.id, length(p) AS l",
];

/// Statements that make a graph of that many people, and of that many times as many ends of visits.
fn graph(random: &mut Rng, people: usize, visits: usize) -> Vec<String> {
    let mut statements = Vec::new();
    let properties = |random: &mut Rng, id: usize| {
        let mut text = format!("id: {id}");
        if random.u8(..8) > 0 {
            text += &format!(", v: {}", random.i64(0..9));
        }
        if random.u8(..8) > 0 {
            text += &format!(", d: date('2020-01-{:02}')", random.u8(1..29));
        }
        if random.u8(..8) > 0 {
            text += &format!(", kind: '{}'", random.choice(["a", "b", "c"]).unwrap_or("a"));
        }
        text += match random.u8(..6) {
            0 => ", mixed: 'x'",
            1 => ", mixed: 1.5",
            2 => ", mixed: [1, 2]",
            3 => "",
            _ => ", mixed: 2",
        };
        text
    };
    for id in 0..people {
        for label in ["P", "M", "V"] {
            statements.push(format!("CREATE (:{label} {{{}}})", properties(random, id)));
        }
    }
    let mut walk = |from: &str, kind: &str, to: &str, count: usize| {
        for _ in 0..count {
            // One node of each kind is a hub.
            let mut pick = || if random.u8(..4) == 0 { 0 } else { random.usize(..people) };
            let (start, end) = (pick(), pick());
            let weight = if random.u8(..8) > 0 { format!("{{w: {}}}", random.u8(..7)) } else { String::new() };
            statements.push(format!(
                "MATCH (a:{from} {{id: {start}}}), (b:{to} {{id: {end}}}) CREATE (a)-[:{kind} {weight}]->(b)"
            ));
        }
    };
    walk("P", "R", "M", people * 4);
    walk("P", "S", "P", people * 2);
    walk("V", "F", "P", people * visits);
    walk("V", "T", "P", people * visits);
    statements
}

/// Searches from both ends find paths of the length that walking all paths finds.
fn shortest_are_shortest(database: &mut Database, what: &str) {
    for kinds in ["-[:R|S*]-", "-[:S*]->", "<-[:S|F*]-"] {
        let ends = "MATCH (a:P), (b:P) WHERE a <> b";
        let query = format!("{ends} MATCH p = shortestPath((a){kinds}(b)) RETURN a.id, b.id, length(p) AS l");
        let all = kinds.replace('*', "*..4");
        let walked = format!("{ends} MATCH p = (a){all}(b) RETURN a.id, b.id, min(length(p)) AS l");
        let short: Vec<_> = rows(database, &query)
            .into_iter()
            .filter(|row| row[2].trim_start_matches("Integer(").trim_end_matches(')').parse::<u64>().unwrap() <= 4)
            .collect();
        assert_eq!(short, rows(database, &walked), "{what}: {query}");
    }
}

fn rows(database: &mut Database, query: &str) -> Vec<Vec<String>> {
    let mut rows = answer(database, query);
    rows.sort();
    rows
}

fn agrees(database: &mut Database, random: &mut Rng, people: usize, what: &str, each_alone: bool) {
    for query in QUERIES {
        let (n, k) = (random.usize(..people), random.usize(..people.min(9)));
        let query = query.replace("id: n", &format!("id: {n}")).replace("id: k", &format!("id: {k}"));
        let query = query.replace(">= k", &format!(">= {k}")).replace("< k", &format!("< {k}"));
        let query = query.replace("<> k", &format!("<> {k}"));
        database.set_rewrites(Rewrites::NONE);
        let plain = rows(database, &query);
        database.set_rewrites(Rewrites::ALL);
        assert_eq!(rows(database, &query), plain, "{what}: {query}");
        for (position, rewrite) in REWRITES.iter().enumerate().filter(|_| each_alone) {
            database.set_rewrites(Rewrites::only(position));
            assert_eq!(rows(database, &query), plain, "{what}, only {}: {query}", rewrite.name);
            database.set_rewrites(Rewrites::without(position));
            assert_eq!(rows(database, &query), plain, "{what}, without {}: {query}", rewrite.name);
        }
    }
    database.set_rewrites(Rewrites::ALL);
}

/// Which operators the plans of the queries have.
fn operators(database: &mut Database) -> BTreeSet<String> {
    fn visit(plan: &PlanDescription, found: &mut BTreeSet<String>) {
        found.insert(plan.operator.clone());
        plan.inputs.iter().for_each(|input| visit(input, found));
    }
    let mut found = BTreeSet::new();
    for query in QUERIES {
        let explained = query.replace("id: n", "id: 1").replace("id: k", "id: 2").replace(" k", " 3");
        let explained = database.run(&format!("EXPLAIN {explained}"), &Parameters::new()).unwrap();
        explained.plan.iter().for_each(|plan| visit(plan, &mut found));
    }
    found
}

#[test]
fn every_form_of_a_graph_gives_the_same_rows_with_and_without_rewrites() {
    let folder = tempfile::tempdir().unwrap();
    let mut found = BTreeSet::new();
    for (seed, people, visits) in [(0, 6, 3), (1, 12, 2), (2, 24, 40)] {
        let mut random = Rng::with_seed(seed);
        let path = folder.path().join(format!("{seed}.chancery"));
        let mut database = Database::memory();
        for statement in graph(&mut random, people, visits) {
            database.run(&statement, &Parameters::new()).unwrap();
        }
        agrees(&mut database, &mut random, people, "in memory", false);
        database.store_mut().save_as(&path).unwrap();

        let mut database = Database::open(&path, Access::Write).unwrap();
        assert!(database.graph().snapshot().is_some(), "the graph is at rest");
        found.extend(operators(&mut database));
        if people < 10 {
            shortest_are_shortest(&mut database, "at rest");
        }
        agrees(&mut database, &mut random, people, "at rest", seed == 1);
        // A copy breaks what the snapshot says of unique properties, a new relationship what it says of ends.
        database.run("BEGIN", &Parameters::new()).unwrap();
        let changes = "MATCH (a:P {id: 1}), (m:M {id: 2}) \
                       CREATE (:P {id: 1, v: 2})-[:R]->(m) CREATE (m)-[:R]->(a)-[:S]->(a)";
        database.run(changes, &Parameters::new()).unwrap();
        agrees(&mut database, &mut random, people, "changed in a transaction", seed == 0);
        database.run("ROLLBACK", &Parameters::new()).unwrap();
        agrees(&mut database, &mut random, people, "rolled back", false);
    }
    for operator in [
        "AggregateRuns",
        "CountEnds",
        "Degree",
        "HashJoin",
        "Intersect",
        "JoinCount",
        "KnownTotals",
        "Range",
        "ShortestPath",
    ] {
        assert!(found.contains(operator), "no plan has {operator}: {found:?}");
    }
}
