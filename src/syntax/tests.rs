//! The parser on small texts: what reads, what it prints as, and where and how errors are reported.

use super::*;

/// Text that must read, and print as itself.
const SAME: &[&str] = &[
    "MATCH (n) RETURN n",
    "MATCH (n:Person {name: 'Ada'})-[r:KNOWS]->(m) WHERE n.age > 3 AND NOT m.x RETURN n, r AS edge",
    "OPTIONAL MATCH p = (a)<-[*1..3]-(b), (c) RETURN *",
    "MATCH (a)-[*]-(b)-[*2]->(c)-[*..4]-(d)-[*2..]-(e) RETURN a",
    "MATCH (a:A&B|!C) RETURN a",
    "MATCH (a WHERE a.x = 1)-[r:R WHERE r.y = 2]->() RETURN a",
    "MATCH ((a)-[r]->(b) WHERE a.x < b.x){1,3}(c) RETURN a",
    "MATCH p = SHORTEST 1 (a)-[:R]->{1,}(b) RETURN p",
    "MATCH p = shortestPath((a)-[*]-(b)) RETURN p",
    "UNWIND [1, 2, 3] AS x WITH x WHERE x > 1 RETURN DISTINCT x ORDER BY x DESC SKIP 1 LIMIT 2",
    "RETURN 1 + 2 * 3 ^ 2 - -4",
    "RETURN (1 + 2) * 3",
    "RETURN a.b.c[0][1 .. 2][ .. ]",
    "RETURN 1 < 2 <= 3 <> 4",
    "RETURN a OR b XOR c AND NOT d",
    "RETURN x IS NULL = y IS NOT NULL",
    "RETURN x IS :: INTEGER, (x IS NOT :: LIST<STRING NOT NULL> | ZONED DATETIME) AND y",
    "RETURN 'a' STARTS WITH 'b', 'a' ENDS WITH 'b', 'a' CONTAINS 'b', 'a' =~ 'b', 1 IN [2]",
    "RETURN CASE x WHEN 1 THEN 'a' ELSE 'b' END, CASE WHEN y THEN 1 END",
    "RETURN [x IN (list) WHERE (x > 1) | x * 2], [(a)-[]->(b) | b.name]",
    "RETURN all(x IN (list) WHERE x), reduce(total = (0), x IN (list) | total + x)",
    "RETURN n {.name, .*, extra: 1, other}",
    "RETURN EXISTS { (a)-[]->(b) WHERE a.x }, COUNT { MATCH (a) RETURN a }, COLLECT { RETURN 1 }",
    "RETURN count(*), count(DISTINCT x), date.truncate('day', d)",
    "RETURN $name, $`odd name`, `odd ``name`, n:(A|B)",
    "CREATE (a:A)-[:R {x: 1}]->(b) SET a.x = 1, a += {y: 2}, a:B:C REMOVE a.x, a:B DETACH DELETE a",
    "MERGE (a)-[r:R]->(b) ON CREATE SET r.x = 1 ON MATCH SET r.x = 2",
    "CALL db.labels() YIELD label AS l WHERE l <> 'x' RETURN l",
    "CALL { MATCH (n) RETURN n UNION MATCH (m) RETURN m } RETURN n",
    "CALL (a, b) { RETURN 1 AS x } RETURN x",
    "FOREACH (x IN ([1]) | CREATE (:A {x: x}) SET y.z = x)",
    "LOAD CSV WITH HEADERS FROM 'file.csv' AS row FIELDTERMINATOR ';' RETURN row",
    "EXPLAIN MATCH (n) FINISH",
    "CREATE INDEX names IF NOT EXISTS FOR (x:Person) ON (x.name)",
    "CREATE CONSTRAINT FOR ()-[x:R]-() REQUIRE (x.a, x.b) IS UNIQUE",
    "DROP INDEX names IF EXISTS",
    "MATCH (n:A&$(x))-[r:$any(y)]->(m) SET n:B:$(z) REMOVE n:$(z)",
    "BEGIN",
];

#[test]
fn what_is_read_prints_as_itself() {
    for text in SAME {
        match parse(text) {
            Ok(statement) => assert_eq!(print(&statement), *text),
            Err(errors) => panic!("{text}: {errors:?}"),
        }
    }
}

/// Other ways to write the same.
#[test]
fn spelling_and_spacing_do_not_matter() {
    for (text, printed) in [
        ("match(n)return n;", "MATCH (n) RETURN n"),
        ("MATCH (a)-->(b)<--(c)--(d)<-->(e) RETURN a", "MATCH (a)-[]->(b)<-[]-(c)-[]-(d)<-[]->(e) RETURN a"),
        ("MATCH (:A:B)-[:R|:S|T]-() RETURN 1 // comment", "MATCH (:A&B)-[:R|S|T]-() RETURN 1"),
        ("RETURN 0x1F, 0o17, 1_000, .5, 1e3, \"it's\", '\\u01FF'", "RETURN 31, 15, 1000, 0.5, 1000.0, 'it\\'s', 'ǿ'"),
        ("RETURN -9223372036854775808, - 3 ^ 2", "RETURN -9223372036854775808, -3 ^ 2"),
        ("RETURN [x IN list WHERE x:A | x.y]", "RETURN [x IN (list) WHERE (x:(A)) | x.y]"),
        ("MATCH (n:$('A')&$any('B b'))-[:$('R')]->(:$('')) RETURN 1", "MATCH (n:A&`B b`)-[:R]->(:$('')) RETURN 1"),
        ("RETURN x is typed int", "RETURN x IS :: INTEGER"),
        ("RETURN [1,2][..1]", "RETURN [1, 2][ .. 1]"),
        ("MATCH ANY SHORTEST (a)-[:R]->+(b) RETURN a", "MATCH SHORTEST 1 (a)-[:R]->{1,}(b) RETURN a"),
        ("SHOW ALL CONSTRAINTS", "CALL db.constraints()"),
        ("SHOW INDEX WHERE name = 'a'", "CALL db.indexes() YIELD * WHERE name = 'a'"),
        ("SHOW INDEXES YIELD name LIMIT 1", "CALL db.indexes() YIELD name WITH * LIMIT 1 RETURN name AS name"),
        ("FOR x IN y RETURN x IS NOT NORMALIZED", "UNWIND y AS x RETURN NOT isNormalized(x, 'NFC')"),
        ("MATCH ((a)-->(b)) RETURN a", "MATCH (a)-[]->(b) RETURN a"),
        ("MATCH (n) WHERE (n)-->() AND (n.x) > (n.y) RETURN n", "MATCH (n) WHERE ((n)-[]->()) AND n.x > n.y RETURN n"),
        ("RETURN (a)-(b), (a)-[1], (a) < -b", "RETURN a - b, a - [1], a < -b"),
        ("RETURN (NOT $a) - -(b), (null) - -(1)", "RETURN (NOT $a) - -b, null - -(1)"),
        ("return count( * ), {`end`: 1, match: 2}", "RETURN count(*), {`end`: 1, `match`: 2}"),
        ("MATCH (start)-->(end) RETURN end", "MATCH (start)-[]->(`end`) RETURN `end`"),
    ] {
        match parse(text) {
            Ok(statement) => assert_eq!(print(&statement), printed),
            Err(errors) => panic!("{text}: {errors:?}"),
        }
    }
}

/// Text, the first error's detail, and the words it points at.
#[test]
fn errors_are_named_and_placed() {
    for (text, detail, place) in [
        ("RETURN", "UnexpectedSyntax", ""),
        ("MATCH (n) WHERE n.age > RETURN n", "UnexpectedSyntax", "RETURN"),
        ("MACTH (n) RETURN n", "UnexpectedSyntax", "MACTH"),
        ("MATCH (n RETURN n", "UnexpectedSyntax", "RETURN"),
        ("RETURN [1, 2", "UnexpectedSyntax", ""),
        ("RETURN {a.b: 1}", "UnexpectedSyntax", "."),
        ("RETURN 12abc", "InvalidNumberLiteral", "12abc"),
        ("RETURN 0x", "InvalidNumberLiteral", "0x"),
        ("RETURN 9223372036854775808", "IntegerOverflow", "9223372036854775808"),
        ("RETURN 1e999", "FloatingPointOverflow", "1e999"),
        ("RETURN '\\uD8'", "InvalidUnicodeLiteral", "\\uD8"),
        ("RETURN 1 – 2", "InvalidUnicodeCharacter", "–"),
        ("RETURN 'open", "UnexpectedSyntax", "'open"),
        ("MATCH ()-[:R..2]->() RETURN 1", "InvalidRelationshipPattern", ".."),
        ("MATCH ()-[*-1]->() RETURN 1", "InvalidRelationshipPattern", "-"),
        ("MATCH (where)-->() RETURN 1", "UnexpectedSyntax", ")"),
        ("RETURN 1 AS match", "UnexpectedSyntax", "match"),
    ] {
        let errors = parse(text).expect_err(text);
        assert_eq!((errors[0].detail, errors[0].span.unwrap().of(text)), (detail, place), "{text}: {errors:?}");
    }
}

#[test]
fn a_misspelt_clause_is_recognised() {
    for (text, near) in
        [("MACTH (n) RETURN n", "MATCH"), ("MATCH (n) RETRUN n", "RETURN"), ("MATCH (n) WEHRE n.x RETURN n", "WHERE")]
    {
        let errors = parse(text).expect_err(text);
        assert_eq!(errors[0].hint.as_deref(), Some(format!("did you mean `{near}`?").as_str()), "{text}: {errors:?}");
    }
}

#[test]
fn several_errors_are_found_in_one_reading() {
    for (text, places) in [
        ("MATCH (n WHERE) WITH n.x +, 1 AS y MATCH (m)-[->(k) RETURN m", &[")", ",", "-"][..]),
        ("MATCH (p:Person)) WHERE p.x LIKE 'a' RETURN p.y LIKE 'b'", &[")", "LIKE"]),
        ("MATCH (n {a: 1) RETURN n.x y UNION ALL RETURN 1 2", &[")", "y", "2"]),
        // What stands in a bracket belongs to the clause around it, also where another bracket is not closed.
        ("MATCH (n) CALL { MATCH (m RETURN m LIKE 1 } RETURN n.y n.z", &["RETURN", "n"]),
        ("RETURN (1 RETURN 2) LIKE 3", &["RETURN"]),
        ("RETURN 1 UNION RETURN 2 3; RETURN 4 5", &["3"]),
    ] {
        let errors = parse(text).expect_err(text);
        let found: Vec<&str> = errors.iter().filter_map(|error| Some(error.span?.of(text))).collect();
        assert_eq!(found, places, "{text}: {errors:?}");
    }
}

#[test]
fn deep_nesting_is_an_error_and_not_a_crash() {
    let deep = 100_000;
    for text in [
        format!("RETURN {}1{}", "(".repeat(deep), ")".repeat(deep)),
        format!("RETURN {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("RETURN {}1", "-".repeat(deep)),
        format!("RETURN {}true", "NOT ".repeat(deep)),
        format!("RETURN 1{}", "+1".repeat(deep)),
        format!("RETURN a{}", ".a".repeat(deep)),
        format!("RETURN {}1", "{a:".repeat(deep)),
        format!("MATCH {}n", "(".repeat(deep)),
        format!("MATCH (n:{}A)", "!".repeat(deep)),
        format!("MATCH (n:{}A)", "A|".repeat(deep)),
        format!("{}RETURN 1", "CALL { ".repeat(deep)),
        format!("RETURN {}", "CASE WHEN ".repeat(deep)),
        format!("RETURN {}", "EXISTS { MATCH (n) WHERE ".repeat(deep)),
    ] {
        let errors = parse(&text).expect_err(&text[..40]);
        assert!(errors.len() <= 8);
    }
}
