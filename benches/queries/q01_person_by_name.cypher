// Q1: a person, by name
MATCH (who:Person {name: $name})
RETURN who.id, who.gender ORDER BY who.id;
