// Patterns of more than one step.

CREATE (a:P {n: 1})-[:K {w: 1}]->(b:P {n: 2})-[:K {w: 5}]->(c:P {n: 3})-[:K {w: 1}]->(d:P {n: 4}), (a)-[:L {w: 9}]->(d), (b)-[:K {w: 2}]->(b);
//> 4 nodes created, 5 relationships created, 9 properties set, 4 labels added

MATCH (a {n: 1})-[:K*1..2]->(x) RETURN x.n ORDER BY x.n;
//> x.n
//> 2
//> 2
//> 3
MATCH (a {n: 1})-[:K]->{2,3}(x) RETURN x.n ORDER BY x.n;
//> x.n
//> 2
//> 3
//> 3
//> 4
MATCH ((x)-[r:K WHERE r.w < 5]->(y)){1,2}(z {n: 2}) RETURN [node IN x | node.n] AS xs, z.n ORDER BY size(xs);
//> xs | z.n
//> [1] | 2
//> [2] | 2
//> [1, 2] | 2
MATCH p = shortestPath((a {n: 1})-[:K*]->(d {n: 4})) RETURN length(p) AS l;
//> l
//> 3
MATCH p = shortestPath((a {n: 1})-[*]-(d {n: 4})) RETURN [r IN relationships(p) | type(r)] AS types;
//> types
//> ['L']
MATCH p = shortestPath((a {n: 1})-[*]->(d {n: 4})) WHERE length(p) > 1 RETURN length(p) AS l;
//> l
//> 3
MATCH p = SHORTEST 2 (a {n: 1})-[]->+(d {n: 4}) RETURN length(p) AS l;
//> l
//> 1
//> 3
MATCH p = ANY SHORTEST (a {n: 1})-[:K]->+(b) RETURN b.n, length(p) AS l ORDER BY l;
//> b.n | l
//> 2 | 1
//> 3 | 2
//> 4 | 3
MATCH p = ALL SHORTEST (a:P)-[:K]->+(b:P {n: 4}) RETURN a.n, length(p) AS l ORDER BY l;
//> a.n | l
//> 3 | 1
//> 2 | 2
//> 1 | 3
MATCH (n:P&!Q) WHERE n.n > 3 RETURN n.n;
//> n.n
//> 4
//> warning: the graph has no label `Q`
MATCH (x)-[:K|L]->(y) RETURN count(*) AS c;
//> c
//> 5
MATCH (x)-[r:!K]->(y) RETURN type(r) AS t;
//> t
//> L
MATCH (x {n: 2})-[r]-(x) RETURN r.w;
//> r.w
//> 2
MATCH (x {n: 2})--(y) RETURN count(*) AS c, count(DISTINCT y) AS d;
//> c | d
//> 3 | 3
MATCH (x)-[:NOPE]->(y) RETURN y;
//> y
//> warning: the graph has no relationship type `NOPE`
MATCH (x:Pp) RETURN x;
//> x
//> warning: the graph has no label `Pp`

// Labels asked as GQL writes it.
// new graph
CREATE (:A {n: 1})-[:R]->(:A:B {n: 2})-[:R]->(:B {n: 3});
//> 3 nodes created, 2 relationships created, 3 properties set, 4 labels added
MATCH (x) WHERE x IS LABELED A RETURN x.n ORDER BY x.n;
//> x.n
//> 1
//> 2
MATCH (x) WHERE x IS NOT LABELED A RETURN x.n;
//> x.n
//> 3
MATCH (x) WHERE x IS A&B RETURN x.n;
//> x.n
//> 2
MATCH (x) WHERE x IS LABELED A|B AND NOT x IS B RETURN x.n;
//> x.n
//> 1
MATCH DIFFERENT RELATIONSHIPS (x)-[:R]->(y)-[:R]->(z) RETURN x.n, z.n;
//> x.n | z.n
//> 1 | 3

// Labels and types that are computed.
// new graph
CREATE (:A:B {n: 1, is: 'B'})-[:R]->(:B {n: 2, is: 'C'})-[:S]->(:C {n: 3, is: 'A'});
//> 3 nodes created, 2 relationships created, 6 properties set, 4 labels added
WITH 'B' AS label MATCH (x:$(label)) RETURN x.n AS n ORDER BY n;
//> n
//> 1
//> 2
MATCH (x:$(['A', 'B'])) RETURN x.n AS n;
//> n
//> 1
MATCH (x:$any(['A', 'C'])) RETURN x.n AS n ORDER BY n;
//> n
//> 1
//> 3
MATCH (x:B&!$('A')) RETURN x.n AS n;
//> n
//> 2
MATCH (x:C|$all(['A', 'B'])) RETURN x.n AS n ORDER BY n;
//> n
//> 1
//> 3
MATCH (:$('A'))-[r:$('R')]->(y) RETURN y.n AS n, type(r) AS t;
//> n | t
//> 2 | R
MATCH (:A)-[:$any(['R', 'S'])]->{1,3}(y) RETURN y.n AS n ORDER BY n;
//> n
//> 2
//> 3
MATCH (x) WHERE x:$(x.is) RETURN x.n AS n;
//> n
//> 1
MATCH (x) WHERE NOT x:$(null) RETURN count(*) AS c;
//> c
//> 0
MATCH (x:$([])) RETURN count(*) AS c;
//> c
//> 3
MATCH (x:$any([])) RETURN count(*) AS c;
//> c
//> 0
MATCH (x:$(x.n)) RETURN x;
//> TypeError InvalidArgumentType: `hasAllLabels` needs a text, not INTEGER
MATCH (x:$(1)) RETURN x;
//> SyntaxError InvalidArgumentType: expected a text or a list of texts that names labels, found an integer
WITH 'R' AS kind MATCH (x)-[:$(kind)*]->(y) RETURN y;
//> SyntaxError UnexpectedSyntax: the types of a relationship of variable length `*` cannot be computed (write the length after it: `-[:$(name)]->{1,3}`)
MATCH (x:$('A') RETURN x;
//> SyntaxError UnexpectedSyntax: expected `)`, found `RETURN`

// Modes of GQL.
MATCH p = TRAIL (:A)-->*(x) RETURN length(p) AS l ORDER BY l;
//> l
//> 0
//> 1
//> 2
MATCH p = ANY SHORTEST TRAIL PATHS (:A)-->+(x:C) RETURN length(p) AS l;
//> l
//> 2
MATCH p = ACYCLIC (:A)-->+(x) RETURN p;
//> SyntaxError UnexpectedSyntax: paths here are trails: no relationship is walked twice; there is no mode ACYCLIC (name the path and add `WHERE all(n IN nodes(p) WHERE single(m IN nodes(p) WHERE m = n))`)
MATCH REPEATABLE ELEMENTS (a)-->{1,2}(b) RETURN b;
//> SyntaxError UnexpectedSyntax: one MATCH walks no relationship twice (put the parts that may share relationships into several MATCH)
