// Offices of a person
//
// The offices that sources give a person, and the first and last day on which they do.
//
// $person: actor - whose offices
MATCH (:Person {name: $person})-[holds:HOLDS]->(of)
RETURN holds.title AS title,
       of.name AS of,
       holds.former AS former,
       holds.observed_first AS first,
       holds.observed_last AS last
ORDER BY first, title, of
