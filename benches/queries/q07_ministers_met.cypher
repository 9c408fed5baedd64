// Q7: the ministers whom the busiest person met most often in a year, in office at the time
MATCH (who:Person {id: $hub})-[:ATTENDED]->(talks:Meeting)<-[:ATTENDED]-(other:Person)-[office:HOLDS_OFFICE]->(:Organization)
WHERE talks.date >= date('2003-01-01') AND talks.date < date('2004-01-01')
  AND office.title STARTS WITH 'Minister' AND office.startDate <= talks.date AND talks.date <= office.endDate
  AND other.id <> who.id
WITH other, count(DISTINCT talks.id) AS times
RETURN other.id, other.name, times ORDER BY times DESC, other.id LIMIT 20;
