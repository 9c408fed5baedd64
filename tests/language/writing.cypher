// What changes the graph, and what is refused.

CREATE (:Person {id: 1, name: 'Ana'})-[:KNOWS {since: date('2020-01-01')}]->(:Person {id: 2});
//> 2 nodes created, 1 relationship created, 4 properties set, 2 labels added
MERGE (p:Person {id: 1}) ON CREATE SET p.new = true ON MATCH SET p.seen = 1 RETURN p.seen, p.new;
//> p.seen | p.new
//> 1 | null
//> 1 property set
//> warning: the graph has no property `new`
MERGE (p:Person {id: 3}) ON CREATE SET p.new = true ON MATCH SET p.seen = 1 RETURN p.seen, p.new;
//> p.seen | p.new
//> null | true
//> 1 node created, 2 properties set, 1 label added
MATCH (p:Person {id: 1}) SET p += {name: null, age: 4}, p:Minister RETURN p;
//> p
//> (:Minister:Person {age: 4, id: 1, seen: 1})
//> 2 properties set, 1 label added
MATCH (p:Person {id: 1}) REMOVE p.age, p:Minister RETURN p, labels(p) AS labels;
//> p | labels
//> (:Person {id: 1, seen: 1}) | ['Person']
//> 1 property set, 1 label removed
MATCH (p:Person {id: 1}) SET p = {id: 1} RETURN p;
//> p
//> (:Person {id: 1})
//> 2 properties set
MATCH (p:Person {id: 1}) DELETE p;
//> ConstraintVerificationFailed DeleteConnectedNode: node 0 still has 1 relationship; delete what is attached first or use DETACH DELETE
MATCH (p:Person {id: 1}) DETACH DELETE p RETURN 1 AS one;
//> one
//> 1
//> 1 node deleted, 1 relationship deleted
MATCH (p:Person) RETURN p.id ORDER BY p.id;
//> p.id
//> 2
//> 3
MATCH (p:Person) FOREACH (i IN range(1, 2) | CREATE (p)-[:HAS]->(:Item {i: i}));
//> 4 nodes created, 4 relationships created, 4 properties set, 4 labels added
MATCH (:Person)-[:HAS]->(i) RETURN count(*) AS c, sum(i.i) AS s;
//> c | s
//> 4 | 6
MATCH (p:Person {id: 2}) SET p.map = {a: 1};
//> TypeError InvalidPropertyType: a map cannot be the value of a property (properties hold numbers, strings, booleans, temporal values, points, and lists of these)
MERGE (p:Person {id: null});
//> SemanticError MergeReadOwnWrites: a pattern with a property that is null cannot be merged (null equals nothing, so it would be created anew each time)
CREATE (a)-[:A|B]->(b);
//> SyntaxError NoSingleRelationshipType: a relationship to create needs exactly one type (write `-[:TYPE]->`)
CREATE (a)-[:A]-(b);
//> SyntaxError RequiresDirectedRelationship: a relationship to create needs one direction (write `-[…]->` or `<-[…]-`)
// A failed statement leaves nothing.
UNWIND [1, 0] AS x CREATE (:Half {x: 1 / x});
//> ArithmeticError DivisionByZero: an integer cannot be divided by zero
MATCH (h:Half) RETURN count(*) AS c;
//> c
//> 0
//> warning: the graph has no label `Half`

CREATE CONSTRAINT one_id FOR (p:Person) REQUIRE p.id IS UNIQUE;
//> 1 constraint added
CREATE (:Person {id: 2});
//> ConstraintValidationFailed ConstraintViolated: `id` of `Person` must be unique (constraint `one_id`): nodes 7 and 1 have the same value
MATCH (p:Person {id: 3}) SET p.id = 2;
//> ConstraintValidationFailed ConstraintViolated: `id` of `Person` must be unique (constraint `one_id`): nodes 2 and 1 have the same value
CREATE CONSTRAINT named FOR (p:Person) REQUIRE p.name IS NOT NULL;
//> ConstraintValidationFailed ConstraintViolated: `name` of `Person` must be there (constraint `named`): node 1 does not have it
SHOW CONSTRAINTS;
//> name | type | entityType | labelsOrTypes | properties
//> one_id | unique | NODE | ['Person'] | ['id']
DROP CONSTRAINT one_id;
//> 1 constraint removed
CREATE (:Person {id: 2});
//> 1 node created, 1 property set, 1 label added
DROP CONSTRAINT one_id;
//> ArgumentError Schema: there is no index or constraint named `one_id`

// What a statement deleted may still be returned: without labels and properties, a relationship with its type.
// new graph
CREATE (:A {n: 1})-[:R {w: 2}]->(:B {n: 3});
//> 2 nodes created, 1 relationship created, 3 properties set, 2 labels added
MATCH (:A)-[r:R]->() DELETE r RETURN r, type(r) AS t;
//> r | t
//> [:R] | R
//> 1 relationship deleted
MATCH (:A)-[r:R]->() RETURN count(r) AS c;
//> c
//> 0
MATCH (a:A) DELETE a RETURN a;
//> a
//> ()
//> 1 node deleted
MATCH (b:B) NODETACH DELETE b;
//> 1 node deleted
CREATE (a:A {n: 1})-[r:R {w: 2}]->(b:B) DELETE r RETURN r.w;
//> EntityNotFound DeletedEntityAccess: the relationship has been deleted
CREATE p = (a:A {n: 1})-[r:R {w: 2}]->(b:B) DETACH DELETE a, b RETURN length(p) AS l, [x IN relationships(p) | type(x)] AS t;
//> l | t
//> 1 | ['R']
//> 2 nodes created, 2 nodes deleted, 1 relationship created, 1 relationship deleted, 2 properties set, 2 labels added

// Labels that are computed.
// new graph
UNWIND ['X', 'Y'] AS name CREATE (n:Base:$(name) {name: name}) RETURN labels(n) AS l;
//> l
//> ['Base', 'X']
//> ['Base', 'Y']
//> 2 nodes created, 2 properties set, 4 labels added
MATCH (n:Base) SET n:$(['P', n.name + '2']):Q RETURN labels(n) AS l ORDER BY l;
//> l
//> ['Base', 'X', 'Q', 'P', 'X2']
//> ['Base', 'Y', 'Q', 'P', 'Y2']
//> 6 labels added
MATCH (n:Base) REMOVE n:P:$(n.name) RETURN labels(n) AS l ORDER BY l;
//> l
//> ['Base', 'Q', 'X2']
//> ['Base', 'Q', 'Y2']
//> 4 labels removed
MATCH (n:X2) SET n:$(1.5);
//> SyntaxError InvalidArgumentType: expected a text or a list of texts that names labels, found a float
MATCH (n:X2) SET n:$([n.name, 1]);
//> TypeError InvalidArgumentType: a label or type is named by a STRING and not by INTEGER
MATCH (n:X2) RETURN labels(n) AS l;
//> l
//> ['Base', 'Q', 'X2']
MATCH (n:X2) SET n:$any(['A']);
//> SyntaxError UnexpectedSyntax: labels to set or to remove are all that are named, not any of them (write `$(…)`)
WITH 'Z' AS label MERGE (n:$(label));
//> SyntaxError UnexpectedSyntax: MERGE needs labels that are written (write MERGE without it, and SET the computed label after it)

// The type of a relationship may be computed where it is created.
// new graph
UNWIND [['OF', 1], ['IN', 2], ['OF', 3]] AS row CREATE (:A)-[r:$(row[0]) {n: row[1]}]->(:B) RETURN type(r) AS type, r.n;
//> type | r.n
//> OF | 1
//> IN | 2
//> OF | 3
//> 6 nodes created, 3 relationships created, 3 properties set, 6 labels added
MATCH ()-[r:OF]->() RETURN count(r) AS c;
//> c
//> 2
CREATE (:A)<-[r:$(['ON'])]-(:B) RETURN type(r) AS type, startNode(r) AS start;
//> type | start
//> ON | (:B)
//> 2 nodes created, 1 relationship created, 2 labels added
CREATE ()-[:$(['A', 'B'])]->();
//> TypeError InvalidArgumentType: a relationship has one type, not 2
CREATE ()-[:$(null)]->();
//> TypeError InvalidArgumentType: a label or type is named by a STRING and not by NULL
CREATE ()-[:$(1)]->();
//> SyntaxError InvalidArgumentType: expected a text or a list of texts that names labels, found an integer
CREATE ()-[:$('A')|B]->();
//> SyntaxError NoSingleRelationshipType: a relationship to create needs exactly one type (write `-[:TYPE]->`)
CREATE ()-[:$('A')]-();
//> SyntaxError RequiresDirectedRelationship: a relationship to create needs one direction (write `-[…]->` or `<-[…]-`)
WITH 'A' AS kind MERGE (a:A)-[:$(kind)]->(b:B);
//> SyntaxError NoSingleRelationshipType: a relationship to create needs exactly one type (write `-[:TYPE]->`)
