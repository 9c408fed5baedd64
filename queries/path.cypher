// How two actors are connected
//
// A shortest path between two people, countries or organizations, through meetings, visits, agreements and offices.
//
// $from: actor - where the path starts
// $to: actor - where it ends
MATCH (a:Actor {name: $from}), (b:Actor {name: $to})
MATCH path = shortestPath((a)-[:ATTENDED|MADE|HOSTED|TO|PARTY_TO|SIGNED|HOLDS|REPRESENTS|OF|DURING|HELD_IN|REACHED_AT|PROPOSED|ADDRESSED_TO*..8]-(b))
UNWIND range(0, length(path) - 1) AS step
WITH step, relationships(path)[step] AS link
RETURN step + 1 AS step,
       coalesce(startNode(link).name, startNode(link).kind) AS from,
       type(link) AS link,
       coalesce(endNode(link).name, endNode(link).kind) AS to,
       coalesce(link.title, link.role) AS role
ORDER BY step
