// Q1b: a person, by number
MATCH (who:Person {id: $top})
RETURN who.name;
