// Visits between two countries
//
// Visits from either country to the other: who went, where to, when, and whether it took place.
//
// $one: actor - a country
// $other: actor - another country
MATCH (visitor:Actor)-[:MADE]->(visit:Visit)-[:TO]->(destination)
OPTIONAL MATCH (destination)-[:IN]->(host:Country)
OPTIONAL MATCH (visitor)-[:REPRESENTS|HOLDS|OF]->(home:Country)
WITH visit, visitor,
     CASE WHEN visitor:Country THEN visitor.name ELSE home.name END AS from,
     CASE WHEN destination:Country THEN destination.name ELSE host.name END AS to
WHERE [from, to] IN [[$one, $other], [$other, $one]]
RETURN from, to,
       collect(DISTINCT visitor.name) AS visitors,
       visit.kind AS kind,
       visit.start AS start,
       visit.end AS end,
       visit.status AS status
ORDER BY start, from, kind
