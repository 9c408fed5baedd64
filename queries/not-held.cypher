// Announced and never held
//
// Meetings and visits that were planned, proposed, postponed or cancelled, and that no source reports as held.
//
// $actor: actor = any - only events of this person, country or organization
MATCH (event:Event)
WHERE event.status IN ['planned', 'proposed', 'postponed', 'cancelled']
OPTIONAL MATCH (actor:Actor)-[:ATTENDED|MADE|HOSTED]->(event)
WITH event, collect(DISTINCT actor.name) AS actors
WHERE $actor = 'any' OR $actor IN actors
RETURN [label IN labels(event) WHERE label <> 'Event'][0] AS event,
       coalesce(event.name, CASE WHEN event.kind = 'unspecified' THEN 'visit' ELSE event.kind END) AS what,
       event.status AS status,
       event.start AS date,
       actors
ORDER BY date, event, what
