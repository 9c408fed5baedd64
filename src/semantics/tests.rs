//! What binds, and how errors are named: one line a case.

use super::*;
use crate::syntax::parse;
use crate::value::Value;

fn bound(text: &str) -> Result<Bound, crate::diagnostic::Diagnostic> {
    struct One;
    impl Procedures for One {
        fn signature(&self, name: &str) -> Option<ProcedureSignature> {
            (name == "test.ping")
                .then(|| ProcedureSignature::read("test.ping(in :: INTEGER?) :: (out :: STRING?)"))
                .flatten()
        }
        fn names(&self) -> Vec<bound::Name> {
            vec!["test.ping".into()]
        }
    }
    let statement = parse(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    bind(&statement, &One)
}

fn columns(text: &str) -> Vec<String> {
    let bound = bound(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    match bound.statement.body {
        bound::Body::Query(query) => query.columns.iter().map(|column| column.name.to_string()).collect(),
        bound::Body::Command(_) => Vec::new(),
    }
}

#[test]
fn columns_are_named_as_written() {
    for (text, expected) in [
        ("RETURN 1 AS x, cOuNt( * )", &["x", "cOuNt( * )"][..]),
        ("MATCH (n)-[r]->(m) RETURN *", &["m", "n", "r"]),
        ("MATCH (b) WITH *, 1 AS a RETURN *, b.x", &["a", "b", "b.x"]),
        ("MATCH (`odd name`) RETURN `odd name`", &["odd name"]),
        ("RETURN 1 AS a, 2 AS b UNION RETURN 3 AS b, 4 AS a", &["a", "b"]),
        ("CALL test.ping(1)", &["out"]),
        ("CALL test.ping", &["out"]),
        ("CREATE (n)", &[]),
    ] {
        assert_eq!(columns(text), expected, "{text}");
    }
}

#[test]
fn what_makes_sense_binds() {
    for text in [
        "MATCH (n) WHERE (n)-->() AND NOT (n)-->({x: 1}) RETURN n",
        "MATCH (n), (m {x: n.x}) RETURN n",
        "MATCH (n) RETURN n.x, n.x + count(*)",
        "MATCH (n) RETURN n.x AS x, count(*) AS c ORDER BY n.x, c, count(*), x + c",
        "MATCH (n) WITH DISTINCT n.x AS x ORDER BY x WHERE x > 1 RETURN x",
        "MATCH (n) WITH n.x AS x WHERE n.y > 1 RETURN x",
        "MATCH (n) RETURN [x IN collect(n) | x.name]",
        "MATCH (n) RETURN [(n)-->(m) WHERE m.x > n.x | m.name] AS names",
        "MATCH (n) RETURN EXISTS { MATCH (n)-->(m) WITH m WHERE m.x RETURN m }, COUNT { (n)-->(k) WHERE k.x }",
        "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m } RETURN n, m",
        "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN m } RETURN n, m",
        "MATCH (n) RETURN n SKIP $skip LIMIT toInteger(1.5)",
        "MATCH p = ((a)-[r]->(b) WHERE a.x < b.x){1,3} RETURN p, a, r, b",
        "MATCH (a)-[r:R WHERE r.x > 1]->{1,3}(b) RETURN r",
        "MATCH (a), (b) MERGE (a)-[r:R]-(b) ON CREATE SET r.x = a.x RETURN r",
        "CREATE (a)-[:R]->(b)<-[:R]-(a) SET a += {x: 1}, b:B REMOVE a.x",
        "MATCH (a), (b) RETURN shortestPath((a)-[*]-(b)) AS p",
        "MATCH (n) FOREACH (x IN [1, 2] | CREATE (:A {x: x}))",
        "CALL test.ping(1) YIELD out AS o WHERE o <> '' RETURN o",
        "MATCH (n) WITH count(n) AS c, EXISTS { (x) } AS e RETURN c, e",
    ] {
        if let Err(error) = bound(text) {
            panic!("{text}: {error:?}");
        }
    }
}

/// Statement, kind, detail, and the words pointed at.
#[test]
fn errors_are_named_and_placed() {
    use crate::diagnostic::Kind::{ProcedureError, SyntaxError, TypeError};
    for (text, kind, detail, place) in [
        ("RETURN nme", SyntaxError, "UndefinedVariable", "nme"),
        ("MATCH (n) WITH n.x AS x RETURN n", SyntaxError, "UndefinedVariable", "n"),
        ("MATCH (n) RETURN n.x + count(n)", SyntaxError, "AmbiguousAggregationExpression", "n"),
        ("RETURN count(count(*))", SyntaxError, "NestedAggregation", "count(*)"),
        ("MATCH (n) WHERE count(n) > 1 RETURN n", SyntaxError, "InvalidAggregation", "count(n)"),
        ("MATCH (n) RETURN n ORDER BY count(n)", SyntaxError, "InvalidAggregation", "count(n)"),
        ("MATCH (n) RETURN count(n) AS c ORDER BY n.x", SyntaxError, "UndefinedVariable", "n"),
        ("MATCH (n) RETURN n LIMIT n.x", SyntaxError, "NonConstantExpression", "n"),
        ("RETURN 1 LIMIT -1", SyntaxError, "NegativeIntegerArgument", "-1"),
        ("RETURN 1 LIMIT 1.5", SyntaxError, "InvalidArgumentType", "1.5"),
        ("RETURN 1 AS a, 2 AS a", SyntaxError, "ColumnNameConflict", "a"),
        ("MATCH (n) WITH n.x RETURN 1", SyntaxError, "NoExpressionAlias", "n.x"),
        ("RETURN *", SyntaxError, "NoVariablesInScope", "*"),
        ("MATCH (a)-[a]->() RETURN a", SyntaxError, "VariableTypeConflict", "a"),
        ("WITH 1 AS n MATCH (n) RETURN n", SyntaxError, "VariableTypeConflict", "n"),
        ("MATCH p = (p)-->() RETURN p", SyntaxError, "VariableAlreadyBound", "p"),
        ("MATCH (a)-[r]->()-[r]->() RETURN r", SyntaxError, "RelationshipUniquenessViolation", "r"),
        ("MATCH (a) CREATE (a)", SyntaxError, "VariableAlreadyBound", "a"),
        ("CREATE (a)-[:A|B]->(b)", SyntaxError, "NoSingleRelationshipType", "A|B"),
        ("CREATE (a)-[:A]-(b)", SyntaxError, "RequiresDirectedRelationship", "-[:A]-"),
        ("CREATE (a)-[:A*2]->(b)", SyntaxError, "CreatingVarLength", "*2"),
        ("MATCH (n $x) RETURN n", SyntaxError, "InvalidParameterUse", "$x"),
        ("MATCH (n) DELETE n:A", SyntaxError, "InvalidDelete", "n:A"),
        ("MATCH (n) RETURN (n)-->()", SyntaxError, "UnexpectedSyntax", "(n)-->()"),
        ("MATCH (n) WHERE (n)-->(m) RETURN n", SyntaxError, "UndefinedVariable", "m"),
        ("RETURN toUper('a')", SyntaxError, "UnknownFunction", "toUper"),
        ("RETURN toUpper()", SyntaxError, "InvalidNumberOfArguments", "toUpper()"),
        ("MATCH (n) RETURN type(n)", SyntaxError, "InvalidArgumentType", "n"),
        ("RETURN NOT 1", SyntaxError, "InvalidArgumentType", "1"),
        ("WITH 1 AS x RETURN x.y", TypeError, "InvalidArgumentType", "y"),
        ("RETURN 1 AS a UNION RETURN 2 AS b", SyntaxError, "DifferentColumnsInUnion", "UNION"),
        (
            "RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a",
            SyntaxError,
            "InvalidClauseComposition",
            "UNION ALL",
        ),
        ("MATCH (n)", SyntaxError, "InvalidClauseComposition", "MATCH (n)"),
        ("RETURN 1 MATCH (n)", SyntaxError, "InvalidClauseComposition", "MATCH (n)"),
        ("RETURN EXISTS { MATCH (n) SET n.x = 1 }", SyntaxError, "InvalidClauseComposition", "SET n.x = 1"),
        ("CALL test.pong()", ProcedureError, "ProcedureNotFound", "test.pong"),
        ("CALL test.ping('a')", SyntaxError, "InvalidArgumentType", "'a'"),
        ("CALL test.ping(1, 2)", SyntaxError, "InvalidNumberOfArguments", "CALL test.ping(1, 2)"),
        (
            "MATCH (n) CALL test.ping YIELD out RETURN out",
            SyntaxError,
            "InvalidArgumentPassingMode",
            "CALL test.ping YIELD out",
        ),
        ("RETURN count(rand())", SyntaxError, "NonConstantExpression", "rand()"),
    ] {
        let error = match bound(text) {
            Err(error) => error,
            Ok(_) => panic!("{text} should not bind"),
        };
        assert_eq!(
            (error.kind, error.detail, error.span.unwrap().of(text)),
            (kind, detail, place),
            "{text}: {error:?}"
        );
    }
}

#[test]
fn names_that_may_be_meant_are_suggested() {
    for (text, hint) in [
        ("MATCH (person) RETURN persn.name", "did you mean `person`?"),
        ("RETURN toUper('a')", "did you mean `toUpper(text :: STRING) :: STRING`?"),
        ("CALL test.pnig(1)", "did you mean `test.ping`?"),
        ("MATCH (a), (b) MERGE (a)-[KNOWS]->(b)", "a type stands after a colon: `[:KNOWS]`"),
    ] {
        assert_eq!(bound(text).expect_err(text).hint.as_deref(), Some(hint));
    }
}

#[test]
fn names_that_the_graph_does_not_have_are_warned_about_once() {
    struct Names;
    impl KnownNames for Names {
        fn has(&self, kind: MentionKind, name: &str) -> bool {
            self.all(kind).iter().any(|known| **known == *name)
        }
        fn all(&self, kind: MentionKind) -> Vec<bound::Name> {
            match kind {
                MentionKind::Label => vec!["Person".into(), "Meeting".into()],
                MentionKind::Type => Vec::new(),
                MentionKind::Key => vec!["name".into()],
            }
        }
    }
    let bound = bound("MATCH (n:Persn {nam: 1})-[:ANY]->(:Persn) RETURN n.name").unwrap();
    let warnings: Vec<_> = bound.warnings(&Names).into_iter().map(|warning| (warning.message, warning.hint)).collect();
    let expected = [
        ("the graph has no label `Persn`".to_owned(), Some("did you mean `Person`?".to_owned())),
        ("the graph has no property `nam`".to_owned(), Some("did you mean `name`?".to_owned())),
    ];
    assert_eq!(warnings, expected);
}

#[test]
fn comparisons_of_properties_with_dates_by_letters_are_noted() {
    let dates = std::collections::BTreeMap::from([("day", Value::from("2022-02")), ("word", Value::from("any"))]);
    for (condition, expected) in [
        ("m.start > '2022'", Some("`surely_after(m.start, '2022')`")),
        ("$day > m.`first day`", Some("`surely_before(m.`first day`, $day)`")),
        ("m.start >= $day AND m.start < '2023'", Some("`NOT possibly_before(m.start, $day)`")),
        ("'2021' < 'a' AND m.start <= '2022'", Some("`NOT possibly_after(m.start, '2022')`")),
        ("m.start = '2022'", None),
        ("m.start > 'a'", None),
        ("m.start > $word OR m.start > $absent", None),
        ("m.start > m.end", None),
        ("m.start > 2022", None),
    ] {
        let bound = bound(&format!("MATCH (m) WHERE {condition} RETURN m")).unwrap();
        let hints = bound.letter_warnings(|name| dates.get(name)).into_iter().filter_map(|warning| warning.hint);
        let hints: Vec<String> = hints.collect();
        assert_eq!(hints.len(), usize::from(expected.is_some()), "{condition}: {hints:?}");
        assert!(hints.iter().all(|hint| expected.is_some_and(|expected| hint.contains(expected))), "{hints:?}");
    }
}

#[test]
fn subqueries_import_what_they_read() {
    let bound = bound("MATCH (a), (b) RETURN EXISTS { (a)-->(c) } AS e").unwrap();
    let bound::Body::Query(query) = bound.statement.body else { panic!("a query") };
    let Some(bound::Clause::Projection(projection)) = query.branches[0].clauses.last() else { panic!("a projection") };
    let bound::ExpressionKind::Subquery(subquery) = &projection.items[0].expression.kind else { panic!("a subquery") };
    let names: Vec<_> =
        subquery.imports.iter().map(|slot| bound.statement.slots[slot.index()].name.as_deref()).collect();
    assert_eq!(names, [Some("a")]);
}
