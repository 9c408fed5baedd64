// Ministers who met
//
// Pairs of ministers at the same meeting: who, when, where. With a country, only its ministers are the first of the pair.
//
// $country: actor = any - the country whose ministers met others
MATCH (one:Person)-[:ATTENDED]->(meeting:Meeting)<-[:ATTENDED]-(other:Person)
WHERE one <> other
MATCH (one)-[own:HOLDS]->(home), (other)-[foreign:HOLDS]->()
WHERE toLower(own.title) CONTAINS 'minister' AND toLower(foreign.title) CONTAINS 'minister'
  AND (home.name = $country OR ($country = 'any' AND one.name < other.name))
OPTIONAL MATCH (meeting)-[:HELD_IN]->(place)
RETURN one.name AS minister,
       other.name AS met,
       coalesce(meeting.name, meeting.kind) AS meeting,
       meeting.start AS date,
       meeting.status AS status,
       collect(DISTINCT place.name) AS places
ORDER BY date, minister, met, meeting
