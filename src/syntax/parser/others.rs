//! What other languages and systems write, and what Cypher writes for it.

/// Clauses that other systems have, and what to write instead.
pub(super) const CLAUSES_OF_OTHERS: &[(&str, &str)] = &[
    ("CYPHER", "options before a query are not needed; leave them out"),
    ("GROUP", "rows are grouped by all columns that do not aggregate; leave GROUP BY out"),
    ("HAVING", "aggregate in WITH and put the condition into the WHERE after it"),
    ("IN", "one statement is one transaction; leave IN TRANSACTIONS out"),
    ("INSERT", "write CREATE"),
    ("SELECT", "write MATCH … RETURN"),
    ("USE", "a query sees the graph that is open; leave USE out"),
];

/// How Cypher writes an operator of other languages that the text goes up to, or goes on with.
pub(super) fn other_operator(before: &str, after: &str) -> Option<&'static str> {
    [("!=", "not equal is written `<>`"), ("==", "equal is written `=`"), ("&&", "both conditions are joined by AND")]
        .into_iter()
        .find_map(|(operator, hint)| (before.ends_with(operator) || after.starts_with(operator)).then_some(hint))
}
