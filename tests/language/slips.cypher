// What people type by mistake or by habit from elsewhere, and what they are told.

CREATE (:Person {name: 'A', age: 60})-[:ATTENDED]->(:Meeting {name: 'M', start: '2022-02-10'});
//> 2 nodes created, 1 relationship created, 4 properties set, 2 labels added

// Words and signs of other languages.
MATCH (p:Person) WHERE p.name LIKE '%A%' RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `LIKE` (write CONTAINS, STARTS WITH or ENDS WITH, or `=~` with a regular expression)
MATCH (p:Person) WHERE p.age BETWEEN 1 AND 2 RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `BETWEEN` (write `lowest <= value <= highest`)
MATCH (p:Person) RETURN p.name SORT BY p.name;
//> SyntaxError UnexpectedSyntax: expected a clause, found `SORT` (write ORDER BY)
MATCH (p:Person) RETURN p.name GROUP BY p.name;
//> SyntaxError UnexpectedSyntax: expected a clause, found `GROUP` (rows are grouped by all columns that do not aggregate; leave GROUP BY out)
MATCH (p:Person) JOIN (m:Meeting) RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `JOIN` (a relationship joins nodes: `MATCH (a)-[:TYPE]->(b)`)
UPDATE Person SET age = 1;
//> SyntaxError UnexpectedSyntax: expected a clause such as MATCH, CREATE or RETURN, found `UPDATE` (write MATCH … SET)
IF 1 THEN RETURN 2;
//> SyntaxError UnexpectedSyntax: expected a clause such as MATCH, CREATE or RETURN, found `IF` (choose values with `CASE WHEN … THEN … END`, rows with WHERE)
START TRANSACTION;
//> SyntaxError UnexpectedSyntax: expected a clause such as MATCH, CREATE or RETURN, found `START` (write BEGIN for a transaction, MATCH for a query)
MATCH (p:Person) RETURN p.name WHERE p.age > 1;
//> SyntaxError UnexpectedSyntax: expected a clause, found `WHERE` (WHERE stands right after MATCH, WITH or YIELD, before RETURN)
MATCH (p:Person) WHERE p.age != 1 RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `!` (not equal is written `<>`)
MATCH (p:Person) WHERE p.age =< 1 RETURN p;
//> SyntaxError UnexpectedSyntax: expected an expression, found `<` (less or equal is written `<=`)
MATCH (p:Person) WHERE p.age => 1 RETURN p;
//> SyntaxError UnexpectedSyntax: expected an expression, found `>` (greater or equal is written `>=`)
MATCH (p:Person) WHERE !p.old RETURN p;
//> SyntaxError UnexpectedSyntax: expected an expression, found `!` (a condition is denied with NOT)
MATCH (p:Person) WHERE p.old && p.young RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `&` (both conditions are joined by AND)
RETURN 2 ** 3;
//> SyntaxError UnexpectedSyntax: expected an expression, found `*` (a power is written `^`)
RETURN 1 AS x -- a comment
;
//> SyntaxError UnexpectedSyntax: expected a clause, found `-` (a comment begins with `//`)

// Functions of other systems.
RETURN now();
//> SyntaxError UnknownFunction: there is no function `now` (this moment is `datetime()`)
RETURN year('2022-02-10');
//> SyntaxError UnknownFunction: there is no function `year` (a part of a date follows a point: `date(x).year`)
RETURN concat('a', 'b');
//> SyntaxError UnknownFunction: there is no function `concat` (texts are joined with `+`)
RETURN len('abc');
//> SyntaxError UnknownFunction: there is no function `len` (the length of a text or a list is `size(x)`)
RETURN ifnull(null, 1);
//> SyntaxError UnknownFunction: there is no function `ifnull` (a value in place of null is given with `coalesce(x, other)`)
RETURN group_concat('a');
//> SyntaxError UnknownFunction: there is no function `group_concat` (values of several rows are gathered with `collect(x)`)

// Quotes, brackets and colons.
MATCH (p:Person) WHERE p.name = Park Jin RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `Jin` (a text needs quotes: 'Park Jin')
MATCH (p:Person) WHERE p.name = Park RETURN p;
//> SyntaxError UndefinedVariable: variable `Park` not defined (a text needs quotes, 'Park', a property its variable, `p.Park`)
MATCH (p:Person WHERE name = 'A') RETURN p;
//> SyntaxError UndefinedVariable: variable `name` not defined (a text needs quotes, 'name', a property its variable, `p.name`)
RETURN 1 AS two words;
//> SyntaxError UnexpectedSyntax: expected a clause, found `words` (a name of several words needs backquotes: `` `two words` ``)
MATCH (p:Person) RETURN p.name 'name';
//> SyntaxError UnexpectedSyntax: expected a clause, found `'name'` (between two values stands an operator or a comma; a column is named with AS)
MATCH (p:Person) RETURN p.name LIMIT ten;
//> SyntaxError NonConstantExpression: LIMIT must be the same for all rows, so it cannot use variables
MATCH (p:Person) WHERE p.name IN ('A', 'B') RETURN p;
//> SyntaxError UnexpectedSyntax: expected an operator or `)`, found `,` (a list stands between brackets: `[1, 2]`)
MATCH (p:Person {name = 'A'}) RETURN p;
//> SyntaxError UnexpectedSyntax: expected `:`, found `=` (in braces a value follows its key after `:`)
MATCH (p:Person {'name': 'A'}) RETURN p;
//> SyntaxError UnexpectedSyntax: expected a key, found `'name'` (a key stands without quotes)
MATCH (p:Person) WHERE p.name = 'A' AND RETURN p;
//> SyntaxError UnexpectedSyntax: expected an expression, found `RETURN`
MATCH (p:Person) WHERE OR p.name = 'A' RETURN p;
//> SyntaxError UnexpectedSyntax: expected an expression, found `OR`

MATCH (p:Person {name: Park Jin}) RETURN p;
//> SyntaxError UnexpectedSyntax: expected `,` or `}`, found `Jin` (a text needs quotes: 'Park Jin')
MATCH (p:Person {name 'A'}) RETURN p;
//> SyntaxError UnexpectedSyntax: expected `:`, found `'A'`
RETURN ['a' 'b'];
//> SyntaxError UnexpectedSyntax: expected `,` or `]`, found `'b'` (between two values stands an operator or a comma; a column is named with AS)
MATCH (p:"Person") RETURN p;
//> SyntaxError UnexpectedSyntax: expected a label or type, found `"Person"` (labels and types stand without quotes)
MATCH (p Person) RETURN p;
//> SyntaxError UnexpectedSyntax: expected `)`, found `Person` (a label follows a colon: `(n:Label)`)
MATCH (p:Person)) RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `)` (no bracket is open that it could close)
MATCH (p:Person) WHERE p.name = 'A' OR 'B' RETURN p;
//> SyntaxError InvalidArgumentType: expected true or false, found a string (each side is a condition of its own: `x = 'a' OR x = 'b'`, or `x IN ['a', 'b']`)
MATCH (p:Person) WHERE p.name NOT CONTAINS 'a' RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `NOT` (NOT stands before the whole condition: `NOT n.name CONTAINS '…'`)
MATCH (p:Person) WHERE p.name IS 'A' RETURN p;
//> SyntaxError UnexpectedSyntax: expected `NULL` or `NOT NULL` after `IS`, found `'A'` (values are compared with `=` and `<>`)
MATCH (p:Person) WHERE p.name ISNULL RETURN p;
//> SyntaxError UnexpectedSyntax: expected a clause, found `ISNULL` (write IS NULL)
MATCH (p:Person) RETURN p.*;
//> SyntaxError UnexpectedSyntax: expected a property key after `.`, found `*` (all properties as a map are `n {.*}` or `properties(n)`)
MATCH (p:Person) RETURN p.name, LIMIT 10;
//> SyntaxError UnexpectedSyntax: expected an expression, found `LIMIT`
MATCH (p:Person) RETURN p.name, count(*) AS n ORDER BY COUNT DESC;
//> SyntaxError UndefinedVariable: variable `COUNT` not defined (`COUNT` is a function: write `COUNT(…)`)

// Values of the wrong type.
MATCH (m:Meeting) RETURN m.start.year;
//> TypeError PropertyAccessOnNonMap: STRING has no properties, so no `year` (a text is read with `date(x)`, a partial date with `earliest(x)` or `latest(x)`)
RETURN date('2022-02-10') - date('2022-02-01');
//> TypeError InvalidArgumentType: `-` does not work on DATE and DATE (the time between two is `duration.between(a, b)`)
RETURN date('2022-02-10') + 1;
//> TypeError InvalidArgumentType: `+` does not work on DATE and INTEGER (add a duration: `x + duration({days: 1})`)
RETURN 'on ' + date('2022-02-10');
//> TypeError InvalidArgumentType: `+` does not work on STRING and DATE (`toString(x)` gives the text of a value)
MATCH (p:Person) SET p.age += 1;
//> SyntaxError UnexpectedSyntax: expected `=`, found `+=` (write `n.key = n.key + 1`; `+=` adds the properties of a map to `n`)
MATCH (p:Person) DELETE p.name;
//> TypeError InvalidArgumentType: DELETE needs a NODE, RELATIONSHIP or PATH and not STRING (REMOVE takes a property away)

// Patterns.
MATCH (p:Person)->(m:Meeting) RETURN p;
//> SyntaxError UnexpectedSyntax: expected a relationship such as `-->`, `<--` or `-[:TYPE]->`, found `-`
MATCH (p:Person)-(m:Meeting) RETURN p;
//> SyntaxError UnexpectedSyntax: expected a relationship such as `-->`, `<--` or `-[:TYPE]->`, found `-`
MATCH (p:Person)-[a->(m) RETURN p;
//> SyntaxError UnexpectedSyntax: expected `]`, found `-`
MATCH (p:Person)-[:ATTENDED*1-3]->(m) RETURN p;
//> SyntaxError InvalidRelationshipPattern: the length of a path is written `*`, `*2`, `*1..3`, `*1..` or `*..3`
MATCH (p:Person) WHERE p-->(m) RETURN p;
//> SyntaxError UnexpectedSyntax: expected an expression, found `>` (a node stands between parentheses: `(a)-->(b)`)
MATCH (p:Person) WHERE NOT EXISTS (p)-[:ATTENDED]->() RETURN p;
//> SyntaxError UnexpectedSyntax: expected an expression, found `:` (a pattern in a condition begins with a node in parentheses, or stands in `EXISTS { … }`)

// A name without its colon is a variable.
MATCH (p:Person)-[ATTENDED]->(m:Meeting) RETURN count(*) AS c;
//> c
//> 1
//> warning: `ATTENDED` is a variable here, which stands for any relationship
MATCH (Person) RETURN count(*) AS c;
//> c
//> 2
//> warning: `Person` is a variable here, which stands for any node
MATCH (Person:Person) RETURN Person.name;
//> Person.name
//> A

// Order, and what is in sight.
MATCH (p:Person) RETURN p.name LIMIT 1 ORDER BY p.name;
//> SyntaxError InvalidClauseComposition: RETURN must be the last clause, but another follows it (ORDER BY, SKIP and LIMIT follow it once each, in this order)
MATCH (p:Person) WITH p.name AS name RETURN p.age;
//> SyntaxError UndefinedVariable: variable `p` not defined (it was there before, but WITH, CALL { … } and aggregation pass on only what they name)
MATCH (p:Person) CALL { RETURN p.age AS age } RETURN age;
//> SyntaxError UndefinedVariable: variable `p` not defined (it was there before, but WITH, CALL { … } and aggregation pass on only what they name)
RETURN i, 1;
//> SyntaxError UndefinedVariable: variable `i` not defined (a text needs quotes: 'i')

// Commands.
CREATE FULLTEXT INDEX names FOR (p:Person) ON EACH [p.name];
//> SyntaxError UnexpectedSyntax: expected `INDEX`, `CONSTRAINT` or a pattern, found `FULLTEXT` (there is one kind of index: `CREATE INDEX FOR (n:Label) ON (n.key)`)
CREATE INDEX ON :Person(name);
//> SyntaxError UnexpectedSyntax: expected `(`, found `:` (write `FOR (n:Label) ON (n.key)`)
CREATE CONSTRAINT FOR (p:Person) REQUIRE p.age IS :: INTEGER;
//> SyntaxError UnexpectedSyntax: expected `UNIQUE`, `NOT NULL` or `NODE KEY`, found `:` (the types of properties cannot be constrained)
SHOW RANGE INDEXES;
//> SyntaxError UnexpectedSyntax: expected `INDEXES`, `CONSTRAINTS`, `FUNCTIONS` or `PROCEDURES`, found `RANGE` (leave the kind out, and choose with `YIELD … WHERE …`)
SHOW INDEXES YIELD state;
//> SyntaxError UndefinedVariable: `db.indexes` does not yield `state` (it yields name, entityType, labelsOrTypes, properties)
RETURN 1; RETURN 2;
//> SyntaxError UnexpectedSyntax: expected the end of the statement, found `RETURN` (run one statement at a time)
