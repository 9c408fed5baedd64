// Q6: how many shortest paths there are between two people
MATCH way = allShortestPaths((one:Person {id: $s})-[:ATTENDED*1..20]-(two:Person {id: $t}))
RETURN length(way) AS steps, count(*) AS ways;
