// Agreements that followed a visit
//
// Agreements reached at meetings during a visit from one country to another, or between the two countries from the visit's
// first day until so many years later.
//
// $from: actor - the visitors' country
// $to: actor - the country visited
// $years: integer = 2 - how long after the visit an agreement still counts
MATCH (visitor:Actor)-[:MADE]->(visit:Visit)-[:TO]->(destination)
WHERE (visitor.name = $from OR EXISTS { (visitor)-[:REPRESENTS|HOLDS|OF]->(:Country {name: $from}) })
  AND (destination.name = $to OR EXISTS { (destination)-[:IN]->(:Country {name: $to}) })
WITH visit, collect(DISTINCT visitor.name) AS visitors, left(visit.start, 4) AS year
MATCH (:Country {name: $from})-[:PARTY_TO]->(agreement:Agreement)<-[:PARTY_TO]-(:Country {name: $to})
WITH visit, visitors, agreement, EXISTS { (agreement)-[:REACHED_AT]->(:Meeting)-[:DURING]->(visit) } AS during,
     agreement.start >= visit.start AND toInteger(left(agreement.start, 4)) <= toInteger(year) + $years AS after
WHERE during OR after
RETURN visitors, visit.kind AS visit, visit.start AS visited,
       agreement.name AS agreement, agreement.start AS agreed, agreement.status AS status,
       CASE WHEN during THEN 'during the visit' ELSE 'after it' END AS reached
ORDER BY visited, agreed, agreement
