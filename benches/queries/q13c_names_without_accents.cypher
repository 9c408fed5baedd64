// Q13c: names that contain a text, whatever their accents
MATCH (who:Person)
WHERE fold(who.name) CONTAINS 'elodie'
RETURN count(*) AS people;
