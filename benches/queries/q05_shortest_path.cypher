// Q5: how far two people are from each other
MATCH way = shortestPath((one:Person {id: $s})-[:ATTENDED*1..20]-(two:Person {id: $t}))
RETURN length(way) AS steps;
