// What an actor is directly connected to
//
// Every relationship of a person, country or organization, with the thing at its other end. Mentions in documents are
// left out: `evidence` lists them.
//
// $actor: actor - whose relationships
MATCH (actor:Actor {name: $actor})-[link]-(other)
WHERE type(link) <> 'MENTIONED_IN'
RETURN type(link) AS link,
       CASE WHEN startNode(link) = actor THEN 'to' ELSE 'from' END AS direction,
       coalesce(other.name, other.kind) AS other,
       [label IN labels(other) WHERE NOT label IN ['Actor', 'Event']] AS labels,
       coalesce(link.title, link.role) AS role,
       other.start AS date,
       other.status AS status
ORDER BY link, direction, date, other
