// Q11: meetings by country and year
MATCH (talks:Meeting)-[:HELD_IN]->(place:Country)
RETURN place.code AS country, talks.date.year AS year, count(*) AS meetings ORDER BY country, year;
