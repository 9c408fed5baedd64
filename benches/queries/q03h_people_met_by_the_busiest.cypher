// Q3h: how many others the busiest person met
MATCH (who:Person {id: $hub})-[:ATTENDED]->(:Meeting)<-[:ATTENDED]-(other:Person)
WHERE other.id <> who.id
RETURN count(DISTINCT other.id) AS people;
