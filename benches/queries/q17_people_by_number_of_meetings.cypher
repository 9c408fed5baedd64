// Q17: how many people were at how many meetings
MATCH (who:Person)
OPTIONAL MATCH (who)-[:ATTENDED]->(talks:Meeting)
WITH who, count(talks) AS meetings
RETURN meetings, count(*) AS people ORDER BY meetings;
