// What followed a meeting
//
// What was agreed or asked for at a meeting, and later meetings of the same actors.
//
// $meeting: thing - the meeting, by its name
MATCH (meeting:Meeting {name: $meeting})
CALL {
  WITH meeting
  MATCH (agreement:Agreement)-[:REACHED_AT]->(meeting)
  RETURN 'agreement' AS kind, coalesce(agreement.name, agreement.kind) AS what, agreement.start AS date, agreement.status AS status
  UNION
  WITH meeting
  MATCH (proposal:Proposal)-[:RAISED_AT]->(meeting)
  RETURN 'proposal' AS kind, coalesce(proposal.name, proposal.kind) AS what, meeting.start AS date, null AS status
  UNION
  WITH meeting
  MATCH (meeting)<-[:ATTENDED]-(actor:Actor)-[:ATTENDED]->(later:Meeting)
  WHERE later <> meeting AND later.start > meeting.start
  WITH later, count(DISTINCT actor) AS shared
  WHERE shared > 1
  RETURN 'later meeting' AS kind, coalesce(later.name, later.kind) AS what, later.start AS date, later.status AS status
}
RETURN kind, what, date, status
ORDER BY date, kind, what
