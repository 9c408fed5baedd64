// Q9: the pairs of people who were at the most meetings together
MATCH (one:Person)-[:ATTENDED]->(:Meeting)<-[:ATTENDED]-(two:Person)
WHERE one.id < two.id
RETURN one.id AS one, two.id AS two, count(*) AS times
ORDER BY times DESC, one, two LIMIT 20;
