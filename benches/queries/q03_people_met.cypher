// Q3: how many others a busy person met
MATCH (who:Person {id: $top})-[:ATTENDED]->(:Meeting)<-[:ATTENDED]-(other:Person)
WHERE other.id <> who.id
RETURN count(DISTINCT other.id) AS people;
