// Who met a person
//
// Everyone who attended a meeting with the person (or the country or organization): when, where, and whether it took place.
//
// $person: actor - whose meetings
// $status: text = any - only meetings of this status: held, planned, proposed, postponed, cancelled
MATCH (:Actor {name: $person})-[:ATTENDED]->(meeting:Meeting)<-[other_role:ATTENDED]-(other:Actor)
WHERE other.name <> $person AND ($status = 'any' OR meeting.status = $status)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(place)
WITH other, meeting, collect(DISTINCT place.name) AS places
RETURN other.name AS who,
       coalesce(meeting.name, meeting.kind) AS meeting,
       meeting.start AS date,
       meeting.status AS status,
       places
ORDER BY date, who, meeting
