// Timeline of an actor
//
// Meetings, visits and agreements of a person, country or organization, in order of their dates.
//
// $actor: actor - whose timeline
// $since: text = any - only what began on this day or later, as 2022, 2022-02 or 2022-02-10
MATCH (actor:Actor {name: $actor})-[link:ATTENDED|MADE|HOSTED|PARTY_TO|SIGNED]->(event)
WHERE $since = 'any' OR event.start >= $since
RETURN DISTINCT event.start AS date,
       [label IN labels(event) WHERE label <> 'Event'][0] AS event,
       coalesce(event.name, event.kind) AS what,
       toLower(type(link)) AS part,
       event.status AS status
ORDER BY date, event, what
