//! What other languages and systems write, and what Cypher writes for it.

/// Words that mean something to other systems where no word of this one can stand, and what to write instead.
pub(super) const WORDS_OF_OTHERS: &[(&str, &str)] = &[
    ("BETWEEN", "write `lowest <= value <= highest`"),
    ("CYPHER", "options before a query are not needed; leave them out"),
    ("EXCEPT", "leave rows out with `WHERE NOT EXISTS { … }`"),
    ("FROM", "what to read is a pattern: `MATCH (n:Label)`"),
    ("GROUP", "rows are grouped by all columns that do not aggregate; leave GROUP BY out"),
    ("HAVING", "aggregate in WITH and put the condition into the WHERE after it"),
    ("IF", "choose values with `CASE WHEN … THEN … END`, rows with WHERE"),
    ("ILIKE", "compare folded texts: `fold(n.name) CONTAINS fold('…')`"),
    ("IN", "one statement is one transaction; leave IN TRANSACTIONS out"),
    ("INTERSECT", "keep rows with `WHERE EXISTS { … }`"),
    ("ISNULL", "write IS NULL"),
    ("JOIN", "a relationship joins nodes: `MATCH (a)-[:TYPE]->(b)`"),
    ("LIKE", "write CONTAINS, STARTS WITH or ENDS WITH, or `=~` with a regular expression"),
    ("MINUS", "leave rows out with `WHERE NOT EXISTS { … }`"),
    ("NOT", "NOT stands before the whole condition: `NOT n.name CONTAINS '…'`"),
    ("NOTNULL", "write IS NOT NULL"),
    ("SELECT", "write MATCH … RETURN"),
    ("SORT", "write ORDER BY"),
    ("START", "write BEGIN for a transaction, MATCH for a query"),
    ("UPDATE", "write MATCH … SET"),
    ("UPSERT", "write MERGE"),
    ("USE", "a query sees the graph that is open; leave USE out"),
    ("WHEN", "a query of its own begins with WHEN: put it into `CALL (*) { WHEN … }`"),
    ("WHERE", "WHERE stands right after MATCH, WITH or YIELD, before RETURN"),
];

/// Signs that other languages have, and how Cypher says it; longer ones first.
const SIGNS_OF_OTHERS: &[(&str, &str)] = &[
    ("!=", "not equal is written `<>`"),
    ("==", "equal is written `=`"),
    ("=<", "less or equal is written `<=`"),
    ("=>", "greater or equal is written `>=`"),
    ("&&", "both conditions are joined by AND"),
    ("**", "a power is written `^`"),
    ("-- ", "a comment begins with `//`"),
    ("-->", "a node stands between parentheses: `(a)-->(b)`"),
    ("[:", "a pattern in a condition begins with a node in parentheses, or stands in `EXISTS { … }`"),
    (".*", "all properties as a map are `n {.*}` or `properties(n)`"),
    ("!", "a condition is denied with NOT"),
];

/// How Cypher writes a sign of other languages that the text goes up to, or goes on with.
pub(super) fn other_sign(before: &str, after: &str) -> Option<&'static str> {
    let is_here = |sign: &str| before.ends_with(sign) || after.starts_with(sign);
    SIGNS_OF_OTHERS.iter().find_map(|(sign, hint)| is_here(sign).then_some(*hint))
}
