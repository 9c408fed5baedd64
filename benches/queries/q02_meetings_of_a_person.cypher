// Q2: the meetings of a busy person, with properties of node and relationship
MATCH (who:Person {id: $top})-[went:ATTENDED]->(talks:Meeting)
RETURN talks.id, talks.kind, went.role ORDER BY talks.id;
