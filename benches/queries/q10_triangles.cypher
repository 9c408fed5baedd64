// Q10: pairs of people who met each other, and both the busiest person, in a year
MATCH (who:Person {id: $hub})-[:ATTENDED]->(x:Meeting)<-[:ATTENDED]-(one:Person)-[:ATTENDED]->(y:Meeting)
      <-[:ATTENDED]-(two:Person)-[:ATTENDED]->(z:Meeting)<-[:ATTENDED]-(who)
WHERE x.date >= date('2003-01-01') AND x.date < date('2004-01-01')
  AND y.date >= date('2003-01-01') AND y.date < date('2004-01-01')
  AND z.date >= date('2003-01-01') AND z.date < date('2004-01-01')
  AND one.id < two.id AND one.id <> who.id AND two.id <> who.id
  AND x.id <> y.id AND y.id <> z.id AND x.id <> z.id
WITH DISTINCT one.id AS one, two.id AS two
RETURN count(*) AS pairs;
