// Q18: the meetings of a year with the agreements reached there, by kind
MATCH (talks:Meeting)
WHERE talks.date >= date('2003-01-01') AND talks.date < date('2004-01-01')
OPTIONAL MATCH (deal:Agreement)-[:REACHED_AT]->(talks)
RETURN talks.kind AS kind, count(DISTINCT talks.id) AS meetings, count(deal) AS deals, sum(deal.value) AS value ORDER BY kind;
