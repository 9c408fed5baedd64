// Q20: every meeting with five properties, in order
MATCH (talks:Meeting)
RETURN talks.id AS id, talks.title, talks.date, talks.kind, talks.city ORDER BY id;
