// Agreements that followed a visit
//
// Agreements that two countries reached after a visit of one of them to the other began, until so many years later.
//
// $from: actor - the visitor's country
// $to: actor - the country visited
// $years: integer = 2 - how long after the visit an agreement still counts
MATCH (visitor:Actor)-[:MADE]->(visit:Visit)-[:TO]->(destination)
WHERE (visitor.name = $from OR EXISTS { (visitor)-[:REPRESENTS|HOLDS]->(:Country {name: $from}) })
  AND (destination.name = $to OR EXISTS { (destination)-[:IN]->(:Country {name: $to}) })
  AND visit.start STARTS WITH left(visit.start, 4) AND left(visit.start, 4) =~ '[0-9]{4}'
WITH DISTINCT visit
MATCH (:Country {name: $from})-[:PARTY_TO]->(agreement:Agreement)<-[:PARTY_TO]-(:Country {name: $to})
WHERE agreement.start >= visit.start
  AND toInteger(left(agreement.start, 4)) <= toInteger(left(visit.start, 4)) + $years
RETURN coalesce(visit.name, visit.kind + ' visit') AS visit,
       visit.start AS visited,
       visit.status AS visit_status,
       agreement.name AS agreement,
       agreement.start AS agreed,
       agreement.status AS status
ORDER BY visited, agreed, agreement
