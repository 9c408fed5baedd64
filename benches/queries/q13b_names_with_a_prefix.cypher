// Q13b: names that begin so
MATCH (who:Person)
WHERE who.name STARTS WITH 'Mar'
RETURN count(*) AS people;
