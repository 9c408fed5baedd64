// Evidence for a thing
//
// The places in documents that speak of a person, country, organization, place, meeting, agreement or topic.
//
// $name: thing - its name
MATCH (thing {name: $name})-[mention:MENTIONED_IN]->(document:Document)
RETURN document.source AS document,
       document.published AS published,
       mention.sentence AS sentence,
       substring(document.text, mention.start, mention.end - mention.start) AS words
ORDER BY document, sentence, mention.start
