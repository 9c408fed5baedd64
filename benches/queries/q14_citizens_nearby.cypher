// Q14: citizens of a country within four steps of a person
MATCH (who:Person {id: $low})-[:ATTENDED*1..4]-(other:Person)-[:CITIZEN_OF]->(:Country {code: 'FRA'})
WHERE other.id <> who.id
RETURN count(DISTINCT other.id) AS people;
