// Who attends meetings together
//
// Pairs of actors and at how many held meetings both were, the most first.
//
// $kind: text = Person - Person, Country or Organization
// $least: integer = 1 - pairs with fewer meetings are left out
MATCH (one:Actor)-[:ATTENDED]->(meeting:Meeting {status: 'held'})<-[:ATTENDED]-(other:Actor)
WHERE one.name < other.name AND $kind IN labels(one) AND $kind IN labels(other)
WITH one, other, count(DISTINCT meeting) AS meetings, min(meeting.start) AS first, max(meeting.start) AS last
WHERE meetings >= $least
RETURN one.name AS one, other.name AS other, meetings, first, last
ORDER BY meetings DESC, one, other
