//! Why a query has no rows: the first clause that left none, and in it the part of the pattern or the condition.
//!
//! Found by asking: beginnings of the query are run until one has no row, then beginnings of its pattern, then its
//! conditions one by one. Each question stops at its first row.

mod remedy;

use super::{Answer, Database, Parameters, Warning};
use crate::span::Span;
use crate::syntax::tree::{
    BinaryOperator, Clause, ClauseKind, Expression, ExpressionKind, Match, Mode, PathElement, PathPattern, Query,
    Selector, SingleQuery, Statement,
};
use crate::syntax::{parse, print};
use std::time::Duration;

/// A question may take so long; a part that takes longer is not blamed.
const PATIENCE: Duration = Duration::from_secs(1);

impl Database {
    /// What left a query without rows. `None` for one that has rows, writes, joins queries or is in error.
    pub fn why_empty(&mut self, text: &str, parameters: &Parameters) -> Option<Warning> {
        let Ok(Statement::Query { query, .. }) = parse(text) else { return None };
        if !query.unions.is_empty() || query.first.clauses.iter().any(may_write) {
            return None;
        }
        let limits = self.limits();
        let mut patient = limits;
        patient.time = Some(limits.time.map_or(PATIENCE, |time| time.min(PATIENCE)));
        self.set_limits(patient);
        let found = Search { database: self, parameters }.search(&query.first.clauses);
        self.set_limits(limits);
        found
    }
}

/// Calls may write, and so may the subqueries of CALL.
fn may_write(clause: &Clause) -> bool {
    clause.kind.writes() || matches!(clause.kind, ClauseKind::Call(_) | ClauseKind::Subquery(_))
}

struct Search<'d> {
    database: &'d mut Database,
    parameters: &'d Parameters,
}

impl Search<'_> {
    fn search(&mut self, clauses: &[Clause]) -> Option<Warning> {
        for place in 0..clauses.len() {
            let (before, clause) = (&clauses[..place], &clauses[place]);
            if self.has_rows(before, &clause.kind)? {
                continue;
            }
            return Some(match &clause.kind {
                ClauseKind::Match(matching) => self.in_match(before, matching, clause.span),
                ClauseKind::With(projection, Some(filter)) => {
                    let unfiltered = ClauseKind::With(projection.clone(), None);
                    match self.has_rows(before, &unfiltered) {
                        Some(true) => self.in_condition(before, unfiltered, filter, &mut |search, condition| {
                            search.has_rows(before, &ClauseKind::With(projection.clone(), Some(condition.clone())))
                        }),
                        _ => cause("this leaves no rows", clause.span),
                    }
                }
                ClauseKind::Unwind { .. } => cause("the list is empty or null in every row", clause.span),
                kind => cause(format!("{} leaves no rows", kind.name()), clause.span),
            });
        }
        None
    }

    /// Whether the clauses, with one more after them, give a row. `None` when that cannot be found out.
    fn has_rows(&mut self, before: &[Clause], last: &ClauseKind) -> Option<bool> {
        let end = if matches!(last, ClauseKind::Return(_)) { None } else { Some("RETURN 1 AS found LIMIT 1") };
        self.ask(before, last, end).map(|answer| !answer.is_empty())
    }

    /// The answer to the clauses, with one more after them and the words of an end.
    fn ask(&mut self, before: &[Clause], last: &ClauseKind, end: Option<&str>) -> Option<Answer> {
        let span = Span::default();
        let mut clauses = before.to_vec();
        clauses.push(Clause { kind: last.clone(), span });
        if let Some(Ok(Statement::Query { mut query, .. })) = end.map(parse) {
            clauses.append(&mut query.first.clauses);
        }
        let query = Query { first: SingleQuery { clauses, span }, unions: Vec::new(), span };
        let text = print(&Statement::Query { mode: Mode::Run, query });
        self.database.run(&text, self.parameters).ok()
    }

    fn finds(&mut self, before: &[Clause], path: PathPattern, filter: Option<&Expression>) -> Option<bool> {
        let span = path.span;
        let pattern = crate::syntax::tree::Pattern { paths: vec![path], span };
        self.has_rows(before, &ClauseKind::Match(Match { optional: false, pattern, filter: filter.cloned() }))
    }

    fn in_match(&mut self, before: &[Clause], matching: &Match, span: Span) -> Warning {
        let unfiltered = Match { filter: None, ..matching.clone() };
        if let Some(filter) = &matching.filter
            && self.has_rows(before, &ClauseKind::Match(unfiltered.clone())) == Some(true)
        {
            let all = ClauseKind::Match(unfiltered.clone());
            return self.in_condition(before, all, filter, &mut |search, condition| {
                let filtered = Match { filter: Some(condition.clone()), ..unfiltered.clone() };
                search.has_rows(before, &ClauseKind::Match(filtered))
            });
        }
        for path in &matching.pattern.paths {
            if self.finds(before, path.clone(), None) == Some(false) {
                return self.in_path(before, path);
            }
        }
        cause("each path has matches, but no combination of them fits together", span)
    }

    /// Walks along the path until nothing is found.
    fn in_path(&mut self, before: &[Clause], path: &PathPattern) -> Warning {
        if path.selector != Selector::All {
            return self.missing_end(before, path).unwrap_or_else(|| cause("no path like this", path.span));
        }
        for (place, element) in path.elements.iter().enumerate() {
            if matches!(element, PathElement::Relationship(_)) {
                continue;
            }
            let beginning = PathPattern { variable: None, elements: path.elements[..=place].to_vec(), ..path.clone() };
            if self.finds(before, beginning.clone(), None) != Some(false) {
                continue;
            }
            let PathElement::Node(node) = element else {
                return cause("no path that repeats like this", path.span);
            };
            if place == 0 {
                let hint = self.meant_in_properties(node.properties.as_ref());
                return Warning { hint, ..cause("no node like this", node.span) };
            }
            let mut open = beginning;
            if let Some(PathElement::Node(last)) = open.elements.last_mut() {
                (last.labels, last.properties, last.filter) = (None, None, None);
            }
            return match (&path.elements[place - 1], self.finds(before, open, None)) {
                (_, Some(true)) => {
                    let hint = self.meant_in_properties(node.properties.as_ref());
                    Warning { hint, ..cause("the path goes this far, but to no node like this", node.span) }
                }
                (PathElement::Relationship(relationship), _) => cause(
                    "there are nodes before it, but no relationship like this from any of them",
                    relationship.span,
                ),
                _ => cause("no path like this", path.span),
            };
        }
        cause("no path like this", path.span)
    }

    /// A node of the path that is not there, whatever leads to it.
    fn missing_end(&mut self, before: &[Clause], path: &PathPattern) -> Option<Warning> {
        path.elements.iter().find_map(|element| {
            let PathElement::Node(node) = element else { return None };
            let alone = PathPattern {
                variable: None,
                selector: Selector::All,
                elements: vec![element.clone()],
                span: node.span,
            };
            if self.finds(before, alone, None) != Some(false) {
                return None;
            }
            let hint = self.meant_in_properties(node.properties.as_ref());
            Some(Warning { hint, ..cause("no node like this", node.span) })
        })
    }

    /// The first condition, of those joined by AND, that no row satisfies. `all` gives the rows without them.
    fn in_condition(
        &mut self,
        before: &[Clause],
        all: ClauseKind,
        filter: &Expression,
        holds: &mut dyn FnMut(&mut Self, &Expression) -> Option<bool>,
    ) -> Warning {
        let mut conditions = Vec::new();
        conjuncts(filter, &mut conditions);
        let blamed = match conditions.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(|condition| holds(self, condition) == Some(false)).copied(),
        };
        let Some(condition) = blamed else {
            return cause("each of these conditions holds for some row, but no row satisfies all of them", filter.span);
        };
        let mut rows = before.to_vec();
        rows.push(Clause { kind: all, span: Span::default() });
        let hint = self.remedy(&rows, condition);
        Warning { hint, ..cause("no row satisfies this", condition.span) }
    }
}

fn conjuncts<'e>(filter: &'e Expression, conditions: &mut Vec<&'e Expression>) {
    match &filter.kind {
        ExpressionKind::Binary(BinaryOperator::And, left, right) => {
            conjuncts(left, conditions);
            conjuncts(right, conditions);
        }
        _ => conditions.push(filter),
    }
}

fn cause(what: impl Into<String>, span: Span) -> Warning {
    Warning { message: format!("the answer is empty: {}", what.into()), span: Some(span), hint: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Queries, and the words that are blamed.
    #[test]
    fn what_was_meant_is_told() {
        let mut database = Database::memory();
        let parameters = Parameters::from([("name".to_owned(), "Bùi Thanh Son".into())]);
        database
            .run(
                "CREATE (:A {name: 'Bùi Thanh Sơn', start: '2022-02'})-[:R {role: 'host'}]->(:B {name: 'Yoon'})",
                &parameters,
            )
            .unwrap();
        for (text, hint) in [
            ("MATCH (a {name: 'bui thanh son'}) RETURN a", Some("did you mean 'Bùi Thanh Sơn'?")),
            ("MATCH (a:A)-->(b {name: 'Joon'}) RETURN a", Some("did you mean 'Yoon'?")),
            ("MATCH (a) WHERE a.name = $name RETURN a", Some("did you mean 'Bùi Thanh Sơn'?")),
            ("MATCH (a) WHERE a.name = '$name' RETURN a", Some("a parameter stands without quotes: $name")),
            ("MATCH (a:A) WHERE a.name = 'Yoon' RETURN a", None),
            ("MATCH (a) WHERE a.name IN ['x', 'yoon'] RETURN a", Some("did you mean 'Yoon'?")),
            ("MATCH ()-[r]->() WHERE r.role = 'Host' RETURN r", Some("did you mean 'host'?")),
            ("MATCH p = shortestPath((a:A)-[*]-(b {name: 'yoon'})) RETURN p", Some("did you mean 'Yoon'?")),
            (
                "MATCH (a) WHERE a.name STARTS WITH 'yo' RETURN a",
                Some("case and diacritics count; `fold(x) STARTS WITH fold(…)` leaves them aside and finds 'Yoon'"),
            ),
            (
                "MATCH (a) WHERE a.start > date('2022-01-01') AND a.name <> '' RETURN a",
                Some("STRING and DATE do not compare; `earliest(x)` and `latest(x)` read the days that a text means"),
            ),
            (
                "MATCH (a) WITH a.start AS s WHERE s > 2021 RETURN s",
                Some("STRING and INTEGER do not compare; a text needs quotes"),
            ),
            ("MATCH (a) WHERE size(a.start) > 200 RETURN a", None),
        ] {
            let found = database.why_empty(text, &parameters).and_then(|warning| warning.hint);
            assert_eq!(found.as_deref(), hint, "{text}");
        }
    }

    #[test]
    fn the_part_that_leaves_nothing_is_named() {
        let mut database = Database::memory();
        let none = Parameters::new();
        database.run("CREATE (:A {x: 1})-[:R]->(:B {x: 2})-[:S]->(:C)", &none).unwrap();
        for (text, blamed) in [
            ("MATCH (n:Z) RETURN n", "(n:Z)"),
            ("MATCH (a:A)-[:R]->(c:C) RETURN c", "(c:C)"),
            ("MATCH (a:A)-[:S]->(c) RETURN c", "-[:S]->"),
            ("MATCH (a:A)-[:R]->(b) WHERE b.x = 2 AND a.x = 5 RETURN b", "a.x = 5"),
            ("MATCH (n) WHERE n.x = 1 AND n.x = 2 RETURN n", "n.x = 1 AND n.x = 2"),
            ("MATCH (n) WITH n.x AS x WHERE x > 7 RETURN x", "x > 7"),
            ("MATCH (n) UNWIND [] AS x RETURN x", "UNWIND [] AS x"),
            ("MATCH (a:A), (z:Z) RETURN a", "(z:Z)"),
            ("MATCH (n) RETURN n SKIP 10", "RETURN n SKIP 10"),
        ] {
            let found = database.why_empty(text, &none).map(|warning| warning.span.unwrap().of(text).to_owned());
            assert_eq!(found.as_deref(), Some(blamed), "{text}");
        }
        for text in ["MATCH (a:A) RETURN a", "CREATE (n)", "MATCH (", "MATCH (z:Z) SET z.x = 1"] {
            assert_eq!(database.why_empty(text, &none), None, "{text}");
        }
    }
}
