// Q8: agreements of two countries within ninety days after a visit from one to the other
MATCH (guest:Country)<-[:FROM]-(trip:Visit)-[:TO]->(host:Country),
      (guest)-[:PARTY_TO]->(deal:Agreement)<-[:PARTY_TO]-(host)
WHERE deal.date >= trip.endDate AND deal.date <= trip.endDate + duration({days: 90})
RETURN guest.code AS guest, host.code AS host, count(DISTINCT deal.id) AS deals
ORDER BY deals DESC, guest, host LIMIT 20;
