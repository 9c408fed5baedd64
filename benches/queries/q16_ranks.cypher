// Q16: the ten nodes of highest PageRank (no expected answer: engines differ in when they stop)
CALL algo.pageRank({labels: ['Person', 'Meeting'], types: ['ATTENDED'], iterations: 20}) YIELD node, score
RETURN node.id AS id, score ORDER BY score DESC, id LIMIT 10;
