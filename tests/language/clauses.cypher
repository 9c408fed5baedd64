// Clauses that shape rows, those of GQL among them.

LET x = 1, y = 2 LET z = x + y RETURN z, x;
//> z | x
//> 3 | 1
UNWIND [1] AS x LET x = 2 RETURN x;
//> SyntaxError ColumnNameConflict: two columns are named `x` (give one of them another name with AS)
LET x = 1;
//> SyntaxError InvalidClauseComposition: a query cannot end with LET (end it with RETURN, or with a clause that writes)
UNWIND [3, 1, 2] AS x FILTER x > 1 ORDER BY x LIMIT 1 RETURN x;
//> x
//> 2
UNWIND [3, 1, 2] AS x FILTER WHERE x > 1 OFFSET 1 RETURN x;
//> x
//> 2
UNWIND [3, 1, 2] AS x ORDER BY x DESC SKIP 1 RETURN x;
//> x
//> 2
//> 1
// The words are names too.
WITH 1 AS let, 2 AS filter, 3 AS next RETURN let + filter + next;
//> let + filter + next
//> 6

UNWIND [3, 1, 2] AS x RETURN x ORDER BY x LIMIT 2 NEXT RETURN max(x) AS m NEXT RETURN m + 1 AS more;
//> more
//> 3
RETURN 1 AS a UNION RETURN 2 AS a NEXT RETURN sum(a) AS total;
//> total
//> 3
RETURN 1 AS a NEXT RETURN a UNION RETURN 2 AS a;
//> SyntaxError UnexpectedSyntax: expected a clause, found `UNION` (put the UNION into `CALL (*) { … }`)
RETURN 1 AS a NEXT RETURN b;
//> SyntaxError UndefinedVariable: variable `b` not defined (a text needs quotes, 'b', a property its variable, `a.b`)
CREATE (:A {x: 1}) NEXT MATCH (a:A) RETURN count(*) AS c;
//> c
//> 1
//> 1 node created, 1 property set, 1 label added

UNWIND [1, null, 2] AS x RETURN x ORDER BY x DESC;
//> x
//> null
//> 2
//> 1
UNWIND [1, 1, 2] AS x RETURN DISTINCT x, count(*) OVER;
//> SyntaxError UnexpectedSyntax: expected a clause, found `OVER` (did you mean `ORDER`?)
UNWIND range(1, 5) AS x RETURN sum(x) AS total, collect(x)[1..3] AS middle, x % 2 AS odd ORDER BY odd;
//> total | middle | odd
//> 6 | [4] | 0
//> 9 | [3, 5] | 1
UNWIND [1, 2] AS x WITH x ORDER BY x DESC LIMIT 1 RETURN x;
//> x
//> 2
RETURN 1 AS x UNION RETURN 1 AS x UNION ALL RETURN 1 AS x;
//> SyntaxError InvalidClauseComposition: UNION and UNION ALL cannot be mixed (put one of them into `CALL { … }`)
RETURN 1 AS x UNION RETURN 1 AS y;
//> SyntaxError DifferentColumnsInUnion: the queries of a UNION must have the same column names (name the columns with AS: x)
MATCH (a:A) FINISH;

RETURN 1 AS x LIMIT 1 SKIP 1;
//> SyntaxError InvalidClauseComposition: RETURN must be the last clause, but another follows it (ORDER BY, SKIP and LIMIT follow it once each, in this order)
RETURN 1 AS x LET y = 2;
//> SyntaxError InvalidClauseComposition: RETURN must be the last clause, but another follows it (use WITH to go on)

// new graph
// A null is no node: a pattern that is given one has no match.
CREATE (:A {x: 1});
//> 1 node created, 1 property set, 1 label added
OPTIONAL MATCH (n:None) MATCH (n) RETURN n;
//> n
//> warning: the graph has no label `None`
OPTIONAL MATCH (n:None) WITH n MATCH (n), (a:A) RETURN a.x;
//> a.x
//> warning: the graph has no label `None`
OPTIONAL MATCH (n:None) OPTIONAL MATCH p = (n) RETURN n, p;
//> n | p
//> null | null
//> warning: the graph has no label `None`
UNWIND [null, 1] AS x OPTIONAL MATCH (n:A {x: x}) RETURN x, EXISTS { (n) } AS found;
//> x | found
//> null | false
//> 1 | true
MATCH (n:A) MATCH (n) WHERE n.x = 1 RETURN n.x;
//> n.x
//> 1

// What is grouped by may stand within larger expressions, and sort.
UNWIND [{n: 'a', x: 1}, {n: 'b', x: 5}, {n: 'a', x: 2}] AS row RETURN row.n, {name: row.n, most: max(row.x)} AS of ORDER BY row.n + 'z' DESC;
//> row.n | of
//> b | {most: 5, name: 'b'}
//> a | {most: 2, name: 'a'}
UNWIND [{n: 'a', x: 1}, {n: 'b', x: 5}] AS row RETURN row.n + 'z' AS k, row.n + 'z' + count(*) AS c;
//> SyntaxError AmbiguousAggregationExpression: `row` stands beside an aggregate but is not a column of its own, so its value in a group is not defined (make it a column first: `WITH row, …`, or name the whole expression in a WITH before)
UNWIND [3, 1, 2] AS x WITH x % 2 AS odd, sum(x) AS total ORDER BY max(x) RETURN odd, total;
//> SyntaxError UndefinedVariable: variable `x` not defined (it was there before, but WITH, CALL { … } and aggregation pass on only what they name)

// An error names the clause as it was written.
MATCH (n) FILTER n.x = 1;
//> SyntaxError InvalidClauseComposition: a query cannot end with FILTER (end it with RETURN, or with a clause that writes)
MATCH (n) ORDER BY n.x;
//> SyntaxError InvalidClauseComposition: a query cannot end with ORDER BY (end it with RETURN, or with a clause that writes)
UNWIND [1] AS x SKIP 1;
//> SyntaxError InvalidClauseComposition: a query cannot end with SKIP (end it with RETURN, or with a clause that writes)
MATCH (n) WITH n;
//> SyntaxError InvalidClauseComposition: a query cannot end with WITH (end it with RETURN, or with a clause that writes)
RETURN 1 AS x LET y = 2 RETURN y;
//> SyntaxError InvalidClauseComposition: RETURN must be the last clause, but another follows it (use WITH to go on)

// Clauses of other systems.
INSERT (:A);
//> 1 node created, 1 label added
MATCH (n) RETURN n.x GROUP BY n.x;
//> SyntaxError UnexpectedSyntax: expected a clause, found `GROUP` (rows are grouped by all columns that do not aggregate; leave GROUP BY out)
UNWIND [1, 2] AS i CALL (i) { CREATE (:A {i: i}) } IN TRANSACTIONS OF 10 ROWS;
//> SyntaxError UnexpectedSyntax: expected a clause, found `IN` (one statement is one transaction; leave IN TRANSACTIONS out)

// Where null goes.
UNWIND [2, null, 1] AS x RETURN x ORDER BY x NULLS FIRST;
//> x
//> null
//> 1
//> 2
UNWIND [2, null, 1] AS x RETURN x ORDER BY x DESC NULLS LAST;
//> x
//> 2
//> 1
//> null
UNWIND [2, null, 1] AS x RETURN x ORDER BY x ASC NULLS LAST;
//> x
//> 1
//> 2
//> null
UNWIND [2, null, 1] AS x WITH x ORDER BY x DESC NULLS FIRST LIMIT 2 RETURN collect(coalesce(x, 'null')) AS l;
//> l
//> ['null', 2]
UNWIND [2, null, 1, null] AS x RETURN x AS n, count(*) AS c ORDER BY n NULLS FIRST;
//> n | c
//> null | 2
//> 1 | 1
//> 2 | 1
UNWIND [1] AS x RETURN x ORDER BY x NULLS MIDDLE;
//> SyntaxError UnexpectedSyntax: expected `FIRST` or `LAST` after `NULLS`, found `MIDDLE`

// GQL's UNWIND.
FOR x IN [1, 2] RETURN x + 1 AS y;
//> y
//> 2
//> 3
UNWIND [[1, 2], [3]] AS l FOR x IN l RETURN sum(x) AS s;
//> s
//> 6
FOR IN [1] RETURN 1;
//> SyntaxError UnexpectedSyntax: expected a variable after `FOR`, found `IN` (`IN` is a word of the language; as a name it needs backquotes: `` `IN` ``)

// What SHOW lists goes on as the rows of a query.
SHOW FUNCTIONS YIELD name WHERE name STARTS WITH 'point' RETURN collect(name) AS names;
//> names
//> ['point', 'point.distance', 'point.withinBBox']
SHOW FUNCTIONS YIELD name, aggregating AS folds WHERE folds ORDER BY name DESC LIMIT 2;
//> name | folds
//> sum | true
//> stDevP | true
SHOW PROCEDURES WHERE name ENDS WITH 'indexes';
//> name | signature | description
//> db.indexes | db.indexes() :: (name :: STRING, entityType :: STRING, labelsOrTypes :: LIST, properties :: LIST) | The indexes, as SHOW INDEXES lists them.
SHOW ALL FUNCTIONS YIELD * RETURN count(*) > 100 AS many;
//> many
//> true
SHOW INDEXES;
//> name | entityType | labelsOrTypes | properties
SHOW CONSTRAINTS YIELD kind;
//> SyntaxError UndefinedVariable: `db.constraints` does not yield `kind` (it yields name, type, entityType, labelsOrTypes, properties)
SHOW TABLES;
//> SyntaxError UnexpectedSyntax: expected `INDEXES`, `CONSTRAINTS`, `FUNCTIONS` or `PROCEDURES`, found `TABLES`

// Elements counted from 1 or from 0.
FOR name IN ['a', 'b'] WITH ORDINALITY number RETURN name, number;
//> name | number
//> a | 1
//> b | 2
FOR name IN ['a', 'b'] WITH OFFSET number RETURN name, number;
//> name | number
//> a | 0
//> b | 1
UNWIND [['a', 'b'], ['c']] AS list FOR name IN list WITH ORDINALITY number RETURN name, number;
//> name | number
//> a | 1
//> b | 2
//> c | 1
FOR x IN 7 WITH ORDINALITY i RETURN x, i;
//> x | i
//> 7 | 1
FOR x IN [] WITH ORDINALITY i RETURN x, i;
//> x | i
FOR x IN [1, 2, 3] WITH ORDINALITY i WITH i WHERE i > 1 RETURN collect(i) AS places;
//> places
//> [2, 3]
FOR x IN [5] WITH x AS y RETURN y;
//> y
//> 5
WITH 1 AS offset, 2 AS ordinality FOR x IN [5] WITH offset, ordinality RETURN offset + ordinality AS sum;
//> sum
//> 3
FOR x IN [1] WITH ORDINALITY x RETURN x;
//> SyntaxError VariableAlreadyBound: variable `x` is already defined
FOR x IN [1] WITH OFFSET RETURN x;
//> SyntaxError UndefinedVariable: variable `OFFSET` not defined (a text needs quotes, 'OFFSET', a property its variable, `x.OFFSET`)
