// Queries inside queries: CALL, EXISTS, COUNT, COLLECT.

CREATE (a:Person {name: 'Ana', start: 1})-[:ATTENDED]->(:Meeting {name: 'Talks', year: 2020}),
       (a)-[:ATTENDED]->(:Meeting {name: 'Summit', year: 2022}), (:Person {name: 'Ben', start: 2});
//> 4 nodes created, 2 relationships created, 8 properties set, 4 labels added

// The variables that CALL brings in stay in sight after WITH.
UNWIND [1, 2] AS x CALL (x) { WITH x AS y RETURN y + x AS z } RETURN x, z;
//> x | z
//> 1 | 2
//> 2 | 4
UNWIND [1, 2] AS x CALL (x) { UNWIND [1, 2, 3] AS y WITH count(*) AS c WHERE c > x RETURN c + x AS z } RETURN x, z;
//> x | z
//> 1 | 4
//> 2 | 5
// Also beside a group of no rows.
UNWIND [1, 2] AS x CALL (x) { UNWIND [] AS y WITH count(*) AS c RETURN c + x AS z } RETURN x, z;
//> x | z
//> 1 | 1
//> 2 | 2
UNWIND [1, 2] AS x CALL (*) { UNWIND [1, 1, 3] AS y WITH y, count(*) AS c WITH DISTINCT c ORDER BY c + x LIMIT 2 RETURN c + x AS z } RETURN x, z;
//> x | z
//> 1 | 2
//> 1 | 3
//> 2 | 3
//> 2 | 4
UNWIND [1, 2] AS x CALL (x) { UNWIND [1, 1, 3] AS y WITH DISTINCT y WHERE y > x RETURN y + x AS z } RETURN x, z;
//> x | z
//> 1 | 4
//> 2 | 5
// The older form brings in what its first WITH names, and nothing later.
UNWIND [1, 2] AS x CALL { WITH x WITH x AS y RETURN y * 10 AS z } RETURN z;
//> z
//> 10
//> 20
UNWIND [1, 2] AS x CALL { WITH x WITH 1 AS y RETURN y + x AS z } RETURN z;
//> SyntaxError UndefinedVariable: variable `x` not defined (it was there before, but WITH, CALL { … } and aggregation pass on only what they name)
UNWIND [1, 2] AS x CALL () { RETURN x AS z } RETURN z;
//> SyntaxError UndefinedVariable: variable `x` not defined (it was there before, but WITH, CALL { … } and aggregation pass on only what they name)
UNWIND [1, 2] AS x CALL (x) { RETURN 1 AS x } RETURN x;
//> SyntaxError VariableAlreadyBound: variable `x` is already defined outside the subquery (give the column another name with AS)

MATCH (p:Person) OPTIONAL CALL (p) { MATCH (p)-[:ATTENDED]->(m) RETURN m.name AS meeting } RETURN p.name, meeting ORDER BY p.name, meeting;
//> p.name | meeting
//> Ana | Summit
//> Ana | Talks
//> Ben | null
MATCH (p:Person) CALL (p) { MATCH (p)-[:ATTENDED]->(m) RETURN m.name AS meeting ORDER BY m.year DESC LIMIT 1 } RETURN p.name, meeting;
//> p.name | meeting
//> Ana | Summit
CALL { MATCH (p:Person) RETURN p.name AS name UNION MATCH (m:Meeting) RETURN m.name AS name } RETURN name ORDER BY name;
//> name
//> Ana
//> Ben
//> Summit
//> Talks
MATCH (p:Person) WHERE EXISTS { (p)-[:ATTENDED]->(m WHERE m.year > 2021) } RETURN p.name;
//> p.name
//> Ana
MATCH (p:Person) WHERE NOT EXISTS { MATCH (p)-[:ATTENDED]->() } RETURN p.name;
//> p.name
//> Ben
MATCH (p:Person) RETURN p.name, COUNT { (p)-->() } AS meetings ORDER BY meetings;
//> p.name | meetings
//> Ben | 0
//> Ana | 2
MATCH (p:Person) RETURN p.name, COLLECT { MATCH (p)-->(m) RETURN m.year ORDER BY m.year DESC } AS years ORDER BY p.name;
//> p.name | years
//> Ana | [2022, 2020]
//> Ben | []
MATCH (p:Person) RETURN p.name, COLLECT { MATCH (p)-->(m) RETURN m, m.year } AS years;
//> SyntaxError InvalidClauseComposition: COLLECT needs a query that returns one column
MATCH (p:Person) WHERE EXISTS { CREATE (:X) } RETURN p;
//> SyntaxError InvalidClauseComposition: a subquery in an expression cannot change the graph
UNWIND [1, 2] AS x CALL (x) { CREATE (:Note {number: x}) };
//> 2 nodes created, 2 properties set, 2 labels added
MATCH (n:Note) RETURN n.number ORDER BY n.number;
//> n.number
//> 1
//> 2
