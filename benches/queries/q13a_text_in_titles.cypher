// Q13a: a text in the lower-cased titles of all documents
MATCH (text:Document)
WHERE toLower(text.title) CONTAINS 'türkiye and'
RETURN count(*) AS documents;
