// Q12: the last fifty meetings of a quarter
MATCH (talks:Meeting)
WHERE talks.date >= date('2003-03-01') AND talks.date < date('2003-06-01')
RETURN talks.id AS id, talks.title, talks.date AS day ORDER BY day DESC, id LIMIT 50;
