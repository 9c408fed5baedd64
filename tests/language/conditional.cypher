// Queries of which one is chosen: WHEN … THEN … ELSE.

WHEN true THEN RETURN 1 AS x ELSE RETURN 2 AS x;
//> x
//> 1
WHEN false THEN RETURN 1 AS x ELSE RETURN 2 AS x;
//> x
//> 2
WHEN null THEN RETURN 1 AS x WHEN 1 < 2 THEN RETURN 2 AS x ELSE RETURN 3 AS x;
//> x
//> 2
WHEN false THEN RETURN 1 AS x;
//> x
// An aggregate of a query that is not chosen gives no row.
WHEN false THEN RETURN count(*) AS x ELSE { UNWIND [3, 1, 2] AS x RETURN x ORDER BY x DESC LIMIT 2 };
//> x
//> 3
//> 2
UNWIND [1, 5] AS n CALL (n) { WHEN n > 3 THEN RETURN n * 10 AS x ELSE UNWIND [n, -n] AS k RETURN k AS x } RETURN n, x;
//> n | x
//> 1 | 1
//> 1 | -1
//> 5 | 50
UNWIND [1, 5] AS n RETURN n NEXT WHEN n > 3 THEN RETURN n ELSE RETURN -n AS n;
//> n
//> -1
//> 5
UNWIND [1, 5] AS n RETURN n, n + 1 NEXT WHEN true THEN RETURN n AS a, `n + 1` ELSE RETURN 0 AS a, 0 AS `n + 1`;
//> a | n + 1
//> 1 | 2
//> 5 | 6
WHEN NOT EXISTS { (:Made) } THEN CREATE (:Made) WHEN EXISTS { (:Made) } THEN CREATE (:Again), (:Again);
//> 1 node created, 1 label added
WHEN NOT EXISTS { (:Made) } THEN CREATE (:Made) WHEN EXISTS { (:Made) } THEN CREATE (:Again), (:Again);
//> 2 nodes created, 2 labels added
WHEN true THEN WHEN false THEN RETURN 1 AS x ELSE RETURN 2 AS x;
//> x
//> 2
// What is wrong.
WHEN true THEN RETURN 1 AS x ELSE RETURN 2 AS y;
//> SyntaxError DifferentColumnsInUnion: the queries that WHEN chooses from must have the same columns (name the columns with AS, in the same order)
WHEN true THEN RETURN 1 AS x ELSE CREATE (:A);
//> SyntaxError DifferentColumnsInUnion: the queries that WHEN chooses from must have the same columns (name the columns with AS, in the same order)
WITH 1 AS x WHEN true THEN RETURN * ELSE RETURN 2 AS x;
//> SyntaxError UnexpectedSyntax: expected a clause, found `WHEN` (a query of its own begins with WHEN: put it into `CALL (*) { WHEN … }`)
WHEN true THEN RETURN * ELSE RETURN 2 AS x;
//> SyntaxError UnexpectedSyntax: a query that WHEN chooses names its columns (write them after RETURN in place of `*`)
WHEN 1 THEN RETURN 1 AS x;
//> SyntaxError InvalidArgumentType: expected a condition, found an integer
WHEN true RETURN 1 AS x;
//> SyntaxError UnexpectedSyntax: expected `THEN`, found `RETURN`
WHEN true THEN RETURN y AS x;
//> SyntaxError UndefinedVariable: variable `y` not defined (a text needs quotes: 'y')
WHEN true THEN { RETURN 1 AS x UNION RETURN 2 AS x } ELSE RETURN 3 AS x;
//> SyntaxError InvalidClauseComposition: a query that is chosen by WHEN cannot be a UNION (put the UNION into `CALL (*) { … }`)
WHEN true THEN RETURN 1 AS x UNION RETURN 2 AS x;
//> x
//> 1
//> 2
WITH 1 AS when1 RETURN when1;
//> when1
//> 1
