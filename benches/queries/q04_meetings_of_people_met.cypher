// Q4: how often those whom a busy person met went to other meetings
MATCH (who:Person {id: $top})-[:ATTENDED]->(talks:Meeting)<-[:ATTENDED]-(other:Person)-[:ATTENDED]->(more:Meeting)
WHERE other.id <> who.id AND more.id <> talks.id
RETURN count(*) AS times;
