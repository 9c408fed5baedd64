// Timeline of an actor
//
// Meetings, visits and agreements of a person, country or organization, and of those who represent it, in order of dates.
//
// $actor: actor - whose timeline
// $since: text = any - only what began on this day or later, as 2022, 2022-02 or 2022-02-10
MATCH (actor:Actor {name: $actor})
OPTIONAL MATCH (member:Actor)-[:HOLDS|REPRESENTS|OF]->(actor)
WITH actor, [actor] + collect(DISTINCT member) AS actors
UNWIND actors AS who
MATCH (who)-[link:ATTENDED|MADE|HOSTED|PARTY_TO|SIGNED]->(event)
WHERE $since = 'any' OR NOT surely_before(event.start, $since)
WITH event, collect(DISTINCT who.name) AS who, collect(DISTINCT toLower(type(link))) AS part
RETURN event.start AS date,
       [label IN labels(event) WHERE label <> 'Event'][0] AS event,
       coalesce(event.name, CASE WHEN event.kind = 'unspecified' THEN 'visit' ELSE event.kind END) AS what,
       who, part,
       event.status AS status
ORDER BY date, event, what
