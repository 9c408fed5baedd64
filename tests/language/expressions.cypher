// What can stand in an expression.

// CASE with several values, and with conditions on its subject.
UNWIND [1, 2, 3, null] AS x RETURN x, CASE x WHEN 1, 2 THEN 'few' WHEN IS NULL THEN 'none' ELSE 'many' END AS size;
//> x | size
//> 1 | few
//> 2 | few
//> 3 | many
//> null | none
UNWIND [-1, 0, 12, 'abc'] AS x RETURN CASE x WHEN < 0 THEN 'below' WHEN 0 THEN 'zero' WHEN > 10 THEN 'above' WHEN STARTS WITH 'a' THEN 'text' END AS place;
//> place
//> below
//> zero
//> above
//> text
UNWIND [1, 1, 2] AS x RETURN CASE count(*) WHEN > 1 THEN 'many' ELSE 'one' END AS c, x ORDER BY x;
//> c | x
//> many | 1
//> one | 2
RETURN CASE 5 WHEN IS :: STRING THEN 'text' WHEN IS :: INTEGER THEN 'number' END AS kind;
//> kind
//> number
RETURN CASE 1 WHEN 2, CASE 3 WHEN > 2 THEN 1 END THEN 'nested' END AS c;
//> c
//> nested
RETURN CASE WHEN < 3 THEN 1 END;
//> SyntaxError UnexpectedSyntax: expected an expression, found `<`
RETURN CASE 1 WHEN THEN 2 END;
//> SyntaxError UnexpectedSyntax: expected an expression, found `THEN`
// Null equals nothing.
RETURN CASE null WHEN null THEN 'equal' WHEN IS NULL THEN 'absent' END AS c;
//> c
//> absent

RETURN trim(BOTH 'x' FROM 'xxaxx') AS both, trim(LEADING FROM '  a ') AS leading, trim(TRAILING 'b' FROM 'abb') AS trailing, trim('x' FROM 'xbx') AS bare;
//> both | leading | trailing | bare
//> a | a  | a | b
WITH 'x' AS both RETURN trim(both) AS a, trim(both + ' ') AS b, trim(both, 'x') AS c;
//> a | b | c
//> x | x |
RETURN trim();
//> SyntaxError InvalidNumberOfArguments: `trim` takes 1 to 2 arguments, found 0 (it is `trim(text :: STRING, characters? :: STRING) :: STRING`)
RETURN trim(BOTH 'x', 'y');
//> SyntaxError UnexpectedSyntax: expected `FROM`, found `,`

// A parenthesis before a minus is an expression unless a node stands in it.
WITH 3 AS a, 1 AS b RETURN (a) - (b) AS less, (a + 1) - -(b) AS more;
//> less | more
//> 2 | 5
RETURN (null) - -(1) AS nothing;
//> nothing
//> null

RETURN [x IN [1, 2, 3] WHERE x > 1 | x * 2] AS list, reduce(t = 0, x IN [1, 2] | t + x) AS sum, all(x IN [] WHERE false) AS every;
//> list | sum | every
//> [4, 6] | 3 | true
RETURN 1 < 2 < 3 AS chain, 1 = 1.0 AS equal, null IN [1] AS unknown, [1, 2][-1] AS last, 'abc'[0] AS wrong;
//> TypeError InvalidArgumentType: STRING has no elements
RETURN {a: {b: [1, 2]}}.a.b[1] AS deep, {a: 1} = {a: 1} AS same;
//> deep | same
//> 2 | true
RETURN 9223372036854775807 + 1;
//> ArithmeticError IntegerOverflow: the result of 9223372036854775807 + 1 does not fit into 64 bits
RETURN 1 / 0;
//> ArithmeticError DivisionByZero: an integer cannot be divided by zero
RETURN 1.0 / 0 AS infinite, 0.0 / 0 = 0.0 / 0 AS equal;
//> infinite | equal
//> Infinity | false
RETURN 'Bùi' STARTS WITH 'Bu' AS plain, fold('Bùi') STARTS WITH fold('bu') AS folded;
//> plain | folded
//> false | true
RETURN sizes([1]);
//> SyntaxError UnknownFunction: there is no function `sizes` (did you mean `size(value :: STRING | LIST) :: INTEGER`?)
RETURN size(1);
//> SyntaxError InvalidArgumentType: `size` is given an integer (it is `size(value :: STRING | LIST) :: INTEGER`)

// The ends of the integers.
RETURN range(-9223372036854775808, 9223372036854775807, 9223372036854775807) AS far, range(9223372036854775807, 9223372036854775805, -1) AS near;
//> far | near
//> [-9223372036854775808, -1, 9223372036854775806] | [9223372036854775807, 9223372036854775806, 9223372036854775805]
UNWIND [9223372036854775807, 9223372036854775807] AS x RETURN sum(x) AS total;
//> ArithmeticError IntegerOverflow: the sum is too large for an INTEGER
RETURN [-9223372036854775808, 9223372036854775807] AS both, -0x8000000000000000 AS least, -9223372036854775808 % -1 AS rest;
//> both | least | rest
//> [-9223372036854775808, 9223372036854775807] | -9223372036854775808 | 0
RETURN -(-9223372036854775808) AS beyond;
//> ArithmeticError IntegerOverflow: the result of 0 - -9223372036854775808 does not fit into 64 bits

// Null among lists, slices and comparisons.
WITH [1, 2, 3] AS list RETURN list[null] AS a, list[null..] AS b, list[..null] AS c, list[-2..] AS d, list[5..] AS e, list[2..1] AS f, list[-100..100] AS g;
//> a | b | c | d | e | f | g
//> null | null | null | [2, 3] | [] | [] | [1, 2, 3]
RETURN [1, null] = [2, null] AS a, [1, null] = [1, null] AS b, [1, null] = [1] AS c, [1] < [1, null] AS d, null IN [] AS e, [null] IN [[1]] AS f, {a: null} = {a: 1} AS g;
//> a | b | c | d | e | f | g
//> false | null | false | true | false | null | null
RETURN 0.0 / 0.0 = 0.0 / 0.0 AS a, 0.0 / 0.0 < 1 AS b, 0.0 / 0.0 > 'a' AS c, 1 < 'a' AS d, 1 <> 'a' AS e;
//> a | b | c | d | e
//> false | false | null | null | true
RETURN single(x IN [1, null] WHERE x = 1) AS a, none(x IN [2, null] WHERE x = 1) AS b, all(x IN [2, null] WHERE x = 1) AS c, any(x IN [1, null] WHERE x = 1) AS d, all(x IN null WHERE x) AS e;
//> a | b | c | d | e
//> null | null | false | true | null

// Operators as other languages write them.
RETURN 1 != 2;
//> SyntaxError UnexpectedSyntax: expected a clause, found `!` (not equal is written `<>`)
RETURN 1 == 2;
//> SyntaxError UnexpectedSyntax: expected an expression, found `=` (equal is written `=`)
RETURN true && false;
//> SyntaxError UnexpectedSyntax: expected a clause, found `&` (both conditions are joined by AND)

// An average of integers whose sum goes beyond 64 bits, and a sum that comes back.
UNWIND [9223372036854775807, 9223372036854775807, 9223372036854775806] AS x RETURN avg(x) AS a;
//> a
//> 9.223372036854776E18
UNWIND [9223372036854775807, 9223372036854775807, -9223372036854775807] AS x RETURN sum(x) AS s, avg(x) AS a;
//> s | a
//> 9223372036854775807 | 3.0744573456182584E18
UNWIND [9223372036854775807, 9223372036854775807, 0.5] AS x RETURN sum(x) AS s;
//> s
//> 1.8446744073709552E19
UNWIND [-9223372036854775808, -9223372036854775808] AS x RETURN avg(x) AS a, count(*) AS c;
//> a | c
//> -9.223372036854776E18 | 2
UNWIND [-9223372036854775808, -1] AS x RETURN sum(x) AS s;
//> ArithmeticError IntegerOverflow: the sum is too large for an INTEGER
UNWIND [[1, 9223372036854775807], [1, 9223372036854775807], [2, 3]] AS p RETURN p[0] AS g, avg(p[1]) AS a ORDER BY g;
//> g | a
//> 1 | 9.223372036854776E18
//> 2 | 3.0

// Normal forms of Unicode.
RETURN 'é' IS NORMALIZED AS a, 'e\u0301' IS NORMALIZED AS b, 'é' IS NFD NORMALIZED AS c, 'é' IS NOT NFKD NORMALIZED AS d;
//> a | b | c | d
//> true | false | false | true
RETURN 1 IS NORMALIZED AS a, null IS NFC NORMALIZED AS b, null IS NOT NORMALIZED AS c, size(normalize('é', NFD)) AS d;
//> a | b | c | d
//> null | null | null | 2
RETURN normalize('é', 'NFX');
//> ArgumentError InvalidArgumentValue: `NFX` is no normal form (the forms are NFC, NFD, NFKC and NFKD)

// Points in a box.
WITH point({x: 0, y: 0}) AS a, point({x: 2, y: 2}) AS b
RETURN point.withinBBox(point({x: 2, y: 0}), a, b) AS edge, point.withinBBox(point({x: 3, y: 1}), a, b) AS out,
       point.withinBBox(point({x: 1, y: 1, z: 1}), a, b) AS other, point.withinBBox(null, a, b) AS none;
//> edge | out | other | none
//> true | false | null | null
WITH point({longitude: 170, latitude: -10}) AS a, point({longitude: -170, latitude: 10}) AS b
RETURN [x IN [179, -179, 0, 170] | point.withinBBox(point({longitude: x, latitude: 0}), a, b)] AS within;
//> within
//> [true, true, false, true]
WITH point({x: 0, y: 0}) AS a RETURN point.withinBBox(1, a, a);
//> TypeError InvalidArgumentType: `point.withinBBox` needs three points, not INTEGER

// A type may follow its colons at once.
UNWIND [1, 'a', null] AS x RETURN x :: INTEGER AS whole, NOT x :: STRING NOT NULL AS other, {a: x :: INTEGER}.a AS inside;
//> whole | other | inside
//> true | true | true
//> false | false | false
//> true | true | true
WITH [1] AS list RETURN list[0] :: INTEGER AS element, list :: LIST<INTEGER> AS whole;
//> element | whole
//> true | true

// A condition on the value after each step.
RETURN allReduce(sum = 0, x IN [1, 2, 3] | sum + x, sum < 10) AS yes, allReduce(sum = 0, x IN [1, 2, 3] | sum + x, sum < 6) AS no;
//> yes | no
//> true | false
RETURN allReduce(sum = 100, x IN [] | sum + x, sum < 10) AS none, allReduce(sum = 0, x IN null | sum + x, sum < 10) AS unknown;
//> none | unknown
//> true | null
UNWIND [[1, 2], [2, 1], [1, 1]] AS list RETURN list, allReduce(last = [0], x IN list | last + x, size(last) < 3 OR last[1] = 2) AS lists;
//> list | lists
//> [1, 2] | false
//> [2, 1] | true
//> [1, 1] | false
WITH 3 AS most RETURN allReduce(a = 0, x IN [1, 2] | a + x, a <= most) AS outer, [x IN [1, 5] | allReduce(a = x, y IN [1] | a + y, a < 4)] AS inner;
//> outer | inner
//> true | [true, false]
RETURN allReduce(a = 0, x IN [1] | a + x);
//> SyntaxError UnexpectedSyntax: expected `,`, found `)`

// Laws of comparison over all pairs of values of every kind, with what is unknown inside lists and maps.
WITH [null, true, 1, 1.0, 2, 0.0 / 0.0, 'a', [], [1], [null], [1, null], [1, [null]], [1, [2]], {}, {a: 1}, {a: null}, date('2022-02-10')] AS all
UNWIND all AS x UNWIND all AS y
WITH x, y, x = y AS same, coalesce(toString(x = y), 'unknown') AS text
RETURN count(*) AS pairs,
  all(row IN collect([text, coalesce(toString(y = x), 'unknown')]) WHERE row[0] = row[1]) AS symmetric,
  all(row IN collect([text, coalesce(toString(NOT x <> y), 'unknown')]) WHERE row[0] = row[1]) AS opposite,
  all(row IN collect([text, coalesce(toString([x] = [y]), 'unknown')]) WHERE row[0] = row[1]) AS inside_lists,
  all(row IN collect([text, coalesce(toString({k: x} = {k: y}), 'unknown')]) WHERE row[0] = row[1]) AS inside_maps,
  all(row IN collect([text, coalesce(toString(x IN [y]), 'unknown')]) WHERE row[0] = row[1]) AS as_membership,
  all(row IN collect([coalesce(toString(x < y), 'unknown'), coalesce(toString(y > x), 'unknown')]) WHERE row[0] = row[1]) AS mirrored;
//> pairs | symmetric | opposite | inside_lists | inside_maps | as_membership | mirrored
//> 289 | true | true | true | true | true | true
