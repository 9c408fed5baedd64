// Requests still open
//
// Requests, pledges and invitations that no agreement, held meeting or held visit has answered as far as the sources tell.
//
// $actor: actor = any - only what this person, country or organization asked for or was asked
MATCH (proposal:Proposal)
WHERE NOT EXISTS {
  (proposal)-[:CONCERNS]->(answer)
  WHERE answer.status IN ['held', 'reached', 'in_force', 'cancelled', 'failed']
}
OPTIONAL MATCH (by:Actor)-[:PROPOSED]->(proposal)
OPTIONAL MATCH (proposal)-[:ADDRESSED_TO]->(to:Actor)
OPTIONAL MATCH (proposal)-[:RAISED_AT]->(meeting:Meeting)
WITH proposal, collect(DISTINCT by.name) AS by, collect(DISTINCT to.name) AS to, min(meeting.start) AS raised
WHERE $actor = 'any' OR $actor IN by OR $actor IN to
RETURN proposal.kind AS kind, proposal.name AS what, by, to, raised
ORDER BY raised, what
